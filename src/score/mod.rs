//! The hot loop: rows of features to scores.

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

#[cfg(feature = "_stages")]
pub use bonds::{SETTLED_BOND, is_settled};
pub use bonds::{bonds_html, bonds_plain_text, log_odds};
#[cfg(any(test, feature = "_stages"))]
pub use forest::Digests;

use crate::features::{HTML_FEATURES, PLAIN_TEXT_FEATURES};
pub use forest::probability;
use forest::{Batch, Forest};

/// Which features the models were trained on: those of HTML, its bonds, plain text and its bonds.
#[cfg(any(test, feature = "_stages"))]
pub const MODEL_DIGESTS: [Digests; 4] =
    [html_model::DIGESTS, html_bonds::DIGESTS, plain_text_model::DIGESTS, plain_text_bonds::DIGESTS];

/// Rows of features to scores, a batch at a time.
///
/// A score is the probability that the block is body text, 0 to 1, all pages counting alike.
///
/// Linear in the rows; nothing is allocated for a row. There is room for `COLUMNS` features, a power of two.
#[derive(Debug)]
pub struct Scorer<const N: usize, const COLUMNS: usize = 256> {
    forest: &'static Forest,
    batch: Batch<COLUMNS>,
    log_odds: Vec<f32>,
}

impl Scorer<HTML_FEATURES> {
    /// For so many blocks of HTML.
    pub fn html(blocks: usize) -> Self {
        Scorer::new(&html_model::FOREST, blocks)
    }
}

impl Scorer<PLAIN_TEXT_FEATURES, 128> {
    /// For so many blocks of plain text.
    pub fn plain_text(blocks: usize) -> Self {
        Scorer::new(&plain_text_model::FOREST, blocks)
    }
}

impl<const N: usize, const COLUMNS: usize> Scorer<N, COLUMNS> {
    fn new(forest: &'static Forest, blocks: usize) -> Self {
        Scorer { forest, batch: Batch::new(), log_odds: Vec::with_capacity(blocks) }
    }

    /// Takes the next block.
    pub fn push(&mut self, row: &[f32; N]) {
        self.batch.push(row);
        if self.batch.is_full() {
            self.forest.sum(&mut self.batch, &mut self.log_odds);
        }
    }

    /// The scores of all blocks taken.
    pub fn finish(self) -> Vec<f32> {
        let mut scores = self.log_odds();
        for score in &mut scores {
            *score = probability(*score);
        }
        scores
    }

    /// The log-odds of all rows taken.
    fn log_odds(mut self) -> Vec<f32> {
        self.forest.sum(&mut self.batch, &mut self.log_odds);
        self.log_odds
    }
}

/// Where words count alike, not pages, the probability that a block of HTML with this score is body text.
pub fn calibrate_html(score: f32) -> f32 {
    html_model::FOREST.calibrate(score)
}

/// The same for plain text, as [`calibrate_html`].
pub fn calibrate_plain_text(score: f32) -> f32 {
    plain_text_model::FOREST.calibrate(score)
}

/// Why a block of HTML has its calibrated score: the log-odds before anything is known, and what each feature adds.
pub fn explain_html(row: &[f32; HTML_FEATURES]) -> (f32, Vec<f32>) {
    html_model::FOREST.contributions(row)
}

/// Why a block of plain text has its calibrated score, as [`explain_html`].
pub fn explain_plain_text(row: &[f32; PLAIN_TEXT_FEATURES]) -> (f32, Vec<f32>) {
    plain_text_model::FOREST.contributions(row)
}
