//! The position of a block in the tree: landmarks, hints and sums of the elements around.

use super::ancestor_index::{AncestorIndex, ScopeId};
use super::page::{Measure, Measures};
use super::steps::FAR;
use super::table::feature_group;
use crate::kind::BlockKind;
use crate::parse::Tag;
use crate::segment::RawBlock;

feature_group! {
    /// Features of the elements around a block.
    Ancestors "ancestors" {
        heading: "level" 0.0..7.0 "level of the heading, 0 for no heading",
        container_tag: "index" 0.0..255.0 "number of the innermost block-level element's tag",
        element_tag: "index" 0.0..255.0 "number of the innermost element's tag",
        depth: "elements" 0.0..255.0 "elements above the innermost element",
        item_depth: "lists" 0.0..20.0 "lists that the list item is nested in, 0 for none",
        is_row: "flag" 0.0..1.0 "a row of data",
        is_hidden: "flag" 0.0..1.0 "marked as not shown",
        in_best: "steps" 0.0..30.0 "steps from the element with the best prose down to the branch that leads here",
        best_share: "share" 0.0..1.0 "share of the page's long word mass in the element with the best prose",
        in_cover: "flag" 0.0..1.0 "inside the innermost element that holds 70 % of the page's long word mass",
        own_share: "share" 0.0..1.0 "share of the page's word mass in the innermost element",
        own_links: "share" 0.0..1.0 "link density of the innermost element",
        up1_share: "share" 0.0..1.0 "share of the page's word mass in the first ancestor with more blocks",
        up1_links: "share" 0.0..1.0 "link density of the first ancestor with more blocks",
        up1_long: "share" 0.0..1.0 "share in long blocks in the first ancestor with more blocks",
        up1_paragraphs: "share" 0.0..1.0 "share in p, blockquote and pre in the first ancestor with more blocks",
        up1_block_mass: "words" 0.0..300.0 "mean word mass of a block in the first ancestor with more blocks",
        up2_share: "share" 0.0..1.0 "share of the page's word mass in the second ancestor with more blocks",
        up2_links: "share" 0.0..1.0 "link density of the second ancestor with more blocks",
        up2_long: "share" 0.0..1.0 "share in long blocks in the second ancestor with more blocks",
        up2_paragraphs: "share" 0.0..1.0 "share in p, blockquote and pre in the second ancestor with more blocks",
        up2_block_mass: "words" 0.0..300.0 "mean word mass of a block in the second ancestor with more blocks",
        up3_share: "share" 0.0..1.0 "share of the page's word mass in the third ancestor with more blocks",
        up3_links: "share" 0.0..1.0 "link density of the third ancestor with more blocks",
        up3_long: "share" 0.0..1.0 "share in long blocks in the third ancestor with more blocks",
        up3_paragraphs: "share" 0.0..1.0 "share in p, blockquote and pre in the third ancestor with more blocks",
        up3_block_mass: "words" 0.0..300.0 "mean word mass of a block in the third ancestor with more blocks",
    }
}

/// The elements that hold the prose, found once for the page.
#[derive(Debug)]
pub(super) struct Containers<'s> {
    scopes: &'s AncestorIndex,
    mass: f32,
    best_share: f32,
    /// For each scope, the steps from the best element up to where the branch of the scope leaves.
    from_best: Vec<u8>,
    is_covered: Vec<bool>,
}

