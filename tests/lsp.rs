//! The language server as an editor sees it: a process, messages in and out.

#[path = "lsp/bad_input.rs"]
mod bad_input;
mod desk;
#[path = "lsp/editor.rs"]
mod editor;
#[path = "lsp/places.rs"]
mod places;
#[path = "lsp/projects.rs"]
mod projects;

use desk::Desk;
use editor::{Editor, able, edited, uri, words};
use serde_json::{Value, json};

const SPEECH: &str = "Mayor Ada Lorne spoke at the river. “We built this bridge for the masons and their children,” Lorne \
                      said. It rained all morning.\n";
const RIGHT: &str = "“We built this bridge for the masons and their children,” said Mayor Ada Lorne. [@speech]\n";
const WRONG: &str = "“We built this bridge for the ferrymen and their children,” said Mayor Ada Lorne. [@speech]\n";
/// A warning with an edit that is safe: the words are there, one small word is missing.
const SMALL: &str = "“We built this bridge for masons and their children,” said Mayor Ada Lorne. [@speech]\n";

/// A newsroom with one source, `speech`, and no draft yet.
fn newsroom() -> Desk {
    let desk = Desk::new();
    desk.write("sourceproof.toml", "").write("seeds/speech.txt", SPEECH);
    desk
}

fn codes(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics.iter().filter_map(|diagnostic| diagnostic["code"].as_str()).collect()
}

