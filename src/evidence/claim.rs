//! What the sources have of one claim and of the dates, quantities and names in it.

use super::Evidence;
use super::Source;
use super::passages;
use super::passages::Support;
use super::slots::Slots;
use super::stated;
use crate::facts::Language;
use crate::facts::Relation;
use crate::facts::dates;
use crate::facts::dates::Date;
use crate::facts::dates::DateValue;
use crate::facts::dates::Days;
use crate::facts::dates::Grain;
use crate::facts::names;
use crate::facts::names::Entities;
use crate::facts::names::Name;
use crate::facts::quantities;
use crate::facts::quantities::Difference;
use crate::facts::quantities::Measure;
use crate::facts::quantities::Quantity;
use crate::facts::quantities::heads_agree;
use crate::text::Prose;
use std::ops::Range;

/// The dates, quantities and names of a document.
#[derive(Debug, Default)]
pub struct Facts {
    pub dates: Vec<Date>,
    pub quantities: Vec<Quantity>,
    pub names: Vec<Name>,
}

impl Facts {
    /// `known` are the entities of another text about the same matter, which bear out names at the start of a sentence.
    pub fn of(prose: &Prose, language: &Language, anchor: Option<Days>, known: Option<&Entities>) -> Facts {
        let dates = dates::dates(prose, &language.dates, anchor);
        let mut taken: Vec<Range<usize>> = dates.iter().map(|date| date.range.clone()).collect();
        taken.extend(dates::clock_times(prose, &language.dates));
        taken.sort_by_key(|range| range.start);
        let quantities = quantities::quantities(prose, &language.quantities, &taken);
        let names = names::names_knowing(prose, &language.names, known);
        Facts { dates, quantities, names }
    }
}

impl Facts {
    /// True when one of them lies in `range`.
    fn any_in(&self, range: &Range<usize>) -> bool {
        !in_claim(&self.dates, |date| &date.range, range).is_empty()
            || !in_claim(&self.quantities, |quantity| &quantity.range, range).is_empty()
            || !in_claim(&self.names, |name| &name.range, range).is_empty()
    }
}

/// A kind of fact that is compared by its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKind {
    Date,
    Quantity,
    Name,
}

/// One fact of a claim.
#[derive(Clone, Debug)]
pub struct FactEvidence {
    pub kind: FactKind,
    /// Index into the draft's facts of that kind.
    pub fact: usize,
    /// Bytes of the draft's prose.
    pub range: Range<usize>,
    pub outcome: FactOutcome,
}

/// How a fact stands to the sources of its claim. Numbers are indices: of the source, and of its fact of that kind.
#[derive(Clone, Debug)]
pub enum FactOutcome {
    /// A source bears it out; where, when that is one of its facts.
    Agrees { source: usize, fact: Option<usize> },
    /// The source has another value in its place.
    Differs { source: usize, fact: usize, relation: Relation },
    /// A name that is nearly one of the source's.
    Misspelled { source: usize, fact: usize },
    /// No source has it anywhere.
    Absent,
    /// It cannot be told.
    Unclear,
}

/// A claim held against its sources.
#[derive(Debug)]
pub struct ClaimEvidence {
    /// Index into the draft's claims.
    pub claim: usize,
    pub range: Range<usize>,
    pub is_carried: bool,
    /// Indices of the sources it cites.
    pub sources: Vec<usize>,
    /// Why it was left unchecked.
    pub unchecked: Option<&'static str>,
    /// The source that carries most of it, and what it has of it.
    pub support: Option<(usize, Support)>,
    pub facts: Vec<FactEvidence>,
}

/// All claims of the draft held against the sources they cite.
pub fn claims(evidence: &Evidence) -> Vec<ClaimEvidence> {
    let draft = evidence.draft;
    let quoted: Vec<Range<usize>> = evidence
        .quotations
        .iter()
        .filter(|quotation| quotation.unchecked.is_none())
        .flat_map(|quotation| inner_ranges(evidence, quotation.quote, &quotation.range))
        .collect();
    draft
        .claims
        .iter()
        .enumerate()
        .map(|(index, claim)| {
            let sources = evidence.sources_of(&claim.citations);
            let mut found = ClaimEvidence {
                claim: index,
                range: claim.range.clone(),
                is_carried: claim.carried,
                unchecked: sources.is_empty().then(|| evidence.why_unchecked(&claim.citations)),
                sources,
                support: None,
                facts: Vec::new(),
            };
            if found.unchecked.is_none() {
                hold(evidence, &mut found, &quoted);
            }
            found
        })
        .collect()
}

