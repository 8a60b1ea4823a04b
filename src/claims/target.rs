//! Free text to the sources it names: paths, and single words that may be keys.

use super::Form;
use super::LocatorKind;
use super::locator;
use std::ops::Range;

/// A path or key in a text, with its locator; ranges are bytes of that text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub wanted: String,
    pub form: Form,
    pub range: Range<usize>,
    pub locator: Option<(LocatorKind, Range<usize>)>,
}

impl Named {
    /// What `written`, standing at byte `at`, names: its locator is split off.
    pub(super) fn new(written: &str, at: usize, form: Form) -> Named {
        let is_path = looks_like_path(written);
        let (length, locator) = locator::attached(written, is_path || form == Form::Path);
        let wanted = if is_path || form == Form::Path {
            locator::percent_decoded(&written[..length])
        } else {
            written[..length].to_owned()
        };
        let form = match form {
            Form::Key | Form::Mention if is_path => Form::Path,
            Form::Key if is_cross_reference(written) => Form::Mention,
            form => form,
        };
        let locator = locator.map(|(kind, range)| (kind, at + range.start..at + range.end));
        Named { wanted, form, range: at..at + written.len(), locator }
    }
}

/// True for `fig-harbour`, `tbl:ships`: Quarto's and pandoc-crossref's marks for parts of the same document.
fn is_cross_reference(key: &str) -> bool {
    let kind = key.split(['-', ':']).next().unwrap_or(key);
    kind.len() < key.len() && ["fig", "tbl", "sec", "eq", "lst"].contains(&kind)
}

/// Extensions that make a word without a slash a file: what sources are kept in.
const EXTENSIONS: &[&str] = &[
    "txt", "md", "markdown", "qmd", "mdx", "html", "htm", "xhtml", "pdf", "docx", "odt", "rtf", "epub", "srt", "vtt",
    "json", "csv", "tsv", "xml", "eml", "log", "rst", "org", "tex",
];

/// True for `seeds/x.txt`, `x.txt`, `../a/b.html#L3`; false for `and/or`, `km/h`, `e.g.`, `example.com/x.html`.
pub(super) fn looks_like_path(word: &str) -> bool {
    let end = word.find(['#', '?']).unwrap_or(word.len());
    let (length, _) = locator::attached(&word[..end], true);
    let path = &word[..length];
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let Some((stem, extension)) = name.rsplit_once('.') else { return false };
    let known = EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known));
    let host = folders.split('/').next().unwrap_or("");
    let is_host = host.trim_start_matches('.').contains('.') && !host.starts_with('.');
    !stem.is_empty() && known && !is_host && !path.contains("//") && !path.contains('@')
}

/// The paths that the words of `text` name, each with a locator in words after it: `seeds/x.txt, p. 3`.
///
/// A path with spaces must stand in `<…>`. Words that reach into one of `taken` (in order) are left out.
pub(super) fn paths(text: &str, taken: &[Range<usize>]) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    let mut taken = taken.iter().peekable();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let space = rest.len() - rest.trim_start().len();
        if space > 0 {
            at += space;
            continue;
        }
        let length = match rest.strip_prefix('<').and_then(|inner| inner.find(['>', '<', '\n']).map(|end| (inner, end)))
        {
            Some((inner, end)) if inner.as_bytes()[end] == b'>' && looks_like_path(&inner[..end]) => end + 2,
            _ => rest.find(|c: char| c.is_whitespace() || c == ',' || c == ';').unwrap_or(rest.len()).max(1),
        };
        let length = (length..=rest.len()).find(|end| rest.is_char_boundary(*end)).unwrap_or(rest.len());
        while taken.peek().is_some_and(|range| range.end <= at) {
            taken.next();
        }
        if let Some(range) = taken.peek().filter(|range| range.start < at + length) {
            at = range.end.max(at + 1);
            at = (at..=text.len()).find(|end| text.is_char_boundary(*end)).unwrap_or(text.len());
            continue;
        }
        let word = &rest[..length];
        let open = |c: char| matches!(c, '(' | '[' | '<' | '"' | '\'' | '“' | '‘' | '«' | '`' | '*' | '_');
        let shut = |c: char| {
            matches!(c, ')' | ']' | '>' | '"' | '\'' | '”' | '’' | '»' | '`' | '*' | '_' | '.' | ':' | '!' | '?')
        };
        let inner = word.trim_start_matches(open);
        let start = at + word.len() - inner.len();
        let inner = inner.trim_end_matches(shut);
        at += length;
        if looks_like_path(inner) {
            found.push(Named::new(inner, start, Form::Path));
            at = start + inner.len();
            if let Some((kind, range)) = after(text, at) {
                at = range.end;
                if let Some(named) = found.last_mut().filter(|named| named.locator.is_none()) {
                    named.locator = Some((kind, range));
                }
            }
        }
    }
    found
}

