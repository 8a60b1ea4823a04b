//! `p. 3`, `:12-18`, `#L12-L18` and their like to a [`LocatorKind`]: where in a source a citation points.

use super::LocatorKind;
use std::ops::Range;

/// A locator at the start of `text`, and the bytes it takes: `p. 3`, `pp. 3–5`, `para. 4`, `¶ 4`, `§ 2`, `lines 12-18`,
/// `12:34`, `00:12:34-00:13:10`. The terms are those of Pandoc's citation syntax.
pub(super) fn in_words(text: &str) -> Option<(LocatorKind, usize)> {
    time(text).or_else(|| labelled(text))
}

/// The length of the path or key at the start of `written`, and the locator that follows it without a space:
/// `#L12-L18`, `#page=3`, `#t=754`, `#heading`, `:12-18`, `:12`.
///
/// A lone `:12` belongs to a path only: `doe:2020` is one key.
pub(super) fn attached(written: &str, is_path: bool) -> (usize, Option<(LocatorKind, Range<usize>)>) {
    if let Some(hash) = written.find('#') {
        let fragment = &written[hash + 1..];
        let known = known_fragment(fragment);
        if known.is_some() || is_path {
            let kind = known.unwrap_or_else(|| heading(fragment));
            let found = (!fragment.is_empty()).then_some((kind, hash + 1..written.len()));
            return (hash, found);
        }
    }
    let Some(colon) = lines_at_end(written) else { return (written.len(), None) };
    let (first, last, is_range) = match lines(&written[colon + 1..]) {
        Some(lines) => lines,
        None => return (written.len(), None),
    };
    if !is_path && !is_range {
        return (written.len(), None);
    }
    (colon, Some((LocatorKind::Lines(first, last), colon + 1..written.len())))
}

/// `%20` and its like read; as written where that gives no text.
pub(super) fn percent_decoded(written: &str) -> String {
    let bytes = written.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |at: usize| bytes.get(at).and_then(|byte| (*byte as char).to_digit(16));
        match (bytes[at], hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push((high * 16 + low) as u8);
                at += 3;
            }
            (byte, ..) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| written.to_owned())
}

#[derive(Clone, Copy)]
enum Label {
    Page,
    Paragraph,
    Section,
    Line,
}

/// Longest first where one starts with another.
const LABELS: &[(&str, Label)] = &[
    ("paragraphs", Label::Paragraph),
    ("paragraph", Label::Paragraph),
    ("paras", Label::Paragraph),
    ("para", Label::Paragraph),
    ("par", Label::Paragraph),
    ("pages", Label::Page),
    ("page", Label::Page),
    ("pp", Label::Page),
    ("pg", Label::Page),
    ("p", Label::Page),
    ("sections", Label::Section),
    ("section", Label::Section),
    ("sect", Label::Section),
    ("sec", Label::Section),
    ("lines", Label::Line),
    ("line", Label::Line),
    ("ll", Label::Line),
    ("l", Label::Line),
    ("¶¶", Label::Paragraph),
    ("¶", Label::Paragraph),
    ("§§", Label::Section),
    ("§", Label::Section),
];

fn labelled(text: &str) -> Option<(LocatorKind, usize)> {
    let starts = |label: &str| text.get(..label.len()).is_some_and(|head| head.eq_ignore_ascii_case(label));
    let (word, label) = LABELS.iter().find(|(word, _)| {
        // A longer word is no label: `port`, `page-boy`.
        starts(word) && !text[word.len()..].starts_with(|c: char| c.is_alphabetic() || c == '-')
    })?;
    let mut at = word.len();
    at += usize::from(text[at..].starts_with('.'));
    at += text[at..].len() - text[at..].trim_start_matches([' ', '\u{a0}']).len();
    if let Label::Section = label {
        let digits = text[at..].bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
        let number = text[at..at + digits].trim_end_matches('.');
        let kind = LocatorKind::Heading(number.to_owned());
        return (!number.is_empty()).then(|| (kind, at + number.len()));
    }
    let Some((first, last, length)) = number_range(&text[at..]) else {
        let roman = text[at..].bytes().take_while(|byte| b"ivxlcm".contains(byte)).count();
        let ends = !text[at + roman..].starts_with(char::is_alphanumeric);
        let is_page = matches!(label, Label::Page) && roman > 0 && ends;
        return is_page.then(|| (LocatorKind::Other(text[..at + roman].to_owned()), at + roman));
    };
    let kind = match label {
        Label::Page => LocatorKind::Pages(first, last),
        Label::Paragraph => LocatorKind::Paragraphs(first, last),
        _ => LocatorKind::Lines(first, last),
    };
    Some((kind, at + length))
}

fn number(text: &str) -> Option<(u32, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 9 {
        return None;
    }
    Some((text[..digits].parse().ok()?, digits))
}

/// `3`, `3-5`, `3–5`, `103-5` (to 105).
fn number_range(text: &str) -> Option<(u32, u32, usize)> {
    let (first, length) = number(text)?;
    let rest = &text[length..];
    let dash = rest.chars().next().filter(|c| matches!(c, '-' | '–' | '—')).map_or(0, char::len_utf8);
    if dash == 0 {
        return Some((first, first, length));
    }
    let rest = &rest[dash..];
    let again = usize::from(rest.starts_with(['L', 'l']));
    let Some((last, last_length)) = number(&rest[again..]) else { return Some((first, first, length)) };
    let mut last = last;
    if last < first && last_length < length {
        let unit = 10u32.pow(last_length as u32);
        last += first / unit * unit;
    }
    if last < first {
        return Some((first, first, length));
    }
    Some((first, last, length + dash + again + last_length))
}

