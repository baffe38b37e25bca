//! Reads Markdown and HTML back with independent parsers, and compares the result with the original blocks.

use bodytext::stages::{parse, segment_html};
use bodytext::{Article, Block, BlockKind, Limits};
use html5ever::parse_document;
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::fmt::Write;

/// Precedes the label of a note, which becomes a separate word. The text of the note may also start with the label.
const NOTE: char = '\u{2}';

/// The content of parsed Markdown.
#[derive(Debug, Default)]
pub struct Markdown {
    /// All text, with white space at the end of each block and without the alternative texts of images.
    pub text: String,
    /// Code blocks.
    pub codes: Vec<String>,
    pub links: Vec<String>,
    pub images: Vec<String>,
    pub formulas: Vec<String>,
    is_code: bool,
    images_open: usize,
    /// Whether there is a superscript or subscript element. In plain text these are written with other characters.
    has_shifted: bool,
}

const SHIFTS: &[&str] = &["<sup>", "</sup>", "<sub>", "</sub>"];

pub fn read_markdown(markdown: &str) -> Markdown {
    let mut read = Markdown::default();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_MATH
        | Options::ENABLE_FOOTNOTES;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(tag) => read.start(tag),
            Event::End(tag) => read.end(tag),
            Event::Text(_) | Event::Code(_) if read.images_open > 0 => {}
            Event::Text(text) | Event::Code(text) => read.push(&text),
            Event::FootnoteReference(label) => read.push(&format!("[{label}]")),
            Event::SoftBreak | Event::HardBreak => read.push("\n"),
            Event::InlineHtml(html) if &*html == "<br>" => read.push("\n"),
            Event::InlineHtml(html) if SHIFTS.contains(&&*html) => read.has_shifted = true,
            Event::InlineMath(tex) | Event::DisplayMath(tex) => {
                // In table cells, `\|` is written as `\Vert`.
                let tex = tex.replace("\\Vert ", "\\|").replace("\\Vert", "\\|");
                read.push(&tex);
                read.formulas.push(tex);
            }
            // Other HTML and events are never written. If they occur, they show up as words that the page lacks.
            Event::Html(html) | Event::InlineHtml(html) => read.push(&format!(" HTML:{html} ")),
            other => read.push(&format!(" {other:?} ")),
        }
    }
    read
}

impl Markdown {
    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::CodeBlock(_) => {
                self.is_code = true;
                self.codes.push(String::new());
            }
            Tag::Link { dest_url, .. } => self.links.push(dest_url.into_string()),
            Tag::Image { dest_url, .. } => {
                self.images.push(dest_url.into_string());
                self.images_open += 1;
            }
            Tag::Strong | Tag::Emphasis | Tag::Strikethrough => {}
            Tag::FootnoteDefinition(label) => _ = write!(self.text, "\n{NOTE}{label}\n"),
            _ => self.text.push('\n'),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Image => self.images_open -= 1,
            TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Link => {}
            _ => {
                self.is_code = false;
                self.text.push('\n');
            }
        }
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        if let Some(code) = self.codes.last_mut().filter(|_| self.is_code) {
            code.push_str(text);
        }
    }
}

/// The content of parsed HTML.
#[derive(Debug, Default)]
pub struct Html {
    /// Elements and attributes that must not occur.
    pub unsafe_parts: Vec<String>,
    /// All text, including the alternative texts of images and formulas in TeX.
    pub text: String,
    pub links: Vec<String>,
    pub images: Vec<String>,
    pub formulas: Vec<String>,
    pub tags: Vec<String>,
    is_tex: bool,
}

const TAGS: &str = "html head body h1 h2 h3 h4 h5 h6 p ul ol li blockquote pre code table thead tbody tr th td figure \
    figcaption a img em strong del sub sup br";

