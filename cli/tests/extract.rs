//! Extraction of one page: formats, options, messages and exit statuses.

mod programs;

use programs::{Folder, PROGRAM, Run, case, feed, run, run_in, run_on, start};
use serde_json::Value;
use std::fs;
use std::process::Stdio;

const PAGE: &str = "<title>Rain at last - The Farmer</title><nav><a href=/>Home</a></nav><h1>Rain at last</h1>\
    <p>After nine dry weeks it rained on Sunday, and the farmers of the valley danced in their fields.</p>\
    <p>The mayor, who had danced too, said that the harvest was saved, and so was his election.</p>";

fn extract(arguments: &[&str]) -> String {
    run_on(PAGE.as_bytes(), arguments).passed()
}

// ---- Formats ----

#[test]
fn text_has_the_title_and_the_body() {
    let out = extract(&[]);
    let paragraphs: Vec<_> = out.trim_end().split("\n\n").collect();
    assert_eq!(paragraphs.len(), 3, "{out}");
    assert_eq!(paragraphs[0], "Rain at last");
    assert!(paragraphs[1].starts_with("After nine") && paragraphs[2].starts_with("The mayor"), "{out}");
    assert!(out.ends_with("election.\n"), "{out}");
    assert_eq!(extract(&["--format", "text"]), out);
}

#[test]
fn markdown_has_the_title_as_heading() {
    let text = run(&["--format", "markdown", &case("docs_code.html")]).passed();
    assert!(text.starts_with("# Scheduling jobs\n\n"), "{text}");
    assert!(text.contains("\n```bash\ntidegate worker"), "{text}");
}

#[test]
fn html_has_absolute_links() {
    let url = "https://wiki.example/wiki/Vellan_Canal";
    let html = run(&["--format", "html", "--url", url, &case("wiki_article.html")]).passed();
    assert!(html.contains("<a href=\"https://wiki.example/wiki/Limestone\">limestone</a>"), "{html}");
    run(&["--url", "wiki", &case("wiki_article.html")]).failed(2, "--url: \"wiki\" is not an absolute URL");
}

#[test]
fn json_is_what_the_library_serializes() {
    let out = extract(&["--format", "json"]);
    let json: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(json["title"], "Rain at last");
    assert!(json["text"].as_str().is_some_and(|text| text.starts_with("After nine")), "{json}");
    let labels: Vec<_> =
        json["blocks"].as_array().expect("blocks").iter().map(|block| &block["label"]).collect();
    assert_eq!(labels, ["boilerplate", "title", "content", "content"]);
    let article = bodytext::extract_bytes(PAGE.as_bytes(), None).expect("a small page");
    assert_eq!(out, serde_json::to_string_pretty(&article).expect("JSON") + "\n");
}

#[test]
fn blocks_have_a_line_each() {
    let out = extract(&["--format", "blocks"]);
    let fields: Vec<Vec<_>> = out.lines().map(|line| line.split_whitespace().take(5).collect()).collect();
    let shape: Vec<_> = fields.iter().map(|field| (field[0], field[2], field[3], field[4])).collect();
    let expected = [
        ("-", "threshold", "other", "Home"),
        ("=", "title", "h1", "Rain"),
        ("+", "threshold", "p", "After"),
        ("+", "threshold", "p", "The"),
    ];
    assert_eq!(shape, expected);
    for score in fields.iter().map(|field| field[1]) {
        assert!(score.parse().is_ok_and(|score: f32| (0.0..=1.0).contains(&score)), "{score}");
    }
    let lines = run_on(b"<pre>one\n\ttwo</pre>", &["--format", "blocks"]).passed();
    assert!(lines.lines().count() == 1 && lines.ends_with("one⏎⇥two\n"), "{lines}");
}

#[test]
fn no_output_has_colours_without_a_terminal() {
    for format in ["text", "blocks", "json"] {
        assert!(!extract(&["--format", format]).contains('\x1b'), "{format}");
    }
    for mistake in [&["no/such/page"][..], &["--no-such-flag"]] {
        assert!(!run(mistake).stderr.contains('\x1b'), "{mistake:?}");
    }
}

