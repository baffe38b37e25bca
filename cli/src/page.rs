//! From a file to an article.

use crate::arguments::SettingArguments;
use crate::report::Failure;
use bodytext::{Article, Extractor};
use std::borrow::Cow;
use std::fs;
use std::io::{self, Read};
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

/// How pages are read.
#[derive(Debug)]
pub struct Reader {
    extractor: Extractor,
    url: Option<String>,
    content_type: Option<String>,
    is_plain_text: bool,
}

impl Reader {
    pub fn new(settings: &SettingArguments) -> Reader {
        let extractor = Extractor::new()
            .focus(settings.focus.into())
            .comments(settings.comments.into())
            .authors(settings.authors);
        Reader { extractor, url: None, content_type: None, is_plain_text: settings.plain_text }
    }

    pub fn content_type(self, content_type: Option<&str>) -> Reader {
        Reader { content_type: content_type.map(str::to_owned), ..self }
    }

    /// Sets the address of the pages. One that is not absolute is refused before any page is read.
    pub fn url(self, url: Option<&str>) -> Result<Reader, Failure> {
        if let Some(url) = url {
            let checked = bodytext::extract("").and_then(|mut empty| empty.set_url(url));
            checked.map_err(|error| Failure::usage(format!("--url: {error}")))?;
        }
        Ok(Reader { url: url.map(str::to_owned), ..self })
    }

    /// Extracts a file, or standard input for `-`.
    pub fn read(&self, page: &Path) -> Result<Article, Failure> {
        let name = name(page);
        let bytes = bytes(page).map_err(|error| Failure::new(format!("cannot read {name}: {error}")))?;
        // A panic is a bug, but not one of the other pages.
        let article = panic::catch_unwind(AssertUnwindSafe(|| self.extract(&bytes)));
        match article {
            Ok(Ok(article)) => Ok(article),
            Ok(Err(error)) => Err(Failure::new(format!("cannot extract {name}: {error}"))),
            Err(_) => Err(Failure::new(format!("cannot extract {name}: the extraction panicked"))),
        }
    }

    fn extract(&self, page: &[u8]) -> Result<Article, bodytext::Error> {
        let mut article = if self.is_plain_text {
            self.extractor.extract_plain_text(&String::from_utf8_lossy(page))
        } else {
            self.extractor.extract_bytes(page, self.content_type.as_deref())
        }?;
        self.url.as_deref().map_or(Ok(()), |url| article.set_url(url))?;
        Ok(article)
    }
}

pub fn is_stdin(page: &Path) -> bool {
    page == Path::new("-")
}

/// How messages name a page.
pub fn name(page: &Path) -> Cow<'_, str> {
    if is_stdin(page) { "standard input".into() } else { page.to_string_lossy() }
}

fn bytes(page: &Path) -> io::Result<Vec<u8>> {
    if !is_stdin(page) {
        return fs::read(page);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}
