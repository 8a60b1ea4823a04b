//! Citations to claims: which words each citation covers, and which citation a quotation has.

use super::Draft;
use super::quotes::BlockQuote;
use crate::text::Prose;
use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

/// A stretch of the prose that citations cover.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Bytes of the prose. A block quotation of several blocks is one claim.
    pub range: Range<usize>,
    /// Index in the prose's sentences; `None` for a block quotation.
    pub sentence: Option<usize>,
    /// The (first) block.
    pub block: usize,
    /// Indices in the draft's citations: any of them may bear the claim out.
    pub citations: Arc<[usize]>,
    /// True when [`Scope::Paragraph`] carried a closing mark back to it.
    pub carried: bool,
}

/// How far a closing mark reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Its sentence.
    #[default]
    Sentence,
    /// Also the sentences before it in the paragraph that have no mark, back to one that has.
    Paragraph,
}

/// Citations that stand together: `[^a][^b]`, `[@a], [@b]`.
#[derive(Clone, Debug)]
pub struct Cluster {
    /// Indices in the draft's citations.
    pub citations: Arc<[usize]>,
    /// Bytes of prose before the first.
    pub at: usize,
    /// Where the words of a link begin; else `at`.
    from: usize,
    block: usize,
    sentence: Option<usize>,
    is_worded: bool,
}

impl Draft {
    /// Makes the claims anew: with another scope, or when it is known which citations lead to a source.
    ///
    /// `counts` takes an index in `citations`; one that does not count (a link to another page, a handle) covers nothing
    /// and ends no clause. Time grows with sentences plus citations.
    pub fn rescope(&mut self, scope: Scope, counts: impl Fn(usize) -> bool) {
        self.clusters = clusters(self, &counts);
        let mut work = Work { draft: self, scope, claims: Vec::new(), closing: vec![None; self.prose.blocks.len()] };
        let comments = work.comments(&counts);
        let attributions: Vec<usize> = self.quotes.iter().filter_map(|quote| quote.attribution_block).collect();
        let mut first = 0;
        for block in 0..self.prose.blocks.len() {
            let mut last = first;
            while self.clusters.get(last).is_some_and(|cluster| cluster.block == block) {
                last += 1;
            }
            let group = self.quote_group[block].map(|group| &self.quotes[group]);
            match group {
                Some(quote) if quote.blocks.start == block && work.whole_quote(quote, &comments) => {}
                Some(quote) if work.is_claimed(quote) => {}
                _ if attributions.binary_search(&block).is_ok() => {}
                _ => work.block(block, first..last, comments[block].as_ref()),
            }
            first = last;
        }
        let Work { mut claims, closing, .. } = work;
        claims.sort_by_key(|claim| claim.range.start);
        self.claims = claims;
        self.closing = closing;
    }

    /// The citation that the quotation at `range` of the prose has; see [`Draft::citations_of_quote`].
    pub fn citation_of_quote(&self, range: &Range<usize>) -> Option<usize> {
        self.citations_of_quote(range)?.first().copied()
    }

    /// The citations, any of which may hold the quotation at `range` of the prose: the first mark in or after it in its
    /// sentence, else the last before it there, else those that cover its place (a comment, the lead-in of a list, a
    /// mark carried back), else those of a lead-in that ends in a colon. A block quotation has those of its claim.
    ///
    /// Time grows with the logarithm of claims and citations.
    pub fn citations_of_quote(&self, range: &Range<usize>) -> Option<&Arc<[usize]>> {
        if self.prose.blocks.is_empty() {
            return None;
        }
        let block = self.prose.block_at(range.start);
        if self.quote_group[block].is_none() {
            let first = self.prose.sentence_at(range.start);
            let last = self.prose.sentence_at(range.end.saturating_sub(1).max(range.start));
            let next = self.clusters.partition_point(|cluster| cluster.at <= range.start);
            let is_near = |cluster: &&Cluster| {
                cluster.block == block && cluster.sentence.is_some_and(|sentence| (first..=last).contains(&sentence))
            };
            if let Some(cluster) = self.clusters.get(next).filter(is_near) {
                return Some(&cluster.citations);
            }
            let before = next.checked_sub(1).map(|index| &self.clusters[index]);
            if let Some(cluster) = before.filter(|cluster| cluster.block == block && cluster.sentence == Some(first)) {
                return Some(&cluster.citations);
            }
        }
        if let Some(claim) = self.claim_at(range.start) {
            return Some(&claim.citations);
        }
        let lead_in = self.lead_in[block]?;
        let before = spoken(&self.prose, &(self.prose.blocks[block].range.start..range.start)).next();
        if before.is_some() { None } else { self.closing[lead_in].as_ref() }
    }

    /// The claim that holds the byte of prose at `offset`.
    pub fn claim_at(&self, offset: usize) -> Option<&Claim> {
        let index = self.claims.partition_point(|claim| claim.range.start <= offset).checked_sub(1)?;
        Some(&self.claims[index]).filter(|claim| offset < claim.range.end)
    }
}

