//! Reading a file whole, with a limit; a long one on all threads.

use std::fs::{self, File, Metadata};
use std::io::{Read as _, Seek as _};
use std::path::Path;

use super::StoreError;
use crate::document::windows::WINDOW_BYTES;
use crate::document::{DocumentError, LIMIT_BYTES, check_beginning};

/// Opens a file for reading. A pipe, a socket or a device is rejected by its metadata, because opening a pipe may never
/// return and a device may have no end. If one takes the file's place meanwhile, opening it does not wait, and it is
/// rejected then.
pub(super) fn open_file(path: &Path) -> Result<(File, Metadata), StoreError> {
    let io = |error| StoreError::reading(path, &error);
    check_is_file(path, &fs::metadata(path).map_err(io)?)?;
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;

        use rustix::fs::OFlags;

        options.custom_flags((OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed());
    }
    let file = options.open(path).map_err(io)?;
    let metadata = file.metadata().map_err(io)?;
    check_is_file(path, &metadata)?;
    Ok((file, metadata))
}

/// Fails for folders, and for pipes, sockets and devices.
pub(super) fn check_is_file(path: &Path, metadata: &Metadata) -> Result<(), StoreError> {
    if metadata.is_file() {
        Ok(())
    } else if metadata.is_dir() {
        Err(StoreError::Folder { path: path.to_owned() })
    } else {
        Err(StoreError::Special { path: path.to_owned() })
    }
}

/// Reads a whole text file; a long one only if its beginning is text.
pub(super) fn read_text_bytes(path: &Path) -> Result<Vec<u8>, StoreError> {
    read_checked(path, check_beginning)
}

/// Like [`read_text_bytes`], of a file that the program has written itself.
pub(super) fn read_own_bytes(path: &Path) -> Result<Vec<u8>, StoreError> {
    read_text_bytes(path).map_err(|error| match error {
        StoreError::Document { path, error: DocumentError::Binary { .. } } => StoreError::NoText { path },
        other => other,
    })
}

/// Reads a whole file of at most [`LIMIT_BYTES`]. Rejects a longer one before reading it.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, StoreError> {
    read_checked(path, |_| Ok(()))
}

/// Reads at most this many bytes from the beginning of a file.
pub(super) fn read_beginning(path: &Path, most: usize) -> Result<Vec<u8>, StoreError> {
    let (file, _) = open_file(path)?;
    let mut bytes = Vec::with_capacity(most);
    file.take(most as u64).read_to_end(&mut bytes).map_err(|error| StoreError::reading(path, &error))?;
    Ok(bytes)
}

/// Reads a whole file, unless it is longer than this many bytes: then `None`.
pub fn read_at_most(path: &Path, most: u64) -> Result<Option<Vec<u8>>, StoreError> {
    let (file, metadata) = open_file(path)?;
    if metadata.len() > most {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(metadata.len() as usize + 1);
    // It can grow while it is being read, and the files of the system have no length.
    file.take(most + 1).read_to_end(&mut bytes).map_err(|error| StoreError::reading(path, &error))?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}

fn read_checked(path: &Path, check: impl FnOnce(&[u8]) -> Result<(), DocumentError>) -> Result<Vec<u8>, StoreError> {
    let io = |error| StoreError::reading(path, &error);
    let (mut file, metadata) = open_file(path)?;
    let refused = |error| StoreError::Document { path: path.to_owned(), error };
    let too_large = |bytes| refused(DocumentError::TooLarge { bytes, limit: LIMIT_BYTES });
    if metadata.len() > LIMIT_BYTES {
        return Err(too_large(metadata.len()));
    }
    if metadata.len() > CHECKED_FROM {
        let mut beginning = Vec::with_capacity(WINDOW_BYTES);
        file.by_ref().take(WINDOW_BYTES as u64).read_to_end(&mut beginning).map_err(io)?;
        check(&beginning).map_err(refused)?;
        file.rewind().map_err(io)?;
    }
    let mut bytes = read_on_all_threads(&mut file, metadata.len())
        .unwrap_or_else(|| Vec::with_capacity(metadata.len() as usize + 1));
    // The files of the system have no length, and any file can grow while it is being read.
    file.by_ref().take(LIMIT_BYTES + 1 - bytes.len() as u64).read_to_end(&mut bytes).map_err(io)?;
    if bytes.len() as u64 > LIMIT_BYTES {
        return Err(too_large(bytes.len() as u64));
    }
    Ok(bytes)
}

/// Length from which the beginning of a file is checked before the rest is read, in bytes.
const CHECKED_FROM: u64 = 16 * WINDOW_BYTES as u64;

/// Size from which a file is read by several threads, and of the pieces that one thread reads at a time, in bytes: most
/// of the time is spent getting memory from the system.
#[cfg(unix)]
const PIECE: usize = 4 << 20;

/// Reads the first bytes of a long file on all threads of the current pool; the file's position is then after them.
/// Returns `None` without reading anything for a short file, outside a pool, or on failure.
#[cfg(unix)]
fn read_on_all_threads(file: &mut File, len: u64) -> Option<Vec<u8>> {
    use std::io::SeekFrom;
    use std::os::unix::fs::FileExt as _;

    use rayon::prelude::*;

    if len < 2 * PIECE as u64 || rayon::current_thread_index().is_none() || rayon::current_num_threads() < 2 {
        return None;
    }
    let mut bytes = vec![0; len as usize];
    let pieces = bytes.par_chunks_mut(PIECE).enumerate();
    pieces.try_for_each(|(number, piece)| file.read_exact_at(piece, (number * PIECE) as u64)).ok()?;
    file.seek(SeekFrom::Start(len)).ok()?;
    Some(bytes)
}

#[cfg(not(unix))]
fn read_on_all_threads(_: &mut File, _: u64) -> Option<Vec<u8>> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_threads_read_what_one_reads() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("long.txt");
        let text = (0..1_200_000).map(|i| format!("{i} سرت\n")).collect::<Vec<_>>().concat();
        std::fs::write(&path, &text).expect("written");
        let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().expect("threads");
        assert!(pool.install(|| read_bytes(&path)).expect("read") == text.as_bytes());
        assert!(read_bytes(&path).expect("read") == text.as_bytes());
    }

    #[test]
    fn of_a_long_file_that_is_no_text_only_the_beginning_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("hole.txt");
        // A text follows, of which nothing is seen.
        for (beginning, at) in [("", 0), ("سرت\n", 7), ("سرت وبنغازي", 21)] {
            std::fs::write(&path, beginning).expect("written");
            File::options().write(true).open(&path).and_then(|file| file.set_len(3 << 30)).expect("a hole");
            let error = DocumentError::Binary { at, looks_like: None };
            assert_eq!(read_text_bytes(&path), Err(StoreError::Document { path: path.clone(), error }), "{beginning}");
        }
    }
}
