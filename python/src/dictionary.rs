//! Converts serialized values to Python dictionaries and lists.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};
use pyo3::{IntoPyObjectExt, exceptions::PyRuntimeError};
use serde_json::{Number, Value};

/// The value as Python objects, with the same names as in JSON.
pub(crate) fn to_python(py: Python<'_>, value: Value) -> PyResult<Bound<'_, PyAny>> {
    match value {
        Value::Null => Ok(py.None().into_bound(py)),
        Value::Bool(value) => value.into_bound_py_any(py),
        Value::Number(number) => number_to_python(py, &number),
        Value::String(text) => text.into_bound_py_any(py),
        Value::Array(values) => {
            let values: PyResult<Vec<_>> = values.into_iter().map(|value| to_python(py, value)).collect();
            Ok(PyList::new(py, values?)?.into_any())
        }
        Value::Object(fields) => {
            let dictionary = PyDict::new(py);
            for (name, value) in fields {
                dictionary.set_item(name, to_python(py, value)?)?;
            }
            Ok(dictionary.into_any())
        }
    }
}

fn number_to_python<'py>(py: Python<'py>, number: &Number) -> PyResult<Bound<'py, PyAny>> {
    match number.as_u64() {
        Some(number) => number.into_bound_py_any(py),
        None => number.as_f64().into_bound_py_any(py),
    }
}

/// Serializes without the interpreter lock, then builds the dictionary.
pub(crate) fn serialized(
    py: Python<'_>,
    serialize: impl FnOnce() -> serde_json::Result<Value> + Send,
) -> PyResult<Bound<'_, PyAny>> {
    let value = py.detach(serialize).map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
    to_python(py, value)
}
