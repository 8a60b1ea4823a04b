//! A quantity that is another in the source.

use super::facts;
use super::facts::Clash;
use super::words;
use crate::evidence::Evidence;
use crate::facts::Relation;
use crate::facts::dates::Date;
use crate::facts::quantities;
use crate::facts::quantities::Difference;
use crate::facts::quantities::Quantity;
use crate::findings::Finding;
use serde::Deserialize;

/// Numbers of the page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {}

pub fn check(evidence: &Evidence, _params: &Params) -> Vec<Finding> {
    let figures = facts::clashes(evidence, Relation::Disjoint).map(|clash| finding("quantity_drift", evidence, &clash));
    // So many years ago: a date that is counted, and wrong by its count or its unit.
    let times = facts::clashes(evidence, Relation::Disjoint)
        .filter(|clash: &Clash<Date>| facts::is_count_of_time(&clash.ours.value, &clash.theirs.value))
        .map(|clash| of_time(evidence, &clash));
    figures.chain(times).collect()
}

/// A finding with both counts of time, and the source's in its place.
fn of_time(evidence: &Evidence, clash: &Clash<Date>) -> Finding {
    let (ours, theirs) = (&clash.ours.value, &clash.theirs.value);
    let what = match (ours.has_wording_of(theirs), ours.counts_as_many_as(theirs)) {
        (true, _) => "bound",
        (false, true) => "unit",
        (false, false) => "number",
    };
    let label = ours.reading();
    let finding = clash.finding("quantity_drift", evidence, label, message(&format!("{what} differs"), clash));
    clash.mended(finding, evidence, words::plain(clash.there))
}

/// A finding with both quantities, how each was read, and the source's in its place.
pub fn finding(rule: &'static str, evidence: &Evidence, clash: &Clash<Quantity>) -> Finding {
    let (ours, theirs) = (&clash.ours.value, &clash.theirs.value);
    let what = quantities::compare(ours, theirs).differs.map_or("figure differs", name);
    let mut finding = clash.finding(rule, evidence, ours.reading(), message(what, clash));
    if let Some(conversion) = theirs.converted(ours) {
        finding = finding.note(conversion);
    }
    clash.mended(finding, evidence, words::plain(clash.there))
}

fn message<T>(what: &str, clash: &Clash<T>) -> String {
    format!("the {what}: {}, source has {}", words::ticked(clash.written), words::ticked(clash.there))
}

fn name(difference: Difference) -> &'static str {
    match difference {
        Difference::Number => "number differs",
        Difference::Unit => "unit differs",
        Difference::Scale => "scale differs",
        Difference::Currency => "currency differs",
        Difference::Bound => "bound differs",
        Difference::Direction => "direction differs",
        Difference::PercentPoints => "measure differs, percent for percentage points",
        Difference::Precision => "figure is finer than its source",
    }
}
