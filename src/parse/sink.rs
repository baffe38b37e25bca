//! html5ever's tree builder, writing into a [`Tree`].

use super::tag::Tag;
use super::tree::{NodeData, NodeId, Tree};
use html5ever::interface::tree_builder::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, QualName};
use std::borrow::Cow;
use std::cell::RefCell;

/// What html5ever has built so far.
#[derive(Debug)]
pub(super) struct Sink {
    state: RefCell<State>,
}

#[derive(Debug)]
struct State {
    tree: Tree,
    /// Of each node, what html5ever asks back: its full name, and where a template keeps its content.
    elements: Vec<Option<Element>>,
}

#[derive(Clone, Debug)]
struct Element {
    name: QualName,
    template_content: Option<NodeId>,
    is_integration_point: bool,
}

impl Sink {
    pub(super) fn with_capacity(bytes: usize) -> Sink {
        let tree = Tree::with_capacity(bytes);
        Sink { state: RefCell::new(State { elements: vec![None; tree.len()], tree }) }
    }

    fn element<T>(&self, id: NodeId, read: impl FnOnce(&Element) -> T) -> Option<T> {
        self.state.borrow().elements.get(id.index()).and_then(Option::as_ref).map(read)
    }

    /// Runs `build` on the tree, then makes room for what is known of the nodes it added.
    fn build<T>(&self, build: impl FnOnce(&mut Tree) -> T) -> T {
        let state = &mut *self.state.borrow_mut();
        let done = build(&mut state.tree);
        state.elements.resize(state.tree.len(), None);
        done
    }
}

fn pairs(attributes: &[Attribute]) -> impl Iterator<Item = (&str, &str)> {
    attributes.iter().map(|a| (&*a.name.local, &*a.value))
}

/// An element's name, handed out by value: html5ever holds it while the tree changes.
#[derive(Clone, Debug)]
pub(super) struct Name(QualName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Tree;
    type ElemName<'a> = Name;

    fn finish(self) -> Tree {
        self.state.into_inner().tree
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        self.state.borrow().tree.root()
    }

    fn elem_name(&self, target: &NodeId) -> Name {
        let name = self.element(*target, |element| element.name.clone());
        Name(name.unwrap_or_else(|| QualName::new(None, Namespace::default(), LocalName::default())))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        let state = &mut *self.state.borrow_mut();
        let template_content = flags.template.then(|| state.tree.push(NodeData::Document));
        let id = state.tree.push_element(Tag::new(&name), pairs(&attributes));
        let is_integration_point = flags.mathml_annotation_xml_integration_point;
        state.elements.resize(id.index(), None);
        state.elements.push(Some(Element { name, template_content, is_integration_point }));
        id
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.build(|tree| tree.push(NodeData::Ignored))
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.build(|tree| tree.push(NodeData::Ignored))
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.build(|tree| match child {
            NodeOrText::AppendNode(child) => tree.append(*parent, child),
            NodeOrText::AppendText(text) => tree.append_text(*parent, &text),
        });
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        self.build(|tree| match child {
            NodeOrText::AppendNode(child) => tree.insert_before(*sibling, child),
            NodeOrText::AppendText(text) => tree.insert_text_before(*sibling, &text),
        });
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        let has_parent = self.state.borrow().tree.parent(*element).is_some();
        if has_parent { self.append_before_sibling(element, child) } else { self.append(previous, child) }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.element(*target, |element| element.template_content).flatten().unwrap_or(*target)
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        self.build(|tree| tree.add_missing_attributes(*target, pairs(&attributes)));
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.build(|tree| tree.detach(*target));
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.build(|tree| tree.reparent_children(*node, *new_parent));
    }

    fn is_mathml_annotation_xml_integration_point(&self, target: &NodeId) -> bool {
        self.element(*target, |element| element.is_integration_point).unwrap_or(false)
    }
}
