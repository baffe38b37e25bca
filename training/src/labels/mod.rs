//! The labels of the blocks of a page: the share of each block that is main content.

mod alignment;
mod snippets;

pub use snippets::label_by_snippets;

use alignment::align;
use bodytext_evaluation::words;
use std::collections::{HashMap, HashSet};

/// The minimum number of words of a copied passage.
const GRAM: usize = 4;

/// Labels the blocks of a page, given as texts in document order: the share of each that is in `main_content`,
/// 0 to 1.
///
/// The words of all blocks are aligned with those of the main content (longest common subsequence). A block's label is
/// the share of its words that is matched in runs of at least two, or the share that is covered by passages of four
/// words found anywhere in the main content, whichever is larger. Blocks of two or three words must match as a whole. A
/// block of up to three words also counts if its match is right next to that of a block that counts. If blocks have
/// equal text, no more of them count than the main content contains.
pub fn label(blocks: &[&str], main_content: &str) -> Vec<f32> {
    let page = Page::new(blocks, main_content);
    let matched = align(&page.words, &page.truth);
    let mut labels: Vec<f32> = (0..blocks.len()).map(|block| page.share(block, &matched)).collect();
    page.limit_copies(&matched, &mut labels);
    page.adopt_short(&matched, &mut labels);
    labels
}

/// A page and its main content as numbered words.
struct Page {
    words: Vec<u32>,
    truth: Vec<u32>,
    /// The position of each block's words.
    blocks: Vec<std::ops::Range<usize>>,
    grams: HashSet<[u32; GRAM]>,
}

impl Page {
    fn new(blocks: &[&str], main_content: &str) -> Page {
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let mut number = |word: String| {
            let next = numbers.len() as u32;
            *numbers.entry(word).or_insert(next)
        };
        let truth: Vec<u32> = words(main_content).into_iter().map(&mut number).collect();
        let mut page = Page { words: Vec::new(), grams: grams(&truth).collect(), truth, blocks: Vec::new() };
        for block in blocks {
            let start = page.words.len();
            page.words.extend(words(block).into_iter().map(&mut number));
            page.blocks.push(start..page.words.len());
        }
        page
    }

    fn words_of(&self, block: usize) -> &[u32] {
        &self.words[self.blocks[block].clone()]
    }

    fn share(&self, block: usize, matched: &[Option<u32>]) -> f32 {
        let words = self.words_of(block);
        let matched = &matched[self.blocks[block].clone()];
        match words.len() {
            0 | 1 => 0.0,
            2 | 3 => f32::from(u8::from(in_runs(matched) == words.len())),
            len => in_runs(matched).max(self.covered(words)) as f32 / len as f32,
        }
    }

    /// How many words are part of a passage that is also in the main content.
    fn covered(&self, words: &[u32]) -> usize {
        let mut covered = vec![false; words.len()];
        for (at, gram) in grams(words).enumerate() {
            if self.grams.contains(&gram) {
                covered[at..at + GRAM].fill(true);
            }
        }
        covered.iter().filter(|&&is| is).count()
    }

    /// Of blocks with equal words, keeps as many as the main content contains, matched ones first.
    fn limit_copies(&self, matched: &[Option<u32>], labels: &mut [f32]) {
        let mut copies: HashMap<&[u32], Vec<usize>> = HashMap::new();
        for block in (0..self.blocks.len()).filter(|&block| labels[block] >= 0.5) {
            if self.words_of(block).len() >= 3 {
                copies.entry(self.words_of(block)).or_default().push(block);
            }
        }
        for (words, mut blocks) in copies.into_iter().filter(|(_, blocks)| blocks.len() > 1) {
            let wanted = self.truth.windows(words.len()).filter(|window| *window == words).count().max(1);
            blocks.sort_by_key(|&block| {
                (std::cmp::Reverse(in_runs(&matched[self.blocks[block].clone()])), block)
            });
            for block in blocks.into_iter().skip(wanted) {
                labels[block] = 0.0;
            }
        }
    }

