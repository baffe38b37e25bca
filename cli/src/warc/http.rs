//! Gets the page out of an HTTP response.

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::borrow::Cow;
use std::io::Read;

/// How many header fields a response may have.
const MAX_FIELDS: usize = 512;
/// Decompression stops here, one byte over the library's default limit, so that the library refuses the page.
const MAX_PAGE: u64 = (64 << 20) + 1;

/// A response with its body as it was sent.
pub struct Response<'a> {
    /// `None` if the status line cannot be parsed.
    pub status: Option<u16>,
    pub content_type: Option<&'a str>,
    transfer_encoding: Option<&'a str>,
    content_encoding: Option<&'a str>,
    body: &'a [u8],
}

impl<'a> Response<'a> {
    /// Parses a response. If its header cannot be parsed, the body is everything after the first blank line.
    pub fn parse(bytes: &'a [u8]) -> Response<'a> {
        let mut fields = [httparse::EMPTY_HEADER; MAX_FIELDS];
        let mut head = httparse::Response::new(&mut fields);
        let mut config = httparse::ParserConfig::default();
        config
            .allow_spaces_after_header_name_in_responses(true)
            .allow_obsolete_multiline_headers_in_responses(true)
            .ignore_invalid_headers_in_responses(true);
        let Ok(httparse::Status::Complete(length)) = config.parse_response(&mut head, bytes) else {
            let body =
                bytes.windows(4).position(|end| end == b"\r\n\r\n").map_or(bytes, |at| &bytes[at + 4..]);
            return Response {
                status: None,
                content_type: None,
                transfer_encoding: None,
                content_encoding: None,
                body,
            };
        };
        let field = |name: &str| {
            let field = head.headers.iter().find(|field| field.name.eq_ignore_ascii_case(name))?;
            std::str::from_utf8(field.value).ok().map(str::trim)
        };
        Response {
            status: head.code,
            content_type: field("content-type"),
            transfer_encoding: field("transfer-encoding"),
            content_encoding: field("content-encoding"),
            body: &bytes[length..],
        }
    }

    /// Whether the page is HTML, by the identified type, else by the `Content-Type`, else by its first byte.
    pub fn is_html(&self, identified_type: Option<&str>) -> bool {
        if self.status.is_some_and(|status| !(200..300).contains(&status)) {
            return false;
        }
        match identified_type.or(self.content_type) {
            Some(name) => name.to_ascii_lowercase().contains("html"),
            None => self.body.trim_ascii_start().starts_with(b"<"),
        }
    }

    /// The page without its transfer encoding and content encoding.
    ///
    /// Archives often decompress pages but keep the original header fields. A body that does not match its fields is
    /// left as it is.
    pub fn page(&self) -> Result<Cow<'a, [u8]>, String> {
        let is_chunked =
            self.transfer_encoding.is_some_and(|value| value.to_ascii_lowercase().contains("chunked"));
        let body = match dechunk(self.body) {
            Some(body) if is_chunked => Cow::Owned(body),
            _ => Cow::Borrowed(self.body),
        };
        let names = self.content_encoding.unwrap_or_default().to_ascii_lowercase();
        names.rsplit(',').map(str::trim).try_fold(body, |body, name| unpack(body, name))
    }
}

fn unpack<'a>(body: Cow<'a, [u8]>, name: &str) -> Result<Cow<'a, [u8]>, String> {
    match name {
        "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => Ok(read(MultiGzDecoder::new(&*body)).into()),
        "deflate" if !looks_like_text(&body) => {
            let unpacked = read(ZlibDecoder::new(&*body));
            Ok(if unpacked.is_empty() { read(DeflateDecoder::new(&*body)) } else { unpacked }.into())
        }
        "br" | "zstd" | "compress" | "x-compress" if !looks_like_text(&body) => {
            Err(format!("pages packed with {name} are not read"))
        }
        _ => Ok(body),
    }
}

/// Decompresses as much of a body as possible. If the body is truncated, the rest is lost.
fn read(decoder: impl Read) -> Vec<u8> {
    let mut page = Vec::new();
    let _ = decoder.take(MAX_PAGE).read_to_end(&mut page);
    page
}

fn looks_like_text(body: &[u8]) -> bool {
    body.trim_ascii_start().starts_with(b"<")
}

