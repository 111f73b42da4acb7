//! A compound file: streams in sectors that form chains, as files do on a disk. Only the streams of the root count: what
//! is embedded in a document has its own.

use super::bytes::{int, short, slice, utf16};

pub(super) const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Sectors from this number on are marks: the end of a chain, a free sector.
const LAST_SECTOR: u32 = 0xffff_fffa;
/// Length of the part of the header that tells where the table of sectors is, in sectors.
const HEADER_TABLES: usize = 109;
/// Length of an entry of the directory, in bytes.
const ENTRY: usize = 128;

pub(super) struct Compound<'f> {
    bytes: &'f [u8],
    sector_len: usize,
    /// The next sector of each.
    next: Vec<u32>,
    /// The same for the short sectors, which stand in a stream.
    next_short: Vec<u32>,
    short_len: usize,
    short_sectors: Vec<u8>,
    /// Streams that are shorter stand in short sectors, in bytes.
    short_below: u64,
    entries: Vec<Entry>,
    is_damaged: std::cell::Cell<bool>,
}

struct Entry {
    name: String,
    is_stream: bool,
    start: u32,
    len: u64,
}

impl<'f> Compound<'f> {
    /// Opens a file; `None` if it has no directory.
    pub(super) fn open(bytes: &'f [u8]) -> Option<Self> {
        let shift = short(bytes, 30).filter(|shift| matches!(shift, 9 | 12))?;
        let short_shift = short(bytes, 32).filter(|short_shift| *short_shift < shift)?;
        let mut file = Self {
            bytes,
            sector_len: 1 << shift,
            next: Vec::new(),
            next_short: Vec::new(),
            short_len: 1 << short_shift,
            short_sectors: Vec::new(),
            short_below: int(bytes, 56)?.into(),
            entries: Vec::new(),
            is_damaged: std::cell::Cell::new(false),
        };
        file.next = file.table()?;
        let directory = file.chain(int(bytes, 48)?, u64::MAX);
        file.entries = entries(&directory, shift == 9);
        let root = directory.get(..ENTRY)?;
        file.short_sectors = file.chain(int(root, 116)?, int(root, 120)?.into());
        let short_table = file.chain(int(bytes, 60)?, u64::MAX);
        file.next_short = short_table.chunks_exact(4).filter_map(|next| int(next, 0)).collect();
        Some(file)
    }

    /// Whether a stream was shorter than the directory says.
    pub(super) fn is_damaged(&self) -> bool {
        self.is_damaged.get()
    }

    fn sector(&self, number: u32) -> Option<&'f [u8]> {
        let at = (number as usize).checked_add(1)?.checked_mul(self.sector_len)?;
        let rest = self.bytes.get(at..).filter(|rest| !rest.is_empty())?;
        Some(rest.get(..self.sector_len).unwrap_or(rest))
    }

    /// The table of sectors, whose own sectors are told by the header and by a chain behind it.
    fn table(&self) -> Option<Vec<u32>> {
        let header = slice(self.bytes, 76, HEADER_TABLES * 4)?;
        let mut sectors: Vec<u32> = header.chunks_exact(4).filter_map(|number| int(number, 0)).collect();
        let mut more = int(self.bytes, 68)?;
        // There are no more sectors than the file has bytes for.
        let most = self.bytes.len() / self.sector_len + 1;
        for _ in 0..most {
            let Some(sector) = self.sector(more).filter(|_| more < LAST_SECTOR) else { break };
            let numbers = sector.chunks_exact(4).filter_map(|number| int(number, 0));
            let numbers: Vec<u32> = numbers.collect();
            let (next, tables) = numbers.split_last()?;
            sectors.extend(tables);
            more = *next;
        }
        let tables = sectors.into_iter().filter(|number| *number < LAST_SECTOR).take(most);
        let sectors = tables.filter_map(|number| self.sector(number));
        Some(sectors.flat_map(|sector| sector.chunks_exact(4)).filter_map(|next| int(next, 0)).collect())
    }

    /// The bytes of a chain of sectors, at most `len`.
    fn chain(&self, start: u32, len: u64) -> Vec<u8> {
        self.collect(start, len, &self.next, |number| self.sector(number))
    }

    fn collect<'s>(&self, start: u32, len: u64, next: &[u32], sector: impl Fn(u32) -> Option<&'s [u8]>) -> Vec<u8> {
        let len = usize::try_from(len).unwrap_or(usize::MAX).min(self.bytes.len());
        let mut content = Vec::new();
        let mut number = start;
        // A chain may be a circle: `len` ends it.
        while content.len() < len && number < LAST_SECTOR {
            let Some(bytes) = sector(number).filter(|bytes| !bytes.is_empty()) else { break };
            content.extend_from_slice(bytes);
            let Some(following) = next.get(number as usize) else { break };
            number = *following;
        }
        content.truncate(len);
        content
    }

    /// Whether there is a stream or a folder of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The bytes of a stream; `None` if there is none of this name.
    pub(super) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entries.iter().find(|entry| entry.is_stream && entry.name.eq_ignore_ascii_case(name))?;
        let content = if entry.len < self.short_below {
            let short = |number: u32| {
                let at = (number as usize).checked_mul(self.short_len)?;
                let rest = self.short_sectors.get(at..)?;
                Some(rest.get(..self.short_len).unwrap_or(rest))
            };
            self.collect(entry.start, entry.len, &self.next_short, short)
        } else {
            self.chain(entry.start, entry.len)
        };
        if (content.len() as u64) < entry.len {
            self.is_damaged.set(true);
        }
        Some(content)
    }
}

/// The entries of the root: they form a tree, each with the numbers of the ones to its left and right.
fn entries(directory: &[u8], has_short_lengths: bool) -> Vec<Entry> {
    let entry = |number: u32| slice(directory, (number as usize).checked_mul(ENTRY)?, ENTRY);
    let mut found = Vec::new();
    let mut is_seen = vec![false; directory.len() / ENTRY];
    let mut open: Vec<u32> = entry(0).and_then(|root| int(root, 76)).into_iter().collect();
    while let Some(number) = open.pop() {
        match is_seen.get_mut(number as usize) {
            Some(seen) if !*seen => *seen = true,
            _ => continue,
        }
        let Some(entry) = entry(number) else { continue };
        open.extend([68, 72].into_iter().filter_map(|at| int(entry, at)));
        let name_len = usize::from(short(entry, 64).unwrap_or(0)).saturating_sub(2).min(62);
        // In files with sectors of 512 bytes, the upper half of a length may be anything.
        let upper = if has_short_lengths { 0 } else { int(entry, 124).unwrap_or(0) };
        found.push(Entry {
            name: utf16(entry.get(..name_len).unwrap_or_default()),
            is_stream: entry.get(66) == Some(&2),
            start: int(entry, 116).unwrap_or(u32::MAX),
            len: u64::from(upper) << 32 | u64::from(int(entry, 120).unwrap_or(0)),
        });
    }
    found
}
