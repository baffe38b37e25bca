//! Formulas as `MathML` that is safe in any page: elements of `MathML` Core, text, and TeX as an annotation.

use super::html_escape::escape;
use crate::parse::{AttributeName, NodeData, NodeId, Tag, Tree};
use crate::segment::Atom;
use std::fmt::Write;

/// Deeper formulas are written as TeX, because browsers do not lay them out.
const MAX_DEPTH: usize = 64;

/// Whether a `math` element is no deeper than [`MAX_DEPTH`]. Takes time linear in the size of the formula.
pub(super) fn is_shallow(tree: &Tree, math: NodeId) -> bool {
    let mut depth = 0;
    let mut at = math;
    loop {
        if let Some(child) = tree.first_child(at) {
            (at, depth) = (child, depth + 1);
            if depth > MAX_DEPTH {
                return false;
            }
            continue;
        }
        loop {
            if at == math {
                return true;
            }
            if let Some(next) = tree.next_sibling(at) {
                at = next;
                break;
            }
            let Some(parent) = tree.parent(at) else { return true };
            (at, depth) = (parent, depth - 1);
        }
    }
}

/// Writes a `math` element with its TeX as the annotation. Unknown elements are left out but their content is kept; of
/// HTML inside, only the text is kept. Takes time linear in the size of the formula.
pub(super) fn write(out: &mut String, tree: &Tree, atom: Atom, tex: &str) {
    out.push_str(if atom.is_display { "<math display=\"block\">" } else { "<math>" });
    out.push_str("<semantics><mrow>");
    let math = atom.id;
    // The open elements, with the names for their end tags.
    let mut open: Vec<(NodeId, &'static str)> = Vec::new();
    let mut next = tree.first_child(math);
    while let Some(id) = next {
        let inside = enter(out, tree, id, &mut open);
        next = inside.or_else(|| next_outside(out, tree, id, math, &mut open));
    }
    out.push_str("</mrow><annotation encoding=\"application/x-tex\">");
    escape(out, tex);
    out.push_str("</annotation></semantics></math>");
}

/// Starts a node. Returns its first child, if its content is written.
fn enter(
    out: &mut String,
    tree: &Tree,
    id: NodeId,
    open: &mut Vec<(NodeId, &'static str)>,
) -> Option<NodeId> {
    let tag = match tree.data(id) {
        NodeData::Text(span) => {
            escape(out, tree.text(span));
            return None;
        }
        NodeData::Element { tag, .. } => tag,
        _ => return None,
    };
    if tag.is_without_text() {
        return None;
    }
    // The content of a token is parsed as HTML (HTML standard, section 13.2.6), so it must not contain elements of
    // formulas.
    let is_in_token = open.last().and_then(|&(around, _)| tree.tag(around)).is_some_and(is_token);
    if let Some(name) = name(tag).filter(|_| !is_in_token) {
        let _ = write!(out, "<{name}");
        attributes(out, tree, id);
        out.push('>');
        open_fence(out, tree, id, tag);
        if tree.first_child(id).is_none() {
            close(out, tree, id, name);
        } else {
            open.push((id, name));
        }
    }
    tree.first_child(id)
}

/// The next node outside a node, in document order; ends the elements on the way.
fn next_outside(
    out: &mut String,
    tree: &Tree,
    id: NodeId,
    math: NodeId,
    open: &mut Vec<(NodeId, &'static str)>,
) -> Option<NodeId> {
    let mut at = id;
    while at != math {
        if let Some(&(_, name)) = open.last().filter(|&&(element, _)| element == at) {
            close(out, tree, at, name);
            open.pop();
        }
        if let Some(next) = tree.next_sibling(at) {
            separator(out, tree, at);
            return Some(next);
        }
        at = tree.parent(at)?;
    }
    None
}

fn close(out: &mut String, tree: &Tree, id: NodeId, name: &str) {
    if tree.tag(id) == Some(Tag::Mfenced) {
        operator(out, tree.attribute(id, AttributeName::Close).unwrap_or(")"));
    }
    let _ = write!(out, "</{name}>");
}

/// The name under which an element is written; `None` if it is not `MathML`. `MathML` Core has no fences, enclosures or
/// labelled rows: they become groups and rows.
fn name(tag: Tag) -> Option<&'static str> {
    match tag {
        Tag::Math | Tag::Semantics | Tag::Mfenced | Tag::Menclose | Tag::Maction | Tag::Mnone => Some("mrow"),
        Tag::Mlabeledtr => Some("mtr"),
        _ => tag.mathml_name(),
    }
}

fn is_token(tag: Tag) -> bool {
    matches!(tag, Tag::Mi | Tag::Mn | Tag::Mo | Tag::Ms | Tag::Mtext)
}

fn attributes(out: &mut String, tree: &Tree, id: NodeId) {
    let kept = [(AttributeName::Mathvariant, "mathvariant"), (AttributeName::Linethickness, "linethickness")];
    for (attribute, name) in kept {
        let is_harmless = |value: &&str| {
            value.len() <= 32
                && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
        };
        if let Some(value) = tree.attribute(id, attribute).filter(is_harmless) {
            let _ = write!(out, " {name}=\"{value}\"");
        }
    }
}

fn open_fence(out: &mut String, tree: &Tree, id: NodeId, tag: Tag) {
    if tag == Tag::Mfenced {
        operator(out, tree.attribute(id, AttributeName::Open).unwrap_or("("));
    }
}

/// The separators between the children of a fence.
fn separator(out: &mut String, tree: &Tree, before: NodeId) {
    let fence = tree.parent(before).filter(|&id| tree.tag(id) == Some(Tag::Mfenced));
    // White space may follow.
    let mut after = tree.siblings_after(before).take(2);
    let is_between = tree.tag(before).is_some() && after.any(|id| tree.tag(id).is_some());
    if let Some(fence) = fence.filter(|_| is_between) {
        let separators = tree.attribute(fence, AttributeName::Separators).unwrap_or(",");
        let mut sign = [0; 4];
        operator(out, separators.trim().chars().next().map_or("", |c| c.encode_utf8(&mut sign)));
    }
}

fn operator(out: &mut String, sign: &str) {
    if !sign.trim().is_empty() {
        out.push_str("<mo>");
        escape(out, sign.trim());
        out.push_str("</mo>");
    }
}
