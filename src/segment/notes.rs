//! Links that are not part of the text: to notes and back, from a heading to itself, to edit a section.

use super::note_pairs::NotePairs;
use crate::kind::BlockKind;
use crate::parse::{AttributeName, NodeData, NodeId, Tag, Tree};

/// The longest text of a link that is examined; a longer one is not a mark.
const MAX_TEXT: usize = 24;
/// A mark has at most this many characters.
const MAX_MARK: usize = 8;
/// How many nodes are examined for a mark.
const MAX_NODES: usize = 16;

/// The class names that generators use for the link of a heading to itself: Sphinx, Docusaurus, `VuePress`, Hugo,
/// Jekyll, and mdBook.
const PERMALINKS: &[&str] = &[
    "anchor",
    "anchor-link",
    "anchorjs-link",
    "anchorlink",
    "direct-link",
    "hash-link",
    "header-anchor",
    "headerlink",
    "heading-anchor",
    "headline-hash",
    "permalink",
    "sl-anchor-link",
    "toclink-anchor",
];

/// Whether an element is a visible link without information: to edit a section, to the heading that it is in, or from a
/// note back to the text. `kind` is the kind of the block around it.
pub(super) fn is_without_words(tree: &Tree, id: NodeId, tag: Tag, kind: BlockKind) -> bool {
    match tag {
        // MediaWiki puts both into a `span`.
        Tag::Span => tree.attribute(id, AttributeName::Class).is_some_and(|class| {
            class.starts_with("mw-") && matches!(first_name(class), "mw-editsection" | "mw-cite-backlink")
        }),
        Tag::A => fragment(tree, id).is_some() && (is_back_link(tree, id) || is_permalink(tree, id, kind)),
        _ => false,
    }
}

/// The part of this page that a link leads to.
pub(crate) fn fragment(tree: &Tree, link: NodeId) -> Option<&str> {
    tree.attribute(link, AttributeName::Href)?.strip_prefix('#').filter(|fragment| !fragment.is_empty())
}

/// The mark of a note (`1`, `a`, `[2]`), if a link is a reference to one: a link within the page that is superscript, a
/// number in brackets or one of a pair, or that has the role `doc-noteref` (DPUB-ARIA 1.1, section 5.18; `noteref` in
/// EPUB).
pub(crate) fn note_reference(tree: &Tree, link: NodeId, pairs: &NotePairs) -> Option<String> {
    fragment(tree, link)?;
    let is_superscript = || {
        let outside = tree.ancestors(link).skip(1);
        let inside = std::iter::successors(tree.first_child(link), |&id| tree.first_child(id));
        outside.take(MAX_NODES).chain(inside.take(MAX_NODES)).any(|id| tree.tag(id) == Some(Tag::Sup))
    };
    let text = short_text(tree, link)?;
    let number = text.trim().strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or_default();
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let is_marked = is_number || has_role(tree, link, "doc-noteref") || is_superscript();
    if !is_marked && !pairs.contains(tree, link) {
        return None;
    }
    let mark = text.trim().trim_start_matches(['[', '(']).trim_end_matches([']', ')']).trim();
    let is_mark = mark.chars().all(char::is_alphanumeric) && mark.chars().count() <= 4;
    // A link around a block is not part of a sentence.
    (is_mark && !mark.is_empty() && !tree.holds_blocks(link, MAX_NODES)).then_some(text)
}

/// Whether a link is a reference to a note that has no brackets: without brackets a number would join the word before.
pub(super) fn needs_brackets(tree: &Tree, link: NodeId, pairs: &NotePairs) -> bool {
    note_reference(tree, link, pairs).is_some_and(|text| !text.contains(['[', '(']))
}

/// Whether a short text is only a part of a link within the page, or a block inside it. By itself the text could
/// be taken for a mark, but the link is not one.
pub(crate) fn is_part_of_link(tree: &Tree, link: NodeId, text: &str) -> bool {
    let is_letter = |c: &char| !c.is_whitespace() && !matches!(c, '[' | ']');
    let is_same = |all: String| all.chars().filter(is_letter).eq(text.chars().filter(is_letter));
    text.chars().filter(is_letter).count() <= MAX_MARK
        && fragment(tree, link).is_some()
        && (tree.holds_blocks(link, MAX_NODES) || !short_text(tree, link).is_some_and(is_same))
}

/// Whether a link leads from a note back to its reference: it has the role `doc-backlink` (DPUB-ARIA 1.1, section 5.6)
/// or shows nothing but an arrow.
fn is_back_link(tree: &Tree, link: NodeId) -> bool {
    let is_arrow = |c: char| matches!(c, '↩' | '↑' | '⤴' | '↵' | '⏎' | '⇑' | '^');
    let is_around =
        |c: char| c.is_whitespace() || matches!(c, '\u{fe0e}' | '\u{fe0f}' | '[' | ']' | '\u{200b}');
    let Some(text) = short_text(tree, link) else { return false };
    let has_arrow = text.contains(is_arrow);
    let is_numbered = |c: char| has_arrow && c.is_ascii_digit();
    let is_mark = text.chars().all(|c| is_arrow(c) || is_around(c) || is_numbered(c));
    is_mark && (has_arrow || has_role(tree, link, "doc-backlink"))
}

/// Whether a link is a heading's link to itself: `#`, `¶`, `§` or a chain, in a heading or with a class name for such
/// links.
fn is_permalink(tree: &Tree, link: NodeId, kind: BlockKind) -> bool {
    let is_sign = |c: char| matches!(c, '#' | '¶' | '§' | '\u{1f517}' | '⚓' | '∞' | '\u{f0c1}');
    let is_empty = |c: char| c.is_whitespace() || matches!(c, '\u{fe0e}' | '\u{fe0f}' | '\u{200b}');
    let in_heading = || {
        matches!(kind, BlockKind::Heading(_) | BlockKind::Caption)
            || tree.parent(link).is_some_and(|id| tree.tag(id) == Some(Tag::Dt))
    };
    let is_named = || {
        let class = tree.attribute(link, AttributeName::Class).unwrap_or_default();
        class.split_ascii_whitespace().any(|name| PERMALINKS.contains(&name))
    };
    short_text(tree, link).is_some_and(|text| text.chars().all(|c| is_sign(c) || is_empty(c)))
        && (in_heading() || is_named())
}

fn has_role(tree: &Tree, id: NodeId, role: &str) -> bool {
    let is = |name, role: &str| {
        tree.attribute(id, name).is_some_and(|value| value.trim_ascii().eq_ignore_ascii_case(role))
    };
    is(AttributeName::Role, role) || is(AttributeName::EpubType, role.trim_start_matches("doc-"))
}

fn first_name(class: &str) -> &str {
    class.split_ascii_whitespace().next().unwrap_or_default()
}

/// The text of an element, if it is short.
pub(super) fn short_text(tree: &Tree, id: NodeId) -> Option<String> {
    let mut text = String::new();
    for (count, at) in tree.descendants(id).enumerate() {
        if let NodeData::Text(span) = tree.data(at) {
            text.push_str(tree.text(span));
        }
        if count >= MAX_NODES || text.len() > MAX_TEXT {
            return None;
        }
    }
    Some(text)
}
