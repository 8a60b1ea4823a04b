//! A date that stands nowhere in the cited sources.

use super::facts;
use crate::evidence::Evidence;
use crate::evidence::FactKind;
use crate::findings::Finding;
use serde::Deserialize;

/// Numbers of the page: none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {}

pub fn check(evidence: &Evidence, _params: &Params) -> Vec<Finding> {
    facts::of_kind(evidence, FactKind::Date)
        .filter_map(|(claim, fact)| {
            let mut finding = facts::absence("date_not_in_source", evidence, claim, fact, "date")?;
            let date = &facts::date(evidence, fact).value;
            if let Some(origin) = date.origin() {
                finding = finding.note(format!("it was read as {}: {origin}", date.reading()));
            }
            Some(finding.help("cite the source that has the date, or take it out"))
        })
        .collect()
}
