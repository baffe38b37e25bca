//! html5ever's tree builder, writing into a [`Tree`].

use crate::parse::fast::rule::Rule;
use crate::parse::shadow::{ShadowRoots, is_declared};
use crate::parse::tag::{Tag, is_formatting, rule_of};
use crate::parse::tree::{Mark, NodeData, NodeId, Origin, Tree};
use html5ever::interface::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, QualName, ns};
use std::borrow::Cow;
use std::cell::{Cell, RefCell, RefMut};
use std::collections::HashMap;

/// What html5ever has built so far.
pub(in crate::parse) struct Sink {
    tree: RefCell<Tree>,
    /// The depths of all nodes that html5ever holds.
    depths: RefCell<Vec<Depth>>,
    document: Handle,
    /// All comments, none of which is linked into the tree.
    comment: Handle,
    /// How many elements were made.
    pub(super) created: Cell<usize>,
    /// The names of the elements that html5ever created for the current token.
    pub(super) names: RefCell<Vec<LocalName>>,
    /// The element whose name was queried last.
    pub(super) last_queried: Cell<Option<Held>>,
    /// The node that html5ever reuses for the element that it creates next.
    pub(super) reused: Cell<Option<NodeId>>,
    /// The contents of templates, trees of their own.
    contents: RefCell<HashMap<NodeId, Handle>>,
    /// The templates that declare a shadow root, with their contents.
    shadow_templates: RefCell<Vec<(NodeId, NodeId)>>,
    /// The rest of the text that html5ever received last, and its origin.
    given: RefCell<Option<(StrTendril, Origin)>>,
}

/// A node as html5ever holds it.
#[derive(Clone, Debug)]
pub(in crate::parse) struct Handle {
    pub(in crate::parse) held: Held,
    /// The element's name; empty for other nodes.
    pub(in crate::parse) name: QualName,
}

/// What html5ever and the guard query about a node, besides its name.
#[derive(Clone, Copy, Debug)]
pub(in crate::parse) struct Held {
    pub(in crate::parse) id: NodeId,
    /// The position of its depth.
    depth: u32,
    /// The rule of an HTML element.
    pub(in crate::parse) rule: Rule,
    pub(in crate::parse) is_formatting: bool,
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

impl Handle {
    fn new(id: NodeId, depth: u32, name: QualName) -> Handle {
        let is_html = name.ns == ns!(html);
        let held = Held {
            id,
            depth,
            rule: if is_html { rule_of(&name.local) } else { Rule::Unusual },
            is_formatting: is_html && is_formatting(&name.local),
            is_integration_point: false,
        };
        Handle { held, name }
    }

    /// A node that is not an element.
    fn nameless(id: NodeId, depth: u32) -> Handle {
        Handle::new(id, depth, QualName::new(None, Namespace::default(), LocalName::default()))
    }
}

impl Sink {
    /// A sink for a page of `bytes`, with room for `nodes`.
    pub(in crate::parse) fn with_capacity(nodes: usize, bytes: usize) -> Sink {
        let mut tree = Tree::with_capacity(nodes, bytes);
        // A NUL becomes three bytes (U+FFFD). A character reference grows by less.
        tree.limit_values(3 * bytes);
        Sink {
            depths: RefCell::new(vec![Depth::default(); 2]),
            document: Handle::nameless(tree.root(), 0),
            comment: Handle::nameless(tree.push(NodeData::Ignored), 1),
            tree: RefCell::new(tree),
            created: Cell::new(0),
            names: RefCell::default(),
            last_queried: Cell::new(None),
            reused: Cell::new(None),
            contents: RefCell::default(),
            shadow_templates: RefCell::default(),
            given: RefCell::default(),
        }
    }

    /// The tree.
    pub(in crate::parse) fn tree(&self) -> RefMut<'_, Tree> {
        self.tree.borrow_mut()
    }

    /// The depth of a node.
    pub(in crate::parse) fn depth(&self, held: Held) -> Depth {
        self.depths.borrow()[held.depth as usize]
    }

