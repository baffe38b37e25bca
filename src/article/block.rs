//! `Block`: one block of a page, as callers see it.

use super::Article;
use super::Explanation;
use crate::kind::BlockKind;
use crate::label::Label;
use crate::rule::Rule;
use crate::segment::RawBlock;
use std::fmt;
use std::ops::Range;

/// One block of a page, kept or dropped, with the reasons.
///
/// A cheap view into its [`Article`]; see [`Article::blocks`].
///
/// # Examples
///
/// ```
/// let page = "<nav><ul><li><a href=/>Home</a><li><a href=/new>What is new</a></ul></nav>
///     <p>After nine dry weeks rain fell on the whole valley on Sunday, and nobody went out, not even the dogs.</p>";
/// let article = bodytext::extract(page)?;
/// let block = article.blocks().next().unwrap();
/// assert_eq!((block.text(), block.position()), ("Home", 0));
/// assert_eq!((block.link_density(), block.word_count()), (1.0, 1));
/// assert!(!block.is_content() && block.score() < 0.5);
/// # Ok::<(), bodytext::Error>(())
/// ```
#[derive(Clone, Copy)]
pub struct Block<'a> {
    article: &'a Article,
    position: usize,
}

impl<'a> Block<'a> {
    pub(crate) fn new(article: &'a Article, position: usize) -> Block<'a> {
        Block { article, position }
    }

    fn raw(&self) -> &'a RawBlock {
        self.article.raw(self.position)
    }