    /// Counts short blocks whose words are all matched right next to those of a block that counts. This goes down the
    /// page and up again, so that a list of single words counts as a whole.
    fn adopt_short(&self, matched: &[Option<u32>], labels: &mut [f32]) {
        let block_of: Vec<usize> = self
            .blocks
            .iter()
            .enumerate()
            .flat_map(|(block, words)| words.clone().map(move |_| block))
            .collect();
        let blocks = self.blocks.len();
        for block in (0..blocks).chain((0..blocks).rev()) {
            let range = &self.blocks[block];
            let is_short = (1..=3).contains(&range.len()) && labels[block] < 0.5;
            if is_short && matched[range.clone()].iter().all(Option::is_some) {
                labels[block] = f32::from(u8::from(self.stands_beside(block, matched, labels, &block_of)));
            }
        }
    }

    /// Whether the nearest matched word above or below a block belongs to a block that counts, and is also near in the
    /// main content.
    fn stands_beside(
        &self,
        block: usize,
        matched: &[Option<u32>],
        labels: &[f32],
        block_of: &[usize],
    ) -> bool {
        const NEAR: usize = 12;
        const MAX_STEP: i64 = 4;
        let range = &self.blocks[block];
        let is_near = |at: usize, own: usize| {
            let (Some(other), Some(own)) = (matched[at], matched[own]) else { return false };
            (i64::from(other) - i64::from(own)).abs() <= MAX_STEP && labels[block_of[at]] >= 0.5
        };
        let above = (range.start.saturating_sub(NEAR)..range.start).rev().find(|&at| matched[at].is_some());
        let below = (range.end..(range.end + NEAR).min(self.words.len())).find(|&at| matched[at].is_some());
        above.is_some_and(|at| is_near(at, range.start)) || below.is_some_and(|at| is_near(at, range.end - 1))
    }
}

fn grams(words: &[u32]) -> impl Iterator<Item = [u32; GRAM]> + '_ {
    words.windows(GRAM).filter_map(|window| window.try_into().ok())
}

/// How many matches have a neighbour that is matched with the neighbouring word.
fn in_runs(matched: &[Option<u32>]) -> usize {
    let goes_on = |at: usize| {
        let (Some(Some(a)), Some(Some(b))) = (matched.get(at), matched.get(at + 1)) else { return false };
        a + 1 == *b
    };
    (0..matched.len()).filter(|&at| goes_on(at) || (at > 0 && goes_on(at - 1))).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rounded(blocks: &[&str], main_content: &str) -> Vec<i32> {
        label(blocks, main_content).iter().map(|label| (label * 100.0).round() as i32).collect()
    }

    #[test]
    fn blocks_of_the_main_content_count() {
        let blocks =
            ["Home News", "The river rose again last night.", "Related", "Nobody was hurt in the flood."];
        assert_eq!(
            rounded(&blocks, "The river rose again last night. Nobody was hurt in the flood."),
            [0, 100, 0, 100]
        );
    }

    #[test]
    fn a_block_partly_in_counts_in_part() {
        assert_eq!(rounded(&["one two three four five six seven eight"], "one two three four"), [50]);
    }

    #[test]
    fn of_copies_as_many_count_as_there_are() {
        let copy = "a line that stands twice";
        assert_eq!(rounded(&[copy, "some other text here", copy], copy), [100, 0, 0]);
    }

    #[test]
    fn short_blocks_are_adopted_by_their_neighbours() {
        let blocks = ["Flood", "The river rose again last night.", "Flood"];
        assert_eq!(rounded(&blocks, "Flood The river rose again last night."), [100, 100, 0]);
    }

    #[test]
    fn a_list_of_single_words_counts_as_a_whole() {
        let blocks = ["Home", "You need three things today:", "glue", "wax", "string", "glue", "Contact"];
        let main_content = "You need three things today: glue wax string";
        assert_eq!(rounded(&blocks, main_content), [0, 100, 100, 100, 100, 0, 0]);
    }
}
