//! The rule of the HTML standard's "in body" insertion mode (13.2.6.4.7) for a tag name.

use html5ever::tokenizer::states::RawKind;

/// What a start tag and its end tag do in the body, if nothing in the context is unusual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::parse) enum Rule {
    /// An element without rules of its own: `span`, `label`, custom elements. Also `noscript`, which is special: a list
    /// item inside any of these is left to html5ever.
    Inline,
    /// A block, which closes a `p`.
    Block,
    /// A block that does not stop the search of `li` for an open `li`: `div`, `address`.
    Division,
    /// `pre` and `listing`: a line feed right after the tag is dropped.
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
    /// A formatting element, which is reconstructed if it was left open (13.2.4.3): `b`.
    Formatting,
    /// An element without content: `img`.
    Void,
    /// The same, but it does not change the frameset-ok flag: `source`.
    Source,
    /// The same, and it is allowed in the head: `meta`.
    Metadata,
    /// `hr`.
    ThematicBreak,
    /// `input`.
    Input,
    /// An element whose content is not markup: RAWTEXT, RCDATA or script data.
    Raw(RawKind),
    /// `svg`.
    Svg,
    /// An SVG element other than `svg`.
    SvgChild,
    /// An HTML integration point in SVG (13.2.6): `title`, `desc`.
    SvgIntegrationPoint,
    /// A cell or caption of a table. html5ever opens it; inside, the rules of the body hold (13.2.6.4.15).
    Cell,
    /// `body`.
    Body,
    /// `head`.
    Head,
    /// html5ever decides.
    Unusual,
}

impl Rule {
    /// The rule inside SVG. The start tags that close it (13.2.6.5) are unusual.
    #[rustfmt::skip]
    pub(in crate::parse) fn in_svg(name: &str) -> Rule {
        match name {
            "desc" | "title" => Rule::SvgIntegrationPoint,
            "svg" => Rule::Svg,
            "annotation-xml" | "b" | "big" | "blockquote" | "body" | "br" | "center" | "code" | "dd" | "div" | "dl" | "dt"
            | "em" | "embed" | "font" | "foreignobject" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "head" | "hr" | "i"
            | "img" | "li" | "listing" | "menu" | "meta" | "nobr" | "ol" | "p" | "pre" | "ruby" | "s" | "small" | "span"
            | "strong" | "strike" | "sub" | "sup" | "table" | "tt" | "u" | "ul" | "var" => Rule::Unusual,
            _ => Rule::SvgChild,
        }
    }

    /// Whether the start tag closes a `p` in button scope.
    pub(in crate::parse) fn ends_paragraph(self) -> bool {
        self.is_block() || matches!(self, Rule::Paragraph | Rule::ThematicBreak)
    }

    /// Whether the end tag generates implied end tags first (13.2.6.3).
    pub(in crate::parse) fn ends_implied(self) -> bool {
        self.is_block() || self == Rule::Button
    }

    fn is_block(self) -> bool {
        use Rule::*;
        matches!(self, Block | Division | Preformatted | Heading | ListItem | Description | Form)
    }

    /// Whether the end tag is implied (13.2.6.3).
    pub(in crate::parse) fn is_implied(self) -> bool {
        matches!(self, Rule::Paragraph | Rule::ListItem | Rule::Description)
    }

    /// Whether the element ends the search of `li`, `dd` and `dt` for an open one: special, but not `address`, `div`, `p`.
    pub(in crate::parse) fn bounds_items(self) -> bool {
        use Rule::*;
        matches!(self, Block | Preformatted | Heading | ListItem | Description | Form | Button | Cell | Body)
    }

    /// Whether the start tag sets the frameset-ok flag to "not ok" (13.2.4.5).
    pub(in crate::parse) fn rules_out_frames(self) -> bool {
        use Rule::*;
        matches!(self, Preformatted | Button | Description | ListItem | ThematicBreak | Void)
    }

    /// Whether the element is a formatting element (13.2.4.2).
    pub(in crate::parse) fn is_formatting(self) -> bool {
        matches!(self, Rule::Anchor | Rule::Formatting)
    }

    /// Whether the element has no content.
    pub(in crate::parse) fn is_void(self) -> bool {
        matches!(self, Rule::Void | Rule::Source | Rule::Metadata | Rule::ThematicBreak | Rule::Input)
    }

    /// Whether the element is an SVG element.
    pub(in crate::parse) fn is_foreign(self) -> bool {
        matches!(self, Rule::Svg | Rule::SvgChild | Rule::SvgIntegrationPoint)
    }

    /// Whether an element that html5ever opened can be the insertion point of the fast path.
    pub(in crate::parse) fn may_be_insertion_point(self) -> bool {
        !self.is_void() && !self.is_foreign() && !matches!(self, Rule::Raw(_) | Rule::Unusual)
    }
}
