//! Tree construction by html5ever, for everything that the fast path does not recognise.

pub(in crate::parse) mod guard;
pub(in crate::parse) mod sink;
