//! Extracts the body text of one page.
//!
//! ```text
//! cargo run --release --example extract -- [--format text|markdown|html|json|blocks] [--comments exclude|include]
//!     [--url URL] [--plain-text] [PAGE]
//! ```
//!
//! Reads standard input where no page is given, or `-`. Relative links are resolved against the page's URL, where one is
//! given.

use bodytext::markdown::{self, Titles};
use bodytext::{Article, Comments, Extractor, Label};
use std::ffi::{OsStr, OsString};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "usage: extract [--format text|markdown|html|json|blocks] [--comments exclude|include] [--url URL] [--plain-text] [PAGE]";

/// What is printed.
#[derive(Clone, Copy)]
enum Format {
    /// Title and body text.
    Text,
    /// Title and body as Markdown.
    Markdown,
    /// The body as HTML.
    Html,
    /// Everything as one JSON object.
    Json,
    /// Every block on a line, with its fate.
    Blocks,
}

/// What the command line asks for.
struct Options {
    format: Format,
    comments: Comments,
    is_plain_text: bool,
    url: Option<String>,
    page: Option<PathBuf>,
}

fn main() -> ExitCode {
    if std::env::args_os().any(|argument| argument == "-h" || argument == "--help") {
        return write(&format!("{USAGE}\n"));
    }
    let options = match parse_options(std::env::args_os().skip(1)) {
        Ok(options) => options,
        Err(message) => return fail(&message, 2),
    };
    match extract(&options) {
        Ok(article) => print(&article, options.format),
        Err(message) => fail(&message, 1),
    }
}

fn fail(message: &str, code: u8) -> ExitCode {
    // Nobody may be there to read it.
    let _ = writeln!(io::stderr(), "{message}");
    ExitCode::from(code)
}

fn parse_options(mut arguments: impl Iterator<Item = OsString>) -> Result<Options, String> {
    let mut options = Options {
        format: Format::Text,
        comments: Comments::Exclude,
        is_plain_text: false,
        url: None,
        page: None,
    };
    while let Some(argument) = arguments.next() {
        match argument.to_string_lossy().as_ref() {
            "--plain-text" => options.is_plain_text = true,
            "--url" => {
                let url = arguments.next().ok_or_else(|| format!("--url needs a value\n{USAGE}"))?;
                options.url = Some(url.to_string_lossy().into_owned());
            }
            "--format" => options.format = parse_format(arguments.next().as_deref())?,
            "--comments" => options.comments = parse_comments(arguments.next().as_deref())?,
            flag if flag.starts_with('-') && flag != "-" => {
                return Err(format!("unknown option {flag}\n{USAGE}"));
            }
            _ if options.page.is_some() => return Err(format!("more than one page given\n{USAGE}")),
            _ => options.page = Some(argument.into()),
        }
    }
    Ok(options)
}

fn parse_format(name: Option<&OsStr>) -> Result<Format, String> {
    match name.map(OsStr::to_string_lossy).as_deref() {
        Some("text") => Ok(Format::Text),
        Some("markdown") => Ok(Format::Markdown),
        Some("html") => Ok(Format::Html),
        Some("json") => Ok(Format::Json),
        Some("blocks") => Ok(Format::Blocks),
        Some(other) => Err(format!("unknown format {other}\n{USAGE}")),
        None => Err(format!("--format needs a value\n{USAGE}")),
    }
}

fn parse_comments(name: Option<&OsStr>) -> Result<Comments, String> {
    match name.map(OsStr::to_string_lossy).as_deref() {
        Some("exclude") => Ok(Comments::Exclude),
        Some("include") => Ok(Comments::Include),
        Some(other) => Err(format!("--comments takes exclude or include, not {other}\n{USAGE}")),
        None => Err(format!("--comments needs a value\n{USAGE}")),
    }
}

fn extract(options: &Options) -> Result<Article, String> {
    let page = options.page.as_deref().filter(|page| *page != Path::new("-"));
    let name = page.map_or("standard input".into(), Path::to_string_lossy);
    let bytes = read(page).map_err(|error| format!("cannot read {name}: {error}"))?;
    let extractor = Extractor::new().comments(options.comments);
    let extracted = if options.is_plain_text {
        extractor.extract_plain_text(&String::from_utf8_lossy(&bytes))
    } else {
        extractor.extract_bytes(&bytes, None)
    };
    let mut article = extracted.map_err(|error| format!("cannot extract {name}: {error}"))?;
    if let Some(url) = &options.url {
        set_url(&mut article, url)?;
    }
    Ok(article)
}

#[cfg(feature = "url")]
fn set_url(article: &mut Article, url: &str) -> Result<(), String> {
    article.set_url(url).map_err(|error| error.to_string())
}

#[cfg(not(feature = "url"))]
fn set_url(_: &mut Article, _: &str) -> Result<(), String> {
    Err("--url needs the feature url".to_owned())
}

fn read(page: Option<&Path>) -> io::Result<Vec<u8>> {
    let Some(path) = page else {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        return Ok(bytes);
    };
    std::fs::read(path)
}

fn print(article: &Article, format: Format) -> ExitCode {
    let output = match format {
        Format::Text => text(article),
        Format::Markdown => article.markdown_with(&markdown::Options::new().titles(Titles::Heading)),
        Format::Html => article.html(),
        Format::Json => match serde_json::to_string_pretty(article) {
            Ok(json) => json + "\n",
            Err(error) => return fail(&format!("cannot write: {error}"), 1),
        },
        Format::Blocks => article.blocks().map(|block| block_line(&block)).collect(),
    };
    write(&output)
}

fn write(output: &str) -> ExitCode {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(output.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => fail(&format!("cannot write: {error}"), 1),
        _ => ExitCode::SUCCESS,
    }
}

fn text(article: &Article) -> String {
    let (title, body) = (article.title().unwrap_or_default(), article.text());
    let parts: Vec<&str> = [title, &body].into_iter().filter(|part| !part.is_empty()).collect();
    let end = if parts.is_empty() { "" } else { "\n" };
    parts.join("\n\n") + end
}

fn block_line(block: &bodytext::Block<'_>) -> String {
    let mark = match block.label() {
        Label::Content => '+',
        Label::Title => '=',
        Label::Comment => '~',
        _ => '-',
    };
    let text = block.text().replace('\n', "⏎").replace('\t', "⇥");
    format!("{mark} {:.2} {:7} {text}\n", block.score(), block.kind().to_string())
}
