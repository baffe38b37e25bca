//! Guarantees of the public types, checked on every page of `tests/cases`.

use crate::case_pages::cases;
use bodytext::markdown::{Formulas, Images, Links, Options, Titles};
use bodytext::stages::{AttributeName, NodeData, Tag, Tree, parse};
use bodytext::{
    Article, Block, BlockKind, Comments, Contribution, Date, Error, Explanation, Extractor, Focus, Label,
    Limits, Metadata, Rule,
};
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::thread;

// ---- The pages ----

/// The articles of all cases, HTML and plain text.
fn articles(extractor: &Extractor) -> Vec<(String, Article)> {
    let html = cases("html").into_iter().map(|(name, page)| (name, extractor.extract(&page)));
    let texts = cases("txt").into_iter().map(|(name, text)| (name, extractor.extract_plain_text(&text)));
    html.chain(texts).map(|(name, article)| (name, article.expect("a page within the limits"))).collect()
}

#[test]
fn comments_included_are_never_fewer_words() {
    let words = |comments| -> Vec<(String, usize)> {
        let articles = articles(&Extractor::new().comments(comments)).into_iter();
        articles.map(|(name, article)| (name, article.text().split_whitespace().count())).collect()
    };
    let (without, with) = (words(Comments::Exclude), words(Comments::Include));
    assert!(without.iter().zip(&with).all(|(without, with)| without.1 <= with.1));
    assert!(without.iter().zip(&with).any(|(without, with)| without.1 < with.1));
}

// ---- Types ----

const fn assert_plain<T: Send + Sync + UnwindSafe + RefUnwindSafe + Unpin + Clone + Debug>() {}
const fn assert_copy<T: Copy>() {}
const fn assert_error<T: std::error::Error + 'static>() {}

const _: () = {
    assert_plain::<Article>();
    assert_plain::<Block<'static>>();
    assert_plain::<BlockKind>();
    assert_plain::<Comments>();
    assert_plain::<Contribution>();
    assert_plain::<Date>();
    assert_plain::<Error>();
    assert_plain::<Explanation>();
    assert_plain::<Extractor>();
    assert_plain::<Focus>();
    assert_plain::<Images>();
    assert_plain::<Label>();
    assert_plain::<Limits>();
    assert_plain::<Links>();
    assert_plain::<Metadata>();
    assert_plain::<Options>();
    assert_plain::<Rule>();
    assert_plain::<Titles>();
    assert_plain::<Formulas>();
    assert_copy::<Block<'static>>();
    assert_copy::<BlockKind>();
    assert_copy::<Comments>();
    assert_copy::<Contribution>();
    assert_copy::<Focus>();
    assert_copy::<Images>();
    assert_copy::<Label>();
    assert_copy::<Links>();
    assert_copy::<Rule>();
    assert_copy::<Titles>();
    assert_copy::<Formulas>();
    assert_error::<Error>();
};

#[test]
fn the_iterator_over_blocks_can_be_cloned_and_sent() {
    fn assert_iterator<T: Send + Sync + Clone>(_: &T) {}
    let article = bodytext::extract("<p>One.<p>Two.<p>Three.").expect("a small page");
    let blocks = article.blocks();
    assert_iterator(&blocks);
    assert_eq!(
        blocks.clone().rev().map(|block| block.text()).collect::<Vec<_>>(),
        ["Three.", "Two.", "One."]
    );
    assert_eq!(blocks.len(), 3);
}

// ---- Options ----

fn kept_words(article: &Article) -> usize {
    article.blocks().filter(Block::is_content).map(|block| block.word_count()).sum()
}

/// The kept words of each case.
fn words_by_case(focus: Focus) -> Vec<(String, usize)> {
    let articles = articles(&Extractor::new().focus(focus));
    articles.into_iter().map(|(name, article)| (name, kept_words(&article))).collect()
}

