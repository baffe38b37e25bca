//! Compares values with files in `tests/snapshots`.

use std::fs;
use std::path::Path;

/// Asserts that `actual` equals a snapshot. With `UPDATE_SNAPSHOTS=1`, writes it to the snapshot instead.
pub fn assert_snapshot(name: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(name);
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(&path, actual).expect("a snapshot that can be written");
    }
    let expected = fs::read_to_string(&path).expect("a snapshot");
    assert!(
        actual == expected,
        "{} differs; if that is intended, run this test with UPDATE_SNAPSHOTS=1 and note the change in CHANGELOG.md:\n{actual}",
        path.display()
    );
}
