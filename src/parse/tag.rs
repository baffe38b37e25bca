//! Element names as a small enum: what the later stages ask of a name.

use html5ever::{LocalName, QualName, local_name, ns};

/// Declares [`Tag`] together with its look-up by name.
macro_rules! tags {
    ($($variant:ident $name:tt,)* ; $($plain:ident $plain_name:tt,)* ; $($math:ident $math_name:tt,)*) => {
        /// The name of an element, as far as a later stage tells names apart.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Tag {
            $(#[doc = concat!("`", $name, "`")] $variant,)*
            /// Any other HTML element, custom elements included.
            Unknown,
            /// An annotation of a formula: the same again, for machines.
            Annotation,
            /// Another element of SVG or `MathML` than their roots.
            Foreign,
            $(#[doc = concat!("`", $plain_name, "`: only told apart where it is rendered.")] $plain,)*
            $(#[doc = concat!("`", $math_name, "` of `MathML`: only told apart where formulas are read.")] $math,)*
        }

        impl Tag {
            fn from_html_name(name: &LocalName) -> Tag {
                match *name {
                    $(local_name!($name) => Tag::$variant,)*
                    $(local_name!($plain_name) => Tag::$plain,)*
                    _ => Tag::Unknown,
                }
            }

            fn from_mathml_name(name: &LocalName) -> Tag {
                match *name {
                    local_name!("math") => Tag::Math,
                    local_name!("annotation") | local_name!("annotation-xml") => Tag::Annotation,
                    $(local_name!($math_name) => Tag::$math,)*
                    _ => Tag::Foreign,
                }
            }

            /// The name of an element of a formula, `math` included; `None` of all others.
            pub(crate) fn mathml_name(self) -> Option<&'static str> {
                match self {
                    Tag::Math => Some("math"),
                    $(Tag::$math => Some($math_name),)*
                    _ => None,
                }
            }

            /// The element's name; `None` where names are not told apart.
            pub(crate) fn name(self) -> Option<&'static str> {
                match self {
                    $(Tag::$variant => Some($name),)*
                    $(Tag::$plain => Some($plain_name),)*
                    Tag::Unknown | Tag::Annotation | Tag::Foreign => None,
                    $(Tag::$math => None,)*
                }
            }
        }
    };
}

tags! {
    A "a", Abbr "abbr", Address "address", Applet "applet", Article "article", Aside "aside", Audio "audio",
    B "b", Blockquote "blockquote", Body "body", Br "br", Button "button", Canvas "canvas", Caption "caption",
    Center "center", Cite "cite", Code "code", Datalist "datalist", Dd "dd", Details "details", Dialog "dialog", Dir "dir", Div "div",
    Dl "dl", Dt "dt", Em "em", Embed "embed", Fieldset "fieldset", Figcaption "figcaption", Figure "figure",
    Footer "footer", Form "form", Frame "frame", Frameset "frameset", H1 "h1", H2 "h2", H3 "h3", H4 "h4",
    H5 "h5", H6 "h6", Head "head", Header "header", Hgroup "hgroup", Hr "hr", Html "html", I "i",
    Iframe "iframe", Img "img", Input "input", Label "label", Legend "legend", Li "li", Link "link",
    Listing "listing", Main "main", Map "map", Math "math", Menu "menu", Meta "meta", Nav "nav",
    Noembed "noembed", Noframes "noframes", Noscript "noscript", Object "object", Ol "ol",
    Optgroup "optgroup", Option "option", P "p", Picture "picture", Plaintext "plaintext", Pre "pre", Rp "rp",
    Script "script", Search "search", Section "section", Select "select", Selectedcontent "selectedcontent",
    Span "span", Strong "strong", Style "style", Summary "summary", Svg "svg", Table "table", Tbody "tbody",
    Td "td", Template "template", Textarea "textarea", Tfoot "tfoot", Th "th", Thead "thead", Time "time",
    Title "title", Tr "tr", Ul "ul", Video "video", Wbr "wbr", Xmp "xmp",
    ;
    Base "base", Del "del", Dfn "dfn", Ins "ins", Kbd "kbd", Mark "mark", Q "q", Rt "rt", S "s", Samp "samp", Slot "slot", Small "small", Source "source",
    Strike "strike", Sub "sub", Sup "sup", Tt "tt", U "u", Var "var",
    ;
    Maction "maction", Menclose "menclose", Merror "merror", Mfenced "mfenced", Mfrac "mfrac", Mi "mi",
    Mlabeledtr "mlabeledtr", Mmultiscripts "mmultiscripts", Mn "mn", Mo "mo", Mover "mover", Mpadded "mpadded",
    Mphantom "mphantom", Mprescripts "mprescripts", Mroot "mroot", Mrow "mrow", Ms "ms", Mspace "mspace",
    Msqrt "msqrt", Mstyle "mstyle", Msub "msub", Msubsup "msubsup", Msup "msup", Mtable "mtable", Mtd "mtd",
    Mtext "mtext", Mtr "mtr", Munder "munder", Munderover "munderover", Mnone "none", Semantics "semantics",
}

impl Tag {
    /// The tag of a qualified name.
    pub(crate) fn new(name: &QualName) -> Tag {
        match (&name.ns, &name.local) {
            (&ns!(html), local) => Tag::from_html_name(local),
            (&ns!(svg), &local_name!("svg")) => Tag::Svg,
            (&ns!(mathml), local) => Tag::from_mathml_name(local),
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

    /// The tag under which html5ever may know a start tag of this name in a formula.
    pub(crate) fn in_formula(name: &LocalName) -> Tag {
        Tag::from_mathml_name(name)
    }

    /// The tag of an SVG element with the name of this HTML element.
    pub(crate) fn in_svg(self) -> Tag {
        if self == Tag::Svg { Tag::Svg } else { Tag::Foreign }
    }

    /// The tag of an HTML element by its name in lower case.
    #[cfg(feature = "metadata")]
    pub(crate) fn of_name(name: &str) -> Tag {
        Tag::from_html_name(&LocalName::from(name))
    }

    /// The tag of an HTML element by its name.
    pub(crate) fn of(name: &LocalName) -> Tag {
        Tag::from_html_name(name)
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

    /// Whether white space inside is shown as it stands.
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
