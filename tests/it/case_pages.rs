//! The pages of `tests/cases`.

use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// The content of a file in `tests/cases`.
pub fn case(name: &str) -> String {
    fs::read_to_string(folder().join(name)).expect("a case in UTF-8")
}

/// File name and content of every case with this extension (`html`, `txt`), sorted by name.
pub fn cases(extension: &str) -> Vec<(String, String)> {
    let entries = fs::read_dir(folder()).expect("the cases").map(|entry| entry.expect("a file").path());
    let mut paths: Vec<_> = entries.filter(|path| path.extension().is_some_and(|e| e == extension)).collect();
    paths.sort();
    assert!(!paths.is_empty(), "no cases with the extension {extension}");
    let names = paths.iter().map(|path| path.file_name().expect("a name").to_string_lossy().into_owned());
    names.map(|name| (name.clone(), case(&name))).collect()
}
