use super::*;
use crate::findings::{Safety, WordChange, WordDiff};

#[track_caller]
fn check(findings: Vec<Finding>, width: usize, expected: &str) {
    let drawn = drawn(&run(findings), width);
    assert_eq!(drawn.trim_end(), expected.trim(), "\n{drawn}");
}

fn misquote() -> Finding {
    let draft = text(
        "claims/harbour.md",
        &format!(
            "{}“We made it clear that the harbour was closed,” said Ines Okafor of the port authority\n",
            "\n".repeat(13)
        ),
    );
    let source = text(
        "seeds/hearing.txt",
        &format!("{}OKAFOR: We never made it clear that the harbour was closed. We hoped that\n", "\n".repeat(40)),
    );
    let mut finding =
        error("misquote", place(&draft, "We made", "`never` is missing here"), "the quotation differs from its source")
            .source("hearing", place(&source, "never", "the source has this word"))
            .help("restore the word");
    finding.diff = Some(WordDiff {
        changes: vec![
            WordChange::Both("We".into()),
            WordChange::Differs { draft: String::new(), source: "never".into() },
            WordChange::Both("made it clear that the harbour was closed".into()),
        ],
    });
    finding
}

#[test]
fn a_misquote_as_the_design_shows_it() {
    check(
        vec![misquote()],
        96,
        r#"
error[misquote]: the quotation differs from its source
   ┌─ claims/harbour.md:14:2
   │
14 │ “We made it clear that the harbour was closed,” said Ines Okafor of the port authority
   │  ^^^^^^^ `never` is missing here
   │
   ┌─ seeds/hearing.txt:41:12
   │
41 │ OKAFOR: We never made it clear that the harbour was closed. We hoped that
   │            ----- the source has this word
   │
   = draft:  We       made it clear that the harbour was closed
     source: We never made it clear that the harbour was closed
   = help: restore the word
"#,
    );
}

#[test]
fn a_paragraph_of_5000_letters() {
    let words = "The council met again on Tuesday and talked about the ferry, the quay and the price of salt. ";
    let paragraph = format!(
        "{}Work on the bridge began on 4 March 1891 and nobody was hurt. {}",
        words.repeat(27),
        words.repeat(26)
    );
    let draft = text("claims/bridge.md", &format!("# Bridge\n\n{paragraph}\n"));
    let source = text("seeds/minutes.txt", "Minutes\nThe first stone was laid on 4 March 1890, in rain.\n");
    let finding = || {
        let finding = error(
            "date_drift",
            place(&draft, "4 March 1891", "1891-03-04"),
            "date differs from the cited source: `4 March 1891`, source has `4 March 1890`",
        );
        finding
            .source("minutes", place(&source, "4 March 1890", "1890-03-04"))
            .note("matched on: bridge, stone, March")
            .edit(place(&draft, "4 March 1891", "").span, "4 March 1890", Safety::Suggested)
    };
    check(
        vec![finding()],
        80,
        r#"
error[date_drift]: date differs from the cited source: `4 March 1891`, source has `4 March 1890`
  ┌─ claims/bridge.md:3:2540
  │
3 │ … met again on Tuesday and talked about the ferry, the quay and the price
3 │ of salt. Work on the bridge began on 4 March 1891 and nobody was hurt.
  │                                      ^^^^^^^^^^^^ 1891-03-04
3 │ The council met again on Tuesday and talked about the ferry, the quay …
  │
  ┌─ seeds/minutes.txt:2:29
  │
2 │ The first stone was laid on 4 March 1890, in rain.
  │                             ------------ 1890-03-04
  │
  = note: matched on: bridge, stone, March
  = help: replace `4 March 1891` by `4 March 1890` (suggested edit)
"#,
    );
    check(
        vec![finding()],
        120,
        r#"
error[date_drift]: date differs from the cited source: `4 March 1891`, source has `4 March 1890`
  ┌─ claims/bridge.md:3:2540
  │
3 │ … talked about the ferry, the quay and the price of salt. The council met again on Tuesday and talked about the
3 │ ferry, the quay and the price of salt. Work on the bridge began on 4 March 1891 and nobody was hurt. The council
  │                                                                    ^^^^^^^^^^^^ 1891-03-04
3 │ met again on Tuesday and talked about the ferry, the quay and the price of salt. The council met again on …
  │
  ┌─ seeds/minutes.txt:2:29
  │
2 │ The first stone was laid on 4 March 1890, in rain.
  │                             ------------ 1890-03-04
  │
  = note: matched on: bridge, stone, March
  = help: replace `4 March 1891` by `4 March 1890` (suggested edit)
"#,
    );
}