/// Indices of the words, numbers and signs that reach into `range`.
fn spoken<'a>(prose: &'a Prose, range: &Range<usize>) -> impl DoubleEndedIterator<Item = usize> + use<'a> {
    tokens_touching(prose, range).filter(move |index| prose.tokens[*index].is_spoken())
}

/// Tokens of which some byte lies in `range`: a mark may stand inside a word.
fn tokens_touching(prose: &Prose, range: &Range<usize>) -> Range<usize> {
    let first = prose.tokens.partition_point(|token| token.end() <= range.start);
    let last = prose.tokens.partition_point(|token| token.start() < range.end);
    first..last.max(first)
}

fn clusters(draft: &Draft, counts: &impl Fn(usize) -> bool) -> Vec<Cluster> {
    let prose = &draft.prose;
    let mut found: Vec<Cluster> = Vec::new();
    let mut members: Vec<usize> = Vec::new();
    let mut end = 0;
    let flush = |members: &mut Vec<usize>, found: &mut Vec<Cluster>| {
        if let Some(cluster) = found.last_mut() {
            cluster.citations = members.as_slice().into();
        }
        members.clear();
    };
    for (index, citation) in draft.citations.iter().enumerate() {
        let Some(block) = citation.block.filter(|_| citation.covers.is_none() && counts(index)) else { continue };
        let joins = found.last().is_some_and(|last| {
            let between = prose.text.get(end..citation.from.max(end)).unwrap_or("x");
            last.block == block
                && between.len() <= 8
                && between.chars().all(|c| c.is_whitespace() || matches!(c, ',' | ';'))
        });
        if !joins {
            flush(&mut members, &mut found);
            found.push(Cluster {
                citations: Arc::default(),
                at: citation.at,
                from: citation.from,
                block,
                sentence: sentence_of(prose, block, citation.at, citation.from),
                is_worded: citation.is_worded,
            });
        }
        members.push(index);
        end = citation.at;
    }
    flush(&mut members, &mut found);
    found
}

/// The sentence that a mark belongs to: one that ends where the mark stands, or before it, rather than the next.
fn sentence_of(prose: &Prose, block: usize, at: usize, from: usize) -> Option<usize> {
    let sentences = prose.blocks[block].sentences.clone();
    if sentences.is_empty() {
        return None;
    }
    let place = if from < at { from + 1 } else { at };
    let before = prose.sentences[sentences.clone()].partition_point(|sentence| sentence.range.start < place);
    Some(sentences.start + before.saturating_sub(1))
}

struct Work<'a> {
    draft: &'a Draft,
    scope: Scope,
    claims: Vec<Claim>,
    /// For each block, the citations that cover its end.
    closing: Vec<Option<Arc<[usize]>>>,
}

