//! Cross-validation grouped by host, and the tables that it produces.

use crate::bonds::{Pairs, bonds};
use crate::gbdt::{Dataset, Forest, Settings, log_odds, probability, train};
use crate::page::{Page, Source};
use crate::quality::{Reliability, fitted_shift, spearman};
use crate::units::Torn;
use bodytext::stages::{FNV_OFFSET, Selection, SelectionInput, fnv1a, select};
use bodytext::{Comments, Focus, Label};
use bodytext_evaluation::{PageScore, Report};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How many folds the hosts are split into.
pub const FOLDS: usize = 5;

/// The number of bins of a feature.
const BINS: usize = 127;

/// The predictions of models for the blocks of each page.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Judged {
    /// The score of each block.
    pub scores: Vec<Vec<f32>>,
    /// The bond of each block with the one above.
    pub bonds: Vec<Vec<f32>>,
}

/// All pages with their rows in one dataset.
#[derive(Debug)]
pub struct Study {
    /// The pages.
    pub pages: Vec<Page>,
    /// The rows of all pages.
    pub dataset: Dataset,
    /// Where the rows of each page start, and where those of the last page end.
    starts: Vec<u32>,
    /// The fold that each page is in.
    pub(crate) folds: Vec<usize>,
}

impl Study {
    /// Combines the pages, all read from the same source.
    pub fn new(mut pages: Vec<Page>) -> Study {
        let columns = pages.first().map_or(1, |page| page.source.table().len());
        let labels: Vec<f32> = pages.iter().flat_map(|page| &page.labels).map(|y| y.unwrap_or(0.0)).collect();
        let mut weights: Vec<f32> = pages.iter().flat_map(Page::weights).collect();
        let mean = weights.iter().sum::<f32>() / weights.iter().filter(|&&w| w > 0.0).count().max(1) as f32;
        for weight in &mut weights {
            *weight /= mean;
        }
        let mut rows = Vec::with_capacity(labels.len() * columns);
        let mut starts = vec![0];
        for page in &mut pages {
            rows.append(&mut page.rows);
            starts.push((rows.len() / columns) as u32);
        }
        let folds = folds(&pages);
        Study { dataset: Dataset::new(&rows, columns, &labels, &weights, BINS), pages, starts, folds }
    }

    fn rows(&self, page: usize) -> std::ops::Range<u32> {
        self.starts[page]..self.starts[page + 1]
    }

    fn rows_where(&self, is: impl Fn(usize) -> bool) -> Vec<u32> {
        (0..self.pages.len()).filter(|&page| is(page)).flat_map(|page| self.rows(page)).collect()
    }

    /// Trains on all pages.
    pub fn train(&self, settings: &Settings) -> Forest {
        train(&self.dataset, &self.rows_where(|_| true), settings)
    }

    /// For each page, the predictions of models that were not trained on any page of its host.
    pub fn cross_validate(&self, settings: &Settings, bond_settings: &Settings) -> Judged {
        self.bind(self.cross_validated_scores(settings), bond_settings)
    }

    /// Adds cross-validated bonds to cross-validated scores.
    pub fn bind(&self, scores: Vec<Vec<f32>>, settings: &Settings) -> Judged {
        let bonds =
            Pairs::new(&self.pages, &scores).cross_validate(&self.pages, &scores, &self.folds, settings);
        Judged { scores, bonds }
    }

    /// Trains the model of the bonds on all pages, from cross-validated scores.
    pub fn train_bonds(&self, scores: &[Vec<f32>], settings: &Settings) -> Forest {
        Pairs::new(&self.pages, scores).train(settings, |_| true)
    }

    /// What the pages were read from.
    pub fn source(&self) -> Source {
        self.pages.first().map_or(Source::Html, |page| page.source)
    }

    /// The score of each block of each page, by a model that was not trained on any page of its host.
    pub fn cross_validated_scores(&self, settings: &Settings) -> Vec<Vec<f32>> {
        let mut scores = vec![Vec::new(); self.pages.len()];
        for fold in 0..FOLDS {
            let forest = train(&self.dataset, &self.rows_where(|page| self.folds[page] != fold), settings);
            for page in (0..self.pages.len()).filter(|&page| self.folds[page] == fold) {
                scores[page] = self.predict(&forest, page);
            }
        }
        scores
    }

    /// For each page, the predictions of models that were not trained on any page of its corpus: the estimate for
    /// unseen sites. The bonds are learned from the cross-validated `scores` of the other corpora.
    pub fn leave_one_corpus_out(
        &self,
        scores: &[Vec<f32>],
        settings: &Settings,
        bond_settings: &Settings,
    ) -> Judged {
        let pairs = Pairs::new(&self.pages, scores);
        let mut judged =
            Judged { scores: vec![Vec::new(); self.pages.len()], bonds: vec![Vec::new(); self.pages.len()] };
        let origins: BTreeSet<&str> = self.pages.iter().map(|page| page.origin.as_str()).collect();
        for origin in origins {
            let is_out = |page: usize| self.pages[page].origin == origin;
            let forest = train(&self.dataset, &self.rows_where(|page| !is_out(page)), settings);
            let bond_forest = pairs.train(bond_settings, |page| !is_out(page));
            for page in (0..self.pages.len()).filter(|&page| is_out(page)) {
                judged.scores[page] = self.predict(&forest, page);
                judged.bonds[page] = bonds(&bond_forest, &self.pages[page], &judged.scores[page]);
            }
        }
        judged
    }

    fn predict(&self, forest: &Forest, page: usize) -> Vec<f32> {
        let rows: Vec<u32> = self.rows(page).collect();
        forest.predict_rows(&self.dataset, &rows).into_iter().map(probability).collect()
    }