#[test]
fn focus_changes_what_is_kept_in_its_direction_only() {
    let [precision, balanced, recall] = [Focus::Precision, Focus::Balanced, Focus::Recall].map(words_by_case);
    let (mut fewer, mut more) = (0, 0);
    for (((name, precision), (_, balanced)), (_, recall)) in precision.iter().zip(&balanced).zip(&recall) {
        assert!(precision <= balanced, "{name}: precision keeps {precision} words, balanced {balanced}");
        assert!(balanced <= recall, "{name}: balanced keeps {balanced} words, recall {recall}");
        fewer += usize::from(precision < balanced);
        more += usize::from(balanced < recall);
    }
    assert!(fewer > 0, "no page on which precision keeps less");
    assert!(more > 0, "no page on which recall keeps more");
}

#[test]
fn balanced_is_the_default_focus() {
    assert_eq!(
        format!("{:?}", articles(&Extractor::new())),
        format!("{:?}", articles(&Extractor::new().focus(Focus::Balanced)))
    );
}

#[test]
fn max_bytes_bounds_html() {
    let page = "<p>A page of some bytes.</p>";
    let extract = |max_bytes| Extractor::new().limits(Limits::new().max_bytes(max_bytes)).extract(page);
    assert!(extract(page.len()).is_ok());
    let (bytes, max_bytes) = (page.len(), page.len() - 1);
    assert_eq!(extract(max_bytes).unwrap_err(), Error::TooLarge { bytes, max_bytes });
}

#[test]
fn max_bytes_bounds_plain_text() {
    let text = "A text of some bytes.\n";
    let extract =
        |max_bytes| Extractor::new().limits(Limits::new().max_bytes(max_bytes)).extract_plain_text(text);
    assert!(extract(text.len()).is_ok());
    let (bytes, max_bytes) = (text.len(), text.len() - 1);
    assert_eq!(extract(max_bytes).unwrap_err(), Error::TooLarge { bytes, max_bytes });
}

// ---- Blocks ----

/// Counts each letter and digit in `text`.
fn count_letters(text: &str, counts: &mut BTreeMap<char, usize>) {
    for letter in text.chars().filter(|c| c.is_alphanumeric()) {
        *counts.entry(letter).or_default() += 1;
    }
}

/// Whether the text of an element is not part of the page's text.
fn is_without_text(tag: Tag) -> bool {
    matches!(tag, Tag::Head | Tag::Script | Tag::Style | Tag::Select | Tag::Svg | Tag::Textarea | Tag::Iframe)
}

/// Whether the cases use this class for elements whose text is left out.
fn is_machinery(class: &str) -> bool {
    matches!(class, "gutter" | "mw-editsection")
}

fn letters_of_tree(tree: &Tree) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for id in tree.descendants(tree.root()) {
        let NodeData::Text(span) = tree.data(id) else { continue };
        let is_beside = |at| tree.attribute(at, AttributeName::Class).is_some_and(is_machinery);
        let is_left_out = |at| tree.tag(at).is_some_and(is_without_text) || is_beside(at);
        if !tree.ancestors(id).any(is_left_out) {
            count_letters(tree.text(span), &mut counts);
        }
    }
    counts
}

fn letters_of_blocks(article: &Article) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    article.blocks().for_each(|block| count_letters(block.text(), &mut counts));
    counts
}

#[test]
fn every_letter_of_a_page_stands_in_exactly_one_block() {
    // Formulas are written as TeX, line numbers and note marks are left out, and structured data is not in the tree.
    let others = ["formulas_", "docs_tables_notes", "text_in_json_ld"];
    let is_verbatim = |name: &str| !others.iter().any(|prefix| name.starts_with(prefix));
    for (name, page) in cases("html").into_iter().filter(|(name, _)| is_verbatim(name)) {
        let tree = parse(&page, &Limits::new()).expect("a page within the limits");
        let article = bodytext::extract(&page).expect("a page within the limits");
        assert_eq!(letters_of_blocks(&article), letters_of_tree(&tree), "{name}");
    }
}

