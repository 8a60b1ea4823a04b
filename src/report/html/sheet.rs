//! A draft in its own words, whole and in place, with its claims and findings marked and its notes in the margin.
//!
//! Every byte that is not space is written, in order: letters as text, citations small, signs of markup hidden until
//! they are asked for, and what a reader of the draft would not see (comments, front matter, code) set apart.

use super::escape;
use super::marks::{Stretch, stretches};
use super::page::{Sheet, status};
use crate::findings::LaidOut;
use crate::text::BlockKind;
use crate::text::Span;
use std::fmt::Write;
use std::ops::Range;

/// What a stretch of a draft is to its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Citation,
    Allowance,
    /// Signs of markup.
    Signs,
    /// Anything else that is no prose: code, HTML, addresses.
    Other,
}

/// A part of the draft with a margin of its own.
#[derive(Clone, Debug)]
struct Region {
    range: Range<usize>,
    /// `None` for what is no block of prose.
    kind: Option<BlockKind>,
}

/// Writes the text of `sheet`.
pub fn draft(html: &mut String, sheet: &Sheet) {
    let blocks = sheet.layout.map_or(&[][..], |layout| &layout.blocks);
    let regions = regions(sheet, blocks);
    let mut writer = Writer {
        content: &sheet.text.content,
        sheet,
        stretches: stretches(sheet),
        words: words(blocks),
        at_stretch: 0,
        at_words: 0,
        seen: vec![false; sheet.claims.len()],
        ends: Vec::new(),
        carets: Vec::new(),
        emphasis: (false, false),
    };
    writer.ends = (0..sheet.claims.len()).map(|index| (sheet.claims[index].verdict.draft.span.end(), index)).collect();
    writer.ends.sort_unstable_by(|one, other| other.cmp(one));
    let empty = |index: &usize| sheet.findings[*index].finding.draft.span.is_empty();
    writer.carets = (0..sheet.findings.len()).filter(empty).rev().collect();
    let mut notes = 0;
    let mut first = 0;
    while first < regions.len() {
        let mut last = first + 1;
        if regions[first].kind == Some(BlockKind::Cell) {
            let is_cell = |at: usize| regions.get(at).is_some_and(|region| region.kind == Some(BlockKind::Cell));
            // The line of signs under the head of a table is part of it.
            let is_line =
                |at: usize| regions[at].kind.is_none() && is_signs(&sheet.text.content[regions[at].range.clone()]);
            while is_cell(last) || (is_cell(last + 1) && is_line(last)) {
                last += 1;
            }
        }
        let until = regions.get(last).map_or(usize::MAX, |next| next.range.start);
        let before = notes;
        while sheet.findings.get(notes).is_some_and(|of| of.finding.draft.span.start() < until) {
            notes += 1;
        }
        if notes > before {
            html.push_str("<div class=\"b\">");
        }
        if last > first + 1 || regions[first].kind == Some(BlockKind::Cell) {
            table(html, &mut writer, &regions[first..last]);
        } else {
            region(html, &mut writer, &regions[first]);
        }
        if notes > before {
            margin(html, sheet, before..notes);
            html.push_str("</div>");
        }
        first = last;
    }
    // A draft of nothing but space, or a finding past the last letter.
    if notes < sheet.findings.len() {
        html.push_str("<div class=\"b\"><p class=\"t\"></p>");
        margin(html, sheet, notes..sheet.findings.len());
        html.push_str("</div>");
    }
}

fn region(html: &mut String, writer: &mut Writer, region: &Region) {
    let content = writer.content;
    let line = content[..region.range.end].trim_end().len();
    let range = region.range.start..line.max(region.range.start);
    let (open, close): (String, &str) = match region.kind {
        Some(BlockKind::Heading) => {
            let signs = content[range.clone()].trim_start().bytes().take_while(|byte| *byte == b'#').count();
            // A heading without signs before it has a line of them under it.
            let under = content[range.end..].trim_start().starts_with('-');
            let level = (if signs > 0 { signs } else { 1 + usize::from(under) } + 2).min(6);
            (format!("<h{level} class=\"t\" dir=\"auto\">"), ["</h3>", "</h4>", "</h5>", "</h6>"][level - 3])
        }
        Some(BlockKind::Item) => {
            let deep = if content[range.clone()].starts_with([' ', '\t']) { " deep" } else { "" };
            (format!("<p class=\"t item{deep}\" dir=\"auto\">"), "</p>")
        }
        Some(BlockKind::Quote) => ("<blockquote class=\"t\" dir=\"auto\">".into(), "</blockquote>"),
        Some(BlockKind::Footnote) => ("<p class=\"t foot\" dir=\"auto\">".into(), "</p>"),
        Some(BlockKind::Caption) => ("<p class=\"t caption\" dir=\"auto\">".into(), "</p>"),
        Some(_) => ("<p class=\"t\" dir=\"auto\">".into(), "</p>"),
        None => {
            let words = content[range.clone()].trim();
            if is_signs(words) {
                ("<p class=\"t m\">".into(), "</p>")
            } else if range.end <= writer.sheet.layout.map_or(0, |layout| layout.front.end()) {
                ("<pre class=\"t x front\">".into(), "</pre>")
            } else if words.starts_with("<!--") {
                ("<pre class=\"t x comment\">".into(), "</pre>")
            } else {
                ("<pre class=\"t x\">".into(), "</pre>")
            }
        }
    };
    html.push_str(&open);
    if open.starts_with("<pre") {
        // A parser drops a line end that opens a `pre`.
        html.push('\n');
    }
    writer.write(html, range, region.kind);
    html.push_str(close);
}

