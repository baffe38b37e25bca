//! The trait for listeners of the walk over a page.
//!
//! The segmentation is generic over a [`Recorder`]. During extraction, it is `()`, which compiles to nothing; for
//! rendering, it is [`Recording`](super::recording::Recording). Both are the same walk, so block `n` of one is block
//! `n` of the other.

use super::markup::Atom;
use super::rows::Joined;
use super::wanted::Content;
use crate::parse::{NodeId, Span, Tag, Tree};
use crate::words;
use std::ops::Range;

/// Listens to the walk.
pub(super) trait Recorder {
    /// The record of one block that has no position yet.
    type Block: Default;

    /// The number of words in the block that ends; 0 if the recorder does not need it.
    #[inline]
    fn words(&self, text: &str) -> u32 {
        words::count(text) as u32
    }

    /// The contents of a block-level element, if the walk may skip it.
    #[inline]
    fn skips(&self, _: NodeId, _: Tag) -> Option<Content> {
        None
    }

    /// An element started. Void elements have no end.
    fn enter(&mut self, tree: &Tree, id: NodeId, tag: Tag);

    /// The innermost element ended.
    fn leave(&mut self);

    /// The text of a node is read next; `None` if signs or an element are written instead.
    #[inline]
    fn node(&mut self, _: Option<Span>) {}

    /// No more than this part of the node's text is read next.
    #[inline]
    fn line(&mut self, _: Range<usize>) {}

    /// Text was added to the current block. `range` excludes the white space before it, and is empty if nothing was
    /// added. The text may represent an element.
    fn text(&mut self, place: Place, range: Range<usize>, atom: Option<Atom>);

    /// An image is at the end of the current block, after white space that will be at `range`
    /// if text follows.
    fn image(&mut self, place: Place, id: NodeId, range: Range<usize>);

    /// A block is complete: `text`, a part of `all` that was added to it.
    fn end(&mut self, place: Place, all: &str, text: &str) -> Self::Block;

    /// Everything that was added since the last block is invisible, except for images.
    fn end_blank(&mut self, place: Place);

    /// A block was appended after all others.
    fn push(&mut self, block: Self::Block);

    /// The blocks of each of some rows became one, their texts separated by one byte.
    fn join(&mut self, rows: &Joined);
}

/// One of the two texts that are built at the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The text of the block.
    Block,
    /// The text of inline elements that are not shown.
    Aside,
}

/// Records nothing.
impl Recorder for () {
    type Block = ();

    #[inline]
    fn enter(&mut self, _: &Tree, _: NodeId, _: Tag) {}
    #[inline]
    fn leave(&mut self) {}
    #[inline]
    fn text(&mut self, _: Place, _: Range<usize>, _: Option<Atom>) {}
    #[inline]
    fn image(&mut self, _: Place, _: NodeId, _: Range<usize>) {}
    #[inline]
    fn end(&mut self, _: Place, _: &str, _: &str) {}
    #[inline]
    fn end_blank(&mut self, _: Place) {}
    #[inline]
    fn push(&mut self, (): ()) {}
    #[inline]
    fn join(&mut self, _: &Joined) {}
}