/// Text in every kind of element. Only inline elements, visible or not, join the words on their two sides.
const SCATTERED: &str = "zero<hr>zero<div>one<p>two<b>three</b><hr>four<br>five<br><br>six</div>seven<h2>eight<span>nine</h2>\
    <ul>ten<li>eleven<p>twelve</ul><dl><dt>thirteen<dd>fourteen</dl><table>fifteen<caption>sixteen</caption><tr>\
    <td>seventeen<td><p>eighteen<p>nineteen</table><pre>twenty<br>one <b>two</b></pre><noscript>three</noscript>\
    <p hidden>four</p>five<i style='display: none'>six</i>seven<details><summary>eight</summary>nine</details>\
    <figure>ten<figcaption>eleven</figcaption></figure><x-y>twelve</x-y><button>thirteen</button><label>fourteen\
    </label><math><mn>fifteen</mn></math><blockquote>sixteen</blockquote><address>seventeen</address><nav>eighteen";

#[test]
fn text_gets_neither_lost_nor_glued_nor_repeated_wherever_it_stands() {
    let tree = parse(SCATTERED, &Limits::new()).expect("a page within the limits");
    let article = bodytext::extract(SCATTERED).expect("a page within the limits");
    assert_eq!(letters_of_blocks(&article), letters_of_tree(&tree));
    let words = article.blocks().flat_map(|block| block.text().split_whitespace()).collect::<Vec<_>>();
    assert_eq!(
        words.join(" "),
        "zero zero one twothree four five six seven eightnine ten eleven twelve thirteen fourteen fifteen sixteen \
         seventeen eighteen nineteen twenty one two three four fiveseven six eight nine ten eleven twelve \
         thirteen fourteen fifteen sixteen seventeen eighteen"
    );
}

#[test]
fn every_letter_of_plain_text_stands_in_exactly_one_block() {
    for (name, text) in cases("txt") {
        let mut letters = BTreeMap::new();
        count_letters(&text, &mut letters);
        let article = bodytext::extract_plain_text(&text).expect("a text within the limits");
        assert_eq!(letters_of_blocks(&article), letters, "{name}");
    }
}

#[test]
fn blocks_agree_with_their_article() {
    for (name, article) in articles(&Extractor::new()) {
        for (at, block) in article.blocks().enumerate() {
            assert_eq!(block.position(), at, "{name}");
            assert!(!block.text().trim().is_empty(), "{name}: block {at} is blank");
            assert!((0.0..=1.0).contains(&block.score()), "{name}: {block:?}");
            assert!((0.0..=1.0).contains(&block.link_density()), "{name}: {block:?}");
            assert_eq!(block.is_content(), block.label() == Label::Content, "{name}");
            assert_eq!(block.line().is_some(), name.starts_with("txt_"), "{name}");
        }
        assert!((0.0..=1.0).contains(&article.confidence()), "{name}: {}", article.confidence());
        assert_eq!(article.is_empty(), !article.blocks().any(|block| block.is_content()), "{name}");
        assert_eq!(article.is_empty(), article.text().is_empty(), "{name}");
    }
}

// ---- The decisions ----

#[test]
fn the_threshold_decides_where_no_rule_does() {
    let mut by_rule = BTreeMap::new();
    for focus in [Focus::Precision, Focus::Balanced, Focus::Recall] {
        for (name, article) in articles(&Extractor::new().focus(focus)) {
            for block in article.blocks() {
                *by_rule.entry(format!("{:?}", block.rule())).or_insert(0) += 1;
                let reaches = article.threshold().is_some_and(|threshold| block.score() >= threshold);
                match block.rule() {
                    Rule::Threshold => assert_eq!(block.is_content(), reaches, "{name}: {block:?}"),
                    Rule::ProseOnly => assert!(reaches && !block.is_content(), "{name}: {block:?}"),
                    Rule::Heading => assert!(block.is_content(), "{name}: {block:?}"),
                    Rule::Title => assert_eq!(block.label(), Label::Title, "{name}: {block:?}"),
                    Rule::Duplicate => assert_eq!(block.label(), Label::Boilerplate, "{name}: {block:?}"),
                    Rule::StructuredData => {
                        assert_eq!(block.is_content(), block.path().is_none(), "{name}: {block:?}");
                    }
                    Rule::Comments | Rule::Context => {}
                    other => panic!("{name}: {other:?} of {block:?}"),
                }
            }
        }
    }
    assert!(by_rule.len() >= 5, "rules without an example: {by_rule:?}");
}

