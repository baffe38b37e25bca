//! Metadata of pages: each source alone, the precedence of several sources, and odd pages.

use bodytext::{Article, Date, extract};

/// A field, a page, and the expected value of the field.
type Case = (Field, &'static str, Option<&'static str>);

#[derive(Clone, Copy, Debug)]
enum Field {
    Title,
    Byline,
    Published,
    Modified,
    Language,
    SiteName,
    Description,
    Url,
    Image,
    Keywords,
}

use Field::*;

fn read(article: &Article, field: Field) -> Option<String> {
    let metadata = article.metadata();
    let date = |date: &'_ Date| date.iso().unwrap_or(date.text()).to_owned();
    let value = match field {
        Title => metadata.title(),
        Byline => metadata.byline(),
        Published => return metadata.published().map(date),
        Modified => return metadata.modified().map(date),
        Language => metadata.language(),
        SiteName => metadata.site_name(),
        Description => metadata.description(),
        Url => metadata.canonical_url(),
        Image => metadata.image(),
        Keywords => {
            let keywords = metadata.keywords().collect::<Vec<_>>().join("+");
            return Some(keywords).filter(|all| !all.is_empty());
        }
    };
    value.map(str::to_owned)
}

#[track_caller]
fn check(cases: &[Case]) {
    for (field, page, expected) in cases {
        let article = extract(page).expect("a page within the limits");
        assert_eq!(read(&article, *field).as_deref(), *expected, "{field:?} of {page}");
    }
}

#[test]
fn meta_and_link_in_all_dialects() {
    check(&[
        (Title, "<meta property=og:title content='Rain at last'>", Some("Rain at last")),
        (Title, "<meta name=twitter:title content=Rain>", Some("Rain")),
        (Title, "<meta name=DC.Title content=Rain>", Some("Rain")),
        (Title, "<meta name=citation_title content=Rain>", Some("Rain")),
        (Title, "<title>Rain\n at  last</title>", Some("Rain at last")),
        (Byline, "<meta name=author content='Ada Brook'>", Some("Ada Brook")),
        (Byline, "<meta name=Author content='By Ada Brook'>", Some("Ada Brook")),
        (Byline, "<meta property=article:author content='Ada Brook'>", Some("Ada Brook")),
        (Byline, "<meta name=article:author content='Ada Brook'>", Some("Ada Brook")),
        (Byline, "<meta property=article:author content='https://example.org/ada'>", None),
        (Byline, "<meta name=author content=''>", None),
        (Byline, "<meta name=author content='undefined'>", None),
        (Byline, "<meta name=parsely-author content='Ada Brook'>", Some("Ada Brook")),
        (Byline, "<meta name=sailthru.author content='Ada Brook'>", Some("Ada Brook")),
        (Byline, "<meta name=dcterms.creator content='Ada Brook'>", Some("Ada Brook")),
        (
            Byline,
            "<meta name=citation_author content=Ada><meta name=citation_author content=Ben>",
            Some("Ada, Ben"),
        ),
        (Byline, "<meta name=twitter:creator content='@ada'>", None),
        (
            Published,
            "<meta property=article:published_time content='2021-05-03T10:12Z'>",
            Some("2021-05-03T10:12Z"),
        ),
        (Published, "<meta property=og:article:published_time content='2021-05-03'>", Some("2021-05-03")),
        (Published, "<meta name=citation_publication_date content='2021/5/3'>", Some("2021-05-03")),
        (Published, "<meta name=DC.date.issued content='2021-05-03'>", Some("2021-05-03")),
        (Published, "<meta name=parsely-pub-date content='2021-05-03'>", Some("2021-05-03")),
        (Published, "<meta name=sailthru.date content='2021-05-03 08:00:00'>", Some("2021-05-03T08:00:00")),
        (Published, "<meta name=pubdate content='20210503'>", Some("2021-05-03")),
        (Published, "<meta name=date content='3 May 2021'>", Some("2021-05-03")),
        (Published, "<meta name=date content='yesterday'>", None),
        (Modified, "<meta property=article:modified_time content='2021-05-04'>", Some("2021-05-04")),
        (Modified, "<meta property=og:updated_time content='2021-05-04'>", Some("2021-05-04")),
        (
            Modified,
            "<meta name=last-modified content='Tue, 04 May 2021 08:00:00 GMT'>",
            Some("2021-05-04T08:00:00Z"),
        ),
        (Language, "<html lang=pt-BR>", Some("pt-BR")),
        (Language, "<meta property=og:locale content=de_DE>", Some("de_DE")),
        (SiteName, "<meta property=og:site_name content='The Farmer'>", Some("The Farmer")),
        (SiteName, "<meta name=application-name content='The Farmer'>", Some("The Farmer")),
        (Description, "<meta name=description content='It\n rained.'>", Some("It rained.")),
        (Description, "<meta property=og:description content='It rained.'>", Some("It rained.")),
        (Url, "<link rel='alternate canonical' href=/rain>", Some("/rain")),
        (Url, "<meta property=og:url content='https://example.org/rain'>", Some("https://example.org/rain")),
        (
            Image,
            "<meta property=og:image content=rain.jpg><meta property=og:image content=2.jpg>",
            Some("rain.jpg"),
        ),
        (Image, "<meta name=twitter:image:src content=rain.jpg>", Some("rain.jpg")),
        (Image, "<link rel=image_src href=rain.jpg>", Some("rain.jpg")),
        (Keywords, "<meta name=keywords content='rain, harvest,, rain'>", Some("rain+harvest")),
        (
            Keywords,
            "<meta property=article:tag content=rain><meta property=article:tag content=sun>",
            Some("rain+sun"),
        ),
        (Keywords, "<p>Nothing.", None),
    ]);
}

