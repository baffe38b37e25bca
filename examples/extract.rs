//! Extracts the body text of one page, from standard input by default. `bodytext-cli` has more options.
//!
//! ```text
//! cargo run --release --example extract -- [--format text|markdown|html|json|blocks] [--url URL] [--plain-text]
//!     [--focus precision|balanced|recall] [--comments exclude|include] [PAGE]
//! ```

use bodytext::markdown::{self, Titles};
use bodytext::{Article, Block, Extractor, Label};
use std::error::Error;
use std::io::{self, ErrorKind, Read, Write};

fn main() -> Result<(), Box<dyn Error>> {
    let (mut extractor, mut format, mut is_plain_text) = (Extractor::new(), "text".to_owned(), false);
    let (mut page, mut url) = ("-".to_owned(), None);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--format" => format = value()?,
            "--url" => url = Some(value()?),
            "--plain-text" => is_plain_text = true,
            "--focus" => extractor = extractor.focus(serde_json::from_value(value()?.into())?),
            "--comments" => extractor = extractor.comments(serde_json::from_value(value()?.into())?),
            option if option.starts_with("--") => return Err(format!("unknown option {option}").into()),
            _ => page = argument,
        }
    }
    let mut bytes = Vec::new();
    match page.as_str() {
        "-" => drop(io::stdin().read_to_end(&mut bytes)?),
        path => bytes = std::fs::read(path)?,
    }
    let mut article = if is_plain_text {
        extractor.extract_plain_text(&String::from_utf8_lossy(&bytes))?
    } else {
        extractor.extract_bytes(&bytes, None)?
    };
    url.map_or(Ok(()), |url| article.set_url(&url))?;
    match io::stdout().write_all(output(&article, &format)?.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

fn output(article: &Article, format: &str) -> Result<String, Box<dyn Error>> {
    Ok(match format {
        "text" => {
            [article.title().unwrap_or_default(), &article.text()].join("\n\n").trim_matches('\n').to_owned()
                + "\n"
        }
        "markdown" => article.markdown_with(&markdown::Options::new().titles(Titles::Heading)),
        "html" => article.html(),
        "json" => serde_json::to_string_pretty(article)? + "\n",
        "blocks" => article.blocks().map(|block| line(&block)).collect(),
        _ => return Err(format!("unknown format {format}").into()),
    })
}

fn line(block: &Block<'_>) -> String {
    let marks = [(Label::Content, '+'), (Label::Title, '='), (Label::Comment, '~')];
    let mark = marks.iter().find(|(label, _)| *label == block.label()).map_or('-', |(_, mark)| *mark);
    let text = block.text().replace('\n', "⏎").replace('\t', "⇥");
    format!("{mark} {:.2} {:7} {text}\n", block.score(), block.kind().to_string())
}
