//! Turns the kept blocks of a page into the parts of a document.

use super::urls::Urls;
use crate::kind::BlockKind;
use crate::label::Label;
use crate::parse::{AttributeName, NodeId, Tag, Tree};
use crate::segment::{BlockMarkup, Blocks, Cell, ContainerKind, LooseImage, Markup, is_cell};
use std::collections::HashMap;
use std::ops::Range;

/// How many columns one cell may span.
const MAX_COLUMNS_SPANNED: usize = 16;
/// How many positions of the table's grid one cell may take.
const MAX_SPAN: usize = 64;
/// A longer block is not rendered as a row of a table, even if it is the only block in a row.
const MAX_ROW_WORDS: u32 = 60;
/// The most blocks of a figure between an image and the text that it belongs to.
pub(super) const MAX_CAPTIONS: usize = 4;
/// How many levels up an image's figure is searched for.
const MAX_FIGURE_DEPTH: usize = 8;

/// The input of rendering.
#[derive(Debug)]
pub(super) struct Source<'a> {
    /// `None` for plain text.
    pub(super) tree: Option<&'a Tree>,
    pub(super) blocks: &'a Blocks,
    pub(super) labels: &'a [Label],
    pub(super) markup: Markup,
    /// `None` if no address is written.
    pub(super) urls: Option<Urls<'a>>,
}

/// Part of the document.
#[derive(Debug)]
pub(super) struct Part {
    /// The number of the innermost container.
    pub(super) container: Option<usize>,
    pub(super) leaf: Leaf,
}

/// The content of a part. Blocks are given by their positions.
#[derive(Debug)]
pub(super) enum Leaf {
    Heading(u8, usize),
    Paragraph(usize),
    Caption(usize),
    /// Preformatted text.
    Code(usize),
    Table(Vec<Row>),
    /// An image between blocks.
    Image(NodeId),
}

/// A row of a table.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) block: usize,
    pub(super) is_header: bool,
    pub(super) cells: Vec<Spanning>,
}

/// A cell, and how many columns and rows it spans.
#[derive(Debug)]
pub(super) struct Spanning {
    /// The range of its text in the block's text.
    pub(super) range: Range<usize>,
    /// The images before and after its text, each by itself.
    pub(super) before: Vec<NodeId>,
    pub(super) after: Vec<NodeId>,
    pub(super) is_header: bool,
    pub(super) columns: usize,
    pub(super) rows: usize,
}

/// The images in cells that are outside the text of the cell, by cell.
type CellImages<'a> = HashMap<NodeId, Vec<&'a LooseImage>>;

