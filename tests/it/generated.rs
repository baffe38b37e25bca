//! Runs random pages through every output.
//!
//! The pages are the same in every run. To try more and different ones:
//! `GENERATED_PAGES=100000 GENERATED_SEED=2 cargo test --release --test it generated`.

use crate::readback::{check, keep_all, read_html, read_markdown};
use bodytext::markdown::{Images, Links, Options, Titles};
use bodytext::{Block, BlockKind, Extractor, Focus, Label};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// The default number of pages; the environment can change it.
const PAGES: u32 = 2_000;

/// Pieces of text with a special meaning in some format.
const TEXTS: &[&str] = &[
    "word",
    "two words",
    " ",
    "\n",
    "\t",
    "  deep",
    "naïve",
    "天气",
    "“quoted”",
    "!",
    "?",
    ".",
    ",",
    "#",
    "# x",
    "## ",
    "-",
    "- x",
    "--",
    "---",
    "+",
    "+ x",
    "1.",
    "1. x",
    "12) y",
    "=",
    "===",
    ">",
    "> x",
    "*",
    "**",
    "* x",
    "***",
    "_",
    "__",
    "_x_",
    "a_b",
    "~",
    "~~",
    "~x~",
    "`",
    "``",
    "```",
    "~~~",
    "|",
    "| a | b |",
    ":--",
    "|---|",
    "[",
    "]",
    "[x]",
    "(y)",
    "](z)",
    "[x](y)",
    "![",
    "[^1]",
    "[x]: y",
    "\\",
    "\\\\",
    "\\*",
    "&amp;",
    "&amp;amp;",
    "$",
    "$$",
    "$5",
    "{",
    "}",
    "<mi>x</mi>",
    "\\frac{1}{2}",
    "x<sup>2</sup>",
    "x<sub>max</sub>",
    "&lt;b>",
    "&lt;!--",
    "-->",
    "&lt;https://x.example>",
    "&#13;",
    "&nbsp;",
    "\u{3000}",
    "\u{b}",
    "\u{c}",
    "\u{200b}",
    "&amp;copy;",
    "&amp;#35;",
    "{x}",
    "$x$",
    "https://x.example/a_b",
    "www.x.example",
    "ada@x.example",
    ":smile:",
    "http:",
    "<br>",
    "<br><br>",
    "<hr>",
    "<wbr>",
    "<img src=i.png alt='an *image*'>",
    "<img alt=x>",
    "<img data-src='a b.png'>",
    "\u{1}",
    "\u{85}",
    "\u{2028}",
    "'",
    "\"",
    "&quot;",
    "%20",
    "^",
    "0",
    "7",
    "↩",
    "¶",
    "<input type=checkbox checked disabled>",
];

/// Elements with attributes, some of which are odd.
const ELEMENTS: &[(&str, &str)] = &[
    ("p", ""),
    ("div", ""),
    ("span", ""),
    ("b", ""),
    ("i", ""),
    ("em", ""),
    ("strong", ""),
    ("code", ""),
    ("del", ""),
    ("sub", ""),
    ("sup", ""),
    ("kbd", ""),
    ("s", ""),
    ("a", " href=/x"),
    ("a", " href='y?a=1&copy=2&amp;lt;z#f'"),
    ("a", " href='a b(c)<d>\"|`\\'"),
    ("a", " href='javascript:x'"),
    ("a", " href=''"),
    ("a", ""),
    ("a", " href='#n'"),
    ("a", " href='#n'"),
    ("a", " href='#m' role=doc-noteref"),
    ("p", " id=n"),
    ("li", " id=m"),
    ("ruby", ""),
    ("rt", ""),
    ("span", " class=line"),
    ("span", " class=ln"),
    ("div", " class=lineno"),
    ("table", " role=table"),
    ("a", " href='mailto:ada@x.example'"),
    ("ul", ""),
    ("ol", ""),
    ("ol", " start=7"),
    ("ol", " start=-3"),
    ("ol", " start=99999999999"),
    ("li", ""),
    ("li", ""),
    ("li", ""),
    ("blockquote", ""),
    ("pre", ""),
    ("pre", " class='language-rust'"),
    ("table", ""),
    ("table", ""),
    ("tr", ""),
    ("tr", ""),
    ("td", ""),
    ("td", ""),
    ("th", ""),
    ("td", " colspan=2 rowspan=3"),
    ("td", " colspan=1000000000"),
    ("thead", ""),
    ("caption", ""),
    ("h1", ""),
    ("h2", ""),
    ("h6", ""),
    ("figure", ""),
    ("figcaption", ""),
    ("section", ""),
    ("i", " style='display:none'"),
    ("p", " hidden"),
    ("dl", ""),
    ("dt", ""),
    ("dd", ""),
    ("article", ""),
    ("button", ""),
    ("noscript", ""),
    ("q", ""),
    ("x-y", ""),
    ("font", ""),
    ("base", " href=/b/"),
    ("nav", ""),
    ("svg", ""),
    ("math", ""),
    ("math", " display=block"),
    ("msup", ""),
    ("mfenced", ""),
    ("mi", " mathvariant=bold"),
    ("mtext", ""),
    ("annotation", " encoding=application/x-tex"),
    ("script", " type=math/tex"),
    ("script", " type='math/tex; mode=display'"),
    ("span", " class=katex-display"),
    ("sup", ""),
    ("sub", ""),
    ("title", ""),
    ("textarea", ""),
    ("select", ""),
    ("template", ""),
    ("center", ""),
    ("xmp", ""),
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => (0..TEXTS.len()).prop_map(|at| TEXTS[at].to_owned()),
        1 => "[a-z]{1,5} [a-z]{1,4}".prop_map(|word| word),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 1..5).prop_map(|pieces| pieces.concat())
}

