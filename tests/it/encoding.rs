//! Pages in many encodings, declared correctly, wrongly or not at all, are decoded to the right text.

use bodytext::{Error, Extractor, Limits};
use encoding_rs::*;

// ---- Encoded pages ----

/// One sentence per language, long enough for detection.
const CZECH: &str =
    "Přístav byl prázdný, protože všechny lodě vypluly na moře dříve, než vyšlo slunce nad útesy.";
const GERMAN: &str =
    "Die Fähre fährt übermorgen früh, möglicherweise auch später, über die große Bucht zurück.";
const RUSSIAN: &str = "Гавань была пуста, потому что все лодки вышли в море ещё до того, как взошло солнце.";
const CHINESE: &str = "港口空无一人，因为所有的船在太阳升起之前都已经出海了，直到傍晚才会回来。";
const TAIWANESE: &str = "港口空無一人，因為所有的船在太陽升起之前都已經出海了，直到傍晚才會回來。";
const JAPANESE: &str = "港は空っぽだった。日の出前に、すべての船が海へ出てしまっていたからである。";
const KOREAN: &str = "항구는 비어 있었다. 해가 뜨기 전에 모든 배가 바다로 나갔기 때문이다.";
const ENGLISH: &str = "The harbour was empty, for the boats had all gone out before the sun was up that day.";

/// Encodes a text; the encoding must be able to represent all of its characters.
fn encode(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    let units = || text.encode_utf16();
    if encoding == UTF_16LE {
        return units().flat_map(u16::to_le_bytes).collect();
    }
    if encoding == UTF_16BE {
        return units().flat_map(u16::to_be_bytes).collect();
    }
    let (bytes, _, is_lossy) = encoding.encode(text);
    assert!(!is_lossy, "{} has no letter for some of {text}", encoding.name());
    bytes.into_owned()
}

fn page(head: &str, sentence: &str) -> String {
    format!("<!DOCTYPE html><html><head>{head}<title>-</title></head><body><p>{sentence}</p></body></html>")
}

/// The encoding and the text of an extracted page.
fn read(bytes: &[u8], content_type: Option<&str>) -> (&'static str, String) {
    let article = bodytext::extract_bytes(bytes, content_type).expect("a small page");
    (article.encoding().expect("an encoding"), article.text())
}

/// Asserts that a page is decoded with this encoding to this sentence.
#[track_caller]
fn assert_read(
    name: &str,
    bytes: &[u8],
    content_type: Option<&str>,
    encoding: &'static Encoding,
    sentence: &str,
) {
    let expected = (encoding.name(), sentence.to_owned());
    assert_eq!(read(bytes, content_type), expected, "{name}, {content_type:?}");
}

// ---- Declared correctly ----

/// Every encoding except those with separate tests.
const WRITTEN: [(&Encoding, &str); 14] = [
    (UTF_8, CZECH),
    (WINDOWS_1252, GERMAN),
    (ISO_8859_2, CZECH),
    (WINDOWS_1250, CZECH),
    (WINDOWS_1251, RUSSIAN),
    (KOI8_R, RUSSIAN),
    (GBK, CHINESE),
    (GB18030, CHINESE),
    (BIG5, TAIWANESE),
    (SHIFT_JIS, JAPANESE),
    (EUC_JP, JAPANESE),
    (ISO_2022_JP, JAPANESE),
    (EUC_KR, KOREAN),
    (MACINTOSH, GERMAN),
];

#[test]
fn what_the_caller_says_is_obeyed() {
    for (encoding, sentence) in WRITTEN {
        let (bytes, name) = (encode(&page("", sentence), encoding), encoding.name());
        let lower = name.to_ascii_lowercase();
        let values = [
            name.to_owned(),
            format!("text/html; charset={name}"),
            format!("text/html;charset=\"{lower}\""),
            format!("TEXT/HTML; Level=1; Charset = '{lower}' ; x=y"),
        ];
        for value in values {
            assert_read(name, &bytes, Some(&value), encoding, sentence);
        }
    }
}

