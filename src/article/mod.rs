//! The result of an extraction.

mod block;
mod excerpt;
mod explanation;
mod metadata;
mod outputs;
mod page;
mod path;
mod sections;
#[cfg(feature = "serde")]
mod serialize;

pub use block::Block;
pub use explanation::{Contribution, Explanation};
pub(crate) use page::Page;
pub use sections::Section;

use crate::address::Address;
use crate::label::Label;
use crate::metadata::Metadata;
use crate::parse::{NodeId, Tree};
use crate::segment::{RawBlock, sources};
use crate::select::Selection;
use crate::text_source::TextSource;
use once_cell::sync::OnceCell;
use path::Paths;
use std::ops::Range;

/// The result for a page: its blocks with their scores and labels, the outputs, and the metadata.
///
/// # Examples
///
/// ```
/// let page = r#"<html lang="en"><title>Rain at last - The Farmer</title>
///     <nav><a href="/">Home</a> <a href="/news">News</a></nav>
///     <h1>Rain at last</h1>
///     <p>After nine dry weeks it rained on Sunday, and the farmers of the valley danced in their fields.</p>
///     <p>The mayor, who had danced too, said that the harvest was saved, and so was his election.</p>
///     <footer><a href="/imprint">Imprint</a></footer>"#;
/// let article = bodytext::extract(page)?;
/// assert_eq!(article.title(), Some("Rain at last"));
/// assert_eq!(article.metadata().language(), Some("en"));
/// assert_eq!(article.blocks().filter(|block| block.is_content()).count(), 2);
/// # Ok::<(), bodytext::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Article {
    page: Page,
    /// The URL that links are resolved against.
    address: Address,
    scores: Vec<f32>,
    selection: Selection,
    /// The block that is the title.
    title: Option<usize>,
    /// Computed on the first call.
    metadata: OnceCell<Metadata>,
    encoding: Option<&'static str>,
    /// The first block of the structured data, if the text comes from there.
    stated: Option<usize>,
    /// The features of the blocks, to explain their scores; computed on the first call.
    rows: OnceCell<Vec<f32>>,
    /// The positions of elements among their siblings; computed on the first call.
    paths: OnceCell<Paths>,
    /// The byte ranges of the blocks in the page; computed on the first call.
    sources: OnceCell<Vec<Option<Range<usize>>>>,
}

impl Article {
    pub(crate) fn new(page: Page, scores: Vec<f32>, selection: Selection, title: Option<usize>) -> Article {
        Article {
            page,
            address: Address::default(),
            scores,
            selection,
            title,
            metadata: OnceCell::new(),
            encoding: None,
            stated: None,
            rows: OnceCell::new(),
            paths: OnceCell::new(),
            sources: OnceCell::new(),
        }
    }

    #[cfg(feature = "encoding")]
    pub(crate) fn with_encoding(mut self, name: &'static str) -> Article {
        self.encoding = Some(name);
        self
    }

    /// Records that the text comes from structured data, whose blocks start at `first`.
    #[cfg(feature = "metadata")]
    pub(crate) fn stated_from(mut self, first: usize) -> Article {
        self.stated = Some(first);
        self
    }

    /// Sets the URL of the page, against which [`markdown`](Article::markdown), [`html`](Article::html) and
    /// [`images`](Article::images) resolve relative links. The page's own `<base href>` is respected. Without a URL,
    /// relative links stay as they are in the page, unless the page has an absolute `<base href>`.
    ///
    /// The date in the URL is also the last resort for [`Metadata::published`](crate::Metadata::published). The body
    /// text does not depend on the URL.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidUrl`](crate::Error::InvalidUrl) if the URL is relative, malformed, or cannot be a base, such as
    /// `mailto:`. The article is then unchanged.
    ///
    /// # Examples
    ///
    /// ```
    /// use bodytext::Error;
    ///
    /// let page = "<p>The town never learned who built <a href=../bridge>the bridge</a>, or why it ends half way.</p>";
    /// let mut article = bodytext::extract(page)?;
    /// article.set_url("https://valley.example/news/1.html")?;
    /// assert!(article.markdown().contains("[the bridge](https://valley.example/bridge)"));
    /// assert!(matches!(article.set_url("news/1.html"), Err(Error::InvalidUrl { .. })));
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[cfg(feature = "url")]
    #[cfg_attr(docsrs, doc(cfg(feature = "url")))]
    pub fn set_url(&mut self, url: &str) -> Result<(), crate::Error> {
        self.address = Address::parse(url)?;
        self.metadata = OnceCell::new();
        Ok(())
    }

