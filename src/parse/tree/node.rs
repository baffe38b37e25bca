//! The nodes of a tree.

use crate::parse::tag::Tag;
use std::num::NonZeroU32;

/// The number of a node in its [`Tree`](super::Tree).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(NonZeroU32);

impl NodeId {
    /// The id of the node at `index`.
    ///
    /// There are hardly more nodes than bytes in the input, and the number of bytes is far below 2^32. All nodes beyond
    /// that would share the last id.
    pub(super) fn new(index: usize) -> NodeId {
        let number = u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1);
        NodeId(NonZeroU32::new(number).unwrap_or(NonZeroU32::MAX))
    }

    /// The position of the node in the arena.
    pub fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// A range of bytes in one of the tree's buffers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Span {
    pub(crate) fn new(start: usize, end: usize) -> Span {
        Span { start: start as u32, end: end as u32 }
    }

    pub(crate) fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeData {
    /// The root of the page or of a template's content.
    Document,
    /// An element and the range of its attributes.
    Element {
        /// The element's name.
        tag: Tag,
        /// The range of its attributes in the tree's attribute list.
        attributes: Span,
    },
    /// A run of text; two neighbouring text nodes count as one.
    Text(Span),
    /// A comment, doctype or processing instruction. Never linked into the tree.
    Ignored,
}

/// One node with its links.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) parent: Option<NodeId>,
    /// The sibling before; of the first child, the last one.
    pub(super) previous: Option<NodeId>,
    pub(super) next: Option<NodeId>,
    pub(super) first_child: Option<NodeId>,
    pub(super) data: NodeData,
}
