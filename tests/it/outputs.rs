//! Text, Markdown and HTML of small pages.

use crate::case_pages::cases;
use crate::readback::{check, keep_all, read_html, read_markdown};
use bodytext::Error;
use bodytext::markdown::{Images, Links, Options, Titles};

// ---- Every case page ----

#[test]
fn outputs_of_the_case_pages_have_the_words_of_their_blocks() {
    for (name, page) in cases("html") {
        assert_eq!(check(&bodytext::extract(&page).expect("a small page")), None, "{name}");
        assert_eq!(check(&keep_all(&page)), None, "all of {name}");
    }
    for (name, text) in cases("txt") {
        assert_eq!(check(&bodytext::extract_plain_text(&text).expect("a small text")), None, "{name}");
    }
}

// ---- Text ----

#[test]
fn cells_of_a_row_stay_below_their_headers() {
    let page = "<p>x<table><tr><td><th>a<th>b<th>c<tr><th>d<td><img src=e><td>f<td><tr><th rowspan=2>g<td colspan=2>h<td>i
        <tr><td>j<td>&nbsp;<td>k<tr><th>l<td>m<td>n<td>o</table>";
    let article = keep_all(page);
    assert_eq!(article.text(), "x\n\n\ta\tb\tc\nd\t\tf\ng\th\t\ti\n\tj\t\tk\nl\tm\tn\to");
    let blocks: Vec<_> = article.blocks().map(|block| block.text().to_owned()).collect();
    assert_eq!(blocks, ["x", "a\tb\tc", "d\tf", "g\th\ti", "j\tk", "l\tm\tn\to"]);
    assert_eq!(check(&article), None);
}

#[test]
fn what_is_no_cell_of_data_has_no_tabs() {
    let text = |page: &str| keep_all(page).text();
    assert_eq!(text("<table><tr><td><td><p>a<td><tr><td><td>b</table>"), "a\n\nb");
    assert_eq!(
        text("<table><tr><th>a<td><table><tr><td>b<td><td>c<tr><td>d<td>e</table></table>"),
        "a\tb c\nd e"
    );
}

// ---- Markdown ----

