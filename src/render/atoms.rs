//! Superscripts and subscripts that are written as elements.

use crate::parse::{NodeData, NodeId, Tag, Tree};

/// Part of a superscript or subscript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Start(&'static str),
    Text(String),
    End(&'static str),
}

/// A `sup` or `sub` element in order: its text, nested `sup` and `sub` elements, and emphasis. The segmentation passes
/// on only small ones.
pub(super) fn parts(tree: &Tree, top: NodeId) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut open: Vec<(NodeId, &'static str)> = Vec::new();
    for id in std::iter::once(top).chain(tree.descendants(top)) {
        let around = around(tree, id);
        while let Some(&(_, name)) = open.last().filter(|&&(element, _)| Some(element) != around) {
            parts.push(Part::End(name));
            open.pop();
        }
        match tree.data(id) {
            NodeData::Text(span) => parts.push(Part::Text(without_spaces(tree.text(span)))),
            NodeData::Element { tag, .. } => {
                if let Some(name) = name(tag) {
                    parts.push(Part::Start(name));
                    open.push((id, name));
                }
            }
            _ => {}
        }
    }
    parts.extend(open.iter().rev().map(|&(_, name)| Part::End(name)));
    parts
}

/// The innermost written element around a node.
fn around(tree: &Tree, id: NodeId) -> Option<NodeId> {
    tree.ancestors(id).skip(1).find(|&at| tree.tag(at).and_then(name).is_some())
}

fn name(tag: Tag) -> Option<&'static str> {
    match tag {
        Tag::Sup => Some("sup"),
        Tag::Sub => Some("sub"),
        Tag::I | Tag::Em | Tag::Var => Some("em"),
        Tag::B | Tag::Strong => Some("strong"),
        _ => None,
    }
}

/// As the segmentation writes it.
fn without_spaces(text: &str) -> String {
    text.split_whitespace().collect()
}
