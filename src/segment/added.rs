//! Signs that a browser shows around or instead of an element, without a text node for them.

use super::note_pairs::NotePairs;
use super::notes::needs_brackets;
use crate::parse::{AttributeName, NodeData, NodeId, Tag, Tree};

/// How many nodes are examined for a sign that is part of the page.
const MAX_NODES: usize = 8;

/// What is written around the text of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signs {
    None,
    /// Of `q`; the standard's style sheet quotes it (HTML, section 15.3.4).
    Quotes,
    /// Of a `q` within another.
    InnerQuotes,
    /// Of `rt`: the reading in a `ruby` without `rp`.
    Parentheses,
    /// Of a reference to a note.
    Brackets,
}

impl Signs {
    /// The signs around an element, within a quotation or not.
    pub(super) fn of(tree: &Tree, id: NodeId, tag: Tag, is_quoted: bool, pairs: &NotePairs) -> Signs {
        match tag {
            Tag::Q if is_quotation(tree, id) => {
                if is_quoted {
                    Signs::InnerQuotes
                } else {
                    Signs::Quotes
                }
            }
            Tag::Rt if first_character(tree, id).is_some() && !has_parentheses(tree, id) => {
                Signs::Parentheses
            }
            Tag::A if needs_brackets(tree, id, pairs) => Signs::Brackets,
            _ => Signs::None,
        }
    }

    /// The sign before and the one after.
    pub(super) fn pair(self) -> Option<(&'static str, &'static str)> {
        match self {
            Signs::None => None,
            Signs::Quotes => Some(("“", "”")),
            Signs::InnerQuotes => Some(("‘", "’")),
            Signs::Parentheses => Some(("(", ")")),
            Signs::Brackets => Some(("[", "]")),
        }
    }
}

/// The sign for a disabled checkbox, which marks a task list item (GitHub Flavored Markdown, section 5.3). All other
/// checkboxes are controls.
pub(super) fn checkbox(tree: &Tree, input: NodeId) -> Option<&'static str> {
    let has = |name| tree.attribute(input, name);
    let is_checkbox = has(AttributeName::Type).is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox"));
    let sign = if has(AttributeName::Checked).is_some() { "[x] " } else { "[ ] " };
    let is_before_text = tree.next_sibling(input).is_some_and(|next| !tree.is_block_level(next));
    (is_checkbox && is_before_text && has(AttributeName::Disabled).is_some()).then_some(sign)
}

/// Whether an element is a quotation within a sentence, without quotation marks of its own.
fn is_quotation(tree: &Tree, id: NodeId) -> bool {
    let is_mark = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '‚' | '‹' | '「' | '『');
    !tree.holds_blocks(id, MAX_NODES) && first_character(tree, id).is_some_and(|c| !is_mark(c))
}

/// The first visible character of an element.
fn first_character(tree: &Tree, id: NodeId) -> Option<char> {
    tree.descendants(id).take(MAX_NODES).find_map(|at| match tree.data(at) {
        NodeData::Text(span) => tree.text(span).trim_start().chars().next(),
        _ => None,
    })
}

/// Whether the page has parentheses around a reading. Only the start of its `ruby` is examined.
fn has_parentheses(tree: &Tree, reading: NodeId) -> bool {
    let first = tree.parent(reading).and_then(|id| tree.first_child(id));
    let siblings = std::iter::successors(first, |&at| tree.next_sibling(at));
    siblings.take(MAX_NODES).any(|at| tree.tag(at) == Some(Tag::Rp))
}
