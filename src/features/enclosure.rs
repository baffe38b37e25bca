//! Whether a block stands between paragraphs: a list in an article, not one beside it.

use super::neighbours::Windows;
use super::page::Measures;
use super::scopes::{ScopeId, Scopes};
use super::table::feature_group;

feature_group! {
    /// Features of the long blocks around that stand right inside one of the nearest elements around the block.
    Enclosure "enclosure" {
        enclosed_level: "steps" 0.0..4.0 "steps from the block's element up to one with long blocks right inside, before and after the block; 0 for none",
        enclosed_above: "blocks" 0.0..60.0 "blocks since the long block before, 60 if not enclosed",
        enclosed_below: "blocks" 0.0..60.0 "blocks until the long block after, 60 if not enclosed",
        enclosed_links: "share" -1.0..1.0 "link density of what stands between the two long blocks, -1 if not enclosed",
    }
}

/// How many elements above a block's own are looked at.
const LEVELS: usize = 4;

/// The long blocks before and after a block that stand right inside one of the nearest elements around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Enclosed {
    pub(super) above: u32,
    pub(super) below: u32,
    /// The steps from the block's element up to that element.
    level: u8,
}

/// For each block what encloses it, if anything does. Time O(n log n).
pub(super) fn enclosed(scopes: &Scopes, measures: &Measures) -> Vec<Option<Enclosed>> {
    let long = measures.blocks.iter().enumerate().filter(|(_, measure)| measure.is_long);
    let parent = |block: usize| scopes.scope(scopes.container(block)).parent;
    // Element and long block right inside it, in order.
    let mut inside: Vec<(ScopeId, u32)> =
        long.filter_map(|(block, _)| Some((parent(block)?, block as u32))).collect();
    inside.sort_unstable();
    let around = |block: usize| {
        let ancestors = scopes.ancestors(scopes.container(block)).skip(1).take(LEVELS);
        (1..).zip(ancestors).find_map(|(level, scope)| {
            let after = inside.partition_point(|&pair| pair <= (scope, block as u32));
            let before = inside.partition_point(|&pair| pair < (scope, block as u32)).checked_sub(1)?;
            let (above, below) = (inside[before], *inside.get(after)?);
            let is_around = above.0 == scope && below.0 == scope;
            is_around.then_some(Enclosed { above: above.1, below: below.1, level })
        })
    };
    (0..measures.blocks.len()).map(around).collect()
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
    use crate::features::scopes::Sums;
    use crate::segment::segment_html;

    #[test]
    fn a_list_between_paragraphs_is_enclosed() {
        let long = format!("<p>{}", "word ".repeat(20));
        let page = format!("<ul><li>a</ul><div>{long}<ul><li>b<li>c</ul>{long}</div><ul><li>d</ul>");
        let tree = crate::parse::parse(&page, &crate::Limits::new()).unwrap();
        let blocks = segment_html(&tree);
        let (measures, _) = Measures::new(&blocks);
        let scopes = Scopes::new(&tree, &blocks, |_, _, _| Sums::default());
        let list = Some(Enclosed { above: 1, below: 4, level: 2 });
        assert_eq!(enclosed(&scopes, &measures), [None, None, list, list, None, None]);
    }
}
