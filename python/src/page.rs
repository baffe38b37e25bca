//! The page that a caller passes: `str`, or bytes in any encoding.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::{PyBytes, PyString};
use std::ops::Deref;

/// Text that threads can read without being attached to Python.
#[derive(Debug)]
pub(crate) enum Text {
    Python(PyBackedStr),
    /// A repaired copy of a `str` that had surrogates.
    Repaired(String),
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Text::Python(text) => text,
            Text::Repaired(text) => text,
        }
    }
}

impl Text {
    /// A `str` as UTF-8. A surrogate pair becomes one character; a lone surrogate becomes U+FFFD.
    pub(crate) fn new(string: &Bound<'_, PyString>) -> PyResult<Text> {
        if let Ok(text) = PyBackedStr::try_from(string.clone()) {
            return Ok(Text::Python(text));
        }
        let bytes = string.call_method1("encode", ("utf-16-le", "surrogatepass"))?;
        let units = bytes.cast::<PyBytes>()?.as_bytes().chunks_exact(2);
        let units: Vec<u16> = units.map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect();
        Ok(Text::Repaired(String::from_utf16_lossy(&units)))
    }
}

/// The input of an extraction.
#[derive(Debug)]
pub(crate) enum Page {
    Text(Text),
    Bytes(PyBackedBytes),
}

impl<'py> FromPyObject<'_, 'py> for Page {
    type Error = PyErr;

    fn extract(page: Borrowed<'_, 'py, PyAny>) -> PyResult<Page> {
        if let Ok(string) = page.cast::<PyString>() {
            return Text::new(&string).map(Page::Text);
        }
        page.extract().map(Page::Bytes).map_err(|_| wrong_type(&page))
    }
}

fn wrong_type(page: &Bound<'_, PyAny>) -> PyErr {
    let name = page.get_type().name().map_or_else(|_| "?".to_owned(), |name| name.to_string());
    PyTypeError::new_err(format!("a page must be str, bytes or bytearray, not {name}"))
}

impl Page {
    /// The size in bytes, for the limit on memory.
    pub(crate) fn len(&self) -> usize {
        match self {
            Page::Text(text) => text.len(),
            Page::Bytes(bytes) => bytes.len(),
        }
    }
}
