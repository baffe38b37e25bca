//! What the standard's rules for a page's body make of a tag, by its name.

use html5ever::tokenizer::states::RawKind;
use html5ever::{LocalName, local_name};

/// What becomes of a start tag in the body, where nothing about its surroundings is unusual, and of its end tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// An inline element without rules of its own: `span`, `label`, custom elements.
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
    /// The same, but that it counts as no content of the page itself: `source`.
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

impl Rule {
    /// The rule in HTML.
    #[rustfmt::skip]
    pub(super) fn of(name: &LocalName) -> Rule {
        match *name {
            local_name!("article") | local_name!("aside") | local_name!("blockquote") | local_name!("center")
            | local_name!("details") | local_name!("dir") | local_name!("dl") | local_name!("fieldset")
            | local_name!("figcaption") | local_name!("figure") | local_name!("footer") | local_name!("header")
            | local_name!("hgroup") | local_name!("main") | local_name!("menu") | local_name!("nav")
            | local_name!("ol") | local_name!("section") | local_name!("summary") | local_name!("ul") => Rule::Block,
            local_name!("address") | local_name!("dialog") | local_name!("div") | local_name!("search") => {
                Rule::Division
            }
            local_name!("listing") | local_name!("pre") => Rule::Preformatted,
            local_name!("p") => Rule::Paragraph,
            local_name!("h1") | local_name!("h2") | local_name!("h3") | local_name!("h4") | local_name!("h5")
            | local_name!("h6") => Rule::Heading,
            local_name!("li") => Rule::ListItem,
            local_name!("dd") | local_name!("dt") => Rule::Description,
            local_name!("form") => Rule::Form,
            local_name!("button") => Rule::Button,
            local_name!("a") => Rule::Anchor,
            local_name!("nobr") => Rule::Unusual,
            _ if is_formatting(name) => Rule::Formatting,
            local_name!("area") | local_name!("br") | local_name!("embed") | local_name!("img")
            | local_name!("keygen") | local_name!("wbr") => Rule::Void,
            local_name!("base") | local_name!("basefont") | local_name!("bgsound") | local_name!("link")
            | local_name!("meta") => Rule::Metadata,
            local_name!("param") | local_name!("source") | local_name!("track") => Rule::Source,
            local_name!("hr") => Rule::ThematicBreak,
            local_name!("input") => Rule::Input,
            local_name!("iframe") | local_name!("noembed") | local_name!("style") => Rule::Raw(RawKind::Rawtext),
            local_name!("script") => Rule::Raw(RawKind::ScriptData),
            local_name!("title") => Rule::Raw(RawKind::Rcdata),
            local_name!("svg") => Rule::Svg,
            local_name!("caption") | local_name!("td") | local_name!("th") => Rule::Cell,
            local_name!("body") => Rule::Body,
            local_name!("head") => Rule::Head,
            local_name!("applet") | local_name!("col") | local_name!("colgroup") | local_name!("frame")
            | local_name!("frameset") | local_name!("html") | local_name!("image")
            | local_name!("marquee") | local_name!("math") | local_name!("noframes")
            | local_name!("object") | local_name!("optgroup") | local_name!("option") | local_name!("plaintext")
            | local_name!("rb") | local_name!("rp") | local_name!("rt") | local_name!("rtc")
            | local_name!("select") | local_name!("table") | local_name!("tbody") | local_name!("template")
            | local_name!("textarea") | local_name!("tfoot") | local_name!("thead") | local_name!("tr")
            | local_name!("xmp") => Rule::Unusual,
            _ => Rule::Inline,
        }
    }

    /// The rule inside a drawing. Tags that end the drawing are unusual.
    #[rustfmt::skip]
    pub(super) fn in_drawing(name: &LocalName) -> Rule {
        match *name {
            local_name!("desc") | local_name!("title") => Rule::DrawingTitle,
            local_name!("svg") => Rule::Svg,
            local_name!("annotation-xml") | local_name!("b") | local_name!("big") | local_name!("blockquote")
            | local_name!("body") | local_name!("br") | local_name!("center") | local_name!("code") | local_name!("dd")
            | local_name!("div") | local_name!("dl") | local_name!("dt") | local_name!("em") | local_name!("embed")
            | local_name!("font") | local_name!("foreignobject") | local_name!("h1") | local_name!("h2")
            | local_name!("h3") | local_name!("h4") | local_name!("h5") | local_name!("h6") | local_name!("head")
            | local_name!("hr") | local_name!("i") | local_name!("img") | local_name!("li") | local_name!("listing")
            | local_name!("menu") | local_name!("meta") | local_name!("nobr") | local_name!("ol") | local_name!("p")
            | local_name!("pre") | local_name!("ruby") | local_name!("s") | local_name!("small") | local_name!("span")
            | local_name!("strong") | local_name!("strike") | local_name!("sub") | local_name!("sup")
            | local_name!("table") | local_name!("tt") | local_name!("u") | local_name!("ul") | local_name!("var") => {
                Rule::Unusual
            }
            _ => Rule::Drawing,
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
#[rustfmt::skip]
pub(super) fn is_formatting(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("a") | local_name!("b") | local_name!("big") | local_name!("code") | local_name!("em")
            | local_name!("font") | local_name!("i") | local_name!("nobr") | local_name!("s") | local_name!("small")
            | local_name!("strike") | local_name!("strong") | local_name!("tt") | local_name!("u")
    )
}
