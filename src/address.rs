//! The address of a page, against which its links are resolved.

#[cfg(feature = "url")]
use crate::error::Error;
#[cfg(feature = "url")]
use url::Url;

/// The address of a page, if it is known. Without the feature `url` it never is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Address {
    #[cfg(feature = "url")]
    url: Option<Url>,
}

#[cfg(feature = "url")]
impl Address {
    /// The address that a user gave.
    pub(crate) fn parse(url: &str) -> Result<Address, Error> {
        match Url::parse(url) {
            Ok(parsed) if !parsed.cannot_be_a_base() => Ok(Address { url: Some(parsed) }),
            _ => Err(Error::InvalidUrl { url: url.to_owned() }),
        }
    }

    /// The address that links are resolved against if the page has a `<base href>`.
    pub(crate) fn with_base(&self, href: &str) -> Address {
        let base = Url::options().base_url(self.url.as_ref()).parse(href).ok();
        let base = base.filter(|base| matches!(base.scheme(), "http" | "https"));
        Address { url: base.or_else(|| self.url.clone()) }
    }

    /// The address, if it is known.
    pub(crate) fn as_str(&self) -> Option<&str> {
        self.url.as_ref().map(Url::as_str)
    }

    /// Resolves a link; `None` if the address is not known or the link is invalid.
    pub(crate) fn join(&self, href: &str) -> Option<String> {
        self.url.as_ref()?.join(href).ok().map(String::from)
    }
}

#[cfg(not(feature = "url"))]
#[allow(clippy::unused_self)] // As if the address were unknown.
impl Address {
    pub(crate) fn with_base(&self, _: &str) -> Address {
        Address {}
    }

    pub(crate) fn as_str(&self) -> Option<&str> {
        None
    }

    pub(crate) fn join(&self, _: &str) -> Option<String> {
        None
    }
}
