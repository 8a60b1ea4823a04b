//! The binary: runs the command line, prints errors, sets the exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    match sourceproof::cli::run() {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            sourceproof::cli::complain(&format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}
