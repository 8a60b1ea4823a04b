//! Blocks as a format's reader sees them, put together to a [`Draft`].

use super::Allowance;
use super::Citation;
use super::CitationKind;
use super::Draft;
use super::Form;
use super::FrontMatter;
use super::Locator;
use super::LocatorKind;
use super::Scope;
use super::Target;
use super::directive::Allow;
use super::directive::Directive;
use super::directive::directive;
use super::footnote::SourcesNamed;
use super::footnote::is_prose;
use super::footnote::shift;
use super::gaps::Does;
use super::gaps::Gap;
use super::gaps::tidy;
use super::links::has_scheme;
use super::links::is_legend;
use super::links::is_relative;
use super::links::is_subject;
use super::marks::Found;
use super::marks::marks;
use super::quotes::Seen;
use super::quotes::block_quotes;
use super::run::Cut;
use super::run::LinkMark;
use super::run::OBJECT;
use super::run::Run;
use super::target;
use super::target::Named;
use crate::text::BlockKind;
use crate::text::ProseBuilder;
use crate::text::Span;
use crate::text::Splitter;
use crate::text::Text;
use crate::text::Zone;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::Arc;

/// Where a run stands.
#[derive(Debug, Default)]
pub(super) struct Place<'a> {
    pub kind: Option<BlockKind>,
    /// The label of the footnote definition that it is in.
    pub definition: Option<&'a str>,
    /// The block that leads in to it.
    pub lead_in: Option<usize>,
}

/// A comment on its own line: what it covers is known when the next element ends.
#[derive(Debug)]
pub(super) enum Waiting {
    Citation(usize),
    Allowances(Range<usize>),
}

#[derive(Debug, Default)]
struct Definition {
    targets: Vec<Target>,
    is_external: bool,
    is_empty: bool,
}

#[derive(Debug)]
pub(super) struct Assembly<'a> {
    pub content: &'a str,
    is_markdown: bool,
    builder: ProseBuilder,
    /// Blocks of prose so far.
    pub blocks: usize,
    citations: Vec<Citation>,
    /// Citations that are footnote references, with their folded labels.
    references: Vec<(usize, String)>,
    definitions: FxHashMap<String, Definition>,
    allowances: Vec<Allowance>,
    pub quotes: Vec<Seen>,
    lead_in: Vec<Option<usize>>,
    /// For each block, whether its last letter is a colon.
    pub ends_in_colon: Vec<bool>,
    /// The prose offset where the last block ended.
    last_end: usize,
    /// The last element that a comment stood right behind, and where that comment ended.
    behind: Option<(Range<usize>, usize)>,
}

impl<'a> Assembly<'a> {
    pub fn new(content: &'a str, is_markdown: bool) -> Assembly<'a> {
        Assembly {
            content,
            is_markdown,
            builder: ProseBuilder::default(),
            blocks: 0,
            citations: Vec::new(),
            references: Vec::new(),
            definitions: FxHashMap::default(),
            allowances: Vec::new(),
            quotes: Vec::new(),
            lead_in: Vec::new(),
            ends_in_colon: Vec::new(),
            last_end: 0,
            behind: None,
        }
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.content, range.start, range.end).unwrap_or_default()
    }

    fn target(&self, run: &Run, named: Named) -> Target {
        let span = self.span(run.origin(&named.range));
        let locator = named.locator.map(|(kind, range)| Locator { kind, span: self.span(run.origin(&range)) });
        self.without_locator(Target { wanted: named.wanted, form: named.form, span, locator })
    }

    /// Only the path or key itself: a locator in the same word is cut off with the `:` or `#` before it.
    fn without_locator(&self, mut target: Target) -> Target {
        let start = target.locator.as_ref().map_or(target.span.end(), |locator| locator.span.start());
        if target.span.start() < start && start < target.span.end() {
            target.span = self.span(target.span.start()..start - 1);
        }
        target
    }

