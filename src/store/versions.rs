//! Earlier states of annotation files, kept in the data folder: what was saved, and what was there before something was
//! written over it.
//!
//! Each version is one file, `FILE-ID-BYTES.version`: a hash of the annotation file's path, a number that rises with time,
//! and the size. It holds one line about itself and then the annotation file as it was, and is readable by the person
//! alone. It is written as a whole or not at all, through [`Disk`]; where several processes keep versions at once, each
//! has its own file, and nothing needs to be locked.
//!
//! **Which are kept** of one file ([`superfluous`]): the last [`SAVED`] states that a person saved, and the one before each
//! migration, import, merge or other command that wrote over the file. What is saved by itself while somebody works would
//! push these out within a minute: of one stretch of [`STRETCH`] only the last such state stays, and there are at most
//! [`AUTOSAVED`], which lie the farther apart the older they are. Two equal states are kept once. All versions of all
//! files together take at most [`TOTAL_BYTES`]; the oldest go first.
//!
//! **Whose they are.** The versions of a path belong to the file that is there now if both name the same article and that
//! has the same text, or annotations in common ([`Lineage`]): another file that was moved to the path has none of them.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use ulid::Ulid;

use super::disk::{Disk, RealDisk};
use super::journal::PathRecord;
use super::save::{NewFile, folder_of};
use super::{Stamp, StoreError, leftovers};
use crate::annotation::{AnnotationState, Counts, differences};
use crate::document::windows::WINDOW_BYTES;
use crate::document::{Document, check_beginning};
use crate::exchange::ron::{Loaded, RonError, VERSION, parse_annotations, parse_head, parse_version};

/// How many states are kept that a person saved.
pub const SAVED: usize = 10;
/// How many states are kept that were saved by themselves, at most.
pub const AUTOSAVED: usize = 10;
/// The time in which a state that is saved by itself takes the place of the one before.
pub const STRETCH: Duration = Duration::from_mins(5);
/// What all versions of all files may take.
pub const TOTAL_BYTES: u64 = 256 << 20;

/// How the name of a version ends.
const SUFFIX: &str = "version";
/// The form of the line at its beginning.
const FORM: u32 = 1;
/// The longest such line, in bytes: a path of 4096 bytes that is no text takes a quarter of it.
const LONGEST_HEAD: usize = 64 << 10;
/// The most letters of a name in it, which may come from a file of somebody else.
const NAME_LETTERS: usize = 256;
/// Larger files are counted when they are listed, not whenever they are saved.
const COUNTED_BYTES: usize = 4 << 20;
/// The most ids by which files are compared.
const IDS: usize = 16;

/// Why a state was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Why {
    /// A person saved it.
    Saved,
    /// It was saved by itself.
    Autosaved,
    /// It was found on disk, written by another program or on another machine.
    Found,
    /// It is an earlier version that was restored.
    Restored,
    /// It was there before an earlier version was restored.
    BeforeRestore,
    /// It was there before it was written in a newer format version.
    BeforeMigration,
    /// It was there before an import.
    BeforeImport,
    /// It was there before a merge.
    BeforeMerge,
    /// It was there before annotations were put in their places (`check --fix`).
    BeforeFix,
    /// It was there before an export was written over it.
    BeforeExport,
    /// It was to be saved when the program or the machine came to an end.
    Interrupted,
}

impl Why {
    /// The name used in tables and JSON: `saved`, `before-merge`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::Autosaved => "autosaved",
            Self::Found => "found",
            Self::Restored => "restored",
            Self::BeforeRestore => "before-restore",
            Self::BeforeMigration => "before-migration",
            Self::BeforeImport => "before-import",
            Self::BeforeMerge => "before-merge",
            Self::BeforeFix => "before-fix",
            Self::BeforeExport => "before-export",
            Self::Interrupted => "interrupted",
        }
    }

    /// Whether it is the state before something that may have been a mistake as a whole, or one that came to no end: only
    /// the size limit ends it.
    fn is_milestone(self) -> bool {
        use Why::{BeforeExport, BeforeFix, BeforeImport, BeforeMerge, BeforeMigration, Interrupted};
        matches!(self, BeforeMigration | BeforeImport | BeforeMerge | BeforeFix | BeforeExport | Interrupted)
    }

    /// The more important reason, when one state was kept for both.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (milestone, _) if milestone.is_milestone() => milestone,
            (_, milestone) if milestone.is_milestone() => milestone,
            (Self::Autosaved, other) => other,
            (earlier, _) => earlier,
        }
    }
}

