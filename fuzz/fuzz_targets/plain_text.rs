//! Any string as plain text: nothing panics, and the blocks are in the order of their lines.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let article = bodytext::extract_plain_text(text).expect("a text within the limits");
    assert_eq!(article.is_empty(), article.text().is_empty());
    let lines: Vec<usize> = article.blocks().filter_map(|block| block.line()).collect();
    assert_eq!(lines.len(), article.blocks().len());
    assert!(lines.is_sorted());
});