#[test]
fn microdata_and_what_is_marked_near_the_title() {
    check(&[
        (
            Byline,
            "<h1>Rain</h1><span itemprop=author><b itemprop=name>Ada Brook</b>, Editor</span>",
            Some("Ada Brook"),
        ),
        (Byline, "<meta itemprop=author content='Ada Brook'>", Some("Ada Brook")),
        (
            Byline,
            "<h1>Rain</h1><p itemprop=author>Ada Brook</p><p itemprop=author>Ben Marsh</p>",
            Some("Ada Brook, Ben Marsh"),
        ),
        (Byline, "<h1>Rain</h1><p class=byline>By Ada Brook | 3 May 2021</p>", Some("Ada Brook")),
        (Byline, "<h1>Rain</h1><p class=byline>Von Ada Brook</p>", Some("Ada Brook")),
        (Byline, "<h1>Rain</h1><p class=byline>Written by <i>Ada Brook</i> in News</p>", Some("Ada Brook")),
        (
            Byline,
            "<h1>Rain</h1><p class=post-meta>In <a>News</a>, <a rel=author>Ada Brook</a></p>",
            Some("Ada Brook"),
        ),
        (
            Byline,
            "<h1>Rain</h1><p>In <a href=/news>News</a>, <a href=/authors/ada>Ada Brook</a></p>",
            Some("Ada Brook"),
        ),
        (
            Byline,
            "<h1>Rain</h1><div class=authors><a href=/author/ada>Ada</a><a href=/author/ben>Ben</a></div>",
            Some("Ada, Ben"),
        ),
        (Byline, "<p class=author>Ada Brook</p><h1>Rain</h1><p>It rained.", Some("Ada Brook")),
        (Byline, "<h1>Rain</h1><div class=authorBio>Ada Brook</div>", None),
        (Byline, "<h1>Rain</h1><p class=author>3 May 2021</p>", None),
        (Byline, "<h1>Rain</h1><p>By Ada Brook</p><p>It rained.", Some("Ada Brook")),
        (Byline, "<h1>Rain</h1><div>By</div><div>Ada Brook</div><p>It rained.", Some("Ada Brook")),
        (Byline, "<h1>Rain</h1><p>Sorted by price</p>", None),
        (Byline, "<h1>Rain</h1><p>By noon it had stopped.</p>", None),
        (
            Byline,
            "<h1>Rain</h1><p>It rained.</p><div class=comments><b class=author>Ben Marsh</b></div>",
            None,
        ),
        (
            Published,
            "<h1>Rain</h1><time datetime='2021-05-03T10:12+02:00'>Monday</time>",
            Some("2021-05-03T10:12+02:00"),
        ),
        (Published, "<h1>Rain</h1><time>2021-05-03</time>", Some("2021-05-03")),
        (Published, "<h1>Rain</h1><meta itemprop=datePublished content='2021-05-03'>", Some("2021-05-03")),
        (Published, "<h1>Rain</h1><p class=entry-date>Posted: 3 mai 2021 in News", Some("2021-05-03")),
        (Published, "<h1>Rain</h1><p>Ada Brook · May 3, 2021 · 5 min</p>", Some("2021-05-03")),
        (Published, "<h1>Rain</h1><p>2021年5月3日 来源</p>", Some("2021-05-03")),
        (
            Published,
            "<h1>Rain</h1><p>On 3 May 2021 it rained in all of the valley and on the hills.</p>",
            None,
        ),
        (
            Published,
            "<h1>Rain</h1><p>It rained.</p><div id=comments><time datetime='2021-05-03'></time></div>",
            None,
        ),
        (Modified, "<h1>Rain</h1><time class=updated datetime='2021-05-04'></time>", Some("2021-05-04")),
        (Published, "<h1>Rain</h1><time class=updated datetime='2021-05-04'></time>", None),
        (Modified, "<h1>Rain</h1><b itemprop=dateModified>2021-05-04</b>", Some("2021-05-04")),
    ]);
}

