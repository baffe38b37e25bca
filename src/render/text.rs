//! Blocks as plain text.

use crate::article::Block;
use crate::kind::BlockKind;

/// The blocks separated by blank lines; items of a list and rows of a table by line ends.
pub(crate) fn text<'a>(blocks: impl Iterator<Item = Block<'a>>) -> String {
    let mut out = String::new();
    let mut last = None;
    for block in blocks {
        if let Some(last) = last {
            out.push_str(if are_lines(last, block.kind()) { "\n" } else { "\n\n" });
        }
        push(&mut out, &block);
        last = Some(block.kind());
    }
    out
}

/// Whether two blocks in a row are lines of one list or table.
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
