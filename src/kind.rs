//! The kind of a block.

use std::fmt;

/// The kind of a block, determined by its markup or, in plain text, by its bullet.
///
/// # Examples
///
/// ```
/// use bodytext::BlockKind;
///
/// let article = bodytext::extract("<h2>Harvest</h2><ol><li>Cut<ul><li>Bind</ul></ol>")?;
/// let kinds: Vec<_> = article.blocks().map(|block| block.kind()).collect();
/// assert_eq!(kinds, [
///     BlockKind::Heading(2),
///     BlockKind::ListItem { depth: 1, ordered: true },
///     BlockKind::ListItem { depth: 2, ordered: false },
/// ]);
/// # Ok::<(), bodytext::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BlockKind {
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// Text of a list item.
    ListItem {
        /// How many lists the item is nested in, from 1.
        depth: u8,
        /// Whether the innermost list is numbered.
        ordered: bool,
    },
    /// Text inside a `blockquote`.
    Quote,
    /// Preformatted text, white space and line breaks as in the source.
    Code,
    /// The cells of a table row, separated by tabs.
    TableRow,
    /// The caption of a figure or table.
    Caption,
    /// Any other text, such as text directly inside a `div`.
    #[default]
    Other,
}

impl BlockKind {
    pub(crate) fn is_heading(self) -> bool {
        matches!(self, BlockKind::Heading(_))
    }
}

/// Writes a short name: `h1` to `h6`, `p`, `li`, `quote`, `code`, `row`, `caption`, `other`.
impl fmt::Display for BlockKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            BlockKind::Heading(level) => return write!(f, "h{level}"),
            BlockKind::Paragraph => "p",
            BlockKind::ListItem { .. } => "li",
            BlockKind::Quote => "quote",
            BlockKind::Code => "code",
            BlockKind::TableRow => "row",
            BlockKind::Caption => "caption",
            BlockKind::Other => "other",
        };
        f.write_str(name)
    }
}
