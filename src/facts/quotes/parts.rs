//! A quotation's words, cut where its writer marked an omission or a change.

use super::words::Words;
use super::words::key;
use crate::text::Prose;
use crate::text::word_id;
use std::ops::Range;

/// How a segment follows the one before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Join {
    /// Nothing may stand between them in the source: the first segment, or the next part of an interrupted quotation.
    Contiguous,
    /// An ellipsis: some words of the source are left out.
    Ellipsis,
    /// Words in brackets (bytes of the prose) stand for some words of the source, or are added.
    Bracket(Range<usize>),
}

/// Words of a quotation that must follow each other in the source.
#[derive(Clone, Debug)]
pub struct Segment {
    pub join: Join,
    pub items: Vec<Item>,
}

/// A word of a quotation.
#[derive(Clone, Debug)]
pub struct Item {
    /// Bytes of the prose.
    pub range: Range<usize>,
    pub id: u64,
    pub has_digits: bool,
    /// Part of it stands in brackets (`[T]he`, `plan[s]`): only the letters outside need to be the source's.
    pub unbracketed: Option<String>,
    /// `[sic]` follows: the word must stand in the source just so.
    pub is_sic: bool,
}

/// Longest text in brackets, in words; more is no editor's addition.
const LONGEST_BRACKET: usize = 12;

/// The segments of the quotation at `range`. With `literally`, brackets are words of the source like any others.
pub fn segments(prose: &Prose, range: &Range<usize>, words: &Words, literally: bool) -> Vec<Segment> {
    let mut found = vec![Segment { join: Join::Contiguous, items: Vec::new() }];
    let tokens = prose.tokens_in(range);
    let mut index = tokens.start;
    while index < tokens.end {
        let token = &prose.tokens[index];
        if let Some(after) = ellipsis(prose, index, tokens.end) {
            start(&mut found, Join::Ellipsis);
            index = after;
            continue;
        }
        let letters = &prose.text[token.range()];
        if letters == "["
            && !literally
            && let Some(close) = closing_bracket(prose, index, tokens.end)
        {
            index = bracket(prose, index, close, tokens.end, words, &mut found);
            continue;
        }
        if token.is_spoken() {
            let item = Item {
                range: token.range(),
                id: token.id,
                has_digits: token.has_digits(),
                unbracketed: None,
                is_sic: false,
            };
            found.last_mut().expect("there is always one").items.push(item);
        }
        index += 1;
    }
    found.retain(|segment| !segment.items.is_empty());
    if let Some(first) = found.first_mut() {
        first.join = Join::Contiguous;
    }
    found
}

/// The token after an ellipsis at `index`: `…`, `...`, `. . .`, each also in brackets.
fn ellipsis(prose: &Prose, index: usize, end: usize) -> Option<usize> {
    let word = |index: usize| (index < end).then(|| &prose.text[prose.tokens[index].range()]);
    let dots = |index: usize| -> Option<usize> {
        let letters = word(index)?;
        if letters == "…" || (letters.len() > 2 && letters.starts_with("..")) {
            return Some(index + 1);
        }
        let spaced = letters == "." && word(index + 1) == Some(".") && word(index + 2) == Some(".");
        spaced.then_some(index + 3)
    };
    let after = match word(index)? {
        "[" | "(" => {
            let close = dots(index + 1)?;
            matches!(word(close), Some("]" | ")")).then_some(close + 1)?
        }
        _ => dots(index)?,
    };
    // A full stop beside the ellipsis belongs to it.
    Some(if word(after) == Some(".") { after + 1 } else { after })
}

fn closing_bracket(prose: &Prose, open: usize, end: usize) -> Option<usize> {
    let last = end.min(open + 2 + LONGEST_BRACKET);
    (open + 1..last).find(|index| &prose.text[prose.tokens[*index].range()] == "]").filter(|close| *close > open + 1)
}

/// Reads the brackets from `open` to `close`; the token to go on with.
fn bracket(prose: &Prose, open: usize, close: usize, end: usize, words: &Words, found: &mut Vec<Segment>) -> usize {
    let inner = prose.tokens[open + 1].start()..prose.tokens[close - 1].end();
    let remark = key(prose.slice(&inner));
    let last = found.last_mut().expect("there is always one");
    if words.sic.contains(&remark) {
        if let Some(item) = last.items.last_mut() {
            item.is_sic = true;
        }
        return close + 1;
    }
    if words.remarks.contains(&remark) {
        return close + 1;
    }
    let is_one_word = close == open + 2 && prose.tokens[open + 1].is_word();
    let before_is_last = last.items.last().is_some_and(|item| item.range.end == prose.tokens[open].start());
    let after = prose.tokens[..end].get(close + 1).filter(|token| token.is_glued() && token.is_word());
    if is_one_word && (before_is_last || after.is_some()) {
        let mut whole = String::new();
        let mut kept = String::new();
        let mut range = prose.tokens[open].start()..prose.tokens[close].end();
        if before_is_last {
            let item = last.items.pop().expect("it was there");
            whole.push_str(prose.slice(&item.range));
            kept.push_str(prose.slice(&item.range));
            range.start = item.range.start;
        }
        whole.push_str(prose.slice(&inner));
        if let Some(after) = after {
            whole.push_str(prose.slice(&after.range()));
            kept.push_str(prose.slice(&after.range()));
            range.end = after.end();
        }
        let item = Item { range, id: word_id(&whole), has_digits: false, unbracketed: Some(kept), is_sic: false };
        last.items.push(item);
        return close + 1 + usize::from(after.is_some());
    }
    start(found, Join::Bracket(inner));
    close + 1
}

fn start(found: &mut Vec<Segment>, join: Join) {
    let last = found.last_mut().expect("there is always one");
    if last.items.is_empty() {
        // Of two marks side by side, the ellipsis allows more.
        if last.join == Join::Contiguous || join == Join::Ellipsis {
            last.join = join;
        }
    } else {
        found.push(Segment { join, items: Vec::new() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lists;
    use crate::text::Splitter;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let words = Words::new(&Lists::default()).unwrap();
        let prose = Prose::plain(text, &Splitter::default());
        let found = segments(&prose, &(0..text.len()), &words, false);
        let shown: Vec<_> = found
            .iter()
            .map(|segment| {
                let join = match &segment.join {
                    Join::Contiguous => "",
                    Join::Ellipsis => "… ",
                    Join::Bracket(_) => "[] ",
                };
                let items: Vec<_> = segment
                    .items
                    .iter()
                    .map(|item| {
                        let sic = if item.is_sic { "!" } else { "" };
                        format!("{}{sic}", prose.slice(&item.range))
                    })
                    .collect();
                format!("{join}{}", items.join(" "))
            })
            .collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn omissions_and_brackets() {
        check("The bridge … was closed.", &["The bridge", "… was closed"]);
        check("The bridge . . . was [. . .] closed....", &["The bridge", "… was", "… closed"]);
        check("… was closed", &["was closed"]);
        check("how [the boats] got there", &["how", "[] got there"]);
        check("[T]he boat[s] sailed", &["[T]he boat[s] sailed"]);
        check("in the U.S. [United States] history", &["in the U.S.", "[] history"]);
        check("it recieved [sic] mail [laughs] twice", &["it recieved! mail twice"]);
        check("It cost [...] 3.5 million", &["It cost", "… 3.5 million"]);
        check("a [ b c", &["a b c"]);
    }
}
