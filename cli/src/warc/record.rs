//! Reads WARC records one by one, from damaged files too.

use super::source::Source;
use super::stream::{Position, Stream, is_damage};
use memchr::memchr;
use std::io::{self, BufRead};

/// The longest record header. Those of Common Crawl have a few hundred bytes.
const HEAD_BYTES: usize = 1 << 16;
/// The longest content kept: a page of 64 MiB and its HTTP header.
const CONTENT_BYTES: u64 = 65 << 20;
const START: &[u8] = b"WARC/";

/// The type of a record (`WARC-Type`), as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// An HTTP response.
    Response,
    /// The plain text of a page.
    Conversion,
    Other,
}

/// The header fields of a record that matter here.
#[derive(Debug, Default)]
pub struct Head {
    pub id: String,
    pub url: Option<String>,
    /// The media type that the archive identified from the content (`WARC-Identified-Payload-Type`).
    pub identified_type: Option<String>,
    pub language: Option<String>,
    kind: Option<Kind>,
    length: Option<u64>,
}

impl Head {
    fn parse(lines: &str) -> Head {
        let mut head = Head::default();
        for (name, value) in lines.lines().filter_map(|line| line.split_once(':')) {
            let value = value.trim();
            let owned = || Some(value.to_owned());
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-record-id" => value.trim_matches(['<', '>']).clone_into(&mut head.id),
                "warc-target-uri" => head.url = Some(value.trim_matches(['<', '>']).to_owned()),
                "warc-type" => head.kind = Some(kind(value)),
                "warc-identified-payload-type" => head.identified_type = owned(),
                "warc-identified-content-language" => head.language = owned(),
                "content-length" => head.length = value.parse().ok(),
                _ => {}
            }
        }
        head
    }

    pub fn kind(&self) -> Kind {
        self.kind.unwrap_or(Kind::Other)
    }
}

fn kind(name: &str) -> Kind {
    match name {
        "response" => Kind::Response,
        "conversion" => Kind::Conversion,
        _ => Kind::Other,
    }
}

/// What is wrong with a record.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Damage {
    /// It ends too early.
    Truncated,
    /// It cannot be decompressed, or its header is invalid.
    Corrupt,
    /// It is larger than allowed and was skipped.
    TooLarge,
    /// Its content is longer than its header says. All of the content was read.
    WrongLength,
}

pub struct Record {
    pub head: Head,
    /// Empty if the record is of another kind, or if its content was lost to damage.
    pub content: Vec<u8>,
    pub damage: Option<Damage>,
}

/// Reads records to the end of a file.
pub struct Records {
    stream: Stream,
    /// Whether the last record was damaged and may not have been read to its end. Bytes that follow and do not start a
    /// record then belong to it.
    is_lost: bool,
}

impl Records {
    pub fn open(source: Source, at: Position) -> io::Result<Records> {
        let mut stream = Stream::new(source)?;
        stream.resume(at)?;
        Ok(Records { stream, is_lost: false })
    }

    pub fn position(&self) -> Position {
        self.stream.position()
    }

    pub fn offset(&self) -> u64 {
        self.stream.offset()
    }

    /// Reads the next record. Of a damaged one, returns as much as is known.
    ///
    /// After a damaged record, reading resumes at the next recognisable one.
    pub fn read(&mut self) -> io::Result<Option<Record>> {
        loop {
            let mut head = Head::default();
            let found = match self.read_head(&mut head) {
                Ok(Found::End) => return Ok(None),
                Ok(Found::Garbage) => Ok((Vec::new(), Some(Damage::Corrupt))),
                Ok(Found::Head) => self.read_rest(&head),
                Err(error) => Err(error),
            };
            let was_lost = self.is_lost;
            let (content, damage) = match found {
                Err(error) if is_damage(&error) => {
                    self.is_lost = false;
                    (Vec::new(), Some(self.pass_damage(&error)?))
                }
                found => {
                    let found = found?;
                    self.is_lost = found.1.is_some();
                    found
                }
            };
            if !was_lost || head.length.is_some() {
                return Ok(Some(Record { head, content, damage }));
            }
        }
    }

    fn read_rest(&mut self, head: &Head) -> io::Result<(Vec<u8>, Option<Damage>)> {
        let (mut content, damage) = self.read_content(head)?;
        let end = self.position();
        if damage.is_some() || self.is_at_end()? {
            return Ok((content, damage));
        }
        // If the stated length is too large, the content includes a part of the next record.
        if head.kind() == Kind::Other || has_start_of_line(&content, START) {
            return Ok((Vec::new(), Some(Damage::Corrupt)));
        }
        if self.position() != end {
            content.push(b'\n');
        }
        self.read_on(&mut content)?;
        Ok((content, Some(Damage::WrongLength)))
    }

