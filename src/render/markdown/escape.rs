//! Escapes for text of the page that would be read as markup: a backslash where one is needed, and almost nowhere else.

use super::flanks::{Place, is_space};
use super::formulas::Dollars;
use crate::render::byte_set::ByteSet;
use std::ops::Range;

/// What directly follows a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// The rest of the block's text, a mark of emphasis or code, or nothing.
    Other,
    /// A link or an image.
    Bracket,
    /// Words that are not part of the text, or anything else.
    Unknown,
}

/// What is around a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Surroundings {
    pub(super) place: Place,
    pub(super) is_in_link: bool,
    pub(super) next: Next,
    /// Whether a mark is before it on its line, so that it cannot start a block.
    pub(super) after_mark: bool,
    /// Which dollar signs could start a formula.
    pub(super) dollars: Dollars,
}

/// Appends a piece of a block's `text`, with special characters escaped.
///
/// A mark may come before or after the piece, so characters at its ends that depend on a neighbour are escaped.
pub(super) fn escape(out: &mut String, text: &str, piece: Range<usize>, around: Surroundings) {
    let (mut written, mut from) = (piece.start, piece.start);
    while let Some(offset) = MAY_BE_SPECIAL.find(&text[from..piece.end]) {
        let at = from + offset;
        from = at + 1;
        if (Character { text, piece: &piece, at, around }).is_special(text.as_bytes()[at]) {
            out.push_str(&text[written..at]);
            out.push('\\');
            written = at;
        }
    }
    out.push_str(&text[written..piece.end]);
}

/// Characters that may be markup; most punctuation of prose is not among them.
static MAY_BE_SPECIAL: ByteSet = ByteSet::new(b"`[]\\*_~<>&!$|#=+-:.)");

/// One character that may be markup.
struct Character<'a> {
    text: &'a str,
    piece: &'a Range<usize>,
    at: usize,
    around: Surroundings,
}

