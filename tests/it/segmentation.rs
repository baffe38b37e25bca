//! Segmentation: small pages with their expected blocks.

use bodytext::Extractor;

/// Each block as `[kind] text`, with `!` before hidden ones, `⏎` for a line break and `⇥` for a tab.
fn blocks(html: &str) -> Vec<String> {
    let article = Extractor::new().extract(html).expect("a small page");
    let line = |block: bodytext::Block<'_>| {
        let mark = if block.is_hidden() { "!" } else { "" };
        format!("{mark}[{}] {}", block.kind(), block.text().replace('\n', "⏎").replace('\t', "⇥"))
    };
    article.blocks().map(line).collect()
}

#[test]
fn html_is_cut_where_a_reader_sees_a_border() {
    let cases: &[(&str, &[&str])] = &[
        ("a<div>b</div>c", &["[other] a", "[other] b", "[other] c"]),
        ("<p>one\n  two\t<b>three</b></p>", &["[p] one two three"]),
        ("<p>un<my-mark>break</my-mark>able</p>", &["[p] unbreakable"]),
        ("<a href=/>A</a><a href=/>B</a>", &["[other] A B"]),
        ("<p>a<br>b<br> <br>c</p>", &["[p] a⏎b", "[p] c"]),
        ("<p style='white-space: pre-wrap'>a  b\n c\n\n<b>d\n</b>e</p>", &["[p] a b⏎c", "[p] d⏎e"]),
        (
            "<div style='white-space:PRE-LINE'>\na<p style='white-space: normal'>b\nc</p>d\n</div>",
            &["[other] a", "[p] b c", "[other] d"],
        ),
        (
            "<p>a<span style='color: red; display: block'>b<i>c</i></span>d<a style='display:FLEX'>e</a></p>f",
            &["[p] a⏎bc⏎d⏎e", "[other] f"],
        ),
        ("<p>a<span style='display: inline'>b</span>c<i style='display:block'></i>d</p>", &["[p] abcd"]),
        ("<pre>\n  x\n\ty</pre>", &["[code]   x⏎⇥y"]),
        ("<pre><div>x</div><div>y</div></pre>", &["[code] x⏎y"]),
        ("<pre>code<h2>Head</h2></pre>", &["[code] code", "[h2] Head"]),
        ("<pre><button>Copy</button>let x;</pre>", &["[code] let x;"]),
        ("<blockquote><p>q</blockquote>", &["[quote] q"]),
        (
            "<script>no</script><style>no</style><svg><text>no</text></svg><select><option>no</select>yes",
            &["[other] yes"],
        ),
        ("<math><mi>E</mi><annotation>no</annotation></math>", &["[other] E"]),
        ("<ruby>漢<rp>（</rp><rt>かん</rt><rp>）</rp></ruby>", &["[other] 漢（かん）"]),
        ("<ruby>漢<rt>かん</rt>字<rt>じ</rt>の<rt> </rt></ruby>", &["[other] 漢(かん)字(じ)の"]),
        ("<p>&nbsp;</p><p>\u{200b}</p>", &[]),
    ];
    for (html, expected) in cases {
        assert_eq!(blocks(html), *expected, "{html}");
    }
}

#[test]
fn rows_of_data_are_one_block() {
    let cases: &[(&str, &[&str])] = &[
        ("<table><tr><td>a<td>b</table>", &["[row] a⇥b"]),
        ("<table><tr><td><p>a</p><td>b</table>", &["[row] a⇥b"]),
        ("<table><tr><td>a<br><br>b<td>c</table>", &["[other] a", "[other] b", "[other] c"]),
        ("<table><tr><td><h1>a</h1><td>b</table>", &["[h1] a", "[other] b"]),
        ("<table><tr><td><pre>1</pre><td><pre>x</pre></table>", &["[code] 1", "[code] x"]),
        ("<table><tr><td>a<td><table><tr><td>b<td>c</table></table>", &["[other] a", "[row] b⇥c"]),
    ];
    for (html, expected) in cases {
        assert_eq!(blocks(html), *expected, "{html}");
    }
}

