//! What the sources of a page say. They are kept apart until one of them is chosen.

use super::one_line;

/// One thing that a page may say about itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Author,
    /// The authors that are declared as organisations. They are among the authors too.
    Organisation,
    Published,
    Modified,
    SiteName,
    Language,
    Description,
    Url,
    Image,
    Keywords,
}

/// Where a page says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// The JSON-LD node that is an article, a post, a question.
    JsonLdWork,
    /// The JSON-LD node that is the page, a product, a place.
    JsonLdPage,
    /// `og:*` and `article:*`.
    OpenGraph,
    /// `citation_*`, the tags of scholarly publishers.
    Citation,
    /// `dc.*` and `dcterms.*`.
    DublinCore,
    /// `parsely-*` and `sailthru.*`, the tags of two services for publishers.
    Publisher,
    /// `author`, `description`, `keywords`, `date` and similar; `<title>`, `<link>` and `<html lang>`.
    Standard,
    /// `twitter:*`.
    Twitter,
    /// `itemprop`.
    Microdata,
    /// Visible text of the page.
    Visible,
}

const FIELDS: usize = Field::Keywords as usize + 1;
const SOURCES: usize = Source::Visible as usize + 1;

/// Further values of one field from one source are not kept.
const MAX_VALUES: usize = 256;

/// What all sources of a page say.
#[derive(Clone, Debug, Default)]
pub(super) struct Records {
    values: [[Vec<String>; FIELDS]; SOURCES],
}

impl Records {
    /// Records what a source says, unless it is blank.
    pub(super) fn add(&mut self, source: Source, field: Field, value: &str) {
        let values = &mut self.values[source as usize][field as usize];
        if values.len() < MAX_VALUES && !value.trim().is_empty() {
            values.push(one_line(value));
        }
    }

    /// Removes what a source says about a field.
    pub(super) fn clear(&mut self, source: Source, field: Field) {
        self.values[source as usize][field as usize].clear();
    }

    /// Everything that a source says about a field, in document order.
    pub(super) fn all(&self, source: Source, field: Field) -> &[String] {
        &self.values[source as usize][field as usize]
    }

    /// All values of a field, best source first.
    pub(super) fn ranked(&self, field: Field) -> impl Iterator<Item = &str> {
        precedence(field).iter().flat_map(move |&source| self.all(source, field)).map(String::as_str)
    }

    /// All values of a field from its best source.
    pub(super) fn best_all(&self, field: Field) -> &[String] {
        let said = precedence(field).iter().map(|&source| self.all(source, field));
        said.into_iter().find(|values| !values.is_empty()).unwrap_or_default()
    }

    /// The best value of a field.
    pub(super) fn best(&self, field: Field) -> Option<String> {
        self.ranked(field).next().map(str::to_owned)
    }
}

/// The sources of a field, best first. The order is part of the documentation of the accessors.
pub(super) fn precedence(field: Field) -> &'static [Source] {
    use Source::*;
    match field {
        Field::Title => &[OpenGraph, JsonLdWork, Citation, Publisher, DublinCore, Twitter, Standard],
        Field::Author => &[
            JsonLdWork, Citation, Publisher, Microdata, OpenGraph, Standard, DublinCore, Twitter, Visible,
            JsonLdPage,
        ],
        Field::Organisation => &[JsonLdWork, JsonLdPage],
        Field::Published => &[
            JsonLdWork, OpenGraph, Citation, Publisher, Microdata, DublinCore, JsonLdPage, Standard, Visible,
        ],
        Field::Modified => &[JsonLdWork, OpenGraph, Microdata, DublinCore, JsonLdPage, Standard, Visible],
        Field::SiteName => &[OpenGraph, JsonLdPage, JsonLdWork, Standard],
        Field::Language => &[Standard, JsonLdWork, OpenGraph, JsonLdPage, DublinCore, Citation],
        Field::Description => &[Standard, OpenGraph, JsonLdWork, Twitter, DublinCore, JsonLdPage, Publisher],
        Field::Url => &[Standard, OpenGraph, Publisher, JsonLdWork, JsonLdPage],
        Field::Image => &[OpenGraph, JsonLdWork, Twitter, Publisher, Standard, JsonLdPage],
        Field::Keywords => &[JsonLdWork, Standard, OpenGraph, Publisher, Citation, DublinCore, Microdata],
    }
}
