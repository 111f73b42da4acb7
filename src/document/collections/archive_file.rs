//! The files in an archive: where they are, what they are called, and what is in them.

use std::hash::BuildHasher as _;
use std::io::{Cursor, Read as _};
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use flate2::read::DeflateDecoder;
use foldhash::quality::RandomState;
use zip::ZipArchive;

use super::post::piece;
use super::unpack::{Unpacked, unpack};
use crate::document::decode::decode_as;
use crate::document::error::DocumentError;
use crate::document::guess::guess;
use crate::document::kind::HEAD_BYTES;
use crate::document::limits::{ARCHIVES, FILES};

/// The directory of an archive, or a file in it, cannot be read.
pub(super) const DAMAGED: DocumentError = DocumentError::Damaged { kind: "ZIP", what: "directory" };

/// The files of an archive that are not empty: their paths, apart by `/`, and where they are, each from its own header to
/// the end of its bytes.
///
/// Fails with [`DocumentError::Damaged`] if its directory cannot be read, and with [`DocumentError::TooMuch`].
pub(super) fn files(archive: &[u8]) -> Result<impl Iterator<Item = (String, Range<u64>)>, DocumentError> {
    let mut zip = ZipArchive::new(Cursor::new(archive)).map_err(|_unreadable| DAMAGED)?;
    if zip.len() > FILES {
        return Err(DocumentError::TooMuch { kind: "ZIP", what: "files", limit: FILES as u64 });
    }
    let mut files = Vec::new();
    for index in 0..zip.len() {
        // One that cannot be read does not hide the others.
        let Ok(file) = zip.by_index_raw(index) else { continue };
        let Some(start) = file.data_start().filter(|_| file.is_file() && file.size() > 0) else { continue };
        // In bytes of an unknown encoding, or in UTF-8 if another field says so.
        let raw = file.name_raw().to_vec();
        let unicode = file.extra_data().and_then(|extra| unicode_name(extra, &raw));
        files.push((unicode.ok_or(raw), file.header_start()..start.saturating_add(file.compressed_size())));
    }
    Ok(named(files))
}

/// A name as it is told, or in bytes of an unknown encoding.
type Name = Result<String, Vec<u8>>;

/// The names of files, those in no told encoding in the one that they look like together.
fn named(files: Vec<(Name, Range<u64>)>) -> impl Iterator<Item = (String, Range<u64>)> {
    let unknown =
        files.iter().filter_map(|(name, _)| name.as_ref().err()).filter(|raw| std::str::from_utf8(raw).is_err());
    let sample = unknown.flat_map(|raw| [raw.as_slice(), b"\n"]).collect::<Vec<_>>().concat();
    let encoding = guess(&sample);
    files.into_iter().map(move |(name, range)| {
        let name = name.unwrap_or_else(|raw| {
            String::from_utf8(raw).unwrap_or_else(|error| decode_as(encoding, error.as_bytes(), 0).0)
        });
        (name.replace('\\', "/"), range)
    })
}

/// The name in the field that packers of Unix add, if it belongs to the name that is there.
fn unicode_name(mut extra: &[u8], raw: &[u8]) -> Option<String> {
    while let [a, b, c, d, rest @ ..] = extra {
        let (id, len) = (u16::from_le_bytes([*a, *b]), usize::from(u16::from_le_bytes([*c, *d])));
        let field = rest.get(..len)?;
        if let (0x7075, [1, e, f, g, h, name @ ..]) = (id, field) {
            let is_of_name = u32::from_le_bytes([*e, *f, *g, *h]) == crc(raw);
            return String::from_utf8(name.to_vec()).ok().filter(|_| is_of_name);
        }
        extra = &rest[len..];
    }
    None
}

fn crc(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}

