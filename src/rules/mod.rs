//! One file a rule: what is said of the evidence. The list, their pages and how they are set.
//!
//! A new rule is two files, `rules/<name>.toml` and `src/rules/<name>.rs`, and two lines here.

mod edits;
mod facts;
mod page;
mod ruleset;
mod words;

mod changed_source;
mod date_drift;
mod date_inconsistent;
mod date_not_in_source;
mod date_overprecise;
mod date_stale_relative;
mod misquote;
mod missing_source;
mod name_drift;
mod name_inconsistent;
mod name_misspelled;
mod name_not_in_source;
mod paraphrase_as_quote;
mod quantity_drift;
mod quantity_not_in_source;
mod quantity_overprecise;
mod quote_context;
mod quote_malformed;
mod quote_minor_edit;
mod quote_not_found;
mod quote_spliced;
mod quote_uncited;
mod quote_wrong_source;
mod quote_wrong_speaker;
mod self_citation;
mod source_outside;
mod title_drift;
mod unreadable_source;
mod unsupported_statement;
mod unused_allowance;
mod wrong_locator;

pub use page::{Example, Expected, Page};
pub use ruleset::{Ruleset, Setting, is_rule, no_such_rule};

use crate::evidence::Evidence;
use crate::findings::Finding;

/// What a rule does with the evidence of one draft.
type Check = Box<dyn Fn(&Evidence) -> Vec<Finding> + Send + Sync>;

/// A rule of this project.
pub struct Rule {
    pub name: &'static str,
    /// Its page, TOML.
    pub page: &'static str,
    /// Its check, with the numbers set.
    prepare: fn(toml::Table) -> Result<Check, toml::de::Error>,
}

macro_rules! rules {
    ($($name:ident),* $(,)?) => {
        /// All rules, by name.
        pub const RULES: &[Rule] = &[$(Rule {
            name: stringify!($name),
            page: include_str!(concat!("../../rules/", stringify!($name), ".toml")),
            prepare: |params| {
                let params: $name::Params = params.try_into()?;
                Ok(Box::new(move |evidence| $name::check(evidence, &params)))
            },
        }),*];
    };
}

rules! {
    changed_source,
    date_drift,
    date_inconsistent,
    date_not_in_source,
    date_overprecise,
    date_stale_relative,
    misquote,
    missing_source,
    name_drift,
    name_inconsistent,
    name_misspelled,
    name_not_in_source,
    paraphrase_as_quote,
    quantity_drift,
    quantity_not_in_source,
    quantity_overprecise,
    quote_context,
    quote_malformed,
    quote_minor_edit,
    quote_not_found,
    quote_spliced,
    quote_uncited,
    quote_wrong_source,
    quote_wrong_speaker,
    self_citation,
    source_outside,
    title_drift,
    unreadable_source,
    unsupported_statement,
    unused_allowance,
    wrong_locator,
}