    /// Reads up to the next record or the end of the member. Lines beyond `CONTENT_BYTES` are skipped.
    fn read_on(&mut self, content: &mut Vec<u8>) -> io::Result<()> {
        loop {
            let before = content.len();
            if self.stream.fill_buf()?.starts_with(START) || self.read_line(content)? == 0 {
                return Ok(());
            }
            if content.len() as u64 > CONTENT_BYTES {
                content.truncate(before);
            }
            if self.stream.ends_member()? {
                return Ok(());
            }
        }
    }

    fn pass_damage(&mut self, error: &io::Error) -> io::Result<Damage> {
        let is_last = !self.stream.find_member(START)?;
        let is_cut_off = is_last && error.kind() == io::ErrorKind::UnexpectedEof;
        Ok(if is_cut_off { Damage::Truncated } else { Damage::Corrupt })
    }

    /// Reads a record header, up to and including its blank line.
    fn read_head(&mut self, head: &mut Head) -> io::Result<Found> {
        let found = self.read_start()?;
        if let Found::Head = found { self.read_fields(head) } else { Ok(found) }
    }

    /// Reads the first line of a record, and anything that precedes it.
    fn read_start(&mut self) -> io::Result<Found> {
        let mut line = Vec::new();
        let mut is_garbage = false;
        loop {
            line.clear();
            let before = self.stream.fill_buf()?;
            // Skipped bytes are reported before the record that follows them.
            if is_garbage && before.starts_with(START) {
                return Ok(Found::Garbage);
            }
            if self.read_line(&mut line)? == 0 {
                return Ok(if is_garbage { Found::Garbage } else { Found::End });
            }
            if line.starts_with(START) {
                return Ok(Found::Head);
            }
            is_garbage |= !line.trim_ascii().is_empty();
        }
    }

    fn read_fields(&mut self, head: &mut Head) -> io::Result<Found> {
        let mut line = Vec::new();
        loop {
            let start = line.len();
            let read = self.read_line(&mut line)?;
            if line[start..].trim_ascii().is_empty() {
                *head = Head::parse(&String::from_utf8_lossy(&line));
                let is_whole = read > 0 && head.length.is_some();
                return Ok(if is_whole { Found::Head } else { Found::Garbage });
            }
            if line.len() > HEAD_BYTES {
                return Ok(Found::Garbage);
            }
        }
    }

    /// Reads a line, or a part of one that is too long. The end of a member also ends the line.
    fn read_line(&mut self, line: &mut Vec<u8>) -> io::Result<usize> {
        let start = line.len();
        loop {
            let ahead = self.stream.fill_buf()?;
            let end = memchr(b'\n', ahead).map_or(ahead.len(), |at| at + 1);
            let is_end = end == 0 || ahead[end - 1] == b'\n';
            line.extend_from_slice(&ahead[..end]);
            self.stream.consume(end);
            let length = line.len() - start;
            if is_end || length > HEAD_BYTES || self.stream.ends_member()? {
                return Ok(length);
            }
        }
    }

    fn read_content(&mut self, head: &Head) -> io::Result<(Vec<u8>, Option<Damage>)> {
        let length = head.length.unwrap_or(0);
        let is_too_large = length > CONTENT_BYTES;
        let is_kept = head.kind() != Kind::Other && !is_too_large;
        let mut content = Vec::with_capacity(if is_kept { length.min(1 << 20) as usize } else { 0 });
        let mut left = length;
        while left > 0 {
            let ahead = self.stream.fill_buf()?;
            let ahead = &ahead[..ahead.len().min(usize::try_from(left).unwrap_or(usize::MAX))];
            let (count, is_record) = (ahead.len(), ahead.starts_with(START));
            if is_kept {
                content.extend_from_slice(ahead);
            }
            if count == 0 || is_record && left < length && self.stream.is_at_start_of_member() {
                return Ok((Vec::new(), Some(Damage::Truncated)));
            }
            self.stream.consume(count);
            left -= count as u64;
        }
        Ok((content, is_too_large.then_some(Damage::TooLarge)))
    }

    /// Whether a record ends here: with two line breaks, or with fewer before the end of the member or another record.
    fn is_at_end(&mut self) -> io::Result<bool> {
        for _ in 0..4 {
            if self.stream.ends_member()? {
                return Ok(true);
            }
            if !matches!(self.stream.fill_buf()?, [b'\r' | b'\n', ..]) {
                return self.is_at_start();
            }
            self.stream.consume(1);
        }
        self.stream.ends_member().map(|_| true)
    }

    fn is_at_start(&mut self) -> io::Result<bool> {
        let ahead = self.stream.fill_buf()?;
        Ok(START.starts_with(&ahead[..ahead.len().min(START.len())]))
    }
}

/// Whether a line of `content` starts with `start`.
fn has_start_of_line(content: &[u8], start: &[u8]) -> bool {
    content.split(|&byte| byte == b'\n').any(|line| line.starts_with(start))
}

enum Found {
    Head,
    /// Bytes that do not form a record.
    Garbage,
    End,
}
