//! Prose to its capital words, and what the text as a whole says of them.

use super::letters::is_plain;
use super::letters::plain_id;
use super::letters::without_possessive;
use super::words::Classes;
use super::words::Words;
use super::words::class;
use crate::text::BlockKind;
use crate::text::Prose;
use crate::text::Zone;
use crate::text::word_id;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// A capital word of the text.
#[derive(Clone, Copy, Debug)]
pub struct Capital {
    pub token: usize,
    /// Identity of its plain letters, without a possessive ending.
    pub id: u64,
    pub classes: Classes,
    /// Bytes without a possessive ending.
    pub length: usize,
    pub is_possessive: bool,
    /// Its capital may come from its place: the first word of a sentence or of quoted words.
    pub is_start: bool,
}

/// How a sentence uses capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Plain,
    /// Headlines in Title Case and lines in capitals: a capital says nothing here.
    Loud,
}

pub struct Survey {
    pub capitals: Vec<Capital>,
    /// For each sentence of the prose: its capitals and its shape.
    pub sentences: Vec<(Range<usize>, Shape)>,
    /// Words with a capital where their place gives them none.
    pub seen: FxHashSet<u64>,
    /// First words of sentences that the text writes without a capital too.
    pub lower: FxHashSet<u64>,
}

pub fn survey(prose: &Prose, words: &Words) -> Survey {
    let mut made = Survey {
        capitals: Vec::with_capacity(prose.tokens.len() / 8),
        sentences: Vec::with_capacity(prose.sentences.len()),
        seen: FxHashSet::default(),
        lower: FxHashSet::default(),
    };
    for sentence in &prose.sentences {
        let first = made.capitals.len();
        let mut tally = Tally::default();
        for index in sentence.tokens.clone() {
            let token = &prose.tokens[index];
            if !token.is_word() {
                continue;
            }
            tally.words += 1;
            if !token.is_capital() {
                tally.lower += u32::from(token.range().len() >= 4);
                continue;
            }
            let is_start = starts_words(prose, index, sentence.tokens.start);
            let mut capital = read(prose, index, is_start, words);
            // A line break before an everyday word parts a heading or a byline from what follows.
            const HEADS: u32 = class::GIVEN | class::ORG_HEAD | class::PLACE_HEAD | class::TITLE | class::DOMAIN;
            if capital.classes & class::COMMON != 0 && capital.classes & HEADS == 0 && opens_line(prose, index) {
                capital.is_start = true;
            }
            let is_start = capital.is_start;
            tally.upper += u32::from(token.is_upper());
            tally.common += u32::from(!is_start && is_merely_common(capital.classes));
            made.capitals.push(capital);
        }
        let block = &prose.blocks[sentence.block];
        let is_heading = block.kind == BlockKind::Heading || block.zone == Zone::Headline;
        tally.is_closed = sentence.tokens.clone().last().is_some_and(|last| closes(prose.word(last)));
        let shape = tally.shape(made.capitals.len() - first, is_heading);
        if shape == Shape::Plain {
            let inside = made.capitals[first..].iter().filter(|c| !c.is_start && c.classes & class::FUNCTION == 0);
            made.seen.extend(inside.map(|capital| capital.id));
        }
        made.sentences.push((first..made.capitals.len(), shape));
    }
    made.lower = lower_forms(prose, &made);
    made
}

/// Counts of one sentence.
#[derive(Default)]
struct Tally {
    words: u32,
    /// Words of four bytes or more without a capital.
    lower: u32,
    /// Words all in capitals.
    upper: u32,
    /// Everyday words with a capital that their place does not give them.
    common: u32,
    /// Ends in a full stop or another closing mark.
    is_closed: bool,
}

impl Tally {
    fn shape(&self, capitals: usize, is_heading: bool) -> Shape {
        let capitals = capitals as u32;
        let in_capitals = self.upper >= 3 && self.upper * 2 > self.words;
        let in_title_case = self.common >= 2 && self.lower <= 1 + capitals / 6;
        let is_capital_heading = is_heading && capitals >= 3 && capitals > self.lower;
        let is_bare = !self.is_closed && self.common >= 1 && self.lower == 0 && capitals >= 3;
        if in_capitals || in_title_case || is_bare || is_capital_heading { Shape::Loud } else { Shape::Plain }
    }
}

