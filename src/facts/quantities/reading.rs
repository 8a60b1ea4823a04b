//! A quantity in words for notes: `at least 15,000,000 USD`, `554 km = 344.2 miles`.

use super::number::Number;
use super::value::Kind;
use super::value::Measure;
use super::value::QuantityValue;
use super::value::Shape;

impl QuantityValue {
    /// The value as it was understood: `at least 15,000,000 USD`, `10 to 15 km`, `2,000 or more, below 10,000`.
    pub fn reading(&self) -> String {
        let number = |number: Option<Number>| number.map_or_else(String::new, Number::grouped);
        let main = self.nominal.or(self.low).or(self.high);
        let amount = match self.shape {
            Shape::Range => format!("{} to {}", number(self.low), number(self.high)),
            Shape::Vague if self.has_high => format!("{} to {}", number(self.low), number(self.high)),
            Shape::Vague => format!("{} or more, below {}", number(self.low), number(self.high)),
            _ => number(main),
        };
        let lead = match self.shape {
            Shape::Exact | Shape::Range | Shape::Vague => "",
            Shape::About => "about ",
            Shape::Nearly => "nearly ",
            Shape::JustOver => "just over ",
            Shape::AtLeast => "at least ",
            Shape::MoreThan => "more than ",
            Shape::AtMost => "up to ",
            Shape::LessThan => "less than ",
        };
        let unit = self.unit_shown();
        let unit = match self.kind {
            Kind::Multiple => " times".to_owned(),
            Kind::Ordinal => format!(" (in a row){unit}"),
            Kind::Age => format!("{unit} old"),
            Kind::Fraction => " of the whole".to_owned(),
            _ => unit,
        };
        let per = self.per.as_ref().map_or_else(String::new, |per| match (per.name.as_str(), per.count) {
            ("", count) => format!(" per {}", count.grouped()),
            (name, Number::ONE) => format!(" per {name}"),
            (name, count) => format!(" per {} {name}", count.grouped()),
        });
        let change = match self.kind {
            Kind::Rise => "up ",
            Kind::Fall => "down ",
            _ => "",
        };
        format!("{change}{lead}{amount}{unit}{per}")
    }

    /// The value and what it is in the unit of `other`: `554 km = 344.2 miles`. None when nothing has to be converted.
    pub fn converted(&self, other: &QuantityValue) -> Option<String> {
        let (Measure::Unit(from), Measure::Unit(to)) = (&self.measure, &other.measure) else { return None };
        if from.name == to.name || from.dimension != to.dimension {
            return None;
        }
        let (one, two) = (*from.factors.first()?, *to.factors.first()?);
        let into = |number: Number| number.plus(from.offset)?.times(one)?.over(two)?.minus(to.offset);
        let turned = self.nominal.and_then(into)?.rounded(1)?;
        let plain = QuantityValue { shape: Shape::Exact, ..self.clone() };
        Some(format!("{} = {} {}", plain.reading(), turned.grouped(), to.plural))
    }

    /// The name of the unit as JSON gives it: `USD`, `percent`, `kilometre`; None for a bare count.
    pub fn unit_name(&self) -> Option<&str> {
        match &self.measure {
            Measure::Count => None,
            Measure::Percent => Some("percent"),
            Measure::Points => Some("percentage point"),
            Measure::BarePoints => Some("point"),
            Measure::Unit(unit) | Measure::Money(unit) => Some(&unit.name),
        }
    }

    fn unit_shown(&self) -> String {
        let is_one = self.nominal == Some(Number::ONE);
        match &self.measure {
            Measure::Count => String::new(),
            Measure::Percent => " percent".into(),
            Measure::Points => " percentage points".into(),
            Measure::BarePoints => " points".into(),
            Measure::Unit(unit) | Measure::Money(unit) => {
                format!(" {}", if is_one { &unit.name } else { &unit.plural })
            }
        }
    }
}
