//! `hawashi debug`.

use super::args::LayoutArgs;
use super::{CliError, Exit};

/// Runs the subcommand.
pub fn run(_args: LayoutArgs) -> Result<Exit, CliError> {
    Err(CliError::NotBuilt("debug"))
}