#[test]
fn cells_with_several_blocks_stay_in_their_row() {
    let cases: &[(&str, &[&str])] = &[
        // Header cells show that the table has data.
        ("<table><tr><th>a<th>b<tr><td>c<td><p>d<p>e</table>", &["[row] a⇥b", "[row] c⇥d⏎e"]),
        ("<table><tr><th>a<td><ul><li>b<li>c</ul></table>", &["[row] a⇥b⏎c"]),
        ("<table><caption>t</caption><tr><td>a<td>b<br><br>c</table>", &["[caption] t", "[row] a⇥b⏎c"]),
        ("<table role=table><tr><td><div>a</div>b<td>c</table>", &["[row] a⏎b⇥c"]),
        ("<table><tr><td><th>a<tr><th>b<td><p>c<p>d</table>", &["[other] a", "[row] b⇥c⏎d"]),
        (
            "<table><tr><th>a<th>b<tr><td><td><p>c<p>d<tr><td>e<td>f</table>",
            &["[row] a⇥b", "[row] c⏎d", "[row] e⇥f"],
        ),
        (
            "<table><tr><th>a<th>b<tr><td>c<td><table><tr><td>d<td>e<tr><td>f</table></table>",
            &["[row] a⇥b", "[row] c⇥d e⏎f"],
        ),
        (
            "<table><tr><td><th><h3>a</h3><th><h3>b</h3><p>c</p><tr><th>d<td>e<td>f</table>",
            &["[row] a⇥b⏎c", "[row] d⇥e⇥f"],
        ),
        ("<table><tr><th>a<th>b<tr><td><h3>c</h3><td>d</table>", &["[row] a⇥b", "[h3] c", "[other] d"]),
        // So do earlier rows of data.
        (
            "<table><tr><td>a<td>b<tr><td>c<td><p>d<p>e<tr><td>f<td>g</table>h",
            &["[row] a⇥b", "[row] c⇥d⏎e", "[row] f⇥g", "[other] h"],
        ),
        // Posts of a thread below a header row are not data.
        (
            "<table><tr><th>a<th>b<tr><td><td><p>c<p>d<tr><td><td><p>e<p>f</table>",
            &["[row] a⇥b", "[p] c", "[p] d", "[p] e", "[p] f"],
        ),
        // Layout tables: no sign of data, rows of different widths, a first cell with several blocks, nested tables.
        ("<table><tr><td>a<td><p>b<p>c</table>", &["[other] a", "[p] b", "[p] c"]),
        (
            "<table><tr><td>a<td>b<tr><td>c<td>d<tr><td>e<td>f<td><p>g<p>h</table>",
            &["[row] a⇥b", "[row] c⇥d", "[other] e", "[other] f", "[p] g", "[p] h"],
        ),
        ("<table><tr><td>a<td>b<tr><td><p>c<p>d<td>e</table>", &["[row] a⇥b", "[p] c", "[p] d", "[other] e"]),
        (
            "<table role=presentation><tr><th>a<th>b<tr><td>c<td><p>d<p>e</table>",
            &["[row] a⇥b", "[other] c", "[p] d", "[p] e"],
        ),
        (
            "<table><tr><th>a<td><table><tr><td><table><tr><td>b<td>c</table>d</table></table>",
            &["[other] a", "[row] b⇥c", "[other] d"],
        ),
    ];
    for (html, expected) in cases {
        assert_eq!(blocks(html), *expected, "{html}");
    }
}

