//! The command line: one file for each subcommand. The text of `--help` is its contract.
//!
//! Owns arguments, exit codes and output formats. Must not know windows; `main` passes in the one call that opens the
//! window. Offsets are printed in the unit that the output names. Fails with [`CliError`]; its sentence goes to
//! standard error and the exit code is 2.

pub mod args;
pub mod debug;
pub mod detect;
pub mod engine;
pub mod error;
pub mod evaluate;
pub mod export;
pub mod gold;
pub mod inputs;
mod mentions;
pub mod outcome;
pub mod render;
pub mod train;

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser as _;

use args::{Arguments, Command, DebugCommand, FramesArgs, Reading};
pub use error::CliError;
pub use outcome::{Exit, Reporter};

use crate::document::Encoding;

/// The functions of the window that the command line can call; each fails with a sentence.
#[derive(Clone, Copy, Debug)]
pub struct WindowCalls {
    /// Opens the window with the given paths.
    pub open: OpenCall,
    /// Measures frames of an article with this many annotations and frames; returns JSON.
    pub frames: FramesCall,
}

/// The type of the function that opens the window; takes the paths, their encoding, and the article of an annotation
/// file that names none that may be opened.
pub type OpenCall = fn(Vec<PathBuf>, Option<Encoding>, Option<PathBuf>) -> Result<(), String>;

/// The type of the function that measures frames; takes the article, its encoding, annotations and frames.
pub type FramesCall = fn(PathBuf, Option<Encoding>, usize, usize) -> Result<String, String>;

/// Runs the command line.
pub fn main(arguments: impl IntoIterator<Item = OsString>, window: WindowCalls) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are not errors and go to standard output; a closed pipe is fine.
            drop(error.print());
            return if error.use_stderr() { Exit::Failed.into() } else { Exit::Done.into() };
        }
    };
    let result = match arguments.command {
        None => open_window(arguments.paths, arguments.reading, window.open),
        Some(Command::Detect(args)) => detect::run(args),
        Some(Command::Export(args)) => export::run(&args),
        Some(Command::Evaluate(args)) => evaluate::run(&args),
        Some(Command::Train(args)) => train::run(&args),
        Some(Command::Render(args)) => render::run(args),
        Some(Command::Debug(args)) => match args.command {
            DebugCommand::Layout(args) => debug::run(args),
            DebugCommand::Frames(args) => frames(args, window.frames),
        },
    };
    match result {
        Ok(exit) => exit.into(),
        Err(error) if error.is_closed_pipe() => Exit::Done.into(),
        Err(error) => {
            outcome::complain(&error.to_string());
            Exit::Failed.into()
        }
    }
}

fn frames(args: FramesArgs, measure: FramesCall) -> Result<Exit, CliError> {
    let figures = measure(args.path, args.reading.encoding, args.annotations, args.frames).map_err(CliError::Window)?;
    writeln!(io::stdout().lock(), "{figures}")?;
    Ok(Exit::Done)
}

fn open_window(
    paths: Vec<PathBuf>,
    reading: Reading,
    window: impl FnOnce(Vec<PathBuf>, Option<Encoding>, Option<PathBuf>) -> Result<(), String>,
) -> Result<Exit, CliError> {
    // A single word that is not a file was meant as a subcommand.
    if let Some(word) = paths.first().and_then(|path| path.to_str())
        && word.chars().all(|c| c.is_ascii_lowercase() || c == '-')
        && !paths[0].exists()
    {
        return Err(CliError::NoSubcommand { word: word.to_owned() });
    }
    window(paths, reading.encoding, reading.article).map(|()| Exit::Done).map_err(CliError::Window)
}
