//! Extracts plain text without markup, such as a WET record or a pasted page, and shows which lines were kept.
//!
//! ```text
//! cargo run --release --example plain_text -- tests/cases/txt_news_pipes_1.txt
//! ```

use std::error::Error;
use std::io::{self, Write};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: plain_text FILE")?;
    let text = std::fs::read_to_string(path)?;
    let article = bodytext::extract_plain_text(&text)?;
    let mut out = io::stdout().lock();
    writeln!(out, "title: {}", article.title().unwrap_or("none"))?;
    for block in article.blocks() {
        let mark = if block.is_content() { '+' } else { '-' };
        // The bytes of the input that a block comes from.
        let source = block.source().unwrap_or_default();
        let line = block.line().unwrap_or_default();
        writeln!(out, "{mark} line {line:3}, {:.2}: {}", block.score(), text[source].trim())?;
    }
    Ok(())
}
