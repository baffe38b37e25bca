//! The records of all inputs, one after the other.

use super::output::Progress;
use super::record::{Record, Records};
use super::source::Source;
use super::{display, named, stream};
use std::io;
use std::path::PathBuf;

/// A record, and the position of the next one.
pub struct Item {
    pub record: Record,
    pub at: (usize, stream::Position),
    /// The number of bytes read so far, over all inputs.
    pub offset: u64,
}

pub fn size(item: &io::Result<Item>) -> usize {
    item.as_ref().map_or(0, |item| item.record.content.len())
}

/// The records of all inputs, one after the other.
pub struct Items {
    inputs: Vec<PathBuf>,
    /// The index of the current input. `records` is set once the input is open.
    input: usize,
    records: Option<Records>,
    start: stream::Position,
    /// The size in bytes of all earlier inputs.
    before: u64,
    has_failed: bool,
}

impl Items {
    pub fn new(inputs: Vec<PathBuf>, start: &Progress) -> Items {
        let before = inputs.iter().take(start.input).map(|input| display::size(input)).sum();
        Items { inputs, input: start.input, records: None, start: start.position, before, has_failed: false }
    }

    fn read(&mut self) -> io::Result<Option<Item>> {
        while let Some(path) = self.inputs.get(self.input) {
            let records = match &mut self.records {
                Some(records) => records,
                none => none.insert(Records::open(Source::open(path)?, std::mem::take(&mut self.start))?),
            };
            if let Some(record) = records.read()? {
                let (at, offset) = ((self.input, records.position()), self.before + records.offset());
                return Ok(Some(Item { record, at, offset }));
            }
            self.before += records.offset();
            self.records = None;
            self.input += 1;
        }
        Ok(None)
    }
}

impl Iterator for Items {
    type Item = io::Result<Item>;

    fn next(&mut self) -> Option<io::Result<Item>> {
        if self.has_failed {
            return None;
        }
        let item = self.read().map_err(|error| named(self.inputs[self.input].display(), &error));
        self.has_failed = item.is_err();
        item.transpose()
    }
}
