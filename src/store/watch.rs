//! Checks whether an article on disk still has the text that was read from it, and its annotation file what that held.
//!
//! A check takes one system call; the file is read only if this shows that it was touched, or if it was written so
//! recently that another write would leave no visible difference.

use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use super::article::read_anew;
use super::bytes::read_bytes;
use super::disk::{Disk as _, RealDisk};
use super::kept_text::options_of;
use super::save::folder_of;
use super::{Stamp, StoreError};
use crate::document::{Document, DocumentError, Encoding, ReadOptions};

/// Two writes within this time may be indistinguishable: FAT timestamps have a resolution of two seconds.
const GRANULARITY: Duration = Duration::from_secs(2);
/// How long an editor may take between deleting a file and writing it again.
const BETWEEN_WRITES: Duration = Duration::from_millis(200);

/// A file's metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Trace {
    len: u64,
    /// Its modification time; on Unix also its change time, which cannot be set back.
    times: [Option<SystemTime>; 2],
    /// Device and inode: an editor may write a new file under the same name.
    node: (u64, u64),
}

impl Trace {
    pub(super) fn of(path: &Path) -> Option<Self> {
        let metadata = fs::metadata(path).ok()?;
        #[cfg(unix)]
        let (changed, node) = {
            use std::os::unix::fs::MetadataExt as _;
            let secs = Duration::from_secs(metadata.ctime().try_into().unwrap_or_default());
            let nanos = Duration::from_nanos(metadata.ctime_nsec().try_into().unwrap_or_default());
            (SystemTime::UNIX_EPOCH.checked_add(secs + nanos), (metadata.dev(), metadata.ino()))
        };
        #[cfg(not(unix))]
        let (changed, node) = (None, (0, 0));
        Some(Self { len: metadata.len(), times: [metadata.modified().ok(), changed], node })
    }
}

/// The state of a file when its text was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    trace: Option<Trace>,
    at: SystemTime,
}

impl Seen {
    /// The current state of the file; to be called before it is read.
    pub fn now(path: &Path) -> Self {
        Self { trace: Trace::of(path), at: SystemTime::now() }
    }

    /// The state of a missing file: any file that appears there is different.
    pub fn nothing() -> Self {
        Self { trace: None, at: SystemTime::UNIX_EPOCH }
    }

    /// Whether a file with this metadata certainly has the same contents.
    fn vouches_for(&self, trace: &Trace) -> bool {
        let is_settled = |time: &SystemTime| match self.at.duration_since(*time) {
            Ok(age) => age > GRANULARITY,
            // The clock of another machine may be ahead: what it writes later gets a later time.
            Err(ahead) => ahead.duration() > GRANULARITY,
        };
        self.trace.as_ref() == Some(trace) && trace.times.iter().flatten().all(is_settled)
    }
}

/// The current state of an article's file.
#[derive(Clone, Debug)]
pub enum OnDisk {
    /// It was not touched.
    Untouched,
    /// It was touched, but has the same text.
    Same(Seen),
    /// It has another text, or one that cannot be read.
    Changed {
        /// The state of the file with that text.
        seen: Seen,
        /// SHA-256 of that text; empty if it cannot be read.
        sha256: String,
    },
    /// It is missing or inaccessible.
    Gone,
}

/// Compares an article's file with the text that was read from it.
pub fn look_again(path: &Path, seen: &Seen, document: &Document) -> OnDisk {
    if seen.trace.is_none() && document.original().is_some() && !path.exists() {
        // Only its text was there from the beginning.
        return OnDisk::Untouched;
    }
    let Some(trace) = Trace::of(path).or_else(|| {
        sleep(BETWEEN_WRITES);
        Trace::of(path)
    }) else {
        return OnDisk::Gone;
    };
    if seen.vouches_for(&trace) {
        return OnDisk::Untouched;
    }
    let seen = Seen::now(path);
    match read_again(path, document) {
        Ok(text) if text.text() == document.text() => OnDisk::Same(seen),
        Ok(text) => OnDisk::Changed { seen, sha256: text.sha256().to_owned() },
        Err(StoreError::Document { .. }) => OnDisk::Changed { seen, sha256: String::new() },
        Err(_) => OnDisk::Gone,
    }
}

/// The current state of an annotation file, against what is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileNow {
    /// It was not touched.
    Untouched,
    /// It was touched, and holds the same.
    Same(Seen),
    /// It holds something else.
    Changed(Stamp, Seen),
    /// It is missing or empty; whether there is its folder.
    Gone(bool),
    /// What it holds cannot be told now.
    Inaccessible,
}

/// Compares an annotation file with what it held when it was seen.
pub fn look_at_file(path: &Path, seen: &Seen, held: Stamp) -> FileNow {
    match look_once(path, seen, held) {
        FileNow::Gone(_) => {
            sleep(BETWEEN_WRITES);
            look_once(path, seen, held)
        }
        now => now,
    }
}

fn look_once(path: &Path, seen: &Seen, held: Stamp) -> FileNow {
    if Trace::of(path).is_some_and(|trace| seen.vouches_for(&trace)) {
        return FileNow::Untouched;
    }
    let seen = Seen::now(path);
    match RealDisk.stamp(path) {
        // Its metadata vouches for nothing: it would be news in each look.
        Ok(Stamp::ABSENT) if held == Stamp::ABSENT => FileNow::Untouched,
        Ok(now) if now == held => FileNow::Same(seen),
        Ok(Stamp::ABSENT) => FileNow::Gone(folder_of(path).is_dir()),
        Ok(now) => FileNow::Changed(now, seen),
        Err(_) => FileNow::Inaccessible,
    }
}

