//! One writer a format; nothing here decides anything.
//!
//! Whatever comes from a draft or a source passes through `printable` on its way out, in every format.

pub mod checkstyle;
mod closing;
mod details;
mod diff;
mod edits;
mod escaped;
pub mod facts;
pub mod github;
pub mod gitlab;
pub mod html;
pub mod human;
pub mod json;
pub mod junit;
pub mod listing;
pub mod markdown;
mod paint;
pub mod patch;
pub mod printable;
pub mod rdjson;
pub mod sarif;
pub mod short;
mod uri;
mod view;
mod xml;

#[cfg(test)]
mod tests;

use crate::findings::Run;
use std::io::{Result, Write};

/// A way to write a run.
pub struct Format {
    pub name: &'static str,
    /// What it is for, in a few words.
    pub about: &'static str,
    /// True when it tells of every claim: the run must have been made in full.
    pub in_full: bool,
    /// Writes a run; the errors are those of the writer.
    pub write: fn(&mut dyn Write, &Run, Screen) -> Result<()>,
}

/// Where a format for people is shown.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// In columns.
    pub width: usize,
    /// Whether ANSI colours are understood.
    pub color: bool,
}

/// The formats of a run, in the order that a person is shown.
pub const FORMATS: &[Format] = &[
    Format {
        name: "human",
        about: "pictures of both places, for a terminal",
        in_full: false,
        write: |out, run, screen| human::write(out, run, screen.width, screen.color),
    },
    Format {
        name: "short",
        about: "one line a finding, as editors and grep read it",
        in_full: false,
        write: |out, run, _| short::write(out, run),
    },
    Format {
        name: "json",
        about: "every finding and every claim, version 1 of our own shape",
        in_full: true,
        write: |out, run, _| json::write(out, run),
    },
    Format {
        name: "github",
        about: "annotations of GitHub Actions",
        in_full: false,
        write: |out, run, _| github::write(out, run),
    },
    Format {
        name: "gitlab",
        about: "a code quality report of GitLab",
        in_full: false,
        write: |out, run, _| gitlab::write(out, run),
    },
    Format {
        name: "sarif",
        about: "SARIF 2.1.0, for code scanning and editors",
        in_full: false,
        write: |out, run, _| sarif::write(out, run),
    },
    Format {
        name: "junit",
        about: "a test report of JUnit: a suite a draft, a case a claim",
        in_full: true,
        write: |out, run, _| junit::write(out, run),
    },
    Format {
        name: "checkstyle",
        about: "XML of Checkstyle",
        in_full: false,
        write: |out, run, _| checkstyle::write(out, run),
    },
    Format {
        name: "rdjson",
        about: "diagnostics and suggestions for reviewdog",
        in_full: false,
        write: |out, run, _| rdjson::write(out, run),
    },
    Format {
        name: "markdown",
        about: "a summary for a pull request or a job",
        in_full: false,
        write: |out, run, _| markdown::write(out, run),
    },
    Format {
        name: "html",
        about: "the dossier: drafts, sources and sign-off on one page, for a browser and for print",
        in_full: true,
        write: |out, run, _| html::write(out, run),
    },
];

/// The format of that name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}
