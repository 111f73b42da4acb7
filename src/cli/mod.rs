//! The command line: one file for each subcommand. The text of `--help` is its contract.
//!
//! Owns arguments, exit codes and output formats. Must not know windows; `main` passes in the one call that opens the
//! window. Offsets are printed in the unit that the output names. Fails with [`CliError`]; its sentence goes to
//! standard error and the exit code is 2.

pub mod args;
pub mod chart;
pub mod check;
pub mod compare;
pub mod debug;
pub mod detect;
pub mod engine;
pub mod error;
mod escape;
pub mod evaluate;
pub mod export;
pub mod find;
pub mod gold;
mod hint;
pub mod import;
pub mod inputs;
pub mod map;
mod mentions;
pub mod merge;
pub mod outcome;
mod pictures;
mod progress;
pub mod render;
pub mod report;
mod shared;
pub mod stats;
mod surveyed;
mod text;
pub mod train;
pub mod versions;

use std::borrow::Cow;
use std::ffi::OsString;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser as _;

pub use args::FramesArgs;
use args::{Arguments, Command, DebugCommand, Reading, SessionArgs};
pub use error::CliError;
use escape::{escape_controls, is_control};
pub use outcome::{Exit, Reporter};

use crate::document::Encoding;
use crate::store;

/// The functions of the window that the command line can call; each fails with a sentence.
#[derive(Clone, Copy, Debug)]
pub struct WindowCalls {
    /// Opens the window with the given paths.
    pub open: OpenCall,
    /// Measures frames of an article; returns JSON.
    pub frames: FramesCall,
    /// Has a session without a screen and prints what was done.
    pub session: SessionCall,
}

/// The type of the function that opens the window; takes the paths, their encoding, and the article of an annotation
/// file that names none that may be opened.
pub type OpenCall = fn(Vec<PathBuf>, Option<Encoding>, Option<PathBuf>) -> Result<(), String>;

/// The type of the function that measures frames; takes what was asked for.
pub type FramesCall = fn(FramesArgs) -> Result<String, String>;

/// The type of the function that has a session; takes the articles, their encoding, and the steps.
pub type SessionCall = fn(Vec<PathBuf>, Option<Encoding>, SessionSteps) -> Result<(), String>;

/// The steps of a session without a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionSteps {
    /// The text of a script.
    Script(String),
    /// So many by chance, of a seed.
    Random(usize, u64),
}

/// Runs the command line.
pub fn main(arguments: impl IntoIterator<Item = OsString>, window: WindowCalls) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let parsed = Arguments::try_parse_from(&arguments).map_err(|error| match arguments.get(1) {
        // What follows cannot be understood because of this word, or asks for its help.
        Some(first) => hint::check_first(first).map_or_else(Unparsed::Word, |()| Unparsed::Clap(error)),
        None => Unparsed::Clap(error),
    });
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(Unparsed::Word(error)) => {
            outcome::complain(&error.to_string());
            return Exit::Failed.into();
        }
        Err(Unparsed::Clap(error)) => return explain(&error, &arguments),
    };
    let result = match arguments.command {
        None => open_window(arguments.paths, arguments.reading, window.open),
        Some(Command::Detect(args)) => detect::run(args),
        Some(Command::Export(args)) => export::run(&args),
        Some(Command::Import(args)) => import::run(&args),
        Some(Command::Check(args)) => check::run(&args),
        Some(Command::Compare(args)) => compare::run(&args),
        Some(Command::Merge(args)) => merge::run(&args),
        Some(Command::Find(args)) => find::run(&args),
        Some(Command::Stats(args)) => stats::run(&args),
        Some(Command::Evaluate(args)) => evaluate::run(&args),
        Some(Command::Train(args)) => train::run(&args),
        Some(Command::Text(args)) => text::run(&args),
        Some(Command::Versions(args)) => versions::run(&args),
        Some(Command::Chart(args)) => chart::run(&args),
        Some(Command::Map(args)) => map::run(&args),
        Some(Command::Report(args)) => report::run(&args),
        Some(Command::Render(args)) => render::run(args),
        Some(Command::Debug(args)) => match args.command {
            DebugCommand::Layout(args) => debug::run(args),
            DebugCommand::Session(args) => session(args, window.session),
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

/// Why the arguments were not understood.
enum Unparsed {
    /// The first one is neither a subcommand nor a file.
    Word(CliError),
    /// An error of the parser; help and version also arrive as such.
    Clap(clap::Error),
}

/// Prints what the parser says: help and version on standard output, with exit code 0, errors on standard error.
fn explain(error: &clap::Error, arguments: &[OsString]) -> ExitCode {
    let steers = arguments.iter().map(|argument| argument.to_string_lossy()).filter(|text| text.contains(is_control));
    let steers: Vec<_> = steers.collect();
    if steers.is_empty() || !error.use_stderr() {
        // A closed pipe is fine.
        drop(error.print());
    } else {
        // It may quote them.
        let escape = |said: String, text: &Cow<'_, str>| said.replace(&**text, &escape_controls(text));
        let said = steers.iter().fold(error.render().to_string(), escape);
        drop(write!(io::stderr().lock(), "{said}"));
    }
    if error.use_stderr() { Exit::Failed.into() } else { Exit::Done.into() }
}

fn frames(args: FramesArgs, measure: FramesCall) -> Result<Exit, CliError> {
    let figures = measure(args).map_err(|error| window_error(&error))?;
    writeln!(io::stdout().lock(), "{figures}")?;
    Ok(Exit::Done)
}

fn session(args: SessionArgs, have: SessionCall) -> Result<Exit, CliError> {
    let steps = match (args.script, args.random) {
        (Some(script), _) => SessionSteps::Script(inputs::read_script(&script)?),
        (None, Some(steps)) => SessionSteps::Random(steps, args.seed),
        (None, None) => {
            return Err(CliError::Usage("name a SCRIPT, or - for standard input, or give --random N".to_owned()));
        }
    };
    let articles = if store::holds_articles(&args.path) {
        store::list_articles(&args.path)?.articles
    } else {
        hint::check_openable(&args.path)?;
        vec![args.path]
    };
    have(articles, args.reading.encoding, steps).map(|()| Exit::Done).map_err(|error| window_error(&error))
}

/// A sentence of the window; the signs that isolate names in it are for a page, not for a terminal.
fn window_error(sentence: &str) -> CliError {
    CliError::Window(sentence.replace(['\u{2068}', '\u{2069}'], ""))
}

fn open_window(
    paths: Vec<PathBuf>,
    reading: Reading,
    window: impl FnOnce(Vec<PathBuf>, Option<Encoding>, Option<PathBuf>) -> Result<(), String>,
) -> Result<Exit, CliError> {
    reading.check(&paths)?;
    let (mut problems, mut openable) = (Vec::new(), paths.is_empty());
    for (number, path) in paths.iter().enumerate() {
        match hint::check_openable(path) {
            Ok(()) => openable = true,
            // The others are what that subcommand was to be done with.
            Err(error @ CliError::NoSubcommand { meant: Some(_), .. }) if number == 0 => return Err(error),
            Err(error) => problems.push(error),
        }
    }
    let last = if openable { None } else { problems.pop() };
    for problem in &problems {
        outcome::complain(&problem.to_string());
    }
    if let Some(last) = last {
        return Err(last);
    }
    // The window says of the others, too, what is wrong with them: nobody may see this terminal.
    window(paths, reading.encoding, reading.article).map(|()| Exit::Done).map_err(|error| window_error(&error))
}