fn everything() -> Value {
    json!({"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0}})
}

fn actions(editor: &mut Editor, uri: &str, range: &Value, only: Option<&str>) -> Vec<Value> {
    let context = json!({"diagnostics": [], "only": only.map(|kind| [kind])});
    let asked = json!({"textDocument": {"uri": uri}, "range": range, "context": context});
    match editor.ask("textDocument/codeAction", asked) {
        Value::Array(actions) => actions,
        other => panic!("actions are a list: {other}"),
    }
}

#[test]
fn open_finding_fix_gone() {
    let desk = newsroom();
    let draft = uri(&desk, "claims/a.md");
    let mut editor = Editor::open(&desk, able());
    let text = format!("# The bridge 😀\n\n{SMALL}");
    editor.did_open(&draft, &text);
    let found = editor.diagnostics(&draft, 1);
    assert_eq!(codes(&found), ["quote_minor_edit"]);
    let finding = &found[0];
    assert_eq!((&finding["severity"], &finding["source"]), (&json!(2), &json!("sourceproof")));
    let related = &finding["relatedInformation"][0]["location"];
    assert_eq!(related["uri"], uri(&desk, "seeds/speech.txt"));
    assert_eq!(words(SPEECH, &related["range"]).trim(), "the");

    let actions = actions(&mut editor, &draft, &finding["range"], Some("quickfix"));
    let fix = &actions[0];
    assert_eq!((&fix["isPreferred"], &fix["diagnostics"][0]["code"]), (&json!(true), &finding["code"]), "{fix}");
    let change = &fix["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": draft, "version": 1}));
    assert_eq!(edited(&text, &change["edits"]), format!("# The bridge 😀\n\n{RIGHT}"));
    // The editor makes the edit and tells of it.
    let changes: Vec<Value> = change["edits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|edit| json!({"range": edit["range"], "text": edit["newText"]}))
        .collect();
    editor.did_change(&draft, 2, json!(changes));
    assert_eq!(editor.diagnostics(&draft, 2), Vec::<Value>::new());
    assert_eq!(editor.ask("shutdown", Value::Null), Value::Null);
    editor.tell("exit", Value::Null);
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn typing_brings_a_finding_and_takes_it_away() {
    let desk = newsroom();
    let draft = uri(&desk, "claims/a.md");
    let mut editor = Editor::open(&desk, able());
    editor.did_open(&draft, RIGHT);
    assert!(editor.diagnostics(&draft, 1).is_empty());
    let at = RIGHT.find("masons").unwrap() as i64 - 2;
    let range =
        |length: i64| json!({"start": {"line": 0, "character": at}, "end": {"line": 0, "character": at + length}});
    editor.did_change(&draft, 2, json!([{"range": range(6), "text": "ferrymen"}]));
    let found = editor.diagnostics(&draft, 2);
    assert_eq!((codes(&found), &found[0]["severity"]), (vec!["misquote"], &json!(1)));
    assert_eq!(words(WRONG, &found[0]["range"]), "ferrymen");
    editor.did_change(&draft, 3, json!([{"range": range(8), "text": "masons"}]));
    assert!(editor.diagnostics(&draft, 3).is_empty());
    editor.did_change(&draft, 4, json!([{"text": WRONG}]));
    assert_eq!(codes(&editor.diagnostics(&draft, 4)), ["misquote"]);
    // A document that is closed is shown without findings.
    editor.tell("textDocument/didClose", json!({"textDocument": {"uri": draft}}));
    let cleared = editor.wait(|message| message["method"] == "textDocument/publishDiagnostics");
    assert_eq!(cleared["params"], json!({"uri": draft, "diagnostics": []}));
}

#[test]
fn all_safe_edits_at_once() {
    let desk = newsroom();
    let draft = uri(&desk, "claims/a.md");
    let mut editor = Editor::open(&desk, able());
    let text = format!("{SMALL}\n{WRONG}\n- {SMALL}");
    editor.did_open(&draft, &text);
    let nowhere = json!({"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 0}});
    for only in ["source", "source.fixAll", "source.fixAll.sourceproof"] {
        let actions = actions(&mut editor, &draft, &nowhere, Some(only));
        assert_eq!(actions.len(), 1, "{only}");
        assert_eq!(actions[0]["kind"], "source.fixAll.sourceproof");
        let edits = &actions[0]["edit"]["documentChanges"][0]["edits"];
        assert_eq!(edited(&text, edits), format!("{RIGHT}\n{WRONG}\n- {RIGHT}"));
    }
    assert!(actions(&mut editor, &draft, &nowhere, Some("refactor")).is_empty());
    assert!(actions(&mut editor, &draft, &everything(), Some("quickfixes")).is_empty());
}

#[test]
fn an_allowance_takes_a_finding_away() {
    let desk = newsroom();
    let mut editor = Editor::open(&desk, able());
    let line = WRONG.trim_end();
    for (path, text, expected) in [
        ("claims/a.md", format!("# A\n\n{line}\n"), "# A\n\n<!-- A -->\n“We"),
        ("claims/b.md", format!("# A\r\n\r\n{line}\r\n"), "# A\r\n\r\n<!-- A -->\r\n“We"),
        ("claims/c.md", format!("\u{feff}{line}\n"), "\u{feff}<!-- A -->\n“We"),
        ("claims/d.md", format!("- One.\n- {line}\n"), "[@speech] <!-- A -->\n"),
        ("claims/e.md", format!("| a |\n|---|\n| {line} |\n"), "[@speech] <!-- A --> |"),
        (
            "claims/f.md",
            "> We built this bridge for the ferrymen and their children. [@speech]\n".to_owned(),
            "[@speech] <!-- A -->\n",
        ),
        ("claims/g.md", format!("# A\n{line}\n"), "# A\n<!-- A -->\n“We"),
        ("claims/h.md", format!("One.\n\n{line}"), "One.\n\n<!-- A -->\n“We"),
    ] {
        let draft = uri(&desk, path);
        editor.did_open(&draft, &text);
        let found = editor.diagnostics(&draft, 1);
        assert_eq!(codes(&found), ["misquote"], "{text}");
        let actions = actions(&mut editor, &draft, &found[0]["range"], Some("quickfix"));
        let allow = actions.iter().find(|action| action["title"] == "Allow `misquote` here…").expect(&text);
        assert!(allow.get("isPreferred").is_none(), "{allow}");
        let edited = edited(&text, &allow["edit"]["documentChanges"][0]["edits"]);
        let shortened = edited.replace("sourceproof: allow misquote: reason still to be given", "A");
        assert!(shortened.contains(expected), "{shortened}");
        editor.did_change(&draft, 2, json!([{"text": edited}]));
        assert_eq!(codes(&editor.diagnostics(&draft, 2)), [""; 0], "{edited}");
    }
}

#[test]
fn an_allowance_holds_until_its_last_day() {
    let desk = newsroom();
    let mut editor = Editor::open(&desk, able());
    for (path, day, expected) in [("claims/a.md", "9999-12-31", false), ("claims/b.md", "2001-01-01", true)] {
        let draft = uri(&desk, path);
        editor.did_open(
            &draft,
            &format!("<!-- sourceproof: allow misquote until {day}: her office answers -->\n{WRONG}"),
        );
        assert_eq!(codes(&editor.diagnostics(&draft, 1)).contains(&"misquote"), expected, "{day}");
    }
}
