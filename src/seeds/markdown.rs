//! Markdown to prose: the words a reader sees, through entities, escapes, emphasis and links; front matter apart.

use super::dateline::dateline;
use super::marks::Mark;
use super::marks::MarkKind;
use super::marks::marks;
use super::plain::DATELINES;
use super::plain::Projection;
use super::seed::Heading;
use super::seed::Numbered;
use super::turns::Speakers;
use super::words::Words;
use crate::text::BlockKind;
use crate::text::ProseBuilder;
use crate::text::Splitter;
use crate::text::Zone;
use pulldown_cmark::Event;
use pulldown_cmark::Options;
use pulldown_cmark::Parser;
use pulldown_cmark::Tag;
use pulldown_cmark::TagEnd;
use std::ops::Range;

/// The projection, and the bytes of the front matter between its fences.
pub(super) fn project(content: &str, words: &Words, splitter: &Splitter) -> (Projection, Option<Range<usize>>) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut calls = marks(content, words);
    calls.retain(|mark| mark.kind == MarkKind::NoteCall);
    let mut writer = Writer::new(content, words, calls);
    for (event, range) in Parser::new_ext(content, options).into_offset_iter() {
        writer.event(event, range);
    }
    let prose = writer.builder.finish(splitter);
    let speakers = Speakers::of(prose.text.lines(), &words.transcripts);
    let counted = |kind| matches!(kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote);
    let paragraphs = prose
        .blocks
        .iter()
        .filter(|block| counted(block.kind) && block.zone == Zone::Body)
        .map(|block| Numbered { number: None, range: block.range.clone() })
        .collect();
    let projection = Projection { prose, header: None, speakers, paragraphs, headings: writer.headings };
    (projection, writer.front_matter)
}

struct Writer<'a> {
    content: &'a str,
    words: &'a Words,
    /// Calls of notes, in order.
    calls: Vec<Mark>,
    next_call: usize,
    builder: ProseBuilder,
    block_at: usize,
    quotes: u32,
    items: u32,
    notes: u32,
    images: u32,
    /// Paragraphs seen, for datelines.
    paragraphs: usize,
    in_front_matter: bool,
    in_html: bool,
    front_matter: Option<Range<usize>>,
    headings: Vec<Heading>,
}

impl<'a> Writer<'a> {
    fn new(content: &'a str, words: &'a Words, calls: Vec<Mark>) -> Writer<'a> {
        Writer {
            content,
            words,
            calls,
            next_call: 0,
            builder: ProseBuilder::default(),
            block_at: 0,
            quotes: 0,
            items: 0,
            notes: 0,
            images: 0,
            paragraphs: 0,
            in_front_matter: false,
            in_html: false,
            front_matter: None,
            headings: Vec::new(),
        }
    }

    fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            _ if self.in_html => {}
            Event::Text(letters) if self.in_front_matter => {
                let start = self.front_matter.as_ref().map_or(range.start, |seen| seen.start);
                self.front_matter = Some(start..range.end);
                drop(letters);
            }
            Event::Text(letters) => self.text(&letters, range),
            Event::Code(letters) => {
                // The fence of a code span is as long as the writer needed; the letters stand inside as they are.
                let inside = self.content[range.clone()].find(&*letters);
                match inside {
                    Some(at) => self.text(&letters, range.start + at..range.start + at + letters.len()),
                    None => self.text(&letters, range),
                }
            }
            Event::SoftBreak | Event::HardBreak => self.write("\n", range),
            Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => self.write("\n", range),
            Event::Rule => self.builder.close(),
            _ => {}
        }
    }

    fn kind(&self) -> BlockKind {
        match (self.notes, self.items, self.quotes) {
            (1.., _, _) => BlockKind::Footnote,
            (_, 1.., _) => BlockKind::Item,
            (_, _, 1..) => BlockKind::Quote,
            _ => BlockKind::Paragraph,
        }
    }

    fn open(&mut self, kind: BlockKind, zone: Zone) {
        self.builder.open(kind, zone);
        self.block_at = self.builder.length();
    }

    fn start(&mut self, tag: &Tag, range: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                self.paragraphs += 1;
                self.open(self.kind(), Zone::Body);
            }
            Tag::Heading { level, .. } => {
                self.open(BlockKind::Heading, Zone::Headline);
                self.headings.push(Heading { at: self.builder.length(), level: *level as u8 });
            }
            Tag::BlockQuote(_) => {
                self.builder.close();
                self.quotes += 1;
            }
            Tag::Item => {
                self.items += 1;
                self.open(self.kind(), Zone::Body);
            }
            Tag::FootnoteDefinition(_) => {
                self.builder.close();
                self.notes += 1;
            }
            Tag::TableCell => self.open(BlockKind::Cell, Zone::Body),
            Tag::CodeBlock(_) => self.open(self.kind(), Zone::Body),
            Tag::HtmlBlock => {
                self.open(self.kind(), Zone::Body);
                self.html(range);
                self.builder.close();
                self.in_html = true;
            }
            Tag::MetadataBlock(_) => self.in_front_matter = true,
            Tag::Image { .. } => {
                // A picture that opens a paragraph stands alone with its words.
                if self.images == 0 && self.builder.length() == self.block_at {
                    self.open(BlockKind::Caption, Zone::Body);
                }
                self.images += 1;
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::CodeBlock => self.builder.close(),
            TagEnd::BlockQuote(_) => {
                self.builder.close();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::Item => {
                self.builder.close();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::FootnoteDefinition => {
                self.builder.close();
                self.notes = self.notes.saturating_sub(1);
            }
            TagEnd::HtmlBlock => self.in_html = false,
            TagEnd::MetadataBlock(_) => self.in_front_matter = false,
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            _ => {}
        }
    }

    fn text(&mut self, letters: &str, range: Range<usize>) {
        if !self.builder.is_open() {
            self.open(self.kind(), Zone::Body);
        }
        let is_copy = self.content.get(range.clone()) == Some(letters);
        if !is_copy {
            self.builder.replace(letters, range);
            return;
        }
        let mut at = range.start;
        let fresh = self.builder.length() == self.block_at && self.kind() == BlockKind::Paragraph;
        if fresh
            && self.paragraphs <= DATELINES
            && let Some(found) = dateline(letters, self.words)
        {
            self.open(BlockKind::Paragraph, Zone::Dateline);
            self.builder.copy(&letters[..found.end], at);
            self.open(BlockKind::Paragraph, Zone::Body);
            at += found.story;
        }
        // Events come in the order of the file, but for notes: a call before this text is done with.
        while self.calls.get(self.next_call).is_some_and(|call| call.range.end <= at) {
            self.next_call += 1;
        }
        let mut next = self.next_call;
        while let Some(call) = self.calls.get(next).filter(|call| call.range.start < range.end) {
            let (from, to) = (call.range.start.max(at), call.range.end.min(range.end));
            self.builder.copy(&self.content[at..from], at);
            at = to.max(from);
            next += 1;
        }
        self.builder.copy(&self.content[at..range.end], at);
    }

    fn write(&mut self, letters: &str, range: Range<usize>) {
        if self.builder.is_open() {
            self.builder.replace(letters, range);
        }
    }

    /// The words between the tags of a block of HTML; comments, scripts and styles have none.
    fn html(&mut self, range: Range<usize>) {
        let block = &self.content[range.clone()];
        let mut at = 0;
        while let Some(length) = block[at..].find('<') {
            let tag = at + length;
            self.builder.copy(&block[at..tag], range.start + at);
            let rest = &block[tag..];
            let end = if rest.starts_with("<!--") {
                "-->"
            } else if starts_with_name(rest, "<script") {
                "</script>"
            } else if starts_with_name(rest, "<style") {
                "</style>"
            } else {
                ">"
            };
            at = rest.find(end).map_or(block.len(), |length| tag + length + end.len());
        }
        self.builder.copy(&block[at..], range.start + at);
    }
}

