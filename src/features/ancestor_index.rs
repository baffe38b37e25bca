//! The elements around blocks: the ancestors of each, and sums over the blocks inside.

use super::{hints, landmarks};
use crate::parse::{AttributeName, NodeId, Tag, Tree, growth};
use crate::segment::{Blocks, RawBlock};
use std::num::NonZeroU32;

/// The number of an element in [`AncestorIndex`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ScopeId(NonZeroU32);

impl ScopeId {
    /// The id of the scope at `index`. `index` is less than the number of nodes, which is less than 2^32.
    pub(super) fn new(index: usize) -> ScopeId {
        ScopeId(NonZeroU32::MIN.saturating_add(index as u32))
    }

    /// The position of the scope among all scopes.
    pub(super) fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

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
    /// The landmarks that the element is, as a bit set.
    pub(super) landmarks: u32,
    /// The groups that its class and id hint at, as a bit set.
    pub(super) hints: u32,
    pub(super) sums: Sums,
    /// The nearest ancestor with more blocks.
    pub(super) wider: Option<ScopeId>,
}

/// How many classes are cached.
const CLASSES: usize = 256;

/// All elements with blocks inside, parents before children.
#[derive(Debug)]
pub(super) struct AncestorIndex {
    scopes: Vec<Scope>,
    /// For each block, the scopes of its innermost element and of its innermost block-level element.
    of_block: Vec<(ScopeId, ScopeId)>,
}

impl AncestorIndex {
    /// Finds the scopes of a page; `sums` are what a block adds to its elements.
    pub(super) fn new(
        tree: &Tree,
        blocks: &Blocks,
        sums: impl Fn(usize, &RawBlock, Tag) -> Sums,
    ) -> AncestorIndex {
        let mut finder = Finder::new(tree, blocks.len());
        let mut of_block = Vec::with_capacity(blocks.len());
        for (at, block) in blocks.iter().enumerate() {
            let root = tree.root();
            let container = finder.scope_of(block.container.unwrap_or(root));
            let element = finder.scope_of(block.element.unwrap_or(root));
            let sums = sums(at, block, finder.scopes[container.index()].tag);
            finder.scopes[element.index()].sums.add(&sums);
            of_block.push((element, container));
        }
        let mut scopes = AncestorIndex { scopes: finder.finish(), of_block };
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

/// Finds the scopes around each block in turn.
#[derive(Debug)]
struct Finder<'t> {
    tree: &'t Tree,
    scopes: Vec<Scope>,
    /// For each node, its scope, if it has one.
    of_node: Vec<Option<ScopeId>>,
    /// The hints of classes seen before, by the signatures of their elements: most pages use few classes.
    hints: Vec<(u64, u32)>,
    /// Ancestors without a scope, nearest first.
    chain: Vec<NodeId>,
}

impl<'t> Finder<'t> {
    fn new(tree: &'t Tree, blocks: usize) -> Finder<'t> {
        Finder {
            tree,
            scopes: Vec::with_capacity(2 * blocks),
            of_node: vec![None; tree.len()],
            hints: vec![(0, 0); CLASSES],
            chain: Vec::new(),
        }
    }

    /// The scope of `node`, made with those of its ancestors where they are missing.
    fn scope_of(&mut self, node: NodeId) -> ScopeId {
        let mut scope = None;
        for id in self.tree.ancestors(node) {
            scope = self.of_node[id.index()];
            if scope.is_some() {
                break;
            }
            self.chain.push(id);
        }
        while let Some(id) = self.chain.pop() {
            let inner = self.scope(id, scope);
            scope = Some(ScopeId::new(self.scopes.len()));
            self.of_node[id.index()] = scope;
            if self.scopes.len() == self.scopes.capacity() {
                self.scopes.reserve_exact(growth(self.scopes.len()));
            }
            self.scopes.push(inner);
        }
        // A node is among its ancestors.
        scope.unwrap_or(ScopeId::new(0))
    }

    fn scope(&mut self, node: NodeId, parent: Option<ScopeId>) -> Scope {
        let tag = self.tree.tag(node).unwrap_or(Tag::Html);
        let names = Names::new(self.tree, node);
        let signature = signature(tag, names.class);
        // Themes put class names about the whole page on these two; they say nothing about a single block.
        let is_page = matches!(tag, Tag::Html | Tag::Body);
        Scope {
            parent,
            tag,
            depth: parent.map_or(0, |parent| self.scopes[parent.index()].depth.saturating_add(1)),
            signature,
            landmarks: landmarks::landmarks(tag, names.role),
            hints: if is_page { 0 } else { self.hints_of(signature, names.class) | hints::groups(names.id) },
            sums: Sums::default(),
            wider: None,
        }
    }

    /// The hints of a class, cached by the signature of its element.
    fn hints_of(&mut self, signature: u64, class: &str) -> u32 {
        let slot = &mut self.hints[signature as usize % CLASSES];
        if class.is_empty() {
            return 0;
        }
        if slot.0 != signature {
            *slot = (signature, hints::groups(class));
        }
        slot.1
    }

    fn finish(mut self) -> Vec<Scope> {
        self.scopes.shrink_to_fit();
        self.scopes
    }
}

/// The attributes that say what an element is for.
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
