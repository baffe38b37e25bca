//! Metadata as YAML front matter, before the Markdown.

use bodytext::{Article, Date};
use std::fmt::Write;

/// The metadata of the page, between lines of `---`. If the page states no URL, the given one is used.
pub fn write(article: &Article, url: Option<&str>) -> String {
    let metadata = article.metadata();
    let fields = [
        ("title", metadata.title()),
        ("author", metadata.byline()),
        ("date", metadata.published().map(date)),
        ("modified", metadata.modified().map(date)),
        ("language", metadata.language()),
        ("site_name", metadata.site_name()),
        ("description", metadata.description()),
        ("url", metadata.canonical_url().or(url)),
        ("image", metadata.image()),
    ];
    let mut yaml = String::from("---\n");
    for (name, value) in fields {
        if let Some(value) = value {
            // Writing to a string does not fail.
            let _ = writeln!(yaml, "{name}: {}", quoted(value));
        }
    }
    if metadata.keywords().len() > 0 {
        yaml.push_str("keywords:\n");
    }
    for keyword in metadata.keywords() {
        let _ = writeln!(yaml, "  - {}", quoted(keyword));
    }
    yaml + "---\n"
}

/// In ISO 8601 if the date is unambiguous, else as the page has it.
fn date(date: &Date) -> &str {
    date.iso().unwrap_or(date.text())
}

/// A double-quoted scalar (YAML 1.2, section 7.3.1) on one line, which YAML 1.1 reads the same way. Always quoted, so
/// that no title is read as a number, a date or a list.
fn quoted(text: &str) -> String {
    let mut yaml = String::with_capacity(text.len() + 2);
    yaml.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => yaml.extend(['\\', character]),
            '\n' => yaml.push_str("\\n"),
            '\t' => yaml.push_str("\\t"),
            _ if is_printable(character) => yaml.push(character),
            _ => {
                let _ = write!(yaml, "\\U{:08X}", u32::from(character));
            }
        }
    }
    yaml.push('"');
    yaml
}

/// Whether a character may be written as it is. The separators U+2028 and U+2029 are line breaks in YAML 1.1.
fn is_printable(character: char) -> bool {
    !character.is_control()
        && !matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}
