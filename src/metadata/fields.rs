//! `Metadata`: what a page says about itself, as callers see it.

/// What a page says about itself; see [`Article::metadata`](crate::Article::metadata).
///
/// Values are as on the page, except that white space is collapsed. If several sources have a value, the first one
/// counts, in the order that each method gives.
///
/// `<meta>` names are read in all usual spellings, from both `name` and `property`: scholarly (`citation_*`), those of
/// publishers (`parsely-*`, `sailthru.*`), and Dublin Core (`dc.*`, `dcterms.*`). JSON-LD needs the feature `metadata`;
/// the node that describes the page is read.
///
/// # Examples
///
/// ```
/// let article = bodytext::extract(r#"<html lang="en"><meta name="author" content="Ada Brook"><h1>Rain at last</h1>"#)?;
/// let metadata = article.metadata();
/// assert_eq!(metadata.title(), Some("Rain at last"));
/// assert_eq!((metadata.byline(), metadata.language()), (Some("Ada Brook"), Some("en")));
/// # Ok::<(), bodytext::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    pub(super) title: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) published: Option<Date>,
    pub(super) modified: Option<Date>,
    pub(super) language: Option<String>,
    pub(super) site_name: Option<String>,
    pub(super) description: Option<String>,
    pub(super) canonical_url: Option<String>,
    pub(super) image: Option<String>,
    pub(super) keywords: Vec<String>,
}

impl Metadata {
    /// The title, without the name of the site.
    ///
    /// The `h1` that is part of the title in the head of the page, word by word; else the block that agrees best with
    /// it, if that block is an `h1` and not just a slogan; else the title in the head: `og:title`, the headline in
    /// JSON-LD, `<meta>`, `twitter:title` or `<title>`. Parts that name the site are left out if separators mark them.
    /// Without any of these, it is the block that agrees best with `<title>`, or else the first `h1`. In plain text, it
    /// is the line before the article that has the most words in common with the article.
    ///
    /// # Examples
    ///
    /// ```
    /// let article = bodytext::extract(r#"<title>Rain at last - The Farmer</title><h1>Rain at last</h1>"#)?;
    /// assert_eq!(article.metadata().title(), Some("Rain at last"));
    /// let article = bodytext::extract(r#"<title>Rain at last - The Farmer</title><h1>The Farmer</h1>"#)?;
    /// assert_eq!(article.metadata().title(), Some("Rain at last"));
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// The author or authors, separated by commas.
    ///
    /// From JSON-LD, `citation_author`, the tags of publishers, `itemprop="author"`, `article:author`,
    /// `<meta name="author">`, Dublin Core, or an element near the title that its class, `rel="author"` or its address
    /// marks as a byline; else from a line near the title that starts with "by", in one of several languages. A source
    /// that names only the site is skipped. Addresses do not count as names. A "by" before a name and roles after it
    /// are left out.
    ///
    /// # Examples
    ///
    /// ```
    /// let article = bodytext::extract(r#"<meta name="author" content="Ada Brook">"#)?;
    /// assert_eq!(article.metadata().byline(), Some("Ada Brook"));
    /// let article = bodytext::extract(r#"<h1>Rain</h1><p class="byline">By <b>Ada Brook</b> | 5 min</p>"#)?;
    /// assert_eq!(article.metadata().byline(), Some("Ada Brook"));
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn byline(&self) -> Option<&str> {
        self.byline.as_deref()
    }

    /// When the page was published.
    ///
    /// From JSON-LD, `article:published_time`, `citation_date`, the tags of publishers, `itemprop="datePublished"`, Dublin
    /// Core, `<meta name="date">` or, near the title, `<time>` and elements that their class marks as dates; else from
    /// a short line near the title, else from the page's URL. In an article, this line may be farther away, if it is
    /// the only one. Text that cannot be a date is skipped. If the page declares no change after the declared date, an
    /// earlier date near the title counts. In plain text, the date is from a short line near the title.
    ///
    /// # Examples
    ///
    /// ```
    /// use bodytext::Date;
    ///
    /// let article = bodytext::extract(r#"<meta property="article:published_time" content="2021-05-03T10:12:00Z">"#)?;
    /// assert_eq!(article.metadata().published().map(Date::text), Some("2021-05-03T10:12:00Z"));
    /// let article = bodytext::extract("<h1>Rain</h1><p>Posted on 3 May 2021<p>It rained.")?;
    /// assert_eq!(article.metadata().published().map(Date::text), Some("3 May 2021"));
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn published(&self) -> Option<&Date> {
        self.published.as_ref()
    }

    /// When the page was last changed.
    ///
    /// From JSON-LD, `article:modified_time`, `itemprop="dateModified"`, Dublin Core, `<meta name="last-modified">`, or
    /// an element near the title that its class marks as an update.
    ///
    /// # Examples
    ///
    /// ```
    /// use bodytext::Date;
    ///
    /// let article = bodytext::extract(r#"<meta property="article:modified_time" content="2021-05-04 09:00">"#)?;
    /// assert_eq!(article.metadata().modified().and_then(Date::iso), Some("2021-05-04T09:00"));
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn modified(&self) -> Option<&Date> {
        self.modified.as_ref()
    }

