//! The joined text of a block to the marks in it that Markdown does not know: keys, inline notes, bare addresses.

use super::Form;
use super::LocatorKind;
use super::locator;
use super::target::Named;
use std::ops::Range;

/// A mark; ranges are bytes of the joined text.
#[derive(Debug)]
pub(super) enum Found {
    /// `[@a; @b, p. 3]`, or `@a [p. 3]` when `bare`.
    Keys { range: Range<usize>, named: Vec<Named>, bare: bool },
    /// `^[…]`. The marks inside it follow it in the list.
    Note { range: Range<usize>, inner: Range<usize> },
    /// `[^k]`, which no definition answers.
    Missing { range: Range<usize>, label: String },
    /// `https://…`.
    Address { range: Range<usize> },
}

impl Found {
    pub fn range(&self) -> Range<usize> {
        let (Found::Keys { range, .. }
        | Found::Note { range, .. }
        | Found::Missing { range, .. }
        | Found::Address { range }) = self;
        range.clone()
    }
}

/// The marks of `joined`, in order of their start. `mask` is `joined` with a NUL for what cannot be part of a mark.
///
/// Time grows with the length: brackets are paired once, and only innermost ones are read as keys.
pub(super) fn marks(joined: &str, mask: &str, is_markdown: bool) -> Vec<Found> {
    let mut scan = Scan { joined, mask, bytes: mask.as_bytes(), pairs: pairs(mask), note_end: 0, found: Vec::new() };
    let mut at = 0;
    while at < scan.bytes.len() {
        let next = match scan.bytes[at] {
            b'[' if is_markdown && scan.bytes.get(at + 1) == Some(&b'^') => scan.missing(at).or_else(|| scan.keys(at)),
            b'[' => scan.keys(at),
            b'^' => scan.note(at),
            b'@' => scan.bare(at),
            b'h' | b'w' => scan.address(at),
            _ => None,
        };
        at = next.unwrap_or(at + 1);
    }
    scan.found
}

struct Scan<'a> {
    joined: &'a str,
    mask: &'a str,
    bytes: &'a [u8],
    /// Each `[` that has its `]`, by place: where it closes, and whether no bracket is inside.
    pairs: Vec<(usize, usize)>,
    /// Where the last note ends.
    note_end: usize,
    found: Vec<Found>,
}

fn pairs(mask: &str) -> Vec<(usize, usize)> {
    let (mut open, mut pairs) = (Vec::new(), Vec::new());
    for (at, byte) in mask.bytes().enumerate() {
        match byte {
            b'[' => open.push(at),
            b']' => pairs.extend(open.pop().map(|start| (start, at))),
            _ => {}
        }
    }
    pairs.sort_unstable();
    pairs
}

