//! Cuts a page into Markdown chunks with at most N words, each with its heading path.
//!
//! ```text
//! cargo run --release --example markdown_for_rag -- WORDS < page.html
//! ```

use bodytext::{Block, BlockKind, Section};
use std::io::{self, Read, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: usize = std::env::args().nth(1).map_or(Ok(200), |words| words.parse())?;
    let mut page = Vec::new();
    io::stdin().read_to_end(&mut page)?;
    let article = bodytext::extract_bytes(&page, None)?;
    let mut out = io::stdout().lock();
    for section in article.sections() {
        let path = section.path().collect::<Vec<_>>().join(" > ");
        let heading = if path.is_empty() { String::new() } else { format!("# {path}\n\n") };
        for chunk in chunks(&section, words.max(1)) {
            writeln!(out, "{heading}{chunk}\n\n---\n")?;
        }
    }
    Ok(())
}

/// Splits a section into chunks of as many blocks as fit. A block that is too long is split between words.
fn chunks(section: &Section<'_>, max_words: usize) -> Vec<String> {
    let mut chunks: Vec<String> = Vec::new();
    let mut room = 0;
    for block in section.blocks() {
        for piece in pieces(block, max_words) {
            let words = piece.split_whitespace().count();
            let text = markdown(block.kind(), &piece);
            match chunks.last_mut().filter(|_| words <= room) {
                Some(chunk) => chunk.extend(["\n\n", &text]),
                None => chunks.push(text),
            }
            room = if words <= room { room } else { max_words }.saturating_sub(words);
        }
    }
    chunks
}

fn pieces(block: Block<'_>, max_words: usize) -> Vec<String> {
    if block.text().split_whitespace().count() <= max_words {
        return vec![block.text().to_owned()];
    }
    let words: Vec<&str> = block.text().split_whitespace().collect();
    words.chunks(max_words).map(|words| words.join(" ")).collect()
}

/// A text as a Markdown block of its kind. Nothing is escaped, because the output is for models, not for browsers.
fn markdown(kind: BlockKind, text: &str) -> String {
    match kind {
        BlockKind::ListItem { depth, .. } => format!("{}- {text}", "  ".repeat(usize::from(depth) - 1)),
        BlockKind::Quote => format!("> {}", text.replace('\n', "\n> ")),
        BlockKind::Code => format!("```\n{text}\n```"),
        _ => text.to_owned(),
    }
}