impl Source<'_> {
    pub(super) fn text(&self, block: usize) -> &str {
        self.blocks.text(&self.blocks.as_slice()[block])
    }

    pub(super) fn markup(&self, block: usize) -> &BlockMarkup {
        &self.markup.blocks[block]
    }

    /// The containers around a part, outermost first.
    pub(super) fn path(&self, part: &Part) -> Vec<(usize, ContainerKind)> {
        self.markup.path(part.container)
    }

    /// The parts in document order. Takes time linear in the size of the page.
    pub(super) fn parts(&self, with_images: bool) -> Vec<Part> {
        let mut in_cells = CellImages::new();
        let images = self.markup.loose_images.iter().filter(|_| with_images);
        for image in images.clone() {
            image.cell.into_iter().for_each(|cell| in_cells.entry(cell).or_default().push(image));
        }
        let leaves = self.leaves(&mut in_cells);
        let is_left = |image: &&LooseImage| image.cell.is_none_or(|cell| in_cells.contains_key(&cell));
        let mut images = images.filter(is_left).peekable();
        let mut parts = Vec::new();
        for (at, part) in leaves {
            while let Some(image) = images.next_if(|image| image.position <= at) {
                parts.extend(self.loose_image(image));
            }
            parts.push(part);
        }
        parts.extend(images.filter_map(|image| self.loose_image(image)));
        parts
    }

    /// The parts except images between blocks, each with its first block. Removes the images in table cells from
    /// `images`.
    fn leaves(&self, images: &mut CellImages<'_>) -> Vec<(usize, Part)> {
        let mut parts = Vec::new();
        let mut at = 0;
        while at < self.blocks.len() {
            let end = self.end_of_rows(at);
            let part = |at: usize, leaf| (at, Part { container: self.markup(at).container, leaf });
            if (at..end).any(|at| self.is_row_of_data(at)) {
                parts.push(part(at, Leaf::Table(self.rows(at..end, images))));
            } else {
                let end = end.max(at + 1);
                parts.extend((at..end).filter(|&at| self.is_kept(at)).map(|at| part(at, self.leaf(at))));
            }
            at = end.max(at + 1);
        }
        parts
    }

    pub(super) fn is_kept(&self, block: usize) -> bool {
        self.labels[block] == Label::Content
    }

    pub(super) fn is_row_of_data(&self, block: usize) -> bool {
        self.kind(block) == BlockKind::TableRow
    }

    fn kind(&self, block: usize) -> BlockKind {
        self.blocks.as_slice()[block].kind
    }

    fn leaf(&self, block: usize) -> Leaf {
        match self.kind(block) {
            BlockKind::Code => Leaf::Code(block),
            _ if !is_folded(self.text(block)) => Leaf::Code(block),
            BlockKind::Heading(level) => Leaf::Heading(level, block),
            BlockKind::Caption => Leaf::Caption(block),
            _ => Leaf::Paragraph(block),
        }
    }

    /// The end of the kept rows of one table that start with the block at `first`; `first` if there are none.
    fn end_of_rows(&self, first: usize) -> usize {
        let place = |at: usize| (self.markup(at).table, self.markup(at).container);
        let is_next = |&at: &usize| self.is_kept(at) && place(at) == place(first) && self.is_row(at);
        (first..self.blocks.len()).take_while(is_next).last().map_or(first, |last| last + 1)
    }

    /// Whether a block is a row: one of a data table, or the only block in its row.
    fn is_row(&self, block: usize) -> bool {
        let row = self.markup(block).row;
        let is_alone = || {
            let others = [block.checked_sub(1), Some(block + 1)].into_iter().flatten();
            row.is_some() && others.filter_map(|at| self.markup.blocks.get(at)).all(|other| other.row != row)
        };
        match self.kind(block) {
            // Cells in a listing have white space that a table cell cannot show.
            BlockKind::TableRow => {
                let text = self.text(block);
                self.markup(block).cells.iter().all(|cell| is_folded(&text[cell.range.clone()]))
            }
            BlockKind::Other | BlockKind::Paragraph => {
                let is_short = self.blocks.as_slice()[block].words <= MAX_ROW_WORDS;
                is_short && is_alone() && is_folded(self.text(block))
            }
            _ => false,
        }
    }

    /// The rows of a table as a browser shows them: those of the `tfoot` come last, wherever it is in the page.
    fn rows(&self, blocks: Range<usize>, images: &mut CellImages<'_>) -> Vec<Row> {
        let foot_of = |row: &Row| self.section(row.block, Tag::Tfoot);
        let mut rows: Vec<_> = blocks.map(|block| self.row(block, images)).collect();
        if let Some(foot) = rows.iter().find_map(foot_of) {
            rows.sort_by_key(|row| foot_of(row) == Some(foot));
        }
        rows
    }

    fn row(&self, block: usize, images: &mut CellImages<'_>) -> Row {
        let markup = self.markup(block);
        let (mut cells, mut with_text) = (Vec::new(), markup.cells.iter().peekable());
        if let (Some(tree), Some(row)) = (self.tree, markup.row) {
            let children = tree.children(row);
            for child in children {
                let text = with_text.next_if(|cell| cell.id == Some(child));
                if text.is_some() || is_cell(tree, child) {
                    let images = images.remove(&child).unwrap_or_default();
                    cells.push(spanning(tree, child, text, &images));
                }
            }
        }
        cells.extend(with_text.map(|cell| Spanning {
            range: cell.range.clone(),
            before: Vec::new(),
            after: Vec::new(),
            is_header: false,
            columns: 1,
            rows: 1,
        }));
        let is_in_head = self.section(block, Tag::Thead).is_some();
        Row { block, is_header: is_in_head || cells.iter().all(|cell| cell.is_header), cells }
    }

    /// The table section around the row of a block, if it has the given tag.
    fn section(&self, block: usize, tag: Tag) -> Option<NodeId> {
        let (tree, row) = (self.tree?, self.markup(block).row?);
        tree.parent(row).filter(|&section| tree.tag(section) == Some(tag))
    }

    /// An image between kept texts, not counting captions.
    fn loose_image(&self, image: &LooseImage) -> Option<Part> {
        let is_body = |at: usize| self.labels.get(at).is_some_and(|&label| is_body(label));
        let before = image.position.checked_sub(1).filter(|&at| is_body(at))?;
        let after = (image.position..self.blocks.len())
            .take(MAX_CAPTIONS)
            .find(|&at| !self.is_caption_of(at, image.id))
            .unwrap_or(image.position);
        self.urls.as_ref()?.visible_image(image.id)?;
        let is_kept = is_body(after) && (self.is_kept(before) || self.is_kept(after));
        is_kept.then_some(Part { container: image.container, leaf: Leaf::Image(image.id) })
    }

    fn is_caption_of(&self, block: usize, image: NodeId) -> bool {
        let figure = |id| {
            let tree = self.tree?;
            tree.ancestors(id).take(MAX_FIGURE_DEPTH).find(|&at| tree.tag(at) == Some(Tag::Figure))
        };
        let figure_of_block = self.blocks.as_slice()[block].container.and_then(figure);
        figure_of_block.is_some() && figure_of_block == figure(image)
    }
}