/// A table with rows of data, which rarely occur if tags are drawn one by one.
fn table() -> impl Strategy<Value = String> {
    let rows = prop::collection::vec(prop::collection::vec(text(), 1..4), 1..4);
    rows.prop_map(|rows| {
        let row = |cells: Vec<String>| format!("<tr><td>{}</td></tr>", cells.join("</td><td rowspan=2>"));
        format!("<table>{}</table>", rows.into_iter().map(row).collect::<String>())
    })
}

fn markup() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![5 => text(), 1 => table()];
    leaf.prop_recursive(6, 40, 4, |inner| {
        let element = (0..ELEMENTS.len(), prop::collection::vec(inner, 1..5), any::<u8>());
        element.prop_map(|(at, inside, closes)| {
            let (name, attributes) = ELEMENTS[at];
            let end = if closes < 230 { format!("</{name}>") } else { String::new() };
            format!("<{name}{attributes}>{}{end}", inside.concat())
        })
    })
}

fn page() -> impl Strategy<Value = String> {
    prop::collection::vec(markup(), 1..5).prop_map(|parts| parts.concat())
}

/// Parts of a sentence that can form markup when they are adjacent.
const PARTS: &[&str] = &[
    "<", ">", "!", "&", "#", "&am", "am", "p;", "amp;", "35;", "1", "2.", ". ", ") ", "-", "- ", "+ ", "=",
    "| ", ":", "*", "_", "~", "`", "[", "]", "(y)", "\\", "img ", "b", "é", " ", "/", "$", "$ ", "{", "}",
];

fn parts() -> impl Strategy<Value = String> {
    let parts = prop::collection::vec((0..PARTS.len()).prop_map(|at| PARTS[at]), 1..4);
    parts.prop_map(|parts| parts.concat().replace('&', "&amp;").replace('<', "&lt;"))
}

/// A line of text with images in it.
fn illustrated() -> impl Strategy<Value = String> {
    let inline = prop_oneof![
        4 => parts(),
        // An `alt` that starts like TeX would be a formula.
        4 => parts().prop_map(|alt| format!("<img src=i alt=\"{}{alt}\">", if alt.starts_with(['\\', '$']) { "x" } else { "" })),
        1 => Just("<br>".to_owned()),
        1 => parts().prop_map(|text| format!("<b>{text}</b>")),
        1 => parts().prop_map(|text| format!("<i>{text}")),
        1 => parts().prop_map(|text| format!("</i>{text}")),
        1 => parts().prop_map(|text| format!("<a href=/x>{text}")),
        1 => parts().prop_map(|text| format!("</a>{text}")),
    ];
    let inside = prop::collection::vec(inline, 1..9).prop_map(|inside| inside.concat());
    (0..3usize, inside).prop_map(|(at, inside)| match at {
        0 => format!("<p>{inside}</p>"),
        1 => format!("<h2>{inside}</h2>"),
        _ => format!("<table><tr><td>x</td><td>y{inside}</td></tr></table>"),
    })
}

