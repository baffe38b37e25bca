//! The quantised features of all rows, in blocks of neighbouring columns.

use rayon::prelude::*;

use super::quantiles::bin_of;

/// The number of columns in a block.
pub(super) const WIDTH: usize = 32;

/// The bins of one row in one group of columns.
pub(super) type Block = [u8; WIDTH];

/// The bins of all rows: one array of blocks for every group of `WIDTH` columns.
///
/// A histogram of one group fits into the innermost cache, and a row brings many of its bins at once.
#[derive(Debug)]
pub(super) struct Bins {
    groups: Vec<Vec<Block>>,
}

impl Bins {
    /// Quantises row-major features with the thresholds of their columns.
    pub(super) fn new(features: &[f32], thresholds: &[Vec<f32>]) -> Self {
        let groups = thresholds.par_chunks(WIDTH).enumerate();
        let fill = |(group, cuts): (usize, &[Vec<f32>])| {
            let rows = features.par_chunks_exact(thresholds.len());
            rows.map(|row| block(&row[group * WIDTH..], cuts)).collect()
        };
        Self { groups: groups.map(fill).collect() }
    }

    /// The blocks of every group, indexed by row.
    pub(super) fn groups(&self) -> &[Vec<Block>] {
        &self.groups
    }

    /// The blocks of the group of `column`, and the place of the column in them.
    pub(super) fn column(&self, column: u16) -> (&[Block], usize) {
        let column = usize::from(column);
        (&self.groups[column / WIDTH], column % WIDTH)
    }

    /// The bin of one value.
    pub(super) fn bin(&self, row: u32, column: u16) -> u8 {
        let (blocks, place) = self.column(column);
        blocks[row as usize][place]
    }
}

/// Quantises the first values of `row`, one for each of the `cuts`.
fn block(row: &[f32], cuts: &[Vec<f32>]) -> Block {
    let mut block = [0; WIDTH];
    for ((bin, &value), thresholds) in block.iter_mut().zip(row).zip(cuts) {
        *bin = bin_of(value, thresholds);
    }
    block
}
