//! Runs the example programs.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Output, Stdio};
use std::thread;

/// A built example. `cargo test` builds all of them next to the tests; `cargo test --test examples` does not.
pub fn program(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("the path of this test");
    let folder = test.ancestors().nth(2).expect("the folder of the profile").join("examples");
    let path = folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(path.is_file(), "example {name} is not built: run `cargo build --examples` first");
    path
}

pub fn start(name: &str, arguments: &[&str]) -> Child {
    let mut command = Command::new(program(name));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("a started example")
}

/// The output and exit status of a program.
pub struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    pub fn new(child: Child) -> Run {
        let Output { status, stdout, stderr } = child.wait_with_output().expect("an ended example");
        let text = |bytes| String::from_utf8(bytes).expect("output in UTF-8");
        Run { code: status.code(), stdout: text(stdout), stderr: text(stderr) }
    }

    /// Asserts that the program ended with `code` and `message`, with nothing on standard output.
    pub fn failed(&self, code: i32, message: &str) {
        assert_eq!(self.code, Some(code), "{}", self.stderr);
        assert!(self.stderr.contains(message), "{}", self.stderr);
        assert!(!self.stderr.contains("panicked"), "{}", self.stderr);
        assert_eq!(self.stdout, "");
    }

    /// The output of a program that succeeded.
    pub fn passed(self) -> String {
        assert_eq!((self.code, self.stderr.as_str()), (Some(0), ""));
        self.stdout
    }
}

/// Runs an example with nothing on standard input.
pub fn run(name: &str, arguments: &[&str]) -> Run {
    Run::new(start(name, arguments))
}

/// Runs an example with `input` on standard input.
pub fn run_on(input: &[u8], name: &str, arguments: &[&str]) -> Run {
    let mut child = start(name, arguments);
    let stdin = child.stdin.take();
    // Written concurrently: otherwise both sides would block once the pipes are full.
    thread::scope(|scope| {
        scope.spawn(|| feed(stdin, input));
        Run::new(child)
    })
}

pub fn feed(stdin: Option<ChildStdin>, input: &[u8]) {
    stdin.expect("a pipe").write_all(input).expect("an example that reads");
}
