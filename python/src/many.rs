//! Extracts many pages on many threads, in order.

use crate::article::Article;
use crate::error::Failure;
use crate::page::{Page, Text};
use crate::pool::{Done, Made, Pool, Promise};
use crate::settings::{self, Settings};
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::{PyException, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyBytes, PyIterator, PyString, PyTuple};
use std::collections::VecDeque;
use std::num::NonZero;
use std::thread;
use std::time::Duration;

/// How many pages are read ahead for each thread.
const PAGES_PER_THREAD: usize = 8;
/// The maximum number of bytes of pages read ahead, except for a single larger page.
const MAX_BYTES_AHEAD: usize = 64 << 20;
/// More threads than this are probably a mistake, and systems may refuse to start them.
const MAX_THREADS: i64 = 1024;
/// How often signals are checked while a page is extracted.
const SIGNAL_INTERVAL: Duration = Duration::from_millis(100);

/// A page that was read and whose result has not been returned yet.
#[derive(Debug)]
enum Pending {
    Page {
        promise: Promise,
        bytes: usize,
    },
    /// An exception that the iterable raised, or the error for an item that is not a page.
    Raised(PyErr),
}

/// The results of ``extract_many``, in the order of the pages.
#[pyclass(generic, module = "bodytext")]
#[derive(Debug)]
pub(crate) struct ArticleIterator {
    /// `None` once it is exhausted or has raised an exception.
    source: Option<Py<PyIterator>>,
    pool: Pool,
    pending: VecDeque<Pending>,
    max_pending: usize,
    bytes_pending: usize,
    returns_errors: bool,
}

impl ArticleIterator {
    pub(crate) fn new(
        pages: &Bound<'_, PyAny>,
        settings: Settings,
        threads: Option<i64>,
        output: &str,
        errors: &str,
    ) -> PyResult<ArticleIterator> {
        let threads = number_of_threads(threads)?;
        refuse_single_page(pages)?;
        let source = pages.try_iter()?.unbind();
        // A page is not lost because of an invalid URL.
        let settings = Settings { ignores_bad_urls: true, ..settings };
        Ok(ArticleIterator {
            source: Some(source),
            pool: Pool::new(threads, &settings, settings::output(output)?)?,
            pending: VecDeque::new(),
            max_pending: threads * PAGES_PER_THREAD,
            bytes_pending: 0,
            returns_errors: settings::returns_errors(errors)?,
        })
    }

    /// Reads pages ahead, within the limits. An exception waits for its turn, unless it is one that ends programs, such
    /// as `KeyboardInterrupt`.
    fn read_ahead(&mut self, py: Python<'_>) -> PyResult<()> {
        while self.pending.len() < self.max_pending && self.bytes_pending < MAX_BYTES_AHEAD {
            let Some(source) = &self.source else { return Ok(()) };
            let mut source = source.bind(py).clone();
            let Some(item) = source.next() else {
                self.source = None;
                return Ok(());
            };
            let item = match item {
                Err(error) if !error.is_instance_of::<PyException>(py) => return Err(error),
                item => item,
            };
            // A generator that has raised is exhausted. Other iterators are treated the same way.
            if item.is_err() {
                self.source = None;
            }
            let pending = item.and_then(|item| self.submit(&item)).unwrap_or_else(Pending::Raised);
            self.pending.push_back(pending);
        }
        Ok(())
    }

    fn submit(&mut self, item: &Bound<'_, PyAny>) -> PyResult<Pending> {
        let (page, url) = page_and_url(item)?;
        let bytes = page.len();
        self.bytes_pending += bytes;
        Ok(Pending::Page { promise: self.pool.submit(page, url), bytes })
    }
}

fn number_of_threads(threads: Option<i64>) -> PyResult<usize> {
    let Some(threads) = threads else {
        return Ok(thread::available_parallelism().map_or(1, NonZero::get));
    };
    match usize::try_from(threads) {
        Ok(number @ 1..) if threads <= MAX_THREADS => Ok(number),
        _ => Err(PyValueError::new_err(format!("threads must be from 1 to {MAX_THREADS}, not {threads}"))),
    }
}

/// A single page is iterable too: its characters would be taken for pages.
fn refuse_single_page(pages: &Bound<'_, PyAny>) -> PyResult<()> {
    let is_page = pages.is_instance_of::<PyString>()
        || pages.is_instance_of::<PyBytes>()
        || pages.is_instance_of::<PyByteArray>();
    if is_page {
        return Err(PyTypeError::new_err("pages must be an iterable of pages, not a single page"));
    }
    Ok(())
}

/// An item of the iterable: a page, or a pair of a page and its URL.
fn page_and_url(item: &Bound<'_, PyAny>) -> PyResult<(Page, Option<String>)> {
    if item.is_instance_of::<PyTuple>() {
        let (page, url) = item.extract::<(Page, Option<Bound<'_, PyString>>)>()?;
        let url = url.map(|url| Text::new(&url)).transpose()?;
        return Ok((page, url.map(|url| url.to_string())));
    }
    Ok((item.extract()?, None))
}

/// Waits for a result with the interpreter lock released. Handles signals, such as Ctrl-C, while it waits.
fn wait(py: Python<'_>, promise: &Promise) -> PyResult<Result<Made, Failure>> {
    loop {
        match py.detach(|| promise.wait(SIGNAL_INTERVAL)) {
            Ok(Some(Done { page, result })) => {
                drop(page);
                return Ok(result);
            }
            Ok(None) => py.check_signals()?,
            Err(failure) => return Ok(Err(failure)),
        }
    }
}

fn to_python(py: Python<'_>, made: Made) -> PyResult<Py<PyAny>> {
    match made {
        Made::Article(article) => Article::from(*article).into_py_any(py),
        Made::Text(text) => text.into_py_any(py),
    }
}

#[pymethods]
impl ArticleIterator {
    fn __iter__(this: Bound<'_, Self>) -> Bound<'_, Self> {
        this
    }

    fn __next__(&mut self, py: Python<'_>) -> PyResult<Option<Py<PyAny>>> {
        self.read_ahead(py)?;
        let (promise, bytes) = match self.pending.pop_front() {
            None => return Ok(None),
            Some(Pending::Raised(error)) => return Err(error),
            Some(Pending::Page { promise, bytes }) => (promise, bytes),
        };
        let result = match wait(py, &promise) {
            Ok(result) => result,
            // The next call will wait for the same page.
            Err(interrupt) => {
                self.pending.push_front(Pending::Page { promise, bytes });
                return Err(interrupt);
            }
        };
        self.bytes_pending -= bytes;
        match result {
            Ok(made) => to_python(py, made).map(Some),
            Err(failure) if self.returns_errors => {
                PyErr::from(failure).into_value(py).into_py_any(py).map(Some)
            }
            Err(failure) => Err(failure.into()),
        }
    }
}
