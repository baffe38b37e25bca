//! Parses the page in an input line and answers it.

use super::lines::Line;
use crate::pipeline::{Answer, Format, Page, extract};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;

#[derive(Deserialize)]
struct Request<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    url: Option<Cow<'a, str>>,
    #[serde(borrow)]
    html: Option<Cow<'a, str>>,
    #[serde(borrow)]
    html_base64: Option<Cow<'a, str>>,
    #[serde(borrow)]
    text: Option<Cow<'a, str>>,
    #[serde(borrow)]
    content_type: Option<Cow<'a, str>>,
}

pub fn answer(format: Format, line: &Line) -> Answer {
    let line = match line {
        Line::Whole(line) => line,
        Line::TooLong { bytes, max } => {
            return Answer::failed(None, format!("the line has {bytes} bytes, more than the limit of {max}"));
        }
    };
    match serde_json::from_slice::<Request<'_>>(line) {
        Ok(request) => answer_request(format, request),
        Err(error) => Answer::failed(id_of(line), format!("not the JSON of a page: {error}")),
    }
}

/// The id of a line that is a JSON object but not a valid page.
fn id_of(line: &[u8]) -> Option<Box<RawValue>> {
    #[derive(Deserialize)]
    struct Named {
        id: Box<RawValue>,
    }
    serde_json::from_slice(line).ok().map(|Named { id }| id)
}

fn answer_request(format: Format, request: Request<'_>) -> Answer {
    let Request { id, url, html, html_base64, text, content_type } = request;
    let url = url.as_deref();
    let id = id.map(ToOwned::to_owned);
    match (html, html_base64, text) {
        (Some(html), None, None) => extract(format, id, url, &Page::Html(&html)),
        (None, None, Some(text)) => extract(format, id, url, &Page::PlainText(&text)),
        (None, Some(encoded), None) => match STANDARD.decode(encoded.as_bytes()) {
            Ok(bytes) => extract(format, id, url, &Page::Bytes(&bytes, content_type.as_deref())),
            Err(error) => Answer::failed(id, format!("html_base64 is not base64: {error}")),
        },
        (None, None, None) => Answer::failed(id, "neither html nor html_base64 nor text"),
        _ => Answer::failed(id, "more than one of html, html_base64 and text"),
    }
}
