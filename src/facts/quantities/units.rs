//! Units and currencies: what they are called, and their exact factors.

use super::number::Number;
use super::phrase::Ahead;
use crate::text::Lists;
use crate::text::Phrases;
use anyhow::{Context, Result};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::sync::Arc;

/// A unit of measure or a currency.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Unit {
    /// As shown, in the singular: `mile`; for money its code: `USD`.
    pub name: String,
    /// As shown after a number: `miles`, `km`.
    pub plural: String,
    /// `length`, `duration` … ; `money` for currencies.
    pub dimension: String,
    /// Base units in one of it; more than one where the word is used for several units (`ton`).
    pub factors: Vec<Number>,
    /// Added before the factor applies: temperatures.
    pub offset: Number,
    /// Codes of the currencies that it can stand for; beside a mass (`pound`) what it may mean as money.
    pub codes: Vec<String>,
}

/// Every unit and currency by what it is called.
#[derive(Debug, Default)]
pub(super) struct Units {
    all: Vec<Arc<Unit>>,
    phrases: Phrases<u16>,
    /// Symbols by their exact letters: `MW` and `mW` differ. True for those read only when glued to the number.
    symbols: FxHashMap<String, (u16, bool)>,
    money_words: Phrases<u16>,
    money_before: FxHashMap<String, u16>,
    money_after: FxHashMap<String, (u16, u8)>,
    per_nouns: Phrases<()>,
    /// Units that `a` counts as one of: `a mile`, `a dollar`.
    pub countable: Vec<u64>,
    /// Units of time in the singular.
    pub spans: Vec<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitList {
    metric: Vec<Metric>,
    unit: Vec<Plain>,
    rate_nouns: Vec<String>,
}

/// A unit that takes the prefixes of the SI.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Metric {
    words: Vec<String>,
    symbol: String,
    dimension: String,
    factor: String,
    prefixes: Vec<String>,
    #[serde(default)]
    powers: bool,
    /// Symbols read only when glued to the number.
    #[serde(default)]
    hidden_symbols: Vec<String>,
    /// Symbols that are too often something else.
    #[serde(default)]
    unwritten: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Plain {
    name: String,
    dimension: String,
    factor: Option<String>,
    #[serde(default)]
    factors: Vec<String>,
    offset: Option<String>,
    plural: Option<String>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    symbols: Vec<String>,
    #[serde(default)]
    glued: Vec<String>,
    #[serde(default)]
    powers: bool,
    #[serde(default)]
    money: Vec<String>,
    #[serde(default)]
    countable: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CurrencyList {
    currency: Vec<Currency>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Currency {
    codes: Vec<String>,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    symbols: Vec<String>,
    factor: Option<String>,
    #[serde(default)]
    countable: bool,
}

/// Prefixes of the SI: symbol, word, power of ten.
const PREFIXES: &[(&str, &str, i32)] = &[
    ("p", "pico", -12),
    ("n", "nano", -9),
    ("µ", "micro", -6),
    ("m", "milli", -3),
    ("c", "centi", -2),
    ("d", "deci", -1),
    ("", "", 0),
    ("h", "hecto", 2),
    ("k", "kilo", 3),
    ("M", "mega", 6),
    ("G", "giga", 9),
    ("T", "tera", 12),
    ("P", "peta", 15),
];

impl Units {
    pub fn new(lists: &Lists) -> Result<Units> {
        let list: UnitList = lists.read("units")?;
        let mut units = Units::default();
        for metric in &list.metric {
            units.metric(metric).with_context(|| format!("word list units.toml: {}", metric.words.join(", ")))?;
        }
        for plain in &list.unit {
            units.plain(plain).with_context(|| format!("word list units.toml: {}", plain.name))?;
        }
        for noun in &list.rate_nouns {
            units.per_nouns.add(noun, ());
        }
        let list: CurrencyList = lists.read("currencies")?;
        for currency in &list.currency {
            units.currency(currency).context("word list currencies.toml")?;
        }
        Ok(units)
    }

    fn add(&mut self, unit: Unit) -> u16 {
        self.all.push(Arc::new(unit));
        (self.all.len() - 1) as u16
    }

    fn metric(&mut self, metric: &Metric) -> Result<()> {
        let base = Number::parse(&metric.factor).context("a factor is a decimal or a fraction")?;
        for (letter, word, power) in PREFIXES {
            if !letter.is_empty() && !metric.prefixes.iter().any(|prefix| prefix == letter) {
                continue;
            }
            let factor = Number::ten_to(*power).and_then(|ten| ten.times(base)).context("the factor is too large")?;
            let name = format!("{word}{}", metric.words[0]);
            let symbol = format!("{letter}{}", metric.symbol);
            let words: Vec<_> = metric.words.iter().map(|stem| format!("{word}{stem}")).collect();
            let hidden = metric.hidden_symbols.contains(&symbol);
            let symbols = if metric.unwritten.contains(&symbol) { &[][..] } else { std::slice::from_ref(&symbol) };
            let powers: &[i32] = if metric.powers { &[1, 2, 3] } else { &[1] };
            for exponent in powers {
                let factor = (1..*exponent).try_fold(factor, |all, _| all.times(factor)).context("too large")?;
                let prefix = ["", "square ", "cubic "][*exponent as usize - 1];
                let dimension = ["", "area", "volume"][*exponent as usize - 1];
                let index = self.add(Unit {
                    name: format!("{prefix}{name}"),
                    plural: if *exponent == 1 {
                        symbol.clone()
                    } else {
                        format!("{symbol}{}", [' ', '²', '³'][*exponent as usize - 1])
                    },
                    dimension: if *exponent == 1 { metric.dimension.clone() } else { dimension.into() },
                    factors: vec![factor],
                    offset: Number::ZERO,
                    codes: Vec::new(),
                });
                self.name_powers(index, *exponent, &words, symbols, hidden);
                if *exponent == 1 && matches!(*letter, "" | "k" | "m" | "c") && metric.dimension != "data" {
                    self.countable.extend(words.iter().map(|word| crate::text::word_id(word)));
                    if symbol.len() > 1 {
                        self.countable.push(crate::text::word_id(&symbol));
                    }
                }
                if *letter == "µ" && *exponent == 1 {
                    self.symbols.insert(format!("μ{}", metric.symbol), (index, false));
                    self.symbols.insert(format!("mc{}", metric.symbol), (index, false));
                }
                if *exponent == 1 && !hidden && metric.symbol.len() == 1 {
                    self.symbols.insert(format!("{symbol}s"), (index, false));
                }
            }
        }
        Ok(())
    }

    /// Registers what a unit is called, itself (1), squared (2) or cubed (3).
    fn name_powers(&mut self, index: u16, exponent: i32, words: &[String], symbols: &[String], glued: bool) {
        for word in words {
            for form in [word.clone(), format!("{word}s")] {
                match exponent {
                    1 => self.phrases.add(&form, index),
                    2 => {
                        for front in ["square", "sq", "sq."] {
                            self.phrases.add(&format!("{front} {form}"), index);
                        }
                        self.phrases.add(&format!("{form} squared"), index);
                    }
                    _ => {
                        for front in ["cubic", "cu", "cu."] {
                            self.phrases.add(&format!("{front} {form}"), index);
                        }
                        self.phrases.add(&format!("{form} cubed"), index);
                    }
                }
            }
        }
        for symbol in symbols {
            match exponent {
                1 => {
                    self.symbols.insert(symbol.clone(), (index, glued));
                }
                2 | 3 => {
                    let raised = if exponent == 2 { '²' } else { '³' };
                    for form in
                        [format!("{symbol}{raised}"), format!("{symbol}{exponent}"), format!("{symbol}^{exponent}")]
                    {
                        self.symbols.insert(form, (index, false));
                    }
                    let fronts: &[&str] = if exponent == 2 { &["sq", "sq."] } else { &["cu", "cu."] };
                    for front in fronts {
                        self.phrases.add(&format!("{front} {symbol}"), index);
                    }
                }
                _ => {}
            }
        }
    }

    fn plain(&mut self, plain: &Plain) -> Result<()> {
        let read = |text: &String| Number::parse(text).context("a factor is a decimal or a fraction");
        let factors: Vec<Number> = plain.factor.iter().chain(&plain.factors).map(read).collect::<Result<_>>()?;
        let offset = plain.offset.as_ref().map(read).transpose()?.unwrap_or(Number::ZERO);
        let powers: &[i32] = if plain.powers { &[1, 2, 3] } else { &[1] };
        for exponent in powers {
            let prefix = ["", "square ", "cubic "][*exponent as usize - 1];
            let raise = |factor: &Number| (1..*exponent).try_fold(*factor, |all, _| all.times(*factor));
            let plural = plain.plural.clone().unwrap_or_else(|| format!("{}s", plain.name));
            let index = self.add(Unit {
                name: format!("{prefix}{}", plain.name),
                plural: format!("{prefix}{plural}"),
                dimension: match exponent {
                    1 => plain.dimension.clone(),
                    2 => "area".into(),
                    _ => "volume".into(),
                },
                factors: factors.iter().map(raise).collect::<Option<_>>().context("the factor is too large")?,
                offset,
                codes: plain.money.clone(),
            });
            let mut words = plain.words.clone();
            words.push(plain.name.clone());
            words.extend(plain.plural.clone());
            if *exponent == 1 {
                if plain.dimension == "duration" && plain.name != "second" {
                    self.spans.push(crate::text::word_id(&plain.name));
                }
                for word in &words {
                    self.phrases.add(word, index);
                    self.phrases.add(&format!("{word}s"), index);
                    if plain.countable {
                        self.countable.push(crate::text::word_id(word));
                    }
                }
                for symbol in &plain.symbols {
                    self.symbols.insert(symbol.clone(), (index, false));
                    if plain.countable {
                        self.countable.push(crate::text::word_id(symbol));
                    }
                }
                for symbol in &plain.glued {
                    self.symbols.insert(symbol.clone(), (index, true));
                }
            } else {
                self.name_powers(index, *exponent, &words, &plain.symbols, false);
            }
        }
        Ok(())
    }

    fn currency(&mut self, currency: &Currency) -> Result<()> {
        let factor = currency.factor.as_deref().map_or(Some(Number::ONE), Number::parse).context("a factor")?;
        let name =
            currency.name.clone().or_else(|| currency.codes.first().cloned()).context("a currency has a code")?;
        let index = self.add(Unit {
            plural: name.clone(),
            name,
            dimension: "money".into(),
            factors: vec![factor],
            offset: Number::ZERO,
            codes: currency.codes.clone(),
        });
        for word in &currency.words {
            self.money_words.add(word, index);
            self.money_words.add(&format!("{word}s"), index);
            if currency.countable {
                self.countable.push(crate::text::word_id(word));
            }
        }
        for symbol in &currency.symbols {
            self.money_before.insert(symbol.to_lowercase(), index);
            self.money_after.insert(symbol.to_lowercase(), (index, 0));
        }
        if let ([code], None) = (currency.codes.as_slice(), &currency.factor) {
            let code = code.to_lowercase();
            self.money_before.insert(format!("{code}$"), index);
            for (prefix, power) in [("", 0), ("k", 3), ("m", 6), ("mn", 6), ("bn", 9)] {
                self.money_after.entry(format!("{prefix}{code}")).or_insert((index, power));
            }
            self.money_before.entry(code).or_insert(index);
        }
        Ok(())
    }

    pub fn get(&self, index: u16) -> Arc<Unit> {
        self.all[index as usize].clone()
    }

    /// The unit that stands at `ahead`: its index and the token after it.
    pub fn unit_at(&self, ahead: &Ahead, glued: bool) -> Option<(u16, usize)> {
        if let Some((end, (index, only_glued))) = ahead.longest_raw(&self.symbols, false)
            && (glued || !only_glued)
        {
            return Some((*index, end));
        }
        ahead.phrase(&self.phrases).map(|(index, end)| (*index, end))
    }

    /// The currency written after a number: `dollars`, `€`, `USD`, `MEUR` with its power of ten.
    pub fn money_after(&self, ahead: &Ahead) -> Option<(u16, u8, usize)> {
        if let Some((index, end)) = ahead.phrase(&self.money_words) {
            return Some((*index, 0, end));
        }
        let (end, (index, power)) = ahead.longest_raw(&self.money_after, true)?;
        let is_code = ahead.raw(end).bytes().all(|byte| byte.is_ascii_alphabetic());
        // A code in small letters is as often a word (`all`, `try`): only `usd` and its like are taken so.
        let is_upper = !ahead.raw(end).bytes().any(|byte| byte.is_ascii_lowercase());
        let unmistakable = matches!(ahead.raw(end).to_lowercase().as_str(), "usd" | "eur" | "gbp" | "chf" | "jpy");
        (!is_code || is_upper || unmistakable).then_some((*index, *power, end))
    }

    /// The currency that `symbol`, the letters before a number, stands for.
    pub fn money_before(&self, symbol: &str) -> Option<u16> {
        let is_code = symbol.bytes().all(|byte| byte.is_ascii_alphabetic());
        let is_upper = symbol.bytes().all(|byte| byte.is_ascii_uppercase());
        let found = self.money_before.get(symbol).or_else(|| self.money_before.get(&symbol.to_lowercase()))?;
        (!is_code || is_upper || symbol.eq_ignore_ascii_case("rs") || symbol.eq_ignore_ascii_case("usd"))
            .then_some(*found)
    }

    pub fn per_noun(&self, ahead: &Ahead) -> Option<usize> {
        ahead.phrase(&self.per_nouns).map(|(_, end)| end)
    }
}
