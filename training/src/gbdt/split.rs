//! Finds the best split of a node.

use rayon::prelude::*;

use super::bins::WIDTH;
use super::columns::Columns;
use super::gain::Gain;
use super::gradients::Sums;
use super::histogram::Histogram;

/// A way to divide the rows of a node.
#[derive(Debug, Clone, Copy)]
pub(super) struct Split {
    /// The column that decides.
    pub(super) column: u16,
    /// Rows in higher bins go right.
    pub(super) bin: u8,
    /// The decrease of twice the loss.
    pub(super) gain: f64,
    /// The sums of the rows that go left.
    pub(super) left: Sums,
}

impl Split {
    /// The best split among the selected columns of a node with the given sums, if any is good enough.
    ///
    /// Of equal splits it is the one with the lowest column and bin.
    pub(super) fn best<const B: usize>(
        histogram: &Histogram<B>,
        sums: Sums,
        columns: &Columns,
        gain: &Gain,
    ) -> Option<Self> {
        let search = |(group, places): (usize, &Vec<u8>)| {
            let column = |place: &u8| (group * WIDTH + usize::from(*place)) as u16;
            let splits = places.iter().map(|place| {
                let split = best_bin(histogram.column(group, *place), sums, gain)?;
                Some(Self { column: column(place), ..split })
            });
            better(splits)
        };
        let groups: Vec<_> = columns.places().par_iter().enumerate().map(search).collect();
        better(groups.into_iter())
    }
}

/// The first one with the largest gain.
fn better(splits: impl Iterator<Item = Option<Split>>) -> Option<Split> {
    splits.flatten().reduce(|best, split| if split.gain > best.gain { split } else { best })
}

/// The best split of one column (the number of which is left to be filled in).
///
/// Where bins without rows would divide the rows alike, the middle one does.
fn best_bin(column: &[Sums], total: Sums, gain: &Gain) -> Option<Split> {
    let whole = gain.quality(total);
    let mut least = gain.least(total);
    let mut best = None;
    let mut left = Sums::default();
    let mut previous = 0;
    for (bin, &sums) in column.iter().enumerate().filter(|(_, sums)| sums.hessian > 0) {
        let right = total.minus(left);
        if !gain.suffices(right) {
            break;
        }
        if gain.suffices(left) {
            let quality = gain.quality(left) + gain.quality(right);
            if quality > least {
                least = quality;
                best = Some(Split {
                    column: 0,
                    bin: ((previous + bin - 1) / 2) as u8,
                    gain: quality - whole,
                    left,
                });
            }
        }
        left = left.plus(sums);
        previous = bin;
    }
    best
}