const MATH_TAGS: &str = "math semantics annotation mrow mi mn mo ms mtext mspace mfrac msqrt mroot mstyle merror mpadded \
    mphantom msub msup msubsup munder mover munderover mmultiscripts mprescripts mtable mtr mtd";

/// The name of the parent element of a node.
fn name_of_parent(node: &Handle) -> Option<html5ever::QualName> {
    let parent = node.parent.take()?;
    node.parent.set(Some(parent.clone()));
    match &parent.upgrade()?.data {
        NodeData::Element { name, .. } => Some(name.clone()),
        _ => None,
    }
}

pub fn read_html(html: &str) -> Html {
    let dom = parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(html);
    let mut read = Html::default();
    let mut nodes: Vec<Handle> = vec![dom.document.clone()];
    while let Some(node) = nodes.pop() {
        nodes.extend(node.children.borrow().iter().rev().cloned());
        match &node.data {
            NodeData::Element { name, attrs, .. } => {
                let tag = &*name.local;
                read.tags.push(tag.to_owned());
                let known = match name.ns {
                    html5ever::ns!(html) => TAGS,
                    html5ever::ns!(mathml) => MATH_TAGS,
                    _ => "",
                };
                if !known.split_whitespace().any(|known| known == tag) {
                    read.unsafe_parts.push(format!("<{tag}>"));
                }
                attrs.borrow().iter().for_each(|a| read.attribute(tag, &a.name.local, &a.value));
            }
            NodeData::Comment { contents } => read.unsafe_parts.push(format!("<!--{contents}-->")),
            NodeData::Doctype { .. } | NodeData::ProcessingInstruction { .. } => {
                read.unsafe_parts.push("<!>".to_owned());
            }
            NodeData::Text { contents } => match name_of_parent(&node) {
                Some(name) if &*name.local == "annotation" => {
                    read.text.push_str(&contents.borrow());
                    read.formulas.push(contents.borrow().to_string());
                }
                // The annotation has the same formula.
                Some(name) if name.ns == html5ever::ns!(mathml) => {}
                Some(name) if &*name.local == "code" && read.is_tex => {
                    read.text.push_str(&contents.borrow());
                    read.formulas.push(contents.borrow().to_string());
                    read.is_tex = false;
                }
                _ => read.text.push_str(&contents.borrow()),
            },
            NodeData::Document => {}
        }
    }
    read
}

impl Html {
    fn attribute(&mut self, tag: &str, name: &str, value: &str) {
        let is_number = value.parse::<i64>().is_ok();
        let is_fine = match (tag, name) {
            ("a", "href") => {
                self.links.push(value.to_owned());
                is_safe_url(value, &["http", "https", "mailto"])
            }
            ("img", "src") => {
                self.images.push(value.to_owned());
                is_safe_url(value, &["http", "https"])
            }
            ("img", "alt") => {
                self.text.push_str(value);
                true
            }
            ("table", "role") => value == "table",
            ("ol", "reversed") => value.is_empty(),
            ("ol", "start") | ("li", "value") | ("td" | "th", "colspan" | "rowspan") => is_number,
            ("math", "display") => value == "block",
            ("annotation", "encoding") => value == "application/x-tex",
            ("mi", "mathvariant") | ("mfrac", "linethickness") => {
                value.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
            }
            ("code", "class") if value.starts_with("language-math ") => {
                self.is_tex = true;
                matches!(value, "language-math math-inline" | "language-math math-display")
            }
            ("code", "class") => value.starts_with("language-") && !value.contains(char::is_whitespace),
            _ => false,
        };
        if !is_fine {
            self.unsafe_parts.push(format!("<{tag} {name}={value:?}>"));
        }
    }
}

/// Whether the URL, resolved against a page, has one of the schemes.
fn is_safe_url(value: &str, schemes: &[&str]) -> bool {
    let page = url::Url::parse("https://base.invalid/a/b").expect("a URL");
    // An invalid URL leads nowhere.
    page.join(value).is_ok_and(|url| schemes.contains(&url.scheme())) || page.join(value).is_err()
}

