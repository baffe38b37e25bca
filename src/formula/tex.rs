//! Cleans the TeX of pages, so that it fits in a line of text.

/// The most wrappers that are removed; TeX with more is left unchanged.
const MAX_WRAPPERS: usize = 8;

/// The TeX on one line, without comments, the delimiters of a formula and wrappers that only set its size.
///
/// `{\displaystyle E=mc^{2}}` becomes `E=mc^{2}`. Cleaning is idempotent. Takes time linear in the size of the text.
pub(super) fn clean(tex: &str) -> String {
    let mut line = String::with_capacity(tex.len());
    for word in without_comments(tex).split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    let mut inside = line.as_str();
    for _ in 0..MAX_WRAPPERS {
        match unwrapped(inside) {
            Some(tex) => inside = tex,
            None => return inside.to_owned(),
        }
    }
    line
}

/// The TeX without spaces written as `\ ` at its end, of which trimming left the backslash; `None` if there are none.
fn without_last_spaces(tex: &str) -> Option<&str> {
    let mut rest = tex;
    while rest.bytes().rev().take_while(|&byte| byte == b'\\').count() % 2 == 1 {
        rest = rest[..rest.len() - 1].trim_end();
    }
    (rest.len() < tex.len()).then_some(rest)
}

/// The text without comments. In TeX, a comment ends at the end of its line, so comments must be removed before lines
/// are joined.
fn without_comments(tex: &str) -> String {
    let mut kept = String::with_capacity(tex.len());
    for line in tex.split_inclusive('\n') {
        let comment = line.ends_with('\n').then(|| comment_start(line)).flatten();
        kept.push_str(&line[..comment.unwrap_or(line.len())]);
        if comment.is_some() {
            kept.push('\n');
        }
    }
    kept
}

/// Where a comment starts: at a percent sign that no backslash escapes.
fn comment_start(line: &str) -> Option<usize> {
    let mut is_escaped = false;
    line.bytes().position(|byte| {
        let is_comment = byte == b'%' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_comment
    })
}

/// The content of a pair of delimiters, or of a group or command that only sets the size; `None` if there is none.
fn unwrapped(tex: &str) -> Option<&str> {
    if let Some(rest) = without_last_spaces(tex) {
        return Some(rest);
    }
    // The end of `% <![CDATA[`, which hides a script from XML.
    if let Some(inside) = tex.strip_suffix("%]]>") {
        return Some(inside.trim());
    }
    for (open, close) in [("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]")] {
        let inside = tex.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        if let Some(inside) = inside.filter(|inside| !inside.contains(close) && !inside.ends_with('\\')) {
            return Some(inside.trim());
        }
    }
    match tex.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        Some(inside) => without_style(inside.trim_start()).filter(|_| is_group(tex)),
        None => without_style(tex),
    }
}

/// The text after a command that sets the size of everything after it.
fn without_style(tex: &str) -> Option<&str> {
    ["\\displaystyle", "\\textstyle", "\\scriptstyle"].iter().find_map(|command| {
        let rest = tex.strip_prefix(command)?;
        (!rest.starts_with(|c: char| c.is_ascii_alphabetic())).then(|| rest.trim())
    })
}

/// Whether the braces at both ends match each other.
fn is_group(tex: &str) -> bool {
    let (mut depth, mut is_escaped) = (0_usize, false);
    for (at, byte) in tex.bytes().enumerate() {
        match byte {
            b'{' if !is_escaped => depth += 1,
            b'}' if !is_escaped => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at + 1 == tex.len();
        }
        is_escaped = byte == b'\\' && !is_escaped;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn wrappers_go() {
        let cases = [
            (r"{\displaystyle E=mc^{2}}", "E=mc^{2}"),
            (r"{\textstyle {\displaystyle x}}", "x"),
            (r"\displaystyle  x", "x"),
            (r"{\displaystyle a}+{b}", r"{\displaystyle a}+{b}"),
            (r"{\displaystylex}", r"{\displaystylex}"),
            (r"{a}", "{a}"),
            ("$x$", "x"),
            ("$x$ or $y$", "$x$ or $y$"),
            (r"\[ x \]", "x"),
            ("$$x$$", "x"),
            ("a % why\n b\\% c\n", r"a b\% c"),
            ("% <![CDATA[\nx < y %]]>", "x < y"),
            ("5 % 3", "5 % 3"),
            ("a\\ \\ ", "a"),
            (r"{\displaystyle a\ }", "a"),
            (r"a \\", r"a \\"),
            ("", ""),
        ];
        for (tex, expected) in cases {
            assert_eq!(clean(tex), expected, "{tex}");
            assert_eq!(clean(expected), expected, "again {tex}");
        }
    }

    #[test]
    fn many_wrappers_are_left_alone() {
        let tex = r"{\displaystyle ".repeat(9) + "x" + &"}".repeat(9);
        assert_eq!(clean(&tex), tex);
    }
}