impl Character<'_> {
    fn is_special(&self, byte: u8) -> bool {
        match byte {
            b'`' => true,
            b'[' => !self.opens_note(),
            b']' => self.around.is_in_link,
            b'\\' => self.inner_next().is_none_or(|next| next.is_ascii_punctuation() || next == '\n'),
            b'*' => self.starts_line() || !self.is_between(is_space),
            b'_' => {
                self.starts_line() || !(self.is_between(char::is_alphanumeric) || self.is_between(is_space))
            }
            // A tilde that can only open is never closed, because all that could close are escaped.
            b'~' => {
                !(self.inner_next().is_some_and(char::is_alphanumeric)
                    && self.inner_previous().is_some_and(is_space))
            }
            b'<' => self.starts_tag(),
            b'&' => is_reference(&self.text[self.at..]) || self.may_become_reference(),
            b'!' => self.ends_piece() && self.around.next != Next::Other,
            b'$' => self.opens_formula(),
            b'|' => self.around.place == Place::Cell || self.starts_line(),
            b'#' if self.around.place == Place::Heading => {
                let ends_heading = !self.around.is_in_link || self.around.next == Next::Unknown;
                self.at + 1 == self.text.len() && ends_heading
            }
            _ => self.around.place == Place::Paragraph && self.starts_block(byte),
        }
    }

    fn previous(&self) -> Option<char> {
        self.text[..self.at].chars().next_back()
    }

    fn next(&self) -> Option<char> {
        self.text[self.at + 1..].chars().next()
    }

    fn inner_previous(&self) -> Option<char> {
        self.previous().filter(|_| self.at > self.piece.start)
    }

    fn inner_next(&self) -> Option<char> {
        self.next().filter(|_| !self.ends_piece())
    }

    fn ends_piece(&self) -> bool {
        self.at + 1 == self.piece.end
    }

    fn is_between(&self, is: impl Fn(char) -> bool) -> bool {
        self.inner_previous().is_some_and(&is) && self.inner_next().is_some_and(&is)
    }

    fn starts_tag(&self) -> bool {
        let is_start = |next: char| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?');
        self.next().is_some_and(is_start) || (self.ends_piece() && self.around.next != Next::Other)
    }

    /// Whether a dollar sign could start a formula. A sign before white space cannot.
    fn opens_formula(&self) -> bool {
        let is_last = self.at + 1 == self.text.len() && self.around.next == Next::Other;
        // A line feed is not written as mere white space.
        let is_before_space =
            self.inner_next().is_some_and(|next| next.is_ascii_whitespace() && next != '\n');
        self.around.dollars.is_escaped(self.at, !is_last && !is_before_space)
    }

    /// Whether a reference that starts here may continue after the piece.
    fn may_become_reference(&self) -> bool {
        let rest = &self.text[self.at + 1..self.piece.end];
        self.around.next == Next::Unknown && is_part_of_reference(rest)
    }

    /// Whether a bracket opens a note like `[sic]` within a line of prose, which is neither a link nor a link
    /// definition.
    fn opens_note(&self) -> bool {
        const MAX_NOTE: usize = 64;
        let rest = &self.text.as_bytes()[self.at + 1..self.piece.end];
        let end =
            rest.iter().take(MAX_NOTE).position(|byte| matches!(byte, b'[' | b']' | b'\n' | b'`' | b'<'));
        let closes = end.filter(|&end| rest[end] == b']');
        let follows = |end: usize| self.text[self.at + end + 2..].chars().next();
        let is_note = |end: usize| {
            let ends_text = follows(end)
                .is_none_or(|c| c.is_alphanumeric() || is_space(c) || matches!(c, '.' | ',' | ';'));
            ends_text && (rest.len() > end + 1 || follows(end).is_none())
        };
        let is_apart = self.inner_previous().is_some_and(|c| c.is_alphanumeric() || is_space(c));
        is_apart
            && !self.around.is_in_link
            && !self.starts_line()
            && rest.first() != Some(&b'^')
            && closes.is_some_and(is_note)
    }

    fn starts_line(&self) -> bool {
        if self.around.after_mark {
            return false;
        }
        let before = self.text[..self.at].trim_end_matches(|c: char| c.is_whitespace() && c != '\n');
        before.is_empty() || before.ends_with('\n')
    }

    /// Whether a line would become a heading, an item, a quote, the delimiter row of a table, or the underline of the
    /// line before.
    fn starts_block(&self, byte: u8) -> bool {
        // Checked first; otherwise each sign in a long run would scan to the end of the run.
        if !matches!(byte, b'.' | b')') && !self.starts_line() {
            return false;
        }
        let rest = &self.text[self.at..];
        let ends_word = |rest: &str| rest.chars().next().is_none_or(char::is_whitespace);
        match byte {
            b'>' => true,
            b'#' => ends_word(rest.trim_start_matches('#')),
            b'=' => ends_word(rest.trim_start_matches('=')),
            b'+' => ends_word(&rest[1..]),
            b'-' => ends_word(&rest[1..]) || rest[1..].starts_with(['-', ':', '|']),
            b':' => rest[1..].starts_with('-'),
            b'.' | b')' => ends_word(&rest[1..]) && self.ends_number(),
            _ => false,
        }
    }

    /// Whether the line up to here is the number of an item.
    fn ends_number(&self) -> bool {
        const MAX_DIGITS: usize = 9;
        let digits = self.text[..self.at].bytes().rev().take_while(u8::is_ascii_digit).take(MAX_DIGITS + 1);
        let count = digits.count();
        // If the piece is the alternative text of an image, the digits may be in the text before it.
        if count == 0 {
            return self.at == self.piece.start
                && self.around.is_in_link
                && self.around.next == Next::Unknown;
        }
        let number = Character { at: self.at - count, ..*self };
        count <= MAX_DIGITS && number.starts_line()
    }
}

/// No name of a character reference is longer.
pub(super) const MAX_NAME: usize = 40;

/// Whether all of a text can be part of a character reference after its ampersand.
pub(super) fn is_part_of_reference(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'#';
    text.len() <= MAX_NAME && text.bytes().all(is_part)
}

