//! Why a file could not be read or written.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::stamp::Stamp;
use crate::document::{DocumentError, article_endings, article_extensions};
use crate::exchange::ron::RonError;
use crate::exchange::ron::error::listed;
use crate::lexicon::UserError;
use crate::text::{Arg, Localize, Message, system_message};

/// Why a file could not be read or written. Nothing on disk was changed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StoreError {
    /// The path does not exist.
    #[error("there is no file {}; check the name", path.display())]
    Missing {
        /// The path.
        path: PathBuf,
    },
    /// A folder where a file is required.
    #[error("{} is a folder; choose a file inside", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
    },
    /// A device, a pipe or a socket, where a file is needed.
    #[error(
        "{} is a device, a pipe or a socket; choose a file, or use standard input and output instead",
        path.display()
    )]
    Special {
        /// Its path.
        path: PathBuf,
    },
    /// A folder without any articles.
    #[error("the folder {} holds no articles ({}); choose another one", path.display(), article_endings())]
    NoArticles {
        /// The folder.
        path: PathBuf,
    },
    /// Permission denied.
    #[error("no permission for {}; change its permissions or copy it to a folder of yours", path.display())]
    Denied {
        /// The file or folder.
        path: PathBuf,
    },
    /// A file that is there may not be changed.
    #[error("no permission to change {}; change its permissions, or write in another place", path.display())]
    WriteDenied {
        /// The file.
        path: PathBuf,
    },
    /// The folder of a file to be written does not exist.
    #[error("there is no folder {} to write {} in; create it, or choose another place", folder.display(), path.display())]
    NoFolder {
        /// The file.
        path: PathBuf,
        /// The folder.
        folder: PathBuf,
    },
    /// No file can be created in the folder.
    #[error(
        "no permission to create files in the folder {}; change its permissions, or write {} in another place",
        folder.display(),
        path.display()
    )]
    FolderDenied {
        /// The file.
        path: PathBuf,
        /// The folder.
        folder: PathBuf,
    },
    /// Nothing can be written on the drive.
    #[error("{} could not be written because the drive is read-only; choose another place", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// There is no space for the file, or none left for this person.
    #[error(
        "{} could not be written because the drive, or your share of it, is full; free some space, or choose another \
         place",
        path.display()
    )]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// The system or the drive allows no file of this size.
    #[error(
        "{} could not be written, because the system or the drive allows no file of this size; raise the limit \
         (ulimit -f), or choose another place",
        path.display()
    )]
    TooLong {
        /// The file.
        path: PathBuf,
    },
    /// Writing over a file that has several names or another owner has failed halfway.
    #[error(
        "{} could not be written completely (the system reports {message:?}); all of it is in {}",
        path.display(),
        copy.display()
    )]
    HalfWritten {
        /// The file.
        path: PathBuf,
        /// The complete new contents.
        copy: PathBuf,
        /// The system's message.
        message: String,
    },
    /// The name is longer than the drive allows, or impossible there.
    #[error("{} is a longer name than the drive allows; choose a shorter one", path.display())]
    LongName {
        /// The path.
        path: PathBuf,
    },
    /// Reading failed because of an internal error.
    #[error("{} could not be read because of an error in Hawashi; please report it", path.display())]
    Internal {
        /// The file or folder.
        path: PathBuf,
    },
    /// Any other error of the system.
    #[error("{}: the system reports {message:?}; check the drive, or use a copy in another place", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The system's message.
        message: String,
    },
    /// An annotation file cannot be used, and something is kept of it elsewhere.
    #[error(
        "{error}; it is not lost: {}",
        kept.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
    )]
    Kept {
        /// What is wrong with it.
        error: Box<StoreError>,
        /// What is kept, and where.
        kept: Vec<Message>,
    },
    /// The bytes cannot be read as a document.
    #[error("{}: {error}", path.display())]
    Document {
        /// The file.
        path: PathBuf,
        /// What is wrong with its bytes.
        error: DocumentError,
    },
    /// No text, where a file of the program's own is.
    #[error("{} holds no text; it was not changed, put a copy of it in its place or move it away", path.display())]
    NoText {
        /// The file.
        path: PathBuf,
    },
    /// The annotation file is not valid RON.
    #[error(
        "{}, line {line}, column {column}: {message}; the file was not changed, correct that line in a text editor",
        path.display()
    )]
    Syntax {
        /// The annotation file.
        path: PathBuf,
        /// Line, 1 for the first.
        line: usize,
        /// Column in characters, 1 for the first.
        column: usize,
        /// What is wrong there.
        message: Message,
    },
    /// A user's lexicon that cannot be used.
    #[error("{0}")]
    Lexicon(UserError, PathBuf),
    /// Nothing can be kept in a folder of the program's own.
    #[error("nothing can be kept in {}, a folder of Hawashi's own: {why}, or set {variable} to another folder", path.display())]
    OwnFolder {
        /// The folder.
        path: PathBuf,
        /// What names another one.
        variable: &'static str,
        /// Why.
        why: NoRoom,
    },
    /// Valid RON, but not annotations.
    #[error("{} is not an annotation file of Hawashi: {field:?} is missing", path.display())]
    NotAnnotations {
        /// The file.
        path: PathBuf,
        /// The first field that is missing.
        field: &'static str,
    },
    /// Written by a later version of the program.
    #[error(
        "{} has the format version {found}, this program knows {known}; \
         the file was not changed, open it with a newer Hawashi",
        path.display()
    )]
    NewerVersion {
        /// The annotation file.
        path: PathBuf,
        /// Its version.
        found: u64,
        /// The newest version that can be read.
        known: u64,
    },
    /// The article of an annotation file is outside its folder, and the person has not named it.
    #[error(
        "{} belongs to {}, which is outside its folder and therefore not opened; name that article with --article, \
         or put both files into one folder",
        path.display(),
        article.display()
    )]
    ArticleElsewhere {
        /// The annotation file.
        path: PathBuf,
        /// The article.
        article: PathBuf,
    },
    /// The work of others on an article in a blind folder, which somebody wants to see who has not finished it.
    #[error(
        "{} is hidden: the folder is annotated blind; say first that {} is done, and save",
        path.display(),
        article.display()
    )]
    Blind {
        /// The annotation file, or the article whose annotation files are wanted.
        path: PathBuf,
        /// The article.
        article: PathBuf,
    },
    /// An article whose folder, or the drive that this is on, is not there, and that has unsaved work in a journal.
    #[error(
        "the folder {} is not there, or nothing is in it; unsaved work on {} is kept, and comes back when the article is opened \
         again",
        folder.display(),
        path.display()
    )]
    FolderAway {
        /// The article.
        path: PathBuf,
        /// Its folder.
        folder: PathBuf,
    },
    /// An annotation file with nothing in it.
    #[error("{} is empty; restore an earlier state of it, or delete it to begin anew", path.display())]
    EmptyAnnotations {
        /// The file.
        path: PathBuf,
    },
    /// An annotation file of a version that there never was.
    #[error("{} has the format version 0, which there never was; the first one is 1, correct that line in a text editor", path.display())]
    NoVersion {
        /// The file.
        path: PathBuf,
    },
    /// Git has left conflict marks in an annotation file.
    #[error(
        "{}: git left conflict marks in the lines {}; keep what is right there and delete the marks in a text editor",
        path.display(),
        listed(lines)
    )]
    Conflict {
        /// The file.
        path: PathBuf,
        /// The lines with the marks, from 1.
        lines: Vec<usize>,
    },
    /// The article of an annotation file is missing.
    #[error("{} belongs to the article {file:?}, which is not in its folder; put it there", path.display())]
    ArticleMissing {
        /// The annotation file.
        path: PathBuf,
        /// The article's name in the annotation file.
        file: String,
    },
    /// A version that does not hold any more what was kept in it.
    #[error("the earlier state in {} is damaged; choose another one", path.display())]
    DamagedVersion {
        /// Its file.
        path: PathBuf,
    },
    /// The file exists, and overwriting was not requested.
    #[error("{} exists already; choose another name or overwrite it (--force)", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// Another program has changed the file since it was read.
    #[error("{} {change} since it was read, and stays as it is now; do the same again", path.display())]
    ChangedOnDisk {
        /// The file.
        path: PathBuf,
        /// How.
        change: Change,
    },
    /// The file has its new contents, but the drive has not confirmed that they are safe.
    #[error(
        "{} was written, but the drive does not confirm it ({message:?}); write a copy to another drive",
        path.display()
    )]
    Unsynced {
        /// The file.
        path: PathBuf,
        /// What it holds.
        stamp: Stamp,
        /// The system's message.
        message: String,
    },
}

