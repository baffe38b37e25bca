//! Converts keyword arguments to settings of the library.

use crate::error::Failure;
use crate::page::Page;
use bodytext::markdown::{Formulas, Images, Links, Options, Titles};
use bodytext::{Comments, Focus, Limits};
use pyo3::PyResult;
use pyo3::exceptions::PyValueError;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Looks up a keyword's value among the `choices`.
fn choose<T: Copy>(keyword: &str, value: &str, choices: &[(&str, T)]) -> PyResult<T> {
    let choice = choices.iter().find(|(name, _)| *name == value);
    choice.map(|&(_, choice)| choice).ok_or_else(|| {
        let names: Vec<String> = choices.iter().map(|(name, _)| format!("'{name}'")).collect();
        PyValueError::new_err(format!("{keyword} must be {}, not '{value}'", names.join(" or ")))
    })
}

pub(crate) fn focus(name: &str) -> PyResult<Focus> {
    let choices = [("precision", Focus::Precision), ("balanced", Focus::Balanced), ("recall", Focus::Recall)];
    choose("focus", name, &choices)
}

pub(crate) fn comments(include: bool) -> Comments {
    if include { Comments::Include } else { Comments::Exclude }
}

pub(crate) fn limits(
    max_bytes: Option<usize>,
    max_depth: Option<u32>,
    max_elements: Option<usize>,
) -> Limits {
    let mut limits = Limits::new();
    if let Some(bytes) = max_bytes {
        limits = limits.max_bytes(bytes);
    }
    if let Some(depth) = max_depth {
        limits = limits.max_depth(depth);
    }
    if let Some(elements) = max_elements {
        limits = limits.max_elements(elements);
    }
    limits
}

pub(crate) fn markdown(links: &str, images: &str, titles: &str, formulas: &str) -> PyResult<Options> {
    let image_choices = [("keep", Images::Keep), ("alt", Images::Alt), ("drop", Images::Drop)];
    Ok(Options::new()
        .links(choose("links", links, &[("keep", Links::Keep), ("text", Links::Text)])?)
        .images(choose("images", images, &image_choices)?)
        .titles(choose("titles", titles, &[("omit", Titles::Omit), ("heading", Titles::Heading)])?)
        .formulas(choose("formulas", formulas, &[("dollars", Formulas::Dollars), ("text", Formulas::Text)])?))
}

/// The output that the caller wants for each page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Output {
    Article,
    Text,
    Markdown,
    Html,
}

pub(crate) fn output(name: &str) -> PyResult<Output> {
    let choices = [
        ("article", Output::Article),
        ("text", Output::Text),
        ("markdown", Output::Markdown),
        ("html", Output::Html),
    ];
    choose("output", name, &choices)
}

/// Whether errors are returned as results instead of raised.
pub(crate) fn returns_errors(name: &str) -> PyResult<bool> {
    choose("errors", name, &[("raise", false), ("return", true)])
}

/// The settings of an extraction.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    pub(crate) extractor: bodytext::Extractor,
    pub(crate) url: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) plain_text: bool,
    /// Whether a URL that is not absolute is ignored instead of being an error.
    pub(crate) ignores_bad_urls: bool,
}

impl Settings {
    /// Extracts a page and applies `then` to the article. Does not need to be attached to Python.
    pub(crate) fn run<T>(
        &self,
        page: &Page,
        url: Option<&str>,
        then: impl FnOnce(bodytext::Article) -> T,
    ) -> Result<T, Failure> {
        let run =
            || -> Result<T, bodytext::Error> { Ok(then(self.extract(page, url.or(self.url.as_deref()))?)) };
        catch_unwind(AssertUnwindSafe(run)).map_err(|_| Failure::panic())?.map_err(Failure::from)
    }

    /// Refuses a URL that is not absolute before any page is extracted.
    pub(crate) fn check_url(&self) -> Result<(), Failure> {
        self.at_url(bodytext::extract("")?, self.url.as_deref())?;
        Ok(())
    }

    fn extract(&self, page: &Page, url: Option<&str>) -> Result<bodytext::Article, bodytext::Error> {
        let article = match (page, self.plain_text) {
            (Page::Text(text), false) => self.extractor.extract(text),
            (Page::Text(text), true) => self.extractor.extract_plain_text(text),
            (Page::Bytes(bytes), false) => self.extractor.extract_bytes(bytes, self.content_type.as_deref()),
            (Page::Bytes(bytes), true) => self.extractor.extract_plain_text(&String::from_utf8_lossy(bytes)),
        };
        self.at_url(article?, url)
    }

    /// Sets the URL of the article's page.
    fn at_url(
        &self,
        mut article: bodytext::Article,
        url: Option<&str>,
    ) -> Result<bodytext::Article, bodytext::Error> {
        match url.map(|url| article.set_url(url)) {
            Some(Err(error)) if !self.ignores_bad_urls => Err(error),
            _ => Ok(article),
        }
    }
}
