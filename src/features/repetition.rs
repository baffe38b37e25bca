//! Elements that look alike: the cards of a listing, the posts of a thread, the entries of a menu.

use super::alike::Alike;
use super::ancestor_index::{AncestorIndex, Scope, ScopeId, Sums};
use super::page::Measures;
use super::table::feature_group;

feature_group! {
    /// Features of repeated elements. Siblings with the same tag and class make a set, from three on.
    Repetition "repetition" {
        set_steps: "steps" -1.0..30.0 "steps up to an element of the nearest set of siblings alike; -1 for none",
        set_size: "elements" -1.0..1e9 "elements of the nearest set of siblings alike",
        set_mass: "words" -1.0..1e9 "mean word mass of an element of the nearest set of siblings alike",
        set_links: "share" -1.0..1.0 "link density of the nearest set of siblings alike",
        set_spread: "ratio" -1.0..10.0 "deviation of word mass, by the mean, in the nearest set of siblings alike",
        set_share: "share" -1.0..1.0 "share of the page's word mass in the nearest set of siblings alike",
        set_dates: "by element" -1.0..5.0 "blocks with a year or time in the nearest set of siblings alike",
        set_headings: "by element" -1.0..5.0 "headings in the nearest set of siblings alike",
        set_sentences: "by element" -1.0..50.0 "sentence ends in the nearest set of siblings alike",
        set_place: "share" -1.0..1.0 "place of the element in the nearest set of siblings alike",
        top_steps: "steps" -1.0..30.0 "steps up to an element of the outermost set of siblings alike; -1 for none",
        top_size: "elements" -1.0..1e9 "elements of the outermost set of siblings alike",
        top_mass: "words" -1.0..1e9 "mean word mass of an element of the outermost set of siblings alike",
        top_links: "share" -1.0..1.0 "link density of the outermost set of siblings alike",
        top_spread: "ratio" -1.0..10.0 "deviation of word mass, by the mean, in the outermost set of siblings alike",
        top_share: "share" -1.0..1.0 "share of the page's word mass in the outermost set of siblings alike",
        top_dates: "by element" -1.0..5.0 "blocks with a year or time in the outermost set of siblings alike",
        top_headings: "by element" -1.0..5.0 "headings in the outermost set of siblings alike",
        top_sentences: "by element" -1.0..50.0 "sentence ends in the outermost set of siblings alike",
        top_prices: "by element" -1.0..5.0 "blocks with a price in the outermost set of siblings alike",
        alike_blocks: "blocks" 0.0..1e9 "blocks in elements of the same tags and classes",
        alike_mass: "words" 0.0..1e9 "mean word mass of the blocks in elements of the same tags and classes",
        alike_links: "share" 0.0..1.0 "link density of the elements of the same tags and classes",
        alike_share: "share" 0.0..1.0 "share of the page's word mass in elements of the same tags and classes",
        alike_long: "share" 0.0..1.0 "share in long blocks in elements of the same tags and classes",
    }
}

/// The smallest number of siblings that make a set.
const MIN_SET: usize = 3;

/// The number of a set. There are no more sets than elements.
type SetId = ScopeId;

/// What the elements of one set have in common.
#[derive(Clone, Copy, Debug)]
pub(super) struct SiblingGroup {
    size: f32,
    mass: f32,
    links: f32,
    spread: f32,
    share: f32,
    dates: f32,
    headings: f32,
    sentences: f32,
    prices: f32,
}

impl SiblingGroup {
    /// Whether the elements look like posts of readers: dated, in sentences of all lengths, without headings, prices
    /// and long links.
    pub(super) fn is_talk(&self) -> bool {
        self.mass >= 8.0
            && self.dates >= 0.7
            && self.sentences >= 0.7
            && self.headings <= 0.34
            && self.prices == 0.0
            && self.links <= 0.35
            && self.links * self.mass <= 5.0
            && self.spread >= 0.35
    }

