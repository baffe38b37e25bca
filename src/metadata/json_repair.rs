//! JSON as it occurs on pages: wrapped in comments, with line ends in strings, superfluous commas, and missing ends.

/// The part of a script that is JSON: without comments and sections around it.
pub(super) fn json_of(script: &str) -> &str {
    let open = script.find("CDATA[").filter(|&at| !script[..at].contains('{'));
    let script = open.map_or(script, |at| &script[at + "CDATA[".len()..]);
    let Some(start) = script.find(['{', '[']) else { return "" };
    let end = script.rfind(['}', ']']).map_or(script.len(), |at| at + 1);
    // The end of a section is not part of it.
    let section_end = script[..end].strip_suffix("]]").filter(|_| open.is_some());
    let end = section_end.map_or(end, |json| json.rfind(['}', ']']).map_or(end, |at| at + 1));
    script.get(start..end.max(start)).unwrap_or_default()
}

/// The text with common errors repaired: unescaped characters in strings, invalid escapes, quotes within strings,
/// commas before an end, comments, and missing ends.
pub(super) fn repaired(json: &str) -> String {
    let mut repair = Repair { json, at: 0, output: String::with_capacity(json.len()), open: Vec::new() };
    while let Some(c) = repair.next() {
        repair.outside(c);
    }
    repair.close();
    repair.output
}

struct Repair<'j> {
    json: &'j str,
    at: usize,
    output: String,
    /// The ends that are missing so far.
    open: Vec<char>,
}

impl Repair<'_> {
    fn next(&mut self) -> Option<char> {
        let c = self.json[self.at..].chars().next()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn outside(&mut self, c: char) {
        match c {
            '"' => self.string(),
            '{' => self.open(c, '}'),
            '[' => self.open(c, ']'),
            // An end that does not belong here is removed.
            '}' | ']' if self.open.last() != Some(&c) => {}
            '}' | ']' => {
                self.drop_comma();
                self.output.push(c);
                self.open.pop();
            }
            ',' if self.open.is_empty() || self.output.ends_with([',', '[', '{']) => {}
            '/' => self.comment(),
            // White space is removed, so that the previous token's end is always the last character.
            c if c == ';' || c.is_whitespace() => {}
            _ => self.output.push(c),
        }
    }

    fn open(&mut self, start: char, end: char) {
        self.output.push(start);
        self.open.push(end);
    }

    /// The rest of a string.
    fn string(&mut self) {
        self.output.push('"');
        while let Some(c) = self.next() {
            match c {
                '"' if self.ends_string() => break,
                '"' => self.output.push_str("\\\""),
                '\\' => self.escape(),
                c if c.is_control() => self.output.push(' '),
                c => self.output.push(c),
            }
        }
        self.output.push('"');
    }

    /// Whether the quote that was just read ends its string: it does if the next character can follow a string.
    fn ends_string(&self) -> bool {
        let rest = self.json[self.at..].trim_ascii_start();
        rest.is_empty() || rest.starts_with([',', ':', '}', ']'])
    }

    fn escape(&mut self) {
        let rest = &self.json.as_bytes()[self.at..];
        let is_unicode = rest.first() == Some(&b'u')
            && rest.get(1..5).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let is_escape = is_unicode || rest.first().is_some_and(|byte| b"\"\\/bfnrt".contains(byte));
        if !is_escape {
            return;
        }
        self.output.push('\\');
        if let Some(c) = self.next() {
            self.output.push(c);
        }
    }

    fn comment(&mut self) {
        let rest = &self.json[self.at..];
        let len = match rest.bytes().next() {
            Some(b'*') => rest.find("*/").map(|at| at + 2),
            Some(b'/') => rest.find('\n'),
            _ => Some(0),
        };
        self.at += len.unwrap_or(rest.len());
    }

    fn drop_comma(&mut self) {
        if self.output.ends_with(',') {
            self.output.pop();
        }
    }

    fn close(&mut self) {
        if self.output.ends_with(':') {
            self.output.push_str("null");
        }
        self.drop_comma();
        while let Some(end) = self.open.pop() {
            self.output.push(end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrappers_go() {
        let cases = [
            (r#"<!-- {"a": 1} -->"#, r#"{"a": 1}"#),
            ("//<![CDATA[\n{\"a\": [1]}\n//]]>", r#"{"a": [1]}"#),
            ("/*<![CDATA[*/[1]/*]]>*/", "[1]"),
            (r#" {"a": [[1]]}; "#, r#"{"a": [[1]]}"#),
            (r#"{"a": "CDATA[""#, r#"{"a": "CDATA[""#),
            ("", ""),
            ("]", ""),
            ("} {", ""),
            ("é[", "["),
        ];
        for (script, json) in cases {
            assert_eq!(json_of(script).trim(), json, "{script}");
        }
    }

    #[test]
    fn broken_json_is_mended() {
        let cases = [
            ("{\"a\": \"one\ntwo\"}", r#"{"a":"one two"}"#),
            (r#"{"a": [1, 2, ], }"#, r#"{"a":[1,2]}"#),
            (r#"{"a": "the "old" mill"}"#, r#"{"a":"the \"old\" mill"}"#),
            (r#"{"a": "it\'s \d"}"#, r#"{"a":"it's d"}"#),
            (r#"{"a": "\u00e9\u12"}"#, r#"{"a":"\u00e9u12"}"#),
            (r#"{"a": {"b": ["c"#, r#"{"a":{"b":["c"]}}"#),
            (r#"{"a": 1, // one"#, r#"{"a":1}"#),
            (r#"{/* one */"a": 1}}"#, r#"{"a":1}"#),
            (r#"{,"a": 1,, "b":"#, r#"{"a":1,"b":null}"#),
        ];
        for (json, expected) in cases {
            assert_eq!(repaired(json), expected, "{json}");
            #[cfg(feature = "metadata")]
            assert!(serde_json::from_str::<serde_json::Value>(&repaired(json)).is_ok(), "{json}");
        }
    }
}
