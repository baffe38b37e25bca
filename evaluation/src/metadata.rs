//! Compares the metadata of a page with the truth: title, authors and date.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use crate::{Truth, word_prf, words};

/// The metadata that an extractor states for a page, or the true metadata.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct Stated {
    /// The id of the page.
    pub id: String,
    /// The title.
    #[serde(default)]
    pub title: Option<String>,
    /// The author or authors.
    #[serde(default)]
    pub author: Option<String>,
    /// The day of publication, in any form that [`calendar_day`] reads.
    #[serde(default)]
    pub publish_date: Option<String>,
}

impl From<&Truth> for Stated {
    fn from(truth: &Truth) -> Self {
        Self {
            id: truth.id.clone(),
            title: truth.title.clone(),
            author: truth.author.clone(),
            publish_date: truth.publish_date.clone(),
        }
    }
}

/// How often one field agrees with the truth. A blank value counts as missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FieldScore {
    /// Pages where the truth is known.
    pub known: usize,
    /// Pages where something was stated.
    pub stated: usize,
    /// Pages where the truth is known and something was stated.
    pub both: usize,
    /// Pages where the stated value is the same as the truth.
    pub same: usize,
    /// Pages where the stated value is the same as the truth or close to it.
    pub close: usize,
}

impl FieldScore {
    fn add(&mut self, stated: Option<&str>, truth: Option<&str>, agreement: fn(&str, &str) -> Agreement) {
        let is_given = |text: &&str| !words(text).is_empty();
        let (stated, truth) = (stated.filter(is_given), truth.filter(is_given));
        self.stated += usize::from(stated.is_some());
        self.known += usize::from(truth.is_some());
        let (Some(stated), Some(truth)) = (stated, truth) else { return };
        let agreement = agreement(stated, truth);
        self.both += 1;
        self.same += usize::from(agreement == Agreement::Same);
        self.close += usize::from(agreement != Agreement::None);
    }

    /// The share of correct values among the stated ones. A value counts as wrong if the truth is not known.
    #[must_use]
    pub fn precision(&self) -> f64 {
        share(self.same, self.stated)
    }

    /// The share of the known values that were stated.
    #[must_use]
    pub fn recall(&self) -> f64 {
        share(self.same, self.known)
    }

    /// The precision, only on pages where the truth is known.
    #[must_use]
    pub fn precision_where_known(&self) -> f64 {
        share(self.same, self.both)
    }

    /// Like [`FieldScore::recall`], but close values count too.
    #[must_use]
    pub fn close_recall(&self) -> f64 {
        share(self.close, self.known)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// The scores of all pages. Displays as a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MetadataReport {
    /// Titles: the same words in the same order; close is a word F1 of at least 0.8.
    pub title: FieldScore,
    /// Authors: the same set of names; close is one name in common.
    pub author: FieldScore,
    /// Dates: the same calendar day; close is at most one day apart, because time zones differ.
    pub date: FieldScore,
}

impl MetadataReport {
    /// Adds one page.
    pub fn add(&mut self, stated: &Stated, truth: &Truth) {
        self.title.add(stated.title.as_deref(), truth.title.as_deref(), titles);
        self.author.add(stated.author.as_deref(), truth.author.as_deref(), authors);
        self.date.add(stated.publish_date.as_deref(), truth.publish_date.as_deref(), dates);
    }
}

impl fmt::Display for MetadataReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "           known  stated  precision  where known   recall  close recall")?;
        for (name, score) in [("title", self.title), ("author", self.author), ("date", self.date)] {
            let FieldScore { known, stated, .. } = score;
            let (precision, where_known) = (score.precision(), score.precision_where_known());
            let (recall, close) = (score.recall(), score.close_recall());
            writeln!(
                f,
                "  {name:7} {known:6} {stated:7}     {precision:.4}       {where_known:.4}   {recall:.4}        {close:.4}"
            )?;
        }
        Ok(())
    }
}

/// How well a stated value agrees with the truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// They are equal except for case, white space and punctuation.
    Same,
    /// They are close.
    Close,
    /// They differ.
    None,
}

/// Titles are the same if they have the same words in the same order, and close if their word F1 is at least 0.8.
#[must_use]
pub fn titles(stated: &str, truth: &str) -> Agreement {
    let (stated, truth) = (folded(stated), folded(truth));
    agreement(stated == truth, word_prf(&stated, &truth).f1 >= 0.8)
}

/// Authors are the same if their sets of names are equal, and close if they have a name in common.
#[must_use]
pub fn authors(stated: &str, truth: &str) -> Agreement {
    let (stated, truth) = (names(stated), names(truth));
    agreement(stated == truth, stated.intersection(&truth).next().is_some())
}

/// Dates are the same if they are the same calendar day, and close if they are one day apart.
#[must_use]
pub fn dates(stated: &str, truth: &str) -> Agreement {
    let (Some(stated), Some(truth)) = (calendar_day(stated), calendar_day(truth)) else {
        return Agreement::None;
    };
    agreement(stated == truth, (day_number(stated) - day_number(truth)).abs() <= 1)
}

fn agreement(is_same: bool, is_close: bool) -> Agreement {
    match (is_same, is_close) {
        (true, _) => Agreement::Same,
        (false, true) => Agreement::Close,
        (false, false) => Agreement::None,
    }
}

