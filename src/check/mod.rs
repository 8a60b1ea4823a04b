//! A project and its drafts to a run: the sentence that joins the folders.

pub mod focus;
mod inputs;
mod layout;
mod locking;
mod shelf;
mod verdicts;

pub use inputs::{Input, inputs, is_draft, shown, whole};

use crate::claims;
use crate::claims::Allowance;
use crate::claims::Draft;
use crate::config::Config;
use crate::config::FILE;
use crate::config::Style;
use crate::evidence;
use crate::evidence::Elsewhere;
use crate::evidence::Everywhere;
use crate::evidence::Evidence;
use crate::evidence::Limits;
use crate::evidence::Opened;
use crate::evidence::Source;
use crate::evidence::Surroundings;
use crate::evidence::UnusedAllowance;
use crate::facts::Language;
use crate::facts::dates::Days;
use crate::facts::names::Spelling;
use crate::facts::quotes::Segment;
use crate::findings;
use crate::findings::Coverage;
use crate::findings::DraftRecord;
use crate::findings::Finding;
use crate::findings::LeftOut;
use crate::findings::Level;
use crate::findings::Mark;
use crate::findings::Run;
use crate::findings::Suppressed;
use crate::findings::Suppression;
use crate::findings::Verdict;
use crate::history::Lock;
use crate::history::lock::LockedDraft;
use crate::rules;
use crate::rules::Ruleset;
use crate::seeds;
use crate::seeds::Catalog;
use crate::seeds::Configured;
use crate::text::Lists;
use crate::text::Prose;
use crate::text::Span;
use crate::text::Text;
use anyhow::{Result, bail};
use focus::Since;
use layout::layout;
use rayon::prelude::*;
use shelf::Shelf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

/// Everything that is the same for all drafts of a run.
pub struct Project {
    pub config: Config,
    pub language: Language,
    pub catalog: Catalog,
    pub rules: Ruleset,
    seed_words: seeds::Words,
    /// The house's spellings of names, read.
    canonical: Vec<Spelling>,
    shelf: Shelf,
    /// The words of all seeds; made when the first quotation is not found where it is cited.
    everywhere: OnceLock<Everywhere>,
    /// The day that allowances with a last day are held against; `None` lets them all hold.
    pub today: Option<Days>,
    /// What the newsroom's claims rested on when they were locked.
    pub lock: Option<Lock>,
    /// What changed, when only that is to be looked at.
    pub since: Option<Since>,
}

/// What a configuration asks for apart from its documents.
pub struct Tools {
    pub language: Language,
    pub rules: Ruleset,
    pub seed_words: seeds::Words,
}

impl Tools {
    /// # Errors
    /// A page, a rule's setting or a word list that does not hold.
    pub fn new(config: &Config) -> Result<Tools> {
        let house_words = config.house.as_ref().map(|folder| folder.join("words/en")).filter(|folder| folder.is_dir());
        let lists = house_words.map_or_else(|| Ok(Lists::default()), |folder| Lists::with_folder(&folder))?;
        Ok(Tools {
            language: Language::new(&lists)?,
            rules: Ruleset::new(&config.rules, config.house.as_deref())?,
            seed_words: seeds::Words::new(&lists)?,
        })
    }
}

/// What came of one draft.
#[derive(Default)]
struct Checked {
    /// Its path, when it was checked.
    path: Option<String>,
    findings: Vec<Finding>,
    verdicts: Vec<Verdict>,
    marks: Vec<Mark>,
    coverage: Coverage,
    /// Numbers of the seeds that it opened.
    seeds: Vec<usize>,
    suppressed: Vec<Suppressed>,
    record: Option<DraftRecord>,
}

impl Checked {
    /// A draft in which nothing changed since the revision, nor in what it cites.
    fn left_out(since: &Since) -> Checked {
        let left_out = LeftOut { since: since.revision().to_owned(), drafts: 1, claims: 0 };
        Checked { coverage: Coverage { left_out: Some(left_out), ..Coverage::default() }, ..Checked::default() }
    }
}

