//! Converts dates to ISO 8601, if they are unambiguous.

use super::calendar::{Day, is_valid};
use super::clock::{self, without_weekday};
use super::locale::Locale;
use super::numerals::with_ascii_digits;
use super::numeric::{self, number};
use super::worded;

/// The months of Internet messages (RFC 5322, section 3.3), as scripts of servers print them.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// `YYYY-MM-DD`, with `THH:MM`, seconds and offset from UTC as far as they are given; `None` if the text is not a date,
/// or if the date is ambiguous in the language of the page.
pub(super) fn iso(text: &str, locale: &Locale) -> Option<String> {
    let text = with_ascii_digits(text.trim());
    let (day, rest) = date(&text, locale)
        .or_else(|| message_date(&text))
        .or_else(|| script_date(&text))
        .or_else(|| worded_date(&text, locale))?;
    let time = time(rest)?;
    is_valid(day).then(|| date_of(day) + &time)
}

/// A day in ISO 8601.
pub(super) fn date_of((year, month, day): Day) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

/// The day of a date in ISO 8601.
pub(super) fn day_of(iso: &str) -> Option<Day> {
    let mut numbers = iso.get(..10)?.split('-').map(|part| part.parse().ok());
    Some((numbers.next()??, numbers.next()??, numbers.next()??))
}

/// A date in numbers, and the text after it.
fn date<'t>(text: &'t str, locale: &Locale) -> Option<(Day, &'t str)> {
    if let Some((all, 8, rest)) = number(text) {
        return Some(((all / 10_000, all / 100 % 100, all % 100), rest));
    }
    let (numbers, rest) = numeric::at_start(text)?;
    // Some languages end a date in ordinals with a dot.
    Some((numbers.day(locale)?, rest.strip_prefix('.').unwrap_or(rest)))
}

/// A date whose month is a word, perhaps after the name of the weekday, and the text after it.
fn worded_date<'t>(text: &'t str, locale: &Locale) -> Option<(Day, &'t str)> {
    let found = worded::find(text, locale)?;
    let (before, rest) = (&text[..found.range.start], &text[found.range.end..]);
    let is_weekday = before.ends_with(", ") || before.trim_end().chars().count() <= 3;
    (worded::count(before) <= 1 && is_weekday).then_some((found.day?, rest.strip_prefix('.').unwrap_or(rest)))
}

/// The date of an Internet message, `Thu, 18 Dec 2025 10:00:00 GMT`, and the text after it.
fn message_date(text: &str) -> Option<(Day, &str)> {
    let text = text.split_once(", ").map_or(text, |(_, rest)| rest);
    let (day, day_len, rest) = number(text)?;
    let name = rest.strip_prefix([' ', '-'])?.get(..3)?.to_ascii_lowercase();
    let month = month(&name)?;
    let (year, year_len, rest) = number(rest[4..].strip_prefix([' ', '-'])?)?;
    // Without a time it may mean something else.
    let has_time = rest.starts_with(' ') && rest.contains(':');
    (day_len <= 2 && year_len == 4 && has_time).then_some(((year, month, day), rest))
}

