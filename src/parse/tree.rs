//! A page as a flat arena: nodes by number, all text in one buffer.

use super::attribute::{AttributeName, is_json_ld};
use super::tag::Tag;
use std::num::NonZeroU32;

/// The number of a node in its [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(NonZeroU32);

impl NodeId {
    /// The id of the node at `index`.
    ///
    /// Nodes cannot outnumber the input's bytes by much, and those are bounded far below 2^32; the last id is
    /// shared by all nodes beyond that.
    fn new(index: usize) -> NodeId {
        let number = u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1);
        NodeId(NonZeroU32::new(number).unwrap_or(NonZeroU32::MAX))
    }

    /// The id of the node made right before.
    pub(super) fn before(self) -> Option<NodeId> {
        NonZeroU32::new(self.0.get() - 1).map(NodeId)
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

/// One kept attribute.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attribute {
    pub(crate) name: AttributeName,
    value: Span,
}

/// How many attributes there are, and how many bytes of values.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    attributes: usize,
    values: usize,
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
struct Node {
    parent: Option<NodeId>,
    /// The sibling before; of the first child, the last one.
    previous: Option<NodeId>,
    next: Option<NodeId>,
    first_child: Option<NodeId>,
    data: Packed,
}

/// What a node is, in eight bytes: a page has thousands of nodes.
#[derive(Clone, Copy, Debug)]
struct Packed {
    start: u32,
    len: [u8; 3],
    kind: Kind,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Document,
    Element(Tag),
    Text,
    Ignored,
}

impl Packed {
    /// The longest text that one node holds, in bytes.
    const MAX_LEN: usize = (1 << 24) - 1;

    fn new(data: NodeData) -> Packed {
        let (kind, Span { start, end }) = match data {
            NodeData::Document => (Kind::Document, Span::default()),
            NodeData::Element { tag, attributes } => (Kind::Element(tag), attributes),
            NodeData::Text(span) => (Kind::Text, span),
            NodeData::Ignored => (Kind::Ignored, Span::default()),
        };
        let [a, b, c, _] = (end - start).to_le_bytes();
        Packed { start, len: [a, b, c], kind }
    }

    fn get(self) -> NodeData {
        let [a, b, c] = self.len;
        let span = Span { start: self.start, end: self.start + u32::from_le_bytes([a, b, c, 0]) };
        match self.kind {
            Kind::Document => NodeData::Document,
            Kind::Element(tag) => NodeData::Element { tag, attributes: span },
            Kind::Text => NodeData::Text(span),
            Kind::Ignored => NodeData::Ignored,
        }
    }
}

/// A parsed page.
///
/// Holds elements and text only: comments and doctypes carry no text, and a template's content is not part of
/// the page. All walks are loops over links, so depth costs no stack.
#[derive(Clone, Debug)]
pub struct Tree {
    nodes: Vec<Node>,
    attributes: Vec<Attribute>,
    values: String,
    text: String,
    /// The bytes of attribute values that are kept at most.
    max_values: usize,
    is_flattened: bool,
}

impl Tree {
    /// A tree with nothing but its root, with room for so many nodes and what a usual page of `bytes` bytes has beside.
    pub(crate) fn with_capacity(nodes: usize, bytes: usize) -> Tree {
        let mut tree = Tree {
            nodes: Vec::with_capacity(nodes),
            attributes: Vec::with_capacity(bytes / 96),
            values: String::with_capacity(bytes / 3),
            text: String::with_capacity(bytes / 4),
            max_values: usize::MAX,
            is_flattened: false,
        };
        tree.push(NodeData::Document);
        tree
    }

    /// The root.
    #[allow(clippy::unused_self)] // Where the root is, is the tree's affair.
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

    /// Whether structure was left out, since there was more of it than the limits allow.
    pub fn is_flattened(&self) -> bool {
        self.is_flattened
    }

    /// What a node is.
    pub fn data(&self, id: NodeId) -> NodeData {
        self.node(id).data.get()
    }

