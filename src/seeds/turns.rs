//! Lines that open with a speaker's label to the turns of a transcript.

use super::words::Transcripts;
use crate::text::BlockKind;
use crate::text::Prose;
use crate::text::Zone;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// What one person says until the next one speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The label as written, without its colon, marks and time: `MR. HALE`, `Q`.
    pub speaker: String,
    /// The label and its colon, in bytes of the prose; not part of what is said.
    pub label: Range<usize>,
    /// The words said, in bytes of the prose; they can span several blocks.
    pub range: Range<usize>,
}

/// A label at the start of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// Bytes of the line.
    pub name: Range<usize>,
    /// Byte of the line after the colon and the space that follows.
    pub end: usize,
    /// `Q.` and `A.`, which are labels only where a file has both.
    dotted: bool,
}

/// Longest label in bytes, and most words in it: `The Minister of State for Ports`.
const LONGEST: usize = 56;
const MOST_WORDS: usize = 6;

/// The label that `line` opens with, by its shape.
pub(super) fn label(line: &str, words: &Transcripts) -> Option<Label> {
    let bytes = line.as_bytes();
    // Most lines have neither; a clock and marks can stand before the name.
    let near = &bytes[..bytes.len().min(LONGEST + 32)];
    if !near.contains(&b':') && !line.trim_start().starts_with(['Q', 'A', '*', '_', '>', '[', '(']) {
        return None;
    }
    let skip = |mut at: usize, skipped: &[u8]| {
        while at < bytes.len() && skipped.contains(&bytes[at]) {
            at += 1;
        }
        at
    };
    let mut start = skip(0, b" \t*_>");
    // `[00:12:31] HALE:`, `(00:12) HALE:` and `00:12 HALE:`
    let digits = skip(start, b"[(");
    let clock_end = skip(digits, b"0123456789:.");
    if clock_end > digits + 3 && bytes[digits..clock_end].contains(&b':') {
        start = skip(clock_end, b"]) \t*_-");
    }
    let head = &bytes[start..bytes.len().min(start + LONGEST + 2)];
    if matches!(head, [b'Q' | b'A', b'.', b' ' | b'\t', ..]) {
        return Some(Label { name: start..start + 1, end: skip(start + 2, b" \t"), dotted: true });
    }
    let mut depth = 0;
    let colon = head.iter().position(|byte| {
        depth += i32::from(matches!(byte, b'(' | b'[')) - i32::from(matches!(byte, b')' | b']'));
        *byte == b':' && depth <= 0
    })?;
    let colon = start + colon;
    let after = skip(colon + 1, b"*_");
    if bytes.get(after).is_some_and(|byte| !byte.is_ascii_whitespace() && !line[after..].starts_with('\u{a0}')) {
        return None;
    }
    let mut name = line[start..colon].trim_end_matches(['*', '_', ' ']);
    if let Some(open) = name.find(['(', '[']) {
        if !name.ends_with([')', ']']) {
            return None;
        }
        name = name[..open].trim_end_matches(['*', '_', ' ']);
    }
    is_name(name, words).then(|| Label { name: start..start + name.len(), end: skip(after, b" \t"), dotted: false })
}

fn is_name(name: &str, words: &Transcripts) -> bool {
    if name.is_empty() || words.not_speakers.contains(&name.to_lowercase()) {
        return false;
    }
    let mut count = 0;
    for word in name.split_whitespace() {
        count += 1;
        let first = word.chars().next().unwrap_or(' ');
        // `SPEAKER 2`, not `August 1914`
        let is_number =
            count > 1 && word.len() < 4 && word.trim_start_matches('#').bytes().all(|byte| byte.is_ascii_digit());
        let sound = word.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '\'' | '’' | '-' | '‑' | '&' | ','));
        let is_capital = sound && first.is_uppercase();
        let is_particle = count > 1 && words.particles.contains(word);
        if !(is_number || is_capital || is_particle) {
            return false;
        }
    }
    count <= MOST_WORDS && name.contains(char::is_alphabetic)
}