#[test]
fn wide_letters_tabs_and_marks_on_letters() {
    let draft = text("claims/宿.md", "東京湾の港は\t1890年に cafe\u{301} として開いた。\n");
    check(
        vec![error("date_drift", place(&draft, "1890年", "differs"), "date differs")],
        80,
        r#"
error[date_drift]: date differs
  ┌─ claims/宿.md:1:8
  │
1 │ 東京湾の港は    1890年に café として開いた。
  │                 ^^^^^^ differs
"#,
    );
    check(
        vec![error("name_drift", place(&draft, "e\u{301}", "differs"), "name differs")],
        80,
        r#"
error[name_drift]: name differs
  ┌─ claims/宿.md:1:18
  │
1 │ 東京湾の港は    1890年に café として開いた。
  │                             ^ differs
"#,
    );
}

#[test]
fn hostile_letters() {
    let draft = text(
        "claims/a\n\u{1b}[2J::error::b\u{202e}.md",
        "Mayor \u{1b}[31mBerg\u{1b}[0m said \u{202e}yes\u{202c} and ##[error]no\u{200b}\u{7} on Monday.\r\nNext.\r\n",
    );
    let finding = error("quote_not_found", place(&draft, "Monday", "\u{1b}[32mlabel\r\n"), "no `\u{1b}[31m` \u{9b}2J")
        .note("a\n::error::b ")
        .help("\u{2066}help");
    check(
        vec![finding],
        80,
        r#"
error[quote_not_found]: no `?[31m` ¿2J
  ┌─ claims/a??[2J::error::b␦.md:1:53
  │
1 │ Mayor ?[31mBerg?[0m said ␦yes␦ and ?#[error]no␦? on Monday.
  │                                                     ^^^^^^ ?[32mlabel
  │
  = note: a ::error::b
  = help: ␦help
"#,
    );
}

#[test]
fn a_label_over_several_lines_and_at_the_end() {
    let lines: Vec<String> = (1..=12).map(|number| format!("line {number} of the statement")).collect();
    let draft = text("claims/a.md", &lines.join("\r\n"));
    let place = place(&draft, &lines[1..10].join("\r\n"), "not in the source");
    check(
        vec![error("misquote", place, "quotation differs")],
        80,
        r#"
error[misquote]: quotation differs
   ┌─ claims/a.md:2:1
   │
 2 │ line 2 of the statement
   │ ^^^^^^^^^^^^^^^^^^^^^^^
 3 │ line 3 of the statement
   │ ^^^^^^^^^^^^^^^^^^^^^^^
 4 │ line 4 of the statement
   │ ^^^^^^^^^^^^^^^^^^^^^^^
   ·
10 │ line 10 of the statement
   │ ^^^^^^^^^^^^^^^^^^^^^^^^ not in the source
"#,
    );
    let end = Place::new(&draft, Span::new(&draft.content, draft.content.len(), draft.content.len()).unwrap(), "here");
    check(
        vec![error("missing_source", end, "no source is cited")],
        80,
        r#"
error[missing_source]: no source is cited
   ┌─ claims/a.md:12:25
   │
12 │ line 12 of the statement
   │                         ^ here
"#,
    );
}

#[test]
fn a_long_message_goes_below() {
    let draft = text("claims/a.md", "The ferry sank off the northern cape on the evening of 4 March 1891.\n");
    let label =
        "the source gives three days for this, and none of them is the fourth: the second, the third, the ninth";
    check(
        vec![error("date_drift", place(&draft, "4 March 1891", label), "date differs")],
        80,
        r#"
error[date_drift]: date differs
  ┌─ claims/a.md:1:56
  │
1 │ The ferry sank off the northern cape on the evening of 4 March 1891.
  │                                                        ^^^^^^^^^^^^
  │ the source gives three days for this, and none of them is the fourth: the
  │ second, the third, the ninth
"#,
    );
}

#[test]
fn a_label_longer_than_a_row_and_words_that_hold_together() {
    let draft = text(
        "claims/a.md",
        "The mayor said that “we will never go back to the table without guarantees that the port stays open in winter, \
         whatever it costs us”, a remark she took back on the evening of 14 March 2021 in the hall by the harbour 🚢.\n",
    );
    let long = "we will never go back to the table without guarantees that the port stays open in winter, whatever it costs us";
    check(
        vec![error("quote_not_found", place(&draft, long, "not in the source"), "no source has this")],
        80,
        r#"
error[quote_not_found]: no source has this
  ┌─ claims/a.md:1:22
  │
1 │ The mayor said that “we will never go back to the table without
  │                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
1 │ guarantees that the port stays open in winter, whatever it costs us”, a
  │ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  │ not in the source
1 │ remark she took back on the evening of 14 March 2021 in the hall by the …
"#,
    );
    let finding =
        error("date_drift", place(&draft, "evening of 14 March 2021 in the hall", "2021-03-14"), "date differs");
    check(
        vec![finding],
        80,
        r#"
error[date_drift]: date differs
  ┌─ claims/a.md:1:165
  │
1 │ … remark she took back on the
1 │ evening of 14 March 2021 in the hall by the harbour 🚢.
  │ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2021-03-14
"#,
    );
    let finding = error("name_drift", place(&draft, "🚢", "a ship"), "name differs");
    check(
        vec![finding],
        60,
        r#"
error[name_drift]: name differs
  ┌─ claims/a.md:1:217
  │
1 │ … back on the evening of 14 March 2021 in the hall by
1 │ the harbour 🚢.
  │             ^^ a ship
"#,
    );
}

#[test]
fn a_long_diff_keeps_its_words_under_each_other() {
    let mut finding = misquote();
    let both = |words: &str| WordChange::Both(words.into());
    let differs = |draft: &str, source: &str| WordChange::Differs { draft: draft.into(), source: source.into() };
    finding.diff = Some(WordDiff {
        changes: vec![
            both("In the first week of that long and very cold winter the council told us that"),
            differs("forty ships", "four boats"),
            both("would be let in"),
            differs("", "only"),
            both("when the ice was gone and the pilots had come back to their posts on the northern side of the bay"),
            differs("not before", ""),
            both("Easter"),
        ],
    });
    let drawn = drawn(&run(vec![finding]), 80);
    let from = drawn.find("   = draft").unwrap();
    let expected = r#"
   = draft:  … the council told us that forty ships would be let in      when
     source: … the council told us that four boats  would be let in only when

     draft:  the ice was gone … northern side of the bay not before Easter
     source: the ice was gone … northern side of the bay            Easter
   = help: restore the word
"#;
    assert_eq!(drawn[from..].trim_end(), expected.trim_matches('\n'));
}

#[test]
fn several_places_in_one_source() {
    let draft = text("claims/a.md", "The ferry sank on 4 March.\n");
    let source = text(
        "seeds/a.txt",
        "Log of the harbour\nThe ferry left on 2 March and sank on 3 March.\none\ntwo\nthree\nThe ferry sank on 9 March.\n",
    );
    let finding = error("date_drift", place(&draft, "4 March", ""), "date differs")
        .source("a", place(&source, "3 March", "the nearest"))
        .related("a", place(&source, "2 March", "it left"))
        .related("a", place(&source, "9 March", "another"));
    check(
        vec![finding],
        80,
        r#"
error[date_drift]: date differs
  ┌─ claims/a.md:1:19
  │
1 │ The ferry sank on 4 March.
  │                   ^^^^^^^
  │
  ┌─ seeds/a.txt:2:39
  │
2 │ The ferry left on 2 March and sank on 3 March.
  │                   -------             ------- the nearest
  │                   │
  │                   it left
  ·
6 │ The ferry sank on 9 March.
  │                   ------- another
"#,
    );
}

#[test]
fn three_findings_of_a_claim_errors_first() {
    let draft = text("claims/a.md", "One two three four five six.\n");
    let finding = |word: &str, level| {
        let mut finding = error("name_drift", place(&draft, word, ""), &format!("`{word}` differs"));
        finding.level = level;
        finding
    };
    let findings = vec![
        finding("One", Level::Note),
        finding("two", Level::Warning),
        finding("three", Level::Error),
        finding("four", Level::Warning),
        finding("five", Level::Error),
    ];
    let drawn = drawn(&run(findings), 80);
    let headlines: Vec<_> = drawn.lines().filter(|line| line.contains("differs") || line.contains("shown")).collect();
    assert_eq!(
        headlines,
        [
            "warning[name_drift]: `two` differs",
            "error[name_drift]: `three` differs",
            "error[name_drift]: `five` differs",
            "claims/a.md:1: 2 more findings on this claim, not shown: 1 warning, 1 note",
        ]
    );
}

#[test]
fn colours() {
    let mut out = Vec::new();
    human::write(&mut out, &run(vec![misquote()]), 96, true).unwrap();
    let out = String::from_utf8(out).unwrap();
    assert!(
        out.starts_with("\u{1b}[1;31merror[misquote]\u{1b}[0;1m: the quotation differs from its source\u{1b}[0m\n")
    );
    let mut plain = Vec::new();
    human::write(&mut plain, &run(vec![misquote()]), 96, false).unwrap();
    let without: String = out.split('\u{1b}').map(|part| part.split_once('m').map_or(part, |(_, rest)| rest)).collect();
    let without: String = without.lines().map(|line| format!("{}\n", line.trim_end())).collect();
    assert_eq!(without, String::from_utf8(plain).unwrap());
}