/// A page, and its Markdown.
const MARKDOWN: &[(&str, &str)] = &[
    ("<h2>Head</h2><p>Text.", "## Head\n\nText.\n"),
    ("<h3>C#</h3><h3>a #</h3>", "### C\\#\n\n### a \\#\n"),
    ("<h2><b>Bold</b><br>head</h2>", "## Bold head\n"),
    ("<p>one<br>two", "one\\\ntwo\n"),
    ("<h2>a <a href=/b>#</a></h2>", "## a [#](/b)\n"),
    // Notes.
    (
        "<p>a<sup><a href='#n1'>1</a></sup>, b<sup><a href='#n2'>2</a></sup><ol><li id=n1>c <a href='#r'>↩</a><li id=n2><p>d<p>e<ul><li>f</ul></ol>",
        "a[^1], b[^2]\n\n[^1]: c\n\n[^2]: d\n\n    e\n\n    - f\n",
    ),
    (
        "<p><b>a</b><a href='#n1'><sup>1</sup></a> b<sup><a href='#n1'>1</a></sup>(c)<p id=n1><sup>1</sup> d<p>e",
        "**a**[^1] b[^1]\\(c)\n\n[^1]: d\n\ne\n",
    ),
    (
        "<h2>a<a role=doc-noteref href='#x'>a</a></h2><aside id=x><pre>b\n  c</pre></aside>",
        "## a[^a]\n\n[^a]: ```\n    b\n      c\n    ```\n",
    ),
    (
        "<p>a<sup><a href='#n%C3%A9'>[1]</a></sup><li id=né><a href='#r'>[1]</a> <i>d</i>",
        "a[^1]\n\n[^1]: *d*\n",
    ),
    ("<p>a<sup id=r><a href='#n'>1</a></sup><p><a id=n href='#r'><sup>1</sup></a> b", "a[^1]\n\n[^1]: b\n"),
    (
        "<p>a<sup>[<a href='#n'>1</a>]</sup>[<sup><a href='#m'>2</a></sup>], b <a href='#o'>[3]</a>(c<p id=n>d<p id=m>e<p id=o>f",
        "a[^1][^2], b [^3]\\(c\n\n[^1]: d\n\n[^2]: e\n\n[^3]: f\n",
    ),
    (
        "<p>a <a role=doc-noteref href='#n'>1</a><aside id=n><span>[<a href='#r'>1</a>]</span><p>b<p>c</aside>",
        "a [^1]\n\n[^1]: b\n\n    c\n",
    ),
    ("<p>a <a epub:type=noteref href='#n'>x</a><aside id=n>b</aside>", "a [^x]\n\n[^x]: b\n"),
    (
        "<p>a<a id=r href='#n'>1</a>, b<a name=s href='#m'>2</a><div><a id=n href='#r'>1</a><div><p>c<p>d</div></div><p><a name=m href='#s'>2</a> e",
        "a[^1], b[^2]\n\n[^1]: c\n\n    d\n\n[^2]: e\n",
    ),
    ("<p>a<a href='#n' name=r>[1]</a><p><a href='#r' name=n>[1]</a> b", "a[^1]\n\n[^1]: b\n"),
    // Notes as markdown-it writes them.
    (
        "<p>a<sup class=footnote-ref><a href='#fn1' id=fnref1>[1]</a></sup>, b<sup class=footnote-ref><a href='#fn1' id='fnref1:1'>[1:1]</a></sup>(c)<ol><li id=fn1><p>d <a href='#fnref1'>↩︎</a> <a href='#fnref1:1'>↩︎</a></ol>",
        "a[^1], b[^1]\\(c)\n\n[^1]: d\n",
    ),
    (
        "<p>a<a href='#v'>[1:1]</a> b<a href='#n'>[2]</a> c<a href='#n'>[3:1]</a><p id=v>d<p id=n>e",
        "a[\\[1:1\\]](#v) b[^2] c[\\[3:1\\]](#n)\n\nd\n\n[^2]: e\n",
    ),
    // Not notes: no target, at the start of a line, target before the reference, target in a table, same number twice.
    ("<p>a<sup><a href='#n'>1</a></sup>", "a[\\[1\\]](#n)\n"),
    ("<p><sup><a href='#n'>1</a></sup>: a<p id=n>b", "[\\[1\\]](#n): a\n\nb\n"),
    ("<p id=n>b<p>a<sup><a href='#n'>1</a></sup>", "b\n\na[\\[1\\]](#n)\n"),
    (
        "<p>a<sup><a href='#n'>1</a></sup><table><tr><td><p id=n>b<td>c</table>",
        "a[\\[1\\]](#n)\n\n|  |  |\n| --- | --- |\n| b | c |\n",
    ),
    (
        "<p>a<sup><a href='#n'>1</a></sup> b<sup><a href='#m'>1</a></sup><p id=n>c<p id=m>d",
        "a[^1] b[\\[1\\]](#m)\n\n[^1]: c\n\nd\n",
    ),
    ("<p>a [^1] b<p>[^1]: c", "a \\[^1] b\n\n\\[^1]: c\n"),
    // Lists.
    ("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>e", "- a\n- b\n  - c\n- d\n\ne\n"),
    ("<ol start=3><li>a<li>b</ol>", "3. a\n4. b\n"),
    ("<ol><li value=10>a<li value=20>b<li>c<li value=x>d</ol>", "10. a\n20. b\n21. c\n22. d\n"),
    ("<ol reversed><li>a<li>b<li>c</ol>", "3. a\n2. b\n1. c\n"),
    ("<ol reversed start=9><li>a<li value=3>b<li>c</ol>", "9. a\n3. b\n2. c\n"),
    ("<ol><li>a<ol><li>b<li>c</ol></ol>", "1. a\n   1. b\n   2. c\n"),
    ("<ol><li>a<ol start=5><li>b</ol></ol>", "1. a\n\n   5. b\n"),
    ("<ol start=-1><li>a</ol>", "1. a\n"),
    ("<ul><li><p>a<p>b<li>c</ul>", "- a\n\n  b\n- c\n"),
    ("<ul><li>a</ul><ul><li>b</ul>", "- a\n\n* b\n"),
    ("<ol><li>a</ol><ol><li>b</ol>", "1. a\n\n1) b\n"),
    ("<ul><li><ul><li>a</ul></ul>", "- - a\n"),
    ("<ul><li>a<pre>b\n  c</pre></ul>", "- a\n\n  ```\n  b\n    c\n  ```\n"),
    ("<li>a<li>b", "- a\n- b\n"),
    (
        "<ul><li><input type=checkbox checked disabled> a [x]<li><input type=checkbox disabled>1. b",
        "- [x] a [x]\n- [ ] 1. b\n",
    ),
    ("<ul><li>[x] a<li><b><input type=checkbox disabled> b</b>", "- \\[x] a\n- **[ ] b**\n"),
    (
        "<table><tr><td><ul><li><input type=checkbox disabled> a</ul><td>b</table>",
        "|  |  |\n| --- | --- |\n| \\[ ] a | b |\n",
    ),
    // Quotes.
    ("<blockquote><p>a<p>b</blockquote>c", "> a\n>\n> b\n\nc\n"),
    ("<blockquote>a<ul><li>b<li>c</ul></blockquote>", "> a\n>\n> - b\n> - c\n"),
    ("<blockquote>a<blockquote>b</blockquote></blockquote>", "> a\n>\n> > b\n"),
    ("<ul><li>a<blockquote>b<br>c</blockquote></ul>", "- a\n\n  > b\\\n  > c\n"),
    ("<blockquote>a</blockquote><blockquote>b</blockquote>", "> a\n\n> b\n"),
    // Code.
    ("<pre><code class='language-rust'>let x;\n\n    y</code></pre>", "```rust\nlet x;\n\n    y\n```\n"),
    ("<div class='highlight-source-c'><pre>x</pre></div>", "```c\nx\n```\n"),
    ("<pre class='brush: js'>x</pre>", "```js\nx\n```\n"),
    ("<pre data-language=js><code>x</code></pre>", "```js\nx\n```\n"),
    (
        "<div class=language-c><div><table><tr><td class=linenos><pre>1\n2</pre><td><div><pre>x\ny</pre></div></table></div></div>",
        "```c\nx\ny\n```\n",
    ),
    (
        "<div class=lang-go><table><tr><td class=blob-num>1<td class=blob-code>x {<tr><td>2<td class=blob-code>  y</table></div>",
        "```go\nx {\n  y\n```\n",
    ),
    ("<pre>a ```` b</pre>", "`````\na ```` b\n`````\n"),
    ("<p>a <code>b*c</code> d", "a `b*c` d\n"),
    ("<p><code>a`b</code> <kbd>``</kbd>", "``a`b`` ``` `` ```\n"),
    ("<p><code>a<a href=/b>b</a>::<a href=/c>c</a></code>", "`a`[`b`](/b)`::`[`c`](/c)\n"),
    ("<p><code>a <b>b</b> c</code>", "`a b c`\n"),
    ("<p><code>a</code> <code>b</code><code>c</code>", "`a` `bc`\n"),
    ("<p><code>a<br>b</code>", "`a`\\\n`b`\n"),
    ("<p><a href=/b><code>a]: b</code></a>", "[a\\]: b](/b)\n"),
    ("<p><b><code>a</code></b>", "**`a`**\n"),
    // Emphasis.
    ("<p><b>a</b> <em>b</em> <del>c</del> <strong><i>d</i></strong>", "**a** *b* ~~c~~ ***d***\n"),
    ("<p><b>a </b>b", "**a** b\n"),
    ("<p><b>a</b><b>b</b>", "**ab**\n"),
    ("<p><b>a <i>b</i></b> <i>c</i>", "**a *b*** *c*\n"),
    ("<p>a<b>b</b>c", "a**b**c\n"),
    ("<p>a<b>(b)</b>c", "a(b)c\n"),
    ("<p><b>a</b><i>b</i>", "**a**b\n"),
    ("<p>H<sub>2</sub>O, x<sup>2</sup>", "H₂O, x²\n"),
    ("<p>2<sup>k+1</sup> <b>2<sup>*k*2</sup></b>", "2<sup>k+1</sup> **2\\*k\\*2**\n"),
    ("<p>1<sup>st</sup>, x<sub>i_j</sub> <code>2<sup>k</sup></code>", "1st, x<sub>i_j</sub> `2^k`\n"),
    ("<p>2<sup>2<sup>n</sup></sup>, e<sup><i>ix</i></sup>", "2<sup>2<sup>n</sup></sup>, e<sup>ix</sup>\n"),
    // Formulas.
    ("<p>a <math><mi>x</mi><mo>*</mo><mi>y</mi></math>, b", "a $x*y$, b\n"),
    ("<p>a <math display=block><mi>x</mi></math> b", "a\n$$x$$\nb\n"),
    ("<p>a<br><math display=block><mi>x</mi></math><br>b", "a\n$$x$$\nb\n"),
    ("<p><math display=block><mi>x</mi></math>b<br>c", "$$x$$\nb\\\nc\n"),
    ("<h2>a <math><mi>x</mi></math></h2>", "## a $x$\n"),
    ("<p><b>a <math><mi>x</mi></math></b> <a href=/b><math><mi>y</mi></math></a>", "**a $x$** [$y$](/b)\n"),
    ("<p><math><mi>x</mi></math><math><mi>y</mi></math>", "$x$$y$\n"),
    ("<p><code>a <math><mi>x</mi></math></code>", "`a x`\n"),
    (
        "<table><tr><td>a<td><math alttext='|x|_1\\|'><mi>x</mi></math> $</table>",
        "|  |  |\n| --- | --- |\n| a | $\\|x\\|_1\\Vert$ $ |\n",
    ),
    ("<p><script type='math/tex'>a$b</script>", "`a$b`\n"),
    ("<p><script type='math/tex'>\\frac{1}</script> x", "$\\frac{1}$ x\n"),
    ("<p><script type='math/tex'>\\frac{1</script> x", "`\\frac{1` x\n"),
    // Dollar signs that could start a formula.
    ("<p>$5 and $10, $ 3", "$5 and $10, $ 3\n"),
    ("<p>$5-$10", "\\$5-$10\n"),
    ("<p>$5 or <b>$10</b>", "\\$5 or **$10**\n"),
    ("<p>US$<math><mi>x</mi></math>$", "US\\$$x$$\n"),
    ("<p>$5 for <math><mi>x</mi></math>, $6", "\\$5 for $x$, $6\n"),
    ("<p>$5 <code>x$</code> <a href='/$a'>b</a>", "\\$5 `x$` [b](/\\$a)\n"),
    ("<table><tr><td>$5<br>x$<br>y<td>a</table>", "|  |  |\n| --- | --- |\n| \\$5<br>x$<br>y | a |\n"),
    ("<p><i>a(<b>b</b>)</i> c", "*a(b)* c\n"),
    ("<p><b>a<i>,</i></b> b", "**a,** b\n"),
    ("<p>a<a href='javascript:x'>b<b>c=</b></a><b>=</b>", "ab**c==**\n"),
    ("<p><a href='javascript:x'>a<b>b</b></a><b>c</b>", "a**bc**\n"),
    ("<p><b>a</b><img alt=b><b>c</b>", "**ac**\n"),
    ("<p>是<b>“重点”</b>的<b>词</b>", "是“重点”的**词**\n"),
    // Links.
    ("<p>a <a href='/b?c=1&amp;d=2'>b</a> c", "a [b](/b?c=1&d=2) c\n"),
    ("<p><a href='/a (b)<c>'>[d]</a>", "[\\[d\\]](/a%20%28b%29%3Cc%3E)\n"),
    ("<p><a href='javascript:x'>a</a> <a>b</a>", "a b\n"),
    ("<p><a href='/x?&amp;amp;y'>a</a>", "[a](/x?&amp;amp;y)\n"),
    ("<p><b>!</b><a href=b>c</a>", "**!**[c](b)\n"),
    ("<p>a<b>!</b><a href=b>c</a>", "a\\![c](b)\n"),
    ("<p>a!<a href=b>c</a>", "a\\![c](b)\n"),
    ("<p><b>a <a href=b>c</a> d</b>", "**a [c](b) d**\n"),
    ("<p><a href=b>a <b>c</b></a> d", "[a **c**](b) d\n"),
    ("<a href=/x><h2>a</h2><p>b</a>", "## [a](/x)\n\n[b](/x)\n"),
    ("<p><a href=/x><img src=i></a>a", "a\n"),
    // Tables.
    ("<table><tr><th>a<th>b<tr><td>c|d<td>e<br>f</table>", "| a | b |\n| --- | --- |\n| c\\|d | e<br>f |\n"),
    ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", "|  |  |\n| --- | --- |\n| a | b |\n| c | d |\n"),
    (
        "<table><thead><tr><td>a<td>b<td>c</thead><tr><td colspan=2>d<td>e<tr><td>f<td><td>g</table>",
        "| a | b | c |\n| --- | --- | --- |\n| d |  | e |\n| f |  | g |\n",
    ),
    (
        "<table><tr><td rowspan=2>a<td>b<td>c<tr><td>d<td>e</table>",
        "|  |  |  |\n| --- | --- | --- |\n| a | b | c |\n|  | d | e |\n",
    ),
    (
        "<table><tr><td>a<td>b<tr><td colspan=2>whole<tr><td>c<td>d</table>",
        "|  |  |\n| --- | --- |\n| a | b |\n| whole |  |\n| c | d |\n",
    ),
    (
        "<table><tr><th>a<th>b<tr><td><p>c <b>d</b><p>e<td><ul><li>f<li><a href=/g>g|h</a></ul></table>",
        "| a | b |\n| --- | --- |\n| c **d**<br>e | f<br>[g\\|h](/g) |\n",
    ),
    (
        "<table><caption>t</caption><tr><th>a<td><td><div>b</div><div>c</div><tr><th>d<td>e<td>f</table>",
        "t\n\n|  |  |  |\n| --- | --- | --- |\n| a |  | b<br>c |\n| d | e | f |\n",
    ),
    (
        "<table><tr><th>a<td><table><tr><td>b<td><b>c</b><tr><td>d<td>e</table></table>",
        "|  |  |\n| --- | --- |\n| a | b **c**<br>d e |\n",
    ),
    (
        "<table><thead><tr><th>a<th>b</thead><tfoot><tr><td>c<td>d<tr><th>e<th>f</tfoot><tr><td>g<td>h<tfoot><tr><td>i<td>j</table>",
        "| a | b |\n| --- | --- |\n| g | h |\n| i | j |\n| c | d |\n| e | f |\n",
    ),
    ("<table><tr><td>a<td><code>b|c</code></table>", "|  |  |\n| --- | --- |\n| a | `b\\|c` |\n"),
    (
        "<table><tr><td>a<td>b</table><table><tr><td>c<td>d</table>",
        "|  |  |\n| --- | --- |\n| a | b |\n\n|  |  |\n| --- | --- |\n| c | d |\n",
    ),
    // Text that looks like markup.
    ("<p># a<p>1. b<p>+ c<p>> d<p>=<p>---", "\\# a\n\n1\\. b\n\n\\+ c\n\n\\> d\n\n\\=\n\n\\---\n"),
    ("<p>a<br>- b<br>2) c", "a\\\n\\- b\\\n2\\) c\n"),
    ("<p>2016<b>. a</b>", "2016\\. a\n"),
    ("<p>&lt;b&gt; &amp;amp; a &lt; b", "\\<b> \\&amp; a < b\n"),
    ("<p>snake_case, 3 * 4, a - b, AT&amp;T, [sic]", "snake_case, 3 * 4, a - b, AT&T, [sic]\n"),
    (
        "<p>a [1], [^1], [b](c), [d]: e, [f][g] and [h",
        "a [1], \\[^1], \\[b](c), \\[d]: e, \\[f]\\[g] and \\[h\n",
    ),
    ("<p>[a] b<p>c <b>[d]</b><p>e [f]<i>(g)</i>", "\\[a] b\n\nc **\\[d]**\n\ne \\[f]*(g)*\n"),
    ("<p><b>1. a</b> b<p><a href=/x>2) c</a>", "**1. a** b\n\n[2) c](/x)\n"),
    ("<p><b>a</b><br>3. b", "**a**\\\n3\\. b\n"),
];

