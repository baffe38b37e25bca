//! What comes before and after a block.

use super::page::{Measure, Measures};
use super::table::feature_group;

feature_group! {
    /// Features of the blocks around.
    Neighbours "neighbours" {
        near_mass: "words" 0.0..1e9 "mean word mass of the 9 blocks around",
        near_links: "share" 0.0..1.0 "share of the word mass of the 9 blocks around in links",
        near_long: "share" 0.0..1.0 "share of the word mass of the 9 blocks around in long blocks",
        near_sentences: "by block" 0.0..50.0 "sentence ends of the 9 blocks around, by block",
        wide_links: "share" 0.0..1.0 "share of the word mass of the 21 blocks around in links",
        wide_sentences: "by block" 0.0..50.0 "sentence ends of the 21 blocks around, by block",
        region_long: "share" 0.0..1.0 "share of the word mass of the 51 blocks around in long blocks",
        region_sentences: "by block" 0.0..50.0 "sentence ends of the 51 blocks around, by block",
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

/// Running sums of a page, from which the means of any window follow in constant time.
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
            mass: ((b.mass - a.mass) / blocks) as f32,
            links: ((b.link_mass - a.link_mass) / mass) as f32,
            long: ((b.long_mass - a.long_mass) / mass) as f32,
            sentences: ((b.sentences - a.sentences) / blocks) as f32,
        }
    }

    /// The link density of a run of blocks.
    pub(super) fn links(&self, from: usize, to: usize) -> f32 {
        self.window(from, to).links
    }

    /// The neighbours of one block.
    pub(super) fn neighbours(&self, at: usize) -> Neighbours {
        let around = |steps: usize| self.window(at.saturating_sub(steps), at + steps + 1);
        let (near, wide, region) = (around(4), around(10), around(25));
        Neighbours {
            near_mass: near.mass,
            near_links: near.links,
            near_long: near.long,
            near_sentences: near.sentences,
            wide_links: wide.links,
            wide_sentences: wide.sentences,
            region_long: region.long,
            region_sentences: region.sentences,
        }
    }
}
