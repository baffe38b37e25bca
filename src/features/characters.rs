//! Kinds of characters: scripts without spaces, marks, separators, currency signs.

/// The word mass of a character in a script without spaces between words.
pub(super) fn unspaced_mass(c: char) -> Option<f32> {
    match c {
        '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' => Some(0.6),
        '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}' => Some(0.4),
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' => Some(0.2),
        _ => None,
    }
}

/// Accents, viramas, soft hyphens and joiners: they are not letters, and they do not end a word.
pub(super) fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{300}'..='\u{36f}'
            | '\u{610}'..='\u{61a}'
            | '\u{64b}'..='\u{65f}'
            | '\u{900}'..='\u{963}'
            | '\u{980}'..='\u{dff}'
            | '\u{200c}'
            | '\u{200d}'
    )
}

/// Signs between the entries of menus and breadcrumbs.
pub(super) fn is_separator(c: char) -> bool {
    matches!(c, '|' | '/' | '>' | '·' | '•' | '»' | '›' | '→' | '｜')
}

/// Signs of currencies.
pub(super) fn is_currency(c: char) -> bool {
    matches!(c, '$' | '¢' | '£' | '¥' | '€' | '₹' | '₽' | '₩' | '₫' | '₴' | '₺' | '฿' | '￥')
}
