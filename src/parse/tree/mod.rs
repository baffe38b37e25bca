//! A page as a flat arena: nodes by number, all text in one buffer.

mod build;
mod node;
mod sources;

pub(crate) use build::{Mark, growth};
pub use node::{NodeData, NodeId, Span};
pub(super) use sources::{Origin, Sources};

use super::attribute::{AttributeName, is_data};
use super::tag::Tag;
use node::Node;

/// One kept attribute.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attribute {
    pub(crate) name: AttributeName,
    value: Span,
}

/// A parsed page.
///
/// It contains only elements and text: comments and doctypes have no text, and a template's content is not part of the
/// page. All walks are loops over links, so they need no call stack.
#[derive(Clone, Debug)]
pub struct Tree {
    nodes: Vec<Node>,
    attributes: Vec<Attribute>,
    values: String,
    text: String,
    /// The maximum number of bytes of attribute values.
    max_values: usize,
    is_flattened: bool,
    has_formulas: bool,
    /// The origins of the text, if they are kept.
    sources: Option<Box<Sources>>,
}

impl Tree {
    /// A tree of only a root, with room for `nodes` and for the text and attributes of a typical page of `bytes`.
    pub(crate) fn with_capacity(nodes: usize, bytes: usize) -> Tree {
        let mut tree = Tree {
            nodes: Vec::with_capacity(nodes),
            attributes: Vec::with_capacity(bytes / 96),
            values: String::with_capacity(bytes / 3),
            text: String::with_capacity(bytes / 4),
            max_values: usize::MAX,
            is_flattened: false,
            has_formulas: false,
            sources: None,
        };
        tree.push(NodeData::Document);
        tree
    }

    /// The root.
    #[allow(clippy::unused_self)] // Callers must not rely on the root being node 0.
    pub fn root(&self) -> NodeId {
        NodeId::new(0)
    }

    /// How many nodes the arena holds, linked or not.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// How many bytes of text and attribute values there are.
    pub(crate) fn bytes(&self) -> usize {
        self.text.len() + self.values.len()
    }

    /// Whether structure was left out because it exceeded the limits.
    pub fn is_flattened(&self) -> bool {
        self.is_flattened
    }

    /// Whether there may be a `math` element, or a script with a formula.
    pub(crate) fn has_formulas(&self) -> bool {
        self.has_formulas
    }

    /// Whether there is an element with this name, perhaps not linked.
    pub(crate) fn has_element(&self, name: Tag) -> bool {
        self.nodes.iter().any(|node| matches!(node.data, NodeData::Element { tag, .. } if tag == name))
    }

    /// Whether the origins of the text are known.
    pub(crate) fn has_sources(&self) -> bool {
        self.sources.is_some()
    }

    /// Where in the page a range of the text comes from.
    pub(crate) fn source(&self, text: std::ops::Range<usize>) -> Option<std::ops::Range<usize>> {
        self.sources.as_ref()?.range(text)
    }

    /// What a node is.
    pub fn data(&self, id: NodeId) -> NodeData {
        self.node(id).data
    }

    /// The element's name; `None` for any other node.
    pub fn tag(&self, id: NodeId) -> Option<Tag> {
        match self.node(id).data {
            NodeData::Element { tag, .. } => Some(tag),
            _ => None,
        }
    }

    /// A node's parent.
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).parent
    }

    /// A node's first child.
    pub fn first_child(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).first_child
    }

    /// The sibling after a node.
    pub fn next_sibling(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).next
    }

    /// The node after `id` in document order that is not inside it, staying below `top`.
    pub fn next_outside(&self, id: NodeId, top: NodeId) -> Option<NodeId> {
        let mut at = id;
        while at != top {
            if let Some(next) = self.next_sibling(at) {
                return Some(next);
            }
            at = self.parent(at)?;
        }
        None
    }

    /// The nodes inside `top` in document order.
    pub fn descendants(&self, top: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.first_child(top), move |&at| {
            self.first_child(at).or_else(|| self.next_outside(at, top))
        })
    }

    /// A node's children.
    pub(crate) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + Clone + '_ {
        std::iter::successors(self.first_child(id), |&at| self.next_sibling(at))
    }

    /// The siblings before a node, nearest first.
    pub(crate) fn siblings_before(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.previous_sibling(id), |&at| self.previous_sibling(at))
    }

    /// The siblings after a node, nearest first.
    pub(crate) fn siblings_after(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.next_sibling(id), |&at| self.next_sibling(at))
    }

    /// Whether a node is a block-level element.
    pub(crate) fn is_block_level(&self, id: NodeId) -> bool {
        self.tag(id).is_some_and(Tag::is_block_level)
    }

    /// Whether one of the first `nodes` nodes inside an element is at block level.
    pub(crate) fn holds_blocks(&self, id: NodeId, nodes: usize) -> bool {
        self.descendants(id).take(nodes).any(|inside| self.is_block_level(inside))
    }

    /// Whether a node is text that contains only white space.
    pub(crate) fn is_blank_text(&self, id: NodeId) -> bool {
        matches!(self.data(id), NodeData::Text(span) if self.text(span).trim_ascii().is_empty())
    }

    /// A node's ancestors, nearest first, itself included.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(Some(id), |&at| self.parent(at))
    }

    /// The text of a text node.
    pub fn text(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The concatenated text nodes inside `top`.
    pub fn text_content(&self, top: NodeId) -> String {
        let mut content = String::new();
        for id in self.descendants(top) {
            if let NodeData::Text(span) = self.data(id) {
                content.push_str(self.text(span));
            }
        }
        content
    }

    /// The value of an attribute.
    pub fn attribute(&self, id: NodeId, name: AttributeName) -> Option<&str> {
        self.kept(id).iter().find(|kept| kept.name == name).map(|kept| self.value(kept))
    }

    /// The values of all attributes with a name, in source order.
    pub(crate) fn values_of(&self, name: AttributeName) -> impl Iterator<Item = &str> {
        self.attributes.iter().filter(move |kept| kept.name == name).map(|kept| self.value(kept))
    }

    /// The kept attributes of an element with their values, in source order.
    #[cfg(any(test, feature = "_stages"))]
    pub fn attributes(&self, id: NodeId) -> impl Iterator<Item = (AttributeName, &str)> + '_ {
        self.kept(id).iter().map(|attribute| (attribute.name, self.value(attribute)))
    }

    /// The kept attributes of an element, their values not yet looked up.
    pub(crate) fn kept(&self, id: NodeId) -> &[Attribute] {
        match self.data(id) {
            NodeData::Element { attributes, .. } => {
                self.attributes.get(attributes.range()).unwrap_or_default()
            }
            _ => &[],
        }
    }

    /// The value of an attribute.
    pub(crate) fn value(&self, attribute: &Attribute) -> &str {
        self.values.get(attribute.value.range()).unwrap_or_default()
    }

    /// Whether text right inside a node is kept.
    pub(crate) fn keeps_text(&self, id: NodeId) -> bool {
        match self.tag(id) {
            Some(Tag::Style) => false,
            Some(Tag::Script) => self.attribute(id, AttributeName::Type).is_some_and(is_data),
            _ => true,
        }
    }

    fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    fn node_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id.index()]
    }
}
