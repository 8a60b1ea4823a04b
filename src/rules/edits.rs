//! Edits of a draft: in the right bytes, written so that the draft's format reads them as the words meant, and no safer
//! than what they change.

use super::facts;
use crate::claims;
use crate::evidence::Evidence;
use crate::evidence::FactEvidence;
use crate::facts::dates::Date;
use crate::facts::quotes::WordClass;
use crate::findings::Edit;
use crate::findings::Finding;
use crate::findings::Safety;
use crate::text::Prose;
use crate::text::Span;
use crate::text::word_id;
use std::ops::Range;

/// `finding` with the edit that makes `range` of the draft's prose read `words`, to be applied when asked for; without
/// one where only a person can write it.
pub fn suggest(finding: Finding, evidence: &Evidence, range: &Range<usize>, words: &str) -> Finding {
    let edit = replace(evidence, range, words);
    with_all(finding, vec![edit.map(|edit| Edit { safety: Safety::Suggested, ..edit })])
}

/// [`suggest`] for a date, where it can take the other's place as it stands: both are as long (`on 9 April` cannot become
/// `on spring`), and the draft's is no adverb (`last month` would need an `in`).
pub fn suggest_date(finding: Finding, evidence: &Evidence, fact: &FactEvidence, theirs: &Date, words: &str) -> Finding {
    let (prose, ours) = (&evidence.draft.prose, facts::date(evidence, fact));
    let before = prose.tokens[..prose.tokens_in(&fact.range).start].last();
    let has_preposition = before.is_some_and(|word| evidence.language.quotes.class(word.id) == WordClass::Preposition);
    let fits = ours.value.grain == theirs.value.grain && (has_preposition || !ours.value.is_relative());
    if fits { suggest(finding, evidence, &fact.range, words) } else { finding }
}

/// `finding` with all of `edits`, or with none where one of them cannot be made.
pub fn with_all(mut finding: Finding, edits: Vec<Option<Edit>>) -> Finding {
    if let Some(edits) = edits.into_iter().collect::<Option<Vec<Edit>>>() {
        finding.edits.extend(edits);
    }
    finding
}

/// Makes `range` of the draft's prose read `words`. Signs of emphasis, links, marks and comments stay: where such a
/// thing stands between words that have to change, there is no edit.
pub fn replace(evidence: &Evidence, range: &Range<usize>, words: &str) -> Option<Edit> {
    let prose = &evidence.draft.prose;
    let old = prose.slice(range);
    if old.is_empty() || words.is_empty() || old == words {
        return None;
    }
    if is_contiguous(evidence, range) {
        return edit(evidence, range, words);
    }
    // Words at either end that stay as they are need not be written anew.
    let (ours, theirs): (Vec<&str>, Vec<&str>) = (old.split_whitespace().collect(), words.split_whitespace().collect());
    let same_first = ours.iter().zip(&theirs).take_while(|(one, other)| one == other).count();
    let (ours, theirs) = (&ours[same_first..], &theirs[same_first..]);
    let same_last = ours.iter().rev().zip(theirs.iter().rev()).take_while(|(one, other)| one == other).count();
    let (ours, theirs) = (&ours[..ours.len() - same_last], &theirs[..theirs.len() - same_last]);
    let (first, last) = (ours.first()?, ours.last()?);
    let offset = |word: &str| range.start + (word.as_ptr() as usize - old.as_ptr() as usize);
    let inner = offset(first)..offset(last) + last.len();
    (!theirs.is_empty() && is_contiguous(evidence, &inner)).then(|| edit(evidence, &inner, &theirs.join(" ")))?
}

/// Puts `words` and a space before the word that starts at `at`.
pub fn insert(evidence: &Evidence, at: usize, words: &str) -> Option<Edit> {
    (!words.is_empty()).then(|| edit(evidence, &(at..at), &format!("{words} ")))?
}

/// Takes the words of `range` out, and the space that would be left over.
pub fn remove(evidence: &Evidence, range: &Range<usize>) -> Option<Edit> {
    let text = &evidence.draft.prose.text;
    let after = text[range.end..].len() - text[range.end..].trim_start_matches(' ').len();
    let before = text[..range.start].len() - text[..range.start].trim_end_matches(' ').len();
    let opens_word = text[range.end + after..].starts_with(char::is_alphanumeric);
    let range = if after > 0 && opens_word {
        range.start..range.end + after
    } else if before > 0 {
        range.start - before..range.end
    } else {
        return None;
    };
    is_contiguous(evidence, &range).then(|| edit(evidence, &range, ""))?
}

/// Takes a comment out, with its line where it stands alone on one. None where the lines beside it would become one
/// paragraph, or the line would start another way.
pub fn without_comment(evidence: &Evidence, comment: Span) -> Option<Edit> {
    let content = &evidence.draft.text.content;
    let (before, after) = (&content[..comment.start()], &content[comment.end()..]);
    let (before, after) = (before.trim_end_matches([' ', '\t']), after.trim_start_matches([' ', '\t']));
    let (start, end) = if before.is_empty() || before.ends_with('\n') {
        let rest = after.strip_prefix("\r\n").or_else(|| after.strip_prefix('\n'));
        let rest = rest.or_else(|| after.is_empty().then_some(after))?;
        let previous = before.strip_suffix('\n').map_or("", |before| before.rsplit('\n').next().unwrap_or(before));
        let next = rest.split('\n').next().unwrap_or(rest);
        let is_blank = |line: &str| line.trim_matches([' ', '\t', '\r']).is_empty();
        if !is_blank(previous) && !is_blank(next) {
            return None;
        }
        (before.len(), content.len() - rest.len())
    } else {
        let is_beside_word = content[comment.end()..].starts_with(char::is_alphanumeric);
        (if is_beside_word { comment.start() } else { before.len() }, comment.end())
    };
    let span = Span::new(content, start, end)?;
    Some(Edit { span, replacement: String::new(), safety: Safety::Suggested })
}

