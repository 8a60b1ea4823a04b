//! Line wraps, line ends and emphasis change no finding but its place.

use super::{Choices, cases, checked};
use proptest::prelude::*;
use sourceproof::findings::Run;
use std::path::Path;

const DRAFTS: &[&str] = &["harbour", "committee", "contract", "ferry", "papers"];

/// Rule, labelled words and message, without what reformatting adds.
fn findings(run: &Run) -> Vec<(String, String, String)> {
    let bare = |text: &str| text.replace(['*', '_'], "").split_whitespace().collect::<Vec<_>>().join(" ");
    let findings = run.findings.iter();
    findings.map(|finding| (finding.rule.to_owned(), bare(finding.draft.words()), bare(&finding.message))).collect()
}

/// The draft with emphasis around some words and other line wraps; marks, notes, comments and front matter untouched.
fn reformatted(draft: &str, choices: &mut Choices) -> String {
    let (head, body) = draft.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).unwrap_or(("", draft));
    let mut text = if head.is_empty() { String::new() } else { format!("---\n{head}\n---\n") };
    for paragraph in body.split_inclusive("\n\n") {
        let is_running = paragraph.starts_with(|letter: char| letter.is_alphabetic() || letter == '“');
        if !is_running || paragraph.contains(['|', '`', '<', '*', '_']) && paragraph.contains("<!--") {
            text.push_str(paragraph);
            continue;
        }
        let mut depth = 0usize;
        for piece in paragraph.split_inclusive(' ') {
            let word = piece.trim_end();
            let is_plain = depth == 0 && word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_lowercase());
            let ends = piece.ends_with(' ');
            if is_plain && choices.next(8) == 0 {
                let mark = choices.of(&["*", "**", "_"]);
                text.push_str(&format!("{mark}{word}{mark}"));
            } else {
                text.push_str(word);
            }
            for letter in word.chars() {
                match letter {
                    '[' | '(' => depth += 1,
                    ']' | ')' => depth = depth.saturating_sub(1),
                    _ => {}
                }
            }
            let rest = &piece[word.len()..];
            text.push_str(if ends && depth == 0 && choices.next(6) == 0 { "\u{1}" } else { rest });
        }
    }
    // A line may start with a letter; anything else could begin a list, a heading or a quotation.
    let mut lines = String::new();
    let mut pieces = text.split('\u{1}').peekable();
    while let Some(piece) = pieces.next() {
        lines.push_str(piece);
        if let Some(next) = pieces.peek() {
            lines.push(if next.starts_with(char::is_alphabetic) { '\n' } else { ' ' });
        }
    }
    lines
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn reformatting_changes_no_finding(draft in prop::sample::select(DRAFTS), choice in any::<u64>(), crlf in any::<bool>()) {
        let path = format!("claims/{draft}.md");
        let kept = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path)).unwrap();
        let mut other = reformatted(&kept, &mut Choices(choice));
        if crlf {
            other = other.replace('\n', "\r\n");
        }
        prop_assert_eq!(findings(&checked(&path, kept)), findings(&checked(&path, other.as_str())), "{}", other);
    }
}