#[test]
fn the_machinery_of_a_page_is_no_text() {
    let cases: &[(&str, &[&str])] = &[
        // Edit links, links to the heading itself, and backlinks.
        ("<h2>A<span class=mw-editsection>[<a href=/e>edit</a>]</span></h2>", &["[h2] A"]),
        (
            "<div class=mw-heading><h2>A</h2><span class='mw-editsection x'>[x]</span></div>b",
            &["[h2] A", "[other] b"],
        ),
        ("<h2>A<a href='#a'>¶</a></h2>", &["[h2] A"]),
        ("<h2><a href='#a' class=anchor>#</a> A</h2>", &["[h2] A"]),
        ("<dl><dt>a<a class=headerlink href='#a'>¶</a><dd>b</dl>", &["[other] a", "[other] b"]),
        ("<p>a <a class=headerlink href='#a'>🔗</a></p>", &["[p] a"]),
        ("<h2><a href='#a'>A</a></h2><p><a href='#b'>#</a> b</p>", &["[h2] A", "[p] # b"]),
        ("<h2>C<a href=/c>#</a></h2>", &["[h2] C#"]),
        ("<p>a <a href='#r'>↩︎</a></p><p>b <a href='#s'>[↑ 2]</a></p>", &["[p] a", "[p] b"]),
        ("<p>a <a role=doc-backlink href='#r'>↩</a> <a role=doc-backlink href='#r'>b</a></p>", &["[p] a b"]),
        ("<li><span class=mw-cite-backlink>^ <a href='#r'>a</a></span> b", &["[li] b"]),
        ("<p>a ↩ <a href=/x>↩</a></p>", &["[p] a ↩ ↩"]),
        // References to notes.
        ("<p>a<sup><a href='#n'>1</a></sup>.</p>", &["[p] a[1]."]),
        ("<p>a<a href='#n'><sup>1</sup></a>, b<sup>[<a href='#m'>2</a>]</sup></p>", &["[p] a[1], b[2]"]),
        ("<p>a<sup><a href='#n'>[1]</a></sup> <a role=doc-noteref href='#m'>2</a></p>", &["[p] a[1] [2]"]),
        ("<p>m<sup>2</sup> a<sup><a href=/x>3</a></sup> <a href='#s'>4</a></p>", &["[p] m² a3 4"]),
        ("<p>a<a epub:type=noteref href='#n'>1</a> <a epub:type=backlink href='#r'>↩</a></p>", &["[p] a[1]"]),
        (
            "<p>a<a id=r href='#n'>1</a><a id=s href='#m'>2</a><div><a id=n href='#r'>1</a><p>b</div><a name=m href='#s'>2</a> c",
            &["[p] a[1] [2]", "[other] [1]", "[p] b", "[other] [2] c"],
        ),
        // Not notes: one number leads elsewhere, one is in a heading, one is different.
        ("<p>a<a id=r href='#n'>1</a><p><a id=n href='#s'>1</a> b", &["[p] a1", "[p] 1 b"]),
        ("<p>a <a id=r href='#n'>1</a> b<h2><a id=n href='#r'>1</a> b</h2>", &["[p] a 1 b", "[h2] 1 b"]),
        ("<p>a<a id=r href='#n'>1</a><p><a id=n href='#r'>2</a> b", &["[p] a1", "[p] 2 b"]),
        // Emoji.
        ("<p>a <img alt=🎉>, <a href=/b>b<img class='x emoji' alt=:tada:></a></p>", &["[p] a 🎉, b:tada:"]),
        (
            "<p><img alt=🎉> a <img alt='👩‍👩‍👧'> <b><img class=wp-smiley alt=':)'></b><img alt=✓></p>",
            &["[p] a 👩‍👩‍👧 :)"],
        ),
        ("<p><img alt=🎉></p><p>a <img class=emoji alt='A long day'> b<img alt=A></p>", &["[p] a b"]),
        // Quotation marks and checkboxes, which browsers show.
        ("<p>She said <q>I said <q>no</q></q>.</p>", &["[p] She said “I said ‘no’”."]),
        ("<q><p>a</p><p>b</p></q>", &["[p] a", "[p] b"]),
        ("<ul><li><input type=checkbox disabled><label>a</label></ul>", &["[li] a"]),
        ("<p><q>“No”</q> <q lang=fr>« Non »</q></p>", &["[p] “No” « Non »"]),
        (
            "<ul><li><input type=checkbox checked disabled> a<li><p><input type=checkbox disabled>b</p></ul>",
            &["[li] [x] a", "[li] [ ] b"],
        ),
        ("<ul><li><input type=checkbox> a<li>b <input type=checkbox disabled></ul>", &["[li] a", "[li] b"]),
    ];
    for (html, expected) in cases {
        assert_eq!(blocks(html), *expected, "{html}");
    }
}

