//! Bounds on the cost of a page.

use crate::error::Error;

/// Bounds on the cost of a page.
///
/// A page that is too large is refused. The other limits bound the structure of an HTML page: tags beyond them are
/// dropped but their text is kept, and [`Article::is_flattened`](crate::Article::is_flattened) reports it. The defaults
/// are far above the values of real pages.
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
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct Limits {
    #[cfg_attr(feature = "serde", serde(deserialize_with = "deserialize_max_bytes"))]
    max_bytes: usize,
    max_depth: u32,
    max_elements: usize,
    /// How many formatting elements (`a`, `b`, `font`, ...) may be open at once. Further ones are dropped.
    /// If the next block would reconstruct more than that, they are closed instead (HTML standard, 13.2.4.3).
    #[cfg_attr(feature = "serde", serde(skip))]
    max_formatting: u16,
    /// How many attributes of a formatting element or control html5ever may compare, besides those that the extraction
    /// reads. It keeps at most three equal elements (the "Noah's Ark clause" of 13.2.4.3).
    #[cfg_attr(feature = "serde", serde(skip))]
    max_attributes: usize,
}

/// The default of [`Limits::max_formatting`].
const MAX_FORMATTING: u16 = 16;
/// The default of [`Limits::max_attributes`].
const MAX_ATTRIBUTES: usize = 64;

impl Limits {
    /// The largest value of [`Limits::max_bytes`]: 1 GiB. Offsets are 32 bits wide.
    pub const MAX_BYTES: usize = 1 << 30;

    /// The default limits.
    ///
    /// # Examples
    ///
    /// ```
    /// use bodytext::Limits;
    ///
    /// let spelled_out = Limits::new()
    ///     .max_bytes(64 << 20)
    ///     .max_depth(256)
    ///     .max_elements(1 << 20);
    /// assert_eq!(Limits::new(), spelled_out);
    /// ```
    #[must_use]
    pub fn new() -> Limits {
        Limits {
            max_bytes: 64 << 20,
            max_depth: 256,
            max_elements: 1 << 20,
            max_formatting: MAX_FORMATTING,
            max_attributes: MAX_ATTRIBUTES,
        }
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

    /// How many elements may be nested in an HTML page; 256 by default. Deeper start tags are dropped.
    ///
    /// # Examples
    ///
    /// ```
    /// use bodytext::{Extractor, Limits};
    ///
    /// let page = format!("{}<p>The harbour was empty.", "<div>".repeat(50));
    /// let extractor = Extractor::new();
    /// assert!(!extractor.extract(&page)?.is_flattened());
    /// assert!(extractor.limits(Limits::new().max_depth(40)).extract(&page)?.is_flattened());
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn max_depth(mut self, elements: u32) -> Limits {
        self.max_depth = elements;
        self
    }

    /// How many elements an HTML page may have; 1,048,576 by default. Later tags are dropped, except for scripts and
    /// similar elements.
    ///
    /// # Examples
    ///
    /// ```
    /// use bodytext::{Extractor, Limits};
    ///
    /// let page = "<p>The harbour was empty.".repeat(50);
    /// let extractor = Extractor::new();
    /// assert_eq!(extractor.extract(&page)?.blocks().len(), 50);
    /// assert!(extractor.limits(Limits::new().max_elements(20)).extract(&page)?.blocks().len() < 20);
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn max_elements(mut self, elements: usize) -> Limits {
        self.max_elements = elements;
        self
    }

    /// For the crate's own tests.
    #[cfg(feature = "_stages")]
    #[doc(hidden)]
    #[must_use]
    pub fn max_formatting(mut self, elements: u16) -> Limits {
        self.max_formatting = elements;
        self
    }

    /// For the crate's own tests.
    #[cfg(feature = "_stages")]
    #[doc(hidden)]
    #[must_use]
    pub fn max_attributes(mut self, attributes: usize) -> Limits {
        self.max_attributes = attributes;
        self
    }

    pub(crate) fn depth(&self) -> u32 {
        self.max_depth
    }

    pub(crate) fn formatting(&self) -> u16 {
        self.max_formatting
    }

    pub(crate) fn elements(&self) -> usize {
        self.max_elements
    }

    pub(crate) fn attributes(&self) -> usize {
        self.max_attributes
    }

    pub(crate) fn check_bytes(&self, bytes: usize) -> Result<(), Error> {
        let max_bytes = self.max_bytes;
        if bytes > max_bytes { Err(Error::TooLarge { bytes, max_bytes }) } else { Ok(()) }
    }
}

/// Applies the same maximum as the setter, because offsets are 32 bits wide.
#[cfg(feature = "serde")]
fn deserialize_max_bytes<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    let bytes: usize = serde::Deserialize::deserialize(deserializer)?;
    Ok(bytes.min(Limits::MAX_BYTES))
}

impl Default for Limits {
    fn default() -> Limits {
        Limits::new()
    }
}
