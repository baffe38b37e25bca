//! What the markup says about the text of each block, recorded while the tree is walked.

use super::RawBlock;
use super::recorder::{Place, Recorder};
use super::rows::{Joined, join_markup};
use super::wanted::{Content, Contents};
use crate::parse::{AttributeName, NodeId, Tag, Tree};
use crate::words;
use std::ops::Range;

/// How many quotes and list items may be around a block; those further inside are passed over. Each line of
/// Markdown repeats a mark for every one of them.
pub(crate) const MAX_NESTING: usize = 16;

/// A way in which text is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Strong,
    Emphasis,
    Deleted,
    Subscript,
    Superscript,
}

impl Format {
    pub(crate) const ALL: [Format; 5] =
        [Format::Strong, Format::Emphasis, Format::Deleted, Format::Subscript, Format::Superscript];

    fn of(tag: Tag) -> Option<Format> {
        match tag {
            Tag::B | Tag::Strong => Some(Format::Strong),
            Tag::Em | Tag::I => Some(Format::Emphasis),
            Tag::Del | Tag::S | Tag::Strike => Some(Format::Deleted),
            Tag::Sub => Some(Format::Subscript),
            Tag::Sup => Some(Format::Superscript),
            _ => None,
        }
    }
}

/// An element that is rendered as a whole in place of its text: a formula, a superscript or a subscript.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Atom {
    /// A `math`, `script`, `img`, `sup` or `sub` element.
    pub(crate) id: NodeId,
    /// Whether it is a display formula.
    pub(crate) is_display: bool,
}

/// How a run of text is marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Style {
    /// The innermost link.
    pub(crate) link: Option<NodeId>,
    /// The innermost element for code.
    pub(crate) code: Option<NodeId>,
    /// The element that the text represents, if it is not plain text.
    pub(crate) atom: Option<Atom>,
    formats: u8,
}

impl Style {
    pub(crate) fn has(self, format: Format) -> bool {
        self.formats & (1 << format as u8) != 0
    }

    pub(crate) fn with(mut self, format: Format) -> Style {
        self.formats |= 1 << format as u8;
        self
    }

    pub(crate) fn without(mut self, format: Format) -> Style {
        self.formats &= !(1 << format as u8);
        self
    }

    /// The formats of both, and the rest of this one.
    pub(crate) fn shared(mut self, other: Style) -> Style {
        self.formats &= other.formats;
        self
    }
}

/// Part of a block's text, or an image within it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Where it is in the block's text.
    pub(crate) range: Range<usize>,
    pub(crate) style: Style,
    pub(crate) image: Option<NodeId>,
}

/// The containers around blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Container {
    pub(crate) kind: ContainerKind,
    /// The element; `None` in plain text.
    id: Option<NodeId>,
    /// The number of the next one around it.
    parent: Option<usize>,
    /// How many are around it.
    level: usize,
}

/// The kinds of containers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ContainerKind {
    /// A quote.
    Quote,
    /// A note that the text refers to. Only Markdown makes such of an item or a paragraph.
    Note,
    /// An item of a list.
    Item {
        /// The list's number; items without a list are of one.
        list: Option<usize>,
        is_ordered: bool,
        /// The item's number in its list, from `start` on.
        number: i64,
    },
}

/// A cell of a row.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    /// The element, a child of the row.
    pub(crate) id: Option<NodeId>,
    /// Where its text is in the block's text.
    pub(crate) range: Range<usize>,
}

/// What was recorded about one block.
#[derive(Clone, Debug, Default)]
pub(crate) struct BlockMarkup {
    /// The number of the innermost container.
    pub(crate) container: Option<usize>,
    /// The innermost table and row.
    pub(crate) table: Option<NodeId>,
    pub(crate) row: Option<NodeId>,
    /// In order, without overlaps.
    pub(crate) pieces: Vec<Piece>,
    /// More than one where the block is a row of data.
    pub(crate) cells: Vec<Cell>,
}

