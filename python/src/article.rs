//! `bodytext.Article`: the result of an extraction.

use crate::block::Block;
use crate::dictionary::serialized;
use crate::metadata::{self, Metadata};
use crate::parts::{Image, Section};
use crate::settings;
use bodytext::TextSource;
use pyo3::prelude::*;
use std::sync::Arc;

/// A page as blocks, each with its score and label, and the page's metadata.
///
/// Outputs are rendered each time they are read, so store what you need more than once. Articles cannot be pickled.
///
/// >>> import bodytext
/// >>> article = bodytext.extract('''<title>Rain at last - The Farmer</title>
/// ...     <nav><a href="/">Home</a> <a href="/news">News</a></nav>
/// ...     <h1>Rain at last</h1>
/// ...     <p>After nine dry weeks it rained on Sunday, and the <b>farmers</b> of the valley were happy.</p>
/// ...     <footer><a href="/imprint">Imprint</a></footer>''')
/// >>> article.title
/// 'Rain at last'
/// >>> article.text
/// 'After nine dry weeks it rained on Sunday, and the farmers of the valley were happy.'
/// >>> article.markdown
/// 'After nine dry weeks it rained on Sunday, and the **farmers** of the valley were happy.\n'
#[pyclass(frozen, module = "bodytext")]
#[derive(Debug)]
pub(crate) struct Article(Arc<bodytext::Article>);

impl From<bodytext::Article> for Article {
    fn from(article: bodytext::Article) -> Article {
        Article(Arc::new(article))
    }
}

impl Article {
    /// Python objects for the library's blocks.
    fn wrap<'a>(
        &self,
        py: Python<'_>,
        blocks: impl IntoIterator<Item = bodytext::Block<'a>>,
    ) -> PyResult<Vec<Py<Block>>> {
        blocks.into_iter().map(|block| Py::new(py, Block::new(&self.0, block))).collect()
    }
}

