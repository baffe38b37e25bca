//! A page and its blocks: what an [`Article`](crate::Article) is a view of.

use super::explanation::Rows;
use crate::features::{measure_html, measure_plain_text};
use crate::metadata::{Head, Metadata};
use crate::parse::Tree;
use crate::score::{calibrate_html, calibrate_plain_text};
use crate::segment::Blocks;

/// A page, cut into blocks.
#[derive(Clone, Debug)]
pub(crate) enum Page {
    /// Of HTML; the tree is kept for what the blocks leave out: links, emphasis, images.
    Html {
        /// The page.
        tree: Tree,
        /// Its blocks.
        blocks: Blocks,
    },
    /// Of plain text.
    PlainText {
        /// Its blocks.
        blocks: Blocks,
    },
}

impl Page {
    pub(crate) fn blocks(&self) -> &Blocks {
        match self {
            Page::Html { blocks, .. } | Page::PlainText { blocks } => blocks,
        }
    }

    /// The page's tree; `None` of plain text.
    pub(crate) fn tree(&self) -> Option<&Tree> {
        match self {
            Page::Html { tree, .. } => Some(tree),
            Page::PlainText { .. } => None,
        }
    }

    /// What the user sees of a score: the share of the words in blocks with this score that are body text.
    pub(crate) fn calibrate(&self, score: f32) -> f32 {
        match self {
            Page::Html { .. } => calibrate_html(score),
            Page::PlainText { .. } => calibrate_plain_text(score),
        }
    }

    /// What the page, whose title is the block at `title`, says about itself. Its address may be known from elsewhere.
    pub(crate) fn metadata(&self, title: Option<usize>, address: Option<&str>) -> Metadata {
        match self {
            Page::Html { tree, blocks } => Metadata::of_html(tree, blocks, title, address),
            Page::PlainText { blocks } => Metadata::of_lines(blocks, title),
        }
    }

    /// The features of all blocks. They are measured again rather than kept, since hardly anybody asks for them and they
    /// are larger than the page.
    pub(crate) fn measure(&self) -> Rows {
        match self {
            Page::Html { tree, blocks } => {
                let mut rows = Vec::with_capacity(blocks.len());
                measure_html(tree, blocks, &Head::read(tree), |row| rows.push(*row));
                Rows::Html(rows)
            }
            Page::PlainText { blocks } => {
                let mut rows = Vec::with_capacity(blocks.len());
                measure_plain_text(blocks, |row| rows.push(*row));
                Rows::PlainText(rows)
            }
        }
    }
}
