//! The images of the body: which ones are kept, their positions, and that they are safe.

use bodytext::Article;
use bodytext::markdown::{Images, Options};

const BEFORE: &str =
    "The old mill at the river will become a library, the council decided on Tuesday evening.";
const AFTER: &str =
    "It had stood empty for eleven years, since the last miller retired and moved to the farm.";

/// An article with the given markup between its two paragraphs.
fn around(inside: &str) -> Article {
    bodytext::extract(&format!("<p>{BEFORE}</p>{inside}<p>{AFTER}</p>")).expect("a small page")
}

fn urls(inside: &str) -> Vec<String> {
    around(inside).images().into_iter().map(|image| image.url).collect()
}

#[test]
fn late_images_are_found() {
    const BLANK: &str = "src='data:image/gif;base64,R0lGODlhAQABAAAAACw='";
    let cases: &[(&str, &[&str])] = &[
        ("<img src=a.jpg>", &["a.jpg"]),
        ("<img src=blank.gif data-src=a.jpg>", &["a.jpg"]),
        ("<img src=blank.gif data-lazy-src=a.jpg>", &["a.jpg"]),
        ("<img src=blank.gif data-original=a.jpg>", &["a.jpg"]),
        ("<img src=blank.gif data-srcset='b.jpg 1x, a.jpg 2x'>", &["a.jpg"]),
        ("<img src=blank.gif data-lazy-srcset='a.jpg 900w, b.jpg 300w'>", &["a.jpg"]),
        ("<img src=a.jpg srcset='b.jpg 300w, c.jpg 900w'>", &["a.jpg"]),
        ("<img BLANK srcset='b.jpg 300w, a.jpg 900w'>", &["a.jpg"]),
        ("<img src=a.jpg data-src='{\"x\": 1}'>", &["a.jpg"]),
        (
            "<picture><source srcset='a.webp 1x, b.webp 2x'><source srcset=c.jpg><img BLANK></picture>",
            &["b.webp"],
        ),
        ("<picture><source data-srcset=a.webp><img></picture>", &["a.webp"]),
        ("<picture><source srcset=a.webp><img src=a.jpg></picture>", &["a.jpg"]),
        ("<img BLANK><noscript><img src=a.jpg></noscript>", &["a.jpg"]),
        ("<noscript><img src=a.jpg></noscript> <img BLANK>", &["a.jpg"]),
        ("<img data-src=a.jpg><noscript><img src=a-800.jpg></noscript>", &["a.jpg"]),
        ("<picture><img BLANK></picture><noscript><img src=a.jpg></noscript>", &["a.jpg"]),
        ("<div><span></span></div><noscript><img src=a.jpg></noscript>", &["a.jpg"]),
        ("<img src=a.jpg><img src=b.jpg><img src=a.jpg>", &["a.jpg", "b.jpg"]),
        ("<img src=a.gif width=1 height=1><img src=b.gif height=1px><img src=c.gif width=0>", &[]),
        ("<img src=a.jpg width=100% height=auto><img src=b.jpg width=10>", &["a.jpg", "b.jpg"]),
        ("<img src=a.gif style='width: 1px'><img src=b.gif style='display:none'><img src=c.gif hidden>", &[]),
        ("<noscript><img src=count.gif width=1 height=1></noscript>", &[]),
        (
            "<img BLANK><img><img src='javascript:x()'><img data-src=' data:x' srcset='data:x 2x, blob:y 3x'>",
            &[],
        ),
    ];
    for (inside, expected) in cases {
        assert_eq!(urls(&inside.replace("BLANK", BLANK)), *expected, "{inside}");
    }
}

#[test]
fn all_outputs_have_the_same_images() {
    let article = around(
        "<figure><img data-src=/a.jpg alt='The [old] mill'  title='Seen  from afar'>
         <noscript><img src=/a.jpg></noscript><figcaption>Before\n the <b>storm</b></figcaption></figure>",
    );
    let images = article.images();
    assert_eq!(images.len(), 1);
    assert_eq!((&*images[0].url, &*images[0].alt), ("/a.jpg", "The [old] mill"));
    assert_eq!(images[0].title.as_deref(), Some("Seen from afar"));
    assert_eq!(images[0].caption.as_deref(), Some("Before the storm"));
    let markdown = article.markdown_with(&Options::new().images(Images::Keep));
    assert_eq!(markdown.matches("/a.jpg").count(), 1, "{markdown}");
    assert!(markdown.contains("![The \\[old\\] mill](/a.jpg)"), "{markdown}");
    assert_eq!(article.html().matches("<img src=\"/a.jpg\" alt=\"The [old] mill\">").count(), 1);
    assert!(!article.markdown().contains("a.jpg"));
}

