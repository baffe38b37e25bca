//! Main content with little or nothing around it.

use super::escaped;
use super::forms::{self, Form};
use super::plain_text::{Line, LineStyle};
use crate::gbdt::SplitMix64;
use crate::page::{Page, Source};
use std::fmt::Write as _;

/// A page of the main content alone, and its true text. If `blocks` is given, only that many blocks are taken. Every
/// third page is a fragment, another third has a heading, and the others have a menu and a footer of the page's own.
pub(super) fn text(
    page: &Page,
    source: &str,
    blocks: Option<usize>,
    random: &mut SplitMix64,
) -> Option<(String, String)> {
    let kept: Vec<usize> =
        (0..page.labels.len()).filter(|&at| page.is_content(at)).take(blocks.unwrap_or(usize::MAX)).collect();
    if kept.is_empty() {
        return None;
    }
    let around = Around::draw(page, random);
    match page.source {
        Source::Html => {
            let form = Form::draw(random);
            Some((html(page, source, &kept, &around, form)?, page.joined(kept.iter().copied())))
        }
        Source::PlainText => Some(lines(page, &kept, &around, LineStyle::draw(random))),
    }
}

/// The surroundings of the main content.
#[derive(Default)]
struct Around<'p> {
    title: Option<&'p str>,
    menu: Vec<&'p str>,
    footer: Vec<&'p str>,
}

impl<'p> Around<'p> {
    fn draw(page: &'p Page, random: &mut SplitMix64) -> Around<'p> {
        let outside = |at: &usize| page.labels[*at] == Some(0.0) && page.annotations.title != Some(*at);
        let text = |at: usize| page.text(at);
        match random.below(3) {
            0 => Around::default(),
            1 => Around {
                title: page.annotations.title.filter(|&at| !page.is_content(at)).map(text),
                ..Around::default()
            },
            _ => {
                let is_short = |at: &usize| page.blocks.as_slice()[*at].words <= 4;
                let menu = (0..page.labels.len()).filter(outside).filter(is_short).take(2 + random.below(5));
                let is_line = |at: &usize| page.blocks.as_slice()[*at].words <= 30;
                let end =
                    (0..page.labels.len()).rev().filter(outside).filter(is_line).take(1 + random.below(3));
                let mut footer: Vec<&str> = end.map(text).collect();
                footer.reverse();
                Around { title: None, menu: menu.map(text).collect(), footer }
            }
        }
    }
}

fn html(
    page: &Page,
    source: &str,
    kept: &[usize],
    around: &Around<'_>,
    form: Option<Form>,
) -> Option<String> {
    let mut article = bodytext::extract(source).ok()?;
    let mut out = String::new();
    if let Some(title) = around.title {
        let _ = write!(out, "<h1>{}</h1>", escaped(title));
    }
    if !around.menu.is_empty() {
        out.push_str("<nav>");
        for text in &around.menu {
            let _ = write!(out, "<a href=\"/\">{}</a> ", escaped(text));
        }
        out.push_str("</nav>");
    }
    out.push_str(&forms::html(page, &mut article, kept, form));
    if !around.footer.is_empty() {
        out.push_str("<footer>");
        for text in &around.footer {
            let _ = write!(out, "<p>{}</p>", escaped(text));
        }
        out.push_str("</footer>");
    }
    Some(out)
}

fn lines(page: &Page, kept: &[usize], around: &Around<'_>, mut style: LineStyle) -> (String, String) {
    let outside = |lines: &[&str]| lines.iter().map(|line| Line::outside(line)).collect::<Vec<_>>();
    let title = around.title.map(Line::outside).into_iter();
    let body = style.lines(page, kept);
    let lines = title.chain(outside(&around.menu)).chain(body).chain(outside(&around.footer));
    style.text(&lines.collect::<Vec<_>>())
}
