//! Tables, as GitHub Flavored Markdown has them.

use crate::render::outline::Row;

/// Lays out the rows of a table as lines, the header first: the first row, or an empty one. `cell_text` gives the
/// text of a cell. Places that a cell above or to the left spans are empty. Linear in the cells and what they span.
pub(super) fn table(rows: &[Row], cell_text: impl Fn(usize, std::ops::Range<usize>) -> String) -> String {
    let (mut grid, mut taken) = (Vec::new(), Vec::new());
    for (number, row) in rows.iter().enumerate() {
        grid.push(place_cells(row, number, &mut taken, &cell_text));
    }
    let columns = grid.iter().map(Vec::len).max().unwrap_or(0);
    let has_header = rows.first().is_some_and(|row| row.is_header);
    let mut header = if has_header { grid.remove(0) } else { Vec::new() };
    header.resize(columns, String::new());
    let rule = vec!["---".to_owned(); columns];
    [header, rule].into_iter().chain(grid).map(|cells| line(&cells)).collect::<Vec<_>>().join("\n")
}

/// The texts of a row by column. `taken` has for each column the row down to which a cell spans it.
fn place_cells(
    row: &Row,
    number: usize,
    taken: &mut Vec<usize>,
    cell_text: impl Fn(usize, std::ops::Range<usize>) -> String,
) -> Vec<String> {
    let mut texts = Vec::new();
    for cell in &row.cells {
        while taken.get(texts.len()).is_some_and(|&last| last > number) {
            texts.push(String::new());
        }
        let first = texts.len();
        texts.push(cell_text(row.block, cell.range.clone()));
        texts.resize(first + cell.columns, String::new());
        if taken.len() < texts.len() {
            taken.resize(texts.len(), 0);
        }
        taken[first..].iter_mut().take(cell.columns).for_each(|last| *last = number + cell.rows);
    }
    texts
}

fn line(cells: &[String]) -> String {
    let mut line = String::from("|");
    for cell in cells {
        line.push(' ');
        line.push_str(cell);
        line.push_str(" |");
    }
    line
}