impl Project {
    /// Reads what the configuration names: word lists, pages, the folders of seeds; and the lock beside it.
    ///
    /// # Errors
    /// A configuration, page, word list or lock that does not hold, a seed folder that is not there, two seeds of one
    /// key.
    pub fn new(config: Config) -> Result<Project> {
        let lock = Lock::read(&config.root)?;
        Ok(Project { lock, ..Project::without_lock(config)? })
    }

    /// The project without its lock, for who writes it anew.
    ///
    /// # Errors
    /// As [`Project::new`].
    pub fn without_lock(config: Config) -> Result<Project> {
        let Tools { language, rules, seed_words } = Tools::new(&config)?;
        let configured: Vec<Configured> = config
            .seed
            .iter()
            .filter_map(|(key, seed)| {
                Some(Configured {
                    key: key.clone(),
                    path: seed.path.clone()?,
                    date: seed.date,
                    title: seed.title.clone(),
                    place: 0..0,
                })
            })
            .collect();
        let mut catalog = Catalog::new(&config.root, &config.seeds, &configured)?;
        for (key, seed) in config.seed.iter().filter(|(_, seed)| seed.path.is_none()) {
            let Some(number) = catalog.by_key(key) else {
                bail!("[seed.{key}] in {FILE}: no source has this key; give its path, or correct the key");
            };
            catalog.entries[number].date = seed.date;
            catalog.entries[number].title.clone_from(&seed.title);
        }
        let shelf = Shelf::new(catalog.entries.len());
        let canonical = config.names.canonical.iter().map(|name| Spelling::new(name, &language.names)).collect();
        Ok(Project {
            config,
            language,
            catalog,
            rules,
            seed_words,
            canonical,
            shelf,
            everywhere: OnceLock::new(),
            today: None,
            lock: None,
            since: None,
        })
    }

    /// Keeps seeds of up to `bytes` of text open at once, for who checks the same drafts again and again; an open seed
    /// takes some fifteen times its text.
    pub fn keeping(mut self, bytes: usize) -> Project {
        self.shelf.most_kept = bytes;
        self
    }

    fn limits(&self) -> Limits {
        Limits {
            similarity: self.rules.number("misquote", "similarity").unwrap_or(0.6),
            longest_omission: self.rules.number("quote_spliced", "longest_omission").unwrap_or(40.0) as usize,
            strict: self.config.style == Style::Strict,
        }
    }

    /// Opens the seed of that number, or says why it has no text.
    pub fn open(&self, number: usize) -> Opened {
        self.shelf.open(number, || self.read_seed(number))
    }

    fn read_seed(&self, number: usize) -> Opened {
        let entry = &self.catalog.entries[number];
        let seed = match Text::read(&entry.path, &entry.shown) {
            Ok(text) => seeds::read(Arc::new(text), &entry.key, entry.date, &self.seed_words, &self.language),
            Err(error) => return Opened::Unreadable(error.to_string()),
        };
        match &seed.unreadable {
            Some(why) => Opened::Unreadable(why.clone()),
            None => Opened::Source(Arc::new(Source::new(seed))),
        }
    }

    /// All seeds opened one after the other, as far as they have text; `done` sees each and it is closed again.
    pub fn each_seed<T: Send>(&self, done: impl Fn(usize, &Opened) -> T + Sync) -> Vec<T> {
        (0..self.catalog.entries.len()).into_par_iter().map(|number| done(number, &self.read_seed(number))).collect()
    }

    /// What the claims of `inputs` rest on now, by draft; messages on what could not be read come second.
    pub fn locked(&self, inputs: &[Input]) -> (Lock, Vec<String>) {
        let locked: Vec<Result<(String, LockedDraft), String>> = self.with_surroundings(|surroundings| {
            let locked = inputs.par_iter().map(|input| {
                let mut draft = self.read_draft(input)?;
                let resolved = evidence::resolve(&mut draft, &self.catalog, self.config.scope);
                let evidence = evidence::gather(&draft, resolved, surroundings);
                Ok((draft.text.path.clone(), locking::locked(&evidence)))
            });
            locked.collect()
        });
        let (mut lock, mut problems) = (Lock::default(), Vec::new());
        for draft in locked {
            match draft {
                Ok((path, draft)) => drop(lock.drafts.insert(path, draft)),
                Err(problem) => problems.push(problem),
            }
        }
        (lock, problems)
    }

