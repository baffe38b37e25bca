//! The block that is the page's title.

use super::page::{Measures, Words};
use super::text::{self, WordHash};
use super::word_set::WordSet;
use crate::kind::BlockKind;
use crate::segment::{Blocks, RawBlock};

/// A longer block is not a headline.
const MAX_WORDS: usize = 40;
/// How well a block must agree with the title.
const MIN_AGREEMENT: f32 = 0.5;

/// The words of a title.
pub(super) fn words(title: &str, blank: &RawBlock) -> Vec<WordHash> {
    let mut words = Vec::new();
    text::read(title, blank, &mut words);
    words
}

/// How many words of each block are words of the title.
pub(super) fn counts(measures: &Measures, words: &Words, title: &WordSet) -> Vec<u32> {
    measures.blocks.iter().map(|measure| title.count(words.of(measure)) as u32).collect()
}

/// The block that is the title of an HTML page: the one that agrees best with one of the titles that the page declares,
/// headings first; else the first `h1`. A sentence is a title only if it is marked as a heading.
///
/// `counts` has the number of words of all titles in each block.
pub(super) fn of_html(
    blocks: &Blocks,
    measures: &Measures,
    words: &Words,
    titles: &[WordSet],
    counts: &[u32],
) -> Option<usize> {
    let mut best = None;
    let mut best_agreement = MIN_AGREEMENT;
    let mut distinct = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let measure = &measures.blocks[at];
        let words = words.of(measure);
        let is_sentence = measure.stats.is_sentence && !block.kind.is_heading();
        // The bonus of a heading alone is not enough.
        if counts[at] == 0 || words.len() > MAX_WORDS || is_sentence {
            continue;
        }
        distinct.clear();
        distinct.extend_from_slice(words);
        distinct.sort_unstable();
        distinct.dedup();
        let agreements = titles.iter().map(|title| agreement(&distinct, title));
        let agreement = agreements.fold(0.0, f32::max) + bonus(block);
        if agreement > best_agreement {
            (best, best_agreement) = (Some(at), agreement);
        }
    }
    best.or_else(|| blocks.iter().position(|block| block.kind == BlockKind::Heading(1)))
}

/// The agreement of two sets of words: their Jaccard index plus, if the block has more than two words, half the share
/// of its words that are in the title.
fn agreement(words: &[WordHash], title: &WordSet) -> f32 {
    let shared = title.count(words) as f32;
    let union = (words.len() + title.len()) as f32 - shared;
    let covered = if words.len() > 2 { 0.5 * shared / words.len() as f32 } else { 0.0 };
    if shared == 0.0 { 0.0 } else { shared / union.max(1.0) + covered }
}

fn bonus(block: &RawBlock) -> f32 {
    match block.kind {
        BlockKind::Heading(1) => 0.4,
        BlockKind::Heading(_) => 0.1,
        _ => 0.0,
    }
}

/// The block that is the headline of plain text: of the short lines shortly before the first prose, the one that has
/// the most words in common with that prose.
pub(super) fn of_plain_text(blocks: &Blocks, measures: &Measures, words: &Words) -> Option<usize> {
    const LINES_BEFORE: usize = 8;
    const MIN_SHARED: usize = 2;
    let prose = first_prose(measures)?;
    let text = prose_words(measures, words, prose);
    let shared = |at: usize| {
        let mut words = words.of(&measures.blocks[at]).to_vec();
        words.sort_unstable();
        words.dedup();
        text.count(&words)
    };
    (prose.saturating_sub(LINES_BEFORE)..prose)
        .filter(|&at| is_headline_like(&blocks.as_slice()[at], measures, at))
        .map(|at| (shared(at), at))
        .filter(|(shared, _)| *shared >= MIN_SHARED)
        .max()
        .map(|(_, at)| at)
}

fn is_headline_like(block: &RawBlock, measures: &Measures, at: usize) -> bool {
    let measure = &measures.blocks[at];
    let is_item = matches!(block.kind, BlockKind::ListItem { .. });
    (2.0..=30.0).contains(&measure.mass) && !is_item && measure.copies_before == 0 && !measure.stats.has_date
}

/// The first block of the longest run of prose.
fn first_prose(measures: &Measures) -> Option<usize> {
    let run = super::position::best_run(measures);
    run.clone().find(|&at| measures.blocks[at].is_long)
}

/// The words of the ten blocks of prose from `first` on.
fn prose_words(measures: &Measures, words: &Words, first: usize) -> WordSet {
    let last = (first + 10).min(measures.blocks.len());
    let prose = measures.blocks[first..last].iter().filter(|measure| measure.is_long);
    WordSet::new(prose.flat_map(|measure| words.of(measure)).copied().collect())
}
