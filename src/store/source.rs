//! A file whose bytes are read where they are wanted.

use std::fs::File;
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::OnceLock;

use super::StoreError;
use super::bytes::open_file;
use crate::document::Source;

/// An open file.
#[derive(Debug)]
pub(super) struct FileSource {
    file: File,
    len: u64,
    /// Why its bytes could not be read, the first time.
    failure: OnceLock<io::Error>,
}

impl FileSource {
    pub(super) fn open(path: &Path) -> Result<Self, StoreError> {
        let (file, metadata) = open_file(path)?;
        Ok(Self { file, len: metadata.len(), failure: OnceLock::new() })
    }

    /// Why bytes could not be read, if any.
    pub(super) fn failure(&self) -> Option<&io::Error> {
        self.failure.get()
    }
}

impl Source for FileSource {
    fn byte_count(&self) -> u64 {
        self.len
    }

    fn piece<'a>(&'a self, range: Range<u64>, buffer: &'a mut Vec<u8>) -> &'a [u8] {
        let len = range.end.min(self.len).saturating_sub(range.start) as usize;
        // A buffer that is used again is not filled with zeros again.
        if buffer.len() < len {
            buffer.resize(len, 0);
        }
        match read_exact_at(&self.file, &mut buffer[..len], range.start) {
            Ok(()) => &buffer[..len],
            Err(error) => {
                self.failure.get_or_init(|| error);
                &[]
            }
        }
    }
}

#[cfg(unix)]
fn read_exact_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

#[cfg(windows)]
fn read_exact_at(file: &File, mut bytes: &mut [u8], mut at: u64) -> io::Result<()> {
    use std::os::windows::fs::FileExt as _;

    while !bytes.is_empty() {
        match file.seek_read(bytes, at)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => (bytes, at) = (&mut bytes[read..], at + read as u64),
        }
    }
    Ok(())
}
