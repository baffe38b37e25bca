//! What a page says about itself.

mod byline;
mod calendar;
mod calendar_names;
mod changed;
mod classes;
mod clock;
mod date;
mod declared;
mod eras;
mod fields;
mod head;
mod in_address;
#[cfg(feature = "metadata")]
mod json_ld;
#[cfg(feature = "metadata")]
mod json_repair;
mod locale;
mod marked;
mod meta;
mod months;
mod near;
mod nearest;
mod numerals;
mod numeric;
mod page_type;
mod record;
mod roles;
mod short_text;
mod solar_hijri;
mod timestamp;
mod title;
mod worded;

pub(crate) use classes::{Credit, credit};
#[cfg(feature = "metadata")]
pub(crate) use declared::article_body;
pub use fields::{Date, Metadata};
pub use head::Head;
pub use page_type::PageType;

use crate::parse::Tree;
use crate::segment::Blocks;
use locale::Locale;
use near::Near;
use record::{Field, Records, Source};

/// Further keywords are not kept.
const MAX_KEYWORDS: usize = 256;

impl Date {
    fn new(text: String, locale: &Locale) -> Date {
        let whole = timestamp::iso(&text, locale);
        let iso = whole.or_else(|| timestamp::iso(date::in_dateline(&text, locale)?, locale));
        Date { text, iso }
    }

    /// The first of some texts that is a date.
    fn first<'r>(mut texts: impl Iterator<Item = &'r str>, locale: &Locale) -> Option<Date> {
        let is_date =
            |text: &&str| timestamp::iso(text, locale).is_some() || date::in_dateline(text, locale).is_some();
        let text = texts.find(is_date)?;
        Some(Date::new(text.to_owned(), locale))
    }

    /// The number of its day, if it is known.
    fn ordinal(&self) -> Option<u32> {
        timestamp::day_of(self.iso()?).map(calendar::ordinal)
    }

    /// The day in the URL of a page.
    fn of_address(address: &str) -> Option<Date> {
        let (text, day) = in_address::find(address)?;
        Some(Date { text: text.to_owned(), iso: Some(timestamp::date_of(day)) })
    }
}

impl Metadata {
    /// The metadata of an HTML page whose title is the block at `title`, and whose address may be known.
    pub(crate) fn of_html(
        tree: &Tree,
        blocks: &Blocks,
        title: Option<usize>,
        address: Option<&str>,
    ) -> Metadata {
        let mut records = declared::read(tree);
        let locale = Locale::of(records.ranked(Field::Language));
        let is_front = records.ranked(Field::Url).next().or(address).is_some_and(in_address::is_front);
        let title = title::choose(tree, blocks, title, &records, is_front);
        marked::read(tree, title.block.and_then(|at| blocks.as_slice()[at].element), &locale, &mut records);
        let near = title.block.map(|at| Near { tree: Some(tree), blocks, title: at });
        // Dates and names on a product page are those of reviews and deliveries. Those on a front page are those of the
        // articles.
        let page_type = Head::read(tree).page_type();
        let has_dateline = page_type != PageType::Product && !is_front;
        if !has_dateline {
            records.clear(Source::Visible, Field::Published);
            records.clear(Source::Visible, Field::Author);
        }
        let host = records.ranked(Field::Url).chain(address).find_map(in_address::host);
        let dateline = near.filter(|_| has_dateline);
        Metadata {
            title: title.text.filter(|text| !text.is_empty()),
            byline: byline::choose(&records, host, || byline::near(dateline?)),
            published: published(&records, dateline, page_type, &locale, address),
            modified: Date::first(records.ranked(Field::Modified), &locale),
            language: records.best(Field::Language),
            site_name: records.best(Field::SiteName),
            description: records.best(Field::Description),
            canonical_url: records.best(Field::Url),
            image: records.best(Field::Image),
            keywords: keywords(&records),
        }
    }

    /// The metadata of plain text: its headline, and the date in a short line near it.
    pub(crate) fn of_lines(blocks: &Blocks, title: Option<usize>) -> Metadata {
        let heading = title.map(|at| one_line(blocks.text(&blocks.as_slice()[at])));
        let near = Near { tree: None, blocks, title: title.unwrap_or(0) };
        let locale = Locale::default();
        let published = date::near(near, &locale).map(|text| Date::new(text, &locale));
        Metadata { title: heading, published, ..Metadata::default() }
    }
}

/// The date of publication: declared, else near the title, else in the URL.
///
/// Some sites declare the day of the last change instead. In that case, the visible date counts, if it is earlier.
fn published(
    records: &Records,
    near: Option<Near<'_>>,
    page_type: PageType,
    locale: &Locale,
    address: Option<&str>,
) -> Option<Date> {
    let near = || {
        let far = |near| date::only(near, locale).filter(|_| page_type == PageType::Article);
        let text = near.and_then(|near| date::near(near, locale).or_else(|| far(near)))?;
        Some(Date::new(text, locale))
    };
    let in_address = || records.ranked(Field::Url).chain(address).find_map(Date::of_address);
    let marked = records.all(Source::Visible, Field::Published).iter().map(String::as_str);
    let date = match Date::first(records.ranked(Field::Published), locale) {
        Some(stated) if is_last_change(&stated, records, locale) => {
            let shown = Date::first(marked, locale).or_else(near);
            Some(shown.filter(|shown| is_before(shown, &stated)).unwrap_or(stated))
        }
        stated => stated.or_else(near),
    };
    // An ambiguous date is less reliable than the one in the URL.
    if date.as_ref().is_some_and(|date| date.iso.is_some()) { date } else { in_address().or(date) }
}

/// Whether a stated date of publication may be that of the last change: no later date of change is stated.
fn is_last_change(stated: &Date, records: &Records, locale: &Locale) -> bool {
    let modified = Date::first(records.ranked(Field::Modified), locale).and_then(|date| date.ordinal());
    modified.is_some() && modified <= stated.ordinal()
}

/// Whether a date is before another in every time zone.
fn is_before(date: &Date, other: &Date) -> bool {
    date.ordinal().zip(other.ordinal()).is_some_and(|(date, other)| date + 1 < other)
}

/// The keywords of the best source, each once.
fn keywords(records: &Records) -> Vec<String> {
    let mut keywords: Vec<String> = Vec::new();
    let given = records.best_all(Field::Keywords).iter().flat_map(|list| list.split([',', ';', '，', '、']));
    for keyword in given.map(str::trim).filter(|keyword| !keyword.is_empty()) {
        if keywords.len() < MAX_KEYWORDS && !keywords.iter().any(|known| known == keyword) {
            keywords.push(keyword.to_owned());
        }
    }
    keywords
}

pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