fn starts_with_name(text: &str, name: &str) -> bool {
    text.as_bytes().get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lists;
    use crate::text::Prose;

    fn prose(content: &str) -> (Prose, Option<String>) {
        let words = Words::new(&Lists::default()).unwrap();
        let (projection, front) = project(content, &words, &Splitter::default());
        (projection.prose, front.map(|range| content[range].to_owned()))
    }

    #[track_caller]
    fn check(content: &str, expected: &[(&str, BlockKind)]) {
        let (prose, _) = prose(content);
        let found: Vec<_> = prose.blocks.iter().map(|block| (prose.slice(&block.range).trim(), block.kind)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_as_a_reader_sees_them() {
        use BlockKind::*;
        check(
            "# The *ferry*\n\nIt [left](x.md) &amp; **sank**\\* at\nnoon[^1].[12] `deep`\n\n[^1]: In May.\n",
            &[("The ferry", Heading), ("It left & sank* at\nnoon. deep", Paragraph), ("In May.", Footnote)],
        );
        check(
            "> It sank.\n\n- one\n- two\n\n  more\n",
            &[("It sank.", Quote), ("one", Item), ("two", Item), ("more", Item)],
        );
        check("| a | b |\n|---|---|\n| 1 | `2` |\n", &[("a", Cell), ("b", Cell), ("1", Cell), ("2", Cell)]);
        check("```\nIt sank.\n```\n", &[("It sank.", Paragraph)]);
        check("<div><p>It <b>sank</b>.</p><!-- no --></div>\n", &[("It sank.", Paragraph)]);
        check(
            "![The ferry](x.jpg)\n\nPORTO — It sank.\n",
            &[("The ferry", Caption), ("PORTO", Paragraph), ("It sank.", Paragraph)],
        );
        check("<!-- note -->\nIt sank.<br>In May.\n", &[("It sank.\nIn May.", Paragraph)]);
    }

    #[test]
    fn front_matter_is_apart() {
        for fence in ["---", "+++"] {
            let (prose, front) = prose(&format!("{fence}\ntitle: x\n{fence}\n\nIt sank.\n"));
            assert_eq!(prose.text.trim(), "It sank.");
            assert_eq!(front.as_deref().map(str::trim), Some("title: x"));
        }
    }

    #[test]
    fn places_in_the_file() {
        let content = "It [left](x.md) &amp; **sank**.\n";
        let (prose, _) = prose(content);
        let start = prose.text.find("left & sank").unwrap();
        let span = prose.span(&(start..start + "left & sank".len()));
        assert_eq!(&content[span.range()], "left](x.md) &amp; **sank");
    }
}
