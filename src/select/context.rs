//! Decisions that depend on neighbouring blocks.

use super::cut::Cut;
use super::{SelectionInput, chain, label};
use crate::kind::BlockKind;
use crate::label::Label;
use crate::parse::Tag;
use crate::score::log_odds;
use crate::segment::{RawBlock, is_lead_in, item_number};

/// The bond of two blocks that are always kept or dropped together.
const TIED: f32 = 20.0;

/// Added to the bond of a heading and the block under it. Bonds are learned from single pairs; they do not reflect how
/// much readers lose when the two are separated.
const UNDER_HEADING: f32 = 1.6;

/// The same for a lead-in and the block that it announces.
const AFTER_LEAD_IN: f32 = 0.5;

/// The bonds of a page, [`TIED`] between blocks that always have the same label. Empty if they are unknown.
/// The title has none: it has its own label, which says nothing about its neighbours.
pub(super) fn bonds(page: &SelectionInput<'_>) -> Vec<f32> {
    let is_title = |at: usize| page.annotations.title == Some(at);
    let bond = |(at, &bond): (usize, &f32)| match at {
        _ if is_title(at) || (at > 0 && is_title(at - 1)) => 0.0,
        _ if is_tied(page, at) => TIED,
        _ => bond + unit_bond(page, at),
    };
    page.bonds.iter().enumerate().map(bond).collect()
}

/// The amount added to the bond of a block and the one above it if readers need both.
fn unit_bond(page: &SelectionInput<'_>, at: usize) -> f32 {
    let blocks = page.blocks.as_slice();
    let Some(above) = at.checked_sub(1).map(|at| &blocks[at]) else { return 0.0 };
    if above.kind.is_heading() {
        return if blocks[at].kind.is_heading() { 0.0 } else { UNDER_HEADING };
    }
    if is_lead_in(page.blocks.text(above)) { AFTER_LEAD_IN } else { 0.0 }
}

/// Whether a block always has the same label as the one above: rows of one table, single-block items of one list, terms
/// and their definitions. In plain text: items without a gap, items with consecutive numbers, and rows of a Markdown
/// table.
fn is_tied(page: &SelectionInput<'_>, at: usize) -> bool {
    let blocks = page.blocks.as_slice();
    let Some(above) = at.checked_sub(1).map(|at| &blocks[at]) else { return false };
    let is_item = |block: &RawBlock| matches!(block.kind, BlockKind::ListItem { .. });
    let are_items = is_item(above) && is_item(&blocks[at]);
    if above.kind == BlockKind::TableRow && blocks[at].kind == BlockKind::TableRow {
        return above.is_hidden == blocks[at].is_hidden;
    }
    match page.annotations.relations.get(at) {
        Some(relation) => {
            let is_plain = relation.above_blocks <= 1 && relation.branch_blocks <= 1;
            let is_in = |lists: &[Tag]| lists.iter().any(|list| list.number() == relation.around_tag);
            is_plain && (is_in(&[Tag::Dl]) || (are_items && is_in(&[Tag::Ul, Tag::Ol, Tag::Menu, Tag::Li])))
        }
        None => (are_items && blocks[at].gap == 0) || are_tied_in_plain_text(page, above, &blocks[at]),
    }
}

/// Whether two neighbouring lines of plain text are items with consecutive numbers, or rows of one Markdown table.
fn are_tied_in_plain_text(page: &SelectionInput<'_>, above: &RawBlock, below: &RawBlock) -> bool {
    // Values of `RawBlock::gap`.
    const BLANK: u8 = 1;
    const SEPARATOR: u8 = 2;
    let (gap, above, below) = (below.gap, page.blocks.text(above), page.blocks.text(below));
    let is_row = |text: &str| text.len() > 1 && text.starts_with('|') && text.ends_with('|');
    if is_row(above) && is_row(below) {
        // A separator is the line under the table's head.
        return gap != BLANK;
    }
    gap != SEPARATOR && item_number(above).is_some_and(|number| item_number(below) == Some(number + 1))
}

/// The log-odds of the scores, averaged over bound blocks. A longer block has more weight.
pub(super) fn smoothed(page: &SelectionInput<'_>, bonds: &[f32]) -> Vec<f32> {
    let odds: Vec<f32> = page.scores.iter().map(|&score| log_odds(score)).collect();
    if bonds.is_empty() {
        return odds;
    }
    let weights: Vec<f32> = page.words().map(|(_, words)| words.sqrt()).collect();
    chain::smoothed(&odds, &weights, bonds)
}

