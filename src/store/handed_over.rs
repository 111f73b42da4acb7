//! Files that another program passes as open descriptors.

use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::fs::FileExt as _;

/// The first bytes of a file passed as an open descriptor. Ignores and keeps the descriptor's position, which others
/// may share.
pub fn read_handed_over(file: OwnedFd, bytes: usize) -> io::Result<Vec<u8>> {
    let mut content = vec![0; bytes];
    File::from(file).read_exact_at(&mut content, 0)?;
    Ok(content)
}