/// Reads an article again as before: in the same encoding, unless its bytes no longer fit this encoding or are Unicode
/// now.
pub fn read_again(path: &Path, former: &Document) -> Result<Document, StoreError> {
    read_again_as(path, former, None)
}

/// Like [`read_again`]; `whole_page` says whether all of a web page is wanted, `None` for what was wanted before.
pub fn read_again_as(path: &Path, former: &Document, whole_page: Option<bool>) -> Result<Document, StoreError> {
    if former.original().is_some() {
        let encoding = former.decoding().map(|decoding| decoding.encoding);
        let options = options_of(former);
        return read_anew(path, &ReadOptions { encoding, whole_page: whole_page.unwrap_or(options.whole_page) });
    }
    let bytes = read_bytes(path)?;
    let Some(decoding) = former.decoding() else {
        return Document::decode(bytes, None).map_err(|error| document_error(path, error));
    };
    let same = Document::decode(bytes.clone(), Some(decoding.encoding));
    if same.as_ref().is_ok_and(|same| same.text() == former.text()) {
        return same.map_err(|error| document_error(path, error));
    }
    let guessed = Document::decode(bytes, None);
    let is_unicode = |document: &Document| {
        document.decoding().is_some_and(|decoding| decoding.had_bom || decoding.encoding == Encoding::UTF_8)
    };
    let fits = |document: &Document| document.undecodable().is_none();
    let read = match (same, guessed) {
        (_, Ok(guessed)) if is_unicode(&guessed) => Ok(guessed),
        (Ok(same), _) if fits(&same) || former.undecodable().is_some() => Ok(same),
        (_, guessed) => guessed,
    };
    read.map_err(|error| document_error(path, error))
}

fn document_error(path: &Path, error: DocumentError) -> StoreError {
    StoreError::Document { path: path.to_owned(), error }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen_long_ago(path: &Path) -> Seen {
        Seen { at: SystemTime::now() + Duration::from_mins(1), ..Seen::now(path) }
    }

    #[test]
    fn a_file_that_there_is_not_yet_is_no_news() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.hawashi.ron");
        let seen = seen_long_ago(&path);
        assert_eq!(look_at_file(&path, &seen, Stamp::ABSENT), FileNow::Untouched);
        fs::write(&path, "()").expect("written");
        assert!(matches!(look_at_file(&path, &seen, Stamp::ABSENT), FileNow::Changed(..)));
    }

    #[test]
    fn a_change_is_told_from_a_write_of_the_same_text() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.txt");
        let other = folder.path().join("other.txt");
        let write = |path: &Path, text: &str| fs::write(path, text).expect("written");
        write(&path, "سقطت سرت");
        let document = read_again(&path, &Document::from_text("x").expect("a text")).expect("read");
        let look = |seen: &Seen| look_again(&path, seen, &document);
        let seen = seen_long_ago(&path);
        assert!(matches!(look(&seen), OnDisk::Untouched));
        // Written again with the same text, also as a new file under the same name.
        write(&path, "سقطت سرت");
        assert!(matches!(look(&seen), OnDisk::Same(_)));
        write(&other, "سقطت سرت");
        fs::rename(&other, &path).expect("renamed");
        assert!(matches!(look(&seen), OnDisk::Same(_)));
        // Another text of the same length, with the time set back.
        let seen = seen_long_ago(&path);
        let before = fs::metadata(&path).and_then(|metadata| metadata.modified()).expect("a time");
        write(&path, "سقطت درن");
        fs::File::options().append(true).open(&path).and_then(|file| file.set_modified(before)).expect("set back");
        assert!(matches!(look(&seen), OnDisk::Changed { .. }) || cfg!(not(unix)));
        // An empty file, and a missing one.
        write(&path, "");
        assert!(matches!(look(&seen), OnDisk::Changed { sha256, .. } if sha256.is_empty()));
        fs::remove_file(&path).expect("removed");
        assert!(matches!(look(&seen), OnDisk::Gone));
    }

    #[test]
    fn a_file_seen_just_after_it_was_written_is_read_once_more() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.txt");
        fs::write(&path, "سقطت سرت").expect("written");
        let document = Document::from_text("سقطت درن").expect("a text");
        // The other text was read before, within the resolution of the disk's clock.
        assert!(matches!(look_again(&path, &Seen::now(&path), &document), OnDisk::Changed { .. }));
    }

    #[test]
    fn another_encoding_of_the_same_text_is_no_change() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.txt");
        let text = "سقطت سرت أمس، وقال السكان إنها هادئة.";
        let arabic = encoding_rs::WINDOWS_1256;
        fs::write(&path, arabic.encode(text).0).expect("written");
        let document = Document::decode(fs::read(&path).expect("read"), Some(arabic.into())).expect("a text");
        fs::write(&path, text).expect("written");
        assert!(matches!(look_again(&path, &Seen::now(&path), &document), OnDisk::Same(_)));
    }
}
