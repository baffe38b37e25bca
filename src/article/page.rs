//! `Page`: the tree and the blocks behind an [`Article`](crate::Article).

use super::Explanation;
use crate::features::measure;
use crate::metadata::Metadata;
use crate::parse::Tree;
use crate::score::Model;
use crate::segment::Blocks;

/// A page, split into blocks.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    tree: Option<Tree>,
    blocks: Blocks,
}

impl Page {
    /// An HTML page if there is a tree. The tree is kept for what the blocks do not contain: links, emphasis, images.
    pub(crate) fn new(tree: Option<Tree>, blocks: Blocks) -> Page {
        Page { tree, blocks }
    }

    pub(crate) fn blocks(&self) -> &Blocks {
        &self.blocks
    }

    /// The page's tree; `None` for plain text.
    pub(crate) fn tree(&self) -> Option<&Tree> {
        self.tree.as_ref()
    }

    /// The calibrated score: the share of the words in blocks with this score that are body text.
    pub(crate) fn calibrate(&self, score: f32) -> f32 {
        Model::of(self.tree()).calibrate(score)
    }

    /// The metadata of the page, whose title is the block at `title`. `address` is the URL of the page, if it is known.
    pub(crate) fn metadata(&self, title: Option<usize>, address: Option<&str>) -> Metadata {
        match &self.tree {
            Some(tree) => Metadata::of_html(tree, &self.blocks, title, address),
            None => Metadata::of_lines(&self.blocks, title),
        }
    }

    /// The features of all blocks, row by row. They are measured again rather than kept: few callers need them, and
    /// they are larger than the page.
    pub(crate) fn rows(&self) -> Vec<f32> {
        let mut rows = Vec::new();
        measure(self.tree(), &self.blocks, |row| rows.extend_from_slice(row));
        rows
    }

    /// Why the block at `position` has its score, given the [`rows`](Page::rows) of the page.
    pub(crate) fn explain(&self, rows: &[f32], position: usize) -> Explanation {
        let model = Model::of(self.tree());
        let features = model.table().len();
        let row = &rows[position * features..][..features];
        Explanation::new(model.table(), row, model.contributions(row))
    }
}
