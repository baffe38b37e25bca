//! Why a block has its score.

use crate::features::Feature;

/// Why a block has its score: each feature with its part of the score's log-odds.
///
/// The [base](Explanation::base) and all parts sum to the [log-odds](Explanation::log_odds) of
/// [`Block::score`](crate::Block::score): ln(score / (1 − score)). A feature's part is the sum of the effects of its
/// comparisons in all trees. The effect of a comparison is the change in the mean of the leaves that can still be
/// reached (Saabas' method).
///
/// # Examples
///
/// ```
/// let article = bodytext::extract("<nav><a href=/>Home</a></nav><p>It rained on Sunday, for the first time in weeks.</p>")?;
/// let explanation = article.blocks().next().unwrap().explain();
/// let sum: f32 = explanation.contributions().iter().map(|part| part.log_odds).sum();
/// assert!((explanation.base() + sum - explanation.log_odds()).abs() < 1e-3);
/// for part in explanation.contributions().iter().take(5) {
///     println!("{:+.2} {} = {}: {}", part.log_odds, part.feature, part.value, part.definition);
/// }
/// # Ok::<(), bodytext::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    base: f32,
    contributions: Vec<Contribution>,
}

/// One feature's part of a score.
///
/// # Examples
///
/// ```
/// let article = bodytext::extract("<ul><li><a href=/>Home</a><li><a href=/new>New</a></ul>")?;
/// let explanation = article.blocks().next().unwrap().explain();
/// let largest = &explanation.contributions()[0];
/// assert!(largest.log_odds.abs() > 0.0 && !largest.definition.is_empty());
/// # Ok::<(), bodytext::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Contribution {
    /// The feature's name.
    pub feature: &'static str,
    /// How the feature is computed.
    pub definition: &'static str,
    /// The unit of the feature's value.
    pub unit: &'static str,
    /// The feature's value for this block.
    pub value: f32,
    /// What it adds to the log-odds. A positive value is evidence for body text, a negative one against it.
    pub log_odds: f32,
}

impl Explanation {
    pub(super) fn new(table: &[Feature], row: &[f32], (base, parts): (f32, Vec<f32>)) -> Explanation {
        let mut contributions: Vec<Contribution> = table
            .iter()
            .zip(row.iter().zip(parts))
            .filter(|(_, (_, log_odds))| *log_odds != 0.0)
            .map(|(feature, (&value, log_odds))| Contribution {
                feature: feature.name,
                definition: feature.definition,
                unit: feature.unit,
                value,
                log_odds,
            })
            .collect();
        contributions.sort_by(|a, b| b.log_odds.abs().total_cmp(&a.log_odds.abs()));
        Explanation { base, contributions }
    }

    /// The log-odds of a block before any of its features are known.
    ///
    /// # Examples
    ///
    /// ```
    /// let article = bodytext::extract("<p>One.</p><p>Two.</p>")?;
    /// let bases: Vec<f32> = article.blocks().map(|block| block.explain().base()).collect();
    /// assert_eq!(bases[0], bases[1]);
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn base(&self) -> f32 {
        self.base
    }

    /// The features that moved the score, largest effect first.
    ///
    /// # Examples
    ///
    /// ```
    /// let article = bodytext::extract("<p>One.</p>")?;
    /// let explanation = article.blocks().next().unwrap().explain();
    /// let parts: Vec<f32> = explanation.contributions().iter().map(|part| part.log_odds.abs()).collect();
    /// assert!(parts.is_sorted_by(|a, b| a >= b));
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn contributions(&self) -> &[Contribution] {
        &self.contributions
    }

    /// The log-odds of the block's score: the sum of the base and all contributions.
    ///
    /// # Examples
    ///
    /// ```
    /// let article = bodytext::extract("<p>One.</p>")?;
    /// let block = article.blocks().next().unwrap();
    /// let score = 1.0 / (1.0 + (-block.explain().log_odds()).exp());
    /// assert!((score - block.score()).abs() < 1e-4);
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn log_odds(&self) -> f32 {
        self.base + self.contributions.iter().map(|part| part.log_odds).sum::<f32>()
    }
}
