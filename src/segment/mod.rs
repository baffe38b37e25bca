//! Splits a page into blocks of text.

mod added;
mod emoji;
mod folding;
mod html;
mod inline_style;
mod listing;
mod markup;
mod note_pairs;
mod notes;
mod plain_text;
mod recorder;
mod recording;
mod rows;
mod shifted;
mod sources;
mod table;
mod wanted;

pub(crate) use html::read_markup;
pub use html::segment_html;
pub(crate) use inline_style::{declares, hides};
pub(crate) use markup::{
    Atom, BlockMarkup, Cell, ContainerKind, Format, LooseImage, Markup, Piece, Style, number_after,
};
pub(crate) use note_pairs::{NotePairs, target_name};
pub(crate) use notes::{fragment, is_part_of_link, note_reference};
pub use plain_text::is_lead_in;
pub use plain_text::segment_plain_text;
pub(crate) use plain_text::{ends_sentence, is_terminal, item_number};
pub(crate) use rows::MAX_CELL_WORDS;
pub(crate) use sources::sources;
pub(crate) use table::is_cell;

use crate::kind::BlockKind;
use crate::parse::{NodeId, Span};
use crate::words;
use std::ops::Range;

/// All blocks of a page in document order, their text in one buffer.
#[derive(Clone, Debug, Default)]
pub struct Blocks {
    text: String,
    blocks: Vec<RawBlock>,
    /// Where each block of plain text comes from; empty in HTML.
    sources: Vec<Span>,
}

/// What the segmentation knows about one block.
#[derive(Clone, Copy, Debug, Default)]
pub struct RawBlock {
    /// Where the text is in the page's text buffer.
    pub text: Span,
    /// The kind of the block, from its markup or, in plain text, from its bullet.
    pub kind: BlockKind,
    /// The innermost block-level element around the block; `None` in plain text.
    pub container: Option<NodeId>,
    /// The innermost element around all text of the block; `None` in plain text.
    pub element: Option<NodeId>,
    /// Whether the block is inside `noscript` or an element that is marked as not shown.
    pub is_hidden: bool,
    /// Whether the block is the first one of its list item.
    pub starts_item: bool,
    /// Characters that are not ASCII white space.
    pub chars: u32,
    /// How many of `chars` are inside links.
    pub link_chars: u32,
    /// How many of `chars` are inside `b` or `strong`.
    pub bold_chars: u32,
    /// Links in the block.
    pub links: u32,
    /// Images since the previous block.
    pub images: u32,
    /// Words.
    pub words: u32,
    /// The line on which the block starts, from 1; 0 in HTML.
    pub line: u32,
    /// Blank lines (1) or a line without letters (2) right before the block; 0 in HTML.
    pub gap: u8,
}

impl RawBlock {
    /// The share of the block's characters that is in links, 0 to 1.
    pub fn link_density(&self) -> f32 {
        share(self.link_chars, self.chars)
    }

    /// The share of the block's characters that is bold, 0 to 1.
    pub fn bold_density(&self) -> f32 {
        share(self.bold_chars, self.chars)
    }
}

/// A part as a share of a whole, 0 to 1; 0 if the whole is 0.
fn share(part: u32, whole: u32) -> f32 {
    if whole == 0 { 0.0 } else { (part as f32 / whole as f32).min(1.0) }
}

impl Blocks {
    /// Room for `bytes` of text.
    fn with_capacity(bytes: usize) -> Blocks {
        Blocks {
            text: String::with_capacity(bytes),
            blocks: Vec::with_capacity(bytes / 64),
            sources: Vec::new(),
        }
    }

    /// Releases unused capacity.
    fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.blocks.shrink_to_fit();
    }

    /// How many blocks there are.
    pub fn len(&self) -> usize {
        self.blocks.len()
    }

    /// The blocks in document order.
    pub fn iter(&self) -> std::slice::Iter<'_, RawBlock> {
        self.blocks.iter()
    }

    /// The blocks as a slice.
    pub fn as_slice(&self) -> &[RawBlock] {
        &self.blocks
    }

    /// Where in the plain text a block comes from; `None` in HTML.
    pub(crate) fn source(&self, position: usize) -> Option<Range<usize>> {
        self.sources.get(position).map(|span| span.range())
    }

    /// The text of a block.
    pub fn text(&self, block: &RawBlock) -> &str {
        self.text.get(block.text.range()).unwrap_or_default()
    }

    /// Records that the last block comes from the part of the page that starts with `first` and ends with `last`.
    fn push_source(&mut self, page: &str, first: &str, last: &str) {
        let start_of = |part: &str| part.as_ptr() as usize - page.as_ptr() as usize;
        self.sources.push(Span::new(start_of(first), start_of(last) + last.len()));
    }

    /// Adds a block with its text; its words are counted here.
    fn push(&mut self, text: &str, block: RawBlock) {
        self.push_counted(text, RawBlock { words: words::count(text) as u32, ..block });
    }

    /// Adds a block with its text, whose words have been counted.
    fn push_counted(&mut self, text: &str, block: RawBlock) {
        let start = self.text.len();
        self.text.push_str(text);
        let span = Span::new(start, self.text.len());
        // One byte between blocks, so that blocks can be joined in place.
        self.text.push('\n');
        self.blocks.push(RawBlock { text: span, ..block });
    }
}

/// Whether the text is invisible: only white space, controls and zero-width characters.
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
    })
}
