//! A date that is another in the source.

use super::edits;
use super::facts;
use super::facts::Clash;
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
    facts::clashes::<Date>(evidence, Relation::Disjoint)
        .filter(|clash| !facts::is_count_of_time(&clash.ours.value, &clash.theirs.value))
        .map(|clash| finding("date_drift", evidence, &clash, "differs from the cited source"))
        .collect()
}

/// A finding with both dates, how each was read, and the source's in its place.
pub fn finding(rule: &'static str, evidence: &Evidence, clash: &Clash<Date>, fault: &str) -> Finding {
    let (ours, theirs) = (&clash.ours.value, &clash.theirs.value);
    let (written, there) = (words::ticked(clash.written), words::ticked(clash.there));
    // A date without a year is compared without one: whatever year it would get here is beside the point.
    let label = if ours.is_yearless() { String::new() } else { ours.reading() };
    let message = format!("the date {fault}: {written}, source has {there}");
    let mut finding = clash.finding(rule, evidence, label, message);
    if let Some(origin) = ours.origin().filter(|_| !ours.is_yearless()) {
        finding = finding.note(format!("{written} in the draft: {origin}"));
    }
    if let Some(origin) = theirs.origin() {
        finding = finding.note(format!("{there} in the source: {origin}"));
    }
    // The source's words, except where they mean something only there or say less than the draft's.
    let instead = if theirs.is_relative() {
        theirs.absolute()
    } else if theirs.is_yearless() && ours.given.year.is_some() {
        theirs.absolute().or_else(|| Some(words::plain(clash.there)))
    } else {
        Some(words::plain(clash.there))
    };
    match instead {
        Some(date) => {
            let help = format!("write {}, or cite the source that has {written}", words::ticked(&date));
            edits::suggest_date(finding, evidence, clash.fact, clash.theirs, &date).help(help)
        }
        None => finding.help("correct the date, or cite the source that has it"),
    }
}
