//! Our parser and html5ever build the same tree: for small nasty pages, and for tens of thousands of random pages.
//! Those are assembled from pieces of markup and of the cases, with a fixed seed.

use crate::case_pages::cases;
use crate::trees::{compare, difference, outline, reference};
use bodytext::Limits;
use bodytext::stages::parse;
use std::fmt::Write;

/// Pages for which html5ever moves, copies or drops nodes after it created them. This is rare on real pages.
const REPAIRS: &[&str] = &[
    "<table>a<tr>b<td>c</table>d",
    "<p>a<table>b<div>c</div><tr><td>d<table>e</table></table>",
    "<b>a<p>b</b>c</p>d",
    "<a>a<div>b<a>c</div>d</a>e",
    "<p><b><i><u>a</p><p>b",
    "<b><table><tr><td>a</b>b<i>c</table>d",
    "<html lang=a><p>b<html lang=c class=d><body id=e><body id=f class=g>",
    "<p>a<frameset><frame></frameset>b",
    "<frameset><frame></frameset><noframes>a</noframes>b",
    "a<template><p>b<template>c</template></template><table><template><td>d</template>e",
    "<svg><title>a</title><foreignObject><p>b</svg>c<math><mi>d<p>e</math>f",
    "<math><annotation-xml encoding=text/html><p>a</p></annotation-xml></math>b",
    "<math display=block alttext=a mode=b><mfenced open=c close=d separators=e><mi mathvariant=f>g</mi></mfenced>h",
    "<math><semantics><mfrac linethickness=0><annotation encoding=TeX>a<menclose notation=b></math><annotation encoding=c>d",
    "<svg><math display=block alttext=a><annotation encoding=b>c</svg><mfenced open=d><mi mathvariant=e>",
    "<script type='math/tex'>a<b</script><p><script type=' MATH/TeX ;mode=display'>c</script><script type=math/x>d</script>",
    "<table><script type=math/tex>a</script><tr><td><math alttext=a display=b>c",
    "<select><option>a<optgroup><option>b<p>c</select>d",
    "<select><button><selectedcontent></selectedcontent></button><option selected><b>a</b><option>b</select>",
    "<head><noscript><p>a</noscript></head><noscript><p>b</noscript>",
    "<p><b><b><b><b></b></p>x",
    "<p><b><b><b></p><p>y<b></b></p>x",
    "<head><script>a</script>\0 b",
    "<head><template><td>a</template> b<p>c",
    "<head><meta name=a><source><meta name=b>c",
    "<head> <title>a&amp;b</title>\n<link rel=c> d <style>e</style><body><title>f</title><meta name=g>h",
    "<head><script>a</script><iframe>b</iframe><link rel=c></head><link rel=d> <script>e</script><noembed>f",
    "<form><table><tr><th><form>a</table>b",
    "<ul><li>a<li>b<ul><li>c</ul>d</ul>e</li>f",
    "<!doctype html><!-- a --><?b?><p>c<!-- d -->e</p></body>f<!-- g --></html>h<!-- i -->",
    "<form><div></form>a<form>b</div></form><isindex>c",
    "<pre>\na\r\nb</pre><textarea>\nc</textarea><plaintext>d</plaintext>",
    "\u{feff}a\0b<p>\0&#0;&#xD800;&notit;&am",
];

#[test]
fn repaired_trees_are_those_of_html5ever() {
    for page in REPAIRS {
        assert_eq!(compare(page, &Limits::new()), None, "{page}");
    }
}

/// The number of attributes that no stage reads is limited. Those that a stage reads are kept, wherever they are.
#[test]
fn attributes_that_are_read_are_not_bounded() {
    let mut many = String::new();
    for number in 0..200 {
        let _ = write!(many, " x{number}=y");
    }
    for page in [
        format!("<a{many} href=a>b<a{many} href=c>d<p>e<li><b{many} class=f>g"),
        format!("<table{many} class=a><tr><td{many} colspan=2>b<input{many} type=hidden>c</table>d"),
        format!(
            "<select{many} class=a><option{many} selected>b</select><template{many} shadowrootmode=open>c"
        ),
    ] {
        assert_eq!(compare(&page, &Limits::new()), None, "{page}");
    }
}

