//! html5ever's tree builder, writing into a [`Tree`].

use crate::parse::fast::rule::{Rule, is_formatting};
use crate::parse::shadow::{ShadowRoots, is_declared};
use crate::parse::tag::Tag;
use crate::parse::tree::{Mark, NodeData, NodeId, Origin, Tree};
use html5ever::interface::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, QualName, ns};
use std::borrow::Cow;
use std::cell::{Cell, RefCell, RefMut};
use std::rc::Rc;

/// What html5ever has built so far.
pub(in crate::parse) struct Sink {
    tree: RefCell<Tree>,
    document: Handle,
    /// All comments, none of which is linked into the tree.
    comment: Handle,
    /// How many elements were made.
    pub(super) created: Cell<usize>,
    /// The names of the elements that html5ever created for the current token.
    pub(super) names: RefCell<Vec<LocalName>>,
    /// The element whose name was queried last.
    pub(super) last_queried: Cell<Option<Handle>>,
    /// The node that html5ever reuses for the element that it creates next.
    pub(super) reused: Cell<Option<NodeId>>,
    /// The templates that declare a shadow root, with their contents.
    shadow_templates: RefCell<Vec<(NodeId, NodeId)>>,
    /// The rest of the text that html5ever received last, and its origin.
    given: RefCell<Option<(StrTendril, Origin)>>,
}

/// A node as html5ever holds it.
pub(in crate::parse) type Handle = Rc<Held>;

/// What html5ever and the guard query of a node.
#[derive(Debug)]
pub(in crate::parse) struct Held {
    pub(in crate::parse) id: NodeId,
    /// The element's name; empty for other nodes.
    pub(in crate::parse) name: QualName,
    /// The rule of an HTML element.
    pub(in crate::parse) rule: Rule,
    pub(in crate::parse) is_formatting: bool,
    pub(in crate::parse) depth: Cell<Depth>,
    /// The content of a template, a tree of its own.
    content: Option<Handle>,
    is_integration_point: bool,
}

impl Held {
    fn new(id: NodeId, name: QualName) -> Held {
        let is_html = name.ns == ns!(html);
        Held {
            id,
            rule: if is_html { Rule::of(&name.local) } else { Rule::Unusual },
            is_formatting: is_html && is_formatting(&name.local),
            name,
            depth: Cell::default(),
            content: None,
            is_integration_point: false,
        }
    }

    /// Notes that the node was put below one of this depth.
    fn set_depth(&self, parent: Depth) {
        self.depth.set(parent.below(self.is_formatting));
    }

    /// A node that is not an element.
    fn nameless(id: NodeId) -> Handle {
        Rc::new(Held::new(id, QualName::new(None, Namespace::default(), LocalName::default())))
    }
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
        Sink {
            document: Held::nameless(tree.root()),
            comment: Held::nameless(tree.push(NodeData::Ignored)),
            tree: RefCell::new(tree),
            created: Cell::new(0),
            names: RefCell::default(),
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
    pub(in crate::parse) fn insert(&self, parent: NodeId, tag: Tag, mark: Mark) -> NodeId {
        self.created.set(self.created.get() + 1);
        self.tree().push_last(parent, tag, mark)
    }

    /// Notes the text that html5ever receives next.
    pub(in crate::parse) fn start_text(&self, text: &StrTendril, origin: Origin) {
        if self.tree().has_sources() {
            *self.given.borrow_mut() = Some((text.clone(), origin));
        }
    }

    /// Notes that html5ever has processed the text. What it adds later may come from several texts.
    pub(in crate::parse) fn end_text(&self) {
        self.given.take();
    }

    /// Notes the origin of text that html5ever adds. html5ever drops parts of the text that it receives, at both ends.
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
        self.last_queried.set(Some(target.clone()));
        &target.name
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Handle {
        let content = flags.template.then(|| Held::nameless(self.tree().push(NodeData::Document)));
        let id = self.reused.take().unwrap_or_else(|| {
            self.created.set(self.created.get() + 1);
            self.names.borrow_mut().push(name.local.clone());
            self.tree().push_element(Tag::new(&name), pairs(&attributes))
        });
        if let Some(content) = content.as_ref().filter(|_| is_declared(&self.tree(), id)) {
            self.shadow_templates.borrow_mut().push((id, content.id));
        }
        let is_integration_point = flags.mathml_annotation_xml_integration_point;
        Rc::new(Held { content, is_integration_point, ..Held::new(id, name) })
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
                self.tree().append(parent.id, child.id);
                child.set_depth(parent.depth.get());
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
                let Depth { elements, formatting } = sibling.depth.get();
                child.set_depth(Depth { elements: elements.saturating_sub(1), formatting });
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
        let Some(content) = &target.content else { return target.clone() };
        content.depth.set(target.depth.get());
        content.clone()
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
        target.is_integration_point
    }
}
