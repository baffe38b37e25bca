//! What stands before and after a block.

use super::page::{Measure, Measures};
use super::table::feature_group;

feature_group! {
    /// Features of the blocks around.
    Neighbours "neighbours" {
        mass_before: "ln words" -1.0..14.0 "text.mass of the block before; -1 if there is none",
        mass_after: "ln words" -1.0..14.0 "text.mass of the block after",
        mass_before2: "ln words" -1.0..14.0 "text.mass of the second block before",
        mass_after2: "ln words" -1.0..14.0 "text.mass of the second block after",
        mass_before3: "ln words" -1.0..14.0 "text.mass of the third block before",
        mass_after3: "ln words" -1.0..14.0 "text.mass of the third block after",
        links_before: "share" -1.0..1.0 "link density of the block before; -1 if there is none",
        links_after: "share" -1.0..1.0 "link density of the block after",
        sentence_before: "flag" 0.0..1.0 "the block before ends as a sentence does",
        sentence_after: "flag" 0.0..1.0 "the block after ends as a sentence does",
        heading_before: "flag" 0.0..1.0 "the block before is a heading",
        heading_after: "flag" 0.0..1.0 "the block after is a heading",
        near_mass: "ln words" 0.0..14.0 "ln(1 + mean word mass of the 9 blocks around)",
        near_links: "share" 0.0..1.0 "share of their word mass in links",
        near_long: "share" 0.0..1.0 "share of their word mass in long blocks",
        near_sentences: "by block" 0.0..50.0 "their sentence ends by block",
        wide_mass: "ln words" 0.0..14.0 "ln(1 + mean word mass of the 21 blocks around)",
        wide_links: "share" 0.0..1.0 "share of their word mass in links",
        wide_long: "share" 0.0..1.0 "share of their word mass in long blocks",
        wide_sentences: "by block" 0.0..50.0 "their sentence ends by block",
        region_mass: "ln words" 0.0..14.0 "ln(1 + mean word mass of the 51 blocks around)",
        region_long: "share" 0.0..1.0 "share of their word mass in long blocks",
        region_sentences: "by block" 0.0..50.0 "their sentence ends by block",
        ahead_mass: "ln words" 0.0..14.0 "ln(1 + mean word mass of the 10 blocks after)",
        ahead_long: "share" 0.0..1.0 "share of their word mass in long blocks",
        behind_mass: "ln words" 0.0..14.0 "ln(1 + mean word mass of the 10 blocks before)",
        behind_long: "share" 0.0..1.0 "share of their word mass in long blocks",
    }
}

/// Sums over all blocks up to a position.
#[derive(Clone, Copy, Debug, Default)]
struct Running {
    mass: f64,
    link_mass: f64,
    long_mass: f64,
    sentences: f64,
}

impl Running {
    fn plus(self, m: &Measure) -> Running {
        Running {
            mass: self.mass + f64::from(m.mass),
            link_mass: self.link_mass + f64::from(m.mass * m.link_density),
            long_mass: self.long_mass + f64::from(m.long_mass()),
            sentences: self.sentences + f64::from(m.stats.sentences),
        }
    }
}

/// Means over a run of blocks.
#[derive(Clone, Copy, Debug, Default)]
struct Window {
    mass: f32,
    links: f32,
    long: f32,
    sentences: f32,
}

/// Running sums of a page: any window's means in constant time.
#[derive(Debug)]
pub(super) struct Windows<'m> {
    measures: &'m Measures,
    sums: Vec<Running>,
}

impl<'m> Windows<'m> {
    pub(super) fn new(measures: &'m Measures) -> Windows<'m> {
        let mut sum = Running::default();
        let mut sums = Vec::with_capacity(measures.blocks.len() + 1);
        sums.push(sum);
        for measure in &measures.blocks {
            sum = sum.plus(measure);
            sums.push(sum);
        }
        Windows { measures, sums }
    }

    fn window(&self, from: usize, to: usize) -> Window {
        let to = to.min(self.measures.blocks.len());
        let from = from.min(to);
        let (a, b) = (self.sums[from], self.sums[to]);
        let (blocks, mass) = ((to - from).max(1) as f64, (b.mass - a.mass).max(1.0));
        Window {
            mass: ((b.mass - a.mass) / blocks).ln_1p() as f32,
            links: ((b.link_mass - a.link_mass) / mass) as f32,
            long: ((b.long_mass - a.long_mass) / mass) as f32,
            sentences: ((b.sentences - a.sentences) / blocks) as f32,
        }
    }

    /// The neighbours of one block.
    pub(super) fn neighbours(&self, at: usize) -> Neighbours {
        let blocks = &self.measures.blocks;
        let before = |steps: usize| at.checked_sub(steps).and_then(|at| blocks.get(at));
        let after = |steps: usize| blocks.get(at + steps);
        let mass = |m: Option<&Measure>| m.map_or(-1.0, |m| m.text.mass);
        let links = |m: Option<&Measure>| m.map_or(-1.0, |m| m.link_density);
        let flag = |is: Option<bool>| f32::from(u8::from(is.unwrap_or(false)));
        let around = |steps: usize| self.window(at.saturating_sub(steps), at + steps + 1);
        let (near, wide, region) = (around(4), around(10), around(25));
        let (ahead, behind) = (self.window(at + 1, at + 11), self.window(at.saturating_sub(10), at));
        Neighbours {
            mass_before: mass(before(1)),
            mass_after: mass(after(1)),
            mass_before2: mass(before(2)),
            mass_after2: mass(after(2)),
            mass_before3: mass(before(3)),
            mass_after3: mass(after(3)),
            links_before: links(before(1)),
            links_after: links(after(1)),
            sentence_before: flag(before(1).map(|m| m.stats.is_sentence)),
            sentence_after: flag(after(1).map(|m| m.stats.is_sentence)),
            heading_before: flag(before(1).map(|m| m.is_heading)),
            heading_after: flag(after(1).map(|m| m.is_heading)),
            near_mass: near.mass,
            near_links: near.links,
            near_long: near.long,
            near_sentences: near.sentences,
            wide_mass: wide.mass,
            wide_links: wide.links,
            wide_long: wide.long,
            wide_sentences: wide.sentences,
            region_mass: region.mass,
            region_long: region.long,
            region_sentences: region.sentences,
            ahead_mass: ahead.mass,
            ahead_long: ahead.long,
            behind_mass: behind.mass,
            behind_long: behind.long,
        }
    }
}