/// Runs the program under `script`, so that its input and both outputs are a terminal.
#[cfg(target_os = "linux")]
fn on_a_terminal(command: &str) -> Run {
    let mut script = std::process::Command::new("script");
    script.args(["--quiet", "--return", "--command"]).arg(command).arg("/dev/null");
    script.env_remove("NO_COLOR").env("TERM", "xterm");
    script.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    Run::new(script.spawn().expect("script, of util-linux"))
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_gets_colours_unless_they_are_unwanted() {
    let path = case("press_release.html");
    for command in [format!("{PROGRAM} --format blocks {path}"), format!("{PROGRAM} no/such/page.html")] {
        assert!(on_a_terminal(&command).stdout.contains("\x1b["), "{command}");
        let plain = on_a_terminal(&format!("NO_COLOR=1 {command}")).stdout;
        assert!(!plain.is_empty() && !plain.contains('\x1b'), "{command}: {plain}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_page_is_not_read_from_a_terminal() {
    for command in ["", "explain"] {
        let run = on_a_terminal(&format!("{PROGRAM} {command}"));
        assert_eq!(run.code, Some(2), "{command}");
        assert!(run.stdout.contains("no page named"), "{command}: {}", run.stdout);
    }
}

// ---- Input ----

#[test]
fn binary_data_is_extracted_with_a_note() {
    for page in
        [b"%PDF-1.7 \xe2\xe3".as_slice(), b"\x1f\x8b\x08\x08\xba\0page", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"]
    {
        let run = run_on(page, &[]);
        assert_eq!(run.code, Some(0));
        assert!(run.stderr.starts_with("note: standard input looks like binary data"), "{}", run.stderr);
    }
    let utf_16: Vec<u8> = "\u{feff}<p>Rain fell.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let japanese = b"<meta charset=iso-2022-jp><p>\x1b$B9A$O6u$C$]$@$C$?\x1b(B";
    for page in [utf_16.as_slice(), japanese, b"<p>one\x0ctwo\x7f</p>"] {
        run_on(page, &[]).passed();
    }
    let folder = Folder::new("binary");
    folder.add("a.html", PAGE.as_bytes());
    folder.add("paper.pdf", b"%PDF-1.7 \xe2\xe3");
    let run = run_in(&folder.0, &["--output-dir", "out", "a.html", "paper.pdf"]);
    run.failed(0, "note: paper.pdf looks like binary data");
    assert!(!run.stderr.contains("a.html") && folder.names("out").len() == 2, "{}", run.stderr);
}

#[test]
fn standard_input_and_files_are_read_alike() {
    let path = case("press_release.html");
    let from_file = run(&[&path]).passed();
    let page = fs::read(&path).expect("a case");
    assert!(!from_file.is_empty());
    assert_eq!(run_on(&page, &[]).passed(), from_file);
    assert_eq!(run_on(&page, &["-"]).passed(), from_file);
}

#[test]
fn pages_may_be_in_any_encoding() {
    let blocks = |page: &[u8], arguments: &[&str]| {
        run_on(page, &[arguments, &["--format", "blocks"]].concat()).passed()
    };
    assert!(blocks(b"<meta charset=latin1><p>caf\xe9</p>", &[]).contains("café"));
    let cyrillic = b"<p>\xcd\xe0 \xef\xe5\xf0\xe5\xe2\xe0\xeb\xe5 \xf1\xed\xe5\xe3.";
    let header = ["--content-type", "text/html; charset=windows-1251"];
    assert!(blocks(cyrillic, &header).contains("На перевале снег."));
    assert!(blocks(b"caf\xe9", &["--plain-text"]).contains("caf\u{fffd}"));
}

#[test]
fn an_empty_page_is_no_failure() {
    for format in ["text", "markdown", "html", "blocks"] {
        assert_eq!(run_on(b"", &["--format", format]).passed(), "", "{format}");
    }
    run_on(b"", &["--fail-if-empty"]).failed(3, "");
    assert_eq!(extract(&["--fail-if-empty"]), extract(&[]));
}

// ---- Settings ----

#[test]
fn comments_are_included_on_demand() {
    let path = case("blog_comments.html");
    let words = |choice| run(&["--comments", choice, &path]).passed().split_whitespace().count();
    assert_eq!(words("exclude"), run(&[&path]).passed().split_whitespace().count());
    assert!(words("include") > words("exclude"));
}

#[test]
fn the_focus_changes_how_much_is_kept() {
    let path = case("forum_thread.html");
    let kept = |arguments: &[&str]| run(&[arguments, &[&path]].concat()).passed().len();
    let [precision, balanced, recall] =
        ["precision", "balanced", "recall"].map(|name| kept(&["--focus", name]));
    assert!(precision < recall && balanced == kept(&[]), "{precision} {balanced} {recall}");
}

#[test]
fn plain_text_is_read_on_demand() {
    let path = case("txt_news_pipes_1.txt");
    let as_text = run(&["--plain-text", "--format", "blocks", &path]).passed();
    let as_html = run(&["--format", "blocks", &path]).passed();
    assert!(as_text.lines().count() > as_html.lines().count());
}

#[test]
fn authors_of_posts_are_kept_on_demand() {
    let path = case("forum_thread.html");
    let blocks = run(&["--authors", "--format", "blocks", &path]).passed();
    assert!(blocks.lines().any(|line| line.starts_with('+') && line.contains(" post_author ")), "{blocks}");
    assert!(!run(&["--format", "blocks", &path]).passed().contains(" post_author "));
}

#[test]
fn images_are_kept_in_markdown_on_demand() {
    let page = "<p>The mill <img src=mill.jpg alt='in the sun'> stood empty for years, until the council bought it.</p>";
    let markdown = |arguments: &[&str]| {
        run_on(page.as_bytes(), &[&["--format", "markdown"], arguments].concat()).passed()
    };
    assert!(markdown(&["--images"]).contains("The mill ![in the sun](mill.jpg) stood"));
    assert!(markdown(&[]).contains("The mill stood"));
    run(&["--images"]).failed(2, "--images needs --format markdown");
}

// ---- Mistakes ----

#[test]
fn a_file_that_cannot_be_read_is_named() {
    run(&["no/such/page.html"]).failed(1, "error: cannot read no/such/page.html: ");
    run(&[env!("CARGO_MANIFEST_DIR")]).failed(1, "error: cannot read ");
}

#[test]
fn a_page_that_cannot_be_extracted_is_named() {
    let folder = Folder::new("too-large");
    let path = folder.add("large.html", &vec![b'x'; (64 << 20) + 1]);
    run(&[&path]).failed(1, "large.html: the page has 67108865 bytes, more than the limit of 67108864");
}

#[test]
fn mistakes_are_explained() {
    let mistakes: [(&[&str], &str); 12] = [
        (&["--no-such-flag"], "unexpected argument '--no-such-flag'"),
        (&["--comments", "all"], "invalid value 'all' for '--comments <COMMENTS>'"),
        (&["--comments"], "a value is required for '--comments <COMMENTS>'"),
        (&["--format", "yaml"], "[possible values: text, markdown, html, json, blocks]"),
        (&["one.html", "two.html"], "several pages need --output-dir"),
        (&["--threads", "2", "x"], "--output-dir <DIR>"),
        (&["--threads", "0", "--output-dir", "out", "x"], "invalid value '0'"),
        (&["pipe", "--threads", "100000"], "100000 is not in 1..=1024"),
        (&["help", "warc"], "cannot read help: no file or subcommand has this name; see --help"),
        (&["explian", "x.html"], "cannot read explian: no file or subcommand"),
        (&["--authors", "warc", "x.warc"], "cannot read warc: a subcommand must come first"),
        (
            &["--plain-text", "--content-type", "text/html", "x"],
            "'--plain-text' cannot be used with '--content-type <TYPE>'",
        ),
    ];
    for (arguments, message) in mistakes {
        run(arguments).failed(2, message);
    }
}

#[test]
fn help_names_every_option_and_exit_status() {
    let help = run(&["--help"]).passed();
    for part in [
        "Usage: bodytext",
        "--output-dir",
        "--metadata",
        "explain",
        "pipe",
        "warc",
        "completions",
        "Exit status:",
        "  3  ",
    ] {
        assert!(help.contains(part), "{part}: {help}");
    }
    assert!(run(&["-h"]).passed().contains("Usage: bodytext"));
    assert_eq!(run(&["--version"]).passed(), format!("bodytext {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_reader_that_ends_is_no_failure() {
    // More than any pipe buffer holds. The program cannot write before it has read all of it.
    let page = "<p>After nine dry weeks it rained on Sunday, and the farmers danced.</p>".repeat(5_000);
    for format in ["text", "json", "blocks"] {
        let mut child = start(&["--format", format]);
        drop(child.stdout.take());
        feed(child.stdin.take(), page.as_bytes());
        assert_eq!(Run::new(child).passed(), "", "{format}");
    }
}

// ---- Subcommands, and files with the same name ----

#[test]
fn a_file_named_like_a_subcommand_is_reached_by_its_path() {
    let folder = Folder::new("clash");
    for name in ["completions", "explain", "pipe", "warc"] {
        folder.add(name, PAGE.as_bytes());
        let text = extract(&[]);
        assert_eq!(run_in(&folder.0, &[&format!("./{name}")]).passed(), text);
        assert_eq!(run_in(&folder.0, &["--format", "text", name]).passed(), text);
    }
    let clash = run_in(&folder.0, &["completions"]);
    clash.failed(
        2,
        "note: completions is read as the subcommand; for the file of that name, write ./completions",
    );
}

#[test]
fn a_subcommand_after_an_option_is_explained() {
    run(&["--format", "text", "warc"]).failed(1, "(a subcommand must come first)");
    run(&["help"]).failed(1, "(no file or subcommand has this name; see --help)");
    assert!(!run(&["no-such-page.html"]).stderr.contains("subcommand"));
}

#[test]
fn completions_know_the_options() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = run(&["completions", shell]).passed();
        assert!(script.contains("output-dir") && script.contains("bodytext"), "{shell}");
    }
    run(&["completions", "csh"]).failed(2, "invalid value 'csh'");
}
