//! What no editor should send: an error answer, or nothing, and the next question is answered as ever.

use super::editor::{Editor, able, uri};
use super::{RIGHT, WRONG, codes, newsroom};
use serde_json::{Value, json};

/// True while the program still answers well.
fn is_well(editor: &mut Editor, draft: &str) -> bool {
    let place = json!({"textDocument": {"uri": draft}, "position": {"line": 0, "character": 30}});
    editor.ask("textDocument/hover", place)["contents"]["value"].as_str().is_some_and(|page| page.contains("misquote"))
}

fn framed(body: &[u8]) -> Vec<u8> {
    [format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes(), body].concat()
}

#[test]
fn broken_messages_are_answered() {
    let desk = newsroom();
    let draft = uri(&desk, "claims/a.md");
    let mut editor = Editor::open(&desk, able());
    editor.did_open(&draft, WRONG);
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for (bytes, code) in [
        (framed(b"{\"jsonrpc\": \"2.0\", \"id\": 7, "), -32700),
        (framed(b"\xff\xfe\x00"), -32700),
        (framed(b""), -32700),
        (framed(deep.as_bytes()), -32700),
        (b"X-Nonsense: 1\r\n\r\n".to_vec(), -32700),
        (b"Content-Length: many\r\n\r\n".to_vec(), -32700),
        (framed(b"[]"), -32600),
        (framed(b"null"), -32600),
        (framed(b"{}"), -32600),
        (framed(b"{\"id\": {}, \"method\": \"shutdown\"}"), -32600),
        (framed(b"{\"method\": 12}"), -32600),
    ] {
        editor.raw(&bytes);
        let answer = editor.wait(|message| message["id"].is_null() && message.get("error").is_some());
        assert_eq!(answer["error"]["code"], code, "{}", String::from_utf8_lossy(&bytes[..bytes.len().min(80)]));
        assert!(is_well(&mut editor, &draft));
    }
}

#[test]
fn requests_that_cannot_be_answered() {
    let desk = newsroom();
    let draft = uri(&desk, "claims/a.md");
    let mut editor = Editor::open(&desk, able());
    editor.did_open(&draft, WRONG);
    let name = json!({"uri": draft});
    let place = json!({"line": 0, "character": 0});
    for (method, params, code) in [
        ("textDocument/rename", json!({}), -32601),
        ("$/unheard", json!({}), -32601),
        ("", Value::Null, -32601),
        ("initialize", json!({"capabilities": {}}), -32600),
        ("textDocument/hover", Value::Null, -32602),
        ("textDocument/hover", json!({"textDocument": name}), -32602),
        ("textDocument/hover", json!({"textDocument": name, "position": {"line": -1, "character": 0}}), -32602),
        ("textDocument/hover", json!({"textDocument": name, "position": {"line": "one"}}), -32602),
        (
            "textDocument/hover",
            json!({"textDocument": {"uri": uri(&desk, "claims/gone.md")}, "position": place}),
            -32602,
        ),
        ("textDocument/definition", json!({"position": place}), -32602),
        ("textDocument/codeAction", json!({"textDocument": name}), -32602),
        ("textDocument/inlayHint", json!({"textDocument": name, "range": 3}), -32602),
    ] {
        let answer = editor.answer(method, params.clone());
        assert_eq!(answer["error"]["code"], code, "{method} {params}: {answer}");
        assert!(is_well(&mut editor, &draft));
    }
    // Far out of the text, or the wrong way round: the nearest place.
    for (start, end) in [([0, 9_999], [0, 0]), ([9_999, 0], [0, 0]), ([9_999, 9_999], [9_999, 9_999])] {
        let at = |[line, character]: [u64; 2]| json!({"line": line, "character": character});
        let range = json!({"start": at(start), "end": at(end)});
        editor.ask("textDocument/codeAction", json!({"textDocument": name, "range": range, "context": {}}));
        editor.ask("textDocument/inlayHint", json!({"textDocument": name, "range": range}));
        editor.ask("textDocument/hover", json!({"textDocument": name, "position": at(start)}));
        editor.ask("textDocument/definition", json!({"textDocument": name, "position": at(end)}));
    }
    // What cannot be answered because nobody asked is passed over.
    for (method, params) in [
        ("$/unheard", json!({})),
        ("textDocument/didOpen", json!({})),
        ("textDocument/didOpen", json!({"textDocument": {"uri": 1}})),
        (
            "textDocument/didChange",
            json!({"textDocument": {"uri": uri(&desk, "claims/gone.md")}, "contentChanges": []}),
        ),
        ("textDocument/didChange", Value::Null),
        ("textDocument/didClose", json!({"textDocument": {"uri": uri(&desk, "claims/gone.md")}})),
        ("textDocument/didSave", json!({})),
        ("workspace/didChangeWatchedFiles", json!([])),
        ("workspace/didChangeWorkspaceFolders", json!({"event": 1})),
        ("$/cancelRequest", json!({"id": 99})),
    ] {
        editor.tell(method, params);
        assert!(is_well(&mut editor, &draft), "{method}");
    }
    editor.say(&json!({"jsonrpc": "2.0", "id": 99, "result": null}));
    assert!(is_well(&mut editor, &draft));
}

