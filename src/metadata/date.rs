//! Dates in datelines.

use super::eras;
use super::locale::Locale;
use super::near::Near;
use super::numerals::{as_written, with_ascii_digits};
use super::numeric;
use super::roles::is_preposition;
use super::worded::{self, Worded};
use super::{changed, clock};
use crate::segment::RawBlock;

/// How many blocks before and after the headline may be the dateline.
const NEAR: usize = 12;
/// A longer line is not a dateline.
const MAX_WORDS: u32 = 16;
/// The most words and numbers next to a date that has a line to itself.
const MAX_BESIDE: usize = 5;

/// The date in a short line near the headline, as on the page: after it, else before.
pub(super) fn near(near: Near<'_>, locale: &Locale) -> Option<String> {
    let mut lines = near.after(NEAR, MAX_WORDS).chain(near.before(NEAR, MAX_WORDS));
    lines.find_map(|block| in_block(near, block, locale))
}

/// The date in a short line anywhere after the headline, if all such lines have the same date.
pub(super) fn only(near: Near<'_>, locale: &Locale) -> Option<String> {
    let mut dates = near.after(usize::MAX, MAX_WORDS).filter_map(|block| in_block(near, block, locale));
    let first = dates.next()?;
    dates.all(|other| other == first).then_some(first)
}

fn in_block(near: Near<'_>, block: &RawBlock, locale: &Locale) -> Option<String> {
    // A date has a digit, perhaps of another script.
    let may_have_date = |line: &str| line.bytes().any(|byte| byte.is_ascii_digit() || !byte.is_ascii());
    near.readings(block).filter(|line| may_have_date(line)).find_map(|line| {
        // Plain text has no date of the last change.
        let line = if near.tree.is_some() { changed::parts(&line, locale).0 } else { &line };
        let plain = with_ascii_digits(line);
        let date = find(&plain).or_else(|| find_alone(&plain, locale))?;
        Some(as_written(line, &plain, date).to_owned())
    })
}

/// The first date in a line that is known to contain one: in numbers, else with the month as a word, in any language if
/// the language is unknown.
pub(super) fn in_dateline<'l>(line: &'l str, locale: &Locale) -> Option<&'l str> {
    let plain = with_ascii_digits(line);
    let worded = || worded::find(&plain, locale).or_else(|| worded::find_any(&plain));
    let date = find(&plain).or_else(|| part(&plain, &worded()?))?;
    Some(as_written(line, &plain, date))
}

/// A date whose month is a known name, and that has a part of the line to itself except for a label or a time. In a
/// language whose months are not known, any word may be the month.
fn find_alone<'l>(line: &'l str, locale: &Locale) -> Option<&'l str> {
    let mut parts = line.split(" - ").flat_map(|part| part.split(['\n', '|', '·', '•', '●', '–', '—']));
    parts.find_map(|text| {
        let any = || worded::find_any(text).filter(|_| locale.code().is_none());
        let date = part(text, &worded::find(text, locale).or_else(any)?)?;
        let is_alone = worded::count(text) <= worded::count(date) + MAX_BESIDE;
        (is_alone || ends_byline(text, date)).then_some(date)
    })
}

/// Whether a line is a byline with a date at its end: "By Ada Brook and Ben Field, April 2, 2016".
fn ends_byline(line: &str, date: &str) -> bool {
    let Some(before) = line.trim_end().strip_suffix(date) else { return false };
    let mut words = before.split_whitespace();
    // A name has at least two words.
    words.next().is_some_and(is_preposition) && words.nth(1).is_some()
}

/// A date whose month is a word, with the time that follows it.
fn part<'l>(line: &'l str, date: &Worded) -> Option<&'l str> {
    let end = line.len() - after_time(line.get(date.range.end..)?).len();
    line.get(date.range.start..end)
}

/// The first date in numbers, with the time that follows it.
fn find(line: &str) -> Option<&str> {
    let starts = line.char_indices().filter(|(at, c)| {
        let is_number = c.is_ascii_digit() && !line[..*at].ends_with(|c: char| c.is_ascii_alphanumeric());
        is_number || eras::year_at_start(&line[*at..]).is_some()
    });
    starts.map(|(at, _)| &line[at..]).find_map(date_at_start)
}

fn date_at_start(text: &str) -> Option<&str> {
    let (_, rest) = numeric::at_start(text).filter(|(numbers, _)| numbers.is_date())?;
    Some(&text[..text.len() - after_time(rest).len()])
}

/// The text after the time that follows a date, or the whole text if there is no time.
fn after_time(text: &str) -> &str {
    let rest = text.strip_prefix('.').unwrap_or(text).trim_start_matches([' ', '\u{3000}']);
    clock::at_start(clock::without_weekday(rest)).map_or(text, |(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_found_as_they_stand() {
        let cases = [
            ("Updated: 2016-04-02 09:20", Some("2016-04-02 09:20")),
            ("on 2016/4/2, late", Some("2016/4/2")),
            ("2016年4月2日 09:20:11 来源", Some("2016年4月2日 09:20:11")),
            ("2016년 4월 2일 (토)", Some("2016년 4월 2일")),
            ("입력 2016. 4. 2. 오전", Some("2016. 4. 2")),
            ("公開日：令和5年4月1日", Some("令和5年4月1日")),
            ("民國112年5月4日", Some("民國112年5月4日")),
            ("Stand: 02.04.2016", Some("02.04.2016")),
            ("2016-04-02T09:20:00", Some("2016-04-02T09:20:00")),
            ("call 555-12-2016-9", None),
            ("version 1.2.3", None),
            ("2016-99-02", None),
            ("in 2016", None),
        ];
        for (line, date) in cases {
            assert_eq!(find(line), date, "{line}");
        }
    }

    #[test]
    fn months_may_be_words() {
        let cases = [
            ("Published April 2nd, 2016", Some("April 2nd, 2016")),
            ("2 April 2016, 09:20", Some("2 April 2016, 09:20")),
            ("Freitag, 2. April 2016", Some("2. April 2016")),
            ("el 2 de abril de 2016", Some("2 de abril de 2016")),
            ("2 апреля 2016", Some("2 апреля 2016")),
            ("٢ أبريل ٢٠١٦ م", Some("٢ أبريل ٢٠١٦")),
            ("02-Apr-2016", Some("02-Apr-2016")),
            ("2. maí 2016", Some("2. maí 2016")),
            ("the 7 best rated bikes of 2016", None),
            ("April 2016", None),
            ("2016", None),
            ("é2 2016", None),
        ];
        for (line, date) in cases {
            assert_eq!(in_dateline(line, &Locale::default()), date, "{line}");
        }
    }

    #[test]
    fn a_line_of_its_own_needs_no_mark() {
        let find = |line, tag: &str| find_alone(line, &Locale::of([tag].into_iter())).map(str::to_owned);
        assert_eq!(find("Ada Brook · April 2, 2016 · 5 min", "").as_deref(), Some("April 2, 2016"));
        assert_eq!(find("By Ada Brook and Ben Field, April 2, 2016", "").as_deref(), Some("April 2, 2016"));
        assert_eq!(find("By the time of the rain, on April 2, 2016, it was dry", ""), None);
        assert_eq!(find("It was on April 2, 2016 that the rain came", ""), None);
        assert_eq!(find("Nitro 16 (2023)", "en"), None);
        assert_eq!(find("2 aibreán 2016", "en"), None);
        assert_eq!(find("2 aibreán 2016", "ga").as_deref(), Some("2 aibreán 2016"));
    }
}