    /// The element's name; `None` for any other node.
    pub fn tag(&self, id: NodeId) -> Option<Tag> {
        match self.node(id).data.kind {
            Kind::Element(tag) => Some(tag),
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

    /// A node's ancestors, nearest first, itself included.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(Some(id), |&at| self.parent(at))
    }

    /// The text of a text node.
    pub fn text(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The text nodes inside `top`, put together.
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

    /// The kept attributes of an element with their values, in source order.
    #[cfg(any(test, feature = "stages"))]
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
            Some(Tag::Script) => self.attribute(id, AttributeName::Type).is_some_and(is_json_ld),
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

/// Building.
impl Tree {
    /// Bounds the attribute values: an element that is opened again and again must not multiply them.
    pub(crate) fn limit_values(&mut self, bytes: usize) {
        self.max_values = bytes;
    }

    /// Gives back the room that a page did not need.
    pub(crate) fn shrink(&mut self) {
        self.nodes.shrink_to_fit();
        self.attributes.shrink_to_fit();
        self.values.shrink_to_fit();
        self.text.shrink_to_fit();
    }

    /// Notes that structure was left out.
    pub(crate) fn set_flattened(&mut self) {
        self.is_flattened = true;
    }

    /// Adds an unlinked node.
    pub(crate) fn push(&mut self, data: NodeData) -> NodeId {
        let id = NodeId::new(self.nodes.len());
        let links =
            Node { parent: None, previous: None, next: None, first_child: None, data: Packed::new(data) };
        self.push_node(links);
        id
    }

    fn push_node(&mut self, node: Node) {
        if self.nodes.len() == self.nodes.capacity() {
            self.nodes.reserve_exact(growth(self.nodes.len()));
        }
        self.nodes.push(node);
    }

    /// Adds a new last child.
    fn push_child(&mut self, parent: NodeId, data: NodeData) -> NodeId {
        let child = NodeId::new(self.nodes.len());
        let previous = self.link_last(parent, child);
        self.push_node(Node {
            parent: Some(parent),
            previous,
            next: None,
            first_child: None,
            data: Packed::new(data),
        });
        child
    }

    /// Links a last child from its siblings; answers what is its `previous`.
    fn link_last(&mut self, parent: NodeId, child: NodeId) -> Option<NodeId> {
        let Some(first) = self.node(parent).first_child else {
            self.node_mut(parent).first_child = Some(child);
            return Some(child);
        };
        let last = self.node_mut(first).previous.replace(child);
        if let Some(last) = last {
            self.node_mut(last).next = Some(child);
        }
        last
    }

    /// Adds an element as the last child; its attributes are those pushed since `mark`.
    pub(crate) fn push_last(&mut self, parent: NodeId, tag: Tag, mark: Mark) -> NodeId {
        let attributes = Span::new(mark.attributes, self.attributes.len());
        self.push_child(parent, NodeData::Element { tag, attributes })
    }

    /// Where the attributes of the next element start.
    pub(crate) fn mark(&self) -> Mark {
        Mark { attributes: self.attributes.len(), values: self.values.len() }
    }

    /// Drops the attributes pushed since `mark`.
    pub(crate) fn drop_since(&mut self, mark: Mark) {
        self.attributes.truncate(mark.attributes);
        self.values.truncate(mark.values);
    }

    /// Adds an attribute to the element that comes next, unless it has one of this name since `mark`.
    pub(crate) fn push_new_attribute(&mut self, mark: Mark, name: AttributeName, value: &str) {
        if self.attributes[mark.attributes..].iter().all(|known| known.name != name) {
            self.push_attribute(name, value);
        }
    }

    /// Adds an unlinked element; of its attributes only those that a later stage reads are kept.
    pub(crate) fn push_element<'a>(
        &mut self,
        tag: Tag,
        attributes: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> NodeId {
        let start = self.attributes.len();
        for (name, value) in attributes {
            if let Some(name) = AttributeName::kept(tag, name) {
                self.push_attribute(name, value);
            }
        }
        let attributes = Span::new(start, self.attributes.len());
        self.push(NodeData::Element { tag, attributes })
    }

    fn push_attribute(&mut self, name: AttributeName, value: &str) {
        let start = self.values.len();
        if start + value.len() > self.max_values {
            self.is_flattened = true;
            return;
        }
        push_str(&mut self.values, value);
        if self.attributes.len() == self.attributes.capacity() {
            self.attributes.reserve_exact(growth(self.attributes.len()));
        }
        self.attributes.push(Attribute { name, value: Span::new(start, self.values.len()) });
    }

    /// Adds the attributes that an element does not have yet.
    pub(crate) fn add_missing_attributes<'a>(
        &mut self,
        id: NodeId,
        attributes: impl Iterator<Item = (&'a str, &'a str)>,
    ) {
        let NodeData::Element { tag, attributes: present } = self.data(id) else { return };
        let is_new = |name: &str| {
            let kept = AttributeName::kept(tag, name);
            kept.is_some_and(|kept| self.attribute(id, kept).is_none())
        };
        let attributes: Vec<_> = attributes.filter(|(name, _)| is_new(name)).collect();
        if attributes.is_empty() {
            return;
        }
        let start = self.attributes.len();
        self.attributes.extend_from_within(present.range());
        for (name, value) in attributes {
            let Some(name) = AttributeName::kept(tag, name) else { continue };
            if self.attributes[start..].iter().all(|a| a.name != name) {
                self.push_attribute(name, value);
            }
        }
        let attributes = Span::new(start, self.attributes.len());
        self.node_mut(id).data = Packed::new(NodeData::Element { tag, attributes });
    }

    /// Makes `child` the last child of `parent`.
    pub(crate) fn append(&mut self, parent: NodeId, child: NodeId) {
        if self.data(child) == NodeData::Ignored {
            return;
        }
        self.detach(child);
        self.node_mut(child).parent = Some(parent);
        self.node_mut(child).previous = self.link_last(parent, child);
    }

    /// Puts `child` right before `sibling`.
    pub(crate) fn insert_before(&mut self, sibling: NodeId, child: NodeId) {
        if self.data(child) == NodeData::Ignored {
            return;
        }
        self.detach(child);
        let Some(parent) = self.parent(sibling) else { return };
        let previous = self.previous_sibling(sibling);
        self.node_mut(child).parent = Some(parent);
        self.node_mut(child).next = Some(sibling);
        self.node_mut(child).previous = self.node_mut(sibling).previous.replace(child);
        match previous {
            Some(previous) => self.node_mut(previous).next = Some(child),
            None => self.node_mut(parent).first_child = Some(child),
        }
    }

    fn last_child(&self, id: NodeId) -> Option<NodeId> {
        self.node(self.first_child(id)?).previous
    }

    fn previous_sibling(&self, id: NodeId) -> Option<NodeId> {
        let is_first = self.first_child(self.parent(id)?) == Some(id);
        self.node(id).previous.filter(|_| !is_first)
    }

    /// Appends text to `parent`, to its last text node where that is the end of the buffer.
    pub(crate) fn append_text(&mut self, parent: NodeId, text: &str) {
        for part in parts(text) {
            let last = self.last_child(parent);
            if !self.extend_text(last, part) {
                let span = self.push_text(part);
                self.push_child(parent, NodeData::Text(span));
            }
        }
    }

    /// Puts text right before `sibling`.
    pub(crate) fn insert_text_before(&mut self, sibling: NodeId, text: &str) {
        for part in parts(text) {
            let previous = self.previous_sibling(sibling);
            if !self.extend_text(previous, part) {
                let span = self.push_text(part);
                let child = self.push(NodeData::Text(span));
                self.insert_before(sibling, child);
            }
        }
    }

    fn push_text(&mut self, text: &str) -> Span {
        let start = self.text.len();
        push_str(&mut self.text, text);
        Span::new(start, self.text.len())
    }

    fn extend_text(&mut self, node: Option<NodeId>, text: &str) -> bool {
        let Some(id) = node else { return false };
        let NodeData::Text(span) = self.data(id) else { return false };
        let is_last = span.end as usize == self.text.len();
        if !is_last || span.range().len() + text.len() > Packed::MAX_LEN {
            return false;
        }
        push_str(&mut self.text, text);
        let grown = Span { start: span.start, end: self.text.len() as u32 };
        self.node_mut(id).data = Packed::new(NodeData::Text(grown));
        true
    }

    /// Takes a node out of its parent.
    pub(crate) fn detach(&mut self, id: NodeId) {
        let Node { parent, previous, next, .. } = *self.node(id);
        let Some(parent) = parent else { return };
        let first = self.first_child(parent);
        match previous.filter(|_| first != Some(id)) {
            Some(previous) => self.node_mut(previous).next = next,
            None => self.node_mut(parent).first_child = next,
        }
        // Behind the last child comes, in this direction, the first one.
        if let Some(after) = next.or(first).filter(|&after| after != id) {
            self.node_mut(after).previous = previous;
        }
        let node = self.node_mut(id);
        (node.parent, node.previous, node.next) = (None, None, None);
    }

    /// Moves all children of `from` to the end of `to`.
    pub(crate) fn reparent_children(&mut self, from: NodeId, to: NodeId) {
        while let Some(child) = self.first_child(from) {
            self.append(to, child);
        }
    }
}

/// By how much a full buffer grows: a tree is most of what a page takes in memory, so by less than as much again.
fn growth(len: usize) -> usize {
    len / 4 + 16
}

/// The text in parts that a node can hold.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = (0..=rest.len().min(Packed::MAX_LEN)).rev().find(|&at| rest.is_char_boundary(at))?;
        let (part, behind) = rest.split_at(end);
        rest = behind;
        (!part.is_empty()).then_some(part)
    })
}