/// Whether the text starts with a character reference.
pub(super) fn is_reference(text: &str) -> bool {
    let name = text[1..].strip_prefix('#').unwrap_or(&text[1..]);
    let length = name.bytes().take(MAX_NAME).take_while(u8::is_ascii_alphanumeric).count();
    length > 0 && name[length..].starts_with(';')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::Options;

    #[test]
    fn every_special_byte_is_in_the_table() {
        for byte in (0..=127_u8).filter(|&byte| !MAY_BE_SPECIAL.contains(byte)) {
            for (start, end) in
                [("", ""), ("", " a"), ("a", "a"), ("a ", " a"), ("1", " a"), ("a\n", "a"), ("", "a>")]
            {
                let text = format!("{start}{}{end}", char::from(byte));
                for (place, is_in_link) in [
                    (Place::Paragraph, false),
                    (Place::Heading, false),
                    (Place::Cell, false),
                    (Place::Paragraph, true),
                ] {
                    let around = Surroundings { is_in_link, ..around(&text, place) };
                    let character =
                        Character { text: &text, piece: &(0..text.len()), at: start.len(), around };
                    assert!(!character.is_special(byte), "{text:?}");
                }
            }
        }
    }

    fn escaped(text: &str, place: Place) -> String {
        let mut out = String::new();
        escape(&mut out, text, 0..text.len(), around(text, place));
        out
    }

    /// A whole text outside of links.
    fn around(text: &str, place: Place) -> Surroundings {
        let dollars = Dollars::of_text(&Options::new(), text);
        Surroundings { place, is_in_link: false, next: Next::Other, after_mark: false, dollars }
    }

    #[test]
    fn what_would_be_markup_is_escaped() {
        let cases = [
            ("# no heading", r"\# no heading"),
            ("#", r"\#"),
            ("- no item", r"\- no item"),
            ("+ no item", r"\+ no item"),
            ("12. no item", r"12\. no item"),
            ("1) no item", r"1\) no item"),
            ("> no quote", r"\> no quote"),
            ("one\n===", "one\n\\==="),
            ("one\n---", "one\n\\---"),
            ("a | b\n:-- | --", "a | b\n\\:-- | --"),
            ("---", r"\---"),
            ("* * *", r"\* * \*"),
            ("___", r"\_\_\_"),
            ("~~~", r"\~\~\~"),
            ("```", r"\`\`\`"),
            ("*no* _no_ **no** __no__", r"\*no\* \_no\_ \*\*no\*\* \_\_no\_\_"),
            ("~no~", r"\~no\~"),
            ("[no](link)", r"\[no](link)"),
            ("![no](image)", r"!\[no](image)"),
            ("<b>no</b> <!-- no -->", r"\<b>no\</b> \<!-- no -->"),
            ("<https://a.example>", r"\<https://a.example>"),
            ("&amp; &#35; &copy;", r"\&amp; \&#35; \&copy;"),
            ("a [b][c] [^d] [e](f) [g", r"a \[b]\[c] \[^d] \[e](f) \[g"),
            (r"\*", r"\\\*"),
            ("back\\\nslash", "back\\\\\nslash"),
            ("end\\", r"end\\"),
            ("| a |", r"\| a |"),
            ("$5-$10", r"\$5-$10"),
            ("$$ a $$", r"\$$ a \$$"),
        ];
        for (text, expected) in cases {
            assert_eq!(escaped(text, Place::Paragraph), expected);
        }
        assert_eq!(escaped("a|b", Place::Cell), r"a\|b");
        assert_eq!(escaped("# a #", Place::Heading), r"# a \#");
    }

    #[test]
    fn prose_stays_as_it_is() {
        let texts = [
            "snake_case and a - dash, 3 * 4, 2 + 2 = 4, a|b",
            "-5 degrees, +1, #hashtag, 1.5 km, in 2016. The",
            "a < b > c, AT&T, fish & chips, &c., Hello! (Really?)",
            r"C:\Users\ada",
            "it takes ~5 minutes",
            "one\ntwo: three",
            "(a) 1. b",
            "$5 and $10, for $ 3, in $",
            "5$ or 10$",
            "as [sic] written, see [4] and [a, b].",
        ];
        for text in texts {
            assert_eq!(escaped(text, Place::Paragraph), text);
        }
    }
}