/// `12:34`, `1:12:34`, and a range of two such times.
fn time(text: &str) -> Option<(LocatorKind, usize)> {
    let (from, length) = clock(text)?;
    let dash = text[length..].chars().next().filter(|c| matches!(c, '-' | '–' | '—')).map_or(0, char::len_utf8);
    if dash > 0
        && let Some((to, more)) = clock(&text[length + dash..])
    {
        return Some((LocatorKind::Time(from, Some(to)), length + dash + more));
    }
    (!text[length..].starts_with(char::is_alphanumeric)).then_some((LocatorKind::Time(from, None), length))
}

fn clock(text: &str) -> Option<(u32, usize)> {
    let (first, mut at) = number(text).filter(|(_, length)| *length <= 3)?;
    let mut seconds = first;
    let mut parts = 1;
    while parts < 3 && text[at..].starts_with(':') {
        let Some((part, 2)) = number(&text[at + 1..]) else { break };
        seconds = seconds * 60 + part;
        at += 3;
        parts += 1;
    }
    (parts > 1).then_some((seconds, at))
}

fn heading(fragment: &str) -> LocatorKind {
    if fragment.starts_with(":~:") || fragment.starts_with('^') {
        return LocatorKind::Other(percent_decoded(fragment));
    }
    LocatorKind::Heading(percent_decoded(fragment))
}

fn known_fragment(fragment: &str) -> Option<LocatorKind> {
    if let Some(page) = fragment.strip_prefix("page=") {
        let (first, last, _) = number_range(page)?;
        return Some(LocatorKind::Pages(first, last));
    }
    if let Some(time) = fragment.strip_prefix("t=") {
        let mut ends = time.trim_start_matches("npt:").split(',').map(|end| match clock(end) {
            Some((seconds, _)) => Some(seconds),
            None => number(end).map(|(seconds, _)| seconds),
        });
        return Some(LocatorKind::Time(ends.next()??, ends.next().flatten()));
    }
    let (first, last, _) = lines(fragment.strip_prefix('L')?)?;
    Some(LocatorKind::Lines(first, last))
}

/// `12`, `12-18`, `12-L18`, `12:5` (a column, dropped): the lines and whether they were a range. All of `text`.
fn lines(text: &str) -> Option<(u32, u32, bool)> {
    let (first, last, length) = number_range(text)?;
    let rest = &text[length..];
    let column = rest.strip_prefix([':', 'C']).is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    (rest.is_empty() || column).then_some((first, last, rest.is_empty() && length > number(text)?.1))
}

/// The colon of `:12`, `:12-18` or `:12:5` at the end of `written`.
fn lines_at_end(written: &str) -> Option<usize> {
    let tail = |c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | '—' | 'L' | ':');
    let start = written.trim_end_matches(tail).len();
    written[start..].find(':').map(|colon| start + colon).filter(|colon| *colon > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use LocatorKind::*;

    #[test]
    fn words() {
        for (text, kind, rest) in [
            ("p. 3", Pages(3, 3), ""),
            ("pp. 3–5 and on", Pages(3, 5), " and on"),
            ("p.103-5", Pages(103, 105), ""),
            ("para. 4", Paragraphs(4, 4), ""),
            ("¶ 4]", Paragraphs(4, 4), "]"),
            ("§ 2.1.", Heading("2.1".into()), "."),
            ("lines 12-18", Lines(12, 18), ""),
            ("L12-L18", Lines(12, 18), ""),
            ("12:34", Time(754, None), ""),
            ("00:12:34-00:13:10", Time(754, Some(790)), ""),
            ("p. xii", Other("p. xii".into()), ""),
        ] {
            let (found, length) = in_words(text).expect(text);
            assert_eq!((found, &text[length..]), (kind, rest));
        }
        for none in ["port 3", "p", "page-boy 3", "3", "in 2008", "", "¶", "p. 99999999999"] {
            assert_eq!(in_words(none), None, "{none}");
        }
    }

    #[test]
    fn attached_to_paths_and_keys() {
        let check = |written: &str, is_path, wanted: &str, kind: Option<LocatorKind>| {
            let (length, found) = attached(written, is_path);
            assert_eq!((&written[..length], found.map(|(kind, _)| kind)), (wanted, kind), "{written}");
        };
        check("a/x.txt:12-18", true, "a/x.txt", Some(Lines(12, 18)));
        check("a/x.txt:12", true, "a/x.txt", Some(Lines(12, 12)));
        check("a/x.txt:12:5", true, "a/x.txt", Some(Lines(12, 12)));
        check("a/x.txt#L12-L18", true, "a/x.txt", Some(Lines(12, 18)));
        check("a/x.pdf#page=3", true, "a/x.pdf", Some(Pages(3, 3)));
        check("a/x.vtt#t=00:12:34,00:13:00", true, "a/x.vtt", Some(Time(754, Some(780))));
        check("a/x.md#the-harbour", true, "a/x.md", Some(Heading("the-harbour".into())));
        check("a/x.md#", true, "a/x.md", None);
        check("cable#L3", false, "cable", Some(Lines(3, 3)));
        check("cable:12-18", false, "cable", Some(Lines(12, 18)));
        check("doe:2020", false, "doe:2020", None);
        check("c#", false, "c#", None);
    }

    #[test]
    fn percents() {
        assert_eq!(percent_decoded("my%20file%C3%A9.txt"), "my fileé.txt");
        assert_eq!(percent_decoded("100%"), "100%");
        assert_eq!(percent_decoded("%ff"), "%ff");
    }
}