    fn link_target(&self, run: &Run, link: &LinkMark, after: Option<(LocatorKind, Range<usize>)>) -> Target {
        let named = Named::new(&link.destination, 0, Form::Path);
        let span = self.span(link.origin.clone());
        let own = named.locator.map(|(kind, _)| Locator { kind, span });
        let locator = own.or_else(|| after.map(|(kind, range)| Locator { kind, span: self.span(run.origin(&range)) }));
        Target { wanted: named.wanted, form: Form::Path, span, locator }
    }

    fn citation(&self, kind: CitationKind, span: Span, targets: Vec<Target>) -> Citation {
        Citation {
            span,
            at: 0,
            from: 0,
            block: None,
            kind,
            targets: targets.into(),
            external: false,
            covers: None,
            is_worded: false,
            problem: None,
        }
    }

    /// Writes one block; gives its index when it has words. `extent` is the whole element in the file.
    pub fn flush(&mut self, mut run: Run, place: &Place<'_>, extent: Range<usize>) -> Option<usize> {
        if run.is_empty() {
            return None;
        }
        let mut kind = place.kind.unwrap_or(BlockKind::Paragraph);
        if kind == BlockKind::Paragraph && run.is_caption() {
            run.show_alt();
            kind = BlockKind::Caption;
        }
        let mask = run.mask(self.content);
        let found = marks(&run.joined, &mask, self.is_markdown);
        let mut gaps = self.gaps(&run, &mask, &found, extent);
        let everything = 0..run.joined.len();
        if let Some(label) = place.definition {
            kind = BlockKind::Footnote;
            let named = self.named(&run, &found, &everything, true);
            let is_prose = is_prose(&run, &gaps, &named);
            self.define(label, &run, &named);
            if !is_prose {
                return None;
            }
            for path in named.paths {
                let range =
                    path.range.start..path.locator.as_ref().map_or(path.range.end, |l| l.1.end.max(path.range.end));
                let span = self.span(run.origin(&range));
                let citation = self.citation(CitationKind::Footnote, span, vec![self.target(&run, path)]);
                let does = Does::Cite(Box::new(citation), None, None);
                gaps.push(Gap { cut: Cut { range, instead: "" }, does });
            }
        }
        let (cuts, does) = tidy(&run, gaps);
        let block = self.write(&run, &everything, &cuts, does, kind, place);
        for note in &found {
            let Found::Note { inner, .. } = note else { continue };
            let named = self.named(&run, &found, inner, false);
            if named.is_empty() {
                self.note_prose(&run, &found, inner);
            }
        }
        block
    }

    fn write(
        &mut self,
        run: &Run,
        part: &Range<usize>,
        cuts: &[Cut],
        does: Vec<Does>,
        kind: BlockKind,
        place: &Place<'_>,
    ) -> Option<usize> {
        let block = run.has_letters(part, cuts).then_some(self.blocks);
        if block.is_some() {
            self.builder.open(kind, Zone::Body);
        }
        let start = self.builder.length();
        let mut last_letter = ' ';
        let mut does: Vec<Option<Does>> = does.into_iter().map(Some).collect();
        let mut from: FxHashMap<usize, usize> = FxHashMap::default();
        let mut placed: Vec<(Citation, Option<String>)> = Vec::new();
        let mut at_cut = |index: usize, length: usize| match does.get_mut(index).and_then(Option::take) {
            Some(Does::From(link)) => {
                from.insert(link, length);
            }
            Some(Does::Cite(citation, link, label)) => {
                let from = link.and_then(|link| from.get(&link).copied()).unwrap_or(length);
                placed.push((Citation { at: length, from, block, ..*citation }, label));
            }
            Some(Does::Nothing) | None => {}
        };
        if block.is_some() {
            run.write(part, cuts, &mut self.builder, &mut last_letter, |index, builder| {
                at_cut(index, builder.length())
            });
        } else {
            (0..cuts.len()).for_each(|index| at_cut(index, start));
        }
        for (citation, label) in placed {
            if let Some(label) = label {
                self.references.push((self.citations.len(), label));
            }
            self.citations.push(citation);
        }
        if block.is_some() {
            self.last_end = self.builder.length();
            self.builder.close();
            self.blocks += 1;
            self.lead_in.push(place.lead_in);
            self.ends_in_colon.push(matches!(last_letter, ':' | '：'));
        }
        block
    }

