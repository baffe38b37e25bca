//! Labels for pages of which only some snippets are known.

use bodytext_evaluation::{Truth, fold};

/// Labels the blocks that contain a snippet: 1 for a snippet that must be in the text, 0 for one that must not; `None`
/// for all other blocks.
pub fn label_by_snippets(blocks: &[&str], truth: &Truth) -> Vec<Option<f32>> {
    let wanted: Vec<String> = folded(&truth.with);
    let unwanted: Vec<String> = folded(&truth.without);
    blocks
        .iter()
        .map(|block| {
            let block = fold(block);
            let holds = |snippets: &[String]| snippets.iter().any(|snippet| block.contains(snippet.as_str()));
            match (holds(&wanted), holds(&unwanted)) {
                (true, false) => Some(1.0),
                (false, true) => Some(0.0),
                _ => None,
            }
        })
        .collect()
}

fn folded(snippets: &[String]) -> Vec<String> {
    snippets.iter().map(|snippet| fold(snippet)).filter(|snippet| !snippet.is_empty()).collect()
}
