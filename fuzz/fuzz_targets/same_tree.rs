//! Our parser and html5ever build the same tree.
#![no_main]

use bodytext::Limits;
use bodytext::stages::parse;
use libfuzzer_sys::fuzz_target;

#[path = "../../tests/it/trees.rs"]
mod trees;

fuzz_target!(|page: &str| {
    // Beyond the limits, the trees are expected to differ.
    if !parse(page, &Limits::new()).expect("a page within the limits").is_flattened() {
        assert_eq!(trees::compare(page, &Limits::new()), None);
    }
});
