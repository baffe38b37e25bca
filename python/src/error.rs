//! `bodytext.Error`.

use pyo3::PyErr;
use pyo3::exceptions::PyValueError;

pyo3::create_exception!(
    bodytext,
    Error,
    PyValueError,
    "Why a page was not extracted: it is larger than the limit, or its URL is not absolute.

Broken markup and pages without body text are not errors.

>>> import bodytext
>>> bodytext.Extractor(max_bytes=10).extract('<p>Too long a page</p>')
Traceback (most recent call last):
...
bodytext.Error: the page has 22 bytes, more than the limit of 10
"
);

/// A failed extraction. Threads that are not attached to Python can create it.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    /// The extraction panicked. This is a bug in the library, but it does not affect other pages.
    pub(crate) fn panic() -> Failure {
        Failure("the extraction panicked, which is a bug in bodytext".to_owned())
    }
}

impl From<bodytext::Error> for Failure {
    fn from(error: bodytext::Error) -> Failure {
        Failure(error.to_string())
    }
}

impl From<Failure> for PyErr {
    fn from(failure: Failure) -> PyErr {
        Error::new_err(failure.0)
    }
}
