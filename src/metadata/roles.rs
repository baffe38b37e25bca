//! The words of bylines besides names: prepositions and roles.

/// The words for "by" before the name of an author. Without them, an unmarked byline would look like any other line,
/// and a marked one would keep its first word. Both happen in languages that are not listed.
const PREPOSITIONS: [&str; 14] =
    ["by", "von", "par", "por", "di", "door", "av", "af", "od", "przez", "от", "από", "tarafından", "מאת"];

/// Words for roles, in the languages of the prepositions that bylines start with and some more.
#[rustfmt::skip]
const ROLES: &[&str] = &[
    "admin", "administrator", "webmaster",
    "author", "authors", "columnist", "contributor", "contributors", "contributing", "correspondent", "editor", "editorial",
    "freelance", "guest", "journalist", "photographer", "reporter", "senior", "staff", "writer", "writers",
    "autor", "autorin", "chefredakteur", "chefredakteurin", "journalistin", "korrespondent", "korrespondentin",
    "redakteur", "redakteurin", "redaktion", "auteur", "autrice", "correspondant", "correspondante", "journaliste",
    "rédacteur", "rédactrice", "autora", "corresponsal", "periodista", "redactor", "redactora", "jornalista", "redator",
    "redatora", "repórter", "autore", "giornalista", "redattore", "redattrice", "redacteur", "verslaggever", "journalista",
    "redaktör", "reporterin", "skribent", "dziennikarka", "dziennikarz", "redaktor", "muhabir", "yazar", "автор",
    "журналист", "корреспондент", "редактор", "记者", "記者", "编辑", "編集部", "기자",
];

pub(super) fn is_preposition(word: &str) -> bool {
    PREPOSITIONS.contains(&word.trim_end_matches(':').to_lowercase().as_str())
}

/// A name without the roles that follow it: after a comma or, in scripts without commas, as the last word.
pub(super) fn without(text: &str) -> &str {
    let cut = text.match_indices([',', '(']).find(|(at, _)| text[at + 1..].split_whitespace().any(is_role));
    let text = cut.map_or(text, |(at, _)| text[..at].trim_end());
    match text.rsplit_once(' ') {
        Some((name, last)) if !last.is_ascii() && last.chars().count() <= 3 && is_role(last) => name,
        _ => text,
    }
}

/// Whether a text is only a role, such as "Staff writer".
pub(super) fn is_nothing_else(text: &str) -> bool {
    text.split_whitespace().all(is_role)
}

fn is_role(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    ROLES.contains(&word.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_go() {
        assert_eq!(without("Ada Brook, Staff Writer"), "Ada Brook");
        assert_eq!(without("Ada Brook, chief of sports (Redakteurin)"), "Ada Brook");
        assert_eq!(without("Ada Brook (editor)"), "Ada Brook");
        assert_eq!(without("박준석 기자"), "박준석");
        assert_eq!(without("Ada Brook, Ben Marsh"), "Ada Brook, Ben Marsh");
        assert_eq!(without("Ada Writer"), "Ada Writer");
        assert!(is_nothing_else("Staff writer") && !is_nothing_else("Ada Writer"));
    }
}
