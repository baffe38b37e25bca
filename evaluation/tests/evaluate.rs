//! Runs `evaluate` as a process, and checks its output and exit status.

use std::fs;
use std::path::Path;
use std::process::Command;

/// The output and exit status of a run.
struct Run {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Run {
    /// Asserts that the run ended with `code` and `message`, with nothing on standard output.
    #[track_caller]
    fn failed(&self, code: i32, message: &str) {
        assert_eq!(self.code, Some(code), "{}", self.stderr);
        assert!(self.stderr.contains(message), "{}", self.stderr);
        assert!(!self.stderr.contains("panicked"), "{}", self.stderr);
        assert_eq!(self.stdout, "");
    }

    /// The output of a run that succeeded without any message.
    #[track_caller]
    fn passed(self) -> String {
        assert_eq!((self.code, self.stderr.as_str()), (Some(0), ""));
        self.stdout
    }
}

fn run(arguments: &[&str]) -> Run {
    let program = env!("CARGO_BIN_EXE_evaluate");
    let output = Command::new(program).args(arguments).output().expect("a started program");
    let text = |bytes| String::from_utf8(bytes).expect("output in UTF-8");
    Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// A corpus folder for one test, with this truth and no pages.
fn corpus(name: &str, truth: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("truth.jsonl"), truth).expect("the truth");
    folder.to_str().expect("a path in UTF-8").to_owned()
}

#[test]
fn a_corpus_gets_a_report() {
    let out = run(&[&corpus("empty", "")]).passed();
    assert!(out.contains("empty") && out.contains("no pages"), "{out}");
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    run(&["no/such/corpus"]).failed(1, "no/such/corpus");
    let without_pages = corpus("without_pages", "{\"id\": \"lost\"}\n");
    run(&[&without_pages]).failed(1, "lost.html.gz");
    let without_plain_text = run(&["--plain-text", &without_pages]);
    assert!(
        without_plain_text.stderr.contains("without_pages has no lines/"),
        "{}",
        without_plain_text.stderr
    );
}

#[test]
fn wrong_usage_is_explained() {
    let mistakes: [(&[&str], &str); 3] = [
        (&["--no-such-flag"], "unknown option --no-such-flag"),
        (&["--predictions"], "--predictions needs the name of a file"),
        (&[], "no corpus named"),
    ];
    for (arguments, message) in mistakes {
        let run = run(arguments);
        run.failed(2, message);
        run.failed(2, "Usage: evaluate");
    }
}

#[test]
fn help_prints_the_usage() {
    assert!(run(&["--help"]).passed().starts_with("Usage: evaluate"));
}

#[test]
fn predictions_are_written_to_the_file_named() {
    let folder = corpus("predicted", "");
    let out = format!("{folder}/predictions.jsonl");
    run(&["--predictions", &out, &folder]).passed();
    assert_eq!(fs::read_to_string(out).expect("predictions"), "");
    run(&["--predictions", "no/such/folder/out", &folder]).failed(1, "no/such/folder/out");
}
