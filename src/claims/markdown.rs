//! Markdown to a [`Draft`]: the parser's events to runs of inline pieces and the blocks they make.

use super::Draft;
use super::assemble::Assembly;
use super::assemble::Place;
use super::assemble::Waiting;
use super::directive::comments;
use super::front::front;
use super::quotes::Seen;
use super::run::LinkMark;
use super::run::OBJECT;
use super::run::Piece;
use super::run::Run;
use crate::text::BlockKind;
use crate::text::Splitter;
use crate::text::Text;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// CommonMark with tables, footnotes, strikethrough, task lists, definition lists, heading attributes and alerts.
///
/// Neither math, because `$5-$6 million` would be a formula, nor smart punctuation, because letters must stay as written.
pub(super) fn read(text: Arc<Text>, splitter: &Splitter) -> Draft {
    let (front, body) = front(&text.content);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM;
    let shared = text.clone();
    let mut reader = Reader::new(&shared.content, text.path.to_ascii_lowercase().ends_with(".mdx"));
    let source = without_fences(&shared.content[body..]);
    for (event, range) in Parser::new_ext(&source, options).into_offset_iter() {
        reader.event(event, range.start + body..range.end + body);
    }
    reader.finish().finish(text, front, splitter)
}

/// `source` with spaces for the lines that open and close Pandoc's divisions, `::: {.note}`: the parser would take the
/// first colon for that of a definition list.
fn without_fences(source: &str) -> Cow<'_, str> {
    if !source.starts_with(":::") && !source.contains("\n:::") {
        return Cow::Borrowed(source);
    }
    let mut blanked = String::with_capacity(source.len());
    for line in source.split_inclusive('\n') {
        if line.starts_with(":::") {
            let letters = line.trim_end_matches(['\r', '\n']);
            blanked.extend(std::iter::repeat_n(' ', letters.len()));
            blanked.push_str(&line[letters.len()..]);
        } else {
            blanked.push_str(line);
        }
    }
    Cow::Owned(blanked)
}

/// An element that is open.
#[derive(Debug, Default)]
struct Element {
    extent: Range<usize>,
    first_block: usize,
    /// Comments right before it.
    attached: Vec<Waiting>,
    /// Comments in it that wait for its next child.
    pending: Vec<Waiting>,
}

#[derive(Debug, Default)]
struct List {
    lead_in: Option<usize>,
    items: usize,
    first_block: usize,
    has_dash: bool,
}

#[derive(Debug)]
struct Reader<'a> {
    assembly: Assembly<'a>,
    is_mdx: bool,
    run: Run,
    /// The root first.
    elements: Vec<Element>,
    lists: Vec<List>,
    /// Labels of open footnote definitions; `None` for a second definition of a label.
    definitions: Vec<Option<String>>,
    is_heading: bool,
    is_cell: bool,
    items: usize,
    quotes: usize,
    alts: usize,
    is_code: bool,
    is_html: bool,
    /// The kind of link and where it starts in the run, of each open link.
    links: Vec<(LinkType, LinkMark)>,
    /// The paragraph right before, when nothing stands between.
    previous: Option<usize>,
    /// A block quotation right before, by index.
    after_quote: Option<usize>,
    quote_lead_in: Option<usize>,
    quote_first: usize,
    /// The last list that ended, when it was one item with a dash, by its blocks.
    dash_item: Option<Range<usize>>,
    last_closed: Option<Range<usize>>,
}

