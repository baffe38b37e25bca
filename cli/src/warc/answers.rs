//! Converts a record into an output line.

use super::http::Response;
use super::items::Item;
use super::output::Counts;
use super::record::{Damage, Kind, Record};
use super::stream;
use crate::pipeline::{Answer, Format, Page, extract};
use serde_json::value::{RawValue, to_raw_value};

/// The output line and the counts for a record.
pub struct Done {
    pub line: Option<Vec<u8>>,
    pub counts: Counts,
    pub at: (usize, stream::Position),
    pub offset: u64,
}

pub fn work(format: Format, item: Item) -> Done {
    let Item { record, at, offset } = item;
    let mut counts = Counts { records: 1, ..Counts::default() };
    let answer = answer(format, &record, &mut counts);
    if let Some(answer) = &answer {
        counts.errors += u64::from(answer.error.is_some());
        (counts.words, counts.kept_words) = answer.words;
    }
    Done { line: answer.map(|answer| answer.to_line()), counts, at, offset }
}

/// The answer for a record that has a page, or whose page is lost.
fn answer(format: Format, record: &Record, counts: &mut Counts) -> Option<Answer> {
    let error = record.damage.and_then(|damage| error_of(damage, counts));
    let answer = match (error, record.head.kind()) {
        (Some(error), kind) => {
            // A damaged response may have been a page, so it is reported.
            (kind != Kind::Other && !record.head.id.is_empty()).then(|| Answer::failed(id(record), error))?
        }
        (None, Kind::Response) => answer_response(format, record, counts)?,
        (None, Kind::Conversion) => {
            counts.plain_texts += 1;
            counts.bytes += record.content.len() as u64;
            extract(
                format,
                id(record),
                record.head.url.as_deref(),
                &Page::PlainText(&String::from_utf8_lossy(&record.content)),
            )
        }
        (None, Kind::Other) => return None,
    };
    let language = answer.language.or_else(|| record.head.language.clone());
    Some(Answer { url: record.head.url.clone(), language, ..answer })
}

/// Counts the damage. Returns an error message if the content of the record is lost.
fn error_of(damage: Damage, counts: &mut Counts) -> Option<&'static str> {
    match damage {
        Damage::Truncated => {
            counts.truncated += 1;
            Some("the record is cut off")
        }
        Damage::Corrupt => {
            counts.corrupt += 1;
            Some("the record cannot be unpacked")
        }
        Damage::WrongLength => {
            counts.corrupt += 1;
            None
        }
        Damage::TooLarge => Some("the record is too large"),
    }
}

fn id(record: &Record) -> Option<Box<RawValue>> {
    to_raw_value(&record.head.id).ok()
}

fn answer_response(format: Format, record: &Record, counts: &mut Counts) -> Option<Answer> {
    let response = Response::parse(&record.content);
    if !response.is_html(record.head.identified_type.as_deref()) {
        return None;
    }
    counts.pages += 1;
    Some(match response.page() {
        Ok(page) => {
            counts.bytes += page.len() as u64;
            extract(
                format,
                id(record),
                record.head.url.as_deref(),
                &Page::Bytes(&page, response.content_type),
            )
        }
        Err(error) => Answer::failed(id(record), error),
    })
}
