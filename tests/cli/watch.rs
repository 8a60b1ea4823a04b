//! `--watch`: a real process that checks again when a file changes.

use super::desk::Desk;
use super::run::{program, run, run_in};
use super::{RIGHT, SPEECH, WRONG, newsroom};
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// A run that goes on, ended with the test.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn new(desk: &Desk, args: &[&str]) -> Watching {
        let mut command = program(&desk.root);
        command.args(["--watch", "--format", "short"]).args(args);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
        let (sender, lines) = channel();
        let streams: [Box<dyn Read + Send>; 2] =
            [Box::new(child.stdout.take().unwrap()), Box::new(child.stderr.take().unwrap())];
        for stream in streams {
            let sender = sender.clone();
            std::thread::spawn(move || {
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    let _ = sender.send(line);
                }
            });
        }
        Watching { child, lines }
    }

    /// Waits for lines with each of these words, in any order; both streams are read. Then for the end of the round.
    fn until(&self, words: &[&str]) {
        let mut seen = Vec::new();
        let is_there = |seen: &[String], words: &str| seen.iter().any(|line: &String| line.contains(words));
        while !words.iter().chain(&["watching "]).all(|words| is_there(&seen, words)) {
            match self.lines.recv_timeout(Duration::from_secs(60)) {
                Ok(line) => seen.push(line),
                Err(_) => panic!("{words:?} did not come, only:\n{}", seen.join("\n")),
            }
        }
        assert!(!is_there(&seen, "\u{1b}"), "no terminal, no signs for one: {seen:?}");
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn what_changes_is_checked_again() {
    let desk = newsroom(&[("claims/a.md", RIGHT)]);
    let watching = Watching::new(&desk, &[]);
    watching.until(&["0 errors"]);
    desk.write("claims/a.md", WRONG);
    watching.until(&["claims/a.md:1:31: error[misquote]", "1 error,"]);
    // A draft that comes, a source that changes, a configuration that breaks and holds again.
    desk.write("claims/b.md", WRONG);
    watching.until(&["claims/b.md:1:31: error[misquote]", "2 errors"]);
    desk.write("seeds/speech.txt", SPEECH.replace("masons", "ferrymen"));
    watching.until(&["0 errors"]);
    desk.write("sourceproof.toml", "drats = []");
    watching.until(&["unknown field `drats`"]);
    desk.write("sourceproof.toml", "house = \"house\"\n").write("house/words/en/reporting.toml", "");
    watching.until(&["0 errors"]);
    desk.write("house/words/en/weather.toml", "");
    watching.until(&["no word list has this name"]);
}

#[test]
fn one_draft_by_its_name() {
    let desk = newsroom(&[("claims/a.md", RIGHT), ("claims/b.md", WRONG)]);
    let watching = Watching::new(&desk, &["claims/a.md"]);
    watching.until(&["0 errors"]);
    std::fs::remove_file(desk.root.join("claims/a.md")).unwrap();
    watching.until(&["cannot read claims/a.md: no such file"]);
    desk.write("claims/a.md", WRONG);
    watching.until(&["claims/a.md:1:31: error[misquote]"]);
}

#[test]
fn what_cannot_be_watched() {
    let desk = newsroom(&[("claims/a.md", RIGHT)]);
    let ran = run_in(&desk.root, &["--watch", "-"], &[], RIGHT.as_bytes());
    assert!(ran.code == 2 && ran.err.contains("standard input cannot be watched"), "{ran}");
    let ran = run(&desk, &["--watch", "--fix"]);
    assert!(ran.code == 2 && ran.err.contains("--watch"), "{ran}");
}
