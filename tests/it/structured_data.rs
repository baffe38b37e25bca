//! Body text from JSON-LD, for pages without visible body text.

use bodytext::{Article, Block, Label, Limits, Rule, TextSource};

const BODY: &str = "The ferry to the island will not sail for eight weeks, the harbour board said on Monday.";

fn page(json: &str, body: &str) -> Article {
    let page = format!(r#"<title>The ferry</title><script type="application/ld+json">{json}</script>{body}"#);
    bodytext::extract(&page).expect("a small page")
}

fn article_body(text: &str) -> String {
    format!(r#"{{"@type": "NewsArticle", "headline": "The ferry", "articleBody": "{text}"}}"#)
}

fn texts(article: &Article) -> Vec<&str> {
    article.blocks().filter(Block::is_content).map(|block| block.text()).collect()
}

#[test]
fn an_empty_page_has_the_text_of_its_data() {
    let json = article_body(&format!(r"{BODY}\n\nThe *engine* &amp; its <i>captain</i> are old,\nit said."));
    let article = page(&json, "<div id=root>Loading</div><noscript>Please turn on JavaScript.</noscript>");
    assert_eq!(article.text_source(), TextSource::StructuredData);
    assert_eq!(article.text(), format!("{BODY}\n\nThe *engine* & its captain are old,\nit said."));
    assert_eq!(
        article.markdown(),
        format!("{BODY}\n\nThe \\*engine\\* & its captain are old,\\\nit said.\n")
    );
    assert_eq!(
        article.html(),
        format!("<p>{BODY}</p>\n<p>The *engine* &amp; its captain are old,<br>it said.</p>\n")
    );
    for block in article.blocks() {
        let is_stated = block.is_content();
        assert_eq!(block.rule() == Rule::StructuredData && block.path().is_none(), is_stated, "{block:?}");
        assert!(!is_stated || !block.explain().contributions().is_empty());
    }
}

#[test]
fn a_page_with_text_of_its_own_keeps_it() {
    let own = "The boats stayed out all night and came back empty.";
    let article = page(&article_body(BODY), &format!("<p>{own}</p>"));
    assert_eq!((texts(&article), article.text_source()), (vec![own], TextSource::Page));
    // Text that is hidden until a script shows it counts as the page's, unless the data has much more.
    let article = page(&article_body(BODY), &format!("<div hidden><p>{own} {BODY}</p></div>"));
    assert_eq!(article.text_source(), TextSource::Page);
}

#[test]
fn postings_have_their_text_and_comments_do_not_count() {
    let comment = r#"{"@type": "Comment", "text": "I was there, and it was not like that at all."}"#;
    let posting = format!(
        r#"[{{"@type": "DiscussionForumPosting", "text": "{BODY}", "comment": [{comment}]}}, {comment}]"#
    );
    assert_eq!(texts(&page(&posting, "")), [BODY]);
    assert!(page(&format!(r#"{{"@type": "Question", "text": "{BODY}"}}"#), "").is_empty());
    let two =
        format!("[{}, {}]", article_body(BODY), article_body("Something else was said in another place."));
    assert!(page(&two, "").is_empty(), "no one of them is the page's");
    assert_eq!(texts(&page(&format!("[{0}, {0}]", article_body(BODY)), "")), [BODY]);
}

#[test]
fn no_script_comes_out_of_the_data() {
    let json = article_body(
        r"<p onclick='x()'>The ferry will <script>x()<\/script>not sail.</p><p><a href='javascript:x()'>&lt;script&gt;x()&lt;/script&gt;</a></p>",
    );
    let html = page(&json, "").html();
    assert_eq!(html, "<p>The ferry will not sail.</p>\n<p>&lt;script&gt;x()&lt;/script&gt;</p>\n");
}

#[test]
fn the_text_can_be_overruled_like_any_other() {
    let mut article = page(&article_body(&format!(r"{BODY}\n{BODY}\nAd")), "<nav><a href=/>Home</a></nav>");
    assert_eq!(texts(&article), [BODY, BODY, "Ad"]);
    article.retain(|block| block.word_count() > 1 || block.text() == "Home");
    assert_eq!(article.text(), format!("Home\n\n{BODY}\n\n{BODY}"));
    assert_eq!(article.blocks().last().map(|block| block.label()), Some(Label::Boilerplate));
}

#[test]
fn limits_hold_for_the_data() {
    let deep = article_body(&format!("{}<p>{BODY}", "<div>".repeat(10_000)));
    let article = page(&deep, "");
    assert_eq!(texts(&article), [BODY]);
    let limits = Limits::new().max_bytes(100);
    let page = format!("<script type='application/ld+json'>{}</script>", article_body(BODY));
    assert!(bodytext::Extractor::new().limits(limits).extract(&page).is_err());
}
