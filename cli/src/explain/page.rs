//! The whole report: summary, plot, and the list of blocks.

use super::markup::{Escaped, count, counted};
use super::{plot, reasons};
use bodytext::{Article, Block, Label, Rule};
use std::fmt::{self, Write};

const STYLE: &str = include_str!("style.css");

/// The report on `article`.
pub(crate) fn render(article: &Article) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = write_page(&mut out, article);
    out
}

fn write_page(out: &mut String, article: &Article) -> fmt::Result {
    let title = article.title().unwrap_or("A page without a title");
    // The policy blocks scripts even if markup of a page were not escaped.
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{} \u{b7} block by block</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
        Escaped(title)
    )?;
    out.write_str(CHOICES)?;
    let cut = article.threshold().map_or(String::new(), |cut| format!(" style=\"--cut:{cut:.4}\""));
    let has_cut = if cut.is_empty() { "" } else { " has-cut" };
    writeln!(out, "<div class=\"page{has_cut}\"{cut}>")?;
    write_header(out, article, title)?;
    write_figure(out, article)?;
    write_toolbar(out, article)?;
    out.write_str("<main><ol class=\"blocks\">\n")?;
    let scale = reasons::scale(article);
    for block in article.blocks() {
        reasons::write_block(out, article, &block, scale)?;
    }
    out.write_str("</ol></main>\n</div>\n</body>\n</html>\n")
}

/// The inputs for filter and theme. They precede everything that they affect, so that CSS sibling selectors suffice.
const CHOICES: &str = "\
    <input type=\"radio\" name=\"show\" id=\"show-all\" checked><input type=\"radio\" name=\"show\" id=\"show-kept\">\
    <input type=\"radio\" name=\"show\" id=\"show-dropped\"><input type=\"radio\" name=\"show\" id=\"show-ruled\">\
    <input type=\"radio\" name=\"theme\" id=\"theme-auto\" checked>\
    <input type=\"radio\" name=\"theme\" id=\"theme-light\"><input type=\"radio\" name=\"theme\" id=\"theme-dark\">\n";

const THEMES: &str = "<div class=\"choice\"><label for=\"theme-auto\">Auto</label>\
    <label for=\"theme-light\">Light</label><label for=\"theme-dark\">Dark</label></div>";

/// The number of blocks that satisfy `is_meant`, and of their words.
fn total(article: &Article, is_meant: impl Fn(Block<'_>) -> bool) -> (usize, usize) {
    let blocks = article.blocks().filter(|block| is_meant(*block));
    blocks.fold((0, 0), |(blocks, words), block| (blocks + 1, words + block.word_count()))
}

fn write_header(out: &mut String, article: &Article, title: &str) -> fmt::Result {
    let (kept, kept_words) = total(article, |block| block.is_content());
    let (blocks, words) = total(article, |_| true);
    let share = 100.0 * kept_words as f32 / words.max(1) as f32;
    let cut = article.threshold().map_or("none".into(), |cut| format!("{cut:.2}"));
    write!(
        out,
        "<header>\n<div class=\"top\"><p>What was kept of this page, block by block, and why</p>{THEMES}</div>\n\
         <h1 dir=\"auto\" lang=\"{}\">{}</h1>\n<dl>",
        Escaped(article.metadata().language().unwrap_or_default()),
        Escaped(title)
    )?;
    let facts = [
        ("kept", count(kept), format!("of {}", counted(blocks, "block", "blocks"))),
        ("words kept", format!("{share:.0}\u{202f}%"), format!("{} of {}", count(kept_words), count(words))),
        ("confidence", format!("{:.2}", article.confidence()), "the expected F1".into()),
        ("threshold", cut, "the lowest score that is kept".into()),
    ];
    for (name, number, note) in facts {
        write!(out, "<div><dt>{name}</dt><dd><b>{number}</b> <small>{note}</small></dd></div>")?;
    }
    let flattened = if article.is_flattened() {
        "<p class=\"note\">Some structure went beyond the limits and was left out; all text is there.</p>\n"
    } else {
        ""
    };
    write!(out, "</dl>\n{flattened}</header>\n")
}

fn write_figure(out: &mut String, article: &Article) -> fmt::Result {
    out.write_str("<figure>\n")?;
    plot::write_panels(out, article)?;
    out.write_str("\n<figcaption><ul class=\"legend\">")?;
    let labels = [
        (Label::Content, "kept"),
        (Label::Title, "title"),
        (Label::Comment, "comments"),
        (Label::Boilerplate, "dropped"),
    ];
    for (label, name) in labels {
        let (blocks, words) = total(article, |block| block.label() == label);
        let (class, mark) = reasons::fate(label);
        if blocks > 0 {
            write!(
                out,
                "<li class=\"{class}\"><i></i><b>{mark} {name}</b> {}, {}</li>",
                counted(blocks, "block", "blocks"),
                counted(words, "word", "words")
            )?;
        }
    }
    writeln!(out, "</ul><p class=\"note\">{}</p></figcaption>\n</figure>", note(article))
}

/// Explains how the threshold was chosen, and which rules changed labels.
fn note(article: &Article) -> String {
    let cut = if article.threshold().is_some() {
        "The threshold of each page is the one whose kept words have the highest expected F-measure."
    } else {
        "No threshold is expected to keep body text on this page, so nothing is kept by its score."
    };
    let rules = [
        (Rule::Context, "blocks that belong together go together"),
        (Rule::ProseOnly, "nothing but prose is kept"),
        (Rule::Heading, "a heading stays with its text"),
        (Rule::Comments, "comments are set apart"),
        (Rule::Title, "the title is set apart"),
        (Rule::Duplicate, "a stretch of text is kept once"),
        (Rule::PostAuthor, "the line with a post's author is kept"),
        (Rule::StructuredData, "the text comes from the page's JSON-LD"),
    ];
    let used = rules.into_iter().filter_map(|(rule, what)| {
        let (blocks, _) = total(article, |block| block.rule() == rule);
        (blocks > 0).then(|| format!("{what} ({})", count(blocks)))
    });
    let used: Vec<_> = used.collect();
    if used.is_empty() {
        return format!("{cut} No rule changed a label on this page.");
    }
    format!("{cut} Then rules changed the labels of some blocks: {}.", used.join(", "))
}

fn write_toolbar(out: &mut String, article: &Article) -> fmt::Result {
    let (blocks, (kept, _)) = (article.blocks().len(), total(article, |block| block.is_content()));
    let (ruled, _) = total(article, |block| block.rule() != Rule::Threshold);
    out.write_str("<div class=\"toolbar\"><div class=\"choice\">")?;
    let filters = [
        ("all", "All", blocks),
        ("kept", "Kept", kept),
        ("dropped", "Dropped", blocks - kept),
        ("ruled", "By a rule", ruled),
    ];
    for (id, name, number) in filters {
        write!(out, "<label for=\"show-{id}\">{name} <small>{}</small></label>", count(number))?;
    }
    out.write_str("</div><p>Open a block for its reasons.</p></div>\n")
}