#[test]
fn several_authors_are_named_one_by_one() {
    check(&[
        (
            Byline,
            "<h1>Rain</h1><p class=byline>By <a href=/1>Ada Brook</a>, <a href=/2>Ben Marsh</a> and <a href=/3>Cy Dale</a></p>",
            Some("Ada Brook, Ben Marsh, Cy Dale"),
        ),
        (
            Byline,
            "<h1>Rain</h1><p>By Ada Brook, Ben Marsh and Cy Dale</p><p>It rained.",
            Some("Ada Brook, Ben Marsh, Cy Dale"),
        ),
        (
            Byline,
            "<h1>Regen</h1><p>Von <a rel=author>Ada Brook</a> und <a rel=author>Ben Marsh</a></p>",
            Some("Ada Brook, Ben Marsh"),
        ),
        (
            Byline,
            "<h1>Rain</h1><p class=author>By Ada Brook</p><p class=author>By Ben Marsh</p>",
            Some("Ada Brook, Ben Marsh"),
        ),
        (
            Byline,
            "<h1>Rain</h1><p class=authors><span>By: <a rel=author>Ada</a></span><span>, <a rel=author>Ben</a></span></p>",
            Some("Ada, Ben"),
        ),
        (
            Byline,
            "<h1>Rain</h1><p>By <a rel=author>Ada Brook</a>, reviewed by <a rel=author>Ben Marsh</a></p>",
            Some("Ada Brook"),
        ),
        (
            Byline,
            "<h1>Rain</h1><ul class=authors><li class=author>Ada Brook<li class=author>Ben Marsh</ul>",
            Some("Ada Brook, Ben Marsh"),
        ),
        (Byline, "<h1>雨</h1><span class=author>作者：张三</span>", Some("张三")),
        (Byline, "<h1>Rain</h1><p class=byline>By Ada Brook, Staff Writer</p>", Some("Ada Brook")),
        (Byline, "<h1>Rain</h1><p class=author>Staff writer</p>", None),
        (Byline, "<meta name=author content='Posted by Ada Brook, Senior Editor'>", Some("Ada Brook")),
        (Byline, "<meta name=author content='Ada di Caprio'>", Some("Ada di Caprio")),
        (
            Byline,
            "<meta name=author content=ada@example.org><h1>Rain</h1><p class=byline>By Ada Brook</p>",
            Some("Ada Brook"),
        ),
    ]);
}

#[test]
fn the_time_in_a_marked_element_counts() {
    const POSTED: &str = "<h1>Rain</h1><p class=posted-on>Posted on
        <time class=updated datetime='2021-05-06T08:00Z'>May 6, 2021</time>
        <time class=entry-date datetime='2021-05-03T10:12Z'>May 3, 2021</time></p>";
    check(&[
        (Published, POSTED, Some("2021-05-03T10:12Z")),
        (Modified, POSTED, Some("2021-05-06T08:00Z")),
        (
            Published,
            "<h1>Rain</h1><p class=date>May 3, 2021 <time datetime=soon>now</time></p>",
            Some("2021-05-03"),
        ),
        (
            Modified,
            "<h1>Rain</h1><p class=updated>Changed <time datetime='2021-05-06T08:00Z'>today</time></p>",
            Some("2021-05-06T08:00Z"),
        ),
    ]);
}

#[test]
fn remarks_are_no_part_of_a_byline() {
    check(&[
        (
            Byline,
            "<html lang=fr><h1>Pluie</h1><p class=author>Par Ada Brook et Ben Marsh, publié le 1er mai 2023</p>",
            Some("Ada Brook, Ben Marsh"),
        ),
        (Byline, "<h1>Rain</h1><p>By Ada Brook and Ben Marsh</p><p>It rained.", Some("Ada Brook, Ben Marsh")),
        (
            Byline,
            "<h1>Rain</h1><p class=byline>By Ada Brook, with reporting from Ben Marsh</p>",
            Some("Ada Brook"),
        ),
        (
            Byline,
            "<h1>Rain</h1><p class=byline>By Ada O'Brook, Jr. &amp; Ben van der Marsh</p>",
            Some("Ada O'Brook Jr., Ben van der Marsh"),
        ),
        (
            Byline,
            "<h1>Rain</h1><p class=byline>by Ada Brook and Ben Marsh for The Farmer</p>",
            Some("Ada Brook, Ben Marsh"),
        ),
        (Byline, "<h1>Rain</h1><p>Posted on May 3, 2021 by Ada Brook</p><p>It rained.", Some("Ada Brook")),
        (Byline, "<h1>Rain</h1><p>May 3, 2021, rain by the hour</p><p>It rained.", None),
        (Byline, "<html lang=he><h1>גשם</h1><p class=byline>מאת דנה כהן</p>", Some("דנה כהן")),
    ]);
}

#[test]
fn the_name_of_the_site_tells_the_title_from_its_parts() {
    check(&[
        (
            Title,
            "<title>Dry-cleaned – a farm in the rain - The Farmer</title>
             <meta property=og:site_name content='The Farmer'>",
            Some("Dry-cleaned – a farm in the rain"),
        ),
        (
            Title,
            "<title>Why 5 - 3 is not 2 - a study | The Weekly Farmer</title>
             <meta property=og:site_name content='Weekly Farmer'>",
            Some("Why 5 - 3 is not 2 - a study"),
        ),
        // All separators are the same, so any part may be a section.
        (
            Title,
            "<title>Rain at last - Weather - The Farmer</title><meta property=og:site_name content='The Farmer'>",
            Some("Rain at last"),
        ),
        (
            Title,
            "<title>Rain at last - a story - The Farmer</title><meta property=og:site_name content='The Farmer'>
             <meta property=og:title content='Rain at last - a story'>",
            Some("Rain at last - a story"),
        ),
        (
            Title,
            "<title>The Farmer | Rain falls at last again</title><h1>Rain falls at last again</h1><p>It rained.",
            Some("Rain falls at last again"),
        ),
    ]);
}

