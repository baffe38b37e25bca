//! The lines above a post that name its author and date.

use crate::features::Discussion;
use crate::label::Label;
use crate::metadata::{Credit, credit};
use crate::parse::{NodeId, Tag, Tree};
use crate::rule::Rule;
use crate::segment::{Blocks, RawBlock};
use crate::select::Selection;

/// How many blocks above the text of a post are searched: name, rank, number of posts, and the like.
const MAX_ABOVE: usize = 8;
/// A longer line contains more than author and date.
const MAX_WORDS: u32 = 16;
/// Outside of a discussion, fewer texts with an author are articles with bylines, not posts.
const MIN_POSTS: usize = 2;
/// How many elements around a link are searched.
const MAX_AROUND: usize = 3;
/// How many nodes of a line are searched.
const MAX_NODES: usize = 24;

/// What a line above a post contains.
#[derive(Clone, Copy, Debug, Default)]
struct Line {
    has_author: bool,
    has_date: bool,
}

/// Keeps the nearest lines above each kept post that name its author and its date, if they are marked as such. Posts
/// are the texts of the discussion and, if `includes_others`, other texts, provided that at least two have such a line.
/// Takes time linear in the size of the page.
pub(crate) fn keep_authors(
    tree: &Tree,
    blocks: &Blocks,
    discussion: &Discussion,
    includes_others: bool,
    selection: &mut Selection,
) {
    let is_part = |at: usize| discussion.is_part.get(at).is_some_and(|&is| is);
    let is_kept: Vec<bool> = selection.labels.iter().map(|label| *label == Label::Content).collect();
    let mut posts = Vec::new();
    for at in (1..blocks.len()).filter(|&at| is_kept[at] && !is_kept[at - 1]) {
        let is_above = |above: &usize| {
            !is_kept[*above] && is_part(*above) == is_part(at) && selection.labels[*above] != Label::Title
        };
        let above = (at.saturating_sub(MAX_ABOVE)..at).rev().take_while(is_above);
        let lines = lines_of_author(above.map(|at| (at, line(tree, &blocks.as_slice()[at]))));
        let previous = (0..at.saturating_sub(1)).rev().take(MAX_ABOVE + 1).find(|&above| is_kept[above]);
        let is_own =
            |&line: &usize| previous.is_none_or(|previous| !is_closer(tree, blocks, line, previous, at));
        if !lines.is_empty() && lines.iter().all(is_own) {
            posts.push((is_part(at), lines));
        }
    }
    let takes_all = includes_others && posts.len() >= MIN_POSTS;
    for at in posts.into_iter().filter(|(is_part, _)| *is_part || takes_all).flat_map(|(_, lines)| lines) {
        (selection.labels[at], selection.rules[at]) = (Label::Content, Rule::PostAuthor);
    }
}

/// Whether a line shares a closer element with the kept block `before` it than with the one `after` it. In that case
/// the line ends a post whose author is named below the text.
fn is_closer(tree: &Tree, blocks: &Blocks, line: usize, before: usize, after: usize) -> bool {
    let around = |at: usize| -> Vec<NodeId> {
        let mut around: Vec<NodeId> =
            blocks.as_slice()[at].container.into_iter().flat_map(|id| tree.ancestors(id)).collect();
        around.reverse();
        around
    };
    let line = around(line);
    let shared = |other: usize| line.iter().zip(around(other)).take_while(|(a, b)| **a == *b).count();
    shared(before) > shared(after)
}

/// Of the lines above a post, nearest first: the first that names an author, and the first with a date, unless that one
/// is farther up.
fn lines_of_author(lines: impl Iterator<Item = (usize, Line)>) -> Vec<usize> {
    let mut date = None;
    for (at, line) in lines {
        if line.has_author {
            let date = date.filter(|_| !line.has_date);
            return date.into_iter().chain([at]).collect();
        }
        if line.has_date {
            date = date.or(Some(at));
        }
    }
    Vec::new()
}

/// What the markup of a line says about a post. A name is an author if it is marked as such, if it is a link in an
/// element that is, or if it is a link or bold text next to a time.
fn line(tree: &Tree, block: &RawBlock) -> Line {
    let Some(container) = block.container.filter(|_| block.words <= MAX_WORDS && !block.is_hidden) else {
        return Line::default();
    };
    let (mut line, mut has_name, mut has_blocks) = (Line::default(), false, false);
    let mut next = tree.first_child(container);
    for _ in 0..MAX_NODES {
        let Some(id) = next else { break };
        let is_block = tree.is_block_level(id);
        // Its content is another block.
        has_blocks |= is_block;
        next = tree.first_child(id).filter(|_| !is_block).or_else(|| tree.next_outside(id, container));
        match (credit(tree, id), tree.tag(id)) {
            _ if is_block => {}
            (Credit::Author, _) => line.has_author = true,
            (Credit::Date, _) | (_, Some(Tag::Time)) => line.has_date = true,
            (_, Some(Tag::A | Tag::B | Tag::Strong)) => has_name |= !holds_time(tree, id),
            _ => {}
        }
    }
    // With other blocks inside, the element is not just this line.
    if !has_blocks {
        line.has_author |= credit(tree, container) == Credit::Author;
        line.has_date |= credit(tree, container) == Credit::Date;
        let mut around = tree.ancestors(container).skip(1).take(MAX_AROUND);
        line.has_author |= has_name && around.any(|id| credit(tree, id) == Credit::Author);
    }
    line.has_author |= line.has_date && has_name;
    line
}

fn holds_time(tree: &Tree, id: NodeId) -> bool {
    tree.descendants(id).take(MAX_NODES).any(|id| tree.tag(id) == Some(Tag::Time))
}
