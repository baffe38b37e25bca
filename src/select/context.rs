//! What blocks have to say about their neighbours once the scores are cut.

use super::cut::Cut;
use super::{Candidates, label};
use crate::kind::BlockKind;
use crate::label::Label;
use crate::segment::RawBlock;

/// Keeps or drops neighbouring rows of data together, by their mean score over words.
pub(super) fn settle_tables(page: &Candidates<'_>, cut: &Cut, labels: &mut [Label]) {
    let is_row = |block: &RawBlock| block.kind == BlockKind::TableRow;
    let mut start = 0;
    for rows in page.blocks.as_slice().chunk_by(|a, b| is_row(a) && is_row(b) && a.is_hidden == b.is_hidden) {
        let range = start..start + rows.len();
        start = range.end;
        if rows.len() > 1 {
            let weighted = rows.iter().zip(&page.scores[range.clone()]);
            let (hits, words) = weighted.fold((0.0, 0.0), |(hits, words), (row, score)| {
                let weight = row.words.max(1) as f32;
                (hits + weight * score, words + weight)
            });
            labels[range].fill(label(cut.keeps_rows(hits / words)));
        }
    }
}

/// Keeps headings that come near the cut where the block under them is kept.
pub(super) fn keep_headings(page: &Candidates<'_>, cut: &Cut, labels: &mut [Label]) {
    const NEAR: f32 = 0.5;
    let raw = page.blocks.as_slice();
    for at in (0..labels.len().saturating_sub(1)).rev() {
        let BlockKind::Heading(level) = raw[at].kind else { continue };
        let is_kept_below = labels[at + 1] == Label::Content && belongs_under(&raw[at + 1], level);
        if is_kept_below && page.scores[at] >= NEAR * cut.threshold {
            labels[at] = Label::Content;
        }
    }
}

/// Whether a block after a heading of `level` is part of its section.
fn belongs_under(next: &RawBlock, level: u8) -> bool {
    !matches!(next.kind, BlockKind::Heading(other) if other <= level)
}

/// Takes the title out of the body text, unless it is most of it: a post of one sentence.
pub(super) fn set_title_apart(page: &Candidates<'_>, labels: &mut [Label]) {
    let Some(title) = page.title.filter(|&at| at < labels.len()) else { return };
    let kept = |at: &usize| labels[*at] == Label::Content;
    let words = |at: usize| page.blocks.as_slice()[at].words;
    let others: u32 = (0..labels.len()).filter(kept).filter(|&at| at != title).map(words).sum();
    if !kept(&title) || others >= words(title) {
        labels[title] = Label::Title;
    }
}

/// Drops what was kept before: tabs and layouts for small screens often hold a text twice. Lines of code and rows
/// of data may repeat. Nothing else repeats the title.
pub(super) fn drop_copies(page: &Candidates<'_>, labels: &mut [Label]) {
    const MIN_WORDS: u32 = 8;
    let title = page.title.filter(|&at| labels.get(at) == Some(&Label::Title));
    let title = title.map(|at| page.blocks.text(&page.blocks.as_slice()[at]));
    let mut order: Vec<(&str, usize)> = Vec::new();
    for (at, block) in page.blocks.iter().enumerate() {
        if labels[at] != Label::Content || matches!(block.kind, BlockKind::Code | BlockKind::TableRow) {
            continue;
        }
        let text = page.blocks.text(block);
        if title == Some(text) {
            labels[at] = Label::Boilerplate;
        } else if block.words >= MIN_WORDS {
            order.push((text, at));
        }
    }
    // By length first, for most texts differ in it.
    order.sort_unstable_by_key(|&(text, at)| (text.len(), text, at));
    for (_, copy) in order.chunk_by(|a, b| a.0 == b.0).flat_map(|copies| &copies[1..]) {
        labels[*copy] = Label::Boilerplate;
    }
}
