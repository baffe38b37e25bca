//! Dates and hosts in addresses.

use super::calendar::{Day, is_valid};
use super::locale::Locale;
use super::months;

/// The day in the path of a URL, and its text there: `/2024/03/05/`, `/2024/mar/05/`,
/// `/2024-03-05-slug`, `/20240305-slug`. `None` if it names several.
pub(super) fn find(address: &str) -> Option<(&str, Day)> {
    let mut dates = numbers_of(path(address)).peekable();
    let first = dates.next()?;
    dates.all(|(_, day)| day == first.1).then_some(first)
}

/// Whether an address is that of a site's front page.
pub(super) fn is_front(address: &str) -> bool {
    address.contains("//") && !address.contains('?') && matches!(path(address), "" | "/")
}

/// The host of an address with a scheme.
pub(super) fn host(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    let host = &rest[..rest.find(['/', '?', '#', ':']).unwrap_or(rest.len())];
    (!host.is_empty()).then_some(host)
}

/// An address without scheme, host, query and fragment.
fn path(address: &str) -> &str {
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let after_scheme = address.split_once("//").map_or(address, |(_, rest)| rest);
    after_scheme.find('/').map_or("", |at| &after_scheme[at..])
}

/// The dates of a path in order.
fn numbers_of(path: &str) -> impl Iterator<Item = (&str, Day)> {
    let is_part = |c: char| c.is_ascii_alphanumeric();
    let starts =
        path.char_indices().filter(move |&(at, c)| c.is_ascii_digit() && !path[..at].ends_with(is_part));
    starts.filter_map(move |(at, _)| at_start(&path[at..]))
}

/// A date at the start of a part of a path.
fn at_start(text: &str) -> Option<(&str, Day)> {
    let (first, rest) = run(text);
    let (all, day) = if first.len() == 8 {
        let number: u32 = first.parse().ok()?;
        (first.len(), (number / 10_000, number / 100 % 100, number % 100))
    } else {
        let separator = rest.chars().next().filter(|c| matches!(c, '/' | '-' | '_'))?;
        let (second, rest) = run(rest.strip_prefix(separator)?);
        let (third, rest) = run(rest.strip_prefix(separator)?);
        (text.len() - rest.len(), (year(first)?, month(second)?, day(third)?))
    };
    ((1990..2100).contains(&day.0) && is_valid(day)).then(|| (&text[..all], day))
}

/// The letters and digits at the start of a text, and the text after them.
fn run(text: &str) -> (&str, &str) {
    text.split_at(text.bytes().take_while(u8::is_ascii_alphanumeric).count())
}

fn year(text: &str) -> Option<u32> {
    text.parse().ok().filter(|_| text.len() == 4)
}

fn day(text: &str) -> Option<u32> {
    text.parse().ok().filter(|_| text.len() <= 2)
}

fn month(text: &str) -> Option<u32> {
    day(text).or_else(|| months::named(text, &Locale::default()).map(|month| month.number))
}

/// A host without its subdomains. It starts at the last label that is longer than `com`, not counting the final label.
pub(super) fn without_subdomains(host: &str) -> &str {
    const MAX_SUFFIX: usize = 3;
    let ends = || host.rmatch_indices('.').map(|(dot, _)| dot);
    let starts = ends().skip(1).map(|dot| dot + 1).chain([0]);
    let mut labels = starts.zip(ends());
    labels.find(|(start, end)| end - start > MAX_SUFFIX).map_or(host, |(start, _)| &host[start..])
}

/// Whether a name is that of a host, with or without its top-level domain: `example.org`, `Example`.
pub(super) fn is_of_host(name: &str, host: Option<&str>) -> bool {
    let Some(host) = host.map(|host| host.strip_prefix("www.").unwrap_or(host)) else { return false };
    let mut labels = host.rsplit('.').skip(1);
    let name_letters = letters(name);
    name.eq_ignore_ascii_case(host) || labels.any(|label| letters(label) == name_letters)
}

/// The letters and digits of a name, in lower case.
pub(super) fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_off_paths() {
        let day = Some((2024, 3, 5));
        let cases = [
            ("https://example.org/2024/03/05/rain", day),
            ("https://example.org/news/2024/3/5", day),
            ("//example.org/2024-03-05-rain.html", day),
            ("/news/20240305/rain", day),
            ("/2024/mar/05/rain", day),
            ("/2024/03/05/rain-2024-03-05", day),
            ("/2024/03/05/rain-of-2023-03-05", None),
            ("/2024/03/rain", None),
            ("/rain?date=2024-03-05", None),
            ("/rain-120240305", None),
            ("/a2024-03-05", None),
            ("/2024/13/05", None),
            ("/1924/03/05", None),
            ("https://2024-03-05.example.org/", None),
            ("https://example.org", None),
            ("", None),
        ];
        for (address, expected) in cases {
            assert_eq!(find(address).map(|(_, day)| day), expected, "{address}");
        }
        let fronts = ["https://example.org", "https://example.org/", "//example.org/#top"];
        assert!(fronts.into_iter().all(is_front));
        assert!(!["https://example.org/rain", "https://example.org/?p=1", "/", ""].into_iter().any(is_front));
        assert_eq!(find("/2024/03/05/rain").map(|(text, _)| text), Some("2024/03/05"));
    }

    #[test]
    fn hosts_are_cut_at_the_label_that_names_the_site() {
        for (host, short) in [
            ("example.org", "example.org"),
            ("weather.example.org", "example.org"),
            ("www.example.co.uk", "example.co.uk"),
            ("abc.net.au", "abc.net.au"),
            ("localhost", "localhost"),
            ("", ""),
        ] {
            assert_eq!(without_subdomains(host), short);
        }
    }
}
