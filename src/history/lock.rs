//! `sourceproof.lock`: what each claim rested on when somebody last read its sources.

use super::{beginning, is_hidden, shown};
use crate::text::sha256;
use crate::text::tokens;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// The file's name, beside `sourceproof.toml`.
pub const FILE: &str = "sourceproof.lock";

/// Letters of a passage that the file keeps as they are.
const LONGEST_PASSAGE: usize = 300;

/// Drafts by their paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    pub drafts: BTreeMap<String, LockedDraft>,
}

/// What the claims of one draft rest on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LockedDraft {
    /// SHA-256 of the sources by their keys.
    #[serde(default)]
    pub sources: BTreeMap<String, String>,
    #[serde(default)]
    pub claims: Vec<LockedClaim>,
    /// Claims that rest on no passage that is sure; not kept.
    #[serde(skip)]
    pub unsure: usize,
}

/// A passage that a claim rests on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LockedClaim {
    /// Made of the claim's words: see [`claim_id`].
    pub claim: String,
    /// How it begins, for a reader.
    pub begins: String,
    /// The key of the source.
    pub source: String,
    #[serde(flatten)]
    pub passage: Passage,
}

/// Words of a source, known again wherever they stand and however their lines are broken.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub struct Passage {
    /// How many words and figures.
    pub words: usize,
    /// Of their identities.
    pub hash: String,
    /// How it begins; most passages are here whole.
    pub passage: String,
}

impl Passage {
    /// The passage `text` of a source, whose words have these identities; `None` when it would not be known again by
    /// what is kept of it.
    pub fn new(text: &str, ids: &[u64]) -> Option<Passage> {
        let passage = Passage { words: ids.len(), hash: hash(ids), passage: beginning(text, LONGEST_PASSAGE) };
        let known = passage.known();
        (!known.is_empty() && ids.starts_with(&known)).then_some(passage)
    }

    /// Identities of the words that are kept.
    fn known(&self) -> Vec<u64> {
        let text = self.passage.trim_end_matches(" …");
        tokens(text).iter().filter(|token| token.is_spoken()).map(|token| token.id).collect()
    }

    /// True when it stands somewhere in a text whose words have the identities `ids`, word for word.
    pub fn stands_in(&self, ids: &[u64], positions: impl Fn(u64) -> Vec<usize>) -> bool {
        let known = self.known();
        let Some(first) = known.first() else { return false };
        positions(*first).into_iter().any(|start| {
            let here = ids.get(start..start.saturating_add(self.words)).unwrap_or_default();
            // The beginning is cut between words, so all of it is compared before anything is hashed.
            here.starts_with(&known) && (known.len() == self.words || hash(here) == self.hash)
        })
    }
}

fn hash(ids: &[u64]) -> String {
    let bytes: Vec<u8> = ids.iter().flat_map(|id| id.to_le_bytes()).collect();
    short(&bytes)
}

fn short(bytes: &[u8]) -> String {
    let mut hash = sha256(bytes);
    hash.truncate(16);
    hash
}

/// What a claim is known by: its words, however their lines are broken.
pub fn claim_id(words: &str) -> String {
    short(words.split_whitespace().collect::<Vec<_>>().join(" ").as_bytes())
}

impl LockedClaim {
    pub fn new(words: &str, source: &str, passage: Passage) -> LockedClaim {
        LockedClaim { claim: claim_id(words), begins: shown(words), source: source.to_owned(), passage }
    }
}

