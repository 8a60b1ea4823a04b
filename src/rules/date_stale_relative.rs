//! A relative date taken over from the source, which means another day here.

use super::edits;
use super::facts;
use super::words;
use crate::evidence::Evidence;
use crate::facts::Relation;
use crate::facts::dates::Date;
use crate::findings::Finding;
use serde::Deserialize;

/// Numbers of the page: none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {}

pub fn check(evidence: &Evidence, _params: &Params) -> Vec<Finding> {
    let mut found = Vec::new();
    for clash in facts::clashes::<Date>(evidence, Relation::Disjoint) {
        let (ours, theirs) = (&clash.ours.value, &clash.theirs.value);
        // `More than a year ago` for `less than a year ago` has not grown old: it is another count.
        if !ours.is_deictic() || !ours.has_wording_of(theirs) || ours.kind != theirs.kind {
            continue;
        }
        let (here, there) = (ours.reading(), theirs.reading());
        let message = format!("{} means another time here than in the source", words::ticked(clash.written));
        let mut finding = clash.finding("date_stale_relative", evidence, format!("{here} here"), message);
        for (origin, place) in [(ours.origin(), "draft"), (theirs.origin(), "source")] {
            if let Some(origin) = origin {
                finding = finding.note(format!("in the {place}: {origin}"));
            }
        }
        found.push(match theirs.absolute() {
            Some(date) => {
                let help = format!("write {}", words::ticked(&date));
                edits::suggest_date(finding, evidence, clash.fact, clash.theirs, &date).help(help)
            }
            None => finding.help(format!("say it by the calendar: the source means {there}")),
        });
    }
    found
}
