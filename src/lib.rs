#![doc = "Body text."]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod article;
mod block;
mod error;
mod extractor;
mod features;
mod limits;
mod metadata;
mod parse;
mod render;
mod score;
mod segment;
mod select;
mod words;

pub use article::Article;
pub use block::{Block, BlockKind, Label};
pub use error::Error;
pub use extractor::{Extractor, Focus};
pub use limits::Limits;

/// Extracts the body text of an HTML page with the default settings.
///
/// # Errors
///
/// [`Error::TooLarge`] when the page is larger than 64 MiB.
pub fn extract(html: &str) -> Result<Article, Error> {
    Extractor::new().extract(html)
}

/// Extracts the body text of plain text with the default settings.
///
/// # Errors
///
/// [`Error::TooLarge`] when the text is larger than 64 MiB.
pub fn extract_plain_text(text: &str) -> Result<Article, Error> {
    Extractor::new().extract_plain_text(text)
}

/// The stages one by one, for benchmarks, measurements and training. Exempt from semantic versioning.
#[cfg(feature = "stages")]
#[doc(hidden)]
pub mod stages {
    #[cfg(feature = "rcdom")]
    pub use crate::parse::from_rcdom;
    pub use crate::features::{
        Feature, Features, HTML_FEATURES, HTML_TABLE, LINE_FEATURES, LINE_TABLE, measure_html, measure_lines,
    };
    pub use crate::metadata::Head;
    pub use crate::parse::{AttributeName, NodeData, NodeId, Tag, Tree, parse};
    pub use crate::score::{score_html, score_lines};
    pub use crate::segment::{Blocks, RawBlock, segment_html, segment_lines};
    pub use crate::select::{Selection, select};
}