fn edit(evidence: &Evidence, range: &Range<usize>, words: &str) -> Option<Edit> {
    let prose = &evidence.draft.prose;
    let span = prose.span(range);
    let content = &evidence.draft.text.content;
    let line = content[..span.start()].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let is_line_start = content[line..span.start()].chars().all(|letter| letter.is_whitespace() || letter == '>');
    let written = if claims::is_markdown(&evidence.draft.text.path) {
        let written = escaped(words)?;
        if is_line_start && opens_block(&format!("{written}{}", head(&content[span.end()..]))) {
            return None;
        }
        written
    } else {
        words.to_owned()
    };
    let safety = if is_wording(evidence, range, words) { Safety::Safe } else { Safety::Suggested };
    Some(Edit { span, replacement: written, safety })
}

fn head(text: &str) -> &str {
    let end = text.char_indices().nth(12).map_or(text.len(), |(end, _)| end);
    &text[..end]
}

/// True when the letters of `range` stand in the file side by side: nothing that is no prose lies between them but the
/// end of a line with the signs that the next one starts with.
fn is_contiguous(evidence: &Evidence, range: &Range<usize>) -> bool {
    let prose: &Prose = &evidence.draft.prose;
    let mut end = None;
    for (at, letter) in prose.slice(range).char_indices() {
        let at = range.start + at;
        let span = prose.span(&(at..at + letter.len_utf8()));
        // A mark or a tag may have left a space: only a letter, an entity or an escape stands for itself.
        let written = evidence.draft.text.slice(span);
        let is_itself = written.chars().eq([letter]) || (letter != '\n' && written.starts_with(['&', '\\']));
        let is_space = letter.is_whitespace() && !written.is_empty() && written.chars().all(char::is_whitespace);
        if !is_itself && !is_space {
            return false;
        }
        if let Some((end, was_line_end)) = end
            && span.start() != end
        {
            let is_prefix = |letter: char| letter.is_whitespace() || letter == '>';
            let between = evidence.draft.text.content.get(end..span.start());
            if !(was_line_end && between.is_some_and(|between| between.chars().all(is_prefix))) {
                return false;
            }
        }
        end = Some((span.end(), letter == '\n'));
    }
    true
}

/// `words` as Markdown that reads so; `None` where they would be a citation.
fn escaped(words: &str) -> Option<String> {
    let mut written = String::with_capacity(words.len());
    let mut letters = words.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        let is_sign = match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '^' | '|' => true,
            '<' => next.is_some_and(|next| next.is_alphabetic() || matches!(next, '/' | '!' | '?')),
            '&' => next.is_some_and(|next| next.is_alphanumeric() || next == '#'),
            '@' | '{' => return None,
            _ => false,
        };
        if is_sign {
            written.push('\\');
        }
        written.push(letter);
    }
    Some(written)
}

/// True when a line that starts so is no line of a paragraph: a heading, a list, a block quotation, a table, a fence.
fn opens_block(line: &str) -> bool {
    let digits = line.len() - line.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let is_number = (1..=9).contains(&digits) && line[digits..].starts_with(['.', ')']);
    is_number || line.starts_with(['#', '>', '-', '+', '=', ':', '|', '<', ' ', '\t'])
}

/// True when putting `words` in the place of `range` changes wording alone: no figure, number word, name or negation.
fn is_wording(evidence: &Evidence, range: &Range<usize>, words: &str) -> bool {
    let prose = &evidence.draft.prose;
    let (old, language) = (prose.slice(range), evidence.language);
    let has_digit = |word: &&str| word.contains(char::is_numeric);
    let mut figures: [Vec<&str>; 2] = [old, words].map(|side| side.split_whitespace().filter(has_digit).collect());
    figures.iter_mut().for_each(|side| side.sort_unstable());
    if figures[0] != figures[1] {
        return false;
    }
    // An article before a number word counts: `a hundred`, `a few`.
    let next = word_list(&prose.text[range.end..]).next().unwrap_or_default();
    let is_counted = language.quantities.is_number_word(word_id(next));
    let (mut gone, mut come): (Vec<&str>, Vec<&str>) = (word_list(old).collect(), word_list(words).collect());
    gone.retain(|word| match come.iter().position(|other| other == word) {
        Some(place) => {
            come.remove(place);
            false
        }
        None => true,
    });
    gone.iter().chain(&come).all(|word| {
        let id = word_id(word);
        let class = language.quotes.class(id);
        let is_name = word.contains(char::is_uppercase) && class == WordClass::Content;
        let is_negation = class == WordClass::Negation || word.to_lowercase().replace('’', "'").ends_with("n't");
        let is_number = language.quantities.is_number_word(id);
        let makes_count = is_counted && class == WordClass::Function;
        !(is_name || is_negation || is_number || makes_count)
    })
}

fn word_list(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’'))
        .map(|word| word.trim_matches(['\'', '’']))
        .filter(|word| !word.is_empty())
}
