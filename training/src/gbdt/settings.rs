//! What the caller decides about the training.

/// The settings of a training.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The number of forests whose mean is the model. Each has its own seed, so the mean depends less on the random
    /// choices.
    pub forests: usize,
    /// The number of trees of a forest.
    pub rounds: usize,
    /// The factor that shrinks every leaf.
    pub learning_rate: f64,
    /// The levels of a tree at most.
    pub depth: u32,
    /// The L2 regularisation of the leaves, added to the sum of their hessians.
    pub lambda: f64,
    /// The fraction of the rows drawn for every tree.
    pub row_fraction: f64,
    /// The fraction of the columns drawn for every tree.
    pub tree_columns: f64,
    /// The seed of all random choices of the first forest. Each further forest has the next seed.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            forests: 1,
            rounds: 100,
            learning_rate: 0.1,
            depth: 6,
            lambda: 1.0,
            row_fraction: 1.0,
            tree_columns: 1.0,
            seed: 1,
        }
    }
}
