//! Lists in other markup. The corpora have few definition lists and small tables, but pages written by hand have many.
//! The same words in another form teach the models that the form alone says little.

use super::escaped;
use crate::gbdt::SplitMix64;
use crate::page::Page;
use bodytext::{Article, BlockKind};
use std::fmt::Write as _;

/// A longer item stays an item.
const MAX_WORDS: u32 = 30;

/// What a list becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Terms with their definitions.
    Definitions,
    /// Rows of a table with two cells.
    Rows,
    /// Elements without semantics.
    Boxes,
}

impl Form {
    /// Three of five pages keep their lists.
    pub(super) fn draw(random: &mut SplitMix64) -> Option<Form> {
        match random.below(10) {
            6 | 7 => Some(Form::Definitions),
            8 => Some(Form::Rows),
            9 => Some(Form::Boxes),
            _ => None,
        }
    }

    fn list<'t>(self, items: impl Iterator<Item = &'t str>) -> String {
        let (open, close) = match self {
            Form::Definitions => ("<dl>", "</dl>"),
            Form::Rows => ("<table>", "</table>"),
            Form::Boxes => ("<div>", "</div>"),
        };
        let mut out = open.to_owned();
        for item in items {
            let (term, rest) = halves(item);
            let (term, rest) = (escaped(term), escaped(rest));
            let _ = match self {
                Form::Definitions => write!(out, "<dt>{term}</dt><dd>{rest}</dd>"),
                Form::Rows => write!(out, "<tr><th>{term}</th><td>{rest}</td></tr>"),
                Form::Boxes => write!(out, "<div>{term} {rest}</div>"),
            };
        }
        out + close
    }
}

/// Consecutive blocks of a page as HTML, with their lists in another form if one is given.
pub(super) fn html(page: &Page, article: &mut Article, blocks: &[usize], form: Option<Form>) -> String {
    let list_form = |at: usize| form.filter(|_| is_item(page, at));
    let mut out = String::new();
    for run in blocks.chunk_by(|&a, &b| list_form(a) == list_form(b)) {
        match list_form(run[0]) {
            Some(form) if run.len() > 1 => out.push_str(&form.list(run.iter().map(|&at| page.text(at)))),
            _ => {
                article.retain(|block| run.binary_search(&block.position()).is_ok());
                out.push_str(&article.html());
            }
        }
    }
    out
}

fn is_item(page: &Page, at: usize) -> bool {
    let block = &page.blocks.as_slice()[at];
    matches!(block.kind, BlockKind::ListItem { .. }) && (2..=MAX_WORDS).contains(&block.words)
}

/// An item as a term and its definition: split after a colon, otherwise after one or two words.
pub(super) fn halves(item: &str) -> (&str, &str) {
    if let Some((term, rest)) = item.split_once(": ") {
        return (term, rest);
    }
    let words = if item.len() % 2 == 0 { 1 } else { 2 };
    let cut = item.match_indices(' ').nth(words - 1).or_else(|| item.match_indices(' ').next());
    cut.map_or((item, ""), |(at, _)| (&item[..at], &item[at + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_cut_in_two() {
        assert_eq!(halves("Weight: 31 g"), ("Weight", "31 g"));
        assert_eq!(halves("one large onion"), ("one large", "onion"));
        assert_eq!(halves("one big onion!"), ("one", "big onion!"));
        assert_eq!(halves("onion"), ("onion", ""));
    }

    #[test]
    fn lists_change_and_other_blocks_stay() {
        let source =
            "<p>For this soup you need some things:</p><ul><li>salt: a pinch<li>pepper: a little</ul>";
        let page = Page::default().measure(source).unwrap();
        let mut article = bodytext::extract(source).unwrap();
        let html = html(&page, &mut article, &[0, 1, 2], Some(Form::Definitions));
        let list = "<dl><dt>salt</dt><dd>a pinch</dd><dt>pepper</dt><dd>a little</dd></dl>";
        assert!(
            html.starts_with("<p>For this soup you need some things:</p>") && html.ends_with(list),
            "{html}"
        );
    }
}
