//! Snippets that a text must have, or must not have.

/// How many of the snippets were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hits {
    /// The number of snippets found in the text.
    pub found: usize,
    /// The number of snippets searched for.
    pub sought: usize,
}

impl Hits {
    /// The share of the snippets that were found, in 0..=1; `None` if there were none to find.
    #[must_use]
    pub fn rate(self) -> Option<f64> {
        (self.sought > 0).then(|| self.found as f64 / self.sought as f64)
    }
}

/// Searches for the snippets in a text that [`fold`] returned. The snippets themselves are folded here.
#[must_use]
pub fn snippet_hits(folded: &str, snippets: &[String]) -> Hits {
    let found = snippets.iter().filter(|snippet| folded.contains(&fold(snippet))).count();
    Hits { found, sought: snippets.len() }
}

/// The text in lower case, with white space collapsed and trimmed.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for piece in text.split(is_space).filter(|piece| !piece.is_empty()) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(piece);
    }
    folded.to_lowercase()
}

/// Unicode white space, and the four separators U+001C to U+001F, which the benchmarks also treat as white space.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding() {
        let cases = [
            ("", ""),
            ("\n ", ""),
            ("  A\t\nB\u{a0}\u{2003}c ", "a b c"),
            ("\u{1c}a\u{1f}\u{1e}b\u{85}", "a b"),
            ("\u{200b}a\u{180e}b\u{feff}", "\u{200b}a\u{180e}b\u{feff}"),
            ("İ ΣΑΣ", "i\u{307} σας"),
        ];
        for (text, expected) in cases {
            assert_eq!(fold(text), expected, "{text:?}");
        }
    }

    #[test]
    fn snippets_are_found_whatever_their_case_and_spaces() {
        let snippets = ["The  end".to_owned(), "of\nthe".to_owned(), "absent".to_owned()];
        let hits = snippet_hits(&fold("This is the END\tof the story"), &snippets);
        assert_eq!(hits, Hits { found: 2, sought: 3 });
        assert_eq!(hits.rate(), Some(2.0 / 3.0));
    }

    #[test]
    fn no_snippets_no_rate() {
        assert_eq!(snippet_hits("text", &[]).rate(), None);
    }
}
