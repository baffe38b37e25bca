//! Any bytes with any `Content-Type`: nothing panics, and decoding with the reported encoding gives the same text.
//!
//! The first byte is the length of the `Content-Type` that follows; the rest is the page.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((length, rest)) = data.split_first() else { return };
    let (content_type, page) = rest.split_at(rest.len().min(usize::from(*length % 64)));
    let content_type = std::str::from_utf8(content_type).ok();
    let article = bodytext::extract_bytes(page, content_type).expect("a page within the limits");
    let name = article.encoding().expect("an encoding");
    let encoding = encoding_rs::Encoding::for_label(name.as_bytes()).expect("a name of the standard");
    assert_eq!(encoding.name(), name);
    let (html, _) = encoding.decode_without_bom_handling(page);
    let text = bodytext::extract(&html).expect("a page within the limits").text();
    assert_eq!(article.text(), text);
    // Valid UTF-8 with enough non-ASCII characters is never decoded as another encoding.
    if let Ok(valid) = std::str::from_utf8(page) {
        let others = valid.chars().filter(|c| !c.is_ascii()).count();
        let is_marked = page.starts_with(b"\xfe\xff") || page.starts_with(b"\xff\xfe") || page.contains(&0);
        assert!(name == "UTF-8" || others < 3 || is_marked, "{name}");
    }
});
