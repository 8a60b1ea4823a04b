//! A date's value as JSON.

use crate::facts::dates::DateValue;
use crate::facts::dates::Days;
use crate::facts::dates::Kind;
use serde_json::Value;
use serde_json::json;

/// `{"from": "2008-10-31", "to": "2008-11-02", "grain": "day", "candidates": [{"from": …, "to": …}]}`, days inclusive.
///
/// `from` and `to` are the likeliest reading; null on an open side ("since May") and where nothing could be resolved.
/// `candidates` are all the stretches that the words can name: those of the whole first, then of a range its two ends.
pub fn value(date: &DateValue) -> Value {
    let stretch = |days: Days| json!({"from": days.first.to_string(), "to": days.last.to_string()});
    let candidates: Vec<Value> = date.candidates().into_iter().map(stretch).collect();
    let named = date.readings.first().filter(|_| date.is_resolved()).map(|reading| reading.days);
    let (opens, closes) = match date.kind {
        Kind::Open(bound) => (bound.opens_forward(), !bound.opens_forward()),
        _ => (true, true),
    };
    let kind = match date.kind {
        Kind::Point => "point",
        Kind::Extent => "extent",
        Kind::Open(bound) => bound.name(),
        Kind::Recurring => "recurring",
        Kind::Vague => "vague",
    };
    json!({
        "from": named.filter(|_| opens).map(|days| days.first.to_string()),
        "to": named.filter(|_| closes).map(|days| days.last.to_string()),
        "grain": date.grain.name(),
        "kind": kind,
        "candidates": candidates,
    })
}
