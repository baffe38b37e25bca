//! A folder of pages with their ground truth.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;

use crate::{CorpusError, Truth};

/// A folder with `truth.jsonl`, `html/<id>.html.gz` and, in some corpora, `lines/<id>.txt.gz`.
///
/// The truth is kept in memory; the pages are read on demand.
#[derive(Debug, Clone)]
pub struct Corpus {
    name: String,
    folder: PathBuf,
    pages: Vec<Truth>,
}

impl Corpus {
    /// Opens the folder and reads the truth of its pages.
    ///
    /// # Errors
    ///
    /// If `truth.jsonl` cannot be read or one of its lines is invalid. Whether the pages themselves exist is not
    /// checked.
    pub fn open(folder: impl AsRef<Path>) -> Result<Self, CorpusError> {
        let folder = folder.as_ref();
        let pages = read_truth(&folder.join("truth.jsonl"))?;
        Ok(Self { name: name_of(folder), folder: folder.to_owned(), pages })
    }

    /// The name of the folder.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The pages, in the order of `truth.jsonl`.
    #[must_use]
    pub fn pages(&self) -> &[Truth] {
        &self.pages
    }

    /// The page as it was fetched, in its original encoding.
    ///
    /// # Errors
    ///
    /// If `html/<id>.html.gz` cannot be read.
    pub fn html(&self, page: &Truth) -> Result<Vec<u8>, CorpusError> {
        read_gzip(&self.folder.join("html").join(format!("{}.html.gz", page.id)))
    }

    /// The page as plain text, with only the markup removed. Bytes that are not UTF-8 become U+FFFD.
    ///
    /// # Errors
    ///
    /// If `lines/<id>.txt.gz` cannot be read.
    pub fn plain_text(&self, page: &Truth) -> Result<String, CorpusError> {
        let bytes = read_gzip(&self.plain_text_folder().join(format!("{}.txt.gz", page.id)))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Whether the corpus also has its pages as plain text.
    #[must_use]
    pub fn has_plain_text(&self) -> bool {
        self.plain_text_folder().is_dir()
    }

    fn plain_text_folder(&self) -> PathBuf {
        self.folder.join("lines")
    }
}

/// The folder's name, also for `.` and `..`.
fn name_of(folder: &Path) -> String {
    let real = folder.canonicalize();
    let named = folder.file_name().or_else(|| real.as_deref().ok()?.file_name());
    named.unwrap_or(folder.as_os_str()).to_string_lossy().into_owned()
}

fn read_truth(path: &Path) -> Result<Vec<Truth>, CorpusError> {
    let text = fs::read_to_string(path).map_err(|source| CorpusError::read(path, source))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(index, line)| {
            serde_json::from_str(line).map_err(|source| CorpusError::parse(path, index + 1, source))
        })
        .collect()
}

fn read_gzip(path: &Path) -> Result<Vec<u8>, CorpusError> {
    let unpack = || -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        MultiGzDecoder::new(File::open(path)?).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    unpack().map_err(|source| CorpusError::read(path, source))
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::process;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use flate2::{Compression, write::GzEncoder};

    use super::*;

    /// A corpus folder for one test, removed afterwards.
    struct Folder(PathBuf);

    impl Folder {
        fn with_truth(truth: &str) -> Self {
            static COUNT: AtomicUsize = AtomicUsize::new(0);
            let number = COUNT.fetch_add(1, Ordering::Relaxed);
            let path = std::env::temp_dir().join(format!("bodytext-corpus-{}-{number}", process::id()));
            fs::create_dir_all(path.join("html")).expect("a folder");
            fs::write(path.join("truth.jsonl"), truth).expect("the truth");
            Self(path)
        }

        fn add(&self, name: &str, bytes: &[u8]) {
            let path = self.0.join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            let mut file = GzEncoder::new(File::create(path).expect("a file"), Compression::fast());
            file.write_all(bytes).expect("written");
        }

        fn open(&self) -> Corpus {
            Corpus::open(&self.0).expect("a corpus")
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn ids(corpus: &Corpus) -> Vec<&str> {
        corpus.pages().iter().map(|page| page.id.as_str()).collect()
    }

    #[test]
    fn pages_keep_the_order_of_the_file_and_blank_lines_do_not_count() {
        let folder = Folder::with_truth("{\"id\": \"b\"}\n\n  \r\n{\"id\": \"a\"}\r\n");
        assert_eq!(ids(&folder.open()), ["b", "a"]);
    }

    #[test]
    fn html_is_handed_out_byte_by_byte() {
        let folder = Folder::with_truth("{\"id\": \"a\"}");
        folder.add("html/a.html.gz", b"<p>caf\xe9\r\n");
        let corpus = folder.open();
        assert_eq!(corpus.html(&corpus.pages()[0]).expect("a page"), b"<p>caf\xe9\r\n");
    }

    #[test]
    fn plain_text_is_optional_and_always_decoded() {
        let folder = Folder::with_truth("{\"id\": \"a\"}");
        let corpus = folder.open();
        assert!(!corpus.has_plain_text());
        folder.add("lines/a.txt.gz", b"caf\xe9\n");
        assert!(corpus.has_plain_text());
        assert_eq!(corpus.plain_text(&corpus.pages()[0]).expect("plain text"), "caf\u{fffd}\n");
    }

    #[test]
    fn the_name_is_that_of_the_folder() {
        let folder = Folder::with_truth("");
        assert!(folder.open().name().starts_with("bodytext-corpus-"));
        assert_eq!(name_of(Path::new("some/corpus/")), "corpus");
        assert_ne!(name_of(Path::new(".")), ".");
    }

    #[test]
    fn errors_name_the_file_and_the_line() {
        let folder = Folder::with_truth("{\"id\": \"a\"}\n\n{\"url\": 1}\n");
        let error = Corpus::open(&folder.0).expect_err("a broken line").to_string();
        assert!(error.contains("truth.jsonl, line 3,"), "{error}");

        let error = Corpus::open(folder.0.join("html")).expect_err("no truth").to_string();
        assert!(error.starts_with("cannot read ") && error.contains("truth.jsonl"), "{error}");
    }

    #[test]
    fn a_broken_or_missing_page_is_an_error() {
        let folder = Folder::with_truth("{\"id\": \"a\"}");
        let corpus = folder.open();
        let page = &corpus.pages()[0];
        assert!(corpus.html(page).is_err());
        fs::write(folder.0.join("html/a.html.gz"), "not gzip").expect("written");
        assert!(corpus.html(page).expect_err("not gzip").to_string().contains("a.html.gz"));
    }
}
