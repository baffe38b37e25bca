//! Months by their names.

use super::calendar_names::LANGUAGES;
use super::locale::Locale;
use super::solar_hijri;
use once_cell::sync::Lazy;
use std::collections::HashMap;

/// A longer word names no month.
const MAX_BYTES: usize = 48;

/// The months of Icelandic, and forms in dates that CLDR does not list.
#[rustfmt::skip]
const MORE: [(&str, [&str; 12]); 5] = [
    ("is", ["janúar", "febrúar", "mars", "apríl", "maí", "júní", "júlí", "ágúst", "september", "október", "nóvember", "desember"]),
    ("is", ["jan", "feb", "mar", "apr", "maí", "jún", "júl", "ágú", "sep", "okt", "nóv", "des"]),
    ("sr", ["јануара", "фебруара", "марта", "априла", "маја", "јуна", "јула", "августа", "септембра", "октобра", "новембра", "децембра"]),
    ("sr", ["januara", "februara", "marta", "aprila", "maja", "juna", "jula", "avgusta", "septembra", "oktobra", "novembra", "decembra"]),
    ("lv", ["janvārī", "februārī", "martā", "aprīlī", "maijā", "jūnijā", "jūlijā", "augustā", "septembrī", "oktobrī", "novembrī", "decembrī"]),
];

/// For each name, the languages that have it, and the month that it names in each.
static NAMES: Lazy<HashMap<&str, Vec<(&str, u32)>>> = Lazy::new(|| {
    let mut names: HashMap<_, Vec<_>> = HashMap::new();
    for language in &LANGUAGES {
        for (months, number) in language.months.iter().zip(1..) {
            months.iter().for_each(|name| names.entry(*name).or_default().push((language.code, number)));
        }
    }
    for (code, months) in &MORE {
        for (name, number) in months.iter().zip(1..) {
            names.entry(*name).or_default().push((*code, number));
        }
    }
    names
});

/// A month that a word names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Month {
    /// 1 to 12.
    pub(super) number: u32,
    pub(super) calendar: Calendar,
}

/// The calendar that the name of a month belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Calendar {
    Gregorian,
    /// The year may be one of the Buddhist era.
    Thai,
    SolarHijri,
}

/// The month that a word names in the language of the page; else in any other language, if all languages that have the
/// word agree.
pub(super) fn named(word: &str, locale: &Locale) -> Option<Month> {
    if word.len() > MAX_BYTES {
        return None;
    }
    let word = folded(word);
    if let Some(number) = solar_hijri::month(&word) {
        return Some(Month { number, calendar: Calendar::SolarHijri });
    }
    let known = NAMES.get(word.as_str())?;
    let own = known.iter().find(|(code, _)| locale.code() == Some(code));
    let agreed = || known.first().filter(|first| known.iter().all(|other| other.1 == first.1));
    let (code, number) = *own.or_else(agreed)?;
    let calendar = if code == "th" { Calendar::Thai } else { Calendar::Gregorian };
    Some(Month { number, calendar })
}

/// A word in lower case as in the table: without dots and abbreviation marks, the Turkish i with a dot.
fn folded(word: &str) -> String {
    let letters = word.chars().flat_map(char::to_lowercase);
    let letters = letters.filter(|c| !matches!(c, '.' | '\u{5f3}' | '\u{307}' | '\u{654}'));
    letters.map(|c| if c == 'ı' { 'i' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_of_the_page_decides() {
        let number = |word, tag: &str| named(word, &Locale::of([tag].into_iter())).map(|month| month.number);
        assert_eq!(number("listopad", "pl"), Some(11));
        assert_eq!(number("listopad", "hr"), Some(10));
        assert_eq!(number("listopad", "en"), None);
        assert_eq!(number("März", ""), Some(3));
        assert_eq!(number("KASIM", "tr"), Some(11));
        assert_eq!(number("Mai", "en"), Some(5));
        assert_eq!(number("best", "en"), None);
    }

    #[test]
    fn names_are_folded_and_differ_within_a_language() {
        for language in &LANGUAGES {
            let names: Vec<&str> = language.months.iter().copied().flatten().copied().collect();
            for name in &names {
                assert_eq!(*name, folded(name), "{}", language.code);
                assert!(name.len() <= MAX_BYTES, "{name}");
                assert_eq!(
                    names.iter().filter(|other| *other == name).count(),
                    1,
                    "{name} in {}",
                    language.code
                );
            }
            let is_numbered = matches!(language.code, "ja" | "ko" | "vi");
            assert_eq!(
                language.months.iter().any(|names| names.is_empty()),
                is_numbered,
                "{}",
                language.code
            );
        }
    }
}
