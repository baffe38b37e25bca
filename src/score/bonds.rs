//! How likely neighbouring blocks are to share a label.

use super::forest::Forest;
use super::{Scorer, html_bonds, plain_text_bonds};
use crate::features::{PAIR_FEATURES, Relation, measure_pair};
use crate::segment::Blocks;

/// The bonds of a page's blocks: for each the log-odds that it has the same label as the block above it.
///
/// Of two blocks that are both sure of the same label nothing is asked. Linear in the blocks.
pub fn bonds_html(blocks: &Blocks, relations: &[Relation], scores: &[f32]) -> Vec<f32> {
    bonds(&html_bonds::FOREST, blocks, relations, scores)
}

/// The same for plain text, as [`bonds_html`].
pub fn bonds_plain_text(blocks: &Blocks, scores: &[f32]) -> Vec<f32> {
    bonds(&plain_text_bonds::FOREST, blocks, &[], scores)
}

fn bonds(forest: &'static Forest, blocks: &Blocks, relations: &[Relation], scores: &[f32]) -> Vec<f32> {
    let odds: Vec<f32> = scores.iter().map(|&score| log_odds(score)).collect();
    let mut model = Scorer::<PAIR_FEATURES, 64>::new(forest, blocks.len());
    let mut bonds = vec![SETTLED_BOND; odds.len()];
    let mut asked = Vec::new();
    for at in (1..odds.len()).filter(|&at| !is_settled(odds[at - 1], odds[at])) {
        model.push(&measure_pair(blocks, relations, &odds, at));
        asked.push(at);
    }
    for (at, bond) in asked.into_iter().zip(model.log_odds()) {
        bonds[at] = bond;
    }
    bonds
}

/// Log-odds from which on a block is sure of its label.
const SURE: f32 = 4.0;

/// What two blocks that are sure of the same label count for.
pub const SETTLED_BOND: f32 = 4.0;

/// Whether two blocks are sure of the same label.
pub fn is_settled(above: f32, below: f32) -> bool {
    (above > SURE && below > SURE) || (above < -SURE && below < -SURE)
}

/// The log-odds of a probability.
pub fn log_odds(score: f32) -> f32 {
    const SMALLEST: f32 = 1e-6;
    let score = score.clamp(SMALLEST, 1.0 - SMALLEST);
    (score / (1.0 - score)).ln()
}
