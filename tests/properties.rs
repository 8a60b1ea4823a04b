//! What holds for every draft and every source, tried on many: places, quotations, reformatting, any bytes.
//!
//! The sources are those of this repository's newsroom; drafts are made up around their words.

#[path = "properties/bytes.rs"]
mod bytes;
#[path = "properties/copying.rs"]
mod copying;
#[path = "properties/dossier.rs"]
mod dossier;
#[path = "properties/laying.rs"]
mod laying;
#[path = "properties/quoting.rs"]
mod quoting;
#[path = "properties/reformatting.rs"]
mod reformatting;

use proptest::test_runner::Config as Cases;
use sourceproof::check::{Input, Project};
use sourceproof::config::Config;
use sourceproof::evidence::{Opened, Source};
use sourceproof::findings::{Finding, Run};
use std::path::Path;
use std::sync::{Arc, LazyLock};

/// Enough to find what is wrong in most cases, few enough to be run with every change.
fn cases(count: u32) -> Cases {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    Cases { cases: asked.unwrap_or(count), failure_persistence: None, max_global_rejects: 100_000, ..Cases::default() }
}

static NEWSROOM: LazyLock<Project> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join("sourceproof.toml")).unwrap();
    Project::new(Config::parse(&text, root).unwrap()).unwrap()
});

/// The newsroom's sources that have text.
static SOURCES: LazyLock<Vec<Arc<Source>>> = LazyLock::new(|| {
    let opened = (0..NEWSROOM.catalog.entries.len()).map(|number| NEWSROOM.open(number));
    let sources = opened.filter_map(|opened| match opened {
        Opened::Source(source) => Some(source),
        Opened::Unreadable(_) => None,
    });
    sources.collect()
});

/// The findings in a draft of these bytes; panics where it could not be read.
fn checked(path: &str, bytes: impl Into<Vec<u8>>) -> Run {
    let run = NEWSROOM.check(&[Input::Bytes(bytes.into(), path.to_owned())], true, &|_| {});
    assert!(run.problems.is_empty(), "{:?}", run.problems);
    run
}

/// Findings about the words of a quotation.
/// What is said of the words of quotations. A run that starts behind a `not` of its source is quoted out of context,
/// and rightly said to be: that is no opinion on its words.
fn about_quotations(run: &Run) -> Vec<String> {
    let is_about = |rule: &str| rule == "misquote" || (rule.starts_with("quote_") && rule != "quote_context");
    run.findings.iter().filter(|finding| is_about(finding.rule)).map(shown).collect()
}

fn shown(finding: &Finding) -> String {
    format!("{} on `{}`: {}", finding.rule, finding.draft.words(), finding.message)
}

/// A small generator for choices inside a case, so that proptest shrinks one number.
struct Choices(u64);

impl Choices {
    fn next(&mut self, below: usize) -> usize {
        // Knuth's multiplier for 64 bits; the high bits are the good ones.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below.max(1)
    }

    fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.next(list.len())]
    }
}