/// The words, without apostrophes and soft hyphens inside them.
fn folded(text: &str) -> Vec<String> {
    words(&text.replace(['\'', '’', '‘', '\u{ad}'], ""))
}

/// The names of one or more people, each as a list of words.
fn names(text: &str) -> BTreeSet<Vec<String>> {
    static BETWEEN: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"[,;|&\n]|\s(?:and|und|et|y)\s").expect("a pattern"));
    BETWEEN.split(text).map(folded).filter(|name| !name.is_empty()).collect()
}

type Day = (i64, i64, i64);

/// Reads a date: with the year first, with an English month name, or in numbers of which only one can be the month.
/// The result is year, month and day as written, without conversion between time zones.
#[must_use]
pub fn calendar_day(text: &str) -> Option<(i64, i64, i64)> {
    static FORMS: LazyLock<[Regex; 5]> = LazyLock::new(|| {
        [
            r"(?<y>\d{4})\s?[-/.年]\s?(?<m>\d{1,2})\s?[-/.月]\s?(?<d>\d{1,2})",
            r"(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})",
            r"(?<d>\d{1,2})(?:st|nd|rd|th)?[\s.,-]+(?:of )?(?<m>[A-Za-z]{3,9})[\s.,-]+(?<y>\d{4})",
            r"(?<m>[A-Za-z]{3,9})[\s.-]+(?<d>\d{1,2})(?:st|nd|rd|th)?[\s,-]+(?<y>\d{4})",
            r"(?<d>\d{1,2})[-/.](?<m>\d{1,2})[-/.](?<y>\d{4})",
        ]
        .map(|form| Regex::new(form).expect("a pattern"))
    });
    FORMS.iter().find_map(|form| {
        let found = form.captures(text)?;
        let number = |name: &str| found[name].parse::<i64>().ok();
        let (year, day) = (number("y")?, number("d")?);
        let month = number("m").or_else(|| month(&found["m"]))?;
        match (month, day) {
            (1..=12, 1..=12) if found.name("y")?.start() > 0 && month != day && number("m").is_some() => None,
            (1..=12, 1..=31) => Some((year, month, day)),
            (13..=31, 1..=12) if found.name("y")?.start() > 0 => Some((year, day, month)),
            _ => None,
        }
    })
}

fn month(name: &str) -> Option<i64> {
    const NAMES: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let name = name.to_ascii_lowercase();
    NAMES.iter().zip(1..).find(|(start, _)| name.starts_with(**start)).map(|(_, number)| number)
}

/// A serial number of a day, for the distance between two days.
fn day_number((year, month, day): Day) -> i64 {
    // Years start in March, so that the leap day is the last day of its year.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day
}

#[cfg(test)]
mod tests {
    use super::*;
    use Agreement::*;

    #[test]
    fn statements_agree_or_not() {
        assert_eq!(titles("Rain, at last!", "rain at last"), Same);
        assert_eq!(titles("It won’t rain", "It won't rain"), Same);
        assert_eq!(titles("Rain at last - The Farmer", "Rain at last in the valley"), None);
        assert_eq!(titles("The old mill by the river Ost", "The old mill by the river"), Close);
        assert_eq!(authors("Ada Brook and Ben Marsh", "ben marsh, Ada Brook"), Same);
        assert_eq!(authors("Ada Brook", "Ada Brook, MD"), Close);
        assert_eq!(authors("Ada", "Ada Brook"), None);
        assert_eq!(dates("2024-02-29T23:00:00Z", "2024-03-01"), Close);
        assert_eq!(dates("Feb 29, 2024", "2024-02-29"), Same);
        assert_eq!(dates("2024-02-28", "2024-03-01"), None);
    }

    #[test]
    fn days_are_read() {
        let cases = [
            ("2025-12-18T10:00:00Z", Some((2025, 12, 18))),
            ("2025年1月8日", Some((2025, 1, 8))),
            ("20251218", Some((2025, 12, 18))),
            ("December 18th, 2025", Some((2025, 12, 18))),
            ("Thu, 18 Dec 2025 10:00", Some((2025, 12, 18))),
            ("18/12/2025", Some((2025, 12, 18))),
            ("12/18/2025", Some((2025, 12, 18))),
            ("03/04/2021", Option::None),
            ("2015-11", Option::None),
            ("soon", Option::None),
        ];
        for (text, day) in cases {
            assert_eq!(calendar_day(text), day, "{text}");
        }
    }

    #[test]
    fn precision_and_recall_are_over_different_pages() {
        let page = |title: Option<&str>| Truth { title: title.map(str::to_owned), ..Truth::default() };
        let stated = |title: Option<&str>| Stated { title: title.map(str::to_owned), ..Stated::default() };
        let mut report = MetadataReport::default();
        report.add(&stated(Some("a b")), &page(Some("A b.")));
        report.add(&stated(Some("a b")), &page(Some("c")));
        report.add(&stated(Some("a b")), &page(Option::None));
        report.add(&stated(Some(" ")), &page(Some("d")));
        let score = report.title;
        assert_eq!((score.known, score.stated, score.both, score.same), (3, 3, 2, 1));
        assert!((score.precision() - 1.0 / 3.0).abs() < 1e-9 && (score.recall() - 1.0 / 3.0).abs() < 1e-9);
        assert!((score.precision_where_known() - 0.5).abs() < 1e-9);
    }
}
