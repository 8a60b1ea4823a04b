//! Which documents are drafts, and of which project; what happens when configurations and sources change.

use super::editor::{Editor, able, uri, words};
use super::{RIGHT, WRONG, actions, codes, everything, newsroom};
use serde_json::{Value, json};

#[test]
fn what_is_no_draft_is_left_alone() {
    let desk = newsroom();
    desk.write("sourceproof.toml", "drafts = [\"claims/**/*.md\", \"seeds/*\"]\nexclude = [\"claims/old/\"]\n");
    let other = newsroom();
    let mut editor = Editor::open(&desk, able());
    for document in [
        uri(&desk, "README.md"),
        uri(&desk, "claims/old/a.md"),
        uri(&desk, "claims/a.toml"),
        uri(&desk, "seeds/speech.txt"),
        uri(&other, "claims/a.md"),
        "untitled:Untitled-1".to_owned(),
        "file://elsewhere/claims/a.md".to_owned(),
        "no address at all".to_owned(),
    ] {
        editor.did_open(&document, WRONG);
        let place = json!({"textDocument": {"uri": document}, "position": {"line": 0, "character": 30}});
        assert_eq!(editor.ask("textDocument/hover", place.clone()), Value::Null, "{document}");
        assert_eq!(editor.ask("textDocument/definition", place), json!([]), "{document}");
        assert!(actions(&mut editor, &document, &everything(), None).is_empty(), "{document}");
        let hints = json!({"textDocument": {"uri": document}, "range": everything()});
        assert_eq!(editor.ask("textDocument/inlayHint", hints), json!([]), "{document}");
    }
    assert!(editor.kept("textDocument/publishDiagnostics").is_empty());
    assert!(editor.kept("window/showMessage").is_empty());
}

#[test]
fn each_draft_has_the_configuration_above_it() {
    let desk = newsroom();
    desk.write("desk/sourceproof.toml", "drafts = [\"*.md\"]\n[rules]\nmisquote = \"warning\"\n");
    desk.write("desk/seeds/speech.txt", super::SPEECH);
    let mut editor = Editor::open(&desk, able());
    for (path, severity) in [("claims/a.md", 1), ("desk/a.md", 2)] {
        let draft = uri(&desk, path);
        editor.did_open(&draft, WRONG);
        assert_eq!(editor.diagnostics(&draft, 1)[0]["severity"], severity, "{path}");
    }
}

#[test]
fn a_folder_without_a_configuration_is_checked_as_it_is_usual() {
    let desk = newsroom();
    std::fs::remove_file(desk.root.join("sourceproof.toml")).unwrap();
    let mut editor = Editor::open(&desk, able());
    let draft = uri(&desk, "claims/a.md");
    editor.did_open(&draft, WRONG);
    assert_eq!(codes(&editor.diagnostics(&draft, 1)), ["misquote"]);
}

#[test]
fn a_source_that_changes_is_read_again() {
    let desk = newsroom();
    let draft = uri(&desk, "claims/a.md");
    let mut able = able();
    able["workspace"]["didChangeWatchedFiles"] = json!({"dynamicRegistration": true, "relativePatternSupport": true});
    let mut editor = Editor::open(&desk, able);
    editor.did_open(&draft, WRONG);
    assert_eq!(codes(&editor.diagnostics(&draft, 1)), ["misquote"]);
    // It asked to be told of the configurations and of the sources.
    let mut watched = Vec::new();
    for _ in 0..2 {
        let asked = editor.wait(|message| message["method"] == "client/registerCapability");
        let watchers = &asked["params"]["registrations"][0]["registerOptions"]["watchers"];
        watched.extend(watchers.as_array().unwrap().iter().map(|watcher| watcher["globPattern"].clone()));
        editor.say(&json!({"jsonrpc": "2.0", "id": asked["id"], "result": null}));
    }
    let seeds = json!({"baseUri": uri(&desk, "seeds"), "pattern": "**/*"});
    assert_eq!(watched, [json!("**/sourceproof.toml"), json!("**/sourceproof.lock"), seeds]);
    desk.write("seeds/speech.txt", super::SPEECH.replace("masons", "ferrymen"));
    let change = json!({"changes": [{"uri": uri(&desk, "seeds/speech.txt"), "type": 2}]});
    editor.tell("workspace/didChangeWatchedFiles", change);
    assert_eq!(codes(&editor.diagnostics(&draft, 1)), [""; 0]);
}

#[test]
fn an_editor_that_does_not_watch_files_tells_by_saving() {
    let desk = newsroom();
    let draft = uri(&desk, "claims/a.md");
    let mut editor = Editor::open(&desk, able());
    editor.did_open(&draft, RIGHT);
    assert_eq!(codes(&editor.diagnostics(&draft, 1)), [""; 0]);
    desk.write("seeds/speech.txt", super::SPEECH.replace("masons", "ferrymen"));
    editor.tell("textDocument/didSave", json!({"textDocument": {"uri": draft}}));
    assert_eq!(codes(&editor.diagnostics(&draft, 1)), ["misquote"]);
    desk.write("sourceproof.toml", "[rules]\nmisquote = \"off\"\n");
    editor.tell("textDocument/didSave", json!({"textDocument": {"uri": uri(&desk, "sourceproof.toml")}}));
    assert_eq!(codes(&editor.diagnostics(&draft, 1)), [""; 0]);
}

#[test]
fn a_mistake_in_the_configuration_is_shown_once_where_it_stands() {
    let desk = newsroom();
    let config = uri(&desk, "sourceproof.toml");
    let broken = "# House rules\ndrats = []\n";
    desk.write("sourceproof.toml", broken);
    let mut editor = Editor::open(&desk, able());
    let (one, two) = (uri(&desk, "claims/a.md"), uri(&desk, "claims/b.md"));
    for draft in [&one, &two] {
        editor.did_open(draft, WRONG);
        let place = json!({"textDocument": {"uri": draft}, "position": {"line": 0, "character": 30}});
        assert_eq!(editor.ask("textDocument/hover", place), Value::Null);
    }
    let about =
        |message: &Value| message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == config;
    let shown = editor.wait(about);
    let diagnostic = &shown["params"]["diagnostics"][0];
    assert_eq!(words(broken, &diagnostic["range"]), "drats");
    assert!(diagnostic["message"].as_str().unwrap().contains("unknown field `drats`"), "{diagnostic}");
    let said = editor.wait(|message| message["method"] == "window/showMessage");
    assert!(said["params"]["message"].as_str().unwrap().contains("sourceproof.toml: unknown field `drats`"), "{said}");
    assert!(editor.kept("window/showMessage").is_empty());
    // Mended: the mark goes, the drafts are checked.
    desk.write("sourceproof.toml", "");
    editor.tell("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": config, "type": 2}]}));
    assert_eq!(codes(&editor.diagnostics(&one, 1)), ["misquote"]);
    assert_eq!(editor.wait(about)["params"]["diagnostics"], json!([]));
}
