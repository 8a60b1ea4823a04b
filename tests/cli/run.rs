//! Runs the program and keeps what came of it.

use super::desk::Desk;
use std::ffi::OsStr;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// What a run printed, and its exit code; 255 when a signal ended it.
#[derive(PartialEq, Eq)]
pub struct Ran {
    pub code: u8,
    pub out: String,
    pub err: String,
}

impl std::fmt::Display for Ran {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(out, "exit {}\n-- out\n{}\n-- err\n{}", self.code, self.out, self.err)
    }
}

/// The program in `folder`, with nothing of this machine's settings for colour or threads.
pub fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sourceproof"));
    command.current_dir(folder);
    for setting in ["NO_COLOR", "CLICOLOR_FORCE", "RAYON_NUM_THREADS", "RUST_BACKTRACE", "SOURCE_DATE_EPOCH"] {
        command.env_remove(setting);
    }
    command
}

pub fn run(desk: &Desk, args: &[&str]) -> Ran {
    run_in(&desk.root, args, &[], b"")
}

pub fn run_in(folder: &Path, args: &[impl AsRef<OsStr>], settings: &[(&str, &str)], input: &[u8]) -> Ran {
    let mut command = program(folder);
    command.args(args).envs(settings.iter().copied());
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
    let mut stdin = child.stdin.take().expect("it was piped");
    let ran = std::thread::scope(|scope| {
        // A run that does not read its input closes the pipe.
        scope.spawn(move || drop(stdin.write_all(input)));
        child.wait_with_output().expect("the program ends")
    });
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("what is printed is UTF-8");
    let code = ran.status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(255);
    let ran = Ran { code, out: text(ran.stdout), err: text(ran.stderr) };
    assert!(ran.code <= 2 && !ran.err.contains("panicked"), "{ran}");
    ran
}
