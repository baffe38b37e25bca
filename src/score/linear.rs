//! A linear model over a few of the features: the first scorer.

use crate::features::{Feature, HTML_FEATURES, HTML_TABLE, LINE_FEATURES, LINE_TABLE};
use once_cell::sync::Lazy;

/// Log-odds as a weighted sum of features.
#[derive(Debug)]
pub(super) struct Linear<const N: usize> {
    bias: f32,
    weights: [f32; N],
}

impl<const N: usize> Linear<N> {
    /// A model from named weights; all other features weigh nothing.
    fn new(table: &[Feature], bias: f32, named: &[(&str, f32)]) -> Linear<N> {
        let mut weights = [0.0; N];
        for (weight, feature) in weights.iter_mut().zip(table) {
            *weight = named.iter().find(|(name, _)| *name == feature.name).map_or(0.0, |(_, weight)| *weight);
        }
        Linear { bias, weights }
    }

    pub(super) fn score(&self, rows: &[[f32; N]], scores: &mut Vec<f32>) {
        scores.clear();
        scores.extend(rows.iter().map(|row| {
            let sum: f32 = row.iter().zip(&self.weights).map(|(value, weight)| value * weight).sum();
            1.0 / (1.0 + (-self.bias - sum).exp())
        }));
    }
}

pub(super) static HTML: Lazy<Linear<HTML_FEATURES>> = Lazy::new(|| Linear::new(&HTML_TABLE, 0.0, &[("mass", 0.1)]));
pub(super) static LINES: Lazy<Linear<LINE_FEATURES>> = Lazy::new(|| Linear::new(&LINE_TABLE, 0.0, &[("mass", 0.1)]));
