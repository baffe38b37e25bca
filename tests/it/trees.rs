//! Compares our tree with the one that html5ever builds on its own.

use bodytext::Limits;
use bodytext::stages::{NodeData, NodeId, Tag, Tree, from_rcdom, parse};
use html5ever::tendril::TendrilSink;
use html5ever::tokenizer::TokenizerOpts;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::RcDom;
use std::fmt::Write;

/// The tree that html5ever builds on its own, converted to ours.
///
/// The byte order mark is removed first. html5ever would drop one wherever its tokenizer starts again, and so also
/// after each `<meta>` that names an encoding. The HTML standard does not do this.
pub fn reference(page: &str) -> Tree {
    let page = page.strip_prefix('\u{feff}').unwrap_or(page);
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let tokenizer = TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() };
    let options = ParseOpts { tokenizer, tree_builder };
    let dom = parse_document(RcDom::default(), options).one(page);
    from_rcdom(&dom.document, &Limits::new()).expect("a page within the limits")
}

/// A tree as a string; equal trees give equal strings. Adjacent text nodes are joined. Control characters separate text
/// from structure.
pub fn outline(tree: &Tree) -> String {
    let mut out = String::new();
    let mut at = Some(tree.root());
    while let Some(id) = at {
        open(tree, id, &mut out);
        // The content of `selectedcontent` is a copy that only one of the parsers makes. No stage reads it.
        let inside = tree.first_child(id).filter(|_| tree.tag(id) != Some(Tag::Selectedcontent));
        at = inside.or_else(|| close_until_next(tree, id, &mut out));
    }
    out
}

fn open(tree: &Tree, id: NodeId, out: &mut String) {
    match tree.data(id) {
        NodeData::Text(span) => out.push_str(tree.text(span)),
        NodeData::Element { tag, .. } => {
            let _ = write!(out, "\u{1}{tag:?}");
            for (name, value) in tree.attributes(id) {
                let _ = write!(out, " {name:?}={value:?}");
            }
            out.push('\u{2}');
        }
        NodeData::Document | NodeData::Ignored => {}
    }
}

/// The next node after `id` that is not inside it. Writes the ends of the elements that are left on the way.
fn close_until_next(tree: &Tree, id: NodeId, out: &mut String) -> Option<NodeId> {
    for at in tree.ancestors(id) {
        if tree.tag(at).is_some() {
            out.push('\u{3}');
        }
        if let Some(next) = tree.next_sibling(at) {
            return Some(next);
        }
    }
    None
}

/// Both outlines around their first difference; `None` if they are equal.
pub fn difference(ours: &str, theirs: &str) -> Option<String> {
    if ours == theirs {
        return None;
    }
    let same = ours.chars().zip(theirs.chars()).take_while(|(a, b)| a == b).count();
    let around =
        |outline: &str| -> String { outline.chars().skip(same.saturating_sub(60)).take(160).collect() };
    Some(format!("ours {:?}, html5ever's own {:?}", around(ours), around(theirs)))
}

/// The difference between the two trees of a page; `None` if they are equal.
pub fn compare(page: &str, limits: &Limits) -> Option<String> {
    let ours = parse(page, limits).expect("a page within the limits");
    difference(&outline(&ours), &outline(&reference(page)))
}