/// Whether a block is part of the article, including its title.
pub(super) fn is_body(label: Label) -> bool {
    matches!(label, Label::Content | Label::Title)
}

/// Whether each cell of a row has one of the texts between tabs, and spans one column and row.
pub(super) fn is_regular(tree: &Tree, row: Option<NodeId>, text: &str) -> bool {
    let is_span = |name| matches!(name, AttributeName::Colspan | AttributeName::Rowspan);
    let spans = |cell| tree.kept(cell).iter().any(|kept| is_span(kept.name));
    row.is_some_and(|row| {
        let mut cells = tree.children(row).filter(|&at| is_cell(tree, at));
        cells.clone().count() == text.split('\t').count() && !cells.any(spans)
    })
}

fn spanning(tree: &Tree, id: NodeId, text: Option<&Cell>, images: &[&LooseImage]) -> Spanning {
    let span = |name| -> Option<usize> { tree.attribute(id, name)?.trim_ascii().parse().ok() };
    let columns = span(AttributeName::Colspan).unwrap_or(1).clamp(1, MAX_COLUMNS_SPANNED);
    let rows = span(AttributeName::Rowspan).unwrap_or(1).clamp(1, MAX_SPAN / columns);
    let range = text.map_or(0..0, |cell| cell.range.clone());
    let images =
        |is_first| images.iter().filter(move |image| image.is_first == is_first).map(|image| image.id);
    let (before, after) = (images(true).collect(), images(false).collect());
    Spanning { range, before, after, is_header: tree.tag(id) == Some(Tag::Th), columns, rows }
}

/// Whether white space is as collapsing leaves it. If not, it is significant.
fn is_folded(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_unfolded = |&before: &u8, &byte: &u8| {
        matches!(byte, b'\t' | b'\r' | b'\x0c') | (is_space(before) & is_space(byte))
    };
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    // Without branches, so that it can be vectorised.
    !bytes.first().is_some_and(|&byte| is_space(byte))
        && !pairs.fold(false, |any, (before, byte)| any | is_unfolded(before, byte))
}

fn is_space(byte: u8) -> bool {
    byte.is_ascii_whitespace()
}
