//! Changes which blocks are kept: drops one section, and keeps captions that almost passed.
//!
//! ```text
//! cargo run --release --example retain -- 'What you need' < page.html
//! ```

use bodytext::{Block, BlockKind};
use std::error::Error;
use std::io::{self, Read, Write};

fn main() -> Result<(), Box<dyn Error>> {
    let unwanted = std::env::args().nth(1).ok_or("usage: retain HEADING < page.html")?;
    let mut page = Vec::new();
    io::stdin().read_to_end(&mut page)?;
    let mut article = bodytext::extract_bytes(&page, None)?;
    // The level of the unwanted heading, while the blocks are in its section.
    let mut section = None;
    article.retain(|block| {
        if let BlockKind::Heading(level) = block.kind() {
            section = section.filter(|unwanted| level > *unwanted);
            if block.text() == unwanted {
                section = Some(level);
            }
        }
        section.is_none() && (block.is_content() || is_likely_caption(&block))
    });
    // All outputs use the new labels.
    io::stdout().write_all(article.markdown().as_bytes())?;
    Ok(())
}

/// Whether a dropped block is a caption that scored almost high enough.
fn is_likely_caption(block: &Block<'_>) -> bool {
    block.kind() == BlockKind::Caption && block.score() >= 0.2 && !block.is_hidden()
}
