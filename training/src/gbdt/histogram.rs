//! Sums of gradients by column and bin.

use rayon::prelude::*;

use super::bins::{Bins, Block, WIDTH};
use super::columns::Columns;
use super::gradients::{Sample, Sums};

/// The number of samples whose blocks are read ahead.
const AHEAD: usize = 64;

/// The sums of one group of columns, with `B` bins each (a power of two).
pub(super) type Table<const B: usize> = [[Sums; B]; WIDTH];

/// The sums of gradients of the rows of one node by column and bin.
#[derive(Debug)]
pub(super) struct Histogram<const B: usize> {
    tables: Vec<Table<B>>,
}

impl<const B: usize> Histogram<B> {
    /// The histogram of `samples` for the selected columns. Other columns remain empty.
    pub(super) fn new(bins: &Bins, samples: &[Sample], columns: &Columns) -> Self {
        let mut tables = vec![[[Sums::default(); B]; WIDTH]; bins.groups().len()];
        let groups = tables.par_iter_mut().zip(bins.groups()).zip(columns.places());
        groups.for_each(|((table, blocks), places)| accumulate(table, blocks, samples, places));
        Self { tables }
    }

    /// Takes the sums of a part of the rows away.
    pub(super) fn subtract(&mut self, part: &Self, columns: &Columns) {
        let groups = self.tables.par_iter_mut().zip(&part.tables).zip(columns.places());
        groups.for_each(|((table, part), places)| {
            for place in places.iter().map(|&place| usize::from(place)) {
                for (sums, part) in table[place].iter_mut().zip(&part[place]) {
                    *sums = sums.minus(*part);
                }
            }
        });
    }

    /// The sums by bin of a column.
    pub(super) fn of_column(&self, column: u16) -> &[Sums; B] {
        let column = usize::from(column);
        self.column(column / WIDTH, (column % WIDTH) as u8)
    }

    /// The sums by bin of the column at `place` of `group`.
    pub(super) fn column(&self, group: usize, place: u8) -> &[Sums; B] {
        &self.tables[group][usize::from(place)]
    }
}

/// Adds the samples to the table of one group of columns.
///
/// The blocks of some samples are copied ahead, because a short loop has more loads from memory under way at once.
fn accumulate<const B: usize>(table: &mut Table<B>, blocks: &[Block], samples: &[Sample], places: &[u8]) {
    let mut near = [[0; WIDTH]; AHEAD];
    for samples in samples.chunks(AHEAD) {
        for (near, sample) in near.iter_mut().zip(samples) {
            *near = blocks[sample.row as usize];
        }
        if places.len() > WIDTH / 2 {
            accumulate_all(table, &near, samples);
        } else {
            accumulate_some(table, &near, samples, places);
        }
    }
}

/// Adds the samples with the given blocks to all columns.
fn accumulate_all<const B: usize>(table: &mut Table<B>, blocks: &[Block], samples: &[Sample]) {
    for (&sample, block) in samples.iter().zip(blocks) {
        let part = Sums::from(sample);
        for (column, &bin) in table.iter_mut().zip(block) {
            let sums = &mut column[usize::from(bin) % B];
            *sums = sums.plus(part);
        }
    }
}

/// Adds the samples with the given blocks to the columns at some places.
fn accumulate_some<const B: usize>(
    table: &mut Table<B>,
    blocks: &[Block],
    samples: &[Sample],
    places: &[u8],
) {
    for (&sample, block) in samples.iter().zip(blocks) {
        let part = Sums::from(sample);
        for place in places.iter().map(|&place| usize::from(place) % WIDTH) {
            let sums = &mut table[place][usize::from(block[place]) % B];
            *sums = sums.plus(part);
        }
    }
}
