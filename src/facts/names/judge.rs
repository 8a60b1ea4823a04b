//! A segment to a name: what it names, and whether its capital alone speaks for it.

use super::NameKind;
use super::gazetteer::Sort;
use super::letters::EMPTY;
use super::letters::then;
use super::run::Piece;
use super::words::Words;
use super::words::class;
use std::ops::Range;

/// A name that may still need the rest of the text to stand.
#[derive(Clone, Debug)]
pub struct Judged {
    /// Pieces of the run.
    pub pieces: Range<usize>,
    pub kind: NameKind,
    pub need: Need,
    /// A role among the pieces that was cut off the front.
    pub role: Option<Range<usize>>,
    /// A person only by the look of it.
    pub is_guess: bool,
}

/// What a name needs to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    Nothing,
    /// An everyday word: no name at all unless somebody in the text bears it.
    Bearer(u64),
    /// The first word of a sentence: uncertain unless it has its capital elsewhere too.
    Seen(u64),
}

/// What stands around a segment.
#[derive(Clone, Copy, Debug, Default)]
pub struct Around {
    pub has_title: bool,
    /// A person's role or kinship in lower case stands before it.
    pub has_role: bool,
    /// A ship's sort stands before it.
    pub has_vessel: bool,
    /// `said` or the like stands after it.
    pub has_reporting: bool,
    pub is_possessive: bool,
}

/// The name in these pieces of `run`, if there is one.
pub fn judge(run: &[Piece], pieces: Range<usize>, around: Around, words: &Words) -> Option<Judged> {
    let (pieces, role) = trimmed(run, pieces, words)?;
    let own = &run[pieces.clone()];
    let is_person = around.has_title || around.has_role || role.is_some();
    let is_single = own.iter().filter(|piece| !piece.is_joiner).count() == 1;
    let found = if is_single { single(own, is_person, around, words) } else { several(own, is_person, around, words) };
    let (kind, need) = found?;
    let is_given = own.iter().any(|piece| piece.is(class::GIVEN)) || own[0].is_initial;
    let is_guess = !is_single && kind == NameKind::Person && !is_person && !is_given && !around.has_reporting;
    Some(Judged { pieces, kind, need, role, is_guess })
}

/// The pieces without what only leads up to a name: peoples, offices, joiners at the ends.
fn trimmed(run: &[Piece], mut pieces: Range<usize>, words: &Words) -> Option<(Range<usize>, Option<Range<usize>>)> {
    let mut role = None;
    while pieces.len() > 1 {
        let own = &run[pieces.clone()];
        let (first, next) = (&own[0], &own[1]);
        if first.is_joiner && !first.is(class::PARTICLE) {
            pieces.start += 1;
            continue;
        }
        if !words.gazetteer.at(sequence(own)).is_empty() {
            break;
        }
        let rest = &own[1..];
        let is_people = first.is(class::PEOPLE) && !first.is(class::GIVEN) && !next.is_joined && !next.is_joiner;
        if is_people && !is_body(rest) && !(rest.len() == 1 && rest[0].is(class::COMMON)) {
            pieces.start += 1;
            continue;
        }
        const OFFICE: u32 = class::DOMAIN | class::ROLE | class::MODIFIER | class::KIN;
        let before_given = next.is(class::GIVEN) || next.is_initial;
        if first.is(OFFICE) && !first.is(class::GIVEN) && before_given && !next.is_joined && !is_body(rest) {
            let at = pieces.start;
            role = Some(role.map_or(at..at + 1, |role: Range<usize>| role.start..at + 1));
            pieces.start += 1;
            continue;
        }
        break;
    }
    while pieces.len() > 1 && run[pieces.end - 1].is_joiner {
        pieces.end -= 1;
    }
    let own = &run[pieces.clone()];
    let says_nothing = own.iter().all(|piece| {
        let names_people = piece.is(class::PEOPLE) && !piece.is(class::GIVEN | class::PERSON_TOO);
        (names_people && !is_place_too(piece, words))
            || piece.is(class::NO_NAME) && !piece.is(class::GIVEN)
            || piece.is_joiner
    });
    let is_known = own.len() > 1 && !words.gazetteer.at(sequence(own)).is_empty();
    (!own.is_empty() && (!says_nothing || is_known)).then_some((pieces, role))
}

/// A word that names a place as well as a people: `Vatican`.
fn is_place_too(piece: &Piece, words: &Words) -> bool {
    words.gazetteer.at(then(EMPTY, piece.id)).iter().any(|place| place.sort != Sort::People)
}

fn is_body(own: &[Piece]) -> bool {
    let last = own.iter().rev().find(|piece| !piece.is_joiner);
    let has_head = last.is_some_and(|last| last.is(class::ORG_HEAD | class::PLACE_HEAD) && !last.is(class::GIVEN));
    has_head || (own.len() > 2 && own[0].is(class::ORG_HEAD) && own[1].is_joiner)
}

