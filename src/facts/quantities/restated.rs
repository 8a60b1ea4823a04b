//! One measure said twice, in two units side by side: `100 miles (160 km)`, `7 feet, or 2.1 metres`.

use super::Quantity;
use super::compare::compare;
use super::value::Measure;
use super::value::Shape;
use crate::text::Prose;

/// The neighbour of `values[index]` that says the same length, weight … in another unit; `values` are those of
/// `prose`, in order.
///
/// The two may be a tenth apart: a conversion that is only rounded, or slightly off, is still one.
pub fn restated(prose: &Prose, values: &[Quantity], index: usize) -> Option<usize> {
    let before = index.checked_sub(1).filter(|before| are_one(prose, &values[*before], &values[index]));
    let after =
        || Some(index + 1).filter(|after| *after < values.len() && are_one(prose, &values[index], &values[*after]));
    before.or_else(after)
}

fn are_one(prose: &Prose, one: &Quantity, other: &Quantity) -> bool {
    let (Measure::Unit(unit), Measure::Unit(second)) = (&one.value.measure, &other.value.measure) else { return false };
    if unit.dimension != second.dimension || unit.name == second.name || one.range.end > other.range.start {
        return false;
    }
    let between = prose.text[one.range.end..other.range.start].trim();
    let is_joined = matches!(between, "(" | "[" | "/" | "or" | ", or" | "=" | "(or");
    is_joined && {
        let wide = one.value.clone().shaped(Shape::About).unwrap_or_else(|| one.value.clone());
        compare(&wide, &other.value).relation.agrees()
    }
}
