//! What the language of a page says about the dates on the page.

use super::calendar::Order;
use super::calendar_names::{LANGUAGES, Language};

/// More statements about the language of a page are not read.
const MAX_TAGS: usize = 8;

/// The language and the order of dates, as far as they are known.
#[derive(Clone, Copy, Default)]
pub(super) struct Locale {
    language: Option<&'static Language>,
    order: Option<Order>,
}

impl Locale {
    /// The locale from what a page says about its language, best source first: tags such as `en`, `pt-BR` or `de_AT`.
    ///
    /// The order is unknown if tags of the same language have different orders.
    pub(super) fn of<'t>(tags: impl Iterator<Item = &'t str>) -> Locale {
        let known: Vec<Locale> = tags.take(MAX_TAGS).filter_map(Locale::of_tag).collect();
        let Some(first) = known.first() else { return Locale::default() };
        let same = known.iter().filter(|locale| locale.code() == first.code());
        let mut orders = same.filter_map(|locale| locale.order);
        let order = orders.next().filter(|order| orders.all(|other| other == *order));
        Locale { order, ..*first }
    }

    /// The locale of a language tag (RFC 5646, section 2.1): a language, perhaps a script, perhaps a region.
    fn of_tag(tag: &str) -> Option<Locale> {
        let mut subtags = tag.split(['-', '_']).map(str::trim);
        let code = subtags.next()?.to_ascii_lowercase();
        let code = match code.as_str() {
            "nb" | "nn" => "no",
            "iw" => "he",
            "in" => "id",
            code => code,
        };
        let language = LANGUAGES.iter().find(|language| language.code == code)?;
        let region = subtags.find(|tag| tag.len() == 2).map(str::to_ascii_uppercase);
        let order = match region {
            Some(region) => {
                let other = language.regions.iter().find(|(known, _)| *known == region);
                other.map_or(language.order, |(_, order)| *order)
            }
            // English alone may be American or British.
            None if language.code == "en" => None,
            None => language.order,
        };
        Some(Locale { language: Some(language), order })
    }

    pub(super) fn code(&self) -> Option<&'static str> {
        self.language.map(|language| language.code)
    }

    pub(super) fn order(&self) -> Option<Order> {
        self.order
    }
}

#[cfg(test)]
mod tests {
    use super::Order::*;
    use super::*;

    #[test]
    fn the_order_of_dates_follows_language_and_region() {
        let cases: [(&[&str], _, _); 16] = [
            (&["en"], Some("en"), None),
            (&["en-US"], Some("en"), Some(MonthFirst)),
            (&["en_us"], Some("en"), Some(MonthFirst)),
            (&["en-GB"], Some("en"), Some(DayFirst)),
            (&["en-CA"], Some("en"), None),
            (&["en", "en_US"], Some("en"), Some(MonthFirst)),
            (&["en-GB", "en_US"], Some("en"), None),
            (&["en", "de-DE"], Some("en"), None),
            (&["de"], Some("de"), Some(DayFirst)),
            (&["de-AT"], Some("de"), Some(DayFirst)),
            (&["es-PR"], Some("es"), Some(MonthFirst)),
            (&["zh-Hant-HK"], Some("zh"), Some(DayFirst)),
            (&["ja"], Some("ja"), None),
            (&["nb-NO"], Some("no"), Some(DayFirst)),
            (&["xx", "fr"], Some("fr"), Some(DayFirst)),
            (&[""], None, None),
        ];
        for (tags, code, order) in cases {
            let locale = Locale::of(tags.iter().copied());
            assert_eq!((locale.code(), locale.order()), (code, order), "{tags:?}");
        }
    }
}
