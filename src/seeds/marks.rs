//! Running text to the marks in it that are no words of a sentence: page breaks flattened into the text, calls of notes,
//! paragraph numbers with their classification, and the brackets of an author's asides.

use super::words::Messages;
use super::words::Voice;
use super::words::Words;
use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkKind {
    /// The call of a note, glued to a word: nothing stands in its place.
    NoteCall,
    /// What a page break left in the middle of a text: a space stands in its place.
    PageBreak,
    /// `2. (C)`: a paragraph starts; its number, where it has one.
    Paragraph(Option<u32>),
    /// `(Note:`, `Comment:`; closed when `End note.` follows before the next aside of its kind.
    Open { voice: Voice, closed: bool },
    /// `End note.)`
    Close(Voice),
}

/// A stretch of the content that is not part of the prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub range: Range<usize>,
    pub kind: MarkKind,
}

/// The marks of `content`, in order, none overlapping another. One pass over the bytes.
pub(super) fn marks(content: &str, words: &Words) -> Vec<Mark> {
    let scan = Scan { content, bytes: content.as_bytes(), words };
    let mut is_trigger = [false; 256];
    for byte in *b"(:O[P\xc2\xe2" {
        is_trigger[byte as usize] = true;
    }
    for word in &words.messages.closing {
        if let Some(first) = word.bytes().next() {
            is_trigger[first.to_ascii_uppercase() as usize] = true;
        }
    }
    let mut found: Vec<Mark> = Vec::new();
    let (mut at, mut last_end) = (0, 0);
    while let Some(ahead) = scan.bytes[at..].iter().position(|byte| is_trigger[*byte as usize]) {
        at += ahead;
        if !scan.may_be_mark(at) {
            at += 1;
            continue;
        }
        match scan.mark(at, last_end) {
            Some(mark) => {
                at = mark.range.end.max(at + 1);
                last_end = mark.range.end;
                found.push(mark);
            }
            None => at += 1,
        }
    }
    pair(&mut found);
    found
}

/// Leaves out what closes nothing, and says of each opening whether it is closed.
fn pair(found: &mut Vec<Mark>) {
    for voice in [Voice::Note, Voice::Comment, Voice::Summary] {
        let mut open: Option<usize> = None;
        for index in 0..found.len() {
            match &mut found[index].kind {
                MarkKind::Open { voice: other, .. } if *other == voice => open = Some(index),
                MarkKind::Close(other) if *other == voice => match open.take() {
                    Some(opened) => found[opened].kind = MarkKind::Open { voice, closed: true },
                    // Kept for the moment, as an empty mark that the next line drops.
                    None => found[index].range.end = found[index].range.start,
                },
                _ => {}
            }
        }
    }
    found.retain(|mark| !mark.range.is_empty());
}

struct Scan<'a> {
    content: &'a str,
    bytes: &'a [u8],
    words: &'a Words,
}

