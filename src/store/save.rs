//! Writes files atomically: the result is either the old file or the complete new one.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::bytes::{check_is_file, read_bytes};
use super::collections::beside_collection;
use super::disk::{Access, Disk, DiskFile, RealDisk};
use super::error::Change;
use super::kept_text::keep_text;
use super::paths::{article_name, free_path, is_below_folder_of, target_of};
use super::stamp::Stamping;
use super::{Stamp, StoreError, leftovers};
use crate::annotation::{AnnotationState, Carried};
use crate::document::Document;
use crate::exchange::ron::{VERSION, annotations_to_ron, parse_version};
use crate::text::system_message;

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

/// Begins a report about what is written; its folder is made if it is not there. It is there once it is kept.
pub fn begin_report(path: &Path, mode: WriteMode) -> Result<NewFile<'static>, StoreError> {
    NewFile::create(path, mode)
}

/// Writes the report and gives it its name.
pub fn end_report(mut report: NewFile<'_>, json: &serde_json::Value) -> Result<(), StoreError> {
    let written = report.write_all(format!("{json:#}\n").as_bytes());
    written.map_err(|error| StoreError::not_written(&report.path, error.kind()))?;
    report.keep().map(drop)
}

/// Writes a whole file; see [`NewFile`].
pub fn write_file(path: &Path, bytes: &[u8], mode: WriteMode) -> Result<Stamp, StoreError> {
    write_whole(NewFile::create(path, mode)?, bytes)
}

/// Writes a whole file that the person alone may read, and its folder.
pub(super) fn write_private_file(path: &Path, bytes: &[u8], mode: WriteMode) -> Result<Stamp, StoreError> {
    let folder = folder_of(path);
    RealDisk.create_folder(&folder).map_err(|error| StoreError::io(&folder, &error))?;
    write_whole(NewFile::create_for(path, mode, Access::Private)?, bytes)
}

fn write_whole(mut file: NewFile<'_>, bytes: &[u8]) -> Result<Stamp, StoreError> {
    let written = file.write_all(bytes);
    written.map_err(|error| StoreError::writing(&file.path, &error))?;
    file.keep()
}

/// A file being written: a temporary file in the same folder, which is renamed once it is complete and on disk. An
/// existing file's owner, permissions and extended attributes are kept; a link is kept and its target is written. A file
/// that could not keep its other names or its owner is written over instead, while the complete new contents are beside
/// it. Dropping it without `keep` discards it. While it is being written it is locked, so that others can tell it from what a dead process has left.
#[derive(Debug)]
pub struct NewFile<'d> {
    disk: &'d dyn Disk,
    file: BufWriter<Box<dyn DiskFile>>,
    stamping: Stamping,
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
        Self::create_for(path, mode, Access::Usual)
    }

    /// Begins a file; `access` says who may read it if it is new.
    fn create_for(path: &Path, mode: WriteMode, access: Access) -> Result<Self, StoreError> {
        let target = target_of(path);
        check_replaceable(path, mode)?;
        let folder = folder_of(&target);
        if let Err(error) = fs::metadata(&folder) {
            return Err(StoreError::writing(path, &error));
        }
        leftovers::tidy_once(&folder);
        let former = fs::metadata(&target).map(|metadata| metadata.permissions()).ok();
        if former.as_ref().is_some_and(fs::Permissions::readonly) {
            return Err(StoreError::WriteDenied { path: path.to_owned() });
        }
        // One that replaces another gets that one's permissions only when it is complete.
        let access = if former.is_some() { Access::Private } else { access };
        NewFile::begin(&RealDisk, path, target, mode, (former.is_some(), access))
    }

    /// Whoever may not read another file may not read this one, if it is new.
    fn no_more_readable_than(self, other: &Path) -> Result<Self, StoreError> {
        #[cfg(unix)]
        if let (false, Ok(other)) = (self.has_former, fs::metadata(other)) {
            use std::os::unix::fs::PermissionsExt as _;
            let own = fs::metadata(&self.temporary.path).map_err(|error| StoreError::writing(&self.path, &error))?;
            let mode = own.permissions().mode() & (other.permissions().mode() | 0o600);
            // Drives without permissions have none to take away.
            drop(fs::set_permissions(&self.temporary.path, fs::Permissions::from_mode(mode)));
        }
        Ok(self)
    }
}

