//! The calendar of Iran, whose years begin in March.

use super::calendar::{Day, is_valid, ordinal};
use std::ops::Range;

#[rustfmt::skip]
const MONTHS: [&str; 12] = [
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
];
/// The years that are read. Within this range, eight of every 33 years are leap years.
pub(super) const YEARS: Range<u32> = 1300..1500;

/// The month, 1 to 12, that a lower-case word names.
pub(super) fn month(word: &str) -> Option<u32> {
    // Arabic keyboards have other forms of two letters.
    let word = word.replace('ي', "ی").replace('ك', "ک");
    MONTHS.iter().position(|name| *name == word).map(|at| at as u32 + 1)
}

/// The day of the Gregorian calendar.
pub(super) fn to_gregorian((year, month, day): Day) -> Option<Day> {
    let len = match month {
        1..=6 => 31,
        7..=11 => 30,
        _ => 29 + u32::from((8 * year + 29) % 33 < 8),
    };
    let is_day = YEARS.contains(&year) && (1..=12).contains(&month) && (1..=len).contains(&day);
    let count = |(year, month, day): Day| {
        365 * year + (8 * year + 21) / 33 + 31 * (month - 1) - month.saturating_sub(7) + day
    };
    let start = ordinal((2021, 3, 21)) - count((1400, 1, 1));
    let number = is_day.then(|| start + count((year, month, day)))?;
    let mut months = (year + 621..=year + 622).flat_map(|year| (1..=12).map(move |month| (year, month)));
    let (year, month) = months.rfind(|&(year, month)| ordinal((year, month, 1)) <= number)?;
    Some((year, month, number - ordinal((year, month, 1)) + 1)).filter(|day| is_valid(*day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_converted() {
        let cases = [
            ((1402, 3, 12), Some((2023, 6, 2))),
            ((1402, 12, 29), Some((2024, 3, 19))),
            ((1403, 1, 1), Some((2024, 3, 20))),
            ((1403, 12, 30), Some((2025, 3, 20))),
            ((1404, 1, 1), Some((2025, 3, 21))),
            ((1399, 12, 30), Some((2021, 3, 20))),
            ((1357, 11, 22), Some((1979, 2, 11))),
            ((1400, 7, 30), Some((2021, 10, 22))),
            ((1402, 12, 30), None),
            ((1402, 7, 31), None),
            ((1402, 13, 1), None),
            ((1203, 1, 1), None),
        ];
        for (day, expected) in cases {
            assert_eq!(to_gregorian(day), expected, "{day:?}");
        }
        assert_eq!(month("دي"), Some(10));
    }
}
