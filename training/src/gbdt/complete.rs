//! Trees of a fixed depth.

use super::tree::{Node, Tree};

/// A decision of a [`CompleteTree`]: right if the value of the column exceeds the threshold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Decision {
    /// The column that decides.
    pub column: u16,
    /// The threshold.
    pub threshold: f32,
}

impl Decision {
    /// The decision where nothing is to be decided: always left.
    pub const PAD: Self = Self { column: 0, threshold: f32::INFINITY };
}

/// A tree all of whose leaves have the same depth.
#[derive(Debug, Clone, PartialEq)]
pub struct CompleteTree {
    /// The decisions in breadth-first order: the children of `i` are `2 * i + 1` and `2 * i + 2`.
    pub decisions: Vec<Decision>,
    /// The leaves from left to right. What is below a pad is all the same.
    pub leaves: Vec<f32>,
}

impl CompleteTree {
    /// The leaf of a row of raw features.
    ///
    /// # Panics
    ///
    /// Panics if the row has fewer columns than those the tree was trained on.
    #[must_use]
    pub fn value(&self, row: &[f32]) -> f32 {
        let mut index = 0;
        while let Some(decision) = self.decisions.get(index) {
            let right = row[usize::from(decision.column)] > decision.threshold;
            index = 2 * index + 1 + usize::from(right);
        }
        self.leaves[index - self.decisions.len()]
    }
}

impl Tree {
    /// The tree filled up to a fixed depth, or nothing if it is deeper than that.
    #[must_use]
    pub fn complete(&self, depth: u32) -> Option<CompleteTree> {
        if self.depth() > depth {
            return None;
        }
        let mut level = vec![0];
        let mut decisions = Vec::new();
        for _ in 0..depth {
            let (found, children): (Vec<_>, Vec<_>) = level.iter().map(|&index| self.step(index)).unzip();
            decisions.extend(found);
            level = children.into_iter().flatten().collect();
        }
        let leaf = |index: usize| if let Node::Leaf(value) = self.nodes()[index] { value } else { 0.0 };
        Some(CompleteTree { decisions, leaves: level.into_iter().map(leaf).collect() })
    }

    /// The decision of a node and its children. A leaf becomes a pad above itself.
    fn step(&self, index: usize) -> (Decision, [usize; 2]) {
        match self.nodes()[index] {
            Node::Leaf(_) => (Decision::PAD, [index; 2]),
            Node::Split { column, threshold, left, right, .. } => {
                (Decision { column, threshold }, [left as usize, right as usize])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Decision, Node, Tree};

    fn sloping() -> Tree {
        let split =
            |column, left, right| Node::Split { column, bin: 0, threshold: 0.5, left, right, gain: 1.0 };
        Tree::new(vec![split(2, 1, 2), Node::Leaf(1.0), split(1, 3, 4), Node::Leaf(2.0), Node::Leaf(3.0)])
    }

    #[test]
    fn pads_short_branches() {
        let complete = sloping().complete(2).expect("not deeper");
        let decision = |column| Decision { column, threshold: 0.5 };
        assert_eq!(complete.decisions, [decision(2), Decision::PAD, decision(1)]);
        assert_eq!(complete.leaves, [1.0, 1.0, 2.0, 3.0]);
        assert_eq!(sloping().complete(1), None);
    }

    #[test]
    fn agrees_with_the_tree() {
        let complete = sloping().complete(5).expect("not deeper");
        assert_eq!((complete.decisions.len(), complete.leaves.len()), (31, 32));
        for row in [[0.0, 0.0, 0.0], [f32::INFINITY, 0.0, 0.0], [f32::NAN, 0.0, 1.0], [0.0, 1.0, 1.0]] {
            assert!((complete.value(&row) - sloping().value(&row)).abs() < f32::EPSILON);
        }
    }
}