/// The quotations that `range` spans; an interrupted one has several.
fn inner_ranges(evidence: &Evidence, first: usize, range: &Range<usize>) -> Vec<Range<usize>> {
    let quotes = &evidence.quotes.quotes[first..];
    let inside = quotes.iter().take_while(|quote| quote.range.start < range.end);
    inside.filter(|quote| quote.inside.is_none()).map(|quote| quote.outer.clone()).collect()
}

fn hold(evidence: &Evidence, claim: &mut ClaimEvidence, quoted: &[Range<usize>]) {
    let (draft, language) = (&evidence.draft.prose, evidence.language);
    let first = quoted.partition_point(|range| range.end <= claim.range.start);
    let last = quoted.partition_point(|range| range.start < claim.range.end);
    let skip = &quoted[first.min(last)..last];
    let own_words = passages::terms(draft, &claim.range, skip, language);
    let all_words = passages::terms(draft, &claim.range, &[], language);
    let mut views = Vec::new();
    for source in &claim.sources {
        let opened = &evidence.sources[*source];
        let support = passages::support(draft, all_words.clone(), opened, language);
        let has_facts = evidence.facts.any_in(&claim.range);
        let slots = has_facts.then(|| Slots::new(draft, &claim.range, opened, &support, language)).flatten();
        views.push(View { number: *source, source: opened, support, slots });
    }
    let facts = &evidence.facts;
    let is_quoted = |range: &Range<usize>| skip.iter().any(|quote| quote.start < range.end && range.start < quote.end);
    let within =
        |range: &Range<usize>| claim.range.start <= range.start && range.end <= claim.range.end && !is_quoted(range);
    let mut found = Vec::new();
    for index in in_claim(&facts.dates, |date| &date.range, &claim.range) {
        let date = &facts.dates[index];
        if within(&date.range) {
            let outcome = views.iter().map(|view| date_outcome(date, view, draft, language)).reduce(better);
            found.push((FactKind::Date, index, date.range.clone(), outcome));
        }
    }
    for index in in_claim(&facts.quantities, |quantity| &quantity.range, &claim.range) {
        let quantity = &facts.quantities[index];
        if within(&quantity.range) {
            let outcome = views.iter().map(|view| quantity_outcome(quantity, view, draft, language)).reduce(better);
            found.push((FactKind::Quantity, index, quantity.range.clone(), outcome));
        }
    }
    for index in in_claim(&facts.names, |name| &name.range, &claim.range) {
        let name = &facts.names[index];
        if within(&name.range) && !evidence.is_known_name(draft.slice(&name.range)) {
            let outcome = views.iter().map(|view| super::names::outcome(name, view, evidence)).reduce(better);
            found.push((FactKind::Name, index, name.range.clone(), outcome));
        }
    }
    claim.facts = found
        .into_iter()
        .map(|(kind, fact, range, outcome)| FactEvidence {
            kind,
            fact,
            range,
            outcome: outcome.unwrap_or(FactOutcome::Unclear),
        })
        .collect();
    claim.support = views
        .into_iter()
        .map(|view| {
            let own = if skip.is_empty() {
                view.support
            } else {
                passages::support(draft, own_words.clone(), view.source, language)
            };
            (view.number, own)
        })
        .reduce(|one, other| if other.1.passages > one.1.passages { other } else { one });
}

/// Indices of the facts that lie in `range`; facts are sorted.
fn in_claim<T>(facts: &[T], range_of: impl Fn(&T) -> &Range<usize>, range: &Range<usize>) -> Range<usize> {
    let first = facts.partition_point(|fact| range_of(fact).start < range.start);
    let last = facts.partition_point(|fact| range_of(fact).start < range.end);
    first..last.max(first)
}

/// One source as a claim sees it.
pub struct View<'a> {
    pub number: usize,
    pub source: &'a Source,
    pub support: Support,
    pub slots: Option<Slots>,
}

/// Least share of the words around a fact that must stand around its counterpart.
pub const STRONG: f64 = 0.6;
/// Least share of a claim that must read as the passage does, for a counterpart to be sure.
pub const RETOLD: f64 = 0.45;

impl View<'_> {
    /// The place in the source where the counterpart of `range` of the draft must stand: bytes of its prose; the
    /// evidence is strict.
    pub fn counterpart(&self, draft: &Prose, range: &Range<usize>) -> Option<Range<usize>> {
        let slots = self.slots.as_ref().filter(|slots| slots.similarity >= RETOLD)?;
        let slot = slots.slot(&draft.tokens_in(range))?;
        let is_strong = slot.strength >= STRONG && slot.shared >= 2;
        let end = slot.positions.end.min(self.source.index.len());
        let positions = slot.positions.start.min(end)..end;
        is_strong.then(|| self.source.range(&positions))
    }
}

