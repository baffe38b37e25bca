//! Splits text into words, for all measures.

use std::sync::LazyLock;

use regex::Regex;

/// Thai, kana, Han and Hangul: scripts without spaces between words, or that are measured as if they had none.
macro_rules! lone {
    () => {
        r"[\u{e00}-\u{e7f}\u{3040}-\u{30ff}\u{3400}-\u{4dbf}\u{4e00}-\u{9fff}\u{ac00}-\u{d7af}\u{f900}-\u{faff}]"
    };
}

// `\p{L}\p{N}_` and not `\w`, because a combining mark ends a word in the benchmarks.
static WORD: LazyLock<Regex> =
    LazyLock::new(|| pattern(concat!(lone!(), r"|[[\p{L}\p{N}_]--", lone!(), "]+")));
static RUN: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\p{L}\p{N}_]+"));

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("a constant pattern is valid")
}

/// The words of a text, lower-cased, in order.
///
/// A word is a run of letters, numbers and underscores. Each Han, kana, Hangul or Thai character is a word by itself.
/// A combining mark ends a word and is not part of it: `हिन्दी` gives `ह`, `न` and `द`.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    // Lower-casing comes first: `İ` becomes `i` and a combining mark, which then ends the word.
    let lower = text.to_lowercase();
    WORD.find_iter(&lower).map(|word| word.as_str().to_owned()).collect()
}

/// The runs of letters, numbers and underscores of a text, as written, in order.
///
/// Unlike [`words`], it keeps a run of Han characters together.
#[must_use]
pub fn runs(text: &str) -> Vec<&str> {
    RUN.find_iter(text).map(|run| run.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_the_benchmarks() {
        let cases: [(&str, &[&str]); 16] = [
            ("", &[]),
            ("Hello, World! It's 3.14", &["hello", "world", "it", "s", "3", "14"]),
            ("snake_case __x__ a-b", &["snake_case", "__x__", "a", "b"]),
            ("“Quoted” don’t ‘x’", &["quoted", "don", "t", "x"]),
            ("straße CAFÉ cafe\u{301}", &["straße", "café", "cafe"]),
            ("a\u{200b}b a\u{ad}b a\u{200d}b", &["a", "b", "a", "b", "a", "b"]),
            ("İstanbul IŞIK", &["i", "stanbul", "işik"]),
            ("ΟΔΟΣ ΟΔΟΣ'Α", &["οδος", "οδοσ", "α"]),
            ("नहीं हिन्दी", &["नह", "ह", "न", "द"]),
            ("½ x² ① Ⅷ ٣ Ⓐ", &["½", "x²", "①", "ⅷ", "٣"]),
            ("ﬁne ǅ", &["ﬁne", "ǆ"]),
            ("中文 mixed英文abc漢字", &["中", "文", "mixed", "英", "文", "abc", "漢", "字"]),
            ("テキスト・ひらがな", &["テ", "キ", "ス", "ト", "・", "ひ", "ら", "が", "な"]),
            ("ภาษาไทย ฿5", &["ภ", "า", "ษ", "า", "ไ", "ท", "ย", "฿", "5"]),
            ("한국어 word", &["한", "국", "어", "word"]),
            ("𠀀𠀁 𝒳y", &["𠀀𠀁", "𝒳y"]),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn runs_keep_case_and_know_no_lone_characters() {
        assert_eq!(runs("中文 mixed英文ABC, snake_case"), ["中文", "mixed英文ABC", "snake_case"]);
        assert!(runs("...").is_empty());
    }
}
