//! The report of `bodytext explain`: complete, safe, and correct in a parser and in a browser.

mod programs;

use bodytext::{Article, Block, Rule};
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use programs::{Run, run};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

// ---- Running it ----

fn explain(arguments: &[&str]) -> Run {
    run(&[&["explain"], arguments].concat())
}

/// A file for one test.
fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// The report on a page, read from and written to files.
fn explained(name: &str, page: &str) -> String {
    let (source, target) = (file(&format!("{name}.source.html")), file(&format!("{name}.html")));
    fs::write(&source, page).expect("a written page");
    let run = explain(&["--output", &target.to_string_lossy(), &source.to_string_lossy()]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{}", run.stderr);
    fs::read_to_string(target).expect("an explanation")
}

fn case(name: &str) -> String {
    fs::read_to_string(programs::case(name)).expect("a case")
}

// ---- Reading the page ----

fn parse(page: &str) -> Handle {
    parse_document(RcDom::default(), ParseOpts::default()).one(page).document.clone()
}

/// All nodes in document order.
fn nodes(root: &Handle) -> Vec<Handle> {
    let (mut nodes, mut pending) = (Vec::new(), vec![root.clone()]);
    while let Some(node) = pending.pop() {
        pending.extend(node.children.borrow().iter().rev().cloned());
        nodes.push(node);
    }
    nodes
}

fn tag(node: &Handle) -> Option<String> {
    match &node.data {
        NodeData::Element { name, .. } => Some(name.local.to_string()),
        _ => None,
    }
}

fn attributes(node: &Handle) -> Vec<(String, String)> {
    match &node.data {
        NodeData::Element { attrs, .. } => {
            attrs.borrow().iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect()
        }
        _ => Vec::new(),
    }
}

fn has_class(node: &Handle, class: &str) -> bool {
    attributes(node).iter().any(|(name, value)| name == "class" && value.split(' ').any(|one| one == class))
}

fn text(node: &Handle) -> String {
    let texts = nodes(node).into_iter().filter_map(|node| match &node.data {
        NodeData::Text { contents } => Some(contents.borrow().to_string()),
        _ => None,
    });
    texts.collect()
}

/// The only elements that a report contains.
const WRITTEN: &[&str] = &[
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "input",
    "div",
    "header",
    "p",
    "h1",
    "dl",
    "dt",
    "dd",
    "b",
    "small",
    "figure",
    "figcaption",
    "ul",
    "ol",
    "li",
    "i",
    "label",
    "main",
    "details",
    "summary",
    "span",
    "table",
    "tbody",
    "tr",
    "th",
    "td",
    "code",
    "svg",
    "path",
    "g",
    "a",
    "rect",
];

/// Asserts that a report contains only the expected elements and attributes, and shows every block correctly.
fn assert_sound(name: &str, html: &str, article: &Article) {
    let nodes = nodes(&parse(html));
    for node in &nodes {
        assert!(!matches!(node.data, NodeData::Comment { .. }), "{name}: a comment");
        let Some(tag) = tag(node) else { continue };
        assert!(WRITTEN.contains(&tag.as_str()), "{name}: an element {tag}");
        for (attribute, value) in attributes(node) {
            assert!(!attribute.starts_with("on") && attribute != "src", "{name}: {attribute}={value}");
            assert!(attribute != "href" || value.starts_with("#b"), "{name}: {attribute}={value}");
        }
    }
    let titles: Vec<_> = nodes.iter().filter(|node| tag(node).as_deref() == Some("h1")).map(text).collect();
    assert_eq!(titles.len(), 1, "{name}");
    assert!(article.title().is_none_or(|title| title == titles[0]), "{name}: {titles:?}");
    let items: Vec<_> = nodes.iter().filter(|node| has_class(node, "block")).collect();
    assert_eq!(items.len(), article.blocks().len(), "{name}");
    for (item, block) in items.into_iter().zip(article.blocks()) {
        assert_item(name, item, &block);
    }
}

fn assert_item(name: &str, item: &Handle, block: &Block<'_>) {
    let parts = nodes(item);
    let part = |class| parts.iter().find(|node| has_class(node, class)).map(text).unwrap_or_default();
    assert_eq!(part("text"), block.text().replace('\0', "\u{fffd}"), "{name}");
    assert_eq!(part("kind"), block.kind().to_string(), "{name}");
    assert_eq!(part("score"), format!("{:.2}", block.score()), "{name}");
    assert_eq!(has_class(item, "kept"), block.is_content(), "{name}: {block:?}");
    assert_eq!(has_class(item, "ruled"), block.rule() != Rule::Threshold, "{name}: {block:?}");
    let reasons =
        parts.iter().filter(|node| tag(node).as_deref() == Some("th")).map(text).collect::<Vec<_>>();
    let explanation = block.explain();
    let named: Vec<_> = explanation.contributions().iter().take(5).map(|part| part.feature).collect();
    assert_eq!(reasons[..named.len()], named, "{name}");
    assert_eq!(reasons[named.len()..], ["the rest", "start", "sum"], "{name}");
}

// ---- The page ----

#[test]
fn every_block_is_there_with_its_reasons() {
    for name in ["news_sidebar.html", "blog_comments.html", "news_ar.html", "docs_code.html", "empty.html"] {
        let page = case(name);
        let article = bodytext::extract(&page).expect("within the limits");
        assert_sound(name, &explained(name, &page), &article);
    }
}

#[test]
fn text_of_a_page_never_becomes_markup() {
    let payloads = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "</title></style></script></textarea><svg onload=alert(1)>",
        "<!-- --><b>bold</b>]]>",
        "&lt;i&gt; &amp;lt;i&amp;gt; &#60;i&#62;",
        "</li></ol></main><iframe src=//example.com></iframe>",
        "\0<\0script>",
        "line\r\nline\rline",
        "\u{202e}<u>\u{2028}",
    ];
    for (at, payload) in payloads.iter().enumerate() {
        let escaped =
            payload.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;").replace('\r', "&#13;");
        let page = format!(
            "<html lang=\"{escaped}\"><title>{escaped} - A site</title><h1>{escaped}</h1><p id=\"{escaped}\">{escaped}</p>\
             <pre>{escaped}</pre><ul><li><a href=/ title=\"{escaped}\">{escaped}</a></ul>\
             <p>After nine dry weeks it rained on Sunday, and {escaped} danced in their fields.</p>"
        );
        let article = bodytext::extract(&page).expect("within the limits");
        let shown: String = article.blocks().map(|block| block.text().to_owned()).collect();
        assert!(
            shown.contains(['<', '&', '\'', '\u{2028}', '\r']),
            "the payload {payload:?} did not come through"
        );
        assert_sound(payload, &explained(&format!("payload_{at}"), &page), &article);
    }
}

