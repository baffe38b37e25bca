//! The functions of the package.

use crate::article::Article;
use crate::error::Failure;
use crate::many::ArticleIterator;
use crate::page::Page;
use crate::settings::{self, Settings};
use pyo3::prelude::*;

fn settings(
    focus: &str,
    comments: bool,
    url: Option<String>,
    content_type: Option<String>,
) -> PyResult<Settings> {
    let extractor =
        bodytext::Extractor::new().focus(settings::focus(focus)?).comments(settings::comments(comments));
    Ok(Settings { extractor, url, content_type, ..Settings::default() })
}

/// Extracts a page with the interpreter lock released.
fn run<T: Send>(
    py: Python<'_>,
    settings: &Settings,
    page: &Page,
    then: impl FnOnce(bodytext::Article) -> T + Send,
) -> PyResult<T> {
    py.detach(|| settings.run(page, None, then)).map_err(Failure::into)
}

/// Extracts the body text of an HTML page: ``str``, or bytes in any encoding that browsers support.
///
/// ``url`` is the address of the page, against which links are resolved. ``focus`` is ``precision``, ``balanced`` or
/// ``recall``. ``comments`` keeps readers' comments. ``content_type`` is the value of the ``Content-Type`` header that
/// came with bytes. In a ``str``, each lone surrogate is read as U+FFFD, and a surrogate pair as one character.
///
/// >>> import bodytext
/// >>> article = bodytext.extract('<p>Snow fell on the pass, and the road was closed until the next morning.</p>')
/// >>> article.text
/// 'Snow fell on the pass, and the road was closed until the next morning.'
/// >>> bodytext.extract(b'<p>The caf\xe9 was closed.', content_type='text/html; charset=latin1').text
/// 'The café was closed.'
#[pyfunction]
#[pyo3(signature = (html, *, url=None, focus="balanced", comments=false, content_type=None))]
pub(crate) fn extract(
    py: Python<'_>,
    html: Page,
    url: Option<String>,
    focus: &str,
    comments: bool,
    content_type: Option<String>,
) -> PyResult<Article> {
    run(py, &settings(focus, comments, url, content_type)?, &html, Article::from)
}

/// The body text of an HTML page as plain text: ``extract(html, ...).text``.
///
/// >>> import bodytext
/// >>> bodytext.extract_text('<p>Snow fell on the pass, and the road was closed until the next morning.</p>')
/// 'Snow fell on the pass, and the road was closed until the next morning.'
#[pyfunction]
#[pyo3(signature = (html, *, url=None, focus="balanced", comments=false, content_type=None))]
pub(crate) fn extract_text(
    py: Python<'_>,
    html: Page,
    url: Option<String>,
    focus: &str,
    comments: bool,
    content_type: Option<String>,
) -> PyResult<String> {
    run(py, &settings(focus, comments, url, content_type)?, &html, |article| article.text())
}

/// The body text of an HTML page as Markdown: ``extract(html, ...).to_markdown(...)``.
///
/// >>> import bodytext
/// >>> page = '<p>No one <em>knows</em> who built <a href=../bridge>the bridge</a>, or why it ends in the middle.'
/// >>> bodytext.extract_markdown(page, url='https://valley.example/news/1.html')
/// 'No one *knows* who built [the bridge](https://valley.example/bridge), or why it ends in the middle.\n'
#[pyfunction]
#[pyo3(signature = (html, *, url=None, focus="balanced", comments=false, content_type=None, links="keep",
                    images="drop", titles="omit", formulas="dollars"))]
#[allow(clippy::too_many_arguments, reason = "keywords in Python")]
pub(crate) fn extract_markdown(
    py: Python<'_>,
    html: Page,
    url: Option<String>,
    focus: &str,
    comments: bool,
    content_type: Option<String>,
    links: &str,
    images: &str,
    titles: &str,
    formulas: &str,
) -> PyResult<String> {
    let options = settings::markdown(links, images, titles, formulas)?;
    let settings = settings(focus, comments, url, content_type)?;
    run(py, &settings, &html, |article| article.markdown_with(&options))
}

/// Extracts the body text of plain text without markup: a WET record, a pasted page. Bytes are read as UTF-8.
///
/// Pass the HTML if you have it: without markup, results are worse on all pages except articles.
///
/// >>> import bodytext
/// >>> article = bodytext.extract_plain_text('''Home | News | Sport
/// ... Old mill to become a library
/// ... Updated: 2022-09-14 08:30
/// ... The old mill at the river will become the town's new library, the council decided on Tuesday evening.
/// ... It had stood empty for eleven years, since the last miller retired and moved to his daughter's farm.
/// ... - Weather: rain''')
/// >>> article.title, article.metadata.published.text
/// ('Old mill to become a library', '2022-09-14 08:30')
#[pyfunction]
#[pyo3(signature = (text, *, focus="balanced"))]
pub(crate) fn extract_plain_text(py: Python<'_>, text: Page, focus: &str) -> PyResult<Article> {
    let settings = Settings { plain_text: true, ..settings(focus, false, None, None)? };
    run(py, &settings, &text, Article::from)
}

/// Extracts many pages on many threads: a lazy iterator over the results, in the order of the pages.
///
/// ``pages`` is an iterable of pages, or of pairs of a page and its URL. A URL that is ``None`` or not absolute is
/// ignored, and the links of its page are not resolved. ``threads`` is the number of cores by default, and at most
/// 1024. ``output`` is the form of the results: ``article``, ``text``, ``markdown`` or ``html``. Texts are rendered on
/// the threads, and take less memory than articles.
///
/// Memory is bounded: at most 8 pages per thread and 64 MiB of pages are read ahead. If the iterable raises an
/// exception, it is raised after the results of the pages before it. Only ``KeyboardInterrupt`` and others that are not
/// an ``Exception`` are raised at once, without losing a result.
///
/// Only one thread at a time may call ``next``.
///
/// A refused page raises ``bodytext.Error`` at its position, and the next call of ``next`` continues after it. With
/// ``errors='return'``, the error is returned as the result of that page, so that a loop continues.
///
/// >>> import bodytext
/// >>> pages = (f'<p>The boat number {number} came in late, and its nets were empty.</p>' for number in range(1000))
/// >>> for text in bodytext.extract_many(pages, threads=2, output='text'):
/// ...     if '998' in text:
/// ...         print(text)
/// The boat number 998 came in late, and its nets were empty.
#[pyfunction]
#[pyo3(signature = (pages, threads=None, *, output="article", errors="raise", plain_text=false, focus="balanced",
                    comments=false))]
pub(crate) fn extract_many(
    pages: &Bound<'_, PyAny>,
    threads: Option<i64>,
    output: &str,
    errors: &str,
    plain_text: bool,
    focus: &str,
    comments: bool,
) -> PyResult<ArticleIterator> {
    let settings = Settings { plain_text, ..settings(focus, comments, None, None)? };
    ArticleIterator::new(pages, settings, threads, output, errors)
}
