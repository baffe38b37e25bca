//! Data tables: the cells of one row become one block.
//!
//! A row whose cells have one short text each is joined where it ends. Whether a cell with several blocks (paragraphs,
//! a list, a small table) is data or layout depends on the whole table, so rows with such cells wait until it ends.

use super::Blocks;
use super::markup::{BlockMarkup, Cell, Piece};
use super::table::{Headers, headers};
use crate::kind::BlockKind;
use crate::parse::{NodeId, Span, Tag, Tree};
use std::ops::Range;

/// A row with more cells is layout, not data.
const MAX_CELLS: usize = 256;

/// A cell with more words is prose laid out in columns, not data, unless the table has headers.
pub(crate) const MAX_CELL_WORDS: u32 = 60;

/// A cell below headers may have this many words, unless its row contains a table.
const MAX_WORDS_BELOW_HEADERS: u32 = 150;

/// A row with a table inside and more words is layout.
const MAX_WORDS_AROUND_TABLE: u32 = 40;

/// A cell with text, and its blocks by position.
#[derive(Clone, Debug)]
pub(super) struct CellBlocks {
    pub(super) id: NodeId,
    pub(super) blocks: Range<usize>,
}

/// A row with text, its blocks by position, and its cells.
#[derive(Clone, Debug)]
pub(super) struct RowBlocks {
    pub(super) id: NodeId,
    pub(super) blocks: Range<usize>,
    /// Where its cells are in [`Rows::cells`]; empty unless it waits.
    cells: Range<usize>,
    shape: Shape,
}

/// What the blocks of a row look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// A short text in each cell. The row has been joined.
    Plain,
    /// Short cells, some with several blocks or with a heading in a header. The row waits for the end of its table.
    Waiting,
    /// The same, with a table in one of the cells.
    Nesting,
    /// The same, with a cell longer than [`MAX_CELL_WORDS`].
    Long,
    /// A single text.
    Single,
    /// Anything else.
    Other,
}

/// The number of tables that have ended so far: all, and those with a table inside.
#[derive(Clone, Copy, Debug, Default)]
struct TablesEnded {
    all: usize,
    nesting: usize,
}

/// What had already ended when an element started.
#[derive(Clone, Copy, Debug)]
pub(super) struct Before {
    /// How many blocks there were.
    blocks: usize,
    tables: TablesEnded,
}

/// The rows that have ended, of tables that have not.
#[derive(Debug, Default)]
pub(super) struct Rows {
    cells: Vec<CellBlocks>,
    rows: Vec<RowBlocks>,
    ended: TablesEnded,
}

/// Rows that became one block each, with their cells.
#[derive(Debug)]
pub(super) struct Joined {
    pub(super) rows: Vec<(RowBlocks, Vec<CellBlocks>)>,
}

impl Rows {
    /// What has ended so far, with the number of blocks.
    pub(super) fn ended(&self, blocks: &Blocks) -> Before {
        Before { blocks: blocks.len(), tables: self.ended }
    }

    /// A cell ended that started after `before`.
    pub(super) fn end_cell(&mut self, id: NodeId, before: Before, blocks: &Blocks) {
        let first = before.blocks;
        if first < blocks.len() {
            // A cell inside another cell, without a table in between, is part of that cell.
            self.cells.truncate(self.first_cell(first));
            self.cells.push(CellBlocks { id, blocks: first..blocks.len() });
        }
    }

    /// A row ended that started after `before`. Joins it if each of its cells has one short text.
    pub(super) fn end_row(
        &mut self,
        tree: &Tree,
        id: NodeId,
        before: Before,
        blocks: &mut Blocks,
    ) -> Option<Joined> {
        let first = before.blocks;
        if first >= blocks.len() {
            return None;
        }
        let cells = self.first_cell(first)..self.cells.len();
        let mut row = RowBlocks { id, blocks: first..blocks.len(), cells, shape: Shape::Other };
        row.shape = self.shape(tree, &row, before.tables, blocks);
        let mut joined = None;
        match row.shape {
            Shape::Waiting | Shape::Nesting | Shape::Long => {}
            Shape::Plain => {
                joined = Some(Joined { rows: vec![(row.clone(), self.cells.split_off(row.cells.start))] });
                row.blocks.end = first + 1;
            }
            Shape::Single | Shape::Other => self.cells.truncate(row.cells.start),
        }
        self.rows.push(row);
        joined.inspect(|joined| joined.apply(blocks))
    }

