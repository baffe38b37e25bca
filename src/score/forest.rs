//! Gradient-boosted trees, all of one depth, evaluated without branches over several blocks at a time.

/// The depth of every tree.
pub(super) const DEPTH: usize = 6;
/// Leaves of a tree; its decisions are one fewer.
pub(super) const LEAVES: usize = 1 << DEPTH;
/// Blocks that go through a tree together, so that their table look-ups overlap.
const LANES: usize = 8;
/// Every feature number fits a `u8`: a row is padded to this length, and no look-up needs a bounds check.
const PADDED: usize = 256;

/// One complete tree. Decision `i` (from 1) goes on to `2 i`, or to `2 i + 1` where the feature exceeds the
/// threshold; after [`DEPTH`] decisions the number, less [`LEAVES`], is that of the leaf.
#[derive(Debug)]
pub(super) struct Tree {
    /// The feature of each decision; 0 is unused.
    pub(super) features: [u8; LEAVES],
    /// The threshold of each decision; infinite where nothing is decided.
    pub(super) thresholds: [f32; LEAVES],
    /// The log-odds that each leaf adds.
    pub(super) leaves: [f32; LEAVES],
}

impl Tree {
    /// For each decision, and for each leaf after them, the mean of the leaves that it leads to.
    fn means(&self) -> [f32; 2 * LEAVES] {
        let mut means = [0.0; 2 * LEAVES];
        means[LEAVES..].copy_from_slice(&self.leaves);
        for at in (1..LEAVES).rev() {
            means[at] = f32::midpoint(means[2 * at], means[2 * at + 1]);
        }
        means
    }
}

/// A sum of trees: log-odds.
#[derive(Debug)]
pub(super) struct Forest {
    /// The log-odds before the first tree.
    pub(super) base: f32,
    /// The trees.
    pub(super) trees: &'static [Tree],
}

impl Forest {
    /// Writes the probability of each row into `scores`, which is cleared first.
    pub(super) fn score<const N: usize>(&self, rows: &[[f32; N]], scores: &mut Vec<f32>) {
        scores.clear();
        scores.reserve(rows.len());
        let mut lanes = [[0.0; PADDED]; LANES];
        for batch in rows.chunks(LANES) {
            for (lane, row) in lanes.iter_mut().zip(batch) {
                lane[..N].copy_from_slice(row);
            }
            let log_odds = self.log_odds(&lanes);
            scores.extend(log_odds.iter().take(batch.len()).map(|&log_odds| probability(log_odds)));
        }
    }

    /// The mean log-odds of all leaves, and what each feature's decisions add to it on the way of `row`.
    pub(super) fn contributions<const N: usize>(&self, row: &[f32; N]) -> (f32, Vec<f32>) {
        let (mut base, mut parts) = (self.base, vec![0.0; N]);
        for tree in self.trees {
            let means = tree.means();
            base += means[1];
            let mut at = 1;
            for _ in 0..DEPTH {
                let feature = usize::from(tree.features[at]);
                let next = 2 * at + usize::from(row[feature] > tree.thresholds[at]);
                parts[feature] += means[next] - means[at];
                at = next;
            }
        }
        (base, parts)
    }

    fn log_odds(&self, lanes: &[[f32; PADDED]; LANES]) -> [f32; LANES] {
        let mut sums = [self.base; LANES];
        for tree in self.trees {
            let mut at = [1_usize; LANES];
            for _ in 0..DEPTH {
                for (at, lane) in at.iter_mut().zip(lanes) {
                    let node = *at % LEAVES;
                    let exceeds = lane[tree.features[node] as usize] > tree.thresholds[node];
                    *at = 2 * node + usize::from(exceeds);
                }
            }
            for (sum, at) in sums.iter_mut().zip(at) {
                *sum += tree.leaves[at % LEAVES];
            }
        }
        sums
    }
}

/// The probability that log-odds stand for.
fn probability(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Adds 1 where feature 2 exceeds 0.5, then another 0.5 where feature 0 exceeds 3.
    fn stump() -> Tree {
        let mut tree =
            Tree { features: [0; LEAVES], thresholds: [f32::INFINITY; LEAVES], leaves: [0.0; LEAVES] };
        (tree.features[1], tree.thresholds[1]) = (2, 0.5);
        (tree.features[3], tree.thresholds[3]) = (0, 3.0);
        tree.leaves[LEAVES / 2..].fill(1.0);
        tree.leaves[LEAVES * 3 / 4..].fill(1.5);
        tree
    }

    #[test]
    fn rows_take_their_own_ways() {
        let forest = Forest { base: -1.0, trees: Box::leak(Box::new([stump()])) };
        let rows: Vec<[f32; 3]> =
            (0..19).map(|at| [at as f32, 0.0, if at % 2 == 0 { 1.0 } else { 0.0 }]).collect();
        let mut scores = vec![9.0];
        forest.score(&rows, &mut scores);
        assert_eq!(scores.len(), rows.len());
        for (row, score) in rows.iter().zip(&scores) {
            let sum = if row[2] < 0.5 {
                0.0
            } else if row[0] > 3.0 {
                1.5
            } else {
                1.0
            };
            assert!((score - probability(-1.0 + sum)).abs() < 1e-6);
        }
    }

    #[test]
    fn contributions_sum_to_the_log_odds() {
        let forest = Forest { base: -1.0, trees: Box::leak(Box::new([stump()])) };
        let (base, parts) = forest.contributions(&[5.0, 0.0, 1.0]);
        assert!((base + parts.iter().sum::<f32>() - 0.5).abs() < 1e-6);
        assert!(parts[0] > 0.0 && parts[2] > 0.0 && parts[1].abs() < 1e-6);
    }

    #[test]
    fn odd_values_go_somewhere() {
        let forest = Forest { base: 0.0, trees: Box::leak(Box::new([stump()])) };
        let mut scores = Vec::new();
        forest.score(&[[f32::NAN; 3], [f32::INFINITY; 3], [f32::NEG_INFINITY; 3]], &mut scores);
        assert!(scores.iter().all(|score| (0.0..=1.0).contains(score)));
    }
}
