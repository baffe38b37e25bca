//! The rounds of a training.

use std::ops::ControlFlow;

use rayon::prelude::*;

use super::columns::Columns;
use super::dataset::Dataset;
use super::forest::{Forest, add};
use super::gain::Gain;
use super::gradients::{Sample, Scale};
use super::grow::Plan;
use super::loss;
use super::random::SplitMix64;
use super::settings::Settings;
use super::tree::Tree;

/// How far a training has come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Round {
    /// The number of trees so far.
    pub trees: usize,
    /// The weighted mean of the cross entropy of the watched rows.
    pub loss: f64,
}

/// Trains forests on some rows of a dataset and returns their mean.
#[must_use]
pub fn train(dataset: &Dataset, rows: &[u32], settings: &Settings) -> Forest {
    let forest = |number: usize| {
        let own = Settings { seed: settings.seed + number as u64, ..settings.clone() };
        train_watched(dataset, rows, &[], &own, |_| ControlFlow::Continue(()))
    };
    Forest::mean(&(0..settings.forests).map(forest).collect::<Vec<_>>())
}

/// Trains one forest on some rows of a dataset and reports the loss of other ones after every round.
///
/// The training ends early when `watch` breaks.
pub fn train_watched(
    dataset: &Dataset,
    rows: &[u32],
    watched: &[u32],
    settings: &Settings,
    mut watch: impl FnMut(Round) -> ControlFlow<()>,
) -> Forest {
    let mut training = Training::new(dataset, rows, settings);
    let mut scores = vec![training.base; watched.len()];
    for _ in 0..settings.rounds {
        training.round();
        add(&mut scores, &training.trees[training.trees.len() - 1..], dataset, watched);
        let round = Round { trees: training.trees.len(), loss: mean_loss(dataset, watched, &scores) };
        if watch(round).is_break() {
            break;
        }
    }
    Forest::new(training.base, dataset.columns(), training.trees)
}

/// A training under way.
#[derive(Debug)]
struct Training<'a> {
    dataset: &'a Dataset,
    settings: &'a Settings,
    /// The rows with a weight.
    rows: Vec<u32>,
    /// The current log odds of these rows.
    scores: Vec<f32>,
    base: f32,
    scale: Scale,
    random: SplitMix64,
    trees: Vec<Tree>,
}

impl<'a> Training<'a> {
    /// Starts with the best constant prediction.
    fn new(dataset: &'a Dataset, rows: &[u32], settings: &'a Settings) -> Self {
        let weight = |row: u32| dataset.weights()[row as usize];
        let rows: Vec<u32> = rows.iter().copied().filter(|&row| weight(row) > 0.0).collect();
        let base = loss::log_odds(mean_label(dataset, &rows)) as f32;
        Self {
            scores: vec![base; rows.len()],
            scale: Scale::new(rows.iter().map(|&row| weight(row)).fold(f32::MIN_POSITIVE, f32::max)),
            random: SplitMix64::new(settings.seed),
            trees: Vec::with_capacity(settings.rounds),
            dataset,
            settings,
            rows,
            base,
        }
    }

    /// Adds one tree.
    fn round(&mut self) {
        let columns = Columns::all(self.dataset.columns()).draw(self.settings.tree_columns, &mut self.random);
        let samples = self.samples();
        let plan = Plan {
            dataset: self.dataset,
            depth: self.settings.depth,
            columns: &columns,
            gain: Gain::new(self.settings, self.scale),
        };
        let tree = plan.grow(samples);
        add(&mut self.scores, std::slice::from_ref(&tree), self.dataset, &self.rows);
        self.trees.push(tree);
    }

    /// Draws the rows of the next tree.
    fn samples(&mut self) -> Vec<Sample> {
        let fraction = self.settings.row_fraction;
        if fraction >= 1.0 {
            return (0..self.rows.len()).into_par_iter().map(|place| self.sample(place)).collect();
        }
        let amount = (self.rows.len() as f64 * fraction).round() as usize;
        let drawn = self.random.choose(self.rows.len(), amount);
        drawn.into_par_iter().map(|place| self.sample(place)).collect()
    }

    /// The gradient of one row.
    fn sample(&self, place: usize) -> Sample {
        let row = self.rows[place];
        let (label, weight) = (self.dataset.labels()[row as usize], self.dataset.weights()[row as usize]);
        self.scale.sample(row, label, weight, self.scores[place])
    }
}

/// The weighted mean of the labels of some rows.
fn mean_label(dataset: &Dataset, rows: &[u32]) -> f64 {
    weighted_mean(rows.iter().map(|&row| {
        let (label, weight) = (dataset.labels()[row as usize], dataset.weights()[row as usize]);
        (f64::from(label), f64::from(weight))
    }))
    .unwrap_or(0.5)
}

/// The weighted mean of the loss of some rows with the given log odds.
fn mean_loss(dataset: &Dataset, rows: &[u32], scores: &[f32]) -> f64 {
    weighted_mean(rows.iter().zip(scores).map(|(&row, &score)| {
        let (label, weight) = (dataset.labels()[row as usize], dataset.weights()[row as usize]);
        (loss::cross_entropy(label, score), f64::from(weight))
    }))
    .unwrap_or(0.0)
}

/// The mean of pairs of a value and a weight, if there is any weight.
fn weighted_mean(pairs: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let (sum, total) =
        pairs.fold((0.0, 0.0), |(sum, total), (value, weight)| (sum + value * weight, total + weight));
    (total > 0.0).then(|| sum / total)
}
