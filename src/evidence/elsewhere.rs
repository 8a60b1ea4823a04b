//! Words of a quotation looked up in all seeds: only when they are not where the draft says.

use super::Limits;
use super::Source;
use super::quotes::Outcome;
use super::quotes::Passage;
use super::quotes::compare;
use crate::facts::Language;
use crate::facts::quotes::Segment;
use crate::text::Prose;
use std::sync::Arc;

/// A quotation found in a seed that its claim does not cite.
#[derive(Debug)]
pub struct Elsewhere {
    pub source: Arc<Source>,
    pub passage: Passage,
}

/// Every run of three words of all seeds, so that a quotation's home is found without reading them again.
///
/// Sixteen bytes a word of all seeds; made once a run, when the first quotation is not found where it is cited.
#[derive(Debug, Default)]
pub struct Everywhere {
    /// Identity of three words, seed; sorted.
    runs: Vec<(u64, u32)>,
}

/// Fewest words of a quotation that is looked for in other seeds: two stand anywhere (study A7).
const FEWEST: usize = 3;

impl Everywhere {
    /// Takes the spoken words of each seed by its number in the catalogue.
    pub fn new(seeds: impl IntoIterator<Item = (u32, Vec<u64>)>) -> Everywhere {
        let mut runs = Vec::new();
        for (seed, ids) in seeds {
            runs.extend(ids.windows(FEWEST).map(|run| (three(run), seed)));
        }
        runs.sort_unstable();
        runs.dedup();
        Everywhere { runs }
    }

    /// Numbers of the seeds that have all runs of three words of `segments`, in order.
    fn seeds(&self, segments: &[Segment]) -> Vec<u32> {
        let ids: Vec<Vec<u64>> =
            segments.iter().map(|segment| segment.items.iter().map(|item| item.id).collect()).collect();
        let mut left: Option<Vec<u32>> = None;
        for run in ids.iter().flat_map(|ids| ids.windows(FEWEST)).map(three).take(64) {
            let first = self.runs.partition_point(|(known, _)| *known < run);
            let here = self.runs[first..].iter().take_while(|(known, _)| *known == run).map(|(_, seed)| *seed);
            left = Some(match left {
                None => here.collect(),
                Some(left) => {
                    let here: Vec<u32> = here.collect();
                    left.into_iter().filter(|seed| here.binary_search(seed).is_ok()).collect()
                }
            });
            if left.as_ref().is_some_and(Vec::is_empty) {
                break;
            }
        }
        left.unwrap_or_default()
    }

    /// The first seed not in `cited` that has the quotation word for word; `open` opens a seed by its number.
    pub fn find(
        &self,
        draft: &Prose,
        segments: &[Segment],
        cited: &[u32],
        language: &Language,
        limits: &Limits,
        open: &dyn Fn(u32) -> Option<Arc<Source>>,
    ) -> Option<Elsewhere> {
        // Words that stand in many seeds have no home to name.
        for seed in self.seeds(segments).into_iter().filter(|seed| !cited.contains(seed)).take(8) {
            let Some(source) = open(seed) else { continue };
            if let Outcome::Verbatim { passage, .. } = compare(draft, segments, &source, language, limits) {
                return Some(Elsewhere { source, passage });
            }
        }
        None
    }
}

fn three(run: &[u64]) -> u64 {
    run.iter().fold(0, |hash, id| (hash ^ id).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23))
}
