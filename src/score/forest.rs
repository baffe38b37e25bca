//! Gradient-boosted symmetric trees, evaluated without branches over several blocks at a time.

/// The levels of every tree.
pub(super) const DEPTH: usize = 6;
/// Leaves of a tree.
pub(super) const LEAVES: usize = 1 << DEPTH;
/// The number of blocks that a tree evaluates at a time: each comparison is made for all of them at once.
const LANES: usize = 16;

/// The values of one feature for all blocks of a batch, aligned so that compilers can compare them in memory.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Column([f32; LANES]);

/// The blocks that go through the trees together, with a column for each of up to `COLUMNS` features.
///
/// `COLUMNS` is a power of two, so that a feature's number needs no check. Values that no block has set are NaN.
#[derive(Debug)]
pub(super) struct Batch<const COLUMNS: usize> {
    columns: Box<[Column; COLUMNS]>,
    len: usize,
}

impl<const COLUMNS: usize> Batch<COLUMNS> {
    pub(super) fn new() -> Self {
        Batch { columns: Box::new([Column([f32::NAN; LANES]); COLUMNS]), len: 0 }
    }

    pub(super) fn is_full(&self) -> bool {
        self.len == LANES
    }

    /// Adds a block with at most `COLUMNS` features; does nothing if the batch is full.
    #[inline]
    pub(super) fn push(&mut self, row: &[f32]) {
        if self.is_full() {
            return;
        }
        for (column, &value) in self.columns.iter_mut().zip(row) {
            column.0[self.len] = value;
        }
        self.len += 1;
    }
}

/// One symmetric tree (Kohavi & Li, "Oblivious decision trees", 1995): all nodes of a level compare the same feature
/// with the same threshold, and the result of level `i` is bit `i` of the leaf's number.
#[derive(Debug)]
pub(super) struct Tree {
    /// The feature of each level.
    pub(super) features: [u8; DEPTH],
    /// The threshold of each level; infinite in a level without a split.
    pub(super) thresholds: [f32; DEPTH],
    /// The log-odds that each leaf adds.
    pub(super) leaves: [f32; LEAVES],
}

impl Tree {
    /// Adds to `sums` the leaf of each block of a batch.
    #[inline]
    fn add<const COLUMNS: usize>(&self, columns: &[Column; COLUMNS], sums: &mut [f32; LANES]) {
        const { assert!(COLUMNS.is_power_of_two()) };
        let mut numbers = [0_u32; LANES];
        for (level, (&feature, &threshold)) in self.features.iter().zip(&self.thresholds).enumerate() {
            let column = &columns[usize::from(feature) % COLUMNS].0;
            for (number, &value) in numbers.iter_mut().zip(column) {
                *number |= u32::from(value > threshold) << level;
            }
        }
        // In a separate loop: compilers vectorise both loops better.
        let mut leaves = [0.0; LANES];
        for (leaf, &number) in leaves.iter_mut().zip(&numbers) {
            *leaf = self.leaves[number as usize];
        }
        for (sum, leaf) in sums.iter_mut().zip(leaves) {
            *sum += leaf;
        }
    }
}

/// Which features a model was trained on: digests of their table, and of their values on some pages.
#[cfg(any(test, feature = "_stages"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digests {
    /// The digest of the table.
    pub table: u64,
    /// The digest of the values.
    pub values: u64,
}

/// A sum of trees: log-odds.
#[derive(Debug)]
pub(super) struct Forest {
    /// The log-odds before the first tree.
    pub(super) base: f32,
    /// The shift from log-odds in which pages have equal weight to log-odds in which words have equal weight. Long
    /// pages have more words, and more of these words are body text.
    pub(super) shift: f32,
    /// The trees.
    pub(super) trees: &'static [Tree],
}

impl Forest {
    /// Adds the log-odds of each row of a batch to `sums` and empties the batch.
    pub(super) fn sum<const COLUMNS: usize>(&self, batch: &mut Batch<COLUMNS>, sums: &mut Vec<f32>) {
        let mut log_odds = [self.base; LANES];
        self.add(&batch.columns, &mut log_odds);
        sums.extend(log_odds.iter().take(batch.len));
        batch.len = 0;
    }

