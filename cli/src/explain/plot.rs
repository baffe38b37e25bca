//! The page at a glance: panels with score, words and links of every block by position.

use super::markup::{Escaped, counted};
use super::reasons::fate;
use bodytext::{Article, Block, Label};
use std::fmt::{self, Write};

/// The drawing order. Later layers cover earlier ones.
const LAYERS: [Label; 4] = [Label::Boilerplate, Label::Comment, Label::Title, Label::Content];
/// With more blocks than this, columns are too narrow to point at.
const MAX_COLUMNS: usize = 4_000;

/// Writes all panels. One horizontal unit is one block, and the panels are stretched to the width of the screen.
pub(crate) fn write_panels(out: &mut String, article: &Article) -> fmt::Result {
    let blocks = article.blocks().len();
    if blocks == 0 {
        return Ok(());
    }
    let size = if blocks < 150 { "large" } else { "small" };
    write!(out, "<div class=\"panels {size}\">")?;
    write_scores(out, article)?;
    let most = article.blocks().map(|block| block.word_count()).max().unwrap_or(0).max(1) as f32;
    let words = |block: Block<'_>| (block.word_count() as f32 / most).sqrt();
    write_bars(out, article, ("words", &format!("{most:.0}")), words)?;
    write_bars(out, article, ("links", "100\u{202f}%"), |block| block.link_density())?;
    write!(
        out,
        "<p class=\"x\"><span>first block</span><span>{}</span></p></div>",
        counted(blocks, "block", "blocks")
    )
}

fn open_svg(out: &mut String, blocks: usize, attributes: &str) -> fmt::Result {
    write!(out, "<svg viewBox=\"0 0 {blocks} 100\" preserveAspectRatio=\"none\" {attributes}>")
}

fn write_scores(out: &mut String, article: &Article) -> fmt::Result {
    let blocks = article.blocks().len();
    out.write_str("<div class=\"panel scores\"><span class=\"name\">score</span>")?;
    for tick in ["0", "0.5", "1"] {
        write!(out, "<span class=\"tick\" style=\"--y:{tick}\">{tick}</span>")?;
    }
    open_svg(out, blocks, "role=\"img\" aria-label=\"The score of each block by its position on the page\"")?;
    write!(out, "<path class=\"grid\" d=\"M0 0H{blocks}M0 50H{blocks}M0 100H{blocks}\"/>")?;
    write_columns(out, article)?;
    for label in LAYERS {
        write!(out, "<path class=\"dots {}\" d=\"", fate(label).0)?;
        for block in article.blocks().filter(|block| block.label() == label) {
            // A zero-length line with round caps stays a round dot, however the plot is stretched.
            write!(out, "M{}.5 {:.1}h0", block.position(), (1.0 - block.score()) * 100.0)?;
        }
        out.write_str("\"/>")?;
    }
    if let Some(cut) = article.threshold() {
        let y = (1.0 - cut) * 100.0;
        write!(out, "<path class=\"cut\" d=\"M0 {y:.2}H{blocks}\"/></svg>")?;
        write!(out, "<span class=\"cut-name\" style=\"--y:{cut:.4}\">{cut:.2}</span></div>")
    } else {
        out.write_str("</svg></div>")
    }
}

/// Writes a column for each block, with a tooltip that names the block and a link to it.
fn write_columns(out: &mut String, article: &Article) -> fmt::Result {
    if article.blocks().len() > MAX_COLUMNS {
        return Ok(());
    }
    out.write_str("<g class=\"columns\" aria-hidden=\"true\">")?;
    for block in article.blocks() {
        let start: String = block.text().chars().take(40).collect();
        write!(
            out,
            "<a href=\"#b{at}\" tabindex=\"-1\"><rect x=\"{at}\" width=\"1\" height=\"100\"/>\
             <title>{score:.2} {kind} {start}</title></a>",
            at = block.position(),
            score = block.score(),
            kind = block.kind(),
            start = Escaped(&start),
        )?;
    }
    out.write_str("</g>")
}

/// Writes a panel of bars: its `name`, the value of a `full` bar, and the height of each bar as a `share` from 0 to 1.
fn write_bars(
    out: &mut String,
    article: &Article,
    (name, full): (&str, &str),
    share: impl Fn(Block<'_>) -> f32,
) -> fmt::Result {
    write!(
        out,
        "<div class=\"panel bars\"><span class=\"name\">{name}</span>\
         <span class=\"tick\" style=\"--y:1\">{full}</span>"
    )?;
    open_svg(out, article.blocks().len(), "aria-hidden=\"true\"")?;
    write!(out, "<path class=\"grid\" d=\"M0 100H{}\"/>", article.blocks().len())?;
    for label in LAYERS {
        write!(out, "<path class=\"fill {}\" d=\"", fate(label).0)?;
        for block in article.blocks().filter(|block| block.label() == label) {
            let height = share(block) * 100.0;
            if height > 0.0 {
                write!(out, "M{}.1 100v-{height:.1}h.8V100z", block.position())?;
            }
        }
        out.write_str("\"/>")?;
    }
    out.write_str("</svg></div>")
}
