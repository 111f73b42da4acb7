//! One journal on the disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::record::{Record, frame};
use crate::store::disk::{Access, Disk, DiskFile};
use crate::store::error::StoreError;
use crate::store::save;

/// How the name of a journal ends.
pub(super) const SUFFIX: &str = "journal";
/// Records that one which holds the last one only gathers before it begins anew.
const MOST_STALE: usize = 64;

/// A journal that this process writes.
///
/// What it holds is in memory, too, until it is saved elsewhere. So whenever the file can no longer be trusted (writing
/// or syncing it has failed), or is to begin anew, all of it goes to a new file.
#[derive(Debug)]
pub(super) struct JournalFile {
    disk: Arc<dyn Disk>,
    /// Its name in each of the folders that it can stand in, the best first.
    names: Vec<PathBuf>,
    /// The file, when all frames but the unwritten ones are on the disk in it.
    file: Option<Box<dyn DiskFile>>,
    /// Those of the names under which something may be on the disk, the one that was written last last.
    written: Vec<PathBuf>,
    /// All that stands in it, or is to: the number of what was done up to there, and the frame.
    frames: Vec<(u64, Vec<u8>)>,
    /// Frames at the end that are not on the disk.
    unwritten: usize,
    /// The number of the next frame: of two files of one name, the one that goes further is the later one.
    next: u64,
}

impl JournalFile {
    /// Nothing is written yet.
    pub(super) fn new(disk: Arc<dyn Disk>, folders: &[PathBuf]) -> Self {
        let name = format!("{}.{SUFFIX}", ulid::Ulid::generate());
        let names = folders.iter().map(|folder| folder.join(&name)).collect();
        Self { disk, names, file: None, written: Vec::new(), frames: Vec::new(), unwritten: 0, next: 0 }
    }

    /// Whether it holds nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.frames.is_empty()
    }

    /// Takes records in. They are safe after the next [`Self::commit`] that succeeds.
    pub(super) fn push(&mut self, upto: u64, record: &Record) {
        self.frames.push((upto, frame(self.next, record)));
        self.next += 1;
        self.unwritten += 1;
    }

    /// Puts everything on the disk.
    pub(super) fn commit(&mut self) -> Result<(), StoreError> {
        if self.frames.is_empty() {
            return self.remove_all_but(None);
        }
        if self.unwritten == 0 {
            return Ok(());
        }
        if let Some(file) = &mut self.file {
            let new = self.frames.len() - self.unwritten;
            let bytes: Vec<u8> = self.frames[new..].iter().flat_map(|(_, frame)| frame).copied().collect();
            if file.write_all(&bytes).and_then(|()| file.sync()).is_ok() {
                self.unwritten = 0;
                return Ok(());
            }
        }
        self.write_anew()
    }

    /// Keeps only what was done after this, behind these records; without any, nothing is left of it.
    pub(super) fn begin_anew(&mut self, upto: u64, first: &[Record]) -> Result<(), StoreError> {
        let rest: Vec<_> = std::mem::take(&mut self.frames).into_iter().filter(|(done, _)| *done > upto).collect();
        if rest.is_empty() {
            self.clear();
            return self.remove_all_but(None);
        }
        let first = first.iter().zip(self.next..).map(|(record, number)| (upto, frame(number, record)));
        self.frames = first.chain(rest).collect();
        self.next += self.frames.len() as u64;
        self.write_anew()
    }

    /// Holds this record only.
    pub(super) fn hold_only(&mut self, record: &Record) {
        if self.frames.len() >= MOST_STALE {
            self.frames.clear();
            self.file = None;
        }
        self.push(0, record);
    }

    /// All of it in a new file, in the first folder that takes it.
    fn write_anew(&mut self) -> Result<(), StoreError> {
        self.unwritten = self.frames.len();
        // Nobody takes the former file while there is no new one: its lock is held until then.
        let _former = self.file.take();
        let mut problem = None;
        for name in self.names.clone() {
            // Also where it fails: a name may have been given and not be safe yet.
            self.written.retain(|written| *written != name);
            self.written.push(name.clone());
            match self.write_to(&name) {
                Ok(file) => {
                    self.file = Some(file);
                    self.unwritten = 0;
                    // What stays under another name does not go as far as this one.
                    drop(self.remove_all_but(Some(&name)));
                    return Ok(());
                }
                // The first place is the one that should work.
                Err(error) => drop(problem.get_or_insert(error)),
            }
        }
        let nowhere = || StoreError::Missing { path: PathBuf::new() };
        Err(problem.unwrap_or_else(nowhere))
    }

    /// Takes away what is on the disk under its names, but for one of them. As long as an earlier one cannot be taken away,
    /// the later ones stay, which say more; it is tried again.
    fn remove_all_but(&mut self, kept: Option<&Path>) -> Result<(), StoreError> {
        while let Some(path) = self.written.first().filter(|path| kept != Some(path)) {
            let gone = match self.disk.remove(path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
                _ => self.disk.sync_folder(&save::folder_of(path)),
            };
            gone.map_err(|error| StoreError::io(path, &error))?;
            self.written.remove(0);
        }
        Ok(())
    }

    fn write_to(&self, name: &Path) -> Result<Box<dyn DiskFile>, StoreError> {
        let io_error = |error: std::io::Error| StoreError::io(name, &error);
        let folder = save::folder_of(name);
        self.disk.create_folder(&folder).map_err(io_error)?;
        let temporary = name.with_extension(format!("{}.tmp", ulid::Ulid::generate()));
        let written = self.disk.create(&temporary, Access::Private).and_then(|mut file| {
            // Where files cannot be locked, another window may take it for that of a crash: both say the same then.
            let _ = file.lock();
            for (_, frame) in &self.frames {
                file.write_all(frame)?;
            }
            file.sync()?;
            self.disk.rename(&temporary, name)?;
            self.disk.sync_folder(&folder)?;
            Ok(file)
        });
        if written.is_err() {
            drop(self.disk.remove(&temporary));
        }
        written.map_err(io_error)
    }

    /// Holds nothing any more: it is taken away with the next commit.
    pub(super) fn clear(&mut self) {
        self.frames.clear();
        self.unwritten = 0;
        self.file = None;
    }

    /// Puts it aside: the person does not want what it holds.
    pub(super) fn set_aside(mut self) -> Result<(), StoreError> {
        let kept = self.commit();
        self.file = None;
        for path in std::mem::take(&mut self.written) {
            super::aside::set_aside(&*self.disk, &path)?;
        }
        kept
    }
}
