//! The hot loop: rows of features to scores.

mod forest;
#[rustfmt::skip]
#[allow(clippy::unreadable_literal, clippy::excessive_precision)]
mod html_model;
#[rustfmt::skip]
#[allow(clippy::unreadable_literal, clippy::excessive_precision)]
mod lines_model;

use crate::features::{HTML_FEATURES, LINE_FEATURES};

/// Scores blocks of HTML: for each row the probability that the block is body text, 0 to 1, all pages counting alike.
///
/// `scores` is cleared first; nothing is allocated once it is large enough. Linear in the rows.
pub fn score_html(rows: &[[f32; HTML_FEATURES]], scores: &mut Vec<f32>) {
    html_model::FOREST.score(rows, scores);
}

/// Where words count alike, not pages, the probability that a block of HTML with this score is body text.
pub fn calibrate_html(score: f32) -> f32 {
    html_model::FOREST.calibrate(score)
}

/// The same for plain text, as [`calibrate_html`].
pub fn calibrate_lines(score: f32) -> f32 {
    lines_model::FOREST.calibrate(score)
}

/// Why a block of HTML has its calibrated score: the log-odds before anything is known, and what each feature adds.
pub fn explain_html(row: &[f32; HTML_FEATURES]) -> (f32, Vec<f32>) {
    html_model::FOREST.contributions(row)
}

/// Why a block of plain text has its calibrated score, as [`explain_html`].
pub fn explain_lines(row: &[f32; LINE_FEATURES]) -> (f32, Vec<f32>) {
    lines_model::FOREST.contributions(row)
}

/// Scores blocks of plain text, as [`score_html`] does.
pub fn score_lines(rows: &[[f32; LINE_FEATURES]], scores: &mut Vec<f32>) {
    lines_model::FOREST.score(rows, scores);
}