    /// Checks `inputs`; `progress` is told of each draft done.
    ///
    /// `in_full` asks for a verdict of each claim, the marks and a record of each draft; they hold the texts of drafts
    /// and seeds open.
    pub fn check(&self, inputs: &[Input], in_full: bool, progress: &(dyn Fn(usize) + Sync)) -> Run {
        let done = AtomicUsize::new(0);
        let checked: Vec<Result<Checked, String>> = self.with_surroundings(|surroundings| {
            let checked = inputs.par_iter().map(|input| {
                let checked = self.check_one(input, in_full, surroundings);
                progress(done.fetch_add(1, Ordering::Relaxed) + 1);
                checked
            });
            checked.collect()
        });
        let mut run = Run { rules: self.rules.cards(), ..Run::default() };
        let mut seeds: Vec<usize> = Vec::new();
        for draft in checked {
            match draft {
                Ok(draft) => {
                    run.checked.extend(draft.path);
                    run.findings.extend(draft.findings);
                    run.verdicts.extend(draft.verdicts);
                    run.marks.extend(draft.marks);
                    run.coverage.add(&draft.coverage);
                    run.suppressed.extend(draft.suppressed);
                    run.drafts.extend(draft.record);
                    seeds.extend(draft.seeds);
                }
                Err(problem) => run.problems.push(problem),
            }
        }
        seeds.sort_unstable();
        seeds.dedup();
        run.coverage.seeds = seeds.len();
        run
    }

    /// Does `work` with all that comparing needs of the project.
    fn with_surroundings<T>(&self, work: impl FnOnce(&Surroundings) -> T) -> T {
        let limits = self.limits();
        let open = |number: usize| self.open(number);
        let elsewhere = |prose: &Prose, segments: &[Segment], cited: &[usize]| -> Option<Elsewhere> {
            let all = self.everywhere.get_or_init(|| self.everywhere());
            let cited: Vec<u32> = cited.iter().map(|seed| *seed as u32).collect();
            let open = |seed: u32| match self.open(seed as usize) {
                Opened::Source(source) => Some(source),
                Opened::Unreadable(_) => None,
            };
            all.find(prose, segments, &cited, &self.language, &limits, &open)
        };
        let surroundings = Surroundings {
            language: &self.language,
            catalog: &self.catalog,
            limits,
            known_names: &self.config.names.known,
            same_names: &self.config.names.same,
            canonical_names: &self.canonical,
            open: &open,
            elsewhere: &elsewhere,
        };
        work(&surroundings)
    }

    fn read_draft(&self, input: &Input) -> Result<Draft, String> {
        let text = match input {
            Input::File(path, shown) => {
                Text::read(path, shown).map_err(|error| format!("cannot read {shown}: {error}"))?
            }
            Input::Bytes(bytes, shown) => Text::from_bytes(shown, bytes.clone()),
        };
        if text.is_binary() {
            return Err(format!("cannot read {}: it is not a text file", text.path));
        }
        Ok(claims::read(Arc::new(text), &self.language.splitter))
    }

