//! The dateline that an article's first paragraph opens with: `PORTO, 3 May 2024 (Coast News) — The ferry …`

use super::stamps;
use super::words::TimeWord;
use super::words::Words;

/// Where a dateline ends and where the story starts, in bytes of the paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dateline {
    pub end: usize,
    pub story: usize,
}

/// Longest dateline in bytes: a place, its country, a date and an agency.
const LONGEST: usize = 110;

/// The dateline of a paragraph. A place in capitals is enough; any other needs a date or an agency beside it.
pub(super) fn dateline(paragraph: &str, words: &Words) -> Option<Dateline> {
    let mut limit = paragraph.len().min(LONGEST);
    while !paragraph.is_char_boundary(limit) {
        limit -= 1;
    }
    let head = &paragraph[..limit];
    let (end, dash) = [" — ", " – ", " -- ", " - ", " ― ", "—", "–", "--"]
        .iter()
        .filter_map(|dash| Some((head.find(dash)?, *dash)))
        .min_by_key(|(at, dash)| (*at, usize::MAX - dash.len()))?;
    let after = paragraph[end + dash.len()..].trim_start();
    let story = paragraph.len() - after.len();
    let starts = |c: char| {
        c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '‘' | '\'' | '«' | '[' | '$' | '£' | '€')
    };
    if !after.starts_with(starts) {
        return None;
    }
    let line = head[..end].trim_end();
    let (place, agency) = match line.strip_suffix(')').and_then(|open| open.rsplit_once('(')) {
        Some((place, agency)) if is_title(agency, words) => (place.trim_end(), true),
        Some(_) => return None,
        None => (line, false),
    };
    if place.is_empty() {
        return agency.then_some(Dateline { end: line.len(), story });
    }
    let (first, rest) = place.split_once([',', '|', ';']).unwrap_or((place, ""));
    let dated = stamps::line(rest.trim(), &words.timestamps).is_some() || has_date_part(rest, words);
    let is_capitals = first.chars().filter(|c| c.is_uppercase()).count() >= 3 && !first.contains(char::is_lowercase);
    let sound = is_title(first, words)
        && rest.split(',').all(|part| part.trim().is_empty() || is_title(part, words) || is_date_part(part, words));
    (sound && (is_capitals || agency || dated)).then_some(Dateline { end: line.len(), story })
}

/// Up to four words with capitals: a place or an agency.
fn is_title(text: &str, words: &Words) -> bool {
    let mut count = 0;
    text.split_whitespace().all(|word| {
        count += 1;
        let particle = count > 1 && words.transcripts.particles.contains(word);
        let sound = word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-' | '/' | '&'));
        sound && (particle || word.starts_with(char::is_uppercase))
    }) && (1..=4).contains(&count)
}

fn has_date_part(text: &str, words: &Words) -> bool {
    text.split(',').any(|part| is_date_part(part, words))
}

/// `3 May`, `Oct. 3`, `2024`, `Tuesday`: part of a date, which may lack its year.
fn is_date_part(part: &str, words: &Words) -> bool {
    let part = part.trim();
    if part.is_empty() || part.len() > 40 {
        return false;
    }
    let pieces = || part.split([' ', '.', '|']).filter(|piece| !piece.is_empty());
    let is_figure = |piece: &str| piece.len() <= 4 && piece.bytes().all(|byte| byte.is_ascii_digit());
    let is_word =
        |piece: &str| words.timestamps.get(crate::text::word_id(piece)).is_some_and(|word| word != TimeWord::Record);
    pieces().all(|piece| is_figure(piece) || is_word(piece)) && pieces().next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lists;

    #[test]
    fn datelines_and_dashes_that_are_none() {
        let words = Words::new(&Lists::default()).unwrap();
        for (paragraph, expected) in [
            ("PORTO — The ferry left.", Some(("PORTO", "The ferry left."))),
            ("PORTO, Portugal – “No,” he said.", Some(("PORTO, Portugal", "“No,” he said."))),
            (
                "PORTO, 3 May 2024 (Coast News) - The ferry left.",
                Some(("PORTO, 3 May 2024 (Coast News)", "The ferry left.")),
            ),
            ("PORTO, Oct. 3 — The ferry left.", Some(("PORTO, Oct. 3", "The ferry left."))),
            ("Porto, 3 May 2024 — The ferry left.", Some(("Porto, 3 May 2024", "The ferry left."))),
            ("Porto (Coast News) -- The ferry left.", Some(("Porto (Coast News)", "The ferry left."))),
            ("(Coast News) - The ferry left.", Some(("(Coast News)", "The ferry left."))),
            ("ST. JOHN'S—The ferry left.", Some(("ST. JOHN'S", "The ferry left."))),
            ("Ana Tan — the mayor — left.", None),
            ("Ana Tan — The mayor left.", None),
            ("The ferry – a wreck – left on 3 May.", None),
            ("PORTO ferries — the old ones — left.", None),
            ("— The ferry left.", None),
        ] {
            let found = dateline(paragraph, &words).map(|found| (&paragraph[..found.end], &paragraph[found.story..]));
            assert_eq!(found, expected, "{paragraph}");
        }
    }
}
