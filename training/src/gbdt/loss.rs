//! The logistic loss and its conversions.

/// Probabilities are kept away from 0 and 1 by this much where their logarithm is taken.
const MARGIN: f64 = 1e-9;

/// The probability that belongs to `log_odds`.
#[must_use]
pub fn probability(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// The log odds that belong to `probability`, finite even for 0 and 1.
#[must_use]
pub fn log_odds(probability: f64) -> f64 {
    let inside = probability.clamp(MARGIN, 1.0 - MARGIN);
    (inside / (1.0 - inside)).ln()
}

/// The cross entropy between a soft label and a prediction given as log odds.
#[must_use]
pub fn cross_entropy(label: f32, log_odds: f32) -> f64 {
    let odds = f64::from(log_odds);
    odds.max(0.0) - odds * f64::from(label) + (-odds.abs()).exp().ln_1p()
}

#[cfg(test)]
mod tests {
    use super::{cross_entropy, log_odds, probability};

    #[test]
    fn conversions_are_inverse() {
        for odds in [-7.0, -0.5, 0.0, 2.0] {
            assert!((log_odds(f64::from(probability(odds))) - f64::from(odds)).abs() < 1e-3);
        }
        assert!(log_odds(0.0).is_finite() && log_odds(1.0).is_finite());
    }

    #[test]
    fn cross_entropy_of_soft_labels() {
        assert!((cross_entropy(0.5, 0.0) - 2.0_f64.ln()).abs() < 1e-12);
        assert!(cross_entropy(0.8, 1.386_294_4) < cross_entropy(0.8, 1.0));
        assert!(cross_entropy(1.0, -200.0) > 199.0);
    }
}