    /// A table ended that started after `before`. Joins the rows that waited if it is a data table.
    pub(super) fn end_table(
        &mut self,
        tree: &Tree,
        id: NodeId,
        before: Before,
        blocks: &mut Blocks,
    ) -> Option<Joined> {
        let first = before.blocks;
        self.ended.nesting += usize::from(self.ended.all > before.tables.all);
        self.ended.all += 1;
        let start = self.rows.iter().rposition(|row| row.blocks.start < first).map_or(0, |at| at + 1);
        let rows = self.rows.split_off(start);
        let mut joined = None;
        if rows.iter().any(RowBlocks::waits) && is_data(headers(tree, id), &rows, &self.cells) {
            let cells_of = |row: RowBlocks| (row.clone(), self.cells[row.cells].to_vec());
            joined = Some(Joined { rows: rows.into_iter().filter(RowBlocks::waits).map(cells_of).collect() });
        }
        self.cells.truncate(self.first_cell(first));
        joined.inspect(|joined| joined.apply(blocks))
    }

    /// The first cell whose blocks start at or after `first`.
    fn first_cell(&self, first: usize) -> usize {
        self.cells.iter().rposition(|cell| cell.blocks.start < first).map_or(0, |at| at + 1)
    }

    fn shape(&self, tree: &Tree, row: &RowBlocks, before: TablesEnded, blocks: &Blocks) -> Shape {
        let cells = &self.cells[row.cells.clone()];
        let texts = &blocks.blocks[row.blocks.clone()];
        let in_cells: usize = cells.iter().map(|cell| cell.blocks.len()).sum();
        let words =
            |blocks: &[super::RawBlock]| blocks.iter().fold(0, |sum: u32, b| sum.saturating_add(b.words));
        let words_of = |cell: &CellBlocks| words(&blocks.blocks[cell.blocks.clone()]);
        let is_long = cells.iter().any(|cell| words_of(cell) > MAX_CELL_WORDS);
        let is_header = |cell: &CellBlocks| tree.tag(cell.id) == Some(Tag::Th);
        let holds = |cell: &CellBlocks, is: fn(BlockKind) -> bool| {
            blocks.blocks[cell.blocks.clone()].iter().any(|block| is(block.kind))
        };
        let has_heading = |cell: &CellBlocks| holds(cell, BlockKind::is_heading);
        let may_be_data = |cell: &CellBlocks| {
            !holds(cell, |kind| kind == BlockKind::Code) && (!has_heading(cell) || is_header(cell))
        };
        let fits = (1..=MAX_CELLS).contains(&cells.len())
            && in_cells == texts.len()
            && texts.iter().all(|block| block.is_hidden == texts[0].is_hidden)
            && cells.iter().all(|cell| words_of(cell) <= MAX_WORDS_BELOW_HEADERS && may_be_data(cell));
        let has_table = self.ended.all > before.all;
        match (fits, has_table) {
            (false, _) => Shape::Other,
            (true, true) if self.ended.nesting > before.nesting => Shape::Other,
            (true, true) if words(texts) > MAX_WORDS_AROUND_TABLE => Shape::Other,
            (true, true) => Shape::Nesting,
            (true, false) if is_long && cells.len() > 1 => Shape::Long,
            (true, false) if is_long => Shape::Other,
            (true, false) if texts.len() > cells.len() || cells.iter().any(has_heading) => Shape::Waiting,
            (true, false) if texts.len() == 1 => Shape::Single,
            (true, false) => Shape::Plain,
        }
    }
}

impl RowBlocks {
    fn waits(&self) -> bool {
        matches!(self.shape, Shape::Waiting | Shape::Nesting | Shape::Long)
    }
}

