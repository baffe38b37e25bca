//! Dates in numbers, as found in a dateline.

use crate::segment::Blocks;

/// How many blocks before and after the headline may be the dateline.
const NEAR: usize = 6;
/// A longer line is no dateline.
const MAX_WORDS: u32 = 16;

/// The date in a short line near the headline at `title`, as it stands there: after it, else before.
pub(super) fn near(blocks: &Blocks, title: usize) -> Option<String> {
    let (before, after) = blocks.as_slice().split_at_checked(title)?;
    let before = before.iter().rev().take(NEAR);
    let mut lines = after.iter().take(NEAR + 1).chain(before).filter(|block| block.words <= MAX_WORDS);
    lines.find_map(|block| find(blocks.text(block))).map(str::to_owned)
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
    let is_year = |digits: &str| digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    let is_day =
        |digits: &str| digits.len() <= 2 && digits.parse().is_ok_and(|day: u8| (1..=31).contains(&day));
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
}
