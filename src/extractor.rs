//! `Extractor`: settings, and the pipeline from page to `Article`.

use crate::article::{Article, Page};
use crate::comments::Comments;
#[cfg(feature = "encoding")]
use crate::decode::decode;
use crate::error::Error;
use crate::features::measure;
use crate::focus::Focus;
use crate::limits::Limits;
use crate::parse::{self, Tree};
use crate::posts::keep_authors;
use crate::score::Model;
use crate::segment::{Blocks, segment_html, segment_plain_text};
use crate::select::{Selection, SelectionInput, select};
#[cfg(feature = "metadata")]
use crate::structured_data::{append, keep_alone, missing_body};

/// Extracts body text, with settings.
///
/// Cheap to create and to clone; one extractor can serve many threads.
///
/// # Examples
///
/// ```
/// use bodytext::{Extractor, Focus};
///
/// let extractor = Extractor::new().focus(Focus::Precision);
/// let article = extractor.extract("<p>Rain fell on the town all day, and nobody went out, not even the dogs.</p>")?;
/// assert!(article.text().starts_with("Rain fell"));
/// # Ok::<(), bodytext::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Extractor {
    focus: Focus,
    comments: Comments,
    limits: Limits,
    sources: bool,
    authors: bool,
}

impl Extractor {
    /// An extractor with the default settings.
    ///
    /// # Examples
    ///
    /// ```
    /// use bodytext::{Comments, Extractor, Focus, Limits};
    ///
    /// let spelled_out = Extractor::new().focus(Focus::Balanced).comments(Comments::Exclude).limits(Limits::new());
    /// assert_eq!(format!("{:?}", Extractor::new()), format!("{spelled_out:?}"));
    /// ```
    pub fn new() -> Extractor {
        Extractor::default()
    }

    /// Sets whether precision or recall matters more; [`Focus::Balanced`] by default.
    ///
    /// # Examples
    ///
    /// ```
    /// use bodytext::{Extractor, Focus};
    ///
    /// let page = "<p>The old mill will become a library, the council decided.</p><p>Photo: the mill</p>";
    /// let precise = Extractor::new().focus(Focus::Precision).extract(page)?;
    /// let complete = Extractor::new().focus(Focus::Recall).extract(page)?;
    /// assert!(precise.threshold() > complete.threshold());
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    pub fn focus(mut self, focus: Focus) -> Extractor {
        self.focus = focus;
        self
    }

    /// Sets whether the comments of readers are kept; [`Comments::Exclude`] by default.
    ///
    /// This has no effect on plain text, where comments cannot be distinguished from other lines.
    ///
    /// # Examples
    ///
    /// ```
    /// use bodytext::{Comments, Extractor};
    ///
    /// let page = "<meta property=og:type content=article><h1>The bridge</h1>
    ///     <p>Nobody knows who built the bridge over the river, or why it ends in the middle of the water, where the
    ///     ferries used to pass in my grandmother's time.</p>
    ///     <div id=comments><h2>1 comment</h2><p>My uncle said that a mason from the valley built it.</p></div>";
    /// assert!(!Extractor::new().extract(page)?.text().contains("My uncle"));
    /// assert!(Extractor::new().comments(Comments::Include).extract(page)?.text().contains("My uncle"));
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    pub fn comments(mut self, comments: Comments) -> Extractor {
        self.comments = comments;
        self
    }

    /// Sets bounds on the cost of one page; [`Limits::new`] by default.
    ///
    /// # Examples
    ///
    /// ```
    /// use bodytext::{Extractor, Limits};
    ///
    /// let strict = Extractor::new().limits(Limits::new().max_bytes(1 << 20));
    /// assert!(strict.extract(&"<p>".repeat(1 << 20)).is_err());
    /// ```
    pub fn limits(mut self, limits: Limits) -> Extractor {
        self.limits = limits;
        self
    }

    /// Sets whether the lines with author and date above the posts of a thread are part of the text; off by default.
    ///
    /// For each post, this is the nearest line above it in which a name is marked: by a class for authors or users, by
    /// `rel`, by microdata, or by a `time` element next to it. With [`Comments::Include`], the lines above comments are
    /// always kept. The blocks of all these lines have the rule [`Rule::PostAuthor`](crate::Rule::PostAuthor). This has
    /// no effect on plain text.
    ///
    /// # Examples
    ///
    /// ```
    /// use bodytext::Extractor;
    ///
    /// let posts = [
    ///     ("ada", "Our well pump loses its pressure over night, and I have checked every tap in the house twice."),
    ///     ("ben", "Close the valve at the tank before you go to bed, and look at the gauge in the morning."),
    ///     ("ada", "I did that, and the gauge had not moved at all, so it must be somewhere in the house."),
    /// ];
    /// let posts = posts.map(|(name, text)| format!(
    ///     "<div class=post><div class=meta><a class=author href=/u/{name}>{name}</a> <time>14 Jan 2019</time></div>\
    ///      <div class=content>{text}</div></div>"
    /// ));
    /// let page = format!("<title>Well pump</title><h1>Well pump</h1>{}", posts.concat());
    /// assert!(!Extractor::new().extract(&page)?.text().contains("ben"));
    /// assert!(Extractor::new().authors(true).extract(&page)?.text().contains("\n\nben 14 Jan 2019\n\nClose"));
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    pub fn authors(mut self, authors: bool) -> Extractor {
        self.authors = authors;
        self
    }