#[test]
fn only_images_of_the_body_count() {
    let page = format!(
        "<header><a href=/><img src=logo.png alt=Home></a> <a href=/news>News</a></header><h1>The mill</h1>
         <img src=lead.jpg><p>{BEFORE} <img src=inside.png></p><table><tr><td>1790<td><img src=cell.png>built</table>
         <p>{AFTER}</p><aside><h3>Most read</h3><ul><li><a href=/1><img src=teaser.jpg>Rovers lose</a></ul></aside>
         <footer><img src=badge.png><a href=/imprint>Imprint</a></footer>"
    );
    let article = bodytext::extract(&page).expect("a small page");
    let urls: Vec<_> = article.images().into_iter().map(|image| image.url).collect();
    assert!(urls.starts_with(&["lead.jpg".into(), "inside.png".into()]), "{urls:?}");
    assert!(urls.iter().all(|url| !["logo.png", "teaser.jpg", "badge.png"].contains(&&**url)), "{urls:?}");
    assert!(bodytext::extract_plain_text(BEFORE).expect("a small text").images().is_empty());
}

#[test]
fn images_stay_in_their_cells() {
    let page = "<p>x<table><tr><th><img src=a.jpg alt=A><th>b<th>c
        <tr><td>d<td><img src='data:x'><img src=b.jpg alt='B|'> <img src=c.jpg alt=C><td>e
        <tr><td><div><img src=d.jpg alt=D></div>f<td><p>g</p><a href=/h><img src=e.jpg alt=E></a><td><img src=f.jpg width=1>
        <tr><td>h<td><td><img src=g.jpg></table><p>y";
    let mut article = bodytext::extract(page).expect("a small page");
    article.retain(|_| true);
    let markdown = article.markdown_with(&Options::new().images(Images::Keep));
    let expected = [
        "x\n",
        "| ![A](a.jpg) | b | c |",
        "| --- | --- | --- |",
        "| d | ![B\\|](b.jpg) ![C](c.jpg) | e |",
        "| ![D](d.jpg) f | g ![E](e.jpg) |  |",
        "| h |  | ![](g.jpg) |",
        "\ny\n",
    ];
    assert_eq!(markdown, expected.join("\n"));
    let html = article.html();
    for cell in [
        "<th><img src=\"a.jpg\" alt=\"A\"></th>",
        "<td><img src=\"b.jpg\" alt=\"B|\"> <img src=\"c.jpg\" alt=\"C\"></td>",
        "<td><img src=\"d.jpg\" alt=\"D\"> f</td>",
        "<td>g <img src=\"e.jpg\" alt=\"E\"></td>",
        "<td></td>",
    ] {
        assert!(html.contains(cell), "{cell}: {html}");
    }
    let urls: Vec<_> = article.images().into_iter().map(|image| image.url).collect();
    assert_eq!(urls, ["a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg", "g.jpg"]);
    #[cfg(feature = "rcdom")]
    assert_eq!(crate::readback::check(&article), None);
    let markdown = article.markdown_with(&Options::new().images(Images::Alt));
    assert!(markdown.contains("| A | b | c |"), "{markdown}");
    assert!(markdown.contains("| D f | g E |  |"), "{markdown}");
}

#[test]
fn code_and_dropped_blocks_have_no_images() {
    let mut article = around("<p>A paragraph <img src=a.jpg> between them.</p><pre>x <img src=b.jpg></pre>");
    assert!(article.images().iter().all(|image| image.url != "b.jpg"));
    article.retain(|block| block.position() == 0);
    assert!(article.images().is_empty());
}

#[test]
#[cfg(feature = "url")]
fn addresses_are_resolved() {
    let page =
        format!("<base href=/pictures/><p>{BEFORE}</p><img srcset='a.jpg 1x, b.jpg 2x'><p>{AFTER}</p>");
    let mut article = bodytext::extract(&page).expect("a small page");
    article.set_url("https://valley.example/news/").expect("an address");
    let images = article.images();
    assert_eq!(images[0].url, "https://valley.example/pictures/b.jpg");
}

#[test]
fn nothing_harmful_comes_out() {
    let article = around(
        "<img src=a.jpg alt='\"><script>x()</script>' title='\"onload=x()'><img srcset='javascript:x() 3x, b.jpg 2x'>
         <img data-original=\"c.jpg)<script>\"><img data-src='java\nscript:x()' src=d.jpg>",
    );
    let urls: Vec<_> = article.images().into_iter().map(|image| image.url).collect();
    assert_eq!(urls, ["a.jpg", "b.jpg", "d.jpg"]);
    let html = article.html();
    assert!(!html.contains("<script") && !html.contains("javascript") && !html.contains("onload"), "{html}");
    let markdown = article.markdown_with(&Options::new().images(Images::Keep));
    // A backslash escapes the character after it.
    let markdown = markdown.replace("\\<", "");
    assert!(!markdown.contains('<') && !markdown.contains("javascript"), "{markdown}");
}
