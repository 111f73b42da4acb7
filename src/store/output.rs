//! Standard output for long results.

use std::io::{self, Write};
use std::path::Path;

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

/// Whether a file is empty because standard output goes there: the shell has made it before anything was read. Where the
/// system does not say where that goes, every empty file may be that.
pub fn is_made_for_output(path: &Path) -> bool {
    let Ok(file) = path.metadata() else { return false };
    if !file.is_file() || file.len() > 0 {
        return false;
    }
    #[cfg(unix)]
    {
        use std::fs::File;
        use std::os::fd::AsFd as _;
        use std::os::unix::fs::MetadataExt as _;

        let output = io::stdout().as_fd().try_clone_to_owned().map(File::from).and_then(|output| output.metadata());
        output.is_ok_and(|output| (output.dev(), output.ino()) == (file.dev(), file.ino()))
    }
    #[cfg(not(unix))]
    true
}