/// What another program has done to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It has written it.
    Written,
    /// It has made it: there was none before.
    Created,
    /// It has removed or emptied it.
    Removed,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Written => "was changed by another program",
            Self::Created => "was created by another program",
            Self::Removed => "was deleted or emptied by another program",
        })
    }
}

/// Why nothing can be kept in a folder.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NoRoom {
    /// There is no space left.
    #[error("the drive, or your share of it, is full; free some space")]
    Full,
    /// No file of this size is allowed.
    #[error("the system or the drive allows no file of this size; raise the limit (ulimit -f)")]
    TooLong,
    /// Permission denied.
    #[error("you have no permission to write there; change its permissions")]
    Denied,
    /// Nothing can be written on the drive.
    #[error("the drive is read-only; make it writable")]
    ReadOnly,
    /// This has the place of the folder, or of one around it.
    #[error("{} is not a folder; move it away", .0.display())]
    NoFolder(PathBuf),
    /// Anything else: the system's message.
    #[error("the system reports {0:?}; check the drive")]
    System(String),
}

impl StoreError {
    /// The same error of a file in a folder of the program's own, which `variable` can name: what the person can do something
    /// about is the folder.
    #[must_use]
    pub(super) fn in_own_folder(self, folder: &Path, variable: &'static str) -> Self {
        let why = match self {
            Self::Full { .. } => NoRoom::Full,
            Self::TooLong { .. } => NoRoom::TooLong,
            Self::Denied { .. } | Self::FolderDenied { .. } | Self::WriteDenied { .. } => NoRoom::Denied,
            Self::ReadOnly { .. } => NoRoom::ReadOnly,
            Self::Io { message, .. } => NoRoom::System(message),
            Self::Missing { .. } | Self::NoFolder { .. } | Self::Exists { .. } | Self::Folder { .. } => {
                let Some(there) = in_place_of(folder) else { return self };
                NoRoom::NoFolder(there)
            }
            other => return other,
        };
        Self::OwnFolder { path: folder.to_owned(), variable, why }
    }

