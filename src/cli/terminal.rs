//! What a person at a terminal sees beside the findings: errors, progress, colour.

use crate::report;
use crate::report::printable::defused;
use clap::ValueEnum;
use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

/// An error for a person. It may hold words of a stranger: a configuration, the name of a file.
pub fn complain(error: &str) {
    say("error", error);
}

/// Something that a person should know and that keeps nothing from being done.
pub(super) fn warn(warning: &str) {
    say("warning", warning);
}

fn say(kind: &str, said: &str) {
    let lines: Vec<String> = said.trim_end().lines().map(|line| defused(report::printable::line(line))).collect();
    // Nobody is left to be told when standard error is closed.
    let _ = writeln!(std::io::stderr(), "{kind}: {}", lines.join("\n"));
}

/// Whether standard output is to be coloured.
pub(super) fn is_colored(color: Color) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            let asked = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
            let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
            !asked("NO_COLOR") && (asked("CLICOLOR_FORCE") || (std::io::stdout().is_terminal() && !is_dumb))
        }
    }
}

/// A line on standard error that says how far the work is, when a person waits for it.
pub(super) struct Progress {
    started: Instant,
    drafts: usize,
    is_seen: bool,
    /// Milliseconds from the start at which it was last shown; 0 for never.
    shown: AtomicU64,
}

impl Progress {
    pub(super) fn new(started: Instant, drafts: usize) -> Progress {
        Progress { started, drafts, is_seen: std::io::stderr().is_terminal(), shown: AtomicU64::new(0) }
    }

    pub(super) fn show(&self, done: usize) {
        let now = self.started.elapsed().as_millis() as u64;
        let last = self.shown.load(Ordering::Relaxed);
        if self.is_seen && now > 1000 && now >= last + 100 {
            self.shown.store(now, Ordering::Relaxed);
            let _ = write!(std::io::stderr(), "\rchecked {done} of {} drafts ", self.drafts);
        }
    }

    pub(super) fn clear(&self) {
        if self.shown.load(Ordering::Relaxed) > 0 {
            let _ = write!(std::io::stderr(), "\r{}\r", " ".repeat(60));
        }
    }
}
