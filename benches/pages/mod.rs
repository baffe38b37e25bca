//! Pages for benchmarks, assembled from the pages of `tests/cases`.

use std::fs;
use std::path::Path;

/// The head of every page: a shortened version of a news site's.
const HEAD: &str = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
    <title>Rain ends the drought - The Valley Herald</title>\
    <meta property=\"og:title\" content=\"Rain ends the drought\"><meta name=\"author\" content=\"Ada Field\">\
    <link rel=\"canonical\" href=\"https://herald.example/rain\"><style>p { margin: 0 }</style></head>";

/// The folder of the cases.
pub const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");

/// One page from the bodies of the cases, starting with the case `first` and cycling, until it `is_enough`.
pub fn page(first: &str, is_enough: impl Fn(&str) -> bool) -> String {
    let bodies = bodies();
    let start = bodies.iter().position(|(name, _)| name == first).expect("a case of this name");
    let mut page = format!("{HEAD}<body>");
    for (_, body) in bodies.iter().cycle().skip(start) {
        if is_enough(&page) {
            break;
        }
        // An element around each body keeps the repetition between siblings, as on real pages.
        page.extend(["<section>", body, "</section>\n"]);
    }
    page + "</body></html>"
}

/// Name and body of each HTML case that has a body, sorted by name.
fn bodies() -> Vec<(String, String)> {
    let entries = fs::read_dir(CASES).expect("the cases").map(|entry| entry.expect("a file").path());
    let mut bodies: Vec<_> = entries.filter_map(|path| named_body(&path)).collect();
    bodies.sort();
    bodies
}

fn named_body(path: &Path) -> Option<(String, String)> {
    let name = path.file_name()?.to_str()?.strip_suffix(".html")?;
    let page = fs::read_to_string(path).expect("a page in UTF-8");
    let (_, from_body) = page.split_once("<body")?;
    let (_, inside) = from_body.split_once('>')?;
    let (body, _) = inside.split_once("</body")?;
    Some((name.to_owned(), body.to_owned()))
}