    /// The file or folder to which the system denied access.
    pub fn refused(&self) -> Option<&Path> {
        match self {
            Self::Missing { path } | Self::Folder { path } | Self::Denied { path } | Self::Io { path, .. } => {
                Some(path)
            }
            Self::NoFolder { folder, .. } | Self::FolderDenied { folder, .. } => Some(folder),
            _ => None,
        }
    }

    /// An error in the text of an annotation file.
    pub fn annotations(path: &Path, error: RonError) -> Self {
        let path = path.to_owned();
        match error {
            RonError::Syntax { line, column, message } => Self::Syntax { path, line, column, message },
            RonError::NotAnnotations { field } => Self::NotAnnotations { path, field },
            RonError::NewerVersion { found, known } => Self::NewerVersion { path, found, known },
            RonError::Empty => Self::EmptyAnnotations { path },
            RonError::NoVersion => Self::NoVersion { path },
            RonError::Conflict { lines } => Self::Conflict { path, lines },
        }
    }

    /// An error of the system.
    pub(crate) fn io(path: &Path, error: &io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            // A path that leads through a file does not exist either.
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Missing { path },
            io::ErrorKind::PermissionDenied => Self::Denied { path },
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { path },
            io::ErrorKind::IsADirectory => Self::Folder { path },
            io::ErrorKind::AlreadyExists => Self::Exists { path },
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full { path },
            io::ErrorKind::FileTooLarge => Self::TooLong { path },
            io::ErrorKind::InvalidFilename => Self::LongName { path },
            _ => Self::Io { path, message: system_message(error) },
        }
    }

    /// An error while a file is being read, when no drive is too full.
    pub(super) fn reading(path: &Path, error: &io::Error) -> Self {
        match Self::io(path, error) {
            Self::Full { path } => Self::Io { path, message: system_message(error) },
            other => other,
        }
    }

    /// An error while a file is being written in its folder.
    pub(super) fn writing(path: &Path, error: &io::Error) -> Self {
        match Self::io(path, error) {
            Self::Missing { path } | Self::Denied { path } => {
                let folder = folder_of(&path);
                // In the folders of the system itself no file can be created, and it says that something is missing.
                if folder.is_dir() { Self::FolderDenied { path, folder } } else { Self::NoFolder { path, folder } }
            }
            other => other,
        }
    }

    /// An error while a new file takes the place of another one, in a folder in which files can be made.
    pub(super) fn replacing(path: &Path, error: &io::Error) -> Self {
        match Self::writing(path, error) {
            Self::FolderDenied { path, .. } if path.exists() => Self::WriteDenied { path },
            other => other,
        }
    }

    /// Whether it is the system that refused a file, whatever the file holds: another time it may not.
    pub(crate) fn is_of_access(&self) -> bool {
        matches!(self, Self::Missing { .. } | Self::Denied { .. } | Self::Special { .. } | Self::Io { .. })
    }

    /// A file could not be written, for a reason of this kind.
    pub fn not_written(path: &Path, kind: io::ErrorKind) -> Self {
        Self::writing(path, &io::Error::from(kind))
    }

    /// The file or folder that it is about.
    pub fn path(&self) -> &Path {
        match self {
            Self::Kept { error, .. } => error.path(),
            Self::Missing { path }
            | Self::Folder { path }
            | Self::Special { path }
            | Self::NoArticles { path }
            | Self::NoFolder { path, .. }
            | Self::FolderAway { path, .. }
            | Self::FolderDenied { path, .. }
            | Self::ReadOnly { path }
            | Self::Full { path }
            | Self::TooLong { path }
            | Self::HalfWritten { path, .. }
            | Self::LongName { path }
            | Self::Denied { path }
            | Self::WriteDenied { path }
            | Self::NoText { path }
            | Self::OwnFolder { path, .. }
            | Self::Io { path, .. }
            | Self::Internal { path }
            | Self::Document { path, .. }
            | Self::Syntax { path, .. }
            | Self::Lexicon(_, path)
            | Self::NotAnnotations { path, .. }
            | Self::NewerVersion { path, .. }
            | Self::ArticleMissing { path, .. }
            | Self::ArticleElsewhere { path, .. }
            | Self::Blind { path, .. }
            | Self::EmptyAnnotations { path }
            | Self::NoVersion { path }
            | Self::Conflict { path, .. }
            | Self::DamagedVersion { path }
            | Self::Exists { path }
            | Self::ChangedOnDisk { path, .. }
            | Self::Unsynced { path, .. } => path,
        }
    }
}

