//! Scores of a whole page to labels.

use crate::focus::Focus;
use crate::kind::BlockKind;
use crate::label::Label;
use crate::segment::{Blocks, RawBlock};
use std::collections::HashSet;

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
/// The cut is the one with the highest expected F-measure over the words kept, then the other blocks have a say: the
/// rows of a table go together, a text that was kept before is not kept again, and a heading not far below the cut
/// stays with what is kept under it. Time O(n log n).
pub fn select(blocks: &Blocks, scores: &[f32], title: Option<usize>, focus: Focus) -> Selection {
    let cut = Cut::new(blocks, scores, focus);
    let mut labels: Vec<Label> = scores.iter().map(|&score| label(score >= cut.threshold)).collect();
    settle_tables(blocks, scores, cut.threshold, &mut labels);
    keep_headings(blocks, scores, cut.threshold, &mut labels);
    if let Some(label) = title.and_then(|at| labels.get_mut(at)) {
        *label = Label::Title;
    }
    drop_copies(blocks, title, &mut labels);
    Selection { labels, confidence: cut.expected }
}

fn label(is_content: bool) -> Label {
    if is_content { Label::Content } else { Label::Boilerplate }
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
        best.threshold = if best.expected < Cut::MIN_EXPECTED {
            f32::INFINITY
        } else {
            best.threshold.clamp(range.0, range.1)
        };
        best
    }
}

/// Keeps or drops neighbouring rows of data together, by their mean score over words.
fn settle_tables(blocks: &Blocks, scores: &[f32], threshold: f32, labels: &mut [Label]) {
    let is_row = |block: &RawBlock| block.kind == BlockKind::TableRow;
    let mut start = 0;
    for rows in blocks.as_slice().chunk_by(|a, b| is_row(a) && is_row(b) && a.is_hidden == b.is_hidden) {
        let range = start..start + rows.len();
        start = range.end;
        if rows.len() > 1 {
            let words: f32 = rows.iter().map(|row| row.words.max(1) as f32).sum();
            let hits: f32 = rows
                .iter()
                .zip(&scores[range.clone()])
                .map(|(row, score)| row.words.max(1) as f32 * score)
                .sum();
            labels[range].fill(label(hits / words >= threshold));
        }
    }
}

/// Drops what was kept before: tabs and layouts for small screens often hold a text twice. Lines of code and rows
/// of data may repeat. No heading repeats the title.
fn drop_copies(blocks: &Blocks, title: Option<usize>, labels: &mut [Label]) {
    const MIN_WORDS: u32 = 8;
    let title = title.and_then(|at| blocks.as_slice().get(at)).map(|block| blocks.text(block));
    let mut seen = HashSet::new();
    for (block, label) in blocks.iter().zip(labels) {
        let may_repeat =
            block.words < MIN_WORDS || matches!(block.kind, BlockKind::Code | BlockKind::TableRow);
        let text = blocks.text(block);
        let is_title = block.kind.is_heading() && title == Some(text);
        if *label == Label::Content && (is_title || (!may_repeat && !seen.insert(text))) {
            *label = Label::Boilerplate;
        }
    }
}

/// Keeps headings that come near the cut where the block under them is kept.
fn keep_headings(blocks: &Blocks, scores: &[f32], threshold: f32, labels: &mut [Label]) {
    const NEAR: f32 = 0.5;
    let raw = blocks.as_slice();
    for at in (0..labels.len().saturating_sub(1)).rev() {
        let BlockKind::Heading(level) = raw[at].kind else { continue };
        let is_kept_below = labels[at + 1] == Label::Content && belongs_under(&raw[at + 1], level);
        if is_kept_below && scores[at] >= NEAR * threshold {
            labels[at] = Label::Content;
        }
    }
}

/// Whether a block after a heading of `level` is part of its section.
fn belongs_under(next: &RawBlock, level: u8) -> bool {
    !matches!(next.kind, BlockKind::Heading(other) if other <= level)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::segment_html;

    fn marks(html: &str, scores: &[f32], focus: Focus) -> String {
        let tree = crate::parse::parse(html, &crate::Limits::new()).unwrap();
        let selection = select(&segment_html(&tree), scores, None, focus);
        selection.labels.iter().map(|label| if *label == Label::Content { '+' } else { '-' }).collect()
    }

    #[test]
    fn the_cut_follows_the_scores() {
        let page = "<p>a b c d e<p>f g h i j<p>k l m n o";
        assert_eq!(marks(page, &[0.9, 0.6, 0.1], Focus::Balanced), "++-");
        assert_eq!(marks(page, &[0.9, 0.6, 0.1], Focus::Precision), "+--");
        assert_eq!(marks(page, &[0.9, 0.3, 0.22], Focus::Recall), "+++");
        assert_eq!(marks(page, &[0.05, 0.05, 0.05], Focus::Balanced), "---");
    }

    #[test]
    fn a_text_is_kept_once() {
        assert_eq!(marks("<p>a b c d e f g h<p>a b c d e f g h", &[0.9, 0.9], Focus::Balanced), "+-");
        assert_eq!(
            marks("<pre>a b c d e f g h</pre><pre>a b c d e f g h</pre>", &[0.9, 0.9], Focus::Balanced),
            "++"
        );
    }

    #[test]
    fn rows_of_a_table_go_together() {
        let page = "<table><tr><td>a<td>b<tr><td>c<td>d<tr><td>e<td>f</table>";
        assert_eq!(marks(page, &[0.9, 0.2, 0.9], Focus::Balanced), "+++");
        assert_eq!(marks(page, &[0.9, 0.1, 0.1], Focus::Balanced), "---");
    }

    #[test]
    fn a_heading_stays_with_its_section() {
        let page = "<h2>Head</h2><p>a b c d e f g h i j k l</p><h2>Other</h2><h2>Last</h2>";
        assert_eq!(marks(page, &[0.3, 0.9, 0.3, 0.3], Focus::Precision), "-+--");
        assert_eq!(marks(page, &[0.3, 0.9, 0.2, 0.2], Focus::Balanced), "++--");
    }
}
