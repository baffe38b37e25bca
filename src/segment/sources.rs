//! Where in the page the text of each block comes from.

use super::html::walk;
use super::markup::Atom;
use super::recorder::{Place, Recorder};
use super::rows::Joined;
use crate::parse::{NodeData, NodeId, Span, Tag, Tree};
use std::ops::Range;

/// The range of the page that each block comes from, in the order of [`super::segment_html`]; `None` where there is
/// none. Takes time linear in the size of the tree, except for looking up each text.
pub(crate) fn sources(tree: &Tree) -> Vec<Option<Range<usize>>> {
    let (node, line) = (None, None);
    let (pending, aside) = (Extent::Nothing, Extent::Nothing);
    walk(tree, Listener { tree, node, line, pending, aside, blocks: Vec::new() }).1.blocks
}

/// What is known about the position of some text.
#[derive(Clone, Debug)]
enum Extent {
    /// There is no text.
    Nothing,
    Range(Range<usize>),
    /// Part of it is unknown, or precedes what comes before it.
    Unclear,
}

impl Extent {
    fn add(&mut self, range: Option<Range<usize>>) {
        *self = match (std::mem::replace(self, Extent::Unclear), range) {
            (Extent::Nothing, Some(range)) => Extent::Range(range),
            (Extent::Range(known), Some(range)) if range.start >= known.start && range.end <= known.end => {
                Extent::Range(known)
            }
            (Extent::Range(known), Some(range)) if range.start >= known.end => {
                Extent::Range(known.start..range.end)
            }
            _ => Extent::Unclear,
        };
    }

    fn take(&mut self) -> Option<Range<usize>> {
        match std::mem::replace(self, Extent::Nothing) {
            Extent::Range(range) => Some(range),
            Extent::Nothing | Extent::Unclear => None,
        }
    }
}

struct Listener<'t> {
    tree: &'t Tree,
    /// The text node that is being read.
    node: Option<Span>,
    /// The part of it that is read, if not all of it.
    line: Option<Range<usize>>,
    pending: Extent,
    aside: Extent,
    blocks: Vec<Option<Range<usize>>>,
}

impl Listener<'_> {
    fn extent(&mut self, place: Place) -> &mut Extent {
        match place {
            Place::Block => &mut self.pending,
            Place::Aside => &mut self.aside,
        }
    }

    /// Adds the visible part of a text.
    fn add(&mut self, place: Place, range: Range<usize>) {
        let text = self.tree.text(Span::new(range.start, range.end));
        let start = range.start + text.len() - text.trim_start().len();
        let range = start..start + text.trim().len();
        if !range.is_empty() {
            let source = self.tree.source(range);
            self.extent(place).add(source);
        }
    }
}

impl Recorder for Listener<'_> {
    type Block = Option<Range<usize>>;

    fn enter(&mut self, _: &Tree, _: NodeId, _: Tag) {}

    fn leave(&mut self) {}

    fn node(&mut self, span: Option<Span>) {
        (self.node, self.line) = (span, None);
    }

    fn line(&mut self, range: Range<usize>) {
        self.line = Some(range);
    }

    fn text(&mut self, place: Place, range: Range<usize>, atom: Option<Atom>) {
        if range.is_empty() {
            return;
        }
        let Some(atom) = atom else {
            // Added characters are in no node.
            if let Some(span) = self.node {
                let all = span.range();
                let line = self.line.clone().map(|line| all.start + line.start..all.start + line.end);
                self.add(place, line.unwrap_or(all));
            }
            return;
        };
        let tree = self.tree;
        for id in tree.descendants(atom.id) {
            if let NodeData::Text(span) = tree.data(id) {
                self.add(place, span.range());
            }
        }
    }

    fn image(&mut self, _: Place, _: NodeId, _: Range<usize>) {}

    fn end(&mut self, place: Place, _: &str, _: &str) -> Option<Range<usize>> {
        self.extent(place).take()
    }

    fn end_blank(&mut self, place: Place) {
        *self.extent(place) = Extent::Nothing;
    }

    fn push(&mut self, block: Option<Range<usize>>) {
        self.blocks.push(block);
    }

    fn join(&mut self, joined: &Joined) {
        let Some((first, _)) = joined.rows.first() else { return };
        let mut read = first.blocks.start;
        let mut blocks = self.blocks.split_off(read).into_iter();
        for (row, _) in &joined.rows {
            self.blocks.extend(blocks.by_ref().take(row.blocks.start - read));
            let mut extent = Extent::Nothing;
            blocks.by_ref().take(row.blocks.len()).for_each(|block| extent.add(block));
            self.blocks.push(extent.take());
            read = row.blocks.end;
        }
        self.blocks.extend(blocks);
    }
}
