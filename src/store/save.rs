//! Writing files: wholly the old one or wholly the new one.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::StoreError;
use super::article::read_bytes;
use super::disk::{Access, Disk, DiskFile, RealDisk};
use super::paths::{article_name, free_path};
use crate::annotation::{AnnotationState, Carried};
use crate::document::Document;
use crate::exchange::ron::{VERSION, annotations_to_ron, parse_version};

/// What a file held when it was last read or written; tells whether another program changed it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Stamp(Option<[u8; 32]>);

impl Stamp {
    /// The file was not there, or empty.
    pub const ABSENT: Self = Self(None);

    /// The file held these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Some(Sha256::digest(bytes).into()))
    }

    /// What the file holds now.
    pub fn now(path: &Path) -> Result<Self, StoreError> {
        Self::on(&RealDisk, path)
    }

    fn on(disk: &dyn Disk, path: &Path) -> Result<Self, StoreError> {
        match disk.read(path) {
            // An empty file holds nothing that could be lost.
            Ok(bytes) if bytes.is_empty() => Ok(Self::ABSENT),
            Ok(bytes) => Ok(Self::of(&bytes)),
            Err(StoreError::Missing { .. }) => Ok(Self::ABSENT),
            Err(error) => Err(error),
        }
    }
}

/// Whether a file that is there may be written over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteMode {
    /// No.
    New,
    /// Only when it still holds what it held then.
    Unchanged(Stamp),
    /// Yes.
    Force,
}

/// Writes a file in one piece; see [`NewFile`].
pub fn write_file(path: &Path, bytes: &[u8], mode: WriteMode) -> Result<Stamp, StoreError> {
    let mut file = NewFile::create(path, mode)?;
    file.write_all(bytes).map_err(|error| StoreError::io(path, &error))?;
    file.keep()?;
    Ok(Stamp::of(bytes))
}

/// A file that is being written: a temporary one in the same folder, which takes the name when it is whole and on the
/// disk. Owner and permissions of a former file stay; a link stays and its target is written. What is not kept is gone.
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
        if target.is_dir() {
            return Err(StoreError::Folder { path: path.to_owned() });
        }
        if mode == WriteMode::New && fs::symlink_metadata(path).is_ok() {
            return Err(StoreError::Exists { path: path.to_owned() });
        }
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
        let file = disk.create(&temporary, access).map_err(|error| StoreError::io(path, &error))?;
        let temporary = Temporary { disk, path: temporary };
        Ok(Self { disk, file: BufWriter::new(file), temporary, path: path.to_owned(), target, mode, has_former })
    }

    /// Gives the file its name.
    pub fn keep(self) -> Result<(), StoreError> {
        let Self { disk, file, temporary, path, target, mode, has_former } = self;
        let io_error = |error: io::Error| StoreError::io(&path, &error);
        let mut file = file.into_inner().map_err(|error| io_error(error.into_error()))?;
        if has_former {
            file.resemble(&target).map_err(io_error)?;
        }
        file.sync().map_err(io_error)?;
        // Writing it took a while.
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

/// Makes a folder and those around it.
pub fn create_folder(path: &Path) -> Result<(), StoreError> {
    fs::create_dir_all(path).map_err(|error| StoreError::io(path, &error))
}

/// The folder of a file, also of one that is named without any.
pub(super) fn folder_of(path: &Path) -> PathBuf {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
}

/// Saves annotations in the form of this version. A file in the form of an earlier one is kept beside it:
/// `article.hawashi.ron` as `article.hawashi.v1.ron`.
pub fn save_annotations(
    path: &Path,
    article: &Path,
    document: &Document,
    annotation_state: &AnnotationState,
    carried: &Carried,
    mode: WriteMode,
) -> Result<Stamp, StoreError> {
    let ron = annotations_to_ron(&article_name(path, article), document, annotation_state, carried);
    let mut file = NewFile::create(path, mode)?;
    file.write_all(ron.as_bytes()).map_err(|error| StoreError::io(path, &error))?;
    keep_earlier_version(path)?;
    file.keep()?;
    Ok(Stamp::of(ron.as_bytes()))
}

fn keep_earlier_version(path: &Path) -> Result<(), StoreError> {
    let former = match read_bytes(path) {
        Ok(former) => former,
        Err(StoreError::Missing { .. }) => return Ok(()),
        Err(error) => return Err(error),
    };
    let version = std::str::from_utf8(&former).ok().and_then(parse_version).filter(|version| *version < VERSION);
    let Some(version) = version else { return Ok(()) };
    let beside = path.with_extension(format!("v{version}.ron"));
    match write_file(&beside, &former, WriteMode::New) {
        Ok(_) => Ok(()),
        Err(StoreError::Exists { .. }) if read_bytes(&beside)? == former => Ok(()),
        Err(StoreError::Exists { .. }) => write_file(&free_path(&beside), &former, WriteMode::New).map(|_| ()),
        Err(error) => Err(error),
    }
}
