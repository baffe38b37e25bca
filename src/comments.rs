//! What becomes of readers' comments.

/// What becomes of the comments of readers under an article.
///
/// The posts of a thread are the page and are kept either way.
///
/// # Examples
///
/// ```
/// use bodytext::Comments;
///
/// assert_eq!(Comments::default(), Comments::Exclude);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Comments {
    /// Comments are not part of the body text; their blocks have the label [`Label::Comment`](crate::Label::Comment).
    #[default]
    Exclude,
    /// They are kept where they stand: what was said, without buttons, and the line that names who said it, where that is
    /// marked; see [`Extractor::authors`](crate::Extractor::authors).
    Include,
}
