//! HTML to a [`Tree`]: our lexer, rules for what is usual, html5ever's tree builder for all else behind a guard, and a flat
//! arena.

mod attribute;
mod builder;
mod guard;
mod lexer;
mod names;
mod open;
#[cfg(feature = "rcdom")]
mod rcdom;
mod rule;
mod shadow;
mod sink;
mod survey;
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
use builder::Builder;
use guard::Guard;
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use sink::Sink;
use std::borrow::Cow;

/// Parses a page with scripting off, so that what stands in `noscript` is part of the tree.
///
/// # Errors
///
/// [`Error::TooLarge`] when the page is larger than [`Limits::max_bytes`].
#[cfg(any(test, feature = "metadata", feature = "_stages"))]
pub fn parse(html: &str, limits: &Limits) -> Result<Tree, Error> {
    parse_page(html, limits, false)
}

/// The same; the tree may know where in the page its text comes from.
pub(crate) fn parse_page(page: &str, limits: &Limits, keeps_sources: bool) -> Result<Tree, Error> {
    limits.check_bytes(page.len())?;
    let html = page.strip_prefix('\u{feff}').unwrap_or(page);
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    // There are about as many elements and texts as there are tags. Counting them is some 6 % of parsing; to count in one
    // part of eight gained 2 %, and made guesses of it.
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

/// Room is made for no more nodes than this before they come.
const MAX_RESERVED: usize = 1 << 21;

/// The text with line feeds in place of carriage returns, alone or before a line feed.
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