fn closes(mark: &str) -> bool {
    matches!(mark, "." | "!" | "?" | "\"" | "”" | "’" | "'" | "»" | ")" | ":" | ";" | ",")
}

pub(super) fn is_merely_common(classes: Classes) -> bool {
    const NAMELIKE: u32 = class::GIVEN | class::TITLE | class::ORG_HEAD | class::PLACE_HEAD | class::PEOPLE;
    classes & class::COMMON != 0 && classes & (NAMELIKE | class::PLACE | class::DOMAIN | class::ACRONYM) == 0
}

fn read(prose: &Prose, index: usize, is_start: bool, words: &Words) -> Capital {
    let token = &prose.tokens[index];
    let written = prose.word(index);
    if is_plain(written) {
        let mut classes = words.classes(token.id);
        if token.is_upper() && classes & class::ACRONYM != 0 {
            classes &= !(class::COMMON | class::FUNCTION);
        }
        return Capital { token: index, id: token.id, classes, length: written.len(), is_possessive: false, is_start };
    }
    let base = &written[..without_possessive(written)];
    let id = plain_id(base);
    let mut classes = words.classes(id);
    if base.len() == written.len() {
        classes |= words.classes(token.id);
    } else if !base.is_ascii() {
        classes |= words.classes(word_id(base));
    }
    if token.is_upper() && classes & class::ACRONYM != 0 {
        classes &= !(class::COMMON | class::FUNCTION);
    }
    if is_contraction(written) {
        classes |= class::COMMON | class::FUNCTION;
    }
    Capital { token: index, id, classes, length: base.len(), is_possessive: base.len() < written.len(), is_start }
}

fn opens_line(prose: &Prose, index: usize) -> bool {
    let start = prose.tokens[index].start();
    start > 0 && prose.text.as_bytes()[start - 1] == b'\n'
}

/// `It'll`, `She’d`: no name begins so.
fn is_contraction(word: &str) -> bool {
    const ENDINGS: [&str; 6] = ["ll", "d", "ve", "re", "m", "t"];
    let tail = word.rsplit_once(['\'', '’']).map_or("", |(_, tail)| tail);
    ENDINGS.contains(&tail)
}

/// True for the first word of a sentence, of quoted words, and after a colon or a bullet.
fn starts_words(prose: &Prose, index: usize, first: usize) -> bool {
    if index == first {
        return true;
    }
    let before = &prose.tokens[index - 1];
    if before.is_word() {
        return false;
    }
    let mark = prose.word(index - 1);
    let is_glued = prose.tokens[index].is_glued();
    match mark {
        "\"" | "'" | "“" | "‘" | "«" | "„" | "‹" => is_glued,
        ":" | ";" | "•" | "–" | "—" | "·" | "*" | "|" | "…" | "?" | "!" | "..." => !is_glued,
        "(" | "[" => index - 1 == first,
        // `Orle (Herald)Police said`
        ")" | "]" => is_glued,
        "-" => !is_glued && !before.is_glued(),
        "," => false,
        // A list's number: `3 Ships` starts nothing, `3.` was a sentence of its own.
        _ => index - 1 == first && !before.is_number(),
    }
}

/// Which first words of sentences occur in lower case as well.
fn lower_forms(prose: &Prose, survey: &Survey) -> FxHashSet<u64> {
    const KNOWN: u32 = class::COMMON | class::GIVEN | class::TITLE | class::PLACE;
    let starts = survey.capitals.iter().filter(|capital| capital.is_start && capital.classes & KNOWN == 0);
    let wanted: FxHashSet<u64> = starts.map(|capital| capital.id).collect();
    if wanted.is_empty() {
        return wanted;
    }
    // A sieve of bits spares most words the lookup.
    let mut sieve = [0u64; 256];
    let bit = |id: u64| ((id >> 6) as usize & 255, 1u64 << (id & 63));
    for id in &wanted {
        let (word, mask) = bit(*id);
        sieve[word] |= mask;
    }
    let lower = prose.tokens.iter().filter(|token| token.is_word() && !token.is_capital());
    let sieved = lower.filter(|token| {
        let (word, mask) = bit(token.id);
        sieve[word] & mask != 0
    });
    sieved.map(|token| token.id).filter(|id| wanted.contains(id)).collect()
}
