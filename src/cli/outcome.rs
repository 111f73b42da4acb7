//! Exit codes, and problems that do not stop the rest.

use std::fmt::Display;
use std::io::{self, Write as _};
use std::process::ExitCode;

/// How the program ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Exit {
    /// Done: 0.
    #[default]
    Done,
    /// It could not run, or not for all: 2.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::SUCCESS,
            Exit::Failed => Self::from(2),
        }
    }
}

/// Writes a sentence to standard error; nobody may be reading it.
pub(super) fn complain(message: &str) {
    drop(writeln!(io::stderr().lock(), "hawashi: {message}"));
}

/// Tells of problems as they come and remembers whether there was one.
#[derive(Debug, Default)]
pub struct Reporter {
    failed: bool,
}

impl Reporter {
    /// Something could not be done; the rest goes on.
    pub fn error(&mut self, problem: &impl Display) {
        self.failed = true;
        complain(&problem.to_string());
    }

    /// Something is to be known; nothing failed.
    pub fn warn(&self, problem: &impl Display) {
        complain(&format!("warning: {problem}"));
    }

    /// The exit code at the end.
    pub fn exit(&self) -> Exit {
        if self.failed { Exit::Failed } else { Exit::Done }
    }
}
