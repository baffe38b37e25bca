//! The rule that decided a block's label.

/// The rule that decided a block's [`Label`](crate::Label).
///
/// For most blocks this is the score alone. The other rules explain why a label does not always follow from
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
/// assert_eq!(decisions, [(Label::Content, Rule::Threshold), (Label::Boilerplate, Rule::Duplicate)]);
/// # Ok::<(), bodytext::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Rule {
    /// The score alone: body text if it reaches the threshold, boilerplate otherwise.
    Threshold,
    /// The neighbours. Blocks that most likely belong together, such as the items of a list or a heading and its
    /// section, are kept or dropped as a whole. See [`Block::score_in_context`](crate::Block::score_in_context).
    Context,
    /// Dropped although the score reaches the threshold. On a page with low scores only prose is kept.
    ProseOnly,
    /// A heading slightly below the threshold, kept because the block under it is kept.
    Heading,
    /// Part of the comments under an article; see [`Comments`](crate::Comments).
    Comments,
    /// The page's headline.
    Title,
    /// A second copy of text that is kept elsewhere on the page: a tab, a layout for small screens, a hidden copy.
    Duplicate,
    /// The line that says who wrote a post, or when; see [`Extractor::authors`](crate::Extractor::authors).
    PostAuthor,
    /// The page has no body text of its own; see [`TextSource::StructuredData`](crate::TextSource::StructuredData).
    StructuredData,
    /// Decided by the caller with [`Article::retain`](crate::Article::retain).
    Retain,
}
