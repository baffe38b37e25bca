//! Lines that say when a page was changed, and perhaps also when it was published.

use super::date;
use super::locale::Locale;

/// The beginnings of the words for "updated", in lower case.
#[rustfmt::skip]
const UPDATED: [&str; 24] = [
    "updated", "modified", "aktualisiert", "geändert", "mis à jour", "mise à jour", "modifié", "actualizad", "atualizad",
    "aggiornat", "bijgewerkt", "gewijzigd", "oppdatert", "opdateret", "uppdaterad", "päivitetty", "aktualizac", "zaktualizowan",
    "aktualizován", "обновлено", "изменено", "оновлено", "güncelle", "ενημερώθηκε",
];

/// The parts of a line with the dates of publication and of the last change: before and after a word for "updated", or
/// after and before if it comes first. A line without such a word is only about publication. In a line with such a word
/// and a single date, the date counts as both.
pub(super) fn parts<'l>(line: &'l str, locale: &Locale) -> (&'l str, &'l str) {
    let Some(at) = position(line) else { return (line, "") };
    let (before, after) = line.split_at(at);
    if date::in_dateline(before, locale).is_some() {
        return (before, after);
    }
    let Some(date) = date::in_dateline(after, locale) else { return (line, "") };
    let (_, rest) = after.split_once(date).unwrap_or_default();
    let change = &after[..after.len() - rest.len()];
    // On most pages without another date, this is also the date of publication.
    let has_other = date::in_dateline(rest, locale).is_some();
    (if has_other { rest } else { line }, change)
}

/// Where the first word for "updated" is.
fn position(line: &str) -> Option<usize> {
    let mut places = line.char_indices();
    let starts_here = |&(at, c): &(usize, char)| {
        let first = c.to_lowercase().next();
        UPDATED.iter().any(|word| word.chars().next() == first && starts_with(&line[at..], word))
    };
    places.find(starts_here).map(|(at, _)| at)
}

/// Whether a text starts with a word, ignoring case; `word` is in lower case.
fn starts_with(text: &str, word: &str) -> bool {
    let mut small = text.chars().flat_map(char::to_lowercase);
    word.chars().all(|c| small.next() == Some(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_changes_are_told_apart() {
        let cases = [
            ("Posted May 4, 2023; updated May 6, 2023", ("Posted May 4, 2023; ", "updated May 6, 2023")),
            ("Oppdatert: 3. des. 2022", ("Oppdatert: 3. des. 2022", "Oppdatert: 3. des. 2022")),
            ("Updated May 6, 2023 | Posted May 4, 2023", (" | Posted May 4, 2023", "Updated May 6, 2023")),
            ("May 4, 2023", ("May 4, 2023", "")),
            ("Updated soon", ("Updated soon", "")),
            ("ẞé May 4, 2023 updated May 6, 2023 İ", ("ẞé May 4, 2023 ", "updated May 6, 2023 İ")),
        ];
        for (line, expected) in cases {
            assert_eq!(parts(line, &Locale::default()), expected, "{line}");
        }
    }
}
