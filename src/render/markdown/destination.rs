//! Addresses of links and images.

use super::escape::is_reference;
use std::fmt::Write;

/// The address of a link or image. Characters that could end it early are percent-encoded.
pub(super) fn push_destination(out: &mut String, url: &str) {
    let mut written = 0;
    for (at, c) in url.char_indices().filter(|&(_, c)| is_special_in_url(c)) {
        out.push_str(&url[written..at]);
        written = at + c.len_utf8();
        match c {
            '&' if is_reference(&url[at..]) => out.push_str("&amp;"),
            '&' => out.push('&'),
            // The text between two dollar signs would be a formula.
            '$' => out.push_str("\\$"),
            _ => url[at..written].bytes().for_each(|byte| _ = write!(out, "%{byte:02X}")),
        }
    }
    out.push_str(&url[written..]);
}

fn is_special_in_url(c: char) -> bool {
    matches!(c, '&' | '$' | '(' | ')' | '<' | '>' | '"' | '\\' | '`' | '|')
        || c.is_whitespace()
        || c.is_control()
}
