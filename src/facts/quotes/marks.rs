//! Quotation marks paired: which open, which close, which are apostrophes.

use super::Quote;
use crate::text::BlockKind;
use crate::text::Prose;
use crate::text::Token;
use crate::text::Zone;
use std::ops::Range;

/// The quotations of a text.
#[derive(Clone, Debug, Default)]
pub struct Quotes {
    /// In order of their start; an inner one comes after the one it stands in.
    pub quotes: Vec<Quote>,
    /// Marks without a partner, with the stretch of prose whose reading they spoil.
    pub unpaired: Vec<(Range<usize>, Range<usize>)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// `"` and `''`: opens or closes.
    Straight,
    /// Two back ticks: opens, closed by two apostrophes.
    Ticks,
    Open,
    Close,
    /// `„`, closed by `“` or `”`.
    Low,
    /// `'`: opens, closes or is an apostrophe.
    Single,
    SingleOpen,
    /// `’`: closes or is an apostrophe.
    SingleClose,
    GuillemetLeft,
    GuillemetRight,
}

#[derive(Clone, Copy, Debug)]
struct Opened {
    mark: Mark,
    /// Bytes of the opening mark.
    start: usize,
    end: usize,
}

/// Words cut at their start, so that the mark before them is an apostrophe.
const CUT: [&str; 12] = ["tis", "twas", "em", "til", "cause", "n", "round", "bout", "twill", "ere", "cos", "neath"];

/// All quotations of `prose`, by its paragraphs: pairs never cross a block, but a quotation goes on in the next
/// paragraph when that starts with an opening mark.
pub fn quotes(prose: &Prose) -> Quotes {
    let mut found = Quotes::default();
    let mut open: Vec<Opened> = Vec::new();
    for (index, block) in prose.blocks.iter().enumerate() {
        if block.zone == Zone::Furniture {
            continue;
        }
        let first = found.quotes.len();
        if block.kind == BlockKind::Quote && open.is_empty() && !is_signature(prose, index) {
            found.quotes.push(block_quotation(prose, index));
        }
        scan(prose, block.tokens.clone(), &mut open, &mut found);
        drop_apostrophes(&mut open);
        if open.is_empty() {
            nest(&mut found.quotes, first);
            continue;
        }
        let next = prose.blocks[index + 1..].iter().find(|next| next.zone != Zone::Furniture);
        let goes_on = next.is_some_and(|next| {
            let starts_with_mark = next.tokens.clone().next().and_then(|token| mark_at(prose, token));
            let fits = matches!(
                (open[0].mark, starts_with_mark.map(|(mark, _)| mark)),
                (Mark::Straight, Some(Mark::Straight)) | (Mark::Open, Some(Mark::Open)) | (Mark::Low, Some(Mark::Low))
            );
            open.len() == 1 && next.kind == block.kind && fits
        });
        let opened = open[0];
        if goes_on {
            // This paragraph's share ends with the paragraph; the next one opens for itself.
            push(&mut found.quotes, opened, block.range.end, block.range.end);
        } else {
            for opened in &open {
                found.unpaired.push((opened.start..opened.end, opened.end..block.range.end));
            }
        }
        open.clear();
        nest(&mut found.quotes, first);
    }
    found
}

/// Marks that stand before the name of who is quoted above.
pub const SIGNATURES: [&str; 5] = ["—", "–", "―", "--", "-"];

/// True for a block of a block quotation that is nothing but a dash and a few words below another one.
fn is_signature(prose: &Prose, block: usize) -> bool {
    const LONGEST: usize = 16;
    let tokens = prose.blocks[block].tokens.clone();
    let is_below = block > 0 && prose.blocks[block - 1].kind == BlockKind::Quote;
    is_below
        && tokens.len() <= LONGEST
        && tokens.clone().next().is_some_and(|first| SIGNATURES.contains(&prose.word(first)))
}