    fn check_one(&self, input: &Input, in_full: bool, surroundings: &Surroundings) -> Result<Checked, String> {
        let path = match input {
            Input::File(path, _) => path.clone(),
            Input::Bytes(_, shown) => self.config.root.join(shown),
        };
        let narrowed = self.since.as_ref();
        if let Some(since) = narrowed.filter(|since| since.leaves_out(&path)) {
            return Ok(Checked::left_out(since));
        }
        let mut draft = self.read_draft(input)?;
        let resolved = evidence::resolve(&mut draft, &self.catalog, self.config.scope);
        let mut focus = None;
        if let Some(since) = narrowed {
            focus = since.focus(&path, &draft, &resolved);
            if focus.is_none() {
                return Ok(Checked::left_out(since));
            }
        }
        let holds = |span: Span| focus.as_ref().is_none_or(|focus| focus.holds(span));
        let mut evidence = evidence::gather(&draft, resolved, surroundings);
        if let Some(locked) = self.lock.as_ref().and_then(|lock| lock.drafts.get(&draft.text.path)) {
            evidence.changed = locking::changed(&evidence, locked);
        }
        let mut findings = findings::arbitrate(self.rules.findings(&evidence));
        let (mut suppressed, used) = allow(&evidence, &mut findings, self.today);
        evidence.unused_allowances = self.unused(&evidence, &used);
        findings.extend(self.rules.findings_of("unused_allowance", &evidence));
        findings::sort(&mut findings);
        let seeds = evidence.sources.iter().filter_map(|source| self.catalog.by_key(&source.seed.key)).collect();
        let mut verdicts = if in_full { verdicts::verdicts(&evidence, &findings) } else { Vec::new() };
        let marks = if in_full { verdicts::marks(&evidence) } else { Vec::new() };
        let mut coverage = verdicts::coverage(&evidence, &holds);
        findings.retain(|finding| holds(finding.claim) || holds(finding.draft.span));
        suppressed.retain(|Suppressed { finding, .. }| holds(finding.claim) || holds(finding.draft.span));
        verdicts.retain(|verdict| holds(verdict.draft.span));
        if let Some(since) = &self.since {
            let claims = evidence.claims.len() - coverage.claims.found;
            coverage.left_out = Some(LeftOut { since: since.revision().to_owned(), drafts: 0, claims });
        }
        let record = in_full.then(|| DraftRecord {
            text: Arc::clone(&draft.text),
            seeds: evidence
                .sources
                .iter()
                .map(|source| (source.seed.key.clone(), Arc::clone(&source.seed.text)))
                .collect(),
            layout: layout(&draft),
        });
        let path = Some(draft.text.path.clone());
        Ok(Checked { path, findings, verdicts, marks, coverage, seeds, suppressed, record })
    }

    /// Allowances that no finding used. One for a rule that did not run says nothing.
    fn unused(&self, evidence: &Evidence, used: &[bool]) -> Vec<UnusedAllowance> {
        let ran = |rule: &str| self.rules.level(rule) != Level::Off || !rules::is_rule(rule);
        let allowances = evidence.draft.allowances.iter().enumerate();
        let unused = allowances.filter(|(index, allowance)| !used[*index] && ran(&allowance.rule));
        let is_over = |allowance: &Allowance| self.today.is_some_and(|today| allowance.is_over(today));
        unused.map(|(index, allowance)| UnusedAllowance { index, is_over: is_over(allowance) }).collect()
    }

    fn everywhere(&self) -> Everywhere {
        Everywhere::new(self.each_seed(|number, opened| match opened {
            Opened::Source(source) => (number as u32, source.index.ids().to_vec()),
            Opened::Unreadable(_) => (number as u32, Vec::new()),
        }))
    }
}

/// Takes away the findings that the draft allows and gives them back; says which allowances were used.
fn allow(evidence: &Evidence, findings: &mut Vec<Finding>, today: Option<Days>) -> (Vec<Suppressed>, Vec<bool>) {
    let allowances = &evidence.draft.allowances;
    let mut used = vec![false; allowances.len()];
    let mut suppressed = Vec::new();
    if !allowances.is_empty() {
        findings.retain(|finding| {
            // Allowances cover paragraphs and are few; drafts of thousands of them are sorted by place.
            let first = allowances.partition_point(|allowance| allowance.covers.end() <= finding.draft.span.start());
            let by = (first..allowances.len())
                .take(64)
                .filter(|index| !today.is_some_and(|today| allowances[*index].is_over(today)))
                .find(|index| allowances[*index].allows(finding.rule, finding.draft.span));
            if let Some(index) = by {
                used[index] = true;
                let by = Suppression::Allowance(Arc::clone(&allowances[index].reason));
                suppressed.push(Suppressed { finding: finding.clone(), by });
            }
            by.is_none()
        });
    }
    (suppressed, used)
}