#[test]
fn a_page_without_body_text_has_no_threshold() {
    let threshold = |page| bodytext::extract(page).expect("a small page").threshold();
    assert_eq!(threshold(""), None);
    assert_eq!(threshold("<nav><a href=/>Home</a></nav>"), None);
    assert!(threshold("<p>Nobody knows who built the bridge, or why it ends in the middle.").is_some());
}

fn labels(article: &Article) -> Vec<Label> {
    article.blocks().map(|block| block.label()).collect()
}

#[test]
fn retaining_what_is_content_changes_nothing() {
    for (name, mut article) in articles(&Extractor::new()) {
        let before = format!("{article:?}");
        article.retain(|block| block.is_content());
        assert!(before == format!("{article:?}"), "{name}");
    }
}

#[test]
fn retain_overrules_every_label() {
    for (name, original) in articles(&Extractor::new()) {
        let mut article = original.clone();
        article.retain(|block| !block.is_content());
        for (before, after) in original.blocks().zip(article.blocks()) {
            let expected = if before.is_content() { Label::Boilerplate } else { Label::Content };
            assert_eq!((after.label(), after.rule()), (expected, Rule::Retain), "{name}: {before:?}");
            assert_eq!((before.score(), before.text()), (after.score(), after.text()), "{name}");
        }
        let text = article.text();
        assert_eq!(words(&text).collect::<Vec<_>>(), words_of_kept_blocks(&article), "{name}");
        assert_eq!(article.title(), original.title(), "{name}");
        assert_eq!(article.confidence().to_bits(), original.confidence().to_bits(), "{name}");
        assert_eq!(article.threshold(), original.threshold(), "{name}");
    }
}

#[test]
fn retaining_nothing_leaves_title_and_comments_told_apart() {
    let mut told_apart = 0;
    for (name, original) in articles(&Extractor::new()) {
        let mut article = original.clone();
        article.retain(|_| false);
        assert!(article.is_empty() && article.text().is_empty(), "{name}");
        for (before, after) in labels(&original).into_iter().zip(labels(&article)) {
            let is_apart = matches!(before, Label::Title | Label::Comment);
            assert_eq!(after, if is_apart { before } else { Label::Boilerplate }, "{name}");
            told_apart += usize::from(is_apart);
        }
    }
    assert!(told_apart > 10);
}

#[test]
fn retain_asks_in_order_and_of_the_labels_before() {
    let page =
        "<p>Nobody knows who built the bridge, or why it ends in the middle of the water.</p>".repeat(3);
    let mut article = bodytext::extract(&page).expect("a small page");
    let before = labels(&article);
    let mut seen = Vec::new();
    article.retain(|block| {
        seen.push(block.label());
        assert_eq!(block.position() + 1, seen.len());
        false
    });
    assert_eq!(seen, before);
    article.retain(|block| block.label() == Label::Boilerplate);
    assert_eq!(article.blocks().filter(Block::is_content).count(), 3);
}

// ---- The text ----

/// The words of a text, without the bullets before list items.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|word| *word != "-")
}

/// The words of the kept blocks.
fn words_of_kept_blocks(article: &Article) -> Vec<&str> {
    article.blocks().filter(Block::is_content).flat_map(|block| words(block.text())).collect()
}

#[test]
fn the_text_is_the_kept_blocks_word_for_word() {
    for focus in [Focus::Precision, Focus::Balanced, Focus::Recall] {
        for (name, article) in articles(&Extractor::new().focus(focus)) {
            let text = article.text();
            assert_eq!(words(&text).collect::<Vec<_>>(), words_of_kept_blocks(&article), "{name}");
        }
    }
}

/// Pages whose title differs from the title block: one adds the name of the site, the other is known to be wrong.
const OTHER_TITLES: [&str; 2] = ["thread_hackernews.html", "thread_reddit_old.html"];

