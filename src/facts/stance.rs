//! A place in prose to the cue that governs it: what makes the words there no plain statement (study A10).

use super::inflection::Inflections;
use crate::text::Lists;
use crate::text::Phrases;
use crate::text::Prose;
use crate::text::Token;
use crate::text::word_id;
use anyhow::Result;
use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::ops::Range;

/// What a word does to the words that it governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cue {
    Negation,
    /// `denied that`, `did not say`.
    Denial,
    Hedge,
    Condition,
    Exception,
}

/// Lists by the identity of their words.
#[derive(Debug, Default)]
pub struct Words {
    negations: FxHashSet<u64>,
    adjacent: FxHashSet<u64>,
    undoing: FxHashSet<u64>,
    denying: FxHashSet<u64>,
    claims: FxHashSet<u64>,
    handing: FxHashSet<u64>,
    reporting: FxHashSet<u64>,
    hedges: FxHashSet<u64>,
    asking: FxHashSet<u64>,
    framing: FxHashSet<u64>,
    conditions: Phrases<()>,
    exceptions: Phrases<()>,
    harmless: Phrases<()>,
    before_only: Phrases<()>,
    unreal: Phrases<()>,
    between: Phrases<()>,
    between_words: FxHashSet<u64>,
    infinitive: FxHashSet<u64>,
    openers: FxHashSet<u64>,
    claim_leads: FxHashSet<u64>,
    coordinating: FxHashSet<u64>,
    open_before: FxHashSet<u64>,
    adverb_endings: Vec<String>,
    questions: FxHashSet<u64>,
    question_endings: Vec<String>,
    others: FxHashSet<u64>,
    who: FxHashSet<u64>,
    own: FxHashSet<u64>,
    viewpoints: Phrases<()>,
    sources: Phrases<()>,
    vague_viewpoints: Phrases<()>,
    views: FxHashSet<u64>,
    thinking: FxHashSet<u64>,
    leads: FxHashSet<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    negations: Vec<String>,
    adjacent: Vec<String>,
    undoing: Vec<String>,
    denying: Vec<String>,
    claims: Vec<String>,
    handing: Vec<String>,
    hedges: Vec<String>,
    conditions: Vec<String>,
    exceptions: Vec<String>,
    harmless: Vec<String>,
    asking: Vec<String>,
    before_only: Vec<String>,
    unreal: Vec<String>,
    between: Vec<String>,
    infinitive: Vec<String>,
    openers: Vec<String>,
    claim_leads: Vec<String>,
    coordinating: Vec<String>,
    open_before: Vec<String>,
    adverb_endings: Vec<String>,
    questions: Vec<String>,
    question_endings: Vec<String>,
    others: Vec<String>,
    who: Vec<String>,
    own: Vec<String>,
    viewpoints: Vec<String>,
    sources: Vec<String>,
    vague_viewpoints: Vec<String>,
    views: Vec<String>,
    thinking: Vec<String>,
    leads: Vec<String>,
    framing: Vec<String>,
}

#[derive(Deserialize)]
struct Reporting {
    verbs: Vec<String>,
}

/// Tokens of a phrase that says whose view something is.
const LONGEST_VIEWPOINT: usize = 12;
/// Words of those who think something: `some of the older engineers`.
const LONGEST_SUBJECT: usize = 5;
/// Words looked at before a place; a cue further off is not surely about it.
const REACH: usize = 10;
/// Tokens of a remark between two commas that is read over: `did not, in any way, want`.
const LONGEST_REMARK: usize = 8;