/// What makes a state a version.
#[derive(Clone, Copy, Debug)]
pub struct Occasion<'a> {
    /// Why it is kept.
    pub why: Why,
    /// Who saved it; empty if unknown.
    pub by: &'a str,
    /// The article's text, for counting what has changed; without it this is counted when it is asked for.
    pub document: Option<&'a Document>,
}

impl Occasion<'_> {
    /// A state of which only is known why it is kept.
    pub fn of(why: Why) -> Self {
        Self { why, by: "", document: None }
    }
}

/// By what an annotation file is known again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Lineage {
    /// Its article's file name, and the hash of its text.
    article: String,
    sha256: String,
    /// The first of its annotations' ids in their order, which is that of their making.
    ids: Vec<String>,
}

impl Lineage {
    /// Of an annotation file; `None` if it cannot be read.
    fn of(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let head = parse_head(text.to_owned()).ok()?;
        let article = shortened(&Path::new(&head.file).file_name()?.to_string_lossy());
        let is_id = |id: &&str| id.len() == ulid::ULID_LEN && Ulid::from_string(id).is_ok();
        let quoted = text.split("id: \"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0));
        let mut ids: Vec<&str> = quoted.filter(is_id).collect();
        ids.sort_unstable();
        ids.dedup();
        ids.truncate(IDS);
        Some(Self { article, sha256: shortened(&head.sha256), ids: ids.into_iter().map(str::to_owned).collect() })
    }

    /// Whether both can be states of one file.
    fn is_of_one_file_with(&self, other: &Self) -> bool {
        let is_known = self.sha256 == other.sha256
            || self.ids.is_empty()
            || other.ids.is_empty()
            || self.ids.iter().any(|id| other.ids.contains(id));
        self.article == other.article && is_known
    }
}

/// The line at the beginning of a version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Head {
    form: u32,
    path: PathRecord,
    at: String,
    /// When the stretch began of which it is the last state.
    began: String,
    by: String,
    why: Why,
    stamp: Stamp,
    /// What it is compared with in `counts`: an id, or nothing.
    against: String,
    counts: Option<Counts>,
    lineage: Option<Lineage>,
}

/// An earlier state of an annotation file.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    path: PathBuf,
    id: Ulid,
    head: Head,
    /// When it was kept.
    pub at: Timestamp,
    /// Its size in bytes.
    pub bytes: u64,
}

impl Version {
    /// Who saved it; empty if unknown.
    pub fn by(&self) -> &str {
        &self.head.by
    }

    /// Why it was kept.
    pub fn why(&self) -> Why {
        self.head.why
    }

    /// Its contents' fingerprint.
    pub fn stamp(&self) -> Stamp {
        self.head.stamp
    }

    /// What has changed since the version before it; everything is new in the first one. `None` until it was counted.
    pub fn counts(&self) -> Option<Counts> {
        self.head.counts
    }

    /// A name that no other version has.
    pub fn id(&self) -> String {
        self.id.to_string()
    }

    fn began(&self) -> Timestamp {
        self.head.began.parse().unwrap_or(self.at)
    }
}

/// The versions of a person's annotation files.
#[derive(Clone, Debug)]
pub struct Versions {
    disk: Arc<dyn Disk>,
    folder: PathBuf,
    most_bytes: u64,
}

/// Keeps an annotation file as it is on disk, because a command is about to write over it. To be called by every
/// command that does, before it writes. What does not exist, is empty, or was kept already is no error.
pub fn keep_former(path: &Path, why: Why) -> Result<(), StoreError> {
    match Versions::of_person() {
        Some(versions) => versions.keep_file(path, Occasion::of(why)).map(drop),
        None => Ok(()),
    }
}

/// The folder for versions in the person's data folder; `None` if the system names none.
pub fn versions_folder() -> Option<PathBuf> {
    Some(super::journal::data_folder()?.join("versions"))
}

/// The name of a version, taken apart.
struct Name {
    file: String,
    id: Ulid,
    bytes: u64,
    path: PathBuf,
}

