//! Reads lines up to a maximum length.

use std::io::{self, BufRead, Read};

pub enum Line {
    Whole(Vec<u8>),
    /// Longer than allowed, and skipped.
    TooLong {
        bytes: u64,
        max: usize,
    },
}

pub fn size(line: &io::Result<Line>) -> usize {
    match line {
        Ok(Line::Whole(bytes)) => bytes.len(),
        _ => 0,
    }
}

pub struct Lines<R> {
    pub input: R,
    pub max: usize,
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<Line>;

    fn next(&mut self) -> Option<io::Result<Line>> {
        self.read().transpose()
    }
}

impl<R: BufRead> Lines<R> {
    fn read(&mut self) -> io::Result<Option<Line>> {
        let mut line = Vec::new();
        let read = self.input.by_ref().take(self.max as u64 + 1).read_until(b'\n', &mut line)?;
        if line.last() == Some(&b'\n') {
            line.pop();
        } else if read > self.max {
            drop(line);
            let bytes = read as u64 + self.skip_line()?;
            return Ok(Some(Line::TooLong { bytes, max: self.max }));
        }
        Ok((read > 0).then_some(Line::Whole(line)))
    }

    /// Skips the rest of a line.
    fn skip_line(&mut self) -> io::Result<u64> {
        self.input.skip_until(b'\n').map(|bytes| bytes as u64)
    }
}
