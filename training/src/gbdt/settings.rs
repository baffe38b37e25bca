//! What the caller decides about the training.

/// How far a tree grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Growth {
    /// Every node with a worthwhile split is split, down to this depth.
    Depth(u32),
    /// The node with the largest gain is split next, until the tree has enough leaves.
    Leaves {
        /// The number of leaves at most.
        count: usize,
        /// The depth at most.
        max_depth: u32,
    },
}

impl Growth {
    /// The depth no leaf exceeds.
    #[must_use]
    pub fn max_depth(self) -> u32 {
        match self {
            Self::Depth(max_depth) | Self::Leaves { max_depth, .. } => max_depth,
        }
    }
}

/// The settings of a training.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The number of trees.
    pub rounds: usize,
    /// The factor that shrinks every leaf.
    pub learning_rate: f64,
    /// How far every tree grows.
    pub growth: Growth,
    /// The L2 regularisation of the leaves, added to the sum of their hessians.
    pub lambda: f64,
    /// The least sum of hessians in a leaf (a row with weight 1 has at most 0.25).
    pub min_hessian: f64,
    /// What a split must gain at least, as `GL² / (HL + λ) + GR² / (HR + λ) - G² / (H + λ)`.
    pub min_gain: f64,
    /// The fraction of the rows drawn for every tree.
    pub row_fraction: f64,
    /// The fraction of the columns drawn for every tree.
    pub tree_columns: f64,
    /// The fraction of the columns of the tree drawn for every node.
    pub node_columns: f64,
    /// The seed of everything that is drawn.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            rounds: 100,
            learning_rate: 0.1,
            growth: Growth::Depth(6),
            lambda: 1.0,
            min_hessian: 1.0,
            min_gain: 0.0,
            row_fraction: 1.0,
            tree_columns: 1.0,
            node_columns: 1.0,
            seed: 1,
        }
    }
}
