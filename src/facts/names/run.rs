//! Capital words to runs: words that may make up a name together with the small words between them.

use super::letters::plain_id;
use super::survey::Capital;
use super::survey::is_merely_common;
use super::words::Classes;
use super::words::Words;
use super::words::class;
use crate::text::Prose;
use std::ops::Range;

/// A word of a run.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Bytes of the prose, without a possessive ending or the dot of an abbreviation.
    pub range: Range<usize>,
    pub id: u64,
    pub classes: Classes,
    pub is_start: bool,
    pub is_upper: bool,
    /// The first letter as written.
    pub letter: char,
    /// A single letter, or several with dots: `J.`, `J.K.`
    pub is_initial: bool,
    /// A small word or sign that only joins.
    pub is_joiner: bool,
    /// Glued to the piece before it by a hyphen.
    pub is_joined: bool,
}

impl Piece {
    pub fn is(&self, classes: Classes) -> bool {
        self.classes & classes != 0
    }
}

/// Longest run in pieces; what is longer is a list or a heading, and is cut.
const LONGEST: usize = 24;

/// Reads the run that starts with `capitals[0]` into `pieces`; how many of `capitals` it took, and the token after it.
pub fn run(
    prose: &Prose,
    words: &Words,
    capitals: &[Capital],
    sentence: &Range<usize>,
    pieces: &mut Vec<Piece>,
) -> (usize, usize) {
    let mut reader = Reader { prose, words, end: sentence.end, pieces };
    reader.pieces.clear();
    let first = &capitals[0];
    reader.leading_particles(first.token, sentence.start);
    reader.push(first, false);
    let mut taken = 1;
    let mut at = reader.after_word(first);
    let mut last = first;
    while !last.is_possessive && reader.pieces.len() < LONGEST {
        let Some(next) = capitals.get(taken) else { break };
        let Some(joined) = reader.reaches(at, next) else { break };
        reader.push(next, joined);
        at = reader.after_word(next);
        last = next;
        taken += 1;
    }
    (taken, at)
}

struct Reader<'a> {
    prose: &'a Prose,
    words: &'a Words,
    end: usize,
    pieces: &'a mut Vec<Piece>,
}

