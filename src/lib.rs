//! Keeps a page's body text and drops its boilerplate.
//!
//! # Overview
//!
//! Most of a page is not its article: navigation, teasers, share bars, notices and footers surround it. `bodytext`
//! splits a page into blocks of text (headings, paragraphs, list items, rows of tables, code), scores each block by its
//! link density, length, position and surroundings, and keeps those that are body text. It returns every block with its
//! score and label, so that you can see why a block was kept or dropped, and change the decision.
//!
//! * [`extract`], [`extract_bytes`] and [`extract_plain_text`] use the default settings. An [`Extractor`] has settings:
//!   [`Focus`] chooses precision or recall, [`Comments`] includes readers' comments, and [`Limits`] bound the cost of a
//!   page.
//! * An [`Article`] has the body as [text](Article::text), [Markdown](Article::markdown) (with options in [`markdown`])
//!   and [HTML](Article::html), its [images](Article::images) as [`Image`]s, the [confidence](Article::confidence), and
//!   the [source](Article::text_source) of the text ([`TextSource`]).
//! * [`Article::metadata`] returns the [`Metadata`] of the page: title, author, language, each [`Date`], and more.
//! * [`Article::blocks`] returns every [`Block`] with its [`BlockKind`], score and [`Label`].
//! * [`Article::sections`] groups the body by headings into [`Section`]s, for example as chunks for retrieval
//!   (`examples/markdown_for_rag.rs`).
//! * A block has the reasons why it was kept or dropped: the [`Rule`] that decided, an [`Explanation`] of its score with
//!   one [`Contribution`] per feature, and the [path](Block::path) to its element. [`Article::retain`] overrides the
//!   selection.
//! * An [`Error`] means that a page was refused. Broken markup, or a page without an article, is not an error.
//!
//! The same page always gives the same result, because no state is kept between calls. Structure and statistics decide
//! what is kept. The names of boilerplate sections ("Most Viewed") in 20 languages are hints among many others. Only
//! the metadata depends on other words in the text: "by", job titles, and the names of months.
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
//! # Example: plain text without markup
//!
//! A WET record of Common Crawl or a pasted page has lines instead of elements. Bullets, separators, blank lines and
//! wrapped paragraphs are recognised.
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
//! let date = article.metadata().published().expect("a date near the title");
//! assert_eq!((date.text(), date.iso()), ("2022-09-14 08:30", Some("2022-09-14T08:30")));
//! # Ok::<(), bodytext::Error>(())
//! ```
//!
//! # Example: why was this dropped?
//!
//! [`Block::rule`] names the rule that decided. Usually it is [`Rule::Threshold`]: the score was compared with
//! [`Article::threshold`]. [`Block::explain`] lists the features that moved the score. [`Block::path`] or, in plain
//! text, [`Block::line`] tells where the block is. Text that is not in any block, such as scripts and the line numbers
//! of listings, was removed before the page was scored.
//!
//! ```
//! use bodytext::Rule;
//!
//! let page = "<p>The ferry to the island will not sail for eight weeks, the harbour board said on Monday.</p>
//!     <nav class=menu><h3>Most viewed</h3>
//!     <ul><li><a href=/1>Storm warning for the coast</a><li><a href=/2>Rovers lose again</a></ul></nav>";
//! let article = bodytext::extract(page)?;
//! let threshold = article.threshold().expect("a page with body text");
//! for block in article.blocks().filter(|block| !block.is_content()) {
//!     println!("{} {:?}: {}", block.path().unwrap_or_default(), block.rule(), block.text());
//!     println!("  {:.2}, below {threshold:.2}, since", block.score());
//!     for part in block.explain().contributions().iter().filter(|part| part.log_odds < 0.0).take(3) {
//!         println!("    {:+.2} {} = {:.2}: {}", part.log_odds, part.feature, part.value, part.definition);
//!     }
//! }
//! # let dropped: Vec<_> = article.blocks().filter(|block| !block.is_content()).collect();
//! # assert!(dropped.len() == 3 && dropped.iter().all(|block| block.score() < threshold));
//! # Ok::<(), bodytext::Error>(())
//! ```
//!
//! The command `bodytext explain` of the package `bodytext-cli` shows all of this as one HTML page:
//! `bodytext explain --output why.html page.html`.
//!
//! # Example: overrule a decision
//!
//! [`Article::retain`] calls your function for each block, and every output follows. Here every paragraph is kept, even
//! if it is short or has a low score, unless it is mostly links:
//!
//! ```
//! use bodytext::BlockKind;
//!
//! let page = "<p>The ferry to the island will not sail for eight weeks, the harbour board said on Monday.</p>
//!     <p>Photo: the ferry at its berth</p>
//!     <nav class=menu><h3>Most viewed</h3><ul><li><a href=/1>Storm warning for the coast</a></ul></nav>";
//! let mut article = bodytext::extract(page)?;
//! article.retain(|block| block.is_content() || (block.kind() == BlockKind::Paragraph && block.link_density() < 0.5));
//! assert!(article.text().ends_with("on Monday.\n\nPhoto: the ferry at its berth"));
//! # Ok::<(), bodytext::Error>(())
//! ```
//!
//! # Example: many pages on all cores
//!
//! One [`Extractor`] serves all threads, because it keeps nothing between pages. An [`Article`] can be sent to another
//! thread. With [rayon](https://docs.rs/rayon):
//!
//! ```
//! use bodytext::Extractor;
//! use rayon::prelude::*;
//!
//! let pages: Vec<String> = (1..=100)
//!     .map(|number| format!("<p>The boat with the number {number} came in late, and its nets were as good as empty.</p>"))
//!     .collect();
//! let extractor = Extractor::new();
//! let texts: Vec<String> =
//!     pages.par_iter().map(|page| Ok(extractor.extract(page)?.text())).collect::<Result<_, bodytext::Error>>()?;
//! assert!(texts[41].starts_with("The boat with the number 42 came in late"));
//! # Ok::<(), bodytext::Error>(())
//! ```
//!
//! # Example: precision or recall
//!
//! ```
//! use bodytext::{Extractor, Focus};
//!
//! // For a search index, an extra teaser is better than a lost paragraph.
//! let extractor = Extractor::new().focus(Focus::Recall);
//! let article = extractor.extract("<p>Nobody knows who built the bridge, or why it ends in the middle.</p>")?;
//! assert!(!article.is_empty());
//! # Ok::<(), bodytext::Error>(())
//! ```
//!
//! # Example: metadata
//!
//! ```
//! use bodytext::Date;
//!
//! let page = r#"<html lang="en"><title>Rain at last - The Farmer</title>
//!     <meta property="article:published_time" content="2021-05-03 10:12 +0200">
//!     <h1>Rain at last</h1><p class="byline">By Ada Brook</p>"#;
//! let article = bodytext::extract(page)?;
//! let metadata = article.metadata();
//! assert_eq!((metadata.title(), metadata.byline()), (Some("Rain at last"), Some("Ada Brook")));
//! assert_eq!(metadata.published().and_then(Date::iso), Some("2021-05-03T10:12+02:00"));
//! # Ok::<(), bodytext::Error>(())
//! ```
//!
//! # Example: bytes from HTTP
//!
//! The value of the `Content-Type` header helps if the server knows the encoding. If the header or the page declares a
//! wrong encoding, the bytes often still show the right one.
//!
//! ```
//! # #[cfg(feature = "encoding")] {
//! let body = b"<title>\x93Rain\x94</title><p>\x93At last\x94, said the mayor, when after nine dry weeks it rained on Sunday.";
//! let article = bodytext::extract_bytes(body, Some("text/html; charset=windows-1252"))?;
//! assert!(article.text().starts_with("\u{201c}At last\u{201d}, said the mayor"));
//! # }
//! # Ok::<(), bodytext::Error>(())
//! ```
//!
//! # Example: your own DOM
//!
//! ```
//! # #[cfg(feature = "rcdom")] {
//! use html5ever::tendril::TendrilSink;
//!
//! let page = "<nav><a href=/>Home</a></nav><p>After nine dry weeks it rained on Sunday, to everybody's joy.</p>";
//! let dom = html5ever::parse_document(markup5ever_rcdom::RcDom::default(), Default::default()).one(page);
//! let article = bodytext::Extractor::new().extract_rcdom(&dom.document)?;
//! assert_eq!(article.text(), "After nine dry weeks it rained on Sunday, to everybody's joy.");
//! # }
//! # Ok::<(), bodytext::Error>(())
//! ```
//!
//! # Example: Markdown
//!
//! ```
//! let page = "<p>The farmers of the <b>whole</b> valley danced in their fields when, after nine dry
//!     weeks, it <a href=/rain>rained</a> on Sunday:</p><ul><li>apricots were saved<li>so was the mayor</ul>";
//! let article = bodytext::extract(page)?;
//! assert!(article.markdown().starts_with("The farmers of the **whole** valley danced"));
//! assert!(article.markdown().contains("it [rained](/rain) on Sunday:"));
//! # Ok::<(), bodytext::Error>(())
//! ```
//!
//! # Features
//!
//! * `metadata` (default): [`Metadata`] is also read from JSON-LD, which most articles have. Adds `serde_json`.
//! * `encoding` (default): [`extract_bytes`], for pages in any character encoding that browsers support.
//! * `rcdom` (default): `Extractor::extract_rcdom`, for a `markup5ever_rcdom` tree that you already have. Its
//!   `Handle` is the only type from another crate in the API.
//! * `serde`: `Serialize` for [`Article`], [`Metadata`], [`Block`], [`Image`], [`Explanation`] and [`Contribution`];
//!   `Serialize` and `Deserialize` for [`BlockKind`], [`Comments`], [`Focus`], [`Label`], [`Limits`], [`Rule`] and
//!   [`TextSource`]. See [JSON](#json).
//! * `url`: `Article::set_url`, the page's URL, against which relative links are resolved. Adds 28 crates, most of them
//!   for Unicode tables. Without the feature, links stay as they are in the page.
//!
//! # JSON
//!
//! With the feature `serde`, results can be serialized in any serde format. Fields have the names of the methods that
//! they come from. All fields are always present; minor versions may add new ones. Names are in `snake_case`.
//!
//! ```
//! # #[cfg(feature = "serde")] {
//! let article = bodytext::extract("<h2>Harvest</h2><p>After nine dry weeks it rained on Sunday, to everybody's joy.")?;
//! let json = serde_json::to_value(&article).expect("all values have a JSON form");
//! assert_eq!(json["blocks"][0]["kind"], serde_json::json!({"type": "heading", "level": 2}));
//! assert_eq!(json["blocks"][1]["label"], "content");
//! # }
//! # Ok::<(), bodytext::Error>(())
//! ```
//!
//! | of an article | JSON | |
//! |---|---|---|
//! | `title`, `byline`, `published`, `modified`, `language`, `site_name`, `description`, `canonical_url`, `image` | string or null | as the page has them |
//! | `published_iso`, `modified_iso` | string or null | in ISO 8601 |
//! | `keywords` | array of strings | |
//! | `encoding` | string or null | its name in the Encoding Standard; null if the page was given as text |
//! | `confidence` | number | 0 to 1 |
//! | `threshold` | number or null | 0 to 1; null if no body text was found |
//! | `is_flattened` | boolean | whether structure was removed because of the limits |
//! | `text_source` | string | `page` or `structured_data` |
//! | `text` | string | the body text |
//! | `blocks` | array | every block, in document order |
//!
//! | of a block | JSON | |
//! |---|---|---|
//! | `position` | number | the index in `blocks` |
//! | `kind` | object | `type` is `heading`, `paragraph`, `list_item`, `quote`, `code`, `table_row`, `caption` or `other`; a heading has `level`, 1 to 6, a list item `depth`, from 1, and `ordered` |
//! | `label` | string | `content`, `title`, `comment` or `boilerplate` |
//! | `rule` | string | `threshold`, `context`, `prose_only`, `heading`, `comments`, `title`, `duplicate`, `post_author`, `structured_data` or `retain` |
//! | `score`, `score_in_context` | number | 0 to 1 |
//! | `link_density` | number | 0 to 1 |
//! | `word_count` | number | |
//! | `is_hidden` | boolean | |
//! | `line` | number or null | from 1; only in plain text |
//! | `path` | string or null | a CSS selector; only in HTML |
//! | `source` | array of two numbers, or null | start and end in bytes of the page, if [known](Block::source) |
//! | `text` | string | |
//!
//! Serialized by itself, [`Metadata`] has the same fields as in its article. An [`Explanation`] is not part of its
//! block, because it is many times as large as the block. It has `base` and `log_odds` (numbers), and `contributions`,
//! an array of objects with `feature`, `definition`, `unit` (strings), `value` and `log_odds` (numbers). [`Limits`] are
//! an object whose fields have the names of the setters. All are numbers; a missing field gets its default. A
//! [`BlockKind`] can be deserialized only from a self-describing format such as JSON.
//!
//! # Limits
//!
//! Pages over [`Limits::max_bytes`] are refused. Otherwise time and memory are linear in the size of the page, except
//! for sorting its blocks. Structure beyond the other [`Limits`] is removed but its text is kept;
//! [`Article::is_flattened`] reports it. Text that a script would load is missing unless the page's [structured
//! data](Article::text_source) contains it.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod address;
mod article;
mod comments;
#[cfg(feature = "encoding")]
mod decode;
mod error;
mod extractor;
mod features;
mod focus;
mod formula;
mod image;
mod kind;
mod label;
mod limits;
mod metadata;
mod parse;
mod posts;
mod render;
mod rule;
mod score;
mod segment;
mod select;
#[cfg(feature = "metadata")]
mod structured_data;
mod text_source;
mod words;

