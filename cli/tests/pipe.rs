//! The line protocol of `bodytext pipe`: one output line for each input line, whatever it contains.

mod programs;

use programs::{Run, run, start};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};

const SENTENCE: &str =
    "The harbour was empty, for the boats had all gone out before the sun was up that day.";

fn page(at: usize) -> String {
    format!(
        "<title>{at}</title><nav><a href=/>Home</a></nav><h1>Page {at}</h1><p>{SENTENCE} This is page {at}.</p>"
    )
}

fn run_on(input: &[u8], arguments: &[&str]) -> Run {
    programs::run_on(input, &[&["pipe"], arguments].concat())
}

/// The output for these lines.
fn answers(input: &[u8], arguments: &[&str]) -> Vec<Value> {
    let run = run_on(input, arguments);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    let summary = run.stderr.lines().last().expect("a summary").to_owned();
    let lines: Vec<Value> =
        run.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert!(summary.starts_with(&format!("pipe: {} lines, ", lines.len())), "{summary}");
    let errors = lines.iter().filter(|line| line.get("error").is_some()).count();
    assert!(summary.contains(&format!(" {errors} errors")), "{summary}");
    lines
}

fn answer(line: &str) -> Value {
    let mut answers = answers(line.as_bytes(), &[]);
    assert_eq!(answers.len(), 1, "{line}");
    answers.remove(0)
}

#[test]
fn a_page_is_answered_whatever_form_it_has() {
    // A café in Latin-1, and the same in UTF-8.
    let html = "<p>The café was empty, for the boats had all gone out before the sun was up that day.";
    let cases = [
        json!({"id": 1, "html": html}),
        json!({"id": "x", "url": "http://example.org/", "html_base64": "PHA+VGhlIGNhZukgd2FzIGVtcHR5LCBmb3IgdGhlIGJvYXRzIGhhZCBhbGwgZ29uZSBvdXQgYmVmb3JlIHRoZSBzdW4gd2FzIHVwIHRoYXQgZGF5Lg==", "content_type": "text/html; charset=latin1"}),
        json!({"id": null, "text": &html[3..], "more": [{}]}),
    ];
    for case in cases {
        let answer = answer(&format!("{case}\n"));
        assert_eq!((&answer["id"], &answer["text"]), (&case["id"], &json!(&html[3..])), "{case}");
        assert!(answer.get("error").is_none() && answer["confidence"].as_f64() > Some(0.0), "{answer}");
    }
    let answer = answer(&json!({"id": 2, "html": format!("<html lang=en>{}", page(7))}).to_string());
    assert_eq!((&answer["title"], &answer["language"]), (&json!("Page 7"), &json!("en")));
}

#[test]
fn markdown_has_links_that_lead_somewhere() {
    let html = format!("<p>{SENTENCE} See <a href=/map>the map</a>.");
    let markdown = |url: &str| {
        let line = json!({"id": 1, "html": html, "url": url}).to_string();
        answers(line.as_bytes(), &["--format", "markdown"])[0]["text"].as_str().expect("a text").to_owned()
    };
    assert!(markdown("https://harbour.example/").contains("[the map](https://harbour.example/map)."));
    assert!(markdown("no address").contains("[the map](/map)."));
}

#[test]
fn ids_come_back_as_they_were() {
    for id in ["12345678901234567890123", "1.50", "\"\\u00e9\"", "[1,{\"a\":2}]", "-0.0", "null"] {
        let line = format!("{{\"text\": \"A word.\", \"id\": {id}}}\n");
        let run = run_on(line.as_bytes(), &[]);
        assert!(run.stdout.starts_with(&format!("{{\"id\":{id},")), "{}", run.stdout);
    }
}

