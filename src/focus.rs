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
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Focus {
    /// Keep less: only what is very likely body text.
    Precision,
    /// Keep the words with the best expected F1.
    #[default]
    Balanced,
    /// Keep more: lose as little body text as possible.
    Recall,
}

/// The objective for the threshold of a page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Aim {
    /// The weight of recall against precision.
    pub(crate) beta: f32,
    /// The lowest and the highest threshold.
    pub(crate) range: (f32, f32),
}

impl Focus {
    pub(crate) fn aim(self) -> Aim {
        match self {
            Focus::Precision => Aim { beta: 0.5, range: (0.5, 0.8) },
            Focus::Balanced => Aim { beta: 1.0, range: (0.1, 0.38) },
            Focus::Recall => Aim { beta: 2.0, range: (0.05, 0.25) },
        }
    }
}