/// The date as scripts print it (`Date.prototype.toString` of ECMAScript), `Sat Nov 18 2017 15:21:41 GMT+0000`, and the
/// text after it.
fn script_date(text: &str) -> Option<(Day, &str)> {
    let mut words = text.splitn(5, ' ');
    let weekday =
        words.next().filter(|word| word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let month = month(&words.next().filter(|_| weekday.is_some())?.to_ascii_lowercase())?;
    let (day, 1 | 2, "") = number(words.next()?)? else { return None };
    let (year, 4, "") = number(words.next()?)? else { return None };
    words.next().map(|time| ((year, month, day), time))
}

/// The number of a month, given as three lower-case letters.
fn month(name: &str) -> Option<u32> {
    MONTHS.iter().position(|month| *month == name).map(|at| at as u32 + 1)
}

/// The time after a date: empty if there is none, `None` if the date is followed by something else.
fn time(text: &str) -> Option<String> {
    let text = without_weekday(text.trim_start_matches([' ', '\u{3000}']));
    if text.trim_matches(['T', 't', ' ', ',', '\u{3000}']).is_empty() {
        return Some(String::new());
    }
    let (time, rest) = clock::at_start(text)?;
    Some(time + &offset(rest.trim())?)
}

/// The offset from UTC as ISO 8601 writes it.
fn offset(text: &str) -> Option<String> {
    if text.is_empty() {
        return Some(String::new());
    }
    if ["Z", "UTC", "GMT"].iter().any(|zero| text.eq_ignore_ascii_case(zero)) {
        return Some("Z".to_owned());
    }
    // Scripts add the name of the zone in brackets.
    let text = text.split_once(" (").map_or(text, |(offset, _)| offset);
    let text = text.strip_suffix(" UTC").or(text.strip_suffix(" GMT")).unwrap_or(text);
    let text = text.strip_prefix("GMT").or(text.strip_prefix("UTC")).unwrap_or(text);
    let sign = text.chars().next().filter(|sign| matches!(sign, '+' | '-'))?;
    let (hours, len, rest) = number(&text[1..])?;
    let (hours, minutes) = match (len, rest.strip_prefix(':').map_or(Some((0, 0, rest)), number)?) {
        (4, (_, 0, "")) => (hours / 100, hours % 100),
        (1 | 2, (minutes, 0 | 2, "")) => (hours, minutes),
        _ => return None,
    };
    (hours <= 14 && minutes <= 59).then(|| format!("{sign}{hours:02}:{minutes:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_where_they_are_certain() {
        let cases = [
            ("2021-05-03", Some("2021-05-03")),
            (" 2021/5/3 ", Some("2021-05-03")),
            ("20210503", Some("2021-05-03")),
            ("2021年5月3日", Some("2021-05-03")),
            ("令和3年5月3日", Some("2021-05-03")),
            ("令和元年5月3日", Some("2019-05-03")),
            ("平成30年12月31日", Some("2018-12-31")),
            ("中華民國112年5月4日", Some("2023-05-04")),
            ("民國1120年5月4日", None),
            ("۱۲ خرداد ۱۴۰۲", Some("2023-06-02")),
            ("2021년5월3일", Some("2021-05-03")),
            ("2021-05-03T10:12:00Z", Some("2021-05-03T10:12:00Z")),
            ("2021-05-03T10:12:00.123456789012+0200", Some("2021-05-03T10:12:00+02:00")),
            ("2021-05-03 10:12:07 -05:30", Some("2021-05-03T10:12:07-05:30")),
            ("2021-05-03 9:05", Some("2021-05-03T09:05")),
            ("2021-05-03 10:12 UTC", Some("2021-05-03T10:12Z")),
            ("2021-05-03 10:12:00 +0000 UTC", Some("2021-05-03T10:12:00+00:00")),
            ("Thu, 18 Dec 2025 10:00:00 GMT", Some("2025-12-18T10:00:00Z")),
            ("Sat Nov 18 2017 15:21:41 GMT+0000", Some("2017-11-18T15:21:41+00:00")),
            ("Sat Nov 18 2017 15:21:41 GMT-0530 (Some Time)", Some("2017-11-18T15:21:41-05:30")),
            ("Tue Mar 05 2024 10:11:12 GMT+0100 (CET)", Some("2024-03-05T10:11:12+01:00")),
            ("Sat Nov 18 2017", Some("2017-11-18")),
            ("Saturday Nov 18 2017 15:21:41 GMT", None),
            ("2021년 5월 3일 09:30", Some("2021-05-03T09:30")),
            ("2021. 5. 3.", Some("2021-05-03")),
            ("٢٠٢١/٥/٣", Some("2021-05-03")),
            ("5/23/2021 05:17:31 PM", Some("2021-05-23T17:17:31")),
            ("5/23/2021 12:17 am", Some("2021-05-23T00:17")),
            ("5/23/2021 13:17 am", None),
            ("23/04/2021", Some("2021-04-23")),
            ("04/23/2021", Some("2021-04-23")),
            ("03.03.2021", Some("2021-03-03")),
            ("03/04/2021", None),
            ("18 Dec 2025", Some("2025-12-18")),
            ("December 18, 2025 09:05", Some("2025-12-18T09:05")),
            ("Published December 18, 2025", None),
            ("el jueves, 18 de diciembre de 2025", None),
            ("jueves, 18 de diciembre de 2025", Some("2025-12-18")),
            ("2021-02-29", None),
            ("2024-02-29", Some("2024-02-29")),
            ("2021-05", None),
            ("2021-05-03 and later", None),
            ("2021-05-03T25:00", None),
            ("2021-05-03T10:12+99:00", None),
            ("1620036720", None),
            ("", None),
            ("年年年", None),
            ("1年2", None),
        ];
        for (text, expected) in cases {
            assert_eq!(iso(text, &Locale::default()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn the_language_tells_days_from_months() {
        let cases = [
            ("03/05/2024", "en-US", Some("2024-03-05")),
            ("03/05/2024 9:30", "en-GB", Some("2024-05-03T09:30")),
            ("03/05/2024", "en", None),
            ("03.05.2024", "de", Some("2024-05-03")),
            ("03.05.2024", "en-US", None),
            ("3-5-2024", "nl-NL", Some("2024-05-03")),
            ("03/05/2024", "ja", None),
            ("3/5/2567", "th", Some("2024-05-03")),
            ("3/5/2567", "en-GB", Some("2567-05-03")),
            ("2567-05-03", "th", Some("2024-05-03")),
            ("5 มี.ค. 2567 10:30", "th", Some("2024-03-05T10:30")),
        ];
        for (text, tag, expected) in cases {
            let locale = Locale::of([tag].into_iter());
            assert_eq!(iso(text, &locale).as_deref(), expected, "{text} in {tag}");
        }
    }
}