impl Name {
    fn of(path: PathBuf) -> Option<Self> {
        let name = path.file_name()?.to_str()?.strip_suffix(SUFFIX)?.strip_suffix('.')?;
        let (rest, bytes) = name.rsplit_once('-')?;
        let (file, id) = rest.rsplit_once('-')?;
        let (id, bytes) = (Ulid::from_string(id).ok()?, bytes.parse().ok()?);
        Some(Self { file: file.to_owned(), id, bytes, path })
    }
}

impl Versions {
    /// Those in a folder, which is created when there is something to keep.
    pub fn new(disk: Arc<dyn Disk>, folder: PathBuf) -> Self {
        Self { disk, folder, most_bytes: TOTAL_BYTES }
    }

    /// With another limit for all of them together than [`TOTAL_BYTES`].
    #[must_use]
    pub fn limited_to(self, most_bytes: u64) -> Self {
        Self { most_bytes, ..self }
    }

    /// Those in the person's data folder; `None` if the system names none.
    pub fn of_person() -> Option<Self> {
        Some(Self::new(Arc::new(RealDisk), versions_folder()?))
    }

    /// Keeps the state of a file as it is on disk. Returns the version that has it, whether it is a new one or not;
    /// `None` if there is no file or nothing in it.
    pub fn keep_file(&self, path: &Path, occasion: Occasion<'_>) -> Result<Option<Version>, StoreError> {
        match self.disk.read(path) {
            Ok(bytes) if bytes.is_empty() => Ok(None),
            Ok(bytes) => self.keep(path, &bytes, occasion).map(Some),
            Err(StoreError::Missing { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Keeps what a file had when it is found to differ from the last version, before it is saved over: a state that
    /// another program wrote, or one of an earlier format version.
    pub fn keep_found(&self, path: &Path) -> Result<Option<Version>, StoreError> {
        match self.disk.read(path) {
            Ok(bytes) if bytes.is_empty() => Ok(None),
            Ok(bytes) => self.keep_bytes_found(path, &bytes).map(Some),
            Err(StoreError::Missing { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn keep_bytes_found(&self, path: &Path, bytes: &[u8]) -> Result<Version, StoreError> {
        let version = std::str::from_utf8(bytes).ok().and_then(parse_version);
        let is_earlier = version.is_some_and(|version| version < VERSION);
        let why = if is_earlier { Why::BeforeMigration } else { Why::Found };
        self.keep(path, bytes, Occasion::of(why))
    }

    /// Makes sure that what a file held when it was read is kept: work that begins with it does not need the file then. If
    /// the file holds something else by now, what `again` gives is kept. Returns what that holds, if it was needed.
    pub fn keep_read(
        &self,
        path: &Path,
        held: Stamp,
        again: impl FnOnce() -> Vec<u8>,
    ) -> Result<Option<Stamp>, StoreError> {
        if self.with_contents(path, held).is_some() {
            return Ok(None);
        }
        if let Ok(bytes) = self.disk.read(path)
            && Stamp::of(&bytes) == held
        {
            return self.keep_bytes_found(path, &bytes).map(|_| None);
        }
        self.keep_bytes_found(path, &again()).map(|version| Some(version.stamp()))
    }

    /// A version with these contents: of this file, or of one that was elsewhere.
    pub fn with_contents(&self, path: &Path, stamp: Stamp) -> Option<Version> {
        let file = key_of(path);
        let mut names: Vec<Name> = self.names().collect();
        names.sort_by_key(|name| (name.file != file, std::cmp::Reverse(name.id)));
        names.into_iter().filter_map(|name| self.read_head(name)).find(|version| version.stamp() == stamp)
    }

    /// Keeps these contents as a state of a file.
    pub fn keep(&self, path: &Path, bytes: &[u8], occasion: Occasion<'_>) -> Result<Version, StoreError> {
        let (file, stamp) = (key_of(path), Stamp::of(bytes));
        let newest = self.names().filter(|name| name.file == file).max_by_key(|name| name.id);
        if let Some(newest) = newest.and_then(|name| self.read_head(name)).filter(|newest| newest.stamp() == stamp) {
            return self.keep_again(&newest, occasion.why);
        }
        let lineage = Lineage::of(bytes);
        let former = self.of_file(&file, lineage.as_ref());
        let now = Timestamp::now();
        let joins = |newest: &&Version| {
            let age = now.duration_since(newest.began());
            occasion.why == Why::Autosaved
                && newest.why() == Why::Autosaved
                && !age.is_negative()
                && age.unsigned_abs() < STRETCH
        };
        let replaced = former.first().filter(joins);
        let before = former.get(usize::from(replaced.is_some()));
        let (against, counts) = match occasion.document.filter(|_| bytes.len() <= COUNTED_BYTES) {
            Some(document) => (id_of(before), self.counted(before, bytes, document)),
            None => (String::new(), None),
        };
        let began = replaced.map_or(now, Version::began);
        let mut why = occasion.why;
        // What was kept once already stands where it is now; it stays as important as it was.
        let same: Vec<&Version> = former.iter().filter(|version| version.stamp() == stamp).collect();
        if let Some(earlier) = same.iter().map(|version| version.why()).find(|why| why.is_milestone()) {
            why = earlier;
        }
        let head = Head {
            form: FORM,
            path: PathRecord::new(path),
            at: now.to_string(),
            began: began.to_string(),
            by: shortened(occasion.by),
            why,
            stamp,
            against,
            counts,
            lineage,
        };
        // The clock may have been set back, and two may be kept within a millisecond.
        let id = Ulid::generate();
        let newest = self.names().map(|name| name.id).max();
        let id = newest.map_or(id, |newest| id.max(newest.increment().unwrap_or(id)));
        let new = self.write(&file, id, head, now, bytes)?;
        let gone: Vec<&Version> = replaced.into_iter().chain(same).collect();
        let left: Vec<Version> = std::iter::once(new.clone())
            .chain(former.iter().filter(|version| !gone.contains(version)).cloned())
            .collect();
        let superfluous = superfluous(&left, now).into_iter().map(|index| &left[index]);
        for version in gone.into_iter().chain(superfluous) {
            // What stays is no harm, and is looked at again the next time.
            drop(self.disk.remove(&version.path));
        }
        self.limit(new.id);
        Ok(new)
    }

    /// A state that the newest version has already: it may be more important than it was.
    fn keep_again(&self, newest: &Version, why: Why) -> Result<Version, StoreError> {
        let why = newest.why().or(why);
        if why == newest.why() {
            return Ok(newest.clone());
        }
        let contents = self.read(newest)?;
        let head = Head { why, ..newest.head.clone() };
        let name = Name::of(newest.path.clone()).map(|name| name.file).unwrap_or_default();
        self.write(&name, newest.id, head, newest.at, &contents)
    }

    fn write(&self, file: &str, id: Ulid, head: Head, at: Timestamp, contents: &[u8]) -> Result<Version, StoreError> {
        let written = self.write_version(file, id, head, at, contents);
        written.map_err(|error| error.in_own_folder(&self.folder, super::journal::FOLDER_VARIABLE))
    }

    fn write_version(
        &self,
        file: &str,
        id: Ulid,
        head: Head,
        at: Timestamp,
        contents: &[u8],
    ) -> Result<Version, StoreError> {
        use std::io::Write as _;
        let path = self.folder.join(format!("{file}-{id}-{}.{SUFFIX}", contents.len()));
        let io_error = |error: std::io::Error| StoreError::writing(&path, &error);
        self.disk.create_folder(&self.folder).map_err(io_error)?;
        leftovers::tidy_once(&self.folder);
        let line = ron::to_string(&head).map_err(|error| io_error(std::io::Error::other(error.to_string())))?;
        let mut new = NewFile::private_on(&*self.disk, &path)?;
        new.write_all(line.as_bytes()).and_then(|()| new.write_all(b"\n")).map_err(io_error)?;
        new.write_all(contents).map_err(io_error)?;
        new.keep()?;
        Ok(Version { path, id, head, at, bytes: contents.len() as u64 })
    }

    /// The versions of the file that is at a path now, or was there last; the newest first.
    pub fn list(&self, path: &Path) -> Vec<Version> {
        // A hole of gigabytes is not read.
        let beginning = self.disk.read_start(path, WINDOW_BYTES);
        let is_text = beginning.is_ok_and(|beginning| check_beginning(&beginning).is_ok());
        let present = is_text.then(|| self.disk.read(path)).and_then(Result::ok);
        let present = present.and_then(|bytes| Lineage::of(&bytes));
        self.of_file(&key_of(path), present.as_ref())
    }

    /// The versions of a file, the newest first: those that can be states of one file with the next newer one.
    fn of_file(&self, file: &str, present: Option<&Lineage>) -> Vec<Version> {
        let mut names: Vec<Name> = self.names().filter(|name| name.file == file).collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.id));
        let mut reference = present.cloned();
        let mut versions = Vec::new();
        for name in names {
            let Some(version) = self.read_head(name) else { continue };
            let lineage = version.head.lineage.as_ref();
            let is_its = reference.as_ref().zip(lineage).is_none_or(|(newer, own)| own.is_of_one_file_with(newer));
            if is_its {
                reference = lineage.cloned().or(reference);
                versions.push(version);
            }
        }
        versions
    }

    fn names(&self) -> impl Iterator<Item = Name> {
        self.disk.list(&self.folder).unwrap_or_default().into_iter().filter_map(Name::of)
    }

    fn read_head(&self, name: Name) -> Option<Version> {
        let start = self.disk.read_start(&name.path, LONGEST_HEAD).ok()?;
        let line = start.split(|byte| *byte == b'\n').next()?;
        let head: Head = ron::de::from_bytes(line).ok().filter(|head: &Head| head.form == FORM)?;
        let at = head.at.parse().ok()?;
        Some(Version { path: name.path, id: name.id, head, at, bytes: name.bytes })
    }

    /// The annotation file as it was.
    pub fn read(&self, version: &Version) -> Result<Vec<u8>, StoreError> {
        let mut bytes = self.disk.read(&version.path)?;
        let head = bytes.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |at| at + 1);
        bytes.drain(..head);
        if Stamp::of(&bytes) == version.stamp() {
            Ok(bytes)
        } else {
            Err(StoreError::DamagedVersion { path: version.path.clone() })
        }
    }

    /// The annotations as they were, in the article's text as it is.
    pub fn load(&self, version: &Version, document: &Document) -> Result<Loaded, StoreError> {
        load(&version.path, self.read(version)?, document)
    }

    /// Counts what has changed in those versions of a list that were not counted, here or in an earlier list, or are
    /// preceded by another one by now.
    pub fn count(&self, versions: &mut [Version], known: &[Version], document: &Document) {
        for index in 0..versions.len() {
            let before = versions.get(index + 1).cloned();
            let version = &mut versions[index];
            let is_counted = |head: &Head| head.counts.is_some() && head.against == id_of(before.as_ref());
            if let Some(known) = known.iter().find(|known| known.id == version.id && is_counted(&known.head)) {
                version.head.counts = known.head.counts;
            } else if !is_counted(&version.head) {
                let Ok(bytes) = self.read(version) else { continue };
                version.head.counts = self.counted(before.as_ref(), &bytes, document);
                version.head.against = id_of(before.as_ref());
            }
        }
    }

    fn counted(&self, before: Option<&Version>, bytes: &[u8], document: &Document) -> Option<Counts> {
        let now = load(&self.folder, bytes.to_owned(), document).ok()?.annotation_state;
        let Some(before) = before else {
            return Some(Counts { added: now.annotations.len(), ..Counts::default() });
        };
        let was: AnnotationState = self.load(before, document).ok()?.annotation_state;
        Some(Counts::of(&differences(&was, &now)))
    }

    /// Takes the oldest versions of all files away, until the rest are small enough together.
    fn limit(&self, new: Ulid) {
        let mut names: Vec<Name> = self.names().collect();
        names.sort_by_key(|name| name.id);
        let mut total: u64 = names.iter().map(|name| name.bytes).sum();
        for name in names {
            if total <= self.most_bytes {
                return;
            }
            if name.id != new && self.disk.remove(&name.path).is_ok() {
                total -= name.bytes;
            }
        }
    }
}

fn shortened(name: &str) -> String {
    name.chars().take(NAME_LETTERS).collect()
}

fn id_of(version: Option<&Version>) -> String {
    version.map(Version::id).unwrap_or_default()
}

fn load(path: &Path, bytes: Vec<u8>, document: &Document) -> Result<Loaded, StoreError> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        StoreError::annotations(path, RonError::not_utf8(&String::from_utf8_lossy(good)))
    })?;
    parse_annotations(text, document).map_err(|error| StoreError::annotations(path, error))
}

/// The hash of a path, links followed to their end.
fn key_of(path: &Path) -> String {
    let path = std::path::absolute(path).unwrap_or_else(|_empty| path.to_owned());
    let there = std::fs::canonicalize(&path);
    let path = there.unwrap_or_else(|_missing| match (folder_of(&path).canonicalize(), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path,
    });
    let mut hash = [0; 16];
    hash.copy_from_slice(&Sha256::digest(path.as_os_str().as_encoded_bytes())[..16]);
    Ulid::from_bytes(hash).to_string()
}

/// The indices of those versions of one file, the newest first, that are not kept any longer.
fn superfluous(versions: &[Version], now: Timestamp) -> Vec<usize> {
    let of = |is_meant: fn(Why) -> bool| -> Vec<usize> {
        (0..versions.len()).filter(|index| is_meant(versions[*index].why())).collect()
    };
    let saved = of(|why| !why.is_milestone() && why != Why::Autosaved);
    let mut gone: Vec<usize> = saved.into_iter().skip(SAVED).collect();
    let mut autosaved = of(|why| why == Why::Autosaved);
    while autosaved.len() > AUTOSAVED {
        // The one goes whose neighbours are then the nearest to each other in proportion to their age. The two newest
        // stay, and the oldest.
        let age = |index: usize| now.duration_since(versions[index].at).as_secs_f64().max(0.0);
        let gap = |around: &[usize]| (age(around[2]) - age(around[0])) / (age(around[2]) + 1.0);
        let all = autosaved.windows(3).enumerate().skip(1);
        let least = all.min_by(|(_, a), (_, b)| gap(a).total_cmp(&gap(b)));
        let at = least.map_or(autosaved.len() - 1, |(at, _)| at + 1);
        gone.push(autosaved.remove(at));
    }
    gone
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A version that was kept so many minutes ago.
    fn kept(minutes: i64, why: Why, now: Timestamp) -> Version {
        let at = now - Duration::from_mins(minutes as u64);
        let head = Head {
            form: FORM,
            path: PathRecord::default(),
            at: at.to_string(),
            began: at.to_string(),
            by: String::new(),
            why,
            stamp: Stamp::of(&minutes.to_le_bytes()),
            against: String::new(),
            counts: None,
            lineage: None,
        };
        Version { path: PathBuf::new(), id: Ulid::from_parts(0, u128::MAX - minutes as u128), head, at, bytes: 1 }
    }

    #[test]
    fn states_that_are_saved_by_themselves_lie_the_farther_apart_the_older_they_are() {
        // Three days of work, a state each five minutes, as they come.
        let start = Timestamp::now();
        let mut versions: Vec<Version> = Vec::new();
        let mut now = start;
        for minutes in (0..3 * 24 * 60).step_by(5) {
            now = start + Duration::from_mins(minutes);
            versions.insert(0, kept(0, Why::Autosaved, now));
            let mut gone = superfluous(&versions, now);
            gone.sort_unstable();
            gone.into_iter().rev().for_each(|index| drop(versions.remove(index)));
        }
        let ages: Vec<i64> = versions.iter().map(|version| now.duration_since(version.at).as_secs() / 60).collect();
        assert_eq!(ages.len(), AUTOSAVED);
        assert_eq!(ages[..2], [0, 5], "the last ones stay");
        assert!(ages.iter().any(|age| (15..120).contains(age)), "one within the last hours: {ages:?}");
        assert!(ages.iter().any(|age| (120..24 * 60).contains(age)), "one of today: {ages:?}");
        assert!(ages.iter().any(|age| *age >= 24 * 60), "one of the days before: {ages:?}");
    }

    #[test]
    fn of_those_that_a_person_saved_the_last_stay() {
        let now = Timestamp::now();
        let whys = |minutes: i64| if minutes % 3 == 0 { Why::BeforeImport } else { Why::Saved };
        let versions: Vec<Version> = (0..30).map(|minutes| kept(minutes, whys(minutes), now)).collect();
        let gone = superfluous(&versions, now);
        assert_eq!(gone.len(), 10);
        assert!(gone.iter().all(|index| *index >= 14 && versions[*index].why() == Why::Saved), "{gone:?}");
    }
}
