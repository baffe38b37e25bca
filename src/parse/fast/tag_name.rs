//! The name of a tag with its rules.

use super::rule::Rule;
use crate::parse::tag::{Tag, html_element};
use html5ever::LocalName;
use html5ever::tokenizer::states::RawKind;

/// The name of a tag, and its rules.
#[derive(Clone, Debug)]
pub(in crate::parse) struct TagName {
    pub(in crate::parse) name: LocalName,
    /// The number of the name in its page.
    pub(in crate::parse) number: u16,
    /// The name as that of an HTML element.
    pub(in crate::parse) kind: Tag,
    pub(in crate::parse) rule: Rule,
    /// The rule inside SVG.
    pub(in crate::parse) in_svg: Rule,
}

impl TagName {
    pub(in crate::parse) fn new(name: LocalName, number: u16) -> TagName {
        let (kind, rule) = html_element(&name);
        TagName { kind, rule, in_svg: Rule::in_svg(&name), name, number }
    }

    /// Whether the tag does not close the head (13.2.6.4.4).
    pub(in crate::parse) fn is_head_content(&self) -> bool {
        matches!(self.rule, Rule::Metadata | Rule::Raw(RawKind::ScriptData | RawKind::Rcdata))
            || self.kind == Tag::Style
    }

    /// The rule for a start tag whose parent has the rule `outer`, and the element that it opens there.
    pub(in crate::parse) fn inside(&self, outer: Rule) -> (Rule, Tag) {
        if outer.is_foreign() { (self.in_svg, self.kind.in_svg()) } else { (self.rule, self.kind) }
    }
}
