//! The formats that other programs read.

use super::*;
use crate::findings::{RuleCard, Safety, Status, Suppressed, Suppression, Verdict, WordChange, WordDiff};
use crate::report::{FORMATS, Screen, checkstyle, gitlab, junit, markdown, rdjson, sarif};
use serde_json::{Value, json};

fn written(write: impl Fn(&mut dyn std::io::Write) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn parsed(write: impl Fn(&mut dyn std::io::Write) -> std::io::Result<()>) -> Value {
    serde_json::from_str(&written(write)).unwrap()
}

/// A date that is wrong, with its edit, after a letter of two UTF-16 units and four bytes.
fn drift(draft: &Arc<Text>) -> Finding {
    let source = text("seeds/b c.txt", "It closed on October 31.\n");
    error(
        "date_drift",
        place(draft, "October 30", "2008-10-30"),
        "the date is `October 30`, in the source `October 31`",
    )
    .source("b", place(&source, "October 31", "2008-10-31"))
    .note("a note")
    .help("write `October 31`")
    .edit(place(draft, "30", "").span, "31", Safety::Suggested)
}

fn sample() -> Run {
    let draft = text("claims/a b.md", "# Port\n\n👩 On October 30 the port closed.\n");
    let mut run = run(vec![drift(&draft)]);
    run.rules = vec![
        RuleCard {
            name: "a_rule",
            level: Level::Off,
            summary: "never fires".into(),
            why: "Because.".into(),
            limits: vec![],
        },
        RuleCard {
            name: "date_drift",
            level: Level::Error,
            summary: "the date differs".into(),
            why: "Dates `drift`.\n".into(),
            limits: vec!["Only <dates>.".into()],
        },
    ];
    run
}

#[test]
fn sarif_places_messages_and_fixes() {
    let document = parsed(|out| sarif::write(out, &sample()));
    let run = &document["runs"][0];
    assert_eq!((&document["version"], &run["columnKind"]), (&json!("2.1.0"), &json!("utf16CodeUnits")));
    let result = &run["results"][0];
    assert_eq!((&result["ruleId"], &result["ruleIndex"]), (&json!("date_drift"), &json!(1)));
    assert_eq!((&result["level"], &result["properties"]), (&json!("error"), &json!({"confidence": "certain"})));
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"], json!({"uri": "claims/a%20b.md", "uriBaseId": "%SRCROOT%", "index": 0}));
    assert_eq!(
        place["region"],
        json!({"startLine": 3, "startColumn": 7, "endLine": 3, "endColumn": 17, "byteOffset": 16, "byteLength": 10,
            "snippet": {"text": "October 30"}})
    );
    let source = &result["relatedLocations"][0];
    assert_eq!((&source["id"], &source["message"]["text"]), (&json!(1), &json!("2008-10-31")));
    assert_eq!(source["physicalLocation"]["artifactLocation"]["uri"], "seeds/b%20c.txt");
    assert_eq!(
        result["message"]["text"],
        "the date is `October 30`, in the source `October 31`\nsource: [seeds/b c.txt:1](1): `October 31`\nnote: a \
         note\nhelp: write `October 31`"
    );
    let fix = &result["fixes"][0];
    assert_eq!(fix["description"]["text"], "replace `30` by `31` (suggested edit)");
    assert_eq!(
        fix["artifactChanges"][0]["replacements"],
        json!([{"deletedRegion": {"startLine": 3, "startColumn": 15, "endLine": 3, "endColumn": 17},
            "insertedContent": {"text": "31"}}])
    );
    assert_eq!(result["partialFingerprints"], json!({"findingHash/v1": sample().findings[0].fingerprint()}));
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    let hash = sample().findings[0].draft.text.sha256();
    assert_eq!(run["artifacts"][0]["hashes"], json!({"sha-256": hash}));
}

#[test]
fn sarif_rules_carry_their_pages() {
    let document = parsed(|out| sarif::write(out, &sample()));
    let rules = &document["runs"][0]["tool"]["driver"]["rules"];
    assert_eq!(rules[0]["defaultConfiguration"], json!({"enabled": false, "level": "none"}));
    assert_eq!(rules[1]["defaultConfiguration"], json!({"enabled": true, "level": "error"}));
    assert_eq!(rules[1]["shortDescription"]["text"], "the date differs");
    assert_eq!(
        rules[1]["help"],
        json!({"text": "Dates `drift`.\n\nLimits:\n\n- Only <dates>.",
            "markdown": "Dates `drift`.\n\nLimits:\n\n- Only \\<dates\\>."})
    );
}

#[test]
fn sarif_says_what_was_accepted_and_what_could_not_be_checked() {
    let mut run = sample();
    let finding = run.findings.pop().unwrap();
    let by = Suppression::Allowance("corrected on 3 May".into());
    run.suppressed.push(Suppressed { finding: finding.clone(), by });
    run.findings.push(finding);
    run.problems.push("cannot read claims/gone.md: no such file".into());
    let document = parsed(|out| sarif::write(out, &run));
    let results = document["runs"][0]["results"].as_array().unwrap();
    let suppressions: Vec<_> = results.iter().map(|result| &result["suppressions"]).collect();
    let accepted = json!([{"kind": "inSource", "status": "accepted", "justification": "corrected on 3 May"}]);
    assert_eq!(suppressions, [&json!([]), &accepted]);
    let invocation = &document["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let told = &invocation["toolExecutionNotifications"][0];
    assert_eq!(told["message"]["text"], "cannot read claims/gone.md: no such file");
}

#[test]
fn a_draft_cannot_put_a_link_into_a_sarif_message() {
    let draft = text("claims/a](1).md", "see [here](https://example.org/x)\n");
    let source = text("seeds/[x](2).txt", "a [b](c) d");
    let finding = error("x", place(&draft, "see", "[l](m)"), "words `[here](https://example.org/x)`")
        .source("x", place(&source, "[b](c)", "[b](c)"))
        .note("[n](o)");
    let document = parsed(|out| sarif::write(out, &run(vec![finding.clone()])));
    let result = &document["runs"][0]["results"][0];
    assert_eq!(
        result["message"]["text"],
        "words `[here] (https://example.org/x)`\nsource: [seeds/\\[x\\](2).txt:1](1): `[b] (c)`\nnote: [n] (o)"
    );
    assert_eq!(result["relatedLocations"][0]["message"]["text"], "[b] (c)");
}

#[test]
fn rdjson_counts_bytes_of_the_file() {
    let bytes = |text: &str| Arc::new(Text::from_bytes("a.md", text.as_bytes().to_vec()));
    let range = |finding: Finding| {
        let document = parsed(|out| rdjson::write(out, &run(vec![finding.clone()])));
        let range = &document["diagnostics"][0]["location"]["range"];
        [&range["start"], &range["end"]].map(|at| (at["line"].as_u64().unwrap(), at["column"].as_u64().unwrap()))
    };
    let of = |draft: &Arc<Text>, words: &str| range(error("x", place(draft, words, ""), "m"));
    assert_eq!(of(&bytes("é👩 May\n"), "May"), [(1, 8), (1, 11)]);
    assert_eq!(of(&bytes("\u{feff}May\n"), "May"), [(1, 4), (1, 7)]);
    assert_eq!(of(&bytes("\u{feff}x\r\nMay\r\n"), "May\r\n"), [(2, 1), (3, 1)]);
    let mut broken = "é in the café, ".repeat(20).into_bytes();
    broken.extend(b"\xff May\n");
    let column = broken.len() as u64 - 3;
    assert_eq!(of(&Arc::new(Text::from_bytes("a.md", broken)), "May"), [(1, column), (1, column + 3)]);
}

#[test]
fn rdjson_suggests_one_text_for_all_edits() {
    let draft = text("claims/a.md", "é On 30 October the port\nclosed.\n");
    let finding = error("x", place(&draft, "30", ""), "m")
        .edit(place(&draft, "closed", "").span, "shut", Safety::Safe)
        .edit(place(&draft, "30", "").span, "31", Safety::Safe);
    let document = parsed(|out| rdjson::write(out, &run(vec![finding.clone()])));
    assert_eq!(
        document["diagnostics"][0]["suggestions"],
        json!([{"range": {"start": {"line": 1, "column": 7}, "end": {"line": 2, "column": 7}},
            "text": "31 October the port\nshut"}])
    );
    // Nobody could write UTF-8 into a file that is none.
    let utf16: Vec<u8> = "\u{feff}On 30 May".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let draft = Arc::new(Text::from_bytes("a.md", utf16));
    let span = place(&draft, "30", "").span;
    let finding = error("x", place(&draft, "30", ""), "m").edit(span, "31", Safety::Safe);
    let document = parsed(|out| rdjson::write(out, &run(vec![finding.clone()])));
    assert_eq!(document["diagnostics"][0]["suggestions"], Value::Null);
    assert_eq!(document["severity"], "ERROR");
}

#[test]
fn twins_have_fingerprints_of_their_own_in_gitlab() {
    let draft = text("claims/a.md", "On October 30.\n");
    let other = text("claims/b.md", "On October 30.\n");
    let run = run(vec![drift(&draft), drift(&draft), drift(&other)]);
    let issues = parsed(|out| gitlab::write(out, &run));
    let mut prints: Vec<_> = (0..3).map(|index| issues[index]["fingerprint"].as_str().unwrap().to_owned()).collect();
    prints.sort();
    prints.dedup();
    assert_eq!(prints.len(), 3);
    assert_eq!(
        issues[0]["location"],
        json!({"path": "claims/a.md", "positions": {"begin": {"line": 1, "column": 4}, "end": {"line": 1, "column": 14}}})
    );
    assert_eq!((&issues[0]["check_name"], &issues[0]["severity"]), (&json!("date_drift"), &json!("major")));
}

/// Three claims: one with an error and a warning, one that agrees, one that was not checked.
fn claims() -> Run {
    let draft = text("claims/a.md", "On October 30 <it> closed. It shut. It shut.\n");
    let claim = |words: &str, status| Verdict {
        draft: place(&draft, words, ""),
        keys: vec![],
        status,
        support: None,
        source: None,
        facts: vec![],
    };
    let first = "On October 30 <it> closed.";
    let mut wrong = drift(&draft);
    wrong.claim = place(&draft, first, "").span;
    let mut warning = error("name_drift", place(&draft, "<it>", ""), "the name differs");
    warning.level = Level::Warning;
    warning.claim = wrong.claim;
    let mut run = run(vec![wrong, warning]);
    let mut twin = claim("It shut.", Status::Unchecked);
    twin.draft.span = Span::new(&draft.content, 36, 44).unwrap();
    run.verdicts = vec![claim(first, Status::Differs), claim("It shut.", Status::Agrees), twin];
    run
}

#[test]
fn junit_tells_of_every_claim() {
    let out = written(|out| junit::write(out, &claims()));
    assert_eq!(
        out,
        r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="sourceproof" tests="3" failures="1" errors="0" skipped="1" time="0">
  <testsuite name="claims/a.md" tests="3" failures="1" errors="0" skipped="1" time="0">
    <testcase classname="claims/a.md" name="On October 30 &lt;it&gt; closed." file="claims/a.md" time="0">
      <failure message="the date is `October 30`, in the source `October 31`" type="date_drift">claims/a.md:1:4: error[date_drift]: the date is `October 30`, in the source `October 31`
  source: seeds/b c.txt:1:14: `October 31`
  note: a note
  help: write `October 31`</failure>
      <system-out>claims/a.md:1:15: warning[name_drift]: the name differs</system-out>
    </testcase>
    <testcase classname="claims/a.md" name="It shut." file="claims/a.md" time="0"/>
    <testcase classname="claims/a.md" name="It shut. (2)" file="claims/a.md" time="0">
      <skipped message="this claim was not checked"/>
    </testcase>
  </testsuite>
</testsuites>
"#
    );
}

#[test]
fn junit_fails_where_the_run_fails() {
    let mut run = claims();
    run.findings.remove(0);
    let failures = |run: &Run| written(|out| junit::write(out, run)).matches("<failure").count();
    assert_eq!((failures(&run), run.fails()), (0, false));
    run.denies_warnings = true;
    assert_eq!((failures(&run), run.fails()), (1, true));
    run.problems.push("cannot read <x>".into());
    let out = written(|out| junit::write(out, &run));
    assert!(out.contains(r#"<error message="cannot read &lt;x&gt;""#), "{out}");
    assert!(out.contains(r#"tests="4" failures="1" errors="1""#), "{out}");
}

#[test]
fn checkstyle_groups_by_file() {
    let (one, two) = (text("claims/<a>.md", "On October 30.\n"), text("claims/b.md", "On October 30.\n"));
    let mut note = drift(&two);
    note.level = Level::Note;
    note.message = "a \"quote\"\n\u{1b}[2J\u{0}".into();
    let out = written(|out| checkstyle::write(out, &run(vec![drift(&one), drift(&one), note.clone()])));
    assert_eq!((out.matches("<file ").count(), out.matches("<error ").count()), (2, 3));
    assert!(out.contains(r#"<file name="claims/&lt;a&gt;.md">"#), "{out}");
    let expected = r#"<error line="1" column="4" severity="info" message="a &quot;quote&quot; ?[2J?&#10;source: seeds"#;
    assert!(out.contains(expected), "{out}");
}

#[test]
fn markdown_for_a_pull_request() {
    let draft = text("claims/a b.md", "We leaned on the pier, he said on October 30.\n");
    let source = text("seeds/b.txt", "We leaned on the ship.\n");
    let mut finding = error("misquote", place(&draft, "pier", ""), "the quotation says `pier`")
        .source("b", place(&source, "ship", ""))
        .help("restore `ship`");
    finding.diff = Some(WordDiff {
        changes: vec![
            WordChange::Both("leaned on the".into()),
            WordChange::Differs { draft: "pier".into(), source: "ship".into() },
        ],
    });
    let out = written(|out| markdown::write(out, &run(vec![finding.clone()])));
    assert_eq!(
        out,
        "\
<!-- sourceproof -->
### ❌ sourceproof: 1 error, 0 warnings, 0 notes

| draft | errors | warnings | notes |
|---|--:|--:|--:|
| `claims/a b.md` | 1 | 0 | 0 |

#### `claims/a b.md`

- **error** `misquote` [line 1](claims/a%20b.md#L1): the quotation says `pier`
  - source [`seeds/b.txt:1`](seeds/b.txt#L1): `ship`
  - draft, then source: `leaned on the` <del>`pier`</del> <ins>`ship`</ins>
  - help: restore `ship`

0 drafts, 0 claims, 0 sources: 0 quotations, 0 dates, 0 quantities, 0 names checked
"
    );
}

#[test]
fn markdown_holds_no_markup_of_strangers() {
    #[track_caller]
    fn check(words: &str, expected: &str) {
        assert_eq!(markdown::prose(words), expected);
    }
    check("the name `Ada` differs", "the name `Ada` differs");
    check("see @ada, #12, a/b#3 and GH-7", "see @&#8203;ada, \\#&#8203;12, a/&#8203;b\\#&#8203;3 and GH-&#8203;7");
    check("https://x.org www.x.org", "https:&#8203;/&#8203;/&#8203;x.org www&#8203;.x.org");
    check(
        "<script>&amp; *a* [b](c) ![d](e)",
        "\\<script\\>&amp;&#8203;amp; \\*&#8203;a\\* \\[b\\](c) \\!&#8203;\\[d\\](e)",
    );
    check("a ` @b `", "a `@b`");
    check("open ` @ada", "open \\` @&#8203;ada");
    check("``@ada``", "@&#8203;ada");
    check("`a``b`", "`a`&#8203;`b`");
    check("5 % of 3: yes", "5 % of 3: yes");
}

#[test]
fn a_markdown_summary_fits_a_comment() {
    let draft = text("claims/a.md", &"On October 30 the port closed.\n".repeat(2));
    let out = written(|out| markdown::write(out, &run(vec![drift(&draft); 5_000])));
    assert!(out.chars().count() < 65_536);
    assert!(out.contains("more findings, not shown here."), "{}", &out[out.len() - 300..]);
}

#[test]
fn a_run_without_findings_can_be_written_in_every_format() {
    for format in FORMATS {
        let out = written(|out| (format.write)(out, &Run::default(), Screen { width: 96, color: false }));
        assert!(!out.is_empty(), "{}", format.name);
        if out.starts_with(['{', '[']) {
            serde_json::from_str::<Value>(&out).unwrap();
        }
    }
}
