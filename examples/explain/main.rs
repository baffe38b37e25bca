//! Shows why each block of a page was kept or dropped, as one HTML page to look at.
//!
//! ```text
//! cargo run --release --example explain -- [--output FILE] [--focus precision|balanced|recall]
//!     [--comments exclude|include] [--plain-text] [PAGE]
//! ```
//!
//! Reads standard input where no page is given, or `-`; writes to standard output where no file is given. The page
//! needs no network and runs no script.

mod markup;
mod page;
mod plot;
mod reasons;

use bodytext::{Article, Comments, Extractor, Focus};
use std::ffi::OsString;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "usage: explain [--output FILE] [--focus precision|balanced|recall] \
                     [--comments exclude|include] [--plain-text] [PAGE]";

/// What the command line asks for.
#[derive(Default)]
struct Options {
    output: Option<PathBuf>,
    focus: Focus,
    comments: Comments,
    is_plain_text: bool,
    page: Option<PathBuf>,
}

fn main() -> ExitCode {
    if std::env::args_os().any(|argument| argument == "-h" || argument == "--help") {
        return print(&format!("{USAGE}\n"));
    }
    let options = match parse_options(std::env::args_os().skip(1)) {
        Ok(options) => options,
        Err(message) => return fail(&format!("{message}\n{USAGE}"), 2),
    };
    let html = match extract(&options) {
        Ok(article) => page::render(&article),
        Err(message) => return fail(&message, 1),
    };
    let Some(path) = &options.output else { return print(&html) };
    match fs::write(path, html) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&format!("cannot write {}: {error}", path.display()), 1),
    }
}

fn fail(message: &str, code: u8) -> ExitCode {
    // Nobody may be there to read it.
    let _ = writeln!(io::stderr(), "{message}");
    ExitCode::from(code)
}

fn print(output: &str) -> ExitCode {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(output.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => fail(&format!("cannot write: {error}"), 1),
        _ => ExitCode::SUCCESS,
    }
}

fn parse_options(mut arguments: impl Iterator<Item = OsString>) -> Result<Options, String> {
    let mut options = Options::default();
    while let Some(argument) = arguments.next() {
        let flag = argument.to_string_lossy().into_owned();
        let mut value = || arguments.next().ok_or(format!("{flag} needs a value"));
        match flag.as_str() {
            "--plain-text" => options.is_plain_text = true,
            "--output" => options.output = Some(value()?.into()),
            "--focus" => options.focus = parse_focus(&value()?.to_string_lossy())?,
            "--comments" => options.comments = parse_comments(&value()?.to_string_lossy())?,
            "-" => options.page = None,
            _ if flag.starts_with('-') => return Err(format!("unknown option {flag}")),
            _ if options.page.is_some() => return Err("more than one page given".into()),
            _ => options.page = Some(argument.into()),
        }
    }
    Ok(options)
}

fn parse_focus(name: &str) -> Result<Focus, String> {
    match name {
        "precision" => Ok(Focus::Precision),
        "balanced" => Ok(Focus::Balanced),
        "recall" => Ok(Focus::Recall),
        _ => Err(format!("--focus takes precision, balanced or recall, not {name}")),
    }
}

fn parse_comments(name: &str) -> Result<Comments, String> {
    match name {
        "exclude" => Ok(Comments::Exclude),
        "include" => Ok(Comments::Include),
        _ => Err(format!("--comments takes exclude or include, not {name}")),
    }
}

fn extract(options: &Options) -> Result<Article, String> {
    let name = options.page.as_deref().map_or("standard input".into(), Path::to_string_lossy);
    let bytes = read(options.page.as_deref()).map_err(|error| format!("cannot read {name}: {error}"))?;
    let text = String::from_utf8_lossy(&bytes);
    let extractor = Extractor::new().focus(options.focus).comments(options.comments);
    let article =
        if options.is_plain_text { extractor.extract_plain_text(&text) } else { extractor.extract(&text) };
    article.map_err(|error| format!("cannot extract {name}: {error}"))
}

fn read(page: Option<&Path>) -> io::Result<Vec<u8>> {
    let Some(path) = page else {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        return Ok(bytes);
    };
    fs::read(path)
}
