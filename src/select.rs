//! Scores of a whole page to labels.

use crate::block::{BlockKind, Label};
use crate::extractor::Focus;
use crate::segment::{Blocks, RawBlock};

/// What became of a page's blocks.
#[derive(Clone, Debug)]
pub struct Selection {
    /// One label for each block.
    pub labels: Vec<Label>,
    /// The F1 of the body text that the scores let expect, 0 to 1.
    pub confidence: f32,
}

/// Labels the blocks of a page by their scores.
///
/// The cut is the one with the highest expected F-measure over the words kept, then neighbours have a say: a
/// heading goes with what stands under it, and a gap between kept blocks closes where its scores are not far
/// below the cut. Time O(n log n).
pub fn select(blocks: &Blocks, scores: &[f32], title: Option<usize>, focus: Focus) -> Selection {
    let cut = Cut::new(blocks, scores, focus);
    let mut labels: Vec<Label> = scores.iter().map(|&score| label(score >= cut.threshold)).collect();
    if !labels.contains(&Label::Content) {
        return Selection { labels: mark_title(labels, title), confidence: cut.expected };
    }
    close_gaps(blocks, scores, cut.threshold, &mut labels);
    settle_headings(blocks, title, &mut labels);
    Selection { labels: mark_title(labels, title), confidence: cut.expected }
}

fn label(is_content: bool) -> Label {
    if is_content { Label::Content } else { Label::Boilerplate }
}

fn mark_title(mut labels: Vec<Label>, title: Option<usize>) -> Vec<Label> {
    if let Some(label) = title.and_then(|at| labels.get_mut(at)) {
        *label = Label::Title;
    }
    labels
}

/// Where a page's scores are cut.
#[derive(Clone, Copy, Debug)]
struct Cut {
    threshold: f32,
    expected: f32,
}

impl Cut {
    /// Below this expected measure a page has no body text.
    const MIN_EXPECTED: f32 = 0.2;

    /// The cut with the highest expected F-measure: with `p` the scores and `w` the words of the blocks,
    /// F(k) = (1 + b²) Σ p w over the k best / (Σ w over the k best + b² Σ p w over all).
    fn new(blocks: &Blocks, scores: &[f32], focus: Focus) -> Cut {
        let weights = blocks.iter().map(|block| block.words.max(1) as f32);
        let mut order: Vec<(f32, f32)> = scores.iter().copied().zip(weights).collect();
        order.sort_by(|a, b| b.0.total_cmp(&a.0));
        let wanted: f32 = order.iter().map(|(score, weight)| score * weight).sum();
        let (beta, range) = focus.measure();
        let (mut kept, mut hits) = (0.0, 0.0);
        let mut best = Cut { threshold: range.1, expected: 0.0 };
        for (score, weight) in order {
            kept += weight;
            hits += score * weight;
            let expected = (1.0 + beta * beta) * hits / (kept + beta * beta * wanted).max(f32::MIN_POSITIVE);
            if expected > best.expected {
                best = Cut { threshold: score, expected };
            }
        }
        best.threshold =
            if best.expected < Cut::MIN_EXPECTED { f32::INFINITY } else { best.threshold.clamp(range.0, range.1) };
        best
    }
}

/// Keeps short runs of dropped blocks between kept ones whose scores come near the cut.
fn close_gaps(blocks: &Blocks, scores: &[f32], threshold: f32, labels: &mut [Label]) {
    const MAX_GAP: usize = 3;
    const NEAR: f32 = 0.6;
    let kept: Vec<usize> = (0..labels.len()).filter(|&at| labels[at] == Label::Content).collect();
    for pair in kept.windows(2) {
        let gap = pair[0] + 1..pair[1];
        let is_near = |at: usize| scores[at] >= NEAR * threshold && !blocks.as_slice()[at].is_hidden;
        if gap.len() <= MAX_GAP && gap.clone().all(is_near) {
            labels[gap].fill(Label::Content);
        }
    }
}

/// Drops headings with nothing kept under them, and keeps those with.
fn settle_headings(blocks: &Blocks, title: Option<usize>, labels: &mut [Label]) {
    let raw = blocks.as_slice();
    for at in (0..labels.len()).rev() {
        let (BlockKind::Heading(level), true) = (raw[at].kind, title != Some(at)) else { continue };
        let is_followed = raw.get(at + 1).is_some_and(|next| belongs_under(next, level))
            && labels.get(at + 1) == Some(&Label::Content);
        let is_unlinked = raw[at].link_density() < 0.5;
        if is_followed && is_unlinked {
            labels[at] = Label::Content;
        } else if !is_followed && raw.get(at + 1).is_none_or(|next| belongs_under(next, level)) {
            // What stands under it went: so does the heading.
            labels[at] = Label::Boilerplate;
        }
    }
}

/// Whether a block after a heading of `level` is part of its section.
fn belongs_under(next: &RawBlock, level: u8) -> bool {
    !matches!(next.kind, BlockKind::Heading(other) if other <= level)
}
