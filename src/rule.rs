//! What decided on a block.

/// What had the last word on a block's [`Label`](crate::Label).
///
/// Most blocks are settled by their score alone. The others are why a label does not always follow from
/// [`Block::score`](crate::Block::score) and [`Article::threshold`](crate::Article::threshold).
///
/// # Examples
///
/// ```
/// use bodytext::{Label, Rule};
///
/// let sentence = "After nine dry weeks it rained on Sunday, and the farmers of the valley danced in their fields.";
/// let article = bodytext::extract(&format!("<p>{sentence}</p><p hidden>{sentence}</p>"))?;
/// let decisions: Vec<_> = article.blocks().map(|block| (block.label(), block.rule())).collect();
/// assert_eq!(decisions, [(Label::Content, Rule::Cut), (Label::Boilerplate, Rule::Copy)]);
/// # Ok::<(), bodytext::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Rule {
    /// The score alone: body text if it reaches the threshold, else not.
    Cut,
    /// The blocks around: neighbours that most likely belong together, such as the items of a list or a heading and what
    /// stands under it, are kept or dropped together. See [`Block::score_in_context`](crate::Block::score_in_context).
    Context,
    /// Dropped although the score reaches the threshold: on a page whose best is doubtful nothing but prose is kept.
    ProseAlone,
    /// A heading that is not far below the threshold is kept with what stands under it.
    Heading,
    /// Part of the readers' comments under an article, which [`Comments`](crate::Comments) decides about.
    Comments,
    /// It is the page's headline.
    Title,
    /// Part of a stretch of text that is kept elsewhere on the page: a tab, a layout for small screens, a hidden twin.
    Copy,
    /// The caller decided, by [`Article::retain`](crate::Article::retain).
    Retain,
}
