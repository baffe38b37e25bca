//! The extension module `bodytext._bodytext`. Users import `bodytext`, which re-exports its contents.

mod article;
mod block;
mod dictionary;
mod error;
mod extractor;
mod functions;
mod many;
mod metadata;
mod page;
mod parts;
mod pool;
mod settings;

use pyo3::prelude::*;

/// The extension module of the package `bodytext`.
#[pymodule]
mod _bodytext {
    #[pymodule_export]
    use crate::article::Article;
    #[pymodule_export]
    use crate::block::Block;
    #[pymodule_export]
    use crate::error::Error;
    #[pymodule_export]
    use crate::extractor::Extractor;
    #[pymodule_export]
    use crate::functions::{extract, extract_many, extract_markdown, extract_plain_text, extract_text};
    #[pymodule_export]
    use crate::many::ArticleIterator;
    #[pymodule_export]
    use crate::metadata::{Date, Metadata};
    #[pymodule_export]
    use crate::parts::{Contribution, Image, Section};
    #[pymodule_export]
    #[allow(non_upper_case_globals, reason = "the name is Python's")]
    const __version__: &str = env!("CARGO_PKG_VERSION");
}