    /// The text. Lines are separated by `\n` (a `<br>`), cells of a table row by tabs. Formulas are in TeX, and
    /// superscripts and subscripts in Unicode (`10⁹`) or as in TeX (`2^{k+1}`).
    ///
    /// # Examples
    ///
    /// ```
    /// let article = bodytext::extract("<p>Rain,<br>and <b>more</b>  rain</p>")?;
    /// assert_eq!(article.blocks().next().unwrap().text(), "Rain,\nand more rain");
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.article.page.blocks().text(self.raw())
    }

    /// The kind of the block, from its markup.
    ///
    /// # Examples
    ///
    /// ```
    /// let article = bodytext::extract("<blockquote><p>No.</blockquote>")?;
    /// assert_eq!(article.blocks().next().unwrap().kind(), bodytext::BlockKind::Quote);
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn kind(&self) -> BlockKind {
        self.raw().kind
    }

    /// The probability that the block, judged on its own, is body text: 0 to 1.
    ///
    /// Calibrated by words: of all words in blocks with a score of 0.8, 80 % are body text. The selection gives equal
    /// weight to pages rather than to words, so it uses slightly lower scores. The threshold depends on the page; see
    /// [`Article::threshold`].
    ///
    /// The [`label`](Block::label) also takes the neighbours into account; see
    /// [`score_in_context`](Block::score_in_context) and [`rule`](Block::rule).
    ///
    /// # Examples
    ///
    /// ```
    /// let article = bodytext::extract("<p>The mill stood empty for years, until the council bought it.</p><nav>Home</nav>")?;
    /// let scores: Vec<f32> = article.blocks().map(|block| block.score()).collect();
    /// assert!(scores[0] > scores[1]);
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn score(&self) -> f32 {
        self.article.page.calibrate(self.article.scores[self.position])
    }

    /// The score with the neighbours taken into account, 0 to 1: a mean over the blocks that most likely have the same
    /// label as this one, such as the other items of its list. [`Article::threshold`] is chosen from these scores.
    ///
    /// # Examples
    ///
    /// ```
    /// let article = bodytext::extract("<p>You will need:</p><ul><li>two spoons</li><li>a bowl</li></ul>")?;
    /// let items: Vec<f32> = article.blocks().skip(1).map(|block| block.score_in_context()).collect();
    /// assert!((items[0] - items[1]).abs() < 1e-4);
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn score_in_context(&self) -> f32 {
        self.article.page.calibrate(self.article.selection.smoothed[self.position])
    }

    /// Why the block has its score: the features that moved it, by name and signed amount.
    ///
    /// Computed on demand. The first call for a page measures the whole page again, in about a third of the time that
    /// the extraction took; later calls are fast.
    ///
    /// # Examples
    ///
    /// ```
    /// let article = bodytext::extract("<p>The mill stood empty for years, until the council bought it.</p>")?;
    /// let explanation = article.blocks().next().unwrap().explain();
    /// assert!(explanation.contributions().iter().any(|part| part.log_odds > 0.0));
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn explain(&self) -> Explanation {
        let page = &self.article.page;
        page.explain(self.article.rows.get_or_init(|| page.rows()), self.position)
    }

    /// Whether the block is body text, title, comment or boilerplate.
    ///
    /// # Examples
    ///
    /// ```
    /// let article = bodytext::extract("<nav><a href=/>Home</a></nav>")?;
    /// assert_eq!(article.blocks().next().unwrap().label(), bodytext::Label::Boilerplate);
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn label(&self) -> Label {
        self.article.selection.labels[self.position]
    }

    /// The rule that decided the label: the score alone, or one of the rules that look at the block's surroundings.
    ///
    /// # Examples
    ///
    /// ```
    /// use bodytext::Rule;
    ///
    /// let article = bodytext::extract("<title>Rain</title><h1>Rain</h1><p>It rained on Sunday, and all the day after.</p>")?;
    /// let rules: Vec<_> = article.blocks().map(|block| block.rule()).collect();
    /// assert_eq!(rules, [Rule::Title, Rule::Threshold]);
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn rule(&self) -> Rule {
        self.article.selection.rules[self.position]
    }

    /// Whether the block is part of the body text.
    ///
    /// # Examples
    ///
    /// ```
    /// let article = bodytext::extract("<nav><a href=/>Home</a></nav>")?;
    /// assert!(!article.blocks().next().unwrap().is_content());
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn is_content(&self) -> bool {
        self.label() == Label::Content
    }

    /// The share of the block's characters that are in links: 0 to 1. Always 0 in plain text.
    ///
    /// # Examples
    ///
    /// ```
    /// let article = bodytext::extract("<p>abc <a href=/>def</a></p>")?;
    /// assert_eq!(article.blocks().next().unwrap().link_density(), 0.5);
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn link_density(&self) -> f32 {
        self.raw().link_density()
    }

    /// The number of words, as defined by Unicode Standard Annex 29.
    ///
    /// # Examples
    ///
    /// ```
    /// let article = bodytext::extract("<p>Don’t worry, 3.5 hours!</p>")?;
    /// assert_eq!(article.blocks().next().unwrap().word_count(), 4);
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn word_count(&self) -> usize {
        self.raw().words as usize
    }

    /// The number of blocks before this one.
    ///
    /// # Examples
    ///
    /// ```
    /// let article = bodytext::extract("<p>One.</p><p>Two.</p>")?;
    /// assert_eq!(article.blocks().last().unwrap().position(), 1);
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn position(&self) -> usize {
        self.position
    }

    /// Whether the markup hides the block: `hidden`, `display:none`, `aria-hidden`, `noscript`. Such blocks can still
    /// be body text, for example in a tab or an accordion.
    ///
    /// # Examples
    ///
    /// ```
    /// let article = bodytext::extract("<p hidden>Secret.</p>")?;
    /// assert!(article.blocks().next().unwrap().is_hidden());
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn is_hidden(&self) -> bool {
        self.raw().is_hidden
    }

    pub(crate) fn starts_item(&self) -> bool {
        self.raw().starts_item
    }

    /// The line of the plain text on which the block starts, counted from 1; `None` in HTML.
    ///
    /// # Examples
    ///
    /// ```
    /// let article = bodytext::extract_plain_text("One.\n\nTwo.")?;
    /// let lines: Vec<_> = article.blocks().map(|block| block.line()).collect();
    /// assert_eq!(lines, [Some(1), Some(3)]);
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        let line = self.raw().line;
        (line > 0).then_some(line as usize)
    }

    /// The bytes of the page that the block's text comes from, from its first visible character to its last. Use it to
    /// highlight or cite the text.
    ///
    /// The range includes tags and character references. It also includes text that is hidden in the middle of a
    /// sentence, although that is a block of its own. Offsets are those of the `str` that was given. For
    /// [`Extractor::extract_bytes`](crate::Extractor) they are those of the decoded text (see
    /// [`Article::encoding`](crate::Article::encoding)), which are the same if the bytes were valid UTF-8.
    ///
    /// `None` for HTML unless [`Extractor::sources`](crate::Extractor::sources) is on, for `rcdom` trees, and for
    /// [structured data](crate::TextSource::StructuredData). Also `None` if there is no single range, because the parser
    /// moved text out of a table, or into the slots of a shadow root in another order.
    ///
    /// # Examples
    ///
    /// ```
    /// let text = "  * One\n\n  * Two and\n    three";
    /// let article = bodytext::extract_plain_text(text)?;
    /// let sources: Vec<_> = article.blocks().filter_map(|block| Some(&text[block.source()?])).collect();
    /// assert_eq!(sources, ["One", "Two and", "three"]);
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn source(&self) -> Option<Range<usize>> {
        self.article.source(self.position)
    }

    /// The innermost element around all of the block's text, as a CSS selector that matches only this element; `None` in
    /// plain text.
    ///
    /// Paste it into the console of a browser: `document.querySelector("html > body > main#text > p:nth-child(3)")`.
    /// Several blocks may be in one element and have the same path. The path is that of the parsed page before scripts
    /// run. In a browser, elements that a script changed, and the content of `noscript`, are elsewhere or missing. If
    /// the page [is flattened](Article::is_flattened), elements are missing from the path too. For
    /// `Extractor::extract_rcdom` the path starts with the node that was given.
    ///
    /// Also `None` for [structured data](crate::TextSource::StructuredData), and if the path would be longer than 1,024
    /// bytes. The first call takes time linear in the size of the page, later calls in the depth of the element.
    ///
    /// # Examples
    ///
    /// ```
    /// let article = bodytext::extract("<div id=text><h2>Rain</h2><p>It <b>rained</b>.</p><p><b>A lot.</b></p></div>")?;
    /// let paths: Vec<_> = article.blocks().filter_map(|block| block.path()).collect();
    /// assert_eq!(paths, [
    ///     "html > body > div#text > h2",
    ///     "html > body > div#text > p:nth-child(2)",
    ///     "html > body > div#text > p:nth-child(3) > b",
    /// ]);
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn path(&self) -> Option<String> {
        self.article.path(self.position)
    }
}

impl fmt::Debug for Block<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Block")
            .field("kind", &self.kind())
            .field("label", &self.label())
            .field("score", &self.score())
            .field("text", &self.text())
            .finish()
    }
}
