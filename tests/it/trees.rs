//! Our tree beside the one that html5ever builds all by itself.

use bodytext::Limits;
use bodytext::stages::{NodeData, NodeId, Tag, Tree, from_rcdom, parse};
use html5ever::tendril::TendrilSink;
use html5ever::tokenizer::TokenizerOpts;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::RcDom;
use std::fmt::Write;

/// The tree of html5ever's own sink, copied.
///
/// The byte order mark goes before: html5ever drops one wherever its tokenizer starts again, so after each `<meta>` that
/// names an encoding too. The HTML standard does not.
pub fn reference(page: &str) -> Tree {
    let page = page.strip_prefix('\u{feff}').unwrap_or(page);
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let tokenizer = TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() };
    let options = ParseOpts { tokenizer, tree_builder };
    let dom = parse_document(RcDom::default(), options).one(page);
    from_rcdom(&dom.document, &Limits::new()).expect("a page within the limits")
}

/// A tree written down, so that equal trees are equal strings. Neighbouring text nodes run together; the
/// control characters around them keep text apart from structure.
pub fn outline(tree: &Tree) -> String {
    let mut out = String::new();
    let mut at = Some(tree.root());
    while let Some(id) = at {
        open(tree, id, &mut out);
        // What stands in there is a copy, made by one and not by the other; no stage reads it.
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

/// The node after `id` that is not inside it; the ends of elements on the way are written down.
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

/// Both outlines from shortly before the first difference on.
pub fn difference(ours: &str, theirs: &str) -> Option<String> {
    if ours == theirs {
        return None;
    }
    let same = ours.chars().zip(theirs.chars()).take_while(|(a, b)| a == b).count();
    let around =
        |outline: &str| -> String { outline.chars().skip(same.saturating_sub(60)).take(160).collect() };
    Some(format!("ours {:?}, html5ever's own {:?}", around(ours), around(theirs)))
}

/// What differs between the two trees of a page; `None` if they are alike.
pub fn compare(page: &str, limits: &Limits) -> Option<String> {
    let ours = parse(page, limits).expect("a page within the limits");
    difference(&outline(&ours), &outline(&reference(page)))
}