    /// Whether the elements may be posts of readers, if the text above announces posts. Below a heading that counts
    /// comments, they need no recognised date.
    pub(super) fn may_be_talk(&self, is_counted: bool) -> bool {
        let is_dated = self.dates >= 0.7 || (is_counted && self.headings == 0.0 && self.mass <= 100.0);
        self.mass >= 4.0 && is_dated && self.sentences >= 0.5 && self.prices == 0.0 && self.links <= 0.35
    }
}

/// What the blocks in similar elements have in common.
#[derive(Clone, Copy, Debug, Default)]
struct Cluster {
    blocks: f32,
    mass: f32,
    link_mass: f32,
    long_mass: f32,
}

/// All sets and clusters of a page.
#[derive(Debug)]
pub(super) struct SiblingGroups<'s> {
    scopes: &'s AncestorIndex,
    sets: Vec<SiblingGroup>,
    /// For each scope: its set, and its place in the set.
    of_scope: Vec<Option<(SetId, f32)>>,
    /// For each scope: the nearest and the outermost scope of a set, itself included.
    nearest: Vec<Option<ScopeId>>,
    outermost: Vec<Option<ScopeId>>,
    clusters: Vec<Cluster>,
    cluster_of: Vec<u32>,
    page_mass: f32,
}

impl<'s> SiblingGroups<'s> {
    pub(super) fn new(scopes: &'s AncestorIndex, measures: &Measures) -> SiblingGroups<'s> {
        let (clusters, cluster_of) = clusters(scopes, measures);
        let mut sets = SiblingGroups {
            scopes,
            sets: Vec::new(),
            of_scope: vec![None; scopes.len()],
            nearest: Vec::with_capacity(scopes.len()),
            outermost: Vec::with_capacity(scopes.len()),
            clusters,
            cluster_of,
            page_mass: measures.mass.max(1.0),
        };
        sets.find();
        sets.hand_down();
        sets
    }

    /// The number of the set that an element is part of.
    pub(super) fn number(&self, element: ScopeId) -> Option<usize> {
        self.of_scope[element.index()].map(|(set, _)| set.index())
    }

    /// How many sets there are.
    pub(super) fn len(&self) -> usize {
        self.sets.len()
    }

    /// The set that an element is part of.
    pub(super) fn set(&self, element: ScopeId) -> Option<&SiblingGroup> {
        self.of_scope[element.index()].map(|(set, _)| &self.sets[set.index()])
    }

    fn find(&mut self) {
        let siblings = |scope: &Scope| scope.signature ^ scope.parent.map_or(0, |at| at.index() as u64 + 1);
        let alike = Alike::new(self.scopes.iter().map(|(_, scope)| siblings(scope)));
        for alike in alike.groups().filter(|alike| alike.len() >= MIN_SET) {
            let set = SetId::new(self.sets.len());
            let elements = alike.map(ScopeId::new);
            let size = elements.len() as f32;
            self.sets.push(self.sum(&elements));
            for (place, at) in elements.enumerate() {
                self.of_scope[at.index()] = Some((set, place as f32 / size));
            }
        }
    }

    fn sum(&self, elements: &(impl ExactSizeIterator<Item = ScopeId> + Clone)) -> SiblingGroup {
        let size = elements.len() as f32;
        let mut total = Sums::default();
        elements.clone().for_each(|at| total.add(&self.scopes.scope(at).sums));
        let mean = total.mass / size;
        let squares = elements.clone().map(|at| (self.scopes.scope(at).sums.mass - mean).powi(2));
        let deviation = (squares.sum::<f32>() / size).sqrt();
        SiblingGroup {
            size,
            mass: mean,
            links: total.link_mass / total.mass.max(1.0),
            spread: deviation / (mean + 1.0),
            share: total.mass / self.page_mass,
            dates: total.dates as f32 / size,
            headings: total.headings as f32 / size,
            sentences: total.sentences as f32 / size,
            prices: total.prices as f32 / size,
        }
    }

    fn hand_down(&mut self) {
        for (at, scope) in self.scopes.iter() {
            let own = self.of_scope[at.index()].map(|_| at);
            let above = scope.parent;
            self.nearest.push(own.or(above.and_then(|parent| self.nearest[parent.index()])));
            self.outermost.push(above.and_then(|parent| self.outermost[parent.index()]).or(own));
        }
    }

    /// The features of one block.
    pub(super) fn repetition(&self, block: usize) -> Repetition {
        let element = self.scopes.element(block);
        let mut features = Repetition {
            set_steps: -1.0,
            set_size: -1.0,
            set_mass: -1.0,
            set_links: -1.0,
            set_spread: -1.0,
            set_share: -1.0,
            set_dates: -1.0,
            set_headings: -1.0,
            set_sentences: -1.0,
            set_place: -1.0,
            top_steps: -1.0,
            top_size: -1.0,
            top_mass: -1.0,
            top_links: -1.0,
            top_spread: -1.0,
            top_share: -1.0,
            top_dates: -1.0,
            top_headings: -1.0,
            top_sentences: -1.0,
            top_prices: -1.0,
            ..self.alike(block)
        };
        if let Some((set, place, steps)) = self.set_of(self.nearest[element.index()], element) {
            features.set_steps = steps;
            features.set_size = set.size;
            features.set_mass = set.mass;
            features.set_links = set.links;
            features.set_spread = set.spread;
            features.set_share = set.share;
            features.set_dates = set.dates;
            features.set_headings = set.headings;
            features.set_sentences = set.sentences;
            features.set_place = place;
        }
        if let Some((set, _, steps)) = self.set_of(self.outermost[element.index()], element) {
            features.top_steps = steps;
            features.top_size = set.size;
            features.top_mass = set.mass;
            features.top_links = set.links;
            features.top_spread = set.spread;
            features.top_share = set.share;
            features.top_dates = set.dates;
            features.top_headings = set.headings;
            features.top_sentences = set.sentences;
            features.top_prices = set.prices;
        }
        features
    }

    /// The set of a scope, its place in it, and the steps from `element` up to it.
    fn set_of(&self, scope: Option<ScopeId>, element: ScopeId) -> Option<(&SiblingGroup, f32, f32)> {
        let at = scope?;
        let (set, place) = self.of_scope[at.index()]?;
        let steps = self.scopes.scope(element).depth - self.scopes.scope(at).depth;
        Some((&self.sets[set.index()], place, f32::from(steps)))
    }

    fn alike(&self, block: usize) -> Repetition {
        let cluster = self.clusters[self.cluster_of[block] as usize];
        let mass = cluster.mass.max(1.0);
        Repetition {
            alike_blocks: cluster.blocks,
            alike_mass: cluster.mass / cluster.blocks.max(1.0),
            alike_links: cluster.link_mass / mass,
            alike_share: cluster.mass / self.page_mass,
            alike_long: cluster.long_mass / mass,
            ..Repetition::default()
        }
    }
}

/// The blocks, grouped by the tags and classes of their element, of their block-level element, and of its parent.
fn clusters(scopes: &AncestorIndex, measures: &Measures) -> (Vec<Cluster>, Vec<u32>) {
    let key = |block: usize| {
        let container = scopes.scope(scopes.container(block));
        let parent = container.parent.map_or(0, |parent| scopes.scope(parent).signature);
        let tag = scopes.scope(scopes.element(block)).tag.number() as u64;
        (container.signature ^ parent.rotate_left(21)).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ tag
    };
    let alike = Alike::new((0..measures.blocks.len()).map(key));
    let mut clusters = Vec::new();
    let mut cluster_of = vec![0; measures.blocks.len()];
    for alike in alike.groups() {
        let mut cluster = Cluster::default();
        for block in alike {
            let measure = &measures.blocks[block];
            cluster_of[block] = clusters.len() as u32;
            cluster.blocks += 1.0;
            cluster.mass += measure.mass;
            cluster.link_mass += measure.mass * measure.link_density;
            cluster.long_mass += measure.long_mass();
        }
        clusters.push(cluster);
    }
    (clusters, cluster_of)
}
