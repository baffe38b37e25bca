//! Finds the formulas of a page.

use super::Formula;
use crate::parse::{AttributeName, NodeId, Tag, Tree, is_tex};
use std::collections::HashMap;

/// How many ancestors of a `math` element are searched for the element of its renderer.
const MAX_DEPTH: usize = 8;
/// How many siblings before a script may be its rendering.
const MAX_RENDERINGS: usize = 6;
/// Longer `class` values are ignored: that of an element around many formulas is read for each of them.
const MAX_CLASS: usize = 512;

/// How an element is treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// All of it is one formula.
    Formula(Formula),
    /// It shows a formula that is read elsewhere.
    Rendering,
}

/// The elements of a page that contain formulas, not counting images.
#[derive(Clone, Debug, Default)]
pub(crate) struct Formulas {
    roles: HashMap<NodeId, Role>,
}

impl Formulas {
    /// Finds the formulas of a page in linear time. Pages without a tag that announces any are not searched.
    pub(crate) fn of(tree: &Tree) -> Formulas {
        let mut formulas = Formulas::default();
        if tree.has_formulas() {
            let sources = sources(tree);
            formulas.add_math(tree, sources.iter().copied().filter(|&id| tree.tag(id) == Some(Tag::Math)));
            formulas.add_scripts(tree, sources.iter().copied().filter(|&id| is_tex_script(tree, id)));
        }
        formulas
    }

    /// The role of an element; `None` if it has none.
    #[inline]
    pub(crate) fn role(&self, id: NodeId) -> Option<Role> {
        if self.roles.is_empty() { None } else { self.roles.get(&id).copied() }
    }

    fn add_math(&mut self, tree: &Tree, elements: impl Iterator<Item = NodeId>) {
        let widgets: Vec<_> = elements.map(|math| (math, Widget::around(tree, math))).collect();
        let mut uses: HashMap<NodeId, usize> = HashMap::new();
        for (_, widget) in &widgets {
            *uses.entry(widget.root).or_default() += 1;
        }
        for (math, Widget { root, is_display }) in widgets {
            // An element around several formulas belongs to none of them.
            let root = if uses[&root] == 1 { root } else { math };
            self.roles.insert(root, Role::Formula(Formula { source: math, is_display }));
            if let Some(twin) = visual_twin(tree, root).filter(|_| root == math) {
                self.roles.entry(twin).or_insert(Role::Rendering);
            }
        }
    }

    fn add_scripts(&mut self, tree: &Tree, scripts: impl Iterator<Item = NodeId>) {
        for script in scripts {
            let script_type = tree.attribute(script, AttributeName::Type).unwrap_or_default();
            let mode = script_type.split_once(';').map_or("", |(_, parameters)| parameters);
            let is_display = mode.split(['=', ' ', ';']).any(|word| word.eq_ignore_ascii_case("display"));
            self.roles.insert(script, Role::Formula(Formula { source: script, is_display }));
            let before = tree.siblings_before(script);
            let renderings = before
                .take(MAX_RENDERINGS)
                .take_while(|&id| tree.is_blank_text(id) || classes(tree, id).any(is_mathjax));
            self.roles.extend(renderings.map(|id| (id, Role::Rendering)));
        }
    }
}

/// The element that a renderer puts around a formula.
struct Widget {
    root: NodeId,
    is_display: bool,
}

impl Widget {
    /// The widget around a `math` element; the element itself if there is none.
    fn around(tree: &Tree, math: NodeId) -> Widget {
        let is =
            |name, value: &str| tree.attribute(math, name).is_some_and(|v| v.eq_ignore_ascii_case(value));
        let mut widget = Widget {
            root: math,
            is_display: is(AttributeName::Display, "block") || is(AttributeName::Mode, "display"),
        };
        for id in tree.ancestors(math).skip(1).take(MAX_DEPTH) {
            let is_display = classes(tree, id).any(is_display);
            // Renderers create blocks only for display formulas. Other blocks also contain text.
            let is_block = tree.tag(id).is_none_or(Tag::is_block_level);
            if is_block && !is_display {
                break;
            }
            if is_display || classes(tree, id).any(is_renderer) {
                widget.root = id;
                widget.is_display |= is_display;
            }
        }
        widget
    }
}

