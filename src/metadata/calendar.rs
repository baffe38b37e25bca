//! Days of the Gregorian calendar.

/// A year, a month and a day.
pub(super) type Day = (u32, u32, u32);

/// Whether the day exists.
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

/// The number of a day. The numbers of consecutive days are consecutive.
pub(super) fn ordinal((year, month, day): Day) -> u32 {
    // A year that begins in March ends with the leap day.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day
}

/// The Gregorian year for a year that may be one of the Buddhist era, as in Thai dates. Those are 543 higher.
pub(super) fn of_buddhist_era(year: u32, is_thai: bool) -> u32 {
    if is_thai && (2400..2600).contains(&year) { year - 543 } else { year }
}

/// Whether the day or the month comes first, if the year comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn consecutive_days_have_consecutive_numbers() {
        let days = [
            (2023, 12, 31),
            (2024, 1, 1),
            (2024, 2, 28),
            (2024, 2, 29),
            (2024, 3, 1),
            (2100, 2, 28),
            (2100, 3, 1),
        ];
        let numbers = days.map(ordinal);
        let steps: Vec<u32> = numbers.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert_eq!(steps, [1, 58, 1, 1, 27_757, 1]);
    }
}