impl View<'_> {
    /// A fact at `range` of the draft held against the facts of its kind, which stand at `ranges` of the source.
    ///
    /// The one in its slot decides. Without a slot, any that agrees is enough, and one that does not must stand in a
    /// sentence that tells of the same thing.
    fn compare(
        &self,
        draft: &Prose,
        range: &Range<usize>,
        ranges: &[&Range<usize>],
        relation: impl Fn(usize) -> Relation,
        is_counterpart: impl Fn(usize) -> bool,
    ) -> FactOutcome {
        let source = self.number;
        let relations: Vec<Relation> = (0..ranges.len()).map(&relation).collect();
        let clashes = |index: usize| matches!(relations[index], Relation::Disjoint | Relation::Finer);
        let slot = self.counterpart(draft, range);
        let in_slot: Vec<usize> = slot.map_or_else(Vec::new, |slot| {
            let first = ranges.partition_point(|other| other.end <= slot.start);
            let last = ranges.partition_point(|other| other.start < slot.end);
            (first..last.max(first)).filter(|index| is_counterpart(*index)).collect()
        });
        if let Some(index) = in_slot.iter().find(|index| relations[**index].agrees()) {
            return FactOutcome::Agrees { source, fact: Some(*index) };
        }
        if let [index] = in_slot[..]
            && clashes(index)
        {
            return FactOutcome::Differs { source, fact: index, relation: relations[index] };
        }
        if let Some(index) = relations.iter().position(|relation| relation.agrees()) {
            return FactOutcome::Agrees { source, fact: Some(index) };
        }
        let told = if in_slot.is_empty() { self.told(draft, range, ranges, &relations, &is_counterpart) } else { None };
        if let Some(index) = told {
            return FactOutcome::Differs { source, fact: index, relation: relations[index] };
        }
        let is_unclear =
            |index: usize| matches!(relations[index], Relation::Overlap | Relation::Finer) && is_counterpart(index);
        if !in_slot.is_empty() || (0..ranges.len()).any(is_unclear) {
            FactOutcome::Unclear
        } else {
            FactOutcome::Absent
        }
    }

    /// The fact of the source that tells of the same thing as the one at `range` of the draft, by the words of its
    /// sentence and those near it (study 1, counterpart score); `None` when it agrees or another comes as near.
    fn told(
        &self,
        draft: &Prose,
        range: &Range<usize>,
        ranges: &[&Range<usize>],
        relations: &[Relation],
        is_counterpart: &impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let prose = &self.source.seed.prose;
        let mut best: Option<(f64, usize)> = None;
        let mut rival = 0.0_f64;
        for sentence in &self.support.best {
            let within = &prose.sentences[*sentence].range;
            let first = ranges.partition_point(|other| other.start < within.start);
            for index in (first..ranges.len()).take_while(|index| ranges[*index].end <= within.end) {
                if !is_counterpart(index) || relations[index] == Relation::Unknown {
                    continue;
                }
                let score = self.score(draft, range, ranges[index], *sentence);
                if !matches!(relations[index], Relation::Disjoint | Relation::Finer) {
                    rival = rival.max(score);
                } else if best.is_none_or(|(known, _)| score > known) {
                    rival = rival.max(best.map_or(0.0, |(known, _)| known));
                    best = Some((score, index));
                } else {
                    rival = rival.max(score);
                }
            }
        }
        let (score, index) = best?;
        let enough = if relations[index] == Relation::Finer { TOLD_FINER } else { TOLD };
        (score >= enough && score - rival >= MARGIN).then_some(index)
    }

    /// How much speaks for `other`, in `sentence` of the source, being the counterpart of `range`, 0.0 to 1.0: three
    /// fifths are the weight of the claim's words in that sentence, two those of the words near the fact.
    fn score(&self, draft: &Prose, range: &Range<usize>, other: &Range<usize>, sentence: usize) -> f64 {
        let at = draft.tokens_in(range);
        let (mut total, mut covered, mut near_total, mut near) = (0.0, 0.0, 0.0, 0.0);
        for (number, term) in self.support.terms.iter().enumerate().filter(|(_, term)| !at.contains(&term.token)) {
            let place = self.support.places[number].iter().find(|place| place.0 as usize == sentence);
            total += term.weight;
            covered += if place.is_some() { term.weight } else { 0.0 };
            if term.token + NEAR >= at.start && term.token < at.end + NEAR {
                near_total += term.weight;
                let position = self.source.seed.prose.tokens_in(other);
                let is_near = place.is_some_and(|(_, token)| {
                    (*token as usize) + 2 * NEAR >= position.start && (*token as usize) < position.end + 2 * NEAR
                });
                near += if is_near { term.weight } else { 0.0 };
            }
        }
        let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
        0.6 * share(covered, total) + 0.4 * share(near, near_total)
    }
}

