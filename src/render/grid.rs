//! The cells of a table by column.

use super::outline::{Row, Spanning};

/// For each row, the contents of its columns: a cell in the column where it starts, and nothing in the other positions
/// that it spans. Takes time linear in the number of cells and the positions that they span.
pub(super) fn grid(rows: &[Row]) -> Vec<Vec<Option<&Spanning>>> {
    let mut taken = Vec::new();
    (0..).zip(rows).map(|(number, row)| place_cells(row, number, &mut taken)).collect()
}

/// The cells of a row by column. `taken` has, for each column, the row down to which a cell spans it.
fn place_cells<'a>(row: &'a Row, number: usize, taken: &mut Vec<usize>) -> Vec<Option<&'a Spanning>> {
    let mut places = Vec::new();
    for cell in &row.cells {
        while taken.get(places.len()).is_some_and(|&last| last > number) {
            places.push(None);
        }
        let first = places.len();
        places.push(Some(cell));
        places.resize(first + cell.columns, None);
        if taken.len() < places.len() {
            taken.resize(places.len(), 0);
        }
        taken[first..].iter_mut().take(cell.columns).for_each(|last| *last = number + cell.rows);
    }
    places
}
