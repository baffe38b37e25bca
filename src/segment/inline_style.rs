//! The properties of the `style` attribute that decide what is shown and how.

/// Whether an inline style hides the element.
pub(crate) fn hides(style: &str) -> bool {
    // Both properties have this letter, and most styles do not.
    memchr::memchr2(b'y', b'Y', style.as_bytes()).is_some()
        && declarations(style).any(|(name, value)| {
            let is = |property: &str, hidden: &str| {
                value.eq_ignore_ascii_case(hidden) && name.eq_ignore_ascii_case(property)
            };
            is("display", "none") || is("visibility", "hidden")
        })
}

/// Whether an inline style keeps the line breaks of the text (CSS Text, section 3); `None` if it does not set them.
pub(super) fn keeps_lines(style: &str) -> Option<bool> {
    // Most styles do not set it.
    memchr::memchr(b'-', style.as_bytes())?;
    let has = |values: &[&str]| declares(style, "white-space", values);
    if has(&["pre-wrap", "pre-line", "pre", "break-spaces"]) {
        return Some(true);
    }
    has(&["normal", "nowrap"]).then_some(false)
}

/// Whether an inline style puts an element on lines of its own (CSS Display, section 2).
pub(super) fn is_block(style: &str) -> bool {
    // Most styles do not set it.
    memchr::memchr2(b'y', b'Y', style.as_bytes()).is_some()
        && declares(style, "display", &["block", "flex", "flow-root", "grid", "list-item", "table"])
}

/// Whether an inline style sets a property to one of `values`.
pub(crate) fn declares(style: &str, property: &str, values: &[&str]) -> bool {
    declarations(style).any(|(name, value)| {
        name.eq_ignore_ascii_case(property) && values.iter().any(|known| known.eq_ignore_ascii_case(value))
    })
}

/// The properties of an inline style with the first words of their values.
fn declarations(style: &str) -> impl Iterator<Item = (&str, &str)> {
    style
        .split(';')
        .filter_map(|declaration| declaration.split_once(':'))
        .map(|(name, value)| (name.trim(), value.trim().split(['!', ' ']).next().unwrap_or_default()))
}