impl Scan<'_> {
    fn close(&self, open: usize) -> Option<usize> {
        let index = self.pairs.binary_search_by_key(&open, |pair| pair.0).ok()?;
        Some(self.pairs[index].1)
    }

    /// The close of a bracket that holds no other.
    fn innermost(&self, open: usize) -> Option<usize> {
        let index = self.pairs.binary_search_by_key(&open, |pair| pair.0).ok()?;
        let close = self.pairs[index].1;
        let inside = self.pairs.get(index + 1).is_some_and(|next| next.0 < close);
        (!inside).then_some(close)
    }

    fn missing(&mut self, at: usize) -> Option<usize> {
        let close = self.innermost(at)?;
        let label = &self.mask[at + 2..close];
        if label.is_empty() || label.contains(|c: char| c.is_whitespace() || matches!(c, '\0' | '[')) {
            return None;
        }
        self.found.push(Found::Missing { range: at..close + 1, label: label.to_owned() });
        Some(close + 1)
    }

    fn note(&mut self, at: usize) -> Option<usize> {
        if self.bytes.get(at + 1) != Some(&b'[') {
            return None;
        }
        let close = self.close(at + 1)?;
        // Pandoc has no note inside a note.
        if at < self.note_end {
            return None;
        }
        self.note_end = close + 1;
        self.found.push(Found::Note { range: at..close + 1, inner: at + 2..close });
        Some(at + 2)
    }

    /// `[see @a, pp. 3-5; -@b]`.
    fn keys(&mut self, at: usize) -> Option<usize> {
        let close = self.innermost(at)?;
        let mut named = Vec::new();
        let mut start = at + 1;
        for part in self.mask[at + 1..close].split(';') {
            let end = start + part.len();
            if let Some((mut one, after)) = self.first_key(start, end) {
                if one.locator.is_none() {
                    one.locator = self.suffix(after, end);
                }
                named.push(one);
            }
            start = end + 1;
        }
        if named.is_empty() {
            return None;
        }
        self.found.push(Found::Keys { range: at..close + 1, named, bare: false });
        Some(close + 1)
    }

    /// The first key between `start` and `end`, and where it ends.
    fn first_key(&self, start: usize, end: usize) -> Option<(Named, usize)> {
        let mut at = start;
        while let Some(sign) = self.mask[at..end].find('@').map(|found| at + found) {
            if let Some(key) = self.key(sign, end, Form::Key) {
                return Some(key);
            }
            at = sign + 1;
        }
        None
    }

    /// The key whose `@` stands at `sign`: Pandoc's grammar, of letters, digits, `_` and single marks inside.
    fn key(&self, sign: usize, end: usize, form: Form) -> Option<(Named, usize)> {
        let before = self.mask[..sign].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '@') {
            return None;
        }
        // `\[@doe\]`: who escapes the bracket wants the letters.
        if before == Some('\0') && self.joined[..sign].ends_with('[') {
            return None;
        }
        let rest = &self.mask[sign + 1..end];
        if let Some(inner) = rest.strip_prefix('{') {
            // A bracket never closed is looked for no farther than a path is long.
            let length = inner.char_indices().take(1024).find(|(_, c)| matches!(c, '}' | '{' | '\n'))?.0;
            if inner.as_bytes()[length] != b'}' || inner[..length].trim().is_empty() {
                return None;
            }
            let start = sign + 2;
            let named = Named::new(&self.joined[start..start + length], start, Form::Key);
            return Some((named, start + length + 1));
        }
        let mut length = 0;
        let mut mark = false;
        for (offset, letter) in rest.char_indices() {
            if letter.is_alphanumeric() || letter == '_' {
                length = offset + letter.len_utf8();
                mark = false;
            } else if mark || offset == 0 || !":.#$%&-+?<>~/".contains(letter) {
                break;
            } else {
                mark = true;
            }
        }
        let start = sign + 1;
        (length > 0).then(|| {
            let named = Named::new(&self.joined[start..start + length], start, form);
            // Who corrects a key looks for it with its sign.
            (Named { range: sign..named.range.end, ..named }, start + length)
        })
    }

    /// What follows a key inside its brackets: a locator, or words kept as they are.
    fn suffix(&self, start: usize, end: usize) -> Option<(LocatorKind, Range<usize>)> {
        let text = &self.joined[start..end];
        let lead = text.len() - text.trim_start_matches([',', ' ', ':', '\n', '\u{a0}', '{', '[', '(']).len();
        let trimmed = text[lead.min(text.len())..].trim_end_matches([' ', '\n', '}', ')']);
        if trimmed.is_empty() {
            return None;
        }
        let start = start + lead;
        if let Some((kind, length)) = locator::in_words(trimmed) {
            return Some((kind, start..start + length));
        }
        // A number alone is a page, as in Pandoc.
        let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 && digits < 10 {
            let page = format!("p. {trimmed}");
            if let Some((kind, length)) = locator::in_words(&page) {
                return Some((kind, start..start + length - 3));
            }
        }
        Some((LocatorKind::Other(trimmed.to_owned()), start..start + trimmed.len()))
    }

    /// How far a mark that starts at `at` can reach: a key in a note ends with it.
    fn limit(&self, at: usize) -> usize {
        if at < self.note_end { self.note_end - 1 } else { self.mask.len() }
    }

    /// `@key`, `@key [p. 3]`, `@{path}` in the running text.
    fn bare(&mut self, sign: usize) -> Option<usize> {
        let (mut named, end) = self.key(sign, self.limit(sign), Form::Mention)?;
        let start = sign - usize::from(self.bytes[..sign].ends_with(b" -"));
        let mut range = start..end;
        let space = usize::from(self.bytes.get(end) == Some(&b' '));
        if self.bytes.get(end + space) == Some(&b'[')
            && let Some(close) = self.innermost(end + space)
        {
            let inner = end + space + 1;
            let kept = self.suffix(inner, close).filter(|(kind, _)| !matches!(kind, LocatorKind::Other(_)));
            if kept.is_some() && named.locator.is_none() {
                named.locator = kept;
                range.end = close + 1;
                // A locator in brackets is no way to speak to anyone.
                named.form = if named.form == Form::Mention { Form::Key } else { named.form };
            }
        }
        let next = range.end;
        self.found.push(Found::Keys { range, named: vec![named], bare: true });
        Some(next)
    }

    fn address(&mut self, at: usize) -> Option<usize> {
        let rest = &self.mask[at..];
        if !["https://", "http://", "www."].iter().any(|start| rest.starts_with(start)) {
            return None;
        }
        if self.mask[..at].chars().next_back().is_some_and(char::is_alphanumeric) {
            return None;
        }
        let stop =
            |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | '«' | '»' | '\0' | '[' | ']');
        let mut length = rest.find(stop).unwrap_or(rest.len());
        // Signs of emphasis inside an address are NULs in the mask.
        length = rest[..length].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’']).len();
        if rest[..length].ends_with(')') && !rest[..length].contains('(') {
            length = rest[..length].trim_end_matches([')', '.', ',']).len();
        }
        if length < 8 {
            return None;
        }
        self.found.push(Found::Address { range: at..at + length });
        Some(at + length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each mark as `range-text: targets`.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let shown = |named: &Named| match &named.locator {
            Some((kind, _)) => format!("{} {kind:?}", named.wanted),
            None => named.wanted.clone(),
        };
        let found: Vec<_> = marks(text, text, true)
            .iter()
            .map(|found| match found {
                Found::Keys { named, .. } => {
                    format!("{}: {}", &text[found.range()], named.iter().map(shown).collect::<Vec<_>>().join("; "))
                }
                _ => text[found.range()].to_owned(),
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn keys() {
        check("fell [@cable].", &["[@cable]: cable"]);
        check("fell [@a; @b, p. 3].", &["[@a; @b, p. 3]: a; b Pages(3, 3)"]);
        check("[see @a, pp. 3-5, and on]", &["[see @a, pp. 3-5, and on]: a Pages(3, 5)"]);
        check("[-@doe:2020a, 33]", &["[-@doe:2020a, 33]: doe:2020a Pages(33, 33)"]);
        check("@doe [p. 3] says", &["@doe [p. 3]: doe Pages(3, 3)"]);
        check("@doe [sic] says", &["@doe: doe"]);
        check(
            "[@{seeds/my file.txt}, emphasis added]",
            &["[@{seeds/my file.txt}, emphasis added]: seeds/my file.txt Other(\"emphasis added\")"],
        );
        check("[@seeds/x.txt:12-18]", &["[@seeds/x.txt:12-18]: seeds/x.txt Lines(12, 18)"]);
        check("me@x.org, é@x, a@b [me@x.org] @ @- @@x", &[]);
        check("as @doe. And @élan's", &["@doe: doe", "@élan: élan"]);
        check("[a [@b] c]", &["[@b]: b"]);
        check("[@a", &["@a: a"]);
        check("^[@{x] y}", &["^[@{x]"]);
    }

    #[test]
    fn notes_footnotes_and_addresses() {
        check("x ^[seeds/x.md:42-58], y^[a [b] ^[c]]", &["^[seeds/x.md:42-58]", "^[a [b] ^[c]]"]);
        check("x[^1] and [^ 2] [^]", &["[^1]"]);
        check("see https://x.org/a_(b). (www.x.org/c)", &["https://x.org/a_(b)", "www.x.org/c"]);
    }
}