#[test]
fn what_the_page_says_is_obeyed() {
    for (encoding, sentence) in WRITTEN {
        let name = encoding.name();
        let heads = [
            format!("<meta charset={name}>"),
            format!("<META\nCharSet='{}'/>", name.to_ascii_lowercase()),
            format!("<meta http-equiv=content-type content='text/html; charset={name}'>"),
            format!("<meta content=\"text/html;charset={name}\" HTTP-EQUIV=\"Content-Type\" />"),
            format!("<link rel=x title='a > b'><!-- a note --><meta name=a><meta charset=\"{name}\">"),
        ];
        for head in heads {
            let bytes = encode(&page(&head, sentence), encoding);
            assert_read(&head, &bytes, None, encoding, sentence);
            assert_read(&head, &bytes, Some("text/html"), encoding, sentence);
            assert_read(&head, &bytes, Some("text/html; charset=no-such-label"), encoding, sentence);
        }
        let xml = format!("<?xml version=\"1.0\" encoding=\"{name}\"?>{}", page("", sentence));
        assert_read("xml", &encode(&xml, encoding), None, encoding, sentence);
    }
}

#[test]
fn the_caller_is_asked_before_the_page() {
    let bytes = encode(&page("<meta charset=windows-1252>", RUSSIAN), WINDOWS_1251);
    assert_read("caller", &bytes, Some("windows-1251"), WINDOWS_1251, RUSSIAN);
    assert_eq!(read(&bytes, None).0, "windows-1252");
}

#[test]
fn a_byte_order_mark_is_asked_before_all() {
    for encoding in [UTF_8, UTF_16LE, UTF_16BE] {
        let text = page("<meta charset=koi8-r>", CHINESE);
        let bytes = encode(&format!("\u{feff}{text}"), encoding);
        assert_read("marked", &bytes, Some("text/html; charset=windows-1251"), encoding, CHINESE);
    }
}

/// A declaration of `koi8-r` at various offsets, followed by one of `windows-1251` that must be ignored.
#[test]
fn the_declaration_may_stand_anywhere() {
    let declaration = "<meta charset=koi8-r>";
    for before in [0, 1, 900, 962, 1000, 1023, 1024, 5_000, 200_000] {
        let head = format!("<!--{}-->{declaration}<meta charset=windows-1251>", "-".repeat(before));
        let bytes = encode(&page(&head, RUSSIAN), KOI8_R);
        assert_read(&format!("after {before}"), &bytes, None, KOI8_R, RUSSIAN);
    }
}

#[test]
fn what_looks_like_a_declaration_is_none() {
    let heads = [
        "<!-- <meta charset=koi8-r> -->",
        "<!--> --><!-- > <meta charset=koi8-r> -->",
        "<meta name=x content='text/html; charset=koi8-r'>",
        "<meta http-equiv=refresh content='0; charset=koi8-r'>",
        "<meta http-equiv=content-type content='text/html; charset koi8-r'>",
        "<meta http-equiv=content-type content='text/html; charset=\"koi8-r'>",
        "<meta charset=no-such-label>",
        "<meta charset=''>",
        "<meta charset>",
        "<meta charset=x charset=koi8-r>",
        "<meta charset=x http-equiv=content-type content='text/html; charset=koi8-r'>",
        "<metadata charset=koi8-r>",
        "<p title='<meta charset=koi8-r>'>",
        "</x title='<meta charset=koi8-r>'>",
        "<!x <meta charset=koi8-r>",
        "<?x <meta charset=koi8-r>",
        "</ <meta charset=koi8-r>",
        "<meta charset=hz-gb-2312>",
    ];
    for head in heads {
        let bytes = encode(&page(&format!("{head}<meta charset=windows-1251>"), RUSSIAN), WINDOWS_1251);
        assert_read(head, &bytes, None, WINDOWS_1251, RUSSIAN);
    }
}

#[test]
fn odd_declarations_are_some() {
    let heads = [
        "<meta/charset=koi8-r>",
        "<meta =charset=x charset=koi8-r>",
        "<meta charset  =  \"  koi8-r  \">",
        "<meta a=b/charset=koi8-r c charset=koi8-r>",
        "<meta http-equiv=content-type content='charsets; charset charset = koi8-r; x'>",
        "<meta http-equiv=refresh http-equiv=content-type content='charset=x' charset=koi8-r>",
        "<meta x=\"'\" y='>' charset=koi8-r>",
        "<!--><meta charset=koi8-r>-->",
        "< meta><3 <<meta charset=koi8-r>",
        "<p <meta charset=x><meta charset=koi8-r>",
        "<meta charset=cskoi8r>",
    ];
    for head in heads {
        // If the first declaration were ignored, the second one would be used.
        let bytes = encode(&page(&format!("{head}<meta charset=windows-1251>"), RUSSIAN), KOI8_R);
        let (name, text) = read(&bytes, None);
        assert_eq!(name, "KOI8-R", "{head}");
        // One of the heads leaves text before the sentence.
        assert!(text.ends_with(RUSSIAN), "{head}: {text}");
    }
}

