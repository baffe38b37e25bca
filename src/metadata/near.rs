//! The lines near a title.

use super::short_text::short_text;
use crate::parse::Tree;
use crate::segment::{Blocks, RawBlock};
use std::borrow::Cow;

/// A title among the lines around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Near<'p> {
    /// The tree of a page of HTML.
    pub(super) tree: Option<&'p Tree>,
    pub(super) blocks: &'p Blocks,
    /// The block that is the title.
    pub(super) title: usize,
}

impl<'p> Near<'p> {
    /// Up to `count` blocks after the title that have no more than `max_words` words.
    pub(super) fn after(self, count: usize, max_words: u32) -> impl Iterator<Item = &'p RawBlock> {
        let after = self.blocks.as_slice().get(self.title + 1..).unwrap_or_default();
        after.iter().take(count).filter(move |block| block.words <= max_words)
    }

    /// Up to `count` blocks before the title that have no more than `max_words` words, the last one first.
    pub(super) fn before(self, count: usize, max_words: u32) -> impl Iterator<Item = &'p RawBlock> {
        let before = self.blocks.as_slice().get(..self.title).unwrap_or_default();
        before.iter().rev().take(count).filter(move |block| block.words <= max_words)
    }

    /// The readings of a block. The first has each text node on its own line, which separates texts without a space
    /// between them; it exists only if the element has no other text. The second is the text of the block.
    pub(super) fn readings(self, block: &'p RawBlock) -> impl Iterator<Item = Cow<'p, str>> {
        let nodes = self.tree.zip(block.element).and_then(|(tree, element)| short_text(tree, element));
        let text = self.blocks.text(block);
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
        let nodes = nodes.filter(|nodes| letters(nodes) == letters(text)).map(Cow::Owned);
        nodes.into_iter().chain([Cow::Borrowed(text)])
    }
}
