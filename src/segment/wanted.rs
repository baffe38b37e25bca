//! Finds the elements that contain the blocks to render.

use super::RawBlock;
use crate::parse::{NodeId, Tree};

/// The contents of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Content {
    /// No block.
    Nothing,
    /// Only blocks that are not rendered.
    Unwanted,
    /// A block that is rendered.
    Wanted,
}

/// The contents of each element of a page.
#[derive(Debug)]
pub(super) struct Contents {
    by_node: Vec<Content>,
    /// Whether images between blocks are rendered.
    with_images: bool,
}

impl Contents {
    /// Takes time linear in the size of the tree: an element is visited at most twice.
    pub(super) fn of(tree: &Tree, blocks: &[RawBlock], wanted: &[bool], with_images: bool) -> Contents {
        let mut by_node = vec![Content::Nothing; tree.len()];
        for (block, &is_wanted) in blocks.iter().zip(wanted) {
            let content = if is_wanted { Content::Wanted } else { Content::Unwanted };
            for id in block.container.into_iter().flat_map(|id| tree.ancestors(id)) {
                if by_node[id.index()] >= content {
                    break;
                }
                by_node[id.index()] = content;
            }
        }
        Contents { by_node, with_images }
    }

    /// The contents of an element, if none of them is rendered.
    pub(super) fn unwanted(&self, id: NodeId) -> Option<Content> {
        let content = self.by_node[id.index()];
        let may_hold_images = content == Content::Nothing && self.with_images;
        (content != Content::Wanted && !may_hold_images).then_some(content)
    }
}
