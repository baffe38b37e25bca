//! The table of element names: the tag of each for the later stages, and its rule for the parser.

use super::fast::rule::Rule;
use html5ever::tokenizer::states::RawKind::{Rawtext, Rcdata, ScriptData};
use html5ever::{LocalName, QualName, local_name, ns};

/// Declares [`Tag`], and looks names up. Each HTML element has its [`Rule`].
macro_rules! elements {
    (
        numbered { $($variant:ident $name:tt $rule:expr,)* }
        rendered { $($plain:ident $plain_name:tt $plain_rule:expr,)* }
        parsed { $($parsed_name:tt $parsed_rule:expr,)* }
        mathml { $($math:ident $math_name:tt,)* }
    ) => {
        /// The name of an element, as far as later stages distinguish names.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Tag {
            $(#[doc = concat!("`", $name, "`")] $variant,)*
            /// Any other HTML element, custom elements included.
            Unknown,
            /// An annotation of a formula: the same formula in another form.
            Annotation,
            /// An element of SVG or `MathML` other than their roots.
            Foreign,
            $(#[doc = concat!("`", $plain_name, "`: only told apart where it is rendered.")] $plain,)*
            $(#[doc = concat!("`", $math_name, "` of `MathML`: only told apart where formulas are read.")] $math,)*
        }

        /// The tag and the rule of an HTML element.
        pub(super) fn html_element(name: &LocalName) -> (Tag, Rule) {
            use Rule::*;
            match *name {
                $(local_name!($name) => (Tag::$variant, $rule),)*
                $(local_name!($plain_name) => (Tag::$plain, $plain_rule),)*
                $(local_name!($parsed_name) => (Tag::Unknown, $parsed_rule),)*
                _ => (Tag::Unknown, Inline),
            }
        }

        impl Tag {
            /// The tag of an element of a formula.
            pub(crate) fn in_formula(name: &LocalName) -> Tag {
                match *name {
                    local_name!("math") => Tag::Math,
                    local_name!("annotation") | local_name!("annotation-xml") => Tag::Annotation,
                    $(local_name!($math_name) => Tag::$math,)*
                    _ => Tag::Foreign,
                }
            }

            /// The name of an element of a formula, including `math`; `None` for all others.
            pub(crate) fn mathml_name(self) -> Option<&'static str> {
                match self {
                    Tag::Math => Some("math"),
                    $(Tag::$math => Some($math_name),)*
                    _ => None,
                }
            }

            /// The element's name; `None` if names are not distinguished.
            pub(crate) fn name(self) -> Option<&'static str> {
                match self {
                    $(Tag::$variant => Some($name),)*
                    $(Tag::$plain => Some($plain_name),)*
                    _ => None,
                }
            }
        }
    };
}

