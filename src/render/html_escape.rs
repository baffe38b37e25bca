//! Escapes for text and attribute values in HTML.

use super::byte_set::ByteSet;

/// The characters that are escaped in text and in the value of a quoted attribute. NUL cannot be written in HTML.
static IN_TEXT: ByteSet = ByteSet::new(b"&<>\r\0");
static IN_VALUE: ByteSet = ByteSet::new(b"&<>\"\r\0");

/// Escapes text.
pub(super) fn escape(out: &mut String, text: &str) {
    escape_all(out, text, &IN_TEXT);
}

/// Escapes the value of a quoted attribute.
pub(super) fn escape_value(out: &mut String, value: &str) {
    escape_all(out, value, &IN_VALUE);
}

fn escape_all(out: &mut String, text: &str, escaped: &ByteSet) {
    let mut rest = text;
    while let Some(at) = escaped.find(rest) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\r' => "&#13;",
            _ => "",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}
