//! HTML to a [`Tree`]: our lexer, html5ever's tree builder, a guard between them, and a flat arena.

mod attribute;
mod guard;
mod lexer;
mod names;
#[cfg(feature = "rcdom")]
mod rcdom;
mod sink;
mod tag;
mod tree;

pub use attribute::AttributeName;
#[cfg(feature = "metadata")]
pub(crate) use attribute::is_json_ld;
#[cfg(feature = "metadata")]
pub(crate) use lexer::decode_references;
#[cfg(feature = "rcdom")]
pub use rcdom::from_rcdom;
pub use tag::Tag;
pub use tree::{NodeData, NodeId, Span, Tree};

use crate::error::Error;
use crate::limits::Limits;
use guard::Guard;
use html5ever::interface::tree_builder::TreeSink;
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use sink::Sink;

/// Parses a page with scripting off, so that what stands in `noscript` is part of the tree.
///
/// # Errors
///
/// [`Error::TooLarge`] when the page is larger than [`Limits::max_bytes`].
pub fn parse(html: &str, limits: &Limits) -> Result<Tree, Error> {
    limits.check_bytes(html.len())?;
    let html = html.strip_prefix('\u{feff}').unwrap_or(html);
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    // There are about as many elements and texts as there are tags; counting them takes no time to speak of.
    let tags = memchr::memchr_iter(b'<', html.as_bytes()).count();
    let nodes = (tags + tags / 4).min(limits.elements().saturating_mul(2)) + 16;
    let builder = TreeBuilder::new(Sink::with_capacity(nodes, html.len()), options);
    let guard = Guard::new(builder, limits);
    lexer::tokenize(&with_line_feeds(html), &guard, limits.attributes());
    Ok(guard.into_sink().finish())
}

/// The text with line feeds in place of carriage returns, alone or before a line feed.
fn with_line_feeds(text: &str) -> StrTendril {
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return StrTendril::from_slice(text);
    }
    let mut lines = StrTendril::with_capacity(text.len() as u32);
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'\r', rest.as_bytes()) {
        lines.push_slice(&rest[..at]);
        lines.push_char('\n');
        rest = rest[at + 1..].strip_prefix('\n').unwrap_or(&rest[at + 1..]);
    }
    lines.push_slice(rest);
    lines
}
