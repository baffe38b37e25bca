//! The format `blocks`: one line per block.

use anstyle::{AnsiColor, Style};
use bodytext::{Article, Block, Label, Rule};

/// Mark, score, rule, kind and text of every block.
pub fn lines(article: &Article, is_colored: bool) -> String {
    article.blocks().map(|block| line(&block, is_colored)).collect()
}

fn line(block: &Block<'_>, is_colored: bool) -> String {
    let (mark, style) = mark(block.label());
    let style = if is_colored { style } else { Style::new() };
    let (score, rule, kind) = (block.score(), rule(block.rule()), block.kind().to_string());
    let text = block.text().replace('\n', "⏎").replace('\t', "⇥");
    format!("{style}{mark} {score:.2} {rule:15} {kind:7} {text}{style:#}\n")
}

fn mark(label: Label) -> (char, Style) {
    match label {
        Label::Content => ('+', AnsiColor::Green.on_default()),
        Label::Title => ('=', Style::new().bold()),
        Label::Comment => ('~', AnsiColor::Cyan.on_default()),
        _ => ('-', Style::new().dimmed()),
    }
}

/// The name of a rule, as in the JSON output.
fn rule(rule: Rule) -> String {
    serde_json::to_string(&rule).unwrap_or_default().trim_matches('"').to_owned()
}