impl Scan<'_> {
    /// Tells most bytes that only look like the start of a mark by the byte after them.
    #[inline]
    fn may_be_mark(&self, at: usize) -> bool {
        match (self.bytes[at], self.byte(at + 1)) {
            (b'(', next) => next.is_ascii_uppercase(),
            (b'[', next) => next.is_ascii_alphanumeric(),
            (b':', next) => matches!(next, b' ' | b'\t' | b'\n' | b'\r'),
            (b'P', next) => next == b'a',
            (0xc2, next) => matches!(next, 0xb2 | 0xb3 | 0xb9),
            (0xe2, next) => next == 0x81,
            // A capital that opens a closing word, `End` or `END`.
            (_, next) => next.is_ascii_alphabetic(),
        }
    }

    /// The mark that the byte at `at` shows, if it starts no earlier than `floor`.
    fn mark(&self, at: usize, floor: usize) -> Option<Mark> {
        let mark = match self.bytes[at] {
            b'(' => self.paragraph(at),
            b':' => self.open(at, floor),
            b'[' => self.note_call(at),
            b'P' => self.running_page(at),
            0xc2 | 0xe2 => self.raised_figure(at),
            b'O' => self.page_stamp(at).or_else(|| self.close(at)),
            _ => self.close(at),
        };
        mark.filter(|mark| mark.range.start >= floor)
    }

    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b'\n')
    }

    /// The byte before `at`, a line end at the start.
    fn before(&self, at: usize) -> u8 {
        if at == 0 { b'\n' } else { self.bytes[at - 1] }
    }

    /// `at` moved back over spaces, not over line ends.
    fn back_over_space(&self, mut at: usize) -> usize {
        while matches!(self.before(at), b' ' | b'\t') && at > 0 {
            at -= 1;
        }
        at
    }

    fn on_over_space(&self, mut at: usize) -> usize {
        while matches!(self.byte(at), b' ' | b'\t') {
            at += 1;
        }
        at
    }

    fn back_over_digits(&self, mut at: usize, most: usize) -> usize {
        let end = at;
        while end - at < most && at > 0 && self.before(at).is_ascii_digit() {
            at -= 1;
        }
        at
    }

    fn digits(&self, at: usize) -> usize {
        self.bytes[at.min(self.bytes.len())..].iter().take(12).take_while(|byte| byte.is_ascii_digit()).count()
    }

    /// `2. (C)`, `¶3. (SBU//NF)`, and `(U)` at the start of a line.
    fn paragraph(&self, at: usize) -> Option<Mark> {
        let inside = self.bytes[at + 1..].iter().take(32).position(|byte| *byte == b')')?;
        let classes = self.content.get(at + 1..at + 1 + inside)?;
        let mut parts = classes.split(['/', ' ', ',', '-']).filter(|part| !part.is_empty()).peekable();
        parts.peek()?;
        // Written in capitals: `(c)` is a copyright or an item of a list.
        let known =
            |part: &str| !part.contains(char::is_lowercase) && self.words.messages.classes.contains(&lower(part));
        if !parts.all(known) {
            return None;
        }
        let end = self.on_over_space(at + inside + 2);
        let dot = self.back_over_space(at);
        if self.before(dot) == b'.' {
            let start = self.back_over_digits(dot - 1, 3);
            let number = self.content[start..dot - 1].parse().ok()?;
            let bounded =
                self.content[..start].chars().next_back().is_none_or(|c| c.is_whitespace() || c == '¶' || c == ')');
            let start = if self.content[..start].ends_with('¶') { start - '¶'.len_utf8() } else { start };
            return bounded.then_some(Mark { range: start..end, kind: MarkKind::Paragraph(Some(number)) });
        }
        // `¶` and a bare classification open a paragraph only where a line starts.
        matches!(self.before(dot), b'\n' | b'\r').then_some(Mark { range: dot..end, kind: MarkKind::Paragraph(None) })
    }

    /// `Note:`, `(Embassy Comment:`, `Begin Summary:` after a sentence, a bracket or a line end.
    fn open(&self, colon: usize, floor: usize) -> Option<Mark> {
        let Messages { voices, opening, .. } = &self.words.messages;
        let longest = 48;
        let is_part = |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, b' ' | b'\'' | b'/');
        let head = &self.bytes[floor.min(colon)..colon];
        let length = head.iter().rev().take(longest).take_while(|byte| is_part(byte)).count();
        let run = &self.content[colon - length..colon];
        let words = run.trim_start();
        let start = colon - words.len();
        let name = lower(words);
        let name = opening.iter().find_map(|word| name.strip_prefix(word.as_str())?.strip_prefix(' ')).unwrap_or(&name);
        let voice = *voices.get(name.trim())?;
        if !words.starts_with(|c: char| c.is_ascii_uppercase()) {
            return None;
        }
        let before = self.back_over_space(start);
        let opener = self.before(before);
        if !matches!(opener, b'(' | b'[' | b')' | b'.' | b'!' | b'?' | b'\n' | b'\r' | b'-' | b'"' | b'*' | b'_') {
            return None;
        }
        let bracketed = matches!(opener, b'(' | b'[');
        let start = if bracketed { before - 1 } else { start };
        Some(Mark { range: start..self.on_over_space(colon + 1), kind: MarkKind::Open { voice, closed: false } })
    }

    /// `End note.)`
    fn close(&self, at: usize) -> Option<Mark> {
        if self.before(at).is_ascii_alphanumeric() {
            return None;
        }
        let rest = &self.bytes[at..self.bytes.len().min(at + 64)];
        let length =
            rest.iter().take_while(|byte| byte.is_ascii_alphabetic() || matches!(byte, b' ' | b'\'' | b'/')).count();
        let name = lower(&self.content[at..at + length]);
        let name =
            self.words.messages.closing.iter().find_map(|word| name.strip_prefix(word.as_str())?.strip_prefix(' '))?;
        let voice = *self.words.messages.voices.get(name.trim())?;
        let mut end = at + length;
        while matches!(self.byte(end), b'.' | b')' | b']' | b'*' | b'_') {
            end += 1;
        }
        // A bracket or dashes before it close the same aside: `[End note]`, `-- End note.`
        let start = if matches!(self.before(at), b'(' | b'[') { at - 1 } else { at };
        Some(Mark { range: start..end, kind: MarkKind::Close(voice) })
    }

    /// `[12]`, `[3, 4]`, `[note 2]`, `[citation needed]` glued to a word or to its closing mark.
    fn note_call(&self, at: usize) -> Option<Mark> {
        let before = self.content[..at].chars().next_back()?;
        let glued = before.is_alphanumeric()
            || matches!(
                before,
                '.' | ',' | ';' | ':' | '!' | '?' | '"' | '”' | '’' | '\'' | ')' | ']' | '»' | '…' | '%'
            );
        if !glued {
            return None;
        }
        let inside = self.bytes[at + 1..].iter().take(32).position(|byte| *byte == b']')?;
        let call = self.content.get(at + 1..at + 1 + inside)?;
        let end = at + inside + 2;
        if self.content[end..].chars().next().is_some_and(char::is_alphanumeric) || self.byte(end) == b'(' {
            return None;
        }
        let is_figures = |call: &str| {
            let mut numbers = call.split([',', '-', '–', ' ', ';']).filter(|part| !part.is_empty()).peekable();
            numbers.peek().is_some() && numbers.all(|part| part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit()))
        };
        let has_word = || {
            let call = lower(call);
            let known = |word: &String| {
                call.strip_prefix(word.as_str()).is_some_and(|rest| rest.trim().is_empty() || is_figures(rest.trim()))
            };
            self.words.furniture.note_calls.iter().any(known)
        };
        (is_figures(call) || has_word()).then_some(Mark { range: at..end, kind: MarkKind::NoteCall })
    }

    /// `¹²` after a word or its closing mark, unless it is the power of a unit.
    fn raised_figure(&self, at: usize) -> Option<Mark> {
        let is_raised = |letter: char| matches!(letter, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
        let rest = self.content.get(at..)?;
        let length: usize = rest.chars().take(4).take_while(|letter| is_raised(*letter)).map(char::len_utf8).sum();
        let after = self.content[at + length..].chars().next();
        if length == 0 || after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '⁺' | '⁻' | '⁄' | 'ⁿ')) {
            return None;
        }
        let before = self.content[..at].chars().next_back()?;
        let calls = if before.is_alphabetic() {
            let word: Vec<char> = self.content[..at].chars().rev().take(24).take_while(|c| c.is_alphabetic()).collect();
            let word: String = word.into_iter().rev().flat_map(char::to_lowercase).collect();
            // Shorter than three letters it is a unit or a formula: km², c².
            word.chars().count() >= 3 && !self.words.furniture.powers.contains(&word)
        } else {
            matches!(before, '.' | ',' | ';' | ':' | '!' | '?' | '"' | '”' | '’' | '»')
        };
        calls.then_some(Mark { range: at..at + length, kind: MarkKind::NoteCall })
    }

    /// `PORTO 00000412  002.2 OF 003` and `SECTION 02 OF 03 PORTO 000412`, with the space around it.
    fn page_stamp(&self, at: usize) -> Option<Mark> {
        if !self.bytes[at..].starts_with(b"OF ") || self.before(at) != b' ' {
            return None;
        }
        let figures_end = self.back_over_space(at);
        let pages = self.on_over_space(at + 2);
        let page_digits = self.digits(pages);
        let mut start = self.back_over_digits(figures_end, 3);
        if start == figures_end || page_digits == 0 || page_digits > 3 {
            return None;
        }
        let mut end = pages + page_digits;
        let section = self.back_over_space(start);
        if self.content[..section].ends_with("SECTION") && self.before(section - 7).is_ascii_whitespace() {
            start = self.back_over_capitals(section - 7, true);
            let place = self.on_over_capitals(self.on_over_space(end));
            let digits = self.digits(self.on_over_space(place));
            if (5..=8).contains(&digits) {
                end = self.on_over_space(place) + digits;
            }
        } else {
            if self.before(start) == b'.' {
                start = self.back_over_digits(start - 1, 3);
            }
            let serial_end = self.back_over_space(start);
            let serial = self.back_over_digits(serial_end, 9);
            let place_end = self.back_over_space(serial);
            start = self.back_over_capitals(place_end, false);
            if !(5..=8).contains(&(serial_end - serial)) || place_end - start < 3 {
                return None;
            }
        }
        while start > 0 && self.before(start).is_ascii_whitespace() {
            start -= 1;
        }
        while end < self.bytes.len() && self.bytes[end].is_ascii_whitespace() {
            end += 1;
        }
        Some(Mark { range: start..end, kind: MarkKind::PageBreak })
    }

    /// Back over at most four words in capitals with single spaces between; `spaced` takes `S E C R E T` whole too.
    fn back_over_capitals(&self, end: usize, spaced: bool) -> usize {
        let (mut at, mut words) = (end, 0);
        loop {
            let word_end =
                if words == 0 { self.back_over_space(at) } else { at - usize::from(self.before(at) == b' ') };
            let mut word = word_end;
            while word > 0 && self.before(word).is_ascii_uppercase() {
                word -= 1;
            }
            let bounded = word == 0 || self.before(word).is_ascii_whitespace();
            if word == word_end || !bounded || words >= if spaced { 16 } else { 4 } {
                return at;
            }
            (at, words) = (word, words + 1);
        }
    }

    fn on_over_capitals(&self, start: usize) -> usize {
        let (mut at, mut words) = (start, 0);
        while words < 4 {
            let length = self.bytes[at..].iter().take(24).take_while(|byte| byte.is_ascii_uppercase()).count();
            if length == 0 {
                break;
            }
            at += length;
            words += 1;
            if self.byte(at) == b' ' && self.byte(at + 1).is_ascii_uppercase() {
                at += 1;
            }
        }
        at
    }

    /// `Page 3 of 12` set off by wide space inside a line.
    fn running_page(&self, at: usize) -> Option<Mark> {
        let first = at + self.bytes[at..].starts_with(b"Page ").then_some(5)?;
        let of = first + self.digits(first);
        if of == first || !self.bytes[of..].starts_with(b" of ") {
            return None;
        }
        let end = of + 4 + self.digits(of + 4);
        let start = self.back_over_space(at);
        let after = self.on_over_space(end);
        let set_off = end > of + 4 && at - start >= 2 && after - end >= 2;
        // At the edge of a line it is a line's own business: see `pages`.
        (set_off && !matches!(self.before(start), b'\n' | b'\r') && !matches!(self.byte(after), b'\n' | b'\r'))
            .then_some(Mark { range: start..after, kind: MarkKind::PageBreak })
    }
}

