//! Lines to those that belong to a page of paper and not to its text: page numbers, running heads and feet.

use super::lines::Line;
use super::lines::ends_sentence;
use super::words::Furniture;
use crate::text::word_id;
use rustc_hash::FxHashMap;

/// Widest line that can be page furniture, in bytes.
const WIDEST: usize = 120;
/// A bare number counts as a page's when the next one comes this many lines later or more.
const SHORTEST_PAGE: usize = 8;

/// For each line, whether it is page furniture; empty when none is.
pub(super) fn page_furniture(lines: &[Line], content: &str, words: &Furniture) -> Vec<bool> {
    let mut numbers: Vec<usize> = Vec::new();
    let mut bare: Vec<(usize, u32)> = Vec::new();
    let mut tails: Vec<(usize, u64)> = Vec::new();
    let mut has_page_marks = false;
    for (index, line) in lines.iter().enumerate() {
        has_page_marks |= line.new_page;
        if line.is_blank() || line.end - line.start > WIDEST {
            continue;
        }
        let text = line.text(content);
        let last = text.as_bytes()[text.len() - 1];
        if !last.is_ascii_digit()
            && !text.as_bytes()[0].is_ascii_digit()
            && !matches!(last, b'-' | b']' | b')' | 0x93 | 0x94)
        {
            continue;
        }
        match number(text, words) {
            Some(Number::Sure) => numbers.push(index),
            Some(Number::Bare(value)) => bare.push((index, value)),
            Some(Number::Tail) => tails.push((index, shape(text))),
            None => {}
        }
    }
    let near_feed = |index: usize| {
        let next = lines[index + 1..].iter().find(|line| !line.is_blank() || line.new_page);
        lines[index].new_page || next.is_some_and(|line| line.new_page)
    };
    for (position, (index, value)) in bare.iter().enumerate() {
        let follows =
            |one: &(usize, u32), other: &(usize, u32)| one.1 + 1 == other.1 && other.0 - one.0 >= SHORTEST_PAGE;
        let before = position.checked_sub(1).is_some_and(|before| follows(&bare[before], &(*index, *value)));
        let before_that = position.checked_sub(2).is_some_and(|that| before && follows(&bare[that], &bare[that + 1]));
        let after = bare.get(position + 1).is_some_and(|after| follows(&(*index, *value), after));
        let after_that = bare.get(position + 2).is_some_and(|that| after && follows(&bare[position + 1], that));
        if near_feed(*index) || (before && after) || before_that || after_that {
            numbers.push(*index);
        }
    }
    for (index, shape) in &tails {
        if tails.iter().take(1000).filter(|(_, other)| other == shape).count() > 1 {
            numbers.push(*index);
        }
    }
    if numbers.is_empty() && !has_page_marks {
        return Vec::new();
    }
    let mut is_furniture = vec![false; lines.len()];
    for index in numbers {
        is_furniture[index] = true;
    }
    // Twice: a head can have two lines.
    running_heads(lines, content, &mut is_furniture);
    running_heads(lines, content, &mut is_furniture);
    is_furniture
}

enum Number {
    /// `Page 3`, `- 3 -`
    Sure,
    /// `3`, `3 of 12`: only where the others bear it out.
    Bare(u32),
    /// `The Harbour Review   Page 3`
    Tail,
}

