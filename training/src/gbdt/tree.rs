//! A decision tree.

use super::bins::Bins;

/// A node of a [`Tree`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Node {
    /// A row with a value above the threshold goes right, another one left.
    Split {
        /// The column that decides.
        column: u16,
        /// The last bin that goes left.
        bin: u8,
        /// The threshold above that bin.
        threshold: f32,
        /// The index of the left child.
        left: u32,
        /// The index of the right child.
        right: u32,
        /// The decrease of twice the loss by this split, for the trained rows.
        gain: f64,
    },
    /// What the tree adds to the log odds.
    Leaf(f32),
}

/// A decision tree that adds to the log odds of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    /// A tree of nodes, the first of which is the root. Children come after their parents.
    pub(super) fn new(nodes: Vec<Node>) -> Self {
        Self { nodes }
    }

    /// The nodes. The first one is the root, and children come after their parents.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The number of leaves.
    #[must_use]
    pub fn leaves(&self) -> usize {
        self.nodes.len().div_ceil(2)
    }

    /// The most splits between the root and a leaf.
    #[must_use]
    pub fn depth(&self) -> u32 {
        let mut depths = vec![0; self.nodes.len()];
        for (index, node) in self.nodes.iter().enumerate() {
            if let &Node::Split { left, right, .. } = node {
                depths[left as usize] = depths[index] + 1;
                depths[right as usize] = depths[index] + 1;
            }
        }
        depths.into_iter().max().unwrap_or(0)
    }

    /// The leaf of a row of raw features.
    ///
    /// # Panics
    ///
    /// Panics if the row has fewer columns than those the tree was trained on.
    #[must_use]
    pub fn value(&self, row: &[f32]) -> f32 {
        self.descend(|column, _, threshold| row[usize::from(column)] > threshold)
    }

    /// The leaf of a quantised row.
    pub(super) fn binned_value(&self, bins: &Bins, row: u32) -> f32 {
        self.descend(|column, bin, _| bins.bin(row, column) > bin)
    }

    /// The leaf that is reached when `goes_right` answers for the column, bin and threshold of a split.
    fn descend(&self, goes_right: impl Fn(u16, u8, f32) -> bool) -> f32 {
        let mut index = 0;
        loop {
            match self.nodes[index] {
                Node::Leaf(value) => return value,
                Node::Split { column, bin, threshold, left, right, .. } => {
                    index = if goes_right(column, bin, threshold) { right } else { left } as usize;
                }
            }
        }
    }
}
