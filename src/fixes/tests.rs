//! Which edits are taken, and what bytes come of them.

use super::*;
use crate::findings::Finding;
use crate::findings::Level;
use crate::findings::Place;
use crate::findings::Safety;
use crate::text::Span;
use crate::text::Text;
use std::sync::Arc;

/// A finding on the first `word` with edits: words to replace, what by, how safe.
fn finding(text: &Arc<Text>, rule: &'static str, level: Level, edits: &[(&str, &str, Safety)]) -> Finding {
    let span = |word: &str| {
        let at = text.content.find(word).expect("the word is in the text");
        Span::new(&text.content, at, at + word.len()).unwrap()
    };
    let place = span(edits[0].0);
    let mut finding = Finding::new(rule, Place::new(text, place, ""), place, "");
    finding.level = level;
    edits.iter().fold(finding, |finding, (old, new, safety)| finding.edit(span(old), *new, *safety))
}

fn text(bytes: &[u8]) -> Arc<Text> {
    Arc::new(Text::from_bytes("a.md", bytes.to_vec()))
}

#[track_caller]
fn check(text: &Arc<Text>, findings: &[Finding], widest: Safety, expected: &[u8]) {
    let mut order: Vec<&Finding> = findings.iter().collect();
    for _ in 0..2 {
        assert_eq!(apply(text, &choose(&order, widest)).bytes, expected);
        order.reverse();
    }
}

#[test]
fn where_edits_meet_the_graver_finding_goes_first() {
    use Level::{Error, Note, Warning};
    use Safety::{Safe, Suggested};
    let text = text(b"the old stone bridge and the old mill");
    let note = finding(&text, "a", Note, &[("old stone", "new", Safe)]);
    let error = finding(&text, "b", Error, &[("stone bridge", "ferry", Safe)]);
    let both = [note.clone(), error.clone()];
    check(&text, &both, Safe, b"the old ferry and the old mill");
    // Of equals the earlier, of the same place the rule that comes first.
    let one = finding(&text, "a", Warning, &[("old", "new", Safe)]);
    let other = finding(&text, "b", Warning, &[("old", "odd", Safe)]);
    check(&text, &[other, one], Safe, b"the new stone bridge and the old mill");
    // All edits of a finding or none.
    let two = finding(&text, "c", Note, &[("mill", "dam", Safe), ("bridge", "pier", Safe)]);
    check(&text, &[error.clone(), two.clone()], Safe, b"the old ferry and the old mill");
    check(&text, std::slice::from_ref(&two), Safe, b"the old stone pier and the old dam");
    let half_safe = finding(&text, "c", Note, &[("mill", "dam", Safe), ("bridge", "pier", Suggested)]);
    check(&text, std::slice::from_ref(&half_safe), Safe, b"the old stone bridge and the old mill");
    check(&text, &[half_safe], Suggested, b"the old stone pier and the old dam");
    // Two findings that ask for the same get it once.
    check(
        &text,
        &[two.clone(), finding(&text, "d", Note, &[("mill", "dam", Safe)])],
        Safe,
        b"the old stone pier and the old dam",
    );
    assert_eq!(choose(&[&two, &finding(&text, "d", Note, &[("mill", "dam", Safe)])], Safe).len(), 2);
}

#[test]
fn words_put_in_at_one_place_by_two_findings() {
    let text = text(b"We painted bridge");
    let insert = |rule, words: &str| {
        let at = Span::new(&text.content, 11, 11).unwrap();
        Finding::new(rule, Place::new(&text, at, ""), at, "").edit(at, words, Safety::Safe)
    };
    check(&text, &[insert("b", "a "), insert("a", "the ")], Safety::Safe, b"We painted the bridge");
    check(&text, &[insert("b", "the "), insert("a", "the ")], Safety::Safe, b"We painted the bridge");
}

