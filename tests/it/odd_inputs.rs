//! Malformed pages: none may cause a panic, hang, or lose its text.

use bodytext::{Article, Extractor};
use std::fmt::Write;
use std::thread;

/// Names and pages. If a page contains the word `needle`, it must not be lost.
const SHORT_PAGES: &[(&str, &str)] = &[
    ("empty", ""),
    ("white space", " \t\r\n\u{c}\u{a0}\u{3000}"),
    ("one letter", "a"),
    ("NUL bytes", "\0<p>\0needle\0</p>\0<\0p>\0"),
    ("control characters", "\u{1}<p>needle\u{8}\u{b}\u{1b}\u{7f}\u{80}\u{9f}"),
    ("noncharacters", "\u{fffe}<p>needle\u{ffff}\u{10ffff}\u{fdd0}"),
    ("only tags", "<div><p><table><tr><td></td></tr></table></p></div><ul><li></ul><hr><br>"),
    ("only end tags", "</p></div></body></html></br></table>needle"),
    ("only brackets", "<<<<>>>><><></><!><?><!-><!-->needle"),
    ("an unfinished tag", "<p>needle</p><a href=\"x"),
    ("an unfinished comment", "<p>needle</p><!-- no end"),
    ("an unfinished script", "<p>needle</p><script>if (a < b) {"),
    ("an unfinished reference", "<p>needle &am &#x &#; &"),
    ("lone surrogates", "<p>&#xD800; needle &#xDFFF;&#xD83D;&#xDE00;"),
    ("references out of range", "<p>&#0; &#x110000; &#99999999999999999999; needle &#x80;"),
    ("a byte order mark", "\u{feff}<p>needle</p>"),
    ("several byte order marks", "\u{feff}\u{feff}<p>\u{feff}needle\u{feff}</p>\u{feff}"),
    ("line ends", "<pre>\r\nneedle\r\rx\n\ry\r\n\r\n</pre>\r<p>a\r\nb</p>\r"),
    ("marks of direction", "<p>\u{202e}\u{200f}needle\u{202c}\u{2067}\u{5e9}\u{5dc}\u{2069}\u{61c}</p>"),
    ("half an emoji", "<p>needle \u{1f469}\u{200d}\u{200d}\u{fe0f}\u{1f1e9}</p>"),
    ("two pages", "<html><body><p>needle</p></body></html><html lang=x><body class=y><p>more</p>"),
    ("a frameset", "<frameset><frame src=a><noframes><p>never shown</p></noframes></frameset>"),
    ("plaintext", "<p>one<plaintext></p>needle<p></plaintext>"),
    ("a select in a select", "<select><selectedcontent></selectedcontent><option>a<select><option>b"),
    ("templates", "<template><p>a<template>b</template></template><table><template><tr>c</template>needle"),
    ("foreign elements", "<svg><p>needle</svg><math><mi>x<annotation-xml encoding=text/html><p>y</math>"),
    ("a form in a table", "<table><form><tr><td>needle</form></table><table>x<tr>y<td>z</table>"),
    ("hidden in every way", "<p hidden style='display:none' aria-hidden=true><noscript>needle</noscript>"),
    ("an empty style", "<p style=':;;:display:;display' hidden=''>needle"),
];

/// Pages too long to spell out.
fn long_pages() -> Vec<(&'static str, String)> {
    vec![
        ("zero width", format!("<p>{}needle</p>", "\u{200b}".repeat(100_000))),
        ("combining marks", format!("<p>needle{}</p>", "\u{301}".repeat(100_000))),
        ("line breaks", format!("<p>needle{}needle</p>", "<br>".repeat(100_000))),
        ("line breaks in code", format!("<pre>needle{}needle</pre>", "<br>".repeat(100_000))),
        ("one long word", format!("<p>needle {}</p>", "x".repeat(1_000_000))),
        ("one long line of words", format!("<p>needle {}</p>", "word ".repeat(200_000))),
        ("one long ideographic line", format!("<p>needle {}</p>", "天気がいい、".repeat(20_000))),
        ("many paragraphs", "<p>needle".repeat(20_000)),
        ("many items", format!("<ul>{}</ul>", "<li>needle".repeat(20_000))),
        ("many cells", format!("<table><tr>{}</table>", "<td>needle".repeat(20_000))),
        ("many rows", format!("<table>{}</table>", "<tr><td>a<td>needle".repeat(10_000))),
        ("many links", "<a href=/>needle</a>".repeat(20_000)),
        ("many titles", format!("{}<p>needle", "<title>a b c</title><h1>a b c</h1>".repeat(5_000))),
        ("nested spans", format!("{}needle", "<span>".repeat(10_000))),
        ("nested lists", format!("{}needle", "<ul><li>".repeat(400))),
        ("nested quotes", format!("{}needle", "<blockquote>".repeat(2_000))),
        ("nested tables", format!("{}needle", "<table><tr><td>".repeat(300))),
        ("nested links", format!("{}needle", "<a href=/><b>".repeat(300))),
        ("many attributes", format!("<p {}>needle", many_attributes(2_000))),
        ("one long attribute", format!("<p class='{}'>needle", "nav ".repeat(100_000))),
    ]
}

fn odd_pages() -> Vec<(&'static str, String)> {
    let short = SHORT_PAGES.iter().map(|(name, page)| (*name, (*page).to_owned()));
    short.chain(long_pages()).collect()
}