impl<'d> NewFile<'d> {
    /// Begins a file on a disk, under a name that is no link.
    pub fn create_on(disk: &'d dyn Disk, path: &Path, mode: WriteMode) -> Result<Self, StoreError> {
        Self::begin(disk, path, path.to_owned(), mode, (false, Access::Usual))
    }

    /// Begins a file for the person alone on a disk, in the place of one that may be there.
    pub(super) fn private_on(disk: &'d dyn Disk, path: &Path) -> Result<Self, StoreError> {
        Self::begin(disk, path, path.to_owned(), WriteMode::Force, (false, Access::Private))
    }

    fn begin(
        disk: &'d dyn Disk,
        path: &Path,
        target: PathBuf,
        mode: WriteMode,
        (has_former, access): (bool, Access),
    ) -> Result<Self, StoreError> {
        check_unchanged(disk, path, &target, mode)?;
        let temporary = folder_of(&target).join(leftovers::temporary_name());
        let file = disk.create(&temporary, access).map_err(|error| StoreError::writing(path, &error))?;
        // Where files cannot be locked, nobody takes away what is this young.
        let _ = file.lock();
        let temporary = Temporary { disk, path: temporary };
        let (file, stamping, path) = (BufWriter::new(file), Stamping::default(), path.to_owned());
        Ok(Self { disk, file, stamping, temporary, path, target, mode, has_former })
    }

    /// Like [`Self::keep`], for an annotation file: a former file in an earlier format version is kept beside it, and
    /// its new path returned (`article.hawashi.ron` as `article.hawashi.v1.ron`).
    pub(crate) fn keep_annotations(self) -> Result<(Stamp, Option<PathBuf>), StoreError> {
        let earlier = keep_earlier_version(&self.path)?;
        Ok((self.keep()?, earlier))
    }

    /// Gives the file its final name; returns what it holds.
    pub fn keep(self) -> Result<Stamp, StoreError> {
        let Self { disk, file, stamping, temporary, path, target, mode, has_former } = self;
        let io_error = |error: io::Error| StoreError::replacing(&path, &error);
        let mut file = file.into_inner().map_err(|error| io_error(error.into_error()))?;
        let can_replace = !has_former || file.resemble(&target).map_err(io_error)? && !has_other_names(&target);
        file.sync().map_err(io_error)?;
        // Writing it took a while.
        if mode != WriteMode::New
            && let Ok(metadata) = fs::metadata(&target)
        {
            check_is_file(&path, &metadata)?;
        }
        let stamp = stamping.stamp();
        if !can_replace {
            check_unchanged(disk, &path, &target, mode)?;
            write_over(&path, &target, temporary)?;
            return Ok(stamp);
        }
        match mode {
            WriteMode::New => disk.rename_new(&temporary.path, &target).map_err(io_error)?,
            WriteMode::Force => disk.rename(&temporary.path, &target).map_err(io_error)?,
            WriteMode::Unchanged(former) => {
                Exchange { disk, path: &path, target: &target, former }.put(&temporary, stamp)?;
            }
        }
        temporary.has_gone();
        match disk.sync_folder(&folder_of(&target)) {
            Ok(()) => Ok(stamp),
            Err(error) => Err(StoreError::Unsynced { path, stamp, message: system_message(&error) }),
        }
    }
}

/// Replaces a file that is to hold what it held when it was read. Another process can write between a look at it and a
/// rename; so the new file and the former one exchange their names in one step, and what was displaced is looked at then.
struct Exchange<'p> {
    disk: &'p dyn Disk,
    /// As it was named, for messages.
    path: &'p Path,
    target: &'p Path,
    former: Stamp,
}

