//! Whether readers' comments are kept.

/// Whether readers' comments under an article are part of the body text.
///
/// The posts of a thread are the body text of its page and are kept either way.
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
    /// Comments are kept in their place: their text without buttons, and the line that names the author if it is marked;
    /// see [`Extractor::authors`](crate::Extractor::authors).
    Include,
}