#[test]
fn dates_are_read_in_the_language_of_the_page() {
    check(&[
        (Published, "<html lang=en-US><meta name=date content=03/05/2024>", Some("2024-03-05")),
        (Published, "<html lang=en-GB><meta name=date content=03/05/2024>", Some("2024-05-03")),
        (Published, "<html lang=en><meta name=date content=03/05/2024>", Some("03/05/2024")),
        (
            Published,
            "<html lang=en><meta property=og:locale content=en_US><meta name=date content=03/05/2024>",
            Some("2024-03-05"),
        ),
        (
            Published,
            "<html lang=fr><h1>Pluie</h1><p>Publié le 5 août 2024</p><p>Il a plu.",
            Some("2024-08-05"),
        ),
        (Published, "<html lang=hr><h1>Kiša</h1><time>5. listopada 2024.</time>", Some("2024-10-05")),
        (Published, "<html lang=th><h1>ฝน</h1><time>5 มี.ค. 2567</time>", Some("2024-03-05")),
        (
            Published,
            "<html lang=ja><h1>雨</h1><p>2024年3月5日 10:11</p><p>雨が降った。",
            Some("2024-03-05T10:11"),
        ),
        (Published, "<html lang=fa><h1>باران</h1><time>۵ مارس ۲۰۲۴</time>", Some("2024-03-05")),
        (
            Published,
            "<h1>Rain</h1><time datetime='Tue Mar 05 2024 10:11:12 GMT+0100 (CET)'>today</time>",
            Some("2024-03-05T10:11:12+01:00"),
        ),
    ]);
}

#[test]
fn dates_of_other_calendars_are_read() {
    check(&[
        (Published, "<html lang=ja><h1>雨</h1><time>令和5年4月1日</time>", Some("2023-04-01")),
        (Published, "<html lang=ja><h1>雨</h1><p class=date>平成30年12月31日</p>", Some("2018-12-31")),
        (Published, "<html lang=zh-TW><h1>雨</h1><p class=date>民國112年5月4日</p>", Some("2023-05-04")),
        (Published, "<html lang=fa><h1>باران</h1><p class=date>۱۲ خرداد ۱۴۰۲</p>", Some("2023-06-02")),
        (Published, "<html lang=is><h1>Regn</h1><p class=date>4. maí 2023</p>", Some("2023-05-04")),
        (Published, "<html lang=sr><h1>Киша</h1><p class=date>4. маја 2023.</p>", Some("2023-05-04")),
        (Published, "<html lang=lv><h1>Lietus</h1><p class=date>2023. gada 4. maijā</p>", Some("2023-05-04")),
    ]);
}

#[test]
fn a_line_may_tell_the_time_and_the_date_of_the_last_change() {
    const BOTH: &str = "<h1>Rain</h1><p class=date>Posted May 4, 2023; updated May 6, 2023</p>";
    const CHANGED: &str = "<html lang=no><h1>Regn</h1><p class=date>Oppdatert: 3. des. 2022</p>";
    check(&[
        (Published, BOTH, Some("2023-05-04")),
        (Modified, BOTH, Some("2023-05-06")),
        (Published, CHANGED, Some("2022-12-03")),
        (Modified, CHANGED, Some("2022-12-03")),
        (
            Published,
            "<html lang=no><h1>Regn</h1><p class=date>Publisert 17. mai 2023 kl. 14:05</p>",
            Some("2023-05-17T14:05"),
        ),
        (
            Published,
            "<html lang=de><h1>Regen</h1><p class=date>04.05.2023, 12:30 Uhr</p>",
            Some("2023-05-04T12:30"),
        ),
        (
            Published,
            "<html lang=fr><h1>Pluie</h1><p class=author>Par Ada Brook, publié le 1er mai 2023 à 10h05</p>",
            Some("2023-05-01T10:05"),
        ),
        (
            Published,
            "<html lang=ja><h1>雨</h1><p class=date>2023年4月1日(土) 10時00分</p>",
            Some("2023-04-01T10:00"),
        ),
    ]);
}

#[test]
fn an_article_may_have_its_date_at_the_end() {
    let page = |kind: &str, end: &str| {
        let body = "<p>It rained all day, and the farmers danced.</p>".repeat(20);
        let page = format!("<meta property=og:type content={kind}><h1>Rain</h1>{body}{end}");
        read(&extract(&page).expect("a page within the limits"), Published)
    };
    assert_eq!(page("article", "<p>Posted on May 3, 2021</p>").as_deref(), Some("2021-05-03"));
    assert_eq!(page("article", "<p>Posted on May 3, 2021</p><p>May 4, 2021</p>"), None);
    assert_eq!(page("website", "<p>Posted on May 3, 2021</p>"), None);
}

#[test]
fn the_day_of_the_last_change_is_not_that_of_publication() {
    let page = |published: &str, modified: &str, shown: &str| {
        let page = format!(
            "<meta name=date content={published}><meta name=last-modified content={modified}>
             <h1>Rain</h1><p class=date>{shown}</p><p>It rained."
        );
        read(&extract(&page).expect("a page within the limits"), Published)
    };
    assert_eq!(page("2024-03-05", "2024-03-05", "2021-05-03").as_deref(), Some("2021-05-03"));
    assert_eq!(page("2024-03-05", "2024-03-04", "3 May 2021").as_deref(), Some("2021-05-03"));
    // The page was changed later; the time zones differ; the visible date is that of a change.
    assert_eq!(page("2024-03-05", "2024-03-06", "2021-05-03").as_deref(), Some("2024-03-05"));
    assert_eq!(page("2024-03-01", "2024-03-01", "2024-02-29").as_deref(), Some("2024-03-01"));
    assert_eq!(page("2024-03-05", "2024-03-05", "2025-01-01").as_deref(), Some("2024-03-05"));
}