impl Words {
    /// # Errors
    /// When a newsroom's additions do not have the shape of our lists.
    pub fn new(lists: &Lists, inflections: &Inflections) -> Result<Words> {
        let listed: Listed = lists.read("stance")?;
        let reporting: Reporting = lists.read("reporting")?;
        let plain = |words: &[String]| words.iter().map(|word| word_id(word)).collect::<FxHashSet<_>>();
        let forms = |words: &[String]| {
            words.iter().flat_map(|base| inflections.forms(base)).map(|form| word_id(&form)).collect::<FxHashSet<_>>()
        };
        let phrases = |words: &[String]| Phrases::new(words.iter().map(|phrase| (phrase, ())));
        Ok(Words {
            negations: plain(&listed.negations),
            adjacent: plain(&listed.adjacent),
            undoing: forms(&listed.undoing),
            denying: forms(&listed.denying),
            claims: plain(&listed.claims),
            handing: forms(&listed.handing),
            reporting: forms(&reporting.verbs),
            hedges: plain(&listed.hedges),
            asking: forms(&listed.asking),
            framing: forms(&listed.framing),
            conditions: phrases(&listed.conditions),
            exceptions: phrases(&listed.exceptions),
            harmless: phrases(&listed.harmless),
            between_words: plain(&listed.between),
            before_only: phrases(&listed.before_only),
            unreal: phrases(&listed.unreal),
            infinitive: plain(&listed.infinitive),
            openers: plain(&listed.openers),
            claim_leads: plain(&listed.claim_leads),
            coordinating: plain(&listed.coordinating),
            open_before: plain(&listed.open_before),
            adverb_endings: listed.adverb_endings,
            questions: plain(&listed.questions),
            question_endings: listed.question_endings,
            others: plain(&listed.others),
            who: plain(&listed.who),
            own: plain(&listed.own),
            viewpoints: phrases(&listed.viewpoints),
            sources: phrases(&listed.sources),
            vague_viewpoints: phrases(&listed.vague_viewpoints),
            views: plain(&listed.views),
            thinking: forms(&listed.thinking),
            leads: plain(&listed.leads),
            between: phrases(&listed.between),
        })
    }

    /// The cue that governs the word at token `at`, and its tokens; none is looked for before `floor`.
    ///
    /// Only small words may stand between the two, a verb that hands the cue on, or a remark between commas.
    pub fn governing(&self, prose: &Prose, floor: usize, at: usize) -> Option<(Cue, Range<usize>)> {
        let mut here = at;
        // Behind a verb of saying or thinking only a negation tells anything.
        let (mut is_handed, mut is_said, mut is_told) = (false, false, false);
        if let Some(mark) = here.checked_sub(1).filter(|mark| *mark >= floor && is_opening(prose.word(*mark))) {
            here = mark;
            is_said = true;
            if here > floor && matches!(prose.word(here - 1), "," | ":") {
                here -= 1;
            }
        }
        let start = here;
        let least = floor.max(at.saturating_sub(REACH));
        while here > least {
            let last = here - 1;
            let id = prose.tokens[last].id;
            if !prose.tokens[last].is_spoken() {
                here = self.before_remark(prose, least, last)?;
                continue;
            }
            let is_linked = is_handed || !is_said;
            if self.negations.contains(&id) && is_linked {
                let is_plain = self.is_plain_negation(prose, last);
                let cue = if is_told { Cue::Denial } else { Cue::Negation };
                return is_plain.then_some((cue, last..last + 1));
            }
            if self.adjacent.contains(&id) && !is_said && last + 1 == at {
                return self.is_plain_negation(prose, last).then_some((Cue::Negation, last..at));
            }
            if !is_handed && !is_said {
                if self.hedges.contains(&id) {
                    return Some((Cue::Hedge, last..last + 1));
                }
                if last + 1 == at
                    && let Some(start) = self.condition_ending(prose, floor, at)
                {
                    return Some((Cue::Condition, start..at));
                }
                if last > floor
                    && self.unreal.at(&prose.tokens[last - 1..=last]).is_some_and(|(length, ())| length == 2)
                {
                    return Some((Cue::Condition, last - 1..last + 1));
                }
            }
            if let Some(denial) = self.denial(prose, floor, last) {
                return (!self.is_negated(prose, floor, denial.start)).then_some((Cue::Denial, denial));
            }
            if self.infinitive.contains(&id) {
                let verb = last.checked_sub(1).filter(|verb| *verb >= floor)?;
                let id = prose.tokens[verb].id;
                if self.undoing.contains(&id) {
                    return (!self.is_negated(prose, floor, verb))
                        .then_some((if is_told { Cue::Denial } else { Cue::Negation }, verb..last));
                }
                if !self.handing.contains(&id) {
                    return None;
                }
                is_handed = true;
                here = verb;
                continue;
            }
            if self.openers.contains(&id) && here == start && last > floor {
                is_handed = true;
                here = last;
                if !self.hands_on(prose.tokens[last - 1].id) {
                    return None;
                }
                continue;
            }
            if self.hands_on(id) && (here == start || is_handed) {
                is_handed = true;
                is_told |= self.reporting.contains(&id);
                here = last;
                continue;
            }
            here = self.before_between(prose, least, here)?;
        }
        None
    }