/// The labels of one file that are speakers.
#[derive(Debug)]
pub(super) struct Speakers {
    names: FxHashMap<String, u32>,
    /// True when most labels are in capitals; a label that stands once must be so too.
    in_capitals: bool,
    dotted: bool,
}

impl Speakers {
    /// Decided by all lines of a file. A transcript has three labels or more, and what follows them is mostly speech;
    /// two labels come back, or one where a third of the lines are labelled, or two carry the title of a person.
    pub fn of<'a>(lines: impl Iterator<Item = &'a str>, words: &Transcripts) -> Option<Speakers> {
        let mut names: FxHashMap<String, u32> = FxHashMap::default();
        let (mut questions, mut answers, mut capitals, mut titled) = (0, 0, 0, 0);
        let (mut all, mut labels, mut speech, mut other) = (0, 0, 0, 0);
        for line in lines {
            all += u32::from(!line.is_empty());
            let Some(found) = label(line, words) else { continue };
            let name = &line[found.name];
            if found.dotted {
                questions += u32::from(name == "Q");
                answers += u32::from(name == "A");
                continue;
            }
            labels += 1;
            capitals += u32::from(!name.contains(char::is_lowercase));
            titled += u32::from(has_title(name, words));
            match is_speech(&line[found.end..]) {
                Some(true) => speech += 1,
                Some(false) => other += 1,
                None => {}
            }
            match names.get_mut(name) {
                Some(count) => *count += 1,
                None => {
                    names.insert(name.to_owned(), 1);
                }
            }
        }
        let dotted = questions >= 2 && answers >= 2;
        let returning = names.values().filter(|count| **count > 1).count();
        let alternate = returning > 1 || (returning == 1 && names.len() > 1 && labels * 3 >= all);
        // Labels on lines of their own leave nothing to tell by; then only capitals are a speaker's.
        let is_said = speech > other || (speech + other == 0 && capitals * 2 > labels);
        let spoken = labels >= 3 && is_said && (alternate || (titled >= 2 && names.len() > 1));
        (dotted || spoken).then_some(Speakers { names, in_capitals: capitals * 2 > labels, dotted })
    }

    /// The label that `line` opens with, when it is one of a speaker.
    pub fn label(&self, line: &str, words: &Transcripts) -> Option<Label> {
        let found = label(line, words)?;
        let name = &line[found.name.clone()];
        if found.dotted {
            return self.dotted.then_some(found);
        }
        // A label that stands once can be the first words of a sentence: `Two things: …`
        let returns = self.names.get(name).is_some_and(|count| *count > 1);
        let alike = name.contains(char::is_lowercase) != self.in_capitals;
        let person = self.in_capitals || has_title(name, words) || name.split_whitespace().count() > 1;
        (returns || (alike && person)).then_some(found)
    }
}

/// Words of a sentence, and not a value (`3 m`) or a title (`The Ferry Sinks`); nothing to tell by when there are none.
fn is_speech(said: &str) -> Option<bool> {
    let mut words = 0;
    let (mut low, mut ends) = (0, false);
    for word in said.split_whitespace() {
        words += 1;
        low += u32::from(word.starts_with(char::is_lowercase));
        ends |= word.ends_with(['.', '?', '!', '…', '。', '”', '"', ',']) && word.contains(char::is_alphabetic);
    }
    (words > 0).then_some(ends || (words >= 4 && low * 3 >= words * 2))
}

fn has_title(name: &str, words: &Transcripts) -> bool {
    let lower = name.to_lowercase();
    let first = lower.split_whitespace().next().unwrap_or("").trim_end_matches('.');
    words.titles.contains(first) || words.titles.contains(lower.as_str())
}

