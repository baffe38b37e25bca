//! Reads a file and extracts its article.

use crate::arguments::SettingArguments;
use crate::report::Failure;
use bodytext::{Article, Extractor};
use std::borrow::Cow;
use std::fs;
use std::io::{self, IsTerminal, Read};
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

/// The number of leading bytes that the MIME Sniffing Standard reads (the resource header).
const SNIFFED: usize = 1_445;

/// An extracted page.
#[derive(Debug)]
pub struct Page {
    pub article: Article,
    /// A note for the user about the page.
    pub note: Option<String>,
}

/// Reads and extracts pages with the same settings.
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

    /// Sets the URL of the pages. A URL that is not absolute is refused before any page is read.
    pub fn url(self, url: Option<&str>) -> Result<Reader, Failure> {
        if let Some(url) = url {
            let checked = bodytext::extract("").and_then(|mut empty| empty.set_url(url));
            checked.map_err(|error| Failure::usage(format!("--url: {error}")))?;
        }
        Ok(Reader { url: url.map(str::to_owned), ..self })
    }

    /// Extracts a file, or standard input for `-`.
    pub fn read(&self, page: &Path) -> Result<Page, Failure> {
        let name = name(page);
        let bytes = bytes(page).map_err(|error| Failure::new(format!("cannot read {name}: {error}")))?;
        // A panic is a bug, but it must not affect the other pages.
        let article = panic::catch_unwind(AssertUnwindSafe(|| self.extract(&bytes)));
        match article {
            Ok(Ok(article)) => Ok(Page { note: note(&name, &bytes, &article), article }),
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

/// Refuses to read a page from a terminal, where the program would wait for input and seem to hang.
pub fn refuse_terminal() -> Result<(), Failure> {
    if io::stdin().is_terminal() {
        return Err(Failure::usage("no page named; - reads standard input, --help lists the options"));
    }
    Ok(())
}

/// A note if the page looks like binary data. Such data is extracted like any page, but it is usually a mistake. UTF-16
/// is exempt, because its text contains zero bytes.
fn note(name: &str, bytes: &[u8], article: &Article) -> Option<String> {
    let is_utf_16 = article.encoding().is_some_and(|encoding| encoding.starts_with("UTF-16"));
    let is_binary = bytes.starts_with(b"%PDF-")
        || !is_utf_16 && bytes.iter().take(SNIFFED).any(|byte| is_binary_data(*byte));
    is_binary.then(|| {
        format!("{name} looks like binary data (a PDF, an image, a compressed file), not like a page")
    })
}

/// A binary data byte of the MIME Sniffing Standard: a control character that does not occur in text.
fn is_binary_data(byte: u8) -> bool {
    matches!(byte, 0..=0x08 | 0x0b | 0x0e..=0x1a | 0x1c..=0x1f)
}

pub fn is_stdin(page: &Path) -> bool {
    page == Path::new("-")
}

/// The name of a page in messages.
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
