//! The elements that stand around blocks, with what is below and above each.

use super::hints;
use crate::parse::{AttributeName, NodeId, Tag, Tree};
use crate::segment::{Blocks, RawBlock};
use once_cell::sync::Lazy;
use std::num::NonZeroU32;

/// The number of an element in [`Scopes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ScopeId(NonZeroU32);

impl ScopeId {
    /// The id of the scope at `index`, which is below the number of nodes, and that below 2^32.
    pub(super) fn new(index: usize) -> ScopeId {
        ScopeId(NonZeroU32::MIN.saturating_add(index as u32))
    }

    /// The position of the scope among all.
    pub(super) fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// A distance that stands for "no such ancestor".
pub(super) const FAR: u8 = 30;

/// The elements whose distance above a block is measured: a feature's name, and the tags that count.
#[rustfmt::skip]
pub(super) static LANDMARKS: [(&str, &[Tag]); 24] = [
    ("to_nav", &[Tag::Nav, Tag::Menu]),
    ("to_header", &[Tag::Header]),
    ("to_footer", &[Tag::Footer]),
    ("to_aside", &[Tag::Aside]),
    ("to_main", &[Tag::Main]),
    ("to_article", &[Tag::Article]),
    ("to_section", &[Tag::Section]),
    ("to_form", &[Tag::Form, Tag::Fieldset, Tag::Search]),
    ("to_heading", &[Tag::H1, Tag::H2, Tag::H3, Tag::H4, Tag::H5, Tag::H6]),
    ("to_paragraph", &[Tag::P]),
    ("to_list", &[Tag::Ul, Tag::Ol]),
    ("to_item", &[Tag::Li]),
    ("to_quote", &[Tag::Blockquote]),
    ("to_code", &[Tag::Pre, Tag::Code]),
    ("to_table", &[Tag::Table]),
    ("to_cell", &[Tag::Td, Tag::Th]),
    ("to_figure", &[Tag::Figure, Tag::Figcaption]),
    ("to_details", &[Tag::Details, Tag::Dialog]),
    ("to_definition", &[Tag::Dl, Tag::Dd, Tag::Dt]),
    ("to_link", &[Tag::A]),
    ("to_control", &[Tag::Button, Tag::Label]),
    ("to_emphasis", &[Tag::B, Tag::Strong, Tag::Em, Tag::I]),
    ("to_span", &[Tag::Span]),
    ("to_noscript", &[Tag::Noscript]),
];

/// Sums over the blocks inside an element.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sums {
    pub(super) blocks: u32,
    pub(super) mass: f32,
    pub(super) link_mass: f32,
    pub(super) paragraph_mass: f32,
    pub(super) long_mass: f32,
    pub(super) sentences: u32,
    pub(super) dates: u32,
    pub(super) headings: u32,
    pub(super) prices: u32,
}

impl Sums {
    pub(super) fn add(&mut self, other: &Sums) {
        self.blocks += other.blocks;
        self.mass += other.mass;
        self.link_mass += other.link_mass;
        self.paragraph_mass += other.paragraph_mass;
        self.long_mass += other.long_mass;
        self.sentences += other.sentences;
        self.dates += other.dates;
        self.headings += other.headings;
        self.prices += other.prices;
    }

    pub(super) fn link_share(&self) -> f32 {
        self.link_mass / self.mass.max(1.0)
    }
}

/// An element with a block somewhere inside.
#[derive(Clone, Debug)]
pub(super) struct Scope {
    pub(super) parent: Option<ScopeId>,
    pub(super) tag: Tag,
    pub(super) depth: u16,
    /// A hash of tag and class.
    pub(super) signature: u64,
    /// Steps up to the nearest ancestor or self of each landmark.
    pub(super) landmarks: [u8; LANDMARKS.len()],
    /// Steps up to the nearest ancestor or self with a hint of each group.
    pub(super) hints: [u8; hints::GROUPS],
    pub(super) sums: Sums,
    /// The nearest ancestor with more blocks.
    pub(super) wider: Option<ScopeId>,
}

/// How many classes are kept in mind.
const CLASSES: usize = 256;

