//! Where the scores of a page are cut.

use super::{Candidates, label};
use crate::focus::{Aim, Focus};
use crate::kind::BlockKind;
use crate::label::Label;
use crate::rule::Rule;
use crate::segment::RawBlock;

/// Where a page's scores are cut.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cut {
    /// The lowest score that is kept.
    pub(super) threshold: f32,
    /// The lowest score that is kept of what may be a loose end: text that is no heading, list, table, quote or
    /// listing. In plain text all is alike.
    loose_threshold: f32,
    /// The measure that the scores let expect, 0 to 1.
    pub(super) expected: f32,
    /// Nothing else is kept, where the scores alone would have left nothing of a page of prose.
    is_prose_alone: bool,
}

impl Cut {
    /// Below this expected measure a page has no body text.
    const MIN_EXPECTED: f32 = 0.2;
    /// From this expected measure on a page is sure of itself.
    const SURE: f32 = 0.88;
    /// A page with so many words of prose has body text, and more of it than so few words.
    const MUCH_PROSE: f32 = 300.0;
    const FEW_WORDS: f32 = 50.0;
    /// Below this expected measure those few words are a guess.
    const DOUBTFUL: f32 = 0.5;

    /// The cut of a page that `focus` asks for.
    pub(super) fn new(page: &Candidates<'_>, focus: Focus) -> Cut {
        let aim = focus.aim();
        let best = Best::of(page.words(), &aim);
        let is_empty = best.expected < Cut::MIN_EXPECTED;
        if is_empty || (best.kept < Cut::FEW_WORDS && best.expected < Cut::DOUBTFUL) {
            if let Some(threshold) = threshold_of_prose(page, &aim) {
                let expected = best.expected;
                return Cut { threshold, loose_threshold: threshold, expected, is_prose_alone: true };
            }
        }
        let threshold = if is_empty { f32::INFINITY } else { best.threshold.clamp(aim.range.0, aim.range.1) };
        let is_sure = best.expected >= Cut::SURE;
        let loose_threshold = if is_sure { threshold.max(aim.loose) } else { threshold };
        Cut { threshold, loose_threshold, expected: best.expected, is_prose_alone: false }
    }

    /// Whether the rows of a table with this mean score are kept.
    pub(super) fn keeps_rows(&self, score: f32) -> bool {
        score >= self.threshold && !self.is_prose_alone
    }

    /// What becomes of a block with this score, and why.
    pub(super) fn decide(&self, block: &RawBlock, score: f32) -> (Label, Rule) {
        let is_kept = self.keeps(block, score);
        let rule = if !is_kept && score >= self.threshold { Rule::LooseEnd } else { Rule::Cut };
        (label(is_kept), rule)
    }

    fn keeps(&self, block: &RawBlock, score: f32) -> bool {
        let is_loose = matches!(block.kind, BlockKind::Paragraph | BlockKind::Caption | BlockKind::Other)
            && block.container.is_some();
        let threshold = if is_loose { self.loose_threshold } else { self.threshold };
        score >= threshold && (!self.is_prose_alone || is_prose(block))
    }
}

/// The best number of blocks to keep.
#[derive(Clone, Copy, Debug)]
struct Best {
    threshold: f32,
    expected: f32,
    /// The words kept.
    kept: f32,
}

impl Best {
    /// The cut with the highest expected F-measure over pairs of score and words: with `p` the scores and `w` the
    /// words, F(k) = (1 + b²) Σ p w over the k best / (Σ w over the k best + b² Σ p w over all).
    fn of(blocks: impl Iterator<Item = (f32, f32)>, aim: &Aim) -> Best {
        let mut order: Vec<(f32, f32)> = blocks.collect();
        order.sort_by(|a, b| b.0.total_cmp(&a.0));
        let wanted: f32 = order.iter().map(|(score, words)| score * words).sum();
        let squared = aim.beta * aim.beta;
        let (mut kept, mut hits) = (0.0, 0.0);
        let mut best = Best { threshold: aim.range.1, expected: 0.0, kept: 0.0 };
        for (score, words) in order {
            kept += words;
            hits += score * words;
            let expected = (1.0 + squared) * hits / (kept + squared * wanted).max(f32::MIN_POSITIVE);
            if expected > best.expected {
                best = Best { threshold: score, expected, kept };
            }
        }
        best
    }
}

/// The cut through the prose of a page that must not come out empty, if there is much of it. Its scores count as what
/// they are given that the best of them is right.
fn threshold_of_prose(page: &Candidates<'_>, aim: &Aim) -> Option<f32> {
    let prose =
        page.words().zip(page.blocks.iter()).filter(|(_, block)| is_prose(block)).map(|(pair, _)| pair);
    let (total, highest) =
        prose.clone().fold((0.0, f32::MIN_POSITIVE), |(total, highest), (score, words)| {
            (total + words, score.max(highest))
        });
    let best = Best::of(prose.map(|(score, words)| (score / highest, words)), aim);
    // A little lower, since rounding must not lose the very block that the threshold is from.
    (total >= Cut::MUCH_PROSE).then_some(best.threshold * highest * 0.9999)
}

/// Whether a block is a passage of text in sight, of more than a few words and not mainly links.
fn is_prose(block: &RawBlock) -> bool {
    block.words >= 15 && block.link_density() < 0.5 && !block.is_hidden
}
