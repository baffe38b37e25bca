//! Digits of other scripts.

use std::borrow::Cow;

/// The zeros of the scripts whose digits are used in dates: Arabic, Persian, Devanagari, Bengali, Thai, full width.
/// Each is followed by its other nine digits.
const ZEROS: [char; 6] = ['٠', '۰', '०', '০', '๐', '０'];

/// A text whose decimal digits are ASCII, character by character.
pub(super) fn with_ascii_digits(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.chars().any(|c| ascii_digit(c) != c) {
        return Cow::Borrowed(text);
    }
    text.chars().map(ascii_digit).collect::<String>().into()
}

fn ascii_digit(c: char) -> char {
    let value = |zero: &char| (c as u32).checked_sub(*zero as u32).filter(|value| *value < 10);
    let value = ZEROS.iter().find_map(value).and_then(|value| char::from_digit(value, 10));
    value.unwrap_or(c)
}

/// The part of `text` that corresponds to `part`, a slice of `plain`, which is the result of [`with_ascii_digits`].
pub(super) fn as_written<'t>(text: &'t str, plain: &str, part: &str) -> &'t str {
    let start = part.as_ptr() as usize - plain.as_ptr() as usize;
    let before = plain.get(..start).map_or(0, |before| before.chars().count());
    let byte = |count: usize| text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    &text[byte(before)..byte(before + part.chars().count())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_become_ascii_and_are_found_again() {
        let text = "نشر: ۲۰۲۴/٣/५ ๑২９";
        let plain = with_ascii_digits(text);
        assert_eq!(plain, "نشر: 2024/3/5 129");
        let part = &plain[plain.find('2').unwrap()..plain.find(" 1").unwrap()];
        assert_eq!(as_written(text, &plain, part), "۲۰۲۴/٣/५");
        assert!(matches!(with_ascii_digits("5 mars 2024, ½"), Cow::Borrowed(_)));
    }
}
