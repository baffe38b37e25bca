//! The sequence of a page's blocks, each bound to the one above: smoothed scores, and the best labelling.

/// A bond up to this strength does not connect the scores of two blocks.
const LOOSE: f32 = 1.0;
/// How fast the influence grows with the bond.
const RISE: f32 = 0.3;

/// The log-odds of each block as a mean over the blocks that it is bound to.
///
/// A neighbour is weighted by tanh(0.3 (bond − 1)), a block farther away by the product of these factors in between.
/// So the items of a tightly bound list have nearly the same value, and a weak bond stops the averaging. `weights` has
/// the weight of each block in the mean. Two passes; time and space are linear in the number of blocks.
pub(super) fn smoothed(odds: &[f32], weights: &[f32], bonds: &[f32]) -> Vec<f32> {
    let carry: Vec<f32> = bonds.iter().map(|bond| (RISE * (bond - LOOSE)).tanh().max(0.0)).collect();
    let mut above = Vec::with_capacity(odds.len());
    let mut sum = Sum::default();
    for ((&odds, &weight), &carry) in odds.iter().zip(weights).zip(&carry) {
        sum = sum.times(carry);
        above.push(sum);
        sum = sum.plus(odds, weight);
    }
    let mut below = Sum::default();
    let mut smoothed = vec![0.0; odds.len()];
    for at in (0..odds.len()).rev() {
        let own = above[at].plus(odds[at], weights[at]);
        smoothed[at] = (own.odds + below.odds) / (own.weight + below.weight);
        below = below.plus(odds[at], weights[at]).times(carry[at]);
    }
    smoothed
}

/// A weighted sum of log-odds.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    odds: f32,
    weight: f32,
}

impl Sum {
    fn plus(self, odds: f32, weight: f32) -> Sum {
        Sum { odds: self.odds + weight * odds, weight: self.weight + weight }
    }

    fn times(self, factor: f32) -> Sum {
        Sum { odds: self.odds * factor, weight: self.weight * factor }
    }
}

/// Which blocks to keep: the labelling with the highest sum of `odds` over the blocks kept and of `bonds` over the
/// neighbours that share a label. The Viterbi algorithm finds it.
///
/// `odds` are log-odds relative to the cut. `bonds` are the log-odds that each block and the one above it have the same
/// label; that of the first block is ignored. Time and space are linear in the number of blocks.
pub(super) fn best_labels(odds: &[f32], bonds: impl Iterator<Item = f32>) -> Vec<bool> {
    let mut steps: Vec<Step> = Vec::with_capacity(odds.len());
    let (mut kept, mut dropped) = (0.0_f32, 0.0_f32);
    for (odds, bond) in odds.iter().zip(bonds) {
        let step =
            Step { kept_after_kept: kept + bond >= dropped, dropped_after_kept: kept > dropped + bond };
        let best_kept = if step.kept_after_kept { kept + bond } else { dropped };
        let best_dropped = if step.dropped_after_kept { kept } else { dropped + bond };
        (kept, dropped) = (odds + best_kept, best_dropped);
        steps.push(step);
    }
    let mut is_kept = kept >= dropped;
    let mut labels = vec![false; odds.len()];
    for (label, step) in labels.iter_mut().zip(&steps).rev() {
        *label = is_kept;
        is_kept = if is_kept { step.kept_after_kept } else { step.dropped_after_kept };
    }
    labels
}

/// The label of the block above, in the best labelling that ends with this block.
#[derive(Clone, Copy, Debug)]
struct Step {
    /// Whether the block above is kept if this block is kept.
    kept_after_kept: bool,
    /// Whether the block above is kept if this block is dropped.
    dropped_after_kept: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worth(odds: &[f32], bonds: &[f32], labels: &[bool]) -> f32 {
        let own: f32 = odds.iter().zip(labels).filter(|(_, label)| **label).map(|(odds, _)| odds).sum();
        let same = |at: &usize| labels[*at] == labels[at - 1];
        own + (1..odds.len()).filter(same).map(|at| bonds[at]).sum::<f32>()
    }

    /// The smoothed value by its definition.
    fn mean(odds: &[f32], weights: &[f32], bonds: &[f32], at: usize) -> f32 {
        let share = |bond: &f32| (RISE * (bond - LOOSE)).tanh().max(0.0);
        let counts = |other: usize| {
            let between = if other < at { &bonds[other + 1..=at] } else { &bonds[at + 1..=other] };
            weights[other] * between.iter().map(share).product::<f32>()
        };
        let (sum, weight) = (0..odds.len()).fold((0.0, 0.0), |(sum, weight), other| {
            (sum + counts(other) * odds[other], weight + counts(other))
        });
        sum / weight
    }

    #[test]
    fn smoothed_values_are_means_over_bound_blocks() {
        let odds = [-3.0, 2.0, 0.5, 4.0, -1.0];
        let weights = [1.0, 2.0, 1.0, 3.0, 1.5];
        let bonds = [0.0, 0.5, 3.0, 5.0, 1.5];
        for (at, value) in smoothed(&odds, &weights, &bonds).into_iter().enumerate() {
            assert!((value - mean(&odds, &weights, &bonds, at)).abs() < 1e-5);
        }
        assert_eq!(smoothed(&[1.0, -1.0], &[1.0, 1.0], &[9.0, 0.0]), [1.0, -1.0]);
        let tied = smoothed(&[1.0, 3.0], &[1.0, 1.0], &[0.0, f32::INFINITY]);
        assert_eq!(tied, [2.0, 2.0]);
    }

    #[test]
    fn no_other_labelling_is_better() {
        let mut state = 5_u32;
        let mut number = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) as f32 / 8192.0 - 4.0
        };
        for len in [1, 2, 3, 7, 10] {
            for _ in 0..20 {
                let (odds, mut bonds): (Vec<f32>, Vec<f32>) = (0..len).map(|_| (number(), number())).unzip();
                bonds[0] = 0.0;
                let best = worth(&odds, &bonds, &best_labels(&odds, bonds.iter().copied()));
                for bits in 0..1_u32 << len {
                    let labels: Vec<bool> = (0..len).map(|at| bits >> at & 1 == 1).collect();
                    assert!(worth(&odds, &bonds, &labels) <= best + 1e-3);
                }
            }
        }
        assert!(best_labels(&[], std::iter::empty()).is_empty());
    }
}
