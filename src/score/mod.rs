//! Converts rows of features to scores; this is the hot loop.

mod bonds;
mod forest;
#[rustfmt::skip]
#[allow(clippy::unreadable_literal, clippy::excessive_precision)]
mod html_bonds;
#[rustfmt::skip]
#[allow(clippy::unreadable_literal, clippy::excessive_precision)]
mod plain_text_bonds;
#[rustfmt::skip]
#[allow(clippy::unreadable_literal, clippy::excessive_precision)]
mod html_model;
#[rustfmt::skip]
#[allow(clippy::unreadable_literal, clippy::excessive_precision)]
mod plain_text_model;

#[cfg(any(test, feature = "_stages"))]
pub use forest::Digests;

pub use bonds::log_odds;
#[cfg(feature = "_stages")]
pub use bonds::{SETTLED_BOND, is_settled};
pub use forest::probability;

use crate::features::{
    Feature, HTML_FEATURES, HTML_TABLE, PAIR_FEATURES, PLAIN_TEXT_FEATURES, PLAIN_TEXT_TABLE,
};
use crate::parse::Tree;
use forest::{Batch, Forest};

/// The digests of the features that the models were trained on: HTML and its bonds, plain text and its bonds.
#[cfg(any(test, feature = "_stages"))]
pub const MODEL_DIGESTS: [Digests; 4] =
    [html_model::DIGESTS, html_bonds::DIGESTS, plain_text_model::DIGESTS, plain_text_bonds::DIGESTS];

/// The capacity for the features of a block, and for those of a pair of blocks: powers of two.
const BLOCK_COLUMNS: usize = 256;
const PAIR_COLUMNS: usize = 64;
const _: () = assert!(HTML_FEATURES <= BLOCK_COLUMNS && PLAIN_TEXT_FEATURES <= BLOCK_COLUMNS);
const _: () = assert!(PAIR_FEATURES <= PAIR_COLUMNS);

/// A trained model: trees that score blocks, and trees that score pairs of neighbouring blocks.
#[derive(Clone, Copy, Debug)]
pub struct Model {
    forest: &'static Forest,
    bonds: &'static Forest,
    table: fn() -> &'static [Feature],
}

impl Model {
    /// The model of HTML.
    pub const HTML: Model =
        Model { forest: &html_model::FOREST, bonds: &html_bonds::FOREST, table: || &HTML_TABLE };

    /// The model of plain text.
    pub const PLAIN_TEXT: Model = Model {
        forest: &plain_text_model::FOREST,
        bonds: &plain_text_bonds::FOREST,
        table: || &PLAIN_TEXT_TABLE,
    };

    /// The model of a page: that of HTML if there is a tree, otherwise that of plain text.
    pub(crate) fn of(tree: Option<&Tree>) -> Model {
        if tree.is_some() { Model::HTML } else { Model::PLAIN_TEXT }
    }

    /// The features of a block, in the order of a row.
    pub fn table(self) -> &'static [Feature] {
        (self.table)()
    }

    /// Scores blocks; there are about `blocks` of them.
    pub fn scorer(self, blocks: usize) -> Scorer {
        Scorer::new(self.forest, blocks)
    }

    /// The share of the words in blocks with this score that are body text. In the score itself, all pages have the
    /// same weight, however many words they have.
    pub fn calibrate(self, score: f32) -> f32 {
        self.forest.calibrate(score)
    }

    /// Why a block has its calibrated score: the log-odds before anything is known, and what each feature adds.
    pub fn contributions(self, row: &[f32]) -> (f32, Vec<f32>) {
        self.forest.contributions(row)
    }
}

/// Converts rows of features to scores, a batch at a time.
///
/// A score is the probability that the block is body text, 0 to 1. All pages have the same weight in it.
///
/// Takes time linear in the number of rows; nothing is allocated for a row. A row has at most `COLUMNS` features, a
/// power of two.
#[derive(Debug)]
pub struct Scorer<const COLUMNS: usize = BLOCK_COLUMNS> {
    forest: &'static Forest,
    batch: Batch<COLUMNS>,
    log_odds: Vec<f32>,
}

impl<const COLUMNS: usize> Scorer<COLUMNS> {
    fn new(forest: &'static Forest, blocks: usize) -> Self {
        Scorer { forest, batch: Batch::new(), log_odds: Vec::with_capacity(blocks) }
    }

    /// Adds the features of the next block.
    #[inline]
    pub fn push(&mut self, row: &[f32]) {
        self.batch.push(row);
        if self.batch.is_full() {
            self.forest.sum(&mut self.batch, &mut self.log_odds);
        }
    }

    /// The scores of all blocks, in the order in which they were added.
    pub fn finish(self) -> Vec<f32> {
        let mut scores = self.log_odds();
        for score in &mut scores {
            *score = probability(*score);
        }
        scores
    }

    /// The log-odds of all rows.
    fn log_odds(mut self) -> Vec<f32> {
        self.forest.sum(&mut self.batch, &mut self.log_odds);
        self.log_odds
    }
}