#[test]
fn nothing_is_fetched_and_no_script_can_run() {
    let html = explained("offline", &case("news_sidebar.html"));
    assert!(html.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""));
    let style =
        html.split("<style>").nth(1).and_then(|rest| rest.split("</style>").next()).expect("a style sheet");
    assert!(!style.contains("url(") && !style.contains("@import"));
    assert!(!html.contains("http:") && !html.contains("https:"));
}

#[test]
fn the_summary_counts_what_was_kept() {
    let page = case("blog_comments.html");
    let article = bodytext::extract(&page).expect("within the limits");
    let html = parse(&explained("summary", &page));
    let facts: Vec<_> =
        nodes(&html).iter().filter(|node| tag(node).as_deref() == Some("dd")).map(text).collect();
    let kept = article.blocks().filter(Block::is_content);
    assert_eq!(facts[0], format!("{} of {} blocks", kept.clone().count(), article.blocks().len()));
    let words: usize = kept.map(|block| block.word_count()).sum();
    assert!(facts[1].contains(&format!("{words} of ")), "{facts:?}");
    assert!(facts[2].starts_with(&format!("{:.2} ", article.confidence())), "{facts:?}");
    assert!(facts[3].starts_with(&format!("{:.2} ", article.threshold().expect("a cut"))), "{facts:?}");
    let comments = article.blocks().filter(|block| block.rule() == Rule::Comments).count();
    assert!(comments > 0 && text(&html).contains(&format!("comments are set apart ({comments})")));
}

