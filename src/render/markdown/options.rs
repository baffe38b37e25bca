//! What Markdown may contain.

/// How links are written in Markdown.
///
/// # Examples
///
/// ```
/// use bodytext::markdown::{Links, Options};
///
/// let article = bodytext::extract("<p>The road over <a href=/pass>the pass</a> was closed for the night, for it had snowed.</p>")?;
/// let text = article.markdown_with(&Options::new().links(Links::Text));
/// assert_eq!(text, "The road over the pass was closed for the night, for it had snowed.\n");
/// # Ok::<(), bodytext::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Links {
    /// Links with `http`, `https`, `mailto` or relative addresses are kept; the default. Other links become text.
    #[default]
    Keep,
    /// Only the text of links is written.
    Text,
}

/// How images are written in Markdown.
///
/// # Examples
///
/// ```
/// use bodytext::markdown::{Images, Options};
///
/// let page = "<p>The mill <img src=mill.jpg alt='in the sun'> stood empty for years, until the council bought it.</p>";
/// let article = bodytext::extract(page)?;
/// let starts = |images, start| article.markdown_with(&Options::new().images(images)).starts_with(start);
/// assert!(starts(Images::Drop, "The mill stood"));
/// assert!(starts(Images::Alt, "The mill in the sun stood"));
/// assert!(starts(Images::Keep, "The mill ![in the sun](mill.jpg) stood"));
/// # Ok::<(), bodytext::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Images {
    /// Images within kept text, in kept rows of a table, and between two kept blocks are kept, if they have an address.
    Keep,
    /// Only the alternative text of such images is written.
    Alt,
    /// No images; the default. Only text is scored, so whether an image belongs to the body is a guess, and readers do
    /// not see its alternative text.
    #[default]
    Drop,
}

/// How formulas are written in Markdown.
///
/// # Examples
///
/// ```
/// use bodytext::markdown::{Formulas, Options};
///
/// let page = "<p>A stone falls by <math><mi>h</mi><mo>=</mo><mi>g</mi><msup><mi>t</mi><mn>2</mn></msup><mo>/</mo><mn>2</mn></math>,
///     so a well of twenty metres takes two seconds.</p>";
/// let article = bodytext::extract(page)?;
/// assert!(article.markdown().starts_with("A stone falls by $h=gt^2/2$, so"));
/// let text = article.markdown_with(&Options::new().formulas(Formulas::Text));
/// assert!(text.starts_with("A stone falls by h=gt^2/2, so"));
/// # Ok::<(), bodytext::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Formulas {
    /// TeX between dollar signs, `$x$` within a line and `$$x$$` on a line of its own; the default. A dollar sign in
    /// the text gets a backslash if it could start a formula.
    #[default]
    Dollars,
    /// TeX as text, without any delimiters.
    Text,
}

/// Whether Markdown starts with the title.
///
/// # Examples
///
/// ```
/// use bodytext::markdown::{Options, Titles};
///
/// let page = "<h1>The mill</h1><p>The mill stood empty for years, until the council bought it last autumn.</p>";
/// let article = bodytext::extract(page)?;
/// assert!(article.markdown().starts_with("The mill stood"));
/// assert!(article.markdown_with(&Options::new().titles(Titles::Heading)).starts_with("# The mill\n\n"));
/// # Ok::<(), bodytext::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Titles {
    /// Only the body; the default, as in all outputs.
    #[default]
    Omit,
    /// [`Article::title`](crate::Article::title) as a heading of level 1 before the body, unless the body contains it.
    Heading,
}

/// What Markdown may contain. No option changes which blocks are kept.
///
/// # Examples
///
/// ```
/// use bodytext::markdown::{Formulas, Images, Links, Options, Titles};
///
/// let spelled_out = Options::new()
///     .links(Links::Keep)
///     .images(Images::Drop)
///     .titles(Titles::Omit)
///     .formulas(Formulas::Dollars);
/// assert_eq!(Options::new(), spelled_out);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct Options {
    pub(super) links: Links,
    pub(super) images: Images,
    pub(super) titles: Titles,
    pub(super) formulas: Formulas,
}

impl Options {
    /// Whether images or their alternative texts are written.
    pub(crate) fn has_images(&self) -> bool {
        self.images != Images::Drop
    }

    /// Whether the title is written.
    pub(crate) fn has_title(&self) -> bool {
        self.titles == Titles::Heading
    }

    /// The default options.
    ///
    /// # Examples
    ///
    /// ```
    /// use bodytext::markdown::Options;
    ///
    /// let article = bodytext::extract("<p>The road over the pass was closed for the <b>night</b>, for it had snowed.</p>")?;
    /// assert_eq!(article.markdown_with(&Options::new()), article.markdown());
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    pub fn new() -> Options {
        Options::default()
    }

    /// Sets how links are written; [`Links::Keep`] by default.
    ///
    /// # Examples
    ///
    /// ```
    /// use bodytext::markdown::{Links, Options};
    ///
    /// let article = bodytext::extract("<p>The road over <a href=/pass>the pass</a> was closed for the night, for it had snowed.</p>")?;
    /// assert!(article.markdown_with(&Options::new().links(Links::Keep)).contains("[the pass](/pass)"));
    /// assert!(!article.markdown_with(&Options::new().links(Links::Text)).contains("/pass"));
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    pub fn links(mut self, links: Links) -> Options {
        self.links = links;
        self
    }

    /// Sets how images are written; [`Images::Drop`] by default.
    ///
    /// # Examples
    ///
    /// ```
    /// use bodytext::markdown::{Images, Options};
    ///
    /// let article = bodytext::extract("<p>The mill <img src=mill.jpg alt=''> stood empty until the council bought it last year.</p>")?;
    /// assert!(article.markdown_with(&Options::new().images(Images::Keep)).contains("![](mill.jpg)"));
    /// assert!(!article.markdown_with(&Options::new().images(Images::Drop)).contains("mill.jpg"));
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    pub fn images(mut self, images: Images) -> Options {
        self.images = images;
        self
    }

    /// Sets whether the title comes first; [`Titles::Omit`] by default.
    ///
    /// # Examples
    ///
    /// ```
    /// use bodytext::markdown::{Options, Titles};
    ///
    /// let article = bodytext::extract("<h1>The mill</h1><p>It stood empty for years, until the council bought it last autumn.</p>")?;
    /// assert!(article.markdown_with(&Options::new().titles(Titles::Heading)).starts_with("# The mill\n\nIt stood"));
    /// assert!(article.markdown_with(&Options::new().titles(Titles::Omit)).starts_with("It stood"));
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    pub fn titles(mut self, titles: Titles) -> Options {
        self.titles = titles;
        self
    }

    /// Sets how formulas are written; [`Formulas::Dollars`] by default.
    ///
    /// # Examples
    ///
    /// ```
    /// use bodytext::markdown::{Formulas, Options};
    ///
    /// let article = bodytext::extract("<p>The area of the square is <math><msup><mi>a</mi><mn>2</mn></msup></math>, as everybody knows.</p>")?;
    /// assert!(article.markdown_with(&Options::new().formulas(Formulas::Dollars)).contains("is $a^2$, as"));
    /// assert!(article.markdown_with(&Options::new().formulas(Formulas::Text)).contains("is a^2, as"));
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    pub fn formulas(mut self, formulas: Formulas) -> Options {
        self.formulas = formulas;
        self
    }
}