    /// The character encoding that the page was decoded from, by its name in the [Encoding
    /// Standard](https://encoding.spec.whatwg.org/#names-and-labels); `None` if the page was given as text.
    ///
    /// A page that contains only ASCII has the declared encoding, or UTF-8 if none is declared.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[cfg(feature = "encoding")] {
    /// let article = bodytext::extract_bytes(b"<p>The caf\xe9 was closed.", Some("text/html; charset=latin1"))?;
    /// assert_eq!(article.encoding(), Some("windows-1252"));
    /// # }
    /// assert_eq!(bodytext::extract("<p>The café was closed.")?.encoding(), None);
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn encoding(&self) -> Option<&'static str> {
        self.encoding
    }

    /// Every block in document order, kept and dropped.
    ///
    /// # Examples
    ///
    /// ```
    /// let article = bodytext::extract("<ul><li><a href=/>Home</a></ul><p>A word.</p>")?;
    /// let texts: Vec<_> = article.blocks().map(|block| block.text()).collect();
    /// assert_eq!(texts, ["Home", "A word."]);
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn blocks(&self) -> impl ExactSizeIterator<Item = Block<'_>> + DoubleEndedIterator + Clone {
        (0..self.page.blocks().len()).map(|position| Block::new(self, position))
    }

    /// Keeps the blocks for which `is_content` returns `true`, and no others.
    ///
    /// It is called once per block, in document order, and always sees the labels as they were before. Blocks that it
    /// keeps get [`Label::Content`]; body text that it does not keep gets [`Label::Boilerplate`]; every other label
    /// stays, so `retain(|block| block.is_content())` is a no-op. All outputs and [`is_empty`](Article::is_empty)
    /// follow.
    ///
    /// Scores and their explanations, [`threshold`](Article::threshold) and [`confidence`](Article::confidence) do not
    /// change: they describe the original selection. [`title`](Article::title) does not change either; if its block is
    /// kept, the text repeats it. To be able to undo the change, clone the article first.
    ///
    /// # Examples
    ///
    /// Keep only paragraphs, and no short ones:
    ///
    /// ```
    /// use bodytext::{BlockKind, Rule};
    ///
    /// let page = "<p>Three things were found in the old house by the river, when it was torn down last year:</p>
    ///     <ul><li>a letter that nobody had ever opened<li>a box with two hundred silver coins</ul>
    ///     <p>Nobody has come to ask for any of them so far, although the newspaper wrote about them.</p>";
    /// let mut article = bodytext::extract(page)?;
    /// article.retain(|block| block.kind() == BlockKind::Paragraph && block.word_count() > 3);
    /// assert!(article.text().ends_with("last year:\n\nNobody has come to ask for any of them so far, \
    ///     although the newspaper wrote about them."));
    /// assert_eq!(article.blocks().filter(|block| block.rule() == Rule::Retain).count(), 2);
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    pub fn retain(&mut self, is_content: impl FnMut(Block<'_>) -> bool) {
        // `is_content` is called for every block before any label changes.
        let kept: Vec<bool> = self.blocks().map(is_content).collect();
        self.selection.overrule(&kept);
    }

    /// The lowest [score](Block::score) at which blocks of this page were kept; `None` if no body text was found.
    ///
    /// It is chosen for each page, so that the words kept have the best expected F-measure for the
    /// [`Focus`](crate::Focus). Blocks whose [`rule`](Block::rule) is [`Rule::Threshold`](crate::Rule::Threshold) were
    /// labelled by this threshold alone; the others were labelled by other rules.
    ///
    /// # Examples
    ///
    /// ```
    /// use bodytext::Rule;
    ///
    /// let page = "<p>The old mill will become a library, the council decided.</p><p>Photo: the mill</p><p>Share</p>";
    /// let article = bodytext::extract(page)?;
    /// let threshold = article.threshold().unwrap();
    /// for block in article.blocks().filter(|block| block.rule() == Rule::Threshold) {
    ///     assert_eq!(block.is_content(), block.score() >= threshold);
    /// }
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn threshold(&self) -> Option<f32> {
        self.selection.threshold.map(|score| self.page.calibrate(score))
    }

    /// The expected F-measure of the body text, 0 to 1, estimated from the scores: F1 by default, F0.5 or F2 for another
    /// [`Focus`](crate::Focus). It describes the original selection; [`retain`](Article::retain) does not change it.
    ///
    /// # Examples
    ///
    /// ```
    /// let sure = bodytext::extract("<p>The road over the pass was closed for the night, because snow had fallen.</p>")?;
    /// let unsure = bodytext::extract("<ul><li><a href=/>Home</a><li><a href=/new>New</a></ul>")?;
    /// assert!(sure.confidence() > unsure.confidence());
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn confidence(&self) -> f32 {
        self.selection.confidence
    }

    /// Whether no block was kept.
    ///
    /// # Examples
    ///
    /// ```
    /// assert!(bodytext::extract("<nav><a href=/>Home</a></nav>")?.is_empty());
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.selection.labels.contains(&Label::Content)
    }

    /// Whether some structure of the page was removed, because it exceeded the [`Limits`](crate::Limits). No text is
    /// removed.
    ///
    /// # Examples
    ///
    /// ```
    /// let page = format!("{}The harbour was empty.", "<div>".repeat(100_000));
    /// let article = bodytext::extract(&page)?;
    /// assert!(article.is_flattened());
    /// assert_eq!(article.blocks().next().unwrap().text(), "The harbour was empty.");
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn is_flattened(&self) -> bool {
        self.page.tree().is_some_and(Tree::is_flattened)
    }

    /// Where the body text comes from: the page, or its structured data if the page has no body text of its own.
    ///
    /// Pages that are filled by a script are empty without it. Many of them also have their text in JSON-LD, as the
    /// `articleBody` of an article or the `text` of a posting. This text is used under two conditions: fewer than four
    /// visible words of the page are kept, and all kept words, hidden ones included, are at most half as many as those
    /// of the JSON-LD. Its paragraphs come after all other [`blocks`](Article::blocks); tags in it are removed. Without
    /// the feature `metadata`, JSON-LD is not read.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[cfg(feature = "metadata")] {
    /// use bodytext::TextSource;
    ///
    /// let page = r#"<div id=app></div><script type="application/ld+json">{"@type": "NewsArticle", "articleBody":
    ///     "The ferry will not sail for eight weeks.\n\nA fishing boat takes letters and bread."}</script>"#;
    /// let article = bodytext::extract(page)?;
    /// assert_eq!(article.text_source(), TextSource::StructuredData);
    /// assert_eq!(
    ///     article.text(),
    ///     "The ferry will not sail for eight weeks.\n\nA fishing boat takes letters and bread."
    /// );
    /// # }
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn text_source(&self) -> TextSource {
        if self.stated.is_some() { TextSource::StructuredData } else { TextSource::Page }
    }

    /// The element of a block, and the tree that it is in.
    fn element(&self, position: usize) -> Option<(&Tree, NodeId)> {
        Some((self.page.tree()?, self.raw(position).element?))
    }

    fn raw(&self, position: usize) -> &RawBlock {
        &self.page.blocks().as_slice()[position]
    }

    /// Whether a block comes from structured data, and so has no place in the page.
    fn is_stated(&self, position: usize) -> bool {
        self.stated.is_some_and(|first| position >= first)
    }

    fn path(&self, position: usize) -> Option<String> {
        let (tree, element) = self.element(position).filter(|_| !self.is_stated(position))?;
        self.paths.get_or_init(|| Paths::new(tree)).path(tree, element)
    }

    fn source(&self, position: usize) -> Option<Range<usize>> {
        let Some(tree) = self.page.tree() else { return self.page.blocks().source(position) };
        if !tree.has_sources() || self.is_stated(position) {
            return None;
        }
        self.sources.get_or_init(|| sources(tree)).get(position)?.clone()
    }
}
