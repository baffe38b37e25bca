//! Grows one tree.

use rayon::prelude::*;

use super::columns::Columns;
use super::dataset::Dataset;
use super::gain::Gain;
use super::gradients::{Sample, Sums};
use super::histogram::Histogram;
use super::split::Cut;
use super::tree::{Split, Tree};

/// Everything that the nodes of a tree have in common.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plan<'a> {
    /// The quantised features.
    pub(super) dataset: &'a Dataset,
    /// How many levels the tree has at most.
    pub(super) depth: u32,
    /// The columns of this tree.
    pub(super) columns: &'a Columns,
    /// The gain of splits.
    pub(super) gain: Gain,
}

/// The samples of one node.
type Node<const B: usize> = (Sums, Histogram<B>);

impl Plan<'_> {
    /// Grows a tree on the given samples.
    pub(super) fn grow(&self, samples: Vec<Sample>) -> Tree {
        match self.dataset.max_bins() {
            ..=64 => self.grow_in::<64>(samples),
            65..=128 => self.grow_in::<128>(samples),
            _ => self.grow_in::<256>(samples),
        }
    }

    /// Grows a tree whose histograms have `B` bins.
    fn grow_in<const B: usize>(&self, samples: Vec<Sample>) -> Tree {
        let root = Histogram::<B>::new(self.dataset.bins(), &samples, self.columns);
        let mut nodes = vec![(Sums::of(&samples), root)];
        let mut samples = vec![samples];
        let mut splits = Vec::new();
        let mut leaves: Vec<Sums> = nodes.iter().map(|node| node.0).collect();
        for level in 1..=self.depth {
            let Some(cut) = Cut::best(&nodes, self.columns, &self.gain) else { break };
            splits.push(self.split(cut));
            if level < self.depth {
                (samples, nodes) = self.divide(samples, nodes, cut);
                leaves = nodes.iter().map(|node| node.0).collect();
            } else {
                leaves = halves(&nodes, cut);
            }
        }
        Tree::new(splits, leaves.into_iter().map(|sums| self.gain.leaf(sums)).collect())
    }

    fn split(&self, Cut { column, bin, gain }: Cut) -> Split {
        let threshold = self.dataset.thresholds(usize::from(column)).get(usize::from(bin));
        Split { column, bin, threshold: threshold.copied().unwrap_or(f32::INFINITY), gain }
    }

    /// The nodes of the next level: all left ones, then all right ones.
    fn divide<const B: usize>(
        &self,
        samples: Vec<Vec<Sample>>,
        nodes: Vec<Node<B>>,
        cut: Cut,
    ) -> (Vec<Vec<Sample>>, Vec<Node<B>>) {
        let pairs = samples.into_par_iter().zip(nodes).map(|(samples, node)| {
            let [left, right] = partition(self.dataset, samples, cut);
            let [left_node, right_node] = self.children(node, [&left, &right]);
            ((left, left_node), (right, right_node))
        });
        let (mut lefts, rights): (Vec<_>, Vec<_>) = pairs.unzip();
        lefts.extend(rights);
        lefts.into_iter().unzip()
    }

    /// The two parts of a node; only the smaller one's histogram is computed again.
    fn children<const B: usize>(&self, (sums, mut rest): Node<B>, samples: [&[Sample]; 2]) -> [Node<B>; 2] {
        let smaller = usize::from(samples[1].len() < samples[0].len());
        let part = Histogram::new(self.dataset.bins(), samples[smaller], self.columns);
        rest.subtract(&part, self.columns);
        let part_sums = Sums::of(samples[smaller]);
        let (part, rest) = ((part_sums, part), (sums.minus(part_sums), rest));
        if smaller == 0 { [part, rest] } else { [rest, part] }
    }
}

/// The sums of both halves of all nodes, in the order of [`Plan::divide`].
fn halves<const B: usize>(nodes: &[Node<B>], cut: Cut) -> Vec<Sums> {
    let left = |(_, histogram): &Node<B>| {
        let bins = histogram.of_column(cut.column).iter().take(usize::from(cut.bin) + 1);
        bins.fold(Sums::default(), |sums, &bin| sums.plus(bin))
    };
    let lefts: Vec<Sums> = nodes.iter().map(left).collect();
    let rights = nodes.iter().zip(&lefts).map(|(node, &left)| node.0.minus(left));
    lefts.iter().copied().chain(rights).collect()
}

/// Divides samples into those that go left and right, in their order.
fn partition(dataset: &Dataset, mut samples: Vec<Sample>, cut: Cut) -> [Vec<Sample>; 2] {
    let (blocks, place) = dataset.bins().column(cut.column);
    let mut right = samples.clone();
    let (mut lefts, mut rights) = (0, 0);
    for index in 0..samples.len() {
        let sample = samples[index];
        let goes_right = blocks[sample.row as usize][place] > cut.bin;
        samples[lefts] = sample;
        right[rights] = sample;
        lefts += usize::from(!goes_right);
        rights += usize::from(goes_right);
    }
    samples.truncate(lefts);
    right.truncate(rights);
    [samples, right]
}