/// The lexer numbers names. All unknown names beyond a limit share one number.
#[test]
fn many_names_are_told_apart() {
    let mut page = String::new();
    for number in 0..1500 {
        // The first two names have the same key in the lexer's cache.
        let _ = write!(page, "<p>a<\0p>b<averylongname{number}>c<b>d</averylongname{number}>e</b>");
    }
    assert_eq!(compare(&page, &Limits::new()), None);
}

/// The attributes of `font` that end foreign content are kept too.
#[test]
fn attributes_of_font_are_not_bounded() {
    let mut many = String::new();
    for number in 0..200 {
        let _ = write!(many, " x{number}=y");
    }
    for name in ["color", "FACE", "size", "class"] {
        for limits in [Limits::new(), Limits::new().max_attributes(0)] {
            let page = format!("<p>a<svg><g>b<font{many} {name}=c>d</font></g></svg>e<p>f");
            assert_eq!(compare(&page, &limits), None, "{name}");
        }
    }
}

#[test]
fn outlines_tell_trees_apart() {
    let outline = |page| outline(&reference(page));
    assert_eq!(outline("<p>a<!-- -->b"), outline("<p>ab"));
    for (one, other) in [
        ("<p>a<p>b", "<p>a<b>b"),
        ("<div><p>a</div>b", "<div><p>ab</div>"),
        ("<p class=x>a", "<p id=x>a"),
        ("<p class=x>a", "<p class=y>a"),
        ("<p>a b", "<p>ab"),
    ] {
        assert_ne!(outline(one), outline(other), "{one} and {other}");
        assert!(difference(&outline(one), &outline(other)).is_some());
    }
}