fn many_attributes(count: usize) -> String {
    (0..count).fold(String::new(), |mut attributes, at| {
        let _ = write!(attributes, "a{at}={at} ");
        attributes
    })
}

const SHORT_TEXTS: &[(&str, &str)] = &[
    ("empty", ""),
    ("white space", " \t\r\n\u{b}\u{c}\u{85}\u{a0}\u{2028}\u{2029}\u{3000}"),
    ("one letter", "a"),
    ("NUL bytes", "\0needle\0\n\0\n"),
    ("control characters", "needle\u{8}\u{b}\u{1b}[31m\u{7f}\u{80}\u{9f}"),
    ("noncharacters", "\u{fffe}needle\u{ffff}\u{10ffff}\u{fdd0}"),
    ("only separators", "|\n---\n* * *\n====\n\u{2014}"),
    ("only bullets", "-\n*\n•\n - \n\u{2022}\n"),
    ("markup after all", "<p>needle</p>\n&amp; &#xD800;\n"),
    ("a byte order mark", "\u{feff}needle"),
    ("several byte order marks", "\u{feff}\u{feff}needle\u{feff}\n\u{feff}"),
    ("line ends", "\r\rneedle\r\n\n\rx\r\n\r\ny\r"),
    ("marks of direction", "\u{202e}\u{200f}needle\u{202c}\n\u{2067}\u{5e9}\u{5dc}\u{2069}\u{61c}"),
    ("dates that are none", "9999-99-99\n0000/00/00\n20\u{5e74}\u{6708}\n1.1.1.1.1\n2016-\n2016-04-\nneedle"),
];

/// Texts too long to spell out.
fn long_texts() -> Vec<(&'static str, String)> {
    vec![
        ("zero width", format!("{}needle", "\u{200b}".repeat(100_000))),
        ("empty lines", format!("needle{}needle", "\n".repeat(100_000))),
        ("carriage returns", format!("needle{}needle", "\r".repeat(100_000))),
        ("one long word", format!("needle {}", "x".repeat(1_000_000))),
        ("one long line of words", format!("needle {}", "word ".repeat(200_000))),
        ("one deep indentation", format!("{}- needle", " ".repeat(100_000))),
        ("many lines", "needle\n".repeat(20_000)),
        ("many bullets", "- needle\n".repeat(20_000)),
        ("many wrapped lines", format!("{}\n", "needle ".repeat(9)).repeat(5_000)),
        ("many sentences", "A needle was lost, and nobody found it.\n".repeat(5_000)),
    ]
}

fn odd_texts() -> Vec<(&'static str, String)> {
    let short = SHORT_TEXTS.iter().map(|(name, text)| (*name, (*text).to_owned()));
    short.chain(long_texts()).collect()
}

fn check(name: &str, input: &str, article: &Article) {
    let found = article.blocks().map(|block| block.text().matches("needle").count()).sum::<usize>();
    assert_eq!(found, input.matches("needle").count(), "{name}: text got lost");
    for block in article.blocks() {
        assert!((0.0..=1.0).contains(&block.score()), "{name}: score {}", block.score());
        assert!((0.0..=1.0).contains(&block.link_density()), "{name}: {}", block.link_density());
    }
    assert!((0.0..=1.0).contains(&article.confidence()), "{name}: {}", article.confidence());
    assert_eq!(article.is_empty(), article.text().is_empty(), "{name}");
}

#[test]
fn odd_pages_are_extracted() {
    for (name, page) in odd_pages() {
        let article = bodytext::extract(&page).expect("a page within the limits");
        check(name, &page, &article);
    }
}

#[test]
fn odd_plain_texts_are_extracted() {
    for (name, text) in odd_texts() {
        let article = bodytext::extract_plain_text(&text).expect("a text within the limits");
        check(name, &text, &article);
    }
}

#[test]
fn pages_read_as_plain_text_and_texts_as_pages_are_extracted() {
    let extractor = Extractor::new();
    for (name, page) in odd_pages() {
        assert!(extractor.extract_plain_text(&page).is_ok(), "{name}");
    }
    for (name, text) in odd_texts() {
        assert!(extractor.extract(&text).is_ok(), "{name}");
    }
}

/// Nested inline elements. The time of html5ever is quadratic in the depth; this page takes about a second.
fn deep_page() -> String {
    format!("{}needle", "<span>".repeat(20_000))
}

/// Runs `test` on a thread with the default stack size of threads.
fn on_a_small_stack(test: impl FnOnce() + Send + 'static) {
    let thread = thread::Builder::new().stack_size(2 << 20).spawn(test).expect("a thread");
    thread.join().expect("no panic");
}

#[test]
fn depth_costs_no_stack() {
    on_a_small_stack(|| {
        let article = bodytext::extract(&deep_page()).expect("within the limits");
        check("deep", "needle", &article);
    });
}

#[cfg(feature = "rcdom")]
#[test]
fn depth_of_a_parsed_tree_costs_no_stack() {
    use html5ever::tendril::TendrilSink;
    use markup5ever_rcdom::RcDom;
    on_a_small_stack(|| {
        let dom =
            html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(deep_page());
        let article = Extractor::new().extract_rcdom(&dom.document).expect("within the limits");
        check("deep", "needle", &article);
    });
}
