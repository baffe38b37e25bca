//! The positions in the page that the text of a tree comes from.

use std::ops::Range;

/// The origin of a text that is about to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::parse) enum Origin {
    /// The text is in the page, from this byte on.
    Verbatim(usize),
    /// It is the text of a character reference.
    Reference(Range<usize>),
    /// The origin is not known.
    Unknown,
}

impl Origin {
    /// The origin of what follows the first `bytes` of a text.
    pub(in crate::parse) fn after(self, bytes: usize) -> Origin {
        match self {
            Origin::Verbatim(start) => Origin::Verbatim(start + bytes),
            other => other,
        }
    }
}

/// The origins of all text in a tree.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sources {
    /// In the order of the text.
    runs: Vec<Run>,
    /// The number of bytes of the page before those that were parsed.
    before: usize,
    /// The positions, in what was parsed, of the line feeds that followed a carriage return.
    line_feeds: Vec<u32>,
}

/// A run of text that comes from one place.
#[derive(Clone, Copy, Debug)]
struct Run {
    /// Where it starts in the tree's text. It ends where the next one starts.
    text: u32,
    /// Where it starts in what was parsed.
    page: u32,
    /// How long a reference is; 0 for text that is in the page unchanged.
    len: u32,
}

impl Run {
    /// The value of `page` if the origin is not known.
    const UNKNOWN: u32 = u32::MAX;

    fn new(text: usize, origin: &Origin) -> Run {
        let (page, len) = match *origin {
            Origin::Verbatim(start) => (start as u32, 0),
            Origin::Reference(Range { start, end }) => (start as u32, (end - start) as u32),
            Origin::Unknown => (Run::UNKNOWN, 0),
        };
        Run { text: text as u32, page, len }
    }

    /// Whether `next`, which comes right after this run, continues it.
    fn continues(self, next: Run) -> bool {
        let is_unknown = |run: Run| run.page == Run::UNKNOWN;
        let are_verbatim = self.len == 0 && next.len == 0;
        are_verbatim
            && is_unknown(self) == is_unknown(next)
            && (is_unknown(self) || next.text - self.text == next.page.wrapping_sub(self.page))
    }
}

impl Sources {
    /// The sources of a page that is parsed without its first `before` bytes and with normalized newlines.
    pub(crate) fn new(page: &str, before: usize) -> Sources {
        let mut line_feeds = Vec::new();
        let page = page.as_bytes().get(before..).unwrap_or_default();
        for at in memchr::memchr_iter(b'\r', page) {
            if page.get(at + 1) == Some(&b'\n') {
                line_feeds.push((at - line_feeds.len()) as u32);
            }
        }
        Sources { runs: Vec::new(), before, line_feeds }
    }

    /// Records the origin of the text that is added at `text`.
    pub(super) fn note(&mut self, text: usize, origin: &Origin) {
        let run = Run::new(text, origin);
        if !self.runs.last().is_some_and(|last| last.continues(run)) {
            self.runs.push(run);
        }
    }

    /// The range of the page that a range of text comes from; `None` if it is empty or not known. Takes time
    /// logarithmic in the size of the page.
    pub(super) fn range(&self, text: Range<usize>) -> Option<Range<usize>> {
        let last = text.end.checked_sub(1).filter(|last| *last >= text.start)?;
        let (start, end) = (self.byte(text.start)?.start, self.byte(last)?.end);
        (start < end).then(|| self.in_page(start)..self.in_page(end - 1) + 1)
    }

    /// Where the byte at `text` comes from.
    fn byte(&self, text: usize) -> Option<Range<usize>> {
        let after = self.runs.partition_point(|run| run.text as usize <= text);
        let run = self.runs.get(after.checked_sub(1)?).filter(|run| run.page != Run::UNKNOWN)?;
        let page = run.page as usize;
        if run.len > 0 {
            return Some(page..page + run.len as usize);
        }
        let at = page + text - run.text as usize;
        Some(at..at + 1)
    }

    /// The position in the page of a position in what was parsed.
    fn in_page(&self, at: usize) -> usize {
        self.before + at + self.line_feeds.partition_point(|&line_feed| line_feed as usize <= at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_found_where_they_were() {
        let mut sources = Sources::new("\u{feff}a\r\nb &amp; c\r\nd", 3);
        // As parsed: `a`, line feed, `b &amp; c`, line feed, `d`.
        sources.note(0, &Origin::Verbatim(0));
        sources.note(4, &Origin::Reference(4..9));
        sources.note(5, &Origin::Verbatim(9));
        sources.note(7, &Origin::Verbatim(11));
        sources.note(9, &Origin::Unknown);
        assert_eq!(sources.runs.len(), 4);
        assert_eq!(sources.range(0..1), Some(3..4));
        assert_eq!(sources.range(1..2), Some(5..6));
        assert_eq!(sources.range(2..5), Some(6..13));
        assert_eq!(sources.range(4..9), Some(8..18));
        assert_eq!((sources.range(0..10), sources.range(2..2), sources.range(9..10)), (None, None, None));
    }
}