fn table(html: &mut String, writer: &mut Writer, cells: &[Region]) {
    html.push_str("<div class=\"t table\"><table>");
    let mut row = None;
    for cell in cells {
        if cell.kind.is_none() {
            html.push_str("</tr><tr class=\"m\"><td>");
            writer.write(html, cell.range.clone(), cell.kind);
            html.push_str("</td>");
            continue;
        }
        let own = writer.sheet.text.row(cell.range.end.saturating_sub(1).max(cell.range.start));
        if row != Some(own) {
            html.push_str(if row.is_some() { "</tr><tr>" } else { "<tr>" });
            row = Some(own);
        }
        html.push_str("<td dir=\"auto\">");
        writer.write(html, cell.range.clone(), cell.kind);
        html.push_str("</td>");
    }
    html.push_str("</tr></table></div>");
}

fn margin(html: &mut String, sheet: &Sheet, notes: Range<usize>) {
    html.push_str("<ul class=\"mn\">");
    for of in &sheet.findings[notes] {
        let (number, level) = (of.number, of.level());
        let _ = write!(
            html,
            "<li><a class=\"n {level}\" id=\"m{number}\" href=\"#f{number}\"><span class=\"no\">{number}</span> \
             <span class=\"lv\">{level}</span> <b>{}</b> <span class=\"say\">{}</span></a></li>",
            escape::text(of.finding.rule),
            escape::said(&of.finding.message)
        );
    }
    html.push_str("</ul>");
}

/// The parts of a draft from its first letter to its last.
fn regions(sheet: &Sheet, blocks: &[LaidOut]) -> Vec<Region> {
    let content = &sheet.text.content;
    let mut regions: Vec<Region> = Vec::new();
    let mut at = 0;
    let front = sheet.layout.map_or(0, |layout| layout.front.end());
    if front > 0 {
        loose(&mut regions, content, 0..front);
        at = front;
    }
    let mut blocks = blocks.iter().map(|block| (block.kind, block.span())).peekable();
    while let Some((kind, span)) = blocks.next() {
        let mut end = span.end();
        // A note stands inside the block that calls it.
        while let Some((_, inner)) = blocks.next_if(|(_, next)| next.start() < end) {
            end = end.max(inner.end());
        }
        // Marks before it on its line are its own: `# `, `- `, `[^1]: `; so is what stands behind it on its last line.
        let start = span.start().max(at);
        let line = content[at..start].rfind('\n').map_or(at, |line| at + line + 1);
        let next = blocks.peek().map_or(content.len(), |(_, next)| next.start());
        let rest = &content[end..next.max(end)];
        let behind = rest.find('\n').unwrap_or(rest.len());
        loose(&mut regions, content, at..line);
        let end = end.max(start) + behind;
        regions.push(Region { range: line..end.max(line), kind: Some(kind) });
        at = end.max(line);
    }
    loose(&mut regions, content, at..content.len());
    regions
}

/// What stands between blocks, paragraph by paragraph.
fn loose(regions: &mut Vec<Region>, content: &str, range: Range<usize>) {
    let mut start = range.start;
    let mut add = |start: usize, end: usize| {
        let words = &content[start..end];
        if !words.trim().is_empty() {
            let indent = words.len() - words.trim_start_matches(['\n', '\r']).len();
            regions.push(Region { range: start + indent..end, kind: None });
        }
    };
    while let Some(at) = content[start..range.end].find("\n\n") {
        add(start, start + at);
        start += at + 2;
    }
    add(start, range.end);
}

