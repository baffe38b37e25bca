//! Features, labels and weights, prepared for any number of trainings.

use rayon::prelude::*;

use super::bins::Bins;
use super::quantiles;
use super::random::SplitMix64;

/// The bins are cut by this many rows at most.
const SAMPLE: usize = 200_000;

/// The seed that draws those rows.
const SAMPLE_SEED: u64 = 0x0062_696e;

/// Quantised features with labels and weights. Binned once, it serves trainings on different subsets of its rows.
#[derive(Debug)]
pub struct Dataset {
    bins: Bins,
    thresholds: Vec<Vec<f32>>,
    labels: Vec<f32>,
    weights: Vec<f32>,
    max_bins: usize,
}

impl Dataset {
    /// Quantises row-major `features` into at most `max_bins` bins (2 to 256) for each of the `columns`.
    ///
    /// Up to 64 bins train faster than up to 128, and these faster than more. Rows without weight do not influence the bins.
    ///
    /// # Panics
    ///
    /// Panics if the lengths do not match, without columns or with more than 65,536 of them, and for weights that
    /// are negative or not finite or labels outside of `[0, 1]`.
    #[must_use]
    pub fn new(features: &[f32], columns: usize, labels: &[f32], weights: &[f32], max_bins: usize) -> Self {
        assert!((1..=1 << 16).contains(&columns), "{columns} columns");
        assert_eq!(features.len(), labels.len() * columns, "values of {} rows", labels.len());
        assert_eq!(weights.len(), labels.len(), "weights of {} rows", labels.len());
        assert!(weights.iter().all(|weight| weight.is_finite() && *weight >= 0.0), "invalid weight");
        assert!(labels.iter().all(|label| (0.0..=1.0).contains(label)), "invalid label");
        let max_bins = max_bins.clamp(2, 256);
        let sample = sample(weights);
        let cut = |column| {
            let weighted = |&row: &usize| (features[row * columns + column], f64::from(weights[row]));
            quantiles::thresholds(&mut sample.iter().map(weighted).collect::<Vec<_>>(), max_bins)
        };
        let thresholds: Vec<_> = (0..columns).into_par_iter().map(cut).collect();
        let bins = Bins::new(features, &thresholds);
        Self { bins, thresholds, labels: labels.to_vec(), weights: weights.to_vec(), max_bins }
    }

    /// The number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.labels.len()
    }

    /// The number of columns.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.thresholds.len()
    }

    /// The label of every row.
    #[must_use]
    pub fn labels(&self) -> &[f32] {
        &self.labels
    }

    /// The weight of every row.
    #[must_use]
    pub fn weights(&self) -> &[f32] {
        &self.weights
    }

    /// The ascending thresholds between the bins of a column. A row is in the bin of the number of thresholds that
    /// its value exceeds.
    #[must_use]
    pub fn thresholds(&self, column: usize) -> &[f32] {
        &self.thresholds[column]
    }

    /// The quantised features.
    pub(super) fn bins(&self) -> &Bins {
        &self.bins
    }

    /// The most bins that a column can have.
    pub(super) fn max_bins(&self) -> usize {
        self.max_bins
    }
}

/// The rows whose values cut the bins: all with a weight, or a random selection of them.
fn sample(weights: &[f32]) -> Vec<usize> {
    let weighted: Vec<usize> = (0..weights.len()).filter(|&row| weights[row] > 0.0).collect();
    let chosen = SplitMix64::new(SAMPLE_SEED).choose(weighted.len(), SAMPLE);
    chosen.into_iter().map(|place| weighted[place]).collect()
}
