//! Metadata of an article. The only module that uses the library's metadata API.

use pyo3::prelude::*;
use pyo3::types::PyDict;

/// A date as the page has it, and in ISO 8601 if it could be parsed.
///
/// >>> import bodytext
/// >>> page = '<meta property="article:published_time" content="2021-05-03 10:12 +0200"><p>It rained.'
/// >>> bodytext.extract(page).metadata.published
/// Date(text='2021-05-03 10:12 +0200', iso='2021-05-03T10:12+02:00')
#[pyclass(frozen, eq, hash, get_all, module = "bodytext")]
#[derive(Clone, Debug, Hash, PartialEq)]
pub(crate) struct Date {
    /// The date as written in the page.
    text: String,
    /// The date in ISO 8601, as precise as the page is; ``None`` if it could not be parsed.
    iso: Option<String>,
}

#[pymethods]
impl Date {
    fn __repr__(&self) -> String {
        let iso = self.iso.as_ref().map_or_else(|| "None".to_owned(), |iso| format!("'{iso}'"));
        format!("Date(text='{}', iso={iso})", self.text)
    }
}

/// The metadata of a page.
///
/// >>> import bodytext
/// >>> page = '<html lang=en><title>Rain at last - The Farmer</title><h1>Rain at last</h1><p class=byline>By Ada Brook'
/// >>> metadata = bodytext.extract(page).metadata
/// >>> metadata.title, metadata.byline, metadata.language
/// ('Rain at last', 'Ada Brook', 'en')
#[pyclass(frozen, get_all, module = "bodytext")]
#[derive(Debug)]
pub(crate) struct Metadata {
    /// The headline.
    title: Option<String>,
    /// The authors, as the page names them.
    byline: Option<String>,
    /// When the page was published.
    published: Option<Date>,
    /// When it was last changed.
    modified: Option<Date>,
    /// The language, as a BCP 47 tag.
    language: Option<String>,
    /// The name of the site.
    site_name: Option<String>,
    /// The page's own summary.
    description: Option<String>,
    /// The description, or the start of the body text.
    excerpt: Option<String>,
    /// The address that the page declares for itself.
    canonical_url: Option<String>,
    /// The address of the image that represents the page.
    image: Option<String>,
    /// The keywords, in the order of the page.
    keywords: Vec<String>,
}

#[pymethods]
impl Metadata {
    /// The metadata as a dictionary with the names of the attributes. A date is a nested dictionary.
    ///
    /// >>> import bodytext
    /// >>> bodytext.extract('<title>Rain at last</title><p>It rained.').metadata.to_dict()['title']
    /// 'Rain at last'
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let dictionary = PyDict::new(py);
        dictionary.set_item("title", &self.title)?;
        dictionary.set_item("byline", &self.byline)?;
        dictionary.set_item("published", date_to_dict(py, self.published.as_ref())?)?;
        dictionary.set_item("modified", date_to_dict(py, self.modified.as_ref())?)?;
        dictionary.set_item("language", &self.language)?;
        dictionary.set_item("site_name", &self.site_name)?;
        dictionary.set_item("description", &self.description)?;
        dictionary.set_item("excerpt", &self.excerpt)?;
        dictionary.set_item("canonical_url", &self.canonical_url)?;
        dictionary.set_item("image", &self.image)?;
        dictionary.set_item("keywords", &self.keywords)?;
        Ok(dictionary)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let fields: PyResult<Vec<String>> =
            self.to_dict(py)?.iter().map(|(name, value)| Ok(format!("{name}={}", value.repr()?))).collect();
        Ok(format!("Metadata({})", fields?.join(", ")))
    }
}

fn date_to_dict<'py>(py: Python<'py>, date: Option<&Date>) -> PyResult<Option<Bound<'py, PyDict>>> {
    let Some(date) = date else { return Ok(None) };
    let dictionary = PyDict::new(py);
    dictionary.set_item("text", &date.text)?;
    dictionary.set_item("iso", &date.iso)?;
    Ok(Some(dictionary))
}

impl Metadata {
    pub(crate) fn of(article: &bodytext::Article) -> Metadata {
        let metadata = article.metadata();
        let owned = |value: Option<&str>| value.map(str::to_owned);
        Metadata {
            title: owned(metadata.title()),
            byline: owned(metadata.byline()),
            published: metadata.published().map(Date::from),
            modified: metadata.modified().map(Date::from),
            language: owned(metadata.language()),
            site_name: owned(metadata.site_name()),
            description: owned(metadata.description()),
            excerpt: article.excerpt().map(Into::into),
            canonical_url: owned(metadata.canonical_url()),
            image: owned(metadata.image()),
            keywords: metadata.keywords().map(str::to_owned).collect(),
        }
    }
}

impl From<&bodytext::Date> for Date {
    fn from(date: &bodytext::Date) -> Date {
        Date { text: date.text().to_owned(), iso: date.iso().map(str::to_owned) }
    }
}

pub(crate) fn title(article: &bodytext::Article) -> Option<String> {
    article.title().map(str::to_owned)
}
