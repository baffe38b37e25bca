//! Which attributes are kept, and under which names.

use super::tag::Tag;

/// The attributes that a later stage reads; all others are dropped while parsing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum AttributeName {
    /// `alt`, of `img` only
    Alt,
    /// `alttext`, of `math` only
    Alttext,
    /// `aria-hidden`
    AriaHidden,
    /// `checked`, of `input` only
    Checked,
    /// `class`
    Class,
    /// `close`, of `mfenced` only
    Close,
    /// `colspan`, of cells only
    Colspan,
    /// `content`
    Content,
    /// `data-lang`, of `code` and `pre` only: the language of a listing
    DataLang,
    /// `data-language`, the same
    DataLanguage,
    /// `data-lazy-src`, of `img` only: the same as `data-src`
    DataLazySrc,
    /// `data-lazy-srcset`, of `img` only: the same as `data-srcset`
    DataLazySrcset,
    /// `data-original`, of `img` only: the same as `data-src`
    DataOriginal,
    /// `data-src`, of `img` only: where the image is if a script loads it late
    DataSrc,
    /// `data-srcset`, of `img` and `source` only: what a script makes `srcset` of
    DataSrcset,
    /// `datetime`, of `time` only
    Datetime,
    /// `disabled`, of `input` only
    Disabled,
    /// `display`, of `math` only
    Display,
    /// `encoding`, of annotations of formulas only
    Encoding,
    /// `epub:type`, of `a` only
    EpubType,
    /// `height`, of `img` only
    Height,
    /// `hidden`
    Hidden,
    /// `href`, of `a`, `base` and `link` only
    Href,
    /// `id`
    Id,
    /// `itemprop`
    Itemprop,
    /// `itemtype`
    Itemtype,
    /// `lang`, of `html` only
    Lang,
    /// `linethickness`, of `mfrac` only
    Linethickness,
    /// `mathvariant`, of `mi` only
    Mathvariant,
    /// `mode`, of `math` only: what `display` was called first
    Mode,
    /// `name`, of `meta` only
    Name,
    /// `notation`, of `menclose` only
    Notation,
    /// `open`, of `mfenced` only
    Open,
    /// `property`, of `meta` only
    Property,
    /// `rel`, of `a` and `link` only
    Rel,
    /// `role`
    Role,
    /// `rowspan`, of cells only
    Rowspan,
    /// `separators`, of `mfenced` only
    Separators,
    /// `shadowrootmode`, of `template` only
    Shadowrootmode,
    /// `slot`
    Slot,
    /// `src`, of `img` only
    Src,
    /// `srcset`, of `img` and `source` only
    Srcset,
    /// `start`, of `ol` only
    Start,
    /// `style`
    Style,
    /// `title`, of `img` only
    Title,
    /// `type`, of `input` and `script` only
    Type,
    /// `width`, of `img` only
    Width,
}

/// Declares the look-up by name.
macro_rules! names {
    ($($name:literal $variant:ident,)*) => {
        impl AttributeName {
            /// The attribute with a name, if a later stage reads it of any element.
            fn of(name: &str) -> Option<AttributeName> {
                match name {
                    $($name => Some(AttributeName::$variant),)*
                    _ => None,
                }
            }

            /// The attribute with a name of at most eight bytes, by its key.
            fn of_key(key: u64) -> Option<AttributeName> {
                $(
                    if $name.len() <= size_of::<u64>() && key == const { name_key($name) } {
                        return Some(AttributeName::$variant);
                    }
                )*
                None
            }
        }
    };
}

names! {
    "alt" Alt, "alttext" Alttext, "aria-hidden" AriaHidden, "checked" Checked, "class" Class, "close" Close,
    "colspan" Colspan, "content" Content, "data-lang" DataLang, "data-language" DataLanguage, "data-lazy-src" DataLazySrc,
    "data-lazy-srcset" DataLazySrcset, "data-original" DataOriginal, "data-src" DataSrc, "data-srcset" DataSrcset,
    "datetime" Datetime, "disabled" Disabled, "display" Display, "encoding" Encoding, "epub:type" EpubType,
    "height" Height, "hidden" Hidden, "href" Href, "id" Id, "itemprop" Itemprop, "itemtype" Itemtype, "lang" Lang,
    "linethickness" Linethickness, "mathvariant" Mathvariant, "mode" Mode, "name" Name, "notation" Notation, "open" Open,
    "property" Property, "rel" Rel, "role" Role, "rowspan" Rowspan, "separators" Separators,
    "shadowrootmode" Shadowrootmode, "slot" Slot, "src" Src, "srcset" Srcset, "start" Start, "style" Style, "title" Title, "type" Type, "width" Width,
}

