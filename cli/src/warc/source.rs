//! The bytes of a file or of standard input, with their offset. A file is seekable; standard input only goes forward.

use std::fs::File;
use std::io::{self, BufRead, Read, Seek, SeekFrom};
use std::path::Path;

const BUFFER: usize = 1 << 18;

pub struct Source {
    input: Input,
    buffer: Vec<u8>,
    /// The unread bytes in the buffer are those from `start` to `end`.
    start: usize,
    end: usize,
    /// The offset of the next unread byte in the input.
    offset: u64,
}

enum Input {
    File(File),
    Stdin(io::Stdin),
}

impl Source {
    /// Opens a file, or standard input for `-`.
    pub fn open(path: &Path) -> io::Result<Source> {
        let is_stdin = path == Path::new("-");
        let input = if is_stdin { Input::Stdin(io::stdin()) } else { Input::File(File::open(path)?) };
        Ok(Source { input, buffer: vec![0; BUFFER], start: 0, end: 0, offset: 0 })
    }

    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// Seeks to an offset. Standard input can only skip forward; it ignores a seek backward.
    pub fn seek(&mut self, offset: u64) -> io::Result<()> {
        if let Input::File(file) = &mut self.input {
            let buffered = self.offset - self.start as u64;
            if (buffered..=buffered + self.end as u64).contains(&offset) {
                (self.start, self.offset) = ((offset - buffered) as usize, offset);
                return Ok(());
            }
            file.seek(SeekFrom::Start(offset))?;
            (self.start, self.end, self.offset) = (0, 0, offset);
            return Ok(());
        }
        let way = offset.saturating_sub(self.offset);
        io::copy(&mut self.by_ref().take(way), &mut io::sink()).map(drop)
    }

    /// Advances to the next occurrence of `needle`, or to the end if there is none. Returns whether it was found.
    pub fn find(&mut self, needle: &[u8]) -> io::Result<bool> {
        loop {
            let ahead = self.peek(needle.len())?;
            if ahead.len() < needle.len() {
                let passed = ahead.len();
                self.consume(passed);
                return Ok(false);
            }
            let found = ahead.windows(needle.len()).position(|window| window == needle);
            let passed = found.unwrap_or(ahead.len() - needle.len() + 1);
            self.consume(passed);
            if found.is_some() {
                return Ok(true);
            }
        }
    }

    /// Returns at least `count` unread bytes, or fewer at the end of the input. `count` must not exceed `BUFFER`.
    pub fn peek(&mut self, count: usize) -> io::Result<&[u8]> {
        while self.end - self.start < count {
            self.buffer.copy_within(self.start..self.end, 0);
            (self.start, self.end) = (0, self.end - self.start);
            let read = read_some(&mut self.input, &mut self.buffer[self.end..])?;
            if read == 0 {
                break;
            }
            self.end += read;
        }
        Ok(&self.buffer[self.start..self.end])
    }
}

fn read_some(input: &mut Input, target: &mut [u8]) -> io::Result<usize> {
    loop {
        let read = match input {
            Input::File(file) => file.read(target),
            Input::Stdin(stdin) => stdin.read(target),
        };
        if !read.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::Interrupted) {
            return read;
        }
    }
}

impl Read for Source {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(target)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Source {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.peek(1)
    }

    fn consume(&mut self, count: usize) {
        self.start += count;
        self.offset += count as u64;
    }
}
