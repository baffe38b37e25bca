//! Parses HTML into a [`Tree`], a flat arena: our lexer, a fast path for the usual rules of tree construction, and
//! html5ever behind a guard for all others. Section numbers are those of the HTML standard.
//!
//! # Example
//!
//! `<title>T</title><p>a<p>b<b>c<div>d` is parsed in these steps:
//!
//! | token | handled by | why |
//! |---|---|---|
//! | `<title>`, `T`, `</title>` | html5ever | no insertion point yet: html5ever creates `html`, `head`, `title` |
//! | `<p>` | html5ever | closes the head (13.2.6.4.4): html5ever creates `body` and `p` |
//! | `a` | fast path | the insertion point is `p`, with nothing unusual around it |
//! | `<p>` | html5ever | closes a `p` that html5ever opened (13.2.6.4.7) |
//! | `b`, `<b>`, `c` | fast path | go straight into the tree |
//! | `<div>` | html5ever | closes a `p` in which `b` is left open. Before that, `<b>` is replayed: html5ever reuses its node |
//! | `d` | html5ever | `b` must be reconstructed first (13.2.4.3) |
//!
//! ```text
//! html
//! ├ head
//! │ └ title "T"
//! └ body
//!   ├ p "a"
//!   ├ p "b"
//!   │ └ b "c"
//!   └ div
//!     └ b "d"
//! ```
//!
//! # Modules
//!
//! * [`lexer`]: tokenization (HTML standard, 13.2.5).
//! * [`fast`]: tree construction in the insertion modes "in head" and "in body" (13.2.6.4.4 and 13.2.6.4.7), as far as
//!   nothing has to be repaired.
//! * [`html5ever`](self::html5ever): all other tree construction (13.2.6). The guard bounds its work on hostile pages,
//!   and the sink writes its nodes into the tree.
//! * [`tree`]: nodes, attributes and text in four flat buffers. [`shadow`]: declarative shadow roots.
//!
//! # Invariants
//!
//! * The tree equals that of html5ever with its own sink (`tests/it/differential.rs`).
//! * When html5ever receives a token, it knows every open element. The fast path replays the elements that it opened,
//!   and html5ever reuses their nodes.
//! * Each byte of the page is read once, forwards, and replayed tags are bounded by the depth of the tree, so time is
//!   linear in the size of the page.
//! * No node is deeper than `Limits::max_depth`, and there are no more elements than `Limits::max_elements`.

mod attribute;
mod fast;
mod html5ever;
mod lexer;
#[cfg(feature = "rcdom")]
mod rcdom;
mod shadow;
mod tag;
mod tree;

pub use attribute::AttributeName;
pub(crate) use attribute::{is_json_ld, is_tex};
#[cfg(feature = "metadata")]
pub(crate) use lexer::decode_references;
#[cfg(feature = "rcdom")]
pub use rcdom::from_rcdom;
pub use tag::Tag;
use tree::Sources;
pub(crate) use tree::growth;
pub use tree::{NodeData, NodeId, Span, Tree};

use crate::error::Error;
use crate::limits::Limits;
use ::html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use fast::builder::Builder;
use html5ever::guard::Guard;
use html5ever::sink::Sink;
use std::borrow::Cow;

/// Parses a page with scripting off, so that the content of `noscript` is part of the tree.
///
/// # Errors
///
/// [`Error::TooLarge`] when the page is larger than [`Limits::max_bytes`].
#[cfg(any(test, feature = "metadata", feature = "_stages"))]
pub fn parse(html: &str, limits: &Limits) -> Result<Tree, Error> {
    parse_page(html, limits, false)
}

/// [`parse`], optionally with the positions of the text in the page.
pub(crate) fn parse_page(page: &str, limits: &Limits, keeps_sources: bool) -> Result<Tree, Error> {
    limits.check_bytes(page.len())?;
    let html = page.strip_prefix('\u{feff}').unwrap_or(page);
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    // There are about as many elements and texts as there are tags.
    let tags = memchr::memchr_iter(b'<', html.as_bytes()).count();
    let nodes = tags.min(limits.elements().saturating_mul(2)).min(MAX_RESERVED) + 16;
    let sink = Sink::with_capacity(nodes, html.len());
    if keeps_sources {
        sink.tree().keep_sources(Sources::new(page, page.len() - html.len()));
    }
    let html5ever = TreeBuilder::new(sink, options);
    let builder = Builder::new(Guard::new(html5ever, limits));
    Ok(lexer::build(&with_line_feeds(html), builder, limits.attributes()))
}

/// The most nodes that memory is reserved for in advance.
const MAX_RESERVED: usize = 1 << 21;

/// The text with normalized newlines (13.2.3.5): a carriage return, alone or before a line feed, becomes a line feed.
fn with_line_feeds(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut lines = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'\r', rest.as_bytes()) {
        lines.push_str(&rest[..at]);
        lines.push('\n');
        rest = rest[at + 1..].strip_prefix('\n').unwrap_or(&rest[at + 1..]);
    }
    lines.push_str(rest);
    Cow::Owned(lines)
}
