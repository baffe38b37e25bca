//! Character references (13.2.5.72 to 13.2.5.80): `&amp;`, `&#38;`, `&#x26;`.

use super::Lexer;
use crate::parse::tree::Origin;
use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};
use memchr::memchr;

/// The text of a character reference, and its length in bytes after the ampersand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Reference {
    chars: [Option<char>; 2],
    len: usize,
}

impl Lexer<'_, '_> {
    /// The ampersand at the current position, in text that ends at `end`.
    pub(super) fn reference(&mut self, end: usize) {
        let reference = read(&self.page[self.at + 1..end], false);
        self.at += 1;
        let Some(Reference { chars, len }) = reference else {
            self.builder.text("&", Origin::Verbatim(self.at - 1));
            return;
        };
        if !self.page[self.at..self.at + len].ends_with(';') {
            self.error();
        }
        for c in chars.into_iter().flatten() {
            // No reference yields NUL.
            let origin = Origin::Reference(self.at - 1..self.at + len);
            self.builder.text(c.encode_utf8(&mut [0; 4]), origin);
        }
        self.at += len;
    }
}

/// The text with its references replaced, as outside attributes.
#[cfg(feature = "metadata")]
pub(crate) fn decode_references(text: &str) -> String {
    decoded(text, false)
}

/// The text with its references replaced.
pub(super) fn decoded(text: &str, in_attribute: bool) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        decoded.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match read(rest, in_attribute) {
            Some(Reference { chars, len }) => {
                decoded.extend(chars.into_iter().flatten());
                rest = &rest[len..];
            }
            None => decoded.push('&'),
        }
    }
    decoded.push_str(rest);
    decoded
}

/// The most common references. No longer name starts with one of these.
const USUAL: [(&str, char); 5] =
    [("amp;", '&'), ("nbsp;", '\u{a0}'), ("quot;", '"'), ("lt;", '<'), ("gt;", '>')];

/// Reads the reference that `text`, which follows an ampersand, starts with.
fn read(text: &str, in_attribute: bool) -> Option<Reference> {
    if let Some(&(name, c)) = USUAL.iter().find(|(name, _)| text.starts_with(name)) {
        return Some(Reference { chars: [Some(c), None], len: name.len() });
    }
    match text.bytes().next()? {
        b'#' => numeric(text),
        byte if byte.is_ascii_alphanumeric() => named(text, in_attribute),
        _ => None,
    }
}

/// `#38` or `#x26`, with or without a semicolon (13.2.5.75 to 13.2.5.79).
fn numeric(text: &str) -> Option<Reference> {
    let (base, start) = if text[1..].starts_with(['x', 'X']) { (16, 2) } else { (10, 1) };
    let digits = text[start..].bytes().take_while(|&byte| char::from(byte).is_digit(base)).count();
    if digits == 0 {
        return None;
    }
    let number = text[start..start + digits].chars().fold(0_u32, |number, digit| {
        // A number that saturates is larger than any character.
        number.saturating_mul(base).saturating_add(digit.to_digit(base).unwrap_or(0))
    });
    let end = start + digits;
    let len = end + usize::from(text[end..].starts_with(';'));
    Some(Reference { chars: [Some(character(number)), None], len })
}

/// The character of a numeric character reference (13.2.5.80).
fn character(number: u32) -> char {
    let replaced = match number {
        0 => Some(char::REPLACEMENT_CHARACTER),
        0x80..=0x9f => C1_REPLACEMENTS[(number - 0x80) as usize],
        _ => None,
    };
    replaced.or(char::from_u32(number)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The longest name of the standard's table (13.5) that the text starts with.
fn named(text: &str, in_attribute: bool) -> Option<Reference> {
    let mut longest = None;
    // The table also has all prefixes of names, so the first miss ends the search.
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    for len in ends {
        match NAMED_ENTITIES.get(&text[..len]) {
            Some(&(0, _)) => {}
            Some(&chars) => longest = Some((len, chars)),
            None => break,
        }
    }
    let (len, (first, second)) = longest?;
    // `&copy=2` in a URL is not a copyright sign (13.2.5.73).
    let next = text.as_bytes().get(len);
    let goes_on = next.is_some_and(|&byte| byte == b'=' || byte.is_ascii_alphanumeric());
    if in_attribute && goes_on && !text[..len].ends_with(';') {
        return None;
    }
    let second = if second == 0 { None } else { char::from_u32(second) };
    Some(Reference { chars: [char::from_u32(first), second], len })
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn references_are_replaced() {
        let cases = [
            ("a &amp; b", "a & b"),
            ("&lt;&gt;&quot;&apos;", "<>\"'"),
            ("&amp", "&"),
            ("&ampx", "&x"),
            ("&notit; &notin;", "¬it; ∉"),
            ("&nosuch; &; & &&", "&nosuch; &; & &&"),
            ("&#65;&#x42;&#X43 &#68", "ABC D"),
            ("&#; &#x; &#xg;", "&#; &#x; &#xg;"),
            ("&#0;&#xd800;&#x110000;&#99999999999;", "\u{fffd}\u{fffd}\u{fffd}\u{fffd}"),
            ("&#128;&#x81;", "€\u{81}"),
            ("&NotEqualTilde;", "≂\u{338}"),
        ];
        for (text, expected) in cases {
            assert_eq!(decoded(text, false), expected, "{text}");
        }
    }

    #[test]
    fn in_attributes_a_name_may_go_on() {
        assert_eq!(decoded("?a=1&copy=2&amp=3&copy;=4&copy", true), "?a=1&copy=2&amp=3©=4©");
        assert_eq!(decoded("?a=1&copy=2", false), "?a=1©=2");
    }
}
