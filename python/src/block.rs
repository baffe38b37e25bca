//! One block of a page.

use crate::dictionary::serialized;
use crate::parts::Contribution;
use bodytext::{BlockKind, Label, Rule};
use pyo3::prelude::*;
use std::sync::Arc;

/// One block of a page, kept or dropped: a heading, paragraph, list item, table row, ...
///
/// >>> import bodytext
/// >>> page = '''<nav><ul><li><a href=/>Home</a><li><a href=/new>What is new</a></ul></nav>
/// ...     <p>After nine dry weeks rain fell on the whole valley on Sunday, and all people stayed at home.</p>'''
/// >>> for block in bodytext.extract(page).blocks:
/// ...     print(block.label, block.kind, block.text[:20])
/// boilerplate list_item Home
/// boilerplate list_item What is new
/// content paragraph After nine dry weeks
#[pyclass(frozen, module = "bodytext")]
#[derive(Debug)]
pub(crate) struct Block {
    article: Arc<bodytext::Article>,
    position: usize,
}

impl Block {
    /// Wraps a block of `article`.
    pub(crate) fn new(article: &Arc<bodytext::Article>, block: bodytext::Block<'_>) -> Block {
        Block { article: Arc::clone(article), position: block.position() }
    }

    fn get(&self) -> bodytext::Block<'_> {
        self.article.blocks().nth(self.position).expect("a block of this article")
    }
}

#[pymethods]
impl Block {
    /// The text. Line breaks are ``\n``, and cells of a table row are separated by tabs.
    #[getter]
    fn text(&self) -> &str {
        self.get().text()
    }

    /// The kind of the block, according to the markup: ``heading``, ``paragraph``, ``list_item``, ``quote``, ``code``,
    /// ``table_row``, ``caption`` or ``other``.
    #[getter]
    fn kind(&self) -> &'static str {
        kind_name(self.get().kind())
    }

    /// The level of a heading, 1 to 6, or the nesting depth of a list item, from 1; ``None`` for other blocks.
    #[getter]
    fn level(&self) -> Option<u8> {
        match self.get().kind() {
            BlockKind::Heading(level) | BlockKind::ListItem { depth: level, .. } => Some(level),
            _ => None,
        }
    }

    /// Whether the block is an item of an ordered list.
    #[getter]
    fn is_ordered(&self) -> bool {
        matches!(self.get().kind(), BlockKind::ListItem { ordered: true, .. })
    }

    /// The label of the block: ``content``, ``title``, ``comment`` or ``boilerplate``.
    #[getter]
    fn label(&self) -> &'static str {
        label_name(self.get().label())
    }

    /// The rule that decided the label. Usually ``threshold``, which means the score alone.
    #[getter]
    fn rule(&self) -> &'static str {
        rule_name(self.get().rule())
    }

    /// Whether the block is part of the body text.
    #[getter]
    fn is_content(&self) -> bool {
        self.get().is_content()
    }

    /// The probability that the block is body text, regardless of its neighbours, 0 to 1.
    #[getter]
    fn score(&self) -> f32 {
        self.get().score()
    }

    /// The score with the neighbours taken into account, 0 to 1.
    #[getter]
    fn score_in_context(&self) -> f32 {
        self.get().score_in_context()
    }

    /// The share of the characters that are inside links, 0 to 1.
    #[getter]
    fn link_density(&self) -> f32 {
        self.get().link_density()
    }

    /// The number of words, as in Unicode Standard Annex 29.
    #[getter]
    fn word_count(&self) -> usize {
        self.get().word_count()
    }

    /// The index in ``Article.blocks``.
    #[getter]
    fn position(&self) -> usize {
        self.position
    }

    /// Whether the markup hides the block.
    #[getter]
    fn is_hidden(&self) -> bool {
        self.get().is_hidden()
    }

    /// The line of the plain text where the block starts, from 1; ``None`` in HTML.
    #[getter]
    fn line(&self) -> Option<usize> {
        self.get().line()
    }

    /// A CSS selector for the block's element; ``None`` in plain text.
    #[getter]
    fn path(&self, py: Python<'_>) -> Option<String> {
        py.detach(|| self.get().path())
    }

    /// Start and end of the block in the page, in bytes of UTF-8; ``None`` for HTML unless
    /// ``Extractor(sources=True)`` is used.
    ///
    /// >>> import bodytext
    /// >>> page = '<div><p>Snow fell on the <b>pass</b>, and the road was closed until the next morning.</div>'
    /// >>> start, end = bodytext.Extractor(sources=True).extract(page).blocks[0].source
    /// >>> page.encode()[start:end].decode()[:28]
    /// 'Snow fell on the <b>pass</b>'
    #[getter]
    fn source(&self, py: Python<'_>) -> Option<(usize, usize)> {
        py.detach(|| self.get().source()).map(|range| (range.start, range.end))
    }

    /// Why the block has its score: the features that changed it, the largest changes first.
    ///
    /// The first call for a page computes the features of the whole page again. This takes about a third of the time of
    /// the extraction.
    ///
    /// >>> import bodytext
    /// >>> block = bodytext.extract('<p>The mill was empty for years, until the council bought it.').blocks[0]
    /// >>> parts = block.explain()
    /// >>> abs(parts[0].log_odds) >= abs(parts[1].log_odds) > 0
    /// True
    fn explain(&self, py: Python<'_>) -> Vec<Contribution> {
        py.detach(|| self.get().explain().contributions().iter().map(Contribution::from).collect())
    }

    /// The block as a dictionary with the fields of the library's JSON.
    ///
    /// >>> import bodytext
    /// >>> bodytext.extract('<h2>Rain</h2>').blocks[0].to_dict()['kind']
    /// {'type': 'heading', 'level': 2}
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        serialized(py, || serde_json::to_value(self.get()))
    }

    fn __repr__(&self) -> String {
        let block = self.get();
        let start: String = block.text().chars().take(40).collect();
        format!("<Block {} {} {:.2} {start:?}>", self.position, label_name(block.label()), block.score())
    }
}

/// The names are the same as in the library's JSON.
fn kind_name(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Heading(_) => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::ListItem { .. } => "list_item",
        BlockKind::Quote => "quote",
        BlockKind::Code => "code",
        BlockKind::TableRow => "table_row",
        BlockKind::Caption => "caption",
        _ => "other",
    }
}

fn label_name(label: Label) -> &'static str {
    match label {
        Label::Content => "content",
        Label::Title => "title",
        Label::Comment => "comment",
        _ => "boilerplate",
    }
}

fn rule_name(rule: Rule) -> &'static str {
    match rule {
        Rule::Threshold => "threshold",
        Rule::Context => "context",
        Rule::ProseOnly => "prose_only",
        Rule::Heading => "heading",
        Rule::Comments => "comments",
        Rule::Title => "title",
        Rule::Duplicate => "duplicate",
        Rule::PostAuthor => "post_author",
        Rule::StructuredData => "structured_data",
        Rule::Retain => "retain",
        _ => "other",
    }
}
