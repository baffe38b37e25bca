//! Which attributes are kept, and under which names.

use super::tag::Tag;

/// Declares [`AttributeName`]: each name and, unless it is kept for all elements, the elements for which it is kept.
macro_rules! attributes {
    ($($name:literal $variant:ident $(of $($tag:ident)|+)?,)*) => {
        /// The attributes that a later stage reads; all others are dropped while parsing.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum AttributeName {
            $(#[doc = concat!("`", $name, "`", $(" of", $(" `", stringify!($tag), "`",)+)?)] $variant,)*
        }

        impl AttributeName {
            /// The attribute with a name, if a later stage reads it for any element.
            fn of(name: &str) -> Option<AttributeName> {
                match name {
                    $($name => Some(AttributeName::$variant),)*
                    _ => None,
                }
            }

            fn is_read_of(self, tag: Tag) -> bool {
                match self {
                    $(AttributeName::$variant => true $(&& matches!(tag, $(Tag::$tag)|+))?,)*
                }
            }
        }
    };
}

attributes! {
    "alt" Alt of Img,
    "alttext" Alttext of Math,
    "aria-hidden" AriaHidden,
    "checked" Checked of Input,
    "class" Class,
    "close" Close of Mfenced,
    "colspan" Colspan of Td | Th,
    "content" Content,
    // The language of a listing.
    "data-lang" DataLang of Code | Pre,
    "data-language" DataLanguage of Code | Pre,
    // Where scripts that load images lazily keep `src` and `srcset`.
    "data-lazy-src" DataLazySrc of Img,
    "data-lazy-srcset" DataLazySrcset of Img,
    "data-original" DataOriginal of Img,
    "data-src" DataSrc of Img,
    "data-srcset" DataSrcset of Img | Source,
    "datetime" Datetime of Time,
    "disabled" Disabled of Input,
    "display" Display of Math,
    "encoding" Encoding of Annotation,
    "epub:type" EpubType of A,
    "height" Height of Img,
    "hidden" Hidden,
    "href" Href of A | Base | Link,
    "id" Id,
    "itemprop" Itemprop,
    "itemtype" Itemtype,
    "lang" Lang of Html,
    "linethickness" Linethickness of Mfrac,
    "mathvariant" Mathvariant of Mi,
    // The former name of `display`.
    "mode" Mode of Math,
    "name" Name of A | Meta | Slot,
    "notation" Notation of Menclose,
    "open" Open of Mfenced,
    "property" Property of Meta,
    "rel" Rel of A | Link,
    "reversed" Reversed of Ol,
    "role" Role,
    "rowspan" Rowspan of Td | Th,
    "separators" Separators of Mfenced,
    "shadowrootmode" Shadowrootmode of Template,
    "slot" Slot,
    "src" Src of Img,
    "srcset" Srcset of Img | Source,
    "start" Start of Ol,
    "style" Style,
    "title" Title of Img,
    "type" Type of Input | Script,
    "value" Value of Li,
    "width" Width of Img,
}

impl AttributeName {
    /// The name under which an attribute of `tag` is kept, if a later stage reads it.
    pub(crate) fn kept(tag: Tag, name: &str) -> Option<AttributeName> {
        AttributeName::of(name).filter(|name| name.is_read_of(tag))
    }
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
