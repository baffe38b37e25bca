//! `bodytext.Extractor`: settings for many pages.

use crate::article::Article;
use crate::many::ArticleIterator;
use crate::page::Page;
use crate::settings::{self, Settings};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

/// Extracts body text, with settings for many pages. One extractor can serve many threads, and it can be pickled.
///
/// ``focus`` says which mistake is worse: ``precision`` keeps less, ``recall`` keeps more. ``comments`` keeps readers'
/// comments under an article. ``authors`` keeps the line with the author above each post of a thread. ``sources``
/// enables ``Block.source`` for HTML. Pages over ``max_bytes`` (64 MiB) are refused. Elements nested deeper than
/// ``max_depth`` (256) and those beyond ``max_elements`` (1,048,576) are left out, but their text is kept.
///
/// >>> import bodytext
/// >>> extractor = bodytext.Extractor(focus='recall', max_bytes=1_000_000)
/// >>> extractor.extract('<p>Rain fell on the town all day, and the streets were empty.').text
/// 'Rain fell on the town all day, and the streets were empty.'
#[pyclass(frozen, module = "bodytext")]
#[derive(Debug)]
pub(crate) struct Extractor {
    settings: Settings,
    /// The arguments as they were passed, for pickling.
    arguments: Py<PyDict>,
}

#[pymethods]
impl Extractor {
    #[new]
    #[pyo3(signature = (*, url=None, focus="balanced", comments=false, authors=false, sources=false, max_bytes=None,
                        max_depth=None, max_elements=None))]
    #[allow(clippy::too_many_arguments, clippy::fn_params_excessive_bools, reason = "keywords in Python")]
    fn new(
        py: Python<'_>,
        url: Option<String>,
        focus: &str,
        comments: bool,
        authors: bool,
        sources: bool,
        max_bytes: Option<usize>,
        max_depth: Option<u32>,
        max_elements: Option<usize>,
    ) -> PyResult<Extractor> {
        let arguments = PyDict::new(py);
        arguments.set_item("url", &url)?;
        arguments.set_item("focus", focus)?;
        arguments.set_item("comments", comments)?;
        arguments.set_item("authors", authors)?;
        arguments.set_item("sources", sources)?;
        arguments.set_item("max_bytes", max_bytes)?;
        arguments.set_item("max_depth", max_depth)?;
        arguments.set_item("max_elements", max_elements)?;
        let extractor = bodytext::Extractor::new()
            .focus(settings::focus(focus)?)
            .comments(settings::comments(comments))
            .authors(authors)
            .sources(sources)
            .limits(settings::limits(max_bytes, max_depth, max_elements));
        let settings = Settings { extractor, url, ..Settings::default() };
        settings.check_url()?;
        Ok(Extractor { settings, arguments: arguments.unbind() })
    }

    /// Extracts the body text of a page: ``str``, or bytes in any encoding that browsers support.
    ///
    /// ``url`` is the page's address, against which links are resolved. ``content_type`` is the value of the
    /// ``Content-Type`` header that came with bytes. The interpreter lock is released during the extraction.
    #[pyo3(signature = (html, *, url=None, content_type=None))]
    fn extract(
        &self,
        py: Python<'_>,
        html: Page,
        url: Option<String>,
        content_type: Option<String>,
    ) -> PyResult<Article> {
        let settings = Settings { content_type, ..self.settings.clone() };
        Ok(py.detach(|| settings.run(&html, url.as_deref(), Article::from))?)
    }

    /// Extracts the body text of plain text without markup: a WET record, a pasted page.
    fn extract_plain_text(&self, py: Python<'_>, text: Page) -> PyResult<Article> {
        let settings = Settings { plain_text: true, ..self.settings.clone() };
        Ok(py.detach(|| settings.run(&text, None, Article::from))?)
    }

    /// Extracts many pages on many threads. See ``bodytext.extract_many``.
    #[pyo3(signature = (pages, threads=None, *, output="article", errors="raise", plain_text=false))]
    fn extract_many(
        &self,
        pages: &Bound<'_, PyAny>,
        threads: Option<i64>,
        output: &str,
        errors: &str,
        plain_text: bool,
    ) -> PyResult<ArticleIterator> {
        let settings = Settings { plain_text, ..self.settings.clone() };
        ArticleIterator::new(pages, settings, threads, output, errors)
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyTuple>, Py<PyDict>) {
        (PyTuple::empty(py), self.arguments.clone_ref(py))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let arguments = self.arguments.bind(py).iter().filter(|(_, value)| !value.is_none());
        let arguments: PyResult<Vec<String>> =
            arguments.map(|(name, value)| Ok(format!("{name}={}", value.repr()?))).collect();
        Ok(format!("Extractor({})", arguments?.join(", ")))
    }
}