elements! {
    // The models know these by their numbers, so the order must not change.
    numbered {
        A "a" Anchor, Abbr "abbr" Inline, Address "address" Division, Applet "applet" Unusual,
        Article "article" Block, Aside "aside" Block, Audio "audio" Inline, B "b" Formatting,
        Blockquote "blockquote" Block, Body "body" Body, Br "br" Void, Button "button" Button,
        Canvas "canvas" Inline, Caption "caption" Cell, Center "center" Block, Cite "cite" Inline,
        Code "code" Formatting, Datalist "datalist" Inline, Dd "dd" Description, Details "details" Block,
        Dialog "dialog" Division, Dir "dir" Block, Div "div" Division, Dl "dl" Block, Dt "dt" Description,
        Em "em" Formatting, Embed "embed" Void, Fieldset "fieldset" Block, Figcaption "figcaption" Block,
        Figure "figure" Block, Footer "footer" Block, Form "form" Form, Frame "frame" Unusual,
        Frameset "frameset" Unusual, H1 "h1" Heading, H2 "h2" Heading, H3 "h3" Heading, H4 "h4" Heading,
        H5 "h5" Heading, H6 "h6" Heading, Head "head" Head, Header "header" Block, Hgroup "hgroup" Block,
        Hr "hr" ThematicBreak, Html "html" Unusual, I "i" Formatting, Iframe "iframe" Raw(Rawtext),
        Img "img" Void, Input "input" Input, Label "label" Inline, Legend "legend" Inline, Li "li" ListItem,
        Link "link" Metadata, Listing "listing" Preformatted, Main "main" Block, Map "map" Inline,
        Math "math" Unusual, Menu "menu" Block, Meta "meta" Metadata, Nav "nav" Block,
        Noembed "noembed" Raw(Rawtext), Noframes "noframes" Unusual, Noscript "noscript" Inline,
        Object "object" Unusual, Ol "ol" Block, Optgroup "optgroup" Unusual, Option "option" Unusual,
        P "p" Paragraph, Picture "picture" Inline, Plaintext "plaintext" Unusual, Pre "pre" Preformatted,
        Rp "rp" Unusual, Script "script" Raw(ScriptData), Search "search" Division, Section "section" Block,
        Select "select" Unusual, Selectedcontent "selectedcontent" Inline, Span "span" Inline,
        Strong "strong" Formatting, Style "style" Raw(Rawtext), Summary "summary" Block, Svg "svg" Svg,
        Table "table" Unusual, Tbody "tbody" Unusual, Td "td" Cell, Template "template" Unusual,
        Textarea "textarea" Unusual, Tfoot "tfoot" Unusual, Th "th" Cell, Thead "thead" Unusual,
        Time "time" Inline, Title "title" Raw(Rcdata), Tr "tr" Unusual, Ul "ul" Block, Video "video" Inline,
        Wbr "wbr" Void, Xmp "xmp" Unusual,
    }
    rendered {
        Base "base" Metadata, Del "del" Inline, Dfn "dfn" Inline, Ins "ins" Inline, Kbd "kbd" Inline,
        Mark "mark" Inline, Q "q" Inline, Rt "rt" Unusual, S "s" Formatting, Samp "samp" Inline,
        Slot "slot" Inline, Small "small" Formatting, Source "source" Source, Strike "strike" Formatting,
        Sub "sub" Inline, Sup "sup" Inline, Tt "tt" Formatting, U "u" Formatting, Var "var" Inline,
    }
    // The later stages do not distinguish these.
    parsed {
        "area" Void, "basefont" Metadata, "bgsound" Metadata, "big" Formatting, "col" Unusual,
        "colgroup" Unusual, "font" Formatting, "image" Unusual, "keygen" Void, "marquee" Unusual,
        "nobr" Unusual, "param" Source, "rb" Unusual, "rtc" Unusual, "track" Source,
    }
    mathml {
        Maction "maction", Menclose "menclose", Merror "merror", Mfenced "mfenced", Mfrac "mfrac", Mi "mi",
        Mlabeledtr "mlabeledtr", Mmultiscripts "mmultiscripts", Mn "mn", Mo "mo", Mover "mover",
        Mpadded "mpadded", Mphantom "mphantom", Mprescripts "mprescripts", Mroot "mroot", Mrow "mrow",
        Ms "ms", Mspace "mspace", Msqrt "msqrt", Mstyle "mstyle", Msub "msub", Msubsup "msubsup", Msup "msup",
        Mtable "mtable", Mtd "mtd", Mtext "mtext", Mtr "mtr", Munder "munder", Munderover "munderover",
        Mnone "none", Semantics "semantics",
    }
}

impl Tag {
    /// The tag of a qualified name.
    pub(crate) fn new(name: &QualName) -> Tag {
        match (&name.ns, &name.local) {
            (&ns!(html), local) => Tag::of(local),
            (&ns!(svg), &local_name!("svg")) => Tag::Svg,
            (&ns!(mathml), local) => Tag::in_formula(local),
            _ => Tag::Foreign,
        }
    }