/// What is no folder, and stands in the place of this one or of one around it.
fn in_place_of(folder: &Path) -> Option<PathBuf> {
    let there = folder.ancestors().find(|part| part.symlink_metadata().is_ok())?;
    (!there.is_dir()).then(|| there.to_owned())
}

/// The folder of a file, as a person would name it.
fn folder_of(path: &Path) -> PathBuf {
    let folder = path.parent().map(Path::to_owned).unwrap_or_default();
    if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder }
}

impl Localize for StoreError {
    fn key(&self) -> &'static str {
        match self {
            Self::Kept { .. } => "error-annotations-kept",
            Self::Missing { .. } => "error-file-missing",
            Self::Folder { .. } => "error-file-folder",
            Self::Special { .. } => "error-file-special",
            Self::NoArticles { .. } => "error-folder-no-articles",
            Self::NoFolder { .. } => "error-folder-missing",
            Self::FolderAway { .. } => "error-folder-away",
            Self::FolderDenied { .. } => "error-folder-denied",
            Self::ReadOnly { .. } => "error-drive-read-only",
            Self::Full { .. } => "error-drive-full",
            Self::TooLong { .. } => "error-file-too-long",
            Self::HalfWritten { .. } => "error-file-half-written",
            Self::LongName { .. } => "error-file-name-long",
            Self::Denied { .. } => "error-file-denied",
            Self::WriteDenied { .. } => "error-file-write-denied",
            Self::NoText { .. } => "error-file-no-text",
            Self::OwnFolder { why, .. } => match why {
                NoRoom::Full => "error-own-folder-full",
                NoRoom::TooLong => "error-own-folder-size",
                NoRoom::Denied => "error-own-folder-denied",
                NoRoom::ReadOnly => "error-own-folder-read-only",
                NoRoom::NoFolder(_) => "error-own-folder-none",
                NoRoom::System(_) => "error-own-folder-drive",
            },
            Self::Io { .. } => "error-file-io",
            Self::Internal { .. } => "error-internal",
            Self::Document { error, .. } => error.key(),
            Self::Lexicon(error, _) => error.wrong.key(),
            Self::Syntax { .. } => "error-annotations-syntax",
            Self::NotAnnotations { .. } => "error-annotations-other-file",
            Self::NewerVersion { .. } => "error-annotations-newer",
            Self::ArticleElsewhere { .. } => "error-annotations-article-elsewhere",
            Self::Blind { .. } => "error-annotations-blind",
            Self::EmptyAnnotations { .. } => "error-annotations-empty",
            Self::NoVersion { .. } => "error-annotations-no-version",
            Self::Conflict { .. } => "error-annotations-conflict",
            Self::ArticleMissing { .. } => "error-annotations-article-missing",
            Self::DamagedVersion { .. } => "error-version-damaged",
            Self::Exists { .. } => "error-file-exists",
            Self::ChangedOnDisk { change: Change::Written, .. } => "error-file-changed",
            Self::ChangedOnDisk { change: Change::Created, .. } => "error-file-created",
            Self::ChangedOnDisk { change: Change::Removed, .. } => "error-file-removed",
            Self::Unsynced { .. } => "error-file-unsynced",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        let mut args = vec![("path", self.path().display().to_string().into())];
        match self {
            Self::NoFolder { folder, .. } | Self::FolderDenied { folder, .. } | Self::FolderAway { folder, .. } => {
                args.push(("folder", folder.display().to_string().into()));
            }
            Self::Kept { error, kept } => {
                args.push(("error", Message::of(&**error).into()));
                args.push(("kept", Arg::List(kept.iter().map(|message| message.clone().into()).collect())));
            }
            Self::Io { message, .. } | Self::Unsynced { message, .. } => args.push(("message", message.clone().into())),
            Self::HalfWritten { copy, message, .. } => {
                args.extend([("copy", copy.display().to_string().into()), ("message", message.clone().into())]);
            }
            Self::Document { error, .. } => args.extend(error.args()),
            Self::Syntax { line, column, message, .. } => {
                args.extend([
                    ("line", (*line).into()),
                    ("column", (*column).into()),
                    ("message", message.clone().into()),
                ]);
            }
            Self::Lexicon(UserError { line, column, wrong, .. }, _) => {
                args.extend([("line", (*line).into()), ("column", (*column).into())]);
                args.extend(wrong.args());
            }
            Self::OwnFolder { variable, why, .. } => {
                args.push(("variable", (*variable).into()));
                match why {
                    NoRoom::NoFolder(there) => args.push(("there", there.display().to_string().into())),
                    NoRoom::System(message) => args.push(("message", message.clone().into())),
                    _ => {}
                }
            }
            Self::NotAnnotations { field, .. } => args.push(("field", (*field).into())),
            Self::NewerVersion { found, known, .. } => {
                args.extend([("found", (*found).into()), ("known", (*known).into())]);
            }
            Self::NoArticles { .. } => {
                let endings = article_extensions().map(|extension| format!(".{extension}").into());
                args.push(("endings", Arg::List(endings.collect())));
            }
            Self::Conflict { lines, .. } => {
                args.push(("lines", Arg::List(lines.iter().map(|line| (*line).into()).collect())));
            }
            Self::ArticleElsewhere { article, .. } => args.push(("file", article.display().to_string().into())),
            Self::Blind { article, .. } => {
                let name = article.file_name().unwrap_or_default().to_string_lossy().into_owned();
                args.push(("article", name.into()));
            }
            Self::ArticleMissing { file, .. } => args.push(("file", file.clone().into())),
            _ => {}
        }
        args
    }
}