    /// The cue in `gap` that says something of the words on either side of it, and its tokens.
    pub fn in_gap(&self, prose: &Prose, gap: &Range<usize>) -> Option<(Cue, Range<usize>)> {
        if let Some(found) = self.governing(prose, gap.start, gap.end) {
            return Some(found);
        }
        let first = gap.clone().find(|token| prose.tokens[*token].is_spoken())?;
        let is_mark = |token: usize| !prose.tokens[token].is_spoken();
        let is_same_clause = (gap.start..first).all(|mark| prose.word(mark) == ",");
        if !is_same_clause {
            return None;
        }
        let before = gap.start.checked_sub(1)?;
        // `is … a good plan`, of `is not in any sense a good plan`.
        let is_whole = gap.len() <= REACH
            && !gap.clone().any(|token| is_mark(token) || self.coordinating.contains(&prose.tokens[token].id));
        if self.negations.contains(&prose.tokens[first].id)
            && is_whole
            && self.between_words.contains(&prose.tokens[before].id)
            && self.is_plain_negation(prose, first)
        {
            return Some((Cue::Negation, first..first + 1));
        }
        let rest = &prose.tokens[first..gap.end];
        if let Some((length, ())) = self.exceptions.at(rest) {
            return Some((Cue::Exception, first..first + length));
        }
        // `It is safe … and will be opened`, of `It is safe if the wind is low and …`.
        let (length, ()) = self.conditions.at(rest)?;
        let is_question = self.asking.contains(&prose.tokens[before].id);
        let is_clause = length + 1 < rest.len() && !self.negations.contains(&rest[length].id);
        (!is_question && is_clause).then_some((Cue::Condition, first..first + length))
    }

    /// True when one of `tokens` says that what stands beside it is no plain statement.
    pub fn is_framed(&self, prose: &Prose, mut tokens: Range<usize>) -> bool {
        tokens.any(|token| {
            let id = prose.tokens[token].id;
            let sets = [&self.negations, &self.adjacent, &self.undoing, &self.denying, &self.hedges, &self.framing];
            prose.word(token) == "?" || sets.iter().any(|set| set.contains(&id))
        })
    }

    /// True for a verb of saying.
    pub fn is_reporting(&self, id: u64) -> bool {
        self.reporting.contains(&id)
    }

    /// True for a word that stands for people who are not the one who speaks: `they`, `critics`.
    pub fn is_others(&self, id: u64) -> bool {
        self.others.contains(&id) || self.who.contains(&id)
    }

    /// True for people by what they are, `critics`, and not by a pronoun.
    pub fn is_others_by_name(&self, id: u64) -> bool {
        self.others.contains(&id)
    }

    /// True for a first word that makes a sentence a question, or may.
    pub fn opens_question(&self, prose: &Prose, token: usize) -> bool {
        let word = prose.word(token);
        let is_negated = || self.question_endings.iter().any(|ending| word.ends_with(ending.as_str()));
        self.questions.contains(&prose.tokens[token].id) || is_negated()
    }

    /// The words that give what starts at token `at` to somebody else than the speaker, none before `floor`: `For some
    /// officials,`, `In their view,`, `Critics say`.
    pub fn viewpoint(&self, prose: &Prose, floor: usize, at: usize) -> Option<Range<usize>> {
        let is_lead =
            |token: &usize| !prose.tokens[*token].is_spoken() || self.leads.contains(&prose.tokens[*token].id);
        let first = (floor..at).find(|token| !is_lead(token))?;
        let comma = (first..at.min(first + LONGEST_VIEWPOINT)).find(|token| prose.word(*token) == ",");
        if let Some(comma) = comma
            && self.is_viewpoint(prose, first..comma)
        {
            // Behind `but` or `I` the speaker speaks again.
            let is_own = |token: usize| {
                let id = prose.tokens[token].id;
                self.coordinating.contains(&id)
                    || self.own.contains(&id)
                    || matches!(prose.word(token), ";" | "—" | "–")
            };
            return (!(comma + 1..at).any(is_own)).then_some(first..comma);
        }
        self.thought_by_others(prose, first, at)
    }

    /// The words right behind token `end` that give what ends there to somebody else: `, according to critics.`
    pub fn viewpoint_behind(&self, prose: &Prose, end: usize) -> Option<Range<usize>> {
        let count = prose.tokens.len();
        let first = if end < count && prose.word(end) == "," { end + 1 } else { end };
        let last = (first..count.min(first + LONGEST_VIEWPOINT)).find(|token| !prose.tokens[*token].is_spoken())?;
        let closes = matches!(prose.word(last), "." | "," | ";" | "”" | "\"" | "!" | "?");
        (closes && last > first && self.is_viewpoint(prose, first..last)).then_some(first..last)
    }

