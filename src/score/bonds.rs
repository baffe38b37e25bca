//! How likely neighbouring blocks are to share a label.

use super::{Model, PAIR_COLUMNS, Scorer};
use crate::features::{Relation, measure_pair};
use crate::segment::Blocks;

impl Model {
    /// The bonds of a page's blocks: for each block, the log-odds that it has the same label as the block above it.
    ///
    /// The trees are not evaluated for two blocks whose scores both settle the same label. Takes time linear in the
    /// number of blocks.
    pub fn bonds(self, blocks: &Blocks, relations: &[Relation], scores: &[f32]) -> Vec<f32> {
        let odds: Vec<f32> = scores.iter().map(|&score| log_odds(score)).collect();
        let mut pairs = Scorer::<PAIR_COLUMNS>::new(self.bonds, blocks.len());
        let mut bonds = vec![SETTLED_BOND; odds.len()];
        let mut pending = Vec::new();
        for at in (1..odds.len()).filter(|&at| !is_settled(odds[at - 1], odds[at])) {
            pairs.push(&measure_pair(blocks, relations, &odds, at));
            pending.push(at);
        }
        for (at, bond) in pending.into_iter().zip(pairs.log_odds()) {
            bonds[at] = bond;
        }
        bonds
    }
}

/// Log-odds beyond which the score settles the label of a block.
const SETTLED: f32 = 4.0;

/// The bond of two blocks whose scores both settle the same label.
pub const SETTLED_BOND: f32 = 4.0;

/// Whether the scores of two blocks both settle the same label.
pub fn is_settled(above: f32, below: f32) -> bool {
    (above > SETTLED && below > SETTLED) || (above < -SETTLED && below < -SETTLED)
}

/// The log-odds of a probability.
pub fn log_odds(score: f32) -> f32 {
    const SMALLEST: f32 = 1e-6;
    let score = score.clamp(SMALLEST, 1.0 - SMALLEST);
    (score / (1.0 - score)).ln()
}
