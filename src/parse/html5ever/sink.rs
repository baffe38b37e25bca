//! html5ever's tree builder, writing into a [`Tree`].

use super::names::{ElementNames, Known};
use crate::parse::shadow::{ShadowRoots, is_declared};
use crate::parse::tag::Tag;
use crate::parse::tree::{Mark, NodeData, NodeId, Origin, Tree};
use html5ever::interface::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, QualName, ns};
use std::borrow::Cow;
use std::cell::{Cell, RefCell, RefMut};

/// What html5ever has built so far.
#[derive(Debug)]
pub(in crate::parse) struct Sink {
    tree: RefCell<Tree>,
    /// For each node that html5ever holds, what it and the guard query.
    notes: RefCell<Vec<Note>>,
    names: ElementNames,
    /// What anything but an element is called.
    no_name: QualName,
    /// All comments, none of which is linked into the tree.
    comment: Handle,
    /// How many elements were made.
    created: Cell<usize>,
    /// The depth of the deepest node.
    deepest: Cell<Depth>,
    /// The element whose name was queried last.
    last_queried: Cell<Option<Handle>>,
    /// The node that the next element of html5ever reuses.
    reused: Cell<Option<NodeId>>,
    /// The templates that declare a shadow root.
    shadow_templates: RefCell<Vec<NodeId>>,
    /// What html5ever has not yet added of the text that it was given last, and where that comes from.
    given: RefCell<Option<(StrTendril, Origin)>>,
}

/// A node as html5ever holds it, with what it asks for most.
#[derive(Clone, Copy, Debug)]
pub(in crate::parse) struct Handle {
    pub(in crate::parse) id: NodeId,
    /// Which of the notes is the node's.
    note: u32,
    /// The number of an element's name; 0 means none.
    name: u16,
}

/// What is noted of a node.
#[derive(Clone, Copy, Debug, Default)]
struct Note {
    /// The number of an element's name.
    name: u16,
    depth: Depth,
    /// Whether the content, a tree of its own, is the node before, and the note before its note.
    is_template: bool,
    is_formatting: bool,
    is_integration_point: bool,
}

/// The number of open elements at a node, itself included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::parse) struct Depth {
    /// All elements.
    pub(in crate::parse) elements: u32,
    /// Formatting elements (13.2.4.2).
    pub(in crate::parse) formatting: u16,
}

impl Depth {
    /// The depth of a child.
    pub(in crate::parse) fn below(self, is_formatting: bool) -> Depth {
        Depth {
            elements: self.elements + 1,
            formatting: self.formatting.saturating_add(u16::from(is_formatting)),
        }
    }
}

impl Sink {
    /// A sink for a page of `bytes`, with room for `nodes`.
    pub(in crate::parse) fn with_capacity(nodes: usize, bytes: usize) -> Sink {
        let mut tree = Tree::with_capacity(nodes, bytes);
        // A NUL becomes three bytes (U+FFFD). A character reference grows by less.
        tree.limit_values(3 * bytes);
        let comment = Handle { id: tree.push(NodeData::Ignored), note: 1, name: 0 };
        Sink {
            tree: RefCell::new(tree),
            notes: RefCell::new(vec![Note::default(); 2]),
            names: ElementNames::new(),
            no_name: QualName::new(None, Namespace::default(), LocalName::default()),
            comment,
            created: Cell::new(0),
            deepest: Cell::new(Depth::default()),
            last_queried: Cell::new(None),
            reused: Cell::new(None),
            shadow_templates: RefCell::default(),
            given: RefCell::default(),
        }
    }

    /// The tree.
    pub(in crate::parse) fn tree(&self) -> RefMut<'_, Tree> {
        self.tree.borrow_mut()
    }

    /// Adds an element that html5ever does not know of, as the last child. Its attributes are those since `mark`.
    pub(in crate::parse) fn insert(&self, parent: NodeId, tag: Tag, mark: Mark, depth: Depth) -> NodeId {
        self.created.set(self.created.get() + 1);
        self.reach(depth);
        self.tree().push_last(parent, tag, mark)
    }

    /// Notes the text that html5ever is given next.
    pub(in crate::parse) fn start_text(&self, text: &StrTendril, origin: Origin) {
        if self.tree().has_sources() {
            *self.given.borrow_mut() = Some((text.clone(), origin));
        }
    }

    /// Notes that html5ever has seen all of it. What it adds later may be from several texts.
    pub(in crate::parse) fn end_text(&self) {
        self.given.take();
    }

    /// Notes where the text comes from that html5ever adds. It leaves out parts of what it is given, at both ends.
    fn note_origin(&self, tree: &mut Tree, text: &str) {
        let mut given = self.given.borrow_mut();
        let origin = match given.take() {
            Some((mut rest, origin)) if rest.starts_with(text) || rest.ends_with(text) => {
                let start = if rest.starts_with(text) { 0 } else { rest.len() - text.len() };
                let origin = origin.after(start);
                rest.pop_front((start + text.len()) as u32);
                *given = Some((rest, origin.clone().after(text.len())));
                origin
            }
            _ => Origin::Unknown,
        };
        tree.note_origin(&origin);
    }

    /// Makes html5ever reuse a node for the element that it creates next.
    pub(in crate::parse) fn reuse_node(&self, id: NodeId) {
        self.reused.set(Some(id));
    }

    /// Whether it did. If not, the request is withdrawn.
    pub(in crate::parse) fn take_reused(&self) -> bool {
        self.reused.take().is_none()
    }

    /// How many elements were made so far.
    pub(in crate::parse) fn created(&self) -> usize {
        self.created.get()
    }

    /// The depth of the deepest node so far.
    pub(in crate::parse) fn deepest(&self) -> Depth {
        self.deepest.get()
    }

    /// The element whose name was queried last.
    pub(in crate::parse) fn last_queried(&self) -> Option<Handle> {
        self.last_queried.get()
    }

    pub(in crate::parse) fn forget_last_queried(&self) {
        self.last_queried.set(None);
    }

    /// The depth of a node.
    pub(in crate::parse) fn depth(&self, handle: Handle) -> Depth {
        self.notes.borrow()[handle.note as usize].depth
    }

    /// What is known of an element's name.
    pub(in crate::parse) fn known(&self, handle: Handle) -> Option<&Known> {
        self.names.known(handle.name)
    }

    /// Whether an element was the last node made.
    pub(in crate::parse) fn is_newest(&self, handle: Handle) -> bool {
        handle.id.index() + 1 == self.tree.borrow().len()
    }

    /// The names of the last `count` elements that html5ever made, the last one first.
    pub(in crate::parse) fn last_names(&self, count: usize) -> Vec<LocalName> {
        let notes = self.notes.borrow();
        let elements = notes.iter().rev().filter(|note| note.name > 0).take(count);
        elements.filter_map(|note| Some(self.names.known(note.name)?.name.local.clone())).collect()
    }

    /// Notes that structure was left out.
    pub(in crate::parse) fn set_flattened(&self) {
        self.tree().set_flattened();
    }

    /// Notes the depth of a node.
    fn reach(&self, depth: Depth) {
        let deepest = self.deepest.get();
        self.deepest.set(Depth {
            elements: deepest.elements.max(depth.elements),
            formatting: deepest.formatting.max(depth.formatting),
        });
    }

    /// Notes that `child` was put below a node of this depth.
    fn set_depth(&self, parent: Depth, child: Handle) {
        let note = &mut self.notes.borrow_mut()[child.note as usize];
        note.depth = parent.below(note.is_formatting);
        self.reach(note.depth);
    }
}