impl BlockMarkup {
    /// The pieces within a range of the block's text; none where that is empty.
    pub(crate) fn pieces_within(&self, range: &Range<usize>) -> &[Piece] {
        if range.is_empty() {
            return &[];
        }
        let start = self.pieces.partition_point(|piece| piece.range.start < range.start);
        let end = self.pieces.partition_point(|piece| piece.range.start <= range.end);
        self.pieces.get(start..end).unwrap_or_default()
    }
}

/// An image outside the text of all blocks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LooseImage {
    pub(crate) id: NodeId,
    pub(crate) container: Option<usize>,
    /// How many blocks come before it.
    pub(crate) position: usize,
}

/// What was recorded about a page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Markup {
    pub(crate) blocks: Vec<BlockMarkup>,
    pub(crate) loose_images: Vec<LooseImage>,
    containers: Vec<Container>,
}

impl Markup {
    /// Of plain text: the items of its lists, as deep as their bullets were indented.
    pub(crate) fn of_lines(blocks: &[RawBlock]) -> Markup {
        let mut markup = Markup::default();
        let mut open: Vec<usize> = Vec::new();
        for block in blocks {
            let depth = match block.kind {
                crate::BlockKind::ListItem { depth, .. } => usize::from(depth.max(1)).min(MAX_NESTING),
                _ => 0,
            };
            open.truncate(if block.starts_item { depth.saturating_sub(1) } else { depth });
            while open.len() < depth {
                let kind = ContainerKind::Item { list: None, is_ordered: false, number: 1 };
                let parent = open.last().copied();
                open.push(markup.push_container(kind, None, parent));
            }
            let container = open.last().copied();
            markup.blocks.push(BlockMarkup { container, ..BlockMarkup::default() });
        }
        markup
    }

    /// The containers around one, itself included, with their numbers; outermost first.
    pub(crate) fn path(&self, innermost: Option<usize>) -> Vec<(usize, ContainerKind)> {
        let around = std::iter::successors(innermost, |&at| self.containers[at].parent);
        let mut path: Vec<_> = around.map(|at| (at, self.containers[at].kind)).collect();
        path.reverse();
        path
    }

    /// The containers around one, itself included, that are inside of an element.
    pub(crate) fn path_inside(
        &self,
        innermost: Option<usize>,
        tree: &Tree,
        element: NodeId,
    ) -> Vec<(usize, ContainerKind)> {
        let is_inside = |at: &usize| {
            let above = self.containers[*at].id.and_then(|id| tree.parent(id));
            above.is_some_and(|above| tree.ancestors(above).take(MAX_NESTING).any(|id| id == element))
        };
        let mut path = self.path(innermost);
        let outside = path.iter().position(|(at, _)| is_inside(at)).unwrap_or(path.len());
        path.drain(..outside);
        path
    }

    fn push_container(&mut self, kind: ContainerKind, id: Option<NodeId>, parent: Option<usize>) -> usize {
        let level = parent.map_or(0, |at| self.containers[at].level + 1);
        self.containers.push(Container { kind, id, parent, level });
        self.containers.len() - 1
    }

    fn is_full(&self, innermost: Option<usize>) -> bool {
        innermost.is_some_and(|at| self.containers[at].level + 1 >= MAX_NESTING)
    }
}

/// What the descendants of an element inherit.
#[derive(Clone, Copy, Debug, Default)]
struct Inherited {
    style: Style,
    container: Option<usize>,
    /// The number of the innermost list.
    list: Option<usize>,
    table: Option<NodeId>,
    row: Option<NodeId>,
    /// The child of the row.
    cell: Option<NodeId>,
}

#[derive(Clone, Copy, Debug)]
struct List {
    is_ordered: bool,
    next: i64,
}

/// Records everything that rendering needs.
#[derive(Debug)]
pub(super) struct Recording {
    contents: Contents,
    markup: Markup,
    lists: Vec<List>,
    path: Vec<Inherited>,
    pending: Vec<Piece>,
    aside: Vec<Piece>,
}

