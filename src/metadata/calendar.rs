//! Days of the Gregorian calendar.

/// A year, a month and a day.
pub(super) type Day = (u32, u32, u32);

/// Whether there is such a day.
pub(super) fn is_valid((year, month, day): Day) -> bool {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(is_leap),
        1..=12 => 31,
        _ => 0,
    };
    (1000..=9999).contains(&year) && (1..=days).contains(&day)
}

/// The Gregorian year of one that is perhaps of the Buddhist era, as Thai dates have it: 543 more.
pub(super) fn of_buddhist_era(year: u32, is_thai: bool) -> u32 {
    if is_thai && (2400..2600).contains(&year) { year - 543 } else { year }
}
