//! Whether a block is between paragraphs: a list in an article rather than next to it.

use super::ancestor_index::{AncestorIndex, ScopeId};
use super::neighbours::Windows;
use super::page::Measures;
use super::table::feature_group;

feature_group! {
    /// Features of the long blocks around that are directly inside one of the nearest elements around the block.
    Enclosure "enclosure" {
        enclosed_level: "steps" 0.0..4.0 "steps from the block's element up to one with long blocks right inside, before and after the block; 0 for none",
        enclosed_above: "blocks" 0.0..60.0 "blocks since the long block before, 60 if not enclosed",
        enclosed_below: "blocks" 0.0..60.0 "blocks until the long block after, 60 if not enclosed",
        enclosed_links: "share" -1.0..1.0 "link density of what stands between the two long blocks, -1 if not enclosed",
    }
}

/// How many elements above the element of a block are examined.
const LEVELS: usize = 4;

/// The long blocks before and after a block that are directly inside one of the nearest elements around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Enclosed {
    pub(super) above: u32,
    pub(super) below: u32,
    /// The steps from the block's element up to that element.
    level: u8,
}

/// The long blocks directly inside an element that are nearest to the current block.
#[derive(Clone, Copy, Debug, Default)]
struct Nearest {
    above: Option<u32>,
    below: Option<u32>,
}

/// For each block, what encloses it, if anything does. Takes time linear in the number of blocks and elements.
pub(super) fn enclosed(scopes: &AncestorIndex, measures: &Measures) -> Vec<Option<Enclosed>> {
    let blocks = &measures.blocks;
    // The parent of each long block.
    let outer_of = |at: usize| {
        let parent = scopes.scope(scopes.container(at)).parent;
        parent.filter(|_| blocks[at].is_long).map(ScopeId::index)
    };
    let mut nearest = vec![Nearest::default(); scopes.len()];
    // For each long block, the next one directly inside the same element.
    let mut next = vec![None; blocks.len()];
    for at in (0..blocks.len()).rev() {
        if let Some(outer) = outer_of(at) {
            next[at] = nearest[outer].below.replace(at as u32);
        }
    }
    let enclose = |at: usize| {
        let outer = outer_of(at);
        if let Some(outer) = outer {
            nearest[outer].below = next[at];
        }
        let ancestors = scopes.ancestors(scopes.container(at)).skip(1).take(LEVELS);
        let found = (1..).zip(ancestors).find_map(|(level, scope)| {
            let Nearest { above, below } = nearest[scope.index()];
            Some(Enclosed { above: above?, below: below?, level })
        });
        if let Some(outer) = outer {
            nearest[outer].above = Some(at as u32);
        }
        found
    };
    (0..blocks.len()).map(enclose).collect()
}

impl Enclosure {
    /// The features of the block at `at`.
    pub(super) fn new(at: usize, enclosed: Option<Enclosed>, windows: &Windows<'_>) -> Enclosure {
        let Some(Enclosed { above, below, level }) = enclosed else {
            return Enclosure {
                enclosed_above: 60.0,
                enclosed_below: 60.0,
                enclosed_links: -1.0,
                ..Enclosure::default()
            };
        };
        Enclosure {
            enclosed_level: f32::from(level),
            enclosed_above: (at - above as usize) as f32,
            enclosed_below: (below as usize - at) as f32,
            enclosed_links: windows.links(above as usize + 1, below as usize),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::ancestor_index::Sums;
    use crate::segment::segment_html;

    #[test]
    fn a_list_between_paragraphs_is_enclosed() {
        let long = format!("<p>{}", "word ".repeat(20));
        let page = format!("<ul><li>a</ul><div>{long}<ul><li>b<li>c</ul>{long}</div><ul><li>d</ul>");
        let tree = crate::parse::parse(&page, &crate::Limits::new()).unwrap();
        let blocks = segment_html(&tree);
        let (measures, _) = Measures::new(&blocks);
        let scopes = AncestorIndex::new(&tree, &blocks, |_, _, _| Sums::default());
        let list = Some(Enclosed { above: 1, below: 4, level: 2 });
        assert_eq!(enclosed(&scopes, &measures), [None, None, list, list, None, None]);
    }
}
