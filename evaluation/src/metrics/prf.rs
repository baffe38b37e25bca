//! Precision, recall and F1 over words.

use std::hash::Hash;

use super::overlap::overlap;

/// Precision, recall and their harmonic mean, each in 0..=1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prf {
    /// The share of the extracted words that are wanted.
    pub precision: f64,
    /// The share of the wanted words that were extracted.
    pub recall: f64,
    /// The harmonic mean of the two.
    pub f1: f64,
}

impl Prf {
    const NONE: Self = Self { precision: 0.0, recall: 0.0, f1: 0.0 };
    const FULL: Self = Self { precision: 1.0, recall: 1.0, f1: 1.0 };
}

/// Compares two bags of words. Order does not matter; repetition does.
///
/// If both are empty, all scores are 1. If only one is empty, all are 0.
#[must_use]
pub fn word_prf<W: Eq + Hash>(got: &[W], want: &[W]) -> Prf {
    match (got.is_empty(), want.is_empty()) {
        (true, true) => Prf::FULL,
        (false, false) => prf(overlap(got, want), got.len(), want.len()),
        _ => Prf::NONE,
    }
}

fn prf(shared: usize, got: usize, want: usize) -> Prf {
    if shared == 0 {
        return Prf::NONE;
    }
    let (precision, recall) = (shared as f64 / got as f64, shared as f64 / want as f64);
    Prf { precision, recall, f1: harmonic_mean(precision, recall) }
}

/// `2ab / (a + b)`, for numbers that are not both zero.
pub(crate) fn harmonic_mean(a: f64, b: f64) -> f64 {
    2.0 * a * b / (a + b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;

    #[test]
    fn bags_of_words() {
        let cases = [
            ("", "", [1.0, 1.0, 1.0]),
            ("a", "", [0.0, 0.0, 0.0]),
            ("", "a", [0.0, 0.0, 0.0]),
            ("a b c", "d", [0.0, 0.0, 0.0]),
            ("a a b", "A b b c", [0.6667, 0.5, 0.5714]),
            ("the cat sat on the mat", "the cat", [0.3333, 1.0, 0.5]),
            ("中文字", "中国文", [0.6667, 0.6667, 0.6667]),
        ];
        for (got, want, expected) in cases {
            let Prf { precision, recall, f1 } = word_prf(&words(got), &words(want));
            for (value, expected) in [precision, recall, f1].into_iter().zip(expected) {
                assert!((value - expected).abs() < 1e-4, "{got:?} for {want:?}: {value}, not {expected}");
            }
        }
    }
}
