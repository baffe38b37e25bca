//! Paths to the elements of a page, as CSS selectors.

use crate::parse::{AttributeName, NodeId, Tag, Tree};
use std::fmt::Write;
use std::iter;

/// The longest path, so that a small, deeply nested page cannot produce gigabytes of JSON.
const MAX_BYTES: usize = 1_024;
/// A step takes four bytes or more.
const MAX_STEPS: usize = MAX_BYTES / 4;
/// Longer ids are left out of a path.
const MAX_ID: usize = 64;

/// The positions of all elements among their siblings, so that siblings are not counted again for each path.
#[derive(Clone, Debug)]
pub(crate) struct Paths {
    /// For each element, its position among the child elements of its parent, from 1; 0 if its name is unique among
    /// them.
    places: Vec<u32>,
}

impl Paths {
    /// Counts all elements, in time linear in the tree.
    pub(crate) fn new(tree: &Tree) -> Paths {
        let mut places = vec![0; tree.len()];
        let mut named = [0_u32; 256];
        for parent in iter::once(tree.root()).chain(tree.descendants(tree.root())) {
            number_children(tree, parent, &mut places, &mut named);
        }
        Paths { places }
    }

    /// The path from the root to an element, as a CSS selector that matches only this element. `None` for the root, and
    /// if the path would be longer than [`MAX_BYTES`]. Time linear in the depth.
    pub(crate) fn path(&self, tree: &Tree, id: NodeId) -> Option<String> {
        let elements = tree.ancestors(id).filter_map(|id| tree.tag(id).map(|tag| (id, tag)));
        let steps: Vec<_> = elements.take(MAX_STEPS + 1).collect();
        if steps.is_empty() || steps.len() > MAX_STEPS {
            return None;
        }
        let mut path = String::with_capacity(16 * steps.len());
        for &(id, tag) in steps.iter().rev() {
            self.push_step(tree, id, tag, &mut path);
        }
        (path.len() <= MAX_BYTES).then_some(path)
    }

    fn push_step(&self, tree: &Tree, id: NodeId, tag: Tag, path: &mut String) {
        if !path.is_empty() {
            path.push_str(" > ");
        }
        path.push_str(tag.name().unwrap_or("*"));
        if let Some(id) = tree.attribute(id, AttributeName::Id).filter(|id| is_plain(id)) {
            path.push('#');
            path.push_str(id);
        }
        let place = self.places[id.index()];
        if place > 0 {
            // Writing to a string does not fail.
            let _ = write!(path, ":nth-child({place})");
        }
    }
}

/// Numbers the child elements of `parent`. `named` counts names; it is all zeros before and after.
fn number_children(tree: &Tree, parent: NodeId, places: &mut [u32], named: &mut [u32; 256]) {
    let nodes = tree.children(parent);
    let children = nodes.filter_map(|id| tree.tag(id).map(|tag| (id, tag)));
    let mut has_nameless = false;
    for (_, tag) in children.clone() {
        named[tag as usize] += 1;
        has_nameless |= tag.name().is_none();
    }
    for (place, (id, tag)) in (1..).zip(children.clone()) {
        // An element whose name is not distinguished may have the same name.
        let is_alone = named[tag as usize] == 1 && !has_nameless;
        places[id.index()] = if is_alone { 0 } else { place };
    }
    for (_, tag) in children {
        named[tag as usize] = 0;
    }
}

/// Whether an id needs no escape in a selector.
fn is_plain(id: &str) -> bool {
    id.len() <= MAX_ID
        && id.starts_with(|c: char| c.is_ascii_alphabetic())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(page: &str) -> Vec<String> {
        let tree = crate::parse::parse(page, &crate::Limits::new().max_depth(2_000)).unwrap();
        let paths = Paths::new(&tree);
        let elements = tree.descendants(tree.root()).filter(|&id| tree.tag(id).is_some());
        elements.filter_map(|id| paths.path(&tree, id)).collect()
    }

    #[test]
    fn siblings_are_numbered_where_names_are_not_enough() {
        let found = paths("<h1>a</h1><p>b</p>c<!-- --><p id=x>d</p><my-own>e</my-own><div><p>f</p></div>");
        let body = "html > body";
        let expected =
            ["", " > h1:nth-child(1)", " > p:nth-child(2)", " > p#x:nth-child(3)", " > *:nth-child(4)"]
                .map(|end| format!("{body}{end}"));
        assert_eq!(found[2..7], expected);
        assert_eq!(found[7..], ["html > body > div:nth-child(5)", "html > body > div:nth-child(5) > p"]);
    }

    #[test]
    fn only_ids_that_need_no_escape_are_named() {
        let found = paths("<div id=main-2><p id='a b'></p><i id=2nd></i><b id='\u{e9}'></b></div>");
        let div = "html > body > div#main-2";
        assert_eq!(
            found[3..],
            [div.to_owned(), format!("{div} > p"), format!("{div} > i"), format!("{div} > b")]
        );
        assert!(!is_plain(&"x".repeat(MAX_ID + 1)) && !is_plain("") && !is_plain("a:b"));
    }

    #[test]
    fn what_is_too_deep_has_no_path() {
        let found = paths(&"<div>".repeat(600));
        let (start, step) = ("html > body".len(), " > div".len());
        assert_eq!(found.len(), 3 + (MAX_BYTES - start) / step, "html, head, body, and all that have room");
        assert!(found.iter().all(|path| path.len() <= MAX_BYTES));
    }
}
