//! HTML to a [`Tree`], by html5ever.

#[cfg(feature = "rcdom")]
mod rcdom;
mod sink;
mod tag;
mod tree;

#[cfg(feature = "rcdom")]
pub use rcdom::from_rcdom;
pub use tag::Tag;
pub use tree::{AttributeName, NodeData, NodeId, Span, Tree};

use crate::error::Error;
use crate::limits::Limits;
use html5ever::tendril::TendrilSink;
use html5ever::tokenizer::TokenizerOpts;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};

/// Parses a page with scripting off, so that what stands in `noscript` is part of the tree.
///
/// # Errors
///
/// [`Error::TooLarge`] when the page is larger than [`Limits::max_bytes`].
pub fn parse(html: &str, limits: &Limits) -> Result<Tree, Error> {
    limits.check_bytes(html.len())?;
    let html = html.strip_prefix('\u{feff}').unwrap_or(html);
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() },
        // The mark was taken off above; a second one is text.
        tokenizer: TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() },
    };
    Ok(parse_document(sink::Sink::with_capacity(html.len()), options).one(html))
}
