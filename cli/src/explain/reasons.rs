//! One block: its row in the list, and the reasons that the row unfolds.

use super::markup::{Escaped, count, counted, signed, value};
use bodytext::{Article, Block, BlockKind, Contribution, Explanation, Label, Rule};
use std::fmt::{self, Write};

/// How many features are named. The others are summed in one row.
const NAMED: usize = 5;

/// The class and the mark for a label. The marks are those of the format `blocks`, with a minus sign for `-`.
pub(crate) fn fate(label: Label) -> (&'static str, char) {
    match label {
        Label::Content => ("kept", '+'),
        Label::Title => ("title", '='),
        Label::Comment => ("comment", '~'),
        _ => ("dropped", '\u{2212}'),
    }
}

/// The largest contribution of any feature to any score of the page. A full bar means this value.
pub(crate) fn scale(article: &Article) -> f32 {
    let largest = |block: Block<'_>| block.explain().contributions().first().map(|part| part.log_odds.abs());
    article.blocks().filter_map(largest).fold(0.5, f32::max)
}

/// Writes the list item for `block`.
pub(crate) fn write_block(out: &mut String, article: &Article, block: &Block<'_>, scale: f32) -> fmt::Result {
    let ((fate, mark), score) = (fate(block.label()), block.score());
    let out_of_line = if block.rule() == Rule::Threshold { "" } else { " ruled" };
    let (style, depth) = text_style(block.kind());
    write!(
        out,
        "<li class=\"block {fate}{out_of_line}\" id=\"b{at}\"><details><summary>\
         <span class=\"mark\">{mark}</span><span class=\"kind\">{kind}</span>\
         <span class=\"score\"><b>{score:.2}</b><i style=\"--s:{percent:.0}%\"></i></span>\
         <span class=\"text {style}\" style=\"--depth:{depth}\" dir=\"auto\" lang=\"{language}\">{text}</span>\
         <span class=\"at\">{at}</span></summary>",
        at = block.position(),
        kind = block.kind(),
        percent = score * 100.0,
        language = Escaped(article.metadata().language().unwrap_or_default()),
        text = Escaped(block.text()),
    )?;
    write!(out, "<div class=\"why\"><p>{}</p>", Escaped(&verdict(article, block)))?;
    write_reasons(out, &block.explain(), scale)?;
    write_facts(out, block)?;
    out.write_str("</div></details></li>\n")
}

/// The style of a block's text, and the nesting depth of its list.
fn text_style(kind: BlockKind) -> (&'static str, u8) {
    match kind {
        BlockKind::Heading(_) => ("heading", 0),
        BlockKind::ListItem { depth, .. } => ("item", depth.min(6)),
        BlockKind::Quote => ("quote", 0),
        BlockKind::Code => ("code", 0),
        BlockKind::TableRow => ("row", 0),
        BlockKind::Caption => ("caption", 0),
        _ => ("", 0),
    }
}

/// What decided the block's label, in words.
fn verdict(article: &Article, block: &Block<'_>) -> String {
    let fate = if block.is_content() { "Kept" } else { "Dropped" };
    let score = block.score();
    let of_scores = matches!(block.rule(), Rule::Threshold | Rule::Context | Rule::ProseOnly);
    let Some(cut) = article.threshold().filter(|_| of_scores) else {
        return by_rule(block.rule(), fate);
    };
    match block.rule() {
        Rule::Context => {
            let in_context = block.score_in_context();
            format!(
                "{fate} with its neighbours: {score:.2} alone, {in_context:.2} among them; the threshold is {cut:.2}."
            )
        }
        Rule::Threshold if block.is_content() => {
            format!("Kept: the score {score:.2} reaches the threshold {cut:.2}.")
        }
        Rule::Threshold => format!("Dropped: the score {score:.2} is below the threshold {cut:.2}."),
        _ => format!(
            "Dropped although {score:.2} reaches the threshold {cut:.2}: nothing but prose is kept here."
        ),
    }
}

fn by_rule(rule: Rule, fate: &str) -> String {
    match rule {
        Rule::Threshold | Rule::Context | Rule::ProseOnly => {
            "Dropped: no threshold is expected to keep body text on this page.".into()
        }
        Rule::Heading => "Kept with the text under it, though below the threshold.".into(),
        Rule::Comments => format!("{fate} as part of the readers\u{2019} comments."),
        Rule::Title => "The page\u{2019}s title: given on its own, not repeated in the text.".into(),
        Rule::Duplicate => "Dropped: the same stretch of text is kept elsewhere.".into(),
        _ => format!("{fate} by another rule."),
    }
}

fn write_reasons(out: &mut String, explanation: &Explanation, scale: f32) -> fmt::Result {
    let parts = explanation.contributions();
    let (named, others) = parts.split_at(parts.len().min(NAMED));
    out.write_str("<table>")?;
    for Contribution { feature, value: number, unit, log_odds, definition, .. } in named {
        let (side, width) = side(*log_odds, scale);
        let bar = format!("<i class=\"{side}\" style=\"--w:{width:.0}%\"></i>");
        write_row(out, feature, &format!("{} {unit}", value(*number)), &bar, *log_odds, definition)?;
    }
    // Sums have no bars, because they would dwarf the contributions.
    let rest: f32 = others.iter().map(|part| part.log_odds).sum();
    write_row(out, "the rest", &counted(others.len(), "feature", "features"), "", rest, "")?;
    write_row(out, "start", "", "", explanation.base(), "before anything is known of a block")?;
    let log_odds = explanation.log_odds();
    let score = 1.0 / (1.0 + (-log_odds).exp());
    write!(
        out,
        "<tr class=\"sum\"><th>sum<td class=\"v\"><td class=\"b\"><td class=\"n\">{}\
         <td class=\"d\">log-odds: a score of {score:.2}</table>",
        signed(log_odds)
    )
}

fn write_row(
    out: &mut String,
    name: &str,
    value: &str,
    bar: &str,
    log_odds: f32,
    definition: &str,
) -> fmt::Result {
    write!(
        out,
        "<tr><th>{}<td class=\"v\">{}<td class=\"b\">{bar}<td class=\"n\">{}<td class=\"d\">{}",
        Escaped(name),
        Escaped(value),
        signed(log_odds),
        Escaped(definition),
    )
}

/// The direction of a bar from the middle, and its length in per cent of the whole width.
fn side(log_odds: f32, scale: f32) -> (&'static str, f32) {
    let side = if log_odds < 0.0 { "against" } else { "for" };
    (side, (log_odds.abs() / scale).min(1.0) * 50.0)
}

fn write_facts(out: &mut String, block: &Block<'_>) -> fmt::Result {
    write!(
        out,
        "<p class=\"facts\"><span>{}</span><span>{:.0}\u{202f}% in links</span>",
        counted(block.word_count(), "word", "words"),
        block.link_density() * 100.0
    )?;
    if block.is_hidden() {
        out.write_str("<span>hidden</span>")?;
    }
    if let Some(line) = block.line() {
        write!(out, "<span>line {}</span>", count(line))?;
    }
    if let Some(path) = block.path() {
        write!(out, "<code>{}</code>", Escaped(&path))?;
    }
    out.write_str("</p>")
}