impl Reader<'_> {
    fn push(&mut self, capital: &Capital, is_joined: bool) {
        let start = self.prose.tokens[capital.token].start();
        let written = &self.prose.text[start..start + capital.length];
        let mut letters = written.chars().filter(|letter| *letter != '.');
        let is_dotted = written.contains('.') && capital.classes & class::ACRONYM == 0;
        self.pieces.push(Piece {
            range: start..start + capital.length,
            id: capital.id,
            classes: capital.classes,
            is_start: capital.is_start,
            is_upper: self.prose.tokens[capital.token].is_upper(),
            letter: written.chars().next().unwrap_or(' '),
            is_initial: letters.next().is_some() && (letters.next().is_none() || is_dotted),
            is_joiner: false,
            is_joined,
        });
    }

    fn joiner(&mut self, token: usize) {
        let found = &self.prose.tokens[token];
        self.pieces.push(Piece {
            range: found.range(),
            id: found.id,
            classes: self.words.classes(found.id),
            is_start: false,
            is_upper: false,
            letter: ' ',
            is_initial: false,
            is_joiner: true,
            is_joined: false,
        });
    }

    /// `al-`, `de`, `von der` before the first capital.
    fn leading_particles(&mut self, token: usize, first: usize) {
        let mut start = token;
        while start > first && token - start < 4 {
            let before = start - 1;
            let glued_hyphen = self.mark(before) == "-" && self.glued(before) && self.glued(start);
            let particle = if glued_hyphen { before.checked_sub(1) } else { Some(before) };
            let Some(particle) = particle.filter(|particle| *particle >= first) else { break };
            let found = &self.prose.tokens[particle];
            if !found.is_word() || found.is_capital() || (!glued_hyphen && self.glued(start)) {
                break;
            }
            let classes = self.words.classes(found.id);
            let fits = if glued_hyphen {
                classes & class::ARTICLE != 0
            } else {
                classes & class::PARTICLE != 0
                    && classes & (class::COMMON | class::ARTICLE) == 0
                    && found.range().len() > 1
            };
            if !fits {
                break;
            }
            start = particle;
        }
        for token in start..token {
            if self.prose.tokens[token].is_word() {
                self.joiner(token);
            }
        }
    }

    /// The token after a word and the dot that belongs to it.
    fn after_word(&self, capital: &Capital) -> usize {
        let next = capital.token + 1;
        let is_inner_dot = next + 1 < self.end && self.mark(next) == "." && self.glued(next);
        if is_inner_dot { next + 1 } else { next }
    }

    /// Whether the run goes on to `next` from token `at`, adding the joiners between; true inside when by a hyphen.
    fn reaches(&mut self, at: usize, next: &Capital) -> Option<bool> {
        if next.token >= self.end || next.token < at || next.token - at > 3 {
            return None;
        }
        if is_lone_i(next, self.prose) || is_designation(next.token, self.prose) {
            return None;
        }
        let last = self.pieces.last()?;
        let is_after_initial = last.is_initial;
        let between = at..next.token;
        if between.is_empty() {
            let breaks = next.classes & class::FUNCTION != 0 && next.classes & class::GIVEN == 0;
            // `J.Berg` is one name; `Comment.BERG` lost the space between two sentences.
            let glued = self.glued(next.token) && !(is_after_initial && self.after_dot(next.token));
            // `the Al. Later`: a full stop after what looks like an abbreviation, an everyday word behind it.
            let ends_here = self.after_dot(next.token)
                && !is_after_initial
                && !last.is(class::TITLE)
                && is_merely_common(next.classes);
            return (!breaks && !glued && !next.is_start && !ends_here).then_some(false);
        }
        if between.len() == 1 {
            return self.reaches_over(at, next);
        }
        self.reaches_over_some(between, next)
    }

    /// One token between: a hyphen, `&`, a comma before `Jr.`, a particle, `of`.
    fn reaches_over(&mut self, between: usize, next: &Capital) -> Option<bool> {
        let mark = self.mark(between);
        if mark == "-" || mark == "‐" || mark == "‑" {
            let is_tight = self.glued(between) && self.glued(next.token);
            return is_tight.then_some(true);
        }
        if mark == "&" {
            self.joiner(between);
            return Some(false);
        }
        if mark == "," {
            return (next.classes & class::SUFFIX != 0 && self.prose.word(next.token).len() <= 3).then_some(false);
        }
        if !self.prose.tokens[between].is_word() || self.glued(next.token) || next.is_start {
            return None;
        }
        if self.joins(between, next) {
            self.joiner(between);
            return Some(false);
        }
        None
    }

    /// Two or three tokens between: `of the`, `von der`, `bin al-`, `-on-`.
    fn reaches_over_some(&mut self, between: Range<usize>, next: &Capital) -> Option<bool> {
        let first = between.start;
        // Rostov-on-Don, President-elect Diaz
        if self.mark(first) == "-" && self.glued(first) && self.glued(first + 1) {
            let word = &self.prose.tokens[first + 1];
            let is_elect = between.len() == 2 && matches!(self.prose.word(first + 1), "elect" | "designate");
            if is_elect {
                return Some(false);
            }
            let closes = between.len() == 3 && self.mark(first + 2) == "-" && self.glued(next.token);
            if closes && word.is_word() && word.range().len() <= 4 {
                self.joiner(first + 1);
                return Some(true);
            }
            return None;
        }
        let tokens = &self.prose.tokens;
        let last = between.end - 1;
        let ends_in_hyphen = self.mark(last) == "-" && self.glued(last) && self.glued(next.token);
        if ends_in_hyphen {
            // bin al-Hakim
            let article = last - 1;
            let is_article = tokens[article].is_word() && self.words.classes(tokens[article].id) & class::ARTICLE != 0;
            let before = first..article;
            let fits = is_article && !self.glued(article) && before.clone().all(|token| self.is_particle(token));
            if !fits {
                return None;
            }
            for token in before.chain([article]) {
                self.joiner(token);
            }
            return Some(false);
        }
        if self.glued(next.token) || next.is_start || !between.clone().all(|token| tokens[token].is_word()) {
            return None;
        }
        let all_particles = between.clone().all(|token| self.is_particle(token));
        let of_the = between.len() == 2 && self.mark(last) == "the" && self.joins(first, next);
        if !all_particles && !of_the {
            return None;
        }
        for token in between {
            self.joiner(token);
        }
        Some(false)
    }

    fn is_particle(&self, token: usize) -> bool {
        let found = &self.prose.tokens[token];
        let classes = self.words.classes(found.id);
        found.is_word() && !found.is_capital() && classes & class::PARTICLE != 0 && classes & class::COMMON == 0
    }

    /// Whether a lower-case word joins the run so far to `next`.
    fn joins(&self, token: usize, next: &Capital) -> bool {
        if self.is_particle(token) {
            return true;
        }
        let Some(last) = self.pieces.last() else { return false };
        let is_person = self.pieces.first().is_some_and(|piece| piece.is(class::GIVEN)) && last.is(class::HEAD_TOO);
        let has = |word: &str| {
            self.pieces.iter().any(|piece| piece.is_joiner && &self.prose.text[piece.range.clone()] == word)
        };
        match self.mark(token) {
            "of" => last.is(class::ORG_HEAD | class::PLACE_HEAD | class::TITLE) && !is_person && !last.is(class::GIVEN),
            "for" => last.is(class::ORG_FOR) || (has("of") && last.is(class::DOMAIN | class::ORG_HEAD)),
            "and" => {
                let of_list = (has("of") || has("for")) && last.is(class::COMMON | class::DOMAIN | class::ORG_HEAD);
                let everyday = class::COMMON | class::DOMAIN;
                let is_pair =
                    self.pieces.len() == 1 && last.is(everyday) && !last.is_start && !last.is(class::ORG_HEAD);
                ((of_list || is_pair) && next.classes & everyday != 0 && !last.is(class::GIVEN))
                    || self.is_place_pair(next)
            }
            // Peter the Great
            "the" => last.is(class::GIVEN) && next.classes & class::COMMON != 0 && self.pieces.len() == 1,
            _ => false,
        }
    }

    /// `Trinidad and Tobago`
    fn is_place_pair(&self, next: &Capital) -> bool {
        use super::letters::{EMPTY, then};
        let sequence = self.pieces.iter().fold(EMPTY, |sum, piece| then(sum, piece.id));
        let sequence = then(then(sequence, plain_id("and")), next.id);
        !self.words.gazetteer.at(sequence).is_empty()
    }

    fn after_dot(&self, token: usize) -> bool {
        token > 0 && self.mark(token - 1) == "."
    }

    fn mark(&self, token: usize) -> &str {
        self.prose.word(token)
    }

    fn glued(&self, token: usize) -> bool {
        self.prose.tokens[token].is_glued()
    }
}

/// `MQ-4`, `B-52`, and the `C` of `4C`: a type of machine.
pub fn is_designation(token: usize, prose: &Prose) -> bool {
    let tokens = &prose.tokens;
    if token > 0 && tokens[token].is_glued() && tokens[token - 1].is_number() {
        return true;
    }
    let (Some(hyphen), Some(number)) = (tokens.get(token + 1), tokens.get(token + 2)) else { return false };
    prose.word(token + 1) == "-" && hyphen.is_glued() && number.is_glued() && number.is_number()
}

/// The pronoun.
fn is_lone_i(capital: &Capital, prose: &Prose) -> bool {
    capital.length == 1 && prose.word(capital.token) == "I"
}