impl Recording {
    pub(super) fn new(contents: Contents) -> Recording {
        Recording {
            contents,
            markup: Markup::default(),
            lists: Vec::new(),
            path: Vec::new(),
            pending: Vec::new(),
            aside: Vec::new(),
        }
    }

    /// The markup by the page's `blocks`, some of which were skipped when those `walked` were made.
    ///
    /// No block that was skipped has the container of one that was not, so the containers tell which is which.
    pub(super) fn finish(mut self, walked: &[RawBlock], blocks: &[RawBlock]) -> Markup {
        let mut all = Vec::with_capacity(blocks.len());
        // For each block that was walked, how many blocks there are before it.
        let mut positions = Vec::with_capacity(walked.len() + 1);
        for (block, markup) in walked.iter().zip(self.markup.blocks) {
            positions.push(all.len());
            if block.element.is_some() {
                let skipped =
                    blocks[all.len()..].iter().take_while(|other| other.container != block.container);
                all.resize_with(all.len() + skipped.count(), BlockMarkup::default);
                all.push(markup);
            }
        }
        positions.push(all.len());
        all.resize_with(blocks.len(), BlockMarkup::default);
        self.markup.loose_images.iter_mut().for_each(|image| image.position = positions[image.position]);
        Markup { blocks: all, ..self.markup }
    }

    fn inherited(&self) -> Inherited {
        self.path.last().copied().unwrap_or_default()
    }

    fn pieces(&mut self, place: Place) -> &mut Vec<Piece> {
        match place {
            Place::Block => &mut self.pending,
            Place::Aside => &mut self.aside,
        }
    }

    fn enter_list(&mut self, tree: &Tree, id: NodeId, is_ordered: bool) -> usize {
        let start = tree.attribute(id, AttributeName::Start).filter(|_| is_ordered);
        let next = start.and_then(|start| start.trim_ascii().parse::<i32>().ok()).unwrap_or(1);
        self.lists.push(List { is_ordered, next: next.into() });
        self.lists.len() - 1
    }

    fn item(&mut self, list: Option<usize>) -> ContainerKind {
        let Some(at) = list else { return ContainerKind::Item { list, is_ordered: false, number: 1 } };
        let List { is_ordered, next } = &mut self.lists[at];
        *next += 1;
        ContainerKind::Item { list, is_ordered: *is_ordered, number: *next - 1 }
    }

    fn contain(&mut self, kind: ContainerKind, id: NodeId, within: &mut Inherited) {
        if !self.markup.is_full(within.container) {
            within.container = Some(self.markup.push_container(kind, Some(id), within.container));
        }
    }
}

impl Recorder for Recording {
    type Block = BlockMarkup;

    /// Only whether the rows of a table are data depends on words.
    fn words(&self, text: &str) -> u32 {
        let Inherited { table, row, .. } = self.inherited();
        if table.is_some() || row.is_some() { words::count(text) as u32 } else { 0 }
    }

    /// A table is read as a whole, and the items of an ordered list are counted.
    fn skips(&self, id: NodeId, tag: Tag) -> Option<Content> {
        let Inherited { table, row, list, .. } = self.inherited();
        let is_list = matches!(tag, Tag::Ul | Tag::Ol | Tag::Menu | Tag::Dir);
        let is_counted = !is_list && list.is_some_and(|at| self.lists[at].is_ordered);
        self.contents.unwanted(id).filter(|_| table.is_none() && row.is_none() && !is_counted)
    }

