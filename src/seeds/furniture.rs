//! Blocks to page furniture: banners that ask for money, tail links, share buttons. Real paragraphs are never taken: in
//! doubt a block stays what it was.

use super::words::Words;
use super::words::sign;
use crate::text::Block;
use crate::text::Prose;
use crate::text::Token;
use crate::text::Zone;

/// Banners stand in this many first and last blocks; in between only short lines are looked at.
const HEAD: usize = 8;
const TAIL: usize = 20;
/// Spoken tokens of a short line.
const SHORT: usize = 20;

/// Marks the furniture among the body blocks of `prose`.
pub(super) fn mark_furniture(prose: &mut Prose, words: &Words) {
    let count = prose.blocks.len();
    let kind_of = |(index, block): (usize, &Block)| {
        let at_edge = index < HEAD || index + TAIL >= count;
        let is_story = matches!(block.zone, Zone::Body | Zone::Headline);
        let looked_at = is_story && (at_edge || block.tokens.len() <= 2 * SHORT);
        if looked_at { kind(prose, block, at_edge, words) } else { Kind::Text }
    };
    let mut kinds: Vec<Kind> = prose.blocks.iter().enumerate().map(kind_of).collect();
    // The head or tail a banner leaves between two others: `We refuse to be silenced.`
    for index in 1..count.saturating_sub(1) {
        let between = kinds[index - 1] == Kind::Banner && kinds[index + 1] == Kind::Banner;
        if between && kinds[index] == Kind::Signed {
            kinds[index] = Kind::Banner;
        }
    }
    // After the last real paragraph, what follows a banner and is no sentence belongs to it. What follows a mere link
    // does not: a page of short lines, as a table of results, can have one on top.
    let last_text =
        kinds.iter().rposition(|kind| matches!(kind, Kind::Text | Kind::Signed | Kind::Banner)).unwrap_or(0);
    let banner = (last_text..count).find(|at| kinds[*at] == Kind::Banner);
    for (index, kind) in kinds.iter_mut().enumerate().skip(banner.unwrap_or(count)) {
        if *kind == Kind::Loose && prose.blocks[index].zone == Zone::Body {
            *kind = Kind::Link;
        }
    }
    for (block, kind) in prose.blocks.iter_mut().zip(kinds) {
        if kind.is_furniture() {
            block.zone = Zone::Furniture;
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    /// A few words that are no sentence.
    Loose,
    /// Text with some sign of a banner, not enough of them.
    Signed,
    Link,
    Banner,
}

impl Kind {
    fn is_furniture(self) -> bool {
        matches!(self, Kind::Link | Kind::Banner)
    }
}

fn kind(prose: &Prose, block: &Block, at_edge: bool, words: &Words) -> Kind {
    let tokens = &prose.tokens[block.tokens.clone()];
    let letters = |token: &Token| &prose.text[token.range()];
    let spoken = tokens.iter().filter(|token| token.is_spoken()).count();
    let is_quote = |token: &Token| matches!(letters(token), "\"" | "“" | "”" | "«" | "»" | "„");
    let last = tokens.last().map_or("", letters);
    let has_quotes = tokens.iter().any(is_quote);
    let signs = signs(prose, tokens, words);
    if spoken <= SHORT && !has_quotes {
        let speaks = signs & (sign::FIRST_PERSON | sign::SECOND_PERSON) != 0;
        let is_sentence = last == "." && spoken >= 8;
        if is_links(tokens, words)
            || (opens(tokens, words) && (!is_sentence || speaks))
            || (at_edge && last == "!" && is_appeal(tokens, words))
        {
            return Kind::Link;
        }
    }
    let has = |bits: u8| signs & bits != 0;
    let speaks = has(sign::FIRST_PERSON | sign::SECOND_PERSON);
    if at_edge && speaks && has(sign::ASK | sign::PLEA) && has(sign::PUBLISHER | sign::PRICE) {
        return Kind::Banner;
    }
    if spoken <= 8 && !matches!(last, "." | "”" | "\"") {
        return Kind::Loose;
    }
    if speaks && has(sign::ASK | sign::PLEA | sign::PUBLISHER | sign::PRICE) { Kind::Signed } else { Kind::Text }
}

/// The signs of a banner outside quotation marks, as bits of [`sign`].
fn signs(prose: &Prose, tokens: &[Token], words: &Words) -> u8 {
    let (mut found, mut quoted, mut at) = (0, false, 0);
    while at < tokens.len() {
        match &prose.text[tokens[at].range()] {
            "“" | "«" | "„" => quoted = true,
            "”" | "»" => quoted = false,
            "\"" => quoted = !quoted,
            _ if !quoted => {
                if let Some((length, bit)) = words.furniture.signs.at(&tokens[at..]) {
                    found |= bit;
                    // `our newsroom` speaks too: each word of a longer phrase is looked at for itself.
                    for token in &tokens[at..at + length] {
                        found |= words.furniture.signs.get(token.id).unwrap_or(&0);
                    }
                    at += length - 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// True when links and names of platforms are all there is.
fn is_links(tokens: &[Token], words: &Words) -> bool {
    let (mut links, mut platforms, mut at) = (0, 0, 0);
    while at < tokens.len() {
        if let Some((length, ())) = words.furniture.links.at(&tokens[at..]) {
            links += 1;
            at += length;
        } else if let Some((length, ())) = words.furniture.platforms.at(&tokens[at..]) {
            platforms += 1;
            at += length;
        } else if !tokens[at].is_spoken() {
            at += 1;
        } else {
            return false;
        }
    }
    links > 0 || platforms > 1
}

fn opens(tokens: &[Token], words: &Words) -> bool {
    let first = tokens.iter().position(Token::is_spoken).unwrap_or(0);
    [0, first].iter().any(|at| words.furniture.openers.at(&tokens[*at..]).is_some())
}

/// `Support The Harbour Times!`: an imperative and a name.
fn is_appeal(tokens: &[Token], words: &Words) -> bool {
    let Some((length, ())) = words.furniture.imperatives.at(tokens) else { return false };
    let rest = &tokens[length..tokens.len() - 1];
    let name = rest.iter().filter(|token| token.is_word());
    (2..=6).contains(&name.clone().count())
        && name.clone().all(|token| token.is_capital() || words.furniture.signs.has(token.id))
        && rest.iter().all(|token| token.is_word())
        && tokens[0].is_capital()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lists;
    use crate::text::Splitter;

    /// Furniture is marked with a star.
    #[track_caller]
    fn check(blocks: &[&str]) {
        let words = Words::new(&Lists::default()).unwrap();
        let text: Vec<_> = blocks.iter().map(|block| block.trim_start_matches("* ")).collect();
        let mut prose = Prose::plain(&text.join("\n\n"), &Splitter::default());
        mark_furniture(&mut prose, &words);
        let found: Vec<_> = prose
            .blocks
            .iter()
            .map(|block| {
                format!("{}{}", if block.zone == Zone::Furniture { "* " } else { "" }, prose.slice(&block.range))
            })
            .collect();
        assert_eq!(found, blocks);
    }

    #[test]
    fn banners_and_links() {
        check(&[
            "* Support The Harbour Review!",
            "The ferry left the harbour on Monday with the mayor on board.",
            "* Sign up for our newsletter",
            "It sank an hour later in the storm that nobody had foreseen.",
            "* We have a small favour to ask. The Review, an independent news source, needs readers.",
            "* We will go on, and your help with our reporting counts.",
            "* If you can, please support us from just £3. It is quick to set up.",
            "* Not ready to support today?",
            "* Remind me later.",
            "* Some button",
            "* Read more",
        ]);
        check(&[
            "The ferry left on Monday.",
            "* Facebook Twitter E-mail",
            "* Share this article",
            "* © 2024 The Harbour Review",
        ]);
    }

    #[test]
    fn articles_about_giving_are_no_furniture() {
        check(&[
            "Support for the mayor grows!",
            "The museum asked people to donate from just $5 a month, its director said on Monday.",
            "“We need your support, and independent journalism needs it too,” said the mayor. “Donate today.”",
            "Subscribers pay $12 a month, and the paper said independent journalism cost more than ever.",
            "Share prices fell.",
            "Follow the river to the bridge and you will see our harbour as it was a year ago.",
            "We, the people of the port, need your help now more than ever, the letter read.",
            "Read more in the report, the mayor told the council on the day before the vote was held.",
            "Twitter",
            "The newsletter was sent to every member.",
        ]);
    }
}
