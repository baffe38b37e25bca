//! Errors.

use thiserror::Error;

/// Why a page was not extracted.
///
/// Broken markup and pages without an article are not errors. As much as possible is read, and an empty page gives an
/// empty [`Article`](crate::Article).
///
/// # Examples
///
/// ```
/// use bodytext::{Extractor, Limits};
///
/// let extractor = Extractor::new().limits(Limits::new().max_bytes(10));
/// let error = extractor.extract("<p>Too long a page</p>").unwrap_err();
/// assert_eq!(error.to_string(), "the page has 22 bytes, more than the limit of 10");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Error {
    /// The page is larger than [`Limits::max_bytes`](crate::Limits::max_bytes).
    #[error("the page has {bytes} bytes, more than the limit of {max_bytes}")]
    TooLarge {
        /// The size of the page, or of the part that was read.
        bytes: usize,
        /// The limit in force.
        max_bytes: usize,
    },
    /// The argument of `Article::set_url` is not an absolute URL that can be the base of relative links.
    #[error("{url:?} is not an absolute URL")]
    InvalidUrl {
        /// The argument.
        url: String,
    },
}
