//! Images in the body of a page.

/// An image in the body of a page.
///
/// # Examples
///
/// ```
/// let page = "<p>The mill stood empty for years, until the council bought it last autumn.</p>
///     <figure><img data-src=mill.jpg alt='The mill' src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>
///     <figcaption>Before the storm</figcaption></figure>
///     <p>It will become the new library, the mayor said, if the roof holds until then.</p>";
/// let article = bodytext::extract(page)?;
/// let images = article.images();
/// assert_eq!((images[0].url.as_str(), images[0].alt.as_str()), ("mill.jpg", "The mill"));
/// assert_eq!(images[0].caption.as_deref(), Some("Before the storm"));
/// # Ok::<(), bodytext::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Image {
    /// The address: `http`, `https` or relative, resolved as far as the address of the page is known.
    pub url: String,
    /// The alternative text, on one line; empty if the page has none.
    pub alt: String,
    /// The `title` attribute, on one line.
    pub title: Option<String>,
    /// The text of the `figcaption` in the image's figure, on one line.
    pub caption: Option<String>,
}
