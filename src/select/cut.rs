//! The threshold of a page.

use super::{SelectionInput, label};
use crate::focus::{Aim, Focus};
use crate::label::Label;
use crate::rule::Rule;
use crate::score::log_odds;
use crate::segment::RawBlock;
use once_cell::sync::Lazy;

/// The threshold of a page, chosen by the expected F-measure.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cut {
    /// The lowest score that is kept.
    pub(super) threshold: f32,
    /// The F-measure that the scores predict, 0 to 1.
    pub(super) expected: f32,
    /// Whether only prose is kept, because the scores alone would keep nothing or little of a page with much prose.
    is_prose_alone: bool,
}

impl Cut {
    /// Below this expected F-measure a page has no body text.
    const MIN_EXPECTED: f32 = 0.2;
    /// Bonds have no weight up to an expected F-measure of `UNBOUND`, and their full weight from `BOUND` on.
    const UNBOUND: f32 = 0.6;
    const BOUND: f32 = 0.9;
    /// The largest weight of a bond. Less than 1, since the smoothed scores depend on the bonds already.
    const BOND_STRENGTH: f32 = 0.8;
    /// A page with this many words of prose has more than `FEW_WORDS` of body text.
    const MUCH_PROSE: f32 = 300.0;
    const FEW_WORDS: f32 = 50.0;
    /// Below this expected F-measure, a body text of fewer than `FEW_WORDS` is doubtful.
    const DOUBTFUL: f32 = 0.5;
    /// Fewer words than this are not kept if the expected F-measure is below `TOO_DOUBTFUL`.
    const TOO_FEW_WORDS: f32 = 16.0;
    const TOO_DOUBTFUL: f32 = 0.4;
    /// The same for text of which at least half is links: a menu, a form, an error page.
    const FEW_LINKED_WORDS: f32 = 30.0;
    const DOUBTFUL_LINKS: f32 = 0.62;

    /// The threshold of a page for a focus.
    pub(super) fn new(page: &SelectionInput<'_>, focus: Focus) -> Cut {
        let aim = focus.aim();
        let best = Best::of(page.words(), &aim);
        let is_doubtful = best.kept < Cut::FEW_WORDS && best.expected < Cut::DOUBTFUL;
        let is_less = |words, expected| best.kept < words && best.expected < expected;
        let is_empty = best.expected < Cut::MIN_EXPECTED
            || is_less(Cut::TOO_FEW_WORDS, Cut::TOO_DOUBTFUL)
            || (is_less(Cut::FEW_LINKED_WORDS, Cut::DOUBTFUL_LINKS) && is_half_links(page, best.threshold));
        // A page that is empty for the balanced focus is empty for precision too.
        let is_empty =
            is_empty || (focus == Focus::Precision && !Cut::new(page, Focus::Balanced).threshold.is_finite());
        let prose = if is_empty || is_doubtful { threshold_of_prose(page, &aim) } else { None };
        let threshold = match prose {
            Some(threshold) => threshold,
            None if is_empty => f32::INFINITY,
            None => best.threshold.clamp(aim.range.0, aim.range.1),
        };
        Cut { threshold, expected: best.expected, is_prose_alone: prose.is_some() }
    }

    /// The label of a block with this score, `smoothed` by its context, and the rule for it.
    pub(super) fn decide(&self, block: &RawBlock, score: f32, smoothed: f32) -> (Label, Rule) {
        let is_kept = self.keeps(block, smoothed);
        let rule = if is_kept == (score >= self.threshold) {
            Rule::Threshold
        } else if !is_kept && smoothed >= self.threshold {
            Rule::ProseOnly
        } else {
            Rule::Context
        };
        (label(is_kept), rule)
    }

    fn keeps(&self, block: &RawBlock, score: f32) -> bool {
        score >= self.threshold && (!self.is_prose_alone || is_prose(block))
    }

    /// The log-odds of the lowest score that is kept.
    pub(super) fn odds(&self) -> f32 {
        log_odds(self.threshold)
    }

