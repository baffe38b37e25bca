//! The decompressed bytes of a file, and the position in the file that they come from.

use super::source::Source;
use flate2::bufread::GzDecoder;
use memchr::memchr;
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, ErrorKind, Read};
use std::mem;

const BUFFER: usize = 1 << 16;
/// The first bytes of a gzip member: the two ID bytes and deflate, the only compression method.
const MAGIC: &[u8] = b"\x1f\x8b\x08";

/// The longest gzip header accepted when searching for a member after damage. One with a file name has a few dozen
/// bytes.
const HEAD_BYTES: usize = 1 << 12;

/// A place to start reading: the offset of a gzip member (of any byte in an uncompressed file), and how many bytes to
/// skip from there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Position {
    pub offset: u64,
    pub skip: u64,
}

/// Decompressed bytes, with the members joined seamlessly. Reading fails once for each damaged member.
pub struct Stream {
    state: State,
    /// Decompressed bytes of the member. Those from `start` to `end` are unread.
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    /// Where the member starts, and how many of its decompressed bytes were read.
    position: Position,
}

enum State {
    Plain(Source),
    Between(Source),
    Member(Box<GzDecoder<Source>>),
    /// While the source moves between states, and after an I/O error.
    Lost,
}

impl Stream {
    /// Decompresses a gzip file, and passes other files through unchanged.
    pub fn new(mut source: Source) -> io::Result<Stream> {
        let is_gzip = source.peek(MAGIC.len())?.starts_with(MAGIC);
        let state = if is_gzip { State::Between(source) } else { State::Plain(source) };
        Ok(Stream { state, buffer: vec![0; BUFFER], start: 0, end: 0, position: Position::default() })
    }

    /// Continues where an earlier run ended.
    pub fn resume(&mut self, at: Position) -> io::Result<()> {
        if let State::Plain(source) | State::Between(source) = &mut self.state {
            source.seek(at.offset)?;
        }
        io::copy(&mut self.by_ref().take(at.skip), &mut io::sink()).map(drop)
    }

    /// The position to resume from after everything read so far.
    pub fn position(&self) -> Position {
        match &self.state {
            State::Plain(source) | State::Between(source) => Position { offset: source.offset(), skip: 0 },
            _ => self.position,
        }
    }

    /// The number of bytes read from the file itself, before decompression.
    pub fn offset(&self) -> u64 {
        match &self.state {
            State::Plain(source) | State::Between(source) => source.offset(),
            State::Member(decoder) => decoder.get_ref().offset(),
            State::Lost => self.position.offset,
        }
    }

    /// Whether a member is open and none of it has been read.
    pub fn is_at_start_of_member(&self) -> bool {
        matches!(self.state, State::Member(_)) && self.position.skip == 0
    }

    /// Whether the member is finished; its checksum has then been verified. The next member is not opened.
    pub fn ends_member(&mut self) -> io::Result<bool> {
        if self.start == self.end && matches!(self.state, State::Member(_)) {
            self.unpack()?;
        }
        Ok(matches!(self.state, State::Between(_)))
    }

    /// Searches for a member whose content starts with `start`, from just after the start of this member. Returns
    /// whether there is one.
    pub fn find_member(&mut self, start: &[u8]) -> io::Result<bool> {
        let mut from = self.position.offset + 1;
        loop {
            let mut source = match mem::replace(&mut self.state, State::Lost) {
                State::Between(source) => source,
                State::Member(decoder) => decoder.into_inner(),
                other => {
                    self.state = other;
                    return Ok(false);
                }
            };
            source.seek(from)?;
            let is_found = source.find(MAGIC)?;
            from = source.offset() + 1;
            let ahead = source.peek(HEAD_BYTES)?;
            let has_head = ends_head(&ahead[..ahead.len().min(HEAD_BYTES)]);
            self.state = State::Between(source);
            (self.start, self.end) = (0, 0);
            if !is_found {
                return Ok(false);
            }
            // Decompressing a false match could read up to 100 KB.
            if !has_head {
                continue;
            }
            match self.fill_buf() {
                Ok(bytes) if bytes.starts_with(start) => return Ok(true),
                Err(error) if !is_damage(&error) => return Err(error),
                // A false match: three bytes that look like the start of a member.
                _ => {}
            }
        }
    }

    /// Decompresses more of the member. Closes it if nothing is left.
    fn unpack(&mut self) -> io::Result<()> {
        let State::Member(decoder) = &mut self.state else { return Ok(()) };
        (self.start, self.end) = (0, 0);
        self.end = decoder.read(&mut self.buffer)?;
        if self.end == 0 {
            if let State::Member(decoder) = mem::replace(&mut self.state, State::Lost) {
                self.state = State::Between(decoder.into_inner());
            }
        }
        Ok(())
    }

    /// Opens the next member, if there is one.
    fn open(&mut self) -> io::Result<()> {
        let State::Between(source) = &mut self.state else { return Ok(()) };
        let ahead = source.peek(MAGIC.len())?;
        if ahead.is_empty() {
            return Ok(());
        }
        let is_member = ahead.starts_with(MAGIC);
        self.position = Position { offset: source.offset(), skip: 0 };
        if !is_member {
            return Err(io::Error::new(ErrorKind::InvalidData, "no gzip member where one should start"));
        }
        if let State::Between(source) = mem::replace(&mut self.state, State::Lost) {
            self.state = State::Member(Box::new(GzDecoder::new(source)));
        }
        Ok(())
    }
}

/// Whether the header of a member ends within these bytes (RFC 1952, section 2.3).
fn ends_head(bytes: &[u8]) -> bool {
    const EXTRA: u8 = 4;
    const NAME: u8 = 8;
    const COMMENT: u8 = 16;
    const RESERVED: u8 = 0xe0;
    let Some((&[_, _, _, flags, ..], mut rest)) = bytes.split_first_chunk::<10>() else { return false };
    if flags & EXTRA != 0 {
        let length =
            rest.first_chunk().map_or(usize::MAX, |length| 2 + usize::from(u16::from_le_bytes(*length)));
        let Some(after) = rest.get(length..) else { return false };
        rest = after;
    }
    for flag in [NAME, COMMENT] {
        if flags & flag != 0 {
            let Some(end) = memchr(0, rest) else { return false };
            rest = &rest[end + 1..];
        }
    }
    flags & RESERVED == 0
}

/// Whether an error is caused by bad data rather than by the system.
pub fn is_damage(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::InvalidData | ErrorKind::InvalidInput | ErrorKind::UnexpectedEof)
}

impl Read for Stream {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(target)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Stream {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.start == self.end && !matches!(self.state, State::Plain(_) | State::Lost) {
            self.unpack()?;
            if let State::Between(source) = &mut self.state {
                if source.peek(1)?.is_empty() {
                    return Ok(&[]);
                }
                self.open()?;
            }
        }
        match &mut self.state {
            State::Plain(source) => source.fill_buf(),
            State::Lost => Ok(&[]),
            _ => Ok(&self.buffer[self.start..self.end]),
        }
    }

    fn consume(&mut self, count: usize) {
        if let State::Plain(source) = &mut self.state {
            return source.consume(count);
        }
        self.start += count;
        self.position.skip += count as u64;
    }
}
