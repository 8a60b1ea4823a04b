//! Edits in words, and several edits as one.

use super::printable;
use crate::findings::{Edit, Safety};
use crate::text::Span;
use crate::text::Text;

/// ``replace `30` by `31` (safe edit)``.
pub fn described(edit: &Edit, text: &Text) -> String {
    let safety = match edit.safety {
        Safety::Safe => "safe edit",
        Safety::Suggested => "suggested edit",
    };
    let (old, new) = (printable::words(text.slice(edit.span)), printable::words(&edit.replacement));
    match (old.is_empty(), new.is_empty()) {
        (true, _) => format!("insert `{new}` ({safety})"),
        (false, true) => format!("remove `{old}` ({safety})"),
        (false, false) => format!("replace `{old}` by `{new}` ({safety})"),
    }
}

/// The edits in the order of their places; nothing where two of them touch the same words.
pub fn in_order(edits: &[Edit]) -> Vec<&Edit> {
    let mut ordered: Vec<&Edit> = edits.iter().collect();
    ordered.sort_by_key(|edit| (edit.span.start(), edit.span.end()));
    if ordered.windows(2).any(|pair| pair[0].span.end() > pair[1].span.start()) {
        ordered.clear();
    }
    ordered
}

/// One stretch that holds all `edits` of `text`, and what stands there once they are made.
pub fn joined(edits: &[Edit], text: &Text) -> Option<(Span, String)> {
    let ordered = in_order(edits);
    let (first, last) = (ordered.first()?, ordered.last()?);
    let whole = Span::new(&text.content, first.span.start(), last.span.end())?;
    let mut words = String::new();
    let mut at = whole.start();
    for edit in ordered {
        words.push_str(&text.content[at..edit.span.start()]);
        words.push_str(&edit.replacement);
        at = edit.span.end();
    }
    Some((whole, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(edits: &[(usize, usize, &str)], expected: Option<(usize, usize, &str)>) {
        let text = Text::from_bytes("a.md", b"On May 3 the bridge was closed".to_vec());
        let edit = |(start, end, new): &(usize, usize, &str)| Edit {
            span: Span::new(&text.content, *start, *end).unwrap(),
            replacement: (*new).into(),
            safety: Safety::Safe,
        };
        let edits: Vec<Edit> = edits.iter().map(edit).collect();
        let found = joined(&edits, &text).map(|(span, words)| (span.start(), span.end(), words));
        assert_eq!(found, expected.map(|(start, end, words)| (start, end, words.to_owned())));
    }

    #[test]
    fn several_edits_are_one() {
        check(&[], None);
        check(&[(7, 8, "4")], Some((7, 8, "4")));
        check(&[(24, 24, "not "), (7, 8, "4")], Some((7, 24, "4 the bridge was not ")));
        check(&[(7, 8, "4"), (3, 8, "June 4")], None);
    }
}
