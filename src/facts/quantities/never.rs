//! Numbers that are no quantities: marks of paragraphs, names, versions, scores, times of day, idioms.

use super::numerals::Core;
use super::numerals::Form;
use super::numerals::Line;

/// The token after an idiom that holds the word at `at` (`one another`, `24/7`), looked for from `floor` on.
pub(super) fn idiom(line: &Line, at: usize, floor: usize) -> Option<usize> {
    let first = at.saturating_sub(4).max(floor);
    for start in (first..=at).rev() {
        // The phrases are written without hyphens; `one-on-one` is looked up as its words.
        let ahead = super::phrase::Ahead::new(line.text, line.tokens, start);
        if let Some((_, end)) = ahead.phrase(&line.words.idioms)
            && end > at
        {
            return Some(end);
        }
    }
    None
}

/// The end of the run of tokens glued together from `at` on: what is skipped with a number that is none.
pub(super) fn glued_end(line: &Line, at: usize) -> usize {
    let mut end = at + 1;
    while end < line.tokens.len() && line.is_glued(end) && !matches!(line.word(end), "," | ";" | ")" | "—") {
        end += 1;
    }
    end
}

/// True when the number that `core` reads is part of a name, a mark or another kind of fact. `has_measure` is true when
/// a unit, a currency or a percent sign stands with it.
pub(super) fn is_none(line: &Line, core: &Core, has_measure: bool) -> bool {
    let (start, end) = (core.start, core.end);
    if core.in_words {
        return is_clock(line, end) || (!has_measure && is_channel(line, core));
    }
    is_zero_padded(line, core)
        || is_inside_a_code(line, start, end, has_measure)
        || is_clock(line, end)
        || is_reference(line, start, end)
        || (core.form == Form::Fraction && is_odd_fraction(line, core))
        || (!has_measure
            && (is_mark(line, core) || is_serial(line, core) || is_named(line, core) || is_year(line, core)))
}

/// `BBC Two`, `The Seven Crystal Balls`: a capitalised number word after a name or a capitalised article.
fn is_channel(line: &Line, core: &Core) -> bool {
    let Some(before) = core.start.checked_sub(1) else { return false };
    let (previous, this) = (&line.tokens[before], &line.tokens[core.start]);
    // A heading in capitals throughout shows no names.
    let near = core.start.saturating_sub(6)..line.tokens.len().min(core.end + 6);
    let is_shouted = line.tokens[near]
        .iter()
        .filter(|token| token.is_word())
        .all(|token| token.is_upper() || token.range().len() < 2);
    let is_article = before > 0 && line.word(before) == "The";
    this.is_capital() && !this.is_upper() && (previous.is_upper() || is_article) && core.power == 0 && !is_shouted
}

/// `00000829`, `007`, a time `05.20`, but not `0.5`.
fn is_zero_padded(line: &Line, core: &Core) -> bool {
    let word = line.word(core.start);
    word.len() > 1 && word.starts_with('0') && word.as_bytes()[1].is_ascii_digit()
}