    /// Adds to `sums` the leaves of all trees. Not inlined, so that the compiler uses the alignment of the columns.
    #[inline(never)]
    fn add<const COLUMNS: usize>(&self, columns: &[Column; COLUMNS], sums: &mut [f32; LANES]) {
        for tree in self.trees {
            tree.add(columns, sums);
        }
    }

    /// The probability for an average word, where `score` is that for the block of an average page.
    pub(super) fn calibrate(&self, score: f32) -> f32 {
        let odds = score * self.shift.exp();
        odds / (1.0 - score + odds)
    }

    /// The mean log-odds of all leaves for an average word, and what the splits on each feature add to it on the path
    /// of `row`.
    pub(super) fn contributions(&self, row: &[f32]) -> (f32, Vec<f32>) {
        let (mut base, mut parts) = (self.base + self.shift, vec![0.0; row.len()]);
        for tree in self.trees {
            let mut reach = tree.leaves.to_vec();
            let mut before = mean(&reach);
            base += before;
            for (&feature, &threshold) in tree.features.iter().zip(&tree.thresholds) {
                let answer = usize::from(row[usize::from(feature)] > threshold);
                reach = reach.into_iter().skip(answer).step_by(2).collect();
                let after = mean(&reach);
                parts[usize::from(feature)] += after - before;
                before = after;
            }
        }
        (base, parts)
    }
}

fn mean(values: &[f32]) -> f32 {
    values.iter().sum::<f32>() / values.len().max(1) as f32
}

/// The probability for log-odds.
pub fn probability(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Adds 1 where feature 2 exceeds 0.5, and another 0.5 where feature 0 exceeds 3 as well.
    fn stump() -> Tree {
        let mut tree =
            Tree { features: [0; DEPTH], thresholds: [f32::INFINITY; DEPTH], leaves: [0.0; LEAVES] };
        (tree.features[0], tree.thresholds[0]) = (2, 0.5);
        (tree.features[1], tree.thresholds[1]) = (0, 3.0);
        for (number, leaf) in tree.leaves.iter_mut().enumerate() {
            *leaf = match number & 3 {
                1 => 1.0,
                3 => 1.5,
                _ => 0.0,
            };
        }
        tree
    }

    fn scores(forest: &Forest, rows: &[[f32; 3]]) -> Vec<f32> {
        let (mut batch, mut scores) = (Batch::<4>::new(), Vec::new());
        for row in rows {
            batch.push(row);
            if batch.is_full() {
                forest.sum(&mut batch, &mut scores);
            }
        }
        forest.sum(&mut batch, &mut scores);
        scores.into_iter().map(probability).collect()
    }

    #[test]
    fn rows_take_their_own_ways() {
        let forest = Forest { base: -1.0, shift: 0.0, trees: Box::leak(Box::new([stump()])) };
        let rows: Vec<[f32; 3]> =
            (0..19).map(|at| [at as f32, 0.0, if at % 2 == 0 { 1.0 } else { 0.0 }]).collect();
        let scores = scores(&forest, &rows);
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
        let forest = Forest { base: -1.0, shift: 0.0, trees: Box::leak(Box::new([stump()])) };
        let (base, parts) = forest.contributions(&[5.0, 0.0, 1.0]);
        assert!((base + parts.iter().sum::<f32>() - 0.5).abs() < 1e-6);
        assert!(parts[0] > 0.0 && parts[2] > 0.0 && parts[1].abs() < 1e-6);
    }

    #[test]
    fn calibration_shifts_the_log_odds() {
        let forest = Forest { base: 0.0, shift: 0.5, trees: &[] };
        for log_odds in [-20.0, -1.0, 0.0, 3.0] {
            let calibrated = forest.calibrate(probability(log_odds));
            assert!((calibrated - probability(log_odds + 0.5)).abs() < 1e-6);
        }
        assert_eq!((forest.calibrate(0.0), forest.calibrate(1.0)), (0.0, 1.0));
        assert!((forest.contributions(&[0.0; 2]).0 - 0.5).abs() < 1e-6);
    }

    #[test]
    fn odd_values_go_somewhere() {
        let forest = Forest { base: 0.0, shift: 0.0, trees: Box::leak(Box::new([stump()])) };
        let scores = scores(&forest, &[[f32::NAN; 3], [f32::INFINITY; 3], [f32::NEG_INFINITY; 3]]);
        assert!(scores.iter().all(|score| (0.0..=1.0).contains(score)));
    }
}
