//! Of several bylines or dates on a page, the one that belongs to its title.

/// How many bytes of text before the title something may stand.
const MAX_BEFORE: usize = 400;
/// After so many candidates that were none no more are looked at.
const MAX_FAILED: usize = 256;

/// The candidate nearest to the title: the first after it, else the last before.
#[derive(Clone, Debug)]
pub(super) struct Nearest {
    has_title: bool,
    /// How many bytes of text after the title.
    max_after: usize,
    title: Option<usize>,
    before: Option<(usize, String)>,
    after: Option<String>,
    /// How many candidates came to nothing.
    failed: usize,
}

impl Nearest {
    pub(super) fn new(has_title: bool, max_after: usize) -> Nearest {
        // Without a title the start of the page takes its place.
        Nearest {
            has_title,
            max_after,
            title: (!has_title).then_some(0),
            before: None,
            after: None,
            failed: 0,
        }
    }

    pub(super) fn pass_title(&mut self, offset: usize) {
        self.title = Some(offset);
    }

    /// Whether a candidate at `offset` would be taken.
    pub(super) fn wants(&self, offset: usize) -> bool {
        self.failed < MAX_FAILED && self.is_near(offset)
    }

    fn is_near(&self, offset: usize) -> bool {
        match self.title {
            Some(title) => self.after.is_none() && (!self.has_title || offset <= title + self.max_after),
            None => true,
        }
    }

    pub(super) fn add(&mut self, offset: usize, value: Option<String>) {
        let Some(value) = value else {
            self.failed += 1;
            return;
        };
        match self.title {
            Some(_) => self.after = Some(value),
            None => self.before = Some((offset, value)),
        }
    }

    pub(super) fn best(self) -> Option<String> {
        let title = self.title.unwrap_or(0);
        let before = self.before.filter(|(offset, _)| offset + MAX_BEFORE >= title).map(|(_, value)| value);
        self.after.or(before)
    }
}
