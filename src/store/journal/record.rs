//! What a journal holds, and how it stands in the file.
//!
//! A file is a sequence of frames: the marker, the payload's length (u32), a CRC-32 of all that follows it (u32), the
//! record's number (u64), all little-endian, and the payload, which is RON. The marker's first byte is in no UTF-8 text:
//! so frames are found again behind a damage.
//!
//! A frame without a payload is a seal: all that stands before it was on the disk when it was written. A gap before a seal
//! is a damage, and says nothing about what stands behind it. A gap behind the last seal is what a crash has left of
//! writes that nobody confirmed; what stands behind it was done later than what is missing, and is not used without it.

use std::path::{Path, PathBuf};

use memchr::memmem;
use serde::{Deserialize, Serialize};

use crate::annotation::{AnnotationId, LabelId, Transaction};
use crate::exchange::ron::to_line;
use crate::store::disk::Disk;
use crate::store::error::StoreError;
use crate::store::stamp::Stamp;
use crate::text::Span;

/// The version of the form that is written here.
const VERSION: u32 = 1;
const MARKER: [u8; 4] = *b"\xf5HWJ";
/// How the name of a journal ends.
pub(super) const SUFFIX: &str = "journal";
/// Bytes of a frame before its payload.
const HEAD: usize = MARKER.len() + 4 + 4 + 8;

/// A path, whatever bytes it has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PathRecord {
    /// As text.
    name: String,
    /// Its bytes, where it is no text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    bytes: Vec<u8>,
}

impl PathRecord {
    /// Of a path, which is made absolute: the next process may run in another folder.
    pub fn new(path: &Path) -> Self {
        let path = &std::path::absolute(path).unwrap_or_else(|_empty| path.to_owned());
        match path.to_str() {
            Some(name) => Self { name: name.to_owned(), bytes: Vec::new() },
            None => Self {
                name: path.to_string_lossy().into_owned(),
                bytes: path.as_os_str().as_encoded_bytes().to_owned(),
            },
        }
    }

    /// The path.
    pub fn path(&self) -> PathBuf {
        #[cfg(unix)]
        if !self.bytes.is_empty() {
            use std::os::unix::ffi::OsStringExt as _;
            return std::ffi::OsString::from_vec(self.bytes.clone()).into();
        }
        PathBuf::from(&self.name)
    }
}

/// What a journal is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The version of the form.
    pub version: u32,
    /// The article's file; none of an article without one.
    pub article: Option<PathRecord>,
    /// What the article is called.
    pub name: String,
    /// Its annotation file, where that was saved.
    #[serde(default)]
    pub annotations: Option<PathRecord>,
    /// What its annotation file held, which the changes begin with.
    pub base: Stamp,
    /// When the journal was begun: RFC 3339.
    pub at: String,
}

impl Header {
    /// Of this version.
    pub fn new(article: Option<&Path>, annotations: Option<&Path>, name: &str, base: Stamp) -> Self {
        let at = jiff::Timestamp::now().to_string();
        let (article, annotations) = (article.map(PathRecord::new), annotations.map(PathRecord::new));
        Self { version: VERSION, article, annotations, name: name.to_owned(), base, at }
    }
}

/// The text that spans count in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Of the decoded text.
    pub sha256: String,
    /// The encoding that it was read in.
    pub encoding: String,
    /// The text itself; none of a long one, which is then known by its hash only.
    pub text: Option<String>,
}

/// What a note is written on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DraftOn {
    /// An annotation.
    Annotation(AnnotationId),
    /// A passage; a suggestion of this label, where it has one.
    Passage(Span, Option<LabelId>),
}

/// A note that is being written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What it is on.
    pub on: DraftOn,
    /// As far as it is written.
    pub text: String,
}

/// An article or a folder in a window.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenTab {
    /// Its file or folder; none of a sample.
    pub article: Option<PathRecord>,
    /// What it is called.
    pub name: String,
    /// Whether it is a folder, open as a list.
    #[serde(default)]
    pub is_folder: bool,
    /// How often in a row its opening has begun without coming to its end; 0 once it is open.
    #[serde(default)]
    pub opening: u8,
    /// The byte at the top of the view.
    pub reading_at: u32,
    /// The ends of the selection, the moving one last; one of them twice for the caret alone.
    pub selection: (u32, u32),
}

