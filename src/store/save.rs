//! Writes files atomically: the result is either the old file or the complete new one.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::bytes::{check_is_file, read_bytes};
use super::disk::{Access, Disk, DiskFile, RealDisk};
use super::paths::{article_name, free_path, is_below_folder_of};
use super::{Stamp, StoreError};
use crate::annotation::{AnnotationState, Carried};
use crate::document::Document;
use crate::exchange::ron::{VERSION, annotations_to_ron, parse_version};

/// Whether an existing file may be overwritten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteMode {
    /// No.
    New,
    /// Only if its contents are unchanged since then.
    Unchanged(Stamp),
    /// Yes.
    Force,
}

/// Writes a whole file; see [`NewFile`].
pub fn write_file(path: &Path, bytes: &[u8], mode: WriteMode) -> Result<Stamp, StoreError> {
    let mut file = NewFile::create(path, mode)?;
    file.write_all(bytes).map_err(|error| StoreError::writing(path, &error))?;
    file.keep()?;
    Ok(Stamp::of(bytes))
}

/// A file being written: a temporary file in the same folder, which is renamed once it is complete and on disk. An
/// existing file's owner and permissions are kept; a link is kept and its target is written. Dropping it without `keep`
/// discards it.
#[derive(Debug)]
pub struct NewFile<'d> {
    disk: &'d dyn Disk,
    file: BufWriter<Box<dyn DiskFile>>,
    temporary: Temporary<'d>,
    /// As it was named, for messages.
    path: PathBuf,
    target: PathBuf,
    mode: WriteMode,
    has_former: bool,
}

impl NewFile<'static> {
    /// Begins a file.
    pub fn create(path: &Path, mode: WriteMode) -> Result<Self, StoreError> {
        let target = target_of(path);
        check_replaceable(path, mode)?;
        let former = fs::metadata(&target).map(|metadata| metadata.permissions()).ok();
        if former.as_ref().is_some_and(fs::Permissions::readonly) {
            return Err(StoreError::Denied { path: path.to_owned() });
        }
        NewFile::begin(&RealDisk, path, target, mode, former.is_some())
    }
}

impl<'d> NewFile<'d> {
    /// Begins a file on a disk, under a name that is no link.
    pub fn create_on(disk: &'d dyn Disk, path: &Path, mode: WriteMode) -> Result<Self, StoreError> {
        Self::begin(disk, path, path.to_owned(), mode, false)
    }

    fn begin(
        disk: &'d dyn Disk,
        path: &Path,
        target: PathBuf,
        mode: WriteMode,
        has_former: bool,
    ) -> Result<Self, StoreError> {
        check_unchanged(disk, path, &target, mode)?;
        let temporary = folder_of(&target).join(format!(".hawashi-{}.tmp", ulid::Ulid::generate()));
        // Only the owner reads temporary files; a new file gets what the system gives to new files.
        let access = if has_former { Access::Private } else { Access::Usual };
        let file = disk.create(&temporary, access).map_err(|error| StoreError::writing(path, &error))?;
        let temporary = Temporary { disk, path: temporary };
        Ok(Self { disk, file: BufWriter::new(file), temporary, path: path.to_owned(), target, mode, has_former })
    }

    /// Like [`Self::keep`], for an annotation file: a former file in an earlier format version is kept beside it, and
    /// its new path returned (`article.hawashi.ron` as `article.hawashi.v1.ron`).
    pub(crate) fn keep_annotations(self) -> Result<Option<PathBuf>, StoreError> {
        let earlier = keep_earlier_version(&self.path)?;
        self.keep()?;
        Ok(earlier)
    }

    /// Renames the file to its final name.
    pub fn keep(self) -> Result<(), StoreError> {
        let Self { disk, file, temporary, path, target, mode, has_former } = self;
        let io_error = |error: io::Error| StoreError::writing(&path, &error);
        let mut file = file.into_inner().map_err(|error| io_error(error.into_error()))?;
        if has_former {
            file.resemble(&target).map_err(io_error)?;
        }
        file.sync().map_err(io_error)?;
        // Writing it took a while.
        if mode != WriteMode::New
            && let Ok(metadata) = fs::metadata(&target)
        {
            check_is_file(&path, &metadata)?;
        }
        check_unchanged(disk, &path, &target, mode)?;
        if mode == WriteMode::New {
            disk.rename_new(&temporary.path, &target).map_err(io_error)?;
        } else {
            disk.rename(&temporary.path, &target).map_err(io_error)?;
        }
        temporary.has_gone();
        disk.sync_folder(&folder_of(&target)).map_err(io_error)
    }
}

