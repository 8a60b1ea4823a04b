//! Plain text to prose: header, paragraphs, asides, crossheads, and what stands between them left out.

use super::dateline::dateline;
use super::header::Header;
use super::header::header;
use super::lines::is_in_capitals;
use super::lines::lines;
use super::marks::Mark;
use super::marks::MarkKind;
use super::marks::marks;
use super::pages::page_furniture;
use super::paragraphs::Paragraph;
use super::paragraphs::bullet;
use super::paragraphs::paragraphs;
use super::seed::Heading;
use super::seed::Numbered;
use super::turns::Speakers;
use super::words::Voice;
use super::words::Words;
use crate::text::BlockKind;
use crate::text::Prose;
use crate::text::ProseBuilder;
use crate::text::Splitter;
use crate::text::Zone;
use std::ops::Range;

/// A seed's text in blocks, before headlines, bylines and furniture are told apart.
#[derive(Debug, Default)]
pub(super) struct Projection {
    pub prose: Prose,
    pub header: Option<Header>,
    pub speakers: Option<Speakers>,
    pub paragraphs: Vec<Numbered>,
    pub headings: Vec<Heading>,
}

/// Datelines stand in this many first paragraphs, or nowhere: an editor's line or a picture's can stand before.
pub(super) const DATELINES: usize = 6;

pub(super) fn project(content: &str, words: &Words, splitter: &Splitter) -> Projection {
    let mut lines = lines(content);
    let mut marks = marks(content, words);
    let header = header(content, &lines, &marks, &words.messages);
    let is_telegram = header.as_ref().is_some_and(|header| header.is_telegram);
    let body = header.as_ref().map_or(0, |header| header.end);
    let mut writer = Writer {
        content,
        words,
        is_telegram,
        builder: ProseBuilder::default(),
        voices: Vec::new(),
        paragraphs: Vec::new(),
        open_at: 0,
        block_at: 0,
    };
    let first = lines.partition_point(|line| line.end.max(line.start) < body || (line.end == body && !line.is_blank()));
    for line in lines[..first].iter().chain(lines.get(first).filter(|line| line.start < body)) {
        let text = content[line.start..line.end.min(body)].trim_end();
        writer.builder.open(BlockKind::Paragraph, Zone::Header);
        writer.builder.copy(text, line.start);
        writer.builder.close();
    }
    lines.drain(..first);
    if let Some(line) = lines.first_mut().filter(|line| line.start < body) {
        line.start = line.end.min(body);
    }
    let speakers =
        if is_telegram { None } else { Speakers::of(lines.iter().map(|line| line.text(content)), &words.transcripts) };
    let furniture = page_furniture(&lines, content, &words.furniture);
    let (paragraphs, breaks) = paragraphs(content, &lines, &furniture, speakers.as_ref(), words);
    marks.retain(|mark| mark.range.start >= body);
    let marks = merge(marks, breaks);
    let numbered = numbered_paragraphs(content, &paragraphs);
    let mut signature = is_telegram.then(|| signature(content, body)).flatten();
    if let Some(range) = &signature
        && marks.iter().any(|mark| mark.range.start < range.end && range.start < mark.range.end)
    {
        signature = None;
    }
    let mut next_mark = 0;
    for (index, paragraph) in paragraphs.iter().enumerate() {
        while marks.get(next_mark).is_some_and(|mark| mark.range.end <= paragraph.range.start) {
            writer.between(&marks[next_mark]);
            next_mark += 1;
        }
        let first = next_mark;
        while marks.get(next_mark).is_some_and(|mark| mark.range.start < paragraph.range.end) {
            next_mark += 1;
        }
        let label = numbered.get(index).copied().flatten();
        writer.paragraph(paragraph, &marks[first..next_mark], index < DATELINES, label, signature.clone());
    }
    writer.builder.close();
    let paragraphs = writer.paragraphs;
    let prose = writer.builder.finish(splitter);
    Projection { prose, header, speakers, paragraphs, headings: Vec::new() }
}

/// Marks and page breaks in one order; a mark that touches a break gives way.
fn merge(marks: Vec<Mark>, breaks: Vec<Range<usize>>) -> Vec<Mark> {
    if breaks.is_empty() {
        return marks;
    }
    let breaks = breaks.into_iter().map(|range| Mark { range, kind: MarkKind::PageBreak });
    let mut all: Vec<Mark> = marks.into_iter().chain(breaks).collect();
    all.sort_by_key(|mark| (mark.range.start, mark.range.end));
    let mut end = 0;
    all.retain(|mark| {
        let sound = mark.range.start >= end;
        if sound {
            end = mark.range.end;
        }
        sound
    });
    all
}