/// What a window shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenTabs {
    /// Its folders and articles, in the order of their tabs, and after them what it only offers to open.
    pub tabs: Vec<OpenTab>,
    /// Which of them is in front.
    pub front: Option<usize>,
    /// Which of them stand side by side, in their order.
    #[serde(default)]
    pub side_by_side: Option<(usize, usize)>,
}

/// What is written at once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Record {
    /// The first one of an article's journal.
    Begin(Header),
    /// From here on spans count in this text; annotations are carried over to it.
    Text(Text),
    /// What a person did.
    Change {
        /// When: RFC 3339.
        at: String,
        /// Who.
        by: String,
        /// What was applied.
        edits: Transaction,
        /// What takes it back.
        #[serde(default)]
        back: Option<Transaction>,
    },
    /// The note that is being written, none any more.
    Draft(Option<Draft>),
    /// What is done begins with these contents of the annotation file: this window has given it them, and nobody has
    /// confirmed that they are on the disk, or they are kept as a version, and the file may be gone.
    Wrote(Stamp),
    /// All that other journals hold was done once more before this record.
    Includes {
        /// Their names.
        names: Vec<String>,
        /// How often something had been done in them.
        changes: usize,
        /// When that was last: RFC 3339.
        last: String,
    },
    /// What the window shows; its journal has no other records.
    Window(OpenTabs),
}

impl Record {
    /// What a person did, and what takes it back.
    pub fn change(at: jiff::Timestamp, by: String, edits: Transaction, back: Transaction) -> Self {
        Self::Change { at: at.to_string(), by, edits, back: Some(back) }
    }
}

/// A record as it stands in the file.
pub(super) fn frame(number: u64, record: &Record) -> Vec<u8> {
    framed(number, to_line(record).as_bytes())
}

/// What is written behind frames that are on the disk for certain.
pub(super) fn seal() -> Vec<u8> {
    framed(0, &[])
}

fn framed(number: u64, payload: &[u8]) -> Vec<u8> {
    let mut frame = Vec::with_capacity(HEAD + payload.len());
    frame.extend(MARKER);
    frame.extend((payload.len() as u32).to_le_bytes());
    frame.extend([0; 4]);
    frame.extend(number.to_le_bytes());
    frame.extend(payload);
    let crc = crc32fast::hash(&frame[MARKER.len() + 8..]);
    frame[MARKER.len() + 4..MARKER.len() + 8].copy_from_slice(&crc.to_le_bytes());
    frame
}

/// What a file holds.
#[derive(Debug, Default)]
pub(super) struct Frames {
    /// The records with their numbers.
    pub(super) records: Vec<(u64, Record)>,
    /// Whether some that were on the disk are not any more.
    pub(super) is_damaged: bool,
}

/// Bytes at its beginning in which a journal has a frame, whatever was damaged.
const BEGINNING: usize = 1 << 20;

/// Reads all frames of a file. What has no frame in its first megabyte is no journal, and is not read further: a sparse
/// file can be as large as it likes.
pub(super) fn frames_of(disk: &dyn Disk, path: &Path) -> Result<Frames, StoreError> {
    let beginning = disk.read_start(path, BEGINNING)?;
    if beginning.len() == BEGINNING && memmem::find(&beginning, &MARKER).is_none() {
        return Ok(Frames { records: Vec::new(), is_damaged: true });
    }
    Ok(frames(&disk.read(path)?))
}

/// Reads all frames up to the first gap behind the last seal.
pub(super) fn frames(mut bytes: &[u8]) -> Frames {
    let mut frames = Frames::default();
    // How many records stand before the first gap since the last seal.
    let mut before_gap = None;
    while !bytes.is_empty() {
        let len = match first_frame(bytes) {
            Some((Content::Record(number, record), len)) => {
                frames.records.push((number, *record));
                len
            }
            Some((Content::Seal, len)) => {
                frames.is_damaged |= before_gap.take().is_some();
                len
            }
            None => {
                before_gap.get_or_insert(frames.records.len());
                memmem::find(&bytes[1..], &MARKER).map_or(bytes.len(), |at| at + 1)
            }
        };
        bytes = &bytes[len..];
    }
    frames.records.truncate(before_gap.unwrap_or(usize::MAX));
    frames
}

