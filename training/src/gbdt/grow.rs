//! Grows one tree.

use rayon::prelude::*;

use super::columns::Columns;
use super::dataset::Dataset;
use super::gain::Gain;
use super::gradients::{Sample, Sums};
use super::histogram::Histogram;
use super::random::SplitMix64;
use super::settings::{Growth, Settings};
use super::split::Split;
use super::tree::{Node, Tree};

/// Everything that the nodes of a tree have in common.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plan<'a> {
    /// The quantised features.
    pub(super) dataset: &'a Dataset,
    /// The settings of the training.
    pub(super) settings: &'a Settings,
    /// The columns of this tree.
    pub(super) columns: &'a Columns,
    /// The gain of splits.
    pub(super) gain: Gain,
    /// The seed of what the nodes draw.
    pub(super) seed: u64,
}

impl Plan<'_> {
    /// Grows a tree on the given samples.
    pub(super) fn grow(&self, samples: Vec<Sample>) -> Tree {
        match self.dataset.max_bins() {
            ..=64 => Grower::<64>::new(self).grow(samples),
            65..=128 => Grower::<128>::new(self).grow(samples),
            _ => Grower::<256>::new(self).grow(samples),
        }
    }
}

/// A node with a worthwhile split that has not been carried out yet.
#[derive(Debug)]
struct Open<const B: usize> {
    /// The index in the tree, once it has one.
    index: usize,
    depth: u32,
    seed: u64,
    samples: Vec<Sample>,
    sums: Sums,
    histogram: Histogram<B>,
    split: Split,
}

/// A child of a node that has been split: the value it has as a leaf, and how it can be split further.
type Child<const B: usize> = (f32, Option<Open<B>>);

/// A tree in the making.
#[derive(Debug)]
struct Grower<'a, const B: usize> {
    plan: &'a Plan<'a>,
    nodes: Vec<Node>,
    open: Vec<Open<B>>,
}

impl<'a, const B: usize> Grower<'a, B> {
    /// An empty tree.
    fn new(plan: &'a Plan<'a>) -> Self {
        Self { plan, nodes: Vec::new(), open: Vec::new() }
    }

    /// Splits nodes until none is left that may be split.
    fn grow(mut self, samples: Vec<Sample>) -> Tree {
        let root = self.root(samples);
        self.attach(root);
        loop {
            let batch = self.batch();
            if batch.is_empty() {
                return Tree::new(self.nodes);
            }
            let splits: Vec<_> = batch.into_par_iter().map(|open| self.split(open)).collect();
            for (index, split, children) in splits {
                self.link(index, split, children);
            }
        }
    }

    /// The root, as the child of nothing.
    fn root(&self, samples: Vec<Sample>) -> Child<B> {
        let sums = Sums::of(&samples);
        let histogram = Histogram::new(self.plan.dataset.bins(), &samples, self.plan.columns);
        self.child(0, self.plan.seed, samples, sums, histogram)
    }

    /// The nodes to be split next: a whole level or the one with the largest gain.
    fn batch(&mut self) -> Vec<Open<B>> {
        let Growth::Leaves { count, .. } = self.plan.settings.growth else {
            return std::mem::take(&mut self.open);
        };
        let order = |a: &usize, b: &usize| self.open[*a].split.gain.total_cmp(&self.open[*b].split.gain);
        let best = (0..self.open.len()).rev().max_by(order).filter(|_| self.nodes.len().div_ceil(2) < count);
        best.map(|best| self.open.remove(best)).into_iter().collect()
    }

    /// Divides a node.
    fn split(&self, open: Open<B>) -> (usize, Split, [Child<B>; 2]) {
        let Open { index, split, .. } = open;
        let right = open.sums.minus(split.left);
        if open.depth + 1 >= self.plan.settings.growth.max_depth() {
            return (index, split, [split.left, right].map(|sums| (self.plan.gain.leaf(sums), None)));
        }
        (index, split, self.children(open, [split.left, right]))
    }

    /// The children of a node that may be split themselves.
    fn children(&self, open: Open<B>, sums: [Sums; 2]) -> [Child<B>; 2] {
        let samples = partition(self.plan.dataset, open.samples, &open.split);
        let bins = self.plan.dataset.bins();
        let smaller = usize::from(samples[1].len() < samples[0].len());
        let part = Histogram::new(bins, &samples[smaller], self.plan.columns);
        let mut rest = open.histogram;
        rest.subtract(&part, self.plan.columns);
        let [left, right] = if smaller == 0 { [part, rest] } else { [rest, part] };
        let [left_samples, right_samples] = samples;
        let mut random = SplitMix64::new(open.seed);
        let seeds = [random.word(), random.word()];
        let depth = open.depth + 1;
        [
            self.child(depth, seeds[0], left_samples, sums[0], left),
            self.child(depth, seeds[1], right_samples, sums[1], right),
        ]
    }

    /// A node with its best split.
    fn child(
        &self,
        depth: u32,
        seed: u64,
        samples: Vec<Sample>,
        sums: Sums,
        histogram: Histogram<B>,
    ) -> Child<B> {
        let drawn = self.plan.columns.draw(self.plan.settings.node_columns, &mut SplitMix64::new(!seed));
        let split = Split::best(&histogram, sums, &drawn, &self.plan.gain)
            .filter(|_| depth < self.plan.settings.growth.max_depth());
        let open = split.map(|split| Open { index: 0, depth, seed, samples, sums, histogram, split });
        (self.plan.gain.leaf(sums), open)
    }

    /// Turns the node at `index` into a split with the given children.
    fn link(&mut self, index: usize, split: Split, children: [Child<B>; 2]) {
        let [left, right] = children.map(|child| self.attach(child));
        let Split { column, bin, gain, .. } = split;
        let threshold = self.plan.dataset.thresholds(usize::from(column))[usize::from(bin)];
        self.nodes[index] = Node::Split { column, bin, threshold, left, right, gain };
    }

    /// Adds a leaf that may be split later, and tells its index.
    fn attach(&mut self, (value, open): Child<B>) -> u32 {
        let index = self.nodes.len();
        self.nodes.push(Node::Leaf(value));
        self.open.extend(open.map(|open| Open { index, ..open }));
        index as u32
    }
}

/// Divides samples into those that go left and right, in their order.
fn partition(dataset: &Dataset, mut samples: Vec<Sample>, split: &Split) -> [Vec<Sample>; 2] {
    let (blocks, place) = dataset.bins().column(split.column);
    let mut right = samples.clone();
    let (mut lefts, mut rights) = (0, 0);
    for index in 0..samples.len() {
        let sample = samples[index];
        let goes_right = blocks[sample.row as usize][place] > split.bin;
        samples[lefts] = sample;
        right[rights] = sample;
        lefts += usize::from(!goes_right);
        rights += usize::from(goes_right);
    }
    samples.truncate(lefts);
    right.truncate(rights);
    [samples, right]
}
