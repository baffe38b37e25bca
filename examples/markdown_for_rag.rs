//! Cuts a page into Markdown chunks with at most N words, each with its heading path.
//!
//! ```text
//! cargo run --release --example markdown_for_rag -- WORDS < page.html
//! ```

use std::io::{self, Read, Write};

use bodytext::{Block, BlockKind, Section};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let words = std::env::args().nth(1).map_or(Ok(200), |words| words.parse())?;
    let mut page = Vec::new();
    io::stdin().read_to_end(&mut page)?;
    let article = bodytext::extract_bytes(&page, None)?;
    let mut out = io::stdout().lock();
    for section in article.sections() {
        let path = section.path().collect::<Vec<_>>().join(" > ");
        for chunk in chunks(&section, words) {
            let heading = if path.is_empty() { String::new() } else { format!("# {path}\n\n") };
            writeln!(out, "{heading}{chunk}\n\n---\n")?;
        }
    }
    Ok(())
}

/// The blocks of a section, as many in a chunk as fit. A block that is longer is cut between words.
fn chunks(section: &Section<'_>, max_words: usize) -> Vec<String> {
    let mut chunks: Vec<String> = Vec::new();
    let mut room = 0;
    for block in section.blocks() {
        for piece in pieces(block, max_words.max(1)) {
            let words = piece.split_whitespace().count();
            let text = markdown(block.kind(), &piece);
            if let Some(chunk) = chunks.last_mut().filter(|_| words <= room) {
                chunk.push_str("\n\n");
                chunk.push_str(&text);
            } else {
                chunks.push(text);
                room = max_words.max(1);
            }
            room = room.saturating_sub(words);
        }
    }
    chunks
}

fn pieces(block: Block<'_>, max_words: usize) -> Vec<String> {
    let words: Vec<&str> = block.text().split_whitespace().collect();
    if words.len() <= max_words {
        return vec![block.text().to_owned()];
    }
    words.chunks(max_words).map(|words| words.join(" ")).collect()
}

/// A text as the block of Markdown that it is. Nothing is escaped: models read it, not browsers.
fn markdown(kind: BlockKind, text: &str) -> String {
    match kind {
        BlockKind::ListItem { depth, .. } => format!("{}- {text}", "  ".repeat(usize::from(depth) - 1)),
        BlockKind::Quote => format!("> {}", text.replace('\n', "\n> ")),
        BlockKind::Code => format!("```\n{text}\n```"),
        _ => text.to_owned(),
    }
}