    /// Records that a node was put below one of this depth.
    fn set_depth(&self, held: Held, parent: Depth) {
        self.depths.borrow_mut()[held.depth as usize] = parent.below(held.is_formatting);
    }

    /// Room for the depth of another node.
    fn add_depth(&self) -> u32 {
        let mut depths = self.depths.borrow_mut();
        depths.push(Depth::default());
        depths.len() as u32 - 1
    }

    /// Adds an element that html5ever does not know about, as the last child. Its attributes are those since `mark`.
    pub(in crate::parse) fn insert(&self, parent: NodeId, tag: Tag, mark: Mark) -> NodeId {
        self.created.set(self.created.get() + 1);
        self.tree().push_last(parent, tag, mark)
    }

    /// Records the text that html5ever receives next.
    pub(in crate::parse) fn start_text(&self, text: &StrTendril, origin: Origin) {
        if self.tree().has_sources() {
            *self.given.borrow_mut() = Some((text.clone(), origin));
        }
    }

    /// Records that html5ever has processed the text. What it adds later may come from several texts.
    pub(in crate::parse) fn end_text(&self) {
        self.given.take();
    }

    /// Records the origin of text that html5ever adds. html5ever drops parts of the text that it receives, at both
    /// ends.
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
}

/// The names and values of attributes; no later stage reads those in a namespace.
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
        for (template, content) in self.shadow_templates.into_inner() {
            if shadow_roots.attach(&mut tree, template) {
                tree.reparent_children(content, template);
            }
        }
        shadow_roots.fill_slots(&mut tree);
        tree.shrink();
        tree
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        self.document.clone()
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> &'a QualName {
        self.last_queried.set(Some(target.held));
        &target.name
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Handle {
        let content = flags.template.then(|| self.tree().push(NodeData::Document));
        let id = self.reused.take().unwrap_or_else(|| {
            self.created.set(self.created.get() + 1);
            self.names.borrow_mut().push(name.local.clone());
            self.tree().push_element(Tag::new(&name), pairs(&attributes))
        });
        if let Some(content) = content {
            self.contents.borrow_mut().insert(id, Handle::nameless(content, self.add_depth()));
            if is_declared(&self.tree(), id) {
                self.shadow_templates.borrow_mut().push((id, content));
            }
        }
        let mut handle = Handle::new(id, self.add_depth(), name);
        handle.held.is_integration_point = flags.mathml_annotation_xml_integration_point;
        handle
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.comment.clone()
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.comment.clone()
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        match child {
            NodeOrText::AppendNode(child) => {
                self.tree().append(parent.held.id, child.held.id);
                self.set_depth(child.held, self.depth(parent.held));
            }
            NodeOrText::AppendText(text) => {
                let mut tree = self.tree();
                self.note_origin(&mut tree, &text);
                tree.append_text(parent.held.id, &text);
            }
        }
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        match child {
            NodeOrText::AppendNode(child) => {
                self.tree().insert_before(sibling.held.id, child.held.id);
                // Foster parenting (13.2.6.1): the sibling is a table, one element and not formatting.
                let Depth { elements, formatting } = self.depth(sibling.held);
                self.set_depth(child.held, Depth { elements: elements.saturating_sub(1), formatting });
            }
            NodeOrText::AppendText(text) => {
                let mut tree = self.tree();
                self.note_origin(&mut tree, &text);
                tree.insert_text_before(sibling.held.id, &text);
            }
        }
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let has_parent = self.tree().parent(element.held.id).is_some();
        if has_parent { self.append_before_sibling(element, child) } else { self.append(previous, child) }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        let contents = self.contents.borrow();
        let content = contents.get(&target.held.id).unwrap_or(target);
        let depth = self.depth(target.held);
        self.depths.borrow_mut()[content.held.depth as usize] = depth;
        content.clone()
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.held.id == y.held.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        self.tree().add_missing_attributes(target.held.id, pairs(&attributes));
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.tree().detach(target.held.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        self.tree().reparent_children(node.held.id, new_parent.held.id);
    }

    fn is_mathml_annotation_xml_integration_point(&self, target: &Handle) -> bool {
        target.held.is_integration_point
    }
}
