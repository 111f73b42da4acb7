//! One journal on the disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::places::FOLDER_VARIABLE;
use super::record::{Record, SUFFIX, frame, seal};
use crate::store::disk::{Access, Disk, DiskFile};
use crate::store::error::StoreError;
use crate::store::save;

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
    /// What may be on the disk, the file that got its name last last.
    written: Vec<Written>,
    /// Whether all frames but the unwritten ones are on the disk in that one.
    is_whole: bool,
    /// All that stands in it, or is to: the number of what was done up to there, and the frame.
    frames: Vec<(u64, Vec<u8>)>,
    /// Frames at the end that are not on the disk.
    unwritten: usize,
    /// Why it is not in the best folder.
    trouble: Option<StoreError>,
    /// The number of the next frame: of two files of one name, the one that goes further is the later one.
    next: u64,
}

/// A name under which something may be on the disk.
#[derive(Debug)]
struct Written {
    path: PathBuf,
    /// What has the name, as far as known. Its lock is held as long as it has: nobody takes it for that of a crash.
    file: Option<Box<dyn DiskFile>>,
    /// Whether the disk has that under this name for certain; else it may have what had the name before.
    is_settled: bool,
}

impl Written {
    /// Makes sure of the name: else what had it before could be under it after a crash, when another file, which says
    /// more, is gone.
    fn settle(&mut self, disk: &dyn Disk) -> Result<(), StoreError> {
        if !self.is_settled {
            let settled = disk.sync_folder(&save::folder_of(&self.path));
            settled.map_err(|error| in_folder(&self.path, &error))?;
            self.is_settled = true;
        }
        Ok(())
    }
}

impl JournalFile {
    /// Nothing is written yet.
    pub(super) fn new(disk: Arc<dyn Disk>, folders: &[PathBuf]) -> Self {
        let name = format!("{}.{SUFFIX}", ulid::Ulid::generate());
        let names = folders.iter().map(|folder| folder.join(&name)).collect();
        Self {
            disk,
            names,
            written: Vec::new(),
            is_whole: false,
            frames: Vec::new(),
            unwritten: 0,
            trouble: None,
            next: 0,
        }
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
        if self.is_whole
            && let Some(file) = self.written.last_mut().and_then(|written| written.file.as_mut())
        {
            let new = self.frames.len() - self.unwritten;
            let bytes: Vec<u8> = self.frames[new..].iter().flat_map(|(_, frame)| frame).copied().collect();
            // Behind half a seal nothing could be confirmed: such a file is given up, too.
            let mut append =
                || file.write_all(&bytes).and_then(|()| file.sync()).and_then(|()| file.write_all(&seal()));
            if append().is_ok() {
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
            self.is_whole = false;
        }
        self.push(0, record);
    }

    /// All of it in a new file, in the first folder that takes it.
    fn write_anew(&mut self) -> Result<(), StoreError> {
        self.unwritten = self.frames.len();
        self.is_whole = false;
        let mut problem = None;
        for name in self.names.clone() {
            match self.write_to(&name) {
                Ok(()) => {
                    self.is_in(&name);
                    self.trouble = problem;
                    return Ok(());
                }
                // The first place is the one that should work.
                Err(error) => drop(problem.get_or_insert(error)),
            }
        }
        let nowhere = || StoreError::Missing { path: PathBuf::new() };
        Err(problem.unwrap_or_else(nowhere))
    }

    /// All of it is on the disk under this name.
    fn is_in(&mut self, name: &Path) {
        self.is_whole = true;
        self.unwritten = 0;
        // What stays under another name does not go as far as this one.
        drop(self.remove_all_but(Some(name)));
    }

    /// Where it is, and why it is not in the best folder, if it is in another one.
    pub(super) fn makeshift(&self) -> Option<(&Path, &StoreError)> {
        let path = self.written.last().filter(|_| !self.frames.is_empty())?.path.parent()?;
        Some((path, self.trouble.as_ref()?))
    }

    /// Goes to the best folder from another one, if that takes it by now.
    pub(super) fn try_best(&mut self) {
        let Some(best) = self.names.first().filter(|_| self.makeshift().is_some()).cloned() else { return };
        match self.write_to(&best) {
            Ok(()) => {
                self.is_in(&best);
                self.trouble = None;
            }
            // It may be there already, but not for certain: then all of it is written once more.
            Err(_) if self.written.last().is_some_and(|written| written.path == best) => {
                self.is_whole = false;
                self.unwritten = self.frames.len();
            }
            Err(_) => {}
        }
    }

    /// Takes away what is on the disk under its names, but for one of them. As long as an earlier one cannot be taken away,
    /// the later ones stay, which say more; it is tried again.
    fn remove_all_but(&mut self, kept: Option<&Path>) -> Result<(), StoreError> {
        while let Some((Written { path, .. }, later)) =
            self.written.split_first_mut().filter(|(written, _)| kept != Some(&written.path))
        {
            later.iter_mut().try_for_each(|written| written.settle(&*self.disk))?;
            let gone = match self.disk.remove(path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
                _ => self.disk.sync_folder(&save::folder_of(path)),
            };
            gone.map_err(|error| in_folder(path, &error))?;
            self.written.remove(0);
        }
        Ok(())
    }

    /// Puts all frames in a file of this name. As long as that does not have the name, what had it before is where it was.
    fn write_to(&mut self, path: &Path) -> Result<(), StoreError> {
        let io_error = |error: std::io::Error| in_folder(path, &error);
        let folder = save::folder_of(path);
        self.disk.create_folder(&folder).map_err(io_error)?;
        let temporary = path.with_extension(format!("{}.tmp", ulid::Ulid::generate()));
        let named = self.disk.create(&temporary, Access::Private).and_then(|mut file| {
            // Where files cannot be locked, another window may take it for that of a crash: both say the same then.
            let _ = file.lock();
            for (_, frame) in &self.frames {
                file.write_all(frame)?;
            }
            // It gets its name only when that is true.
            file.write_all(&seal())?;
            file.sync()?;
            self.disk.rename(&temporary, path).map(|()| file)
        });
        if named.is_err() {
            drop(self.disk.remove(&temporary));
        }
        let file = Some(named.map_err(io_error)?);
        self.written.retain(|written| written.path != path);
        let mut written = Written { path: path.to_owned(), file, is_settled: false };
        let settled = written.settle(&*self.disk);
        self.written.push(written);
        settled
    }

    /// Holds nothing any more: it is taken away with the next commit.
    pub(super) fn clear(&mut self) {
        self.frames.clear();
        self.unwritten = 0;
        self.is_whole = false;
    }

    /// Puts it aside: the person does not want what it holds.
    pub(super) fn set_aside(mut self) -> Result<(), StoreError> {
        let kept = self.commit();
        self.written.iter_mut().try_for_each(|written| written.settle(&*self.disk))?;
        for written in std::mem::take(&mut self.written) {
            super::aside::set_aside(&*self.disk, &written.path)?;
        }
        kept
    }
}

/// An error of a journal: what is wrong with the folder that it is in.
fn in_folder(path: &Path, error: &std::io::Error) -> StoreError {
    StoreError::io(path, error).in_own_folder(&save::folder_of(path), FOLDER_VARIABLE)
}