/// The whole block but its outer marks and a last line that starts with a dash, which names the speaker.
fn block_quotation(prose: &Prose, block: usize) -> Quote {
    let outer = prose.blocks[block].range.clone();
    let text = prose.slice(&outer);
    let mut end = text.len();
    if let Some(line) = text.rfind('\n')
        && text[line + 1..].trim_start().starts_with(['—', '–', '-', '―'])
    {
        end = line;
    }
    let body = text[..end].trim_end();
    let inner = body.trim_start_matches(['"', '“', '„', '«']);
    let start = body.len() - inner.len();
    let inner = inner.trim_end_matches(['"', '”', '“', '»']);
    Quote { range: outer.start + start..outer.start + start + inner.len(), outer, inside: None, is_block: true }
}

fn mark_at(prose: &Prose, index: usize) -> Option<(Mark, usize)> {
    let token = prose.tokens.get(index)?;
    if token.is_spoken() {
        return None;
    }
    let doubled = |mark: &str| {
        let next = prose.tokens.get(index + 1).filter(|next| next.is_glued());
        next.is_some_and(|next| prose.text[next.range()] == *mark)
    };
    Some(match &prose.text[token.range()] {
        "\"" | "＂" | "″" => (Mark::Straight, 1),
        "“" => (Mark::Open, 1),
        "”" => (Mark::Close, 1),
        "„" | "‟" => (Mark::Low, 1),
        "«" => (Mark::GuillemetLeft, 1),
        "»" => (Mark::GuillemetRight, 1),
        "'" if doubled("'") => (Mark::Straight, 2),
        "`" if doubled("`") => (Mark::Ticks, 2),
        "’" if doubled("’") => (Mark::Close, 2),
        "‘" if doubled("‘") => (Mark::Open, 2),
        "'" | "`" => (Mark::Single, 1),
        "‘" | "‚" | "‛" => (Mark::SingleOpen, 1),
        "’" => (Mark::SingleClose, 1),
        _ => return None,
    })
}

fn scan(prose: &Prose, tokens: Range<usize>, open: &mut Vec<Opened>, found: &mut Quotes) {
    let mut index = tokens.start;
    while index < tokens.end {
        let Some((mark, width)) = mark_at(prose, index) else {
            index += 1;
            continue;
        };
        let after = index + width;
        let place = Opened { mark, start: prose.tokens[index].start(), end: prose.tokens[after - 1].end() };
        let spaced_before = index == tokens.start || !prose.tokens[index].is_glued();
        let next = prose.tokens[..tokens.end].get(after);
        let glued_after = next.is_some_and(Token::is_glued);
        let before = (index > tokens.start && !spaced_before).then(|| &prose.tokens[index - 1]);
        let opens_after = spaced_before || before.is_some_and(|token| is_opener(&prose.text[token.range()]));
        let can_open = opens_after && glued_after;
        match mark {
            // Two apostrophes close what two back ticks opened.
            Mark::Straight if width == 2 && open.iter().any(|opened| opened.mark == Mark::Ticks) => {
                close(open, place, &[Mark::Ticks], found);
            }
            Mark::Straight => {
                let is_open = open.iter().any(|opened| opened.mark == Mark::Straight);
                let is_inch = before.is_some_and(Token::is_number) && !is_open;
                if is_open && (!can_open || !spaced_before) {
                    close(open, place, &[Mark::Straight], found);
                } else if can_open && !is_open {
                    open.push(place);
                } else if is_open {
                    // ` "word` while one is open: the first never closed, or this one closes with a space before it.
                    let opens_again = can_open && next.is_some_and(Token::is_spoken) && spaced_before;
                    if opens_again {
                        unpair(open, Mark::Straight, place.start, found);
                        open.push(place);
                    } else {
                        close(open, place, &[Mark::Straight], found);
                    }
                } else if !is_inch && !opens_after && open.iter().any(|opened| opened.mark == Mark::Open) {
                    // `“… ,"`: opened by a curly mark, closed by a straight one.
                    close(open, place, &[Mark::Open], found);
                } else if !is_inch {
                    // A stray closing mark; one alone between spaces opens.
                    if spaced_before && next.is_some() {
                        open.push(place);
                    } else {
                        found.unpaired.push((place.start..place.end, place.start..place.end));
                    }
                }
            }
            Mark::Open => match open.last() {
                Some(last) if last.mark == Mark::Low => close(open, place, &[Mark::Low], found),
                _ => open.push(place),
            },
            Mark::Close => {
                let has_partner = open.iter().any(|opened| matches!(opened.mark, Mark::Open | Mark::Low));
                if has_partner {
                    close(open, place, &[Mark::Open, Mark::Low], found);
                } else if !opens_after && open.iter().any(|opened| opened.mark == Mark::Straight) {
                    close(open, place, &[Mark::Straight], found);
                } else if can_open && spaced_before {
                    // Swedish style, or a wrongly turned mark: it opens, and its like closes.
                    open.push(Opened { mark: Mark::Low, ..place });
                } else {
                    found.unpaired.push((place.start..place.end, place.start..place.end));
                }
            }
            Mark::Low | Mark::Ticks => open.push(place),
            Mark::GuillemetLeft => match open.last() {
                Some(last) if last.mark == Mark::GuillemetRight => close(open, place, &[Mark::GuillemetRight], found),
                _ => open.push(place),
            },
            Mark::GuillemetRight => {
                if open.iter().any(|opened| opened.mark == Mark::GuillemetLeft) {
                    close(open, place, &[Mark::GuillemetLeft], found);
                } else if can_open {
                    open.push(place);
                }
            }
            Mark::SingleOpen | Mark::Single if is_cut_word(prose, next) && !spaced_out(next) => {}
            Mark::SingleOpen => open.push(place),
            Mark::Single if can_open => open.push(place),
            Mark::Single => close_single(open, place, Mark::Single, found),
            Mark::SingleClose => close_single(open, place, Mark::SingleOpen, found),
        }
        index = after;
    }
}