    /// True for a phrase that says whose view something is, and not the speaker's own.
    fn is_viewpoint(&self, prose: &Prose, tokens: Range<usize>) -> bool {
        let id = |token: usize| prose.tokens[token].id;
        let has = |set: &FxHashSet<u64>, tokens: Range<usize>| tokens.into_iter().any(|token| set.contains(&id(token)));
        let phrase = &prose.tokens[tokens.clone()];
        if has(&self.own, tokens.clone()) && !has(&self.others, tokens.clone()) {
            return false;
        }
        if let Some((length, ())) = self.viewpoints.at(phrase) {
            return tokens.len() > length;
        }
        if let Some((length, ())) = self.sources.at(phrase) {
            let people = tokens.start + length..tokens.end;
            return has(&self.others, people.clone()) || prose.tokens[people].iter().any(Token::is_capital);
        }
        if let Some((length, ())) = self.vague_viewpoints.at(phrase) {
            return has(&self.others, tokens.start + length..tokens.end);
        }
        // `in their view`
        let last = tokens.end - 1;
        tokens.len() == 3 && self.views.contains(&id(last)) && self.who.contains(&id(last - 1))
    }

    /// `Critics say`, `some of our neighbours believe that`, right before `at` and from the start of the clause.
    fn thought_by_others(&self, prose: &Prose, first: usize, at: usize) -> Option<Range<usize>> {
        let mut verb = at.checked_sub(1).filter(|verb| *verb > first)?;
        if self.openers.contains(&prose.tokens[verb].id) {
            verb -= 1;
        }
        let id = prose.tokens[verb].id;
        let says = self.thinking.contains(&id) || self.reporting.contains(&id);
        let subject = verb.checked_sub(1).filter(|subject| *subject >= first && verb - first <= LONGEST_SUBJECT)?;
        let is_theirs =
            self.is_others(prose.tokens[subject].id) && prose.tokens[first..verb].iter().all(Token::is_word);
        (says && is_theirs && !self.is_negated(prose, first, verb)).then_some(first..at)
    }

    fn hands_on(&self, id: u64) -> bool {
        self.handing.contains(&id) || self.reporting.contains(&id)
    }

    /// The denying verb when `last` is the `that` behind it: `denied that`, `rejected the claims that`.
    fn denial(&self, prose: &Prose, floor: usize, last: usize) -> Option<Range<usize>> {
        if !self.openers.contains(&prose.tokens[last].id) {
            return None;
        }
        let mut verb = last.checked_sub(1)?;
        if self.claims.contains(&prose.tokens[verb].id) {
            verb = verb.checked_sub(1)?;
            if self.claim_leads.contains(&prose.tokens[verb].id) {
                verb = verb.checked_sub(1)?;
            }
        }
        (verb >= floor && self.denying.contains(&prose.tokens[verb].id)).then_some(verb..last + 1)
    }

    fn is_negated(&self, prose: &Prose, floor: usize, at: usize) -> bool {
        (floor.max(at.saturating_sub(4))..at).any(|token| {
            let id = prose.tokens[token].id;
            self.negations.contains(&id) || self.adjacent.contains(&id) || self.undoing.contains(&id)
        })
    }

    fn is_plain_negation(&self, prose: &Prose, at: usize) -> bool {
        let before = at.checked_sub(1).map(|before| prose.tokens[before].id);
        self.harmless.at(&prose.tokens[at..]).is_none() && !before.is_some_and(|id| self.open_before.contains(&id))
    }

    /// The first token of the condition that ends before `at`, where it is one and no question.
    fn condition_ending(&self, prose: &Prose, floor: usize, at: usize) -> Option<usize> {
        let start = (at.saturating_sub(4).max(floor)..at).find(|start| {
            let ends = |phrases: &Phrases<()>| {
                phrases.at(&prose.tokens[*start..at]).is_some_and(|(length, ())| start + length == at)
            };
            ends(&self.conditions) || ends(&self.before_only)
        })?;
        let is_question = start > floor && self.asking.contains(&prose.tokens[start - 1].id);
        (!is_question).then_some(start)
    }

