//! Finds the site that a page belongs to.

use std::net::Ipv4Addr;

/// Second-level labels that are public suffixes below a two-letter country code.
const PUBLIC_SECOND_LEVEL: [&str; 22] = [
    "ac", "asn", "co", "com", "edu", "gen", "go", "gob", "gouv", "gov", "gv", "ltd", "me", "mil", "ne",
    "net", "nom", "or", "org", "plc", "res", "sch",
];

/// The site of a page: its host in lower case, without user, port and subdomains.
///
/// A copy in the Wayback Machine belongs to its original site. An IP address is returned as a whole. A URL without a
/// host gives an empty string.
///
/// Pages of one site look alike, so they must not be on both sides of a cross-validation split. The function is only
/// meant for this purpose. It knows common public suffixes such as `co.uk` but not the whole list, and treats all
/// blogs of one provider as one site.
///
/// ```
/// use bodytext_evaluation::registrable_host;
///
/// assert_eq!(registrable_host("https://www.news.example.co.uk:8080/a?b"), "example.co.uk");
/// assert_eq!(registrable_host("https://web.archive.org/web/2013/blog.example.org/a"), "example.org");
/// ```
#[must_use]
pub fn registrable_host(url: &str) -> String {
    let mut rest = after_scheme(url.trim());
    while let Some(copied) = archived(rest) {
        rest = after_scheme(copied);
    }
    shortened(&host(rest).to_lowercase()).to_owned()
}

/// The part after `https://` or `//`, or the whole URL if it has neither.
fn after_scheme(url: &str) -> &str {
    match url.split_once(':') {
        // An archive may have lost one of the slashes.
        Some(("http" | "https", rest)) => rest.trim_start_matches('/'),
        Some((scheme, rest)) if is_scheme(scheme) && rest.starts_with("//") => &rest[2..],
        _ => url.strip_prefix("//").unwrap_or(url),
    }
}

fn is_scheme(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "+-".contains(c))
}

/// The URL after `web.archive.org/web/<digits>/`. Letters may follow the digits (`id_`).
fn archived(rest: &str) -> Option<&str> {
    let (host, path) = rest.split_once('/')?;
    let (folder, path) = path.split_once('/')?;
    let (time, copied) = path.split_once('/')?;
    let known = host.eq_ignore_ascii_case("web.archive.org") && folder == "web";
    (known && time.starts_with(|c: char| c.is_ascii_digit())).then_some(copied)
}

/// The host between user and port.
fn host(rest: &str) -> &str {
    let authority = rest.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    match host.rsplit_once(':') {
        Some((before, port)) if port.bytes().all(|b| b.is_ascii_digit()) => before,
        _ => host,
    }
}

/// The last two labels, or three if the last two are a public suffix.
fn shortened(host: &str) -> &str {
    let host = host.trim_end_matches('.');
    if host.starts_with('[') || host.parse::<Ipv4Addr>().is_ok() {
        return host;
    }
    let keep = if ends_in_public_suffix(host) { 3 } else { 2 };
    let host = host.strip_prefix("www.").filter(|rest| rest.contains('.')).unwrap_or(host);
    match host.rmatch_indices('.').nth(keep - 1) {
        Some((dot, _)) => &host[dot + 1..],
        None => host,
    }
}

fn ends_in_public_suffix(host: &str) -> bool {
    let mut labels = host.rsplit('.');
    let country = labels.next().is_some_and(|label| label.chars().count() == 2);
    country && labels.next().is_some_and(|label| PUBLIC_SECOND_LEVEL.contains(&label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites() {
        let cases = [
            // Plain.
            ("https://example.org/a/b.html", "example.org"),
            ("http://www.Example.ORG", "example.org"),
            ("https://a.b.c.example.org?q=http://other.net/", "example.org"),
            ("https://www.example.org./#top", "example.org"),
            ("  https://example.org/ ", "example.org"),
            // Without a scheme.
            ("example.org/a:b", "example.org"),
            ("//blog.example.org/a", "example.org"),
            ("example.org:8080/a", "example.org"),
            // User and port.
            ("https://user:p@ss@sub.example.org:443/", "example.org"),
            ("http://example.org:/a", "example.org"),
            // Public second-level labels count only below two-letter country codes.
            ("https://news.bbc.co.uk/", "bbc.co.uk"),
            ("http://economy.caijing.com.cn/1.shtml", "caijing.com.cn"),
            ("https://www.gov.uk/browse", "gov.uk"),
            ("https://www.tax.service.gov.uk/", "service.gov.uk"),
            ("https://a.b.ne.jp/", "b.ne.jp"),
            ("http://a.go.com/", "go.com"),
            ("http://www.he.news.cn/c.html", "news.cn"),
            ("https://co.uk/", "co.uk"),
            ("https://www.de/", "www.de"),
            // Archived copies.
            ("https://web.archive.org/web/20120216182711/http://www.stol.it/A/", "stol.it"),
            ("https://web.archive.org/web/20130307194448/the-pain.net/2008/05/a.html", "the-pain.net"),
            ("http://web.archive.org/web/2013id_/https:/a.example.co.uk/b", "example.co.uk"),
            ("web.archive.org/web/1/https://web.archive.org/web/2/http://example.org/", "example.org"),
            ("https://web.archive.org/save/", "archive.org"),
            ("https://web.archive.org/web/about/x", "archive.org"),
            // IP addresses, and hosts with a single label.
            ("http://192.168.0.1:80/a", "192.168.0.1"),
            ("http://[2001:DB8::1]:80/a", "[2001:db8::1]"),
            ("http://localhost:3000/", "localhost"),
            ("https://bücher.ÄRZTE.de/", "ärzte.de"),
            // No host.
            ("", ""),
            ("/relative/path", ""),
            ("file:///a/b", ""),
            ("https://?q", ""),
        ];
        for (url, site) in cases {
            assert_eq!(registrable_host(url), site, "{url}");
        }
    }
}
