//! What class names, ids and addresses say about the role of an element in a page. The words are those of template
//! authors, never those of the text.

use crate::parse::{AttributeName, NodeId, Tree};

/// More bytes of a class are not read.
const MAX_BYTES: usize = 300;

/// The tokens of an element's class and id.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hints {
    /// Names the author of the text.
    pub(super) is_author: bool,
    /// Is about an author, without naming them.
    pub(super) is_about_author: bool,
    /// Says when the text was published.
    pub(super) is_date: bool,
    /// Says when the text was changed.
    pub(super) is_update: bool,
    /// Contains text by others, or links to other texts.
    pub(super) is_elsewhere: bool,
}

#[rustfmt::skip]
const AUTHOR: &[&str] =
    &["author", "authors", "byline", "writer", "username", "creator", "authorname", "postauthor"];
#[rustfmt::skip]
const ABOUT_AUTHOR: &[&str] = &[
    "bio", "avatar", "role", "job", "position", "description", "desc", "social", "follow", "img", "image", "photo",
    "picture", "title", "count", "more", "email", "rank", "label", "usertitle",
];
#[rustfmt::skip]
const DATE: &[&str] = &[
    "date", "time", "published", "posted", "timestamp", "dateline", "datetime", "pubdate", "publishdate", "postdate",
    "publish",
];
#[rustfmt::skip]
const UPDATE: &[&str] = &["updated", "modified", "update", "lastmod"];
#[rustfmt::skip]
const ELSEWHERE: &[&str] = &[
    "comment", "comments", "respond", "related", "recommended", "sidebar", "footer", "nav", "menu", "popular",
    "trending", "latest", "widget", "disqus", "navbar", "similar", "recent",
];
/// Other names for the authors of posts; `fn` is that of hCard.
#[rustfmt::skip]
const POST_AUTHOR: &[&str] = &["fn", "nick", "nickname", "name", "poster", "commenter"];
/// The path segments under which sites have the pages of their authors.
#[rustfmt::skip]
const AUTHORS_PAGE: &[&str] =
    &["author", "authors", "writer", "writers", "contributor", "contributors"];

impl Hints {
    pub(super) fn of(tree: &Tree, id: NodeId) -> Hints {
        let mut hints = Hints::default();
        for name in [AttributeName::Class, AttributeName::Id] {
            if let Some(names) = tree.attribute(id, name) {
                let mut before = "";
                for token in tokens(names) {
                    hints.read(token);
                    hints.is_author |=
                        before.eq_ignore_ascii_case("user") && token.eq_ignore_ascii_case("name");
                    before = token;
                }
            }
        }
        hints
    }

    /// Whether the element contains only the name of an author.
    pub(super) fn names_author(self) -> bool {
        self.is_author && !self.is_about_author
    }

    fn read(&mut self, token: &str) {
        self.is_author |= is_one_of(token, AUTHOR);
        self.is_about_author |= is_one_of(token, ABOUT_AUTHOR);
        self.is_date |= is_one_of(token, DATE);
        self.is_update |= is_one_of(token, UPDATE);
        self.is_elsewhere |= is_one_of(token, ELSEWHERE);
    }
}

/// What an element says about the post that it is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Credit {
    /// The author of the post.
    Author,
    /// The date of the post.
    Date,
    /// Neither.
    None,
}

/// What an element says about a post, by `itemprop`, `rel` and its class.
pub(crate) fn credit(tree: &Tree, id: NodeId) -> Credit {
    let has = |name, values: &[&str]| {
        let value = tree.attribute(id, name).unwrap_or_default();
        value.split_ascii_whitespace().any(|token| is_one_of(token, values))
    };
    let hints = Hints::of(tree, id);
    let class = tree.attribute(id, AttributeName::Class).unwrap_or_default();
    let is_named = hints.is_author || tokens(class).any(|token| is_one_of(token, POST_AUTHOR));
    if has(AttributeName::Itemprop, &["author", "creator"]) || has(AttributeName::Rel, &["author"]) {
        Credit::Author
    } else if has(AttributeName::Itemprop, &["datePublished", "dateCreated"]) {
        Credit::Date
    } else if is_named && !hints.is_about_author {
        Credit::Author
    } else if hints.is_date {
        Credit::Date
    } else {
        Credit::None
    }
}

/// Whether an address leads to the page of an author.
pub(super) fn leads_to_author(address: &str) -> bool {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    // The name of the author comes after the word, in the path or in the query.
    let mut tokens = tokens(path);
    tokens.any(|token| is_one_of(token, AUTHORS_PAGE)) && tokens.next().is_some()
}

fn is_one_of(token: &str, known: &[&str]) -> bool {
    known.iter().any(|known| known.eq_ignore_ascii_case(token))
}

/// The runs of letters in a name, split where a lower-case letter is followed by a capital.
fn tokens(names: &str) -> impl Iterator<Item = &str> {
    let cut = (0..4).find_map(|back| names.get(..MAX_BYTES - back));
    let mut rest = if names.len() > MAX_BYTES { cut.unwrap_or_default() } else { names };
    std::iter::from_fn(move || {
        let start = rest.find(|c: char| c.is_ascii_alphabetic())?;
        let bytes = &rest.as_bytes()[start..];
        let is_cut = |at: usize| {
            !bytes[at].is_ascii_alphabetic()
                || (bytes[at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase())
        };
        let len = (1..bytes.len()).find(|&at| is_cut(at)).unwrap_or(bytes.len());
        let token = &rest[start..start + len];
        rest = &rest[start + len..];
        Some(token)
    })
}