/// All elements with blocks inside, parents before children.
#[derive(Debug)]
pub(super) struct Scopes {
    scopes: Vec<Scope>,
    /// Of each node, its scope, if it has one.
    of_node: Vec<Option<ScopeId>>,
    /// Of each block, the scopes of its innermost element and of its innermost block-level element.
    of_block: Vec<(ScopeId, ScopeId)>,
    /// The hints of classes seen before, by the signatures of their elements: a page repeats a few of them.
    hints: Vec<(u64, u32)>,
}

impl Scopes {
    /// Finds the scopes of a page; `sums` tells what a block counts for.
    pub(super) fn new(tree: &Tree, blocks: &Blocks, sums: impl Fn(usize, &RawBlock, Tag) -> Sums) -> Scopes {
        let mut scopes = Scopes {
            scopes: Vec::with_capacity(2 * blocks.len()),
            of_node: vec![None; tree.len()],
            of_block: Vec::with_capacity(blocks.len()),
            hints: vec![(0, 0); CLASSES],
        };
        let mut chain = Vec::new();
        for (at, block) in blocks.iter().enumerate() {
            let root = tree.root();
            let container = scopes.add(tree, block.container.unwrap_or(root), &mut chain);
            let element = scopes.add(tree, block.element.unwrap_or(root), &mut chain);
            let sums = sums(at, block, scopes.scope(container).tag);
            scopes.scopes[element.index()].sums.add(&sums);
            scopes.of_block.push((element, container));
        }
        scopes.sum_up();
        scopes.find_wider();
        scopes
    }

    pub(super) fn len(&self) -> usize {
        self.scopes.len()
    }

    /// All scopes with their numbers.
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = (ScopeId, &Scope)> + DoubleEndedIterator + '_ {
        self.scopes.iter().enumerate().map(|(at, scope)| (ScopeId::new(at), scope))
    }

    pub(super) fn scope(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.index()]
    }

    /// The scope of a block's innermost element.
    pub(super) fn element(&self, block: usize) -> ScopeId {
        self.of_block[block].0
    }

    /// The scope of a block's innermost block-level element.
    pub(super) fn container(&self, block: usize) -> ScopeId {
        self.of_block[block].1
    }

    /// A scope's ancestors, nearest first, itself included.
    pub(super) fn ancestors(&self, id: ScopeId) -> impl Iterator<Item = ScopeId> + '_ {
        std::iter::successors(Some(id), |&at| self.scope(at).parent)
    }

    /// The scope of `node`, made with those of its ancestors where they are missing.
    fn add(&mut self, tree: &Tree, node: NodeId, chain: &mut Vec<NodeId>) -> ScopeId {
        chain.clear();
        chain.extend(tree.ancestors(node).take_while(|id| self.of_node[id.index()].is_none()));
        for &id in chain.iter().rev() {
            let parent = tree.parent(id).and_then(|parent| self.of_node[parent.index()]);
            let above = parent.map(|parent| (parent, &self.scopes[parent.index()]));
            let scope = scope(tree, id, above, &mut self.hints);
            self.of_node[id.index()] = Some(ScopeId::new(self.scopes.len()));
            self.scopes.push(scope);
        }
        // The chain ends with the node itself, if it had no scope yet.
        self.of_node[node.index()].unwrap_or(ScopeId::new(0))
    }

    fn sum_up(&mut self) {
        for at in (0..self.scopes.len()).rev() {
            let Some(parent) = self.scopes[at].parent else { continue };
            let sums = self.scopes[at].sums;
            self.scopes[parent.index()].sums.add(&sums);
        }
    }

    fn find_wider(&mut self) {
        for at in 0..self.scopes.len() {
            let Some(parent) = self.scopes[at].parent else { continue };
            let above = self.scope(parent);
            let is_wider = above.sums.blocks > self.scopes[at].sums.blocks;
            self.scopes[at].wider = if is_wider { Some(parent) } else { above.wider };
        }
    }
}

