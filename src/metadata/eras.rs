//! Years of East Asian eras.

use super::numeric::number;

/// The eras used in dates, and the offset of their years: those of Japan since 1912, and that of the Republic of China.
const ERAS: [(&str, u32); 7] = [
    ("令和", 2018),
    ("平成", 1988),
    ("昭和", 1925),
    ("大正", 1911),
    ("中華民國", 1911),
    ("民國", 1911),
    ("民国", 1911),
];
/// Years of an era have at most three digits.
const MAX_DIGITS: usize = 3;

/// The Gregorian year for a year of an era at the start of a text, and the text after it: `令和5`, `令和元`, `民國112`.
pub(super) fn year_at_start(text: &str) -> Option<(u32, &str)> {
    let (before, rest) = ERAS.iter().find_map(|&(name, before)| Some((before, text.strip_prefix(name)?)))?;
    let rest = rest.trim_start_matches([' ', '\u{3000}']);
    if let Some(rest) = rest.strip_prefix('元') {
        return Some((before + 1, rest));
    }
    let (year, len, rest) = number(rest)?;
    (len <= MAX_DIGITS).then_some((before + year, rest))
}
