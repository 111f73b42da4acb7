//! `hawashi render`.

use super::args::RenderArgs;
use super::{CliError, Exit};

/// Runs the subcommand.
pub fn run(_args: RenderArgs) -> Result<Exit, CliError> {
    Err(CliError::NotBuilt("render"))
}