/// The letters of all blocks by place, none touching another.
fn words(blocks: &[LaidOut]) -> Vec<Span> {
    let mut words: Vec<Span> = blocks.iter().flat_map(|block| block.words.iter().copied()).collect();
    words.sort_unstable();
    let mut apart: Vec<Span> = Vec::with_capacity(words.len());
    for span in words {
        match apart.last_mut() {
            Some(last) if span.start() <= last.end() => *last = last.join(span),
            _ => apart.push(span),
        }
    }
    apart
}

fn is_signs(words: &str) -> bool {
    let is_sign = |letter: char| letter.is_whitespace() || "*_#>|~=-+:\\".contains(letter);
    words.chars().all(is_sign)
}

/// True for the number of an item: `3. `, `3) `.
fn is_number(letters: &str) -> bool {
    letters.trim().strip_suffix(['.', ')']).is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Writes stretches of one draft, from front to back.
struct Writer<'a> {
    content: &'a str,
    sheet: &'a Sheet<'a>,
    stretches: Vec<Stretch>,
    words: Vec<Span>,
    at_stretch: usize,
    at_words: usize,
    /// Claims whose first words were written.
    seen: Vec<bool>,
    /// Ends of claims and their indices, the first one last.
    ends: Vec<(usize, usize)>,
    /// Findings at no letter, the first one last.
    carets: Vec<usize>,
    /// Whether words are emphasised here, and strongly.
    emphasis: (bool, bool),
}

