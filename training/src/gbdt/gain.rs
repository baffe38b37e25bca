//! The value of leaves and the gain of splits.

use super::gradients::{Scale, Sums};
use super::settings::Settings;

/// Turns sums of gradients into leaves and gains.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gain {
    scale: Scale,
    learning_rate: f64,
    lambda: f64,
}

impl Gain {
    /// The gain under some settings, for sums in the given scale.
    pub(super) fn new(settings: &Settings, scale: Scale) -> Self {
        Self { scale, learning_rate: settings.learning_rate, lambda: settings.lambda }
    }

    /// What a leaf with these sums adds to the log odds.
    pub(super) fn leaf(&self, sums: Sums) -> f32 {
        let hessian = self.scale.value(sums.hessian) + self.lambda;
        if hessian > 0.0 {
            (-self.learning_rate * self.scale.value(sums.gradient) / hessian) as f32
        } else {
            0.0
        }
    }

    /// What the loss of a leaf with these sums falls by, twice.
    pub(super) fn quality(&self, sums: Sums) -> f64 {
        let gradient = self.scale.value(sums.gradient);
        gradient * gradient / (self.scale.value(sums.hessian) + self.lambda).max(f64::MIN_POSITIVE)
    }
}
