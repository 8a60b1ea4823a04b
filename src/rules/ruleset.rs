//! The rules as a newsroom set them: which speak, how gravely, with what numbers.

use super::Check;
use super::Example;
use super::Page;
use super::RULES;
use crate::evidence::Evidence;
use crate::findings::Finding;
use crate::findings::Level;
use crate::findings::RuleCard;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::path::Path;

/// The rules, ready to be run.
pub struct Ruleset {
    rules: Vec<Setting>,
}

/// A rule as it is set here.
pub struct Setting {
    pub name: &'static str,
    pub level: Level,
    /// Without examples where it is our own; see [`Setting::examples`].
    pub page: Page,
    check: Check,
}

impl Ruleset {
    /// The rules with their own pages or those of the newsroom's folder `house`, then as `set` says.
    ///
    /// # Errors
    /// A rule that does not exist, a page that is none, a level or a number that does not fit; the message names the
    /// rule and what would be right.
    pub fn new(set: &toml::Table, house: Option<&Path>) -> Result<Ruleset> {
        if let Some(unknown) = set.keys().find(|name| !is_rule(name)) {
            bail!("[rules] in sourceproof.toml: {}", no_such_rule(unknown));
        }
        let mut rules = Vec::new();
        for rule in RULES {
            let own = house.map(|folder| folder.join(format!("{}.toml", rule.name))).filter(|path| path.is_file());
            let mut page = match own {
                Some(path) => {
                    let text =
                        std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
                    Page::parse(rule.name, &text).with_context(|| path.display().to_string())?
                }
                None => Page::parse(rule.name, head(rule.page))?,
            };
            let mut level = page.level;
            match set.get(rule.name) {
                None => {}
                Some(toml::Value::Table(table)) => {
                    for (key, value) in table {
                        if key == "level" {
                            level = parse_level(rule.name, value)?;
                        } else if page.params.contains_key(key) {
                            page.params.insert(key.clone(), value.clone());
                        } else {
                            let known: Vec<_> =
                                std::iter::once("level").chain(page.params.keys().map(String::as_str)).collect();
                            bail!(
                                "[rules] in sourceproof.toml: {} has no `{key}`; it has: {}",
                                rule.name,
                                known.join(", ")
                            );
                        }
                    }
                }
                Some(value) => level = parse_level(rule.name, value)?,
            }
            let check = (rule.prepare)(page.params.clone())
                .with_context(|| format!("[rules] in sourceproof.toml: {}", rule.name))?;
            rules.push(Setting { name: rule.name, level, page, check });
        }
        Ok(Ruleset { rules })
    }

    /// Leaves on only the rules of `only`, when there are any, and turns off those of `skip`.
    ///
    /// # Errors
    /// A rule that does not exist.
    pub fn narrow(&mut self, only: &[String], skip: &[String]) -> Result<()> {
        if let Some(unknown) = only.iter().chain(skip).find(|name| !is_rule(name)) {
            bail!("{}", no_such_rule(unknown));
        }
        for rule in &mut self.rules {
            let is_named = |names: &[String]| names.iter().any(|name| name == rule.name);
            if is_named(skip) || (!only.is_empty() && !is_named(only)) {
                rule.level = Level::Off;
            }
        }
        Ok(())
    }

    /// All rules, by name.
    pub fn settings(&self) -> &[Setting] {
        &self.rules
    }

    /// What a report says of the rules, by name.
    pub fn cards(&self) -> Vec<RuleCard> {
        let card = |rule: &Setting| RuleCard {
            name: rule.name,
            level: rule.level,
            summary: rule.page.summary.clone(),
            why: rule.page.why.clone(),
            limits: rule.page.limits.clone(),
        };
        self.rules.iter().map(card).collect()
    }

    pub fn level(&self, rule: &str) -> Level {
        self.rules.iter().find(|setting| setting.name == rule).map_or(Level::Off, |setting| setting.level)
    }

    /// A number of a rule as it stands on its page or in the configuration.
    pub fn number(&self, rule: &str, param: &str) -> Option<f64> {
        let setting = self.rules.iter().find(|setting| setting.name == rule)?;
        let value = setting.page.params.get(param)?;
        value.as_float().or_else(|| value.as_integer().map(|number| number as f64))
    }

    /// What the rules say of a draft, each finding with its rule's level; in no particular order.
    pub fn findings(&self, evidence: &Evidence) -> Vec<Finding> {
        self.rules.iter().filter(|rule| rule.level != Level::Off).flat_map(|rule| rule.findings(evidence)).collect()
    }

    /// What one rule says of a draft.
    pub fn findings_of(&self, rule: &str, evidence: &Evidence) -> Vec<Finding> {
        let wanted = self.rules.iter().filter(|setting| setting.name == rule && setting.level != Level::Off);
        wanted.flat_map(|rule| rule.findings(evidence)).collect()
    }
}

impl Setting {
    /// The examples of its page.
    ///
    /// # Errors
    /// None for our own pages, which the tests read.
    pub fn examples(&self) -> Result<Vec<Example>> {
        if !self.page.examples.is_empty() {
            return Ok(self.page.examples.clone());
        }
        let own = RULES.iter().find(|rule| rule.name == self.name).map_or("", |rule| rule.page);
        Ok(Page::parse(self.name, own)?.examples)
    }

    fn findings(&self, evidence: &Evidence) -> Vec<Finding> {
        let mut found = (self.check)(evidence);
        for finding in &mut found {
            finding.level = self.level.min(finding.level_cap);
        }
        found
    }
}

/// A page without its examples: they are many, and only its readers need them.
fn head(page: &str) -> &str {
    page.split_once("\n[[examples]]").map_or(page, |(head, _)| head)
}

/// True when this project has a rule of that name.
pub fn is_rule(name: &str) -> bool {
    RULES.iter().any(|rule| rule.name == name)
}

/// What to say of a rule that does not exist.
pub fn no_such_rule(name: &str) -> String {
    let nearest = RULES.iter().map(|rule| (strsim::osa_distance(rule.name, name), rule.name)).min();
    match nearest {
        Some((distance, nearest)) if distance * 3 <= name.len() => {
            format!("there is no rule `{name}`; did you mean `{nearest}`?")
        }
        _ => format!("there is no rule `{name}`; `sourceproof rules` lists them"),
    }
}

fn parse_level(rule: &str, value: &toml::Value) -> Result<Level> {
    Level::deserialize(value.clone()).map_err(|_| {
        anyhow::anyhow!("[rules] in sourceproof.toml: {rule} = {value} is no level; write \"error\", \"warning\", \"note\" or \"off\"")
    })
}