/// Whether a table with waiting rows is a data table.
///
/// With headers, nearly all rows must be possible rows of data, and most of them must have text in more than one cell;
/// posts under a header row do not. Without headers, half of the rows must be simple, the others must start with a
/// simple cell, and all must be as wide as the first.
fn is_data(headers: Headers, rows: &[RowBlocks], cells: &[CellBlocks]) -> bool {
    let count = |shape| rows.iter().filter(|row| row.shape == shape).count();
    if headers.is_layout {
        return false;
    }
    let waiting = || rows.iter().filter(|row| row.waits());
    if headers.has_any {
        let alone = waiting().filter(|row| row.cells.len() == 1).count();
        let wide = count(Shape::Plain) + waiting().count() - alone;
        return count(Shape::Other) * 4 <= rows.len() && alone < wide;
    }
    let starts_plain = |row: &RowBlocks| {
        let cells = &cells[row.cells.clone()];
        cells.len() > 1 && cells[0].blocks.len() == 1
    };
    headers.is_regular
        && count(Shape::Other) + count(Shape::Nesting) + count(Shape::Long) == 0
        && count(Shape::Plain) * 2 >= rows.len()
        && waiting().all(starts_plain)
}

impl Joined {
    /// Makes each row one block: a tab between cells, a line feed between blocks of one cell. Takes time linear in the
    /// blocks from the first row on.
    fn apply(&self, blocks: &mut Blocks) {
        let Some((first, _)) = self.rows.first() else { return };
        let (mut read, mut write) = (first.blocks.start, first.blocks.start);
        for (row, cells) in &self.rows {
            blocks.blocks.copy_within(read..row.blocks.start, write);
            write += row.blocks.start - read;
            blocks.blocks[write] = join(row, cells, blocks);
            (read, write) = (row.blocks.end, write + 1);
        }
        blocks.blocks.copy_within(read.., write);
        blocks.blocks.truncate(write + blocks.blocks.len() - read);
    }
}

/// Joins the blocks of a row. Their texts are already adjacent.
fn join(row: &RowBlocks, cells: &[CellBlocks], blocks: &mut Blocks) -> super::RawBlock {
    let texts = &blocks.blocks[row.blocks.clone()];
    let (mut joined, end) = (texts[0], texts[texts.len() - 1].text.range().end);
    for block in &texts[1..] {
        joined.chars += block.chars;
        joined.link_chars += block.link_chars;
        joined.bold_chars += block.bold_chars;
        joined.links += block.links;
        joined.images += block.images;
        joined.words += block.words;
    }
    for inner in texts.iter().filter(|block| block.kind == BlockKind::TableRow) {
        let text = blocks.text[inner.text.range()].replace('\t', " ");
        blocks.text.replace_range(inner.text.range(), &text);
    }
    for cell in &cells[1..] {
        let start = blocks.blocks[cell.blocks.start].text.range().start;
        blocks.text.replace_range(start - 1..start, "\t");
    }
    joined.kind = BlockKind::TableRow;
    joined.container = Some(row.id);
    joined.element = Some(row.id);
    joined.text = Span::new(joined.text.range().start, end);
    joined
}

/// Joins the markup of a row's blocks.
pub(super) fn join_markup(
    row: &RowBlocks,
    cells: &[CellBlocks],
    blocks: impl Iterator<Item = BlockMarkup>,
) -> BlockMarkup {
    let mut joined = BlockMarkup { row: Some(row.id), ..BlockMarkup::default() };
    let (mut offset, mut cells) = (0, cells.iter().peekable());
    for (at, block) in (row.blocks.start..).zip(blocks) {
        let len = block.cells.last().map_or(0, |cell| cell.range.end);
        let shifted = |range: Range<usize>| range.start + offset..range.end + offset;
        let pieces = block.pieces.into_iter();
        joined.pieces.extend(pieces.map(|piece| Piece { range: shifted(piece.range.clone()), ..piece }));
        match cells.next_if(|cell| cell.blocks.start == at) {
            Some(cell) => joined.cells.push(Cell { id: Some(cell.id), range: shifted(0..len) }),
            None => joined.cells.last_mut().into_iter().for_each(|cell| cell.range.end = offset + len),
        }
        offset += len + 1;
    }
    joined
}
