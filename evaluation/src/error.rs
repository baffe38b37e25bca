//! Errors of a corpus folder.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A file of a corpus could not be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum CorpusError {
    /// The file is missing or unreadable, or its content is invalid (broken gzip data, not UTF-8).
    Read {
        /// The file.
        path: PathBuf,
        /// Why it could not be read.
        source: io::Error,
    },
    /// A line of `truth.jsonl` is invalid.
    Parse {
        /// The file.
        path: PathBuf,
        /// The number of the line, from 1.
        line: usize,
        /// What is wrong with it.
        source: serde_json::Error,
    },
}

impl CorpusError {
    pub(crate) fn read(path: &Path, source: io::Error) -> Self {
        Self::Read { path: path.to_owned(), source }
    }

    pub(crate) fn parse(path: &Path, line: usize, source: serde_json::Error) -> Self {
        Self::Parse { path: path.to_owned(), line, source }
    }
}

impl fmt::Display for CorpusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read { path, source } => write!(f, "cannot read {}: {source}", path.display()),
            Self::Parse { path, line, source } => {
                write!(f, "{}, line {line}, is not the truth of a page: {source}", path.display())
            }
        }
    }
}

impl Error for CorpusError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Read { source, .. } => Some(source),
            Self::Parse { source, .. } => Some(source),
        }
    }
}
