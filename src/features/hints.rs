//! What class names and ids hint at. The words of those who write templates, never those of the text.

use once_cell::sync::Lazy;

/// How many groups of hints there are.
pub(super) const GROUPS: usize = TOKENS.len();

/// The group of comments.
pub(super) const COMMENT: usize = 5;

/// The groups: a feature's name, and the tokens that belong to it.
#[rustfmt::skip]
pub(super) static TOKENS: [(&str, &[&str]); 24] = [
    ("hint_content", &["content", "article", "story", "text", "body", "main", "copy", "prose", "richtext", "entry", "markdown", "articlebody", "rte"]),
    ("hint_nav", &["nav", "menu", "navbar", "navigation", "breadcrumb", "breadcrumbs", "subnav", "topnav", "sitenav", "megamenu", "dropdown", "submenu", "crumbs"]),
    ("hint_header", &["header", "masthead", "topbar", "head", "hero", "logo", "branding"]),
    ("hint_footer", &["footer", "foot", "copyright", "colophon", "bottom", "legal", "disclaimer"]),
    ("hint_sidebar", &["sidebar", "side", "aside", "rail", "widget", "widgets", "secondary", "complementary"]),
    ("hint_comment", &["comment", "comments", "disqus", "commentlist", "respond", "commenter", "remark", "discussion", "commentary"]),
    ("hint_related", &["related", "recommended", "recommendation", "recommendations", "similar", "more", "popular", "trending", "latest", "recent", "also", "suggested", "upsell", "crosssell", "readmore", "viewed"]),
    ("hint_share", &["share", "sharing", "social", "addthis", "facebook", "twitter", "follow", "whatsapp", "pinterest", "sns", "linkedin"]),
    ("hint_cookie", &["cookie", "cookies", "consent", "gdpr", "privacy", "ccpa", "onetrust"]),
    ("hint_popup", &["popup", "modal", "overlay", "lightbox", "dialog", "offcanvas", "drawer", "toast", "tooltip"]),
    ("hint_promo", &["promo", "promotion", "ad", "ads", "advert", "advertisement", "sponsor", "sponsored", "banner", "campaign", "cta", "affiliate", "adsense"]),
    ("hint_newsletter", &["newsletter", "subscribe", "subscription", "signup", "mailchimp", "optin"]),
    ("hint_meta", &["meta", "byline", "author", "date", "time", "timestamp", "published", "info", "tag", "tags", "category", "categories", "avatar", "bio", "posted", "dateline"]),
    ("hint_product", &["product", "products", "price", "sku", "cart", "buy", "variant", "gallery", "shop", "woocommerce", "stock", "shipping"]),
    ("hint_card", &["card", "cards", "tile", "tiles", "item", "items", "grid", "teaser", "teasers", "thumb", "result", "results", "listing", "collection", "feed", "carousel", "slider", "slide"]),
    ("hint_forum", &["forum", "thread", "topic", "message", "posts", "reply", "replies", "viewtopic", "bbs", "postbody", "answer", "answers", "question", "post", "signature"]),
    ("hint_login", &["login", "signin", "register", "account", "password", "auth", "user"]),
    ("hint_pager", &["pager", "pagination", "prev", "previous", "next", "paging", "pages"]),
    ("hint_hidden", &["hidden", "hide", "collapse", "collapsed", "collapsible", "sr", "visually", "offscreen", "invisible", "accordion", "tab", "tabs", "panel", "tabpanel"]),
    ("hint_review", &["review", "reviews", "rating", "ratings", "testimonial", "testimonials", "stars", "feedback"]),
    ("hint_title", &["title", "headline", "heading", "subtitle", "caption", "name"]),
    ("hint_toc", &["toc", "contents", "index", "outline"]),
    ("hint_code", &["code", "highlight", "prettyprint", "hljs", "syntax", "sourcecode"]),
    ("hint_section", &["section", "container", "wrapper", "inner", "block", "module", "component", "row", "column"]),
];

/// All tokens by their keys, with linear probing: most tokens of a page belong to no group, and meet a free slot.
static GROUP_OF: Lazy<Table> = Lazy::new(Table::new);

#[derive(Debug)]
struct Table {
    slots: [Option<(&'static str, u8)>; Table::SLOTS],
}

impl Table {
    const SLOTS: usize = 512;

    fn new() -> Table {
        let mut table = Table { slots: [None; Table::SLOTS] };
        for (group, (_, tokens)) in TOKENS.iter().enumerate() {
            for token in *tokens {
                let key = token.bytes().fold(0, add);
                if let Some(free) = Table::probe(key).find(|&slot| table.slots[slot].is_none()) {
                    table.slots[free] = Some((token, group as u8));
                }
            }
        }
        table
    }

    fn probe(key: u64) -> impl Iterator<Item = usize> {
        let start = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize;
        (0..Table::SLOTS).map(move |step| (start + step) % Table::SLOTS)
    }

    /// The group of a token, in letters of any size, as a bit; 0 if it belongs to none.
    fn bit(&self, token: &[u8], key: u64) -> u32 {
        let mut known = Table::probe(key).map_while(|slot| self.slots[slot]);
        known
            .find(|(known, _)| known.as_bytes().eq_ignore_ascii_case(token))
            .map_or(0, |(_, group)| 1 << group)
    }
}

/// Adds a letter to the key of a token.
fn add(key: u64, letter: u8) -> u64 {
    key.rotate_left(5) ^ u64::from(letter)
}

/// The groups hinted at by an element's class or id, as a bit set.
///
/// A token is a run of letters, cut where a small letter meets a capital: `postBody-2` has `post` and `body`.
/// Only the first 300 bytes are read.
pub(super) fn groups(names: &str) -> u32 {
    const MAX_BYTES: usize = 300;
    let table = &*GROUP_OF;
    let names = &names.as_bytes()[..names.len().min(MAX_BYTES)];
    let (mut groups, mut start, mut key, mut was_lower) = (0, 0, 0, false);
    for (at, &byte) in names.iter().enumerate() {
        let is_letter = byte.is_ascii_alphabetic();
        let is_capital = byte & 0x20 == 0;
        if !is_letter || (was_lower && is_capital) {
            if start < at {
                groups |= table.bit(&names[start..at], key);
            }
            (start, key) = (at + usize::from(!is_letter), 0);
        }
        if is_letter {
            key = add(key, byte | 0x20);
        }
        was_lower = is_letter && !is_capital;
    }
    if start < names.len() { groups | table.bit(&names[start..], key) } else { groups }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(classes: &str) -> Vec<&'static str> {
        let groups = groups(classes);
        (0..GROUPS).filter(|group| groups >> group & 1 == 1).map(|group| TOKENS[group].0).collect()
    }

    #[test]
    fn tokens_are_cut_at_case_and_punctuation() {
        assert_eq!(names("navBar"), ["hint_nav"]);
        assert_eq!(names("site-footer__links commentList"), ["hint_footer", "hint_comment"]);
        assert_eq!(names("adventure readability padding"), [] as [&str; 0]);
        assert_eq!(names(&"x".repeat(5000)), [] as [&str; 0]);
    }

    #[test]
    fn every_token_is_found_in_its_group_alone() {
        assert_eq!(TOKENS[COMMENT].0, "hint_comment");
        for (group, (_, tokens)) in TOKENS.iter().enumerate() {
            for token in *tokens {
                assert_eq!(groups(token), 1 << group, "{token}");
            }
        }
    }
}
