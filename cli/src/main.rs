//! `bodytext`: extracts the body text of web pages on the command line.

mod arguments;
mod explain;
mod extract;
mod page;
mod pipe;
mod pipeline;
mod report;
mod warc;

use arguments::{Cli, Command};
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};
use report::{Failure, Status};
use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    warn_of_clash(arguments.get(1));
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return explain_usage(&error),
    };
    match run(&cli) {
        Ok(status) => status.into(),
        Err(failure) => {
            report::error(&failure.message);
            failure.status.into()
        }
    }
}

fn run(cli: &Cli) -> Result<Status, Failure> {
    match &cli.command {
        None => extract::run(&cli.extract),
        Some(Command::Explain(arguments)) => explain::run(arguments),
        Some(Command::Pipe(arguments)) => pipe::run(arguments),
        Some(Command::Warc(arguments)) => warc::run(arguments),
        Some(Command::Completions { shell }) => completions(*shell),
    }
}

/// Prints help and version to standard output, and usage errors to standard error.
fn explain_usage(error: &clap::Error) -> ExitCode {
    // The output may be closed.
    let _ = error.print();
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Status::Done.into(),
        _ => Status::Usage.into(),
    }
}

/// Prints a note if the first argument is both a subcommand and the name of a file.
fn warn_of_clash(first: Option<&OsString>) {
    let Some(name) = first.and_then(|first| first.to_str()) else { return };
    if is_subcommand(name) && Path::new(name).is_file() {
        report::note(format_args!(
            "{name} is read as the subcommand; for the file of that name, write ./{name}"
        ));
    }
}

/// Whether this is the name of a subcommand.
fn is_subcommand(name: &str) -> bool {
    Cli::command().get_subcommands().any(|subcommand| subcommand.get_name() == name)
}

fn completions(shell: clap_complete::Shell) -> Result<Status, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "bodytext", &mut script);
    report::print(&script)
}
