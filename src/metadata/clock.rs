//! Times of day.

use super::numeric::number;

/// The words between a date and its time, with or without a dot.
const BEFORE: [&str; 10] = ["at", "kl", "klo", "à", "às", "um", "alle ore", "ore", "a las", "om"];
/// The halves of the day if they come before the hour, and whether each is the second half.
const HALVES: [(&str, bool); 8] = [
    ("오전", false),
    ("오후", true),
    ("午前", false),
    ("午後", true),
    ("上午", false),
    ("下午", true),
    ("ق.ظ", false),
    ("ب.ظ", true),
];
/// The same, after the hour.
const MARKS: [(&str, bool); 4] = [("am", false), ("pm", true), ("a.m.", false), ("p.m.", true)];
const SPACES: [char; 4] = [' ', '\u{a0}', '\u{202f}', '\u{3000}'];

/// The time after a date, in ISO 8601, and the text after it: `T09:20:00`, ` 9:20 p.m.`, `, 09:20 Uhr`, ` kl. 9.20`, `
/// à 9h20`, ` 9時20分`.
pub(super) fn at_start(text: &str) -> Option<(String, &str)> {
    let text = text.trim_start_matches(['T', 't', ',']).trim_start_matches(SPACES);
    let (text, is_announced) = after_word(text).map_or((text, false), |rest| (rest, true));
    let half = HALVES.iter().find_map(|&(name, is_second)| Some((text.strip_prefix(name)?, is_second)));
    let (text, half) = half.map_or((text, None), |(rest, is_second)| (rest, Some(is_second)));
    let (hour, hour_len, rest) = number(text.trim_start_matches(SPACES))?;
    let (minute, rest) = minute(rest, is_announced)?;
    let seconds = rest.strip_prefix(':').and_then(number).filter(|(_, len, _)| *len == 2);
    let (second, rest) = seconds.map_or((None, rest), |(second, _, rest)| (Some(second), rest));
    let fraction = second.and_then(|_| rest.strip_prefix(['.', ','])).and_then(number);
    let rest = fraction.map_or(rest, |(.., rest)| rest);
    let (half, rest) = half.map_or_else(|| after_mark(rest), |half| (Some(half), rest));
    if hour_len > 2 || hour > 23 || minute > 59 || second.is_some_and(|second| second > 60) {
        return None;
    }
    let hour = half.map_or(Some(hour), |is_second| of_half_day(hour, is_second))?;
    let second = second.map_or(String::new(), |second| format!(":{second:02}"));
    Some((format!("T{hour:02}:{minute:02}{second}"), rest.strip_prefix(" Uhr").unwrap_or(rest)))
}

/// The text after the short name of a weekday in brackets: "(土)".
pub(super) fn without_weekday(text: &str) -> &str {
    const MAX_LETTERS: usize = 3;
    let inside = text.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    inside.filter(|(name, _)| name.chars().count() <= MAX_LETTERS).map_or(text, |(_, rest)| rest)
}

/// The text after a word that announces a time.
fn after_word(text: &str) -> Option<&str> {
    BEFORE.iter().find_map(|word| {
        let rest = text
            .get(..word.len())
            .filter(|start| start.eq_ignore_ascii_case(word))
            .map(|_| &text[word.len()..])?;
        let rest = rest.strip_prefix('.').unwrap_or(rest);
        rest.starts_with(SPACES).then(|| rest.trim_start_matches(SPACES))
    })
}

/// The minute after an hour, and the text after it. A dot between them is unambiguous only if the time is announced.
fn minute(text: &str, is_announced: bool) -> Option<(u32, &str)> {
    let mark = text.chars().next()?;
    let is_known = matches!(mark, ':' | 'h' | '時' | '시') || (mark == '.' && is_announced);
    let rest = Some(&text[mark.len_utf8()..]).filter(|_| is_known)?;
    let rest = if mark.is_ascii() { rest } else { rest.trim_start_matches(SPACES) };
    let (minute, 2, rest) = number(rest)? else { return None };
    Some((minute, rest.strip_prefix(['分', '분']).unwrap_or(rest)))
}

/// The half of the day that a mark after the time names, and the text after it.
fn after_mark(text: &str) -> (Option<bool>, &str) {
    let trimmed = text.trim_start_matches(SPACES);
    let found = MARKS.iter().find_map(|&(mark, is_second)| {
        let start = trimmed.get(..mark.len())?;
        let rest = &trimmed[mark.len()..];
        let is_whole = start.eq_ignore_ascii_case(mark) && !rest.starts_with(char::is_alphanumeric);
        is_whole.then_some((Some(is_second), rest))
    });
    found.unwrap_or((None, text))
}

fn of_half_day(hour: u32, is_second: bool) -> Option<u32> {
    let hour = (1..=12).contains(&hour).then_some(hour % 12)?;
    Some(hour + if is_second { 12 } else { 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_languages_write_them() {
        let cases = [
            ("T09:20:00.123Z", Some(("T09:20:00", "Z"))),
            (" 9:20 p.m. today", Some(("T21:20", " today"))),
            (" at 12:05am", Some(("T00:05", ""))),
            (" 9:20 pmx", Some(("T09:20", " pmx"))),
            (", 09:20 Uhr", Some(("T09:20", ""))),
            (" kl. 9.20", Some(("T09:20", ""))),
            (" klo 9.20", Some(("T09:20", ""))),
            (" à 9h20", Some(("T09:20", ""))),
            (" 9時05分", Some(("T09:05", ""))),
            (" 오후 9:20", Some(("T21:20", ""))),
            (" 9.20", None),
            (" 13:20 pm", None),
            (" 25:20", None),
            (" at noon", None),
            ("", None),
        ];
        for (text, expected) in cases {
            let found = at_start(text);
            assert_eq!(found.as_ref().map(|(time, rest)| (time.as_str(), *rest)), expected, "{text}");
        }
    }
}