#[test]
fn markdown_of_small_pages() {
    let mut wrong = Vec::new();
    for (page, expected) in MARKDOWN {
        let article = keep_all(page);
        if article.markdown() != *expected {
            wrong.push(format!("{page}\n  {:?}\n  instead of {expected:?}", article.markdown()));
        }
        wrong.extend(check(&article).map(|complaint| format!("{page}: {complaint}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_written_in_markdown_is_read_as_such() {
    let read = |page: &str| read_markdown(&keep_all(page).markdown());
    let page = "<p><a href='/a b'>x</a> <a href='http://x.example/?a&amp;b'>y</a><pre>a\n\tb\n</pre>";
    assert_eq!(read(page).links, ["/a%20b", "http://x.example/?a&b"]);
    assert_eq!(read(page).codes, ["a\n\tb\n"]);
    assert_eq!(read("<ul><li>a<ol><li>b<pre>\tc\n\n  d</pre></ol></ul>").codes, ["\tc\n\n  d\n"]);
}

// ---- Options ----

const ILLUSTRATED: &str = "<h1>The mill</h1><p>The mill stood empty for years, until the council of the town bought it last autumn.</p>
    <figure><img src=/mill.jpg alt='The [old] mill'></figure>
    <p>It will become <a href=/library>the new library</a> <img src=/icon.png alt=soon> next year, the mayor said to us.</p>";

fn illustrated(options: &Options) -> String {
    bodytext::extract(ILLUSTRATED).expect("a small page").markdown_with(options)
}

#[test]
fn links_can_be_left_out() {
    let text = illustrated(&Options::new().links(Links::Text));
    assert!(text.contains("become the new library next"), "{text}");
    assert!(illustrated(&Options::new()).contains("become [the new library](/library) next"));
}

#[test]
fn images_can_be_kept_or_spelled_out() {
    let text = illustrated(&Options::new().images(Images::Keep));
    assert!(text.contains("autumn.\n\n![The \\[old\\] mill](/mill.jpg)\n\nIt"), "{text}");
    assert!(text.contains("library](/library) ![soon](/icon.png) next"), "{text}");
    let text = illustrated(&Options::new().images(Images::Alt));
    assert!(
        text.contains("autumn.\n\nThe \\[old\\] mill\n\nIt") && text.contains("(/library) soon next"),
        "{text}"
    );
    assert!(!illustrated(&Options::new()).contains("soon"));
}

#[test]
fn an_image_parts_no_word() {
    let text = |page| keep_all(page).markdown_with(&Options::new().images(Images::Keep));
    assert_eq!(text("<p>a<img src=i>b"), "a![](i)b\n");
    assert_eq!(text("<p>a <img src=i> b"), "a ![](i) b\n");
    assert_eq!(text("<p>a <img src=i>b"), "a ![](i) b\n");
    assert_eq!(text("<p><img src=i>b"), "![](i) b\n");
    assert_eq!(text("<p>a<br><img src=i>b"), "a\\\n![](i) b\n");
    assert_eq!(text("<p>a <img src=i><a href=/x>b</a>"), "a ![](i) [b](/x)\n");
    assert_eq!(text("<p>a<img src=i><code>b</code>"), "a![](i)`b`\n");
    assert_eq!(text("<p>a <a href=/x><img src=i>b</a>"), "a [![](i) b](/x)\n");
    assert_eq!(
        text("<table><tr><td>x<td>a<br><img src=i>b</table>"),
        "|  |  |\n| --- | --- |\n| x | a<br>![](i) b |\n"
    );
    assert_eq!(text("<p>a<img data-src=i src='data:image/gif;x'>"), "a ![](i)\n");
}

/// A page, and its Markdown with images spelled out.
const SPELLED_OUT: &[(&str, &str)] = &[
    // Text and image that would only together be markup.
    ("<p>a<img alt='x<'>img src=x onerror=alert(1)&gt; end", "ax\\<img src=x onerror=alert(1)> end\n"),
    ("<p>a<img alt='x<'><b>img&gt;</b> end", "ax\\<**img>** end\n"),
    ("<p>a<img alt='x<'><img alt='b>'>c", "ax\\<b>c\n"),
    ("<p>a&lt;<img alt='b>'>c", "a\\<b>c\n"),
    ("<p>x<img alt='wow!'><a href=/u>text</a>", "xwow\\![text](/u)\n"),
    ("<p>x!<img alt='[y]'>z", "x\\!\\[y\\]z\n"),
    ("<p>x<img alt='y&'>amp;", "xy\\&amp;\n"),
    ("<p>x<img alt='&am'>p;", "x\\&amp;\n"),
    ("<p>x&amp;am<img alt='p;'>z", "x\\&amp;z\n"),
    ("<p>x&amp;#<img alt='35;'>z", "x\\&#35;z\n"),
    ("<p><b>x</b><i>&amp;a</i>m<img alt='p;'>z", "**x**\\&amp;z\n"),
    ("<p>1<img alt='. x'>b", "1\\. xb\n"),
    ("<p>1<img alt=2>. b", "12\\. b\n"),
    ("<h2>a <img alt='#'></h2>", "## a \\#\n"),
    ("<p>-<img alt=x> b<p>#<img alt=x><p>1.<img alt=x>", "\\- x b\n\n\\# x\n\n1\\. x\n"),
    ("<p>a<br><img alt='# b'>c<br><img alt='- d'><i>e</i>", "a\\\n\\# b c\\\n\\- d *e*\n"),
    // Text that is not markup either way.
    ("<p>AT&amp;T <img alt='R&D now!'> x - y", "AT&T R&D now\\! x - y\n"),
    ("<p>a<br><img alt=b> - c", "a\\\nb - c\n"),
];

#[test]
fn what_images_show_is_never_markup() {
    let mut wrong = Vec::new();
    for (page, expected) in SPELLED_OUT {
        let markdown = keep_all(page).markdown_with(&Options::new().images(Images::Alt));
        if markdown != *expected {
            wrong.push(format!("{page}\n  {markdown:?}\n  instead of {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_title_can_come_first() {
    let with = Options::new().titles(Titles::Heading);
    assert!(illustrated(&with).starts_with("# The mill\n\nThe mill stood"));
    assert!(illustrated(&Options::new()).starts_with("The mill stood"));
    // A post of one sentence is both title and body.
    let page = "<h1>Who knows when the ferry to the island will sail again after the storm?</h1>";
    let article = bodytext::extract(page).expect("a small page");
    assert_eq!(article.markdown_with(&with), article.markdown());
}

// ---- HTML ----

/// A page, and its HTML.
const HTML: &[(&str, &str)] = &[
    // Parts of a longer link are not backlinks or references to notes.
    (
        "<a href='#x'><div>a b c d</div><div>abcdefghi</div><div>↑</div><sup>1</sup></a>",
        "<p>a b c d</p>\n<p><a href=\"#x\">abcdefghi</a></p>\n<p>↑</p>\n<p><sup>1</sup></p>\n",
    ),
    ("<h2 class=x id=y>Head</h2><div>Text.", "<h2>Head</h2>\n<p>Text.</p>\n"),
    ("<p>a<br>b &amp; c &lt;d>", "<p>a<br>b &amp; c &lt;d&gt;</p>\n"),
    (
        "<ul><li>a<ul><li>b</ul><li><p>c<p>d</ul>",
        "<ul>\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c<p>d</p>\n</li>\n</ul>\n",
    ),
    ("<ol start=4><li>a<li>b</ol>", "<ol start=\"4\">\n<li>a</li>\n<li>b</li>\n</ol>\n"),
    (
        "<ol><li>a<li value=5>b<li>c</ol><ol reversed><li>d<li>e</ol>",
        "<ol>\n<li>a</li>\n<li value=\"5\">b</li>\n<li>c</li>\n</ol>\n\
         <ol reversed start=\"2\">\n<li>d</li>\n<li>e</li>\n</ol>\n",
    ),
    (
        "<p>x<ul><li><blockquote>a</blockquote>b<li><img src='data:x'><p>c<li><img src=d><p>e</ul>",
        "<p>x</p>\n<ul>\n<li><blockquote>\n<p>a</p>\n</blockquote>\n<p>b</p>\n</li>\n<li>c</li>\n\
         <li><figure><img src=\"d\" alt=\"\"></figure>\n<p>e</p>\n</li>\n</ul>\n",
    ),
    ("<blockquote><p>a<p>b</blockquote>", "<blockquote>\n<p>a</p>\n<p>b</p>\n</blockquote>\n"),
    ("<pre class=lang-c>a\n  &lt;b></pre>", "<pre><code class=\"language-c\">a\n  &lt;b&gt;</code></pre>\n"),
    (
        "<p><b>a <i>b</i></b> <kbd>c</kbd> <s>d</s> <sub>e</sub>",
        "<p><strong>a <em>b</em></strong> <code>c</code> <del>d</del> <sub>e</sub></p>\n",
    ),
    ("<p><a href=/b onclick=x target=y>a</a>", "<p><a href=\"/b\">a</a></p>\n"),
    (
        "<p>a <img src=b.png alt='&quot;c&quot;' onerror=x>",
        "<p>a<img src=\"b.png\" alt=\"&quot;c&quot;\"></p>\n",
    ),
    (
        "<p>a <img src=b>c<br><img src=d>e",
        "<p>a <img src=\"b\" alt=\"\">c<br><img src=\"d\" alt=\"\">e</p>\n",
    ),
    (
        "<p>a<img src=b> c <b><img src=d>e</b>",
        "<p>a<img src=\"b\" alt=\"\"> c <strong><img src=\"d\" alt=\"\">e</strong></p>\n",
    ),
    (
        "<p><img src=b> c <img src=d> e <a href=/f><img src=g></a> h",
        "<p><img src=\"b\" alt=\"\"> c <img src=\"d\" alt=\"\"> e <img src=\"g\" alt=\"\"> h</p>\n",
    ),
    (
        "<p>a <img src=b>é <i hidden>b <img src=c>é</i>",
        "<p>a <img src=\"b\" alt=\"\">é</p>\n<p><em>b <img src=\"c\" alt=\"\">é</em></p>\n",
    ),
    (
        "<pre>a<br><img src=b>é <a href=c>d</a><img src=e><a href=f> é</a></pre>",
        "<pre><code>a\né d é</code></pre>\n",
    ),
    (
        "a<figure><img src=b><figcaption>c</figcaption></figure>d",
        "<p>a</p>\n<figure><img src=\"b\" alt=\"\"><figcaption>c</figcaption></figure>\n<p>d</p>\n",
    ),
    (
        "<table><tr><th>a<th>b<tr><th><p>c<p>d<td><ul><li>e<li><i>f</i></ul></table>",
        "<table>\n<thead>\n<tr><th>a</th><th>b</th></tr>\n</thead>\n<tbody>\n\
         <tr><th>c<br>d</th><td>e<br><em>f</em></td></tr>\n</tbody>\n</table>\n",
    ),
    (
        "<table><thead><tr><th>a<th>b</thead><tr><td colspan=2>c<tr><td>d<td>e</table>",
        "<table>\n<thead>\n<tr><th>a</th><th>b</th></tr>\n</thead>\n<tbody>\n<tr><td colspan=\"2\">c</td></tr>\n\
         <tr><td>d</td><td>e</td></tr>\n</tbody>\n</table>\n",
    ),
    (
        "<table><tfoot><tr><th>a<th>b</tfoot><tr><td>c<td>d</table>",
        "<table>\n<tbody>\n<tr><td>c</td><td>d</td></tr>\n<tr><th>a</th><th>b</th></tr>\n</tbody>\n</table>\n",
    ),
];

/// When the HTML is segmented again, it has the same rows, even if their headers were dropped.
#[test]
fn long_cells_are_read_again() {
    let long = "word ".repeat(100);
    let page = format!("<table><tr><th>a<th>b<tr><td>c<td><p>{long}<p>d<tr><td><td>e</table>");
    let mut article = keep_all(&page);
    assert_eq!(check(&article), None, "{}", article.html());
    article.retain(|block| block.position() > 0);
    assert!(article.html().starts_with("<table role=\"table\">"));
    assert_eq!(check(&article), None, "{}", article.html());
}

#[test]
fn html_of_small_pages() {
    for (page, expected) in HTML {
        let article = keep_all(page);
        assert_eq!(article.html(), *expected, "{page}");
        assert_eq!(check(&article), None, "{page}");
    }
}

/// Ways to inject a script. In the output, each must be plain text or absent.
const ATTACKS: &[&str] = &[
    "<script>alert(1)</script>",
    "<script src=//x.example/x.js></script>",
    "<ScRiPt>alert(1)</sCrIpT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;alert(1)",
    "<img src=x onerror=alert(1)>",
    "<img src='x' onerror='alert(1)' alt='\"><script>alert(1)</script>'>",
    "<img src=\"x\" alt='\" onerror=\"alert(1)'>",
    "<img src='javascript:alert(1)'>",
    "<img src='data:image/svg+xml,<svg onload=alert(1)>'>",
    "<img src=x: onerror=alert(1)//>",
    "<img data-src='javascript:alert(1)'>",
    "<img src='\"><script>alert(1)</script>'>",
    "<img src='x\" onerror=\"alert(1)'>",
    "<img srcset='x 1x' onload=alert(1)>",
    "<image src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='java&#13;script:alert(1)'>x</a>",
    "<a href='java&Tab;script:alert(1)'>x</a>",
    "<a href='&#106;&#97;vascript:alert(1)'>x</a>",
    "<a href='javascript&colon;alert(1)'>x</a>",
    "<a href='javascript&#58alert(1)'>x</a>",
    "<a href='javascript&amp;colon;alert(1)'>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='&#1;javascript:alert(1)'>x</a>",
    "<a href='&#31; javascript:alert(1)'>x</a>",
    "<a href='\u{a0}javascript:alert(1)'>x</a>",
    "<a href='\u{feff}javascript:alert(1)'>x</a>",
    "<a href='javascript\0:alert(1)'>x</a>",
    "<a href='java\0script:alert(1)'>x</a>",
    "<a href='java\u{7f}script:alert(1)'>x</a>",
    "<a href='javascript:javascript:alert(1)'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
    "<a href='blob:https://x.example/1'>x</a>",
    "<a href='file:///etc/passwd'>x</a>",
    "<a href='filesystem:https://x.example/x'>x</a>",
    "<a href='view-source:javascript:alert(1)'>x</a>",
    "<a href='feed:javascript:alert(1)'>x</a>",
    "<a href='jar:https://x.example!/x'>x</a>",
    "<a href='\"><script>alert(1)</script>'>x</a>",
    "<a href='x\" onclick=\"alert(1)'>x</a>",
    "<a href=\"x' onclick='alert(1)\">x</a>",
    "<a href='https://x.example/\"onmouseover=\"alert(1)'>x</a>",
    "<a href=x onclick=alert(1) style='behavior:url(x)' xlink:href='javascript:alert(1)'>x</a>",
    "<a href='x`onclick=alert(1)`'>x</a>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><foreignObject><p onclick=alert(1)>x</p></foreignObject></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<math href='javascript:alert(1)' onclick=alert(1)><mrow style='x:expression(alert(1))' onfocus=alert(1)>x</mrow></math>",
    "<math><maction actiontype='statusline#javascript:alert(1)' xlink:href='javascript:alert(1)'>x</maction></math>",
    "<math><mi mathvariant='bold\" onclick=\"alert(1)'>x</mi><mfrac linethickness='0\" onclick=\"alert(1)'>x</math>",
    "<math display='block\" onclick=\"alert(1)'><mi>x</mi></math>",
    "<math><mfenced open='<script>alert(1)</script>' close='\"' separators='<'><mi>x</mi><mi>y</mi></mfenced></math>",
    "<math><semantics><mi>x</mi><annotation encoding='application/x-tex'>&lt;/annotation>&lt;/math>&lt;script>alert(1)&lt;/script></annotation></semantics></math>",
    "<math><semantics><mi>x</mi><annotation encoding='application/x-tex'>\\href{javascript:alert(1)}{x}<mtext><img src=x onerror=alert(1)></mtext></annotation></semantics></math>",
    "<math alttext='\\x<script>alert(1)</script>'><mi>x</mi></math>",
    "<math><mtext>&lt;img src=x onerror=alert(1)></mtext></math>",
    "<math><mtext><img src=x onerror=alert(1)><a href='javascript:alert(1)'>x</a></mtext></math>",
    "<math><mtext><mglyph><svg><mtext><style><path id='</style><img onerror=alert(1) src>'></math>",
    "<math><annotation-xml encoding='application/xhtml+xml'><iframe srcdoc='<script>alert(1)</script>'></iframe></annotation-xml></math>",
    "<script type='math/tex'></script><script type='math/tex'><img src=x onerror=alert(1)><!--</script>",
    "<script type='math/tex; mode=display\" onclick=\"alert(1)'>x</script>",
    "<img class=latex alt='\"><script>alert(1)</script>\\x{'>",
    "<img alt='$</code><script>alert(1)</script>$'>",
    "x<sup>1<i onclick=alert(1)>2</i></sup><sub>&lt;script&gt;</sub>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></table></mtext></math>",
    "<math><annotation-xml encoding='text/html'><script>alert(1)</script></annotation-xml></math>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='javascript:alert(1)'>x</object>",
    "<embed src='javascript:alert(1)'>",
    "<form action='javascript:alert(1)'><button formaction='javascript:alert(1)'>x</button></form>",
    "<input onfocus=alert(1) autofocus>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video src=x onerror=alert(1)><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<style>@import 'javascript:alert(1)';</style>",
    "<link rel=stylesheet href='javascript:alert(1)'>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href='javascript:alert(1)//'><a href=x>x</a>",
    "<base href='data:text/html,'><a href=x>x</a>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>x</p></noscript>",
    "<noscript><img src=x onerror=alert(1)>x</noscript>",
    "<textarea></textarea><img src=x onerror=alert(1)></textarea>",
    "<title></title><img src=x onerror=alert(1)></title>",
    "<xmp><script>alert(1)</script></xmp>",
    "<plaintext><script>alert(1)</script>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!--><script>alert(1)</script-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml-stylesheet href='javascript:alert(1)'?>x",
    "<pre class='language-\" onclick=\"alert(1)'>x</pre>",
    "<pre class='language-x&quot;><script>alert(1)</script>'>x</pre>",
    "<pre>&lt;/code>&lt;/pre>&lt;script>alert(1)&lt;/script></pre>",
    "<ol start='1\" onclick=\"alert(1)'><li>x</ol>",
    "<table><tr><td colspan='2\" onclick=\"alert(1)'>x<td>y</table>",
    "<p style='background:url(javascript:alert(1))' onclick=alert(1)>x</p>",
    "<x-y onclick=alert(1) is=z>x</x-y>",
    "<a href='//x.example' ping='javascript:alert(1)'>x</a>",
    "<a href='ht\ntps://x.example'>x</a>",
    "<b onmouseover=alert(1)>x</b><font color=red onclick=alert(1)>y</font>",
];

#[test]
fn no_attack_comes_through() {
    for attack in ATTACKS {
        for page in
            [attack.to_string(), format!("<p>Before {attack} after</p>"), format!("<ul><li>{attack}</ul>")]
        {
            let mut article = keep_all(&page);
            assert_eq!(check(&article), None, "{page}\n{}", article.html());
            let images = article.markdown_with(&Options::new().images(Images::Keep));
            article.set_url("https://x.example/a/").expect("a URL");
            let resolved = article.html();
            assert_eq!(read_html(&resolved).unsafe_parts, [""; 0], "{page}\n{resolved}");
            let targets = [read_markdown(&images).links, read_markdown(&images).images].concat();
            assert!(!targets.iter().any(|target| is_dangerous(target)), "{page}\n{images}");
        }
    }
}

fn is_dangerous(target: &str) -> bool {
    let target: String = target.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let scheme = target.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    scheme
        .is_some_and(|scheme| matches!(scheme.as_str(), "javascript" | "vbscript" | "data" | "blob" | "file"))
}

/// Harmless links must be kept, or the list above proves nothing.
#[test]
fn harmless_links_come_through() {
    for href in [
        "https://x.example/a?b=c:d",
        "http://x.example",
        "mailto:ada@x.example",
        "/a",
        "a:b/../c".trim_start_matches("a:"),
        "#a",
        "?a=b:c",
        "//x.example/a",
    ] {
        let article = keep_all(&format!("<p><a href='{href}'>x</a>"));
        assert_eq!(read_html(&article.html()).links, [href]);
        assert_eq!(read_markdown(&article.markdown()).links, [href]);
    }
}

// ---- Addresses ----

#[test]
fn links_are_resolved_against_the_page() {
    let links = |url: &str, page: &str| {
        let page = format!(
            "{page}<p>Nobody knows who built <a href=c>the bridge</a>, or why it ends <a href='#d'>in the middle</a>."
        );
        let mut article = bodytext::extract(&page).expect("a small page");
        article.set_url(url).expect("a URL");
        assert_eq!(read_markdown(&article.markdown()).links, read_html(&article.html()).links);
        read_html(&article.html()).links
    };
    let url = "https://x.example/a/b?q#f";
    assert_eq!(links(url, ""), ["https://x.example/a/c", "https://x.example/a/b?q#d"]);
    assert_eq!(links(url, "<base href=/base/>"), ["https://x.example/base/c", "https://x.example/base/#d"]);
    assert_eq!(
        links(url, "<base href='https://y.example'>"),
        ["https://y.example/c", "https://y.example/#d"]
    );
    assert_eq!(
        links(url, "<base href='javascript:x'>"),
        ["https://x.example/a/c", "https://x.example/a/b?q#d"]
    );
    assert_eq!(links(url, "<base href='http://['>"), ["https://x.example/a/c", "https://x.example/a/b?q#d"]);
}

#[test]
fn an_absolute_base_needs_no_address_of_the_page() {
    let html = keep_all("<base href='https://y.example/d/'><p><a href=c>x</a> <img src=i>").html();
    assert_eq!(read_html(&html).links, ["https://y.example/d/c"]);
    assert_eq!(read_html(&html).images, ["https://y.example/d/i"]);
    assert_eq!(read_html(&keep_all("<base href=/d/><p><a href=c>x</a>").html()).links, ["c"]);
}

#[test]
fn an_address_that_is_none_is_refused() {
    let mut article = keep_all("<p><a href=c>x</a>");
    article.set_url("https://x.example/a/").expect("a URL");
    for url in ["", "a/b", "//x.example", "https://", "mailto:ada@x.example", "data:,x", "https://x y/"] {
        assert_eq!(article.set_url(url).unwrap_err(), Error::InvalidUrl { url: url.to_owned() });
    }
    assert_eq!(read_html(&article.html()).links, ["https://x.example/a/c"]);
}

#[test]
fn the_address_changes_no_word() {
    let mut article = bodytext::extract(ILLUSTRATED).expect("a small page");
    let before = article.text();
    article.set_url("https://x.example/").expect("a URL");
    assert_eq!(article.text(), before);
}