/// A locator in words right after byte `at`: `, p. 3`, ` (para. 4)`, `, 12:34`.
pub(super) fn after(text: &str, at: usize) -> Option<(LocatorKind, Range<usize>)> {
    let rest = text.get(at..)?;
    let lead: usize = rest
        .char_indices()
        .take(4)
        .take_while(|(_, c)| matches!(c, ',' | ' ' | '(' | '[' | ';' | '>' | ')' | ']' | '`'))
        .map(|(_, c)| c.len_utf8())
        .sum();
    if lead == 0 {
        return None;
    }
    let (kind, length) = locator::in_words(&rest[lead..])?;
    Some((kind, at + lead..at + lead + length))
}

/// The keys of a text that is nothing but single words with commas between: `tripoli_cable, bout_files:12-18`.
pub(super) fn words(text: &str) -> Vec<Named> {
    let mut found = Vec::new();
    let mut at = 0;
    for part in text.split([',', ';']) {
        let start = at + part.len() - part.trim_start().len();
        at += part.len() + 1;
        let word = part.trim().trim_end_matches('.').trim_start_matches('@');
        let start = start + usize::from(part.trim().starts_with('@'));
        if word.is_empty() {
            continue;
        }
        if let Some((kind, _)) = locator::in_words(word).filter(|(_, length)| *length == word.len())
            && let Some(last) = found.last_mut().filter(|last: &&mut Named| last.locator.is_none())
        {
            last.locator = Some((kind, start..start + word.len()));
            continue;
        }
        let is_key = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | '/' | '#' | '+' | '%' | '=');
        if !word.chars().all(is_key) || !word.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.') {
            return Vec::new();
        }
        found.push(Named::new(word, start, Form::Word));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_in_free_text() {
        let check = |text: &str, expected: &[(&str, Option<LocatorKind>)]| {
            let found: Vec<_> =
                paths(text, &[]).into_iter().map(|named| (named.wanted, named.locator.map(|l| l.0))).collect();
            let expected: Vec<_> = expected.iter().map(|(wanted, kind)| ((*wanted).to_owned(), kind.clone())).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("seeds/x.txt:12-18", &[("seeds/x.txt", Some(LocatorKind::Lines(12, 18)))]);
        check("Hearing, seeds/hearing.vtt, 12:34", &[("seeds/hearing.vtt", Some(LocatorKind::Time(754, None)))]);
        check("a.md, b.md#L1-L3", &[("a.md", None), ("b.md", Some(LocatorKind::Lines(1, 3)))]);
        check("See (seeds/x.txt).", &[("seeds/x.txt", None)]);
        check("<seeds/my file.txt>, p. 3", &[("seeds/my file.txt", Some(LocatorKind::Pages(3, 3)))]);
        check("and/or 5 km/h, e.g. U.S. example.com/a.html me@x.org/a.txt", &[]);
        check("https://x.org/a.txt", &[]);
        check("é,ñ;“", &[]);
    }

    #[test]
    fn keys_alone() {
        let wanted = |text: &str| words(text).into_iter().map(|named| named.wanted).collect::<Vec<_>>();
        assert_eq!(wanted("tripoli_cable, p. 3"), ["tripoli_cable"]);
        assert_eq!(wanted("tripoli_cable, bout_files:12-18."), ["tripoli_cable", "bout_files"]);
        assert_eq!(wanted("Committee hearing"), [""; 0]);
    }
}