/// What a frame holds.
enum Content {
    /// A record and its number.
    Record(u64, Box<Record>),
    Seal,
}

/// The frame that the bytes begin with, and its length.
fn first_frame(bytes: &[u8]) -> Option<(Content, usize)> {
    let rest = bytes.strip_prefix(&MARKER)?;
    let number = |at: usize| rest.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes);
    let (len, crc) = (number(0)? as usize, number(4)?);
    let checked = rest.get(8..16 + len)?;
    let (number, payload) = checked.split_at_checked(8)?;
    // No text holds the marker's first byte: many markers in a row take no time.
    let is_text = memchr::memchr(MARKER[0], payload).is_none();
    if !is_text || crc32fast::hash(checked) != crc {
        return None;
    }
    let content = if payload.is_empty() {
        Content::Seal
    } else {
        Content::Record(u64::from_le_bytes(number.try_into().ok()?), ron::de::from_bytes(payload).ok()?)
    };
    Some((content, HEAD + len))
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::*;

    fn record(text: &str) -> Record {
        let by = "سارة\"\\\n\u{202e}".to_owned();
        Record::Change { at: text.to_owned(), by, edits: Transaction::default(), back: None }
    }

    /// Records of one length.
    fn written(numbers: Range<u64>) -> Vec<u8> {
        numbers.flat_map(|number| frame(number, &record(&format!("سجل {number}")))).collect()
    }

    fn numbers(bytes: &[u8]) -> (Vec<u64>, bool) {
        let frames = frames(bytes);
        (frames.records.iter().map(|(number, _)| *number).collect(), frames.is_damaged)
    }

    /// A disk that counts the files it has read whole.
    #[derive(Debug, Default)]
    struct Counting(std::sync::atomic::AtomicUsize, Vec<u8>);

    impl Disk for Counting {
        fn read(&self, _: &Path) -> Result<Vec<u8>, StoreError> {
            self.0.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            Ok(self.1.clone())
        }
        fn read_start(&self, _: &Path, most: usize) -> Result<Vec<u8>, StoreError> {
            Ok(self.1[..most.min(self.1.len())].to_vec())
        }
        fn create(&self, _: &Path, _: crate::store::disk::Access) -> std::io::Result<Box<dyn crate::store::DiskFile>> {
            Err(std::io::ErrorKind::Unsupported.into())
        }
        fn open(&self, _: &Path) -> std::io::Result<Box<dyn crate::store::DiskFile>> {
            Err(std::io::ErrorKind::Unsupported.into())
        }
        fn rename(&self, _: &Path, _: &Path) -> std::io::Result<()> {
            Ok(())
        }
        fn rename_new(&self, _: &Path, _: &Path) -> std::io::Result<()> {
            Ok(())
        }
        fn exchange(&self, _: &Path, _: &Path) -> std::io::Result<()> {
            Ok(())
        }
        fn remove(&self, _: &Path) -> std::io::Result<()> {
            Ok(())
        }
        fn list(&self, _: &Path) -> std::io::Result<Vec<PathBuf>> {
            Ok(Vec::new())
        }
        fn create_folder(&self, _: &Path) -> std::io::Result<()> {
            Ok(())
        }
        fn sync_folder(&self, _: &Path) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_large_file_that_is_no_journal_is_not_read_whole() {
        for (bytes, is_read, is_damaged) in [
            (vec![0; 4 * BEGINNING], false, true),
            // A damaged beginning, with frames behind it that a seal ends.
            ([vec![0; BEGINNING / 2], written(0..200), seal()].concat(), true, true),
            (written(0..200), true, false),
            (Vec::new(), true, false),
        ] {
            let disk = Counting(0.into(), bytes);
            let frames = frames_of(&disk, Path::new("a.journal")).unwrap_or_default();
            let reads = disk.0.load(std::sync::atomic::Ordering::SeqCst);
            assert_eq!((reads == 1, frames.is_damaged), (is_read, is_damaged), "{} bytes", disk.1.len());
        }
    }

    #[test]
    fn a_torn_end_is_cut_off_wherever_it_is_torn() {
        let whole = written(0..5);
        let first = written(0..1).len();
        assert_eq!(numbers(&whole), (vec![0, 1, 2, 3, 4], false));
        for len in 0..whole.len() {
            let (found, is_damaged) = numbers(&whole[..len]);
            assert_eq!((found.len(), is_damaged), (len / first, false), "{len} bytes");
        }
    }

    #[test]
    fn what_was_not_on_the_disk_for_certain_ends_with_the_first_gap() {
        let (kept, first) = ([written(0..2), seal()].concat(), written(0..1).len());
        let unkept = written(2..5);
        for from in 0..=unkept.len() {
            for to in from + 1..=unkept.len() {
                let mut bytes = [kept.clone(), unkept.clone()].concat();
                // What was not written reads as zeros.
                bytes[kept.len() + from..kept.len() + to].fill(0);
                let lost = (from..to).find(|at| unkept[*at] != 0).map_or(3, |at| at / first);
                assert_eq!(numbers(&bytes), ((0..2 + lost as u64).collect(), false), "{from}..{to}");
            }
        }
    }

    #[test]
    fn any_damaged_byte_costs_its_own_record_only_and_is_noticed() {
        let parts = [written(0..2), seal(), written(2..5), seal()];
        let whole = parts.concat();
        let seals = [parts[0].len()..parts[0].len() + seal().len(), whole.len() - seal().len()..whole.len()];
        for at in 0..whole.len() {
            for damage in [0x01, 0x80, 0xff] {
                let mut bytes = whole.clone();
                bytes[at] ^= damage;
                let (found, is_damaged) = numbers(&bytes);
                let own = (at - if at < seals[0].end { 0 } else { seal().len() }) / written(0..1).len();
                let is_seal = seals.iter().any(|seal| seal.contains(&at));
                let expected: Vec<u64> = (0..5).filter(|number| is_seal || *number != own as u64).collect();
                assert_eq!(found, expected, "byte {at}");
                assert_eq!(is_damaged, at < seals[1].start, "byte {at}: the last seal may have been torn");
            }
        }
    }

    #[test]
    fn every_record_comes_back() {
        let stamps = [Stamp::ABSENT, Stamp::of(b"text")];
        let headers = stamps.map(|base| Header::new(Some(Path::new("/a/مقال.txt")), None, "مقال.txt", base));
        let draft = |on| Record::Draft(Some(Draft { on, text: "سطر\nوآخر".to_owned() }));
        let tab = OpenTab { name: "x".to_owned(), reading_at: 7, selection: (3, 9), ..OpenTab::default() };
        let records = headers.map(Record::Begin).into_iter().chain([
            record("text"),
            Record::Draft(None),
            draft(DraftOn::Annotation("A1".into())),
            draft(DraftOn::Passage(Span::from_range(3..9), Some("location".into()))),
            Record::Text(Text { sha256: "0".to_owned(), encoding: "UTF-8".to_owned(), text: None }),
            Record::Includes { names: vec!["a.journal".to_owned()], changes: 12, last: "2026".to_owned() },
            Record::Window(OpenTabs { tabs: vec![tab], front: Some(0), side_by_side: Some((1, 0)) }),
        ]);
        for record in records {
            let frames = frames(&frame(9, &record));
            assert_eq!(frames.records, [(9, record)]);
        }
    }

    #[test]
    fn a_path_that_is_no_text_comes_back() {
        let mut paths = vec![PathBuf::from("/ع/مقال.txt"), PathBuf::from("")];
        #[cfg(unix)]
        {
            use std::os::unix::ffi::OsStringExt as _;
            paths.push(std::ffi::OsString::from_vec(b"/\xff\xfe/a.txt".to_vec()).into());
        }
        for path in paths {
            let line = to_line(&PathRecord::new(&path));
            assert_eq!(ron::from_str::<PathRecord>(&line).expect("read").path(), path, "{line}");
        }
    }
}
