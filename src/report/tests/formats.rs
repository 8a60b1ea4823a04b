use super::*;
use crate::findings::{FactVerdict, Safety, Status, Verdict, WordChange, WordDiff};
use crate::report::{github, json, short};
use serde_json::{Value, json};

fn written(write: impl Fn(&mut dyn std::io::Write) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// A run over a draft with a BOM, whose bytes on disk are not those of its text.
fn sample() -> Run {
    let draft = Arc::new(Text::from_bytes(
        "claims/a.md",
        "\u{feff}# Port\n\nOn “October 30” the pört closed.\n".as_bytes().to_vec(),
    ));
    let source = text("seeds/b.txt", "It closed on October 31.\n");
    let mut finding = error("date_drift", place(&draft, "October 30", "2008-10-30"), "date differs")
        .source("b", place(&source, "October 31", "2008-10-31"))
        .note("a note")
        .help("write October 31")
        .edit(place(&draft, "30", "").span, "31", Safety::Safe);
    finding.diff = Some(WordDiff {
        changes: vec![
            WordChange::Both("October".into()),
            WordChange::Differs { draft: "30".into(), source: "31".into() },
        ],
    });
    let other = error("missing_source", place(&draft, "pört", ""), "no `source` is \u{202e}cited\u{1b}[2J");
    let mut run = run(vec![finding, other]);
    run.verdicts = vec![Verdict {
        draft: place(&draft, "On “October 30” the pört closed.", ""),
        keys: vec!["b".into()],
        status: Status::Differs,
        support: Some(2.0 / 3.0),
        source: None,
        facts: vec![FactVerdict {
            kind: "date",
            place: place(&draft, "October 30", ""),
            status: "differs",
            source: None,
        }],
    }];
    run.coverage.drafts = 1;
    run.coverage.seeds = 1;
    run.coverage.claims.checked();
    run.coverage.claims.unchecked("external link");
    run.coverage.dates.checked();
    run
}

#[test]
fn json_version_1() {
    let run = sample();
    let out = written(|out| json::write(out, &run));
    assert!(out.ends_with("}\n") && out.lines().count() == 1);
    assert!(!out.trim_end().contains(crate::report::printable::is_hidden), "{out}");
    let document: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(document["version"], 1);
    assert_eq!(document["tool"], json!({"name": "sourceproof", "version": env!("CARGO_PKG_VERSION")}));
    let finding = &document["findings"][0];
    assert_eq!(
        finding["draft"],
        json!({"path": "claims/a.md", "start": {"line": 3, "column": 5, "byte": 17}, "end": {"line": 3, "column": 15,
            "byte": 27}, "text": "October 30", "label": "2008-10-30"})
    );
    assert_eq!(
        finding["source"],
        json!({"key": "b", "path": "seeds/b.txt", "start": {"line": 1, "column": 14, "byte": 13}, "end": {"line": 1,
            "column": 24, "byte": 23}, "text": "October 31", "label": "2008-10-31"})
    );
    assert_eq!(finding["edits"], json!([{"start_byte": 25, "end_byte": 27, "replacement": "31", "safety": "safe"}]));
    assert_eq!((&finding["rule"], &finding["level"]), (&json!("date_drift"), &json!("error")));
    assert_eq!((&finding["confidence"], &finding["message"]), (&json!("certain"), &json!("date differs")));
    assert_eq!((&finding["notes"], &finding["help"]), (&json!(["a note"]), &json!("write October 31")));
    assert_eq!(finding["diff"], json!([{"both": "October"}, {"draft": "30", "source": "31"}]));
    assert_eq!(finding["fingerprint"], run.findings[0].fingerprint());
    let other = &document["findings"][1];
    assert_eq!((&other["source"], &other["help"], &other["edits"]), (&Value::Null, &Value::Null, &json!([])));
    assert_eq!(other["message"], "no `source` is \u{202e}cited\u{1b}[2J");
    let claim = &document["claims"][0];
    assert_eq!((&claim["status"], &claim["support"]), (&json!("differs"), &json!(0.667)));
    assert_eq!((&claim["source"], &claim["keys"]), (&Value::Null, &json!(["b"])));
    assert_eq!(claim["facts"][0]["text"], "October 30");
    assert_eq!(claim["facts"][0]["status"], "differs");
    let coverage = &document["coverage"];
    assert_eq!((&coverage["drafts"], &coverage["claims"]), (&json!(1), &json!(2)));
    assert_eq!(coverage["claims_unchecked"], json!([{"reason": "external link", "count": 1}]));
    assert_eq!(coverage["dates"], json!({"found": 1, "checked": 1, "unchecked": []}));
    assert_eq!(document["summary"], json!({"errors": 2, "warnings": 0, "notes": 0}));
}

#[test]
fn labelled_bytes_are_those_on_disk() {
    for bytes in [
        "caf\u{e9} \u{4e00} said no".as_bytes().to_vec(),
        b"\xff\xfec\0a\0f\0\xe9\0 \0s\0a\0i\0d\0".to_vec(),
        b"the caf\xe9 \x93opened\x94 on Monday and the mayor said so".to_vec(),
    ] {
        let draft = Arc::new(Text::from_bytes("a.md", bytes.clone()));
        let out = written(|out| json::write(out, &run(vec![error("x", place(&draft, "caf\u{e9}", ""), "m")])));
        let document: Value = serde_json::from_str(&out).unwrap();
        let byte = |side: &str| document["findings"][0]["draft"][side]["byte"].as_u64().unwrap() as usize;
        let (label, _, _) = match draft.encoding.name {
            "UTF-16LE" => encoding_rs::UTF_16LE.decode(&bytes[byte("start")..byte("end")]),
            "UTF-8" => encoding_rs::UTF_8.decode(&bytes[byte("start")..byte("end")]),
            _ => encoding_rs::WINDOWS_1252.decode(&bytes[byte("start")..byte("end")]),
        };
        assert_eq!(label, "caf\u{e9}");
    }
}

#[test]
fn short_lines() {
    assert_eq!(
        written(|out| short::write(out, &sample())),
        "\
claims/a.md:3:5: error[date_drift]: date differs
claims/a.md:3:21: error[missing_source]: no `source` is ␦cited?[2J
1 draft, 2 claims, 1 source: 0 quotations, 1 date, 0 quantities, 0 names checked; 1 claim left unchecked (1 external link)
2 errors, 0 warnings, 0 notes
"
    );
}

#[test]
fn workflow_commands() {
    let draft = text("claims/50%, a:b.md", "One.\nTwo is 5 %\nhere.\n");
    let source = text("seeds/b\n::error::c.txt", "Two is 6 %\r\n::stop-commands::x\n");
    let long = error("quantity_drift", place(&draft, "5 %\nhere.\n", ""), "quantity differs\n::set-output name=a::b");
    let long = long
        .source("b", place(&source, "6 %\r\n::stop-commands::x", ""))
        .note("100 % of it\r::debug::x")
        .help("write 6");
    let mut within = error("name_drift", place(&draft, "Two", ""), "##[add-path]x \u{1b}[1m");
    within.level = Level::Note;
    let run = run(vec![long, within]);
    let out = written(|out| github::write(out, &run));
    let lines: Vec<_> = out.lines().collect();
    assert_eq!(
        lines[..2],
        [
            "::error file=claims/50%25%2C a%3Ab.md,line=2,endLine=3,title=quantity_drift::quantity differs ::set-output \
             name=a::b%0Asource: seeds/b?::error::c.txt:1:8: `6 %25  ::stop-commands::x`%0Anote: 100 %25 of it \
             ::debug::x%0Ahelp: write 6",
            "::notice file=claims/50%25%2C a%3Ab.md,line=2,col=1,endLine=2,endColumn=4,title=name_drift::?#[add-path]x ?[1m",
        ]
    );
    assert_eq!(lines.len(), 4);
}
