//! Runs the program.
#![allow(dead_code, reason = "each test uses a part")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Output, Stdio};
use std::thread;

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_bodytext");

/// The path of a page among the test cases of the library.
pub fn case(name: &str) -> String {
    format!("{}/../tests/cases/{name}", env!("CARGO_MANIFEST_DIR"))
}

pub fn start(arguments: &[&str]) -> Child {
    start_in(Path::new(env!("CARGO_MANIFEST_DIR")), arguments)
}

/// Starts the program in a folder.
pub fn start_in(folder: &Path, arguments: &[&str]) -> Child {
    let mut command = Command::new(PROGRAM);
    command.current_dir(folder).args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("a started program")
}

/// The output and exit status of a program.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    pub fn new(child: Child) -> Run {
        let Output { status, stdout, stderr } = child.wait_with_output().expect("an ended program");
        let text = |bytes| String::from_utf8(bytes).expect("output in UTF-8");
        Run { code: status.code(), stdout: text(stdout), stderr: text(stderr) }
    }

    /// Asserts that the program ended with `code` and `message`, with nothing on standard output.
    #[track_caller]
    pub fn failed(&self, code: i32, message: &str) {
        assert_eq!(self.code, Some(code), "{}", self.stderr);
        assert!(self.stderr.contains(message), "{}", self.stderr);
        assert!(!self.stderr.contains("panicked"), "{}", self.stderr);
        assert_eq!(self.stdout, "");
    }

    /// The output of a program that succeeded without any message.
    #[track_caller]
    pub fn passed(self) -> String {
        assert_eq!((self.code, self.stderr.as_str()), (Some(0), ""));
        self.stdout
    }
}

/// Runs the program with nothing on standard input.
pub fn run(arguments: &[&str]) -> Run {
    Run::new(start(arguments))
}

pub fn run_in(folder: &Path, arguments: &[&str]) -> Run {
    Run::new(start_in(folder, arguments))
}

/// Runs the program with `input` on standard input.
pub fn run_on(input: &[u8], arguments: &[&str]) -> Run {
    let mut child = start(arguments);
    let stdin = child.stdin.take();
    // Written concurrently: otherwise both sides would block once the pipes are full.
    thread::scope(|scope| {
        scope.spawn(|| feed(stdin, input));
        Run::new(child)
    })
}

pub fn feed(stdin: Option<ChildStdin>, input: &[u8]) {
    stdin.expect("a pipe").write_all(input).expect("a program that reads");
}

/// A folder for one test, removed afterwards.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Folder {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder");
        Folder(path)
    }

    pub fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().expect("a path in UTF-8").to_owned()
    }

    pub fn add(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("written");
        self.path(name)
    }

    /// The sorted names of all files in a subfolder.
    pub fn names(&self, name: &str) -> Vec<String> {
        let entries = fs::read_dir(self.0.join(name)).expect("a folder");
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).expect("a file")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