/// The number that each paragraph opens with and how long it is, where three paragraphs or more count on: `7. `, `8. `, `9. `
fn numbered_paragraphs(content: &str, paragraphs: &[Paragraph]) -> Vec<Option<(u32, usize)>> {
    let number = |paragraph: &Paragraph| {
        let text = &content[paragraph.range.clone()];
        let digits = text.bytes().take(4).take_while(u8::is_ascii_digit).count();
        let rest = text.get(digits..)?.strip_prefix(['.', ')']).filter(|_| (1..=3).contains(&digits))?;
        let space = rest.len() - rest.trim_start_matches([' ', '\t', '\u{a0}']).len();
        (space > 0).then(|| Some((text[..digits].parse().ok()?, digits + 1 + space))).flatten()
    };
    let found: Vec<Option<(u32, usize)>> = paragraphs.iter().map(number).collect();
    let mut kept = vec![None; found.len()];
    let mut run: Vec<usize> = Vec::new();
    for (index, label) in found.iter().enumerate() {
        let Some((value, _)) = label else { continue };
        let counts_on = run.last().and_then(|last| found[*last]).is_some_and(|(last, _)| last + 1 == *value);
        if !counts_on {
            run.clear();
        }
        run.push(index);
        match run.len() {
            0..=2 => {}
            3 => run.iter().for_each(|at| kept[*at] = found[*at]),
            _ => kept[index] = found[index],
        }
    }
    kept
}

/// The last word of a telegram when it is a surname of the header in capitals: whoever signed it.
fn signature(content: &str, body: usize) -> Option<Range<usize>> {
    let text = content[body..].trim_end();
    let letters = text.bytes().rev().take(24).take_while(|byte| byte.is_ascii_uppercase() || *byte == b'-').count();
    let start = text.len() - letters;
    let name = &text[start..];
    let before = text[..start].trim_end();
    let set_off = before.ends_with(['.', ')', '!', '?', '"']) || text[before.len()..start].contains('\n');
    if letters < 3 || !set_off {
        return None;
    }
    let mut named = content[..body].split(|c: char| !c.is_alphabetic() && c != '-');
    named.any(|word| word.eq_ignore_ascii_case(name)).then_some(body + start..body + text.len())
}

struct Writer<'a> {
    content: &'a str,
    words: &'a Words,
    is_telegram: bool,
    builder: ProseBuilder,
    /// Asides that are open, and whether each goes on after its paragraph.
    voices: Vec<(Voice, bool)>,
    paragraphs: Vec<Numbered>,
    /// Byte of prose where the paragraph at hand starts, and where its block does.
    open_at: usize,
    block_at: usize,
}

