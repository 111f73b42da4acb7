//! The program `hawashi`: the window when called with paths or nothing, else a subcommand.

use std::path::PathBuf;
use std::process::ExitCode;

#[cfg(feature = "cli")]
fn main() -> ExitCode {
    hawashi::cli::main(std::env::args_os(), open_window)
}

#[cfg(not(feature = "cli"))]
fn main() -> ExitCode {
    match open_window(std::env::args_os().skip(1).map(PathBuf::from).collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("hawashi: {error}");
            ExitCode::from(2)
        }
    }
}

#[cfg(feature = "gui")]
fn open_window(paths: Vec<PathBuf>) -> Result<(), String> {
    hawashi::gui::run(paths)
}

#[cfg(not(feature = "gui"))]
fn open_window(_paths: Vec<PathBuf>) -> Result<(), String> {
    Err("this build has no window; build it with `cargo build --release` (the feature gui), \
         or use hawashi detect and hawashi render"
        .to_owned())
}