impl<'s> Containers<'s> {
    pub(super) fn new(scopes: &'s AncestorIndex, measures: &Measures) -> Containers<'s> {
        let best = best_scope(scopes, measures);
        let share = |at: ScopeId| scopes.scope(at).sums.long_mass / measures.long_mass.max(1.0);
        let cover = scopes.iter().map(|(at, _)| at).rev().find(|&at| share(at) >= 0.7);
        Containers {
            scopes,
            mass: measures.mass.max(1.0),
            best_share: best.map_or(0.0, share),
            from_best: steps_from(scopes, best),
            is_covered: inside(scopes, cover),
        }
    }

    /// The features of one block.
    pub(super) fn ancestors(&self, at: usize, block: &RawBlock) -> Ancestors {
        let element = self.scopes.element(at);
        let scope = self.scopes.scope(element);
        let up1 = scope.wider;
        let up2 = up1.and_then(|up| self.scopes.scope(up).wider);
        let up3 = up2.and_then(|up| self.scopes.scope(up).wider);
        let (own, up1, up2, up3) =
            (self.level(Some(element)), self.level(up1), self.level(up2), self.level(up3));
        Ancestors {
            heading: if let BlockKind::Heading(level) = block.kind { f32::from(level) } else { 0.0 },
            container_tag: f32::from(self.scopes.scope(self.scopes.container(at)).tag.number()),
            element_tag: f32::from(scope.tag.number()),
            depth: f32::from(scope.depth),
            item_depth: if let BlockKind::ListItem { depth, .. } = block.kind {
                f32::from(depth)
            } else {
                0.0
            },
            is_row: f32::from(u8::from(block.kind == BlockKind::TableRow)),
            is_hidden: f32::from(u8::from(block.is_hidden)),
            in_best: f32::from(self.from_best[element.index()]),
            best_share: self.best_share,
            in_cover: f32::from(u8::from(self.is_covered[element.index()])),
            own_share: own.share,
            own_links: own.links,
            up1_share: up1.share,
            up1_links: up1.links,
            up1_long: up1.long,
            up1_paragraphs: up1.paragraphs,
            up1_block_mass: up1.block_mass,
            up2_share: up2.share,
            up2_links: up2.links,
            up2_long: up2.long,
            up2_paragraphs: up2.paragraphs,
            up2_block_mass: up2.block_mass,
            up3_share: up3.share,
            up3_links: up3.links,
            up3_long: up3.long,
            up3_paragraphs: up3.paragraphs,
            up3_block_mass: up3.block_mass,
        }
    }

    fn level(&self, scope: Option<ScopeId>) -> Level {
        let Some(at) = scope else { return Level { share: 1.0, ..Level::default() } };
        let sums = self.scopes.scope(at).sums;
        let mass = sums.mass.max(1.0);
        Level {
            share: sums.mass / self.mass,
            links: sums.link_mass / mass,
            long: sums.long_mass / mass,
            paragraphs: sums.paragraph_mass / mass,
            block_mass: sums.mass / sums.blocks.max(1) as f32,
        }
    }
}

/// The contents of one element.
#[derive(Clone, Copy, Debug, Default)]
struct Level {
    share: f32,
    links: f32,
    long: f32,
    paragraphs: f32,
    block_mass: f32,
}

/// The element whose children hold the best prose: each block of prose counts for its parent and half for its
/// grandparent, links count against it.
fn best_scope(scopes: &AncestorIndex, measures: &Measures) -> Option<ScopeId> {
    let mut values = vec![0.0_f32; scopes.len()];
    for (at, measure) in measures.blocks.iter().enumerate() {
        if measure.mass < 10.0 || measure.link_density >= 0.5 {
            continue;
        }
        let mut up = scopes.container(at);
        let value = prose_value(measure);
        if is_paragraph_like(scopes.scope(up).tag) {
            up = scopes.scope(up).parent.unwrap_or(up);
        }
        values[up.index()] += value;
        if let Some(parent) = scopes.scope(up).parent {
            values[parent.index()] += value / 2.0;
        }
    }
    let worth = |at: ScopeId| values[at.index()] * (1.0 - scopes.scope(at).sums.link_share()).max(0.0);
    let all = scopes.iter().map(|(at, _)| at);
    all.filter(|&at| worth(at) > 0.0).max_by(|&a, &b| worth(a).total_cmp(&worth(b)).then(b.cmp(&a)))
}

fn prose_value(measure: &Measure) -> f32 {
    measure.mass.min(150.0) + 5.0 * measure.text.commas * measure.mass
}

fn is_paragraph_like(tag: Tag) -> bool {
    matches!(tag, Tag::P | Tag::Pre | Tag::Blockquote | Tag::Li | Tag::Td | Tag::Dd)
}

/// The steps from `best` up to the first ancestor shared with each scope; 0 inside it.
fn steps_from(scopes: &AncestorIndex, best: Option<ScopeId>) -> Vec<u8> {
    let mut steps = vec![FAR; scopes.len()];
    let Some(best) = best else { return steps };
    let mut is_known = vec![false; scopes.len()];
    for (step, at) in scopes.ancestors(best).enumerate() {
        steps[at.index()] = step.min(FAR as usize) as u8;
        is_known[at.index()] = true;
    }
    for (at, scope) in scopes.iter() {
        if let Some(parent) = scope.parent.filter(|_| !is_known[at.index()]) {
            steps[at.index()] = steps[parent.index()];
        }
    }
    steps
}

/// Whether each scope is inside `top`.
fn inside(scopes: &AncestorIndex, top: Option<ScopeId>) -> Vec<bool> {
    let mut is_inside = vec![false; scopes.len()];
    for (at, scope) in scopes.iter() {
        let is_below = scope.parent.is_some_and(|parent| is_inside[parent.index()]);
        is_inside[at.index()] = Some(at) == top || is_below;
    }
    is_inside
}
