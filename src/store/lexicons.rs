//! A user's lexicon files: opened, compiled, and cached if they are large.
//!
//! The compiled form of large files is written to the user's cache folder under a name made from the files' paths,
//! sizes and times, and later read by mapping it into memory: starting with millions of places then takes some
//! milliseconds, and only what is looked up takes memory.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::UNIX_EPOCH;

use etcetera::{BaseStrategy as _, choose_base_strategy};
use sha2::{Digest as _, Sha256};

use super::bytes::{check_is_file, open_file};
use super::save::write_private_file;
use super::{StoreError, WriteMode};
use crate::lexicon::user::{self, LexiconErrorKind, UserError, UserFormat};
use crate::lexicon::{Lexicon, UserLexicon};

/// Overrides the folder of compiled lexicons.
const FOLDER_VARIABLE: &str = "HAWASHI_CACHE_DIR";
/// Total size of the files from which the compiled form is cached, in bytes.
const KEPT_FROM: u64 = 4 << 20;

/// The built-in lexicon with the files added: `.ron`, `.csv`, and `.txt` or `.tsv` as GeoNames' dump.
pub fn load_lexicons(base: &Lexicon, paths: &[PathBuf]) -> Result<Lexicon, StoreError> {
    load_counted(base, paths, &AtomicU64::new(0)).map(|(lexicon, _)| lexicon)
}

/// The result of reading a user's lexicon files, without the unusable ones.
#[derive(Debug)]
pub struct LexiconsRead {
    /// The built-in lexicon with the usable files added.
    pub lexicon: Lexicon,
    /// The usable files and, if they were compiled now, the number of entries in each.
    pub counts: Vec<(PathBuf, Option<u64>)>,
    /// The errors of the files that are not used.
    pub problems: Vec<StoreError>,
}

/// Like [`load_lexicons`], but continues without the files that cannot be used. `read` counts the bytes read so far.
pub fn read_lexicons(base: &Lexicon, paths: &[PathBuf], read: &AtomicU64) -> LexiconsRead {
    let (mut paths, mut problems) = (paths.to_vec(), Vec::new());
    loop {
        read.store(0, Ordering::Relaxed);
        if paths.is_empty() {
            return LexiconsRead { lexicon: base.clone(), counts: Vec::new(), problems };
        }
        match load_counted(base, &paths, read) {
            Ok((lexicon, counts)) => {
                let counts = match counts {
                    Some(counts) => paths.into_iter().zip(counts.into_iter().map(Some)).collect(),
                    None => paths.into_iter().map(|path| (path, None)).collect(),
                };
                return LexiconsRead { lexicon, counts, problems };
            }
            Err(error) => {
                let before = paths.len();
                paths.retain(|path| path != error.path());
                if paths.len() == before {
                    // The error does not belong to one file.
                    paths.clear();
                }
                problems.push(error);
            }
        }
    }
}

fn load_counted(
    base: &Lexicon,
    paths: &[PathBuf],
    read: &AtomicU64,
) -> Result<(Lexicon, Option<Vec<u64>>), StoreError> {
    let mut size = 0;
    for path in paths {
        let metadata = fs::metadata(path).map_err(|error| StoreError::io(path, &error))?;
        check_is_file(path, &metadata)?;
        size += metadata.len();
    }
    let cached = if size >= KEPT_FROM { cache_file(base, paths) } else { None };
    if let Some(lexicon) = cached.as_deref().and_then(map).and_then(|bytes| base.with_compiled(Cow::Borrowed(bytes))) {
        return Ok((lexicon, None));
    }
    let (compiled, counts) = compile(base, paths, read)?;
    if let Some(file) = cached
        && keep(&file, &compiled).is_some()
        && let Some(lexicon) = map(&file).and_then(|bytes| base.with_compiled(Cow::Borrowed(bytes)))
    {
        return Ok((lexicon, Some(counts)));
    }
    base.with_compiled(Cow::Owned(compiled)).map(|lexicon| (lexicon, Some(counts))).ok_or_else(|| {
        let path = paths.first().cloned().unwrap_or_default();
        whole_file(&path, LexiconErrorKind::Large)
    })
}

