//! Finds the best question of a level.

use rayon::prelude::*;

use super::bins::WIDTH;
use super::columns::Columns;
use super::gain::Gain;
use super::gradients::Sums;
use super::histogram::Histogram;

/// A way to divide the rows of all nodes of a level.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cut {
    /// The column that decides.
    pub(super) column: u16,
    /// Rows in higher bins go right.
    pub(super) bin: u8,
    /// The decrease of twice the loss.
    pub(super) gain: f64,
}

impl Cut {
    /// The best cut among the selected columns of nodes with the given sums, if any gains something.
    ///
    /// Of equal cuts it is the one with the lowest column.
    pub(super) fn best<const B: usize>(
        nodes: &[(Sums, Histogram<B>)],
        columns: &Columns,
        gain: &Gain,
    ) -> Option<Self> {
        let search = |(group, places): (usize, &Vec<u8>)| {
            let cuts = places.iter().filter_map(|&place| {
                let (bin, gain) = best_bin(&gains(nodes, group, place, gain))?;
                Some(Self { column: (group * WIDTH + usize::from(place)) as u16, bin, gain })
            });
            better(cuts)
        };
        let groups: Vec<_> = columns.places().par_iter().enumerate().map(search).collect();
        better(groups.into_iter().flatten())
    }
}

/// The first one with the largest gain.
fn better(cuts: impl Iterator<Item = Cut>) -> Option<Cut> {
    cuts.reduce(|best, cut| if cut.gain > best.gain { cut } else { best })
}

/// What a cut after each bin of one column gains, summed over all nodes.
fn gains<const B: usize>(nodes: &[(Sums, Histogram<B>)], group: usize, place: u8, gain: &Gain) -> [f64; B] {
    let mut gains = [0.0; B];
    for (total, histogram) in nodes {
        let whole = gain.quality(*total);
        let mut left = Sums::default();
        let mut latest = 0.0;
        for (slot, &sums) in gains.iter_mut().zip(histogram.column(group, place)) {
            if sums.hessian > 0 {
                left = left.plus(sums);
                latest = gain.quality(left) + gain.quality(total.minus(left)) - whole;
            }
            *slot += latest;
        }
    }
    gains
}

/// The bin after which a cut gains most, in the middle of those that gain the same.
fn best_bin(gains: &[f64]) -> Option<(u8, f64)> {
    let best = gains.iter().copied().fold(0.0, f64::max);
    let first = gains.iter().position(|&gain| gain >= best && gain > 0.0)?;
    let alike = gains[first..].iter().take_while(|&&gain| gain >= best).count();
    Some(((first + (alike - 1) / 2) as u8, best))
}
