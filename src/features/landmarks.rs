//! Elements that say by their tag or role what they are for.

use crate::parse::Tag;
use once_cell::sync::Lazy;

/// The elements whose distance above a block is measured: a feature's name, and the tags that count.
#[rustfmt::skip]
pub(super) static LANDMARKS: [(&str, &[Tag]); 24] = [
    ("to_nav", &[Tag::Nav, Tag::Menu]),
    ("to_header", &[Tag::Header]),
    ("to_footer", &[Tag::Footer]),
    ("to_aside", &[Tag::Aside]),
    ("to_main", &[Tag::Main]),
    ("to_article", &[Tag::Article]),
    ("to_section", &[Tag::Section]),
    ("to_form", &[Tag::Form, Tag::Fieldset, Tag::Search]),
    ("to_heading", &[Tag::H1, Tag::H2, Tag::H3, Tag::H4, Tag::H5, Tag::H6]),
    ("to_paragraph", &[Tag::P]),
    ("to_list", &[Tag::Ul, Tag::Ol]),
    ("to_item", &[Tag::Li]),
    ("to_quote", &[Tag::Blockquote]),
    ("to_code", &[Tag::Pre, Tag::Code]),
    ("to_table", &[Tag::Table]),
    ("to_cell", &[Tag::Td, Tag::Th]),
    ("to_figure", &[Tag::Figure, Tag::Figcaption]),
    ("to_details", &[Tag::Details, Tag::Dialog]),
    ("to_definition", &[Tag::Dl, Tag::Dd, Tag::Dt]),
    ("to_link", &[Tag::A]),
    ("to_control", &[Tag::Button, Tag::Label]),
    ("to_emphasis", &[Tag::B, Tag::Strong, Tag::Em, Tag::I]),
    ("to_span", &[Tag::Span]),
    ("to_noscript", &[Tag::Noscript]),
];

/// The landmarks that divide a page, as a bit set: those from `nav` to `form`.
pub(super) const SECTIONS: u32 = 0xff;

/// The landmarks that an element is by its tag or role, as a bit set.
pub(super) fn landmarks(tag: Tag, role: Option<&str>) -> u32 {
    landmarks_of(tag) | role.and_then(landmark_of_role).map_or(0, landmarks_of)
}

/// The landmarks that a tag is, as a bit set.
fn landmarks_of(tag: Tag) -> u32 {
    static BITS: Lazy<[u32; 256]> = Lazy::new(|| {
        let mut bits = [0; 256];
        for (landmark, (_, tags)) in LANDMARKS.iter().enumerate() {
            tags.iter().for_each(|&tag| bits[tag as usize] |= 1 << landmark);
        }
        bits
    });
    BITS[tag as usize]
}

/// The element with the same meaning as an ARIA landmark role.
fn landmark_of_role(role: &str) -> Option<Tag> {
    match role {
        "navigation" | "menu" | "menubar" => Some(Tag::Nav),
        "banner" => Some(Tag::Header),
        "contentinfo" => Some(Tag::Footer),
        "complementary" => Some(Tag::Aside),
        "main" => Some(Tag::Main),
        "article" => Some(Tag::Article),
        "search" | "form" => Some(Tag::Form),
        "dialog" | "alertdialog" => Some(Tag::Dialog),
        "button" => Some(Tag::Button),
        _ => None,
    }
}
