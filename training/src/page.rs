//! A page as training sees it: its blocks, their features, labels and weights.

use crate::labels::{label, label_by_snippets};
use bodytext::stages::{
    Blocks, Feature, HTML_TABLE, Head, LINE_TABLE, Marks, measure_html, measure_lines, parse, segment_html,
    segment_lines,
};
use bodytext::{Error, Limits};
use bodytext_evaluation::{Corpus, CorpusError, Truth, registrable_host};
use rayon::prelude::*;
use std::path::Path;

/// What of a page is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Source {
    /// Its HTML.
    #[default]
    Html,
    /// Its text without markup.
    Lines,
}

impl Source {
    /// The features of a block.
    pub fn table(self) -> &'static [Feature] {
        match self {
            Source::Html => &HTML_TABLE,
            Source::Lines => &LINE_TABLE,
        }
    }
}

/// One labelled page.
#[derive(Debug, Default)]
pub struct Page {
    /// What of it was read.
    pub source: Source,
    /// The corpus that it is from.
    pub corpus: String,
    /// What is known about it.
    pub truth: Truth,
    /// Its blocks.
    pub blocks: Blocks,
    /// The block that is its title.
    pub title: Option<usize>,
    /// For each block whether it is part of a discussion; empty for plain text.
    pub discussed: Vec<bool>,
    /// A row of features for each block, one after the other.
    pub rows: Vec<f32>,
    /// The share of each block that is main content; `None` where that is unknown.
    pub labels: Vec<Option<f32>>,
}

impl Page {
    /// The text of each block.
    pub fn texts(&self) -> Vec<&str> {
        self.blocks.iter().map(|block| self.blocks.text(block)).collect()
    }

    /// What groups pages for cross-validation: the site, or the page itself where that is unknown.
    pub fn host(&self) -> String {
        let host = self.truth.url.as_deref().map(registrable_host).filter(|host| !host.is_empty());
        host.unwrap_or_else(|| format!("{}/{}", self.corpus, self.truth.id))
    }

    /// How much each block weighs in training: its share of the words of the main content, so that all pages
    /// count alike whatever their length; nothing where the label is unknown.
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
        let weight = |words: f32| ((words + 1.0) / wanted).min(1.0);
        words.iter().zip(&self.labels).map(|(&words, label)| label.map_or(0.0, |_| weight(words))).collect()
    }
}

/// A page of which only snippets are known weighs as if its main content had this many words.
const SNIPPET_PAGE_WORDS: f32 = 150.0;

/// Reads and labels all pages of a corpus, on all cores.
///
/// # Errors
///
/// [`CorpusError`] when a file cannot be read. A page over the crate's limits is left out with a note.
pub fn read_corpus(folder: impl AsRef<Path>, source: Source) -> Result<Vec<Page>, CorpusError> {
    let corpus = Corpus::open(folder)?;
    let pages: Result<Vec<Option<Page>>, CorpusError> =
        corpus.pages().par_iter().map(|truth| read_page(&corpus, truth, source)).collect();
    Ok(pages?.into_iter().flatten().collect())
}

fn read_page(corpus: &Corpus, truth: &Truth, source: Source) -> Result<Option<Page>, CorpusError> {
    let page = Page { source, corpus: corpus.name().to_owned(), truth: truth.clone(), ..Page::default() };
    let page = match source {
        Source::Html => page.measure_html(&String::from_utf8_lossy(&corpus.html(truth)?)),
        Source::Lines => Ok(page.measure_lines(&corpus.lines(truth)?)),
    };
    if let Err(error) = &page {
        eprintln!("{}/{}: {error}", corpus.name(), truth.id);
    }
    Ok(page.ok())
}

impl Page {
    fn measure_html(self, html: &str) -> Result<Page, Error> {
        let tree = parse(html, &Limits::new())?;
        let blocks = segment_html(&tree);
        let mut rows = Vec::new();
        let marks = measure_html(&tree, &blocks, &Head::read(&tree), |row| rows.extend_from_slice(row));
        Ok(self.measured(blocks, marks, rows))
    }

    fn measure_lines(self, text: &str) -> Page {
        let blocks = segment_lines(text);
        let mut rows = Vec::new();
        let marks = measure_lines(&blocks, |row| rows.extend_from_slice(row));
        self.measured(blocks, marks, rows)
    }

    fn measured(self, blocks: Blocks, marks: Marks, rows: Vec<f32>) -> Page {
        let labels = labels(&blocks, &self.truth);
        let Marks { title, discussed } = marks;
        Page { blocks, title, discussed, rows, labels, ..self }
    }
}

fn labels(blocks: &Blocks, truth: &Truth) -> Vec<Option<f32>> {
    let texts: Vec<&str> = blocks.iter().map(|block| blocks.text(block)).collect();
    match &truth.main_content {
        Some(main_content) => label(&texts, main_content).into_iter().map(Some).collect(),
        None => label_by_snippets(&texts, truth),
    }
}