impl Work<'_> {
    /// For each block, the citations of the innermost comments before it or what it is part of.
    fn comments(&self, counts: &impl Fn(usize) -> bool) -> Vec<Option<Arc<[usize]>>> {
        let mut covers: Vec<(Range<usize>, usize)> = Vec::new();
        for (index, citation) in self.draft.citations.iter().enumerate() {
            covers.extend(citation.covers.clone().filter(|_| counts(index)).map(|range| (range, index)));
        }
        // Elements are nested or apart, so the last one opened is the innermost.
        covers.sort_by_key(|(range, index)| (range.start, Reverse(range.end), *index));
        let mut next = 0;
        let mut open: Vec<(usize, Arc<[usize]>)> = Vec::new();
        let blocks = 0..self.draft.prose.blocks.len();
        blocks
            .map(|block| {
                while next < covers.len() && covers[next].0.start <= block {
                    let range = covers[next].0.clone();
                    let same = covers[next..].iter().take_while(|(other, _)| *other == range).count();
                    let citations = covers[next..next + same].iter().map(|(_, index)| *index).collect();
                    open.push((range.end, citations));
                    next += same;
                }
                while open.last().is_some_and(|(end, _)| *end <= block) {
                    open.pop();
                }
                open.last().map(|(_, citations)| citations.clone())
            })
            .collect()
    }

    fn clusters_of(&self, block: usize) -> &[Cluster] {
        let clusters = &self.draft.clusters;
        let first = clusters.partition_point(|cluster| cluster.block < block);
        let last = clusters.partition_point(|cluster| cluster.block <= block);
        &clusters[first..last]
    }

    /// Claims a block quotation as one, when a mark in its attribution or last line, its lead-in or a comment covers it.
    fn whole_quote(&mut self, quote: &BlockQuote, comments: &[Option<Arc<[usize]>>]) -> bool {
        let prose = &self.draft.prose;
        let last_word =
            spoken(prose, &quote.words).next_back().map_or(quote.words.start, |index| prose.tokens[index].end());
        if last_word == quote.words.start {
            return false;
        }
        let mut outer: Vec<usize> = Vec::new();
        if let Some(block) = quote.attribution_block {
            outer.extend(self.clusters_of(block).iter().flat_map(|cluster| cluster.citations.iter()));
        }
        let mut inner: Vec<usize> = Vec::new();
        for block in quote.blocks.clone() {
            for cluster in self.clusters_of(block) {
                let list = if cluster.at >= last_word { &mut outer } else { &mut inner };
                list.extend(cluster.citations.iter());
            }
        }
        let citations: Arc<[usize]> = if !outer.is_empty() {
            outer.into_iter().chain(inner).collect()
        } else if !inner.is_empty() {
            return false;
        } else if let Some(citations) = quote.lead_in.and_then(|block| self.closing[block].clone()) {
            citations
        } else if let Some(citations) = &comments[quote.blocks.start] {
            citations.clone()
        } else {
            return false;
        };
        let (range, block) = (quote.words.clone(), quote.blocks.start);
        self.claims.push(Claim { range, sentence: None, block, citations, carried: false });
        true
    }

    /// True when the last claim is the whole of `quote`.
    fn is_claimed(&self, quote: &BlockQuote) -> bool {
        self.claims.last().is_some_and(|claim| claim.sentence.is_none() && claim.block == quote.blocks.start)
    }

    fn block(&mut self, block: usize, clusters: Range<usize>, comment: Option<&Arc<[usize]>>) {
        let draft = self.draft;
        let lead_in = match draft.prose.blocks[block].kind {
            crate::text::BlockKind::Item => draft.lead_in[block].and_then(|lead_in| self.closing[lead_in].clone()),
            _ => None,
        };
        let around = comment.cloned().or(lead_in);
        let mut next = clusters.start;
        let mut uncited: Vec<usize> = Vec::new();
        for sentence in draft.prose.blocks[block].sentences.clone() {
            let first = next;
            while next < clusters.end && draft.clusters[next].sentence == Some(sentence) {
                next += 1;
            }
            let whole = draft.prose.sentences[sentence].range.clone();
            if first == next {
                self.closing[block] = around.clone();
                match &around {
                    Some(citations) => self.claim(whole, sentence, citations.clone(), false),
                    None => uncited.push(sentence),
                }
                continue;
            }
            let closing = self.sentence(sentence, first..next, around.as_ref());
            if let (Scope::Paragraph, Some(citations)) = (self.scope, &closing) {
                for sentence in uncited.drain(..) {
                    self.claim(draft.prose.sentences[sentence].range.clone(), sentence, citations.clone(), true);
                }
            }
            uncited.clear();
            self.closing[block] = closing;
        }
    }

    /// Makes the claims of one sentence, and gives the citations that cover its end.
    fn sentence(
        &mut self,
        sentence: usize,
        clusters: Range<usize>,
        around: Option<&Arc<[usize]>>,
    ) -> Option<Arc<[usize]>> {
        let draft = self.draft;
        let prose = &draft.prose;
        let whole = prose.sentences[sentence].range.clone();
        let last_word = spoken(prose, &whole).next_back().map_or(whole.start, |index| prose.tokens[index].end());
        let mut start = whole.start;
        let mut ahead: Option<Arc<[usize]>> = None;
        for cluster in &draft.clusters[clusters] {
            let is_closing = cluster.at >= last_word;
            if !is_closing && start == whole.start && ahead.is_none() && looks_ahead(prose, &whole, cluster) {
                ahead = Some(cluster.citations.clone());
                continue;
            }
            let citations = match ahead.take() {
                Some(ahead) => ahead.iter().chain(cluster.citations.iter()).copied().collect(),
                None => cluster.citations.clone(),
            };
            let end = if is_closing { whole.end } else { cluster.at };
            self.claim(start..end, sentence, citations.clone(), false);
            start = end;
            if is_closing {
                return Some(citations);
            }
        }
        let rest = ahead.or_else(|| around.cloned());
        if let Some(citations) = &rest {
            self.claim(start..whole.end, sentence, citations.clone(), false);
        }
        rest
    }

    /// Adds a claim over the words of `range`, when there are any.
    fn claim(&mut self, range: Range<usize>, sentence: usize, citations: Arc<[usize]>, carried: bool) {
        let prose = &self.draft.prose;
        let whole = &prose.sentences[sentence];
        let mut tokens = tokens_touching(prose, &range);
        if spoken(prose, &range).next().is_none() {
            return;
        }
        // A clause does not begin with the comma or the closing mark of the one before.
        let trails = |index: usize| {
            range.start > whole.range.start
                && matches!(prose.word(index), "," | ";" | ":" | ")" | "]" | "." | "–" | "—" | "”" | "’" | "»")
        };
        while tokens.start < tokens.end && trails(tokens.start) {
            tokens.start += 1;
        }
        let words = prose.range_of(&tokens);
        let range = words.start.max(range.start)..words.end.min(range.end.max(words.start));
        if !range.is_empty() {
            self.claims.push(Claim { range, sentence: Some(sentence), block: whole.block, citations, carried });
        }
    }
}

/// True for a mark that leads its sentence and covers what comes after it: nothing stands before it, or it reads as a
/// word (`@doe`, a link) with up to three words before it and a comma behind: `According to [the memo](x.txt), …`
fn looks_ahead(prose: &Prose, sentence: &Range<usize>, cluster: &Cluster) -> bool {
    let before = spoken(prose, &(sentence.start..cluster.from)).take(4).count();
    before == 0 || (cluster.is_worded && before <= 3 && prose.text[cluster.at..].starts_with(','))
}