fn number(text: &str, words: &Furniture) -> Option<Number> {
    let framed = text.trim_matches(|c: char| {
        matches!(c, '-' | '–' | '—' | '[' | ']' | '(' | ')' | '|' | '·' | '•' | '~') || c == ' '
    });
    let is_number = |word: &str| (1..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    let has = |list: &[String], word: &str| list.iter().any(|listed| listed.eq_ignore_ascii_case(word));
    let mut parts: Vec<&str> = Vec::with_capacity(8);
    for word in framed.split_whitespace() {
        for (position, part) in word.split('/').enumerate() {
            if position > 0 {
                parts.push("/");
            }
            if !part.is_empty() {
                parts.push(part);
            }
        }
        if parts.len() > 24 {
            return None;
        }
    }
    let is_count = |parts: &[&str]| match parts {
        [one] => is_number(one),
        [one, of, other] => is_number(one) && has(&words.page_of, of) && is_number(other),
        _ => false,
    };
    match parts.as_slice() {
        [page, rest @ ..] if has(&words.page_words, page) && is_count(rest) => Some(Number::Sure),
        [number, bar @ .., page] if is_number(number) && has(&words.page_words, page) && matches!(bar, [] | ["|"]) => {
            Some(Number::Sure)
        }
        [one] if is_number(one) => {
            let dashed = text.starts_with(['-', '–', '—']) && text.ends_with(['-', '–', '—']);
            if dashed { Some(Number::Sure) } else { one.parse().ok().map(Number::Bare) }
        }
        parts if is_count(parts) => parts[0].parse().ok().map(Number::Bare),
        [.., page, one] if has(&words.page_words, page) && is_number(one) => Some(Number::Tail),
        [.., page, one, of, other] if has(&words.page_words, page) && is_count(&[one, of, other]) => Some(Number::Tail),
        [page, one, of, other, ..]
            if has(&words.page_words, page) && is_count(&[one, of, other]) && !ends_sentence(text) =>
        {
            Some(Number::Tail)
        }
        _ => None,
    }
}

/// A line without its figures: two running heads that differ in the number of the page are alike.
fn shape(text: &str) -> u64 {
    let letters: String = text.chars().filter(|c| c.is_alphabetic()).collect();
    if letters.len() < 3 { 0 } else { word_id(&letters) }
}

/// Lines beside page borders that return at a third of the borders at least, three times or more, and
/// hardly elsewhere: on the first page the line is the title.
fn running_heads(lines: &[Line], content: &str, is_furniture: &mut [bool]) {
    let mut beside: Vec<usize> = Vec::new();
    let mut borders = 0;
    let mut last_border = usize::MAX;
    let candidate = |index: usize, is_furniture: &[bool]| {
        !lines[index].is_blank() && !is_furniture[index] && lines[index].end - lines[index].start <= WIDEST
    };
    for index in 0..lines.len() {
        if !is_furniture[index] && !lines[index].new_page {
            continue;
        }
        borders += usize::from(last_border == usize::MAX || index - last_border > 4);
        last_border = index;
        // Six lines each way reach over blank ones.
        let before = (index.saturating_sub(6)..index).rev().filter(|at| candidate(*at, is_furniture)).take(1);
        let after = (index..lines.len().min(index + 7)).filter(|at| candidate(*at, is_furniture)).take(1);
        beside.extend(before.chain(after));
    }
    beside.sort_unstable();
    beside.dedup();
    let mut counts: FxHashMap<u64, (usize, usize)> = FxHashMap::default();
    for index in &beside {
        let text = lines[*index].text(content);
        if !ends_sentence(text) {
            counts.entry(shape(text)).or_default().0 += 1;
        }
    }
    counts.remove(&0);
    counts.retain(|_, (near, _)| *near >= 3 && *near * 3 >= borders);
    if counts.is_empty() {
        return;
    }
    for line in lines.iter().filter(|line| !line.is_blank() && line.end - line.start <= WIDEST) {
        if let Some((_, all)) = counts.get_mut(&shape(line.text(content))) {
            *all += 1;
        }
    }
    for index in beside {
        if counts
            .get(&shape(lines[index].text(content)))
            .is_some_and(|(near, all)| near + 1 >= *all || near * 10 >= all * 9)
        {
            is_furniture[index] = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::super::words::Words;
    use super::*;
    use crate::text::Lists;

    #[track_caller]
    fn check(content: &str, furniture: &[&str]) {
        let words = Words::new(&Lists::default()).unwrap();
        let lines = lines(content);
        let flags = page_furniture(&lines, content, &words.furniture);
        let found: Vec<_> =
            lines.iter().zip(&flags).filter(|(_, flag)| **flag).map(|(line, _)| line.text(content)).collect();
        assert_eq!(found, furniture);
    }

    #[test]
    fn numbers_of_pages() {
        check("The ferry\nPage 3 of 12\nleft.", &["Page 3 of 12"]);
        check("The ferry\n- 3 -\nleft.", &["- 3 -"]);
        check("The ferry\n3\nleft.\n2008\nIt sank.", &[]);
        check("The ferry\n3\n\u{c}left.", &["3"]);
        check("Rank\n1\n2\n3\nFerries", &[]);
        let page = "The ferry left.\n".repeat(10);
        check(&format!("{page}1\n{page}2\n{page}3\n"), &["1", "2", "3"]);
    }

    #[test]
    fn running_heads_and_lines_that_are_none() {
        let page = |number: usize| {
            format!("Harbour Inquiry\n\nQ. Why?\nA. Yes\nThe ferry {number} left early.\nPage {number}\n")
        };
        let pages: String = (1..5).map(page).collect();
        let expected =
            ["Page 1", "Harbour Inquiry", "Page 2", "Harbour Inquiry", "Page 3", "Harbour Inquiry", "Page 4"];
        check(&pages, &expected);
        check(
            "Review  Page 1 of 2\nThe ferry left.\nReview  Page 2 of 2\n",
            &["Review  Page 1 of 2", "Review  Page 2 of 2"],
        );
    }
}
