//! References to notes that are recognised only because their notes link back to them.

use super::notes::{fragment, short_text};
use crate::parse::{AttributeName, NodeData, NodeId, Tag, Tree};
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

/// How many elements there may be between a link and the text before it.
const MAX_STEPS: usize = 4;

/// Pairs of links that show the same number and lead to each other, where the first link directly follows text: a
/// reference and its note. They are searched for once, and only if a link could be in a pair.
#[derive(Debug, Default)]
pub(crate) struct NotePairs {
    links: OnceCell<HashSet<NodeId>>,
}

impl NotePairs {
    /// Whether a link is one of a pair.
    pub(super) fn contains(&self, tree: &Tree, link: NodeId) -> bool {
        ends(tree, link).is_some() && self.links.get_or_init(|| find(tree)).contains(&link)
    }
}

/// The links of all pairs, in time linear in the size of the page.
fn find(tree: &Tree) -> HashSet<NodeId> {
    let (mut references, mut links) = (HashMap::new(), HashSet::new());
    for link in tree.descendants(tree.root()).filter(|&id| tree.tag(id) == Some(Tag::A)) {
        let Some((name, target, number)) = ends(tree, link) else { continue };
        match references.get(&(target, name)) {
            Some((reference, other)) if *other == number => links.extend([*reference, link]),
            _ if follows_text(tree, link) => _ = references.insert((name, target), (link, number)),
            _ => {}
        }
    }
    links
}

/// The name of a link, the name that it leads to, and the number that it shows.
fn ends(tree: &Tree, link: NodeId) -> Option<(&str, &str, String)> {
    let name = target_name(tree, link)?;
    let number = short_text(tree, link)?.trim().to_owned();
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some((name, fragment(tree, link)?, number))
}

/// The name by which links lead to an element: its `id`, or the `name` of a link (HTML, section 7.4.6.3).
pub(crate) fn target_name(tree: &Tree, id: NodeId) -> Option<&str> {
    let name = || tree.attribute(id, AttributeName::Name).filter(|_| tree.tag(id) == Some(Tag::A));
    tree.attribute(id, AttributeName::Id).or_else(name).filter(|name| !name.is_empty())
}

/// Whether text is right before an element. A number that comes before a text is that of a section.
fn follows_text(tree: &Tree, id: NodeId) -> bool {
    let around = tree.ancestors(id).take(MAX_STEPS).take_while(|&at| !tree.is_block_level(at));
    let before = around.into_iter().find_map(|at| tree.siblings_before(at).next());
    before.is_some_and(|before| match tree.data(before) {
        NodeData::Text(span) => tree.text(span).ends_with(|c: char| !c.is_whitespace()),
        NodeData::Element { tag, .. } => !tag.is_block_level() && tag != Tag::Br,
        _ => false,
    })
}
