//! What the markup says about the text of each block.

use super::RawBlock;
use crate::parse::{NodeId, Tag, Tree};
use std::ops::Range;

/// How many quotes and list items may be around a block; deeper ones are ignored. Each line of Markdown repeats a mark
/// for every one of them.
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

    pub(super) fn of(tag: Tag) -> Option<Format> {
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

/// An element that is rendered as a whole in place of its text: a formula, a superscript, a subscript or the checkbox
/// of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Atom {
    /// A `math`, `script`, `img`, `sup`, `sub` or `input` element.
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

    /// The formats that both styles have, and the other fields of this style.
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
    /// The number of the next container around it.
    parent: Option<usize>,
    /// How many containers are around it.
    level: usize,
}

/// The kinds of containers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ContainerKind {
    /// A quote.
    Quote,
    /// A note that the text refers to. Only Markdown turns an item or a paragraph into one.
    Note,
    /// An item of a list.
    Item {
        /// The list's number. Items without a list belong to one common list.
        list: Option<usize>,
        is_ordered: bool,
        /// The item's number in its list, as a browser shows it.
        number: i64,
        /// Whether the numbers of the list count down.
        is_reversed: bool,
    },
}

/// The number that a browser gives to the item after the one with `number`.
pub(crate) fn number_after(number: i64, is_reversed: bool) -> i64 {
    if is_reversed { number - 1 } else { number + 1 }
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
    /// More than one if the block is a row of a data table.
    pub(crate) cells: Vec<Cell>,
}

impl BlockMarkup {
    /// The pieces within a range of the block's text; none if the range is empty.
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
    /// The innermost cell around it, a child of a row, and whether all text of the cell comes after the image.
    pub(crate) cell: Option<NodeId>,
    pub(crate) is_first: bool,
}

/// What was recorded about a page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Markup {
    pub(crate) blocks: Vec<BlockMarkup>,
    pub(crate) loose_images: Vec<LooseImage>,
    containers: Vec<Container>,
}

impl Markup {
    /// The markup of plain text: the items of its lists, nested as their bullets were indented.
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
                let kind =
                    ContainerKind::Item { list: None, is_ordered: false, number: 1, is_reversed: false };
                let parent = open.last().copied();
                open.push(markup.push_container(kind, None, parent));
            }
            let container = open.last().copied();
            markup.blocks.push(BlockMarkup { container, ..BlockMarkup::default() });
        }
        markup
    }

    /// The containers around a container, itself included, with their numbers; outermost first.
    pub(crate) fn path(&self, innermost: Option<usize>) -> Vec<(usize, ContainerKind)> {
        let around = std::iter::successors(innermost, |&at| self.containers[at].parent);
        let mut path: Vec<_> = around.map(|at| (at, self.containers[at].kind)).collect();
        path.reverse();
        path
    }

    /// The containers around a container, itself included, that are inside an element.
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

    pub(super) fn push_container(
        &mut self,
        kind: ContainerKind,
        id: Option<NodeId>,
        parent: Option<usize>,
    ) -> usize {
        let level = parent.map_or(0, |at| self.containers[at].level + 1);
        self.containers.push(Container { kind, id, parent, level });
        self.containers.len() - 1
    }

    pub(super) fn is_full(&self, innermost: Option<usize>) -> bool {
        innermost.is_some_and(|at| self.containers[at].level + 1 >= MAX_NESTING)
    }
}
