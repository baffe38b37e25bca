//! The text of small elements: names, dates and headings.

use crate::parse::{NodeData, NodeId, Tree};

/// Longer text is neither a name nor a date.
const MAX_TEXT: usize = 160;
/// Text in more nodes is neither of them either.
pub(super) const MAX_NODES: usize = 48;

/// The text of a small element, its text nodes separated by line ends; `None` if there is too much of it.
pub(super) fn short_text(tree: &Tree, id: NodeId) -> Option<String> {
    let mut text = String::new();
    for (count, inside) in tree.descendants(id).enumerate() {
        if count >= MAX_NODES || text.len() > MAX_TEXT {
            return None;
        }
        if let NodeData::Text(span) = tree.data(inside) {
            let part = tree.text(span).trim();
            if part.len() > MAX_TEXT {
                return None;
            }
            if !part.is_empty() && tree.keeps_text(tree.parent(inside).unwrap_or(id)) {
                text.push_str(part);
                text.push('\n');
            }
        }
    }
    (text.len() <= MAX_TEXT).then_some(text)
}