/// The turns in `prose`; headings and furniture end one.
pub(super) fn turns(prose: &Prose, speakers: &Speakers, words: &Transcripts) -> Vec<Turn> {
    let mut found: Vec<Turn> = Vec::new();
    let mut open = false;
    for block in &prose.blocks {
        if block.kind == BlockKind::Heading || matches!(block.zone, Zone::Header | Zone::Furniture | Zone::Byline) {
            open = false;
            continue;
        }
        let mut at = block.range.start;
        for line in prose.slice(&block.range).split_inclusive('\n') {
            if let Some(label) = speakers.label(line, words) {
                let said = at + label.end.min(line.len());
                let shown = line[label.name.start..label.end].trim_end();
                found.push(Turn {
                    speaker: line[label.name.clone()].to_owned(),
                    label: at + label.name.start..at + label.name.start + shown.len(),
                    range: said..said,
                });
                open = true;
            }
            at += line.len();
            let text = line.trim_end();
            if let Some(turn) = found.last_mut().filter(|_| open) {
                turn.range.end = (at - (line.len() - text.len())).max(turn.range.end);
            }
        }
    }
    for turn in &mut found {
        let said = prose.slice(&turn.range);
        turn.range.start += said.len() - said.trim_start().len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::words::Words;
    use super::*;
    use crate::text::Lists;

    #[test]
    fn labels() {
        let words = Words::new(&Lists::default()).unwrap().transcripts;
        for (line, name) in [
            ("HALE: We left.", "HALE"),
            ("MR. HALE: We left.", "MR. HALE"),
            ("Ana Tan: We left.", "Ana Tan"),
            ("**Ana Tan:** We left.", "Ana Tan"),
            ("**Ana Tan**: We left.", "Ana Tan"),
            ("[00:12:31] SPEAKER 2: We left.", "SPEAKER 2"),
            ("ANA TAN (Labour): We left.", "ANA TAN"),
            ("Ana Tan (00:12): We left.", "Ana Tan"),
            ("The Minister for Ports: We left.", "The Minister for Ports"),
            ("Q: Why?", "Q"),
            ("A. Because.", "A"),
            (">> TAN: We left.", "TAN"),
            ("Ana Tan:", "Ana Tan"),
            ("O’Hale-Berg: no", "O’Hale-Berg"),
            ("The ferry left at 10:30 from Porto.", ""),
            ("https://port.example", ""),
            ("He said: no", ""),
            ("Subject: ferry", ""),
            ("12:30: lunch", ""),
            ("It was “Hale: the film”.", ""),
            (":", ""),
        ] {
            let found = label(line, &words).map_or("", |label| &line[label.name]);
            assert_eq!(found, name, "{line}");
        }
    }

    #[test]
    fn what_is_a_transcript() {
        let words = Words::new(&Lists::default()).unwrap().transcripts;
        for (text, expected) in [
            ("HALE:\nWhy?\nTAN:\nIt sank.\nHALE:\nSo?", true),
            ("Size:\n3 m\nType:\nferry\nSize:\n9 m\nType:\nbarge", false),
            ("HALE: Why?\nTAN: It sank.\nHALE: When\nwas that?", true),
            (
                "Left early.\nHALE: Why?\nTAN: It sank.\nIt was old.\nIt leaked.\nIt was bad.\nHALE: So?\nNo.\nYes.\nNo.",
                false,
            ),
            ("Size: 3 m\nType: Ferry\nSize: 9 m\nType: Barge", false),
            ("Review: The Ferry Sinks\nTalk: The Old Port\nReview: A Bridge\nTalk: The Tide", false),
            ("May 1914: It sank.\nJune 1914: It rose.\nMay 1914: It sank.\nJune 1914: So.", false),
            ("Q. a\nA. b\nQ. c\nA. d", true),
            ("MR. HALE: No.\nMS. TAN: Yes.\nDR. BERG: So what?", true),
            ("Reach: a\nDepth: b\nHarbours: c", false),
            ("A. Tan left.\nQ. Why?\nA. Berg stayed.", false),
            ("HALE: a\nTAN: b", false),
            ("The mayor left.", false),
        ] {
            assert_eq!(Speakers::of(text.lines(), &words).is_some(), expected, "{text}");
        }
    }
}
