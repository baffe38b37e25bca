//! The language of a listing, from the classes that highlighters read.

use crate::parse::{AttributeName, NodeId, Tag, Tree};

/// A longer name is not that of a language.
const MAX_NAME: usize = 24;
/// How many elements around a listing may name its language.
const MAX_DEPTH: usize = 4;
/// The same, including the elements of tables.
const MAX_STEPS: usize = 12;

/// The language of the listing inside `container`: of its `code`, of itself, or of the elements around it. A table with
/// line numbers next to the listing is skipped.
pub(super) fn language(tree: &Tree, container: NodeId) -> Option<&str> {
    let code = tree.first_child(container).filter(|&child| tree.tag(child) == Some(Tag::Code));
    let is_of_table =
        |id: &NodeId| matches!(tree.tag(*id), Some(Tag::Table | Tag::Tbody | Tag::Tr | Tag::Td | Tag::Th));
    let around = tree.ancestors(container).take(MAX_STEPS).filter(|id| !is_of_table(id)).take(MAX_DEPTH);
    code.into_iter().chain(around).find_map(|id| of_element(tree, id))
}

fn of_element(tree: &Tree, id: NodeId) -> Option<&str> {
    let named = |name| tree.attribute(id, name).filter(|name| is_name(name));
    let class = || tree.attribute(id, AttributeName::Class).and_then(of_class);
    named(AttributeName::DataLanguage).or_else(|| named(AttributeName::DataLang)).or_else(class)
}

/// The language that a `class` names: `language-x`, `lang-x`, `highlight-source-x` or `brush: x`; `highlight-x` if the
/// class is one that Sphinx writes.
fn of_class(class: &str) -> Option<&str> {
    if let Some(language) =
        class.strip_prefix("highlight-").and_then(|name| name.strip_suffix(" notranslate"))
    {
        return Some(language).filter(|name| is_name(name) && !matches!(*name, "default" | "none"));
    }
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
            ("highlight-python3 notranslate", Some("python3")),
            ("highlight-default notranslate", None),
            ("highlight-box", None),
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