/// Tokens on each side of a fact that tell what it is about.
const NEAR: usize = 5;
/// Least score of a counterpart that is another value (study 1 acts from 500 permille on; more is asked for here, since
/// no clause is read).
const TOLD: f64 = 0.62;
/// The same for one that is only coarser.
const TOLD_FINER: f64 = 0.5;
/// How far the next candidate must stay behind.
const MARGIN: f64 = 0.1;

/// The outcome that speaks more for the draft: a source that agrees is enough, and absent means absent from all.
fn better(one: FactOutcome, other: FactOutcome) -> FactOutcome {
    let rank = |outcome: &FactOutcome| match outcome {
        FactOutcome::Agrees { .. } => 0,
        FactOutcome::Unclear => 1,
        FactOutcome::Misspelled { .. } => 2,
        FactOutcome::Differs { .. } => 3,
        FactOutcome::Absent => 4,
    };
    if rank(&other) < rank(&one) { other } else { one }
}

fn date_outcome(date: &Date, view: &View, draft: &Prose, language: &Language) -> FactOutcome {
    let facts = view.source.facts(language);
    let relation = |index: usize| dates::relation(&date.value, &facts.dates[index].value);
    let ranges: Vec<&Range<usize>> = facts.dates.iter().map(|date| &date.range).collect();
    let found = view.compare(draft, &date.range, &ranges, relation, |_| true);
    if matches!(found, FactOutcome::Absent | FactOutcome::Unclear)
        && let Some(fact) = coarser_alone(date, view, facts)
    {
        return FactOutcome::Differs { source: view.number, fact, relation: Relation::Finer };
    }
    match found {
        // What has no days of its own cannot be missed.
        FactOutcome::Absent if !is_absolute(&date.value) => FactOutcome::Unclear,
        FactOutcome::Absent if stated::may_be_meant(date, draft, view.source, language) => FactOutcome::Unclear,
        found => found,
    }
}