#[test]
fn the_note_counts_every_block_that_a_rule_decided() {
    let extractor = bodytext::Extractor::new().authors(true);
    let mut seen = Vec::new();
    for name in ["blog_comments.html", "forum_thread.html", "news_sidebar.html", "text_in_json_ld.html"] {
        let article = extractor.extract(&case(name)).expect("within the limits");
        let by_rules = article.blocks().map(|block| block.rule()).filter(|rule| *rule != Rule::Threshold);
        let decided: Vec<Rule> = by_rules.collect();
        let html = explain(&["--authors", &programs::case(name)]).passed();
        let notes: Vec<_> =
            nodes(&parse(&html)).iter().filter(|node| has_class(node, "note")).map(text).collect();
        let counts = notes[0].split('(').skip(1).map(|part| part.split(')').next().expect("a number"));
        let counted: usize = counts.map(|count| count.parse::<usize>().expect("a number")).sum();
        assert_eq!(counted, decided.len(), "{name}: {notes:?}");
        seen.extend(decided);
    }
    for rule in [Rule::Comments, Rule::Title, Rule::PostAuthor, Rule::StructuredData] {
        assert!(seen.contains(&rule), "no block of these pages is decided by {rule:?}");
    }
    let without_rules = explained("no_rules", "<p>After nine dry weeks it rained on Sunday.</p>");
    assert!(without_rules.contains("No rule changed a label on this page."));
}

// ---- The program ----

#[test]
fn options_change_what_is_shown() {
    let show = |arguments: &[&str], name: &str| {
        let html = explain(&[arguments, &[&programs::case(name)]].concat()).passed();
        nodes(&parse(&html)).iter().filter(|node| has_class(node, "block") && has_class(node, "kept")).count()
    };
    let comments = "blog_comments.html";
    assert!(show(&["--comments", "include"], comments) > show(&["--comments", "exclude"], comments));
    let thread = "forum_thread.html";
    let [precision, balanced, recall] =
        ["precision", "balanced", "recall"].map(|focus| show(&["--focus", focus], thread));
    assert!(precision < recall && balanced == show(&[], thread), "{precision} {balanced} {recall}");
    let text = "txt_news_pipes_1.txt";
    assert!(show(&["--plain-text"], text) > show(&[], text));
}

#[test]
fn mistakes_are_explained() {
    let mistakes: [(&[&str], i32, &str); 7] = [
        (&["--no-such-flag"], 2, "unexpected argument '--no-such-flag'"),
        (&["--output"], 2, "a value is required for '--output <FILE>'"),
        (&["--focus", "both"], 2, "[possible values: precision, balanced, recall]"),
        (&["--comments", "all"], 2, "[possible values: exclude, include]"),
        (&["one.html", "two.html"], 2, "unexpected argument 'two.html'"),
        (&["no/such/page.html"], 1, "error: cannot read no/such/page.html: "),
        (&["--output", "no/such/folder/out.html", "Cargo.toml"], 1, "cannot write no/such/folder/out.html: "),
    ];
    for (arguments, code, message) in mistakes {
        explain(arguments).failed(code, message);
    }
    assert!(explain(&["--help"]).passed().contains("Usage: bodytext explain"));
}

#[test]
fn standard_input_is_explained_too() {
    let page = case("news_sidebar.html");
    let html = programs::run_on(page.as_bytes(), &["explain"]).passed();
    assert_eq!(html, explained("stdin", &page));
    assert_eq!(html, programs::run_on(page.as_bytes(), &["explain", "-"]).passed());
}

// ---- In a browser ----

