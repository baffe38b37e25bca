//! A page as training sees it: its blocks, their features, labels and weights.

use crate::derived::derive;
use crate::labels::{label, label_by_snippets};
use bodytext::stages::{
    Blocks, Feature, HTML_TABLE, Head, NodeId, PLAIN_TEXT_TABLE, PageAnnotations, RawBlock, Tag, Tree,
    measure_html, measure_plain_text, parse, segment_html, segment_plain_text,
};
use bodytext::{BlockKind, Error, Limits};
use bodytext_evaluation::{Corpus, CorpusError, Truth, registrable_host};
use rayon::prelude::*;
use std::path::Path;

/// The input that is read from a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Source {
    /// Its HTML.
    #[default]
    Html,
    /// Its text without markup.
    PlainText,
}

impl Source {
    /// Its name in the files of the models.
    pub fn name(self) -> &'static str {
        match self {
            Source::Html => "html",
            Source::PlainText => "plain_text",
        }
    }

    /// The features of a block.
    pub fn table(self) -> &'static [Feature] {
        match self {
            Source::Html => &HTML_TABLE,
            Source::PlainText => &PLAIN_TEXT_TABLE,
        }
    }
}

/// One labelled page.
#[derive(Debug)]
pub struct Page {
    /// The input that was read.
    pub source: Source,
    /// The corpus that contains it.
    pub corpus: String,
    /// The corpus of the page that it was made from: its own, unless it is a small page.
    pub origin: String,
    /// The group of the page for cross-validation: its site, or the page itself if the site is unknown.
    pub host: String,
    /// What is known about it.
    pub truth: Truth,
    /// Its blocks.
    pub blocks: Blocks,
    /// Findings about them.
    pub annotations: PageAnnotations,
    /// A row of features for each block, one after the other.
    pub rows: Vec<f32>,
    /// The share of each block that is main content; `None` if it is unknown.
    pub labels: Vec<Option<f32>>,
    /// For each block of HTML, the number of the outermost list that it is in; empty for plain text.
    pub lists: Vec<Option<usize>>,
    /// The weight of the page in training; that of a corpus page is 1.
    pub weight: f32,
}

impl Default for Page {
    fn default() -> Page {
        Page {
            source: Source::default(),
            corpus: String::new(),
            origin: String::new(),
            host: String::new(),
            truth: Truth::default(),
            blocks: Blocks::default(),
            annotations: PageAnnotations::default(),
            rows: Vec::new(),
            labels: Vec::new(),
            lists: Vec::new(),
            weight: 1.0,
        }
    }
}

impl Page {
    /// Whether a block is main content by its label.
    pub fn is_content(&self, block: usize) -> bool {
        self.labels[block].is_some_and(|label| label >= 0.5)
    }

    /// The text of a block.
    pub fn text(&self, block: usize) -> &str {
        self.blocks.text(&self.blocks.as_slice()[block])
    }

    /// The text of some blocks, a blank line between them.
    pub fn joined(&self, blocks: impl Iterator<Item = usize>) -> String {
        blocks.map(|at| self.text(at)).collect::<Vec<_>>().join("\n\n")
    }

    /// The text of all blocks that are main content by their labels.
    pub fn labelled_text(&self) -> String {
        self.joined((0..self.labels.len()).filter(|&at| self.is_content(at)))
    }

    /// A block as a line of plain text, with its bullet if it is a list item.
    pub fn line(&self, block: usize) -> String {
        let block = &self.blocks.as_slice()[block];
        let bullet = if matches!(block.kind, BlockKind::ListItem { .. }) { "- " } else { "" };
        format!("{bullet}{}", self.blocks.text(block))
    }

    /// The text of each block.
    pub fn texts(&self) -> Vec<&str> {
        self.blocks.iter().map(|block| self.blocks.text(block)).collect()
    }

    /// How much each block weighs in training: its share of the words of the main content, so that all pages have the
    /// same weight whatever their length; 0 if the label is unknown.
    pub fn weights(&self) -> Vec<f32> {
        let words: Vec<f32> = self.blocks.iter().map(|block| block.words as f32).collect();
        let wanted: f32 =
            words.iter().zip(&self.labels).filter_map(|(words, label)| Some(words * (*label)?)).sum();
        let total: f32 = words.iter().sum();
        let wanted = if self.truth.main_content.is_none() {
            SNIPPET_PAGE_WORDS
        } else if wanted > 0.0 {
            wanted.max(30.0)
        } else {
            (0.3 * total).max(100.0)
        };
        let weight = |words: f32| self.weight * ((words + 1.0) / wanted).min(1.0);
        words.iter().zip(&self.labels).map(|(&words, label)| label.map_or(0.0, |_| weight(words))).collect()
    }
}