/// Pages whose heading names a category before the title, as in "Thread: Clarinet reed squeaks".
const CATEGORIES: [&str; 2] = ["thread_chinese_board.html", "thread_vbulletin.html"];

#[test]
fn the_title_is_not_repeated_in_the_text() {
    let mut titles = 0;
    for (name, article) in articles(&Extractor::new()) {
        let labelled: Vec<_> = article.blocks().filter(|block| block.label() == Label::Title).collect();
        assert!(labelled.len() <= 1, "{name}: {labelled:?}");
        let Some(title) = labelled.first() else { continue };
        titles += 1;
        let words = title.text().split_whitespace().collect::<Vec<_>>().join(" ");
        let own = article.title().expect("a title with a block of its own");
        let has_category = words.len() > own.len() && words.ends_with(own);
        assert_eq!(has_category, CATEGORIES.contains(&name.as_str()), "{name}: {title:?}, {own:?}");
        assert_eq!(
            has_category || words == own,
            !OTHER_TITLES.contains(&name.as_str()),
            "{name}: {title:?}, {:?}",
            article.title()
        );
        assert!(article.text().lines().all(|line| line != title.text()), "{name}: {title:?}");
    }
    assert!(titles > 10, "only {titles} pages with a headline");
}

// ---- Determinism ----

#[test]
fn a_page_comes_out_the_same_each_time_and_on_each_thread() {
    let extractor = Extractor::new();
    let first = format!("{:?}", articles(&extractor));
    assert!(first == format!("{:?}", articles(&extractor)), "the second time differs");
    thread::scope(|scope| {
        let extract = || format!("{:?}", articles(&extractor));
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(extract)).collect();
        for thread in threads {
            assert!(first == thread.join().expect("no panic"), "another thread differs");
        }
    });
}

// ---- Parsed trees ----

#[cfg(feature = "rcdom")]
mod rcdom {
    use super::{Article, Block, Error, Extractor, Limits, cases};
    use html5ever::tendril::TendrilSink;
    use html5ever::tree_builder::TreeBuilderOpts;
    use html5ever::{ParseOpts, parse_document};
    use markup5ever_rcdom::RcDom;

    fn parse(page: &str) -> RcDom {
        let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
        parse_document(RcDom::default(), ParseOpts { tree_builder, ..ParseOpts::default() }).one(page)
    }

    /// Everything that a user can see of an article. Its `Debug` output also has the node numbers, which may differ.
    fn seen(article: &Article) -> String {
        let block = |block: Block<'_>| {
            let counts = (block.word_count(), block.link_density(), block.is_hidden());
            format!("{block:?} {counts:?}\n")
        };
        format!(
            "{:?} {}\n{}",
            article.metadata(),
            article.confidence(),
            article.blocks().map(block).collect::<String>()
        )
    }

    #[test]
    fn it_comes_out_as_the_page_does() {
        for (name, page) in cases("html") {
            let article = Extractor::new().extract_rcdom(&parse(&page).document).expect("within the limits");
            let expected = bodytext::extract(&page).expect("within the limits");
            assert_eq!(seen(&article), seen(&expected), "{name}");
        }
    }

    #[test]
    fn any_element_of_it_can_be_extracted() {
        let dom = parse("<p>Outside.</p><div><p>Inside.</p></div>");
        let body = dom.document.children.borrow()[0].children.borrow()[1].clone();
        let div = body.children.borrow()[1].clone();
        let article = Extractor::new().extract_rcdom(&div).expect("within the limits");
        assert_eq!(article.blocks().map(|block| block.text()).collect::<Vec<_>>(), ["Inside."]);
    }

    #[test]
    fn max_bytes_bounds_it() {
        let dom = parse("<p class='counted as well'>A page of some bytes.</p>");
        let extract = |max_bytes| {
            Extractor::new().limits(Limits::new().max_bytes(max_bytes)).extract_rcdom(&dom.document)
        };
        assert!(extract(200).is_ok());
        assert!(matches!(extract(40), Err(Error::TooLarge { max_bytes: 40, .. })));
    }
}