    /// Sets whether [`Block::source`](crate::Block::source) is known for HTML; off by default, because it takes memory:
    /// twelve bytes for each piece of text between two tags. For plain text it is always known.
    ///
    /// # Examples
    ///
    /// ```
    /// use bodytext::Extractor;
    ///
    /// let page = "<div><p>Snow fell on the <b>pass</b>, and the road was closed until the next morning.</div>";
    /// let article = Extractor::new().sources(true).extract(page)?;
    /// let source = article.blocks().next().unwrap().source().unwrap();
    /// assert!(page[source].starts_with("Snow fell on the <b>pass</b>, and"));
    /// assert_eq!(Extractor::new().extract(page)?.blocks().next().unwrap().source(), None);
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    pub fn sources(mut self, sources: bool) -> Extractor {
        self.sources = sources;
        self
    }

    /// Extracts the body text of an HTML page.
    ///
    /// Any string is accepted. html5ever repairs broken markup as browsers do.
    ///
    /// # Errors
    ///
    /// [`Error::TooLarge`] when the page is larger than [`Limits::max_bytes`].
    ///
    /// # Examples
    ///
    /// ```
    /// let article = bodytext::Extractor::new().extract("")?;
    /// assert!(article.is_empty());
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    pub fn extract(&self, html: &str) -> Result<Article, Error> {
        Ok(self.extract_tree(parse::parse_page(html, &self.limits, self.sources)?))
    }

    /// Extracts the body text of an HTML page in any character encoding that browsers support.
    ///
    /// `content_type` is what came with the page: the value of a `Content-Type` header, or a bare label such as
    /// `shift_jis`. A value without a charset, or with an unknown one, is ignored.
    ///
    /// The encoding is determined by the first of these that applies:
    ///
    /// 1. a byte order mark, or the NUL bytes of UTF-16 without one;
    /// 2. `content_type`;
    /// 3. the page's first `<meta>` or its XML declaration, read as in the [HTML
    ///    standard](https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding);
    /// 4. the bytes: UTF-8 if most of those that are not ASCII are valid UTF-8, otherwise a guess.
    ///
    /// The bytes take precedence over 2 and 3: valid UTF-8 is decoded as UTF-8 whatever is declared. A page that is
    /// mostly invalid as UTF-8 is not decoded as UTF-8. (Browsers trust the declaration.) So a guessed `content_type`
    /// is harmless.
    ///
    /// Invalid bytes become U+FFFD; they are not an error. Valid UTF-8 is not copied.
    ///
    /// # Errors
    ///
    /// [`Error::TooLarge`] when the page is larger than [`Limits::max_bytes`] before or after decoding. Decoding to
    /// UTF-8 can make it three times as long.
    ///
    /// # Examples
    ///
    /// ```
    /// use bodytext::Extractor;
    ///
    /// let page = b"<p>\x8d\x60\x82\xcd\x8b\xf3\x82\xc1\x82\xdb\x82\xbe\x82\xc1\x82\xbd\x81\x42";
    /// let article = Extractor::new().extract_bytes(page, Some("text/html; charset=Shift_JIS"))?;
    /// assert_eq!(article.text(), "港は空っぽだった。");
    /// assert_eq!(article.encoding(), Some("Shift_JIS"));
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[cfg(feature = "encoding")]
    #[cfg_attr(docsrs, doc(cfg(feature = "encoding")))]
    pub fn extract_bytes(&self, bytes: &[u8], content_type: Option<&str>) -> Result<Article, Error> {
        self.limits.check_bytes(bytes.len())?;
        let (html, encoding) = decode(bytes, content_type);
        Ok(self.extract(&html)?.with_encoding(encoding.name()))
    }

    /// Extracts the body text of a page that has already been parsed: a whole document, or any element of it.
    ///
    /// To get the result of [`Extractor::extract`], parse with scripting off. `selectedcontent` elements and templates
    /// are left out. Of the [`Limits`], only [`Limits::max_bytes`] applies, because the tree already exists.
    ///
    /// # Errors
    ///
    /// [`Error::TooLarge`] when text and attributes together are larger than [`Limits::max_bytes`].
    ///
    /// # Examples
    ///
    /// ```
    /// use bodytext::Extractor;
    /// use html5ever::tendril::TendrilSink;
    /// use markup5ever_rcdom::RcDom;
    ///
    /// let page = "<p>The harbour was empty, for the boats had all gone out before the sun was up.</p>";
    /// let dom = html5ever::parse_document(RcDom::default(), Default::default()).one(page);
    /// let article = Extractor::new().extract_rcdom(&dom.document)?;
    /// assert_eq!(article.text(), bodytext::extract(page)?.text());
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[cfg(feature = "rcdom")]
    #[cfg_attr(docsrs, doc(cfg(feature = "rcdom")))]
    pub fn extract_rcdom(&self, node: &markup5ever_rcdom::Handle) -> Result<Article, Error> {
        Ok(self.extract_tree(parse::from_rcdom(node, &self.limits)?))
    }

