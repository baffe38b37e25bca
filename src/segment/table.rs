//! The purpose of a table according to its markup.

use crate::parse::{AttributeName, NodeId, Tag, Tree};

/// The headers of a table, and the shape of its rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Headers {
    /// The page says that the table is there for layout.
    pub(super) is_layout: bool,
    /// There is a caption, a row of headers, or a header at the start of most rows; or the page says that it is data.
    pub(super) has_any: bool,
    /// All rows span the same number of columns.
    pub(super) is_regular: bool,
}

/// Reads the headers of a table. Only its own rows and cells are examined, so reading all tables of a page takes linear
/// time.
pub(super) fn headers(tree: &Tree, table: NodeId) -> Headers {
    // WAI-ARIA 1.2, sections 5.3.3 and 5.4: the roles of tables, and the role that removes the semantics.
    let role = tree.attribute(table, AttributeName::Role).unwrap_or_default().trim_ascii();
    let is = |name: &str| role.eq_ignore_ascii_case(name);
    let caption = tree.children(table).find(|&at| tree.tag(at) == Some(Tag::Caption));
    let mut has_any = is("table") || is("grid") || is("treegrid");
    has_any |= caption.is_some_and(|caption| tree.first_child(caption).is_some());
    let rows: Vec<_> = rows(tree, table).map(|at| row(tree, at)).collect();
    let wide = rows.iter().filter(|row| row.cells > 1);
    let (with_header, wide) = (wide.clone().filter(|row| row.starts_with_header).count(), wide.count());
    has_any |= rows.iter().find(|row| row.cells > 1).is_some_and(|row| row.is_header);
    has_any |= with_header * 2 > wide;
    let is_regular = rows.windows(2).all(|pair| pair[0].columns == pair[1].columns);
    Headers { is_layout: is("presentation") || is("none"), has_any, is_regular }
}

/// Whether an element is a cell of a table.
pub(crate) fn is_cell(tree: &Tree, id: NodeId) -> bool {
    matches!(tree.tag(id), Some(Tag::Td | Tag::Th))
}

/// The rows of a table, without those of tables inside it.
pub(super) fn rows(tree: &Tree, table: NodeId) -> impl Iterator<Item = NodeId> + '_ {
    let is_section = |at| matches!(tree.tag(at), Some(Tag::Thead | Tag::Tbody | Tag::Tfoot));
    let rows_of = move |at| {
        let (section, row) = if is_section(at) { (tree.first_child(at), None) } else { (None, Some(at)) };
        std::iter::successors(section, |&at| tree.next_sibling(at)).chain(row)
    };
    tree.children(table).flat_map(rows_of).filter(|&at| tree.tag(at) == Some(Tag::Tr))
}

/// What is known about a row.
#[derive(Clone, Copy, Debug, Default)]
struct Row {
    cells: usize,
    columns: usize,
    starts_with_header: bool,
    /// All cells are headers, except that the corner cell may be empty.
    is_header: bool,
}

fn row(tree: &Tree, row: NodeId) -> Row {
    let mut known = Row { is_header: true, ..Row::default() };
    for cell in tree.children(row) {
        let is_header = match tree.tag(cell) {
            Some(Tag::Th) => true,
            Some(Tag::Td) => known.cells == 0 && tree.first_child(cell).is_none(),
            _ => continue,
        };
        known.starts_with_header |= known.cells == 0 && tree.tag(cell) == Some(Tag::Th);
        known.is_header &= is_header;
        known.cells += 1;
        let span =
            tree.attribute(cell, AttributeName::Colspan).and_then(|span| span.trim_ascii().parse().ok());
        known.columns = known.columns.saturating_add(span.unwrap_or(1));
    }
    known
}