/// `'90s` and `'tis`: the mark stands for what was cut off.
fn is_cut_word(prose: &Prose, next: Option<&Token>) -> bool {
    let Some(next) = next.filter(|next| next.is_glued()) else { return false };
    let letters = &prose.text[next.range()];
    let is_decade = next.is_number() && letters.len() == 2;
    is_decade || CUT.contains(&letters.to_lowercase().as_str())
}

fn spaced_out(next: Option<&Token>) -> bool {
    !next.is_some_and(Token::is_glued)
}

fn is_opener(letters: &str) -> bool {
    matches!(letters, "(" | "[" | "{" | "—" | "–" | "-" | "“" | "‘" | "\"" | "'" | "«" | "„" | "/" | "…" | "..." | ":")
}

/// Closes the last mark of `kinds`; single marks opened after it were apostrophes, double ones are without a partner.
fn close(open: &mut Vec<Opened>, at: Opened, kinds: &[Mark], found: &mut Quotes) {
    let Some(place) = open.iter().rposition(|opened| kinds.contains(&opened.mark)) else { return };
    for lost in open.drain(place + 1..).collect::<Vec<_>>() {
        if !is_single(lost.mark) {
            found.unpaired.push((lost.start..lost.end, lost.end..at.start));
        }
    }
    let opened = open.pop().expect("the place was found above");
    push(&mut found.quotes, opened, at.start, at.end);
}

fn close_single(open: &mut Vec<Opened>, at: Opened, partner: Mark, found: &mut Quotes) {
    // Only the innermost mark can be meant: `’` after another opening is an apostrophe.
    if open.last().is_some_and(|opened| opened.mark == partner) {
        let opened = open.pop().expect("it was there");
        push(&mut found.quotes, opened, at.start, at.end);
    }
}