#[test]
fn the_address_tells_the_day_as_a_last_resort() {
    check(&[
        (
            Published,
            "<html lang=en><link rel=canonical href='/2024/03/05/rain'><meta name=date content=03/05/2024>",
            Some("2024-03-05"),
        ),
        (Published, "<link rel=canonical href='https://example.org/2024/03/05/rain'>", Some("2024-03-05")),
        (
            Published,
            "<link rel=canonical href='/2024/03/05/rain'><meta name=date content=2024-03-04>",
            Some("2024-03-04"),
        ),
        // On a front page, and next to products, dates belong to something else.
        (
            Published,
            "<link rel=canonical href='https://example.org/'><h1>News</h1><time>2024-03-05</time>",
            None,
        ),
        (Published, "<meta property=og:type content=product><h1>Pan</h1><time>2024-03-05</time>", None),
    ]);
}

#[cfg(feature = "url")]
#[test]
fn the_address_may_be_known_from_elsewhere() {
    let mut article = extract("<h1>Rain</h1><p>It rained.").expect("a page within the limits");
    assert_eq!(article.metadata().published(), None);
    article.set_url("https://example.org/2024/03/05/rain").expect("an address");
    assert_eq!(article.metadata().published().and_then(Date::iso), Some("2024-03-05"));
}

#[test]
fn titles_are_without_the_name_of_the_site() {
    check(&[
        (Title, "<title>Rain at last | The Farmer</title><h1>Rain at last</h1>", Some("Rain at last")),
        (Title, "<title>Rain at last | The Farmer</title>", Some("Rain at last")),
        (
            Title,
            "<title>The Farmer - Rain at last</title><meta property=og:site_name content='The Farmer'>",
            Some("Rain at last"),
        ),
        (
            Title,
            "<title>Rain at last - The Farmer</title><h1>The Farmer</h1><p>It rained.",
            Some("Rain at last"),
        ),
        (Title, "<title>Rain at last</title><h1>Rain at last | The Farmer</h1>", Some("Rain at last")),
        (Title, "<title>Dry-cleaned</title>", Some("Dry-cleaned")),
        (Title, "<title>Rain: what now?</title><h1>Rain: what now?</h1>", Some("Rain: what now?")),
        (
            Title,
            "<title>Cybersecurity consulting | Firm</title><h1>Sleep well again</h1>",
            Some("Cybersecurity consulting"),
        ),
        (Title, "<title>join() | Docs</title><h1>join()¶</h1>", Some("join()")),
        (
            Title,
            "<title>Rain · Weather | The Farmer</title><meta property=og:site_name content='The Farmer'>
             <a href=/>The Farmer</a><p>It rained all day, and the farmers of the valley danced in their fields.",
            Some("Rain · Weather"),
        ),
        (
            Title,
            "<title>The Farmer - Rain at last in the whole valley</title>
             <a href=/>The Farmer</a><h1>Rain at last in the whole valley</h1><p>It rained all day.",
            Some("Rain at last in the whole valley"),
        ),
        (Title, "<title>Test page</title><h1>Farmers dance in the rain</h1>", Some("Farmers dance in the rain")),
        // A heading that links to the front page is the site's logo.
        (
            Title,
            "<title>Rain - Crops | The Weekly Farmer of the Valley</title>
             <h2><a href=/>The Weekly Farmer of the Valley</a></h2><p>It rained all day.",
            Some("Rain - Crops"),
        ),
        (
            Title,
            "<title>Rain at last</title><link rel=canonical href=https://example.org/rain>
             <h1><a href=https://www.example.org/>Rain and shine</a></h1><h2>Rain at last</h2><p>It rained all day.",
            Some("Rain at last"),
        ),
        (
            Title,
            "<title>Rain - What now? - The Farmer</title><h1>Rain – What now?</h1>",
            Some("Rain – What now?"),
        ),
        (
            Title,
            "<title>Rain at last：東京の農家</title><meta property=og:site_name content=東京の農家>",
            Some("Rain at last"),
        ),
        // The heading contains the title in the head, next to a kicker.
        (
            Title,
            "<title>Rain falls at last - News - The Farmer</title>
             <h1><span>After the drought</span> - <span>Rain falls at last</span></h1>",
            Some("Rain falls at last"),
        ),
        (
            Title,
            "<title>Endlich wieder Wasser</title><h1><b>Thema des Tages</b><b>Endlich wieder Wasser</b></h1>",
            Some("Endlich wieder Wasser"),
        ),
        (
            Title,
            "<title>Rain falls at last</title><h1><a>Rain falls at last</a> <a>(example.org)</a> 87</h1>",
            Some("Rain falls at last"),
        ),
    ]);
}

