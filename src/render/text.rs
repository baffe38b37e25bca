//! Blocks as plain text.

use super::grid::grid;
use super::outline::{Leaf, Source};
use crate::article::Block;
use crate::kind::BlockKind;
use std::collections::HashMap;

/// The blocks, separated by blank lines; items of a list and rows of a table are separated by line feeds. `rows` may
/// have other texts for rows, by position.
pub(super) fn text<'a>(blocks: impl Iterator<Item = Block<'a>>, rows: &HashMap<usize, String>) -> String {
    let mut out = String::new();
    let mut last = None;
    for block in blocks {
        if let Some(last) = last {
            out.push_str(if are_lines(last, block.kind()) { "\n" } else { "\n\n" });
        }
        match rows.get(&block.position()) {
            Some(row) => out.push_str(row),
            None => push(&mut out, &block),
        }
        last = Some(block.kind());
    }
    out
}

/// The rows of data tables, with a tab before each column except the first, even if it has no text. There are no tabs
/// after the last text.
pub(super) fn rows(source: &Source<'_>) -> HashMap<usize, String> {
    let mut texts = HashMap::new();
    for part in source.parts(false) {
        let Leaf::Table(rows) = part.leaf else { continue };
        for (row, places) in rows.iter().zip(grid(&rows)).filter(|(row, _)| source.is_row_of_data(row.block))
        {
            let text = source.text(row.block);
            let cells = places.iter().map(|cell| cell.map_or("", |cell| &text[cell.range.clone()]));
            let line = cells.collect::<Vec<_>>().join("\t");
            texts.insert(row.block, line.trim_end_matches('\t').to_owned());
        }
    }
    texts
}

/// Whether two consecutive blocks are lines of one list or table.
fn are_lines(before: BlockKind, after: BlockKind) -> bool {
    use BlockKind::{ListItem, TableRow};
    matches!((before, after), (ListItem { .. }, ListItem { .. }) | (TableRow, TableRow))
}

fn push(out: &mut String, block: &Block<'_>) {
    let BlockKind::ListItem { depth, .. } = block.kind() else {
        out.push_str(block.text());
        return;
    };
    let indent = usize::from(depth.min(8) - 1) * 2;
    for (at, line) in block.text().lines().enumerate() {
        let end = if at == 0 { "" } else { "\n" };
        let mark = if at == 0 && block.starts_item() { "- " } else { "  " };
        out.push_str(end);
        out.extend(std::iter::repeat_n(' ', indent));
        out.push_str(mark);
        out.push_str(line);
    }
}