/// A listing is its source code, whatever markup highlighters use for lines and line numbers.
#[test]
fn listings_are_what_one_would_paste() {
    let listing = "[code] a {⏎  b⏎⏎}";
    for html in [
        // A line in each element.
        "<pre><div>a {</div><div>  b</div><div><br></div><div>}</div></pre>",
        "<pre><code><div class=ec-line><div class=code>a {\n</div></div><div></div><div>  b</div>\n<div>}</div></code></pre>",
        "<pre><ol>\n<li>a {</li>\n<li>  b</li><li></li>\n<li>}</li></ol></pre>",
        "<pre><code>a {</code><code>  b\n\n</code><code>}</code></pre>",
        "<pre><code><span class=line>a {</span><span class=line>  b\n\n</span><span class=line>}</span></code></pre>",
        "<pre><code><span style='display:block'>a {</span><span style='display:flex'>  b<br><br></span><span>}</span></code></pre>",
        "<pre><code><span class=line>a {</span>\n<span class=line>  b</span>\n<span class=line></span>\n<span class=line>}</span></code></pre>",
        // Line numbers within the lines.
        "<pre><span class=line><span class=ln>1</span>a {\n</span><span class=line><span class=ln>2</span>  b\n</span><span class=ln>3</span>\n<span class=ln>4</span>}</pre>",
        "<pre><span style='user-select: none'> 1 </span>a {\n<span aria-hidden=true>2</span>  b\n\n}</pre>",
        "<pre><ol class=hljs-ln><li><div class=hljs-ln-numbers></div><div>a {</div></li><li><div>  b</div></li><li><div></div></li><li>}</ol></pre>",
        // A table with one line per row.
        "<pre><code><table class=hljs-ln><tr><td class=hljs-ln-numbers><div data-line-number=1></div><td>a {\n<tr><td><td>  b\n<tr><td><td>\n<tr><td><td>}\n</table></code></pre>",
        "<pre><table><tr><td>7<td>a {<tr><td>8<td>  b<tr><td>9<td><tr><td>10<td>}</table></pre>",
        "<table class=js-file-line-container>\n <tr>\n <td class=blob-num data-line-number=1></td>\n <td class=blob-code>a {</td>\n </tr>\n<tr><td class=blob-num><td class=blob-code>  b<tr><td><td class=blob-code>\n<tr><td><td class=blob-code>}</table>",
        "<table><tr><td class=blob-num>1<td class=blob-num>1<td class=blob-code>a {<tr><td><td>2<td class=blob-code>  b<tr><td>2<td>3<td><tr><td>3<td>4<td class=blob-code>}</table>",
        // All line numbers in one cell or element, and all lines in another.
        "<pre><code><table><tr><td class=rouge-gutter><pre class=lineno>1\n2\n3\n4\n</pre><td class=rouge-code><pre>a {\n  b\n\n}\n</pre></table></code></pre>",
        "<table><tr><td class=linenos><div><pre><span>1</span>\n<span>2</span></pre></div><td class=code><div><pre>a {\n  b\n\n}\n</pre></table>",
        "<table><tr><td class=gutter><div class=line>1</div><div class=line>2</div><td class=code><div class=container><div class=line><code>a</code> <code>{</code></div><div><code>  </code><code>b</code></div><div>\n</div><div>}</div></div></table>",
        "<div><pre>a {\n  b\n\n}</pre><div class=line-numbers-wrapper aria-hidden=true><span>1</span><br><span>2</span></div></div>",
        "<pre><code>a {\n  b\n\n}<span class=line-numbers-rows aria-hidden=true><span></span><span></span></span></code></pre>",
        "<table><tr><td class=lntd><pre><span class=lnt>1\n</span></pre><td class=lntd><pre>a {\n  b\n\n}\n</pre></table>",
        "<pre><code><span class=line>a {</span><br><span class=line>  b</span><br><span class=line></span><br><span class=line>}</span></code></pre>",
        "<pre><code><div class=ec-line><div class=gutter><div class=ln>1</div></div><div>a {\n</div></div><div><div class=gutter><div class=ln>2</div></div><div>  b\n\n</div></div><div>}</div></code></pre>",
        "<pre><div class=line><span style='color:red; -webkit-user-select:none; user-select:none' class=x>1</span>a {</div><div>  b</div><div><br></div>}</pre>",
        // Buttons.
        "<div><pre>a {\n  b\n\n}</pre><div><button>Copy</button></div></div>",
        "<pre>a {<button>+</button>\n  b\n\n}<button></button></pre>",
    ] {
        assert_eq!(blocks(html), [listing], "{html}");
    }
    let cases: &[(&str, &[&str])] = &[
        // Numbers that are code, and tables that are not listings.
        ("<pre><span class=line>42</span>\n<span class=mi>7</span></pre>", &["[code] 42⏎7"]),
        ("<pre>\n  <span class=line>a</span>\n  <span class=line>b</span></pre>", &["[code]   a⏎  b"]),
        ("<pre><code>a</code> <code>b</code></pre>", &["[code] a b"]),
        ("<table><tr><td>1<td>a<tr><td>2<td>b</table>", &["[row] 1⇥a", "[row] 2⇥b"]),
        (
            "<table><tr><td>1<td><pre>a</pre><tr><td>2<td><pre>b</pre></table>",
            &["[other] 1", "[code] a", "[other] 2", "[code] b"],
        ),
        ("<pre><table><tr><td>1<td>a<tr><td>3<td>b</table></pre>", &["[code] 1⏎a⏎3⏎b"]),
        ("<pre><table><tr><td>&nbsp;<td>a<tr><td>&nbsp;<td>b</table></pre>", &["[code] a⏎\u{a0}⏎b"]),
        ("<pre><table><tr><td>1<td>42<tr><td>2<td>7</table></pre>", &["[code] 42⏎7"]),
        (
            "<table><tr><td>1<td class=code>A1<tr><td>2<td class=code>B2</table>",
            &["[row] 1⇥A1", "[row] 2⇥B2"],
        ),
        ("<table><tr><td>1 2<td><code>a</code></table>", &["[row] 1 2⇥a"]),
        ("<p>a</p><button>Copy</button>", &["[p] a", "[other] Copy"]),
    ];
    for (html, expected) in cases {
        assert_eq!(blocks(html), *expected, "{html}");
    }
}

