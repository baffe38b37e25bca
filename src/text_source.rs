//! Where the body text comes from.

/// Where the body text of an article comes from.
///
/// # Examples
///
/// ```
/// use bodytext::TextSource;
///
/// let article = bodytext::extract("<p>The harbour was empty, for the boats had all gone out before the sun was up.</p>")?;
/// assert_eq!(article.text_source(), TextSource::Page);
/// # Ok::<(), bodytext::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum TextSource {
    /// The elements or lines of the page.
    #[default]
    Page,
    /// The `articleBody` of an article, or the `text` of a posting, in the page's JSON-LD: a script would have put the
    /// text into the page.
    StructuredData,
}