#[test]
fn what_is_wrong_with_a_line_is_said_in_its_place() {
    let cases: [(&[u8], Value, &str); 16] = [
        (b"", Value::Null, "not the JSON"),
        (b"{", Value::Null, "not the JSON"),
        (b"[]", Value::Null, "not the JSON"),
        (b"[1, 2, 3, 4, 5]", Value::Null, "not the JSON"),
        (b"null", Value::Null, "not the JSON"),
        (b"\xff\xfe", Value::Null, "not the JSON"),
        (b"{\"id\": 1, \"html\": \"\xff\"}", json!(1), "not the JSON"),
        (b"{\"id\": 1, \"html\": \"\\ud800\"}", json!(1), "not the JSON"),
        (b"{\"id\": 1, \"html\": 5}", json!(1), "not the JSON"),
        (b"{\"id\": 1, \"text\": [\"x\"]}", json!(1), "not the JSON"),
        (b"{\"id\": 1}", json!(1), "neither html"),
        (b"{\"id\": 1, \"html\": null}", json!(1), "neither html"),
        (b"{\"id\": 1, \"html\": \"\", \"text\": \"\"}", json!(1), "more than one"),
        (b"{\"id\": 1, \"html_base64\": \"*\"}", json!(1), "not base64"),
        (b"{\"id\": 1, \"html_base64\": \"YQ\"}", json!(1), "not base64"),
        (b"{\"id\": 1, \"html\": \"\"} {}", Value::Null, "not the JSON"),
    ];
    let good = json!({"id": "good", "html": page(0)}).to_string();
    let mut input = Vec::new();
    for (line, ..) in &cases {
        input.extend_from_slice(&[line, &b"\n"[..], good.as_bytes(), b"\n"].concat());
    }
    let answers = answers(&input, &["--threads", "3"]);
    assert_eq!(answers.len(), 2 * cases.len());
    for ((line, id, message), pair) in cases.iter().zip(answers.chunks(2)) {
        let line = String::from_utf8_lossy(line);
        let error = pair[0]["error"].as_str().unwrap_or_default();
        assert!(error.contains(message), "{line}: {error}");
        assert_eq!((&pair[0]["id"], &pair[0]["text"]), (id, &json!("")), "{line}");
        assert!(pair[1]["text"].as_str().is_some_and(|text| text.contains("page 0")), "after {line}");
    }
}

#[test]
fn lines_too_long_are_skipped_to_their_end() {
    let good = json!({"id": "good", "html": page(0)}).to_string();
    let limit = good.len().to_string();
    let long = format!("{{\"id\": 1, \"html\": \"{}\"}}", "<p>".repeat(1_000_000));
    let input = format!("{long}\n{good}\n{long}\n{good} \n{good}\n{long}");
    let answers = answers(input.as_bytes(), &["--max-line", &limit]);
    let is_error: Vec<bool> = answers.iter().map(|answer| answer.get("error").is_some()).collect();
    assert_eq!(is_error, [true, false, true, true, false, true]);
    assert!(answers[0]["error"].as_str().is_some_and(|error| error.contains("3000")), "{}", answers[0]);
}

#[test]
fn a_page_over_the_limit_is_an_error_of_its_own() {
    let line = json!({"id": 1, "html": "x".repeat((64 << 20) + 1)}).to_string();
    assert_eq!(answer(&line)["error"], "the page has 67108865 bytes, more than the limit of 67108864");
}

#[test]
fn answers_keep_the_order_of_the_lines() {
    let lines = (0..300).map(|at| {
        // Long pages and short ones.
        json!({"id": at, "html": page(at) + &"<p>Rain.".repeat(at * 37 % 1_000)}).to_string() + "\n"
    });
    let answers = answers(lines.collect::<String>().as_bytes(), &["--threads", "4"]);
    assert!(answers.iter().map(|answer| answer["id"].as_u64()).eq((0..300).map(Some)));
    assert!(answers.iter().enumerate().all(|(at, answer)| answer["title"] == format!("Page {at}")));
}

#[test]
fn an_answer_does_not_wait_for_the_next_line() {
    let mut child = start(&["pipe", "--threads", "2"]);
    let (mut stdin, stdout) = (child.stdin.take().expect("a pipe"), child.stdout.take().expect("a pipe"));
    let mut answers = BufReader::new(stdout).lines();
    for at in 0..3 {
        writeln!(stdin, "{}", json!({"id": at, "html": page(at)})).expect("written");
        let answer: Value =
            serde_json::from_str(&answers.next().expect("a line").expect("a line")).expect("JSON");
        assert_eq!(answer["id"], at);
    }
    drop(stdin);
    assert!(answers.next().is_none());
    assert_eq!(Run::new(child).code, Some(0));
}

#[test]
fn it_ends_when_nobody_reads_although_there_is_more() {
    let mut child = start(&["pipe"]);
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("a pipe");
    let line = json!({"id": 1, "html": page(1)}).to_string() + "\n";
    // The input stays open until the program stops reading it.
    while stdin.write_all(line.as_bytes()).is_ok() {}
    let run = Run::new(child);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.starts_with("pipe: ") && !run.stderr.contains("panicked"), "{}", run.stderr);
}

#[test]
fn nothing_in_is_nothing_out() {
    assert_eq!(answers(b"", &[]), [Value::Null; 0]);
}

#[test]
fn it_explains_itself() {
    let help = run(&["pipe", "--help"]).passed();
    assert!(help.contains("Usage: bodytext pipe") && help.contains("html_base64"), "{help}");
    let mistakes: [&[&str]; 6] = [
        &["--no-such-flag"],
        &["--threads"],
        &["--threads", "0"],
        &["--format", "x"],
        &["--max-line", "x"],
        &["file"],
    ];
    for arguments in mistakes {
        run(&[&["pipe"], arguments].concat()).failed(2, "error: ");
    }
}