/// The one date of the best passages that holds a day of the draft without being one (`late September 2003` for
/// `September 29, 2003`); none when two do, or when it is no finer than a year.
fn coarser_alone(date: &Date, view: &View, facts: &Facts) -> Option<usize> {
    if date.value.grain > Grain::Day || !is_absolute(&date.value) || date.value.given.day.is_none() {
        return None;
    }
    let holds = |index: &usize| {
        let other = &facts.dates[*index].value;
        let is_sure = other.kind == dates::Kind::Point && other.given.year.is_some() && !other.is_relative();
        let is_stretch = is_sure && other.grain > Grain::Day && other.grain <= Grain::Season;
        is_stretch && dates::relation(&date.value, other) == Relation::Finer
    };
    let prose = &view.source.seed.prose;
    let passages = view.support.best.iter().map(|sentence| &prose.sentences[*sentence].range);
    let mut found = passages.flat_map(|range| in_claim(&facts.dates, |date| &date.range, range)).filter(holds);
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// True for a date that names its year, or a day of a month.
fn is_absolute(date: &DateValue) -> bool {
    let names_day = date.given.month.is_some() && date.given.day.is_some();
    let is_definite = !matches!(date.kind, dates::Kind::Vague | dates::Kind::Recurring);
    is_definite
        && date.is_resolved()
        && (date.given.year.is_some() || names_day || !date.is_relative() && date.grain >= Grain::Year)
}

fn quantity_outcome(quantity: &Quantity, view: &View, draft: &Prose, language: &Language) -> FactOutcome {
    let facts = view.source.facts(language);
    let relation = |index: usize| quantities::compare(&quantity.value, &facts.quantities[index].value).relation;
    // Two nouns that no list joins count two things, until it is shown otherwise.
    let heads = |index: usize| {
        let can_be = match (&quantity.head, &facts.quantities[index].head) {
            (Some(one), Some(other)) => heads_agree(Some(one), Some(other)) == Some(true),
            _ => true,
        };
        can_be && relation(index) != Relation::Unknown
    };
    let ranges: Vec<&Range<usize>> = facts.quantities.iter().map(|quantity| &quantity.range).collect();
    let found = view.compare(draft, &quantity.range, &ranges, relation, heads);
    let slip =
        if matches!(found, FactOutcome::Absent | FactOutcome::Unclear) { slipped(quantity, view, facts) } else { None };
    if let Some(fact) = slip {
        return FactOutcome::Differs { source: view.number, fact, relation: Relation::Disjoint };
    }
    let is_verbatim = view.slots.as_ref().is_some_and(|slots| slots.similarity >= VERBATIM);
    match found {
        FactOutcome::Absent if quantity.is_loose || is_small_count(quantity, draft) => FactOutcome::Unclear,
        FactOutcome::Absent | FactOutcome::Differs { .. } if !is_verbatim && is_derived(quantity, view, facts) => {
            FactOutcome::Agrees { source: view.number, fact: None }
        }
        found => found,
    }
}

/// The one quantity of the best passages that has the same figures and another unit, scale or currency
/// (`554-kilometer` for `554-mile`): figures of so many digits do not meet by chance.
fn slipped(quantity: &Quantity, view: &View, facts: &Facts) -> Option<usize> {
    let is_telling = |quantity: &Quantity| {
        let value = &quantity.value;
        let is_long =
            value.nominal.is_some_and(|number| value.step.times(TELLING).is_some_and(|least| number >= least));
        is_long && !quantity.is_loose
    };
    let is_slip = |index: &usize| {
        let found = quantities::compare(&quantity.value, &facts.quantities[*index].value);
        let differs = matches!(found.differs, Some(Difference::Unit | Difference::Scale | Difference::Currency));
        found.relation == Relation::Disjoint && differs && is_telling(&facts.quantities[*index])
    };
    if !is_telling(quantity) {
        return None;
    }
    let prose = &view.source.seed.prose;
    let passages = view.support.best.iter().map(|sentence| &prose.sentences[*sentence].range);
    let mut found =
        passages.flat_map(|range| in_claim(&facts.quantities, |quantity| &quantity.range, range)).filter(is_slip);
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// Least number of its own last places that a telling figure has: two digits or more.
const TELLING: quantities::Number = quantities::Number::whole(10);

/// Share of a claim from which on it is the passage itself with something changed; sums are no excuse there.
const VERBATIM: f64 = 0.85;
/// Things that a text may list one by one instead of saying how many they are (study C4).
const LONGEST_LIST: i64 = 12;

/// A number so small that the source may state it by other means: a bare count of what it lists; and, where it is
/// written in words, the time between two events that it dates (`two years after the vote`) or the points between two
/// scores.
fn is_small_count(quantity: &Quantity, draft: &Prose) -> bool {
    let value = &quantity.value;
    let is_small =
        value.nominal.and_then(|number| number.as_whole()).is_some_and(|number| number.abs() <= LONGEST_LIST);
    let in_words = !draft.slice(&quantity.range).contains(|letter: char| letter.is_ascii_digit());
    let by_other_means = match &value.measure {
        Measure::Count => true,
        Measure::BarePoints => in_words,
        Measure::Unit(unit) if unit.dimension == "duration" => in_words && is_between_events(draft, &quantity.range),
        _ => false,
    };
    is_small && by_other_means
}

/// True for `two years after`, `six days before`, `after just six minutes`.
fn is_between_events(draft: &Prose, range: &Range<usize>) -> bool {
    let tokens = draft.tokens_in(range);
    let is_event = |at: usize| {
        draft.tokens.get(at).is_some() && matches!(draft.word(at), "after" | "before" | "After" | "Before" | "into")
    };
    is_event(tokens.end) || (1..=2).any(|back| tokens.start.checked_sub(back).is_some_and(is_event))
}

/// True when the quantity is a sum, a difference, a ratio or a change of what the best passages state (study C4).
fn is_derived(quantity: &Quantity, view: &View, facts: &Facts) -> bool {
    let prose = &view.source.seed.prose;
    view.support.best.iter().any(|sentence| {
        let first = prose.sentences[sentence.saturating_sub(1)].range.start;
        let last = prose.sentences[(sentence + 1).min(prose.sentences.len() - 1)].range.end;
        let stated: Vec<&Quantity> = in_claim(&facts.quantities, |quantity| &quantity.range, &(first..last))
            .map(|index| &facts.quantities[index])
            .collect();
        quantities::derived(&stated)
            .iter()
            .any(|(value, _)| quantities::compare(&quantity.value, value).relation.agrees())
    })
}