fn lower(words: &str) -> String {
    words.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lists;

    /// What is left of the text, with `|` for a page break, `¶` for a paragraph and `<N`, `N>` for an aside.
    #[track_caller]
    fn check(text: &str, left: &str) {
        let words = Words::new(&Lists::default()).unwrap();
        let (mut out, mut at) = (String::new(), 0);
        for mark in marks(text, &words) {
            out += &text[at..mark.range.start];
            let initial = |voice: Voice| format!("{voice:?}")[..1].to_owned();
            match mark.kind {
                MarkKind::NoteCall => {}
                MarkKind::PageBreak => out += "|",
                MarkKind::Paragraph(number) => out += &format!("¶{}", number.map_or(String::new(), |n| n.to_string())),
                MarkKind::Open { voice, closed: true } => out += &format!("<{}", initial(voice)),
                MarkKind::Open { voice, closed: false } => out += &format!("<{}?", initial(voice)),
                MarkKind::Close(voice) => out += &format!("{}>", initial(voice)),
            }
            at = mark.range.end;
        }
        assert_eq!(out + &text[at..], left);
    }

    #[test]
    fn calls_of_notes() {
        check("The bridge closed.[12] It reopened[3][4] late.", "The bridge closed. It reopened late.");
        check("He said no.[note 2] Really?[citation needed]", "He said no. Really?");
        check("plan[s] were [12] made [sic], see[1](x)", "plan[s] were [12] made [sic], see[1](x)");
        check("[1] The mayor’s book.", "[1] The mayor’s book.");
        check("He left in 2003.[5–7]", "He left in 2003.");
        check("the election[2008] and x[i]", "the election[2008] and x[i]");
        check(
            "The mayor left² early.³ It is 40 km² or 12 m³ of E = mc².",
            "The mayor left early. It is 40 km² or 12 m³ of E = mc².",
        );
        check("the tide¹⁴, 10⁶ boats, Ca²⁺, 90 metres²", "the tide, 10⁶ boats, Ca²⁺, 90 metres²");
    }

    #[test]
    fn page_breaks_inside_a_sentence() {
        check("The mayor said  PORTO 00000412  002.2 OF 003   the ferry left.", "The mayor said|the ferry left.");
        check("said NEW HAVEN 00000412  002 OF 003 the ferry", "said|the ferry");
        check("the ferry C O N F I D E N T I A L SECTION 02 OF 03 PORTO 000412 left", "the ferry|left");
        check("The ferry   Page 3 of 12   left.", "The ferry|left.");
        check(
            "See Page 3 of 12 for it. 12 OF 14 ferries and 3 OF THEM",
            "See Page 3 of 12 for it. 12 OF 14 ferries and 3 OF THEM",
        );
    }

    #[test]
    fn paragraphs_and_asides() {
        check("x. 2. (C) The mayor left. 3. (SBU//NF) So", "x. ¶2The mayor left. ¶3So");
        check("(U) Open.\n4. (S/NF) Closed.", "¶Open.\n¶4Closed.");
        check("item 2. (c) the sea, 3. (A) and (C) too", "item 2. (c) the sea, 3. (A) and (C) too");
        check("He left. (Note: By ferry. End note.) She stayed.", "He left. <NBy ferry. N> She stayed.");
        check("5. (C) Comment: He left. End Comment.TAN", "¶5<CHe left. C>TAN");
        check("BEGIN SUMMARY: It is. END SUMMARY. Note: never closed", "<SIt is. S> <N?never closed");
        check("In the end note the tide. A note: pay", "In the end note the tide. A note: pay");
        check("The End Comment: x. End note.", "The End Comment: x. End note.");
    }
}