#[test]
fn labels_mean_in_pages_what_browsers_take_them_for() {
    let ascii = |label: &str| read(page(&format!("<meta charset={label}>"), ENGLISH).as_bytes(), None).0;
    let cases = [
        ("utf-16", "UTF-8"),
        ("utf-16be", "UTF-8"),
        ("unicode", "UTF-8"),
        ("x-user-defined", "windows-1252"),
        ("latin1", "windows-1252"),
        ("us-ascii", "windows-1252"),
        ("gb2312", "GBK"),
        ("sjis", "Shift_JIS"),
        ("ks_c_5601-1987", "EUC-KR"),
        ("replacement", "UTF-8"),
        ("iso-2022-kr", "UTF-8"),
    ];
    for (label, name) in cases {
        assert_eq!(ascii(label), name, "{label}");
    }
}

// ---- Not declared ----

#[test]
fn what_nobody_declares_is_guessed() {
    // MacRoman and ISO-2022-JP are not guessed, as in browsers. GBK and GB18030 are the same here.
    for (encoding, sentence) in
        WRITTEN.into_iter().filter(|(e, _)| ![MACINTOSH, ISO_2022_JP, GBK].contains(e))
    {
        let long = format!("{sentence} {sentence} {sentence}");
        let (name, text) = read(&encode(&page("", &long), encoding), None);
        assert_eq!(text, long, "{} read as {name}", encoding.name());
    }
}

#[test]
fn utf_16_is_told_by_its_nuls() {
    for encoding in [UTF_16LE, UTF_16BE] {
        for sentence in [ENGLISH, CHINESE, RUSSIAN] {
            let bytes = encode(&page("", sentence), encoding);
            for content_type in [None, Some("utf-8"), Some("text/html"), Some("utf-16")] {
                assert_read("unmarked", &bytes, content_type, encoding, sentence);
            }
        }
    }
    // Only Chinese characters, so there is no NUL. Here the caller's declaration is needed, and it is enough.
    let text = CHINESE.repeat(3);
    assert_read("no NULs", &encode(&text, UTF_16BE), Some("utf-16be"), UTF_16BE, &text);
    // A few NULs do not make it UTF-16.
    assert_eq!(read(format!("\0\0\0\0{}", page("", ENGLISH)).as_bytes(), None).0, "UTF-8");
}

#[test]
fn ascii_is_utf_8_unless_declared() {
    let bytes = page("", ENGLISH).into_bytes();
    assert_read("undeclared", &bytes, None, UTF_8, ENGLISH);
    assert_read("declared", &bytes, Some("shift_jis"), SHIFT_JIS, ENGLISH);
    // As UTF-16 it would not be text.
    assert_read("impossible", &bytes, Some("utf-16le"), UTF_8, ENGLISH);
}

// ---- Declared wrongly ----

#[test]
fn utf_8_is_utf_8_whatever_is_said() {
    for (encoding, sentence) in WRITTEN {
        let name = encoding.name();
        if encoding == ISO_2022_JP {
            continue;
        }
        let bytes = page(&format!("<meta charset={name}>"), sentence).into_bytes();
        assert_read(name, &bytes, None, UTF_8, sentence);
        assert_read(name, &bytes, Some(&format!("text/html; charset={name}")), UTF_8, sentence);
        assert_read(name, &bytes, Some("utf-16le"), UTF_8, sentence);
    }
    // Against a single-byte encoding, one character in UTF-8 is enough evidence. Against others it is not: 漏 漏 漏 in GBK
    // is also valid UTF-8.
    let sign = page("", "The harbour © was empty, for the boats had all gone out before the sun was up.");
    assert_eq!(read(sign.as_bytes(), Some("windows-1252")).0, "UTF-8");
    assert_eq!(read(sign.as_bytes(), Some("gbk")).0, "GBK");
}