#[pymethods]
impl Article {
    /// The body text. Blocks are separated by blank lines; list items and table rows by line breaks.
    #[getter]
    fn text(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.text())
    }

    /// The body text as Markdown with the default options. See ``to_markdown``.
    #[getter]
    fn markdown(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.markdown())
    }

    /// The body text as a fragment of clean HTML that is safe to embed.
    #[getter]
    fn html(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.html())
    }

    /// The body text as Markdown (CommonMark with GitHub's tables, strikethrough and footnotes).
    ///
    /// ``links`` is ``keep`` or ``text``, ``images`` is ``keep``, ``alt`` or ``drop``, ``titles`` is ``omit`` or
    /// ``heading``, and ``formulas`` is ``dollars`` or ``text``.
    ///
    /// >>> import bodytext
    /// >>> page = '<p>No one <em>knows</em> who built <a href=/bridge>the bridge</a>, or why it ends in the middle.'
    /// >>> bodytext.extract(page).to_markdown(links='text')
    /// 'No one *knows* who built the bridge, or why it ends in the middle.\n'
    #[pyo3(signature = (*, links="keep", images="drop", titles="omit", formulas="dollars"))]
    fn to_markdown(
        &self,
        py: Python<'_>,
        links: &str,
        images: &str,
        titles: &str,
        formulas: &str,
    ) -> PyResult<String> {
        let options = settings::markdown(links, images, titles, formulas)?;
        Ok(py.detach(|| self.0.markdown_with(&options)))
    }

    /// The metadata of the page.
    #[getter]
    fn metadata(&self, py: Python<'_>) -> Metadata {
        py.detach(|| Metadata::of(&self.0))
    }

    /// The headline; the same as ``metadata.title``.
    #[getter]
    fn title(&self, py: Python<'_>) -> Option<String> {
        py.detach(|| metadata::title(&self.0))
    }

    /// Every block in document order, kept and dropped.
    #[getter]
    fn blocks(&self, py: Python<'_>) -> PyResult<Vec<Py<Block>>> {
        self.wrap(py, self.0.blocks())
    }

    /// The kept blocks, grouped by their headings, for example as chunks for retrieval.
    ///
    /// >>> import bodytext
    /// >>> page = '''<p>The old mill by the river was empty for years, until the council bought it last autumn.</p>
    /// ...     <h2>History</h2><p>It was built in 1820 by a farmer, who ground the corn of the whole valley there.</p>'''
    /// >>> [section.path for section in bodytext.extract(page).sections]
    /// [[], ['History']]
    #[getter]
    fn sections(&self, py: Python<'_>) -> PyResult<Vec<Section>> {
        let sections = self.0.sections().map(|section| {
            let path = section.path().map(str::to_owned).collect();
            let headings = self.wrap(py, section.headings().iter().copied())?;
            Ok(Section::new(headings, path, self.wrap(py, section.blocks())?))
        });
        sections.collect()
    }

    /// The images of the body text.
    ///
    /// >>> import bodytext
    /// >>> page = '''<p>The mill was empty for years, until the council bought it last autumn.</p>
    /// ...     <img data-src=mill.jpg alt='The mill'>
    /// ...     <p>It will become the new library, the mayor said, if the roof holds until then.</p>'''
    /// >>> [(image.url, image.alt) for image in bodytext.extract(page).images]
    /// [('mill.jpg', 'The mill')]
    #[getter]
    fn images(&self, py: Python<'_>) -> Vec<Image> {
        py.detach(|| self.0.images().into_iter().map(Image::from).collect())
    }

    /// The expected F1 of the body text, 0 to 1.
    #[getter]
    fn confidence(&self) -> f32 {
        self.0.confidence()
    }

    /// The lowest score that was kept; ``None`` if no body text was found.
    #[getter]
    fn threshold(&self) -> Option<f32> {
        self.0.threshold()
    }

    /// Whether no block was kept.
    #[getter]
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether some structure of the page was left out, because it exceeded the limits. No text is lost.
    #[getter]
    fn is_flattened(&self) -> bool {
        self.0.is_flattened()
    }

    /// Where the body text comes from: ``page`` or ``structured_data``.
    #[getter]
    fn text_source(&self) -> &'static str {
        if self.0.text_source() == TextSource::Page { "page" } else { "structured_data" }
    }

    /// The encoding that the page was decoded from; ``None`` for a ``str``.
    ///
    /// >>> import bodytext
    /// >>> bodytext.extract(b'<meta charset=latin1><p>The caf\xe9 was closed.').encoding
    /// 'windows-1252'
    #[getter]
    fn encoding(&self) -> Option<&'static str> {
        self.0.encoding()
    }

    /// A new article whose body text is the blocks for which ``is_content`` returns true. This one is not changed.
    ///
    /// >>> import bodytext
    /// >>> page = '<p>The ferry will not sail for eight weeks, the harbour board said on Monday.</p><p>Photo: the ferry'
    /// >>> bodytext.extract(page).retain(lambda block: block.word_count < 5).text
    /// 'Photo: the ferry'
    fn retain(&self, py: Python<'_>, is_content: Bound<'_, PyAny>) -> PyResult<Article> {
        let asked = self.wrap(py, self.0.blocks())?;
        let kept: PyResult<Vec<bool>> =
            asked.into_iter().map(|block| is_content.call1((block,))?.is_truthy()).collect();
        let kept = kept?;
        let mut article = bodytext::Article::clone(&self.0);
        article.retain(|block| kept[block.position()]);
        Ok(article.into())
    }

    /// The article as a dictionary with the fields of the library's JSON: metadata, text, and every block.
    ///
    /// >>> import bodytext
    /// >>> fields = bodytext.extract('<p>The harbour was empty, for the boats had all gone out.').to_dict()
    /// >>> fields['text_source'], fields['blocks'][0]['label']
    /// ('page', 'content')
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        serialized(py, || serde_json::to_value(&*self.0))
    }

    fn __repr__(&self) -> String {
        let kept = self.0.blocks().filter(bodytext::Block::is_content).count();
        let title = metadata::title(&self.0).unwrap_or_default();
        format!(
            "<Article {title:?}: {kept} of {} blocks, confidence {:.2}>",
            self.0.blocks().len(),
            self.0.confidence()
        )
    }
}