/// Glued to letters or signs that make it a code: `MQ-4C`, `10:30`, `v1.2`, `a/5`, `555-1234`.
fn is_inside_a_code(line: &Line, start: usize, end: usize, has_measure: bool) -> bool {
    let before = start.checked_sub(1).filter(|_| line.is_glued(start));
    if let Some(before) = before {
        let mark = line.word(before);
        let has_more = before > 0 && line.is_glued(before);
        let previous = &line.tokens[before];
        if previous.is_word() || (previous.is_number() && !previous.is_glued()) {
            return !is_currency_code(line, before);
        }
        if has_more && matches!(mark, ":" | "." | "_" | "@" | "=" | "/" | "\\" | "+" | "#" | "&" | "?") {
            return true;
        }
        if matches!(mark, "#" | "№" | "§" | "@" | "_" | "\\" | "^") {
            return true;
        }
        if has_more && matches!(mark, "-" | "‐" | "‑") {
            let word = line.word(before - 1);
            let is_prefix = matches!(
                word.to_lowercase().as_str(),
                "mid" | "sub" | "over" | "under" | "near" | "non" | "pre" | "post"
            );
            let is_word = line.tokens[before - 1].is_word() && line.words.units.money_before(word).is_none();
            if is_word && !is_prefix {
                return true;
            }
        }
    }
    if line.is_glued(end) {
        let next = &line.tokens[end];
        let mark = line.word(end);
        let leads_on = line.is_glued(end + 1) && line.tokens[end + 1].is_spoken();
        // the 80's
        if matches!(mark, "'" | "’") && line.is_glued(end + 1) && line.word(end + 1) == "s" {
            return true;
        }
        if next.is_word() && !has_measure {
            // 4C, 5G, 2x4; a decade: 1990s, 40s.
            return !matches!(mark, "x" | "ish" | "plus" | "fold");
        }
        if leads_on && matches!(mark, "^" | ":" | "/" | "." | "_" | "@" | "\\" | "=") {
            return true;
        }
        // 7-Eleven, 4-H; 555-1234-9: a hyphen to a capital or to a third figure.
        if leads_on && mark == "-" && line.tokens[end + 1].is_capital() && !has_measure {
            return true;
        }
        let third = line.is_glued(end + 2) && line.word(end + 2) == "-" && line.is_glued(end + 3);
        if leads_on && mark == "-" && line.tokens[end + 1].is_number() && third && line.tokens[end + 3].has_digits() {
            return true;
        }
    }
    false
}

fn is_currency_code(line: &Line, at: usize) -> bool {
    line.words.units.money_before(line.word(at)).is_some()
}

/// `5 pm`, `7 o'clock`, `300 BC`.
fn is_clock(line: &Line, end: usize) -> bool {
    let Some((length, _)) = line.tokens.get(end..).and_then(|rest| line.words.clock.at(rest)) else { return false };
    let word = line.word(end + length - 1);
    // `ad`, `am` and `ce` in small letters without dots are clock or era marks only right after figures.
    !matches!(word, "ad" | "ce" | "bc") || line.is_glued(end)
}

/// `[12]`, `(3)`, superscripts, degrees of latitude.
fn is_reference(line: &Line, start: usize, end: usize) -> bool {
    let opens = start.checked_sub(1).map_or("", |before| line.word(before));
    let closes = line.word(end);
    let is_short = line.word(start).len() <= 2;
    let alone = line.tokens.len() > 3;
    let bracketed =
        alone && ((opens == "[" && closes == "]") || (opens == "(" && closes == ")" && is_short && line.is_glued(end)));
    let degrees = matches!(closes, "°" | "º" | "′");
    let compass =
        degrees && (end..line.tokens.len().min(end + 6)).any(|at| matches!(line.word(at), "N" | "S" | "E" | "W"));
    // 25(4): a volume and its issue.
    let issue = closes == "(" && line.is_glued(end) && line.is_glued(end + 1) && line.tokens[end + 1].is_number();
    let raised = line.word(start).chars().all(|letter| matches!(letter, '²' | '³' | '¹' | '⁰'..='⁹' | '₀'..='₉'));
    // 1.4 (b), 2. (C): a clause and its letter, a paragraph and its classification.
    let dot = end + usize::from(closes == "." && line.is_glued(end));
    let mark = line.tokens.get(dot + 1).is_some_and(|token| token.is_word() && token.range().len() <= 4);
    let lettered = line.word(dot) == "("
        && line.word(dot + 2) == ")"
        && mark
        && (dot > end && line.tokens[dot + 1].is_capital() || line.word(dot + 1).len() == 1);
    bracketed || compass || raised || issue || lettered
}

/// A slash that makes no fraction: `9/11`, `5/17`, `7/2`.
fn is_odd_fraction(line: &Line, core: &Core) -> bool {
    let bottom: u32 = line.word(core.end - 1).parse().unwrap_or(0);
    let top: u32 = line.word(core.start).parse().unwrap_or(0);
    let is_usual = top == 1 || matches!(bottom, 2..=6 | 8 | 10 | 12 | 16 | 20 | 32 | 64 | 100);
    line.tokens[core.start].is_number() && core.end > core.start + 1 && (top >= bottom || !is_usual)
}