/// The visible form of a formula whose `MathML` is for screen readers: an inline element with `aria-hidden`, next to
/// the formula or to elements that contain only the formula.
fn visual_twin(tree: &Tree, formula: NodeId) -> Option<NodeId> {
    /// How many elements there may be around the formula.
    const MAX_WRAPPERS: usize = 2;
    let is_shown_only = |&id: &NodeId| {
        let is_inline = tree.tag(id).is_some_and(|tag| !tag.is_block_level());
        is_inline
            && tree.attribute(id, AttributeName::AriaHidden).is_some_and(|v| v.eq_ignore_ascii_case("true"))
    };
    let before = |id| tree.siblings_before(id);
    let after = |id| tree.siblings_after(id);
    let mut at = formula;
    for _ in 0..=MAX_WRAPPERS {
        // White space is one node, rarely two.
        let last = before(at).take(2).find(|&id| !tree.is_blank_text(id));
        let next = after(at).take(2).find(|&id| !tree.is_blank_text(id));
        if let Some(twin) = [last, next].into_iter().flatten().find(is_shown_only) {
            return Some(twin);
        }
        if last.is_some() || next.is_some() {
            return None;
        }
        at = tree.parent(at).filter(|&id| tree.tag(id).is_some_and(|tag| !tag.is_block_level()))?;
    }
    None
}

/// The outermost `math` elements and the scripts with formulas in document order.
///
/// A `math` element around a block of HTML is not a formula: its end tag is missing, or it is misused.
fn sources(tree: &Tree) -> Vec<NodeId> {
    let mut found = Vec::new();
    // The `math` elements that are open, none with a block so far, and how many sources were found before each.
    let mut open: Vec<(NodeId, usize)> = Vec::new();
    let mut at = tree.root();
    loop {
        let tag = tree.tag(at);
        match tag {
            Some(Tag::Math) => open.push((at, found.len())),
            Some(Tag::Script) if is_tex_script(tree, at) => found.push(at),
            Some(tag) if tag.is_block_level() => open.clear(),
            _ => {}
        }
        let inside = tree.first_child(at).filter(|_| !tag.is_some_and(Tag::is_without_text));
        if let Some(child) = inside {
            at = child;
            continue;
        }
        loop {
            if open.last().is_some_and(|&(math, _)| math == at) {
                let before = open.pop().map_or(0, |(_, before)| before);
                found.truncate(before);
                found.push(at);
            }
            if let Some(next) = tree.next_sibling(at) {
                at = next;
                break;
            }
            match tree.parent(at) {
                Some(parent) => at = parent,
                None => return found,
            }
        }
    }
}

fn is_tex_script(tree: &Tree, id: NodeId) -> bool {
    tree.tag(id) == Some(Tag::Script) && tree.attribute(id, AttributeName::Type).is_some_and(is_tex)
}

fn classes(tree: &Tree, id: NodeId) -> impl Iterator<Item = &str> {
    let class = tree.attribute(id, AttributeName::Class).filter(|class| class.len() <= MAX_CLASS);
    class.unwrap_or_default().split_ascii_whitespace()
}

/// Classes that `KaTeX`, `MathJax` and `MediaWiki` give to the elements of one formula.
fn is_renderer(class: &str) -> bool {
    matches!(class, "katex" | "katex-display" | "katex-mathml" | "MJX_Assistive_MathML" | "mwe-math-element")
        || class.starts_with("mwe-math-mathml")
        || is_mathjax(class)
}

/// Classes of what `MathJax` 2 and 3 render a formula to.
fn is_mathjax(class: &str) -> bool {
    class == "MathJax" || class.starts_with("MathJax_") || matches!(class, "MJXc-display" | "mjx-chtml")
}

/// Classes of formulas on lines of their own.
fn is_display(class: &str) -> bool {
    matches!(class, "katex-display" | "MJXc-display" | "mwe-math-element-block")
        || (class.starts_with("MathJax_") && class.ends_with("Display"))
        || class.starts_with("mwe-math-mathml-display")
}
