//! The colours of the picture, for codespan-reporting and for what is drawn beside it.

use crate::findings::Level;
use codespan_reporting::diagnostic::{LabelStyle, Severity};
use codespan_reporting::term::WriteStyle;
use std::io::{Result, Write};

/// Collects a picture, with ANSI colours when `color` is set.
pub struct Paint {
    drawn: Vec<u8>,
    color: bool,
}

const RESET: &str = "\x1b[0m";
const BOLD: &str = "\x1b[0;1m";
const BORDER: &str = "\x1b[34m";
const SECONDARY: &str = "\x1b[34m";

impl Paint {
    pub fn new(color: bool) -> Paint {
        Paint { drawn: Vec::new(), color }
    }

    /// What was drawn so far, without spaces at the ends of rows: codespan-reporting pads with them.
    pub fn take(&mut self) -> Vec<u8> {
        let drawn = std::mem::take(&mut self.drawn);
        let mut kept: Vec<u8> = Vec::with_capacity(drawn.len());
        for byte in drawn {
            while byte == b'\n' && kept.last() == Some(&b' ') {
                kept.pop();
            }
            kept.push(byte);
        }
        kept
    }

    fn style(&mut self, code: &str) -> Result<()> {
        if self.color { self.drawn.write_all(code.as_bytes()) } else { Ok(()) }
    }
}

impl Write for Paint {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.drawn.write(bytes)
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

impl WriteStyle for Paint {
    fn set_header(&mut self, severity: Severity) -> Result<()> {
        self.style(match severity {
            Severity::Bug | Severity::Error => "\x1b[1;31m",
            Severity::Warning => "\x1b[1;33m",
            Severity::Note | Severity::Help => "\x1b[1;36m",
        })
    }

    fn set_header_message(&mut self) -> Result<()> {
        self.style(BOLD)
    }

    fn set_line_number(&mut self) -> Result<()> {
        self.style(BORDER)
    }

    fn set_note_bullet(&mut self) -> Result<()> {
        self.style(BORDER)
    }

    fn set_source_border(&mut self) -> Result<()> {
        self.style(BORDER)
    }

    fn set_label(&mut self, severity: Severity, style: LabelStyle) -> Result<()> {
        self.style(match (style, severity) {
            (LabelStyle::Secondary, _) => SECONDARY,
            (LabelStyle::Primary, Severity::Bug | Severity::Error) => "\x1b[31m",
            (LabelStyle::Primary, Severity::Warning) => "\x1b[33m",
            (LabelStyle::Primary, Severity::Note | Severity::Help) => "\x1b[36m",
        })
    }

    fn reset(&mut self) -> Result<()> {
        self.style(RESET)
    }
}

pub fn severity(level: Level) -> Severity {
    match level {
        Level::Error => Severity::Error,
        Level::Warning => Severity::Warning,
        Level::Note | Level::Off => Severity::Note,
    }
}
