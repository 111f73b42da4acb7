//! The command line: one file for each subcommand. `docs/cli.md` of the project is its contract.
//!
//! Owns arguments, exit codes and the shapes of what is printed. Must not know windows; the one
//! call into the window is made by `main`. Offsets are printed in the unit that the output names.
//! Fails with [`CliError`]; its sentence goes to standard error and the exit code is 2.

pub mod args;
pub mod debug;
pub mod detect;
pub mod engine;
pub mod error;
pub mod export;
pub mod inputs;
pub mod outcome;
pub mod render;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser as _;

use args::{Arguments, Command, DebugCommand};
pub use error::CliError;
pub use outcome::{Exit, Reporter};

/// Runs the command line. `window` opens the window on the given paths, and says why it could not.
pub fn main(
    arguments: impl IntoIterator<Item = OsString>,
    window: impl FnOnce(Vec<PathBuf>) -> Result<(), String>,
) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are no errors and go to standard output; a closed pipe is fine.
            drop(error.print());
            return if error.use_stderr() { Exit::Failed.into() } else { Exit::Done.into() };
        }
    };
    let result = match arguments.command {
        None => open_window(arguments.paths, window),
        Some(Command::Detect(args)) => detect::run(args),
        Some(Command::Export(args)) => export::run(&args),
        Some(Command::Render(args)) => render::run(args),
        Some(Command::Debug(args)) => match args.command {
            DebugCommand::Layout(args) => debug::run(args),
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

fn open_window(paths: Vec<PathBuf>, window: impl FnOnce(Vec<PathBuf>) -> Result<(), String>) -> Result<Exit, CliError> {
    // A lone word that names no file was meant as a subcommand.
    if let Some(word) = paths.first().and_then(|path| path.to_str())
        && word.chars().all(|c| c.is_ascii_lowercase() || c == '-')
        && !paths[0].exists()
    {
        return Err(CliError::NoSubcommand { word: word.to_owned() });
    }
    window(paths).map(|()| Exit::Done).map_err(CliError::Window)
}
