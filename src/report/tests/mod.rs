//! What each format looks like, on drafts and sources made up for it.

mod any;
mod exchange;
mod formats;
mod pictures;

use super::human;
use crate::findings::{Finding, Level, Place, Run};
use crate::text::Span;
use crate::text::Text;
use std::sync::Arc;

fn text(path: &str, content: &str) -> Arc<Text> {
    Arc::new(Text::from_bytes(path, content.as_bytes().to_vec()))
}

/// The first place where `words` stand in `text`.
#[track_caller]
fn place(text: &Arc<Text>, words: &str, label: &str) -> Place {
    let start = text.content.find(words).expect("the words stand in the text");
    Place::new(text, Span::new(&text.content, start, start + words.len()).unwrap(), label)
}

fn whole(text: &Arc<Text>) -> Span {
    Span::new(&text.content, 0, text.content.len()).unwrap()
}

fn error(rule: &'static str, draft: Place, message: &str) -> Finding {
    let claim = whole(&draft.text);
    let mut finding = Finding::new(rule, draft, claim, message);
    finding.level = Level::Error;
    finding
}

fn run(findings: Vec<Finding>) -> Run {
    Run { findings, ..Run::default() }
}

/// The pictures without the closing lines.
fn drawn(run: &Run, width: usize) -> String {
    let mut out = Vec::new();
    human::write(&mut out, run, width, false).unwrap();
    let out = String::from_utf8(out).unwrap();
    out[..out.rfind("0 drafts").unwrap()].to_owned()
}
