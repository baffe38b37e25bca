//! Sinks for html5ever to compare with: one that keeps almost nothing, and a plain arena.

use html5ever::interface::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, ParseOpts, QualName, parse_document};
use std::borrow::Cow;
use std::cell::{Ref, RefCell};

/// The content of a node.
#[derive(Debug)]
pub enum Data {
    /// The document, a comment, a doctype or the content of a template.
    Other,
    /// An element with all its attributes, which are never read.
    Element(QualName, #[allow(dead_code)] Vec<Attribute>),
    /// Text.
    Text(StrTendril),
}

/// A node of the arena.
#[derive(Debug)]
pub struct Node {
    data: Data,
    parent: Option<usize>,
    children: Vec<usize>,
}

/// An arena that html5ever writes into. Without `keeps`, it only stores what html5ever queries.
#[derive(Debug)]
pub struct Arena {
    keeps: bool,
    nodes: RefCell<Vec<Node>>,
}

/// Parses `html` with html5ever's own tokenizer.
pub fn parse(html: &str, keeps: bool) -> Vec<Node> {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let arena = Arena { keeps, nodes: RefCell::new(Vec::new()) };
    arena.push(Data::Other);
    parse_document(arena, ParseOpts { tree_builder, ..ParseOpts::default() }).one(html)
}

impl Arena {
    fn push(&self, data: Data) -> usize {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { data, parent: None, children: Vec::new() });
        nodes.len() - 1
    }

    fn link(&self, parent: usize, child: NodeOrText<usize>, before: Option<usize>) {
        if !self.keeps {
            return;
        }
        let child = match child {
            NodeOrText::AppendNode(child) => child,
            NodeOrText::AppendText(text) => {
                if before.is_none() && self.extend_last(parent, &text) {
                    return;
                }
                self.push(Data::Text(text))
            }
        };
        self.remove_from_parent(&child);
        let mut nodes = self.nodes.borrow_mut();
        nodes[child].parent = Some(parent);
        let at = before.and_then(|sibling| nodes[parent].children.iter().position(|&id| id == sibling));
        let at = at.unwrap_or(nodes[parent].children.len());
        nodes[parent].children.insert(at, child);
    }

    fn extend_last(&self, parent: usize, text: &StrTendril) -> bool {
        let mut nodes = self.nodes.borrow_mut();
        let Some(&last) = nodes[parent].children.last() else { return false };
        match &mut nodes[last].data {
            Data::Text(before) => {
                before.push_tendril(text);
                true
            }
            _ => false,
        }
    }
}

impl TreeSink for Arena {
    type Handle = usize;
    type Output = Vec<Node>;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Vec<Node> {
        self.nodes.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        0
    }

    fn elem_name(&self, target: &usize) -> Ref<'_, QualName> {
        Ref::map(self.nodes.borrow(), |nodes| match &nodes[*target].data {
            Data::Element(name, _) => name,
            _ => unreachable!("only elements have names"),
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> usize {
        let attributes = if self.keeps { attributes } else { Vec::new() };
        let element = self.push(Data::Element(name, attributes));
        if flags.template {
            // The template contents are the node after the template.
            self.push(Data::Other);
        }
        element
    }

    fn create_comment(&self, _: StrTendril) -> usize {
        if self.keeps { self.push(Data::Other) } else { 0 }
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> usize {
        self.create_comment(StrTendril::new())
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        self.link(*parent, child, None);
    }

    fn append_before_sibling(&self, sibling: &usize, child: NodeOrText<usize>) {
        let parent = self.nodes.borrow()[*sibling].parent;
        self.link(parent.unwrap_or(0), child, Some(*sibling));
    }

    fn append_based_on_parent_node(&self, element: &usize, previous: &usize, child: NodeOrText<usize>) {
        let parent = self.nodes.borrow()[*element].parent;
        match parent {
            Some(parent) => self.link(parent, child, Some(*element)),
            None => self.link(*previous, child, None),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &usize) -> usize {
        target + 1
    }

    fn same_node(&self, x: &usize, y: &usize) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn add_attrs_if_missing(&self, _: &usize, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, target: &usize) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(parent) = nodes[*target].parent.take() {
            nodes[parent].children.retain(|id| id != target);
        }
    }

    fn reparent_children(&self, node: &usize, new_parent: &usize) {
        let mut nodes = self.nodes.borrow_mut();
        let children = std::mem::take(&mut nodes[*node].children);
        for &child in &children {
            nodes[child].parent = Some(*new_parent);
        }
        nodes[*new_parent].children.extend(children);
    }
}
