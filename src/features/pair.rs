//! Features of two neighbouring blocks: whether they belong together.

use super::relation::Relation;
#[cfg(any(test, feature = "_stages"))]
use super::table::Feature;
use super::table::feature_group;
use crate::kind::BlockKind;
use crate::segment::{Blocks, RawBlock, ends_sentence, is_lead_in};

feature_group! {
    /// Features of a block and the one above it.
    Pair "pair" {
        above_odds: "log-odds" -8.0..8.0 "log-odds of the score of the block above",
        own_odds: "log-odds" -8.0..8.0 "log-odds of the block's score",
        odds_step: "log-odds" -16.0..16.0 "log-odds of the block's score less those of the block above",
        far_above_odds: "log-odds" -8.0..8.0 "log-odds of the score of the second block above, -8 for none",
        below_odds: "log-odds" -8.0..8.0 "log-odds of the score of the block below, -8 for none",
        above_kind: "index" 0.0..7.0 "kind of the block above",
        own_kind: "index" 0.0..7.0 "the block's kind",
        above_level: "level" 0.0..7.0 "heading level of the block above, 0 for no heading",
        own_level: "level" 0.0..7.0 "the block's heading level, 0 for no heading",
        item_step: "lists" -20.0..20.0 "lists around the block less those around the block above",
        starts_item: "flag" 0.0..1.0 "the block starts a list item",
        above_leads_in: "flag" 0.0..1.0 "the block above ends with a colon",
        above_is_sentence: "flag" 0.0..1.0 "the block above ends as a sentence does",
        own_is_sentence: "flag" 0.0..1.0 "the block ends as a sentence does",
        above_words: "words" 0.0..1e9 "words of the block above",
        own_words: "words" 0.0..1e9 "words of the block",
        above_links: "share" 0.0..1.0 "link density of the block above",
        own_links: "share" 0.0..1.0 "link density of the block",
        above_bold: "share" 0.0..1.0 "share of the block above in bold",
        own_bold: "share" 0.0..1.0 "share of the block in bold",
        is_hidden: "flags" 0.0..2.0 "how many of the two are marked as not shown",
        images: "count" 0.0..20.0 "images between the blocks",
        prose_above_odds: "log-odds" -8.0..8.0 "log-odds of the score of the long block before that encloses the block, -8 for none",
        prose_below_odds: "log-odds" -8.0..8.0 "log-odds of the score of the long block after that encloses the block, -8 for none",
        above_prose_odds: "log-odds" -8.0..8.0 "log-odds of the score of the long block after that encloses the block above, -8 for none",
        gap: "index" 0.0..2.0 "blank lines (1) or a line without letters (2) between the lines",
        up: "steps" 0.0..255.0 "steps from the element of the block above up to the one around both",
        down: "steps" 0.0..255.0 "steps from the element around both down to that of the block",
        around_tag: "index" 0.0..255.0 "number of the tag of the element around both",
        around_blocks: "blocks" 0.0..255.0 "blocks in the element around both",
        around_links: "percent" 0.0..100.0 "link density of the element around both",
        above_branch: "index" 0.0..255.0 "number of the tag, right below the element around both, of the block above",
        own_branch: "index" 0.0..255.0 "number of the tag, right below the element around both, of the block",
        above_branch_blocks: "blocks" 0.0..255.0 "blocks in the branch of the block above",
        own_branch_blocks: "blocks" 0.0..255.0 "blocks in the branch of the block",
        is_alike: "flag" 0.0..1.0 "both branches have the same tag and class",
        left: "elements" 0.0..255.0 "landmarks and elements with a telling name that end between the blocks",
        entered: "elements" 0.0..255.0 "landmarks and elements with a telling name that start between the blocks",
    }
}

/// How many features a pair of blocks has.
pub const PAIR_FEATURES: usize = Pair::LEN;

/// The features of a pair of blocks, in the order of a row.
#[cfg(any(test, feature = "_stages"))]
pub const PAIR_TABLE: &[Feature] = Pair::TABLE;

/// Log-odds are clamped to this absolute value.
const MAX_ODDS: f32 = 8.0;

/// The features of the block at `at` and the one above it.
///
/// # Panics
///
/// If there is no block at `at`, or none above it.
pub fn measure_pair(
    blocks: &Blocks,
    relations: &[Relation],
    odds: &[f32],
    at: usize,
) -> [f32; PAIR_FEATURES] {
    let (above, own) = (&blocks.as_slice()[at - 1], &blocks.as_slice()[at]);
    let relation = relations.get(at).copied().unwrap_or_default();
    let odds_at = |at: Option<usize>| at.and_then(|at| odds.get(at)).map_or(-MAX_ODDS, |&odds| odds);
    let relation_above = relations.get(at - 1).copied().unwrap_or_default();
    let enclosing_odds = |at: Option<u32>| odds_at(at.map(|at| at as usize));
    let text = blocks.text(above);
    let flag = |is: bool| f32::from(u8::from(is));
    Pair {
        above_odds: odds[at - 1],
        own_odds: odds[at],
        odds_step: odds[at] - odds[at - 1],
        far_above_odds: odds_at(at.checked_sub(2)),
        below_odds: odds_at(at.checked_add(1)),
        above_kind: kind(above),
        own_kind: kind(own),
        above_level: level(above),
        own_level: level(own),
        item_step: item_depth(own) - item_depth(above),
        starts_item: flag(own.starts_item),
        above_leads_in: flag(is_lead_in(text)),
        above_is_sentence: flag(ends_sentence(text)),
        own_is_sentence: flag(ends_sentence(blocks.text(own))),
        above_words: above.words as f32,
        own_words: own.words as f32,
        above_links: above.link_density(),
        own_links: own.link_density(),
        above_bold: above.bold_density(),
        own_bold: own.bold_density(),
        is_hidden: flag(above.is_hidden) + flag(own.is_hidden),
        images: own.images as f32,
        prose_above_odds: enclosing_odds(relation.enclosed.map(|(before, _)| before)),
        prose_below_odds: enclosing_odds(relation.enclosed.map(|(_, after)| after)),
        above_prose_odds: enclosing_odds(relation_above.enclosed.map(|(_, after)| after)),
        gap: f32::from(own.gap),
        up: f32::from(relation.up),
        down: f32::from(relation.down),
        around_tag: f32::from(relation.around_tag),
        around_blocks: f32::from(relation.around_blocks),
        around_links: f32::from(relation.around_links),
        above_branch: f32::from(relation.above_tag),
        own_branch: f32::from(relation.branch_tag),
        above_branch_blocks: f32::from(relation.above_blocks),
        own_branch_blocks: f32::from(relation.branch_blocks),
        is_alike: flag(relation.is_alike),
        left: f32::from(relation.left),
        entered: f32::from(relation.entered),
    }
    .values()
}

fn kind(block: &RawBlock) -> f32 {
    match block.kind {
        BlockKind::Other => 0.0,
        BlockKind::Paragraph => 1.0,
        BlockKind::ListItem { ordered: false, .. } => 2.0,
        BlockKind::ListItem { ordered: true, .. } => 3.0,
        BlockKind::Quote => 4.0,
        BlockKind::Code => 5.0,
        BlockKind::TableRow => 6.0,
        BlockKind::Caption | BlockKind::Heading(_) => 7.0,
    }
}

fn level(block: &RawBlock) -> f32 {
    if let BlockKind::Heading(level) = block.kind { f32::from(level) } else { 0.0 }
}

fn item_depth(block: &RawBlock) -> f32 {
    if let BlockKind::ListItem { depth, .. } = block.kind { f32::from(depth) } else { 0.0 }
}
