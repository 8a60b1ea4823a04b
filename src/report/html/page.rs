//! A run as the page tells it: each draft with its findings and claims, numbered through.

use crate::findings::DraftRecord;
use crate::findings::Finding;
use crate::findings::Layout;
use crate::findings::Run;
use crate::findings::SourcePlace;
use crate::findings::Status;
use crate::findings::Suppression;
use crate::findings::Verdict;
use crate::text::Text;
use std::collections::HashMap;
use std::sync::Arc;

/// What the page is written from.
pub struct Page<'a> {
    pub run: &'a Run,
    /// In the order of the drafts.
    pub sheets: Vec<Sheet<'a>>,
    /// The seeds cited by any draft, in the order of their first citation.
    pub seeds: Vec<Seed<'a>>,
    /// Indices of the seeds of each key; two when a seed changed while drafts were checked.
    of_key: HashMap<&'a str, Vec<usize>>,
}

/// One draft.
pub struct Sheet<'a> {
    /// From 1.
    pub number: usize,
    pub text: &'a Arc<Text>,
    pub layout: Option<&'a Layout>,
    /// Indices of its seeds.
    pub seeds: Vec<usize>,
    /// By place.
    pub findings: Vec<Numbered<'a>>,
    /// By place.
    pub claims: Vec<Claim<'a>>,
}

/// A seed and its key.
pub struct Seed<'a> {
    pub key: &'a str,
    pub text: &'a Arc<Text>,
    pub sha256: String,
}

/// A finding, open or accepted.
pub struct Numbered<'a> {
    /// From 1, through all drafts.
    pub number: usize,
    pub finding: &'a Finding,
    /// The reason of the allowance that accepts it.
    pub accepted: Option<&'a str>,
    /// Index, in the sheet, of the narrowest claim that it stands in.
    pub claim: Option<usize>,
}

pub struct Claim<'a> {
    /// From 1, through all drafts.
    pub number: usize,
    pub verdict: &'a Verdict,
    /// Numbers of the findings in it.
    pub findings: Vec<usize>,
}

impl Numbered<'_> {
    /// `error`, `warning`, `note` or `accepted`.
    pub fn level(&self) -> &'static str {
        if self.accepted.is_some() { "accepted" } else { self.finding.level.name() }
    }

    /// Its places in seeds, the first one first.
    pub fn sources(&self) -> impl Iterator<Item = &SourcePlace> {
        self.finding.source.iter().chain(&self.finding.related)
    }
}

impl<'a> Page<'a> {
    pub fn new(run: &'a Run) -> Page<'a> {
        let mut page = Page { run, sheets: Vec::new(), seeds: Vec::new(), of_key: HashMap::new() };
        let mut sheet_of: HashMap<*const Text, usize> = HashMap::new();
        let mut seed_of: HashMap<*const Text, usize> = HashMap::new();
        for record in &run.drafts {
            let number = page.sheet(&mut sheet_of, &record.text);
            page.sheets[number].layout = Some(&record.layout);
            page.seeds(number, record, &mut seed_of);
        }
        let accepted = run.suppressed.iter().map(|suppressed| match &suppressed.by {
            Suppression::Allowance(reason) => (&suppressed.finding, Some(&**reason)),
            Suppression::Baseline => (&suppressed.finding, Some("it is in the baseline")),
        });
        for (finding, accepted) in run.findings.iter().map(|finding| (finding, None)).chain(accepted) {
            let sheet = page.sheet(&mut sheet_of, &finding.draft.text);
            page.sheets[sheet].findings.push(Numbered { number: 0, finding, accepted, claim: None });
        }
        for verdict in &run.verdicts {
            let sheet = page.sheet(&mut sheet_of, &verdict.draft.text);
            page.sheets[sheet].claims.push(Claim { number: 0, verdict, findings: Vec::new() });
        }
        let (mut findings, mut claims) = (0, 0);
        for sheet in &mut page.sheets {
            sheet.claims.sort_by_key(|claim| (claim.verdict.draft.span.start(), claim.verdict.draft.span.end()));
            sheet.findings.sort_by_key(|finding| finding.finding.draft.span);
            for claim in &mut sheet.claims {
                claims += 1;
                claim.number = claims;
            }
            for finding in &mut sheet.findings {
                findings += 1;
                finding.number = findings;
                finding.claim = narrowest(&sheet.claims, finding.finding);
                if let Some(claim) = finding.claim {
                    sheet.claims[claim].findings.push(findings);
                }
            }
        }
        page
    }

    fn sheet(&mut self, sheet_of: &mut HashMap<*const Text, usize>, text: &'a Arc<Text>) -> usize {
        *sheet_of.entry(Arc::as_ptr(text)).or_insert_with(|| {
            let number = self.sheets.len() + 1;
            let sheet = Sheet { number, text, layout: None, seeds: vec![], findings: vec![], claims: vec![] };
            self.sheets.push(sheet);
            number - 1
        })
    }

    fn seeds(&mut self, sheet: usize, record: &'a DraftRecord, seed_of: &mut HashMap<*const Text, usize>) {
        for (key, text) in &record.seeds {
            let seed = *seed_of.entry(Arc::as_ptr(text)).or_insert_with(|| {
                // A seed that was closed and opened again for another draft is the same file.
                let of_key = self.of_key.entry(key.as_str()).or_default();
                let same = of_key.iter().copied().find(|same| self.seeds[*same].text.bytes() == text.bytes());
                same.unwrap_or_else(|| {
                    of_key.push(self.seeds.len());
                    self.seeds.push(Seed { key, text, sha256: text.sha256() });
                    self.seeds.len() - 1
                })
            });
            self.sheets[sheet].seeds.push(seed);
        }
    }

    /// Indices of the seeds of these keys.
    pub fn seed_numbers<'k>(&self, keys: impl IntoIterator<Item = &'k str>) -> Vec<usize> {
        let of_keys = keys.into_iter().filter_map(|key| self.of_key.get(key));
        let mut numbers: Vec<usize> = of_keys.flatten().copied().collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }
}

fn narrowest(claims: &[Claim], finding: &Finding) -> Option<usize> {
    let place = finding.draft.span;
    let last = claims.partition_point(|claim| claim.verdict.draft.span.start() <= place.start());
    // Claims nest a level or two; what holds the place starts not far before it.
    let near = last.saturating_sub(8)..last;
    near.filter(|claim| place.start() < claims[*claim].verdict.draft.span.end())
        .min_by_key(|claim| claims[*claim].verdict.draft.span.len())
}

pub fn status(status: Status) -> &'static str {
    match status {
        Status::Agrees => "agrees",
        Status::Differs => "differs",
        Status::Unsupported => "unsupported",
        Status::Unchecked => "unchecked",
    }
}
