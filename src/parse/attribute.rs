//! Which attributes are kept, and under which names.

use super::tag::Tag;

/// The attributes that a later stage reads; all others are dropped while parsing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum AttributeName {
    /// `alt`, of `img` only
    Alt,
    /// `aria-hidden`
    AriaHidden,
    /// `class`
    Class,
    /// `colspan`, of cells only
    Colspan,
    /// `content`
    Content,
    /// `data-src`, of `img` only: where the image is if a script loads it late
    DataSrc,
    /// `datetime`, of `time` only
    Datetime,
    /// `hidden`
    Hidden,
    /// `href`, of `a`, `base` and `link` only
    Href,
    /// `id`
    Id,
    /// `itemprop`
    Itemprop,
    /// `lang`, of `html` only
    Lang,
    /// `name`, of `meta` only
    Name,
    /// `property`, of `meta` only
    Property,
    /// `rel`, of `a` and `link` only
    Rel,
    /// `role`
    Role,
    /// `rowspan`, of cells only
    Rowspan,
    /// `src`, of `img` only
    Src,
    /// `start`, of `ol` only
    Start,
    /// `style`
    Style,
    /// `type`, of `script` only
    Type,
}

impl AttributeName {
    /// The name under which an attribute of `tag` is kept, if a later stage reads it.
    pub(crate) fn kept(tag: Tag, name: &str) -> Option<AttributeName> {
        let of = |tags: &[Tag], kept: AttributeName| tags.contains(&tag).then_some(kept);
        match name {
            "class" => Some(AttributeName::Class),
            "id" => Some(AttributeName::Id),
            "style" => Some(AttributeName::Style),
            "hidden" => Some(AttributeName::Hidden),
            "aria-hidden" => Some(AttributeName::AriaHidden),
            "role" => Some(AttributeName::Role),
            "itemprop" => Some(AttributeName::Itemprop),
            "content" => Some(AttributeName::Content),
            "href" => of(&[Tag::A, Tag::Base, Tag::Link], AttributeName::Href),
            "rel" => of(&[Tag::A, Tag::Link], AttributeName::Rel),
            "src" => of(&[Tag::Img], AttributeName::Src),
            "data-src" => of(&[Tag::Img], AttributeName::DataSrc),
            "alt" => of(&[Tag::Img], AttributeName::Alt),
            "colspan" => of(&[Tag::Td, Tag::Th], AttributeName::Colspan),
            "rowspan" => of(&[Tag::Td, Tag::Th], AttributeName::Rowspan),
            "datetime" => of(&[Tag::Time], AttributeName::Datetime),
            "lang" => of(&[Tag::Html], AttributeName::Lang),
            "name" => of(&[Tag::Meta], AttributeName::Name),
            "property" => of(&[Tag::Meta], AttributeName::Property),
            "start" => of(&[Tag::Ol], AttributeName::Start),
            "type" => of(&[Tag::Script], AttributeName::Type),
            _ => None,
        }
    }
}

/// Whether a script of this type is data that a page says about itself, not a program. Of other scripts no text is
/// kept.
pub(crate) fn is_json_ld(script_type: &str) -> bool {
    script_type.trim_ascii().eq_ignore_ascii_case("application/ld+json")
}
