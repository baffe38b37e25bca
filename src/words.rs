//! Counting words in any script.

use unicode_segmentation::UnicodeSegmentation;

/// The number of words in `text`, as Unicode Standard Annex 29 has them.
///
/// Tokens between ASCII white space that are ASCII themselves, nearly all text of most pages, are counted by
/// [`ascii_words`]; only the others go through the full segmentation.
pub(crate) fn count(text: &str) -> usize {
    if text.is_ascii() {
        return ascii_words(text.as_bytes());
    }
    text.split_ascii_whitespace()
        .map(
            |token| {
                if token.is_ascii() { ascii_words(token.as_bytes()) } else { token.unicode_words().count() }
            },
        )
        .sum()
}

/// How an ASCII byte behaves at a word boundary.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Not part of any word.
    Break,
    Letter,
    Digit,
    /// `_`: joins, but is no word alone.
    Connector,
    /// `.` and `'`: part of a word between two letters or two digits.
    Mid,
    /// `:`: part of a word between two letters.
    MidLetter,
    /// `,` and `;`: part of a word between two digits.
    MidDigit,
}

static CLASSES: [Class; 128] = {
    let mut table = [Class::Break; 128];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'_' => Class::Connector,
            b'.' | b'\'' => Class::Mid,
            b':' => Class::MidLetter,
            b',' | b';' => Class::MidDigit,
            _ => Class::Break,
        };
        byte += 1;
    }
    table
};

/// [`count`] for text that is all ASCII.
fn ascii_words(bytes: &[u8]) -> usize {
    let mut words = 0;
    // The class of the byte before, within the current word; and whether that word has a letter or digit yet.
    let (mut last, mut counted) = (Class::Break, false);
    for (at, &byte) in bytes.iter().enumerate() {
        let class = class(byte);
        match class {
            Class::Letter | Class::Digit => {
                words += usize::from(!counted);
                (last, counted) = (class, true);
            }
            Class::Connector => last = if last == Class::Break { Class::Connector } else { last },
            Class::Mid | Class::MidLetter | Class::MidDigit if joins(class, last, bytes.get(at + 1)) => {}
            _ => (last, counted) = (Class::Break, false),
        }
    }
    words
}

fn class(byte: u8) -> Class {
    CLASSES.get(byte as usize).copied().unwrap_or(Class::Break)
}

/// Whether punctuation of class `mid` holds the bytes on its two sides together.
fn joins(mid: Class, before: Class, after: Option<&u8>) -> bool {
    let after = after.map_or(Class::Break, |&byte| class(byte));
    let letters = before == Class::Letter && after == Class::Letter && mid != Class::MidDigit;
    let digits = before == Class::Digit && after == Class::Digit && mid != Class::MidLetter;
    letters || digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_agrees_with_the_annex() {
        let cases = [
            "",
            " ",
            "one",
            "one two",
            "don't",
            "e.g. this",
            "3.14 and 1,000",
            "well-known",
            "a.b,c;d:e",
            "a_b",
            "_ __ -",
            "x.1 1.x",
            "'quoted'",
            "http://example.org/a_b?c=1",
            "...",
            "a''b",
            "1..2",
            "9:30",
            "a:b",
        ];
        for case in cases {
            assert_eq!(ascii_words(case.as_bytes()), case.unicode_words().count(), "{case:?}");
        }
    }

    #[test]
    fn every_script_counts() {
        assert_eq!(count("Straße und Zug"), 3);
        assert_eq!(count("天気がいい"), 5);
        assert_eq!(count("Привет, мир!"), 2);
        assert_eq!(count("\u{a0}\u{200b}…"), 0);
    }
}