impl Lock {
    /// The lock beside the configuration in `root`; `None` where there is none.
    ///
    /// # Errors
    /// A file that cannot be read or is no lock; the message draws the place.
    pub fn read(root: &Path) -> Result<Option<Lock>> {
        match std::fs::read_to_string(root.join(FILE)) {
            Ok(text) => Lock::parse(&text).map(Some).with_context(|| format!("cannot read {FILE}")),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| format!("cannot read {FILE}")),
        }
    }

    /// # Errors
    /// As [`Lock::read`].
    pub fn parse(text: &str) -> Result<Lock> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct File {
            version: u32,
            #[serde(default)]
            draft: BTreeMap<String, LockedDraft>,
        }
        let file: File = toml::from_str(text)?;
        if file.version != 1 {
            bail!("it is of version {}, and this program knows version 1", file.version);
        }
        Ok(Lock { drafts: file.draft })
    }

    /// How many claims it knows.
    pub fn claims(&self) -> usize {
        let claims = |draft: &LockedDraft| {
            let mut ids: Vec<&str> = draft.claims.iter().map(|claim| claim.claim.as_str()).collect();
            ids.dedup();
            ids.len()
        };
        self.drafts.values().map(claims).sum()
    }

    /// TOML, sorted by draft and claim, a field a line, so that two branches merge and what changed is seen.
    pub fn to_toml(&self) -> String {
        let mut text =
            "# What each claim rests on, written by `sourceproof lock`. Commit it. When a source has changed and \
                        its claims were\n# read again, write it anew.\nversion = 1\n"
                .to_owned();
        let put = |text: &mut String, line: std::fmt::Arguments| text.write_fmt(line).expect("a string takes all");
        for (path, draft) in &self.drafts {
            let path = quoted(path);
            put(&mut text, format_args!("\n[draft.{path}.sources]\n"));
            for (key, hash) in &draft.sources {
                put(&mut text, format_args!("{} = {}\n", quoted(key), quoted(hash)));
            }
            let mut claims = draft.claims.clone();
            claims.sort();
            claims.dedup();
            for LockedClaim { claim, begins, source, passage } in claims {
                let Passage { words, hash, passage } = passage;
                put(
                    &mut text,
                    format_args!(
                        "\n[[draft.{path}.claims]]\nclaim = {}\nbegins = {}\nsource = {}\nwords = {words}\nhash = {}\n\
                         passage = {}\n",
                        quoted(&claim),
                        quoted(&begins),
                        quoted(&source),
                        quoted(&hash),
                        quoted(&passage)
                    ),
                );
            }
        }
        text
    }
}

/// A TOML string on one line; what is hidden is written as its number.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            letter if is_hidden(letter) => {
                write!(quoted, "\\U{:08x}", letter as u32).expect("a string takes all");
            }
            letter => quoted.push(letter),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(text: &str) -> Vec<u64> {
        tokens(text).iter().filter(|token| token.is_spoken()).map(|token| token.id).collect()
    }

    fn stands(passage: &str, text: &str) -> bool {
        let words = ids(text);
        let positions = |id: u64| (0..words.len()).filter(|at| words[*at] == id).collect();
        Passage::new(passage, &ids(passage)).unwrap().stands_in(&words, positions)
    }

    #[test]
    fn a_passage_stands_where_its_words_do() {
        let passage = "The bridge has eleven arches, and nobody counted the gulls.";
        assert!(stands(
            passage,
            "Minutes. The bridge has eleven\narches and nobody counted the gulls. Then it rained."
        ));
        assert!(!stands(passage, "The bridge has eleven arches, and nobody fed the gulls."));
        assert!(!stands(passage, "The bridge has eleven arches, and nobody counted the"));
        assert!(!stands(passage, ""));
        assert!(Passage::new("…", &[]).is_none());
        let long = "never the same river twice ".repeat(40);
        assert!(stands(&long, &format!("They said: {long}.")));
        assert!(!stands(
            &long,
            &format!("They said: {}.", long.replacen("never", "ever", 40).replacen("ever", "never", 39))
        ));
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut lock = Lock::default();
        let mut draft = LockedDraft::default();
        draft.sources.insert("a \"key\"".into(), sha256(b"x"));
        let passage = Passage::new("It \\ rained\u{202e}\n all day.", &ids("It \\ rained\u{202e} all day.")).unwrap();
        draft.claims.push(LockedClaim::new("It rained, she said.", "a \"key\"", passage));
        lock.drafts.insert("claims/odd\n\u{202e}name\".md".into(), draft);
        let text = lock.to_toml();
        assert_eq!(Lock::parse(&text).unwrap(), lock, "{text}");
        assert!(!text.contains('\u{202e}'));
    }

    #[test]
    fn a_lock_that_is_none() {
        for (text, expected) in [
            ("", "missing field `version`"),
            ("version = 2\n", "knows version 1"),
            ("version = 1\n<<<<<<< ours\n", "line 2"),
            ("version = 1\ndrafts = 3\n", "unknown field `drafts`"),
        ] {
            let error = format!("{:#}", Lock::parse(text).unwrap_err());
            assert!(error.contains(expected), "{text}: {error}");
        }
    }
}