impl Writer<'_> {
    fn write(&mut self, html: &mut String, range: Range<usize>, kind: Option<BlockKind>) {
        let mut at = range.start;
        let mut open = None;
        self.emphasis = (false, false);
        loop {
            while self.stretches.get(self.at_stretch + 1).is_some_and(|next| next.start <= at) {
                self.at_stretch += 1;
            }
            let claim = self.stretches[self.at_stretch].claim.filter(|_| at < range.end);
            if open.is_some() && (open != claim || self.has_points(at)) {
                html.push_str("</span>");
                open = None;
            }
            self.points(html, at);
            if at >= range.end {
                return;
            }
            if open.is_none()
                && let Some(claim) = claim
            {
                self.open_claim(html, claim);
                open = Some(claim);
            }
            let next = self.stretches.get(self.at_stretch + 1).map_or(range.end, |next| next.start);
            let caret = self.carets.last().map_or(range.end, |caret| self.place(*caret));
            let stop = next.min(caret).min(range.end);
            let finding = self.stretches[self.at_stretch].finding;
            if let Some(finding) = finding {
                self.open_finding(html, finding);
            }
            self.roles(html, at..stop, kind);
            if finding.is_some() {
                html.push_str("</a>");
            }
            at = stop;
        }
    }

    /// Where a finding stands.
    fn place(&self, finding: usize) -> usize {
        self.sheet.findings[finding].finding.draft.span.start()
    }

    fn has_points(&self, at: usize) -> bool {
        self.ends.last().is_some_and(|(end, _)| *end <= at)
            || self.carets.last().is_some_and(|caret| self.place(*caret) <= at)
    }

    /// The signs of the claims that end by `at`, and the findings at no letter there.
    fn points(&mut self, html: &mut String, at: usize) {
        while let Some((_, index)) = self.ends.pop_if(|(end, _)| *end <= at) {
            let claim = &self.sheet.claims[index];
            let status = status(claim.verdict.status);
            let id = if self.seen[index] { String::new() } else { format!(" id=\"c{}\"", claim.number) };
            let _ = write!(
                html,
                "<a class=\"s {status}\"{id} href=\"#e{0}\" title=\"claim {0}: {status}\"><span class=\"v\">claim {0} \
                 {status}</span></a>",
                claim.number
            );
            self.seen[index] = true;
        }
        while let Some(index) = self.carets.last().copied().filter(|caret| self.place(*caret) <= at) {
            self.carets.pop();
            let of = &self.sheet.findings[index];
            let _ = write!(
                html,
                "<a class=\"f caret {0}\" href=\"#f{1}\" data-f=\"{1}\"><span class=\"v\">finding {1}</span></a>",
                of.level(),
                of.number
            );
        }
    }

    fn open_claim(&mut self, html: &mut String, index: usize) {
        let claim = &self.sheet.claims[index];
        let _ = write!(html, "<span class=\"c {}\"", status(claim.verdict.status));
        if !std::mem::replace(&mut self.seen[index], true) {
            let _ = write!(html, " id=\"c{}\"", claim.number);
        }
        let _ = write!(html, " data-c=\"{}\">", claim.number);
    }

    fn open_finding(&self, html: &mut String, index: usize) {
        let of = &self.sheet.findings[index];
        let all = &self.stretches[self.at_stretch].findings;
        let all: Vec<usize> = all.iter().map(|index| self.sheet.findings[*index].number).collect();
        let _ = write!(
            html,
            "<a class=\"f {0}\" href=\"#f{1}\" data-f=\"{2}\" title=\"{0}: {3}\" aria-describedby=\"m{1}\">",
            of.level(),
            of.number,
            super::entry::spaced(&all),
            escape::attribute(of.finding.rule)
        );
    }

    /// The letters of `range` by what they are to the reader.
    fn roles(&mut self, html: &mut String, range: Range<usize>, kind: Option<BlockKind>) {
        let mut at = range.start;
        while at < range.end {
            while self.words.get(self.at_words).is_some_and(|words| words.end() <= at) {
                self.at_words += 1;
            }
            let (end, is_words) = match self.words.get(self.at_words) {
                Some(words) if words.start() <= at => (words.end().min(range.end), true),
                Some(words) => (words.start().min(range.end), false),
                None => (range.end, false),
            };
            if is_words {
                let (open, close) = match self.emphasis {
                    (false, false) => ("", ""),
                    (true, false) => ("<em>", "</em>"),
                    (false, true) => ("<strong>", "</strong>"),
                    (true, true) => ("<strong><em>", "</em></strong>"),
                };
                let _ = write!(html, "{open}{}{close}", escape::text(&self.content[at..end]));
                at = end;
                continue;
            }
            let (role, end) = self.role(at, end);
            let letters = &self.content[at..end];
            let is_marker = kind.is_some_and(|kind| matches!(kind, BlockKind::Item | BlockKind::Footnote));
            let class = match role {
                _ if letters.trim().is_empty() => "",
                Role::Citation => "k",
                Role::Allowance => "w",
                Role::Signs if is_marker && (at == 0 || self.content.as_bytes()[at - 1] == b'\n') => "mk",
                Role::Signs => "m",
                // A stretch that is set apart needs no second sign of it.
                Role::Other if kind.is_none() => "",
                Role::Other if is_marker && is_number(letters) => "mk",
                Role::Other => "o",
            };
            if role == Role::Signs && kind.is_some() {
                self.turn(at..end);
            }
            // Space around signs is space between words, whether or not the signs are shown.
            let inner = letters.trim();
            let before = letters.len() - letters.trim_start().len();
            let _ = match class {
                "" => write!(html, "{}", escape::text(letters)),
                class => write!(
                    html,
                    "{}<span class=\"{class}\">{}</span>{}",
                    escape::text(&letters[..before]),
                    escape::text(inner),
                    escape::text(&letters[before + inner.len()..])
                ),
            };
            at = end;
        }
    }

    /// Starts and ends emphasis at the signs in `range`; the parser has left out only signs that are some.
    fn turn(&mut self, range: Range<usize>) {
        let bytes = self.content.as_bytes();
        let mut at = range.start;
        while at < range.end {
            let sign = bytes[at];
            let end = (at..range.end).find(|other| bytes[*other] != sign).unwrap_or(range.end);
            let is_free = |at: Option<&u8>| at.is_none_or(u8::is_ascii_whitespace);
            // A sign with space on both sides is the mark of a list or a rule.
            let touches = !is_free(at.checked_sub(1).and_then(|before| bytes.get(before))) || !is_free(bytes.get(end));
            if matches!(sign, b'*' | b'_') && touches {
                self.emphasis.0 ^= (end - at) % 2 == 1;
                self.emphasis.1 ^= (end - at) / 2 % 2 == 1;
            }
            at = end;
        }
    }

    /// What stands at `at` where no letters do, and how far it goes, at most to `end`.
    fn role(&self, at: usize, end: usize) -> (Role, usize) {
        let Some(layout) = self.sheet.layout else { return (Role::Other, end) };
        let mut end = end;
        for (marks, role) in [(&layout.citations, Role::Citation), (&layout.allowances, Role::Allowance)] {
            let next = marks.partition_point(|mark| mark.start() <= at);
            if let Some(mark) = next.checked_sub(1).map(|last| marks[last]).filter(|mark| at < mark.end()) {
                return (role, mark.end().min(end));
            }
            end = marks.get(next).map_or(end, |mark| mark.start().clamp(at + 1, end.max(at + 1)));
        }
        (if is_signs(&self.content[at..end]) { Role::Signs } else { Role::Other }, end)
    }
}