#[test]
fn what_is_said_to_be_utf_8_and_is_not_is_guessed() {
    for (encoding, sentence) in
        [(WINDOWS_1252, GERMAN), (WINDOWS_1251, RUSSIAN), (SHIFT_JIS, JAPANESE), (EUC_KR, KOREAN)]
    {
        let bytes = encode(&page("<meta charset=utf-8>", sentence), encoding);
        assert_read("said by the page", &bytes, None, encoding, sentence);
        assert_read("said by the caller", &bytes, Some("utf-8"), encoding, sentence);
    }
    // The caller's declaration is wrong; the page's is right.
    let bytes = encode(&page("<meta charset=macintosh>", GERMAN), MACINTOSH);
    assert_read("said by the page", &bytes, Some("utf-8"), MACINTOSH, GERMAN);
}

#[test]
fn a_stray_byte_does_not_make_utf_8_something_else() {
    let mut bytes = page("<!-- ? -->", CZECH).into_bytes();
    let at = bytes.iter().position(|byte| *byte == b'?').expect("the place");
    bytes[at] = 0xe9;
    for content_type in [None, Some("utf-8"), Some("text/html")] {
        assert_read("stray", &bytes, content_type, UTF_8, CZECH);
    }
}

#[test]
fn a_page_cut_off_within_a_letter_is_still_utf_8() {
    let bytes = page("", CHINESE).into_bytes();
    let end = bytes.windows(4).rposition(|end| end == b"</p>").expect("the end");
    let cut = &bytes[..end - 1];
    for content_type in [None, Some("utf-8"), Some("gbk"), Some("windows-1252")] {
        let (name, text) = read(cut, content_type);
        assert_eq!(name, "UTF-8", "{content_type:?}");
        assert!(text.starts_with("港口空无一人") && text.ends_with('\u{fffd}'), "{text}");
    }
    // A single non-ASCII byte at the very end is not a truncated character.
    assert_eq!(
        read(b"<p>The boats were at the caf\xe9", None),
        ("windows-1252", "The boats were at the café".into())
    );
}

// ---- Whole pages ----

#[test]
fn bytes_that_stand_for_nothing_are_no_error() {
    let bytes = encode(&page("", &format!("{JAPANESE}###")), SHIFT_JIS);
    let broken: Vec<u8> = bytes.iter().map(|byte| if *byte == b'#' { 0xff } else { *byte }).collect();
    let (name, text) = read(&broken, Some("shift_jis"));
    assert_eq!((name, text), ("Shift_JIS", format!("{JAPANESE}\u{fffd}\u{fffd}\u{fffd}")));
}

#[test]
fn nothing_is_an_empty_article() {
    for bytes in ["", "\u{feff}", "\0", "<", "<meta", "<meta charset", "<!--", "<?xml encoding="] {
        for content_type in [None, Some(""), Some("charset="), Some("charset=\""), Some("gbk"), Some(";;=")] {
            assert!(
                read(bytes.as_bytes(), content_type).1.trim_matches(['<', '\u{fffd}']).is_empty(),
                "{bytes}"
            );
        }
    }
}

#[test]
fn bytes_of_text_are_as_good_as_the_text() {
    let text = page("", RUSSIAN).replace('\n', "\r\n");
    let (as_text, as_bytes) = (bodytext::extract(&text), bodytext::extract_bytes(text.as_bytes(), None));
    let (as_text, as_bytes) = (as_text.expect("a page"), as_bytes.expect("a page"));
    assert_eq!((as_text.text(), as_text.title()), (as_bytes.text(), as_bytes.title()));
    assert_eq!((as_text.encoding(), as_bytes.encoding()), (None, Some("UTF-8")));
}

#[test]
fn the_limit_holds_for_the_bytes_and_for_the_text() {
    let extractor = Extractor::new().limits(Limits::new().max_bytes(100));
    let bytes = |count| encode(&"я".repeat(count), WINDOWS_1251);
    let size = |count| match extractor.extract_bytes(&bytes(count), Some("windows-1251")) {
        Ok(_) => None,
        Err(Error::TooLarge { bytes, .. }) => Some(bytes),
        Err(error) => panic!("{error}"),
    };
    assert_eq!((size(50), size(51), size(100), size(101)), (None, Some(102), Some(200), Some(101)));
}