/// Syntax that a tokenizer can get wrong.
const SYNTAX: &[&str] = &[
    "<script type=' Application/LD+json'>{\"a\": \"</b>&amp;\0\"}</script><script type=text/x>a</script><style type=application/ld+json>b</style>",
    "<img src=a alt=b data-src=c><image src=a alt=b href=c><svg><image src=a href=b></svg><ol start=3 href=x><td colspan=2>",
    "<!doctype html public \"-//W3C//DTD HTML 3.2//EN\"><p>a<table><tr><td>b</table>",
    "<!doctype html public '-//W3C//DTD HTML 4.01 Transitional//EN' 'x'><p>a<table>b</table>",
    "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\"><p>a<table>b</table>",
    "<!doctype html system 'about:legacy-compat' junk><p>a<table>b</table>",
    "<!doctype><p>a<table>b</table>",
    "<!doctypehtml><p>a<table>b</table>",
    "<!doctype x><p>a<table>b</table>",
    "<!doctype html public><p>a<table>b</table>",
    "<!doctype html public 'a><p>b<table>c</table>",
    "<!doctype html junk><p>a<table>b</table>",
    "<!doctype html",
    "<!doctype html\0><p>a<table>b</table>",
    "a<!---->b<!--->c<!-->d<!--- -->e<!-- --!>f<!--!>g-->h<!----!>i<!---!>j-->k",
    "a<!-- <!-- --> b --> c<!--a--b-->d",
    "a<!-- no end",
    "a<!--",
    "a<!-",
    "a<!",
    "a<![CDATA[b]]>c",
    "<svg><![CDATA[a]b]]c]]]>d<p>e</svg>",
    "<math><mi><![CDATA[a\0b",
    "a<?php echo '>'; ?>b",
    "a</>b</ p>c</3>d</",
    "a<3b<",
    "a<p/b/c=d/>e<br/ >f<p / class=x>",
    "<p class=a class=b CLASS=c id=d>e",
    "<p =a==b class= x id = 'y' role\n=\tz>c",
    "<p class=\"a>b\"id='c>d'>e",
    "<p class='a",
    "<p class",
    "<p class=",
    "<p class=a",
    "<p cl\"ass='a' id=b'c>d",
    "<p class=a/b>c<p class=a/>d",
    "<p class=\"\" id=''>a",
    "<P CLASS=Abc iD=\"D\">e</P >f</p class=x>g</p/>h",
    "<p\0 cl\0ass=a\0b class='\0'>c</p\0>d",
    "<p class='a&amp;b&ampc&amp=d&notit;&copy=1&#65;&#x42&nosuch;&'>e",
    "<p class=a&lt;b&lt>c",
    "<a href=x title=y href=z>a</a><a title=y href=x>b<a title=y href=x>c",
    "a&amp;b&ampc&lt&gt;&#65;&#x42;&#X43&#68e&#;&#x;&#xg;&nosuch;&",
    "&#0;&#13;&#128;&#159;&#xD800;&#xFFFE;&#x10FFFF;&#x110000;&#99999999999999999999;",
    "&NotEqualTilde;&nGt;&nvlt;&CounterClockwiseContourIntegral;&CounterClockwiseContourIntegra",
    "&amp",
    "&am",
    "&#6",
    "&#x",
    "&notin;&notin&noti&not",
    "<pre>&#10;a</pre><pre>&#10a</pre><pre>&NewLine;a</pre><pre>\n\nb</pre><pre><!-- -->\nc</pre><pre></>\nd</pre>",
    "<textarea>&#10;a</textarea><textarea>&#10a</textarea><textarea>\n\n&lt;b</textarea>",
    "<title>a&amp;b<c></title>d<title>e</titles></title >f",
    "<title>a\0b",
    "<textarea>a</textarea/>b<textarea>c</textarea",
    "<xmp>a<b></xmp>c<iframe><p>d</iframe>e<noembed><p>f</noembed>g<noframes><p>h</noframes>i",
    "<style>a<b></style>c<style><!-- </style> -->d",
    "<script>a<b></script>c<script><!-- </script>d<script><!-- <script> </script> </script>e",
    "<script><!--<script></script>--></script>a<script><!--></script>b<script><!-- --><script></script>c",
    "<script><!-- <script </script> --> </script>a<script></scripts></script\n>b</script>c",
    "<script>a",
    "<plaintext>a\0<b></plaintext>",
    "<p>a<plaintext>b</p>c",
    "<noscript>a<p>b</noscript>c",
    "a\rb\r\nc\n\rd<p class='e\rf'>g<pre>\r\nh</pre><pre>\r\ri</pre>",
    "\u{feff}a\u{feff}b",
    "<!doctype html><meta charset=utf-8>\u{feff}a<title>b</title>",
    "\0a\0<p>\0b</p>\0<table>\0c</table><svg>\0d</svg>",
    "<table>a<!-- -->  b <tr> <td>c</table>",
    "<table> <!-- --> x</table>",
    "<svg><title>a<p>b</title><desc>c</desc><style>d<e></style><script>f<g></script></svg>h",
    "<svg viewBox=x xlink:role=a class=b><path d=c /></svg><math definitionurl=d><mi/>e</math>",
    "<svg><font color=a>b<font x>c</svg><svg><font x>d</svg>",
    "<frameset><frame/><noframes>a</noframes></frameset><!-- -->b",
    "<input type=hidden><frameset>a",
    "<table><input type=hidden>a<input type=text>b</table>",
    "<template shadowrootmode=open>a</template><div><template shadowrootmode=closed>b</template>c</div>",
    "<p><template shadowrootmode=open><b>a<slot></slot><slot name=c>d</slot></template><i slot=c>e</i>f</p>g",
    "<x-a><template shadowrootmode=open><x-b><template shadowrootmode=open>a<slot></slot></template><slot></slot></x-b></template>b</x-a>",
    "<table><template shadowrootmode=open><td>a</template><tr><td><template shadowrootmode=OPEN><tr>b</template>c</table>",
    "<ul><template shadowrootmode=open>a</template></ul><div><template><div><template shadowrootmode=open>b</template>",
    "<body class=a><body id=b class=c>d<html lang=e class=f>",
    "<isindex><image><nobr>a<nobr>b<listing>\nc</listing>",
    "<select><option>a<select><option>b</select>c<select><input>d",
    "<b a=1><b a=1><b a=1><b a=1></p>x<p>y",
    "<b a=1 c=2><b c=2 a=1><p></b></b><p>x",
    "<p><x:y z:w=1 class=a>b</x:y>",
];

#[test]
fn syntax_is_read_as_html5ever_reads_it() {
    assert!(SYNTAX.len() + REPAIRS.len() >= 60);
    for page in SYNTAX {
        assert_eq!(compare(page, &Limits::new()), None, "{page}");
    }
}

