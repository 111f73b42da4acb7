//! Writes files atomically: the result is either the old file or the complete new one.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::bytes::read_bytes;
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
    file.write_all(bytes).map_err(|error| StoreError::io(path, &error))?;
    file.keep()?;
    Ok(Stamp::of(bytes))
}

/// A file being written: a temporary file in the same folder, which is renamed once it is complete and on disk. An
/// existing file's permissions are kept; a link is kept and its target is written. Dropping it without `keep` discards
/// it.
#[derive(Debug)]
pub struct NewFile {
    file: BufWriter<NamedTempFile>,
    /// The path as given, for messages.
    path: PathBuf,
    target: PathBuf,
    mode: WriteMode,
    former: Option<fs::Permissions>,
}

impl NewFile {
    /// Starts a file.
    pub fn create(path: &Path, mode: WriteMode) -> Result<Self, StoreError> {
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if target.is_dir() {
            return Err(StoreError::Folder { path: path.to_owned() });
        }
        if let WriteMode::Unchanged(stamp) = mode
            && Stamp::now(&target)? != stamp
        {
            return Err(StoreError::ChangedOnDisk { path: path.to_owned() });
        }
        if mode == WriteMode::New && fs::symlink_metadata(path).is_ok() {
            return Err(StoreError::Exists { path: path.to_owned() });
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix(".hawashi-").suffix(".tmp");
        let former = fs::metadata(&target).map(|metadata| metadata.permissions()).ok();
        if former.as_ref().is_some_and(fs::Permissions::readonly) {
            return Err(StoreError::Denied { path: path.to_owned() });
        }
        // Temporary files are readable only by their owner; a new file gets the system's default permissions.
        #[cfg(unix)]
        let builder = {
            use std::os::unix::fs::PermissionsExt as _;
            builder.permissions(fs::Permissions::from_mode(0o666))
        };
        let file = builder.tempfile_in(folder_of(&target)).map_err(|error| StoreError::io(path, &error))?;
        Ok(Self { file: BufWriter::new(file), path: path.to_owned(), target, mode, former })
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
        let Self { file, path, target, mode, former } = self;
        let io_error = |error: io::Error| StoreError::io(&path, &error);
        let file = file.into_inner().map_err(|error| io_error(error.into_error()))?;
        if let Some(permissions) = former {
            file.as_file().set_permissions(permissions).map_err(io_error)?;
        }
        file.as_file().sync_all().map_err(io_error)?;
        let persisted = if mode == WriteMode::New { file.persist_noclobber(&target) } else { file.persist(&target) };
        persisted.map_err(|error| io_error(error.error))?;
        // The new name is safe only once the folder is on disk too; not every system can ensure that.
        if let Ok(folder) = File::open(folder_of(&target)) {
            drop(folder.sync_all());
        }
        Ok(())
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Creates a folder and its parents.
pub(crate) fn create_folder(path: &Path) -> Result<(), StoreError> {
    fs::create_dir_all(path).map_err(|error| StoreError::io(path, &error))
}

fn folder_of(path: &Path) -> PathBuf {
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
    file.write_all(ron.as_bytes()).map_err(|error| StoreError::io(path, &error))?;
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