    /// The number by which the models know the tag.
    pub(crate) fn number(self) -> u8 {
        match self {
            _ if self <= Tag::Foreign => self as u8,
            _ if self.mathml_name().is_some() => Tag::Foreign as u8,
            _ => Tag::Unknown as u8,
        }
    }

    /// The tag of an SVG element with the name of this HTML element.
    pub(crate) fn in_svg(self) -> Tag {
        if self == Tag::Svg { Tag::Svg } else { Tag::Foreign }
    }

    /// The tag of an HTML element by its name.
    pub(crate) fn of(name: &LocalName) -> Tag {
        html_element(name).0
    }

    /// Whether a block of text ends where this element starts and where it ends.
    ///
    /// The elements that the HTML standard's rendering section displays as blocks, list items or parts of a
    /// table, and the controls (`button`, `label`, `option`) whose text is never part of a sentence.
    #[rustfmt::skip]
    pub(crate) fn is_block_level(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Address | Article | Aside | Blockquote | Body | Button | Caption | Center | Dd | Details | Dialog | Dir
                | Div | Dl | Dt | Fieldset | Figcaption | Figure | Footer | Form | Frameset | H1 | H2 | H3 | H4 | H5
                | H6 | Header | Hgroup | Hr | Html | Label | Legend | Li | Listing | Main | Menu | Nav | Noscript
                | Ol | Optgroup | Option | P | Plaintext | Pre | Search | Section | Summary | Table | Tbody | Td
                | Tfoot | Th | Thead | Tr | Ul | Xmp
        )
    }

    /// Whether the element's content is not text of the page: scripts, styles, SVG, media, values of controls.
    #[rustfmt::skip]
    pub(crate) fn is_without_text(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Annotation | Applet | Audio | Canvas | Datalist | Embed | Frame | Head | Iframe | Input | Map | Noembed
                | Noframes | Object | Script | Select | Selectedcontent | Style | Svg | Template | Textarea
                | Title | Video
        )
    }

    /// Whether white space inside is preserved.
    pub(crate) fn is_preformatted(self) -> bool {
        matches!(self, Tag::Pre | Tag::Listing | Tag::Xmp | Tag::Plaintext)
    }

    /// The level of a heading element, 1 to 6.
    pub(crate) fn heading_level(self) -> Option<u8> {
        match self {
            Tag::H1 => Some(1),
            Tag::H2 => Some(2),
            Tag::H3 => Some(3),
            Tag::H4 => Some(4),
            Tag::H5 => Some(5),
            Tag::H6 => Some(6),
            _ => None,
        }
    }
}

/// The rule of an HTML element by its name.
pub(super) fn rule_of(name: &LocalName) -> Rule {
    html_element(name).1
}

/// Whether html5ever treats an element of this name as a formatting element.
pub(super) fn is_formatting(name: &LocalName) -> bool {
    *name == local_name!("nobr") || rule_of(name).is_formatting()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(name: &str) -> Tag {
        Tag::new(&QualName::new(None, ns!(html), LocalName::from(name)))
    }

    #[test]
    fn names_are_told_apart() {
        assert_eq!(html("blockquote"), Tag::Blockquote);
        assert_eq!(html("my-element"), Tag::Unknown);
        assert_eq!(Tag::new(&QualName::new(None, ns!(svg), local_name!("title"))), Tag::Foreign);
        assert_eq!(Tag::new(&QualName::new(None, ns!(svg), local_name!("svg"))), Tag::Svg);
        assert_eq!(Tag::new(&QualName::new(None, ns!(mathml), local_name!("mfrac"))), Tag::Mfrac);
        assert_eq!(Tag::new(&QualName::new(None, ns!(mathml), local_name!("mglyph"))), Tag::Foreign);
        assert_eq!(Tag::Mfrac.number(), Tag::Foreign.number());
    }

    #[test]
    fn custom_elements_are_inline() {
        assert!(!html("my-element").is_block_level());
        assert!(!html("span").is_block_level());
        assert!(html("section").is_block_level());
    }
}
