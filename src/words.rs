//! Counting words in any script.

use memchr::memchr;
use unicode_segmentation::UnicodeSegmentation;

/// The number of words in `text`, by Unicode Standard Annex 29.
///
/// Tokens are split at ASCII white space. ASCII tokens, which are nearly all text of most pages, are counted by
/// [`ascii_words`], and tokens of common letters and punctuation by [`common_words`]. Only the others go through the
/// full segmentation.
pub(crate) fn count(text: &str) -> usize {
    if text.is_ascii() {
        return ascii_words(text.as_bytes());
    }
    let mut words = 0;
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| !byte.is_ascii()) {
        let start =
            rest[..at].bytes().rposition(|byte| byte.is_ascii_whitespace()).map_or(0, |space| space + 1);
        let len = rest[start..].bytes().position(|byte| byte.is_ascii_whitespace());
        let end = len.map_or(rest.len(), |len| start + len);
        let token = &rest[start..end];
        words += ascii_words(&rest.as_bytes()[..start]);
        words += common_words(token).unwrap_or_else(|| segmented_words(token));
        rest = &rest[end..];
    }
    words + ascii_words(rest.as_bytes())
}

/// [`count`] for any text: the segments that contain a letter or digit.
fn segmented_words(text: &str) -> usize {
    text.split_word_bounds().filter(|segment| segment.chars().any(is_letter_or_digit)).count()
}

/// The same as [`char::is_alphanumeric`], which searches a table, but with ranges for the letters of the most common
/// scripts.
pub(crate) fn is_letter_or_digit(c: char) -> bool {
    matches!(
        c,
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ˁ'
            | 'Ѐ'..='ҁ' | 'Ҋ'..='ԯ'
            | 'א'..='ת'
            | '\u{620}'..='\u{657}'
            | '\u{904}'..='\u{939}'
            | '\u{e01}'..='\u{e3a}'
            | 'ぁ'..='ゖ' | 'ァ'..='ヺ'
            | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
            | '가'..='힣'
    ) || c.is_alphanumeric()
}

/// [`count`] for text of ASCII, letters of Latin, Greek and Cyrillic, dashes and quotes; `None` for any other.
fn common_words(text: &str) -> Option<usize> {
    text.chars().all(|c| common_class(c).is_some()).then(|| words_of(text.chars().filter_map(common_class)))
}

fn common_class(c: char) -> Option<Class> {
    match c {
        '\0'..='\x7f' => Some(class(c as u8)),
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | 'Α'..='Ρ' | 'Σ'..='ώ' | 'Ѐ'..='ҁ' | 'Ҋ'..='ԯ' => {
            Some(Class::Letter)
        }
        '‘' | '’' => Some(Class::Mid),
        '–' | '—' | '“' | '”' | '…' | '«' | '»' | '\u{a0}' => Some(Class::Break),
        _ => None,
    }
}

/// How a character behaves at a word boundary.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Not part of any word.
    Break,
    Letter,
    Digit,
    /// `_`: joins words, but is not one by itself.
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
    /// For shorter text, the set-up costs more time than it saves.
    const LONG: usize = 16;
    if bytes.len() < LONG || memchr(b'_', bytes).is_some() {
        words_by_byte(bytes)
    } else {
        words_at_once(bytes)
    }
}

/// [`ascii_words`] for text in which `_` joins nothing: the number of starts of words, without those that punctuation
/// joins to the word before. Without branches, so that it can be vectorised.
fn words_at_once(bytes: &[u8]) -> usize {
    /// The largest count that fits in one byte.
    const CHUNK: usize = 240;
    let mut words = usize::from(is_alphanumeric(bytes[0]));
    let mut start = 0;
    while let Some(part) = bytes.get(start..bytes.len().min(start + CHUNK + 2)).filter(|part| part.len() > 2)
    {
        let triples = part.iter().zip(&part[1..]).zip(&part[2..]);
        let starts: u8 = triples.clone().map(|((&before, &byte), _)| starts_word(before, byte)).sum();
        let joins: u8 = triples.map(|((&before, &mid), &after)| joins_words(before, mid, after)).sum();
        words = words + usize::from(starts) - usize::from(joins);
        start += part.len() - 2;
    }
    words + usize::from(starts_word(bytes[start], bytes[start + 1]))
}

