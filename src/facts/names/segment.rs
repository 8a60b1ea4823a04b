//! A run to its segments: titles set apart from the names they stand before.

use super::letters::EMPTY;
use super::letters::then;
use super::run::Piece;
use super::words::Words;
use super::words::class;
use std::ops::Range;

/// Pieces of a run that make one name, and those of its title.
#[derive(Clone, Debug)]
pub struct Segment {
    pub pieces: Range<usize>,
    pub title: Option<Range<usize>>,
}

/// The segments of a run, in order. A title that nobody bears is left out.
pub fn segments(run: &[Piece], words: &Words, found: &mut Vec<Segment>) {
    found.clear();
    let mut start = 0;
    let mut title = None;
    let mut at = 0;
    while at < run.len() {
        let place = place_at(run, at, words);
        if place > 1 {
            // A place in front of a person or a title is a name of its own: `New Jersey Gov. Berg`.
            const BEARER: u32 = class::GIVEN | class::TITLE | class::ROLE;
            const HEAD: u32 = class::ORG_HEAD | class::PLACE_HEAD;
            let ends_here = run.get(at + place).is_some_and(|next| next.is(BEARER) && !next.is(HEAD));
            at += place;
            if ends_here && title.is_none() {
                push(found, start..at, title.take());
                start = at;
            }
            continue;
        }
        if cuts(run, at, start) {
            push(found, start..at, title.take());
            at += 1;
            start = at;
            continue;
        }
        if !is_title(run, at, start) {
            at += 1;
            continue;
        }
        let mut first = at;
        while first > start
            && run[first - 1].is(class::DOMAIN | class::MODIFIER | class::ROLE)
            && is_office(&run[first - 1])
            && !(run[first - 1].is(class::PLACE_HEAD) && first - 1 > start)
        {
            first -= 1;
        }
        push(found, start..first, title.take());
        let (after, is_borne) = after_title(run, at);
        at = after;
        start = at;
        title = is_borne.then_some(first..at);
        // The first word after a title is borne by somebody, whatever it is.
        at += usize::from(is_borne && at < run.len() && !is_title(run, at, start));
    }
    push(found, start..run.len(), title);
}

fn is_office(piece: &Piece) -> bool {
    !piece.is_joiner && !piece.is(class::GIVEN)
}

fn push(found: &mut Vec<Segment>, pieces: Range<usize>, title: Option<Range<usize>>) {
    if !pieces.is_empty() {
        found.push(Segment { pieces, title });
    }
}

/// Pieces of the longest place that starts here.
fn place_at(run: &[Piece], at: usize, words: &Words) -> usize {
    if !run[at].is(class::PLACE) {
        return 0;
    }
    let mut sequence = EMPTY;
    let mut longest = 0;
    for (length, piece) in run[at..].iter().take(words.gazetteer.longest()).enumerate() {
        sequence = then(sequence, piece.id);
        if !words.gazetteer.at(sequence).is_empty() {
            longest = length + 1;
        }
    }
    longest
}

/// A word that parts two names and belongs to neither: `Texas Republican Ola Berg`, `Berg Tuesday`, `CNN Ola Berg`.
fn cuts(run: &[Piece], at: usize, start: usize) -> bool {
    let piece = &run[at];
    let next = run.get(at + 1);
    let next_is_given = next.is_some_and(|next| next.is(class::GIVEN) && !next.is_joined && !next.is(class::ORG_HEAD));
    if piece.is(class::PEOPLE) && !piece.is(class::GIVEN) && next_is_given && !piece.is_joined {
        return true;
    }
    if piece.is(class::NO_NAME) && !piece.is(class::GIVEN) && !piece.is_upper {
        return next.is_none_or(|next| !next.is(class::ORG_HEAD | class::PLACE_HEAD)) || at > start;
    }
    piece.is(class::PLAIN_CAPITALS) && piece.is_upper && at == start && !piece.is(class::TITLE)
}

fn is_title(run: &[Piece], at: usize, start: usize) -> bool {
    let piece = &run[at];
    let is_role = piece.is(class::ROLE) && !piece.is(class::ORG_HEAD);
    if !(piece.is(class::TITLE) || is_role) || piece.is_joiner {
        return false;
    }
    if piece.is(class::GIVEN) && !piece.is(class::HONORIFIC) {
        return false;
    }
    let Some(next) = run.get(at + 1) else {
        // `Stephen King` and `Burger King`, but `Apple CEO` and `Orle County Sheriff`.
        let after_place = at > start && run[at - 1].is(class::PLACE_HEAD) && !run[at - 1].is(class::HEAD_TOO);
        return !(piece.is(class::SURNAME_TOO) && at > start) || after_place;
    };
    if piece.is(class::SURNAME_TOO) && at > start && run[at - 1].is(class::GIVEN) && next.is(class::SUFFIX) {
        return false;
    }
    if next.is(class::ORG_HEAD | class::PLACE_HEAD) && !next.is(class::GIVEN | class::HEAD_TOO | class::TITLE) {
        return false;
    }
    // `General Electric`, `Private Eye`
    let is_last = at + 2 == run.len();
    !(piece.is(class::SURNAME_TOO) && next.is(class::COMMON) && is_last && !next.is(class::GIVEN | class::TITLE))
}

/// The piece after a title, more titles and what they are of; and whether a name may follow that bears them.
fn after_title(run: &[Piece], title: usize) -> (usize, bool) {
    let mut at = title + 1;
    while at < run.len() && run[at].is(class::TITLE | class::ROLE) && !run[at].is(class::GIVEN) && !run[at].is_joiner {
        let is_surname = run[at].is(class::SURNAME_TOO) && at + 1 == run.len() && !run[at - 1].is(class::MODIFIER);
        if is_surname && !run[at].is(class::HONORIFIC) && !matches_general(&run[at], &run[at - 1]) {
            break;
        }
        at += 1;
    }
    if at >= run.len() || !(run[at].is_joiner && run[at].is(class::FUNCTION)) {
        return (at, true);
    }
    // Particles of a name are joiners too: the office ends before them.
    const OFFICE: u32 = class::DOMAIN | class::PEOPLE | class::PLACE | class::ORG_HEAD | class::COMMON;
    let mut end = at;
    while end < run.len()
        && ((run[end].is_joiner && run[end].is(class::FUNCTION)) || (run[end].is(OFFICE) && !run[end].is(class::GIVEN)))
    {
        end += 1;
    }
    if end < run.len() {
        return (end, true);
    }
    (at + run[at..].iter().take_while(|piece| piece.is_joiner).count(), false)
}

/// `Attorney General`: the second word is part of the office although it may be a family name elsewhere.
fn matches_general(piece: &Piece, before: &Piece) -> bool {
    piece.is(class::TITLE) && before.is(class::DOMAIN | class::TITLE) && !before.is(class::HONORIFIC)
}
