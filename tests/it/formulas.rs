//! Formulas: each occurs once in every output, whatever markup the page uses for it.

use crate::readback::{check, keep_all, read_html, read_markdown};
use bodytext::markdown::{Formulas, Options};

/// TeX, the same formula in presentation `MathML`, and the characters that a renderer shows.
const FORMULAS: [(&str, &str, &str); 8] = [
    (
        "E_NUMBER=mc^{2}",
        "<msub><mi>E</mi><mn>NUMBER</mn></msub><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup>",
        "E=mc2",
    ),
    (
        r"\frac{NUMBER}{x+1}",
        "<mfrac><mn>NUMBER</mn><mrow><mi>x</mi><mo>+</mo><mn>1</mn></mrow></mfrac>",
        "x+1NUMBER",
    ),
    (r"\sqrt[3]{NUMBER y}", "<mroot><mrow><mn>NUMBER</mn><mi>y</mi></mrow><mn>3</mn></mroot>", "3NUMBERy"),
    (
        r"\sum_{i=1}^{NUMBER} i",
        "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mn>NUMBER</mn></munderover><mi>i</mi>",
        "i=1∑NUMBERi",
    ),
    (
        r"a_{NUMBER} < b & |c|",
        "<msub><mi>a</mi><mn>NUMBER</mn></msub><mo>&lt;</mo><mi>b</mi><mo>&amp;</mo><mo>|</mo><mi>c</mi><mo>|</mo>",
        "aNUMBER&lt;b",
    ),
    (
        r"\begin{matrix} NUMBER & 0 \\ 0 & 1 \end{matrix}",
        "<mtable><mtr><mtd><mn>NUMBER</mn></mtd><mtd><mn>0</mn></mtd></mtr><mtr><mtd><mn>0</mn></mtd><mtd><mn>1</mn></mtd></mtr></mtable>",
        "NUMBER001",
    ),
    (
        r"\int_0^\infty e^{-NUMBER x}\,dx",
        "<msubsup><mo>∫</mo><mn>0</mn><mi>∞</mi></msubsup><msup><mi>e</mi><mrow><mo>−</mo><mn>NUMBER</mn><mi>x</mi></mrow></msup>",
        "∫0∞e−NUMBERxdx",
    ),
    (r"\text{mass} \approx NUMBER", "<mtext>mass</mtext><mo>≈</mo><mn>NUMBER</mn>", "mass≈NUMBER"),
];

/// A formula in one of five kinds of markup, inline or as a display formula.
fn written(markup: usize, tex: &str, math: &str, shown: &str, is_display: bool) -> String {
    let escaped = tex.replace('&', "&amp;").replace('<', "&lt;");
    let display = if is_display { " display=block" } else { "" };
    let annotated = |tex: &str| {
        format!(
            "<math xmlns='http://www.w3.org/1998/Math/MathML'{display}><semantics><mrow>{math}</mrow>\
             <annotation encoding='application/x-tex'>{tex}</annotation></semantics></math>"
        )
    };
    match markup {
        // KaTeX
        0 => {
            let (start, end) = if is_display { ("<span class=katex-display>", "</span>") } else { ("", "") };
            format!(
                "{start}<span class='katex'><span class='katex-mathml'>{}</span><span class='katex-html' aria-hidden=true>\
                 <span class=base><span class='mord mathnormal'>{shown}</span></span></span></span>{end}",
                annotated(&escaped)
            )
        }
        // MathJax 2
        1 => {
            let span = format!(
                "<span class=MathJax id=MathJax-Element-1-Frame><nobr aria-hidden=true><span class=math>{shown}</span>\
                 </nobr><span class=MJX_Assistive_MathML role=presentation><math{display}>{math}</math></span></span>"
            );
            let (rendered, mode) = if is_display {
                (format!("<span class=MathJax_Display>{span}</span>"), "; mode=display")
            } else {
                (span, "")
            };
            format!(
                "<span class=MathJax_Preview>{shown}</span>{rendered}<script type='math/tex{mode}'>{tex}</script>"
            )
        }
        // MathJax 3
        2 => format!(
            "<mjx-container class=MathJax jax=CHTML{display}><mjx-math class=MJX-TEX aria-hidden=true><mjx-mtext>\
             <mjx-utext>{shown}</mjx-utext></mjx-mtext></mjx-math><mjx-assistive-mml unselectable=on>{}\
             </mjx-assistive-mml></mjx-container>",
            annotated(&escaped)
        ),
        // MathML
        3 => annotated(&escaped),
        // An image next to hidden MathML
        _ => {
            let style = if is_display { "display" } else { "inline" };
            format!(
                "<span class=mwe-math-element><span class='mwe-math-mathml-{style} mwe-math-mathml-a11y' \
                 style='display: none;'>{}</span><img src=x.svg class='mwe-math-fallback-image-{style}' aria-hidden=true \
                 alt='{{\\displaystyle {escaped}}}'></span>",
                annotated(&format!("{{\\displaystyle {escaped}}}"))
            )
        }
    }
}

