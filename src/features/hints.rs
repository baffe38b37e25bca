//! What class names and ids hint at. The words of those who write templates, never those of the text.

use once_cell::sync::Lazy;
use std::collections::HashMap;

/// How many groups of hints there are.
pub(super) const GROUPS: usize = TOKENS.len();

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

static GROUP_OF: Lazy<HashMap<&'static str, u8>> = Lazy::new(|| {
    let groups = TOKENS.iter().enumerate();
    groups.flat_map(|(group, (_, tokens))| tokens.iter().map(move |token| (*token, group as u8))).collect()
});

/// The groups hinted at by an element's class or id, as a bit set.
///
/// A token is a run of letters, cut where a small letter meets a capital: `postBody-2` has `post` and `body`.
/// Only the first 300 bytes are read.
pub(super) fn groups(names: &str) -> u32 {
    const MAX_BYTES: usize = 300;
    const MAX_TOKEN: usize = 16;
    let mut groups = 0;
    let mut token = [0; MAX_TOKEN];
    let mut len = 0;
    let mut was_lower = false;
    for byte in names.bytes().take(MAX_BYTES).chain([b' ']) {
        let is_letter = byte.is_ascii_alphabetic();
        if !is_letter || (was_lower && byte.is_ascii_uppercase()) {
            groups |= token.get(..len).map_or(0, group_of);
            len = 0;
        }
        if is_letter {
            if let Some(slot) = token.get_mut(len) {
                *slot = byte.to_ascii_lowercase();
            }
            len += 1;
        }
        was_lower = byte.is_ascii_lowercase();
    }
    groups
}

fn group_of(token: &[u8]) -> u32 {
    if token.len() < 2 {
        return 0;
    }
    let group = std::str::from_utf8(token).ok().and_then(|token| GROUP_OF.get(token));
    group.map_or(0, |group| 1 << group)
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
    fn no_token_is_in_two_groups() {
        let all: usize = TOKENS.iter().map(|(_, tokens)| tokens.len()).sum();
        assert_eq!(GROUP_OF.len(), all);
    }
}