fn scope(tree: &Tree, node: NodeId, parent: Option<(ScopeId, &Scope)>, known: &mut [(u64, u32)]) -> Scope {
    let tag = tree.tag(node).unwrap_or(Tag::Html);
    let names = Names::new(tree, node);
    let signature = signature(tag, names.class);
    let mut landmarks = [FAR; LANDMARKS.len()];
    let mut hints = [FAR; hints::GROUPS];
    if let Some((_, parent)) = parent {
        landmarks = parent.landmarks.map(|steps| (steps + 1).min(FAR));
        hints = parent.hints.map(|steps| (steps + 1).min(FAR));
    }
    let role = names.role.and_then(landmark_of_role);
    set_near(&mut landmarks, landmarks_of(tag) | role.map_or(0, landmarks_of));
    // Themes put hints about the whole page on these two; they tell nothing about a block.
    if !matches!(tag, Tag::Html | Tag::Body) {
        set_near(&mut hints, hints_of(signature, names.class, known) | hints::groups(names.id));
    }
    Scope {
        parent: parent.map(|(id, _)| id),
        tag,
        depth: parent.map_or(0, |(_, parent)| parent.depth.saturating_add(1)),
        signature,
        landmarks,
        hints,
        sums: Sums::default(),
        wider: None,
    }
}

/// The hints of a class, remembered by the signature of its element.
fn hints_of(signature: u64, class: &str, known: &mut [(u64, u32)]) -> u32 {
    let slot = &mut known[signature as usize % CLASSES];
    if class.is_empty() {
        return 0;
    }
    if slot.0 != signature {
        *slot = (signature, hints::groups(class));
    }
    slot.1
}

/// The landmarks that a tag is, as a bit set.
fn landmarks_of(tag: Tag) -> u32 {
    static BITS: Lazy<[u32; 256]> = Lazy::new(|| {
        let mut bits = [0; 256];
        for (landmark, (_, tags)) in LANDMARKS.iter().enumerate() {
            tags.iter().for_each(|&tag| bits[tag as usize] |= 1 << landmark);
        }
        bits
    });
    BITS[tag as usize]
}

/// Sets the distances whose bits are set to 0.
fn set_near(distances: &mut [u8], mut bits: u32) {
    while bits != 0 {
        distances[bits.trailing_zeros() as usize] = 0;
        bits &= bits - 1;
    }
}

/// The attributes that tell what an element is for.
struct Names<'t> {
    class: &'t str,
    id: &'t str,
    role: Option<&'t str>,
}

impl<'t> Names<'t> {
    fn new(tree: &'t Tree, node: NodeId) -> Names<'t> {
        let mut names = Names { class: "", id: "", role: None };
        for kept in tree.kept(node) {
            match kept.name {
                AttributeName::Class => names.class = tree.value(kept),
                AttributeName::Id => names.id = tree.value(kept),
                AttributeName::Role => names.role = Some(tree.value(kept)),
                _ => {}
            }
        }
        names
    }
}

/// The element that an ARIA landmark role stands for.
fn landmark_of_role(role: &str) -> Option<Tag> {
    match role {
        "navigation" | "menu" | "menubar" => Some(Tag::Nav),
        "banner" => Some(Tag::Header),
        "contentinfo" => Some(Tag::Footer),
        "complementary" => Some(Tag::Aside),
        "main" => Some(Tag::Main),
        "article" => Some(Tag::Article),
        "search" | "form" => Some(Tag::Form),
        "dialog" | "alertdialog" => Some(Tag::Dialog),
        "button" => Some(Tag::Button),
        _ => None,
    }
}

/// A hash of tag and class, eight bytes at a time; the last eight may overlap with those before.
fn signature(tag: Tag, class: &str) -> u64 {
    let mix = |hash: u64, word: u64| (hash.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let bytes = class.as_bytes();
    let mut hash = mix(class.len() as u64, tag.number() as u64);
    for word in bytes.chunks_exact(8).filter_map(<[u8]>::first_chunk) {
        hash = mix(hash, u64::from_le_bytes(*word));
    }
    let few = || bytes.iter().fold(0, |word, &byte| word << 8 | u64::from(byte));
    hash = mix(hash, bytes.last_chunk().map_or_else(few, |word| u64::from_le_bytes(*word)));
    hash ^ (hash >> 32)
}
