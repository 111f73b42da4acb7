//! Files that another program hands over open.

use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::fs::FileExt as _;

/// The first bytes of a file that was handed over open. Where it was read to before does not matter, and
/// stays so: others may have been handed the same one.
pub fn read_handed_over(file: OwnedFd, bytes: usize) -> io::Result<Vec<u8>> {
    let mut content = vec![0; bytes];
    File::from(file).read_exact_at(&mut content, 0)?;
    Ok(content)
}
