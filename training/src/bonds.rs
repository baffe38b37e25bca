//! The bonds between neighbouring blocks: learned from cross-validated scores.

use crate::gbdt::{Dataset, Forest, Settings, train};
use crate::page::Page;
use crate::validation::FOLDS;
use bodytext::stages::{PAIR_FEATURES, SETTLED_BOND, is_settled, log_odds, measure_pair};
use rayon::prelude::*;

/// The number of bins of a feature.
const BINS: usize = 127;

/// Added to the weight of a pair of blocks, so that short blocks matter.
const PAIR_WEIGHT: f32 = 0.02;

/// The pairs of neighbouring blocks of all pages, without those that the pair model does not score.
#[derive(Debug)]
pub struct Pairs {
    dataset: Dataset,
    /// Where the rows of each page start, and where those of the last page end.
    starts: Vec<u32>,
}

impl Pairs {
    /// Measures the pairs of pages whose blocks have been scored by models that were not trained on these pages.
    pub fn new(pages: &[Page], scores: &[Vec<f32>]) -> Pairs {
        let measured: Vec<Measured> =
            pages.par_iter().zip(scores).map(|(page, scores)| Measured::new(page, scores)).collect();
        let mut starts = vec![0];
        let mut sum = Measured::default();
        for mut page in measured {
            sum.rows.append(&mut page.rows);
            sum.labels.append(&mut page.labels);
            sum.weights.append(&mut page.weights);
            starts.push(sum.labels.len() as u32);
        }
        Pairs { dataset: Dataset::new(&sum.rows, PAIR_FEATURES, &sum.labels, &sum.weights, BINS), starts }
    }

    fn rows(&self, page: usize) -> std::ops::Range<u32> {
        self.starts[page]..self.starts[page + 1]
    }

    /// Trains on the pages that `is` selects.
    pub fn train(&self, settings: &Settings, is: impl Fn(usize) -> bool) -> Forest {
        let pages = 0..self.starts.len() - 1;
        let rows: Vec<u32> = pages.filter(|&page| is(page)).flat_map(|page| self.rows(page)).collect();
        train(&self.dataset, &rows, settings)
    }

    /// The bonds of each page's blocks, by a model that was not trained on any page of its fold.
    pub fn cross_validate(
        &self,
        pages: &[Page],
        scores: &[Vec<f32>],
        folds: &[usize],
        settings: &Settings,
    ) -> Vec<Vec<f32>> {
        let forests: Vec<Forest> =
            (0..FOLDS).map(|fold| self.train(settings, |page| folds[page] != fold)).collect();
        let bonds = |at: usize| bonds(&forests[folds[at]], &pages[at], &scores[at]);
        (0..pages.len()).into_par_iter().map(bonds).collect()
    }
}

/// The bonds of a page's blocks by a model, given their scores.
pub fn bonds(forest: &Forest, page: &Page, scores: &[f32]) -> Vec<f32> {
    let odds: Vec<f32> = scores.iter().map(|&score| log_odds(score)).collect();
    let bond = |at: usize| {
        if at == 0 || is_settled(odds[at - 1], odds[at]) {
            SETTLED_BOND
        } else {
            forest.log_odds(&measure_pair(&page.blocks, &page.annotations.relations, &odds, at))
        }
    };
    (0..odds.len()).map(bond).collect()
}

#[derive(Default)]
struct Measured {
    rows: Vec<f32>,
    labels: Vec<f32>,
    weights: Vec<f32>,
}

impl Measured {
    fn new(page: &Page, scores: &[f32]) -> Measured {
        let odds: Vec<f32> = scores.iter().map(|&score| log_odds(score)).collect();
        let weights = page.weights();
        let mut measured = Measured::default();
        for at in (1..odds.len()).filter(|&at| !is_settled(odds[at - 1], odds[at])) {
            measured.rows.extend(measure_pair(&page.blocks, &page.annotations.relations, &odds, at));
            let known = page.labels[at - 1].zip(page.labels[at]);
            measured.labels.push(known.map_or(0.0, |(above, own)| f32::from((above >= 0.5) == (own >= 0.5))));
            measured
                .weights
                .push(known.map_or(0.0, |_| weights[at - 1] + weights[at] + page.weight * PAIR_WEIGHT));
        }
        measured
    }
}