/// The names and values of attributes; those in a namespace are of no use to a later stage.
pub(in crate::parse) fn pairs(attributes: &[Attribute]) -> impl Iterator<Item = (&str, &str)> {
    attributes.iter().filter(|a| a.name.ns == ns!()).map(|a| (&*a.name.local, &*a.value))
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Tree;
    type ElemName<'a> = &'a QualName;

    fn finish(self) -> Tree {
        let mut tree = self.tree.into_inner();
        let mut shadow_roots = ShadowRoots::default();
        for template in self.shadow_templates.into_inner() {
            if let Some(content) = template.before().filter(|_| shadow_roots.attach(&mut tree, template)) {
                tree.reparent_children(content, template);
            }
        }
        shadow_roots.fill_slots(&mut tree);
        tree.shrink();
        tree
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle { id: self.tree().root(), note: 0, name: 0 }
    }

    fn elem_name(&self, target: &Handle) -> &QualName {
        self.last_queried.set(Some(*target));
        self.known(*target).map_or(&self.no_name, |known| &known.name)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Handle {
        let name = self.names.number(name);
        let (tag, is_formatting) =
            self.names.known(name).map_or((Tag::Unknown, false), |known| (known.tag, known.is_formatting));
        let mut notes = self.notes.borrow_mut();
        let id = self.reused.take().unwrap_or_else(|| {
            let mut tree = self.tree();
            if flags.template {
                tree.push(NodeData::Document);
                notes.push(Note::default());
            }
            self.created.set(self.created.get() + 1);
            tree.push_element(tag, pairs(&attributes))
        });
        if flags.template && is_declared(&self.tree(), id) {
            self.shadow_templates.borrow_mut().push(id);
        }
        notes.push(Note {
            name,
            is_template: flags.template,
            is_formatting,
            is_integration_point: flags.mathml_annotation_xml_integration_point,
            ..Note::default()
        });
        Handle { id, note: notes.len() as u32 - 1, name }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.comment
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.comment
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        match child {
            NodeOrText::AppendNode(child) => {
                self.tree().append(parent.id, child.id);
                self.set_depth(self.depth(*parent), child);
            }
            NodeOrText::AppendText(text) => {
                let mut tree = self.tree();
                self.note_origin(&mut tree, &text);
                tree.append_text(parent.id, &text);
            }
        }
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        match child {
            NodeOrText::AppendNode(child) => {
                self.tree().insert_before(sibling.id, child.id);
                // Foster parenting (13.2.6.1): the sibling is a table, one element and not formatting.
                let Depth { elements, formatting } = self.depth(*sibling);
                self.set_depth(Depth { elements: elements.saturating_sub(1), formatting }, child);
            }
            NodeOrText::AppendText(text) => {
                let mut tree = self.tree();
                self.note_origin(&mut tree, &text);
                tree.insert_text_before(sibling.id, &text);
            }
        }
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let has_parent = self.tree().parent(element.id).is_some();
        if has_parent { self.append_before_sibling(element, child) } else { self.append(previous, child) }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        let mut notes = self.notes.borrow_mut();
        let at = target.note as usize;
        let Note { is_template, depth, .. } = notes[at];
        let Some(id) = target.id.before().filter(|_| is_template) else { return *target };
        notes[at - 1].depth = depth;
        Handle { id, note: target.note - 1, name: 0 }
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        self.tree().add_missing_attributes(target.id, pairs(&attributes));
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.tree().detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        self.tree().reparent_children(node.id, new_parent.id);
    }

    fn is_mathml_annotation_xml_integration_point(&self, target: &Handle) -> bool {
        self.notes.borrow()[target.note as usize].is_integration_point
    }
}
