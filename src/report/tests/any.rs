use super::*;
use crate::findings::{WordChange, WordDiff};
use crate::report::printable::{is_hidden, width};
use crate::report::{FORMATS, Screen, github, json, listing, short};
use proptest::prelude::*;
use proptest::sample::Index;

/// Text with the letters that are hard to draw, and now and then any letter at all.
fn hard_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-z]{1,12} ",
        1 => "[a-z]{30,90}",
        1 => Just("東京湾、港".to_owned()),
        1 => Just("e\u{301}\u{302}".to_owned()),
        1 => Just("👩\u{200d}🚀 🇫🇷".to_owned()),
        1 => Just("\t".to_owned()),
        1 => Just("\r\n".to_owned()),
        1 => Just("\n".to_owned()),
        1 => Just("\r".to_owned()),
        1 => Just("\u{1b}[2J\u{202e}\u{0}\u{9b}##[x]".to_owned()),
        1 => Just("\n::error::x".to_owned()),
        1 => any::<char>().prop_map(|letter| letter.to_string()),
    ];
    prop::collection::vec(piece, 0..120).prop_map(|pieces| pieces.concat())
}

fn span(text: &Text, ends: (Index, Index)) -> Span {
    let letters: Vec<usize> = text.content.char_indices().map(|(at, _)| at).chain([text.content.len()]).collect();
    let (a, b) = (*ends.0.get(&letters), *ends.1.get(&letters));
    Span::new(&text.content, a.min(b), a.max(b)).unwrap()
}

fn ends() -> impl Strategy<Value = (Index, Index)> {
    any::<(Index, Index)>()
}

#[track_caller]
fn safe(out: &str) {
    let bad = out.chars().find(|letter| is_hidden(*letter) && *letter != '\n');
    assert_eq!(bad, None, "{out:?}");
    let forged = out.lines().find(|line| line.trim_start().starts_with("::") || line.contains("##["));
    assert_eq!(forged, None);
}

/// Whatever words say, a document has only the tags and attributes that its writer gives it.
#[track_caller]
fn tags_are_ours(xml: &str) {
    const OURS: [&str; 10] = [
        "?xml",
        "testsuites",
        "testsuite",
        "testcase",
        "failure",
        "error",
        "system-out",
        "skipped",
        "checkstyle",
        "file",
    ];
    for part in xml.split('<').skip(1) {
        let (tag, after) = part.split_once('>').expect("a tag ends");
        assert!(OURS.contains(&tag.trim_matches('/').split(' ').next().unwrap()), "{tag}");
        assert!(!after.contains('>') && tag.matches('"').count() % 2 == 0, "{part}");
    }
}

/// A coloured picture without its own codes: whatever else starts with an escape stays.
fn without_codes(picture: &str) -> String {
    let codes = ["0m", "0;1m", "1;31m", "31m", "34m"];
    let mut parts = picture.split('\u{1b}');
    let first = parts.next().unwrap_or("").to_owned();
    let plain = parts.fold(first, |plain, part| {
        let code = codes.iter().find(|code| part.strip_prefix('[').is_some_and(|part| part.starts_with(**code)));
        plain + code.map_or("\u{1b}", |_| "") + &part[code.map_or(0, |code| code.len() + 1)..]
    });
    plain.lines().map(|line| format!("{}\n", line.trim_end_matches(' '))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_text_and_any_span_are_drawn(
        draft in hard_text(), source in hard_text(), places in (ends(), ends(), ends(), ends()),
        words in hard_text(), columns in 20..200usize,
    ) {
        let draft = Arc::new(Text::from_bytes(&format!("a{words}.md"), draft.into_bytes()));
        let source = text("seeds/b.txt", &source);
        let at = |text: &Arc<Text>, ends| Place::new(text, span(text, ends), words.chars().take(60).collect::<String>());
        let mut finding = error("x", at(&draft, places.0), &words)
            .source("b", at(&source, places.1))
            .related("b", at(&source, places.2))
            .related("a", at(&draft, places.3))
            .note(words.clone())
            .edit(span(&draft, places.3), words.clone(), crate::findings::Safety::Safe);
        let differs = WordChange::Differs { draft: words.clone(), source: source.content.clone() };
        finding.diff = Some(WordDiff { changes: vec![WordChange::Both(draft.content.clone()), differs] });
        let run = run(vec![finding]);
        let picture = drawn(&run, columns);
        safe(&picture);
        // Headlines and paths are not wrapped; a caret past the end of a full row takes one column more.
        for row in picture.lines().skip(1).filter(|row| !row.contains("┌─")) {
            prop_assert!(width(row) <= columns.max(40) + 1, "{} columns of {columns}: {row}", width(row));
        }
        let mut colored = Vec::new();
        human::write(&mut colored, &run, columns, true).unwrap();
        prop_assert!(without_codes(&String::from_utf8(colored).unwrap()).starts_with(&picture));
        let mut lines = Vec::new();
        short::write(&mut lines, &run).unwrap();
        safe(std::str::from_utf8(&lines).unwrap());
        let mut commands = Vec::new();
        github::write(&mut commands, &run).unwrap();
        let commands = String::from_utf8(commands).unwrap();
        prop_assert_eq!(commands.lines().count(), 3);
        prop_assert!(commands.starts_with("::error file=a"));
        prop_assert!(!commands.contains(|letter| is_hidden(letter) && letter != '\n'));
        let mut document = Vec::new();
        json::write(&mut document, &run).unwrap();
        let document: serde_json::Value = serde_json::from_slice(&document).unwrap();
        let finding = &document["findings"][0];
        prop_assert_eq!(&finding["message"], &words);
        prop_assert_eq!(&finding["draft"]["text"], run.findings[0].draft.words());
        for format in FORMATS {
            let mut out = Vec::new();
            (format.write)(&mut out, &run, Screen { width: columns, color: false }).unwrap();
            let out = String::from_utf8(out).unwrap();
            // Tabs and line ends are white space on a page, as they are in the source.
            let is_layout = |letter| letter == '\n' || (matches!(letter, '\t' | '\r') && format.name == "html");
            let hidden = out.chars().find(|letter| is_hidden(*letter) && !is_layout(*letter));
            prop_assert!(hidden.is_none(), "{}: {hidden:?}", format.name);
            match format.name {
                "sarif" | "gitlab" | "rdjson" => drop(serde_json::from_str::<serde_json::Value>(&out).unwrap()),
                "junit" | "checkstyle" => tags_are_ours(&out),
                _ => {}
            }
        }
        safe(&listing::table(&[&words, "b"], &[vec![words.clone(), words.clone()]]));
    }

    #[test]
    fn every_mark_has_its_caret(draft in hard_text(), ends in ends(), columns in 20..200usize) {
        let draft = text("a.md", &draft);
        let picture = drawn(&run(vec![error("x", Place::new(&draft, span(&draft, ends), ""), "m")]), columns);
        let carets = picture.lines().filter(|line| line.trim_start().starts_with("│ ") && line.trim_end().ends_with('^'));
        prop_assert!(carets.count() > 0, "{picture}");
    }
}

#[test]
fn a_picture_does_not_grow_with_the_file() {
    let word = text("a.md", &"x".repeat(2_000_000));
    let paragraph = text("b.md", &"the bridge ".repeat(200_000));
    let lines = text("c.md", &"the bridge\n".repeat(200_000));
    for text in [word, paragraph, lines] {
        let picture = drawn(&run(vec![error("x", Place::new(&text, whole(&text), "all of it"), "too long")]), 96);
        assert!(picture.len() < 3_000, "{picture}");
        assert!(picture.contains("all of it"));
    }
}
