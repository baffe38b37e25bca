//! html5ever's tree builder, writing into a [`Tree`].

use super::tag::Tag;
use super::tree::{NodeData, NodeId, Tree};
use html5ever::interface::tree_builder::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, QualName, local_name};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};

/// What html5ever has built so far.
#[derive(Debug)]
pub(super) struct Sink {
    state: RefCell<State>,
    /// The element whose name was asked for last.
    asked: Cell<Option<NodeId>>,
}

#[derive(Debug)]
struct State {
    tree: Tree,
    /// Of each node, what html5ever asks back: its full name, and where a template keeps its content.
    elements: Vec<Option<Element>>,
    /// Of each node, how deep it stands.
    depths: Vec<Depth>,
    /// The deepest that any node stood.
    deepest: Depth,
    /// How many elements were made.
    created: usize,
}

/// How many elements stand around a node, itself included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Depth {
    /// All elements.
    pub(super) elements: u32,
    /// Those that html5ever opens again after a block that they were left open in.
    pub(super) formatting: u32,
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
        let state = State {
            elements: vec![None; tree.len()],
            depths: vec![Depth::default(); tree.len()],
            deepest: Depth::default(),
            created: 0,
            tree,
        };
        Sink { state: RefCell::new(state), asked: Cell::new(None) }
    }

    /// How many elements were made so far.
    pub(super) fn created(&self) -> usize {
        self.state.borrow().created
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.state.borrow().elements.len()
    }

    /// The deepest that any node stood so far.
    pub(super) fn deepest(&self) -> Depth {
        self.state.borrow().deepest
    }

    /// How deep the element stands whose name was asked for last.
    pub(super) fn depth_asked(&self) -> Depth {
        let state = self.state.borrow();
        self.asked.get().and_then(|id| state.depths.get(id.index())).copied().unwrap_or_default()
    }

    /// The names of the elements made since there were `nodes` nodes, the last one first.
    pub(super) fn names_since(&self, nodes: usize) -> Vec<LocalName> {
        let state = self.state.borrow();
        let made = state.elements.get(nodes..).unwrap_or_default().iter().rev().flatten();
        made.map(|element| element.name.local.clone()).collect()
    }

    /// Notes that structure was left out.
    pub(super) fn set_flattened(&self) {
        self.state.borrow_mut().tree.set_flattened();
    }

    fn element<T>(&self, id: NodeId, read: impl FnOnce(&Element) -> T) -> Option<T> {
        self.state.borrow().elements.get(id.index()).and_then(Option::as_ref).map(read)
    }

    /// Runs `build` on the tree, then makes room for what is known of the nodes it added.
    fn build<T>(&self, build: impl FnOnce(&mut Tree) -> T) -> T {
        let state = &mut *self.state.borrow_mut();
        let done = build(&mut state.tree);
        state.make_room();
        done
    }
}

impl State {
    fn make_room(&mut self) {
        self.elements.resize(self.tree.len(), None);
        self.depths.resize(self.tree.len(), Depth::default());
    }

    /// Notes that `child` was put below `parent`.
    fn set_depth(&mut self, parent: NodeId, child: NodeId) {
        let is_formatting =
            self.elements[child.index()].as_ref().is_some_and(|e| is_formatting(&e.name.local));
        let above = self.depths[parent.index()];
        let depth =
            Depth { elements: above.elements + 1, formatting: above.formatting + u32::from(is_formatting) };
        self.depths[child.index()] = depth;
        self.deepest.elements = self.deepest.elements.max(depth.elements);
        self.deepest.formatting = self.deepest.formatting.max(depth.formatting);
    }
}

/// Whether html5ever opens such an element again after a block that it was left open in.
pub(super) fn is_formatting(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("a")
            | local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("nobr")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
    )
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
        self.asked.set(Some(*target));
        let name = self.element(*target, |element| element.name.clone());
        Name(name.unwrap_or_else(|| QualName::new(None, Namespace::default(), LocalName::default())))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        let state = &mut *self.state.borrow_mut();
        let template_content = flags.template.then(|| state.tree.push(NodeData::Document));
        let id = state.tree.push_element(Tag::new(&name), pairs(&attributes));
        let is_integration_point = flags.mathml_annotation_xml_integration_point;
        state.make_room();
        state.elements[id.index()] = Some(Element { name, template_content, is_integration_point });
        state.created += 1;
        id
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.build(|tree| tree.push(NodeData::Ignored))
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.build(|tree| tree.push(NodeData::Ignored))
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        match child {
            NodeOrText::AppendNode(child) => {
                let state = &mut *self.state.borrow_mut();
                state.tree.append(*parent, child);
                state.set_depth(*parent, child);
            }
            NodeOrText::AppendText(text) => self.build(|tree| tree.append_text(*parent, &text)),
        }
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        match child {
            NodeOrText::AppendNode(child) => {
                let state = &mut *self.state.borrow_mut();
                state.tree.insert_before(*sibling, child);
                if let Some(parent) = state.tree.parent(child) {
                    state.set_depth(parent, child);
                }
            }
            NodeOrText::AppendText(text) => self.build(|tree| tree.insert_text_before(*sibling, &text)),
        }
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        let has_parent = self.state.borrow().tree.parent(*element).is_some();
        if has_parent { self.append_before_sibling(element, child) } else { self.append(previous, child) }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        let content = self.element(*target, |element| element.template_content).flatten();
        if let Some(content) = content {
            let state = &mut *self.state.borrow_mut();
            state.depths[content.index()] = state.depths[target.index()];
        }
        content.unwrap_or(*target)
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