fn unpair(open: &mut Vec<Opened>, kind: Mark, until: usize, found: &mut Quotes) {
    if let Some(place) = open.iter().rposition(|opened| opened.mark == kind) {
        let lost = open[place];
        open.truncate(place);
        found.unpaired.push((lost.start..lost.end, lost.end..until));
    }
}

fn push(quotes: &mut Vec<Quote>, opened: Opened, end: usize, outer_end: usize) {
    if opened.end < end {
        quotes.push(Quote { range: opened.end..end, outer: opened.start..outer_end, inside: None, is_block: false });
    }
}

fn is_single(mark: Mark) -> bool {
    matches!(mark, Mark::Single | Mark::SingleOpen | Mark::SingleClose)
}

fn drop_apostrophes(open: &mut Vec<Opened>) {
    open.retain(|opened| !is_single(opened.mark));
}

/// Sorts the quotations of a block by their start and says which stands in which.
fn nest(quotes: &mut [Quote], first: usize) {
    quotes[first..].sort_by_key(|quote| (quote.outer.start, std::cmp::Reverse(quote.outer.end)));
    let mut around: Vec<usize> = Vec::new();
    for index in first..quotes.len() {
        while around.last().is_some_and(|outer| quotes[*outer].outer.end <= quotes[index].outer.start) {
            around.pop();
        }
        // A block quotation whose own marks enclose all of it is one quotation, not one in another.
        quotes[index].inside = around.last().copied();
        around.push(index);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Splitter;

    #[track_caller]
    fn check(text: &str, expected: &[&str], unpaired: usize) {
        let prose = Prose::plain(text, &Splitter::default());
        let found = quotes(&prose);
        let words: Vec<_> = found.quotes.iter().map(|quote| prose.slice(&quote.range)).collect();
        assert_eq!(words, expected, "{text}");
        assert_eq!(found.unpaired.len(), unpaired, "{text}: {:?}", found.unpaired);
    }

    #[test]
    fn marks_of_every_kind() {
        check("She said \"we left\" and went.", &["we left"], 0);
        check("“We left,” she said. “It rained.”", &["We left,", "It rained."], 0);
        check("‘We left,’ she said, the boys’ boat gone.", &["We left,"], 0);
        check("'We left,' she said, the boys' boat gone.", &["We left,"], 0);
        check("«Nous», „wir“ and “we”", &["Nous", "wir", "we"], 0);
        check("''We left,'' she said.", &["We left,"], 0);
        check("`` We left,'' she said.", &[" We left,"], 0);
        check("“They were ‘all gone’ by noon,” he said.", &["They were ‘all gone’ by noon,", "all gone"], 0);
        check("\"They were 'all gone,'\" he said.", &["They were 'all gone,'", "all gone,"], 0);
        check("In the '90s a 6'2\" man said 'tis well, rock 'n' roll.", &[], 0);
        check("the '90s \"were good\"", &["were good"], 0);
        check("It—“the port”—closed (\"for good\").", &["the port", "for good"], 0);
        check("“I don’t think the mayors’ plan’s right,” he said.", &["I don’t think the mayors’ plan’s right,"], 0);
        check("a 5\" pipe and \"a pipe\"", &["a pipe"], 0);
        check("He was \"25\" then.", &["25"], 0);
        check("\"We left,” she said. “It rained.\"", &["We left,", "It rained."], 0);
        check("“We left,\" she said. “It was a 6\" pipe.”", &["We left,", "It was a 6\" pipe."], 0);
        check(
            "“The \"old\" port,” she said. \"The “new” one.\"",
            &["The \"old\" port,", "old", "The “new” one.", "new"],
            0,
        );
    }

    #[test]
    fn marks_without_a_partner() {
        check("He said \"the port could close, and left.", &[], 1);
        check("He said “the port could close, and left.", &[], 1);
        check("He said the port could close,” and left.", &[], 1);
        check("“One went on\n\n“and on,” he said.", &["One went on", "and on,"], 0);
        check("\"One went on\n\nand on,\" he said.", &[], 2);
        check("“One “two” three.", &["two"], 1);
    }
}