impl<'a> Reader<'a> {
    fn new(content: &'a str, is_mdx: bool) -> Reader<'a> {
        Reader {
            assembly: Assembly::new(content, true),
            is_mdx,
            run: Run::default(),
            elements: vec![Element::default()],
            lists: Vec::new(),
            definitions: Vec::new(),
            is_heading: false,
            is_cell: false,
            items: 0,
            quotes: 0,
            alts: 0,
            is_code: false,
            is_html: false,
            links: Vec::new(),
            previous: None,
            after_quote: None,
            quote_lead_in: None,
            quote_first: 0,
            dash_item: None,
            last_closed: None,
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(_) | Event::Html(_) if self.is_code || self.is_html => {}
            Event::Text(letters) => self.letters(&letters, range),
            Event::Code(code) => self.code(&code, range),
            Event::InlineHtml(html) => {
                if html.starts_with("<!--") {
                    self.run.comments.push(self.run.joined.len()..self.run.joined.len() + OBJECT.len());
                    self.run.push(OBJECT, range, Piece::Mark);
                } else if html.get(..3).is_some_and(|tag| tag.eq_ignore_ascii_case("<br")) {
                    self.run.push("\n", range, Piece::Replace);
                }
            }
            Event::FootnoteReference(label) => {
                let at = self.run.joined.len();
                self.run.references.push((at..at + OBJECT.len(), label.into_string()));
                self.run.push(OBJECT, range, Piece::Mark);
            }
            Event::SoftBreak | Event::HardBreak => {
                let piece = if self.alts > 0 { Piece::Alt } else { Piece::Replace };
                self.run.push("\n", range, piece);
            }
            Event::InlineMath(_) | Event::DisplayMath(_) => self.run.push(OBJECT, range, Piece::Mark),
            Event::Rule => {
                self.flush(None);
                self.previous = None;
                self.after_quote = None;
            }
            Event::Html(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn letters(&mut self, letters: &str, range: Range<usize>) {
        let is_address =
            self.links.last().is_some_and(|(kind, _)| matches!(kind, LinkType::Autolink | LinkType::Email));
        let is_same = self.assembly.content.get(range.clone()) == Some(letters);
        let piece = match (self.alts > 0, is_address, is_same) {
            (true, ..) => Piece::Alt,
            (_, true, _) => Piece::Mark,
            (.., true) => Piece::Copy,
            (.., false) => Piece::Replace,
        };
        self.run.push(letters, range, piece);
    }

    fn code(&mut self, code: &str, range: Range<usize>) {
        let ticks = range.len().saturating_sub(code.len()) / 2;
        let inner = range.start + ticks..range.end.saturating_sub(ticks).max(range.start + ticks);
        let is_same = self.assembly.content.get(inner.clone()) == Some(code);
        let piece = if self.alts > 0 { Piece::Alt } else { Piece::Code };
        self.run.push(code, if is_same { inner } else { range }, piece);
    }

    /// Adds the signs of emphasis, `length` bytes at the start or end of an element.
    fn signs(&mut self, start: usize, length: usize) {
        if self.alts == 0
            && let Some(signs) = self.assembly.content.get(start..start + length)
        {
            self.run.push(signs, start..start + length, Piece::Markup);
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis | Tag::Superscript | Tag::Subscript => return self.signs(range.start, 1),
            Tag::Strong => return self.signs(range.start, 2),
            Tag::Strikethrough => return,
            Tag::Link { link_type, dest_url, .. } => {
                let by_reference = !matches!(link_type, LinkType::Inline);
                let destination = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.into_string(),
                };
                let label = self.run.joined.len()..self.run.joined.len();
                self.links.push((link_type, LinkMark { label, destination, origin: range, by_reference }));
                return;
            }
            Tag::Image { .. } => {
                self.alts += 1;
                return;
            }
            _ => {}
        }
        self.flush(None);
        if !matches!(tag, Tag::Paragraph | Tag::HtmlBlock) {
            self.after_quote = None;
        }
        match tag {
            Tag::HtmlBlock => {
                self.is_html = true;
                self.html(range);
                return;
            }
            Tag::Heading { .. } => self.is_heading = true,
            Tag::TableCell => self.is_cell = true,
            Tag::CodeBlock(_) => self.is_code = true,
            Tag::BlockQuote(None) => {
                if self.quotes == 0 {
                    self.quote_first = self.assembly.blocks;
                    self.quote_lead_in = self.colon();
                    self.dash_item = None;
                }
                self.quotes += 1;
                self.previous = None;
            }
            Tag::List(_) => {
                let lead_in = self.colon().or_else(|| self.lists.last()?.lead_in);
                let has_dash = self.assembly.content[range.start..].trim_start().starts_with(['-', '*']);
                self.lists.push(List { lead_in, items: 0, first_block: self.assembly.blocks, has_dash });
            }
            Tag::Item | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {
                self.items += 1;
                self.previous = None;
                if let Some(list) = self.lists.last_mut() {
                    list.items += 1;
                }
            }
            Tag::FootnoteDefinition(label) => {
                let is_new = self.assembly.open_definition(&label);
                self.definitions.push(is_new.then(|| label.into_string()));
                self.previous = None;
            }
            _ => {}
        }
        let attached = self.elements.last_mut().map(|parent| std::mem::take(&mut parent.pending)).unwrap_or_default();
        let first_block = self.assembly.blocks;
        self.elements.push(Element { extent: range, first_block, attached, pending: Vec::new() });
    }

    /// The block right before, when it ends in a colon.
    fn colon(&self) -> Option<usize> {
        self.previous.filter(|block| self.assembly.ends_in_colon[*block])
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis | TagEnd::Superscript | TagEnd::Subscript => return self.signs(range.end - 1, 1),
            TagEnd::Strong => return self.signs(range.end - 2, 2),
            TagEnd::Strikethrough => return,
            TagEnd::Link => {
                if let Some((_, mut link)) = self.links.pop() {
                    link.label.end = self.run.joined.len();
                    self.run.links.push(link);
                }
                return;
            }
            TagEnd::Image => {
                self.alts = self.alts.saturating_sub(1);
                if self.alts == 0 {
                    // An image without words is still a thing that stands here.
                    self.run.push(OBJECT, range.end..range.end, Piece::Mark);
                }
                return;
            }
            TagEnd::HtmlBlock => {
                self.is_html = false;
                return;
            }
            _ => {}
        }
        let extent = matches!(tag, TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell).then_some(range.clone());
        self.flush(extent);
        match tag {
            TagEnd::Heading(_) => self.is_heading = false,
            TagEnd::TableCell => self.is_cell = false,
            TagEnd::CodeBlock => self.is_code = false,
            TagEnd::BlockQuote(None) => {
                self.quotes = self.quotes.saturating_sub(1);
                if self.quotes == 0 && self.assembly.blocks > self.quote_first {
                    let blocks = self.quote_first..self.assembly.blocks;
                    let ends_in_dash_item = self.dash_item == Some(blocks.end - 1..blocks.end);
                    self.after_quote = Some(self.assembly.quotes.len());
                    self.assembly.quotes.push(Seen {
                        blocks,
                        lead_in: self.quote_lead_in,
                        after: None,
                        ends_in_dash_item,
                    });
                }
            }
            TagEnd::List(_) => {
                if let Some(list) = self.lists.pop() {
                    let is_one = list.items == 1 && list.has_dash;
                    self.dash_item = is_one.then_some(list.first_block..self.assembly.blocks);
                }
            }
            TagEnd::Item | TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition => {
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::FootnoteDefinition => {
                self.definitions.pop();
            }
            _ => {}
        }
        if !matches!(tag, TagEnd::Paragraph) {
            self.previous = None;
        }
        self.close();
    }

    fn close(&mut self) {
        let Some(element) = self.elements.pop() else { return };
        let blocks = element.first_block..self.assembly.blocks;
        for waiting in &element.attached {
            self.assembly.settle(waiting, Some((blocks.clone(), element.extent.clone())));
        }
        for waiting in &element.pending {
            self.assembly.settle(waiting, None);
        }
        self.last_closed = Some(element.extent);
    }

    /// Writes the run. `extent` is its element in the file; without one the run is the text of a tight list item.
    fn flush(&mut self, extent: Option<Range<usize>>) {
        let run = std::mem::take(&mut self.run);
        self.links.clear();
        if run.is_empty() {
            return;
        }
        let is_module = self.is_mdx && (run.joined.starts_with("import ") || run.joined.starts_with("export "));
        if is_module {
            return;
        }
        let is_tight = extent.is_none();
        let extent = extent.unwrap_or_else(|| run.extent());
        let kind = match () {
            () if !self.definitions.is_empty() => BlockKind::Footnote,
            () if self.quotes > 0 => BlockKind::Quote,
            () if self.is_heading => BlockKind::Heading,
            () if self.is_cell => BlockKind::Cell,
            () if self.items > 0 => BlockKind::Item,
            () => BlockKind::Paragraph,
        };
        let lead_in = match kind {
            BlockKind::Quote => self.quote_lead_in,
            BlockKind::Item => self.lists.last().and_then(|list| list.lead_in),
            BlockKind::Paragraph => self.colon(),
            _ => None,
        };
        let attached = match self.elements.last_mut().filter(|_| is_tight) {
            Some(parent) => std::mem::take(&mut parent.pending),
            None => Vec::new(),
        };
        let definition = self.definitions.last().and_then(|label| label.as_deref());
        let place = Place { kind: Some(kind), definition, lead_in };
        let (first_block, first_citation) = (self.assembly.blocks, self.assembly.citation_count());
        let block = self.assembly.flush(run, &place, extent.clone());
        if let Some(quote) = self.after_quote.take().filter(|_| kind == BlockKind::Paragraph) {
            match block {
                Some(block) => self.assembly.quotes[quote].after = Some(block),
                None => self.assembly.give_to_last_block(first_citation),
            }
        }
        self.previous = block.filter(|_| matches!(kind, BlockKind::Paragraph | BlockKind::Item));
        for waiting in &attached {
            self.assembly.settle(waiting, Some((first_block..self.assembly.blocks, extent.clone())));
        }
        if is_tight {
            self.last_closed = Some(extent);
        }
    }

    /// The comments of an HTML block; all else in it is no prose.
    fn html(&mut self, range: Range<usize>) {
        let Some(html) = self.assembly.content.get(range.clone()) else { return };
        for comment in comments(html) {
            let comment = range.start + comment.start..range.start + comment.end;
            let before = self.last_closed.clone();
            if let (Some(waiting), Some(element)) =
                (self.assembly.own_comment(comment, before), self.elements.last_mut())
            {
                element.pending.push(waiting);
            }
        }
    }

    fn finish(mut self) -> Assembly<'a> {
        self.flush(None);
        while !self.elements.is_empty() {
            self.close();
        }
        self.assembly
    }
}