/// Long cells are only data below headers, and only up to a limit.
#[test]
fn long_cells_need_headers() {
    let row_of = |headers: &str, words: usize| {
        let page = format!("<table>{headers}<tr><td>a<td>{}</table>", "word ".repeat(words));
        blocks(&page).iter().any(|block| block.starts_with("[row] a⇥word"))
    };
    let headers = "<tr><th>a<th>b";
    assert!(row_of("", 60) && row_of(headers, 60) && row_of(headers, 150));
    assert!(!row_of("", 61) && !row_of(headers, 151));
}

#[test]
fn what_is_hidden_is_flagged_and_kept_apart() {
    let cases: &[(&str, &[&str])] = &[
        ("<div hidden><p>a</div><p>b", &["![p] a", "[p] b"]),
        ("<div style='color:red; display : none'>a</div>", &["![other] a"]),
        ("<div aria-hidden=true>a</div><span aria-hidden=true>b</span>", &["![other] a", "[other] b"]),
        ("<x-menu aria-hidden=true><p>a</p></x-menu>", &["![p] a"]),
        ("<div>b</div><noscript><p>a</noscript>", &["[other] b", "![p] a"]),
        ("<p>lazy <img><noscript><img></noscript> picture</p>", &["[p] lazy picture"]),
        ("<p>See <span hidden>secret</span> here</p>", &["[p] See here", "![p] secret"]),
        ("<p>a <span hidden>x</span> b <span hidden>y</span> c</p>", &["[p] a b c", "![p] x y"]),
        ("<div>a <span style=display:none><div>x</div></span> b</div>", &["[other] a b", "![other] x"]),
        ("<p>a <span style=display:none>x<br><br>y</span> b</p>", &["[p] a b", "![p] x", "![p] y"]),
    ];
    for (html, expected) in cases {
        assert_eq!(blocks(html), *expected, "{html}");
    }
}

#[test]
fn an_item_has_one_bullet() {
    let item = "A letter of four pages that nobody had ever opened was found behind the oven in the kitchen.";
    let page = format!(
        "<ul><li><p>{item}</p><p>Now it is in the museum of the town, where everybody can read it.</p><li>{item} Twice.</ul>"
    );
    let text = Extractor::new().extract(&page).expect("a small page").text();
    assert_eq!(text.matches("- ").count(), 2, "{text}");
    let page =
        format!("<ol><li>{item}<ul><li>{item} Then it was read.</ul>{item} It was burnt in the end.</ol>");
    let text = Extractor::new().extract(&page).expect("a small page").text();
    assert_eq!(text.matches("- ").count(), 2, "{text}");
}

#[test]
fn a_short_page_is_not_its_own_title() {
    let quote = "We did not know that it could not be done, so we went and did it.";
    let article =
        Extractor::new().extract(&format!("<title>{quote}</title><p>{quote}</p>")).expect("a small page");
    assert_eq!(article.text(), quote);
}

#[test]
fn nested_tables_cost_what_their_size_says() {
    let page = |rows: usize| "<table><tr><td>".repeat(rows) + "<p>a<p>b";
    let time = |rows: usize| {
        let page = page(rows);
        // The fastest of a few runs, because the machine may be busy.
        let runs = (0..5).map(|_| {
            let start = std::time::Instant::now();
            let article = Extractor::new().extract(&page).expect("a page within the limits");
            assert!(article.is_flattened());
            start.elapsed().as_secs_f64()
        });
        runs.fold(f64::INFINITY, f64::min)
    };
    let ratio = time(8_000) / time(2_000);
    assert!(ratio < 10.0, "four times the page took {ratio} times as long");
}