/// A list or paragraph mark at the start of a line: `2.`, `3)`.
fn is_mark(line: &Line, core: &Core) -> bool {
    let starts = core.start == 0 || (core.start == 1 && line.word(0) == "(");
    let mark = line.word(core.end);
    let is_mark = matches!(mark, ")" | ".") && line.is_glued(core.end);
    let longest = if core.end + 1 < line.tokens.len() { 3 } else { 2 };
    starts && core.is_plain && is_mark && line.word(core.start).len() <= longest
}

/// `0750 101 1261`, `728651792918155268`, `51 New North Road`: figures of a telephone, an identity, an address.
fn is_serial(line: &Line, core: &Core) -> bool {
    if !core.is_plain {
        return false;
    }
    let is_figure = |at: usize| line.word(at).len() > 2 && line.word(at).bytes().all(|byte| byte.is_ascii_digit());
    let is_beside = is_figure(core.end) || (core.start > 0 && is_figure(core.start - 1));
    if line.word(core.start).len() > 15 || (is_beside && is_figure(core.start)) {
        return line.words.nouns.after(line, core.end, false).is_none();
    }
    let capitals = (core.end..line.tokens.len().min(core.end + 4)).take_while(|at| line.tokens[*at].is_capital());
    capitals.skip(1).any(|at| line.words.streets.contains(&line.id(at)))
}

/// `Flight 103`, `Voyager 2`, `No. 7`: a plain number that names the thing before it.
fn is_named(line: &Line, core: &Core) -> bool {
    if core.start == 0 || !core.is_plain {
        return false;
    }
    let mut before = core.start - 1;
    if line.word(before) == "." && before > 0 && line.is_glued(before) {
        before -= 1;
    }
    if matches!(line.word(before), "#" | "№" | "§" | "§§") {
        return true;
    }
    let token = &line.tokens[before];
    if !token.is_word() {
        return false;
    }
    let counts = line.words.nouns.after(line, core.end, false).is_some();
    if let Some((length, _)) = line.words.class_nouns.before(&line.tokens[..=before]) {
        // `the company 200 workers`: a plain noun before a number that counts something does not name it.
        let is_written_as_name = line.tokens[before + 1 - length].is_capital() && before + 1 - length > 0;
        return is_written_as_name || !counts;
    }
    // A clock without am or pm: `at 5`.
    let is_hour = line.word(core.start).parse::<u32>().is_ok_and(|hour| hour <= 12);
    if line.word(before).eq_ignore_ascii_case("at") && is_hour && !counts {
        return true;
    }
    let is_name = token.is_capital() && !line.word(before).ends_with("ly") && !line.words.nouns.is_stop(token.id);
    is_name && !counts && line.words.before.before(&line.tokens[..=before]).is_none()
}

/// A year that no one has taken as a date: `in 2011`, `1984`.
fn is_year(line: &Line, core: &Core) -> bool {
    let word = line.word(core.start);
    let Some(year) = word.parse::<u32>().ok().filter(|year| word.len() == 4 && (1100..2100).contains(year)) else {
        return false;
    };
    if !core.is_plain {
        return false;
    }
    let before = core.start.checked_sub(1).map_or("", |before| line.word(before)).to_lowercase();
    let in_time = matches!(
        before.as_str(),
        "in" | "of"
            | "since"
            | "until"
            | "by"
            | "the"
            | "from"
            | "during"
            | ","
            | "before"
            | "after"
            | "early"
            | "late"
            | "and"
            | "to"
            | "-"
            | "–"
    );
    let counts = line.words.nouns.after(line, core.end, false).is_some();
    let is_round = year % 100 == 0;
    !counts || in_time || (year >= 1800 && !is_round)
}
