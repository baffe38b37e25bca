//! What a program says of how it is used.

use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;

/// The options that a program called `name` was given; the status to end with if `usage` was wanted or is what helps.
pub fn options_or_usage<O>(
    name: &str,
    usage: &str,
    parsed: Result<Option<O>, String>,
) -> Result<O, ExitCode> {
    match parsed {
        Ok(Some(options)) => Ok(options),
        Ok(None) => {
            let _ = writeln!(io::stdout(), "{usage}");
            Err(ExitCode::SUCCESS)
        }
        Err(mistake) => {
            complain(format_args!("{name}: {mistake}\n\n{usage}"));
            Err(ExitCode::from(2))
        }
    }
}

/// Writes a line to stderr, also where nobody can read it.
pub fn complain(message: impl Display) {
    let _ = writeln!(io::stderr(), "{message}");
}
