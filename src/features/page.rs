//! Measures that all groups share: the masses of blocks, and sums over the whole page.

use super::alike::Alike;
use super::table::feature_group;
use super::text::{self, Text, TextStats, WordHash};
use crate::segment::{Blocks, RawBlock};

/// A block this long and with few links is prose.
const LONG_MASS: f32 = 15.0;
/// A block this long opens or closes an article.
const BIG_MASS: f32 = 20.0;

/// The measures of one block that the features of other blocks use.
#[derive(Clone, Debug)]
pub(super) struct Measure {
    pub(super) text: Text,
    pub(super) stats: TextStats,
    pub(super) mass: f32,
    pub(super) link_density: f32,
    /// At least 15 words, less than half of them in links.
    pub(super) is_long: bool,
    /// At least 20 words, less than 40 % of them in links.
    pub(super) is_big: bool,
    pub(super) is_heading: bool,
    /// The copies of the block's text on the page, and how many of them come before it.
    pub(super) copies: u32,
    pub(super) copies_before: u32,
}

impl Measure {
    fn new(text: &str, block: &RawBlock, words: &mut Vec<WordHash>) -> Measure {
        let (text, stats) = text::read(text, block, words);
        let (mass, link_density) = (text.mass, block.link_density());
        Measure {
            text,
            mass,
            link_density,
            is_long: mass >= LONG_MASS && link_density < 0.5,
            is_big: mass >= BIG_MASS && link_density < 0.4,
            is_heading: block.kind.is_heading(),
            copies: 0,
            copies_before: 0,
            stats,
        }
    }

    /// The mass, if the block is long.
    pub(super) fn long_mass(&self) -> f32 {
        if self.is_long { self.mass } else { 0.0 }
    }
}

/// All blocks measured.
#[derive(Debug)]
pub(super) struct Measures {
    pub(super) blocks: Vec<Measure>,
    pub(super) mass: f32,
    pub(super) long_mass: f32,
}

impl Measures {
    /// Measures all blocks. Their words are returned separately: only the search for the title needs them, and they
    /// take much memory.
    pub(super) fn new(blocks: &Blocks) -> (Measures, Words) {
        let count = blocks.iter().map(|block| block.words as usize).sum();
        let mut words = Vec::with_capacity(count);
        let mut measures: Vec<Measure> =
            blocks.iter().map(|block| Measure::new(blocks.text(block), block, &mut words)).collect();
        count_copies(&mut measures);
        let mass = measures.iter().map(|m| m.mass).sum();
        let long_mass = measures.iter().map(Measure::long_mass).sum();
        (Measures { blocks: measures, mass, long_mass }, Words(words))
    }
}

/// The words of all blocks.
#[derive(Debug)]
pub(super) struct Words(Vec<WordHash>);

impl Words {
    /// The words of a block.
    pub(super) fn of(&self, measure: &Measure) -> &[WordHash] {
        &self.0[measure.stats.words.range()]
    }
}

/// Counts the blocks with equal words.
fn count_copies(measures: &mut [Measure]) {
    let alike = Alike::new(measures.iter().map(|m| m.stats.hash));
    for copies in alike.groups() {
        for (before, at) in copies.clone().enumerate() {
            (measures[at].copies, measures[at].copies_before) = (copies.len() as u32, before as u32);
        }
    }
}

feature_group! {
    /// Features of the whole page, equal for all its blocks.
    Page "page" {
        page_mass: "words" 0.0..1e9 "word mass of the page",
        page_blocks: "blocks" 0.0..1e9 "blocks of the page",
        page_link_density: "share" 0.0..1.0 "share of the page's word mass in links",
        page_long_blocks: "blocks" 0.0..1e9 "long blocks of the page",
        page_long_share: "share" 0.0..1.0 "share of the page's word mass in long blocks",
        page_block_mass: "words" 0.0..500.0 "mean word mass of a block of the page",
        page_sentences: "by block" 0.0..20.0 "sentence ends by block",
        page_median_long: "words" 0.0..500.0 "median word mass of the page's long blocks",
        page_prices: "share" 0.0..1.0 "share of the page's blocks of less than 6 words with a price",
        page_dates: "share" 0.0..1.0 "share of the page's blocks of less than 12 words with a year or a time",
        page_items: "share" 0.0..1.0 "share of the page's blocks that are list items",
        page_headings: "share" 0.0..1.0 "share of the page's blocks that are headings",
        page_code: "share" 0.0..1.0 "share of the page's word mass in preformatted text",
        page_rows: "share" 0.0..1.0 "share of the page's blocks that are rows of data",
        page_hidden: "share" 0.0..1.0 "share of the page's word mass that is hidden",
    }
}

/// Measures the page.
pub(super) fn page(blocks: &Blocks, measures: &Measures) -> Page {
    use crate::kind::BlockKind;
    let count = blocks.len().max(1) as f32;
    let share = |is: &dyn Fn(&RawBlock, &Measure) -> bool| {
        blocks.iter().zip(&measures.blocks).filter(|(block, m)| is(block, m)).count() as f32 / count
    };
    let mass_share = |is: &dyn Fn(&RawBlock, &Measure) -> bool| {
        let masses =
            blocks.iter().zip(&measures.blocks).filter(|(block, m)| is(block, m)).map(|(_, m)| m.mass);
        masses.sum::<f32>() / measures.mass.max(1.0)
    };
    let all = &measures.blocks;
    Page {
        page_mass: measures.mass,
        page_blocks: blocks.len() as f32,
        page_link_density: all.iter().map(|m| m.mass * m.link_density).sum::<f32>() / measures.mass.max(1.0),
        page_long_blocks: (all.iter().filter(|m| m.is_long).count() as f32),
        page_long_share: measures.long_mass / measures.mass.max(1.0),
        page_block_mass: measures.mass / count,
        page_sentences: all.iter().map(|m| m.stats.sentences).sum::<u32>() as f32 / count,
        page_median_long: median_long(all),
        page_prices: share(&|_, m| m.mass < 6.0 && m.stats.has_price),
        page_dates: share(&|_, m| m.mass < 12.0 && m.stats.has_date),
        page_items: share(&|block, _| matches!(block.kind, BlockKind::ListItem { .. })),
        page_headings: share(&|_, m| m.is_heading),
        page_code: mass_share(&|block, _| block.kind == BlockKind::Code),
        page_rows: share(&|block, _| block.kind == BlockKind::TableRow),
        page_hidden: mass_share(&|block, _| block.is_hidden),
    }
}

fn median_long(measures: &[Measure]) -> f32 {
    let mut masses: Vec<f32> = measures.iter().filter(|m| m.is_long).map(|m| m.mass).collect();
    masses.sort_unstable_by(f32::total_cmp);
    masses.get(masses.len() / 2).copied().unwrap_or(0.0)
}
