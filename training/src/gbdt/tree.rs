//! A symmetric tree: all nodes of a level ask the same question.

use super::bins::Bins;

/// The question of one level: is the value of a column above a threshold?
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Split {
    /// The column that decides.
    pub column: u16,
    /// The last bin that answers no.
    pub bin: u8,
    /// The threshold above that bin.
    pub threshold: f32,
    /// The decrease of twice the loss by this level, for the trained rows.
    pub gain: f64,
}

/// A symmetric tree that adds to the log odds of a row (Kohavi & Li, "Oblivious decision trees", 1995).
#[derive(Debug, Clone, PartialEq)]
pub struct Tree {
    splits: Vec<Split>,
    leaves: Vec<f32>,
}

impl Tree {
    /// A tree of levels and `2^levels` leaves: the answer of level `i` is bit `i` of the leaf's number.
    pub(super) fn new(splits: Vec<Split>, leaves: Vec<f32>) -> Self {
        debug_assert_eq!(leaves.len(), 1 << splits.len());
        Self { splits, leaves }
    }

    /// The questions, first one first.
    #[must_use]
    pub fn splits(&self) -> &[Split] {
        &self.splits
    }

    /// The tree with every leaf multiplied by a factor.
    pub(super) fn scaled(&self, factor: f32) -> Self {
        Self { splits: self.splits.clone(), leaves: self.leaves.iter().map(|leaf| leaf * factor).collect() }
    }

    /// What each leaf adds to the log odds.
    #[must_use]
    pub fn leaves(&self) -> &[f32] {
        &self.leaves
    }

    /// The leaf of a row of raw features.
    ///
    /// # Panics
    ///
    /// Panics if the row has fewer columns than those the tree was trained on.
    #[must_use]
    pub fn value(&self, row: &[f32]) -> f32 {
        self.leaf(|split| row[usize::from(split.column)] > split.threshold)
    }

    /// The leaf of a quantised row.
    pub(super) fn binned_value(&self, bins: &Bins, row: u32) -> f32 {
        self.leaf(|split| bins.bin(row, split.column) > split.bin)
    }

    /// The leaf that belongs to the answers.
    fn leaf(&self, is_above: impl Fn(&Split) -> bool) -> f32 {
        let answers = self.splits.iter().enumerate();
        let number = answers.fold(0, |number, (level, split)| number | usize::from(is_above(split)) << level);
        self.leaves[number]
    }
}
