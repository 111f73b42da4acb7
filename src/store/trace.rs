//! What the system says of a file, to tell whether it was touched.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// A file's metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Trace {
    pub(super) len: u64,
    /// Its modification time; on Unix also its change time, which cannot be set back.
    pub(super) times: [Option<SystemTime>; 2],
    /// Device and inode: an editor may write a new file under the same name.
    pub(super) node: (u64, u64),
}

impl Trace {
    pub(super) fn of(path: &Path) -> Option<Self> {
        let metadata = fs::metadata(path).ok()?;
        #[cfg(unix)]
        let (changed, node) = {
            use std::os::unix::fs::MetadataExt as _;
            let secs = Duration::from_secs(metadata.ctime().try_into().unwrap_or_default());
            let nanos = Duration::from_nanos(metadata.ctime_nsec().try_into().unwrap_or_default());
            (SystemTime::UNIX_EPOCH.checked_add(secs + nanos), (metadata.dev(), metadata.ino()))
        };
        #[cfg(not(unix))]
        let (changed, node) = (None, (0, 0));
        Some(Self { len: metadata.len(), times: [metadata.modified().ok(), changed], node })
    }
}
