//! The reliability of scores: calibration, and the rank correlation of confidence with the true F1.

use crate::gbdt::log_odds;

/// One bin of a reliability table.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bin {
    /// The weight of the bin, in words.
    pub words: f64,
    /// The sum of the scores by words.
    scores: f64,
    /// The sum of the labels by words.
    labels: f64,
}

impl Bin {
    /// The mean score.
    pub fn score(&self) -> f64 {
        self.scores / self.words.max(1.0)
    }

    /// The share of the words that is main content.
    pub fn label(&self) -> f64 {
        self.labels / self.words.max(1.0)
    }
}

/// Ten bins of scores, each with the predicted and the true share of main content.
#[derive(Clone, Debug)]
pub struct Reliability {
    /// The bins, from 0 to 1.
    pub bins: [Bin; 10],
}

impl Reliability {
    /// The table over triples of score, label and words.
    pub fn new(blocks: impl Iterator<Item = (f32, f32, f32)>) -> Reliability {
        let mut bins = [Bin::default(); 10];
        for (score, label, words) in blocks {
            let bin = &mut bins[((score * 10.0) as usize).min(9)];
            bin.words += f64::from(words);
            bin.scores += f64::from(score * words);
            bin.labels += f64::from(label * words);
        }
        Reliability { bins }
    }

    /// The expected calibration error: the mean absolute difference between score and label, by words.
    pub fn error(&self) -> f64 {
        let words: f64 = self.bins.iter().map(|bin| bin.words).sum();
        self.bins.iter().map(|bin| (bin.scores - bin.labels).abs()).sum::<f64>() / words.max(1.0)
    }
}

/// The shift of the scores' log-odds that fits the labels best, over triples of score, label and weight.
///
/// Minimises the cross entropy by Newton's method.
pub fn fitted_shift(blocks: impl Iterator<Item = (f32, f32, f32)>) -> f32 {
    const STEPS: usize = 20;
    let blocks: Vec<(f64, f64, f64)> = blocks
        .map(|(score, label, weight)| (log_odds(f64::from(score)), f64::from(label), f64::from(weight)))
        .collect();
    let mut shift = 0.0;
    for _ in 0..STEPS {
        let (mut slope, mut curvature) = (0.0, f64::MIN_POSITIVE);
        for (odds, label, weight) in &blocks {
            let estimate = 1.0 / (1.0 + (-odds - shift).exp());
            slope += weight * (estimate - label);
            curvature += weight * estimate * (1.0 - estimate);
        }
        shift -= (slope / curvature).clamp(-1.0, 1.0);
    }
    shift as f32
}

/// Spearman's rank correlation of pairs, ties by their mean rank.
pub fn spearman(pairs: &[(f64, f64)]) -> f64 {
    let a = ranks(&pairs.iter().map(|pair| pair.0).collect::<Vec<_>>());
    let b = ranks(&pairs.iter().map(|pair| pair.1).collect::<Vec<_>>());
    let mean = f64::midpoint(pairs.len() as f64, 1.0);
    let covariance: f64 = a.iter().zip(&b).map(|(a, b)| (a - mean) * (b - mean)).sum();
    let variance = |ranks: &[f64]| ranks.iter().map(|rank| (rank - mean).powi(2)).sum::<f64>();
    covariance / (variance(&a) * variance(&b)).sqrt().max(f64::MIN_POSITIVE)
}

fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0;
    for ties in order.chunk_by(|&a, &b| values[a].total_cmp(&values[b]).is_eq()) {
        for &at in ties {
            ranks[at] = before as f64 + f64::midpoint(ties.len() as f64, 1.0);
        }
        before += ties.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn perfect_promises_have_no_error() {
        let blocks = [(0.25, 0.0, 3.0), (0.25, 1.0, 1.0), (1.0, 1.0, 5.0)];
        assert!(Reliability::new(blocks.into_iter()).error() < 1e-9);
        assert!((Reliability::new([(0.9, 0.0, 1.0)].into_iter()).error() - 0.9).abs() < 1e-6);
    }

    #[test]
    fn shifts_fit() {
        let blocks = [(0.5, 1.0, 3.0), (0.5, 0.0, 1.0)];
        assert!((fitted_shift(blocks.into_iter()) - 3.0_f32.ln()).abs() < 1e-4);
    }

    #[test]
    fn ranks_correlate() {
        assert!((spearman(&[(1.0, 10.0), (2.0, 20.0), (3.0, 21.0)]) - 1.0).abs() < 1e-9);
        assert!((spearman(&[(1.0, 3.0), (2.0, 2.0), (3.0, 1.0)]) + 1.0).abs() < 1e-9);
        assert!(spearman(&[(1.0, 1.0), (1.0, 2.0), (2.0, 1.0), (2.0, 2.0)]).abs() < 1e-9);
    }
}
