//! What day it is: asked once a run, and only here.

use crate::facts::dates::Days;
use anyhow::{Context, Result};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The variable that builds set to be repeatable: seconds since 1970 that stand for now.
/// <https://reproducible-builds.org/specs/source-date-epoch/>
const NOW: &str = "SOURCE_DATE_EPOCH";

/// Today in UTC, so that a newsroom with desks on two continents has one answer.
///
/// # Errors
/// When `SOURCE_DATE_EPOCH` is set to no such number.
pub(super) fn today() -> Result<Days> {
    let now = match std::env::var_os(NOW) {
        None => Timestamp::now(),
        Some(set) => {
            let seconds = set.to_str().and_then(|seconds| seconds.trim().parse().ok());
            let now = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
            now.with_context(|| format!("{NOW} is `{}`, which is no number of seconds since 1970", set.display()))?
        }
    };
    Ok(Days::one(now.to_zoned(TimeZone::UTC).date()))
}
