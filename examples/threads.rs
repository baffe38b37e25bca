//! Prints the posts of a forum thread with their authors, or the comments under an article.
//!
//! ```text
//! cargo run --release --example threads < tests/cases/forum_thread.html
//! ```

use bodytext::{Block, Comments, Extractor, Label, Rule};
use std::error::Error;
use std::io::{self, Read, Write};

fn main() -> Result<(), Box<dyn Error>> {
    let mut page = Vec::new();
    io::stdin().read_to_end(&mut page)?;
    let extractor = Extractor::new().authors(true).comments(Comments::Include);
    let article = extractor.extract_bytes(&page, None)?;
    let mut out = io::stdout().lock();
    writeln!(out, "# {}", article.title().unwrap_or("A thread"))?;
    for block in article.blocks().filter(Block::is_content) {
        match (block.rule(), block.label()) {
            // The line with author and date starts a post.
            (Rule::PostAuthor, _) => writeln!(out, "\n--- {}", block.text())?,
            (Rule::Comments, _) | (_, Label::Comment) => writeln!(out, "> {}", block.text())?,
            _ => writeln!(out, "{}", block.text())?,
        }
    }
    Ok(())
}