#[test]
fn edits_that_do_not_fit_are_told_and_mended_by_the_whole_text() {
    let desk = newsroom();
    let draft = uri(&desk, "claims/a.md");
    let at = |line: u64, character: u64| json!({"line": line, "character": character});
    let insertion = json!([{"range": {"start": at(0, 0), "end": at(0, 0)}, "text": "x"}]);
    for (version, changes) in [
        (3, json!([{"range": {"start": at(7, 0), "end": at(7, 1)}, "text": "x"}])),
        (3, json!([{"range": {"start": at(0, 9), "end": at(0, 2)}, "text": "x"}])),
        (3, json!([{"range": {"start": at(0, 1), "end": at(0, 1)}, "text": "x"}])),
        (3, json!([{"range": {"start": at(0, 0)}, "text": "x"}])),
        (3, json!("all")),
        (1, insertion.clone()),
    ] {
        let mut editor = Editor::open(&desk, able());
        editor.did_open(&draft, &format!("😀 {WRONG}"));
        assert_eq!(codes(&editor.diagnostics(&draft, 1)), ["misquote"]);
        editor.did_change(&draft, 2, json!([]));
        assert_eq!(codes(&editor.diagnostics(&draft, 2)), ["misquote"]);
        editor.did_change(&draft, version, changes.clone());
        let said = editor.wait(|message| message["method"] == "window/showMessage");
        assert!(said["params"]["message"].as_str().unwrap().contains("saved or opened again"), "{changes}: {said}");
        // What it said of the old text is taken back, and questions are refused.
        let cleared = editor.wait(|message| message["method"] == "textDocument/publishDiagnostics");
        assert_eq!(cleared["params"]["diagnostics"], json!([]), "{changes}");
        let place = json!({"textDocument": {"uri": draft}, "position": at(0, 0)});
        assert_eq!(editor.answer("textDocument/hover", place)["error"]["code"], -32803, "{changes}");
        // More edits of a text that is not known are said nothing of.
        editor.did_change(&draft, 4, insertion.clone());
        // Some editors send the saved text along, some do not.
        let saved = match version {
            1 => json!({"textDocument": {"uri": draft}}),
            _ => json!({"textDocument": {"uri": draft}, "text": RIGHT}),
        };
        desk.write("claims/a.md", RIGHT);
        editor.tell("textDocument/didSave", saved);
        assert!(editor.diagnostics(&draft, 4).is_empty(), "{changes}");
        editor.did_change(&draft, 5, json!([{"text": WRONG}]));
        assert_eq!(codes(&editor.diagnostics(&draft, 5)), ["misquote"], "{changes}");
        assert!(editor.kept("window/showMessage").is_empty(), "{changes}");
    }
}

#[test]
fn the_order_of_a_session() {
    let desk = newsroom();
    let mut editor = Editor::new(&desk);
    editor.did_open(&uri(&desk, "claims/a.md"), WRONG);
    let early = editor.answer("textDocument/hover", json!({}));
    assert_eq!(early["error"]["code"], -32002);
    assert_eq!(editor.answer("shutdown", Value::Null)["error"]["code"], -32002);
    let wrong = editor.answer("initialize", json!({"rootUri": 12}));
    assert_eq!(wrong["error"]["code"], -32602);
    let able = editor.ask("initialize", json!({"capabilities": {}}));
    assert_eq!(able["capabilities"]["textDocumentSync"]["change"], 2);
    assert_eq!(editor.ask("shutdown", Value::Null), Value::Null);
    let late = editor.answer("textDocument/hover", json!({}));
    assert_eq!(late["error"]["code"], -32600);
    assert!(editor.kept("textDocument/publishDiagnostics").is_empty());
    editor.tell("exit", Value::Null);
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn how_a_session_ends() {
    let desk = newsroom();
    // `exit` without `shutdown`, with and without a session; an editor that is gone; one that goes in mid-message.
    let mut editor = Editor::open(&desk, able());
    editor.tell("exit", Value::Null);
    assert_eq!(editor.leave(), Some(1));
    let mut editor = Editor::new(&desk);
    editor.tell("exit", Value::Null);
    assert_eq!(editor.leave(), Some(1));
    assert_eq!(Editor::new(&desk).leave(), Some(0));
    assert_eq!(Editor::open(&desk, able()).leave(), Some(0));
    let mut editor = Editor::open(&desk, able());
    editor.raw(b"Content-Length: 100\r\n\r\n{\"jsonrpc\"");
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn a_question_is_let_go_when_the_text_changes_or_the_editor_no_longer_asks() {
    let desk = newsroom();
    let draft = uri(&desk, "claims/a.md");
    let mut editor = Editor::open(&desk, able());
    // All at once, so that most is asked while the first text is still being checked.
    editor.did_open(&draft, &WRONG.repeat(400));
    let place = json!({"textDocument": {"uri": draft}, "position": {"line": 0, "character": 30}});
    for id in ["one", "two"] {
        editor.say(&json!({"jsonrpc": "2.0", "id": id, "method": "textDocument/hover", "params": place}));
    }
    editor.tell("$/cancelRequest", json!({"id": "one"}));
    editor.did_change(&draft, 2, json!([{"text": WRONG}]));
    for (id, refused) in [("one", -32800), ("two", -32801)] {
        let answer = editor.wait(|message| message["id"] == id);
        // Either it was answered in time, or it says why not.
        assert!(answer["result"].is_object() || answer["error"]["code"] == refused, "{answer}");
    }
    assert!(is_well(&mut editor, &draft));
}