    /// The weight of bonds: more on pages with a higher expected F-measure.
    pub(super) fn bond_strength(&self) -> f32 {
        if self.is_prose_alone || !self.threshold.is_finite() {
            return 0.0;
        }
        Cut::BOND_STRENGTH * ((self.expected - Cut::UNBOUND) / (Cut::BOUND - Cut::UNBOUND)).clamp(0.0, 1.0)
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

/// The standard deviation of the error shared by the log-odds of all blocks of a page: a model that is wrong about one
/// teaser is wrong about all of them.
const SPREAD: f32 = 1.0;

/// Gauss-Hermite quadrature of the standard normal distribution: the error of the page, and its probability.
const NODES: [(f32, f32); 5] = [
    (-2.85697, 0.011_257_41),
    (-1.355_626, 0.222_075_9),
    (0.0, 0.533_333_3),
    (1.355_626, 0.222_075_9),
    (2.85697, 0.011_257_41),
];

/// One number for each node.
type Each = [f32; NODES.len()];

/// The probability of a block at each node. The mean over the nodes is about `score`.
///
/// A logistic function convolved with a normal distribution is approximately a logistic function that is flatter by the
/// factor √(1 + π s²/8) (`MacKay`, "The evidence framework applied to classification networks", 1992). So the log-odds
/// are made steeper by this factor.
fn probabilities(score: f32) -> Each {
    let steeper = (1.0 + SPREAD * SPREAD * std::f32::consts::PI / 8.0).sqrt();
    let against = (-steeper * log_odds(score)).exp();
    NODES_AGAINST.map(|node| 1.0 / (1.0 + against * node))
}

/// The factor for the odds against a block at each node.
static NODES_AGAINST: Lazy<Each> = Lazy::new(|| NODES.map(|(node, _)| (-SPREAD * node).exp()));

impl Best {
    /// The cut with the highest expected F-measure over pairs of score and words: with `p` the probabilities and `w`
    /// the words, F(k) = (1 + b²) Σ p w over the k best / (Σ w over the k best + b² Σ p w over all), averaged over the
    /// nodes.
    fn of(blocks: impl Iterator<Item = (f32, f32)>, aim: &Aim) -> Best {
        let mut order: Vec<(f32, f32, Each)> =
            blocks.map(|(score, words)| (score, words, probabilities(score))).collect();
        order.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut wanted = Each::default();
        for (_, words, probabilities) in &order {
            add(&mut wanted, probabilities, *words);
        }
        let squared = aim.beta * aim.beta;
        let (mut kept, mut hits) = (0.0, Each::default());
        let mut best = Best { threshold: aim.range.1, expected: 0.0, kept: 0.0 };
        for (score, words, probabilities) in &order {
            kept += words;
            add(&mut hits, probabilities, *words);
            let nodes = NODES.iter().zip(hits.iter().zip(&wanted));
            let expected: f32 =
                nodes.map(|((_, weight), (hits, wanted))| weight * hits / (kept + squared * wanted)).sum();
            let expected = (1.0 + squared) * expected;
            if expected > best.expected {
                best = Best { threshold: *score, expected, kept };
            }
        }
        best
    }
}

/// Adds, at each node, the words of a block that are expected to be body text.
fn add(sums: &mut Each, probabilities: &Each, words: f32) {
    for (sum, probability) in sums.iter_mut().zip(probabilities) {
        *sum += probability * words;
    }
}

/// Whether at least half of the words with scores from the threshold up are links.
fn is_half_links(page: &SelectionInput<'_>, threshold: f32) -> bool {
    let kept = page.words().zip(page.blocks.iter()).filter(|((score, _), _)| *score >= threshold);
    let (words, links) = kept.fold((0.0, 0.0), |(words, links), ((_, own), block)| {
        (words + own, links + own * block.link_density())
    });
    2.0 * links >= words
}

/// The threshold for the prose of a page that would otherwise be empty, if there is much prose. Scores are divided by
/// the highest one, as if that block were certainly body text.
fn threshold_of_prose(page: &SelectionInput<'_>, aim: &Aim) -> Option<f32> {
    let prose =
        page.words().zip(page.blocks.iter()).filter(|(_, block)| is_prose(block)).map(|(pair, _)| pair);
    let (total, highest) =
        prose.clone().fold((0.0, f32::MIN_POSITIVE), |(total, highest), (score, words)| {
            (total + words, score.max(highest))
        });
    let best = Best::of(prose.map(|(score, words)| (score / highest, words)), aim);
    // A little lower, so that rounding does not drop the block that the threshold comes from.
    (total >= Cut::MUCH_PROSE).then_some(best.threshold * highest * 0.9999)
}

/// Whether a block is visible prose: more than a few words, and less than half of them in links.
fn is_prose(block: &RawBlock) -> bool {
    block.words >= 15 && block.link_density() < 0.5 && !block.is_hidden
}
