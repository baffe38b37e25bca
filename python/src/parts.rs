//! Small values that articles and blocks return.

use crate::block::Block;
use pyo3::prelude::*;

/// A part of the body text under its headings. See ``Article.sections``.
#[pyclass(frozen, get_all, module = "bodytext")]
#[derive(Debug)]
pub(crate) struct Section {
    /// The headings, outermost first.
    headings: Vec<Py<Block>>,
    /// The texts of the headings, outermost first.
    path: Vec<String>,
    /// The kept blocks below the last heading.
    blocks: Vec<Py<Block>>,
}

impl Section {
    pub(crate) fn new(headings: Vec<Py<Block>>, path: Vec<String>, blocks: Vec<Py<Block>>) -> Section {
        Section { headings, path, blocks }
    }
}

#[pymethods]
impl Section {
    fn __repr__(&self) -> String {
        format!("<Section {:?} with {} blocks>", self.path, self.blocks.len())
    }
}

/// An image in the body text. See ``Article.images``.
#[pyclass(frozen, get_all, module = "bodytext")]
#[derive(Debug)]
pub(crate) struct Image {
    /// The address, resolved if the address of the page is known.
    url: String,
    /// The alternative text; empty if there is none.
    alt: String,
    /// The ``title`` attribute.
    title: Option<String>,
    /// The text of the figure's ``figcaption``.
    caption: Option<String>,
}

impl From<bodytext::Image> for Image {
    fn from(image: bodytext::Image) -> Image {
        Image { url: image.url, alt: image.alt, title: image.title, caption: image.caption }
    }
}

#[pymethods]
impl Image {
    fn __repr__(&self) -> String {
        format!("<Image {}>", self.url)
    }
}

/// The contribution of one feature to a block's score. See ``Block.explain``.
#[pyclass(frozen, get_all, module = "bodytext")]
#[derive(Debug)]
pub(crate) struct Contribution {
    /// The feature's name.
    feature: &'static str,
    /// How the feature is computed.
    definition: &'static str,
    /// The unit of the value.
    unit: &'static str,
    /// The feature's value for this block.
    value: f32,
    /// The change in the log-odds of the score: above 0 in favour of body text, below 0 against it.
    log_odds: f32,
}

impl From<&bodytext::Contribution> for Contribution {
    fn from(part: &bodytext::Contribution) -> Contribution {
        let &bodytext::Contribution { feature, definition, unit, value, log_odds, .. } = part;
        Contribution { feature, definition, unit, value, log_odds }
    }
}

#[pymethods]
impl Contribution {
    fn __repr__(&self) -> String {
        format!("<Contribution {:+.2} {} = {}>", self.log_odds, self.feature, self.value)
    }
}
