//! Keeps a page's body text and drops its boilerplate.
//!
//! # Overview
//!
//! A page is mostly not its article: navigation, teasers, share bars, notices and footers stand around it.
//! `bodytext` cuts a page into blocks of text (headings, paragraphs, list items, rows of tables, code), scores each
//! block by its link density, length, position and surroundings, and keeps those that are body text. Every block
//! is handed back with its score and label, so that you can see, and overrule, why a line was kept or dropped.
//!
//! * [`extract`] and [`extract_plain_text`] do it with the default settings; an [`Extractor`] has settings:
//!   [`Focus`] says which mistake is worse, [`Comments`] what becomes of readers' comments, [`Limits`] bound what a
//!   page may cost.
//! * An [`Article`] has the [text](Article::text), the [title](Article::title) and other metadata, the
//!   [confidence](Article::confidence), and every [`Block`] with its [`BlockKind`], score and [`Label`].
//! * An [`Error`] means that a page was refused; broken markup, or no article at all, is no error.
//!
//! The same page gives the same result everywhere: no state is kept between calls, and no list of words of any
//! language is used.
//!
//! # Example: keep the article
//!
//! ```
//! let page = r#"<!DOCTYPE html><html lang="en"><title>Rain at last - The Farmer</title>
//!     <nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
//!     <h1>Rain at last</h1>
//!     <p>After nine dry weeks it rained on Sunday, and the farmers of the valley danced in their fields.</p>
//!     <p>The mayor, who had danced too, said that the harvest was saved, and so was his election.</p>
//!     <aside><h3>Most viewed</h3><ul><li><a href="/1">Cow wins prize</a></li></ul></aside>
//!     <footer><a href="/imprint">Imprint</a></footer>"#;
//! let article = bodytext::extract(page)?;
//! assert_eq!(article.title(), Some("Rain at last"));
//! assert_eq!(
//!     article.text(),
//!     "After nine dry weeks it rained on Sunday, and the farmers of the valley danced in their fields.\n\n\
//!      The mayor, who had danced too, said that the harvest was saved, and so was his election."
//! );
//! # Ok::<(), bodytext::Error>(())
//! ```
//!
//! # Example: text whose markup is gone
//!
//! A WET record of Common Crawl or a pasted page has lines instead of elements. Bullets, separators, blank lines and
//! wrapped paragraphs are understood.
//!
//! ```
//! let text = "Home | News | Sport\n\
//!     Old mill to become a library\n\
//!     Updated: 2022-09-14 08:30\n\
//!     The old mill at the river will become the town's new library, the council decided on Tuesday evening.\n\
//!     It had stood empty for eleven years, since the last miller retired and moved to his daughter's farm.\n\
//!     - Bridge closed for repairs\n\
//!     - Weather: rain";
//! let article = bodytext::extract_plain_text(text)?;
//! assert_eq!(article.title(), Some("Old mill to become a library"));
//! assert_eq!(article.published(), Some("2022-09-14 08:30"));
//! # Ok::<(), bodytext::Error>(())
//! ```
//!
//! # Example: why was this dropped?
//!
//! ```
//! let page = "<p>The ferry to the island will not sail for eight weeks, the harbour board said on Monday.</p>
//!     <ul><li><a href=/1>Storm warning for the coast</a><li><a href=/2>Rovers lose again</a></ul>";
//! let article = bodytext::extract(page)?;
//! for block in article.blocks().filter(|block| !block.is_content()) {
//!     println!("{:.2} {} {}", block.score(), block.kind(), block.text());
//!     for part in block.explain().contributions().iter().take(3) {
//!         println!("    {:+.2} {} = {:.2}: {}", part.log_odds, part.feature, part.value, part.definition);
//!     }
//! }
//! # assert_eq!(article.blocks().filter(|block| !block.is_content()).count(), 2);
//! # Ok::<(), bodytext::Error>(())
//! ```
//!
//! # Example: precision or recall
//!
//! ```
//! use bodytext::{Extractor, Focus};
//!
//! // A search index would rather have a teaser too many than lose a paragraph.
//! let extractor = Extractor::new().focus(Focus::Recall);
//! let article = extractor.extract("<p>Nobody knows who built the bridge, or why it ends in the middle.</p>")?;
//! assert!(!article.is_empty());
//! # Ok::<(), bodytext::Error>(())
//! ```
//!
//! # Features
//!
//! * `rcdom` (default): `Extractor::extract_rcdom`, for a `markup5ever_rcdom` tree that you have already. Its
//!   `Handle` is the only type of another crate in the API.
//! * `stages`: the stages one by one, for benchmarks and training; exempt from semantic versioning.
//!
//! # Limits
//!
//! Pages over [`Limits::max_bytes`] are refused. Time and memory are otherwise linear in the page but for sorting
//! its blocks: structure beyond the other [`Limits`] is left out, which [`Article::is_flattened`] tells, and its text
//! stays. Text that a script would load is not there. Bytes must be decoded to UTF-8 first.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod article;
mod block;
mod comments;
mod error;
mod explanation;
mod extractor;
mod features;
mod focus;
mod kind;
mod label;
mod limits;
mod metadata;
mod page;
mod parse;
mod path;
mod render;
mod rule;
mod score;
mod segment;
mod select;
#[cfg(feature = "serde")]
mod serialize;
mod words;

pub use article::Article;
pub use block::Block;
pub use comments::Comments;
pub use error::Error;
pub use explanation::{Contribution, Explanation};
pub use extractor::Extractor;
pub use focus::Focus;
pub use kind::BlockKind;
pub use label::Label;
pub use limits::Limits;
pub use rule::Rule;

/// Extracts the body text of an HTML page with the default settings.
///
/// # Errors
///
/// [`Error::TooLarge`] when the page is larger than 64 MiB.
///
/// # Examples
///
/// ```
/// let article = bodytext::extract("<p>Snow fell on the pass, and the road was closed until the next morning.</p>")?;
/// assert_eq!(article.text(), "Snow fell on the pass, and the road was closed until the next morning.");
/// # Ok::<(), bodytext::Error>(())
/// ```
pub fn extract(html: &str) -> Result<Article, Error> {
    Extractor::new().extract(html)
}

/// Extracts the body text of a page whose markup is gone with the default settings.
///
/// # Errors
///
/// [`Error::TooLarge`] when the text is larger than 64 MiB.
///
/// # Examples
///
/// ```
/// let article = bodytext::extract_plain_text("")?;
/// assert!(article.is_empty());
/// # Ok::<(), bodytext::Error>(())
/// ```
pub fn extract_plain_text(text: &str) -> Result<Article, Error> {
    Extractor::new().extract_plain_text(text)
}

/// The stages one by one, for benchmarks, measurements and training. Exempt from semantic versioning.
#[cfg(feature = "stages")]
#[doc(hidden)]
pub mod stages {
    pub use crate::features::{
        Feature, HTML_FEATURES, HTML_TABLE, LINE_FEATURES, LINE_TABLE, Marks, measure_html, measure_lines,
    };
    pub use crate::metadata::Head;
    #[cfg(feature = "rcdom")]
    pub use crate::parse::from_rcdom;
    pub use crate::parse::{AttributeName, NodeData, NodeId, Tag, Tree, parse};
    pub use crate::score::Scorer;
    pub use crate::segment::{Blocks, RawBlock, segment_html, segment_lines};
    pub use crate::select::{Candidates, Selection, select};
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
