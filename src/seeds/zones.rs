//! Blocks of an article to their zones: headlines, bylines, date lines, crossheads.

use super::lines::is_in_capitals;
use super::stamps;
use super::words::Words;
use crate::text::Block;
use crate::text::BlockKind;
use crate::text::Prose;
use crate::text::Token;
use crate::text::Zone;

/// Headlines, bylines and date lines stand in this many first blocks that are no furniture, bylines in as many last.
const EDGE: usize = 6;
/// Most words of a headline with its kicker.
const HEADLINE: usize = 25;

/// Sets the zones that can be told by a block's place and words, after furniture was marked.
///
/// `is_label` says of the first line of a block whether a speaker's label opens it.
pub(super) fn mark_zones(prose: &mut Prose, words: &Words, has_headline: bool, is_label: &dyn Fn(&str) -> bool) {
    let capitals = mostly_capitals(prose);
    if !capitals {
        crossheads(prose, is_label);
    }
    let open: Vec<usize> = (0..prose.blocks.len())
        .filter(|index| !matches!(prose.blocks[*index].zone, Zone::Furniture | Zone::Header))
        .collect();
    let head = &open[..open.len().min(EDGE)];
    for index in head.iter().chain(open.iter().rev().take(EDGE)) {
        let block = &prose.blocks[*index];
        if block.zone != Zone::Body && block.zone != Zone::Headline {
            continue;
        }
        let text = prose.slice(&block.range);
        if is_byline(prose, block, words) {
            prose.blocks[*index].zone = Zone::Byline;
        } else if text.len() <= 120 && stamps::line(text, &words.timestamps).is_some() {
            prose.blocks[*index].zone = Zone::Dateline;
        }
    }
    if !has_headline {
        headlines(prose, head, is_label);
    }
    repeated_headlines(prose, head);
}

/// Short blocks without a full stop before the first paragraph, when there is a paragraph.
fn headlines(prose: &mut Prose, head: &[usize], is_label: &dyn Fn(&str) -> bool) {
    let mut candidates: Vec<usize> = Vec::new();
    let mut has_text = false;
    for index in head {
        let block = &prose.blocks[*index];
        if block.zone != Zone::Body {
            continue;
        }
        if is_label(prose.slice(&block.range)) || !is_headline(prose, block) {
            has_text = true;
            break;
        }
        candidates.push(*index);
    }
    if !has_text {
        return;
    }
    for index in candidates {
        prose.blocks[index].zone = Zone::Headline;
        prose.blocks[index].kind = BlockKind::Heading;
    }
}

fn is_headline(prose: &Prose, block: &Block) -> bool {
    if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading) {
        return false;
    }
    let tokens = &prose.tokens[block.tokens.clone()];
    let words = tokens.iter().filter(|token| token.is_spoken()).count();
    let Some(last) = tokens.last() else { return false };
    let letters = |token: &Token| &prose.text[token.range()];
    let before = tokens.len().checked_sub(2).map_or("", |at| letters(&tokens[at]));
    let last = letters(last);
    let ends = matches!(last, "." | ";" | "," | ":" | "…" | "...");
    let ends_in_quote = matches!(last, "”" | "\"" | "’" | "'" | ")") && matches!(before, "." | "," | "…" | "!" | "?");
    let starts =
        tokens.iter().find(|token| token.is_spoken()).is_some_and(|first| first.is_capital() || first.has_digits());
    (1..=HEADLINE).contains(&words) && !ends && !ends_in_quote && starts
}

/// Of headlines that are the same but for a few letters, the first is kept.
fn repeated_headlines(prose: &mut Prose, head: &[usize]) {
    let is_headline = |prose: &Prose, index: usize| prose.blocks[index].zone == Zone::Headline;
    for (position, index) in head.iter().enumerate() {
        if !is_headline(prose, *index) {
            continue;
        }
        let text = prose.slice(&prose.blocks[*index].range);
        let before = head[..position].iter().filter(|before| is_headline(prose, **before));
        let repeats = before.into_iter().any(|before| alike(prose.slice(&prose.blocks[*before].range), text));
        if repeats {
            prose.blocks[*index].zone = Zone::Furniture;
        }
    }
}

/// Equal but for one letter in twenty, capitals apart.
fn alike(one: &str, other: &str) -> bool {
    let longest = one.len().max(other.len());
    one == other
        || (longest <= 400
            && one.len().abs_diff(other.len()) * 20 <= longest
            && strsim::levenshtein(&one.to_lowercase(), &other.to_lowercase()) * 20 <= longest)
}

