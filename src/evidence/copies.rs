//! How much of a draft stands in a source word for word.

use super::Evidence;
use super::Source;

/// Words in a row that two texts share only when one has them from the other.
const RUN: usize = 6;

impl Evidence<'_> {
    /// Share, 0.0 to 1.0, of the draft's runs of six words that `source` has; 0 for a draft of fewer than `fewest` words.
    ///
    /// A draft that shares hardly any of twenty runs spread over it is not looked at further.
    pub fn copied_share(&self, source: &Source, fewest: usize) -> f64 {
        let ids: Vec<u64> =
            self.draft.prose.tokens.iter().filter(|token| token.is_spoken()).map(|token| token.id).collect();
        // A copy is about as long as what it is a copy of; a long source that has the draft's words is its source.
        let is_alike_long = source.index.len() <= ids.len() * 2;
        if ids.len() < fewest.max(RUN) || !is_alike_long {
            return 0.0;
        }
        let runs = ids.len() - RUN + 1;
        let stands = |start: usize| {
            let run = &ids[start..start + RUN];
            let rarest = (0..RUN).min_by_key(|index| source.index.count(run[*index], 16)).unwrap_or(0);
            source.index.positions(run[rarest]).take(16).any(|place| {
                place.checked_sub(rarest).is_some_and(|from| source.index.ids().get(from..from + RUN) == Some(run))
            })
        };
        let share = |step: usize| {
            let tried = runs.div_ceil(step);
            (0..runs).step_by(step).filter(|start| stands(*start)).count() as f64 / tried as f64
        };
        if share((runs / 20).max(1)) < 0.4 { 0.0 } else { share((runs / 2_000).max(1)) }
    }
}