/// A page with 40 formulas, and the list of their TeX. Every other formula is a display formula.
fn page() -> (String, Vec<String>) {
    let (mut page, mut all) = (String::from("<h1>Forty formulas</h1>"), Vec::new());
    for markup in 0..5 {
        for (at, (tex, math, shown)) in FORMULAS.iter().enumerate() {
            let number = (1000 + all.len()).to_string();
            let [tex, math, shown] = [tex, math, shown].map(|text| text.replace("NUMBER", &number));
            let formula = written(markup, &tex, &math, &shown, at % 2 == 1);
            page += "<p>Of the many laws this one, ";
            page += &formula;
            page += ", was found by accident; it costs $5 or $10 to try.</p>\n";
            all.push(tex);
        }
    }
    (page, all)
}

#[test]
fn each_of_forty_formulas_comes_out_once() {
    let (page, all) = page();
    assert_eq!(all.len(), 40);
    let article = keep_all(&page);
    assert_eq!(check(&article), None);
    assert_eq!(article.blocks().count(), 41, "a formula cuts no paragraph");
    let (markdown, html) = (read_markdown(&article.markdown()), read_html(&article.html()));
    assert_eq!(markdown.formulas, all);
    assert_eq!(html.formulas, all);
    let text = article.text();
    let plain = article.markdown_with(&Options::new().formulas(Formulas::Text));
    for (number, tex) in all.iter().enumerate() {
        assert_eq!(text.matches(tex.as_str()).count(), 1, "{tex}");
        let number = (1000 + number).to_string();
        for (name, output) in [("text", &text), ("Markdown", &article.markdown()), ("plain Markdown", &plain)]
        {
            assert_eq!(output.matches(&number).count(), 1, "{name}: {tex}");
        }
    }
    assert_eq!(article.markdown().matches("$$").count(), 40, "20 are on lines of their own");
    assert_eq!(article.html().matches("<math display=\"block\">").count(), 16);
    assert!(!article.markdown().contains("\\$10"));
}