/// True when half of the words are in capitals: then capitals say nothing.
fn mostly_capitals(prose: &Prose) -> bool {
    let words = || prose.tokens.iter().take(4_000).filter(|token| token.is_word());
    words().filter(|token| token.is_upper()).count() * 2 > words().count()
}

/// Short blocks in capitals.
fn crossheads(prose: &mut Prose, is_label: &dyn Fn(&str) -> bool) {
    for index in 0..prose.blocks.len() {
        let block = &prose.blocks[index];
        if !matches!(block.zone, Zone::Body) || block.kind != BlockKind::Paragraph || block.tokens.len() > HEADLINE {
            continue;
        }
        let text = prose.slice(&block.range);
        let ends = text.trim_end().ends_with(['.', ':', ',', ';', '”', '"', ')']);
        if !ends && is_in_capitals(text) && !is_label(text) {
            prose.blocks[index].zone = Zone::Headline;
            prose.blocks[index].kind = BlockKind::Heading;
        }
    }
}

/// `By Ana Tan`, `Editing by …`, `Ana Tan is the harbour correspondent of …`
fn is_byline(prose: &Prose, block: &Block, words: &Words) -> bool {
    let tokens = &prose.tokens[block.tokens.clone()];
    let spoken = tokens.iter().filter(|token| token.is_spoken()).count();
    if spoken > 45 || tokens.len() < 2 {
        return false;
    }
    let letters = |token: &Token| &prose.text[token.range()];
    let first = tokens.iter().position(Token::is_spoken).unwrap_or(0);
    if let Some((length, ())) = words.bylines.openers.at(&tokens[first..]) {
        let next = tokens.get(first + length);
        let names = tokens[first + length..].iter().filter(|token| token.is_capital()).count();
        let is_line = letters(&tokens[tokens.len() - 1]) != "." || length > 1;
        // `By Ana Tan and Ola Berg, Porto`: names weigh more than the words between them.
        if next.is_some_and(Token::is_capital)
            && is_line
            && names * 2 >= tokens[first + length..].iter().filter(|t| t.is_word()).count()
        {
            return true;
        }
    }
    let has = |phrases: &crate::text::Phrases<()>| (0..tokens.len()).any(|at| phrases.at(&tokens[at..]).is_some());
    if tokens[first].is_capital() && has(&words.bylines.closers) {
        return true;
    }
    // One sentence: a name of two to five words, `is`, an article, and the job within a dozen words.
    let name = tokens[first..].iter().take_while(|token| token.is_capital() || letters(token) == ".").count();
    let linking = tokens.get(first + name..).and_then(|rest| words.bylines.linking.at(rest));
    let Some((length, ())) = linking.filter(|_| (2..=6).contains(&name) && block.sentences.len() <= 2) else {
        return false;
    };
    let rest = &tokens[first + name + length..];
    (0..rest.len().min(8)).any(|at| words.bylines.jobs.at(&rest[at..]).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lists;
    use crate::text::Splitter;

    #[track_caller]
    fn check(blocks: &[(&str, Zone)]) {
        let words = Words::new(&Lists::default()).unwrap();
        let text: Vec<_> = blocks.iter().map(|(text, _)| *text).collect();
        let mut prose = Prose::plain(&text.join("\n\n"), &Splitter::default());
        mark_zones(&mut prose, &words, false, &|text| text.starts_with("TAN:"));
        let found: Vec<_> = prose.blocks.iter().map(|block| (prose.slice(&block.range), block.zone)).collect();
        assert_eq!(found, blocks);
    }

    #[test]
    fn the_head_and_tail_of_an_article() {
        use Zone::*;
        check(&[
            ("Ferry sinks off Porto", Headline),
            ("Ferry sinks off Porto", Furniture),
            ("Mayor was on board", Headline),
            ("By Ana Tan and Ola Berg", Byline),
            ("Published 3 May 2024", Dateline),
            ("The ferry left the harbour on Monday.", Body),
            ("THE SEA TAKES IT", Headline),
            ("It sank.", Body),
            ("Ana Tan is the harbour correspondent of the Review.", Byline),
            ("Additional reporting by Ola Berg; editing by Ida Moe", Byline),
        ]);
    }

    #[test]
    fn what_is_none_of_these() {
        use Zone::*;
        check(&[
            ("By Monday the ferry had left.", Body),
            ("Ana Tan is the mayor of Porto and said no.", Body),
            ("TAN: IT LEFT", Body),
            ("THE FERRY LEFT.", Body),
            ("It sank.", Body),
        ]);
        check(&[("milk", Body), ("bread", Body)]);
    }
}
