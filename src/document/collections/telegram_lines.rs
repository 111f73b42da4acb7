//! How Telegram Desktop breaks the messages of an export into lines.

use memchr::{memchr, memmem, memrchr};

use super::json_scan::Scan;
use crate::document::source::Source;

/// How far around the beginning of an array its lines are looked at, in bytes.
const AROUND_BYTES: u64 = 4 << 10;

/// How the lines of an indented array of messages begin.
pub(super) struct Lines {
    /// Where a message begins, and where the array ends.
    pub(super) first: memmem::Finder<'static>,
    pub(super) last: memmem::Finder<'static>,
    /// Where a list or an object ends that a message has.
    inner_ends: [memmem::Finder<'static>; 2],
}

impl Lines {
    /// Of an array from behind its `[`; `None` if it is not indented.
    pub(super) fn of(source: &dyn Source, at: u64, buffer: &mut Vec<u8>) -> Option<Self> {
        let from = at.saturating_sub(AROUND_BYTES);
        let bytes = source.piece(from..at.saturating_add(AROUND_BYTES), buffer);
        let start = (at - from) as usize;
        let blanks = |from: usize| -> Option<&[u8]> {
            let line = bytes.get(from..)?;
            let len = line.iter().position(|byte| !matches!(byte, b' ' | b'\t'))?;
            line.get(..len)
        };
        let newline = start + memchr(b'\n', bytes.get(start..start + 2).unwrap_or_default())?;
        let inner = blanks(newline + 1)?;
        let line = memrchr(b'\n', bytes.get(..start)?)? + 1;
        let outer = blanks(line)?;
        let is_indented = bytes.get(newline + 1 + inner.len()) == Some(&b'{') && inner.starts_with(outer);
        let has_line = bytes.get(line + outer.len()) == Some(&b'"');
        if !is_indented || !has_line || inner.len() == outer.len() {
            return None;
        }
        let finder = |parts: &[&[u8]]| memmem::Finder::new(&parts.concat()).into_owned();
        let deeper = &inner[outer.len()..];
        Some(Self {
            first: finder(&[b"\n", inner, b"{"]),
            last: finder(&[b"\n", outer, b"]"]),
            inner_ends: [b"]", b"}"].map(|sign| finder(&[b"\n", inner, deeper, sign])),
        })
    }

    /// Moves behind a list or an object that a message has, by the line that it ends with.
    pub(super) fn skip(&self, scan: &mut Scan<'_>) -> Option<()> {
        let finder = match scan.peek()? {
            b'[' => &self.inner_ends[0],
            b'{' => &self.inner_ends[1],
            _ => return scan.skip().map(drop),
        };
        if scan.skip_lines(finder) { Some(()) } else { scan.skip().map(drop) }
    }
}