#[test]
fn edits_that_do_not_hold_are_left_out() {
    let text = text("the café".as_bytes());
    let mut inside = finding(&text, "a", Level::Error, &[("caf", "x", Safety::Safe)]);
    inside.edits[0].span = Span::new("aaaaaaaaa", 4, 8).unwrap();
    check(&text, &[inside], Safety::Safe, "the café".as_bytes());
    let meeting = finding(&text, "a", Level::Error, &[("the caf", "x", Safety::Safe), ("caf", "y", Safety::Safe)]);
    check(&text, &[meeting], Safety::Safe, "the café".as_bytes());
    check(
        &text,
        &[finding(&text, "a", Level::Error, &[("the", "the", Safety::Safe)])],
        Safety::Safe,
        "the café".as_bytes(),
    );
    assert!(choose(&[&finding(&text, "a", Level::Error, &[("the", "the", Safety::Safe)])], Safety::Safe).is_empty());
}

#[test]
fn every_byte_beside_an_edit_stays() {
    let utf16 = |words: &str| -> Vec<u8> {
        "\u{feff}".encode_utf16().chain(words.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    for (old, new) in [
        (b"\xef\xbb\xbfone\r\nthe rivet\rend".to_vec(), b"\xef\xbb\xbfone\r\nthe rivets\rend".to_vec()),
        (utf16("é the rivet – held\r\n"), utf16("é the rivets – held\r\n")),
        (
            b"the rivet held in the caf\xe9 \x93Orle\x94".to_vec(),
            b"the rivets held in the caf\xe9 \x93Orle\x94".to_vec(),
        ),
        (
            b"caf\xc3\xa9 na\xc3\xafve \xc3\xa9t\xc3\xa9 \xff rivet \xff".to_vec(),
            b"caf\xc3\xa9 na\xc3\xafve \xc3\xa9t\xc3\xa9 \xff rivets \xff".to_vec(),
        ),
    ] {
        let text = text(&old);
        check(&text, &[finding(&text, "a", Level::Error, &[("rivet", "rivets", Safety::Safe)])], Safety::Safe, &new);
    }
}

#[test]
fn letters_that_the_encoding_cannot_write() {
    let old = b"the rivet held in the caf\xe9 \x93Orle\x94";
    let text = text(old);
    let chosen = finding(&text, "misquote", Level::Error, &[("rivet", "東京", Safety::Safe)]);
    let other = finding(&text, "misquote", Level::Error, &[("held", "stood", Safety::Safe)]);
    let applied = apply(&text, &[&chosen, &other]);
    assert_eq!((applied.bytes.as_slice(), applied.mended), (&b"the rivet stood in the caf\xe9 \x93Orle\x94"[..], 1));
    assert_eq!(applied.problems, ["cannot fix misquote in a.md, line 1: windows-1252 has no such letters"]);
}

#[test]
fn fixes_that_undo_each_other_change_nothing() {
    let one = text(b"the old bridge");
    let turn = |text: &Arc<Text>| match text.content.contains("old") {
        true => finding(text, "a", Level::Error, &[("old", "new", Safety::Safe)]),
        false => finding(text, "a", Level::Error, &[("new", "old", Safety::Safe)]),
    };
    let mut rounds = 0;
    let (mended, problems) = mend(vec![turn(&one)], Safety::Safe, &mut |drafts| {
        rounds += 1;
        drafts.into_iter().map(|(_, bytes)| turn(&text(&bytes))).collect()
    });
    assert!(mended.is_empty() && rounds == 1);
    assert_eq!(problems, ["cannot fix a.md: its fixes undo each other; nothing was changed"]);
    // One that never comes to an end, growing as it goes.
    let grow = |text: &Arc<Text>| finding(text, "a", Level::Error, &[("old", "old old", Safety::Safe)]);
    let (mended, problems) = mend(vec![grow(&one)], Safety::Safe, &mut |drafts| {
        drafts.into_iter().map(|(_, bytes)| grow(&text(&bytes))).collect()
    });
    assert!(mended.is_empty() && problems.len() == 1);
}

#[test]
fn two_files_that_look_the_same_are_left_alone() {
    let (one, other) = (text(b"the old bridge"), text(b"an old ferry"));
    let findings = [&one, &other].map(|text| finding(text, "a", Level::Error, &[("old", "new", Safety::Safe)]));
    let (mended, problems) = mend(findings.to_vec(), Safety::Safe, &mut |_| Vec::new());
    assert!(mended.is_empty());
    assert_eq!(problems, ["cannot fix a.md: more than one file is called so"]);
}
