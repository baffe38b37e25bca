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

/// The long blocks by the element that they stand right inside.
#[derive(Debug)]
pub(super) struct Enclosures<'s> {
    scopes: &'s Scopes,
    /// Element and block, in order.
    inside: Vec<(ScopeId, u32)>,
}

impl<'s> Enclosures<'s> {
    pub(super) fn new(scopes: &'s Scopes, measures: &Measures) -> Enclosures<'s> {
        let long = measures.blocks.iter().enumerate().filter(|(_, measure)| measure.is_long);
        let parent = |block: usize| scopes.scope(scopes.container(block)).parent;
        let mut inside: Vec<(ScopeId, u32)> =
            long.filter_map(|(block, _)| Some((parent(block)?, block as u32))).collect();
        inside.sort_unstable();
        Enclosures { scopes, inside }
    }

    /// The long blocks before and after a block, and the steps up to the element that they stand right inside.
    pub(super) fn around(&self, block: usize) -> Option<(usize, usize, usize)> {
        let ancestors = self.scopes.ancestors(self.scopes.container(block)).skip(1).take(LEVELS);
        ancestors.enumerate().find_map(|(level, scope)| {
            let after = self.inside.partition_point(|&pair| pair <= (scope, block as u32));
            let before = self.inside.partition_point(|&pair| pair < (scope, block as u32)).checked_sub(1)?;
            let (above, below) = (self.inside[before], *self.inside.get(after)?);
            (above.0 == scope && below.0 == scope).then_some((above.1 as usize, below.1 as usize, level + 1))
        })
    }

    /// The features of a block.
    pub(super) fn enclosure(&self, block: usize, windows: &Windows<'_>) -> Enclosure {
        let Some((above, below, level)) = self.around(block) else {
            return Enclosure {
                enclosed_above: 60.0,
                enclosed_below: 60.0,
                enclosed_links: -1.0,
                ..Enclosure::default()
            };
        };
        Enclosure {
            enclosed_level: level as f32,
            enclosed_above: (block - above) as f32,
            enclosed_below: (below - block) as f32,
            enclosed_links: windows.links(above + 1, below),
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
        let enclosures = Enclosures::new(&scopes, &measures);
        let around: Vec<_> = (0..blocks.len()).map(|block| enclosures.around(block)).collect();
        assert_eq!(around, [None, None, Some((1, 4, 2)), Some((1, 4, 2)), None, None]);
    }
}