    /// The language, from `<html lang>`, JSON-LD, `og:locale`, Dublin Core or `citation_language`. The language is not
    /// detected from the text.
    ///
    /// # Examples
    ///
    /// ```
    /// let article = bodytext::extract(r#"<html lang="pt-BR">"#)?;
    /// assert_eq!(article.metadata().language(), Some("pt-BR"));
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// The site's name, from `og:site_name`, the `WebSite` or else the publisher in JSON-LD, or `application-name`.
    ///
    /// # Examples
    ///
    /// ```
    /// let article = bodytext::extract(r#"<meta property="og:site_name" content="The Farmer">"#)?;
    /// assert_eq!(article.metadata().site_name(), Some("The Farmer"));
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn site_name(&self) -> Option<&str> {
        self.site_name.as_deref()
    }

    /// The description, from `<meta name="description">`, `og:description`, JSON-LD, `twitter:description`, Dublin Core or the
    /// tags of publishers.
    ///
    /// # Examples
    ///
    /// ```
    /// let article = bodytext::extract(r#"<meta name="description" content="It rained.">"#)?;
    /// assert_eq!(article.metadata().description(), Some("It rained."));
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }

    /// The page's own address, from `<link rel="canonical">`, `og:url`, the tags of publishers or JSON-LD, as on the
    /// page.
    ///
    /// # Examples
    ///
    /// ```
    /// let article = bodytext::extract(r#"<link rel="canonical" href="/rain">"#)?;
    /// assert_eq!(article.metadata().canonical_url(), Some("/rain"));
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn canonical_url(&self) -> Option<&str> {
        self.canonical_url.as_deref()
    }

    /// The address of the page's image, from `og:image`, JSON-LD, `twitter:image`, the tags of publishers or
    /// `<link rel="image_src">`, as on the page.
    ///
    /// # Examples
    ///
    /// ```
    /// let article = bodytext::extract(r#"<meta property="og:image" content="rain.jpg">"#)?;
    /// assert_eq!(article.metadata().image(), Some("rain.jpg"));
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn image(&self) -> Option<&str> {
        self.image.as_deref()
    }

    /// The keywords, each once and at most 256, from JSON-LD, `<meta name="keywords">`, `article:tag`, the tags of
    /// publishers, `citation_keywords`, Dublin Core or `itemprop="keywords"`.
    ///
    /// # Examples
    ///
    /// ```
    /// let article = bodytext::extract(r#"<meta name="keywords" content="rain, harvest, rain">"#)?;
    /// assert_eq!(article.metadata().keywords().collect::<Vec<_>>(), ["rain", "harvest"]);
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn keywords(&self) -> impl ExactSizeIterator<Item = &str> + DoubleEndedIterator + Clone {
        self.keywords.iter().map(String::as_str)
    }
}

/// A date as on the page, and in ISO 8601.
///
/// # Examples
///
/// ```
/// let article = bodytext::extract("<h1>Rain</h1><p>Posted on 3 May 2021<p>It rained.")?;
/// let date = article.metadata().published().unwrap();
/// assert_eq!((date.text(), date.iso()), ("3 May 2021", Some("2021-05-03")));
/// # Ok::<(), bodytext::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Date {
    pub(super) text: String,
    pub(super) iso: Option<String>,
}

impl Date {
    /// The date as on the page.
    ///
    /// # Examples
    ///
    /// ```
    /// let article = bodytext::extract(r#"<meta name="date" content="03/04/2021">"#)?;
    /// assert_eq!(article.metadata().published().unwrap().text(), "03/04/2021");
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The date in ISO 8601, if it is unambiguous.
    ///
    /// `YYYY-MM-DD`, with `THH:MM`, seconds and offset from UTC as far as they are given. Months may be words of 41
    /// languages, and years may be those of Japanese eras, of the Republic of China or of the Iranian calendar. If day
    /// and month could be swapped, the language and region of the page decide. English without a region does not
    /// decide, and the date is then `None`.
    ///
    /// # Examples
    ///
    /// ```
    /// use bodytext::Date;
    ///
    /// let iso = |date: &str| {
    ///     let article = bodytext::extract(&format!(r#"<meta name="date" content="{date}">"#))?;
    ///     Ok::<_, bodytext::Error>(article.metadata().published().and_then(Date::iso).map(str::to_owned))
    /// };
    /// assert_eq!(iso("2021/5/3 10:12 +0200")?.as_deref(), Some("2021-05-03T10:12+02:00"));
    /// assert_eq!(iso("23.04.2021")?.as_deref(), Some("2021-04-23"));
    /// assert_eq!(iso("3 de abril de 2021")?.as_deref(), Some("2021-04-03"));
    /// assert_eq!(iso("03/04/2021")?, None);
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn iso(&self) -> Option<&str> {
        self.iso.as_deref()
    }
}
