//! From a keystroke in an editor to its diagnostics: `cargo bench --bench keystroke [WORDS]`.
//!
//! A draft of 5,000 words that cites 40 sources of 7 KB, most of them once, and one in which every sentence is cited.
//! The program serves as it does an editor; a letter is typed in the middle of the draft, again and again, and the
//! clock stops when the diagnostics of that text have come.

mod made;

use made::Dice;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

const SIZE: usize = 7_000;
const SEEDS: usize = 40;
const KEYSTROKES: usize = 60;

fn main() {
    let asked = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let words: usize = asked.unwrap_or(5_000);
    let folder = std::env::temp_dir().join(format!("sourceproof-keystroke-{}", std::process::id()));
    let texts: Vec<String> = (0..SEEDS).map(|number| made::text(number as u64, SIZE)).collect();
    for name in ["claims", "seeds"] {
        std::fs::create_dir_all(folder.join(name)).expect("the folder for temporary files can be written");
    }
    std::fs::write(folder.join("sourceproof.toml"), "").expect("it was made above");
    for (number, text) in texts.iter().enumerate() {
        std::fs::write(folder.join(format!("seeds/seed_{number}.txt")), text).expect("it was made above");
    }
    println!(
        "{:<44} {:>8} {:>9} {:>9} {:>9}",
        "from a keystroke to its diagnostics", "claims", "shortest", "median", "longest"
    );
    for (name, every) in [("some of it cited", false), ("every sentence cited", true)] {
        let draft = draft(words, &texts, every);
        let claims = draft.matches("[@").count();
        let mut times = type_in(&folder, &draft);
        times.sort_unstable();
        let shown = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1e3);
        let name = format!("{words} words, {SEEDS} sources, {name}");
        let (first, middle, last) = (times[0], times[times.len() / 2], times[times.len() - 1]);
        println!("{name:<44} {claims:>8} {:>9} {:>9} {:>9}", shown(first), shown(middle), shown(last));
    }
    std::fs::remove_dir_all(&folder).expect("the folder was made above");
}

/// Sentences of the sources, some with another word; each source is cited once, or every sentence cites one.
fn draft(words: usize, texts: &[String], every: bool) -> String {
    let mut dice = Dice::new(7);
    let mut draft = String::from("---\ndate: 2020-03-02\n---\n\n# What was said\n\n");
    let (mut written, mut cited, mut sentences) = (0, 0, 0);
    let apart = words / 17 / texts.len();
    while written < words {
        let seed = if every { dice.roll(texts.len()) } else { cited % texts.len() };
        let paragraphs: Vec<&str> = texts[seed].split("\n\n").filter(|text| !text.is_empty()).collect();
        let choices: Vec<&str> = paragraphs[dice.roll(paragraphs.len())].split_inclusive(". ").collect();
        let sentence = choices[dice.roll(choices.len())].trim_end_matches(['.', ' ']);
        if sentence.contains('“') != sentence.contains('”') {
            continue;
        }
        let mut said: Vec<&str> = sentence.split(' ').collect();
        if dice.chance(10) && said.len() > 4 {
            let at = 2 + dice.roll(said.len() - 3);
            said[at] = "never";
        }
        written += said.len();
        sentences += 1;
        let is_cited = every || (sentences % apart.max(1) == 0 && cited < texts.len());
        cited += usize::from(is_cited);
        let mark = if is_cited { format!(" [@seed_{seed}]") } else { String::new() };
        let end = if dice.chance(25) { "\n\n" } else { " " };
        let _ = write!(draft, "{}{mark}.{end}", said.join(" "));
    }
    draft
}

/// The times of `KEYSTROKES` keystrokes.
fn type_in(folder: &Path, draft: &str) -> Vec<Duration> {
    let mut editor = Editor::new(folder);
    let uri = format!("file://{}/claims/draft.md", folder.display());
    let capabilities =
        json!({"textDocument": {"publishDiagnostics": {"relatedInformation": true, "versionSupport": true}}});
    let parameters = json!({"capabilities": capabilities, "rootUri": format!("file://{}", folder.display())});
    editor.say(&json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": parameters}));
    let document = json!({"uri": uri, "languageId": "markdown", "version": 0, "text": draft});
    editor.tell("textDocument/didOpen", json!({"textDocument": document}));
    editor.diagnostics(0);
    let line = draft.lines().count() / 2;
    (1..=KEYSTROKES)
        .map(|version| {
            let at = json!({"line": line, "character": version - 1});
            let change = json!({"range": {"start": at, "end": at}, "text": "a"});
            let start = Instant::now();
            let document = json!({"uri": uri, "version": version});
            editor.tell("textDocument/didChange", json!({"textDocument": document, "contentChanges": [change]}));
            editor.diagnostics(version);
            start.elapsed()
        })
        .collect()
}

/// The least of an editor.
struct Editor {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Editor {
    fn new(folder: &Path) -> Editor {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sourceproof"));
        let command = command.arg("lsp").current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("the program was built beside this bench");
        let input = child.stdin.take().expect("it was piped");
        let output = BufReader::new(child.stdout.take().expect("it was piped"));
        Editor { child, input, output }
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.say(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    fn say(&mut self, message: &Value) {
        let body = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("the program reads");
        self.input.flush().expect("the program reads");
    }

    /// Waits for the diagnostics of a version.
    fn diagnostics(&mut self, version: usize) {
        loop {
            let mut length = 0;
            loop {
                let mut line = String::new();
                self.output.read_line(&mut line).expect("the program writes");
                match line.trim_end().strip_prefix("Content-Length: ") {
                    Some(number) => length = number.parse().expect("a length is a number"),
                    None => break,
                }
            }
            let mut body = vec![0; length];
            self.output.read_exact(&mut body).expect("the program writes");
            let message: Value = serde_json::from_slice(&body).expect("the program writes JSON");
            let is_it = message["method"] == "textDocument/publishDiagnostics";
            if is_it && message["params"]["version"] == version {
                return;
            }
        }
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
