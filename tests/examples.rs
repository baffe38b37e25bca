//! Runs the examples as processes, and checks their output and exit status.

mod programs;

use programs::{Run, feed, run, run_on, start};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};

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

#[test]
fn extract_prints_html_with_absolute_links() {
    let url = "https://wiki.example/wiki/Vellan_Canal";
    let html = run("extract", &["--format", "html", "--url", url, &case("wiki_article.html")]).passed();
    assert!(html.contains("<a href=\"https://wiki.example/wiki/Limestone\">limestone</a>"), "{html}");
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
    for format in ["markdown", "html", "blocks"] {
        assert_eq!(run_on(b"", "extract", &["--format", format]).passed(), "", "{format}");
    }
    assert_eq!(run_on(b"", "extract", &[]).passed(), "\n");
}

#[test]
fn extract_reads_bytes_in_any_encoding() {
    let out = run_on(b"<meta charset=latin1><p>caf\xe9</p>", "extract", &["--format", "blocks"]).passed();
    assert!(out.contains("café"), "{out}");
    let out = run_on(b"caf\xe9", "extract", &["--plain-text", "--format", "blocks"]).passed();
    assert!(out.contains("caf\u{fffd}"), "{out}");
}

#[test]
fn extract_takes_the_focus() {
    let path = case("forum_thread.html");
    let [precision, recall] =
        ["precision", "recall"].map(|focus| run("extract", &["--focus", focus, &path]).passed());
    assert!(precision.len() < recall.len());
}

#[test]
fn extract_explains_what_is_wrong() {
    let mistakes: [(&[&str], &str); 6] = [
        (&["no/such/page.html"], "No such file"),
        (&["--no-such-flag"], "unknown option --no-such-flag"),
        (&["--comments", "all"], "unknown variant `all`, expected `exclude` or `include`"),
        (&["--comments"], "--comments needs a value"),
        (&["--url", "wiki"], "wiki"),
        (&["--format", "yaml", &case("empty.html")], "unknown format yaml"),
    ];
    for (arguments, message) in mistakes {
        run("extract", arguments).failed(1, message);
    }
}

#[test]
fn extract_says_nothing_when_its_reader_is_gone() {
    // More than any pipe buffer holds. The program cannot write before it has read all of it.
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

// ---- Small examples ----

#[test]
fn plain_text_marks_the_lines_that_are_kept() {
    let out = run("plain_text", &[&case("txt_news_pipes_1.txt")]).passed();
    assert!(out.starts_with("title: "), "{out}");
    assert!(out.contains("\n+ line ") && out.contains("\n- line "), "{out}");
}

#[test]
fn rcdom_removes_elements_by_class() {
    let page =
        format!("{PAGE}<p class='note box'>The correspondent of the paper danced as well, he admits.</p>");
    let out = |class| run_on(page.as_bytes(), "rcdom", &[class]).passed();
    assert!(!out("note").contains("he admits") && out("note").contains("After nine"));
    assert!(out("no").contains("he admits"));
}

#[test]
fn threads_has_posts_with_authors_and_comments() {
    let page = fs::read(case("forum_thread.html")).expect("a case");
    let thread = run_on(&page, "threads", &[]).passed();
    assert!(thread.contains("\n--- by gatepost77 14 Jan 2019, 21:40\n"), "{thread}");
    let page = fs::read(case("blog_comments.html")).expect("a case");
    assert!(run_on(&page, "threads", &[]).passed().contains("\n> "));
}

#[test]
fn retain_drops_a_section() {
    let text = "The old mill by the river stood empty for years, until the council bought it.";
    let page = format!(
        "<h1>The mill</h1><p>{text}</p><h2>History</h2><p>{text}</p><h3>The fire</h3><p>{text}</p><h2>Today</h2><p>{text}</p>"
    );
    let out = run_on(page.as_bytes(), "retain", &["History"]).passed();
    assert!(
        !out.contains("History") && !out.contains("The fire") && out.contains("## Today\n\nThe old"),
        "{out}"
    );
}

// ---- serve ----

/// The server's answers to some requests, each on a separate connection.
fn served(requests: &[Vec<u8>]) -> Vec<String> {
    let mut server = start("serve", &["127.0.0.1:0"]);
    let mut line = String::new();
    let mut stdout = BufReader::new(server.stdout.take().expect("a pipe"));
    stdout.read_line(&mut line).expect("the address");
    let address = line.trim_end().strip_prefix("listening on ").expect("the address");
    let answers = requests.iter().map(|request| {
        let mut stream = TcpStream::connect(address).expect("a connection");
        stream.write_all(request).expect("a server that reads");
        stream.shutdown(Shutdown::Write).expect("an end");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer in UTF-8");
        answer
    });
    let answers = answers.collect();
    server.kill().expect("killed");
    server.wait().expect("ended");
    answers
}

#[test]
fn serve_answers_every_request() {
    let post = |head: &str, body: &[u8]| {
        [format!("POST / HTTP/1.1\r\nHost: x\r\n{head}\r\n\r\n").as_bytes(), body].concat()
    };
    let cyrillic = b"<p>\xcd\xe0 \xef\xe5\xf0\xe5\xe2\xe0\xeb\xe5 \xf1\xed\xe5\xe3.";
    let answers = served(&[
        post(&format!("Content-Length: {}", PAGE.len()), PAGE.as_bytes()),
        post("content-length: 20\r\nContent-Type: text/html; charset=windows-1251", cyrillic),
        post("X: y", b""),
        post("Content-Length: 4194305", b""),
        vec![b'x'; 16 << 10],
        post("Content-Length: 9", b"<p>"),
        post("Content-Length: 0", b""),
    ]);
    let statuses: Vec<&str> = answers.iter().filter_map(|answer| answer.lines().next()).collect();
    let expected = [
        "200 OK",
        "200 OK",
        "411 Length Required",
        "413 Content Too Large",
        "411 Length Required",
        "400 Bad Request",
        "200 OK",
    ];
    assert_eq!(statuses, expected.map(|status| format!("HTTP/1.1 {status}")));
    assert!(answers[0].contains("\r\n\r\nAfter nine dry weeks"), "{}", answers[0]);
    assert!(answers[1].contains("На перевале снег."), "{}", answers[1]);
}