pub use article::{Article, Block, Contribution, Explanation, Section};
pub use comments::Comments;
pub use error::Error;
pub use extractor::Extractor;
pub use focus::Focus;
pub use image::Image;
pub use kind::BlockKind;
pub use label::Label;
pub use limits::Limits;
pub use metadata::{Date, Metadata};
pub use rule::Rule;
pub use text_source::TextSource;

/// Options of [`Article::markdown_with`].
///
/// # Examples
///
/// ```
/// use bodytext::markdown::{Images, Options, Titles};
///
/// let page = "<h1>The mill</h1><p>The mill <img src=mill.jpg alt='in the sun'> stood empty until the town bought it.</p>";
/// let options = Options::new().titles(Titles::Heading).images(Images::Keep);
/// let markdown = bodytext::extract(page)?.markdown_with(&options);
/// assert_eq!(markdown, "# The mill\n\nThe mill ![in the sun](mill.jpg) stood empty until the town bought it.\n");
/// # Ok::<(), bodytext::Error>(())
/// ```
pub mod markdown {
    pub use crate::render::{Formulas, Images, Links, Options, Titles};
}

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

/// Extracts the body text of an HTML page in any character encoding with the default settings.
///
/// See [`Extractor::extract_bytes`].
///
/// # Errors
///
/// [`Error::TooLarge`] when the page is larger than 64 MiB, as bytes or as text.
///
/// # Examples
///
/// ```
/// let page = b"<meta charset=windows-1251><p>\xcd\xe0 \xef\xe5\xf0\xe5\xe2\xe0\xeb\xe5 \xf1\xed\xe5\xe3.";
/// let article = bodytext::extract_bytes(page, None)?;
/// assert_eq!(article.text(), "На перевале снег.");
/// assert_eq!(article.encoding(), Some("windows-1251"));
/// # Ok::<(), bodytext::Error>(())
/// ```
#[cfg(feature = "encoding")]
#[cfg_attr(docsrs, doc(cfg(feature = "encoding")))]
pub fn extract_bytes(bytes: &[u8], content_type: Option<&str>) -> Result<Article, Error> {
    Extractor::new().extract_bytes(bytes, content_type)
}

/// Extracts the body text of plain text without markup, with the default settings.
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
#[cfg(feature = "_stages")]
#[doc(hidden)]
pub mod stages {
    pub use crate::features::{
        DIGEST_CASES, Discussion, FNV_OFFSET, Feature, HTML_FEATURES, HTML_TABLE, PAIR_FEATURES, PAIR_TABLE,
        PLAIN_TEXT_FEATURES, PLAIN_TEXT_TABLE, PageAnnotations, Relation, SECTION_PHRASES, ValuesDigest,
        fnv1a, measure_html, measure_pair, measure_plain_text, table_digest,
    };
    pub use crate::metadata::{Head, PageType};
    #[cfg(feature = "rcdom")]
    pub use crate::parse::from_rcdom;
    pub use crate::parse::{AttributeName, NodeData, NodeId, Tag, Tree, parse};
    pub use crate::score::{Digests, MODEL_DIGESTS, Model, SETTLED_BOND, Scorer, is_settled, log_odds};
    pub use crate::segment::{Blocks, RawBlock, is_lead_in, segment_html, segment_plain_text};
    pub use crate::select::{Selection, SelectionInput, select};
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
