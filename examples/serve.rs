//! An HTTP service that extracts pages, with limits on size and time. It needs only the standard library.
//!
//! ```text
//! cargo run --release --example serve -- 127.0.0.1:8080 &
//! curl --data-binary @page.html -H 'Content-Type: text/html' http://127.0.0.1:8080/
//! ```

use bodytext::{Extractor, Limits};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::{thread, time::Duration};

const MAX_HEAD: u64 = 16 << 10;
const MAX_PAGE: usize = 4 << 20;
/// The timeout of each read and write. A server on the open internet also needs one for the whole request.
const TIMEOUT: Duration = Duration::from_secs(5);
const THREADS: usize = 4;

fn main() -> io::Result<()> {
    let listener = TcpListener::bind(std::env::args().nth(1).as_deref().unwrap_or("127.0.0.1:8080"))?;
    writeln!(io::stdout(), "listening on {}", listener.local_addr()?)?;
    // One extractor serves all threads. Their number bounds the memory.
    let extractor = Extractor::new().limits(Limits::new().max_bytes(MAX_PAGE));
    let work = || listener.incoming().flatten().for_each(|stream| drop(serve(&extractor, &stream)));
    thread::scope(|scope| (0..THREADS).for_each(|_| drop(scope.spawn(work))));
    Ok(())
}

fn serve(extractor: &Extractor, mut stream: &TcpStream) -> io::Result<()> {
    stream.set_read_timeout(Some(TIMEOUT))?;
    stream.set_write_timeout(Some(TIMEOUT))?;
    let markdown = markdown(extractor, stream).map(|markdown| ("200 OK", markdown));
    let (status, body) = markdown.unwrap_or_else(|(status, message)| (status, message + "\n"));
    let head = "Content-Type: text/markdown; charset=utf-8\r\nConnection: close";
    write!(stream, "HTTP/1.1 {status}\r\n{head}\r\nContent-Length: {}\r\n\r\n{body}", body.len())
}

/// The Markdown of the page in a request, or a status and a message.
fn markdown(extractor: &Extractor, stream: &TcpStream) -> Result<String, (&'static str, String)> {
    let bad = |error: io::Error| ("400 Bad Request", error.to_string());
    let (mut reader, mut length, mut content_type) = (BufReader::new(stream), None, None);
    for line in reader.by_ref().take(MAX_HEAD).lines() {
        let line = line.map_err(bad)?;
        match line.split_once(':').map(|(name, value)| (name.to_ascii_lowercase(), value.trim())) {
            Some((name, value)) if name == "content-length" => length = value.parse().ok(),
            Some((name, value)) if name == "content-type" => content_type = Some(value.to_owned()),
            None if line.is_empty() => break,
            _ => {}
        }
    }
    let too_large = ("413 Content Too Large", format!("a page may have {MAX_PAGE} bytes"));
    let length = length.ok_or(("411 Length Required", "the page needs a Content-Length".to_owned()))?;
    if length > MAX_PAGE {
        return Err(too_large);
    }
    let mut page = vec![0; length];
    reader.read_exact(&mut page).map_err(bad)?;
    let article = extractor.extract_bytes(&page, content_type.as_deref()).map_err(|_| too_large)?;
    Ok(article.markdown())
}