#[test]
fn pages_may_end_anywhere() {
    for page in SYNTAX.iter().chain(REPAIRS) {
        for (end, _) in page.char_indices() {
            assert_eq!(compare(&page[..end], &Limits::new()), None, "{}", &page[..end]);
        }
    }
}

// ---- Random pages ----

/// `SplitMix64`.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % bound as u64) as usize
    }

    fn pick<'t, T: ?Sized>(&mut self, from: &[&'t T]) -> &'t T {
        from[self.below(from.len())]
    }
}

/// The markup that random pages are assembled from, besides pieces of the cases.
const PIECES: &[&str] = &[
    "<",
    ">",
    "</",
    "/>",
    "<!--",
    "-->",
    "--!>",
    "<!",
    "<?",
    "&",
    "&#",
    "&#x",
    ";",
    "=",
    "\"",
    "'",
    " ",
    "\n",
    "\r",
    "\0",
    "\u{c}",
    "\t",
    "a",
    "x y",
    "é",
    "天",
    "&amp;",
    "&lt",
    "&notin;",
    "&#10;",
    "&#10",
    "<![CDATA[",
    "]]>",
    "<!doctype html>",
    "-",
    "--",
    "!",
    "<p>",
    "</p>",
    "<p class=a>",
    "<div id='b'>",
    "</div>",
    "<b>",
    "</b>",
    "<i x=1>",
    "</i>",
    "<a href=x>",
    "</a>",
    "<font color=red>",
    "</font>",
    "<nobr>",
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<tbody>",
    "<caption>",
    "<colgroup>",
    "<col>",
    "<th>",
    "<ul>",
    "<li>",
    "</ul>",
    "<dl>",
    "<dt>",
    "<dd>",
    "<h1>",
    "</h2>",
    "<pre>",
    "</pre>",
    "<br>",
    "</br>",
    "<hr>",
    "<img src=x>",
    "<form>",
    "</form>",
    "<button>",
    "<input type=hidden>",
    "<select>",
    "<option>",
    "</select>",
    "<optgroup>",
    "<textarea>",
    "</textarea>",
    "<title>",
    "</title>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<noscript>",
    "</noscript>",
    "<template>",
    "</template>",
    "<svg>",
    "</svg>",
    "<math>",
    "</math>",
    "<mi>",
    "<foreignObject>",
    "<desc>",
    "<annotation-xml encoding=text/html>",
    "<g/>",
    "<html lang=x>",
    "<head>",
    "</head>",
    "<body class=c>",
    "</body>",
    "</html>",
    "<frameset>",
    "<frame>",
    "<noframes>",
    "<iframe>",
    "</iframe>",
    "<xmp>",
    "</xmp>",
    "<plaintext>",
    "<span>",
    "</span>",
    "<object>",
    "</object>",
    "<applet>",
    "<ruby>",
    "<rt>",
    "<em>",
    "</em>",
    "<code>",
    "<address>",
];

/// The HTML cases.
fn pages() -> Vec<String> {
    cases("html").into_iter().map(|(_, page)| page).filter(|page| !page.is_empty()).collect()
}

/// The start of the character that contains the byte at `at`, or the end of the text.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// A piece of one of the pages, cut at random positions.
fn cut<'p>(random: &mut Random, pages: &'p [String]) -> &'p str {
    const MAX: usize = 200;
    let page = &pages[random.below(pages.len())];
    let from = boundary(page, random.below(page.len()));
    &page[from..boundary(page, (from + random.below(MAX)).min(page.len()))]
}

fn put_together(random: &mut Random, pages: &[String]) -> String {
    let mut page = String::new();
    for _ in 0..=random.below(24) {
        let piece = if random.below(6) == 0 { cut(random, pages) } else { random.pick(PIECES) };
        page.push_str(piece);
    }
    page
}

