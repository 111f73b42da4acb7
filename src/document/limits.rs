//! What is read of a file that may be made to fill the memory.

/// The longest text that is made of a document that is not plain text, in bytes: some 100,000 pages.
pub(super) const TEXT_BYTES: usize = 256 << 20;
/// The most that is unpacked from one file of an archive, in bytes.
pub(super) const UNPACKED_BYTES: u64 = 256 << 20;
/// How many times longer an unpacked file may be than its packed bytes; text packs to a tenth, at the most to a hundredth.
pub(super) const UNPACKED_TIMES: u64 = 400;
/// The most files in an archive.
pub(super) const FILES: usize = 100_000;
/// How deep elements may be inside each other.
pub(super) const DEPTH: usize = 256;