impl Write for NewFile<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// The name of a file that is not whole yet; taken away with it.
#[derive(Debug)]
struct Temporary<'d> {
    disk: &'d dyn Disk,
    path: PathBuf,
}

impl Temporary<'_> {
    /// The file has its own name now.
    fn has_gone(mut self) {
        self.path = PathBuf::new();
    }
}

impl Drop for Temporary<'_> {
    fn drop(&mut self) {
        if !self.path.as_os_str().is_empty() {
            // Where it stays, it is in nobody's way.
            drop(self.disk.remove(&self.path));
        }
    }
}

/// Fails if there is something under a path that may not be replaced: only files are, if this was requested, and never a
/// device, a pipe or a socket, to which a link may lead.
pub fn check_replaceable(path: &Path, mode: WriteMode) -> Result<(), StoreError> {
    if let Ok(metadata) = fs::metadata(path) {
        check_is_file(path, &metadata)?;
    }
    if mode == WriteMode::New && fs::symlink_metadata(path).is_ok() {
        return Err(StoreError::Exists { path: path.to_owned() });
    }
    Ok(())
}

/// The file that a path leads to, also by links to what is not there yet.
fn target_of(path: &Path) -> PathBuf {
    let mut target = path.to_owned();
    // As many links as Linux follows.
    for _ in 0..40 {
        let Ok(link) = fs::read_link(&target) else { break };
        target = folder_of(&target).join(link);
    }
    fs::canonicalize(&target).unwrap_or(target)
}

fn check_unchanged(disk: &dyn Disk, path: &Path, target: &Path, mode: WriteMode) -> Result<(), StoreError> {
    match mode {
        WriteMode::Unchanged(stamp) if Stamp::on(disk, target)? != stamp => {
            Err(StoreError::ChangedOnDisk { path: path.to_owned() })
        }
        _ => Ok(()),
    }
}

/// Creates a folder and its parents.
pub(crate) fn create_folder(path: &Path) -> Result<(), StoreError> {
    fs::create_dir_all(path).map_err(|error| StoreError::io(path, &error))
}

/// The folder of a file, also of one named without any.
pub(super) fn folder_of(path: &Path) -> PathBuf {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
}

/// What saving has left on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// What the file holds now.
    pub stamp: Stamp,
    /// The article, links followed to their end, if it is outside the folder of the annotation file.
    pub elsewhere: Option<PathBuf>,
    /// Where the former file was kept, if it was in an earlier format version.
    pub earlier: Option<PathBuf>,
}

/// Saves annotations in the current format version. A file in an earlier version is kept beside it:
/// `article.hawashi.ron` as `article.hawashi.v1.ron`.
pub fn save_annotations(
    path: &Path,
    article: &Path,
    document: &Document,
    annotation_state: &AnnotationState,
    carried: &Carried,
    mode: WriteMode,
) -> Result<Saved, StoreError> {
    let ron = annotations_to_ron(&article_name(path, article), document, annotation_state, carried);
    let mut file = NewFile::create(path, mode)?;
    file.write_all(ron.as_bytes()).map_err(|error| StoreError::writing(path, &error))?;
    let earlier = file.keep_annotations()?;
    let elsewhere = article.canonicalize().ok().filter(|article| !is_below_folder_of(path, article));
    Ok(Saved { stamp: Stamp::of(ron.as_bytes()), elsewhere, earlier })
}

/// Keeps an annotation file in an earlier format version under another name, which it returns.
fn keep_earlier_version(path: &Path) -> Result<Option<PathBuf>, StoreError> {
    let former = match read_bytes(path) {
        Ok(former) => former,
        Err(StoreError::Missing { .. }) => return Ok(None),
        Err(error) => return Err(error),
    };
    let version = std::str::from_utf8(&former).ok().and_then(parse_version).filter(|version| *version < VERSION);
    let Some(version) = version else { return Ok(None) };
    let mut beside = path.with_extension(format!("v{version}.ron"));
    match write_file(&beside, &former, WriteMode::New) {
        Err(StoreError::Exists { .. }) if read_bytes(&beside)? == former => {}
        Err(StoreError::Exists { .. }) => {
            beside = free_path(&beside);
            write_file(&beside, &former, WriteMode::New)?;
        }
        written => drop(written?),
    }
    Ok(Some(beside))
}
