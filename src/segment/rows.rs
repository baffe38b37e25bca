//! Rows of data: the cells of one row as one block.

use super::Blocks;
use crate::kind::BlockKind;
use crate::parse::{NodeId, Span, Tree};

/// A row with more cells is laid out, not data.
const MAX_CELLS: usize = 256;

/// A cell with more words is prose laid out in columns, not data.
const MAX_CELL_WORDS: u32 = 60;

/// Joins the blocks from `first` on, those of the row `row` that just ended, where they are cells of data. Answers
/// whether they are.
///
/// They are when each stands in a cell of its own and none is long, a heading or a listing. The row must have no
/// table inside; then the time taken is linear in the row.
pub(super) fn join_row(tree: &Tree, row: NodeId, blocks: &mut Blocks, first: usize) -> bool {
    if !is_data(tree, row, blocks, first) {
        return false;
    }
    let Some((head, cells)) = blocks.blocks.get_mut(first..).and_then(<[_]>::split_first_mut) else {
        return false;
    };
    let mut text = blocks.text.get(head.text.range()).unwrap_or_default().to_owned();
    for cell in cells {
        text.push('\t');
        text.push_str(blocks.text.get(cell.text.range()).unwrap_or_default());
        head.chars += cell.chars;
        head.link_chars += cell.link_chars;
        head.bold_chars += cell.bold_chars;
        head.links += cell.links;
        head.images += cell.images;
        head.words += cell.words;
    }
    let start = head.text.start as usize;
    head.kind = BlockKind::TableRow;
    head.container = Some(row);
    head.element = Some(row);
    head.text = Span::new(start, start + text.len());
    text.push('\n');
    blocks.text.truncate(start);
    blocks.text.push_str(&text);
    blocks.blocks.truncate(first + 1);
    true
}

fn is_data(tree: &Tree, row: NodeId, blocks: &Blocks, first: usize) -> bool {
    let cells = blocks.blocks.get(first..).unwrap_or_default();
    let mut last_cell = None;
    let stands_alone = |container: Option<NodeId>| {
        let cell = container.and_then(|id| cell_of(tree, id, row));
        let is_new = cell.is_some() && cell != last_cell;
        last_cell = cell;
        is_new
    };
    let is_short =
        |kind: BlockKind, words| !kind.is_heading() && kind != BlockKind::Code && words <= MAX_CELL_WORDS;
    (2..=MAX_CELLS).contains(&cells.len())
        && cells.iter().all(|b| is_short(b.kind, b.words) && b.is_hidden == cells[0].is_hidden)
        && cells.iter().map(|b| b.container).all(stands_alone)
}

/// The child of `row` that `id` is in.
fn cell_of(tree: &Tree, id: NodeId, row: NodeId) -> Option<NodeId> {
    tree.ancestors(id).take_while(|&at| at != row).find(|&at| tree.parent(at) == Some(row))
}
