//! The program `hawashi`: opens the window if called with paths or without arguments, otherwise runs a subcommand.

use std::path::PathBuf;
use std::process::ExitCode;

use hawashi::Encoding;

/// When the process started, for measurements.
#[cfg(feature = "cli")]
static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();

/// A limit on the size of files fails a write; without this it would end the program, and leave what is half written.
#[cfg(unix)]
fn outlive_limits() {
    use std::sync::Arc;

    // Where it cannot be set, the program ends as it would without it.
    drop(signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default()));
}

#[cfg(not(unix))]
fn outlive_limits() {}

#[cfg(feature = "cli")]
fn main() -> ExitCode {
    START.get_or_init(std::time::Instant::now);
    outlive_limits();
    let window = hawashi::cli::WindowCalls { open: open_window, frames: measure_frames, session: have_session };
    hawashi::cli::main(std::env::args_os(), window)
}

#[cfg(not(feature = "cli"))]
fn main() -> ExitCode {
    outlive_limits();
    match open_window(std::env::args_os().skip(1).map(PathBuf::from).collect(), None, None) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("hawashi: {error}");
            ExitCode::from(2)
        }
    }
}

#[cfg(feature = "gui")]
fn open_window(paths: Vec<PathBuf>, encoding: Option<Encoding>, article: Option<PathBuf>) -> Result<(), String> {
    hawashi::gui::run(paths, encoding, article)
}

#[cfg(not(feature = "gui"))]
fn open_window(_paths: Vec<PathBuf>, _encoding: Option<Encoding>, _article: Option<PathBuf>) -> Result<(), String> {
    Err("this build has no window; build it with `cargo build --release` (the feature gui), \
         or use hawashi detect and hawashi render"
        .to_owned())
}

#[cfg(all(feature = "gui", feature = "cli"))]
fn measure_frames(args: hawashi::cli::FramesArgs) -> Result<String, String> {
    use hawashi::debug::frames::{Load, measure};
    let start = *START.get_or_init(std::time::Instant::now);
    let load = Load {
        annotations: args.annotations,
        relations: args.relations,
        folder: args.folder,
        beside: args.beside,
        has_journal: !args.without_journal,
    };
    let figures = measure(args.path, args.reading.encoding, load, args.frames, start)?;
    serde_json::to_string(&figures).map_err(|error| error.to_string())
}

#[cfg(all(not(feature = "gui"), feature = "cli"))]
fn measure_frames(_args: hawashi::cli::FramesArgs) -> Result<String, String> {
    Err("this build has no window to measure; build it with the feature gui".to_owned())
}

#[cfg(all(feature = "gui", feature = "cli"))]
fn have_session(
    articles: Vec<PathBuf>,
    encoding: Option<Encoding>,
    steps: hawashi::cli::SessionSteps,
) -> Result<(), String> {
    use hawashi::cli::SessionSteps;
    use hawashi::debug::session::{run_random, run_script};
    match steps {
        SessionSteps::Script(script) => run_script(articles, encoding, &script),
        SessionSteps::Random(steps, seed) => run_random(articles, encoding, steps, seed),
    }
}

#[cfg(all(not(feature = "gui"), feature = "cli"))]
fn have_session(
    _articles: Vec<PathBuf>,
    _encoding: Option<Encoding>,
    _steps: hawashi::cli::SessionSteps,
) -> Result<(), String> {
    Err("this build has no window; build it with the feature gui".to_owned())
}
