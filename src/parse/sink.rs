//! html5ever's tree builder, writing into a [`Tree`].

use super::names::Names;
use super::tag::Tag;
use super::tree::{NodeData, NodeId, Tree};
use html5ever::interface::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, QualName};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};

/// What html5ever has built so far.
#[derive(Debug)]
pub(super) struct Sink {
    state: RefCell<State>,
    names: Names,
    /// What anything but an element is called.
    no_name: QualName,
    /// All comments, none of which is linked into the tree.
    comment: Handle,
    /// How many elements were made.
    created: Cell<usize>,
    /// The deepest that any node stood.
    deepest: Cell<Depth>,
    /// The element whose name was asked for last.
    asked: Cell<Option<NodeId>>,
}

#[derive(Debug)]
struct State {
    tree: Tree,
    /// Of each node, what html5ever and the guard ask back.
    notes: Vec<Note>,
}

/// A node as html5ever holds it, with what it asks for most.
#[derive(Clone, Copy, Debug)]
pub(super) struct Handle {
    id: NodeId,
    /// The number of an element's name; 0 is no name.
    name: u16,
}

impl Handle {
    fn unnamed(id: NodeId) -> Handle {
        Handle { id, name: 0 }
    }
}

/// What is noted of a node.
#[derive(Clone, Copy, Debug, Default)]
struct Note {
    /// The number of an element's name.
    name: u16,
    depth: Depth,
    /// Whether the content, a tree of its own, is the node before.
    is_template: bool,
    is_formatting: bool,
    is_integration_point: bool,
}

/// How many elements stand around a node, itself included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Depth {
    /// All elements.
    pub(super) elements: u32,
    /// Those that html5ever opens again after a block that they were left open in.
    pub(super) formatting: u16,
}

impl Sink {
    /// A sink for a page of so many bytes, with room for so many nodes.
    pub(super) fn with_capacity(nodes: usize, bytes: usize) -> Sink {
        let mut tree = Tree::with_capacity(nodes, bytes);
        // A NUL becomes three bytes, and no reference so many for each of its own.
        tree.limit_values(3 * bytes);
        let comment = Handle::unnamed(tree.push(NodeData::Ignored));
        let mut of_nodes = Vec::with_capacity(nodes);
        of_nodes.resize(tree.len(), Note::default());
        Sink {
            state: RefCell::new(State { tree, notes: of_nodes }),
            names: Names::new(),
            no_name: QualName::new(None, Namespace::default(), LocalName::default()),
            comment,
            created: Cell::new(0),
            deepest: Cell::new(Depth::default()),
            asked: Cell::new(None),
        }
    }

    /// How many elements were made so far.
    pub(super) fn created(&self) -> usize {
        self.created.get()
    }

    /// The deepest that any node stood so far.
    pub(super) fn deepest(&self) -> Depth {
        self.deepest.get()
    }

    /// How deep the element stands whose name was asked for last.
    pub(super) fn depth_asked(&self) -> Depth {
        let state = self.state.borrow();
        self.asked.get().map(|id| state.notes[id.index()].depth).unwrap_or_default()
    }

    /// The names of the last `count` elements made, the last one first.
    pub(super) fn last_names(&self, count: usize) -> Vec<LocalName> {
        let state = self.state.borrow();
        let elements = state.notes.iter().rev().filter(|note| note.name > 0).take(count);
        elements.filter_map(|note| Some(self.names.known(note.name)?.name.local.clone())).collect()
    }

    /// Notes that structure was left out.
    pub(super) fn set_flattened(&self) {
        self.state.borrow_mut().tree.set_flattened();
    }

    /// Notes that a node stands so deep.
    fn reach(&self, depth: Depth) {
        let deepest = self.deepest.get();
        self.deepest.set(Depth {
            elements: deepest.elements.max(depth.elements),
            formatting: deepest.formatting.max(depth.formatting),
        });
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
        self.notes.resize(self.tree.len(), Note::default());
    }

    /// Notes that `child` was put below `parent`, and answers how deep it stands.
    fn set_depth(&mut self, parent: NodeId, child: NodeId) -> Depth {
        let Depth { elements, formatting } = self.notes[parent.index()].depth;
        let note = &mut self.notes[child.index()];
        let formatting = formatting.saturating_add(u16::from(note.is_formatting));
        note.depth = Depth { elements: elements + 1, formatting };
        note.depth
    }
}

fn pairs(attributes: &[Attribute]) -> impl Iterator<Item = (&str, &str)> {
    attributes.iter().map(|a| (&*a.name.local, &*a.value))
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Tree;
    type ElemName<'a> = &'a QualName;

    fn finish(self) -> Tree {
        let mut tree = self.state.into_inner().tree;
        tree.shrink();
        tree
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle::unnamed(self.state.borrow().tree.root())
    }

    fn elem_name(&self, target: &Handle) -> &QualName {
        self.asked.set(Some(target.id));
        self.names.known(target.name).map_or(&self.no_name, |known| &known.name)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Handle {
        let name = self.names.number(name);
        let (tag, is_formatting) =
            self.names.known(name).map_or((Tag::Unknown, false), |known| (known.tag, known.is_formatting));
        let state = &mut *self.state.borrow_mut();
        if flags.template {
            state.tree.push(NodeData::Document);
        }
        let id = state.tree.push_element(tag, pairs(&attributes));
        state.make_room();
        let is_integration_point = flags.mathml_annotation_xml_integration_point;
        state.notes[id.index()] = Note {
            name,
            is_template: flags.template,
            is_formatting,
            is_integration_point,
            ..Note::default()
        };
        self.created.set(self.created.get() + 1);
        Handle { id, name }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.comment
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.create_comment(StrTendril::new())
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        match child {
            NodeOrText::AppendNode(child) => {
                let state = &mut *self.state.borrow_mut();
                state.tree.append(parent.id, child.id);
                self.reach(state.set_depth(parent.id, child.id));
            }
            NodeOrText::AppendText(text) => self.build(|tree| tree.append_text(parent.id, &text)),
        }
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        match child {
            NodeOrText::AppendNode(child) => {
                let state = &mut *self.state.borrow_mut();
                state.tree.insert_before(sibling.id, child.id);
                if let Some(parent) = state.tree.parent(child.id) {
                    self.reach(state.set_depth(parent, child.id));
                }
            }
            NodeOrText::AppendText(text) => self.build(|tree| tree.insert_text_before(sibling.id, &text)),
        }
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let has_parent = self.state.borrow().tree.parent(element.id).is_some();
        if has_parent { self.append_before_sibling(element, child) } else { self.append(previous, child) }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        let state = &mut *self.state.borrow_mut();
        let Note { is_template, depth, .. } = state.notes[target.id.index()];
        let Some(content) = target.id.before().filter(|_| is_template) else { return *target };
        state.notes[content.index()].depth = depth;
        Handle::unnamed(content)
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        self.build(|tree| tree.add_missing_attributes(target.id, pairs(&attributes)));
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.build(|tree| tree.detach(target.id));
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        self.build(|tree| tree.reparent_children(node.id, new_parent.id));
    }

    fn is_mathml_annotation_xml_integration_point(&self, target: &Handle) -> bool {
        self.state.borrow().notes[target.id.index()].is_integration_point
    }
}