fn single(own: &[Piece], is_person: bool, around: Around, words: &Words) -> Option<(NameKind, Need)> {
    let piece = own.iter().find(|piece| !piece.is_joiner)?;
    let has_particle = own.len() > 1;
    if piece.is_initial && piece.range.len() <= 2 && !has_particle {
        return None;
    }
    if around.has_vessel && !piece.is(class::FUNCTION) {
        return Some((NameKind::Vessel, Need::Nothing));
    }
    const WEAK: u32 = class::COMMON | class::NO_NAME | class::TITLE | class::ROLE | class::DOMAIN | class::ORG_HEAD;
    let is_weak = piece.is(WEAK | class::PLACE_HEAD | class::MODIFIER | class::KIN | class::SUFFIX);
    if around.has_title && !piece.is(class::FUNCTION) {
        return Some((
            NameKind::Person,
            if is_weak && !piece.is(class::GIVEN) && piece.is_start { Need::Bearer(piece.id) } else { Need::Nothing },
        ));
    }
    let places = words.gazetteer.at(sequence(own));
    let long = words.expansion(then(EMPTY, piece.id)).map_or(&[][..], |long| words.gazetteer.at(long));
    let is_land = piece.is_upper && !long.is_empty();
    let is_place = is_land || places.iter().any(|place| place.sort != Sort::People);
    if piece.is_upper && !is_place {
        let letters = piece.range.len();
        if piece.is(class::PLAIN_CAPITALS) || (piece.is(class::COMMON) && !piece.is(class::ACRONYM)) {
            return None;
        }
        let is_short = letters <= 6 || piece.is(class::ACRONYM);
        return Some(if is_short { (NameKind::Org, Need::Nothing) } else { (NameKind::Unknown, Need::Seen(piece.id)) });
    }
    if is_place && !(is_person && piece.is(class::PERSON_TOO)) {
        let need = if piece.is_start && piece.is(class::COMMON) { Need::Bearer(piece.id) } else { Need::Nothing };
        return Some((NameKind::Place, need));
    }
    if piece.is(class::GIVEN) {
        let need = if is_weak { Need::Bearer(piece.id) } else { Need::Nothing };
        return Some((NameKind::Person, need));
    }
    if is_weak {
        return Some((NameKind::Person, Need::Bearer(piece.id)));
    }
    let kind = if is_person || has_particle || around.has_reporting { NameKind::Person } else { NameKind::Unknown };
    let shows = around.has_reporting || around.is_possessive || is_person || has_particle;
    Some((kind, if piece.is_start && !shows { Need::Seen(piece.id) } else { Need::Nothing }))
}

/// Before a head that is a family name too, these say that it is a head.
const EVERYDAY_OR_PLACE: u32 = class::COMMON | class::PLACE | class::PEOPLE | class::DOMAIN | class::MODIFIER;

fn several(own: &[Piece], is_person: bool, around: Around, words: &Words) -> Option<(NameKind, Need)> {
    let first = own.iter().find(|piece| !piece.is_joiner)?;
    let last = own.iter().rev().find(|piece| !piece.is_joiner && !piece.is(class::SUFFIX)).unwrap_or(first);
    let count = own.iter().filter(|piece| !piece.is_joiner).count();
    let everyday = own.iter().all(|piece| piece.is_joiner || piece.is(class::COMMON) && !piece.is(class::GIVEN));
    let need = if first.is_start && everyday { Need::Seen(first.id) } else { Need::Nothing };
    if around.has_vessel {
        return Some((NameKind::Vessel, Need::Nothing));
    }
    let places = words.gazetteer.at(sequence(own));
    if !places.is_empty() {
        let is_place = places.iter().any(|place| place.sort != Sort::People);
        return is_place.then_some((NameKind::Place, Need::Nothing));
    }
    if own.iter().all(|piece| piece.is_initial || piece.is_joiner) {
        return None;
    }
    // `D-Minn`, `R-Texas`: a party and a state. `T-Mobile` is a name, but nobody's.
    if first.is_initial && first.range.len() == 1 && own.get(1).is_some_and(|next| next.is_joined) {
        return (!matches!(first.letter, 'D' | 'R' | 'I')).then_some((NameKind::Unknown, need));
    }
    let english = own.iter().any(|piece| piece.is_joiner && piece.is(class::FUNCTION));
    let has_sign = own.iter().any(|piece| piece.is_joiner && piece.range.len() == 1 && !piece.is(class::PARTICLE));
    let starts_given = first.is(class::GIVEN) && !first.is_upper || first.is_initial;
    let heads = class::ORG_HEAD | class::PLACE_HEAD;
    if !around.has_title {
        if has_sign || (english && own.iter().any(|piece| piece.is(class::ORG_HEAD))) {
            return Some((NameKind::Org, need));
        }
        let may_be_surname = last.is(class::HEAD_TOO) && count == 2 && starts_given && !first.is(class::PERSON_TOO);
        let may_be_anything = last.is(class::HEAD_TOO) && count == 2 && !first.is(EVERYDAY_OR_PLACE) && !first.is_upper;
        if may_be_anything && !may_be_surname && !is_person {
            return Some((NameKind::Unknown, need));
        }
        if last.is(heads) && !may_be_surname && !(is_person && last.is(class::HEAD_TOO)) {
            return Some((if last.is(class::ORG_HEAD) { NameKind::Org } else { NameKind::Place }, need));
        }
        if first.is(class::PLACE_HEAD) && english {
            return Some((NameKind::Place, need));
        }
    }
    if is_person || around.has_title || starts_given {
        return Some((NameKind::Person, need));
    }
    if own.iter().any(|piece| piece.is_upper && piece.range.len() > 1 && !piece.is_initial) {
        return Some((NameKind::Unknown, need));
    }
    const TELLING: u32 =
        class::COMMON | class::PLACE | class::DOMAIN | class::ORG_HEAD | class::PLACE_HEAD | class::PEOPLE;
    let is_plain = own.iter().all(|piece| piece.is_joiner || piece.is_initial || !piece.is(TELLING));
    let person = (is_plain && count <= 4 && !english) || around.has_reporting && !everyday;
    Some((if person { NameKind::Person } else { NameKind::Unknown }, need))
}

/// The pieces as one sequence.
pub fn sequence(own: &[Piece]) -> u64 {
    own.iter().fold(EMPTY, |sum, piece| then(sum, piece.id))
}
