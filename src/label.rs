//! The label of a block.

/// The decision about a block.
///
/// # Examples
///
/// ```
/// use bodytext::Label;
///
/// let page = "<title>Rain at last - The Farmer</title><h1>Rain at last</h1>
///     <p>After nine dry weeks it rained on Sunday, and the farmers of the valley danced in their fields, \
///     said the mayor, who had danced too.</p>";
/// let labels: Vec<_> = bodytext::extract(page)?.blocks().map(|block| block.label()).collect();
/// assert_eq!(labels, [Label::Title, Label::Content]);
/// # Ok::<(), bodytext::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Label {
    /// Body text: part of every output.
    Content,
    /// The page's headline, see [`Article::title`](crate::Article::title). The body text does not repeat it. If it is most
    /// of the text, its label is [`Label::Content`] instead.
    Title,
    /// Part of the readers' comments under an article; see [`Comments`](crate::Comments).
    Comment,
    /// Navigation, teasers, notices and everything else around the body text.
    Boilerplate,
}