impl Writer<'_> {
    fn zone(&self) -> Zone {
        match self.voices.last() {
            Some((Voice::Note, _)) => Zone::Note,
            Some((Voice::Comment, _)) => Zone::Comment,
            _ => Zone::Body,
        }
    }

    /// A mark that stands in no paragraph still opens or closes an aside.
    fn between(&mut self, mark: &Mark) {
        match mark.kind {
            MarkKind::Open { voice, closed: true } => self.voices.push((voice, true)),
            MarkKind::Close(voice) => self.close_voice(voice),
            _ => {}
        }
    }

    fn close_voice(&mut self, voice: Voice) {
        if let Some(at) = self.voices.iter().rposition(|(open, _)| *open == voice) {
            self.voices.truncate(at);
        }
    }

    fn paragraph(
        &mut self,
        paragraph: &Paragraph,
        marks: &[Mark],
        may_have_dateline: bool,
        label: Option<(u32, usize)>,
        signature: Option<Range<usize>>,
    ) {
        let Range { start, end } = paragraph.range;
        let mut at = start;
        let starts_with_mark = marks.first().is_some_and(|mark| mark.range.start <= start);
        self.start_numbered(label.map(|(number, _)| number));
        if let Some((_, length)) = label {
            at += length;
        } else if paragraph.kind == BlockKind::Item && !starts_with_mark {
            at += bullet(&self.content[start..end]).unwrap_or(0);
        }
        let own_kind = match paragraph.kind {
            // A crosshead of a telegram is a line in capitals; `seed::zones` looks at those of other texts.
            BlockKind::Paragraph if self.is_telegram && is_crosshead_line(&self.content[start..end]) => {
                BlockKind::Heading
            }
            kind => kind,
        };
        let zone = if own_kind == BlockKind::Heading { Zone::Headline } else { self.zone() };
        if may_have_dateline && zone == Zone::Body {
            let limit = marks.first().map_or(end, |mark| mark.range.start.max(at));
            if let Some(found) = dateline(&self.content[at..limit], self.words) {
                self.open(own_kind, Zone::Dateline);
                self.copy(at..at + found.end);
                at += found.story;
            }
        }
        self.open(own_kind, zone);
        for mark in marks {
            let Range { start: from, end: to } = mark.range;
            let from = from.max(at);
            let to = to.max(from);
            match mark.kind {
                MarkKind::NoteCall => self.copy(at..from),
                MarkKind::PageBreak if to >= end => self.copy(at..from),
                MarkKind::PageBreak => {
                    self.copy(at..from);
                    if self.builder.length() > self.block_at {
                        self.builder.replace(" ", from..to);
                    }
                }
                MarkKind::Paragraph(number) => {
                    let crosshead = self.crosshead(at, from);
                    self.copy_trimmed(at..crosshead.start);
                    if !crosshead.is_empty() {
                        self.open(BlockKind::Heading, Zone::Headline);
                        self.copy(crosshead);
                    }
                    self.builder.close();
                    self.end_paragraph_voices();
                    self.start_numbered(number);
                    self.open(BlockKind::Paragraph, self.zone());
                }
                MarkKind::Open { closed: false, .. } if !self.is_telegram => continue,
                MarkKind::Open { voice, closed } => {
                    self.copy_trimmed(at..from);
                    self.voices.push((voice, closed));
                    self.open(BlockKind::Paragraph, self.zone());
                }
                MarkKind::Close(voice) => {
                    self.copy_trimmed(at..from);
                    self.close_voice(voice);
                    self.open(BlockKind::Paragraph, self.zone());
                }
            }
            at = to;
            if !matches!(mark.kind, MarkKind::NoteCall | MarkKind::PageBreak) {
                at = self.on_over_space(at, end);
            }
        }
        let at = at.min(end);
        match signature.filter(|range| at <= range.start && range.end <= end) {
            Some(range) => {
                self.copy_trimmed(at..range.start);
                self.end_numbered();
                self.open(BlockKind::Paragraph, Zone::Furniture);
                self.copy(range);
            }
            None => self.copy(at..end),
        }
        self.end_numbered();
        self.end_paragraph_voices();
    }

    fn on_over_space(&self, at: usize, end: usize) -> usize {
        if at >= end {
            return at;
        }
        end - self.content[at..end].trim_start().len()
    }

    fn end_paragraph_voices(&mut self) {
        self.voices.retain(|(_, goes_on)| *goes_on);
    }

    fn start_numbered(&mut self, number: Option<u32>) {
        self.end_numbered();
        self.open_at = self.builder.length();
        self.paragraphs.push(Numbered { number, range: self.open_at..self.open_at });
    }

    /// Ends the paragraph at hand; one without words is forgotten.
    fn end_numbered(&mut self) {
        self.builder.close();
        let Some(paragraph) = self.paragraphs.last_mut().filter(|paragraph| paragraph.range.is_empty()) else { return };
        paragraph.range.end = self.builder.length();
        if paragraph.range.is_empty() {
            self.paragraphs.pop();
        }
    }

    fn open(&mut self, kind: BlockKind, zone: Zone) {
        self.builder.open(kind, zone);
        self.block_at = self.builder.length();
    }

    fn copy(&mut self, range: Range<usize>) {
        if range.start < range.end {
            self.builder.copy(&self.content[range.clone()], range.start);
        }
    }

    fn copy_trimmed(&mut self, range: Range<usize>) {
        if range.start < range.end {
            self.builder.copy(self.content[range.clone()].trim_end(), range.start);
        }
    }

    /// The words in capitals between the end of a sentence and the paragraph mark at `mark`; empty when there are none.
    fn crosshead(&self, floor: usize, mark: usize) -> Range<usize> {
        let none = mark..mark;
        let end = floor + self.content[floor..mark].trim_end().len();
        let (mut start, mut words) = (end, 0);
        loop {
            let before = self.content[floor..start].trim_end();
            let word = before.rsplit(char::is_whitespace).next().unwrap_or("");
            let gap = start - floor - before.len();
            // `the U.S.  THE SEA`: a full stop before wide space ends the sentence, whatever its letters.
            let ends_here = word.is_empty()
                || word.contains(char::is_lowercase)
                || (words > 0 && gap > 1 && word.ends_with(['.', '!', '?', ')', '"']));
            if ends_here || end - start > 160 {
                let after_sentence = word.is_empty() || super::lines::ends_sentence(word);
                let wide = start > floor && gap > 1 && mark - end > 1;
                let enough = words >= 3 || (words > 0 && wide && is_in_capitals(&self.content[start..end]));
                return if enough && after_sentence && is_in_capitals(&self.content[start..end]) {
                    start..end
                } else {
                    none
                };
            }
            start = floor + before.len() - word.len();
            words += 1;
        }
    }
}

fn is_crosshead_line(text: &str) -> bool {
    text.len() <= 100 && !text.contains(['\n', '\r']) && is_in_capitals(text) && !text.ends_with(['.', ':', ','])
}
