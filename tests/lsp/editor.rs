//! An editor of a few lines: raw messages to the program and back.

use super::desk::Desk;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// So long that only a program that will never answer is given up.
const PATIENCE: Duration = Duration::from_secs(120);

pub struct Editor {
    child: Child,
    input: Option<ChildStdin>,
    inbox: Receiver<Value>,
    /// What came and was not asked for yet.
    kept: Vec<Value>,
    requests: u64,
    root: String,
}

/// An address as an editor writes it.
pub fn uri(desk: &Desk, path: &str) -> String {
    format!("file://{}/{path}", desk.root.display())
}

/// What a present-day editor can do.
pub fn able() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-16"]},
        "textDocument": {
            "publishDiagnostics": {"relatedInformation": true, "versionSupport": true},
            "hover": {"contentFormat": ["markdown"]},
        },
        "workspace": {"workspaceEdit": {"documentChanges": true}},
    })
}

impl Editor {
    /// Before `initialize`.
    pub fn new(desk: &Desk) -> Editor {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sourceproof"));
        command.arg("lsp").current_dir(&desk.root).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("the program runs");
        let output = BufReader::new(child.stdout.take().expect("it was piped"));
        let (send, inbox) = channel();
        std::thread::spawn(move || {
            let mut output = output;
            while let Some(message) = read(&mut output) {
                let _ = send.send(message);
            }
        });
        let input = child.stdin.take();
        Editor { child, input, inbox, kept: Vec::new(), requests: 0, root: uri(desk, "") }
    }

    /// With the desk's folder open, and what `able` says.
    pub fn open(desk: &Desk, able: Value) -> Editor {
        let mut editor = Editor::new(desk);
        let root = editor.root.trim_end_matches('/').to_owned();
        editor.ask("initialize", json!({"processId": null, "rootUri": root, "capabilities": able}));
        editor.tell("initialized", json!({}));
        editor
    }

    pub fn raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("it is open");
        // A program that has ended no longer reads.
        let _ = input.write_all(bytes).and_then(|()| input.flush());
    }

    pub fn say(&mut self, message: &Value) {
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub fn tell(&mut self, method: &str, params: Value) {
        self.say(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// The whole answer to a request.
    pub fn answer(&mut self, method: &str, params: Value) -> Value {
        self.requests += 1;
        let id = self.requests;
        self.say(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        self.wait(|message| message["id"] == id && message.get("method").is_none())
    }

    /// The result of a request that is answered well.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        let mut answer = self.answer(method, params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].take()
    }

    pub fn did_open(&mut self, uri: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": "markdown", "version": 1, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": document}));
    }

    pub fn did_change(&mut self, uri: &str, version: i64, changes: Value) {
        let document = json!({"uri": uri, "version": version});
        self.tell("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    /// The diagnostics of a version of a document.
    pub fn diagnostics(&mut self, uri: &str, version: i64) -> Vec<Value> {
        let mut found = self.wait(|message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri
                && message["params"]["version"] == version
        });
        match found["params"]["diagnostics"].take() {
            Value::Array(diagnostics) => diagnostics,
            other => panic!("diagnostics are a list: {other}"),
        }
    }

    /// The first message that fits; those before it are kept.
    pub fn wait(&mut self, fits: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.kept.iter().position(&fits) {
            return self.kept.remove(at);
        }
        loop {
            let kept = &self.kept;
            let message =
                self.inbox.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no such message; came: {kept:#?}"));
            if fits(&message) {
                return message;
            }
            self.kept.push(message);
        }
    }

    /// Messages of a method that came and that nobody waited for.
    pub fn kept(&self, method: &str) -> Vec<&Value> {
        self.kept.iter().filter(|message| message["method"] == method).collect()
    }

    /// Closes the input; gives the exit code.
    pub fn leave(mut self) -> Option<i32> {
        self.input = None;
        self.child.wait().expect("the program ends").code()
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().strip_prefix("Content-Length: ") {
            Some(number) => length = number.parse().ok(),
            None => break,
        }
    }
    let mut body = vec![0; length?];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

/// `text` after the edits of one document, as an editor with UTF-16 makes them.
pub fn edited(text: &str, edits: &Value) -> String {
    let mut edits: Vec<(usize, usize, &str)> = edits
        .as_array()
        .expect("edits are a list")
        .iter()
        .map(|edit| {
            let place = |side: &str| offset(text, &edit["range"][side]);
            (place("start"), place("end"), edit["newText"].as_str().expect("words"))
        })
        .collect();
    edits.sort();
    let mut edited = text.to_owned();
    for (start, end, words) in edits.into_iter().rev() {
        edited.replace_range(start..end, words);
    }
    edited
}

/// The words of `text` at a range.
pub fn words<'a>(text: &'a str, range: &Value) -> &'a str {
    &text[offset(text, &range["start"])..offset(text, &range["end"])]
}

fn offset(text: &str, place: &Value) -> usize {
    let (line, character) = (place["line"].as_u64().unwrap() as usize, place["character"].as_u64().unwrap() as usize);
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let mut units = 0;
    let letters = text[start..].char_indices().map(|(at, letter)| {
        let here = units;
        units += letter.len_utf16();
        (at, here)
    });
    let end = text.len() - start;
    start + letters.chain([(end, character)]).find(|(_, units)| *units >= character).map_or(end, |(at, _)| at)
}