fn starts_word(before: u8, byte: u8) -> u8 {
    u8::from(is_alphanumeric(byte)) & !u8::from(is_alphanumeric(before)) & 1
}

fn joins_words(before: u8, mid: u8, after: u8) -> u8 {
    let is = |byte: u8| u8::from(mid == byte);
    let both = |is: fn(u8) -> bool| u8::from(is(before)) & u8::from(is(after));
    let any = is(b'.') | is(b'\'');
    ((any | is(b':')) & both(is_letter)) | ((any | is(b',') | is(b';')) & both(is_digit))
}

fn is_letter(byte: u8) -> bool {
    (byte | 0x20).wrapping_sub(b'a') < 26
}

fn is_digit(byte: u8) -> bool {
    byte.wrapping_sub(b'0') < 10
}

fn is_alphanumeric(byte: u8) -> bool {
    is_letter(byte) || is_digit(byte)
}

/// [`ascii_words`] byte by byte.
fn words_by_byte(bytes: &[u8]) -> usize {
    words_of(bytes.iter().map(|&byte| class(byte)))
}

/// The words of characters of these classes.
fn words_of(classes: impl Iterator<Item = Class>) -> usize {
    let mut classes = classes.peekable();
    let mut words = 0;
    // The class of the previous character within the current word, and whether that word has a letter or digit yet.
    let (mut last, mut counted) = (Class::Break, false);
    while let Some(class) = classes.next() {
        match class {
            Class::Letter | Class::Digit => {
                words += usize::from(!counted);
                (last, counted) = (class, true);
            }
            Class::Connector => last = if last == Class::Break { Class::Connector } else { last },
            Class::Mid | Class::MidLetter | Class::MidDigit if joins(class, last, classes.peek()) => {}
            _ => (last, counted) = (Class::Break, false),
        }
    }
    words
}

fn class(byte: u8) -> Class {
    CLASSES.get(byte as usize).copied().unwrap_or(Class::Break)
}

/// Whether punctuation of class `mid` holds the characters on its two sides together.
fn joins(mid: Class, before: Class, after: Option<&Class>) -> bool {
    let both = |class| before == class && after == Some(&class);
    let letters = both(Class::Letter) && mid != Class::MidDigit;
    let digits = both(Class::Digit) && mid != Class::MidLetter;
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
            let words = case.unicode_words().count();
            assert_eq!(ascii_words(case.as_bytes()), words, "{case:?}");
            assert_eq!(words_by_byte(case.as_bytes()), words, "{case:?}");
            let long = [case].repeat(200).join(" ");
            assert_eq!(ascii_words(long.as_bytes()), 200 * words, "200 x {case:?}");
        }
    }

    #[test]
    fn common_characters_agree_with_the_annex() {
        for c in ('\0'..=char::MAX).filter(|&c| common_class(c).is_some()) {
            let around = ["", "a", "1", "_", ".", "'", "’", ":", ",", "é", "Ж", " ", "a.", "1,", "é’"];
            for (before, after) in around.iter().flat_map(|before| around.map(|after| (before, after))) {
                for text in [format!("{before}{c}{after}"), format!("{before}{c}{c}{after}")] {
                    assert_eq!(common_words(&text), Some(text.unicode_words().count()), "{text:?}");
                }
            }
        }
    }

    #[test]
    fn letters_and_digits_are_those_of_the_standard_library() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_letter_or_digit(c), c.is_alphanumeric(), "{c:?}");
        }
    }

    #[test]
    fn segments_agree_with_the_annex() {
        for text in ["", "天気がいい。", "สวัสดี 123", "한국어 3.5", "— « »", "שלום, עולם"]
        {
            assert_eq!(segmented_words(text), text.unicode_words().count(), "{text:?}");
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
