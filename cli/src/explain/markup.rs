//! Formats text and numbers as markup.

use std::fmt;

/// Text, escaped for use between tags and in quoted attributes.
pub(crate) struct Escaped<'a>(pub(crate) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(['&', '<', '>', '"', '\'', '\0', '\r']) {
            f.write_str(&rest[..at])?;
            f.write_str(match rest.as_bytes()[at] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                b'\'' => "&#39;",
                // A parser would turn CR into a line feed, and would drop NUL.
                b'\r' => "&#13;",
                _ => "\u{fffd}",
            })?;
            rest = &rest[at + 1..];
        }
        f.write_str(rest)
    }
}

/// An integer with its thousands separated by narrow no-break spaces.
pub(crate) fn count(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(2 * digits.len());
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    grouped
}

/// A number with its noun in the singular or plural.
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", count(number), if number == 1 { one } else { many })
}

/// A number with a plus sign or a true minus sign, which have the same width.
pub(crate) fn signed(number: f32) -> String {
    let sign = if number < 0.0 { '\u{2212}' } else { '+' };
    format!("{sign}{:.2}", number.abs())
}

/// The value of a feature; integers have no decimals.
pub(crate) fn value(number: f32) -> String {
    let sign = if number < 0.0 { "\u{2212}" } else { "" };
    let number = number.abs();
    if number.fract() == 0.0 { format!("{sign}{number:.0}") } else { format!("{sign}{number:.2}") }
}
