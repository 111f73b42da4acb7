//! What saving and the journals ask of a disk, as a trait: tests put one in its place that fails, tears and forgets.
//!
//! What was written counts only after [`DiskFile::sync`], a name that was given or taken away only after
//! [`Disk::sync_folder`]. After a failed sync nobody knows what of a file is on the disk, and a second one that succeeds
//! proves nothing: such a file is given up and written anew under another name.

use std::fmt::Debug;
use std::fs::{self, File};
use std::io::{self, Read as _, Write};
use std::path::{Path, PathBuf};

use super::bytes::{open_file, read_bytes};
use super::{Stamp, StoreError, attributes};

/// Who may read a new file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// The person alone.
    Private,
    /// Whoever the system lets read new files.
    Usual,
}

/// A disk.
pub trait Disk: Debug + Send + Sync {
    /// Makes a file under a name that nothing has.
    fn create(&self, path: &Path, access: Access) -> io::Result<Box<dyn DiskFile>>;
    /// Opens a file that is there, for [`DiskFile::lock`].
    fn open(&self, path: &Path) -> io::Result<Box<dyn DiskFile>>;
    /// Reads a whole file.
    fn read(&self, path: &Path) -> Result<Vec<u8>, StoreError>;
    /// What a file holds.
    fn stamp(&self, path: &Path) -> Result<Stamp, StoreError> {
        match self.read(path) {
            Ok(bytes) => Ok(Stamp::of(&bytes)),
            Err(StoreError::Missing { .. }) => Ok(Stamp::ABSENT),
            Err(error) => Err(error),
        }
    }
    /// Reads the beginning of a file, at most this many bytes.
    fn read_start(&self, path: &Path, most: usize) -> Result<Vec<u8>, StoreError> {
        let mut bytes = self.read(path)?;
        bytes.truncate(most);
        Ok(bytes)
    }
    /// Gives a file another name; what had the name before is gone.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Gives a file another name, unless something has that already.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Two files exchange their names in one step; fails with [`io::ErrorKind::Unsupported`] where that is not possible.
    fn exchange(&self, a: &Path, b: &Path) -> io::Result<()>;
    /// Takes a file away.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// The files of a folder, in no order; none of a folder that is not there.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;
    /// Makes a folder for the person alone, and those around it.
    fn create_folder(&self, folder: &Path) -> io::Result<()>;
    /// Puts the names in a folder on the disk.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
}

/// An open file.
pub trait DiskFile: Debug + Send + Write {
    /// Puts what was written on the disk.
    fn sync(&mut self) -> io::Result<()>;
    /// Keeps other processes from locking the file until it is closed; false where one has locked it.
    fn lock(&self) -> io::Result<bool>;
    /// Takes over who owns another file, who may read and write it, and its extended attributes. Returns false if the
    /// system does not allow all of it.
    fn resemble(&self, former: &Path) -> io::Result<bool>;
}

/// The disk of the machine.
#[derive(Clone, Copy, Debug)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn create(&self, path: &Path, access: Access) -> io::Result<Box<dyn DiskFile>> {
        let mut options = File::options();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(if access == Access::Private { 0o600 } else { 0o666 });
        }
        #[cfg(not(unix))]
        let _ = access;
        Ok(Box::new(options.open(path)?))
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        // What is no file is not waited for.
        let (file, _) = open_file(path).map_err(|error| io::Error::other(error.to_string()))?;
        Ok(Box::new(file))
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, StoreError> {
        read_bytes(path)
    }

    fn read_start(&self, path: &Path, most: usize) -> Result<Vec<u8>, StoreError> {
        let mut bytes = Vec::new();
        let read = open_file(path)?.0.take(most as u64).read_to_end(&mut bytes);
        read.map(|_| bytes).map_err(|error| StoreError::reading(path, &error))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        tempfile::TempPath::try_from_path(from)?.persist_noclobber(to).map_err(|refused| {
            // Where the name is taken, the file keeps its own.
            let _ = refused.path.keep();
            refused.error
        })
    }

    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    fn exchange(&self, a: &Path, b: &Path) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;

        renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).map_err(|error| match error {
            // What drives and systems say that do not know it.
            Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP => io::ErrorKind::Unsupported.into(),
            error => error.into(),
        })
    }

    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    fn exchange(&self, _: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        match fs::read_dir(folder) {
            Ok(entries) => entries.map(|entry| entry.map(|entry| entry.path())).collect(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::DirBuilderExt as _;
            builder.mode(0o700);
        }
        builder.create(folder)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        // A folder that may be written in but not be read cannot be opened, and not every system can put one on the disk.
        let Ok(folder) = File::open(folder) else { return Ok(()) };
        match folder.sync_all() {
            Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
            synced => synced,
        }
    }
}

impl DiskFile for File {
    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }

    fn lock(&self) -> io::Result<bool> {
        match self.try_lock() {
            Ok(()) => Ok(true),
            Err(fs::TryLockError::WouldBlock) => Ok(false),
            Err(fs::TryLockError::Error(error)) => Err(error),
        }
    }

    fn resemble(&self, former: &Path) -> io::Result<bool> {
        let metadata = fs::metadata(former)?;
        let mut is_alike = true;
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt as _, fchown};
            let own = self.metadata()?;
            if (own.uid(), own.gid()) != (metadata.uid(), metadata.gid())
                && fchown(self, Some(metadata.uid()), Some(metadata.gid())).is_err()
            {
                // Only the system's administrator may give files away; the group alone often can be kept.
                is_alike = own.uid() == metadata.uid() && fchown(self, None, Some(metadata.gid())).is_ok();
            }
        }
        is_alike &= attributes::take_over(self, former).unwrap_or(false);
        match self.set_permissions(metadata.permissions()) {
            // Network drives and those of cameras have none to set, and no other way of writing would change that.
            Err(error) if matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::Unsupported) => {}
            set => set?,
        }
        Ok(is_alike)
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_pipe_among_the_journals_is_not_waited_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("pipe.journal");
        assert!(std::process::Command::new("mkfifo").arg(&path).status().expect("mkfifo").success());
        assert!(RealDisk.open(&path).is_err());
        assert_eq!(RealDisk.read(&path), Err(StoreError::Special { path }));
        assert!(RealDisk.open(folder.path()).is_err());
    }
}
