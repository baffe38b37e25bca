//! The language of a listing, from the classes that highlighters read.

use crate::parse::{AttributeName, NodeId, Tag, Tree};

/// A longer name is none.
const MAX_NAME: usize = 24;
/// How many elements around a listing may name its language.
const MAX_DEPTH: usize = 4;

/// The language of the listing inside `container`: of its `code`, of itself, or of the elements around it.
pub(super) fn language(tree: &Tree, container: NodeId) -> Option<&str> {
    let code = tree.first_child(container).filter(|&child| tree.tag(child) == Some(Tag::Code));
    let around = tree.ancestors(container).take(MAX_DEPTH);
    let elements = code.into_iter().chain(around);
    elements.filter_map(|id| tree.attribute(id, AttributeName::Class)).find_map(of_class)
}

/// The language that a `class` names: `language-x`, `lang-x`, `highlight-source-x` or `brush: x`.
fn of_class(class: &str) -> Option<&str> {
    let mut names = class.split([' ', '\t', '\n', '\u{c}', '\r', ';']);
    while let Some(name) = names.next() {
        let prefixes = ["language-", "lang-", "highlight-source-", "brush:"];
        let Some(language) = prefixes.iter().find_map(|prefix| name.strip_prefix(prefix)) else { continue };
        let language = if language.is_empty() { names.next().unwrap_or_default() } else { language };
        if is_name(language) {
            return Some(language);
        }
    }
    None
}

fn is_name(language: &str) -> bool {
    let is_known =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'#' | b'-' | b'.' | b'_');
    (1..=MAX_NAME).contains(&language.len()) && language.bytes().all(is_known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_read_from_classes() {
        let cases = [
            ("language-rust", Some("rust")),
            ("hljs lang-c++ x", Some("c++")),
            ("highlight highlight-source-shell", Some("shell")),
            ("brush: js; toolbar: false", Some("js")),
            ("brush:php", Some("php")),
            ("language-", None),
            ("language-a`b", None),
            ("languages", None),
            ("", None),
        ];
        for (class, language) in cases {
            assert_eq!(of_class(class), language, "{class:?}");
        }
        assert_eq!(of_class(&format!("lang-{}", "x".repeat(MAX_NAME + 1))), None);
    }
}
