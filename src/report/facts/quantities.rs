//! A quantity's value as JSON.

use crate::facts::quantities::Kind;
use crate::facts::quantities::Number;
use crate::facts::quantities::QuantityValue;
use crate::facts::quantities::Shape;
use serde_json::Value;
use serde_json::json;

/// `{"number": "15000000", "low": "15000000", "high": null, "shape": "at_least", "unit": "USD"}`.
///
/// Numbers are plain decimals; a range's number is its middle; `number` is null for `thousands of`. An exact value of
/// another kind than an amount has that kind as its shape.
pub fn value(quantity: &QuantityValue) -> Value {
    let number = |number: Option<Number>| number.map(|number| number.to_string());
    let middle = || {
        let (low, high) = (quantity.low?, quantity.high?);
        low.plus(high)?.over(Number::whole(2))
    };
    let main = if quantity.shape == Shape::Range { middle().or(quantity.nominal) } else { quantity.nominal };
    json!({
        "number": number(main),
        "low": number(quantity.low),
        "high": number(quantity.high),
        "shape": shape(quantity),
        "unit": quantity.unit_name(),
    })
}

fn shape(quantity: &QuantityValue) -> &'static str {
    match (quantity.shape, quantity.kind) {
        (Shape::Exact, Kind::Amount) => "exact",
        (Shape::Exact, Kind::Fraction) => "fraction",
        (Shape::Exact, Kind::Multiple) => "multiple",
        (Shape::Exact, Kind::Rise) => "rise",
        (Shape::Exact, Kind::Fall) => "fall",
        (Shape::Exact, Kind::Ordinal) => "ordinal",
        (Shape::Exact, Kind::Age) => "age",
        (Shape::About, _) => "about",
        (Shape::Nearly, _) => "nearly",
        (Shape::JustOver, _) => "just_over",
        (Shape::AtLeast, _) => "at_least",
        (Shape::MoreThan, _) => "more_than",
        (Shape::AtMost, _) => "at_most",
        (Shape::LessThan, _) => "less_than",
        (Shape::Range, _) => "range",
        (Shape::Vague, _) => "vague",
    }
}