    /// Extracts the body text of a page without its markup: a WET record, a saved or pasted page.
    ///
    /// Lines take the place of elements; see the [crate documentation](crate). The headline becomes [`Article::title`],
    /// and a date near it becomes the date of [publication](crate::Metadata::published).
    ///
    /// If you have the HTML, use [`Extractor::extract`]. Without markup there are no links, landmarks or class names.
    /// So a list of headlines looks like a list in the article, and readers' comments look like paragraphs. On the
    /// development part of WCXB, the words kept have an F1 of 0.82, against 0.88 for HTML. Articles (0.93 against 0.96)
    /// and documentation (0.90 against 0.94) lose little. Threads (0.62 against 0.80), shops and listings lose much,
    /// and [`Article::confidence`] is low for them. The only kinds of blocks recognised are list items with bullets,
    /// fenced code and paragraphs; the only metadata are title and date. Language and hidden text are unknown.
    ///
    /// # Errors
    ///
    /// [`Error::TooLarge`] when the text is larger than [`Limits::max_bytes`].
    ///
    /// # Examples
    ///
    /// ```
    /// let text = "Home\nNews\nRain ends the drought\nUpdated: 2021-05-03 10:12\n\
    ///     After nine dry weeks rain fell on the whole valley on Sunday, which ended the worst drought in years.\n\
    ///     The farmers said that the rain came just in time for the harvest of the valley's famous apricots.\n\
    ///     \"We had given up,\" said one of them, who had watered his trees by hand, from a bucket, since the middle of May.\n\
    ///     More rain is expected until the end of the week, when the sun will return, the weather service said.\n\
    ///     - More news\n- Weather\n";
    /// let article = bodytext::Extractor::new().extract_plain_text(text)?;
    /// assert_eq!(article.title(), Some("Rain ends the drought"));
    /// assert_eq!(article.metadata().published().map(bodytext::Date::text), Some("2021-05-03 10:12"));
    /// assert_eq!(article.text().lines().count(), 7);
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    pub fn extract_plain_text(&self, text: &str) -> Result<Article, Error> {
        self.limits.check_bytes(text.len())?;
        Ok(self.run(None, segment_plain_text(text)).into_article(None))
    }

    #[cfg(feature = "metadata")]
    fn extract_tree(&self, mut tree: Tree) -> Article {
        let page = self.run(Some(&tree), segment_html(&tree));
        let Some(paragraphs) = missing_body(&tree, &page.blocks, &page.selection, &self.limits) else {
            return page.into_article(Some(tree));
        };
        let container = append(&mut tree, &paragraphs);
        let mut page = self.run(Some(&tree), segment_html(&tree));
        let first = keep_alone(&page.blocks, &mut page.selection, container);
        page.into_article(Some(tree)).stated_from(first)
    }

    #[cfg(not(feature = "metadata"))]
    fn extract_tree(&self, tree: Tree) -> Article {
        let page = self.run(Some(&tree), segment_html(&tree));
        page.into_article(Some(tree))
    }

    /// The pipeline from blocks to labels. The page is HTML if there is a tree, otherwise plain text.
    fn run(&self, tree: Option<&Tree>, blocks: Blocks) -> Labelled {
        let model = Model::of(tree);
        let mut rows = model.scorer(blocks.len());
        let annotations = measure(tree, &blocks, |row| rows.push(row));
        let scores = rows.finish();
        let bonds = model.bonds(&blocks, &annotations.relations, &scores);
        let page =
            SelectionInput { blocks: &blocks, scores: &scores, bonds: &bonds, annotations: &annotations };
        let mut selection = select(&page, self.focus, self.comments);
        let has_authors = self.authors || (selection.has_comments && self.comments == Comments::Include);
        if let Some(tree) = tree.filter(|_| has_authors) {
            keep_authors(tree, &blocks, &annotations.discussion, self.authors, &mut selection);
        }
        Labelled { blocks, scores, selection, title: annotations.title }
    }
}

/// The blocks of a page with their scores and labels.
#[derive(Debug)]
struct Labelled {
    blocks: Blocks,
    scores: Vec<f32>,
    selection: Selection,
    /// The block that is the title.
    title: Option<usize>,
}

impl Labelled {
    fn into_article(self, tree: Option<Tree>) -> Article {
        let Labelled { blocks, scores, selection, title } = self;
        Article::new(Page::new(tree, blocks), scores, selection, title)
    }
}
