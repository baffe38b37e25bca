//! Gradients in fixed point, so that their sums are exact in any order.

use super::loss::probability;

/// The largest weight counts as this many units.
const UNITS: f64 = (1 << 30) as f64;

/// A row of the training with the gradient and hessian of its loss, in units of a [`Scale`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Sample {
    /// The row in the dataset.
    pub(super) row: u32,
    /// The derivative of the loss by the log odds.
    pub(super) gradient: i32,
    /// The second derivative, at least one unit.
    pub(super) hessian: i32,
}

/// Sums of gradients and hessians.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[repr(align(16))]
pub(super) struct Sums {
    /// The sum of gradients.
    pub(super) gradient: i64,
    /// The sum of hessians.
    pub(super) hessian: i64,
}

impl Sums {
    /// The sums of all samples.
    pub(super) fn of(samples: &[Sample]) -> Self {
        samples.iter().fold(Self::default(), |sums, &sample| sums.plus(sample.into()))
    }

    /// The sums of both.
    pub(super) fn plus(self, other: Self) -> Self {
        Self { gradient: self.gradient + other.gradient, hessian: self.hessian + other.hessian }
    }

    /// The sums without a part of them.
    pub(super) fn minus(self, part: Self) -> Self {
        Self { gradient: self.gradient - part.gradient, hessian: self.hessian - part.hessian }
    }
}

impl From<Sample> for Sums {
    fn from(sample: Sample) -> Self {
        Self { gradient: i64::from(sample.gradient), hessian: i64::from(sample.hessian) }
    }
}

/// The conversion between numbers and units.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    units: f64,
}

impl Scale {
    /// The scale for weights up to `max_weight`.
    pub(super) fn new(max_weight: f32) -> Self {
        Self { units: UNITS / f64::from(max_weight) }
    }

    /// The number of units in `number`, rounded.
    pub(super) fn units(self, number: f64) -> f64 {
        (number * self.units).round()
    }

    /// The value of a number of units.
    pub(super) fn value(self, units: i64) -> f64 {
        units as f64 / self.units
    }

    /// The gradient and hessian of a row with the given label, weight and current score.
    pub(super) fn sample(self, row: u32, label: f32, weight: f32, score: f32) -> Sample {
        let estimate = probability(score);
        let gradient = self.units(f64::from(weight * (estimate - label))) as i32;
        let hessian = self.units(f64::from(weight * estimate * (1.0 - estimate))) as i32;
        Sample { row, gradient, hessian: hessian.max(1) }
    }
}
