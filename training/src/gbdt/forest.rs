//! The trained model.

use rayon::prelude::*;

use super::dataset::Dataset;
use super::tree::Tree;

/// The rows that are predicted together, tree by tree.
const CHUNK: usize = 1024;

/// A sum of trees that predicts the log odds of the label.
#[derive(Debug, Clone, PartialEq)]
pub struct Forest {
    base: f32,
    columns: usize,
    trees: Vec<Tree>,
}

impl Forest {
    /// A forest for rows with the given number of columns.
    pub(super) fn new(base: f32, columns: usize, trees: Vec<Tree>) -> Self {
        Self { base, columns, trees }
    }

    /// The mean of forests for the same rows, as one forest with all their trees.
    ///
    /// # Panics
    ///
    /// Panics if there is none.
    pub(super) fn mean(forests: &[Self]) -> Self {
        let share = 1.0 / forests.len() as f32;
        let base = forests.iter().map(|forest| forest.base * share).sum();
        let columns = forests.first().expect("a forest").columns;
        let trees = forests.iter().flat_map(|forest| &forest.trees).map(|tree| tree.scaled(share)).collect();
        Self { base, columns, trees }
    }

    /// The log odds before the first tree.
    #[must_use]
    pub fn base(&self) -> f32 {
        self.base
    }

    /// The trees in the order they were trained.
    #[must_use]
    pub fn trees(&self) -> &[Tree] {
        &self.trees
    }

    /// The forest as it was after fewer rounds.
    #[must_use]
    pub fn first(&self, rounds: usize) -> Self {
        let trees = self.trees.iter().take(rounds).cloned().collect();
        Self { base: self.base, columns: self.columns, trees }
    }

    /// The log odds of a row of raw features.
    ///
    /// # Panics
    ///
    /// Panics if the row has fewer columns than the dataset of the training.
    #[must_use]
    pub fn log_odds(&self, row: &[f32]) -> f32 {
        self.trees.iter().fold(self.base, |sum, tree| sum + tree.value(row))
    }

    /// The log odds of rows of the dataset that the forest was trained on, exactly as for their raw features.
    ///
    /// # Panics
    ///
    /// Panics if a row is outside of the dataset.
    #[must_use]
    pub fn predict_rows(&self, dataset: &Dataset, rows: &[u32]) -> Vec<f32> {
        let mut scores = vec![self.base; rows.len()];
        add(&mut scores, &self.trees, dataset, rows);
        scores
    }

    /// The sum of the gains of all splits by column.
    #[must_use]
    pub fn importance(&self) -> Vec<f64> {
        let mut gains = vec![0.0; self.columns];
        for split in self.trees.iter().flat_map(Tree::splits) {
            gains[usize::from(split.column)] += split.gain;
        }
        gains
    }
}

/// Adds the values of trees for some rows to the scores of these rows.
pub(super) fn add(scores: &mut [f32], trees: &[Tree], dataset: &Dataset, rows: &[u32]) {
    let chunks = scores.par_chunks_mut(CHUNK).zip(rows.par_chunks(CHUNK));
    chunks.for_each(|(scores, rows)| {
        for tree in trees {
            for (score, &row) in scores.iter_mut().zip(rows) {
                *score += tree.binned_value(dataset.bins(), row);
            }
        }
    });
}
