//! Reading a file whole, with a limit; a long one on all threads.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::StoreError;
use crate::document::{DocumentError, LIMIT_BYTES};

/// Reads a whole file of at most [`LIMIT_BYTES`]. Rejects a longer one before reading it.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, StoreError> {
    let io = |error| StoreError::io(path, &error);
    let mut file = File::open(path).map_err(io)?;
    let metadata = file.metadata().map_err(io)?;
    if metadata.is_dir() {
        return Err(StoreError::Folder { path: path.to_owned() });
    }
    let too_large = |bytes| {
        let error = DocumentError::TooLarge { bytes, limit: LIMIT_BYTES };
        StoreError::Document { path: path.to_owned(), error }
    };
    if metadata.len() > LIMIT_BYTES {
        return Err(too_large(metadata.len()));
    }
    let mut bytes = read_on_all_threads(&mut file, metadata.len())
        .unwrap_or_else(|| Vec::with_capacity(metadata.len() as usize + 1));
    // A pipe has no length, and a file can grow while it is being read.
    file.by_ref().take(LIMIT_BYTES + 1 - bytes.len() as u64).read_to_end(&mut bytes).map_err(io)?;
    if bytes.len() as u64 > LIMIT_BYTES {
        return Err(too_large(bytes.len() as u64));
    }
    Ok(bytes)
}

/// Size from which a file is read by several threads, and of the pieces that one thread reads at a time, in bytes: most
/// of the time is spent getting memory from the system.
#[cfg(unix)]
const PIECE: usize = 4 << 20;

/// Reads the first bytes of a long file on all threads of the current pool; the file's position is then after them.
/// Returns `None` without reading anything for a short file, outside a pool, or on failure.
#[cfg(unix)]
fn read_on_all_threads(file: &mut File, len: u64) -> Option<Vec<u8>> {
    use std::io::{Seek as _, SeekFrom};
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
}
