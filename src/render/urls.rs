//! The addresses that links and images may have.

use crate::address::Address;
use crate::parse::{AttributeName, NodeId, Tag, Tree};
use std::cell::Cell;

/// A longer URL is left out.
const MAX_URL: usize = 4_096;
/// A longer `<base href>` does not count.
const MAX_BASE: usize = 1_024;
/// All URLs together may take this many times the bytes of the page, plus [`FREE_BYTES`]: a link around many blocks is
/// repeated in each of them, and a base URL in each link. Beyond that, links are rendered as text.
const MAX_GROWTH: usize = 4;
/// What any page may have in addition to [`MAX_GROWTH`].
const FREE_BYTES: usize = 1 << 16;

/// Where an address is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    Link,
    Image,
}

/// Provides the addresses of a page's links and images.
#[derive(Debug)]
pub(super) struct Urls<'a> {
    tree: &'a Tree,
    base: Address,
    /// How many bytes may still be read and written.
    left: Cell<usize>,
}

impl<'a> Urls<'a> {
    pub(super) fn new(tree: &'a Tree, page: &Address) -> Urls<'a> {
        // Few pages have one, so most need no walk.
        let top = tree.has_element(Tag::Base).then(|| tree.root());
        let nodes = top.into_iter().flat_map(|top| tree.descendants(top));
        let mut bases = nodes.filter(|&id| tree.tag(id) == Some(Tag::Base));
        let base = bases.find_map(|id| tree.attribute(id, AttributeName::Href)).map(clean);
        let base = match base.filter(|href| href.len() <= MAX_BASE) {
            Some(href) => page.with_base(&href),
            None => page.clone(),
        };
        let left = tree.bytes().saturating_mul(MAX_GROWTH).saturating_add(FREE_BYTES);
        Urls { tree, base, left: Cell::new(left) }
    }

    /// The address of a link, if it may be followed.
    pub(super) fn link(&self, id: NodeId) -> Option<String> {
        self.allow(self.tree.attribute(id, AttributeName::Href)?, Use::Link)
    }

    /// The page.
    pub(super) fn tree(&self) -> &'a Tree {
        self.tree
    }

    /// An address of an image, if it may be loaded.
    pub(super) fn allow_image(&self, src: &str) -> Option<String> {
        self.allow(src, Use::Image)
    }

    /// Whether an address may be that of an image.
    pub(super) fn is_image_address(src: &str) -> bool {
        src.len() <= MAX_URL && is_allowed(&clean(src), Use::Image)
    }

    fn allow(&self, href: &str, usage: Use) -> Option<String> {
        // Refused addresses are read too, so they count.
        if href.len() > MAX_URL || !self.spend(href.len()) {
            return None;
        }
        let href = clean(href);
        if href.is_empty() || !is_allowed(&href, usage) {
            return None;
        }
        let url = self.base.join(&href).filter(|url| is_allowed(url, usage));
        match url {
            Some(url) => self.spend(url.len().saturating_sub(href.len())).then_some(url),
            None => Some(href),
        }
    }

    /// Spends bytes of the budget; `false` if fewer are left. In that case the budget becomes empty.
    pub(super) fn spend(&self, bytes: usize) -> bool {
        let left = self.left.get().checked_sub(bytes);
        self.left.set(left.unwrap_or(0));
        left.is_some()
    }
}

/// The address as a browser reads it: without controls and spaces at the ends, and without tabs and line ends anywhere
/// (URL Standard, "URL parsing"). Other controls are useless and are removed too.
fn clean(href: &str) -> String {
    let href = href.trim_matches(|c: char| c <= ' ' || c.is_whitespace());
    if href.is_ascii() && !href.bytes().any(|byte| byte.is_ascii_control()) {
        return href.to_owned();
    }
    href.chars().filter(|c| !c.is_control()).collect()
}

/// Whether the scheme is harmless, or there is none.
fn is_allowed(href: &str, usage: Use) -> bool {
    let Some(scheme) = scheme(href) else { return true };
    let is_web = ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    is_web || (usage == Use::Link && scheme.eq_ignore_ascii_case("mailto"))
}

/// The scheme: the part before the first colon, unless a path, query or fragment starts before it.
fn scheme(href: &str) -> Option<&str> {
    let (scheme, _) = href.split_once(':')?;
    (!scheme.contains(['/', '?', '#'])).then_some(scheme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_schemes_pass() {
        let cases = [
            ("https://a.example/b?c=d:e", true),
            ("HTTP://a.example", true),
            ("//a.example/b", true),
            ("b/c:d", true),
            ("?q=a:b", true),
            ("#a:b", true),
            ("mailto:ada@a.example", true),
            ("javascript:alert(1)", false),
            ("java\nscript:alert(1)", false),
            (" \u{1}javascript\t:alert(1)", false),
            ("vbscript:x", false),
            ("data:text/html,x", false),
            ("blob:x", false),
            ("&#106;avascript:x", true), // Everything after the `#` is a fragment.
            ("\u{a0}javascript:x", false),
            ("x y:z", false),
            ("", true),
        ];
        for (href, is_harmless) in cases {
            assert_eq!(is_allowed(&clean(href), Use::Link), is_harmless, "{href:?}");
        }
        assert!(!is_allowed("mailto:ada@a.example", Use::Image));
    }

    #[test]
    fn addresses_together_are_bounded() {
        let tree = crate::parse::parse("<a href=b>c</a>", &crate::Limits::new()).unwrap();
        let urls = Urls::new(&tree, &Address::default());
        let given = (0..FREE_BYTES * 2).map_while(|_| urls.allow("12345678", Use::Link)).count();
        assert!(given * 8 > FREE_BYTES && given * 8 <= FREE_BYTES + MAX_GROWTH * tree.bytes(), "{given}");
        assert_eq!(urls.allow(&"x".repeat(MAX_URL + 1), Use::Link), None);
    }
}