/// Keeps or drops bound blocks together. Bonds have more weight on pages with a higher expected F-measure.
pub(super) fn bind(odds: &[f32], bonds: &[f32], cut: &Cut, labels: &mut [Label]) {
    let strength = cut.bond_strength();
    if bonds.is_empty() || strength == 0.0 {
        return;
    }
    let of_cut = cut.odds();
    let odds: Vec<f32> = odds.iter().map(|odds| odds - of_cut).collect();
    let bonds = bonds.iter().map(|&bond| if bond == TIED { bond } else { strength * bond });
    for (label, is_kept) in labels.iter_mut().zip(chain::best_labels(&odds, bonds)) {
        *label = self::label(is_kept);
    }
}

/// Keeps headings slightly below the cut if the block under them is kept.
pub(super) fn keep_headings(page: &SelectionInput<'_>, cut: &Cut, labels: &mut [Label]) {
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

/// Takes the title out of the body text, unless the text would be incomplete without it: a post of one sentence, or
/// the first line of a post that the page repeats as its title.
pub(super) fn set_title_apart(page: &SelectionInput<'_>, labels: &mut [Label]) {
    let Some(title) = page.annotations.title.filter(|&at| at < labels.len()) else { return };
    let kept = |at: &usize| labels[*at] == Label::Content;
    let words = |at: usize| page.blocks.as_slice()[at].words;
    let others: u32 = (0..labels.len()).filter(kept).filter(|&at| at != title).map(words).sum();
    if !kept(&title) || (others >= words(title) && !is_line_of_text(page, title, labels)) {
        labels[title] = Label::Title;
    }
}

/// Whether a block is a line of the text that follows it: both are parts of one element, and that text is kept.
fn is_line_of_text(page: &SelectionInput<'_>, at: usize, labels: &[Label]) -> bool {
    let blocks = page.blocks.as_slice();
    let is_line = |next: &RawBlock| next.container.is_some() && next.container == blocks[at].container;
    !matches!(blocks[at].kind, BlockKind::Heading(_))
        && labels.get(at + 1) == Some(&Label::Content)
        && blocks.get(at + 1).is_some_and(is_line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::PageAnnotations;
    use crate::segment::{segment_html, segment_plain_text};

    /// Whether the second line with text is tied to the first.
    fn is_tied_text(text: &str) -> bool {
        let (blocks, annotations) = (segment_plain_text(text), PageAnnotations::default());
        is_tied(
            &SelectionInput {
                blocks: &blocks,
                scores: &[0.5; 2],
                bonds: &[0.0; 2],
                annotations: &annotations,
            },
            1,
        )
    }

    #[test]
    fn headings_and_lead_ins_have_stronger_bonds_to_what_follows() {
        let has = |html: &str, added: f32| {
            let blocks = segment_html(&crate::parse::parse(html, &crate::Limits::new()).unwrap());
            let annotations = PageAnnotations::default();
            let page = SelectionInput {
                blocks: &blocks,
                scores: &[0.5; 2],
                bonds: &[0.25; 2],
                annotations: &annotations,
            };
            (bonds(&page)[1] - 0.25 - added).abs() < 1e-6
        };
        assert!(has("<h2>Tools</h2><p>A spade.", UNDER_HEADING));
        assert!(has("<h2>Tools</h2><h3>For the garden</h3>", 0.0));
        assert!(has("<p>You need:<p>A spade.", AFTER_LEAD_IN));
        assert!(has("<p>工具：<p>铲子。", AFTER_LEAD_IN));
        assert!(has("<p>You dig.<p>It rains.", 0.0));
    }

    #[test]
    fn lines_of_one_list_or_table_are_tied() {
        assert!(is_tied_text("1. Peel the onions\n\n2. Fry them"));
        assert!(!is_tied_text("1. Peel the onions\n3. Fry them"));
        assert!(!is_tied_text("1. Peel the onions\n----\n2. Fry them"));
        assert!(is_tied_text("| a | b |\n|---|---|\n| 1 | 2 |"));
        assert!(!is_tied_text("| a | b |\n\n| 1 | 2 |"));
    }
}
