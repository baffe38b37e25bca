//! Bounds on what one page may cost.

use crate::error::Error;

/// Bounds on what one page may cost.
///
/// # Examples
///
/// ```
/// use bodytext::{Error, Extractor, Limits};
///
/// let extractor = Extractor::new().limits(Limits::default().max_bytes(20));
/// let page = "<p>More than twenty bytes of page.</p>";
/// assert!(matches!(extractor.extract(page), Err(Error::TooLarge { bytes: 38, max_bytes: 20 })));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    max_bytes: usize,
}

impl Limits {
    /// The largest value of [`Limits::max_bytes`]: 1 GiB. Offsets are 32 bits wide.
    pub const MAX_BYTES: usize = 1 << 30;

    /// The limits in force unless others are given.
    ///
    /// # Examples
    ///
    /// ```
    /// use bodytext::Limits;
    ///
    /// assert_eq!(Limits::new(), Limits::new().max_bytes(64 << 20));
    /// ```
    #[must_use]
    pub fn new() -> Limits {
        Limits { max_bytes: 64 << 20 }
    }

    /// The size in bytes above which a page is refused with [`Error::TooLarge`]; 64 MiB by default, at most
    /// [`Limits::MAX_BYTES`].
    ///
    /// # Examples
    ///
    /// ```
    /// use bodytext::Limits;
    ///
    /// assert_eq!(Limits::new().max_bytes(usize::MAX), Limits::new().max_bytes(Limits::MAX_BYTES));
    /// ```
    #[must_use]
    pub fn max_bytes(mut self, bytes: usize) -> Limits {
        self.max_bytes = bytes.min(Limits::MAX_BYTES);
        self
    }

    pub(crate) fn check_bytes(&self, bytes: usize) -> Result<(), Error> {
        let max_bytes = self.max_bytes;
        if bytes > max_bytes { Err(Error::TooLarge { bytes, max_bytes }) } else { Ok(()) }
    }
}

impl Default for Limits {
    fn default() -> Limits {
        Limits::new()
    }
}