/// A configuration with one in `step` of the requested pages.
fn config(step: u32) -> ProptestConfig {
    let number = |name| std::env::var(name).ok().map(|value| value.parse().expect(name));
    let pages = number("GENERATED_PAGES").unwrap_or(PAGES);
    let seed = u64::from(number("GENERATED_SEED").unwrap_or(1));
    ProptestConfig {
        cases: pages / step,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(seed),
        ..ProptestConfig::default()
    }
}

/// Options that add no words except those of the title, which comes first.
fn options_without_new_words() -> Vec<Options> {
    let mut all = Vec::new();
    for links in [Links::Keep, Links::Text] {
        for images in [Images::Keep, Images::Drop] {
            for titles in [Titles::Omit, Titles::Heading] {
                all.push(Options::new().links(links).images(images).titles(titles));
            }
        }
    }
    all
}

fn words(markdown: &str) -> Vec<String> {
    read_markdown(markdown).text.split_whitespace().map(str::to_owned).collect()
}

proptest! {
    #![proptest_config(config(1))]

    #[test]
    fn every_output_has_the_words_of_the_blocks(page in page()) {
        let article = keep_all(&page);
        prop_assert_eq!(check(&article), None, "{}\n{}", article.markdown(), article.html());
    }

    #[test]
    fn images_spelled_out_are_words(page in illustrated()) {
        let article = keep_all(&page);
        let markdown = article.markdown_with(&Options::new().images(Images::Alt));
        let visible = |text: &str| text.split_whitespace().collect::<String>();
        let (found, html) = (read_markdown(&markdown), read_html(&article.html()));
        prop_assert_eq!(visible(&found.text), visible(&html.text), "{}", markdown);
        prop_assert!(!markdown.contains("]()"));
        // No block has become one of another kind.
        prop_assert_eq!(check(&article), None);
    }
}

proptest! {
    #![proptest_config(config(4))]

    #[test]
    fn options_keep_the_words(page in page()) {
        let article = Extractor::new().focus(Focus::Recall).extract(&page).expect("a page within the limits");
        let expected = words(&article.markdown());
        for options in options_without_new_words() {
            let markdown = article.markdown_with(&options);
            prop_assert!(words(&markdown).ends_with(&expected), "{:?}\n{}", options, markdown);
        }
        let as_text = read_markdown(&article.markdown_with(&Options::new().links(Links::Text)));
        prop_assert!(as_text.links.is_empty());
        prop_assert_eq!(check(&article), None);
    }

    #[test]
    fn the_title_is_never_doubled(title in text(), page in page()) {
        let page = format!("<title>{title}</title><h1>{title}</h1>{page}<h2>{title}</h2><p>{title}</p>");
        let article = Extractor::new().focus(Focus::Recall).extract(&page).expect("a page within the limits");
        let Some(headline) = article.blocks().find(|block| block.label() == Label::Title) else { return Ok(()) };
        let may_repeat = |block: &Block<'_>| matches!(block.kind(), BlockKind::Code | BlockKind::TableRow);
        let copy = article.blocks().find(|block| {
            block.is_content() && block.text() == headline.text() && !may_repeat(block)
        });
        prop_assert!(copy.is_none(), "{:?}", copy);
    }
}

#[test]
fn a_link_around_a_block_is_no_reference_to_a_note() {
    let article = keep_all("<sup><a href='#n'><table><tr><td>  deep</td></tr></table></a></sup>");
    assert_eq!(check(&article), None, "{}\n{}", article.markdown(), article.html());
    assert_eq!(article.text(), "deep");
}

#[test]
fn a_superscript_around_a_block_is_around_its_links() {
    let article = keep_all("<sup><h2><a href='#n'>  deep</a></h2>word</sup>");
    assert_eq!(check(&article), None, "{}\n{}", article.markdown(), article.html());
}

#[test]
fn what_is_inside_a_link_does_not_define_one() {
    let article = keep_all(r"<a href='#n'><script type=math/tex>\[x]: y</script></a>");
    assert_eq!(check(&article), None, "{}\n{}", article.markdown(), article.html());
}

#[test]
fn a_dollar_sign_before_code_with_another_starts_no_formula() {
    let article = keep_all("<p>$<code>naïve<br>$</code></p>");
    assert_eq!(check(&article), None, "{}\n{}", article.markdown(), article.html());
}