    /// The token behind which to go on, where a small word or an adverb ends before `here`.
    fn before_between(&self, prose: &Prose, floor: usize, here: usize) -> Option<usize> {
        let word = prose.word(here - 1);
        if self.adverb_endings.iter().any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending.as_str())) {
            return Some(here - 1);
        }
        (here.saturating_sub(3).max(floor)..here).find(|start| {
            self.between.at(&prose.tokens[*start..here]).is_some_and(|(length, ())| start + length == here)
        })
    }

    /// The comma that opens the remark which the comma at `close` ends.
    fn before_remark(&self, prose: &Prose, floor: usize, close: usize) -> Option<usize> {
        if prose.word(close) != "," {
            return None;
        }
        let marks = (floor.max(close.saturating_sub(LONGEST_REMARK))..close).rev();
        let open = marks.into_iter().find(|token| !prose.tokens[*token].is_spoken())?;
        (prose.word(open) == ",").then_some(open)
    }
}

fn is_opening(mark: &str) -> bool {
    matches!(mark, "“" | "\"" | "‘" | "'" | "«" | "„" | "``")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Language;
    use crate::text::Splitter;

    /// `|` stands before the word that is asked about.
    #[track_caller]
    fn check(text: &str, expected: Option<Cue>) {
        let language = Language::new(&Lists::default()).unwrap();
        let at = text.find('|').unwrap();
        let prose = Prose::plain(&text.replace('|', ""), &Splitter::default());
        let token = prose.tokens.partition_point(|token| token.start() < at);
        let found = language.stance.governing(&prose, 0, token).map(|(cue, _)| cue);
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn what_governs_a_word() {
        check("The bridge is not |permitted under the treaty.", Some(Cue::Negation));
        check("The bridge has never really been |closed to us.", Some(Cue::Negation));
        check("We did not, in any way, |want the bridge.", Some(Cue::Negation));
        check("We did not agree to |close the bridge.", Some(Cue::Negation));
        check("We refused to |close the bridge.", Some(Cue::Negation));
        check("We do not believe that |the bridge is safe.", Some(Cue::Denial));
        check("There is no |evidence of that.", Some(Cue::Negation));
        check("We never said that |the bridge was safe.", Some(Cue::Denial));
        check("Hale did not say “|the bridge is safe.”", Some(Cue::Denial));
        check("Hale denied that |the bridge was safe.", Some(Cue::Denial));
        check("Hale rejected the claim that |the bridge was safe.", Some(Cue::Denial));
        check("Hale declined to confirm that |the bridge was safe.", Some(Cue::Denial));
        check("The bridge may be |closed to us.", Some(Cue::Hedge));
        check("We will go if |the bridge is safe.", Some(Cue::Condition));
        check("The bridge would have |been safe.", Some(Cue::Condition));
    }

    /// `|` stands before the word that is asked about.
    #[track_caller]
    fn check_view(text: &str, expected: &str) {
        let language = Language::new(&Lists::default()).unwrap();
        let at = text.find('|').unwrap();
        let prose = Prose::plain(&text.replace('|', ""), &Splitter::default());
        let token = prose.tokens.partition_point(|token| token.start() < at);
        let found =
            language.stance.viewpoint(&prose, 0, token).map(|tokens| prose.slice(&prose.range_of(&tokens)).to_owned());
        assert_eq!(found.unwrap_or_default(), expected, "{text}");
    }

    #[test]
    fn whose_view_it_is() {
        check_view("For some U.S. officials, |the bridge is old.", "For some U.S. officials");
        check_view("But in the view of the port, the bridge |is old.", "in the view of the port");
        check_view("In their view, |the bridge is old.", "In their view");
        check_view("According to Ada Hale, |the bridge is old.", "According to Ada Hale");
        check_view("Some of our critics say that |the bridge is old.", "Some of our critics say that");
        check_view("They think |the bridge is old.", "They think");
        check_view("In my view, |the bridge is old.", "");
        check_view("According to our plan, |the bridge is old.", "");
        check_view("According to plan, |the bridge was closed.", "");
        check_view("For years, |the bridge was closed.", "");
        check_view("For many years, |the bridge was closed.", "");
        check_view("For some officials, the ferry is enough, but |the bridge is old.", "");
        check_view("Critics do not say |the bridge is old.", "");
        check_view("We think |the bridge is old.", "");
    }

    #[test]
    fn what_does_not() {
        check("The bridge is not only |safe.", None);
        check("The man who did not come |closed the bridge.", None);
        check("There is no doubt that |the bridge is safe.", None);
        check("Hale did not deny that |the bridge was safe.", None);
        check("Hale asked if |the bridge was safe.", None);
        check("It was not so. |The bridge is safe.", None);
        check("Hale, who had no hat, said “|the bridge is safe.”", None);
        check("Hale, who had not slept, said |the bridge was safe.", None);
        check("We do not know, and |the bridge is safe.", None);
        check("|The bridge is safe.", None);
    }
}
