//! What only plain text has: gaps and bullets instead of elements.

use super::page::Measures;
use super::table::feature_group;
use crate::kind::BlockKind;
use crate::segment::{Blocks, RawBlock, item_number};

feature_group! {
    /// Features of a line's surroundings in plain text.
    PlainText "lines" {
        gap_before: "level" 0.0..3.0 "0 for none, 1 for blank lines, 2 for a separator right before; 3 at the start",
        gap_after: "level" 0.0..3.0 "0 for none, 1 for blank lines, 2 for a separator right after; 3 at the end",
        bullet: "level" 0.0..20.0 "list depth of a bulleted line, 0 for none",
        bullet_before: "flag" 0.0..1.0 "the block before is bulleted",
        bullet_after: "flag" 0.0..1.0 "the block after is bulleted",
        bullets_near: "share" 0.0..1.0 "share of the 9 blocks around that are bulleted",
        gaps_near: "share" 0.0..1.0 "share of the 9 blocks around that have a gap before them",
        group_blocks: "blocks" 0.0..1e9 "blocks between the gaps before and after",
        group_mass: "words" 0.0..1e9 "mean word mass of the blocks between the gaps before and after",
        group_long: "share" 0.0..1.0 "share of the word mass between the gaps before and after in long blocks",
        ends_with_bar: "flag" 0.0..1.0 "ends with a bar",
        numbered: "flag" 0.0..1.0 "starts with a number and a full stop or bracket",
        numbered_near: "share" 0.0..1.0 "share of the 9 blocks around that start so",
        hashes: "count" 0.0..6.0 "hash signs that the line starts with: the level of a heading in Markdown",
        page_bullets: "share" 0.0..1.0 "share of the page's blocks that are bulleted",
        page_gaps: "share" 0.0..1.0 "share of the page's blocks that have a gap before them",
    }
}

/// A run of blocks without a gap in between.
#[derive(Clone, Copy, Debug, Default)]
struct Group {
    blocks: f32,
    mass: f32,
    long_mass: f32,
}

/// The groups and counts of a page.
#[derive(Debug)]
pub(super) struct Groups<'b> {
    blocks: &'b Blocks,
    groups: Vec<Group>,
    group_of: Vec<u32>,
    page_bullets: f32,
    page_gaps: f32,
}

fn is_bulleted(block: &RawBlock) -> bool {
    matches!(block.kind, BlockKind::ListItem { .. })
}

fn is_numbered(blocks: &Blocks, block: &RawBlock) -> bool {
    item_number(blocks.text(block)).is_some()
}

/// The hash signs before a heading of Markdown.
fn hashes(text: &str) -> f32 {
    let hashes = text.len() - text.trim_start_matches('#').len();
    if text[hashes..].starts_with(' ') { hashes as f32 } else { 0.0 }
}

fn share(blocks: &[RawBlock], is: impl Fn(&RawBlock) -> bool) -> f32 {
    blocks.iter().filter(|block| is(block)).count() as f32 / blocks.len().max(1) as f32
}

impl<'b> Groups<'b> {
    pub(super) fn new(blocks: &'b Blocks, measures: &Measures) -> Groups<'b> {
        let mut groups = vec![Group::default()];
        let mut group_of = Vec::with_capacity(blocks.len());
        for (block, measure) in blocks.iter().zip(&measures.blocks) {
            if block.gap > 0 {
                groups.push(Group::default());
            }
            group_of.push(groups.len() as u32 - 1);
            if let Some(group) = groups.last_mut() {
                group.blocks += 1.0;
                group.mass += measure.mass;
                group.long_mass += measure.long_mass();
            }
        }
        let all = blocks.as_slice();
        let (page_bullets, page_gaps) = (share(all, is_bulleted), share(all, |block| block.gap > 0));
        Groups { blocks, groups, group_of, page_bullets, page_gaps }
    }

    /// The features of one block.
    pub(super) fn plain_text(&self, at: usize) -> PlainText {
        let blocks = self.blocks.as_slice();
        let (before, block, after) =
            (at.checked_sub(1).and_then(|at| blocks.get(at)), &blocks[at], blocks.get(at + 1));
        let near = &blocks[at.saturating_sub(4)..(at + 5).min(blocks.len())];
        let group = self.groups[self.group_of[at] as usize];
        let flag = |is: bool| f32::from(u8::from(is));
        PlainText {
            gap_before: before.map_or(3.0, |_| f32::from(block.gap)),
            gap_after: after.map_or(3.0, |after| f32::from(after.gap)),
            bullet: if let BlockKind::ListItem { depth, .. } = block.kind { f32::from(depth) } else { 0.0 },
            bullet_before: flag(before.is_some_and(is_bulleted)),
            bullet_after: flag(after.is_some_and(is_bulleted)),
            bullets_near: share(near, is_bulleted),
            gaps_near: share(near, |block| block.gap > 0),
            group_blocks: group.blocks,
            group_mass: group.mass / group.blocks.max(1.0),
            group_long: group.long_mass / group.mass.max(1.0),
            ends_with_bar: flag(self.blocks.text(block).ends_with('|')),
            numbered: flag(is_numbered(self.blocks, block)),
            numbered_near: share(near, |block| is_numbered(self.blocks, block)),
            hashes: hashes(self.blocks.text(block)),
            page_bullets: self.page_bullets,
            page_gaps: self.page_gaps,
        }
    }
}
