//! The example programs, run as processes: what they print, where, and how they end.

mod programs;

use programs::{Run, feed, run, run_on, start};
use std::fs;

fn case(name: &str) -> String {
    format!("{}/tests/cases/{name}", env!("CARGO_MANIFEST_DIR"))
}

// ---- extract ----

const PAGE: &str = "<title>Rain at last - The Farmer</title><nav><a href=/>Home</a></nav><h1>Rain at last</h1>\
    <p>After nine dry weeks it rained on Sunday, and the farmers of the valley danced in their fields.</p>\
    <p>The mayor, who had danced too, said that the harvest was saved, and so was his election.</p>";

#[test]
fn extract_prints_title_and_text() {
    let out = run_on(PAGE.as_bytes(), "extract", &[]).passed();
    let paragraphs: Vec<_> = out.trim_end().split("\n\n").collect();
    assert_eq!(paragraphs.len(), 3, "{out}");
    assert_eq!(paragraphs[0], "Rain at last");
    assert!(paragraphs[1].starts_with("After nine") && paragraphs[2].starts_with("The mayor"), "{out}");
    assert!(out.ends_with("election.\n"), "{out}");
}

#[test]
fn extract_prints_markdown_with_the_title_first() {
    let text = run("extract", &["--format", "markdown", &case("docs_code.html")]).passed();
    assert!(
        text.starts_with("# Scheduling jobs\n\n") && text.contains("\n```bash\ntidegate worker"),
        "{text}"
    );
}

#[cfg(feature = "url")]
#[test]
fn extract_prints_html_with_absolute_links() {
    let url = "https://wiki.example/wiki/Vellan_Canal";
    let html = run("extract", &["--format", "html", "--url", url, &case("wiki_article.html")]).passed();
    assert!(html.contains("<a href=\"https://wiki.example/wiki/Limestone\">limestone</a>"), "{html}");
    run("extract", &["--url", "wiki", &case("wiki_article.html")]).failed(1, "not an absolute URL");
}

#[test]
fn extract_reads_standard_input_and_files_alike() {
    let path = case("press_release.html");
    let from_file = run("extract", &[&path]).passed();
    let page = fs::read(&path).expect("a case");
    assert!(!from_file.is_empty());
    assert_eq!(run_on(&page, "extract", &[]).passed(), from_file);
    assert_eq!(run_on(&page, "extract", &["-"]).passed(), from_file);
}

#[test]
fn extract_prints_one_json_object() {
    let out = run_on(PAGE.as_bytes(), "extract", &["--format", "json"]).passed();
    let json: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(json["title"], "Rain at last");
    assert!(json["text"].as_str().is_some_and(|text| text.starts_with("After nine")), "{json}");
    let labels: Vec<_> =
        json["blocks"].as_array().expect("blocks").iter().map(|block| &block["label"]).collect();
    assert_eq!(labels, ["boilerplate", "title", "content", "content"]);
    let score = json["blocks"][0]["score"].as_f64().expect("a score");
    assert!((0.0..=1.0).contains(&score));
    assert_eq!(json["is_flattened"], false);
    let article = bodytext::extract_bytes(PAGE.as_bytes(), None).expect("a small page");
    assert_eq!(out.trim_end(), serde_json::to_string_pretty(&article).expect("JSON"));
}

#[test]
fn extract_includes_comments_on_demand() {
    let path = case("blog_comments.html");
    let words = |choice| run("extract", &["--comments", choice, &path]).passed().split_whitespace().count();
    assert_eq!(words("exclude"), run("extract", &[&path]).passed().split_whitespace().count());
    assert!(words("include") > words("exclude"));
}

#[test]
fn extract_prints_a_line_for_each_block() {
    let out = run_on(PAGE.as_bytes(), "extract", &["--format", "blocks"]).passed();
    let fields: Vec<Vec<_>> = out.lines().map(|line| line.split_whitespace().take(4).collect()).collect();
    let shape: Vec<_> = fields.iter().map(|field| (field[0], field[2], field[3])).collect();
    assert_eq!(shape, [("-", "other", "Home"), ("=", "h1", "Rain"), ("+", "p", "After"), ("+", "p", "The")]);
    for score in fields.iter().map(|field| field[1]) {
        assert!(score.parse().is_ok_and(|score: f32| (0.0..=1.0).contains(&score)), "{score}");
    }
}

