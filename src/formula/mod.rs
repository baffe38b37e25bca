//! Formulas: the elements of a page that show them, and their TeX.
//!
//! Pages show a formula in several forms side by side: `MathML` for screen readers next to visible spans, or a script
//! with TeX next to its rendering. [`Formulas`] selects the form that is read and those that are skipped, so that each
//! formula is in the output once.

mod find;
mod image;
mod mathml;
mod symbols;
mod tex;

pub(crate) use find::{Formulas, Role};
pub(crate) use image::image_formula;

use crate::parse::{AttributeName, NodeData, NodeId, Tag, Tree};

/// A formula in a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Formula {
    /// The element it is read from: `math`, a script or an image.
    pub(crate) source: NodeId,
    /// Whether it is displayed on lines of its own.
    pub(crate) is_display: bool,
}

impl Formula {
    /// The formula as TeX on one line; empty if there is none.
    pub(crate) fn tex(self, tree: &Tree) -> String {
        match tree.tag(self.source) {
            Some(Tag::Math) => tex_of_math(tree, self.source),
            Some(Tag::Img) => tex::clean(tree.attribute(self.source, AttributeName::Alt).unwrap_or_default()),
            _ => tex::clean(&tree.text_content(self.source)),
        }
    }
}

/// The TeX that a `math` element was made from, else equivalent TeX.
fn tex_of_math(tree: &Tree, math: NodeId) -> String {
    let is_tex = |&id: &NodeId| {
        let encoding = tree.attribute(id, AttributeName::Encoding).unwrap_or_default().trim_ascii();
        tree.tag(id) == Some(Tag::Annotation) && is_tex_encoding(encoding)
    };
    // `alttext` may also be text for screen readers.
    let is_markup = |text: &&str| text.contains(['\\', '^', '_']);
    let mut annotations = tree.descendants(math).filter(is_tex);
    let annotated = annotations.find_map(|id| Some(direct_text(tree, id)).filter(|tex| !tex.is_empty()));
    annotated
        .or_else(|| tree.attribute(math, AttributeName::Alttext).filter(is_markup).map(tex::clean))
        .filter(|tex| !tex.is_empty())
        .unwrap_or_else(|| tex::clean(&mathml::to_tex(tree, math)))
}

/// Whether an annotation is in TeX. No specification names its encoding, so all names in use count.
fn is_tex_encoding(encoding: &str) -> bool {
    ["application/x-tex", "TeX", "LaTeX", "application/x-latex", "text/x-tex"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(encoding))
}

/// The cleaned text directly inside an element, without the elements that an annotation may contain.
fn direct_text(tree: &Tree, id: NodeId) -> String {
    let children = tree.children(id);
    let texts = children.filter_map(|child| match tree.data(child) {
        NodeData::Text(span) => Some(tree.text(span)),
        _ => None,
    });
    tex::clean(&texts.collect::<String>())
}
