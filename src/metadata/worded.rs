//! Dates whose month is a word.

use super::calendar::{Day, is_valid, of_buddhist_era};
use super::locale::Locale;
use super::months::{self, Calendar, Month};
use super::solar_hijri;
use std::ops::Range;

/// The most words and numbers between the year of a date and its day and month.
const MAX_APART: usize = 5;
/// The most words between day and month, as in "2nd of April", and their maximum length.
const MAX_BETWEEN: usize = 2;
const MAX_LETTERS_BETWEEN: usize = 4;
/// Further words and numbers of a line are not examined.
const MAX_TOKENS: usize = 64;
/// Further numbers that may be years are not examined.
const MAX_YEARS: usize = 8;

/// A date in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Worded {
    /// Its position, in bytes.
    pub(super) range: Range<usize>,
    /// The day, if the month is known.
    pub(super) day: Option<Day>,
}

/// The first date whose month is known by its name: `2 April 2016`, `2 de abril de 2016`, `April 2nd, 2016`,
/// `2 tháng 4, 2016`, `2016 m. balandžio 2 d.`, `2 เมษายน 2559`.
pub(super) fn find(line: &str, locale: &Locale) -> Option<Worded> {
    let line = Line::new(line, locale);
    let before = line.years().find_map(|year| line.before_year(year));
    before.or_else(|| line.years().find_map(|year| line.after_year(year)))
}

/// The first date whose month is any word between a day and a year, in any language. Use it only for lines that are
/// marked as dates.
pub(super) fn find_any(line: &str) -> Option<Worded> {
    let locale = Locale::default();
    let line = Line::new(line, &locale);
    let is_of_iran =
        |year: usize| number(line.tokens[year].text).is_some_and(|year| solar_hijri::YEARS.contains(&year));
    line.years().filter(|&year| !is_of_iran(year)).find_map(|year| line.any_word(year))
}

/// How many words and numbers a text has, up to a bound.
pub(super) fn count(text: &str) -> usize {
    tokens(text).take(MAX_TOKENS).count()
}

/// A word or a number.
#[derive(Clone, Copy, Debug)]
struct Token<'l> {
    start: usize,
    text: &'l str,
}

impl Token<'_> {
    fn end(self) -> usize {
        self.start + self.text.len()
    }

    fn day(self) -> Option<u32> {
        number(self.text).filter(|day| self.text.len() <= 2 && (1..=31).contains(day))
    }

    /// Whether it is a word long enough for a month.
    fn is_word(self) -> bool {
        self.text.starts_with(char::is_alphabetic) && self.text.chars().count() > 2
    }
}

struct Line<'l> {
    text: &'l str,
    tokens: Vec<Token<'l>>,
    locale: &'l Locale,
}

impl<'l> Line<'l> {
    fn new(text: &'l str, locale: &'l Locale) -> Line<'l> {
        Line { text, tokens: tokens(text).take(MAX_TOKENS).collect(), locale }
    }

    fn years(&self) -> impl Iterator<Item = usize> {
        (0..self.tokens.len()).filter(|&at| is_year(self.tokens[at].text)).take(MAX_YEARS)
    }

    /// A date whose year comes last.
    fn before_year(&self, year: usize) -> Option<Worded> {
        let first = year.saturating_sub(MAX_APART);
        let (at, len, month) = (first..year).rev().find_map(|at| self.month(at, year))?;
        let after = (at + len..year).take(MAX_BETWEEN + 1).find(|&at| self.tokens[at].day().is_some());
        let day = after.or_else(|| {
            (first..at).rev().take(MAX_BETWEEN + 1).find(|&at| self.tokens[at].day().is_some())
        })?;
        let is_part = |other: usize| (at..at + len).contains(&other) || other == day;
        let is_short = |token: Token<'_>| token.text.chars().count() <= MAX_LETTERS_BETWEEN;
        let start = at.min(day);
        let is_close = (start..year).all(|other| is_part(other) || is_short(self.tokens[other]));
        self.date(start..year + 1, [year, day], month).filter(|_| is_close)
    }

    /// A date whose year comes first.
    fn after_year(&self, year: usize) -> Option<Worded> {
        let end = self.tokens.len().min(year + 1 + MAX_APART);
        let (at, len, month) = (year + 1..end).find_map(|at| self.month(at, end))?;
        let is_day = |at: usize| at < end && self.tokens[at].day().is_some();
        let day = [at + len, at - 1].into_iter().find(|&at| is_day(at))?;
        self.date(year..(at + len).max(day + 1), [year, day], month)
    }

    /// The month that starts at a token and ends before `end`, and how many tokens it has.
    fn month(&self, at: usize, end: usize) -> Option<(usize, usize, Month)> {
        let token = self.tokens[at];
        let next = self.tokens.get(at + 1).filter(|_| at + 1 < end);
        // Vietnamese numbers its months.
        let is_numbered = ["tháng", "thg"].contains(&token.text.to_lowercase().as_str());
        if let Some(number) = next.filter(|_| is_numbered).and_then(|next| next.day()) {
            return Some((at, 2, Month { number, calendar: Calendar::Gregorian }));
        }
        let pair = next.filter(|next| next.is_word()).and_then(|next| {
            months::named(&format!("{} {}", token.text, next.text), self.locale).map(|month| (at, 2, month))
        });
        pair.or_else(|| months::named(token.text, self.locale).map(|month| (at, 1, month)))
    }

    fn date(&self, tokens: Range<usize>, [year, day]: [usize; 2], month: Month) -> Option<Worded> {
        let (year, day) = (number(self.tokens[year].text)?, self.tokens[day].day()?);
        let is_thai = month.calendar == Calendar::Thai || self.locale.code() == Some("th");
        let day = match month.calendar {
            Calendar::SolarHijri => solar_hijri::to_gregorian((year, month.number, day))?,
            _ if solar_hijri::YEARS.contains(&year) => return None,
            _ => (of_buddhist_era(year, is_thai), month.number, day),
        };
        let range = self.tokens[tokens.start].start..self.tokens[tokens.end - 1].end();
        (is_valid(day) && day.0 < 2100).then_some(Worded { range, day: Some(day) })
    }

    fn any_word(&self, year: usize) -> Option<Worded> {
        let before = &self.tokens[year.saturating_sub(MAX_APART)..year];
        let day = before.iter().rposition(|token| token.day().is_some())?;
        let start = match before[day + 1..].iter().filter(|token| token.is_word()).count() {
            0 => day.checked_sub(1).filter(|&at| before[at].is_word())?,
            1 => day,
            _ => return None,
        };
        let range = before[start].start..self.tokens[year].end();
        self.text.get(range.clone()).map(|_| Worded { range, day: None })
    }
}