    /// The report of each corpus when the blocks are selected by the models.
    pub fn reports(&self, judged: &Judged, focus: Focus) -> Vec<Report> {
        let text = |at: usize| selected_text(&self.pages[at], &self.selection(judged, at, focus));
        self.reports_of(&(0..self.pages.len()).into_par_iter().map(text).collect::<Vec<_>>())
    }

    /// The report of each corpus when the blocks are selected by their labels: the upper bound for any choice of these
    /// blocks.
    pub fn oracle(&self) -> Vec<Report> {
        let is_content = |label: &Option<f32>| label.is_some_and(|label| label >= 0.5);
        let texts: Vec<String> =
            self.pages.iter().map(|page| kept_text(page, page.labels.iter().map(is_content))).collect();
        self.reports_of(&texts)
    }

    /// The units of each corpus, and how many of them the selection splits.
    pub fn torn(&self, judged: &Judged) -> BTreeMap<&str, Torn> {
        let count =
            |at: usize| Torn::count(&self.pages[at], &self.selection(judged, at, Focus::Balanced).labels);
        let counts: Vec<Torn> = (0..self.pages.len()).into_par_iter().map(count).collect();
        let mut sums: BTreeMap<&str, Torn> = BTreeMap::new();
        for (page, count) in self.pages.iter().zip(counts) {
            let sum = sums.entry(&page.corpus).or_default();
            *sum = *sum + count;
        }
        sums
    }

    /// The shift of the log-odds that fits the scores to the words of all pages.
    pub fn shift(&self, scores: &[Vec<f32>]) -> f32 {
        self.shift_where(scores, |_| true)
    }

    fn shift_where(&self, scores: &[Vec<f32>], is: impl Fn(usize) -> bool) -> f32 {
        fitted_shift(
            (0..self.pages.len()).filter(|&page| is(page)).flat_map(|page| self.blocks(scores, page)),
        )
    }

    /// The reliability of the scores; each fold is calibrated with the shift of the others.
    pub fn reliability(&self, scores: &[Vec<f32>]) -> Reliability {
        let shifts: Vec<f32> =
            (0..FOLDS).map(|fold| self.shift_where(scores, |page| self.folds[page] != fold)).collect();
        let calibrated = |score: f32, shift: f32| probability(log_odds(f64::from(score)) as f32 + shift);
        Reliability::new((0..self.pages.len()).flat_map(|page| {
            let shift = shifts[self.folds[page]];
            self.blocks(scores, page)
                .map(move |(score, label, words)| (calibrated(score, shift), label, words))
        }))
    }

    /// The score, label and words of each block of a page whose label is known.
    fn blocks(&self, scores: &[Vec<f32>], page: usize) -> impl Iterator<Item = (f32, f32, f32)> {
        let (page, scores) = (&self.pages[page], &scores[page]);
        let blocks = page.blocks.iter().zip(&page.labels).zip(scores);
        blocks.filter_map(|((block, label), &score)| Some((score, (*label)?, block.words as f32)))
    }

    /// Spearman's correlation of each page's confidence with its true F1, if it is known.
    pub fn confidence_correlation(&self, judged: &Judged) -> f64 {
        let pair = |at: usize| {
            let (page, selection) = (&self.pages[at], self.selection(judged, at, Focus::Balanced));
            let score = PageScore::of(&selected_text(page, &selection), &page.truth);
            Some((f64::from(selection.confidence), score.words?.f1))
        };
        spearman(&(0..self.pages.len()).into_par_iter().filter_map(pair).collect::<Vec<_>>())
    }

    /// The blocks of a page selected by the models.
    pub(crate) fn selection(&self, judged: &Judged, at: usize, focus: Focus) -> Selection {
        let Page { blocks, annotations, .. } = &self.pages[at];
        let (scores, bonds) = (&judged.scores[at], &judged.bonds[at]);
        select(&SelectionInput { blocks, scores, bonds, annotations }, focus, Comments::Exclude)
    }

    fn reports_of(&self, texts: &[String]) -> Vec<Report> {
        let scores: Vec<PageScore> =
            self.pages.par_iter().zip(texts).map(|(page, text)| PageScore::of(text, &page.truth)).collect();
        let corpora: BTreeSet<&str> = self.pages.iter().map(|page| page.corpus.as_str()).collect();
        let of = |corpus: &str| -> Vec<PageScore> {
            let pages = self.pages.iter().zip(&scores).filter(|(page, _)| page.corpus == corpus);
            pages.map(|(_, score)| score.clone()).collect()
        };
        corpora.into_iter().map(|corpus| Report::of(corpus, &of(corpus))).collect()
    }
}

/// The text of a selection.
pub(crate) fn selected_text(page: &Page, selection: &Selection) -> String {
    kept_text(page, selection.labels.iter().map(|label| *label == Label::Content))
}

fn kept_text(page: &Page, is_kept: impl Iterator<Item = bool>) -> String {
    let kept = page.texts().into_iter().zip(is_kept).filter(|(_, is_kept)| *is_kept);
    kept.map(|(text, _)| text).collect::<Vec<_>>().join("\n\n")
}

/// Splits the hosts into folds by a hash of their names.
fn folds(pages: &[Page]) -> Vec<usize> {
    pages.iter().map(|page| (hash(&page.host) >> 33) as usize % FOLDS).collect()
}

/// A hash that is the same on all platforms.
pub(crate) fn hash(name: &str) -> u64 {
    fnv1a(FNV_OFFSET, name.as_bytes())
}
