//! The scores of a corpus as a table.

use std::fmt;

use crate::{PageScore, Summary};

/// The scores of a whole corpus, overall and by page type. Displays as an aligned table with one row per [`Summary`].
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Over all pages, under the name of the corpus.
    pub overall: Summary,
    /// One summary per page type, the most frequent first; equally frequent ones in order of appearance.
    pub by_type: Vec<Summary>,
}

impl Report {
    /// Summarises the pages of a corpus.
    #[must_use]
    pub fn of<'a>(name: &str, pages: impl IntoIterator<Item = &'a PageScore>) -> Self {
        let pages: Vec<_> = pages.into_iter().collect();
        let mut types: Vec<(&str, Vec<&PageScore>)> = Vec::new();
        for &page in &pages {
            match types.iter_mut().find(|(name, _)| *name == page.page_type) {
                Some((_, some)) => some.push(page),
                None => types.push((&page.page_type, vec![page])),
            }
        }
        let mut by_type: Vec<_> = types.into_iter().map(|(name, some)| Summary::of(name, some)).collect();
        by_type.sort_by_key(|summary| std::cmp::Reverse(summary.pages));
        Self { overall: Summary::of(name, pages), by_type }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.by_type.iter().map(|row| row.name.chars().count() + 2);
        let width = width.chain([self.overall.name.chars().count()]).max().unwrap_or_default();
        write!(f, "{:width$}  {:>6}", "", "pages")?;
        for (title, _) in COLUMNS {
            write!(f, "  {title:>9}")?;
        }
        write_row(f, &self.overall.name, width, &self.overall)?;
        self.by_type.iter().try_for_each(|row| write_row(f, &format!("  {}", row.name), width, row))
    }
}

type Column = (&'static str, fn(&Summary) -> Option<f64>);

const COLUMNS: [Column; 7] = [
    ("f1", |row| row.f1),
    ("precision", |row| row.precision),
    ("recall", |row| row.recall),
    ("with", |row| row.with),
    ("without", |row| row.without),
    ("shingle", |row| row.shingle_f1),
    ("snippet", |row| row.snippet_f1),
];

fn write_row(f: &mut fmt::Formatter<'_>, name: &str, width: usize, row: &Summary) -> fmt::Result {
    write!(f, "\n{name:width$}  {:>6}", row.pages)?;
    COLUMNS.iter().try_for_each(|(_, value)| match value(row) {
        Some(value) => write!(f, "  {value:>9.4}"),
        None => write!(f, "  {:>9}", "-"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Truth;

    fn page(page_type: &str, text: &str) -> PageScore {
        let main_content = Some("a b".to_owned());
        PageScore::of(text, &Truth { page_type: Some(page_type.into()), main_content, ..Truth::default() })
    }

    fn pages() -> [PageScore; 5] {
        [
            page("forum", "a"),
            page("product", ""),
            page("article", "a b"),
            page("listing", "a b"),
            page("article", ""),
        ]
    }

    #[test]
    fn frequent_types_come_first_then_those_that_appeared_first() {
        let report = Report::of("some", &pages());
        let names: Vec<_> = report.by_type.iter().map(|row| (row.name.as_str(), row.pages)).collect();
        assert_eq!(names, [("article", 2), ("forum", 1), ("product", 1), ("listing", 1)]);
    }

    #[test]
    fn the_table_is_aligned() {
        let table = Report::of("some", &pages()[..2]).to_string();
        let expected = "
            pages         f1  precision     recall       with    without    shingle    snippet
some            2     0.3333     0.5000     0.2500          -          -          -          -
  forum         1     0.6667     1.0000     0.5000          -          -          -          -
  product       1     0.0000     0.0000     0.0000          -          -          -          -";
        assert_eq!(format!("\n{table}"), expected);
    }
}
