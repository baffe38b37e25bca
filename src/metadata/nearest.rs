//! Finds the byline or date that belongs to the title of a page, if there are several.

/// How many bytes of text may be between a candidate and the title after it.
const MAX_BEFORE: usize = 400;
/// The maximum number of candidates that are tried.
const MAX_FAILED: usize = 256;

/// The candidate nearest to the title: the first one after the title, else the last one before.
#[derive(Clone, Debug)]
pub(super) struct Nearest {
    has_title: bool,
    /// How many bytes of text may be between the title and a candidate after it.
    max_after: usize,
    title: Option<usize>,
    before: Option<(usize, String)>,
    after: Option<String>,
    far: Far,
    /// How many candidates had no usable value.
    failed: usize,
}

impl Nearest {
    pub(super) fn new(has_title: bool, max_after: usize) -> Nearest {
        // Without a title, the start of the page takes its place.
        Nearest {
            has_title,
            max_after,
            title: (!has_title).then_some(0),
            before: None,
            after: None,
            far: Far::Several,
            failed: 0,
        }
    }

    /// Also takes a candidate farther from the title, if it is the only one.
    pub(super) fn or_only(mut self) -> Nearest {
        self.far = Far::None;
        self
    }

    pub(super) fn pass_title(&mut self, offset: usize) {
        self.title = Some(offset);
    }

    /// Whether a candidate at `offset` might be taken.
    pub(super) fn wants(&self, offset: usize) -> bool {
        let is_open = self.after.is_none() && (self.is_near(offset) || !matches!(self.far, Far::Several));
        self.failed < MAX_FAILED && is_open
    }

    fn is_near(&self, offset: usize) -> bool {
        !self.has_title || self.title.is_none_or(|title| offset <= title + self.max_after)
    }

    pub(super) fn add(&mut self, offset: usize, value: Option<Value>) {
        let Some(value) = value else {
            self.failed += 1;
            return;
        };
        match self.title {
            Some(_) if !self.is_near(offset) => self.far.add(value),
            Some(_) => self.after = Some(value.text),
            None => {
                self.far.add(value.clone());
                self.before = Some((offset, value.text));
            }
        }
    }

    /// Adds a value to what was found after the title, unless it is already part of that.
    pub(super) fn join(&mut self, value: &str) {
        if let Some(after) = self.after.as_mut().filter(|after| !after.contains(value)) {
            *after += ", ";
            *after += value;
        }
    }

    pub(super) fn best(self) -> Option<String> {
        let title = self.title.unwrap_or(0);
        let before = self.before.filter(|(offset, _)| offset + MAX_BEFORE >= title).map(|(_, value)| value);
        let far = if let Far::One(value) = self.far { Some(value.text) } else { None };
        self.after.or(before).or(far)
    }
}

/// What a candidate says.
#[derive(Clone, Debug)]
pub(super) struct Value {
    /// As on the page.
    pub(super) text: String,
    /// Equal if two candidates say the same in different words.
    pub(super) meaning: String,
}

/// A candidate far from the title. Several are ignored: they belong to other texts.
#[derive(Clone, Debug)]
enum Far {
    None,
    One(Value),
    Several,
}

impl Far {
    fn add(&mut self, value: Value) {
        match self {
            Far::None => *self = Far::One(value),
            Far::One(known) if known.meaning != value.meaning => *self = Far::Several,
            _ => {}
        }
    }
}
