//! HTML with most of its subtrees removed, and with less informative markup.

use crate::gbdt::SplitMix64;
use html5ever::interface::{Attribute, QualName};
use html5ever::serialize::{SerializeOpts, TraversalScope, serialize};
use html5ever::tendril::TendrilSink;
use html5ever::{LocalName, ParseOpts, local_name, ns, parse_document};
use markup5ever_rcdom::{Handle, Node, NodeData, RcDom, SerializableHandle};
use std::ops::Range;
use std::rc::Rc;

/// How many blocks are left.
pub(super) const SIZE: Range<usize> = 8..41;

/// A page with more blocks is not thinned: it would take too long.
const MAX_BLOCKS: usize = 3000;

/// The most steps.
const MAX_STEPS: usize = 5000;

/// A thinned page; `None` if it has few blocks anyway.
pub(super) fn html(source: &str, random: &mut SplitMix64) -> Option<String> {
    let mut options = ParseOpts::default();
    options.tree_builder.scripting_enabled = false;
    let dom = parse_document(RcDom::default(), options).one(source);
    let wanted = SIZE.start + random.below(SIZE.len());
    let body = find(&dom.document, &local_name!("body"))?;
    if !(wanted + 1..MAX_BLOCKS).contains(&count(&body)) {
        return None;
    }
    for _ in 0..MAX_STEPS {
        let left = count(&body);
        if left <= wanted {
            break;
        }
        take_out(&body, left - wanted, random);
    }
    if random.below(2) == 0 {
        walk(&dom.document, &|node| drop_attributes(node, &["class", "id", "role"]));
    }
    if random.below(2) == 0 {
        if let Some(head) = find(&dom.document, &local_name!("head")) {
            let only_title = |child: &Handle| name(child) == Some(local_name!("title"));
            head.children.borrow_mut().retain(only_title);
        }
    }
    if random.below(3) == 0 {
        walk(&dom.document, &unlink_lists);
    }
    match random.below(4) {
        0 => walk(&dom.document, &|node| replace(node, is_landmark, true)),
        1 => walk(&dom.document, &|node| {
            replace(node, |tag| is_landmark(tag) || *tag == local_name!("div"), false);
        }),
        _ => {}
    }
    let mut out = Vec::new();
    let options =
        SerializeOpts { traversal_scope: TraversalScope::ChildrenOnly(None), ..SerializeOpts::default() };
    let document: SerializableHandle = dom.document.clone().into();
    serialize(&mut out, &document, options).ok()?;
    String::from_utf8(out).ok()
}

fn name(node: &Handle) -> Option<LocalName> {
    match &node.data {
        NodeData::Element { name, .. } => Some(name.local.clone()),
        _ => None,
    }
}

fn find(node: &Handle, tag: &LocalName) -> Option<Handle> {
    if name(node).as_ref() == Some(tag) {
        return Some(node.clone());
    }
    node.children.borrow().iter().find_map(|child| find(child, tag))
}

fn is_inline(tag: &LocalName) -> bool {
    const INLINE: [&str; 22] = [
        "a", "abbr", "b", "big", "br", "cite", "code", "em", "font", "i", "img", "ins", "kbd", "label",
        "mark", "q", "small", "span", "strong", "sub", "sup", "u",
    ];
    INLINE.contains(&tag.as_ref())
}

fn is_unread(tag: &LocalName) -> bool {
    ["script", "style", "template", "svg", "head", "iframe", "select", "textarea"].contains(&tag.as_ref())
}

/// About how many blocks of text a node has: runs of text between the ends of block-level elements.
fn count(node: &Handle) -> usize {
    let mut counter = (0, false);
    count_into(node, &mut counter);
    counter.0 + usize::from(counter.1)
}

fn count_into(node: &Handle, counter: &mut (usize, bool)) {
    match &node.data {
        NodeData::Text { contents } => counter.1 |= !contents.borrow().trim().is_empty(),
        NodeData::Element { name, .. } if is_unread(&name.local) => {}
        NodeData::Element { name, .. } => {
            let is_block = !is_inline(&name.local);
            let end = |counter: &mut (usize, bool)| {
                if is_block && std::mem::take(&mut counter.1) {
                    counter.0 += 1;
                }
            };
            end(counter);
            node.children.borrow().iter().for_each(|child| count_into(child, counter));
            end(counter);
        }
        _ => {}
    }
}

/// Removes one subtree of at most `excess` blocks: a random leaf, or an element around it. The more there is to remove,
/// the larger the subtrees are.
fn take_out(body: &Handle, excess: usize, random: &mut SplitMix64) {
    let Some(mut node) = random_block(body, random) else { return };
    loop {
        let Some(parent) = parent(&node).filter(|parent| !Rc::ptr_eq(parent, body)) else { break };
        let blocks = count(&parent);
        if blocks > excess || (blocks > excess / 8 && random.below(2) == 0) {
            break;
        }
        node = parent;
    }
    if let Some(level) = heading_level(&node) {
        remove_section(&node, level, excess);
    } else if count(&node) <= excess {
        remove(&node);
    }
}

/// A random innermost block-level element with text.
fn random_block(body: &Handle, random: &mut SplitMix64) -> Option<Handle> {
    let total = count(body);
    let mut target = random.below(total.max(1));
    let mut node = body.clone();
    loop {
        let mut next = None;
        for child in
            node.children.borrow().iter().filter(|child| name(child).is_some_and(|tag| !is_inline(&tag)))
        {
            let inside = count(child);
            if target < inside {
                next = Some(child.clone());
                break;
            }
            target -= inside;
        }
        match next {
            Some(child) => node = child,
            None => return (!Rc::ptr_eq(&node, body)).then_some(node),
        }
    }
}