/// The runs of digits and of letters in a line.
fn tokens(line: &str) -> impl Iterator<Item = Token<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = line.get(at..)?;
        let start = rest.find(char::is_alphanumeric)?;
        let rest = &rest[start..];
        let is_digit = rest.starts_with(|c: char| c.is_ascii_digit());
        let mut last = ' ';
        let len = rest.find(|c: char| {
            let is_part = if is_digit { c.is_ascii_digit() } else { continues_word(last, c) };
            last = c;
            !is_part
        });
        let token = Token { start: at + start, text: &rest[..len.unwrap_or(rest.len())] };
        at = token.end();
        Some(token)
    })
}

/// Whether a word continues with a character: a letter, a combining mark that Unicode does not count as a letter, or
/// the dot within an abbreviation in scripts other than Latin, as in "ม.ค.".
fn continues_word(last: char, c: char) -> bool {
    let is_letter = c.is_alphanumeric() && !c.is_ascii_digit();
    let is_mark = matches!(
        c,
        '\u{300}'..='\u{36f}' | '\u{5f3}' | '\u{654}' | '\u{93c}' | '\u{94d}' | '\u{9bc}' | '\u{9cd}' | '\u{e47}'..='\u{e4e}'
    );
    is_letter || is_mark || (c == '.' && !last.is_ascii() && last.is_alphanumeric())
}

/// Whether a number may be a year, of the Gregorian calendar, the Buddhist era or the calendar of Iran.
fn is_year(digits: &str) -> bool {
    digits.len() == 4 && number(digits).is_some_and(|year| matches!(year / 100, 13 | 14 | 19 | 20 | 24 | 25))
}

fn number(digits: &str) -> Option<u32> {
    digits.parse().ok().filter(|_| digits.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'l>(line: &'l str, tag: &str) -> Option<(&'l str, Day)> {
        let found = find(line, &Locale::of([tag].into_iter()))?;
        Some((&line[found.range], found.day?))
    }

    #[test]
    fn months_are_known_by_their_names() {
        let day = (2024, 3, 5);
        let cases = [
            "March 5, 2024",
            "5th of March 2024",
            "5. März 2024",
            "5 de marzo de 2024",
            "5 mars 2024",
            "5 de março de 2024",
            "5 марта 2024",
            "5 Mar 2024",
            "5 marzo 2024",
            "5 maart 2024",
            "5 marca 2024",
            "5 Mart 2024",
            "2024. március 5",
            "5 مارس 2024",
            "Ngày 5 tháng 3 năm 2024",
            "5 Thg 3, 2024",
            "5. března 2024",
            "5 Maret 2024",
            "5 березня 2024",
            "5 آذار 2024",
            "5 martie 2024",
            "5 Μαρτίου 2024",
            "5. marts 2024",
            "5. maaliskuuta 2024",
            "5 במרץ 2024",
            "5 มี.ค. 2567",
            "5 มีนาคม พ.ศ. 2567",
            "5 март 2024",
            "5. ožujka 2024",
            "5. marec 2024",
            "5 de març del 2024",
            "2024 m. kovo 5",
            "2024. gada 5. marts",
            "5 मार्च 2024",
            "三月 5, 2024",
            "MARCH 5TH 2024",
            "05-Mar-2024",
            "5. mars 2024",
            "5. марта 2024",
            "2024. gada 5. martā",
            "5. marta 2024",
            "15 اسفند 1402",
        ];
        for case in cases {
            let (text, found) = found(case, "").unwrap_or_else(|| panic!("{case}"));
            assert_eq!(found, day, "{case}");
            assert!(case.to_lowercase().ends_with(&text.to_lowercase()), "{case}: {text}");
        }
    }

    #[test]
    fn other_lines_tell_no_date() {
        for line in [
            "the 7 best rated bikes of 2016",
            "April 2016",
            "2016",
            "é2 2016",
            "31 April 2016",
            "5 März 2567",
            "",
        ] {
            assert_eq!(found(line, "en"), None, "{line}");
        }
        // "out" is October in Portuguese.
        assert_eq!(found("4 stars out of 1935", "en-US"), None);
        assert_eq!(found("2015 · 5 May 2016 · 7 June", "en"), Some(("5 May 2016", (2016, 5, 5))));
        assert_eq!(found("5 كانون الثاني 2024", "ar"), Some(("5 كانون الثاني 2024", (2024, 1, 5))));
        assert_eq!(found("5 تشرين الثاني 2024", "ar"), Some(("5 تشرين الثاني 2024", (2024, 11, 5))));
    }
}