impl Exchange<'_> {
    fn put(&self, new: &Temporary<'_>, own: Stamp) -> Result<(), StoreError> {
        let Self { disk, path, target, former } = *self;
        let io_error = |error: io::Error| StoreError::replacing(path, &error);
        if former == Stamp::ABSENT {
            match disk.rename_new(&new.path, target) {
                // An empty file, or one that has come meanwhile.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                put => return put.map_err(io_error),
            }
        }
        match disk.exchange(&new.path, target) {
            Ok(()) => {}
            // Drives of a network, and systems that cannot do this: there the two steps follow each other at once.
            Err(error) if error.kind() == io::ErrorKind::Unsupported => {
                check_unchanged(disk, path, target, WriteMode::Unchanged(former))?;
                return disk.rename(&new.path, target).map_err(io_error);
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(StoreError::ChangedOnDisk { path: path.to_owned(), change: Change::Removed });
            }
            Err(error) => return Err(io_error(error)),
        }
        let displaced = disk.stamp(&new.path);
        if displaced == Ok(former) {
            // Where it stays, it is taken away later.
            drop(disk.remove(&new.path));
            return Ok(());
        }
        self.put_back(&new.path, own).map_err(io_error)?;
        Err(changed(path, former, displaced?))
    }

    /// Gives somebody else's file its name back. What was written under it meanwhile is later still, and keeps it.
    fn put_back(&self, displaced: &Path, own: Stamp) -> io::Result<()> {
        let Self { disk, target, .. } = *self;
        let back = disk.exchange(displaced, target).and_then(|()| match disk.stamp(displaced) {
            Ok(under) if under != own => disk.exchange(displaced, target),
            _ => Ok(()),
        });
        if back.is_err() {
            // It is not thrown away with what is ours.
            drop(disk.rename_new(displaced, &free_path(target)));
        }
        back
    }
}

/// Whether a file has several names (hard links): replacing it under one of them would part it from the others.
fn has_other_names(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        fs::metadata(path).is_ok_and(|metadata| metadata.nlink() > 1)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        false
    }
}

/// Writes over a file that cannot be replaced. Until that is on the disk, the new contents are beside it under a name that
/// a person finds.
fn write_over(path: &Path, target: &Path, mut new: Temporary<'_>) -> Result<(), StoreError> {
    let io_error = |error: io::Error| StoreError::replacing(path, &error);
    let mut file = File::options().write(true).open(target).map_err(io_error)?;
    let copy = free_path(&leftovers::copy_of(target));
    new.disk.rename_new(&new.path, &copy).map_err(io_error)?;
    new.path.clone_from(&copy);
    new.disk.sync_folder(&folder_of(target)).map_err(io_error)?;
    let written = File::open(&copy).and_then(|mut from| io::copy(&mut from, &mut file));
    if let Err(error) = written.and_then(|len| file.set_len(len)).and_then(|()| file.sync_all()) {
        new.has_gone();
        return Err(StoreError::HalfWritten { path: path.to_owned(), copy, message: system_message(&error) });
    }
    Ok(())
}

impl Write for NewFile<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.stamping.add(&bytes[..written]);
        Ok(written)
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

fn check_unchanged(disk: &dyn Disk, path: &Path, target: &Path, mode: WriteMode) -> Result<(), StoreError> {
    let WriteMode::Unchanged(former) = mode else { return Ok(()) };
    let now = disk.stamp(target)?;
    if now == former { Ok(()) } else { Err(changed(path, former, now)) }
}

/// A file holds something else than what was read from it.
fn changed(path: &Path, former: Stamp, now: Stamp) -> StoreError {
    let change = match (former, now) {
        (Stamp::ABSENT, _) => Change::Created,
        (_, Stamp::ABSENT) => Change::Removed,
        _ => Change::Written,
    };
    StoreError::ChangedOnDisk { path: path.to_owned(), change }
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
    if beside_collection(article).is_some_and(|beside| beside.parent() == path.parent()) {
        // Of a file of many articles: their folder comes with the first that is annotated.
        create_folder(&folder_of(path))?;
    }
    // Annotations never stand on disk without the text in which their offsets count.
    keep_text(path, article, document)?;
    let bytes = annotations_bytes(path, article, document, annotation_state, carried);
    let mut file = NewFile::create(path, mode)?.no_more_readable_than(article)?;
    file.write_all(&bytes).map_err(|error| StoreError::writing(path, &error))?;
    let (stamp, earlier) = file.keep_annotations()?;
    let elsewhere = article.canonicalize().ok().filter(|article| !is_below_folder_of(path, article));
    Ok(Saved { stamp, elsewhere, earlier })
}

/// What [`save_annotations`] writes into the file at this path.
pub fn annotations_bytes(
    path: &Path,
    article: &Path,
    document: &Document,
    annotation_state: &AnnotationState,
    carried: &Carried,
) -> Vec<u8> {
    annotations_to_ron(&article_name(path, article), document, annotation_state, carried).into_bytes()
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
