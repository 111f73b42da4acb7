//! What is read of a file that may be made to fill the memory.

/// The longest text that is made of a document that is not plain text, in bytes: some 100,000 pages.
pub(super) const TEXT_BYTES: usize = 256 << 20;
/// The most that is unpacked from one file of an archive, in bytes.
pub(super) const UNPACKED_BYTES: u64 = 256 << 20;
/// How many times longer an unpacked file may be than its packed bytes; text packs to a tenth, at the most to a hundredth.
pub(super) const UNPACKED_TIMES: u64 = 400;
/// What small files may unpack to however little they are packed, in bytes.
const SMALL: u64 = 1 << 20;

/// The most that is unpacked of so many packed bytes, in bytes.
pub(super) fn most_unpacked(packed: u64) -> u64 {
    packed.saturating_mul(UNPACKED_TIMES).clamp(SMALL, UNPACKED_BYTES)
}

/// How many times longer than an archive all may be that is looked through to tell its articles.
const LISTED_TIMES: u64 = 100;
/// And the most of that, in bytes: some seconds.
const LISTED_BYTES: u64 = 4 << 30;

/// The most that is looked through of the files in an archive of this length, all together, in bytes.
pub(super) fn most_listed(archive: u64) -> u64 {
    archive.saturating_mul(LISTED_TIMES).clamp(16 * SMALL, LISTED_BYTES)
}

/// The most articles of an archive.
pub(super) const ARTICLES: u64 = 1_000_000;
/// How deep archives are read inside each other: one in another.
pub(super) const ARCHIVES: u64 = 2;
/// The most files in an archive.
pub(super) const FILES: usize = 100_000;
/// How deep elements may be inside each other.
pub(super) const DEPTH: usize = 256;
