//! Superscripts and subscripts as text: `10<sup>9</sup>` is `10⁹`, `2<sup>k+1</sup>` is `2^{k+1}`.
//!
//! Not every superscript is an exponent. Ordinals (`1<sup>st</sup>`), abbreviations (`M<sup>me</sup>`), references
//! (`<sup>[1]</sup>`, `<sup>(1)</sup>`) and note signs (`*`) are readable without notation, so they stay plain text.

use crate::parse::{NodeData, NodeId, Tag, Tree};

/// A longer superscript or subscript is small print.
const MAX_CHARS: usize = 24;
/// So is one with more nodes.
const MAX_NODES: usize = 12;

/// The direction of a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shift {
    Up,
    Down,
}

/// A `sup` or `sub` element as text, given the visible text right before it; `None` if its own text is readable without
/// notation.
///
/// Unicode superscripts and subscripts are used if each character has one: digits, signs, `n` and `i`. Otherwise the
/// notation is that of TeX: `^k`, `_{max}`.
pub(super) fn notation(tree: &Tree, id: NodeId, tag: Tag, before: &str) -> Option<String> {
    let shift = if tag == Tag::Sup { Shift::Up } else { Shift::Down };
    let Content { text, is_italic, is_nested } = Content::of(tree, id)?;
    let base = Base::of(before);
    let is_letters = text.chars().all(char::is_alphabetic);
    if !text.chars().all(|c| is_formula_sign(c, shift))
        || (is_letters && !base.takes_letters(shift, &text, is_italic))
    {
        return None;
    }
    let is_note = text.starts_with('(') && text.ends_with(')') && !base.is_lone_letter;
    if is_note {
        return None;
    }
    let has_list = shift == Shift::Up && text.contains([',', ';']);
    // Numbers of notes: the signs between them have no shifted forms.
    let is_plain = |c: char| has_list && matches!(c, ',' | ';');
    let shifted = text.chars().map(|c| if is_plain(c) { Some(c) } else { shifted(c, shift) });
    if let Some(shifted) = shifted.collect::<Option<String>>().filter(|_| !is_nested) {
        return Some(shifted);
    }
    let has_value = text.chars().any(char::is_alphanumeric) || text.contains('∞');
    (has_value && base.is_visible && !has_list).then(|| in_braces(shift, &text))
}

fn in_braces(shift: Shift, text: &str) -> String {
    let mark = if shift == Shift::Up { '^' } else { '_' };
    match text.chars().nth(1) {
        None => format!("{mark}{text}"),
        Some(_) => format!("{mark}{{{text}}}"),
    }
}

/// What is inside a `sup` or `sub`.
struct Content {
    /// Without white space around signs.
    text: String,
    is_italic: bool,
    is_nested: bool,
}

impl Content {
    /// Reads a small element that contains only formatted text.
    fn of(tree: &Tree, id: NodeId) -> Option<Content> {
        let mut content = Content { text: String::new(), is_italic: false, is_nested: false };
        let mut at = tree.first_child(id);
        let mut nodes = 0;
        while let Some(inside) = at {
            nodes += 1;
            at = tree.first_child(inside).or_else(|| tree.next_outside(inside, id));
            match tree.data(inside) {
                NodeData::Text(span) => content.text.push_str(tree.text(span)),
                NodeData::Element { tag: Tag::I | Tag::Em | Tag::Var, .. } => content.is_italic = true,
                NodeData::Element {
                    tag: Tag::B | Tag::Strong | Tag::Span | Tag::Small | Tag::Unknown,
                    ..
                } => {}
                NodeData::Element { tag: tag @ (Tag::Sup | Tag::Sub), .. } => {
                    let shift = if tag == Tag::Sup { Shift::Up } else { Shift::Down };
                    let text = Content::of_nested(tree, inside)?;
                    content.text.push_str(&in_braces(shift, &text));
                    content.is_nested = true;
                    at = tree.next_outside(inside, id);
                }
                _ => return None,
            }
            if nodes > MAX_NODES || content.text.len() > MAX_CHARS * 4 {
                return None;
            }
        }
        content.text = without_spaces(&content.text)?;
        let is_short = (1..=MAX_CHARS).contains(&content.text.chars().count());
        is_short.then_some(content)
    }

