//! Laying a quotation on a source: the table that is used against the plain definition, the search against a full pass.

use super::{Choices, NEWSROOM, SOURCES, cases};
use proptest::prelude::*;
use sourceproof::evidence::Limits;
use sourceproof::evidence::quotes::{Outcome, Piece, Step, align, compare, giving_up};
use sourceproof::facts::quotes::segments;
use sourceproof::text::Prose;

/// Least cost of laying `pieces` on any stretch of `source`, by the definition: every way is tried, each once.
fn least_cost(pieces: &[Piece], source: &[u64], weights: &[u32]) -> u32 {
    // cost[i][j]: the first i pieces lie on a stretch that ends before j.
    let mut cost = vec![vec![u32::MAX; source.len() + 1]; pieces.len() + 1];
    cost[0].fill(0);
    for i in 0..=pieces.len() {
        for j in 0..=source.len() {
            let mut ways = vec![cost[i][j]];
            if i > 0 {
                ways.push(cost[i - 1][j] + giving_up(pieces, i - 1));
            }
            if i > 0 && j > 0 {
                let change =
                    if pieces[i - 1].id == source[j - 1] { 0 } else { pieces[i - 1].weight.max(weights[j - 1]) };
                ways.push(cost[i - 1][j - 1] + change);
            }
            if i > 0 && j > 0 {
                let is_marked = pieces.get(i).is_some_and(|next| next.gap_before);
                ways.push(cost[i][j - 1] + if is_marked { 0 } else { weights[j - 1] });
            }
            cost[i][j] = ways.into_iter().min().unwrap();
        }
    }
    cost[pieces.len()].iter().copied().min().unwrap()
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn the_cheapest_way_is_found_and_told_right(
        pieces in prop::collection::vec((0..6u64, 1..16u32, prop::bool::weighted(0.15)), 0..14),
        source in prop::collection::vec((0..6u64, 1..16u32), 0..30),
        first in 0..1000usize,
    ) {
        let pieces: Vec<Piece> = pieces.into_iter().map(|(id, weight, gap_before)| Piece { id, weight, gap_before }).collect();
        let (ids, weights): (Vec<u64>, Vec<u32>) = source.into_iter().unzip();
        let found = align(&pieces, &ids, &weights, first);
        prop_assert_eq!(found.cost, least_cost(&pieces, &ids, &weights));
        let (mut cost, mut piece, mut position) = (0, 0, None);
        for step in &found.steps {
            let at = match *step {
                Step::Same(one, at) | Step::Changed(one, at) => {
                    prop_assert_eq!(one, piece);
                    piece += 1;
                    let (piece, other) = (&pieces[one], at - first);
                    prop_assert_eq!(matches!(step, Step::Same(..)), piece.id == ids[other]);
                    cost += if piece.id == ids[other] { 0 } else { piece.weight.max(weights[other]) };
                    Some(at)
                }
                Step::Added(one) => {
                    prop_assert_eq!(one, piece);
                    piece += 1;
                    cost += giving_up(&pieces, one);
                    None
                }
                Step::Dropped(at) => {
                    cost += weights[at - first];
                    Some(at)
                }
                Step::Omitted(at) => Some(at),
            };
            if let Some(at) = at {
                prop_assert!(position.is_none_or(|last| at == last + 1), "steps leave no word of the source out");
                position = Some(at);
            }
        }
        prop_assert_eq!((cost, piece), (found.cost, pieces.len()));
        prop_assert!(found.source.start <= found.source.end && found.source.end <= first + ids.len());
    }

    #[test]
    fn the_search_finds_what_a_full_pass_finds(
        source in 0..SOURCES.len(),
        at in any::<prop::sample::Index>(),
        length in 10..40usize,
        edits in 1..4usize,
        choice in any::<u64>(),
    ) {
        let source = &*SOURCES[source];
        let (words, index) = (&NEWSROOM.language.quotes, &source.index);
        prop_assume!(index.len() > length + 1);
        let start = at.index(index.len() - length);
        let mut choices = Choices(choice);
        let mut quoted: Vec<String> = (start..start + length).map(|position| source.word(position).to_owned()).collect();
        for _ in 0..edits {
            let place = 2 + choices.next(quoted.len() - 4);
            match choices.next(3) {
                0 => quoted[place] = "gherkins".into(),
                1 => drop(quoted.remove(place)),
                _ => quoted.insert(place, "gherkins".into()),
            }
        }
        let draft = Prose::plain(&quoted.join(" "), &NEWSROOM.language.splitter);
        let segments = segments(&draft, &(0..draft.text.len()), words, false);
        prop_assume!(segments.len() == 1);
        let items = &segments[0].items;
        let pieces: Vec<Piece> = items
            .iter()
            .map(|item| Piece { id: item.id, weight: words.weight(item.id, item.has_digits), gap_before: false })
            .collect();
        let weights: Vec<u32> = (0..index.len()).map(|position| source.weight(position, words)).collect();
        let full = align(&pieces, index.ids(), &weights, 0);
        let limits = Limits { similarity: 0.6, longest_omission: 40, strict: true };
        if let Outcome::Altered { passage, similarity, .. } = compare(&draft, &segments, source, &NEWSROOM.language, &limits) {
            // The search may reach out to words that a full pass gives up at an end, never farther than a few.
            let least = source.range(&full.source);
            prop_assert!(passage.start <= least.start && least.end <= passage.end, "{passage:?} {least:?}: {}", draft.text);
            let more = draft.text.len() - draft.text.len().min(least.len()) + 60;
            prop_assert!(passage.len() <= least.len() + more, "{passage:?} {least:?}: {}", draft.text);
            prop_assert!((0.0..=1.0).contains(&similarity));
        }
    }
}
