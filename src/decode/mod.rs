//! Detects the character encoding of a page and decodes it.
//!
//! The order is that of the [HTML standard](https://html.spec.whatwg.org/multipage/parsing.html#encoding-sniffing-algorithm)
//! (13.2.3.2): byte order mark, the caller's declaration, the page's own, a guess. Unlike the standard, declarations that the
//! bytes contradict are ignored. Browsers cannot do that, because they start before they have the whole page.

mod prescan;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;
use std::iter;

/// How many bytes browsers search for `<meta>` before they parse (13.2.3.2).
const PRESCANNED_BYTES: usize = 1024;
/// How many bytes are searched for the NULs of UTF-16.
const COUNTED_BYTES: usize = 1024;
/// The fewest NULs that indicate UTF-16: those of `<?x`, which the standard looks for (13.2.3.2, "prescan").
const MIN_NULS: usize = 3;
/// How many bytes are read to guess an encoding, from the first one that is not ASCII.
const GUESSED_BYTES: usize = 1 << 18;
/// From this number of multi-byte sequences on, text in an encoding of up to two bytes per character is not valid UTF-8
/// by accident. In single-byte encodings, one suffices: it would be a letter followed by a sign or a control character.
const MIN_SEQUENCES: usize = 3;

/// The page as text, and its encoding. A byte order mark stays: the parser removes it.
pub(crate) fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> (Cow<'a, str>, &'static Encoding) {
    let decoded = |encoding: &'static Encoding| (encoding.decode_without_bom_handling(bytes).0, encoding);
    if let Some(encoding) = marked(bytes) {
        return decoded(encoding);
    }
    let reading = Reading::of(bytes);
    match (choose(bytes, content_type, &reading), reading.text) {
        (encoding, Some(text)) if encoding == UTF_8 => (text.into(), encoding),
        (encoding, _) => decoded(encoding),
    }
}

/// The encoding that a byte order mark (13.2.3.2, "BOM sniffing") or the pattern of NULs shows.
fn marked(bytes: &[u8]) -> Option<&'static Encoding> {
    Encoding::for_bom(bytes).map(|(encoding, _)| encoding).or_else(|| utf_16(bytes))
}

/// UTF-16 without a byte order mark. Markup is ASCII, so at least half of the code units have a NUL in the same byte.
/// The other byte is rarely NUL: only in letters such as U+4E00.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let units = bytes[..bytes.len().min(COUNTED_BYTES)].chunks_exact(2);
    let needed = MIN_NULS.max(units.len() / 2);
    let nuls = units.fold([0, 0], |[first, second], unit| {
        [first + usize::from(unit[0] == 0), second + usize::from(unit[1] == 0)]
    });
    let is_one_sided = |many: usize, few: usize| many >= needed && few <= many / 8;
    match nuls {
        [first, second] if is_one_sided(second, first) => Some(UTF_16LE),
        [first, second] if is_one_sided(first, second) => Some(UTF_16BE),
        _ => None,
    }
}

/// The bytes read as UTF-8.
struct Reading<'a> {
    /// The text, if all of it is UTF-8.
    text: Option<&'a str>,
    /// Sequences of several bytes that are UTF-8.
    well_formed: usize,
    /// Sequences that are not UTF-8. If there are well-formed ones, one that is cut off at the end does not count,
    /// because pages may be truncated.
    malformed: usize,
}

impl<'a> Reading<'a> {
    fn of(bytes: &'a [u8]) -> Reading<'a> {
        let Ok(text) = std::str::from_utf8(bytes) else { return Reading::of_chunks(bytes) };
        Reading { text: Some(text), well_formed: sequences(text), malformed: 0 }
    }

    fn of_chunks(bytes: &[u8]) -> Reading<'a> {
        let mut reading = Reading { text: None, well_formed: 0, malformed: 0 };
        let mut last: &[u8] = &[];
        for chunk in bytes.utf8_chunks() {
            last = chunk.invalid();
            reading.well_formed += sequences(chunk.valid());
            reading.malformed += usize::from(!last.is_empty());
        }
        reading.malformed -= usize::from(reading.well_formed > 0 && is_cut_off(last));
        reading
    }

    /// Whether the bytes cannot be in the declared encoding.
    fn contradicts(&self, encoding: &'static Encoding) -> bool {
        if encoding == UTF_8 {
            return self.malformed >= self.well_formed.max(1);
        }
        let needed = match encoding {
            _ if encoding == UTF_16LE || encoding == UTF_16BE => 0,
            _ if encoding.is_single_byte() => 1,
            _ => MIN_SEQUENCES,
        };
        self.malformed == 0 && self.well_formed >= needed
    }
}

/// The number of characters that take several bytes.
fn sequences(text: &str) -> usize {
    text.bytes().filter(|byte| *byte >= 0xc0).count()
}

/// Whether bytes at the end are the start of a sequence.
fn is_cut_off(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

/// The encoding of a page without a byte order mark: what the caller or the page declares, unless the bytes contradict it.
fn choose(bytes: &[u8], content_type: Option<&str>, reading: &Reading<'_>) -> &'static Encoding {
    let head = &bytes[..bytes.len().min(PRESCANNED_BYTES)];
    let declared = iter::once_with(|| content_type.and_then(prescan::content_type))
        .chain(iter::once_with(|| prescan::prescan(head)))
        // Browsers start over when they find a later declaration (13.2.3.4). UTF-8 needs none.
        .chain(iter::once_with(|| prescan::prescan(bytes).filter(|_| reading.malformed > 0)));
    let declared = declared.flatten().find(|encoding| !reading.contradicts(encoding));
    declared.unwrap_or_else(|| if reading.contradicts(UTF_8) { guess(bytes) } else { UTF_8 })
}

/// The encoding that the bytes look most like.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let start = Encoding::ascii_valid_up_to(bytes);
    let end = bytes.len().min(start + GUESSED_BYTES);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..end], end == bytes.len());
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_utf_8_or_ascii_already_is_not_copied() {
        let cases: [(&[u8], Option<&str>); 6] = [
            (b"", None),
            (b"<p>ascii", None),
            (b"<p>ascii", Some("shift_jis")),
            ("<p>наш".as_bytes(), None),
            ("<p>наш".as_bytes(), Some("windows-1251")),
            ("\u{feff}<p>наш".as_bytes(), None),
        ];
        for (bytes, content_type) in cases {
            assert!(matches!(decode(bytes, content_type).0, Cow::Borrowed(_)), "{bytes:?} {content_type:?}");
        }
        assert!(matches!(decode(b"caf\xe9", None).0, Cow::Owned(_)));
    }

    #[test]
    fn no_more_is_guessed_from_than_the_bound() {
        let cyrillic =
            b"\xcd\xe0 \xef\xe5\xf0\xe5\xe2\xe0\xeb\xe5 \xf1\xed\xe5\xe3. ".repeat(GUESSED_BYTES / 18 + 1);
        // The last byte is invalid in that encoding.
        let ascii = b"The harbour was empty. ".repeat(GUESSED_BYTES / 20);
        assert_eq!(decode(&[&ascii[..], &cyrillic, b"\x98"].concat(), None).1.name(), "windows-1251");
    }
}
