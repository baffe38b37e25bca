//! The first sentences of a text.

use super::Article;
use super::Block;
use crate::kind::BlockKind;
use unicode_segmentation::UnicodeSegmentation;

/// The most characters that an excerpt may have.
const MAX_CHARS: usize = 300;

/// The first sentences of a body, taken from its paragraphs, or from its other blocks if it has no paragraphs.
pub(super) fn of_body(article: &Article) -> Option<String> {
    let kept = || article.blocks().filter(Block::is_content);
    let is_paragraph = |block: &Block<'_>| matches!(block.kind(), BlockKind::Paragraph | BlockKind::Other);
    let mut excerpt = start(kept().filter(is_paragraph).map(|block| block.text()));
    if excerpt.is_empty() {
        excerpt = start(kept().map(|block| block.text()));
    }
    (!excerpt.is_empty()).then_some(excerpt)
}

/// As many sentences as fit. If the first one does not fit, as many of its words as fit.
fn start<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let (mut excerpt, mut chars) = (String::new(), 0);
    for sentence in texts.flat_map(sentences) {
        let space = if excerpt.is_empty() { "" } else { " " };
        chars += space.len() + sentence.chars().count();
        if chars > MAX_CHARS {
            return if excerpt.is_empty() { cut(&sentence) } else { excerpt };
        }
        excerpt += space;
        excerpt += &sentence;
    }
    excerpt
}

/// The sentences of a text, each on one line. Text that could not fit into an excerpt is left out.
fn sentences(text: &str) -> impl Iterator<Item = String> {
    // Text after this point would not fit anyway.
    let end = text.char_indices().nth(8 * MAX_CHARS).map_or(text.len(), |(at, _)| at);
    let sentences = text[..end].split_sentence_bounds().map(crate::metadata::one_line);
    sentences.filter(|sentence| !sentence.is_empty())
}

/// The words of a sentence that fit, with an ellipsis.
fn cut(sentence: &str) -> String {
    let end = sentence.char_indices().nth(MAX_CHARS - 1).map_or(sentence.len(), |(at, _)| at);
    let fits = &sentence[..end];
    let words = fits.rsplit_once(' ').map_or(fits, |(words, _)| words);
    format!("{}…", words.trim_end_matches(|c: char| !c.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(texts: &[&str]) -> String {
        start(texts.iter().copied())
    }

    #[test]
    fn whole_sentences_fit() {
        assert_eq!(of(&["It rained.  All\nday. "]), "It rained. All day.");
        assert_eq!(of(&["It rained.", "And then?"]), "It rained. And then?");
        assert_eq!(of(&["雨が降った。", "止んだ。"]), "雨が降った。 止んだ。");
        let long = "word ".repeat(59) + "end. ";
        assert_eq!(of(&[&long, "No room."]), long.trim_end());
        assert_eq!(of(&[]), "");
    }

    #[test]
    fn a_long_sentence_is_cut_between_words() {
        let excerpt = of(&[&"word, ".repeat(100_000)]);
        assert!(excerpt.ends_with("word…") && excerpt.chars().count() <= MAX_CHARS, "{excerpt}");
        let excerpt = of(&[&"字".repeat(1000)]);
        assert_eq!(excerpt.chars().count(), MAX_CHARS);
    }
}
