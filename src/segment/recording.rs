//! Records the markup of each block while the tree is walked.

use super::RawBlock;
use super::markup::{
    Atom, BlockMarkup, Cell, ContainerKind, Format, LooseImage, Markup, Piece, Style, number_after,
};
use super::recorder::{Place, Recorder};
use super::rows::{Joined, join_markup};
use super::wanted::{Content, Contents};
use crate::parse::{AttributeName, NodeId, Tag, Tree};
use crate::words;
use std::ops::Range;

/// What the descendants of an element inherit.
#[derive(Clone, Copy, Debug, Default)]
struct Inherited {
    style: Style,
    container: Option<usize>,
    /// The number of the innermost list.
    list: Option<usize>,
    table: Option<NodeId>,
    row: Option<NodeId>,
    /// The child of the row, and how many blocks come before it.
    cell: Option<NodeId>,
    cell_start: usize,
}

#[derive(Clone, Copy, Debug)]
struct List {
    is_ordered: bool,
    is_reversed: bool,
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

    /// The markup for all `blocks` of the page. Some of them were skipped in the walk that made `walked`.
    ///
    /// A skipped block never has the same container as a walked one, so the containers show which blocks were skipped.
    pub(super) fn finish(mut self, walked: &[RawBlock], blocks: &[RawBlock]) -> Markup {
        let mut all = Vec::with_capacity(blocks.len());
        // For each block that was walked, the number of blocks before it.
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
        self.markup.blocks = all;
        self.markup
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
        let is_reversed = is_ordered && tree.attribute(id, AttributeName::Reversed).is_some();
        let start = number(tree, id, AttributeName::Start).filter(|_| is_ordered);
        let items = || tree.children(id).filter(|&child| tree.tag(child) == Some(Tag::Li)).count();
        let next = start.unwrap_or_else(|| if is_reversed { items().try_into().unwrap_or(1) } else { 1 });
        self.lists.push(List { is_ordered, is_reversed, next });
        self.lists.len() - 1
    }

    /// An item, which may have a number of its own.
    fn item(&mut self, list: Option<usize>, value: Option<i64>) -> ContainerKind {
        let mut outside = List { is_ordered: false, is_reversed: false, next: 1 };
        let List { is_ordered, is_reversed, next } = list.map_or(&mut outside, |at| &mut self.lists[at]);
        let number = value.unwrap_or(*next);
        *next = number_after(number, *is_reversed);
        ContainerKind::Item { list, is_ordered: *is_ordered, number, is_reversed: *is_reversed }
    }

    fn contain(&mut self, kind: ContainerKind, id: NodeId, within: &mut Inherited) {
        if !self.markup.is_full(within.container) {
            within.container = Some(self.markup.push_container(kind, Some(id), within.container));
        }
    }
}

/// The number in an attribute, as far as browsers read it.
fn number(tree: &Tree, id: NodeId, name: AttributeName) -> Option<i64> {
    tree.attribute(id, name)?.trim_ascii().parse::<i32>().ok().map(i64::from)
}

impl Recorder for Recording {
    type Block = BlockMarkup;

    /// Words are needed only to decide whether the rows of a table are data.
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
            (inherited.cell, inherited.cell_start) = (Some(id), self.markup.blocks.len());
        }
        match tag {
            Tag::A => inherited.style.link = Some(id),
            Tag::Code | Tag::Kbd | Tag::Samp | Tag::Tt => inherited.style.code = Some(id),
            Tag::Ul | Tag::Menu | Tag::Dir => inherited.list = Some(self.enter_list(tree, id, false)),
            Tag::Ol => inherited.list = Some(self.enter_list(tree, id, true)),
            Tag::Li => {
                let item = self.item(inherited.list, number(tree, id, AttributeName::Value));
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
        let mut style = self.inherited().style;
        style.atom = atom;
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
        // Outside tables, no cells are read.
        let is_in_table = table.is_some() || row.is_some();
        let cells = is_in_table.then(|| Cell { id: cell, range: 0..range.len() }).into_iter().collect();
        BlockMarkup { container, table, row, pieces, cells }
    }

    fn end_blank(&mut self, place: Place) {
        let Inherited { container, cell, cell_start, .. } = self.inherited();
        let position = self.markup.blocks.len();
        let is_first = cell_start == position;
        let images = std::mem::take(self.pieces(place)).into_iter().filter_map(|piece| piece.image);
        let loose = |id| LooseImage { id, container, position, cell, is_first };
        self.markup.loose_images.extend(images.map(loose));
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
