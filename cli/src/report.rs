//! Messages to the user, and exit statuses.

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const NOTE: Style = AnsiColor::Cyan.on_default().bold();

/// The exit status of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Done = 0,
    /// A page could not be read or extracted, or an output could not be written.
    Failed = 1,
    Usage = 2,
    /// A page has no body text, and `--fail-if-empty` was given.
    Empty = 3,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        ExitCode::from(status as u8)
    }
}

/// An exit status and a message for the user.
#[derive(Debug)]
pub struct Failure {
    pub status: Status,
    pub message: String,
}

impl Failure {
    pub fn new(message: impl Into<String>) -> Failure {
        Failure { status: Status::Failed, message: message.into() }
    }

    pub fn usage(message: impl Into<String>) -> Failure {
        Failure { status: Status::Usage, message: message.into() }
    }
}

/// Prints an error to standard error, in colour on a terminal.
pub fn error(message: impl Display) {
    say_kind(ERROR, "error", message);
}

/// Prints a note to standard error.
pub fn note(message: impl Display) {
    say_kind(NOTE, "note", message);
}

/// Prints a line to standard error. It may be closed, so errors are ignored.
pub fn say(message: impl Display) {
    let _ = writeln!(io::stderr(), "{message}");
}

/// Prints a line to standard error that starts with its kind, in colour.
fn say_kind(style: Style, kind: &str, message: impl Display) {
    let _ = write!(AutoStream::auto(io::stderr()), "{style}{kind}:{style:#} ");
    say(message);
}

/// Writes to standard output. A closed pipe is not an error.
pub fn print(output: &[u8]) -> Result<Status, Failure> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(output).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("cannot write: {error}")))
        }
        _ => Ok(Status::Done),
    }
}