#[test]
fn extract_keeps_a_block_with_line_breaks_on_one_line() {
    let out = run_on(b"<pre>one\n\ttwo</pre>", "extract", &["--format", "blocks"]).passed();
    assert_eq!(out.lines().count(), 1, "{out}");
    assert!(out.ends_with("one⏎⇥two\n"), "{out}");
}

#[test]
fn extract_takes_plain_text_on_demand() {
    let path = case("txt_news_pipes_1.txt");
    let as_text = run("extract", &["--plain-text", "--format", "blocks", &path]).passed();
    let as_html = run("extract", &["--format", "blocks", &path]).passed();
    assert!(as_text.lines().count() > as_html.lines().count());
}

#[test]
fn extract_of_nothing_is_nothing() {
    assert_eq!(run_on(b"", "extract", &[]).passed(), "");
    assert_eq!(run_on(b"", "extract", &["--format", "blocks"]).passed(), "");
}

#[test]
fn extract_reads_bytes_in_any_encoding() {
    let out = run_on(b"<meta charset=latin1><p>caf\xe9</p>", "extract", &["--format", "blocks"]).passed();
    assert!(out.contains("café"), "{out}");
    let out = run_on(b"caf\xe9", "extract", &["--plain-text", "--format", "blocks"]).passed();
    assert!(out.contains("caf\u{fffd}"), "{out}");
}

#[test]
fn extract_says_which_file_it_cannot_read() {
    run("extract", &["no/such/page.html"]).failed(1, "cannot read no/such/page.html: ");
    run("extract", &[env!("CARGO_MANIFEST_DIR")]).failed(1, "cannot read ");
}

#[test]
fn extract_explains_itself_on_bad_usage() {
    let mistakes: [(&[&str], &str); 6] = [
        (&["--no-such-flag"], "unknown option --no-such-flag"),
        (&["--comments", "all"], "--comments takes exclude or include, not all"),
        (&["--comments"], "--comments needs a value"),
        (&["--format", "yaml"], "unknown format yaml"),
        (&["--format"], "--format needs a value"),
        (&["one.html", "two.html"], "more than one page given"),
    ];
    for (arguments, message) in mistakes {
        let run = run("extract", arguments);
        run.failed(2, message);
        run.failed(2, "usage: extract");
    }
}

#[test]
fn extract_prints_its_usage_on_demand() {
    for flag in ["-h", "--help"] {
        let run = run("extract", &[flag]);
        assert!((run.stdout + &run.stderr).starts_with("usage: extract"), "{flag}");
    }
}

#[test]
fn extract_says_nothing_when_its_reader_is_gone() {
    // More than any pipe holds; and the program cannot write before it has read all of it.
    let page = "<p>After nine dry weeks it rained on Sunday, and the farmers danced.</p>".repeat(5_000);
    for format in ["text", "json", "blocks"] {
        let mut child = start("extract", &["--format", format]);
        drop(child.stdout.take());
        feed(child.stdin.take(), page.as_bytes());
        assert_eq!(Run::new(child).passed(), "", "{format}");
    }
}

// ---- markdown_for_rag ----

#[test]
fn markdown_for_rag_cuts_chunks_under_their_headings() {
    let page = format!(
        "<article><h1>The mill</h1><p>{0}</p><h2>History</h2><p>{0}</p><h3>The fire</h3><p>{0}</p></article>",
        "The old mill by the river stood empty for years, and nobody in the valley knew what to do with it. "
            .repeat(3)
    );
    let out = run_on(page.as_bytes(), "markdown_for_rag", &["25"]).passed();
    let chunks: Vec<&str> = out.split("\n\n---\n\n").filter(|chunk| !chunk.is_empty()).collect();
    let paths: Vec<&str> =
        chunks.iter().filter_map(|chunk| chunk.lines().find(|line| line.starts_with('#'))).collect();
    assert_eq!(paths[..3], ["# History"; 3], "{out}");
    assert_eq!(paths[3..], ["# History > The fire"; 3], "{out}");
    assert_eq!(chunks.len(), 9, "{out}");
    for chunk in chunks {
        let words =
            chunk.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).count();
        assert!((1..=25).contains(&words), "{chunk}");
    }
}
