//! Tree construction without html5ever, where the rules are few.
//!
//! [`Builder`](builder::Builder) receives tags and text from the lexer. Where nothing unusual is open, it changes the tree
//! itself and keeps its own stack of open elements ([`open`]). In any other context it replays that stack to html5ever and
//! passes the token on.

pub(in crate::parse) mod builder;
mod context;
mod open;
pub(in crate::parse) mod rule;
pub(in crate::parse) mod tag_name;
