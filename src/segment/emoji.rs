//! Images that take the place of a character.

use crate::parse::{AttributeName, NodeId, Tree};

/// The longest `alt` of an emoji in bytes, such as `:slightly_smiling_face:` or a family of four.
const MAX_ALT: usize = 32;

/// The text that an image replaces: its `alt` if that consists of emoji, or if the image's class is for emoji.
pub(super) fn emoji(tree: &Tree, image: NodeId) -> Option<&str> {
    let alt = tree.attribute(image, AttributeName::Alt)?.trim();
    if alt.is_empty() || alt.len() > MAX_ALT || alt.contains(char::is_whitespace) {
        return None;
    }
    let is_named = || {
        let class = tree.attribute(image, AttributeName::Class).unwrap_or_default();
        class.split_ascii_whitespace().any(|name| matches!(name, "emoji" | "wp-smiley"))
    };
    let is_pictures = alt.starts_with(is_picture) && alt.chars().all(|c| is_picture(c) || is_modifier(c));
    (is_pictures || is_named()).then_some(alt)
}

/// Whether a character is in a block of pictographs (Unicode, emoji-data.txt). Check marks and crosses in these blocks
/// do not count: their images mark items.
fn is_picture(c: char) -> bool {
    let is_mark = matches!(c, '\u{2713}' | '\u{2715}' | '\u{2717}' | '\u{2718}');
    !is_mark
        && matches!(c, '\u{2300}'..='\u{23ff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// Whether a character changes the emoji before it (Unicode Technical Standard 51, section 1.4).
fn is_modifier(c: char) -> bool {
    matches!(c, '\u{200d}' | '\u{20e3}' | '\u{fe0f}' | '\u{e0020}'..='\u{e007f}')
}
