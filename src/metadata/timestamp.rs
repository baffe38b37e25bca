//! Dates to ISO 8601, where they can be read in one way only.

/// The months of Internet messages (RFC 5322, section 3.3), as scripts of servers print them.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// `YYYY-MM-DD`, with `THH:MM`, seconds and offset from UTC as far as they are given; `None` if the text is not
/// a date in numbers, or one that can be read in two ways.
pub(super) fn iso(text: &str) -> Option<String> {
    let text = text.trim();
    let (date, rest) = date(text).or_else(|| message_date(text)).or_else(|| script_date(text))?;
    let (year, month, day) = date;
    let time = time(rest)?;
    is_valid(date).then(|| format!("{year:04}-{month:02}-{day:02}{time}"))
}

type Date = (u32, u32, u32);

/// A date in numbers and what follows it.
fn date(text: &str) -> Option<(Date, &str)> {
    let (first, len, rest) = number(text)?;
    if len == 8 {
        return Some(((first / 10_000, first / 100 % 100, first % 100), rest));
    }
    let separator = rest.chars().next()?;
    let (second, second_len, rest) = number(&rest[separator.len_utf8()..])?;
    let next = rest.chars().next()?;
    let (third, third_len, rest) = number(&rest[next.len_utf8()..])?;
    let is_known =
        matches!((separator, next), ('-', '-') | ('/', '/') | ('.', '.') | ('年', '月') | ('년', '월'));
    if !is_known || second_len > 2 {
        return None;
    }
    let rest = rest.strip_prefix(['日', '일']).unwrap_or(rest);
    match (len, third_len) {
        (4, 1 | 2) => Some(((first, second, third), rest)),
        // Whether the day or the month comes first is certain where only one of them can be a month.
        (1 | 2, 4) if first > 12 || first == second => Some(((third, second, first), rest)),
        (1 | 2, 4) if second > 12 => Some(((third, first, second), rest)),
        _ => None,
    }
}

/// The date of an Internet message, `Thu, 18 Dec 2025 10:00:00 GMT`, and what follows it.
fn message_date(text: &str) -> Option<(Date, &str)> {
    let text = text.split_once(", ").map_or(text, |(_, rest)| rest);
    let (day, day_len, rest) = number(text)?;
    let name = rest.strip_prefix([' ', '-'])?.get(..3)?.to_ascii_lowercase();
    let month = month(&name)?;
    let (year, year_len, rest) = number(rest[4..].strip_prefix([' ', '-'])?)?;
    // Without a time it is the language of somebody, and may mean something else.
    let has_time = rest.starts_with(' ') && rest.contains(':');
    (day_len <= 2 && year_len == 4 && has_time).then_some(((year, month, day), rest))
}

/// The date as scripts print it (`Date.prototype.toString` of ECMAScript), `Sat Nov 18 2017 15:21:41 GMT+0000`, and what
/// follows it.
fn script_date(text: &str) -> Option<(Date, &str)> {
    let mut words = text.splitn(5, ' ');
    let weekday =
        words.next().filter(|word| word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let month = month(&words.next().filter(|_| weekday.is_some())?.to_ascii_lowercase())?;
    let (day, 1 | 2, "") = number(words.next()?)? else { return None };
    let (year, 4, "") = number(words.next()?)? else { return None };
    words.next().map(|time| ((year, month, day), time))
}

/// The number of a month, given as three small letters.
fn month(name: &str) -> Option<u32> {
    MONTHS.iter().position(|month| *month == name).map(|at| at as u32 + 1)
}

/// The time after a date: empty if there is none, `None` if what follows is something else.
fn time(text: &str) -> Option<String> {
    let text = text.trim_start_matches(['T', 't', ' ', '\u{3000}', ',']);
    if text.is_empty() {
        return Some(String::new());
    }
    let (hour, hour_len, rest) = number(text)?;
    let (minute, 2, rest) = number(rest.strip_prefix(':')?)? else { return None };
    let seconds = rest.strip_prefix(':').and_then(number).filter(|(_, len, _)| *len == 2);
    let (second, rest) = seconds.map_or((None, rest), |(second, _, rest)| (Some(second), rest));
    if hour_len > 2 || hour > 23 || minute > 59 || second.is_some_and(|second| second > 60) {
        return None;
    }
    let second = second.map_or(String::new(), |second| format!(":{second:02}"));
    let fraction = rest.strip_prefix(['.', ',']).and_then(number);
    let rest = fraction.map_or(rest, |(.., rest)| rest);
    Some(format!("T{hour:02}:{minute:02}{second}{}", offset(rest.trim())?))
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

fn is_valid((year, month, day): Date) -> bool {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(is_leap),
        1..=12 => 31,
        _ => 0,
    };
    (1000..=9999).contains(&year) && (1..=days).contains(&day)
}

/// Up to nine digits, how many there are, and what follows them.
fn number(text: &str) -> Option<(u32, usize, &str)> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at(len);
    // A fraction may have any number of digits, and nobody reads its value.
    let value = digits.get(..len.min(9))?.parse().ok()?;
    Some((value, len, rest))
}

#[cfg(test)]
mod tests {
    use super::iso;

    #[test]
    fn dates_are_read_where_they_are_certain() {
        let cases = [
            ("2021-05-03", Some("2021-05-03")),
            (" 2021/5/3 ", Some("2021-05-03")),
            ("20210503", Some("2021-05-03")),
            ("2021年5月3日", Some("2021-05-03")),
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
            ("Sat Nov 18 2017", None),
            ("Saturday Nov 18 2017 15:21:41 GMT", None),
            ("23/04/2021", Some("2021-04-23")),
            ("04/23/2021", Some("2021-04-23")),
            ("03.03.2021", Some("2021-03-03")),
            ("03/04/2021", None),
            ("18 Dec 2025", None),
            ("December 18, 2025", None),
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
            assert_eq!(iso(text).as_deref(), expected, "{text}");
        }
    }
}