/// The body without its chunk sizes; `None` if it does not start with a chunk size. If the body is truncated, the
/// rest is lost.
fn dechunk(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut page = Vec::new();
    let mut is_first = true;
    while let Ok(httparse::Status::Complete((length, size))) = httparse::parse_chunk_size(body) {
        is_first = false;
        let rest = &body[length..];
        let end = rest.len().min(usize::try_from(size).unwrap_or(usize::MAX));
        page.extend_from_slice(&rest[..end]);
        let rest = &rest[end..];
        body = rest.strip_prefix(b"\r\n").unwrap_or(rest);
        if size == 0 || body.is_empty() {
            break;
        }
    }
    (!is_first).then_some(page)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use std::io::Write;

    const PAGE: &[u8] = b"<p>The harbour was empty.";

    fn page(head: &str, body: &[u8]) -> Result<Vec<u8>, String> {
        let response = [format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n").as_bytes(), body].concat();
        Response::parse(&response).page().map(Cow::into_owned)
    }

    #[test]
    fn bodies_are_unpacked_if_they_are_packed() {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
        let mut deflate = DeflateEncoder::new(Vec::new(), Compression::fast());
        for encoder in [&mut gzip as &mut dyn Write, &mut zlib, &mut deflate] {
            encoder.write_all(PAGE).expect("written");
        }
        let gzip = gzip.finish().expect("packed");
        let chunked = b"5;x=y\r\n<p>Th\r\n14\r\ne harbour was empty.\r\n0\r\n\r\n";
        let chunked_gzip = [format!("{:x}\r\n", gzip.len()).as_bytes(), &gzip, b"\r\n0\r\n\r\n"].concat();
        let cases: [(&str, &[u8]); 12] = [
            ("X: y", PAGE),
            ("Content-Encoding: identity", PAGE),
            ("Content-Encoding: gzip", &gzip),
            ("content-encoding:GZIP", &gzip),
            ("Content-Encoding: gzip", PAGE),
            ("Content-Encoding: deflate", &zlib.finish().expect("packed")),
            ("Content-Encoding: deflate", &deflate.finish().expect("packed")),
            ("Content-Encoding: br", PAGE),
            ("Transfer-Encoding: chunked", chunked),
            ("Transfer-Encoding: chunked", PAGE),
            ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip", &chunked_gzip),
            ("X-Crawler-Transfer-Encoding: chunked\r\nX-Crawler-Content-Encoding: br", PAGE),
        ];
        for (head, body) in cases {
            assert_eq!(page(head, body).as_deref(), Ok(PAGE), "{head}");
        }
        assert!(page("Content-Encoding: br", b"\x0b\x02\x80").is_err());
        let mut encoder = GzEncoder::new(Vec::new(), Compression::none());
        encoder.write_all(&PAGE.repeat(10_000)).expect("written");
        let large = encoder.finish().expect("packed");
        let cut_off = page("Content-Encoding: gzip", &large[..large.len() / 2]).expect("a part");
        assert!(cut_off.len() > large.len() / 3 && cut_off.starts_with(PAGE), "{}", cut_off.len());
        assert_eq!(page("Transfer-Encoding: chunked", &chunked[..20]).expect("a part"), PAGE[..7]);
        assert_eq!(page("Transfer-Encoding: chunked", b"ffffffffffffffff\r\n<p>").expect("a part"), b"<p>");
    }

    #[test]
    fn html_is_told_by_the_one_who_knows_best() {
        let cases = [
            ("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=x\r\n\r\n", None, true),
            ("HTTP/1.1 200\r\nContent-Type: application/xhtml+xml\r\n\r\n", None, true),
            ("HTTP/1.0 200 OK\r\ncontent-type : image/png\r\n\r\n", None, false),
            ("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n", Some("text/html"), true),
            ("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", Some("application/pdf"), false),
            ("HTTP/1.1 200 OK\r\n\r\n <p>", None, true),
            ("HTTP/1.1 200 OK\r\n\r\n%PDF", None, false),
            ("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n", None, false),
            ("\r\n\r\n<p>", None, true),
            ("nonsense", None, false),
        ];
        for (response, identified, is_html) in cases {
            assert_eq!(Response::parse(response.as_bytes()).is_html(identified), is_html, "{response}");
        }
    }
}