    /// The text of an element within a superscript, if it contains nothing else.
    fn of_nested(tree: &Tree, id: NodeId) -> Option<String> {
        let child = tree.first_child(id).filter(|&child| tree.next_sibling(child).is_none())?;
        let NodeData::Text(span) = tree.data(child) else { return None };
        Some(tree.text(span)).filter(|text| text.len() <= MAX_CHARS).and_then(without_spaces)
    }
}

/// The text without white space; `None` if the white space separates words.
fn without_spaces(text: &str) -> Option<String> {
    let is_word = |part: &str| part.chars().filter(|c| c.is_alphabetic()).nth(1).is_some();
    let mut parts = text.split_whitespace();
    let first = parts.next().unwrap_or_default();
    let rest: Vec<_> = parts.collect();
    let has_words = !rest.is_empty() && (is_word(first) || rest.iter().any(|part| is_word(part)));
    (!has_words).then(|| first.to_owned() + &rest.concat())
}

/// The text right before a superscript or subscript.
struct Base {
    last: char,
    /// Whether a visible character of a word or group is right before.
    is_visible: bool,
    /// Whether it is a letter that is not part of a longer word.
    is_lone_letter: bool,
}

impl Base {
    fn of(before: &str) -> Base {
        let mut chars = before.chars().rev();
        let last = chars.next().unwrap_or(' ');
        let is_alone = !chars.next().is_some_and(char::is_alphabetic);
        Base {
            last,
            is_visible: last.is_alphanumeric() || matches!(last, ')' | ']' | '}' | '|'),
            is_lone_letter: is_alone && last.is_alphabetic(),
        }
    }

    /// Whether shifted letters after it are an exponent or index rather than the end of a word such as `1st`, `Mme` or
    /// `No`.
    fn takes_letters(&self, shift: Shift, letters: &str, is_italic: bool) -> bool {
        if shift == Shift::Down || is_italic {
            return self.is_visible;
        }
        let is_single = letters.chars().nth(1).is_none();
        let is_one_of = |ends: &str| letters.chars().all(|c| ends.contains(c));
        is_single
            && match self.last {
                ')' | ']' | '}' | '|' => true,
                last if last.is_numeric() => is_one_of("nkxyzijpq"),
                last if self.is_lone_letter && last.is_uppercase() => !is_one_of("aeorstdlmºª"),
                _ => self.is_lone_letter && !is_one_of("aeoºª"),
            }
    }
}

/// Whether a character can be part of a formula; brackets of references and note signs cannot. An index may be a word
/// in any script (`F<sub>тр</sub>`), an exponent may not.
fn is_formula_sign(c: char, shift: Shift) -> bool {
    let is_letter = match shift {
        Shift::Up => c.is_ascii_alphabetic() || ('α'..='ω').contains(&c) || ('Α'..='Ω').contains(&c),
        Shift::Down => c.is_alphabetic() && c < '\u{2e80}',
    };
    is_letter
        || c.is_ascii_digit()
        || matches!(
            c,
            '+' | '-' | '−' | '–' | '±' | '=' | '(' | ')' | '{' | '}' | '^' | '_' | '/' | '.' | ','
        )
        || matches!(c, ';' | '·' | '⋅' | '×' | '∞' | '′')
}

/// The Unicode superscript or subscript of a character.
fn shifted(c: char, shift: Shift) -> Option<char> {
    const FROM: &str = "0123456789+-−–=()ni";
    const UP: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ";
    const DOWN: &str = "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₙᵢ";
    let to = if shift == Shift::Up { UP } else { DOWN };
    to.chars().nth(FROM.chars().position(|from| from == c)?)
}

