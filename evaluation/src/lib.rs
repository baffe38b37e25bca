//! Corpora of pages with their true main content, and measures that compare extracted text with it.
//!
//! A [`Corpus`] is a folder of pages with a [`Truth`] each. The text that an extractor returns for a page gets a
//! [`PageScore`]. A [`Report`] summarises the scores of all pages, overall and by page type, and displays as a table.
//!
//! ```no_run
//! use bodytext_evaluation::{Corpus, PageScore, Report};
//! # fn extracted(html: &[u8]) -> String { String::from_utf8_lossy(html).into_owned() }
//!
//! # fn main() -> Result<(), bodytext_evaluation::CorpusError> {
//! let corpus = Corpus::open("corpora/some-corpus")?;
//! let mut scores = Vec::new();
//! for page in corpus.pages() {
//!     scores.push(PageScore::of(&extracted(&corpus.html(page)?), page));
//! }
//! println!("{}", Report::of(corpus.name(), &scores));
//! # Ok(())
//! # }
//! ```
//!
//! The measures, all in 0..=1:
//!
//! | | |
//! |---|---|
//! | [`word_prf`] | precision, recall and F1 over bags of [`words`]; on text without Han, kana, Hangul and Thai, the measure of the WCXB benchmark |
//! | [`shingle_pr`] | precision and recall over runs of four words, the measure of the article-extraction-benchmark |
//! | [`snippet_hits`] | snippets that must be present, and others that must not, the measure of trafilatura's evaluation |
//!
//! [`registrable_host`] groups pages by site, for cross-validation.

mod corpus;
mod error;
mod host;
mod metadata;
mod metrics;
mod report;
mod summary;
mod truth;
mod words;

pub use corpus::Corpus;
pub use error::CorpusError;
pub use host::registrable_host;
pub use metadata::{Agreement, FieldScore, MetadataReport, Stated, authors, calendar_day, dates, titles};
pub use metrics::{Hits, PageScore, Prf, ShinglePr, fold, shingle_pr, snippet_hits, word_prf};
pub use report::Report;
pub use summary::Summary;
pub use truth::Truth;
pub use words::{runs, words};
