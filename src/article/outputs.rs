//! The outputs of an [`Article`].

use super::{Article, Block};
use crate::image::Image;
use crate::markdown::Options;
use crate::render;

impl Article {
    /// The body text. Blocks are separated by blank lines, items of a list and rows of a table by line feeds.
    ///
    /// The cells of a row are separated by tabs. Empty cells count too, up to the last cell with text. List items start
    /// with `- `, indented by two spaces for each outer list. The [title](Article::title) is not repeated, unless it is
    /// most of the text. Empty if nothing was kept.
    ///
    /// # Examples
    ///
    /// ```
    /// let page = "<p>Three things were found in the old house by the river, when it was torn down last year:</p>
    ///     <ul><li>a letter that nobody had ever opened<li>a box with two hundred silver coins</ul>
    ///     <p>Nobody has come to ask for any of them so far, although the newspaper wrote about them.</p>";
    /// let text = bodytext::extract(page)?.text();
    /// assert!(text.contains("last year:\n\n- a letter that nobody had ever opened\n- a box"));
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn text(&self) -> String {
        render::text(&self.page, &self.selection.labels, self.blocks().filter(Block::is_content))
    }

    /// The body text as Markdown: `CommonMark`, with the tables, the strikethrough and the footnotes of GitHub Flavored
    /// Markdown.
    ///
    /// It has the same words as [`Article::text`], with headings, lists, quotes, code, tables, emphasis and links.
    /// Formulas are TeX between dollar signs; see [`Formulas`](crate::markdown::Formulas). Text of the page is escaped
    /// where it would be read as markup. A note is a footnote (`[^1]`) if a superscript link leads to it and both are
    /// kept. Images and the title are left out; see [`Article::markdown_with`].
    ///
    /// Computed on each call by another walk over the kept blocks, in time linear in the size of the page.
    ///
    /// # Examples
    ///
    /// ```
    /// let page = "<p>Nobody <em>knows</em> who built <a href=/bridge>the bridge</a>, or why it ends in the middle.</p>
    ///     <pre class=language-text>two * two\n    = four</pre>";
    /// let article = bodytext::extract(page)?;
    /// assert!(article.markdown().starts_with("Nobody *knows* who built [the bridge](/bridge), or why"));
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn markdown(&self) -> String {
        self.markdown_with(&Options::new())
    }

    /// The body text as Markdown, with options for links, images, formulas and the title.
    ///
    /// # Examples
    ///
    /// ```
    /// use bodytext::markdown::{Links, Options};
    ///
    /// let page = "<p>Nobody <em>knows</em> who built <a href=/bridge>the bridge</a>, or why it ends in the middle.</p>";
    /// let text = bodytext::extract(page)?.markdown_with(&Options::new().links(Links::Text));
    /// assert_eq!(text, "Nobody *knows* who built the bridge, or why it ends in the middle.\n");
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn markdown_with(&self, options: &Options) -> String {
        // The title may have to be searched for in the whole page.
        let title = if options.has_title() { self.title() } else { None };
        render::markdown(&self.page, &self.selection.labels, &self.address, title, options)
    }

    /// The body text as a fragment of clean HTML.
    ///
    /// It contains headings, paragraphs, lists, quotes, code, tables and figures, and within them links, images,
    /// emphasis and line breaks. The only attributes are `href`, `src`, `alt`, `start`, `reversed`, `value`, `colspan`,
    /// `rowspan`, and `class` for the language of code. Formulas are `math` elements with few attributes. Where the
    /// page has no `MathML`, they are TeX in `<code class="language-math math-inline">`, or `math-display` for display
    /// formulas. It is safe to embed in a page: text is escaped, and addresses are `http`, `https`, `mailto` or
    /// relative. Extracting the fragment gives the same blocks again.
    ///
    /// Computed on each call by another walk over the kept blocks, in time linear in the size of the page.
    ///
    /// # Examples
    ///
    /// ```
    /// let page = "<div onclick=x()>Nobody <i>knows</i> who built <a href='javascript:x()'>the bridge</a> over the
    ///     river, or why it <a href=/end>ends in the middle</a>.<script>x()</script></div>";
    /// assert_eq!(
    ///     bodytext::extract(page)?.html(),
    ///     "<p>Nobody <em>knows</em> who built the bridge over the river, or why it \
    ///      <a href=\"/end\">ends in the middle</a>.</p>\n"
    /// );
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn html(&self) -> String {
        render::html(&self.page, &self.selection.labels, &self.address)
    }

    /// The images of the body: those inside kept blocks or between two of them, in the order of [`Article::html`], each
    /// address once.
    ///
    /// Addresses are resolved as in [`Article::markdown_with`]. A lazily loaded image has the address that its script
    /// would load: `data-src` or a similar attribute, the largest of a `srcset`, the first `source` of its `picture`,
    /// or the image in an adjacent `noscript`. Images of one pixel, hidden images, and images without a web address are
    /// left out. Empty for plain text.
    ///
    /// Computed on each call by another walk over the kept blocks, in time linear in the size of the page.
    ///
    /// # Examples
    ///
    /// ```
    /// let page = "<p>The mill <img src=icon.svg alt=''> stood empty for years, until the council bought it last autumn:
    ///     <img srcset='mill-400.jpg 400w, mill-800.jpg 800w' alt='the mill'> <img src=count.gif width=1 height=1>.</p>";
    /// let images = bodytext::extract(page)?.images();
    /// assert_eq!(images.iter().map(|image| image.url.as_str()).collect::<Vec<_>>(), ["icon.svg", "mill-800.jpg"]);
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn images(&self) -> Vec<Image> {
        render::images(&self.page, &self.selection.labels, &self.address)
    }
}
