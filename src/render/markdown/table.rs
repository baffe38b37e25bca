//! Tables of GitHub Flavored Markdown.

use crate::render::grid::grid;
use crate::render::outline::{Row, Spanning};

/// Lays out the rows of a table as lines, the header first: the first row, or an empty one. `cell_text` gives the
/// text of a cell. Positions that a cell above or to the left spans are empty. Takes time linear in the number of cells
/// and the positions that they span.
pub(super) fn table(rows: &[Row], cell_text: impl Fn(usize, &Spanning) -> String) -> String {
    let grid = grid(rows);
    let columns = grid.iter().map(Vec::len).max().unwrap_or(0);
    let texts = |(row, places): (&Row, &Vec<Option<&Spanning>>)| -> Vec<String> {
        places.iter().map(|cell| cell.map_or(String::new(), |cell| cell_text(row.block, cell))).collect()
    };
    let mut lines: Vec<_> = rows.iter().zip(&grid).map(texts).collect();
    let has_header = rows.first().is_some_and(|row| row.is_header);
    let mut header = if has_header { lines.remove(0) } else { Vec::new() };
    header.resize(columns, String::new());
    let rule = vec!["---".to_owned(); columns];
    [header, rule].into_iter().chain(lines).map(|cells| line(&cells)).collect::<Vec<_>>().join("\n")
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