/// An error that does not belong to one line of a file.
fn whole_file(path: &Path, wrong: LexiconErrorKind) -> StoreError {
    let file = path.display().to_string();
    StoreError::Lexicon(UserError { file, line: 0, column: 0, wrong }, path.to_owned())
}

/// A file reader that counts the bytes read.
struct Counted<'c> {
    file: File,
    read: &'c AtomicU64,
}

impl Read for Counted<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> std::io::Result<usize> {
        let read = self.file.read(bytes)?;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

fn compile(base: &Lexicon, paths: &[PathBuf], read: &AtomicU64) -> Result<(Vec<u8>, Vec<u64>), StoreError> {
    let mut sources = Vec::new();
    for path in paths {
        let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("");
        let format = UserFormat::of_extension(extension)
            .ok_or_else(|| whole_file(path, LexiconErrorKind::Form { extension: extension.to_owned() }))?;
        let (file, metadata) = open_file(path)?;
        if metadata.len() > format.most_bytes() {
            return Err(whole_file(path, LexiconErrorKind::Large));
        }
        let content = Box::new(BufReader::with_capacity(1 << 18, Counted { file, read }));
        sources.push(UserLexicon { name: path.display().to_string(), format, content });
    }
    user::compile_counted(base, sources).map_err(|error| {
        let path = PathBuf::from(&error.file);
        match error.wrong {
            // The system failed to read further.
            LexiconErrorKind::System { message } => StoreError::Io { path, message },
            _ => StoreError::Lexicon(error, path),
        }
    })
}

/// The file in which the compiled form of these files is cached, by their paths, sizes and times.
fn cache_file(base: &Lexicon, paths: &[PathBuf]) -> Option<PathBuf> {
    let folder = match std::env::var_os(FOLDER_VARIABLE) {
        Some(folder) => PathBuf::from(folder),
        None => choose_base_strategy().ok()?.cache_dir().join("hawashi"),
    };
    let (mut names, mut stamps) = (Sha256::new(), Sha256::new());
    stamps.update(base.stamp().to_le_bytes());
    for path in paths {
        let path = fs::canonicalize(path).ok()?;
        let metadata = fs::metadata(&path).ok()?;
        let time = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        names.update(path.as_os_str().as_encoded_bytes());
        names.update([0]);
        stamps.update(metadata.len().to_le_bytes());
        stamps.update(time.as_nanos().to_le_bytes());
    }
    let short = |hash: Sha256| {
        hash.finalize().iter().take(8).fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    };
    Some(folder.join(format!("lexicon-{}-{}.bin", short(names), short(stamps))))
}

/// Writes the compiled form, and removes those of earlier states of the same files.
fn keep(file: &Path, compiled: &[u8]) -> Option<()> {
    let folder = file.parent()?;
    write_private_file(file, compiled, WriteMode::Force).ok()?;
    let name = file.file_name()?.to_str()?;
    let same = name.rsplit_once('-').map(|(start, _)| format!("{start}-"))?;
    for entry in fs::read_dir(folder).ok()?.flatten() {
        let other = entry.file_name();
        if other.to_str().is_some_and(|other| other.starts_with(&same) && other != name) {
            // A file that another program still has open is removed later.
            let _ = fs::remove_file(entry.path());
        }
    }
    Some(())
}

/// A file's bytes, mapped until the program ends.
#[expect(unsafe_code, reason = "mapping a file is unsafe: see the invariant below")]
fn map(file: &Path) -> Option<&'static [u8]> {
    let file = File::open(file).ok()?;
    // SAFETY: the file lies in the cache folder of this user, is written whole under another name and
    // then renamed, and is never changed after; a lexicon reads any bytes without harm.
    let map = unsafe { memmap2::Mmap::map(&file) }.ok()?;
    // A process adds lexicons only a few times, and mapped pages that nobody reads take no memory.
    Some(Box::leak(Box::new(map)))
}
