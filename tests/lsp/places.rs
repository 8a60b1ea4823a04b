//! Hover, definition and hints: what is shown of a place, and where it leads.

use super::editor::{Editor, able, uri, words};
use super::{RIGHT, SPEECH, WRONG, everything, newsroom};
use serde_json::{Value, json};

fn at(uri: &str, text: &str, word: &str) -> Value {
    let offset = text.find(word).unwrap_or_else(|| panic!("{word} is not there"));
    let start = text[..offset].rfind('\n').map_or(0, |line| line + 1);
    let line = text[..offset].matches('\n').count();
    json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": text[start..offset].encode_utf16().count()}})
}

#[test]
fn hover_shows_the_passage_and_each_fact() {
    let desk = newsroom();
    let draft = uri(&desk, "claims/a.md");
    let mut editor = Editor::open(&desk, able());
    let text = format!("# A\n\n{WRONG}\nNobody is cited here.\n");
    editor.did_open(&draft, &text);
    let shown = editor.ask("textDocument/hover", at(&draft, &text, "ferrymen"));
    let page = shown["contents"]["value"].as_str().unwrap();
    assert_eq!(shown["contents"]["kind"], "markdown");
    assert_eq!(words(&text, &shown["range"]), "ferrymen");
    for part in
        ["**error\\[misquote\\]**", "**differs**, support", "for the masons", "- name Ada Lorne: agrees", "- quote"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    // On the mark behind the full stop the claim before it is shown.
    let shown = editor.ask("textDocument/hover", at(&draft, &text, "@speech"));
    assert!(shown["contents"]["value"].as_str().unwrap().contains("**differs**"), "{shown}");
    assert_eq!(editor.ask("textDocument/hover", at(&draft, &text, "Nobody")), Value::Null);
}

#[test]
fn words_of_a_source_are_no_markdown() {
    let desk = newsroom();
    desk.write(
        "seeds/speech.txt",
        "Mayor Ada Lorne [said](command:x) <img src=x> `it` rained at the river all morning.\n",
    );
    let draft = uri(&desk, "claims/a.md");
    let text = "Mayor Ada Lorne said it rained at the river all morning [@speech].\n";
    for (able, expected) in [
        (able(), "\\[said\\](command\\:x) \\<img src=x\\> \\`it\\`"),
        (json!({}), "[said](command:x) <img src=x> `it`"),
    ] {
        let mut editor = Editor::open(&desk, able);
        editor.did_open(&draft, text);
        let shown = editor.ask("textDocument/hover", at(&draft, text, "morning"));
        assert!(shown["contents"]["value"].as_str().unwrap().contains(expected), "{shown}");
    }
}

#[test]
fn definitions_lead_to_the_passage() {
    let desk = newsroom();
    desk.write("seeds/rain.txt", "A note.\n\nThe rain filled the cellars of the old mill by noon.\n");
    let draft = uri(&desk, "claims/a.md");
    let mut editor = Editor::open(&desk, able());
    let text = format!(
        "{RIGHT}\nThe rain filled the cellars of the old mill by noon [@speech; @rain].\n\nIt rained.[^n]\n\nNobody is cited here.\n\n[^n]: seeds/rain.txt:3\n"
    );
    editor.did_open(&draft, &text);
    let rain = std::fs::read_to_string(desk.root.join("seeds/rain.txt")).unwrap();
    let mut leads = |word: &str| -> Vec<String> {
        let found = editor.ask("textDocument/definition", at(&draft, &text, word));
        let places = found.as_array().unwrap().iter().map(|place| {
            let address = place["uri"].as_str().unwrap();
            let (name, source) =
                if address.ends_with("rain.txt") { ("rain", rain.as_str()) } else { ("speech", SPEECH) };
            format!("{name}: {}", words(source, &place["range"]))
        });
        places.collect()
    };
    let quotation = "speech: We built this bridge for the masons and their children";
    let sentence = "rain: The rain filled the cellars of the old mill by noon.";
    // From a mark, from the claim, from a key of two, from a note and its definition.
    assert_eq!(leads("[@speech]"), [quotation]);
    assert_eq!(leads("filled"), [sentence]);
    assert_eq!(leads("@rain"), [sentence]);
    assert_eq!(leads("[@speech; ")[1..], [sentence]);
    assert_eq!(leads("[^n]"), [sentence]);
    assert_eq!(leads("seeds/rain.txt:3"), [sentence]);
    assert_eq!(leads("children")[0].split_at(6).0, "speech");
    assert!(leads("cited").is_empty());
}

#[test]
fn hints_say_how_each_claim_stands() {
    let desk = newsroom();
    let draft = uri(&desk, "claims/a.md");
    let mut editor = Editor::open(&desk, able());
    let text = format!("{RIGHT}\n😀 {WRONG}\nThe council sold the fleet in secret [@speech].\n\nIt rained [@gone].\n");
    editor.did_open(&draft, &text);
    let ask = json!({"textDocument": {"uri": draft}, "range": everything()});
    let hints = editor.ask("textDocument/inlayHint", ask);
    let shown: Vec<(String, &str)> = hints
        .as_array()
        .unwrap()
        .iter()
        .map(|hint| {
            let start = json!({"line": hint["position"]["line"], "character": 0});
            let before = words(&text, &json!({"start": start, "end": hint["position"]}));
            let last = before.trim_end_matches(|letter: char| !letter.is_alphanumeric()).rsplit(' ').next().unwrap();
            (hint["label"].as_str().unwrap().split(' ').next().unwrap().to_owned(), last)
        })
        .collect();
    let expected = [("agrees", "Lorne"), ("differs", "Lorne"), ("unsupported", "[@speech"), ("unchecked", "[@gone")];
    assert_eq!(shown, expected.map(|(label, last)| (label.to_owned(), last)));
    // Only those of the range that is on the screen.
    let line = json!({"start": {"line": 2, "character": 0}, "end": {"line": 3, "character": 0}});
    let hints = editor.ask("textDocument/inlayHint", json!({"textDocument": {"uri": draft}, "range": line}));
    assert_eq!(hints.as_array().unwrap().len(), 1);
}

#[test]
fn an_editor_that_counts_bytes() {
    let desk = newsroom();
    let draft = uri(&desk, "claims/a.md");
    let text = format!("😀 é {WRONG}");
    for (offered, expected) in [
        (json!(["utf-8", "utf-16"]), text.find("ferrymen").unwrap()),
        (json!(["utf-32"]), text[..text.find("ferrymen").unwrap()].encode_utf16().count()),
        (json!(null), text[..text.find("ferrymen").unwrap()].encode_utf16().count()),
    ] {
        let mut able = able();
        able["general"]["positionEncodings"] = offered;
        let mut editor = Editor::open(&desk, able);
        editor.did_open(&draft, &text);
        let found = editor.diagnostics(&draft, 1);
        assert_eq!(found[0]["range"]["start"]["character"], expected);
        // An edit is counted in the same way.
        let end = json!({"line": 0, "character": expected + "ferrymen".len()});
        let range = json!({"start": found[0]["range"]["start"], "end": end});
        editor.did_change(&draft, 2, json!([{"range": range, "text": "masons"}]));
        assert!(editor.diagnostics(&draft, 2).is_empty());
    }
}
