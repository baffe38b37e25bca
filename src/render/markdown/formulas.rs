//! Formulas between dollar signs, and dollar signs that do not start one.
//!
//! There is no standard. The rules are those that Markdown parsers share: a sign that starts a formula is not followed
//! by white space, and a sign that ends it is not preceded by white space; braces inside are balanced; a backslash
//! escapes a sign.

use super::flanks::Place;
use super::options::{Formulas, Options};
use crate::render::inline::{Inline, Mark};

/// Not all parsers balance deeper groups.
const MAX_BRACES: usize = 20;

/// Which dollar signs of a text could start a formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dollars {
    /// Those before a position in the text. After it, no sign could end a formula.
    Before(usize),
    /// All of them: the surroundings of the text are unknown.
    All,
}

impl Dollars {
    /// In a text of its own.
    pub(super) fn of_text(options: &Options, text: &str) -> Dollars {
        Dollars::of(options, text, Place::Paragraph, &[Inline::Text(0..text.len())])
    }

    /// In the tokens of a block's text.
    pub(super) fn of(options: &Options, text: &str, place: Place, tokens: &[Inline]) -> Dollars {
        if options.formulas == Formulas::Text {
            return Dollars::Before(0);
        }
        let (mut last, mut is_after_text, mut is_in_code) = (0, true, false);
        for token in tokens {
            match token {
                Inline::Text(range) => {
                    let ends = |at: usize| {
                        let before =
                            text[..at].chars().next_back().filter(|_| at > range.start || is_after_text);
                        // A line feed in a cell is written as an element, and each line of code has marks around it.
                        let is_space =
                            |c: char| c.is_ascii_whitespace() && (c != '\n' || place != Place::Cell);
                        is_in_code || !before.is_some_and(is_space)
                    };
                    let signs = memchr::memrchr_iter(b'$', text[range.clone()].as_bytes());
                    last = signs.map(|at| range.start + at).find(|&at| ends(at)).unwrap_or(last);
                }
                Inline::Atom(range, _) => last = range.end,
                Inline::Open(Mark::Code(_)) => is_in_code = true,
                Inline::Close(Mark::Code(_)) => is_in_code = false,
                _ => {}
            }
            is_after_text = matches!(token, Inline::Text(_));
        }
        Dollars::Before(last)
    }

    /// Whether the sign at a position must be escaped. `may_open` is whether it could start a formula, judging by the
    /// text after it.
    pub(super) fn is_escaped(self, at: usize, may_open: bool) -> bool {
        match self {
            Dollars::Before(end) => at < end && may_open,
            Dollars::All => true,
        }
    }
}

/// TeX as a formula; `None` if it would not be read as one.
pub(super) fn formula(tex: &str, is_display: bool, place: Place) -> Option<String> {
    if !is_readable(tex) {
        return None;
    }
    let tex = if place == Place::Cell { in_cell(tex)? } else { tex.to_owned() };
    let sign = if is_display { "$$" } else { "$" };
    Some(format!("{sign}{tex}{sign}"))
}

/// Whether TeX has no dollar sign, and braces that are balanced.
fn is_readable(tex: &str) -> bool {
    let (mut depth, mut is_escaped) = (0_usize, false);
    for byte in tex.bytes() {
        match byte {
            _ if is_escaped => {}
            b'$' | b'\n' => return false,
            b'{' if depth == MAX_BRACES => return false,
            b'{' => depth += 1,
            b'}' if depth == 0 => return false,
            b'}' => depth -= 1,
            _ => {}
        }
        is_escaped = byte == b'\\' && !is_escaped;
    }
    depth == 0 && !is_escaped && !tex.is_empty()
}

/// TeX without bars that would end a cell (GitHub Flavored Markdown, section 4.10): `\|` is a bar there, so the double
/// bar, which is `\|` in TeX, is written by its other name.
fn in_cell(tex: &str) -> Option<String> {
    if tex.contains("\\\\|") {
        return None;
    }
    Some(tex.replace("\\|", "\\Vert ").trim_end().replace('|', "\\|"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_read_back_is_a_formula() {
        assert_eq!(formula("x", false, Place::Paragraph).as_deref(), Some("$x$"));
        assert_eq!(formula(r"\{x\$", true, Place::Heading).as_deref(), Some(r"$$\{x\$$$"));
        for tex in ["", "a$b", "{", "}{", "a\\", r"\text{if $x$}"] {
            assert_eq!(formula(tex, false, Place::Paragraph), None, "{tex}");
        }
        assert_eq!(formula(r"|x|\|y\|", false, Place::Cell).as_deref(), Some(r"$\|x\|\Vert y\Vert$"));
    }
}