// ---- Comparing ----

/// Extracts a page and keeps all of its blocks.
pub fn keep_all(page: &str) -> Article {
    let mut article = bodytext::extract(page).expect("a page within the limits");
    article.retain(|_| true);
    article
}

/// The kept blocks.
pub fn kept(article: &Article) -> Vec<Block<'_>> {
    article.blocks().filter(Block::is_content).collect()
}

/// Whether some blocks are in a `tfoot`, whose rows are written last regardless of their position in the page.
fn has_foot(blocks: &[Block<'_>]) -> bool {
    blocks.iter().any(|block| block.path().is_some_and(|path| path.contains("> tfoot")))
}

/// The list, sorted if the order of the blocks is not known.
fn in_order<T: Ord>(mut list: Vec<T>, is_known: bool) -> Vec<T> {
    if !is_known {
        list.sort_unstable();
    }
    list
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// The first difference between two lists, with its neighbours.
fn difference(name: &str, found: &[impl AsRef<str>], expected: &[impl AsRef<str>]) -> Option<String> {
    let at = (0..found.len().max(expected.len()))
        .find(|&at| found.get(at).map(AsRef::as_ref) != expected.get(at).map(AsRef::as_ref))?;
    Some(format!("{name} {at}: {:?} instead of {:?}", near(found, at), near(expected, at)))
}

fn near(all: &[impl AsRef<str>], at: usize) -> Vec<&str> {
    all.iter().skip(at.saturating_sub(3)).take(6).map(AsRef::as_ref).collect()
}

/// Whether the white space in a block's text is folded.
fn is_folded(text: &str) -> bool {
    let folded: Vec<_> =
        text.split('\n').map(|line| line.split_ascii_whitespace().collect::<Vec<_>>().join(" ")).collect();
    !folded.iter().any(String::is_empty) && folded.join("\n") == text
}

/// The first error in the default Markdown of an article: in its words, listings or links.
pub fn check_markdown(article: &Article) -> Option<String> {
    let read = read_markdown(&article.markdown());
    let (kept, html) = (kept(article), read_html(&article.html()));
    let expected: Vec<_> = kept.iter().flat_map(|block| words(block.text())).collect();
    let is_row = |block: &&Block<'_>| block.kind() == BlockKind::TableRow;
    let is_listing =
        |block: &&Block<'_>| block.kind() == BlockKind::Code || (!is_row(block) && !is_folded(block.text()));
    let lines = |block: &Block<'_>| block.text().replace("\r\n", "\n").replace('\r', "\n") + "\n";
    let listings: Vec<_> = kept.iter().filter(is_listing).map(lines).collect();
    // Table rows inside a listing may become listings themselves.
    let rows: Vec<_> = kept.iter().filter(is_row).map(lines).collect();
    let codes: Vec<_> = read.codes.iter().filter(|code| !rows.contains(code)).collect();
    let without_signs = |words: &[&str]| -> Vec<String> {
        let signs: &[char] = if read.has_shifted { &['^', '_', '{', '}'] } else { &[] };
        words.iter().map(|word| without_counts(word).replace(signs, "")).collect()
    };
    let read_words = words(&read.text);
    let read_words = without_labels(&read_words, &expected);
    let in_order = |words: &[&str]| in_order(without_signs(words), !has_foot(&kept));
    difference("word", &in_order(&read_words), &in_order(&expected))
        .or_else(|| difference("listing", &codes, &listings))
        .or_else(|| difference("link", &outward(&read.links, &read), &outward(&html.links, &read)))
}

/// Replaces `[1:1]` by `[1]` in a word, because repeated references to a note have the same label.
fn without_counts(word: &str) -> String {
    let mut parts = word.split(':');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let label = out.rsplit_once('[').is_some_and(|(_, label)| is_number(label));
        match part.split_once(']') {
            Some((count, rest)) if label && is_number(count) => _ = write!(out, "]{rest}"),
            _ => _ = write!(out, ":{part}"),
        }
    }
    out
}

/// Replaces the label of each note by its form in `expected`, or removes it if `expected` does not have it.
fn without_labels<'a>(words: &[&'a str], expected: &[&'a str]) -> Vec<&'a str> {
    let mut found = Vec::new();
    for word in words {
        let Some(label) = word.strip_prefix(NOTE) else {
            found.push(*word);
            continue;
        };
        let next = expected
            .get(found.len())
            .filter(|next| next.trim_matches(&['[', ']', '(', ')', '.', ':'][..]) == label);
        found.extend(next);
    }
    found
}

/// The links, decoded. If the page has notes, links within the page are left out, because they may be references.
fn outward(links: &[String], read: &Markdown) -> Vec<String> {
    let mut links = decoded(links);
    links.retain(|link| !read.text.contains(NOTE) || !link.contains('#'));
    links
}

/// Decodes percent-encoding, because the outputs may encode different characters.
fn decoded(urls: &[String]) -> Vec<String> {
    let decode = |url: &String| {
        let mut bytes = Vec::new();
        let mut rest = url.as_bytes();
        while let Some((&byte, tail)) = rest.split_first() {
            let code =
                tail.get(..2).and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
            match code.filter(|_| byte == b'%') {
                Some(code) => (bytes.push(code), rest = &tail[2..]),
                None => (bytes.push(byte), rest = tail),
            };
        }
        String::from_utf8_lossy(&bytes).into_owned()
    };
    urls.iter().map(decode).collect()
}

/// The first error in the HTML of an article: an unsafe part, or a different block when it is segmented again.
pub fn check_html(article: &Article) -> Option<String> {
    let html = article.html();
    let read = read_html(&html);
    if !read.unsafe_parts.is_empty() {
        return Some(format!("unsafe: {:?}", read.unsafe_parts));
    }
    let tree = parse(&html, &Limits::new()).expect("a page within the limits");
    let again = segment_html(&tree);
    // A `sup` that was not a superscript, because of its context or content, may be one in the output.
    let has_shifted = read.tags.iter().any(|tag| matches!(tag.as_str(), "sup" | "sub"));
    let plain = |text: &str| if has_shifted { without_shifts(text) } else { text.to_owned() };
    let again = again.iter().map(|block| plain(again.text(block))).collect();
    let kept = kept(article);
    let blocks = kept.iter().map(|block| plain(block.text())).collect();
    let is_known = !has_foot(&kept);
    difference("block", &in_order(again, is_known), &in_order(blocks, is_known))
}

/// Replaces superscripts and subscripts by plain characters, and removes white space, which may be lost inside them.
fn without_shifts(text: &str) -> String {
    let shifts = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙᵢ".chars().zip("0123456789+-=()ni".chars().cycle());
    let plain = |c: char| shifts.clone().find(|&(shifted, _)| shifted == c).map_or(c, |(_, plain)| plain);
    text.chars()
        .filter(|c| !"^_{}".contains(*c) && !c.is_whitespace())
        .map(plain)
        .map(|c| if "−–".contains(c) { '-' } else { c })
        .collect()
}

/// The first error in the text of an article. Its words must be those of the kept blocks, except for bullets.
pub fn check_text(article: &Article) -> Option<String> {
    let is_word = |word: &&str| *word != "-";
    let text = article.text();
    let found: Vec<_> = words(&text).into_iter().filter(is_word).collect();
    let expected: Vec<_> =
        kept(article).iter().flat_map(|block| words(block.text())).filter(is_word).collect();
    difference("word of the text", &found, &expected)
}

/// The first error in any output.
pub fn check(article: &Article) -> Option<String> {
    check_text(article).or_else(|| check_html(article)).or_else(|| check_markdown(article))
}
