//! The sources of blocks: the byte ranges of the page that their text comes from.

use crate::case_pages::cases;
use bodytext::{Article, Extractor};

fn extract(page: &str) -> Article {
    Extractor::new().sources(true).extract(page).expect("a small page")
}

/// The sources of all blocks; `?` if a block has none.
fn sources<'p>(page: &'p str, article: &Article) -> Vec<&'p str> {
    article.blocks().map(|block| block.source().map_or("?", |source| &page[source])).collect()
}

#[test]
fn blocks_of_html_are_found_in_the_page() {
    let cases: &[(&str, &[&str])] = &[
        ("<p> One <b>two</b> three.\n</p><p>Four", &["One <b>two</b> three.", "Four"]),
        ("\u{feff}<p>a</p>\r\n<p>b\r\nc\rd</p>e", &["a", "b\r\nc\rd", "e"]),
        ("<p>&quot;a&quot; &amp; b&hellip;</p>&nbsp;c", &["&quot;a&quot; &amp; b&hellip;", "c"]),
        ("<p>&lt;x&gt</p><pre>\n  a\n  b</pre>", &["&lt;x&gt", "a\n  b"]),
        ("text before a body<body><p>1 < 2</p></p></body>x", &["text before a body", "1 < 2", "x"]),
        ("<b><p>a</b>b</p>c", &["a</b>b", "c"]),
        ("<table><tr><td>a<td><p>b</p><tr><th>c</th><td>d</table>", &["a<td><p>b", "c</th><td>d"]),
        ("<table>lost<tr><td>a</table>", &["?", "a"]),
        ("<p>a<i style='display:none'>b</i>c</p>", &["a<i style='display:none'>b</i>c", "b"]),
        ("<p style='white-space:pre-line'>a\nb\n\nc</p>", &["a\nb", "c"]),
        ("<p>x<sup>2</sup> and <math><mi>y</mi></math></p>", &["x<sup>2</sup> and <math><mi>y"]),
        (
            "<div><template shadowrootmode=open><p>a <slot></slot></p><p>b</p></template>light</div>",
            &["a <slot></slot></p><p>b</p></template>light", "b"],
        ),
        ("<div><template shadowrootmode=open><slot></slot> b</template>a</div>", &["?"]),
        ("a\0b<p>c\0d</p>", &["a\0b", "c\0d"]),
        ("<svg><text>a</text></svg><select><option>b</select><p>é\u{301}</p>", &["é\u{301}"]),
    ];
    for (page, expected) in cases {
        let article = extract(page);
        assert_eq!(sources(page, &article), *expected, "{page:?}");
    }
}

/// The letters of a text.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// If the source of a block is extracted again, it has the letters of the block's text, unless some of them came from
/// the surrounding markup.
#[test]
fn sources_hold_the_text_of_their_blocks() {
    let (mut blocks, mut found) = (0, 0);
    for (_, page) in cases("html") {
        let with_line_ends = page.replace('\n', "\r\n");
        for page in [&page, &with_line_ends] {
            for block in extract(page).blocks() {
                let Some(source) = block.source() else { continue };
                let again: String = bodytext::extract(&page[source])
                    .expect("a part")
                    .blocks()
                    .map(|block| block.text().to_owned())
                    .collect();
                blocks += 1;
                found += usize::from(letters(&again).contains(&letters(block.text())));
            }
        }
    }
    assert!(blocks > 2_000 && found * 100 >= blocks * 99, "{found} of {blocks}");
}

#[test]
fn blocks_of_plain_text_are_found_in_it() {
    let text = "\u{feff}Head\r\n\r\n- one\n  * two  \n```\n\n  code\n\n more\n```\nend";
    let article = bodytext::extract_plain_text(text).expect("a small text");
    assert_eq!(sources(text, &article), ["Head", "one", "two", "code\n\n more", "end"]);
}

#[test]
fn where_nobody_asked_nothing_is_known() {
    let article = bodytext::extract("<p>It rained.").expect("a small page");
    assert!(article.blocks().all(|block| block.source().is_none()));
}

#[test]
#[cfg(feature = "encoding")]
fn sources_are_those_of_the_decoded_page() {
    let article = Extractor::new()
        .sources(true)
        .extract_bytes(b"<p>Caf\xe9 \xabAm Markt\xbb</p><p>Tee", Some("latin1"));
    let article = article.expect("a small page");
    assert_eq!(sources("<p>Café «Am Markt»</p><p>Tee", &article), ["Café «Am Markt»", "Tee"]);
}
