//! What the standard's rules for a page's body make of a tag, by its name.

use html5ever::tokenizer::states::RawKind;
use html5ever::{LocalName, local_name};

/// What becomes of a start tag in the body, where nothing about its surroundings is unusual, and of its end tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// An inline element without rules of its own: `span`, `label`, custom elements. Also `noscript`, at which list items
    /// stop to look for their like: with any such element in between, they are html5ever's.
    Inline,
    /// A block, which ends a paragraph.
    Block,
    /// A block within which list items look further for their like: `div`.
    Division,
    /// `pre` and `listing`: a block that a line feed right after its tag is no part of.
    Preformatted,
    /// `p`.
    Paragraph,
    /// `h1` to `h6`.
    Heading,
    /// `li`.
    ListItem,
    /// `dd` and `dt`.
    Description,
    /// `form`.
    Form,
    /// `button`.
    Button,
    /// `a`.
    Anchor,
    /// An element that is opened again after a block that it was left open in: `b`.
    Formatting,
    /// An element without content: `img`.
    Void,
    /// The same, but that a `frameset` may still come after it: `source`.
    Source,
    /// The same, but that it may stand in the head too: `meta`.
    Metadata,
    /// `hr`.
    ThematicBreak,
    /// `input`.
    Input,
    /// An element whose content is no markup.
    Raw(RawKind),
    /// `svg`.
    Svg,
    /// An element of a drawing.
    Drawing,
    /// An element of a drawing whose content is HTML: `title`.
    DrawingTitle,
    /// A cell or caption of a table: html5ever opens it, but what is in it is as in the body.
    Cell,
    /// `body`.
    Body,
    /// `head`.
    Head,
    /// For html5ever to decide.
    Unusual,
}

/// Looks a name up.
macro_rules! by_name {
    ($name:expr, else $of_others:expr, $($of_these:expr => [$($text:tt)+],)+) => {
        match *$name {
            $($(local_name!($text))|+ => $of_these,)+
            _ => $of_others,
        }
    };
}

impl Rule {
    /// The rule in HTML.
    #[rustfmt::skip]
    pub(super) fn of(name: &LocalName) -> Rule {
        by_name! { name, else Rule::Inline,
            Rule::Block => [
                "article" "aside" "blockquote" "center" "details" "dir" "dl" "fieldset" "figcaption" "figure" "footer"
                "header" "hgroup" "main" "menu" "nav" "ol" "section" "summary" "ul"
            ],
            Rule::Division => ["address" "dialog" "div" "search"],
            Rule::Preformatted => ["listing" "pre"],
            Rule::Paragraph => ["p"],
            Rule::Heading => ["h1" "h2" "h3" "h4" "h5" "h6"],
            Rule::ListItem => ["li"],
            Rule::Description => ["dd" "dt"],
            Rule::Form => ["form"],
            Rule::Button => ["button"],
            Rule::Anchor => ["a"],
            Rule::Formatting => [
                "b" "big" "code" "em" "font" "i" "s" "small" "strike" "strong" "tt" "u"
            ],
            Rule::Void => ["area" "br" "embed" "img" "keygen" "wbr"],
            Rule::Source => ["param" "source" "track"],
            Rule::Metadata => ["base" "basefont" "bgsound" "link" "meta"],
            Rule::ThematicBreak => ["hr"],
            Rule::Input => ["input"],
            Rule::Raw(RawKind::Rawtext) => ["iframe" "noembed" "style"],
            Rule::Raw(RawKind::ScriptData) => ["script"],
            Rule::Raw(RawKind::Rcdata) => ["title"],
            Rule::Svg => ["svg"],
            Rule::Cell => ["caption" "td" "th"],
            Rule::Body => ["body"],
            Rule::Head => ["head"],
            Rule::Unusual => [
                "applet" "col" "colgroup" "frame" "frameset" "html" "image" "marquee" "math" "nobr" "noframes" "object"
                "optgroup" "option" "plaintext" "rb" "rp" "rt" "rtc" "select" "table" "tbody" "template" "textarea"
                "tfoot" "thead" "tr" "xmp"
            ],
        }
    }

    /// The rule inside a drawing. Tags that end the drawing are unusual.
    #[rustfmt::skip]
    pub(super) fn in_drawing(name: &LocalName) -> Rule {
        by_name! { name, else Rule::Drawing,
            Rule::DrawingTitle => ["desc" "title"],
            Rule::Svg => ["svg"],
            Rule::Unusual => [
                "annotation-xml" "b" "big" "blockquote" "body" "br" "center" "code" "dd" "div" "dl" "dt" "em" "embed" "font"
                "foreignobject" "h1" "h2" "h3" "h4" "h5" "h6" "head" "hr" "i" "img" "li" "listing" "menu" "meta" "nobr"
                "ol" "p" "pre" "ruby" "s" "small" "span" "strong" "strike" "sub" "sup" "table" "tt" "u" "ul" "var"
            ],
        }
    }

    /// Whether the start tag ends a paragraph that is open.
    pub(super) fn ends_paragraph(self) -> bool {
        use Rule::*;
        matches!(
            self,
            Block
                | Division
                | Preformatted
                | Paragraph
                | Heading
                | ListItem
                | Description
                | Form
                | ThematicBreak
        )
    }

    /// Whether the end tag also ends list items and paragraphs that were left open in the element.
    pub(super) fn ends_implied(self) -> bool {
        use Rule::*;
        matches!(self, Block | Division | Preformatted | Heading | ListItem | Description | Form | Button)
    }

    /// Whether the element may be left open.
    pub(super) fn is_implied(self) -> bool {
        matches!(self, Rule::Paragraph | Rule::ListItem | Rule::Description)
    }

    /// Whether a list item looks no further than such an element for one to end.
    pub(super) fn bounds_items(self) -> bool {
        use Rule::*;
        matches!(self, Block | Preformatted | Heading | ListItem | Description | Form | Button | Cell | Body)
    }

    /// Whether the start tag shows that the page has a body, so that a `frameset` comes too late.
    pub(super) fn rules_out_frames(self) -> bool {
        use Rule::*;
        matches!(self, Preformatted | Button | Description | ListItem | ThematicBreak | Void)
    }

    /// Whether the element is opened again after a block that it was left open in.
    pub(super) fn is_formatting(self) -> bool {
        matches!(self, Rule::Anchor | Rule::Formatting)
    }

    /// Whether the element has no content.
    pub(super) fn is_void(self) -> bool {
        matches!(self, Rule::Void | Rule::Source | Rule::Metadata | Rule::ThematicBreak | Rule::Input)
    }

    /// Whether the element is one of a drawing.
    pub(super) fn is_foreign(self) -> bool {
        matches!(self, Rule::Svg | Rule::Drawing | Rule::DrawingTitle)
    }

    /// Whether tags and text may follow in an element that html5ever opened.
    pub(super) fn is_ground(self) -> bool {
        !self.is_void() && !self.is_foreign() && !matches!(self, Rule::Raw(_) | Rule::Unusual)
    }
}

/// Whether html5ever opens such an element again after a block that it was left open in.
pub(super) fn is_formatting(name: &LocalName) -> bool {
    *name == local_name!("nobr") || Rule::of(name).is_formatting()
}