#[test]
fn of_several_headings_and_parts_one_is_the_title() {
    check(&[
        // If several headings are in the head title, the first part is not the site.
        (
            Title,
            "<title>Rain | Best Farm News – All of it</title><h1>Best Farm News</h1><h1>Rain</h1>",
            Some("Rain"),
        ),
        (
            Title,
            "<title>Rain | City of Farms</title><h1>The City of Farms, Ohio</h1><h1>Rain</h1>",
            Some("Rain"),
        ),
        (
            Title,
            "<title>Wet fields - Forum - Farms</title><h1>Wet fields - Forum</h1><h1>Wet fields</h1>",
            Some("Wet fields"),
        ),
        (
            Title,
            "<title>Wet fields | Farms</title><meta property=og:title content='Wet fields'><h1>Wet fields | Farms</h1>",
            Some("Wet fields"),
        ),
        (
            Title,
            "<title>Rain now | Farmers</title><meta property=og:title content='Farmers | Rain at last'>
             <h1>Rain at last</h1>",
            Some("Rain at last"),
        ),
        // A heading repeats the head title, with a label after a bar or the name of the site.
        (
            Title,
            "<title>Rain falls all over the valley | Opinion</title><h1>Rain falls all over the valley | Opinion</h1>",
            Some("Rain falls all over the valley"),
        ),
        (
            Title,
            "<title>Rain | It falls all over the valley</title><h1>Rain | It falls all over the valley</h1>",
            Some("Rain | It falls all over the valley"),
        ),
        (
            Title,
            "<title>Rain falls? – The Best Farms – The Best Farms</title><h1>Rain falls? – The Best Farms</h1>
             <meta property=og:site_name content='The Best Farms'>",
            Some("Rain falls?"),
        ),
        // The text that agrees best with the head title is not a heading.
        (
            Title,
            "<title>Height Adjustable Desks | Wide Valley Firm</title><h1>Adjustable desks</h1>
             <ul><li>Wide Valley Firm</ul>",
            Some("Adjustable desks"),
        ),
        // The head title is only the name of the site.
        (
            Title,
            "<title>Farms</title><meta property=og:site_name content=Farms><h1>Rain falls at last</h1>",
            Some("Rain falls at last"),
        ),
        (
            Title,
            "<title>Farms</title><meta property=og:site_name content=Farms>
             <link rel=canonical href=https://example.org/><h1>We grow it</h1>",
            Some("Farms"),
        ),
        (
            Title,
            "<title>Farms</title><link rel=canonical href=https://farms.example/a><h1>Rain falls at last</h1>",
            Some("Rain falls at last"),
        ),
        (
            Title,
            "<title>Rain falls at last</title><meta property=og:title content=Farms>
             <meta property=og:site_name content=Farms>",
            Some("Rain falls at last"),
        ),
        (
            Title,
            "<title>Farms | Home</title><meta property=og:title content=Farms>
             <meta property=og:site_name content=Farms><link rel=canonical href=https://farms.example/>",
            Some("Farms"),
        ),
        (
            Title,
            "<title>Rain falls all over the valley | Part 2</title><h1>Rain falls all over the valley | Part 2</h1>",
            Some("Rain falls all over the valley | Part 2"),
        ),
        (Title, "<title>|</title>", Some("|")),
        (Title, "<p>It rained.", None),
    ]);
}

#[cfg(feature = "metadata")]
#[test]
fn a_label_in_the_heading_is_no_part_of_the_title() {
    check(&[(
        Title,
        r#"<title>News - Rain falls at last | Farm Forum</title><h1><span>News</span> Rain falls at last</h1>
           <script type=application/ld+json>
           {"@type":"DiscussionForumPosting","headline":"Rain falls at last"}</script>"#,
        Some("Rain falls at last"),
    )]);
}

