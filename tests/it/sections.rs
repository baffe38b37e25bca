//! Sections of the body text: which blocks are under which headings.

use crate::case_pages::cases;
use bodytext::{Article, Block, extract};

/// An article in which every block is kept.
fn all_of(page: &str) -> Article {
    let mut article = extract(page).expect("a page within the limits");
    article.retain(|_| true);
    article
}

/// The sections, one per line: `outer/inner: block | block`.
fn outline(article: &Article) -> String {
    let line = |section: bodytext::Section<'_>| {
        let path: Vec<_> = section.path().collect();
        let blocks: Vec<_> = section.blocks().map(|block| block.text()).collect();
        format!("{}: {}\n", path.join("/"), blocks.join(" | "))
    };
    article.sections().map(line).collect()
}

#[test]
fn blocks_are_under_the_headings_above_them() {
    let cases = [
        ("<p>a<h2>B</h2><p>c<p>d<h3>E</h3><p>f<h2>G</h2><p>h", ": a\nB: c | d\nB/E: f\nG: h\n"),
        // A heading directly below another one, and one at the end.
        ("<h2>A</h2><h4>B</h4><p>c<h3>D</h3><p>e<h2>F</h2>", "A: \nA/B: c\nA/D: e\nF: \n"),
        // An outer level that comes late.
        ("<h3>A</h3><p>b<h2>C</h2><p>d", "A: b\nC: d\n"),
        // Headings in a quotation do not start sections.
        ("<h2>A</h2><blockquote><h2>B</h2><p>c</blockquote><p>d", "A: B | c | d\n"),
        // The section of a heading in a list item ends with the item, whatever its level.
        ("<h3>A</h3><ol><li><h2>B</h2><p>c<li><h2>D</h2><p>e</ol><p>f", "A: \nA/B: c\nA/D: e\nA: f\n"),
        ("<ul><li><h3>A</h3><ul><li><h3>B</h3><p>c</ul><p>d</ul><p>e", "A: \nA/B: c\nA: d\n: e\n"),
        ("<ul><li>a<li>b</ul>", ": a | b\n"),
        ("", ""),
    ];
    for (page, expected) in cases {
        assert_eq!(outline(&all_of(page)), expected, "{page}");
    }
}

#[test]
fn what_is_dropped_is_in_no_section() {
    let mut article = all_of("<p>a<h2>B</h2><p>c<h2>D</h2><p>e<p>f");
    article.retain(|block| !["B", "e"].contains(&block.text()));
    assert_eq!(outline(&article), ": a | c\nD: f\n");
    article.retain(|_| false);
    assert_eq!(article.sections().count(), 0);
}

#[test]
fn plain_text_is_one_section() {
    let mut article = bodytext::extract_plain_text("A\n\nb b b\n\nc c c").expect("text within the limits");
    article.retain(|_| true);
    assert_eq!(outline(&article), ": A | b b b | c c c\n");
}

#[test]
fn every_kept_block_is_in_one_section() {
    let mut headings = 0;
    for (name, page) in cases("html") {
        let article = all_of(&page);
        let mut found: Vec<usize> = Vec::new();
        for section in article.sections() {
            // The heading of a section that continues after a list has been seen already.
            let heading = section.headings().last().map(Block::position);
            found.extend(heading.filter(|heading| !found.contains(heading)));
            headings += section.headings().len();
            found.extend(section.blocks().map(|block| block.position()));
        }
        let all: Vec<usize> = article.blocks().map(|block| block.position()).collect();
        assert_eq!(found, all, "{name}");
    }
    assert!(headings > 100, "{headings} headings");
}
