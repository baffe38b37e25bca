//! Dates in numbers.

use super::calendar::Order;
use super::calendar::{Day, of_buddhist_era};
use super::eras;
use super::locale::Locale;

/// Three numbers, with the separators of a date.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbers {
    values: [u32; 3],
    /// How many digits each number has.
    digits: [usize; 3],
    separator: char,
}

/// The numbers at the start of a text, and the text after them: `2016-04-02`, `2016/4/2`, `2016. 4. 2.`, `2016年4月2日`,
/// `令和5年4月1日`, `02.04.2016`.
pub(super) fn at_start(text: &str) -> Option<(Numbers, &str)> {
    let of_era = || eras::year_at_start(text).map(|(year, rest)| (year, 4, rest));
    let (first, first_len, rest) = number(text).or_else(of_era)?;
    let (separator, rest) = after_separator(rest)?;
    let (second, second_len, rest) = number(rest)?;
    let (next, rest) = after_separator(rest)?;
    let (third, third_len, rest) = number(rest)?;
    let is_known =
        matches!((separator, next), ('-', '-') | ('/', '/') | ('.', '.') | ('年', '月') | ('년', '월'));
    let rest = match separator {
        '年' | '년' => rest.trim_start_matches(SPACES).strip_prefix(['日', '일']).unwrap_or(rest),
        _ => rest,
    };
    let numbers =
        Numbers { values: [first, second, third], digits: [first_len, second_len, third_len], separator };
    (is_known && second_len <= 2).then_some((numbers, rest))
}

const SPACES: [char; 3] = [' ', '\u{a0}', '\u{3000}'];

/// The separator of two numbers in a date, and the text after it. There may be white space after dots and units.
fn after_separator(text: &str) -> Option<(char, &str)> {
    let separator = text.chars().next()?;
    let text = match separator {
        '年' | '月' | '년' | '월' => text.trim_start_matches(SPACES),
        _ => text,
    };
    let rest = &text[separator.len_utf8()..];
    Some((separator, if matches!(separator, '-' | '/') { rest } else { rest.trim_start_matches(SPACES) }))
}

impl Numbers {
    /// The day that the numbers name, if it is clear which of them is the month.
    pub(super) fn day(self, locale: &Locale) -> Option<Day> {
        let [first, second, third] = self.values;
        match self.digits {
            [4, _, 1 | 2] => Some((of_buddhist_era(first, locale.code() == Some("th")), second, third)),
            [1 | 2, _, 4] => {
                let year = of_buddhist_era(third, locale.code() == Some("th"));
                match self.order(locale)? {
                    Order::DayFirst => Some((year, second, first)),
                    Order::MonthFirst => Some((year, first, second)),
                }
            }
            _ => None,
        }
    }

    /// Which of the first two numbers is the day: the one that cannot be a month, else according to the language. With
    /// dots, no language has the month first.
    fn order(self, locale: &Locale) -> Option<Order> {
        let [first, second, _] = self.values;
        if first > 12 || first == second {
            return Some(Order::DayFirst);
        }
        if second > 12 {
            return Some(Order::MonthFirst);
        }
        locale.order().filter(|order| *order == Order::DayFirst || self.separator != '.')
    }

    /// Whether the numbers look like a date: a year at one end, and two numbers that may be day and month.
    pub(super) fn is_date(self) -> bool {
        let [first, second, third] = self.values;
        let [first_len, _, third_len] = self.digits;
        let is_year = |value: u32, len| len == 4 && matches!(value / 100, 19 | 20 | 24 | 25);
        let is_day = |value, len| len <= 2 && (1..=31).contains(&value);
        is_day(second, 2)
            && ((is_year(first, first_len) && is_day(third, third_len))
                || (is_day(first, first_len) && is_year(third, third_len)))
    }
}

/// A number, how many digits it has, and the text after it. Its value is that of the first nine digits.
pub(super) fn number(text: &str) -> Option<(u32, usize, &str)> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at(len);
    // A fraction may have any number of digits, and its value is not used.
    let value = digits.get(..len.min(9))?.parse().ok()?;
    Some((value, len, rest))
}
