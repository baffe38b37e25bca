//! Building a tree.

use super::node::{Node, NodeData, NodeId, Span};
use super::sources::{Origin, Sources};
use super::{Attribute, Tree};
use crate::parse::attribute::{AttributeName, is_tex};
use crate::parse::tag::Tag;

/// The number of attributes, and the number of bytes of their values.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    attributes: usize,
    values: usize,
}

impl Tree {
    /// Bounds the attribute values: an element that is reconstructed repeatedly must not multiply them.
    pub(crate) fn limit_values(&mut self, bytes: usize) {
        self.max_values = bytes;
    }

    /// Frees the capacity that the page did not need.
    pub(crate) fn shrink(&mut self) {
        self.nodes.shrink_to_fit();
        self.attributes.shrink_to_fit();
        self.values.shrink_to_fit();
        self.text.shrink_to_fit();
    }

    /// Records the origins of all text added from now on.
    pub(in crate::parse) fn keep_sources(&mut self, sources: Sources) {
        self.sources = Some(Box::new(sources));
    }

    /// Records the origin of the text that is added next.
    #[inline]
    pub(in crate::parse) fn note_origin(&mut self, origin: &Origin) {
        if let Some(sources) = &mut self.sources {
            sources.note(self.text.len(), origin);
        }
    }

    /// Records that structure was left out.
    pub(crate) fn set_flattened(&mut self) {
        self.is_flattened = true;
    }

    /// Adds an unlinked node.
    pub(crate) fn push(&mut self, data: NodeData) -> NodeId {
        let id = NodeId::new(self.nodes.len());
        self.push_node(Node { parent: None, previous: None, next: None, first_child: None, data });
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
        self.push_node(Node { parent: Some(parent), previous, next: None, first_child: None, data });
        child
    }

    /// Links a last child from its siblings. Returns its `previous`.
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
        self.has_formulas |= tag == Tag::Math;
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
        self.has_formulas |= name == AttributeName::Type && is_tex(value);
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
        self.node_mut(id).data = NodeData::Element { tag, attributes };
    }

    /// Changes the name of an element; its attributes stay.
    pub(crate) fn set_tag(&mut self, id: NodeId, tag: Tag) {
        if let NodeData::Element { attributes, .. } = self.data(id) {
            self.node_mut(id).data = NodeData::Element { tag, attributes };
        }
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

    /// The sibling before a node.
    pub(crate) fn previous_sibling(&self, id: NodeId) -> Option<NodeId> {
        let is_first = self.first_child(self.parent(id)?) == Some(id);
        self.node(id).previous.filter(|_| !is_first)
    }

    /// Appends text to `parent`. If the last text node of `parent` is at the end of the buffer, it is extended. Empty
    /// text makes no node.
    pub(crate) fn append_text(&mut self, parent: NodeId, text: &str) {
        let last = self.last_child(parent);
        if !text.is_empty() && !self.extend_text(last, text) {
            let span = self.push_text(text);
            self.push_child(parent, NodeData::Text(span));
        }
    }

    /// Puts text right before `sibling`.
    pub(crate) fn insert_text_before(&mut self, sibling: NodeId, text: &str) {
        let previous = self.previous_sibling(sibling);
        if !text.is_empty() && !self.extend_text(previous, text) {
            let span = self.push_text(text);
            let child = self.push(NodeData::Text(span));
            self.insert_before(sibling, child);
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
        if span.end as usize != self.text.len() {
            return false;
        }
        push_str(&mut self.text, text);
        self.node_mut(id).data = NodeData::Text(Span { start: span.start, end: self.text.len() as u32 });
        true
    }

    /// Removes a node from its parent.
    pub(crate) fn detach(&mut self, id: NodeId) {
        let Node { parent, previous, next, .. } = *self.node(id);
        let Some(parent) = parent else { return };
        let first = self.first_child(parent);
        match previous.filter(|_| first != Some(id)) {
            Some(previous) => self.node_mut(previous).next = next,
            None => self.node_mut(parent).first_child = next,
        }
        // The `previous` of the first child is the last child.
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

/// How much a full buffer grows. The tree is most of the memory of a page, so it does not double.
pub(crate) fn growth(len: usize) -> usize {
    len / 4 + 16
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
        tree.children(id).collect()
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
    fn missing_attributes_are_added_once() {
        let mut tree = Tree::with_capacity(0, 0);
        let html = tree.push_element(Tag::Html, [("lang", "de"), ("data-x", "1")].into_iter());
        tree.add_missing_attributes(html, [("lang", "fr"), ("class", "c")].into_iter());
        let kept: Vec<_> = tree.attributes(html).collect();
        assert_eq!(kept, [(AttributeName::Lang, "de"), (AttributeName::Class, "c")]);
    }
}
