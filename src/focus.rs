//! Precision or recall.

/// Which mistake is worse: keeping boilerplate or losing body text.
///
/// # Examples
///
/// ```
/// use bodytext::Focus;
///
/// assert_eq!(Focus::default(), Focus::Balanced);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Focus {
    /// Keep less: only what is surely body text.
    Precision,
    /// Keep what serves the F1 of the words best.
    #[default]
    Balanced,
    /// Keep more: lose as little body text as can be.
    Recall,
}

impl Focus {
    /// The weight of recall against precision, and the range of the cut.
    pub(crate) fn measure(self) -> (f32, (f32, f32)) {
        match self {
            Focus::Precision => (0.5, (0.5, 0.8)),
            Focus::Balanced => (1.0, (0.15, 0.5)),
            Focus::Recall => (2.0, (0.05, 0.25)),
        }
    }
}