/// A page, and its text.
const TEXTS: &[(&str, &str)] = &[
    // TeX in the page, in each of the usual places.
    (
        "<p>a <math><semantics><mi>x</mi><annotation encoding=TeX>y_1</annotation></semantics></math> b",
        "a y_1 b",
    ),
    ("<p>a <math alttext='{\\displaystyle y_1}'><mi>x</mi></math> b", "a y_1 b"),
    // Without TeX in the page, it is generated from the MathML.
    ("<p>a <math><msub><mi>x</mi><mn>1</mn></msub></math> b", "a x_1 b"),
    ("<p>a <span class=katex><span class=katex-html aria-hidden=true>x</span></span> b", "a x b"),
    // A rendering without a source formula is kept.
    ("<p>a <span class=MathJax>x</span> b", "a x b"),
    ("<p>a <span class=MathJax_Preview>x</span><script type=math/tex>y</script> b", "a y b"),
    ("<p>a <span class=MathJax>x</span> <i>b</i><script type=math/tex>y</script> c", "a x by c"),
    // Without classes: an `aria-hidden` element next to MathML is a rendering of the same formula.
    ("<p>a <x-f><x-m aria-hidden=true>x</x-m> <x-a><math><mi>y</mi></math></x-a></x-f> b", "a y b"),
    ("<p>a <span><math><mi>y</mi></math></span><span aria-hidden=true>x</span> b", "a y b"),
    ("<p>a <b>b</b> <math><mi>y</mi></math> c <i aria-hidden=true>d</i>", "a b y c d"),
    // An element around several formulas is not the rendering of one of them.
    ("<p><b class=MathJax><math><mi>x</mi></math> and <math><mi>y</mi></math></b>", "x and y"),
    ("<p class=MathJax>a <math><mi>x</mi></math> b", "a x b"),
    (
        "<p>a<div class=MathJax_Display><span class=MathJax><math><mi>x</mi></math></span></div>b",
        "a\n\nx\n\nb",
    ),
    ("<p>a<div class=MathJax_Display>x</div><script type='math/tex; mode=display'>y</script>b", "a\n\ny\nb"),
    ("<p>a <math display=block><mi>x</mi></math><br>b", "a\nx\nb"),
    ("<p>a</p><math display=block><mi>x</mi></math><p>b", "a\n\nx\n\nb"),
    // An unclosed formula does not swallow paragraphs.
    ("<p>a <math><mi>x<p>b<p>c", "a x\n\nb\n\nc"),
    ("<math><mtext><p>a<p>b</p></mtext></math><p>c <math><mi>x</mi></math>", "a\n\nb\n\nc x"),
    ("<p>a <math></math>b", "a b"),
    // Only annotations in TeX are read. HTML in others is not part of the page.
    (
        "<p>a <math><semantics><mi>x</mi><annotation-xml encoding=text/html><b>y</b></annotation-xml></semantics></math>",
        "a x",
    ),
    ("<p>a <script type=math/tex>% <![CDATA[\nx < y %]]></script> b", "a x < y b"),
    ("<p>a <script type=text/javascript>x</script><script>y</script> b", "a b"),
    // Images.
    ("<p>a <img class=latex src=x alt=n> b <img src=x alt='A mill'> c", "a n b c"),
    ("<p>a <img src=x alt='$n$'> b", "a n b"),
    // A formula that is hidden with its surrounding element stays hidden.
    ("<p>a <span style='display:none'><math><mi>x</mi></math></span> b", "a b\n\nx"),
    (
        "<p>10<sup>9</sup> or 1<sup>st</sup>, <a href=x>CO<sub>2</sub></a> <a href=#1><sup>1</sup></a>",
        "10⁹ or 1st, CO₂ [1]",
    ),
];

#[test]
fn formulas_of_small_pages() {
    for (page, expected) in TEXTS {
        let article = keep_all(page);
        assert_eq!(article.text(), *expected, "{page}");
        assert_eq!(check(&article), None, "{page}");
    }
}

/// A page, and its HTML.
const HTML: &[(&str, &str)] = &[
    (
        "<p><math class=x onclick=alert(1)><mi href=javascript:x mathvariant=bold>a</mi><mglyph src=x></mglyph></math>",
        "<p><math><semantics><mrow><mi mathvariant=\"bold\">a</mi></mrow>\
         <annotation encoding=\"application/x-tex\">\\mathbf{a}</annotation></semantics></math></p>\n",
    ),
    (
        "<p>a <math display=block><mfenced><mi>x</mi> <mi>y</mi></mfenced></math> b",
        "<p>a<math display=\"block\"><semantics><mrow><mrow><mo>(</mo><mi>x</mi><mo>,</mo> <mi>y</mi><mo>)</mo></mrow></mrow>\
         <annotation encoding=\"application/x-tex\">(x,y)</annotation></semantics></math>b</p>\n",
    ),
    (
        "<p><script type=math/tex>a<b</script>",
        "<p><code class=\"language-math math-inline\">a&lt;b</code></p>\n",
    ),
    (
        "<p>2<sup>2<sup>n</sup></sup> x<sub><i>i</i></sub>",
        "<p>2<sup>2<sup>n</sup></sup> x<sub><em>i</em></sub></p>\n",
    ),
];

#[test]
fn formulas_as_html() {
    for (page, expected) in HTML {
        assert_eq!(keep_all(page).html(), *expected, "{page}");
    }
}
