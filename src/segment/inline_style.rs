//! The `style` attribute, as far as it tells what is shown and how.

/// Whether an inline style takes the element off the page.
pub(super) fn hides(style: &str) -> bool {
    declares(style, "display", &["none"]) || declares(style, "visibility", &["hidden"])
}

/// Whether an inline style gives a property one of some values.
pub(super) fn declares(style: &str, property: &str, values: &[&str]) -> bool {
    style.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(name, value)| {
        let value = value.trim().split(['!', ' ']).next().unwrap_or_default();
        name.trim().eq_ignore_ascii_case(property)
            && values.iter().any(|known| known.eq_ignore_ascii_case(value))
    })
}