#[cfg(feature = "metadata")]
#[test]
fn json_ld_describes_the_page() {
    fn of(json: &str) -> Article {
        let page = format!("<h1>Rain</h1><script type='application/ld+json'>{json}</script><p>It rained.");
        extract(&page).expect("a page within the limits")
    }
    #[rustfmt::skip]
    let cases: &[(&str, Field, Option<&str>)] = &[
        (r#"{"@type":"NewsArticle","author":"Ada Brook"}"#, Byline, Some("Ada Brook")),
        (r#"{"@type":"Article","author":{"@type":"Person","name":"Ada Brook"}}"#, Byline, Some("Ada Brook")),
        (r#"{"@type":"Article","author":[{"name":"Ada"},{"name":"Ben"},"Cy"]}"#, Byline, Some("Ada, Ben, Cy")),
        (r#"{"@type":"Article","author":{"name":["Ada","Ben"]}}"#, Byline, Some("Ada, Ben")),
        (r#"{"@type":"Article","author":[[{"name":"Ada"}]]}"#, Byline, Some("Ada")),
        (r#"{"@type":"Article","author":{"name":{"@value":"Ada"}}}"#, Byline, Some("Ada")),
        (r##"{"@graph":[{"@type":"Article","author":{"@id":"#a"}},{"@id":"#a","name":"Ada"}]}"##, Byline, Some("Ada")),
        (r##"[{"@type":"Article","author":{"@id":"#a"}},{"@id":"#a","name":{"@id":"#a"}}]"##, Byline, None),
        (r#"{"@type":"Article","author":"https://example.org/ada"}"#, Byline, None),
        (r#"{"@type":"Article","author":null,"creator":"Ada"}"#, Byline, Some("Ada")),
        (r#"{"@type":["Thing","https://schema.org/BlogPosting"],"author":"Ada"}"#, Byline, Some("Ada")),
        (r#"{"@type":"Person","name":"Ada"}"#, Byline, None),
        (r#"{"@type":"WebPage","author":"Web"}"#, Byline, Some("Web")),
        (r#"{"@type":"WebPage","datePublished":"2021-05-03"}"#, Published, None),
        (r#"{"@type":"WebPage","datePublished":"2021-05-03","author":"Web"}"#, Published, Some("2021-05-03")),
        (r#"{"@type":"VideoObject","uploadDate":"2021-05-03"}"#, Published, Some("2021-05-03")),
        (r#"[{"@type":"WebPage","author":"Web"},{"@type":"Article","author":"Ada"}]"#, Byline, Some("Ada")),
        (r#"{"@type":"WebPage","mainEntity":{"@type":"Article","author":"Ada"}}"#, Byline, Some("Ada")),
        (r#"{"@type":"FAQPage","mainEntity":[{"@type":"Question","author":"Ada"}]}"#, Byline, None),
        (r#"{"@type":"QAPage","mainEntity":{"@type":"Question","author":"Ada","dateCreated":"2021-05-03"}}"#, Published, Some("2021-05-03")),
        (r#"{"@type":"Article","author":"Ada &amp; Ben &#39;s"}"#, Byline, Some("Ada & Ben 's")),
        (r#"{"@type":"Article","datePublished":"2021-05-03T10:12:00+0200"}"#, Published, Some("2021-05-03T10:12:00+02:00")),
        (r#"{"@type":"Article","datePublished":["2021-05-03"]}"#, Published, Some("2021-05-03")),
        (r#"{"@type":"Article","dateModified":"2021-05-04"}"#, Modified, Some("2021-05-04")),
        (r#"{"@type":"Article","publisher":{"name":"The Farmer"}}"#, SiteName, Some("The Farmer")),
        (r#"[{"@type":"Article","publisher":{"name":"Ltd"}},{"@type":"WebSite","name":"The Farmer"}]"#, SiteName, Some("The Farmer")),
        (r#"{"@type":"Article","image":{"@type":"ImageObject","url":"rain.jpg"}}"#, Image, Some("rain.jpg")),
        (r#"{"@type":"Article","image":["rain.jpg","2.jpg"]}"#, Image, Some("rain.jpg")),
        (r#"{"@type":"Article","mainEntityOfPage":{"@id":"/rain"}}"#, Url, Some("/rain")),
        (r#"{"@type":"Article","inLanguage":"de"}"#, Language, Some("de")),
        (r#"{"@type":"Article","keywords":"rain, sun"}"#, Keywords, Some("rain+sun")),
        (r#"{"@type":"Article","keywords":["rain","sun"]}"#, Keywords, Some("rain+sun")),
        (r#"{"@type":"Article","description":"It rained."}"#, Description, Some("It rained.")),
        // Errors that occur on real pages.
        (r#"{"@type":"Article","author":"Ada",}"#, Byline, Some("Ada")),
        ("{\"@type\":\"Article\",\"description\":\"It\nrained.\",\"author\":\"Ada\"}", Byline, Some("Ada")),
        (r#"{"@type":"Article","description":"the "old" mill","author":"Ada"}"#, Byline, Some("Ada")),
        (r#"{"@type":"Article","author":"Ada""#, Byline, Some("Ada")),
        (r#"<!-- {"@type":"Article","author":"Ada"} -->"#, Byline, Some("Ada")),
        (r#"//<![CDATA[ {"@type":"Article","author":"Ada"} //]]>"#, Byline, Some("Ada")),
        (r#"{"@type":"Article","author":"Ada"};"#, Byline, Some("Ada")),
        (r#"{"@type":"Person"}{"@type":"Article","author":"Ada"}"#, Byline, Some("Ada")),
        ("", Byline, None),
        ("null", Byline, None),
        ("{\"@type\":\"Article\",\"author\":", Byline, None),
        ("]]}}", Byline, None),
    ];
    for (json, field, expected) in cases {
        assert_eq!(read(&of(json), *field).as_deref(), *expected, "{field:?} of {json}");
    }
}

#[cfg(feature = "metadata")]
#[test]
fn json_ld_is_bounded() {
    let article = |around: &str, count: usize| {
        let padding = around.repeat(count);
        let page = format!(
            "<script type=application/ld+json>[\"{padding}\"]</script>\
             <script type=application/ld+json>{{\"@type\":\"Article\",\"author\":\"Ada\"}}</script>"
        );
        extract(&page).expect("a page within the limits").metadata().byline().map(str::to_owned)
    };
    assert_eq!(article("x", 1 << 10).as_deref(), Some("Ada"));
    assert_eq!(article("x", 1 << 20), None);
    // If a script is too deep for the parser, only the script is ignored.
    let deep = "<script type=application/ld+json>".to_owned() + &"{\"@graph\":[".repeat(20_000) + "</script>";
    let page = deep + "<meta name=author content=Ada>";
    assert_eq!(extract(&page).expect("a page within the limits").metadata().byline(), Some("Ada"));
}

#[test]
fn of_several_sources_the_best_counts() {
    const ALL: &str = "<html lang=en><meta name=author content=Meta><meta property=article:author content=Graph>
        <meta name=citation_author content=Citation><meta name=date content=2021-01-01>
        <meta property=article:published_time content=2021-02-02><meta name=description content=Meta>
        <meta property=og:description content=Graph><meta property=og:url content=/graph><link rel=canonical href=/link>
        <meta property=og:locale content=de><h1>Rain</h1><p class=byline>By Ada Brook</p><time>2021-03-03</time>";
    check(&[
        (Byline, ALL, Some("Citation")),
        (Published, ALL, Some("2021-02-02")),
        (Description, ALL, Some("Meta")),
        (Url, ALL, Some("/link")),
        (Language, ALL, Some("en")),
        // If a value cannot be a date or a name, the next source counts.
        (
            Published,
            "<meta property=article:published_time content=soon><h1>Rain</h1><time>2021-03-03</time>",
            Some("2021-03-03"),
        ),
        (
            Byline,
            "<meta property=og:site_name content='The Farmer'><meta name=author content='The Farmer'><h1>Rain</h1>
             <p class=byline>By Ada Brook</p>",
            Some("Ada Brook"),
        ),
        (
            Byline,
            "<meta property=og:site_name content='The Farmer'><meta name=author content='The Farmer'>",
            Some("The Farmer"),
        ),
    ]);
}

#[test]
fn an_author_is_found_where_previews_and_catalogues_have_it() {
    check(&[
        (
            Byline,
            "<meta name=twitter:label1 content='Written by'><meta name=twitter:data1 content='Ada Brook'>\
             <meta name=twitter:label2 content='Reading time'><meta name=twitter:data2 content='4 minutes'>",
            Some("Ada Brook"),
        ),
        (
            Byline,
            "<meta name=twitter:label1 content='Reading time'><meta name=twitter:data1 content='4 minutes'>",
            None,
        ),
        (Byline, "<meta name=citation_author content='Brook, Ada'>", Some("Ada Brook")),
        (Byline, "<div itemprop=author><meta itemprop=name content='Ada Brook'></div>", Some("Ada Brook")),
    ]);
}

#[test]
fn an_author_is_found_in_the_text_near_the_title() {
    check(&[
        // Before a date with its own preposition.
        (Byline, "<h1>Rain at last</h1><p>By Ada Brook on 3 May 2021</p>", Some("Ada Brook")),
        (Byline, "<h1>Rain at last</h1><p>By Ada Brook on Monday, 3 May 2021</p>", Some("Ada Brook")),
        // A repeated title is not the name after the preposition. Letters within a word are not a preposition.
        (Byline, "<h1>Rain at last</h1><p>By</p><p>Rain at last</p><p>Ada Brook</p>", Some("Ada Brook")),
        (Byline, "<h1>Ruby rings at last</h1><p>By</p><p>Ada Brook</p>", Some("Ada Brook")),
        // On a front page, names belong to the articles.
        (
            Byline,
            "<link rel=canonical href=https://example.org/><h1>Rain at last</h1><p>By Ada Brook</p>",
            None,
        ),
    ]);
}

#[test]
fn an_author_is_found_by_classes_and_addresses() {
    check(&[
        (Byline, "<h1>Rain at last</h1><p class=user-name>Ada Brook</p>", Some("Ada Brook")),
        (Byline, "<h1>Rain at last</h1><a href=/author/ada>Ada Brook</a>", Some("Ada Brook")),
        // A list of all authors.
        (Byline, "<h1>Rain at last</h1><a href=/authors>Our Team</a>", None),
        // The name of the host is the author only if no other name is found.
        (
            Byline,
            "<link rel=canonical href=https://www.farmer.example/rain><meta name=author content=Farmer>
             <h1>Rain at last</h1><p class=byline>Ada Brook</p>",
            Some("Ada Brook"),
        ),
    ]);
}

#[test]
fn a_byline_far_from_the_title_has_to_announce_the_author() {
    let page = |bylines: &str| {
        format!("<h1>Rain at last</h1>{}{bylines}", "<p>It rained on all the fields.".repeat(50))
    };
    let byline = |bylines: &str| {
        extract(&page(bylines)).expect("a page within the limits").metadata().byline().map(str::to_owned)
    };
    assert_eq!(byline("<p class=author>By Ada Brook</p>").as_deref(), Some("Ada Brook"));
    assert_eq!(byline("<p class=author>Ada Brook</p>"), None);
    assert_eq!(byline("<p class=author>By Ada Brook</p><p class=author>By Ben Marsh</p>"), None);
}

#[cfg(feature = "metadata")]
#[test]
fn an_organisation_is_the_author_if_no_person_is() {
    const DESK: &str = r#"<script type=application/ld+json>
        {"@type":"Article","author":{"@type":"Organization","name":"News Desk"}}</script>"#;
    const DESK_AND_PERSON: &str = r#"<script type=application/ld+json>
        {"@type":"Article","author":{"@type":"Organization","name":"News Desk"}}</script>
        <meta name=author content='Ada Brook'>"#;
    check(&[(Byline, DESK, Some("News Desk")), (Byline, DESK_AND_PERSON, Some("Ada Brook"))]);
}

#[cfg(feature = "metadata")]
#[test]
fn json_ld_comes_before_meta() {
    let page = r#"<meta name=author content=Meta><meta property=og:description content=Graph>
        <script type=application/ld+json>{"@type":"Article","author":"Ada","description":"Data"}</script>"#;
    check(&[(Byline, page, Some("Ada")), (Description, page, Some("Graph"))]);
}

#[test]
fn plain_text_has_a_title_and_a_date() {
    let text = "Old mill to become a library\nUpdated: 2022-09-14 08:30\n\
        The old mill at the river will become the town's new library, the council decided on Tuesday evening.\n\
        It had stood empty for eleven years, since the last miller retired and moved to his daughter's farm.";
    let article = bodytext::extract_plain_text(text).expect("text within the limits");
    assert_eq!(article.title(), Some("Old mill to become a library"));
    assert_eq!(article.metadata().published().and_then(Date::iso), Some("2022-09-14T08:30"));
    assert_eq!(
        (article.metadata().byline(), article.metadata().modified(), article.metadata().keywords().len()),
        (None, None, 0)
    );
}