/// A page that loads others in frames and records what it finds there.
const OBSERVER: &str = r#"<!DOCTYPE html><pre id="seen"></pre><script>
const frame = (page, width) => new Promise((done) => {
    const frame = document.createElement("iframe");
    frame.sandbox = "allow-same-origin";
    frame.style = `width: ${width}px; height: 600px`;
    frame.onload = () => done(frame.contentDocument);
    frame.src = page;
    document.body.append(frame);
});
const visible = (page, selector) =>
    [...page.querySelectorAll(selector)].filter((element) => element.checkVisibility()).length;
const observe = async () => {
    const seen = {};
    for (const width of [320, 360, 1280]) {
        const page = await frame("EXPLAINED", width);
        page.querySelectorAll("details").forEach((details) => details.open = true);
        seen[`excess at ${width}`] = page.documentElement.scrollWidth - page.documentElement.clientWidth;
    }
    const page = await frame("EXPLAINED", 1280);
    const paper = () => page.defaultView.getComputedStyle(page.querySelector(".page")).backgroundColor;
    for (const choice of ["all", "kept", "dropped", "ruled"]) {
        page.querySelector(`[for=show-${choice}]`).click();
        seen[choice] = visible(page, ".block");
    }
    page.querySelector("[for=show-all]").click();
    seen["reasons before"] = visible(page, ".why");
    page.querySelector("summary").click();
    seen["reasons after"] = visible(page, ".why");
    page.querySelector("[for=theme-light]").click();
    const light = paper();
    page.querySelector("[for=theme-dark]").click();
    seen["themes differ"] = light !== paper();
    const source = await frame("SOURCE", 1280);
    const letters = (text) => text.replace(/\s/g, "");
    const found = (block) => [...source.querySelectorAll(block.path)]
        .filter((element) => letters(element.textContent).includes(letters(block.text)));
    seen.lost = BLOCKS.filter((block) => found(block).length !== 1).map((block) => block.path);
    document.getElementById("seen").textContent = JSON.stringify(seen);
};
observe().catch((error) => document.getElementById("seen").textContent = String(error));
</script>"#;

/// The DOM of `page` in Chromium after loading and scripts have finished.
fn browse(page: &Path) -> String {
    let profile = file("chromium");
    let output = Command::new("chromium")
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-sync",
        ])
        .args([
            "--disable-background-networking",
            "--disable-component-update",
            "--allow-file-access-from-files",
        ])
        .args(["--virtual-time-budget=20000", "--dump-dom"])
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("file://{}", page.display()))
        .output()
        .expect("Chromium on the path");
    let _ = fs::remove_dir_all(profile);
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
#[ignore = "needs Chromium"]
fn a_browser_shows_it_on_any_screen() {
    let page = case("news_sidebar.html");
    let article = bodytext::extract(&page).expect("within the limits");
    explained("browser", &page);
    let blocks: Vec<_> = article
        .blocks()
        .map(|block| serde_json::json!({ "path": block.path().expect("a path"), "text": block.text() }))
        .collect();
    let blocks = serde_json::to_string(&blocks).expect("JSON").replace('<', "\\u003c");
    let observer = OBSERVER
        .replace("EXPLAINED", "browser.html")
        .replace("SOURCE", "browser.source.html")
        .replace("BLOCKS", &blocks);
    fs::write(file("observer.html"), observer).expect("a written page");
    let dom = parse(&browse(&file("observer.html")));
    let seen =
        nodes(&dom).into_iter().find(|node| tag(node).as_deref() == Some("pre")).expect("what was seen");
    let seen: serde_json::Value = serde_json::from_str(&text(&seen)).expect("what was seen, as JSON");
    let (all, kept) = (article.blocks().len(), article.blocks().filter(Block::is_content).count());
    let ruled = article.blocks().filter(|block| block.rule() != Rule::Threshold).count();
    let expected = serde_json::json!({
        "excess at 320": 0, "excess at 360": 0, "excess at 1280": 0,
        "all": all, "kept": kept, "dropped": all - kept, "ruled": ruled,
        "reasons before": 0, "reasons after": 1, "themes differ": true, "lost": [],
    });
    assert_eq!(seen, expected);
}
