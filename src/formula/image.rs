//! Images of formulas, with the TeX in `alt`.

use super::{Formula, tex};
use crate::parse::{AttributeName, NodeId, Tree};

/// The formula that an image shows, if its class or its `alt` text says that it is one.
pub(crate) fn image_formula(tree: &Tree, image: NodeId) -> Option<Formula> {
    let alt = tree.attribute(image, AttributeName::Alt)?.trim();
    if alt.is_empty() {
        return None;
    }
    let class = tree.attribute(image, AttributeName::Class).unwrap_or_default();
    let is_formula = is_tex(alt) || (class.split_ascii_whitespace().any(is_formula_class) && !is_prose(alt));
    let is_display = class.contains("display") || alt.starts_with("\\[") || alt.starts_with("$$");
    (is_formula && !tex::clean(alt).is_empty()).then_some(Formula { source: image, is_display })
}

/// Classes of images of formulas: those of `MediaWiki`, `WordPress`, Moodle, Sphinx and `QuickLaTeX`.
fn is_formula_class(class: &str) -> bool {
    matches!(class, "latex" | "tex" | "texrender" | "math")
        || class.starts_with("mwe-math-fallback-image")
        || class.starts_with("ql-img-")
}

/// Whether a text is TeX: it has delimiters of TeX around it, starts with a command, or has an argument in braces.
fn is_tex(alt: &str) -> bool {
    let is_between = |open: &str, close: &str| {
        let inside = alt.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        inside.is_some_and(|inside| !inside.is_empty() && !inside.contains(open))
    };
    let starts_with_command = alt.strip_prefix('\\').or_else(|| alt.strip_prefix("{\\"));
    is_between("$", "$")
        || is_between("$$", "$$")
        || is_between("\\(", "\\)")
        || is_between("\\[", "\\]")
        || starts_with_command.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))
        || ["^{", "_{"].iter().any(|script| alt.contains(script))
        || has_argument(alt)
}

/// Whether a command has an argument, such as `\frac{`.
fn has_argument(alt: &str) -> bool {
    alt.split('\\').skip(1).any(|command| {
        let rest = command.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        rest.len() < command.len() && rest.starts_with('{')
    })
}

/// Whether the text has several words and no sign of TeX.
fn is_prose(alt: &str) -> bool {
    const MAX_WORDS: usize = 3;
    alt.split_whitespace().count() > MAX_WORDS && !alt.contains(['\\', '^', '_', '{', '=', '+', '<', '>'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_formula(image: &str) -> bool {
        let tree = crate::parse::parse(image, &crate::Limits::new()).unwrap();
        let is_image = |id: &NodeId| tree.tag(*id) == Some(crate::parse::Tag::Img);
        image_formula(&tree, tree.descendants(tree.root()).find(is_image).unwrap()).is_some()
    }

    #[test]
    fn formulas_are_told_from_pictures() {
        for alt in [r"{\displaystyle x}", r"\alpha", "$n$", r"\( a \)", "x^{2}", r"1 + \frac{1}{2}"] {
            assert!(is_formula(&format!("<img alt='{alt}'>")), "{alt}");
        }
        assert!(is_formula("<img class='x latex' alt=n>"));
        assert!(!is_formula("<img class='math' alt='Children in a class of mathematics'>"));
        for alt in ["", "A mill", "$5 off", r"C:\Users\ada", "snake_case", "a^b", "costs $5 or $"] {
            assert!(!is_formula(&format!("<img alt='{alt}'>")), "{alt}");
        }
    }
}