/// The elements of grown pages.
const ELEMENTS: &[&str] = &[
    "a",
    "a",
    "address",
    "annotation-xml",
    "article",
    "aside",
    "b",
    "b",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "center",
    "circle",
    "code",
    "colgroup",
    "dd",
    "desc",
    "details",
    "dialog",
    "div",
    "div",
    "div",
    "dl",
    "dt",
    "em",
    "fieldset",
    "figure",
    "font",
    "footer",
    "foreignObject",
    "form",
    "form",
    "g",
    "h1",
    "h2",
    "hr",
    "i",
    "iframe",
    "image",
    "img",
    "input",
    "label",
    "li",
    "li",
    "linearGradient",
    "link",
    "listing",
    "main",
    "marquee",
    "math",
    "menu",
    "meta",
    "mi",
    "my-element",
    "nav",
    "nobr",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "p",
    "p",
    "p",
    "path",
    "pre",
    "ruby",
    "rt",
    "script",
    "section",
    "select",
    "small",
    "source",
    "span",
    "span",
    "strong",
    "style",
    "sub",
    "summary",
    "svg",
    "svg",
    "table",
    "table",
    "tbody",
    "td",
    "td",
    "template",
    "textarea",
    "th",
    "title",
    "tr",
    "tr",
    "tt",
    "u",
    "ul",
    "video",
    "wbr",
];

/// A page in which most elements are closed in order, and some are not.
fn grow(random: &mut Random) -> String {
    let mut page =
        String::from(random.pick(&["", "<!doctype html>", "<body>", "<!doctype html><body class=a>"]));
    let mut open = Vec::new();
    for _ in 0..=random.below(60) {
        match random.below(16) {
            0..=5 => {
                let name = random.pick(ELEMENTS);
                let attribute =
                    random.pick(&["", " class=a", " href='b&amp;c'", " class=a class=b id=d", "/"]);
                let _ = write!(page, "<{name}{attribute}>");
                open.push(name);
            }
            6..=10 => {
                if let Some(name) = open.pop() {
                    let _ = write!(page, "</{name}>");
                }
            }
            // The element is left open.
            11 => {
                open.pop();
            }
            12 => {
                let _ = write!(page, "</{}>", random.pick(ELEMENTS));
            }
            13 => page.push_str(random.pick(&[
                "<!-- -->",
                "\n",
                " ",
                "&#10;",
                "\0",
                "&amp;",
                "<frameset>",
                "</body>",
                "</html>",
                "<![CDATA[a]]>",
                "<P CLASS=a>",
                "</DIV>",
            ])),
            _ => page.push_str("text"),
        }
    }
    page
}

/// The differences found among `count` pages of each kind.
fn differences(count: usize, seed: u64, limits: &Limits) -> Vec<(String, String)> {
    let (pages, mut random) = (pages(), Random(seed));
    let pages = (0..2 * count)
        .map(|number| if number % 2 == 0 { put_together(&mut random, &pages) } else { grow(&mut random) });
    pages.filter_map(|page| Some((compare(&page, limits)?, page))).collect()
}

/// The default number of assembled pages, and of grown ones. `DIFFERENTIAL_PAGES` overrides it.
const PAGES: usize = 20_000;

#[test]
fn pages_put_together_are_read_as_html5ever_reads_them() {
    let count =
        std::env::var("DIFFERENTIAL_PAGES").ok().and_then(|count| count.parse().ok()).unwrap_or(PAGES);
    let mut found = differences(count, 1, &Limits::new());
    // Beyond the limits, the trees are expected to differ.
    found.retain(|(_, page)| !parse(page, &Limits::new()).expect("a page within the limits").is_flattened());
    let shortest = found.iter().min_by_key(|(_, page)| page.len());
    assert_eq!(shortest, None, "{} of {count} pages", found.len());
}

/// The comparison must detect a parser with an error in a corner case.
#[test]
fn the_comparison_bites() {
    let wrong =
        [Limits::new().max_depth(12), Limits::new().max_formatting(3), Limits::new().max_elements(24)];
    for limits in wrong {
        assert!(!differences(PAGES / 4, 1, &limits).is_empty(), "{limits:?}");
    }
    // Without attributes, the fourth of four equal elements removes the first from the list of active formatting
    // elements (HTML standard, section 13.2.4.3).
    let page = "<p><b a=1><b a=2><b a=3><b a=4></p>x";
    assert_eq!(compare(page, &Limits::new()), None);
    assert!(compare(page, &Limits::new().max_attributes(0)).is_some());
}
