//! Exit codes, and problems that do not stop the program.

use std::fmt::Display;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use super::escape::escape_controls;
use super::progress;
use crate::store::{self, Why};

/// The exit code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Done: 0.
    #[default]
    Done,
    /// The answer is no: 1.
    No,
    /// Could not run, or not for all inputs: 2.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::SUCCESS,
            Exit::No => Self::from(1),
            Exit::Failed => Self::from(2),
        }
    }
}

/// Writes a sentence to standard error; fails silently if nobody reads it.
pub(super) fn complain(message: &str) {
    progress::clear();
    drop(writeln!(io::stderr().lock(), "hawashi: {}", escape_controls(message)));
}

/// Reports problems as they occur and remembers whether there was an error.
#[derive(Debug, Default)]
pub struct Reporter {
    failed: bool,
}

impl Reporter {
    /// Reports an error and continues.
    pub fn error(&mut self, problem: &impl Display) {
        self.failed = true;
        complain(&problem.to_string());
    }

    /// Reports a warning.
    pub fn warn(&self, problem: &impl Display) {
        complain(&format!("warning: {problem}"));
    }

    /// The exit code at the end.
    pub(crate) fn exit(&self) -> Exit {
        if self.failed { Exit::Failed } else { Exit::Done }
    }
}

/// Keeps an annotation file as a version, because it is about to be written over, as the person has asked. Says where
/// that is not possible; what was asked for is done nevertheless.
pub(super) fn keep_former(path: &Path, why: Why) {
    if let Err(error) = store::keep_former(path, why) {
        complain(&format!("warning: {} could not be kept as a version: {error}", path.display()));
    }
}