/// A file as it is packed.
#[derive(Clone, Copy)]
pub(super) enum Packed<'f> {
    /// As it is.
    Stored(&'f [u8]),
    Deflated(&'f [u8]),
}

impl<'f> Packed<'f> {
    /// The file at a place of an archive. Fails if it needs a password, or is packed in a way that is not known.
    pub(super) fn at(archive: &'f [u8], range: &Range<u64>) -> Result<Self, DocumentError> {
        let file = piece(archive, range).ok_or(DAMAGED)?;
        let (header, rest) = file.split_first_chunk::<30>().ok_or(DAMAGED)?;
        let number = |at: usize| usize::from(u16::from_le_bytes([header[at], header[at + 1]]));
        if !header.starts_with(b"PK\x03\x04") {
            return Err(DAMAGED);
        }
        if number(6) & 1 == 1 {
            return Err(DocumentError::Locked { kind: "ZIP" });
        }
        let bytes = rest.get(number(26) + number(28)..).ok_or(DAMAGED)?;
        match number(8) {
            0 => Ok(Self::Stored(bytes)),
            8 => Ok(Self::Deflated(bytes)),
            _ => Err(DocumentError::Damaged { kind: "ZIP", what: "packed in a way that is not read" }),
        }
    }

    /// Its beginning, by which kinds are known.
    pub(super) fn head(self) -> Vec<u8> {
        match self {
            Self::Stored(bytes) => bytes[..bytes.len().min(HEAD_BYTES)].to_vec(),
            Self::Deflated(bytes) => {
                let mut head = Vec::new();
                // What stands before the damage says enough.
                let _read = DeflateDecoder::new(bytes).take(HEAD_BYTES as u64).read_to_end(&mut head);
                head
            }
        }
    }

    /// All of it.
    pub(super) fn unpack(self) -> Result<Unpacked<'f>, DocumentError> {
        match self {
            Self::Stored(bytes) => Ok(Unpacked { bytes: bytes.into(), is_whole: true }),
            Self::Deflated(bytes) => inflate(bytes),
        }
    }
}

/// What tells a packed file from all others that are read while the program runs: its place, and a number for its
/// beginning, which has a checksum of all of it, and for its end. Nobody can foresee that number.
type Key = (Range<u64>, u64);

/// How much of the beginning and of the end of a packed file is looked at, in bytes: to look at all of a long one for each
/// of its articles would take longer than to read them.
const ENDS_BYTES: usize = 64 << 10;

fn key(archive: &[u8], range: &Range<u64>) -> Key {
    static STATE: OnceLock<RandomState> = OnceLock::new();
    let file = piece(archive, range).unwrap_or_default();
    let beginning = &file[..file.len().min(ENDS_BYTES)];
    let end = &file[file.len().saturating_sub(ENDS_BYTES)..];
    (range.clone(), STATE.get_or_init(RandomState::default).hash_one((beginning, end)))
}

/// The files that were unpacked last, the latest at the end: as many as can be inside each other.
struct Held(Mutex<Vec<(Key, Arc<Unpacked<'static>>)>>);

static HELD: Held = Held(Mutex::new(Vec::new()));

/// What is in the file at a place of an archive. Its articles are mostly read one after the other: it is unpacked for the
/// first of them, and held until others are read.
pub(in crate::document) fn unpacked<'f>(
    archive: &'f [u8],
    range: &Range<u64>,
) -> Result<Arc<Unpacked<'f>>, DocumentError> {
    HELD.unpacked(archive, range)
}

impl Held {
    fn unpacked<'f>(&self, archive: &'f [u8], range: &Range<u64>) -> Result<Arc<Unpacked<'f>>, DocumentError> {
        let packed = Packed::at(archive, range)?;
        let Packed::Deflated(bytes) = packed else { return packed.unpack().map(Arc::new) };
        let key = key(archive, range);
        // Others wait, and need not unpack the same.
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let unpacked = match held.iter().position(|(known, _)| *known == key) {
            Some(at) => held.remove(at).1,
            None => Arc::new(inflate(bytes)?),
        };
        held.push((key, Arc::clone(&unpacked)));
        let too_many = held.len().saturating_sub(ARCHIVES as usize);
        held.drain(..too_many);
        Ok(unpacked)
    }
}

fn inflate(bytes: &[u8]) -> Result<Unpacked<'static>, DocumentError> {
    unpack(DeflateDecoder::new(bytes), bytes.len(), "ZIP")
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::write::SimpleFileOptions;

    use super::*;

    #[test]
    fn what_was_unpacked_last_is_held() {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for number in 0..4 {
            writer.start_file(format!("{number}.txt"), SimpleFileOptions::default()).unwrap();
            writer.write_all(format!("{number}").repeat(100).as_bytes()).unwrap();
        }
        let archive = writer.finish().unwrap().into_inner();
        let ranges: Vec<_> = files(&archive).unwrap().map(|(_, range)| range).collect();
        let held = Held(Mutex::new(Vec::new()));
        let read = |number: usize| held.unpacked(&archive, &ranges[number]).unwrap();
        let (first, second) = (read(0), read(1));
        assert!(Arc::ptr_eq(&first, &read(0)) && Arc::ptr_eq(&second, &read(1)));
        assert_eq!(&first.bytes[..3], b"000");
        assert_eq!(&read(2).bytes[..3], b"222");
        assert!(Arc::ptr_eq(&second, &read(1)) && !Arc::ptr_eq(&first, &read(0)));
        // Another archive with the same names at the same places.
        let mut other = archive.clone();
        let len = ranges[1].end as usize;
        other[len - 3] ^= 1;
        assert!(!Arc::ptr_eq(&second, &held.unpacked(&other, &ranges[1]).unwrap()));
    }
}