impl AttributeName {
    /// The name under which an attribute of `tag` is kept, if a later stage reads it.
    pub(crate) fn kept(tag: Tag, name: &str) -> Option<AttributeName> {
        AttributeName::of(name).filter(|name| name.is_read_of(tag))
    }

    /// The same for a name of at most eight bytes, by its key.
    pub(super) fn kept_by_key(tag: Tag, key: u64) -> Option<AttributeName> {
        AttributeName::of_key(key).filter(|name| name.is_read_of(tag))
    }

    fn is_read_of(self, tag: Tag) -> bool {
        match self {
            AttributeName::Href => matches!(tag, Tag::A | Tag::Base | Tag::Link),
            AttributeName::Rel => matches!(tag, Tag::A | Tag::Link),
            AttributeName::Alt
            | AttributeName::DataLazySrc
            | AttributeName::DataLazySrcset
            | AttributeName::DataOriginal
            | AttributeName::DataSrc
            | AttributeName::Height
            | AttributeName::Src
            | AttributeName::Title
            | AttributeName::Width => tag == Tag::Img,
            AttributeName::DataSrcset | AttributeName::Srcset => matches!(tag, Tag::Img | Tag::Source),
            AttributeName::DataLang | AttributeName::DataLanguage => matches!(tag, Tag::Code | Tag::Pre),
            AttributeName::Colspan | AttributeName::Rowspan => matches!(tag, Tag::Td | Tag::Th),
            AttributeName::Datetime => tag == Tag::Time,
            AttributeName::Lang => tag == Tag::Html,
            AttributeName::Name => matches!(tag, Tag::Meta | Tag::Slot),
            AttributeName::Property => tag == Tag::Meta,
            AttributeName::Shadowrootmode => tag == Tag::Template,
            AttributeName::EpubType => tag == Tag::A,
            AttributeName::Start => tag == Tag::Ol,
            AttributeName::Alttext | AttributeName::Display | AttributeName::Mode => tag == Tag::Math,
            AttributeName::Close | AttributeName::Open | AttributeName::Separators => tag == Tag::Mfenced,
            AttributeName::Encoding => tag == Tag::Annotation,
            AttributeName::Linethickness => tag == Tag::Mfrac,
            AttributeName::Mathvariant => tag == Tag::Mi,
            AttributeName::Notation => tag == Tag::Menclose,
            AttributeName::Type => matches!(tag, Tag::Input | Tag::Script),
            AttributeName::Checked | AttributeName::Disabled => tag == Tag::Input,
            _ => true,
        }
    }
}

/// A name as a number: itself if it has at most eight bytes, none of them NUL, else a hash.
pub(super) const fn name_key(name: &str) -> u64 {
    let (mut key, mut at) = (0, 0);
    while at < name.len() {
        key = add_to_key(key, name.as_bytes()[at]);
        at += 1;
    }
    key
}

/// The key of a name with one more byte.
pub(super) const fn add_to_key(key: u64, byte: u8) -> u64 {
    key.rotate_left(8) ^ byte as u64
}

/// Whether the text of a script of this type is kept: it is data, not a program.
pub(crate) fn is_data(script_type: &str) -> bool {
    is_json_ld(script_type) || is_tex(script_type)
}

/// Whether a script of this type is a formula in TeX, as `MathJax` 2 keeps it: `math/tex` or `math/tex; mode=display`.
pub(crate) fn is_tex(script_type: &str) -> bool {
    let essence = script_type.split(';').next().unwrap_or_default();
    essence.trim_ascii().eq_ignore_ascii_case("math/tex")
}

/// Whether a script of this type is data that a page says about itself.
pub(crate) fn is_json_ld(script_type: &str) -> bool {
    script_type.trim_ascii().eq_ignore_ascii_case("application/ld+json")
}
