//! What class names and ids hint at. The words are those of template authors, never those of the text.

use super::letters::{EACH, bytes_from, leading_letters};
use once_cell::sync::Lazy;

/// How many groups of hints there are.
pub(super) const GROUPS: usize = TOKENS.len();

/// The group of comments.
pub(super) const COMMENT: usize = 5;

/// The group of threads and their posts.
pub(super) const FORUM: usize = 15;

/// The group of reviews.
pub(super) const REVIEW: usize = 19;

/// The bit of software that is used only for comments. It is not a group: no distance to it is measured.
pub(super) const COMMENT_SERVICE: usize = GROUPS;

/// Software that is used only for comments on other sites' pages, by the names of its elements.
const COMMENT_SERVICES: [&str; 14] = [
    "coral",
    "cusdis",
    "disqus",
    "gitalk",
    "giscus",
    "hyvor",
    "isso",
    "livefyre",
    "spotim",
    "twikoo",
    "utterances",
    "valine",
    "viafoura",
    "waline",
];

/// The groups: a feature's name, and the tokens that belong to it.
#[rustfmt::skip]
pub(super) static TOKENS: [(&str, &[&str]); 24] = [
    ("hint_content", &["content", "article", "story", "text", "body", "main", "copy", "prose", "richtext", "entry", "markdown", "articlebody", "rte"]),
    ("hint_nav", &["nav", "menu", "navbar", "navigation", "breadcrumb", "breadcrumbs", "subnav", "topnav", "sitenav", "megamenu", "dropdown", "submenu", "crumbs"]),
    ("hint_header", &["header", "masthead", "topbar", "head", "hero", "logo", "branding"]),
    ("hint_footer", &["footer", "foot", "copyright", "colophon", "bottom", "legal", "disclaimer"]),
    ("hint_sidebar", &["sidebar", "side", "aside", "rail", "widget", "widgets", "secondary", "complementary"]),
    ("hint_comment", &["comment", "comments", "commentlist", "respond", "commenter", "remark", "discussion", "commentary", "cmt", "cmts", "comentario", "comentarios", "commentaire", "commentaires", "commenti", "kommentar", "kommentare", "kommentarer", "komentarz", "komentarze", "reacties", "yorum", "yorumlar", "pinglun"]),
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

/// All tokens, with linear probing. Most tokens of a page belong to no group and hit a free slot.
static GROUP_OF: Lazy<Table> = Lazy::new(Table::new);

#[derive(Debug)]
struct Table {
    /// Each token, its letters packed into one number; 0 if the slot is free.
    tokens: [u128; Table::SLOTS],
    /// The group of each token as a bit.
    bits: [u32; Table::SLOTS],
}

impl Table {
    const SLOTS: usize = 1024;

    fn new() -> Table {
        let mut table = Table { tokens: [0; Table::SLOTS], bits: [0; Table::SLOTS] };
        for (group, (_, tokens)) in TOKENS.iter().enumerate() {
            for name in *tokens {
                let (token, _) = token_at(name.as_bytes(), 0);
                let slot = table.slot(token);
                (table.tokens[slot], table.bits[slot]) = (token, 1 << group);
            }
        }
        for service in COMMENT_SERVICES {
            let (token, _) = token_at(service.as_bytes(), 0);
            let slot = table.slot(token);
            (table.tokens[slot], table.bits[slot]) = (token, 1 << COMMENT | 1 << COMMENT_SERVICE);
        }
        table
    }

    /// The slot of a token, or the free one where it would be.
    fn slot(&self, token: u128) -> usize {
        let hash = ((token >> 64) as u64 ^ token as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut slot = (hash >> 32) as usize % Table::SLOTS;
        while self.tokens[slot] != token && self.tokens[slot] != 0 {
            slot = (slot + 1) % Table::SLOTS;
        }
        slot
    }
}

/// The token that starts at `start`, in lower case as one number, and its length. The number is made of the last
/// sixteen letters. That of a longer token differs from those of all shorter tokens, and so from all known tokens.
fn token_at(names: &[u8], start: usize) -> (u128, usize) {
    let (mut token, mut len, mut is_small) = (0, 0, false);
    loop {
        let bytes = bytes_from(names, start + len);
        let letters = leading_token(bytes, is_small);
        let small = u128::from(bytes | EACH << 5);
        token = token << (u8::BITS * letters) | small << (u8::BITS * letters) >> u64::BITS;
        len += letters as usize;
        if letters < u64::BITS / u8::BITS {
            return (token, len);
        }
        is_small = bytes & 0x20 != 0;
    }
}

/// How many of eight bytes are letters of one token. `is_after_small` is whether a lower-case letter precedes them.
fn leading_token(bytes: u64, is_after_small: bool) -> u32 {
    let small = bytes >> 5 & EACH;
    let before = small >> u8::BITS | u64::from(is_after_small) << 56;
    let cuts = before & !small;
    leading_letters(bytes).min(cuts.leading_zeros() / u8::BITS)
}

/// The groups hinted at by an element's class or id, as a bit set.
///
/// A token is a run of letters, split where a lower-case letter is followed by a capital: `postBody-2` has `post` and
/// `body`. Only the first 300 bytes are read.
pub(super) fn groups(names: &str) -> u32 {
    const MAX_BYTES: usize = 300;
    let table = &*GROUP_OF;
    let names = &names.as_bytes()[..names.len().min(MAX_BYTES)];
    let (mut groups, mut at) = (0, 0);
    while at < names.len() {
        let (token, len) = token_at(names, at);
        groups |= table.bits[table.slot(token)];
        at += len;
        // Characters other than letters belong to no token.
        at += usize::from(!names.get(at).is_some_and(u8::is_ascii_alphabetic));
    }
    groups
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
        assert_eq!(names("xnavigationNavigation2TOC"), ["hint_nav", "hint_toc"]);
        assert_eq!(names("TOCs tocS recommendationx recommendationS"), ["hint_related", "hint_toc"]);
        assert_eq!(names("xxxxxxxxxxxxxxxxxxxxnav xrecommendations"), [] as [&str; 0]);
        assert_eq!(names("näv navä"), ["hint_nav"]);
        assert_eq!(names("site-footer__links commentList"), ["hint_footer", "hint_comment"]);
        assert_eq!(names("adventure readability padding"), [] as [&str; 0]);
        assert_eq!(names(&"x".repeat(5000)), [] as [&str; 0]);
    }

    #[test]
    fn every_token_is_found_in_its_group_alone() {
        let names = [COMMENT, FORUM, REVIEW].map(|group| TOKENS[group].0);
        assert_eq!(names, ["hint_comment", "hint_forum", "hint_review"]);
        for (group, (_, tokens)) in TOKENS.iter().enumerate() {
            for token in *tokens {
                assert_eq!(groups(token), 1 << group, "{token}");
            }
        }
        for service in COMMENT_SERVICES {
            assert_eq!(groups(service), 1 << COMMENT | 1 << COMMENT_SERVICE, "{service}");
        }
    }
}