/// A page of which only snippets are known has the weight of a page whose main content has this many words.
const SNIPPET_PAGE_WORDS: f32 = 150.0;

/// Reads and labels all pages of a corpus, on all cores, each followed by the small pages made from it.
///
/// # Errors
///
/// [`CorpusError`] when a file cannot be read. A page over the crate's limits is left out with a note.
pub fn read_corpus(folder: impl AsRef<Path>, source: Source) -> Result<Vec<Page>, CorpusError> {
    let corpus = Corpus::open(folder)?;
    if source == Source::PlainText && !corpus.has_plain_text() {
        return Ok(Vec::new());
    }
    let pages: Result<Vec<Vec<Page>>, CorpusError> =
        corpus.pages().par_iter().map(|truth| read_page(&corpus, truth, source)).collect();
    Ok(pages?.into_iter().flatten().collect())
}

fn read_page(corpus: &Corpus, truth: &Truth, source: Source) -> Result<Vec<Page>, CorpusError> {
    let text = match source {
        Source::Html => String::from_utf8_lossy(&corpus.html(truth)?).into_owned(),
        Source::PlainText => corpus.plain_text(truth)?,
    };
    let name = corpus.name();
    let host = truth.url.as_deref().map(registrable_host).filter(|host| !host.is_empty());
    let page = Page {
        source,
        corpus: name.to_owned(),
        origin: name.to_owned(),
        host: host.unwrap_or_else(|| format!("{name}/{}", truth.id)),
        truth: truth.clone(),
        ..Page::default()
    };
    match page.measure(&text) {
        Ok(page) => {
            let small = derive(&page, &text);
            Ok(std::iter::once(page).chain(small).collect())
        }
        Err(error) => {
            eprintln!("{}/{}: {error}", corpus.name(), truth.id);
            Ok(Vec::new())
        }
    }
}

impl Page {
    /// Reads, measures and labels the page, whose source or text is given.
    ///
    /// # Errors
    ///
    /// When it is over the crate's limits.
    pub fn measure(self, source: &str) -> Result<Page, Error> {
        match self.source {
            Source::Html => self.measure_html(source),
            Source::PlainText => Ok(self.measure_plain_text(source)),
        }
    }

    fn measure_html(self, html: &str) -> Result<Page, Error> {
        let tree = parse(html, &Limits::new())?;
        let blocks = segment_html(&tree);
        let mut rows = Vec::new();
        let annotations = measure_html(&tree, &blocks, &Head::read(&tree), |row| rows.extend_from_slice(row));
        let lists = blocks.iter().map(|block| outermost_list(&tree, block)).collect();
        Ok(Page { lists, ..self.measured(blocks, annotations, rows) })
    }

    fn measure_plain_text(self, text: &str) -> Page {
        let blocks = segment_plain_text(text);
        let mut rows = Vec::new();
        let annotations = measure_plain_text(&blocks, |row| rows.extend_from_slice(row));
        self.measured(blocks, annotations, rows)
    }

    fn measured(self, blocks: Blocks, annotations: PageAnnotations, rows: Vec<f32>) -> Page {
        let labels = labels(&blocks, &self.truth);
        Page { blocks, annotations, rows, labels, ..self }
    }
}

fn labels(blocks: &Blocks, truth: &Truth) -> Vec<Option<f32>> {
    let texts: Vec<&str> = blocks.iter().map(|block| blocks.text(block)).collect();
    match &truth.main_content {
        Some(main_content) => label(&texts, main_content).into_iter().map(Some).collect(),
        None => label_by_snippets(&texts, truth),
    }
}

fn outermost_list(tree: &Tree, block: &RawBlock) -> Option<usize> {
    let is_list = |id: &NodeId| matches!(tree.tag(*id), Some(Tag::Ul | Tag::Ol | Tag::Menu | Tag::Dl));
    tree.ancestors(block.container?).filter(is_list).last().map(NodeId::index)
}
