//! Plain text to a [`Draft`]: paragraphs between blank lines; keys, inline notes and comments on lines of their own.

use super::Draft;
use super::FrontMatter;
use super::assemble::Assembly;
use super::assemble::Place;
use super::assemble::Waiting;
use super::directive::directive;
use super::run::Piece;
use super::run::Run;
use crate::text::Splitter;
use crate::text::Text;
use std::ops::Range;
use std::sync::Arc;

pub(super) fn read(text: Arc<Text>, splitter: &Splitter) -> Draft {
    let shared = text.clone();
    let mut reader = Reader {
        assembly: Assembly::new(&shared.content, false),
        run: Run::default(),
        pending: Vec::new(),
        previous: None,
        last_closed: None,
    };
    let ends = shared.line_starts().iter().skip(1).map(|start| *start as usize).chain([shared.content.len()]);
    let mut at = 0;
    for end in ends {
        reader.line(&shared.content[at..end], at);
        at = end;
    }
    reader.flush();
    for waiting in std::mem::take(&mut reader.pending) {
        reader.assembly.settle(&waiting, None);
    }
    reader.assembly.finish(text, FrontMatter::default(), splitter)
}

struct Reader<'a> {
    assembly: Assembly<'a>,
    run: Run,
    pending: Vec<Waiting>,
    previous: Option<usize>,
    last_closed: Option<Range<usize>>,
}

impl Reader<'_> {
    fn line(&mut self, line: &str, at: usize) {
        let letters = line.trim();
        if letters.is_empty() {
            return self.flush();
        }
        let start = at + (line.len() - line.trim_start().len());
        let comment = start..start + letters.len();
        let is_comment = letters.starts_with("<!--") && letters.find("-->") == Some(letters.len() - 3);
        if is_comment && directive(self.assembly.content, &comment).is_some() {
            self.flush();
            let before = self.last_closed.clone();
            self.pending.extend(self.assembly.own_comment(comment, before));
            return;
        }
        if !self.run.is_empty() {
            let end = self.run.extent().end;
            self.run.push("\n", end..start, Piece::Replace);
        }
        self.run.push(letters, comment, Piece::Copy);
    }

    fn flush(&mut self) {
        let run = std::mem::take(&mut self.run);
        if run.is_empty() {
            return;
        }
        let extent = run.extent();
        let lead_in = self.previous.filter(|block| self.assembly.ends_in_colon[*block]);
        let first = self.assembly.blocks;
        let place = Place { lead_in, ..Place::default() };
        self.previous = self.assembly.flush(run, &place, extent.clone());
        for waiting in std::mem::take(&mut self.pending) {
            self.assembly.settle(&waiting, Some((first..self.assembly.blocks, extent.clone())));
        }
        self.last_closed = Some(extent);
    }
}