fn push_str(buffer: &mut String, text: &str) {
    if buffer.capacity() - buffer.len() < text.len() {
        buffer.reserve_exact(text.len().max(growth(buffer.len())));
    }
    buffer.push_str(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn children(tree: &Tree, id: NodeId) -> Vec<NodeId> {
        std::iter::successors(tree.first_child(id), |&at| tree.next_sibling(at)).collect()
    }

    #[test]
    fn links_stay_whole() {
        let mut tree = Tree::with_capacity(0, 0);
        let root = tree.root();
        let [a, b, c] = [Tag::P, Tag::Div, Tag::Span].map(|tag| tree.push_element(tag, std::iter::empty()));
        tree.append(root, a);
        tree.append(root, c);
        tree.insert_before(c, b);
        assert_eq!(children(&tree, root), [a, b, c]);
        tree.detach(b);
        assert_eq!(children(&tree, root), [a, c]);
        tree.append(a, b);
        tree.reparent_children(root, b);
        assert_eq!(tree.first_child(root), None);
    }

    #[test]
    fn text_grows_in_place_only_at_the_end_of_the_buffer() {
        let mut tree = Tree::with_capacity(0, 0);
        let (root, p) = (tree.root(), tree.push_element(Tag::P, std::iter::empty()));
        tree.append_text(root, "a");
        tree.append_text(root, "b");
        assert_eq!(children(&tree, root).len(), 1);
        tree.append(root, p);
        tree.append_text(p, "c");
        tree.insert_text_before(p, "d");
        assert_eq!(tree.text_content(root), "abdc");
    }

    #[test]
    fn text_beyond_what_a_node_holds_is_in_several() {
        let text = "é".repeat(Packed::MAX_LEN / 2 + 9);
        let mut tree = Tree::with_capacity(0, 0);
        tree.append_text(tree.root(), &text);
        tree.append_text(tree.root(), "e");
        assert_eq!(children(&tree, tree.root()).len(), 2);
        assert_eq!(tree.text_content(tree.root()), text + "e");
    }

    #[test]
    fn nodes_are_small() {
        assert_eq!(size_of::<Node>(), 24);
    }

    #[test]
    fn missing_attributes_are_added_once() {
        let mut tree = Tree::with_capacity(0, 0);
        let html = tree.push_element(Tag::Html, [("lang", "de"), ("data-x", "1")].into_iter());
        tree.add_missing_attributes(html, [("lang", "fr"), ("class", "c")].into_iter());
        let kept: Vec<_> = tree.attributes(html).collect();
        assert_eq!(kept, [(AttributeName::Lang, "de"), (AttributeName::Class, "c")]);
    }
}
