//! Metadata of an [`Article`].

use super::{Article, excerpt};
use crate::metadata::Metadata;
use std::borrow::Cow;

impl Article {
    /// The metadata of the page: title, author, dates, language and more.
    ///
    /// Computed on the first call, in time linear in the size of the page, and then cached. If you only need the text,
    /// you do not pay for it.
    ///
    /// # Examples
    ///
    /// ```
    /// let article = bodytext::extract(r#"<meta property="og:site_name" content="The Farmer"><h1>Rain at last</h1>"#)?;
    /// assert_eq!(article.metadata().site_name(), Some("The Farmer"));
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn metadata(&self) -> &Metadata {
        self.metadata.get_or_init(|| self.page.metadata(self.title, self.address.as_str()))
    }

    /// [`Metadata::title`]: the title, without the name of the site.
    ///
    /// # Examples
    ///
    /// ```
    /// let article = bodytext::extract(r#"<title>Rain at last - The Farmer</title><h1>Rain at last</h1>"#)?;
    /// assert_eq!(article.title(), Some("Rain at last"));
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.metadata().title()
    }

    /// A short summary: the [description](Metadata::description) of any length, or else the first sentences of the
    /// body, at most 300 characters.
    ///
    /// Sentences are taken whole, from paragraphs. If the first one is too long, the words that fit are followed by an
    /// ellipsis. `None` if there is neither a description nor a body.
    ///
    /// # Examples
    ///
    /// ```
    /// let text = "After nine dry weeks it rained on Sunday, and the farmers of the valley danced in their fields.";
    /// let article = bodytext::extract(&format!("<p>{text}</p>"))?;
    /// assert_eq!(article.excerpt().as_deref(), Some(text));
    /// let article = bodytext::extract(&format!(r#"<meta name="description" content="It rained."><p>{text}</p>"#))?;
    /// assert_eq!(article.excerpt().as_deref(), Some("It rained."));
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn excerpt(&self) -> Option<Cow<'_, str>> {
        self.metadata().description().map(Cow::Borrowed).or_else(|| excerpt::of_body(self).map(Cow::Owned))
    }
}
