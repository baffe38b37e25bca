//! Adversarial pages: time, stack and text are bounded for each of them, and time is linear in the size of the page.
//!
//! Times are compared only in release builds. Debug builds use smaller pages and check everything else.

use bodytext::markdown::{Images, Options, Titles};
use bodytext::{Comments, Extractor};
use std::fmt::Write;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use std::{fs, thread};

/// A kind of hostile page; the argument sets its length.
type Shape = (&'static str, fn(usize) -> String);

/// Name and generator of each shape; `n` is roughly the number of bytes.
const SHAPES: &[Shape] = &[
    ("deep div", |n| "<div>".repeat(n / 5)),
    ("deep span", |n| "<span>x".repeat(n / 7)),
    ("deep lists", |n| "<ul><li>".repeat(n / 8)),
    ("deep definitions", |n| "<dd><li>".repeat(n / 8)),
    ("deep tables", |n| "<table><tr><td>".repeat(n / 15)),
    ("deep tables of formatting", |n| "<table><b>".repeat(n / 10)),
    ("deep templates", |n| "<template>x".repeat(n / 11)),
    ("deep drawings", |n| format!("<svg>{}", "<g>".repeat(n / 3))),
    ("drawings with styles", |n| format!("<svg>{}", "<style>".repeat(n / 7))),
    ("styles without end", |n| "<style>".repeat(n / 7)),
    ("deep quotes and headings", |n| "<blockquote><h1>".repeat(n / 16)),
    ("deep and closed", |n| "<div>".repeat(n / 11) + &"</div>".repeat(n / 11)),
    ("self-closing div", |n| "<div/>".repeat(n / 6)),
    ("buttons", |n| "<button>".repeat(n / 8)),
    ("forms and tables", |n| "<form><table>".repeat(n / 13)),
    ("selects", |n| "<select><option>".repeat(n / 16)),
    ("rubies", |n| "<ruby><rt>".repeat(n / 10)),
    ("formatting that differs", |n| numbered(n, |at| format!("<b a{at}><i a{at}>"))),
    ("formatting left open", |n| numbered(n, |at| format!("<b a{at}><i a{at}></b>"))),
    ("formatting in paragraphs", |n| numbered(n, |at| format!("<p><font a={at}>x</p>"))),
    ("formatting, then paragraphs", |n| {
        numbered(n / 2, |at| format!("<p><b a{at}><i a{at}></p>")) + &"<p>x".repeat(n / 8)
    }),
    ("formatting once, then paragraphs", |n| {
        numbered(2_000, |at| format!("<p><u a={at}></p>")) + &"<p>x".repeat(n / 4)
    }),
    ("formatting with a long class", |n| {
        format!("<p><b class='{}'></p>", "c".repeat(n / 2)) + &"<p>x".repeat(n / 8)
    }),
    ("formatting with many attributes", |n| {
        format!("<b {}>x</b>", numbered(1_000, |at| format!("a{at} "))).repeat(n / 6_000 + 1)
    }),
    ("links in links", |n| "<a href=x><div>".repeat(n / 15)),
    ("misnested", |n| "<p><b></p><p></b>".repeat(n / 17)),
    ("end tags alone", |n| "</b></p></br></div></a>".repeat(n / 23)),
    ("end tags in a deep page", |n| "<div><b>".repeat(300) + &"</i></span></p>".repeat(n / 15)),
    ("end tags and text in a deep page", |n| "<div>".repeat(250) + &"</q>x".repeat(n / 5)),
    ("tables in a deep page", |n| "<div>".repeat(250) + &"<table></table>x".repeat(n / 16)),
    ("items in a deep page", |n| "<span>".repeat(250) + &"<li>x</li>".repeat(n / 10)),
    ("paragraphs", |n| "<p>".repeat(n / 3)),
    ("paragraphs of a word", |n| "<p>word".repeat(n / 7)),
    ("many attributes", |n| format!("<p {}>x", numbered(n, |at| format!("a{at}={at} ")))),
    ("many attributes on a link", |n| format!("<a {}>x", numbered(n, |at| format!("a{at}={at} ")))),
    ("attributes without end", |n| format!("<p {}", numbered(n, |at| format!("a{at}='{at}' ")))),
    ("shadow roots in shadow roots", |n| "<div><template shadowrootmode=open><slot>".repeat(n / 42)),
    ("hosts in hosts", |n| "<div><template shadowrootmode=open><slot></slot></template>x".repeat(n / 59)),
    ("slots of one name", |n| {
        let slots = "<slot name=a>x</slot>".repeat(n / 42);
        format!("<div><template shadowrootmode=open>{slots}</template>{}", "<b slot=a>y</b>".repeat(n / 30))
    }),
    ("lines of style", |n| format!("<p style='white-space: pre-wrap'>{}", "a\n\nb\n".repeat(n / 6))),
    ("data of many lines", |n| {
        format!(
            "<script type='application/ld+json'>{{\"@type\":\"Article\",\"articleBody\":\"{}\"}}</script>",
            "x\\n".repeat(n / 3)
        )
    }),
    ("data of deep tags", |n| {
        format!(
            "<script type='application/ld+json'>{{\"@type\":\"Article\",\"articleBody\":\"{}</p>\"}}</script>",
            "<div>&amp;x".repeat(n / 11)
        )
    }),
    ("a huge attribute", |n| format!("<p class='{}'>x", "nav ".repeat(n / 4))),
    ("a huge name", |n| format!("<{}>x", "a".repeat(n))),
    ("many names", |n| numbered(n, |at| format!("<x{at}>"))),
    ("an unclosed comment", |n| format!("x<!--{}", "- -".repeat(n / 3))),
    ("comments", |n| "<!-->".repeat(n / 5)),
    ("an unclosed quote", |n| format!("x<p a=\"{}", "<p>".repeat(n / 3))),
    ("unclosed quotes", |n| "<p a=\"".repeat(n / 6)),
    ("an unclosed title", |n| format!("<title>{}", "</titl".repeat(n / 6))),
    ("an unclosed textarea", |n| format!("<textarea>{}", "&amp;<".repeat(n / 6))),
    ("an unclosed script", |n| format!("<script>{}", "<!--<script>".repeat(n / 12))),
    ("an escaped script", |n| format!("<script><!--{}", "<script></script>".repeat(n / 17))),
    ("references", |n| "&".repeat(n)),
    ("references that are none", |n| "&notit&#x&#".repeat(n / 11)),
    ("a long reference", |n| format!("&#{};&{}", "9".repeat(n / 2), "a".repeat(n / 2))),
    ("surrogates", |n| "&#xD800;&#xDFFF;".repeat(n / 16)),
    ("brackets", |n| "<".repeat(n)),
    ("declarations", |n| "<!".repeat(n / 2)),
    ("sections of characters", |n| format!("<svg>{}", "<![CDATA[]]".repeat(n / 11))),
    ("doctypes", |n| "<!doctype".repeat(n / 9)),
    ("wide cells", |n| {
        format!("<table><tr>{}", "<td colspan=1000000000 rowspan=1000000000>x".repeat(n / 43))
    }),
    ("deep tables of headers", |n| "<table><tr><th>x<td><p>y<p>z".repeat(n / 27)),
    ("tables in tables", |n| "<table><tr><th>x<td><table><tr><td>y<td>z</table></table>".repeat(n / 57)),
    ("a row of cells with blocks", |n| format!("<table><tr><th>x{}", "<td><p>y<p>z".repeat(n / 12))),
    ("a listing of numbered rows", |n| {
        format!("<pre><table>{}", numbered(n, |at| format!("<tr><td>{}<td>x", at + 1)))
    }),
    ("a gutter beside a listing", |n| {
        let numbers = numbered(n / 2, |at| format!("{} ", at + 1));
        format!("<table><tr><td>{numbers}<td><pre>{}", "x\n".repeat(n / 4))
    }),
    ("listings in deep tables", |n| "<table><tr><td>1 2<td><pre>".repeat(n / 27)),
    ("deep gutters", |n| format!("<pre>{}{}x", "<i class=ln>".repeat(200), "1 ".repeat(n / 2))),
    ("lines of white space", |n| format!("<pre>{}", "<i class=line> </i>".repeat(n / 19))),
    ("lines of code", |n| format!("<pre>{}", "<code>x</code>".repeat(n / 14))),
    ("buttons beside listings", |n| "<div><pre>x</pre><button>Copy</button></div>".repeat(n / 43)),
    ("buttons in a row", |n| format!("<div>{}", "<p>x<button>y</button>".repeat(n / 22))),
    ("rows of cells with blocks", |n| {
        format!("<table>{}", "<tr><th>x<td><p>y<img src=i><p>z".repeat(n / 32))
    }),
    ("a cell of blocks without words", |n| format!("<table><tr><th>x<td>{}", "<p>.".repeat(n / 4))),
    ("rows of cells", |n| format!("<table>{}", "<tr><td>x<td>y".repeat(n / 14))),
    ("bylines without a name", |n| "<b class=author>".repeat(n / 16)),
    ("bylines of much text", |n| {
        format!("<h1>x</h1>{}", "<p itemprop=author rel=author class=fn>by<p>1".repeat(n / 45))
    }),
    ("dates that are none", |n| format!("<h1>x</h1>{}", "<time itemprop=datePublished>1 2 3".repeat(n / 33))),
    ("dates of many years", |n| {
        format!("<h1>x</h1>{}", "<time>2016 may 2016 mar 2016 2 x</time>".repeat(n / 40))
    }),
    ("dates in many lines", |n| {
        format!("<h1>x</h1>{}", "<p>٢ لا ٢٠١٦ 2016 2016 2. 2. 2. 2016".repeat(n / 48))
    }),
    ("an address of numbers", |n| format!("<link rel=canonical href='/{}'>", "2016/1/1-".repeat(n / 9))),
    ("authors beside each other", |n| {
        numbered(n, |at| format!("<p class=byline>By <a rel=author>A{at}</a> and <a>B</a></p>"))
    }),
    ("headings in lists", |n| format!("<p>x{}", "<ul><li><h2>x</h2>y<h1>z</h1>".repeat(n / 29))),
    ("headings in items", |n| format!("<p>x<ul>{}", "<li><h2>x</h2>y".repeat(n / 15))),
    ("a long date", |n| format!("<time datetime='{}'>", "1 january ".repeat(n / 10))),
    ("authors and keywords", |n| {
        numbered(n, |at| {
            format!("<meta name=citation_author content=a{at}><meta name=keywords content='a,{at}'>")
        })
    }),
    ("titles of many parts", |n| format!("<title>{}</title><h1>a</h1>", "a | b - ".repeat(n / 8))),
    ("headings of many parts", |n| format!("<title>a | b</title>{}", "<h1>a - b - c</h1>".repeat(n / 18))),
    ("a deep script", |n| format!("<script type=application/ld+json>{}", "[".repeat(n))),
    ("a deep script of objects", |n| {
        format!("<script type=application/ld+json>{}", "{\"@graph\":".repeat(n / 10))
    }),
    ("a script of white space", |n| {
        format!("<script type=application/ld+json>[{}", ",   \"   ".repeat(n / 8))
    }),
    ("scripts", |n| "<script type=application/ld+json>{\"@type\":\"Article\"}</script>".repeat(n / 62)),
    ("a script of nodes", |n| {
        let nodes =
            numbered(n, |at| format!(r#"{{"@type":"Person","@id":"{}","name":{{"@id":"{at}"}}}},"#, at + 1));
        format!(r#"<script type=application/ld+json>[{nodes}{{"@type":"Article","author":{{"@id":"1"}}}}]"#)
    }),
    ("authors who are each other", |n| {
        let authors = r#"{"@id":"1"},"#.repeat(n / 13);
        format!(
            r#"<script type=application/ld+json>[{{"@type":"Article","author":{{"@id":"1"}}}},{{"@id":"1","name":[{authors}1]}}]"#
        )
    }),
    ("frames", |n| format!("<frameset>{}", "<frameset><frame>".repeat(n / 17))),
    ("one text", |n| "word ".repeat(n / 5)),
    ("one word", |n| "x".repeat(n)),
    ("one ideographic text", |n| "天气，".repeat(n / 9)),
    ("NULs", |n| "\0".repeat(n)),
    ("NULs in tags", |n| "<p\0 \0=\0>\0".repeat(n / 9)),
    ("marks of direction", |n| "\u{202e}\u{200f}".repeat(n / 6)),
    ("zero width", |n| "\u{200b}".repeat(n / 3)),
    ("combining marks", |n| format!("x{}", "\u{301}".repeat(n / 2))),
    ("joiners", |n| "\u{1f469}\u{200d}".repeat(n / 7)),
    ("line breaks", |n| "<br>".repeat(n / 4)),
    ("carriage returns", |n| "\r".repeat(n)),
    ("teasers", |n| "<div class=card><a href=x>Some title</a> <time>2020</time></div>".repeat(n / 64)),
    ("quotes in quotes with lines", |n| format!("{}<pre>{}", "<blockquote>".repeat(64), "x\n".repeat(n / 2))),
    ("lists in lists with lines", |n| {
        format!("{}<pre>{}", "<ol start=999999999><li>".repeat(64), "x\n".repeat(n / 2))
    }),
    ("lists in lists", |n| format!("{}{}", "<ul><li>".repeat(64), "<p>x".repeat(n / 4))),
    ("a long link around paragraphs", |n| {
        format!("<a href='{}'>{}", "x".repeat(4_000), "<p>x".repeat(n / 4))
    }),
    ("a long base", |n| {
        format!("<base href='http://x.example/{}/'>{}", "x".repeat(900), "<a href=x>x</a> ".repeat(n / 16))
    }),
    ("spanning cells", |n| {
        format!("<table>{}", numbered(n, |at| format!("<tr><td rowspan=64>a{at}<td colspan=16 rowspan=9>b")))
    }),
    ("a wide row, then narrow ones", |n| {
        format!("<table><tr>{}{}", "<td rowspan=64>".repeat(n / 30), "<tr><td>x<td>y".repeat(n / 28))
    }),
    ("a text of marks", |n| "<b>*</b><i>_</i><code>`</code><s>~</s>".repeat(n / 38)),
    ("marks that cross", |n| "<b>x<a href=y>x</b>x<i>x</a>x</i>".repeat(n / 34)),
    ("formatting around all", |n| format!("<b><i><s><code>{}", "x <a href=y>z</a> ".repeat(n / 18))),
    ("digits", |n| format!("<p>{}", "1".repeat(n))),
    ("lines of digits", |n| "1.<br>".repeat(n / 6)),
    ("special characters", |n| format!("<p>{}", "*_`[]&lt;!~|#".repeat(n / 13))),
    ("spaces of all kinds, then dashes", |n| format!("<p>x<br>{}", "\u{a0}\u{3000}-".repeat(n / 6))),
    ("images", |n| format!("<p>x{}", "<img src=x alt=y>".repeat(n / 17))),
    ("images that load late", |n| {
        format!(
            "<p>x{}",
            numbered(n, |at| format!("<img data-src={at}.jpg><noscript><img src={at}.png></noscript>"))
        )
    }),
    ("a large srcset", |n| format!("<p>x<img srcset='{}'>", numbered(n, |at| format!("{at}.jpg {at}w, ")))),
    ("a srcset of commas", |n| format!("<p>x<img srcset='{}'>", ",(".repeat(n / 2))),
    ("sources of one picture", |n| {
        format!("<p>x<picture>{}", "<source srcset='data:x 1x'><img>".repeat(n / 33))
    }),
    ("noscripts side by side", |n| format!("<p>x{}", "<noscript><img></noscript>".repeat(n / 26))),
    ("one caption of many images", |n| {
        let images = numbered(n / 2, |at| format!("<img src={at}>"));
        format!("<p>x<figure><figcaption>{}</figcaption>{images}</figure>x", "x".repeat(n / 2))
    }),
    ("posts of an author", |n| {
        "<div class=comment><p class=author>x</p><p>It rained on Sunday, and on Monday too.</p></div>"
            .repeat(n / 92)
    }),
    ("authors above one post", |n| {
        format!(
            "<div class=comments>{}<p>It rained on Sunday.",
            "<div class=author><b><time>x".repeat(n / 28)
        )
    }),
    ("figures", |n| "<figure><img src=x><figcaption>x</figcaption></figure>".repeat(n / 54)),
    ("images in a figure", |n| format!("<figure>{}", "<img src=x><p>x".repeat(n / 15))),
    ("code in code", |n| format!("<p>{}", "<code>x".repeat(n / 7))),
    ("pieces of code", |n| "<code>x</code> <code>`</code>".repeat(n / 29)),
    ("backticks", |n| format!("<pre>{}</pre><code>{}</code>", "`".repeat(n / 2), "`".repeat(n / 2))),
    ("number signs", |n| "#".repeat(n)),
    ("equals signs", |n| "=".repeat(n)),
    ("stars and underscores", |n| "*_ ~".repeat(n / 4)),
    ("lines of marks", |n| "- <br># <br>1. <br>".repeat(n / 18)),
    ("notes without end", |n| "x [".repeat(n / 3)),
    ("emphasis that touches", |n| format!("<p>{}", "<b>x</b><i>y</i><s>z</s>".repeat(n / 24))),
    ("emphasis around links and images", |n| {
        format!("<p>{}", "<b><a href=x>x</a><i><img src=y>!</i></b>".repeat(n / 41))
    }),
    ("notes", |n| {
        let reference = |at| format!("<p>x<sup><a href='#n{at}'>{at}</a></sup>");
        numbered(n / 2, reference) + &numbered(n / 2, |at| format!("<li id=n{at}><a href='#r'>↩</a>x"))
    }),
    ("references to one note", |n| "<p>x<sup><a href='#n'>1</a></sup>".repeat(n / 33) + "<p id=n>x"),
    ("a note of many blocks", |n| {
        format!("<p>x<sup><a href='#n'>1</a></sup><ul><li id=n>{}", "<p>1. x".repeat(n / 7))
    }),
    ("notes in notes", |n| {
        let reference = |at| format!("<p>x<sup><a href='#n{at}'>{at}</a></sup>");
        numbered(n / 2, reference) + &numbered(n / 2, |at| format!("<div id=n{at}>x<ul><li>"))
    }),
    ("notes that are links in links", |n| "<sup><a href='#n' id=n role=doc-noteref>1".repeat(n / 41)),
    ("quotes in quotes in a line", |n| "<q>x".repeat(n / 4)),
    ("readings", |n| format!("<ruby>{}", "x<rt>y</rt>".repeat(n / 11))),
    ("tasks", |n| "<li><input type=checkbox disabled>x".repeat(n / 35)),
    ("rows alone", |n| format!("<table>{}", "<tr><td>x".repeat(n / 9))),
    ("formulas", |n| format!("<p>{}", "<math><mi>x</mi></math> ".repeat(n / 24))),
    ("formulas that touch", |n| format!("<p>{}", "<math>x</math>".repeat(n / 14))),
    ("formulas as scripts", |n| {
        "<span class=MathJax>x</span><script type=math/tex>x</script>".repeat(n / 59)
    }),
    ("formulas as scripts in a row", |n| {
        "<i class=MathJax></i><script type=math/tex></script>".repeat(n / 51)
    }),
    ("formulas in one widget", |n| {
        format!("<p class=katex><b class=katex>{}", "<math>x</math>".repeat(n / 14))
    }),
    ("formulas in an element of many classes", |n| {
        format!("<p><b class='{}'>{}", "katexx ".repeat(n / 14), "<math>x</math>".repeat(n / 28))
    }),
    ("an unclosed formula", |n| format!("<math>{}", "<mi>x</mi> y ".repeat(n / 13))),
    ("unclosed formulas", |n| "<math>x ".repeat(n / 8)),
    ("formulas in texts of formulas", |n| "<math><mtext>x".repeat(n / 14)),
    ("formulas around paragraphs", |n| "<math><mtext><p>x".repeat(n / 17)),
    ("deep fractions", |n| format!("<math>{}", "<mfrac><mn>1</mn>".repeat(n / 17))),
    ("deep exponents", |n| format!("<math>{}", "<msup><mi>x</mi>".repeat(n / 16))),
    ("deep exponents that end", |n| {
        let half = n / 23;
        format!("<math>{}{}", "<msup><mi>x</mi>".repeat(half), "</msup>".repeat(half))
    }),
    ("deep rows of formulas", |n| format!("<math>{}", "<mrow>".repeat(n / 6))),
    ("deep letters", |n| format!("<math>{}", "<mi>x".repeat(n / 5))),
    ("scripts on all sides", |n| format!("<math><mmultiscripts>{}", "<mi>x</mi>".repeat(n / 10))),
    ("a wide fence", |n| format!("<math><mfenced separators=⇔>{}", "<mi/>".repeat(n / 5))),
    ("a large table of a formula", |n| format!("<math><mtable>{}", "<mtr><mtd/><mtd/></mtr>".repeat(n / 23))),
    ("signs that TeX escapes", |n| {
        format!("<math><mo>{}</mo><mtext>{}", "\\^".repeat(n / 4), "\\^".repeat(n / 4))
    }),
    ("signs apart", |n| format!("<math>{}", "\\\\<mi/>".repeat(n / 7))),
    ("a huge annotation", |n| format!("<math><annotation encoding=TeX>{}", "\\frac{x} % ".repeat(n / 11))),
    ("an annotation of elements", |n| {
        format!("<math><annotation-xml encoding=TeX>{}", "x<mi>y</mi>".repeat(n / 11))
    }),
    ("many annotations", |n| {
        format!("<math><semantics>{}", "<annotation encoding=TeX></annotation>".repeat(n / 38))
    }),
    ("wrappers of TeX", |n| format!("<p><img alt='{}'>", "{\\displaystyle ".repeat(n / 15))),
    ("braces of TeX", |n| format!("<script type=math/tex>{}</script>", "{\\textstyle }".repeat(n / 13))),
    ("comments of TeX", |n| format!("<script type=math/tex>{}</script>x", "%\n".repeat(n / 2))),
    ("images of formulas", |n| format!("<p>{}", "<img alt='$x$'>".repeat(n / 15))),
    ("dollars", |n| format!("<p>{}", "$x ".repeat(n / 3))),
    ("dollars that could be formulas", |n| format!("<p>{}", "$x$".repeat(n / 3))),
    ("superscripts", |n| format!("<p>{}", "x<sup>2</sup>".repeat(n / 13))),
    ("superscripts as elements", |n| format!("<p>{}", "x<sup>k+1</sup>".repeat(n / 15))),
    ("deep superscripts", |n| format!("<p>{}", "x<sup>".repeat(n / 6))),
    ("a long superscript", |n| format!("<p>x{}{}", "<sup>".repeat(100), "2 ".repeat(n / 2))),
    ("superscripts of much", |n| format!("<p>{}", "x<sup><i>2</i><i>3</i><i>4</i>".repeat(n / 30))),
    ("copies", |n| "<p>The same text, over and over again, to the end of the page.</p>".repeat(n / 66)),
];

fn numbered(bytes: usize, write: impl Fn(usize) -> String) -> String {
    let mut page = String::new();
    for at in 0.. {
        if page.len() >= bytes {
            break;
        }
        let _ = write!(page, "{}", write(at));
    }
    page
}

/// The processor time of this thread, so that other load does not matter. Wall-clock time if the system does not report
/// it.
fn now() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    // Linux updates the figure when the thread yields.
    thread::yield_now();
    let of_thread = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = of_thread.and_then(|numbers| numbers.split_whitespace().next()?.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// Runs `test` on a thread with the default stack size of threads.
fn on_a_small_stack<T: Send>(test: impl FnOnce() -> T + Send) -> T {
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(2 << 20).spawn_scoped(scope, test).expect("a thread");
        thread.join().expect("no panic")
    })
}

/// Extracts a page and checks what must hold for every page; returns the time it took.
fn extract(name: &str, page: &str) -> Duration {
    let start = now();
    let article = Extractor::new().extract(page).expect("a page within the limits");
    // Metadata is computed lazily.
    let title = article.title().map_or(0, str::len);
    let time = now().saturating_sub(start);
    assert!(title <= 3 * page.len(), "{name}");
    let blocks: usize = article.blocks().map(|block| block.text().len()).sum();
    // A single byte of the page can become the three bytes of U+FFFD. References grow by less.
    assert!(blocks <= 3 * page.len(), "{name}: {blocks} bytes of text from {}", page.len());
    // Paragraphs in lists are indented by up to 16 spaces.
    assert!(article.text().len() <= 6 * page.len() + 16, "{name}");
    time
}

/// Renders all blocks of a page, and checks that the outputs are not much larger than the page; returns the time.
fn render(name: &str, page: &str) -> Duration {
    // A one-character line in 16 nested quotes has 16 quote marks. A cell that spans columns becomes several cells.
    const MAX_GROWTH: usize = 32;
    let mut article = Extractor::new().extract(page).expect("a page within the limits");
    article.retain(|_| true);
    let bound = MAX_GROWTH * page.len() + (1 << 17);
    let images = Options::new().images(Images::Keep).titles(Titles::Heading);
    let start = now();
    let mut kept = 0;
    for section in article.sections() {
        assert!(section.headings().len() <= 6 * 257, "{name}");
        kept += section.blocks().count();
    }
    assert!(kept <= article.blocks().len(), "{name}");
    for output in [article.markdown(), article.markdown_with(&images), article.html()] {
        assert!(output.len() <= bound, "{name}: {} bytes from {}", output.len(), page.len());
    }
    let images = article.images();
    let bytes = images
        .iter()
        .map(|image| image.url.len() + image.alt.len() + image.caption.as_ref().map_or(0, String::len));
    assert!(bytes.sum::<usize>() <= bound, "{name}: images");
    now().saturating_sub(start)
}

#[test]
fn hostile_pages_are_rendered() {
    let _clock = clock();
    let bytes = if cfg!(debug_assertions) { 40_000 } else { 500_000 };
    for (name, shape) in SHAPES {
        let time = on_a_small_stack(|| render(name, &shape(bytes)));
        if !cfg!(debug_assertions) {
            assert!(time < Duration::from_millis(1_500), "{name}: {time:?}");
        }
    }
}

/// Finds the sources of all blocks of a page, including lines of authors; returns the time.
fn find_sources(name: &str, page: &str) -> Duration {
    let start = now();
    let extractor = Extractor::new().sources(true).authors(true).comments(Comments::Include);
    let article = extractor.extract(page).expect("a page within the limits");
    for source in article.blocks().filter_map(|block| block.source()) {
        assert!(page.get(source.clone()).is_some_and(|source| !source.is_empty()), "{name}: {source:?}");
    }
    now().saturating_sub(start)
}

#[test]
fn sources_of_hostile_pages_are_parts_of_them() {
    let _clock = clock();
    let bytes = if cfg!(debug_assertions) { 20_000 } else { 500_000 };
    for (name, shape) in SHAPES {
        let time = on_a_small_stack(|| find_sources(name, &shape(bytes)));
        if !cfg!(debug_assertions) {
            assert!(time < Duration::from_millis(1_500), "{name}: {time:?}");
        }
    }
}

#[test]
fn hostile_pages_are_extracted() {
    let _clock = clock();
    let bytes = if cfg!(debug_assertions) { 40_000 } else { 500_000 };
    for (name, shape) in SHAPES {
        let time = on_a_small_stack(|| extract(name, &shape(bytes)));
        if !cfg!(debug_assertions) {
            assert!(time < Duration::from_millis(800), "{name}: {time:?}");
        }
    }
}

/// Held by tests that measure time, so that they do not run concurrently.
static CLOCK: Mutex<()> = Mutex::new(());

fn clock() -> MutexGuard<'static, ()> {
    CLOCK.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The ratio of the lengths of the two pages that are compared. A ratio of 2 would be too small: at the size where the
/// allocator changes its strategy, doubling the page once takes up to three times as long.
const FACTOR: usize = 8;

/// Whether a page of `FACTOR` times the length takes less than `MAX_RATIO` times the time. The best of up to `TRIES`
/// runs counts, because other programs affect caches and clock rate. A short time below `NOISE` counts as `NOISE`.
fn is_linear<T: ?Sized>(short: &T, long: &T, run: impl Fn(&T) -> Duration) -> bool {
    const TRIES: usize = 20;
    // The ratio for time that grows with the length to the power of 1.34.
    const MAX_RATIO: f64 = 16.0;
    const NOISE: Duration = Duration::from_micros(250);
    let (mut best, mut best_of_long) = (Duration::MAX, Duration::MAX);
    for _ in 0..TRIES {
        best = best.min(run(short));
        best_of_long = best_of_long.min(run(long));
        let ratio = best_of_long.as_secs_f64() / best.max(NOISE).as_secs_f64();
        let is_hopeless = ratio > 3.0 * MAX_RATIO;
        if ratio < MAX_RATIO || is_hopeless {
            return !is_hopeless;
        }
    }
    false
}

#[test]
#[cfg_attr(debug_assertions, ignore = "times are compared in release builds")]
fn time_is_linear_in_the_page() {
    const BYTES: usize = 50_000;
    let _clock = clock();
    for (name, shape) in SHAPES {
        let (short, long) = (shape(BYTES), shape(FACTOR * BYTES));
        for (stage, run) in [
            ("extracting", extract as fn(&str, &str) -> Duration),
            ("rendering", render),
            ("locating", find_sources),
        ] {
            let is_linear = is_linear(&*short, &*long, |page| run(name, page));
            assert!(
                is_linear,
                "{name}: {stage} {FACTOR} times the page takes more than {FACTOR} times the time"
            );
        }
    }
}

/// The comparison must detect quadratic time.
#[test]
#[cfg_attr(debug_assertions, ignore = "times are compared in release builds")]
fn more_than_linear_time_is_noticed() {
    const STEPS: u64 = 1_000;
    let _clock = clock();
    let spend = |steps: u64| {
        let start = now();
        (0..steps).fold(0, |sum: u64, step| std::hint::black_box(sum.wrapping_mul(31) ^ step));
        now().saturating_sub(start)
    };
    let (short, long) = (STEPS, STEPS * FACTOR as u64);
    assert!(is_linear(&short, &long, |&n| spend(n * STEPS)));
    assert!(!is_linear(&short, &long, |&n| spend(n * n)), "quadratic");
    assert!(!is_linear(&short, &long, |&n| spend(n * n.isqrt() * STEPS.isqrt())), "n to the power of 1.5");
}

#[test]
fn plain_text_is_no_better() {
    for (name, shape) in SHAPES {
        let text = shape(20_000);
        assert!(Extractor::new().extract_plain_text(&text).is_ok(), "{name}");
    }
}

/// The words of all blocks, in order.
fn words(page: &str) -> Vec<String> {
    let article = bodytext::extract(page).expect("a page within the limits");
    let texts: Vec<String> = article.blocks().map(|block| block.text().to_owned()).collect();
    texts.join(" ").split_whitespace().map(str::to_owned).collect()
}

#[test]
fn flattened_pages_keep_their_words_and_nothing_else() {
    let inside = "<p>one two</p><p>three<br>four</p><ul><li>five<li>six</ul><table><tr><td>seven<td>eight</table>\
        <b>ni</b>ne<script>no</script><style>no</style><template>no<template>no</template>no</template>\
        <svg><text>no</text></svg><select><option>no</select><textarea>no</textarea><h2>ten</h2>";
    let expected = words(inside);
    assert_eq!(expected.len(), 10);
    for (name, around) in [("depth", "<div>"), ("formatting", "<i x>"), ("spans", "<span>")] {
        let flattened = format!("{}{inside}", around.repeat(400));
        assert_eq!(words(&flattened), expected, "{name}");
    }
}

#[test]
fn a_drawing_left_open_hides_nothing() {
    assert_eq!(words(&format!("{}<svg><g><p>here", "<div>".repeat(400))), ["here"]);
}

#[test]
fn what_follows_a_deep_part_is_whole() {
    let deep = "<div><b>".repeat(400) + "deep" + &"</b></div>".repeat(400);
    let page = format!("<section>{deep}<p hidden>away</p><p>here</p></section>");
    let article = bodytext::extract(&page).expect("a page within the limits");
    let blocks: Vec<_> = article.blocks().map(|block| (block.text().to_owned(), block.is_hidden())).collect();
    assert_eq!(blocks, [("deep".into(), false), ("away".into(), true), ("here".into(), false)]);
}

/// html5ever looks names up in lists, so a page with many different names could be slow.
#[test]
fn many_names_are_few() {
    let _clock = clock();
    let page = numbered(4_000_000, |at| format!("<x{at}></x{at}>"));
    let one = numbered(4_000_000, |at| format!("<x{}></x{}>", at % 9, at % 9));
    let (many, few) = (extract("many names", &page), extract("few names", &one));
    assert!(many < 8 * few + Duration::from_millis(100), "{many:?} for many names, {few:?} for few");
}

#[test]
fn what_was_flattened_shows() {
    let is_flattened = |page: &str| bodytext::extract(page).expect("within the limits").is_flattened();
    assert!(is_flattened(&"<div>".repeat(1_000)));
    assert!(is_flattened(&numbered(20_000, |at| format!("<b a{at}>"))));
    assert!(is_flattened(&numbered(20_000, |at| format!("<p><b a{at}></p>"))));
    assert!(!is_flattened(&"<div>x</div>".repeat(1_000)));
    assert!(!is_flattened(&"<p><b>x".repeat(1_000)));
}
