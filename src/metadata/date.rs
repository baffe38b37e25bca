//! Dates as they are found in a dateline.

use super::near::Near;

/// How many blocks before and after the headline may be the dateline.
const NEAR: usize = 8;
/// A longer line is no dateline.
const MAX_WORDS: u32 = 16;
/// So many words and numbers may stand beside a date that has its line to itself.
const MAX_BESIDE: usize = 5;
/// In so many words and numbers before its year stand the day and the month of a date.
const MAX_APART: usize = 5;
/// More words and numbers of a line are not looked at.
const MAX_TOKENS: usize = 64;

/// The date in a short line near the headline, as it stands there: after it, else before.
pub(super) fn near(near: Near<'_>) -> Option<String> {
    let mut lines = near.after(NEAR, MAX_WORDS).chain(near.before(NEAR, MAX_WORDS));
    lines.find_map(|block| {
        near.readings(block).find_map(|line| find(&line).or_else(|| find_alone(&line)).map(str::to_owned))
    })
}

/// The first date in a line that is known to tell one: in numbers, else with the month as a word of any language.
pub(super) fn in_dateline(line: &str) -> Option<&str> {
    find(line).or_else(|| find_worded(line))
}

/// Whether a text tells a date.
pub(super) fn is_date(text: &str) -> bool {
    in_dateline(text).is_some()
}

/// A date whose month is a word and that has a part of the line to itself but for a label or a time.
fn find_alone(line: &str) -> Option<&str> {
    let mut parts = line.split(" - ").flat_map(|part| part.split(['\n', '|', '·', '•', '●', '–', '—']));
    parts.find_map(|part| {
        find_worded(part).filter(|date| tokens(part).count() <= tokens(date).count() + MAX_BESIDE)
    })
}

/// The first date whose month is a word: `2 April 2016`, `2. April 2016`, `2 de abril de 2016`, `April 2nd, 2016`. What
/// the word is does not matter, so only a line that is likely to tell a date may be searched.
fn find_worded(line: &str) -> Option<&str> {
    let tokens: Vec<(usize, &str)> = tokens(line).take(MAX_TOKENS).collect();
    tokens.iter().enumerate().filter(|(_, (_, token))| is_year(token)).find_map(|(at, (year_start, year))| {
        let before = &tokens[at.saturating_sub(MAX_APART)..at];
        let day = before.iter().rposition(|(_, token)| is_day(token))?;
        let is_month = |at: &usize| {
            let token = before[*at].1;
            token.starts_with(char::is_alphabetic) && token.chars().count() > 2
        };
        let start = match (day + 1..before.len()).filter(is_month).count() {
            0 => day.checked_sub(1).filter(is_month)?,
            1 => day,
            _ => return None,
        };
        line.get(before[start].0..year_start + year.len())
    })
}

/// The runs of digits and of letters in a line, and where each starts.
fn tokens(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = line.get(at..)?;
        let start = rest.find(char::is_alphanumeric)?;
        let is_digit = rest[start..].starts_with(|c: char| c.is_ascii_digit());
        let is_other = |c: char| !c.is_alphanumeric() || c.is_ascii_digit() != is_digit;
        let len = rest[start..].find(is_other).unwrap_or(rest.len() - start);
        let found = (at + start, &rest[start..start + len]);
        at += start + len;
        Some(found)
    })
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

fn is_day(digits: &str) -> bool {
    digits.len() <= 2 && digits.parse().is_ok_and(|day: u8| (1..=31).contains(&day))
}

/// The first date of the form `2016-04-02`, `2016/4/2`, `2016.04.02`, `2016年4月2日` or `02.04.2016`, with the
/// time that follows it.
fn find(line: &str) -> Option<&str> {
    let starts = line.char_indices().filter(|(at, c)| {
        c.is_ascii_digit() && !line[..*at].ends_with(|before: char| before.is_ascii_alphanumeric())
    });
    starts.map(|(at, _)| &line[at..]).find_map(date_at_start)
}

fn date_at_start(text: &str) -> Option<&str> {
    let (first, rest) = number(text)?;
    let separator = rest.chars().next()?;
    let (second, rest) = number(rest.strip_prefix(separator)?)?;
    let next = rest.chars().next()?;
    let (third, rest) = number(rest.strip_prefix(next)?)?;
    let is_known = matches!((separator, next), ('-', '-') | ('/', '/') | ('.', '.') | ('年', '月'));
    let is_date = is_day(second) && ((is_year(first) && is_day(third)) || (is_day(first) && is_year(third)));
    if !is_known || !is_date {
        return None;
    }
    let rest = rest.strip_prefix('日').unwrap_or(rest);
    let rest = time_at_start(rest).unwrap_or(rest);
    Some(&text[..text.len() - rest.len()])
}

/// What follows a time such as ` 09:20` or `T09:20:00`.
fn time_at_start(text: &str) -> Option<&str> {
    let text = text.trim_start_matches([' ', 'T', '\u{3000}']);
    let (_, rest) = number(text)?;
    let (_, rest) = number(rest.strip_prefix(':')?)?;
    let seconds = rest.strip_prefix(':').and_then(number);
    Some(seconds.map_or(rest, |(_, rest)| rest))
}

/// One to four digits and what follows them.
fn number(text: &str) -> Option<(&str, &str)> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=4).contains(&len).then(|| text.split_at(len))
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
            ("2 April 2016, 09:20", Some("2 April 2016")),
            ("Freitag, 2. April 2016", Some("2. April 2016")),
            ("el 2 de abril de 2016", Some("2 de abril de 2016")),
            ("2 апреля 2016", Some("2 апреля 2016")),
            ("02-Apr-2016", Some("02-Apr-2016")),
            ("the 7 best rated bikes of 2016", None),
            ("April 2016", None),
            ("2016", None),
            ("é2 2016", None),
        ];
        for (line, date) in cases {
            assert_eq!(in_dateline(line), date, "{line}");
        }
        assert_eq!(find_alone("Ada Brook · April 2, 2016 · 5 min"), Some("April 2, 2016"));
        assert_eq!(find_alone("It was on April 2, 2016 that the rain came"), None);
    }
}
