//! The `srcset` attribute (HTML standard, section 4.8.4.2.2).

/// The candidate with the largest width or density among those that are `usable`; if several are equal, the first.
/// Takes time linear in the size of the attribute.
pub(super) fn largest(srcset: &str, usable: impl Fn(&str) -> bool) -> Option<&str> {
    let mut largest: Option<(&str, f32)> = None;
    for (url, size) in candidates(srcset).filter(|(url, _)| usable(url)) {
        if largest.is_none_or(|(_, known)| size > known) {
            largest = Some((url, size));
        }
    }
    largest.map(|(url, _)| url)
}

/// The candidates, each with the number in its descriptor.
fn candidates(srcset: &str) -> impl Iterator<Item = (&str, f32)> {
    let mut rest = srcset;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (url, after) = rest.split_at(end);
        if url.is_empty() {
            return None;
        }
        if let Some(url) = url.strip_suffix(',') {
            rest = after;
            return Some((url.trim_end_matches(','), 1.0));
        }
        let end = end_of_descriptors(after);
        rest = &after[end..];
        Some((url, size(&after[..end])))
    })
}

/// Where the descriptors of a candidate end: at a comma outside parentheses.
fn end_of_descriptors(text: &str) -> usize {
    let mut is_inside = false;
    let end = text.bytes().position(|byte| {
        is_inside = (is_inside || byte == b'(') && byte != b')';
        byte == b',' && !is_inside
    });
    end.unwrap_or(text.len())
}

/// The width or density in the descriptors of a candidate; a density of 1 if there is none.
fn size(descriptors: &str) -> f32 {
    let number = |descriptor: &str| descriptor.strip_suffix(['w', 'x'])?.parse().ok();
    descriptors.split_ascii_whitespace().find_map(number).filter(|size: &f32| size.is_finite()).unwrap_or(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_candidate_is_found() {
        let cases = [
            ("a.jpg 400w, b.jpg 1200w, c.jpg 800w", Some("b.jpg")),
            ("a.jpg, b.jpg 2x", Some("b.jpg")),
            ("a.jpg 1.5x,b.jpg 1x", Some("a.jpg")),
            ("a.jpg", Some("a.jpg")),
            ("a,b,c.jpg 2x, d.jpg", Some("a,b,c.jpg")),
            ("data:image/gif;base64,R0lG 900w, b.jpg 400w", Some("b.jpg")),
            ("a.jpg (x, 9w) 2w, b.jpg 3w", Some("b.jpg")),
            ("a.jpg 300h 100w, b.jpg 200w 100h", Some("b.jpg")),
            ("a.jpg nanx, b.jpg -1w", Some("a.jpg")),
            (" , ,a.jpg,, , b.jpg 1x", Some("a.jpg")),
            ("", None),
            (" ,", None),
        ];
        for (srcset, expected) in cases {
            assert_eq!(largest(srcset, |url| !url.starts_with("data:")), expected, "{srcset:?}");
        }
    }
}