#[cfg(test)]
mod tests {
    use super::notation;
    use crate::parse::{Tag, parse};

    /// The text before and that of the element.
    fn written(before: &str, element: &str) -> String {
        let tree = parse(element, &crate::Limits::new()).unwrap();
        let is_shifted = |&id: &_| matches!(tree.tag(id), Some(Tag::Sup | Tag::Sub));
        let id = tree.descendants(tree.root()).find(is_shifted).unwrap();
        let plain = || tree.text_content(id);
        before.to_owned() + &notation(&tree, id, tree.tag(id).unwrap(), before).unwrap_or_else(plain)
    }

    #[test]
    fn exponents_and_indices_are_shown() {
        let cases = [
            ("10", "<sup>9</sup>", "10⁹"),
            ("10", "<sup>−34</sup>", "10⁻³⁴"),
            ("10", "<sup> -3 </sup>", "10⁻³"),
            ("H", "<sub>2</sub>", "H₂"),
            ("Ca", "<sup>2+</sup>", "Ca²⁺"),
            ("", "<sup>14</sup>", "¹⁴"),
            ("2", "<sup>n</sup>", "2ⁿ"),
            ("2", "<sup>n + 1</sup>", "2ⁿ⁺¹"),
            ("2", "<sup>k</sup>", "2^k"),
            ("2", "<sup>k+1</sup>", "2^{k+1}"),
            ("e", "<sup>x</sup>", "e^x"),
            ("e", "<sup><i>it</i></sup>", "e^{it}"),
            ("A", "<sup>T</sup>", "A^T"),
            ("f", "<sup>(2)</sup>", "f⁽²⁾"),
            ("(a+b)", "<sup>m</sup>", "(a+b)^m"),
            ("x", "<sub>i</sub>", "xᵢ"),
            ("v", "<sub>max</sub>", "v_{max}"),
            ("F", "<sub>тр</sub>", "F_{тр}"),
            ("x", "<sub>i,j</sub>", "x_{i,j}"),
            ("2", "<sup>2<sup>n</sup></sup>", "2^{2^n}"),
            ("1", "<sup>1</sup>", "1¹"),
            ("10", "<sup>1.5</sup>", "10^{1.5}"),
            ("said", "<sup>1,2</sup>", "said¹,²"),
        ];
        for (before, element, expected) in cases {
            assert_eq!(written(before, element), expected, "{element}");
        }
    }

    #[test]
    fn what_reads_well_stays_plain() {
        let cases = [
            ("1", "<sup>st</sup>", "1st"),
            ("2", "<sup>e</sup>", "2e"),
            ("3", "<sup>er</sup>", "3er"),
            ("M", "<sup>me</sup>", "Mme"),
            ("M", "<sup>r</sup>", "Mr"),
            ("n", "<sup>o</sup>", "no"),
            ("Acme", "<sup>TM</sup>", "AcmeTM"),
            ("Acme", "<sup>®</sup>", "Acme®"),
            ("Smith", "<sup>a,b</sup>", "Smitha,b"),
            ("word", "<sup>[1]</sup>", "word[1]"),
            ("word", "<sup>*</sup>", "word*"),
            ("認識", "<sup>(54)</sup>", "認識(54)"),
            ("文字", "<sup>注1</sup>", "文字注1"),
            ("x", "<sup>²</sup>", "x²"),
            ("word", "<sup><a href=x>1</a></sup>", "word1"),
            ("", "<sub>Photo: Ada</sub>", "Photo: Ada"),
            ("A", "<sub>made with love</sub>", "Amade with love"),
            ("10", "<sup>h</sup>", "10h"),
            ("x", "<sup></sup>", "x"),
        ];
        for (before, element, expected) in cases {
            assert_eq!(written(before, element), expected, "{element}");
        }
    }
}
