//! The records of a web archive, one after the other or each packed by itself.

use std::io::{BufRead, BufReader, Read as _};
use std::ops::{ControlFlow, Range};

use flate2::bufread::GzDecoder;

/// The longest headers of a record, in bytes.
const HEADER_BYTES: u64 = 64 << 10;
/// How much of each record is kept for the list, in bytes.
const KEPT_BYTES: u64 = 64 << 10;

/// A record with the beginning of what it holds, or all of it.
pub(super) struct Record {
    headers: Headers,
    /// What it holds.
    pub(super) block: Vec<u8>,
    /// Whether all is there that its headers tell.
    pub(super) is_whole: bool,
}

impl Record {
    /// The value of a header, by its name in lower case.
    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.get(name)
    }

    /// Whose record it is.
    pub(super) fn url(&self) -> &str {
        self.header("warc-target-uri").trim_start_matches('<').trim_end_matches('>')
    }
}

/// Headers of a record or of a response: names in lower case.
#[derive(Default)]
pub(super) struct Headers(Vec<(String, String)>);

impl Headers {
    /// Lines to the blank one, without the first, which has no name.
    pub(super) fn read(text: &str) -> Self {
        let named = |line: &str| {
            let (name, value) = line.split_once(':')?;
            Some((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
        };
        Self(text.lines().filter_map(named).collect())
    }

    /// The first value of a header; empty if there is none.
    pub(super) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }
}

/// Where a record is.
pub(super) struct Place {
    /// The record, or what it is packed in with others, in bytes of the file.
    pub(super) range: Range<usize>,
    /// Where it is in what is unpacked.
    pub(super) offset: u64,
}

pub(super) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x1f\x8b")
}

/// Tells the records of a file with the beginnings of what they hold.
pub(super) fn records(bytes: &[u8], mut tell: impl FnMut(Record, Place) -> ControlFlow<()>) {
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        if !is_packed(rest) {
            let mut reader = Counted { reader: rest, count: 0 };
            while let Some((record, start, end)) = next(&mut reader, KEPT_BYTES) {
                let range = at + start as usize..at + end as usize;
                if tell(record, Place { range, offset: 0 }).is_break() {
                    return;
                }
            }
            return;
        }
        let mut reader = Counted { reader: BufReader::new(GzDecoder::new(rest)), count: 0 };
        let mut found = Vec::new();
        while let Some((record, start, _)) = next(&mut reader, KEPT_BYTES) {
            found.push((record, start));
            // A file that is packed as a whole is told before it ends.
            if found.len() > 1 {
                break;
            }
        }
        let is_member = found.len() < 2;
        if is_member {
            // What stands behind the record, so that the end of its member is found.
            let _read = std::io::copy(&mut reader, &mut std::io::sink());
            let left = reader.reader.into_inner().into_inner().len();
            let end = bytes.len() - left;
            for (record, offset) in found {
                if tell(record, Place { range: at..end, offset }).is_break() {
                    return;
                }
            }
            if end <= at {
                return;
            }
            at = end;
        } else {
            for (record, offset) in found {
                if tell(record, Place { range: at..bytes.len(), offset }).is_break() {
                    return;
                }
            }
            while let Some((record, offset, _)) = next(&mut reader, KEPT_BYTES) {
                if tell(record, Place { range: at..bytes.len(), offset }).is_break() {
                    return;
                }
            }
            return;
        }
    }
}

/// The record at an offset of a piece of a file, with no more of it than `limit` bytes.
pub(super) fn record(piece: &[u8], offset: u64, limit: u64) -> Option<Record> {
    if !is_packed(piece) {
        return next(&mut Counted { reader: piece, count: 0 }, limit).map(|(record, _, _)| record);
    }
    let mut reader = BufReader::new(GzDecoder::new(piece));
    std::io::copy(&mut (&mut reader).take(offset), &mut std::io::sink()).ok()?;
    next(&mut Counted { reader, count: 0 }, limit).map(|(record, _, _)| record)
}

/// Counts what was read, in bytes.
struct Counted<R> {
    reader: R,
    count: u64,
}

impl<R: BufRead> std::io::Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.count += read as u64;
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.count += amount as u64;
        self.reader.consume(amount);
    }
}

/// The next record, and where it begins and ends.
fn next<R: BufRead>(reader: &mut Counted<R>, limit: u64) -> Option<(Record, u64, u64)> {
    let mut line = Vec::new();
    let mut start = reader.count;
    // Blank lines stand between records.
    loop {
        line.clear();
        let read = reader.take(HEADER_BYTES).read_until(b'\n', &mut line).ok()?;
        if read == 0 {
            return None;
        }
        if line.starts_with(b"WARC/") {
            break;
        }
        if !line.trim_ascii().is_empty() {
            return None;
        }
        start = reader.count;
    }
    let mut text = Vec::new();
    loop {
        line.clear();
        let read = reader.take(HEADER_BYTES).read_until(b'\n', &mut line).ok()?;
        if read == 0 || line.trim_ascii().is_empty() || text.len() as u64 > HEADER_BYTES {
            break;
        }
        text.extend_from_slice(&line);
    }
    let headers = Headers::read(&String::from_utf8_lossy(&text));
    let len: u64 = headers.get("content-length").parse().ok()?;
    let mut block = Vec::new();
    let is_read = reader.take(len.min(limit)).read_to_end(&mut block).is_ok();
    let is_whole = is_read && block.len() as u64 == len;
    let skipped = std::io::copy(&mut reader.take(len.saturating_sub(block.len() as u64)), &mut std::io::sink());
    let _of_a_damaged_file: Option<u64> = skipped.ok();
    Some((Record { headers, block, is_whole }, start, reader.count))
}
