//! Extracts pages: what the program does without a subcommand.

mod blocks;
mod files;
mod front_matter;
mod output;

pub use output::Format;

use crate::arguments::ExtractArguments;
use crate::page::{self, Page, Reader};
use crate::report::{self, Failure, Status};
use anstream::{AutoStream, ColorChoice};
use output::Style;
use std::io;
use std::path::Path;

pub fn run(arguments: &ExtractArguments) -> Result<Status, Failure> {
    check(arguments)?;
    let reader = Reader::new(&arguments.settings)
        .content_type(arguments.content_type.as_deref())
        .url(arguments.url.as_deref())?;
    match &arguments.output_dir {
        Some(folder) => files::run(reader, arguments, folder),
        None => print(&reader, arguments),
    }
}

fn check(arguments: &ExtractArguments) -> Result<(), Failure> {
    let ExtractArguments { pages, format, output_dir, .. } = arguments;
    for (flag, is_given) in [("--metadata", arguments.metadata), ("--images", arguments.images)] {
        if is_given && *format != Format::Markdown {
            return Err(Failure::usage(format!("{flag} needs --format markdown")));
        }
    }
    if pages.len() > 1 && output_dir.is_none() {
        if let Some(hint) = hint(&pages[0]) {
            return Err(Failure::usage(format!("cannot read {}: {hint}", pages[0].display())));
        }
        return Err(Failure::usage("several pages need --output-dir, which gets a file for each"));
    }
    if pages.is_empty() && output_dir.is_none() {
        page::refuse_terminal()?;
    }
    Ok(())
}

fn print(reader: &Reader, arguments: &ExtractArguments) -> Result<Status, Failure> {
    let page = arguments.pages.first().map_or(Path::new("-"), |page| page);
    let Page { article, note } = reader.read(page).map_err(|failure| with_hint(failure, page))?;
    if let Some(note) = note {
        report::note(note);
    }
    let is_colored = AutoStream::choice(&io::stdout()) != ColorChoice::Never;
    let output = Style::new(arguments, is_colored).write(&article)?;
    report::print(output.as_bytes())?;
    Ok(status(arguments, article.is_empty()))
}

fn with_hint(failure: Failure, page: &Path) -> Failure {
    let Some(hint) = hint(page) else { return failure };
    Failure { message: format!("{} ({hint})", failure.message), ..failure }
}

/// A guess at what the user meant by a page that does not exist.
fn hint(page: &Path) -> Option<&'static str> {
    let name = page.to_str().filter(|_| !page.exists() && !page::is_stdin(page))?;
    if crate::is_subcommand(name) {
        Some("a subcommand must come first")
    } else if name.bytes().all(|byte| byte.is_ascii_lowercase()) {
        Some("no file or subcommand has this name; see --help")
    } else {
        None
    }
}

fn status(arguments: &ExtractArguments, is_empty: bool) -> Status {
    if is_empty && arguments.fail_if_empty { Status::Empty } else { Status::Done }
}
