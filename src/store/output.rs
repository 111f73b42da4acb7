//! Standard output for long results.

use std::io::{self, Write};

/// Standard output. A pipe or a file is written to directly, because `Stdout` searches everything for the last line
/// end, and the output for an article of 100 MB is one line.
pub fn standard_output() -> Box<dyn Write + Send> {
    #[cfg(unix)]
    {
        use std::fs::File;
        use std::io::IsTerminal as _;
        use std::os::fd::AsFd as _;

        if !io::stdout().is_terminal()
            && let Ok(output) = io::stdout().as_fd().try_clone_to_owned()
        {
            return Box::new(File::from(output));
        }
    }
    Box::new(io::stdout())
}