    fn enter(&mut self, tree: &Tree, id: NodeId, tag: Tag) {
        let mut inherited = self.inherited();
        if inherited.row.is_some() && inherited.cell.is_none() {
            inherited.cell = Some(id);
        }
        match tag {
            Tag::A => inherited.style.link = Some(id),
            Tag::Code | Tag::Kbd | Tag::Samp | Tag::Tt => inherited.style.code = Some(id),
            Tag::Ul | Tag::Menu | Tag::Dir => inherited.list = Some(self.enter_list(tree, id, false)),
            Tag::Ol => inherited.list = Some(self.enter_list(tree, id, true)),
            Tag::Li => {
                let item = self.item(inherited.list);
                self.contain(item, id, &mut inherited);
            }
            Tag::Blockquote => self.contain(ContainerKind::Quote, id, &mut inherited),
            Tag::Table => (inherited.table, inherited.row, inherited.cell) = (Some(id), None, None),
            Tag::Tr => (inherited.row, inherited.cell) = (Some(id), None),
            _ => {}
        }
        if let Some(format) = Format::of(tag) {
            inherited.style = inherited.style.with(format);
        }
        self.path.push(inherited);
    }

    fn leave(&mut self) {
        self.path.pop();
    }

    fn text(&mut self, place: Place, range: Range<usize>, atom: Option<Atom>) {
        let style = Style { atom, ..self.inherited().style };
        if range.is_empty() {
            return;
        }
        let pieces = self.pieces(place);
        let images = pieces.iter_mut().rev().take_while(|piece| piece.image.is_some());
        for image in images.filter(|image| !image.range.is_empty()) {
            image.range = range.start..range.start;
        }
        pieces.push(Piece { range, style, image: None });
    }

    fn image(&mut self, place: Place, id: NodeId, range: Range<usize>) {
        let style = self.inherited().style;
        self.pieces(place).push(Piece { range, style, image: Some(id) });
    }

    fn end(&mut self, place: Place, all: &str, text: &str) -> BlockMarkup {
        let start = text.as_ptr() as usize - all.as_ptr() as usize;
        let range = start..start + text.len();
        let Inherited { container, table, row, cell, .. } = self.inherited();
        let mut pieces = std::mem::take(self.pieces(place));
        for piece in &mut pieces {
            let within = |at: usize| at.clamp(range.start, range.end) - range.start;
            piece.range = within(piece.range.start)..within(piece.range.end);
        }
        // Outside of tables none are read.
        let is_in_table = table.is_some() || row.is_some();
        let cells = is_in_table.then(|| Cell { id: cell, range: 0..range.len() }).into_iter().collect();
        BlockMarkup { container, table, row, pieces, cells }
    }

    fn end_blank(&mut self, place: Place) {
        let (container, position) = (self.inherited().container, self.markup.blocks.len());
        let images = std::mem::take(self.pieces(place)).into_iter().filter_map(|piece| piece.image);
        self.markup.loose_images.extend(images.map(|id| LooseImage { id, container, position }));
    }

    fn push(&mut self, block: BlockMarkup) {
        self.markup.blocks.push(block);
    }

    fn join(&mut self, joined: &Joined) {
        let Some((first, _)) = joined.rows.first() else { return };
        let first = first.blocks.start;
        let Inherited { container, table, .. } = self.inherited();
        let mut blocks = self.markup.blocks.split_off(first).into_iter();
        let images = self.markup.loose_images.partition_point(|image| image.position <= first);
        let mut images = self.markup.loose_images[images..].iter_mut().peekable();
        let mut read = first;
        for (row, cells) in &joined.rows {
            let moved = read - self.markup.blocks.len();
            while let Some(image) = images.next_if(|image| image.position <= row.blocks.start) {
                image.position -= moved;
            }
            self.markup.blocks.extend(blocks.by_ref().take(row.blocks.start - read));
            let inside = blocks.by_ref().take(row.blocks.len());
            self.markup.blocks.push(BlockMarkup { container, table, ..join_markup(row, cells, inside) });
            while let Some(image) = images.next_if(|image| image.position <= row.blocks.end) {
                image.position = self.markup.blocks.len();
            }
            read = row.blocks.end;
        }
        let moved = read - self.markup.blocks.len();
        images.for_each(|image| image.position -= moved);
        self.markup.blocks.extend(blocks);
    }
}