fn parent(node: &Handle) -> Option<Handle> {
    let weak = node.parent.take();
    let parent = weak.as_ref().and_then(std::rc::Weak::upgrade);
    node.parent.set(weak);
    parent
}

fn heading_level(node: &Handle) -> Option<u8> {
    let tag = name(node)?;
    let level = tag.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

/// Removes a heading with everything under it, if that is not too much.
fn remove_section(heading: &Handle, level: u8, excess: usize) {
    let Some(parent) = parent(heading) else { return };
    let section: Vec<Handle> = {
        let children = parent.children.borrow();
        let after = children.iter().skip_while(|child| !Rc::ptr_eq(child, heading));
        let ends = |child: &&Handle| heading_level(child).is_none_or(|other| other > level);
        after.clone().take(1).chain(after.skip(1).take_while(ends)).cloned().collect()
    };
    if section.iter().map(count).sum::<usize>() <= excess {
        section.iter().for_each(remove);
    }
}

/// Removes a node, and the heading above it if nothing else is under that heading.
fn remove(node: &Handle) {
    let Some(parent) = parent(node) else { return };
    let mut children = parent.children.borrow_mut();
    let Some(at) = children.iter().position(|child| Rc::ptr_eq(child, node)) else { return };
    let is_shown = |child: &&Handle| count(child) > 0;
    let is_end = children[at + 1..].iter().find(is_shown).is_none_or(|next| heading_level(next).is_some());
    let above = children[..at].iter().rposition(|child| count(child) > 0);
    children.remove(at);
    if let Some(above) = above.filter(|&above| is_end && heading_level(&children[above]).is_some()) {
        children.remove(above);
    }
}

/// Calls `change` on every node, children first.
fn walk(node: &Handle, change: &dyn Fn(&Handle)) {
    for child in node.children.borrow().iter() {
        walk(child, change);
    }
    change(node);
}

fn drop_attributes(node: &Handle, names: &[&str]) {
    if let NodeData::Element { attrs, .. } = &node.data {
        attrs.borrow_mut().retain(|attribute| !names.contains(&attribute.name.local.as_ref()));
    }
}

/// Removes the links from a list or menu, but keeps their text.
fn unlink_lists(node: &Handle) {
    let is_list = |tag: LocalName| matches!(tag.as_ref(), "ul" | "ol" | "nav" | "aside" | "footer");
    if name(node).is_some_and(is_list) {
        walk(node, &|inner| replace(inner, |tag| *tag == local_name!("a"), false));
    }
}

fn is_landmark(tag: &LocalName) -> bool {
    matches!(tag.as_ref(), "nav" | "header" | "footer" | "aside" | "main" | "article" | "section")
}

/// Replaces child elements whose tag `is_such`: by a `div` with their content if `by_div` is set, otherwise by their
/// content.
fn replace(node: &Handle, is_such: impl Fn(&LocalName) -> bool, by_div: bool) {
    let mut children = node.children.borrow_mut();
    let mut changed = Vec::with_capacity(children.len());
    for child in children.drain(..) {
        let is_such = name(&child).is_some_and(|tag| is_such(&tag));
        if !is_such {
            changed.push(child);
        } else if by_div {
            changed.push(div_of(&child));
        } else {
            changed.append(&mut child.children.borrow_mut());
        }
    }
    *children = changed;
}

fn div_of(node: &Handle) -> Handle {
    let NodeData::Element { attrs, .. } = &node.data else { return node.clone() };
    let attributes: Vec<Attribute> = attrs.borrow().clone();
    let div = Node::new(NodeData::Element {
        name: QualName::new(None, ns!(html), local_name!("div")),
        attrs: attributes.into(),
        template_contents: None.into(),
        mathml_annotation_xml_integration_point: false,
    });
    div.children.borrow_mut().append(&mut node.children.borrow_mut());
    div
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> String {
        let section = |at: usize| {
            format!(
                "<h2 class=head>Part {at}</h2><p>Some words of part {at}.</p><ul><li><a href=x>One</a><li>Two</ul>"
            )
        };
        let sections: String = (0..30).map(section).collect();
        format!("<title>T</title><nav class=menu><a href=/>Home</a></nav><main>{sections}</main>")
    }

    fn thinned(seed: u64) -> String {
        html(&page(), &mut SplitMix64::new(seed)).unwrap()
    }

    #[test]
    fn some_blocks_are_left() {
        for seed in 0..50 {
            let dom = parse_document(RcDom::default(), ParseOpts::default()).one(thinned(seed));
            let left = count(&find(&dom.document, &local_name!("body")).unwrap());
            assert!((1..SIZE.end).contains(&left), "{left}");
        }
        assert!(html("<p>A short page.", &mut SplitMix64::new(1)).is_none());
    }

    #[test]
    fn some_pages_lose_names_links_and_landmarks() {
        let pages: Vec<String> = (0..60).map(thinned).collect();
        for mark in ["class=", "<main", "<a ", "<nav"] {
            let with = pages.iter().filter(|page| page.contains(mark)).count();
            assert!(with > 5 && with < 58, "{mark}: {with}");
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_page() {
        assert_eq!(thinned(3), thinned(3));
        assert_ne!(thinned(3), thinned(4));
    }
}