    /// Gives the marks of a paragraph without words, which began at citation `first`, to the block before it.
    pub fn give_to_last_block(&mut self, first: usize) {
        let Some(block) = self.blocks.checked_sub(1) else { return };
        for citation in &mut self.citations[first..] {
            citation.block = Some(block);
            citation.at = self.last_end;
            citation.from = self.last_end;
        }
    }

    pub fn citation_count(&self) -> usize {
        self.citations.len()
    }

    /// What is no prose in a run, and the citations in it.
    fn gaps(&mut self, run: &Run, mask: &str, found: &[Found], extent: Range<usize>) -> Vec<Gap> {
        let mut gaps: Vec<Gap> = Vec::new();
        let mut cut = |range: Range<usize>, instead: &'static str, does: Does| {
            gaps.push(Gap { cut: Cut { range, instead }, does });
        };
        run.hidden().for_each(|range| cut(range, "", Does::Nothing));
        for (range, label) in &run.references {
            let citation = self.citation(CitationKind::Footnote, self.span(run.origin(range)), Vec::new());
            cut(range.clone(), "", Does::Cite(Box::new(citation), None, Some(folded(label))));
        }
        for range in &run.comments {
            if let Some(citation) = self.inline_comment(run.origin(range), extent.clone()) {
                cut(range.clone(), "", Does::Cite(Box::new(citation), None, None));
            }
        }
        for mark in found {
            let range = mark.range();
            let span = self.span(run.origin(&range));
            match mark {
                Found::Keys { named, bare, .. } => {
                    let targets = named.iter().map(|named| self.target(run, named.clone())).collect();
                    let mut citation = self.citation(CitationKind::Key, span, targets);
                    citation.is_worded = *bare;
                    // A handle that a speaker names is a word of the quotation.
                    if *bare && is_quoted(mask, range.start) {
                        continue;
                    }
                    let instead = if *bare && is_subject(mask, &range) { OBJECT } else { "" };
                    cut(range, instead, Does::Cite(Box::new(citation), None, None));
                }
                Found::Missing { label, .. } => {
                    let mut citation = self.citation(CitationKind::Footnote, span, Vec::new());
                    citation.problem = Some(format!("no footnote is defined as `{label}`"));
                    cut(range, "", Does::Cite(Box::new(citation), None, None));
                }
                Found::Note { inner, .. } => {
                    let named = self.named(run, found, inner, false);
                    let does = if named.is_empty() {
                        Does::Nothing
                    } else {
                        let mut citation = self.citation(CitationKind::Note, span, named.targets);
                        citation.external = citation.targets.is_empty();
                        Does::Cite(Box::new(citation), None, None)
                    };
                    cut(range, "", does);
                }
                Found::Address { .. } => cut(range, "", Does::Nothing),
            }
        }
        for (index, link) in run.links.iter().enumerate() {
            let label = link.label.clone();
            let words = run.joined[label.clone()].trim();
            let is_legend = is_legend(words, link.by_reference);
            if is_legend || words.contains("://") {
                cut(label.clone(), "", Does::Nothing);
            }
            if !is_relative(&link.destination) {
                continue;
            }
            let after = target::after(&run.joined, label.end).and_then(|(kind, range)| {
                let opened = run.joined[label.end..range.start].contains('(');
                let closed = run.joined[range.end..].starts_with(')');
                let is_plain = !matches!(kind, LocatorKind::Time(..)) || closed;
                let end = range.end + usize::from(opened && closed);
                (is_plain && (!opened || closed)).then_some((kind, range, end))
            });
            let end = after.as_ref().map_or(label.end, |(_, _, end)| *end);
            let target = self.link_target(run, link, after.map(|(kind, range, _)| (kind, range)));
            let mut citation = self.citation(CitationKind::Link, self.span(link.origin.clone()), vec![target]);
            citation.is_worded = !is_legend;
            if !is_legend {
                cut(label.start..label.start, "", Does::From(index));
            }
            cut(label.end..end, "", Does::Cite(Box::new(citation), Some(index), None));
        }
        gaps
    }

    /// The sources that `part` of a run names, as footnotes and notes do.
    fn named(&self, run: &Run, found: &[Found], part: &Range<usize>, is_definition: bool) -> SourcesNamed {
        let mut named = SourcesNamed::default();
        let first = found.partition_point(|mark| mark.range().start < part.start);
        let inside = |range: &Range<usize>| range.start >= part.start && range.end <= part.end;
        for mark in found[first..].iter().take_while(|mark| mark.range().start < part.end) {
            match mark {
                Found::Keys { range, named: keys, .. } => {
                    named.taken.push(range.clone());
                    let count = keys.len();
                    for (index, key) in keys.iter().enumerate() {
                        let mut key = key.clone();
                        if key.locator.is_none() && index + 1 == count {
                            key.locator = target::after(&run.joined[..part.end], range.end);
                        }
                        // In a footnote even a bare key is meant as one.
                        key.form = if key.form == Form::Mention { Form::Key } else { key.form };
                        named.targets.push(self.target(run, key));
                    }
                }
                Found::Address { range } => {
                    named.taken.push(range.clone());
                    named.is_external = true;
                }
                _ => {}
            }
        }
        let first = run.links.partition_point(|link| link.label.start < part.start);
        for link in run.links[first..].iter().take_while(|link| link.label.start <= part.end) {
            if !inside(&link.label) {
                continue;
            }
            named.taken.push(link.label.clone());
            if is_relative(&link.destination) {
                let after = target::after(&run.joined[..part.end], link.label.end);
                named.targets.push(self.link_target(run, link, after));
            } else if has_scheme(&link.destination) {
                named.is_external = true;
            }
        }
        let shifted = |range: &Range<usize>| range.start - part.start..range.end - part.start;
        named.taken.sort_by_key(|range| range.start);
        let taken: Vec<_> = named.taken.iter().map(shifted).collect();
        let text = &run.joined[part.clone()];
        let mut paths = target::paths(text, &taken);
        if paths.is_empty() && named.targets.is_empty() && !named.is_external && (is_definition || !text.contains(' '))
        {
            let mut words = target::words(text);
            words.iter_mut().for_each(|word| shift(word, part.start));
            named.targets.extend(words.into_iter().map(|word| self.target(run, word)));
        }
        paths.iter_mut().for_each(|path| shift(path, part.start));
        named.targets.extend(paths.iter().map(|path| self.target(run, path.clone())));
        named.targets.sort_by_key(|target| target.span.start());
        named.paths = paths;
        named
    }

    fn define(&mut self, label: &str, run: &Run, named: &SourcesNamed) {
        let definition = self.definitions.entry(folded(label)).or_default();
        definition.targets.extend(named.targets.iter().cloned());
        definition.is_external |= named.is_external;
        definition.is_empty &= run.joined.trim().is_empty();
    }

    /// Says that `label` is defined, whatever stands in it; false when it was defined before, which the first wins.
    pub fn open_definition(&mut self, label: &str) -> bool {
        let mut is_new = false;
        self.definitions.entry(folded(label)).or_insert_with(|| {
            is_new = true;
            Definition { is_empty: true, ..Definition::default() }
        });
        is_new
    }

    /// The words of an inline note that names no source, as a block of their own.
    fn note_prose(&mut self, run: &Run, found: &[Found], inner: &Range<usize>) {
        let first = found.partition_point(|mark| mark.range().start < inner.start);
        let inside = |range: &Range<usize>| range.start >= inner.start && range.end <= inner.end;
        let addresses = found[first..].iter().map(Found::range).take_while(|range| range.start < inner.end);
        let cuts: Vec<Cut> =
            addresses.map(|range| Cut { range, instead: "" }).filter(|cut| inside(&cut.range)).collect();
        let place = Place::default();
        self.write(run, inner, &cuts, Vec::new(), BlockKind::Footnote, &place);
    }

    /// A comment inside a paragraph: a mark when it cites; an allowance for the paragraph when it allows.
    fn inline_comment(&mut self, range: Range<usize>, extent: Range<usize>) -> Option<Citation> {
        match directive(self.content, &range)? {
            Directive::Cite(named) => {
                let targets = named.into_iter().map(|named| self.file_target(named)).collect();
                Some(self.citation(CitationKind::Comment, self.span(range), targets))
            }
            Directive::Allow(allow) => {
                let covers = self.span(self.trimmed(extent));
                self.allow(range, allow, covers);
                None
            }
        }
    }

    /// A comment on its own line; `None` when it does not speak to us or was understood wholly.
    pub fn own_comment(&mut self, range: Range<usize>, before: Option<Range<usize>>) -> Option<Waiting> {
        match directive(self.content, &range)? {
            Directive::Cite(named) => {
                let targets = named.into_iter().map(|named| self.file_target(named)).collect();
                let mut citation = self.citation(CitationKind::Comment, self.span(range), targets);
                citation.at = self.builder.length();
                citation.from = citation.at;
                // Known when the next element ends; until then it covers nothing.
                citation.covers = Some(self.blocks..self.blocks);
                self.citations.push(citation);
                Some(Waiting::Citation(self.citations.len() - 1))
            }
            Directive::Allow(allow) => {
                let first = self.allowances.len();
                let behind = before.filter(|before| self.stands_behind(before, &range));
                let covers = behind.clone().map_or(Span::default(), |before| self.span(self.trimmed(before)));
                self.allow(range, allow, covers);
                behind.is_none().then_some(Waiting::Allowances(first..self.allowances.len()))
            }
        }
    }

    fn allow(&mut self, range: Range<usize>, allow: Allow, covers: Span) {
        let Allow { rules, until, reason, problem } = allow;
        let (span, reason) = (self.span(range), Arc::<str>::from(reason));
        let rules = if rules.is_empty() { vec![String::new()] } else { rules };
        for rule in rules {
            let (reason, problem) = (reason.clone(), problem.clone());
            self.allowances.push(Allowance { rule, until, reason, span, covers, problem });
        }
    }

    fn file_target(&self, named: Named) -> Target {
        let locator = named.locator.map(|(kind, range)| Locator { kind, span: self.span(range) });
        let span = self.span(named.range);
        self.without_locator(Target { wanted: named.wanted, form: named.form, span, locator })
    }

    /// Settles a waiting comment: `blocks` and `extent` are those of the element after it; `None` when there is none.
    pub fn settle(&mut self, waiting: &Waiting, element: Option<(Range<usize>, Range<usize>)>) {
        let missing = || Some("it stands before no block".to_owned());
        match (waiting, element) {
            (Waiting::Citation(index), Some((blocks, _))) => self.citations[*index].covers = Some(blocks),
            (Waiting::Citation(index), None) => self.citations[*index].problem = missing(),
            (Waiting::Allowances(range), Some((_, extent))) => {
                let covers = self.span(self.trimmed(extent));
                self.allowances[range.clone()].iter_mut().for_each(|allowance| allowance.covers = covers);
            }
            (Waiting::Allowances(range), None) => {
                for allowance in &mut self.allowances[range.clone()] {
                    allowance.problem = allowance.problem.take().or_else(missing);
                }
            }
        }
    }

    /// `range` of the file without the space at its ends.
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let Some(text) = self.content.get(range.clone()) else { return range };
        let start = range.start + (text.len() - text.trim_start().len());
        start..start + text.trim().len()
    }

    /// True when a comment stands on the line right after `before`, or after another such comment, and a blank line or
    /// nothing after it and the comments that follow it.
    fn stands_behind(&mut self, before: &Range<usize>, comment: &Range<usize>) -> bool {
        let is_blank = |text: &str| text.chars().all(|c| c.is_whitespace() || c == '>');
        let is_comment = |text: &&str| text.trim_start().starts_with("<!--") && text.trim_end().ends_with("-->");
        let end = match &self.behind {
            Some((element, end)) if element == before => *end,
            _ => self.trimmed(before.clone()).end,
        };
        let between = self.content.get(end..comment.start).unwrap_or("x");
        if !is_blank(between) || between.matches('\n').count() != 1 {
            return false;
        }
        let mut lines = self.content[comment.end..].split_inclusive('\n');
        if !lines.next().is_none_or(is_blank) {
            return false;
        }
        // A stack of more than this is nobody's, and looking on would be slow.
        let is_behind = lines.take(16).find(|line| !is_comment(line)).is_none_or(is_blank);
        if is_behind {
            self.behind = Some((before.clone(), comment.end));
        }
        is_behind
    }

    pub fn finish(mut self, text: Arc<Text>, front: FrontMatter, splitter: &Splitter) -> Draft {
        let mut dropped = vec![false; self.citations.len()];
        let mut shared: FxHashMap<String, Arc<[Target]>> = FxHashMap::default();
        for (index, label) in std::mem::take(&mut self.references) {
            let citation = &mut self.citations[index];
            let Some(definition) = self.definitions.get(&label) else {
                citation.problem = Some(format!("no footnote is defined as `{label}`"));
                continue;
            };
            let targets = shared.entry(label).or_insert_with(|| definition.targets.as_slice().into());
            citation.targets = targets.clone();
            citation.external = targets.is_empty() && definition.is_external;
            if definition.is_empty {
                citation.problem = Some("the footnote is empty".into());
            } else {
                // A footnote of prose cites nothing.
                dropped[index] = targets.is_empty() && !definition.is_external;
            }
        }
        let mut dropped = dropped.iter();
        self.citations.retain(|_| !dropped.next().copied().unwrap_or(false));
        self.citations.sort_by_key(|citation| citation.at);
        self.allowances.sort_by_key(|allowance| allowance.span);
        let prose = self.builder.finish(splitter);
        let quotes = block_quotes(&prose, &self.quotes);
        let mut quote_group = vec![None; prose.blocks.len()];
        for (index, quote) in quotes.iter().enumerate() {
            quote_group[quote.blocks.clone()].fill(Some(index));
        }
        let mut draft = Draft {
            text,
            prose,
            front,
            citations: self.citations,
            claims: Vec::new(),
            allowances: self.allowances,
            quotes,
            quote_group,
            lead_in: self.lead_in,
            clusters: Vec::new(),
            closing: Vec::new(),
        };
        draft.rescope(Scope::Sentence, |_| true);
        draft
    }
}

fn folded(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// True when a quotation is open at `at`.
fn is_quoted(mask: &str, at: usize) -> bool {
    const NEAR: usize = 2_000;
    let start = (at.saturating_sub(NEAR)..=at).find(|start| mask.is_char_boundary(*start)).unwrap_or(at);
    let before = &mask[start..at];
    let last = before.rfind(['“', '”']);
    let is_curly = last.is_some_and(|last| before[last..].starts_with('“'));
    is_curly || before.matches('"').count() % 2 == 1
}
