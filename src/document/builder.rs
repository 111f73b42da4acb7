//! Puts the text of a document together from its blocks, in the same way for every kind.

use super::decoding::Decoding;
use super::error::DocumentError;
use super::kind::{Contents, Part, Remark, Role};
use super::limits::TEXT_BYTES;
use crate::text::Span;

/// A text that grows block by block. Blocks are apart by an empty line; items of a list, rows of a table and lines of a
/// poem by a newline; cells by a tab.
#[derive(Debug, Default)]
pub(super) struct Builder {
    text: String,
    parts: Vec<Part>,
    about: Vec<(&'static str, String)>,
    remarks: Vec<Remark>,
    /// What must stand before the next block.
    gap: &'static str,
}

/// A place in the text from which a part will reach on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark(usize);

impl Builder {
    /// Length of the text so far, in bytes.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// The text so far.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Adds a block, apart from what is before it by an empty line. Nothing is added for a blank one.
    pub(super) fn block(&mut self, role: Option<Role>, text: &str) -> Option<Span> {
        self.put("\n\n", role, text)
    }

    /// Adds a block on the next line: an item of a list, a line of a poem.
    pub(super) fn line(&mut self, role: Option<Role>, text: &str) -> Option<Span> {
        self.put("\n", role, text)
    }

    /// Adds a row of cells, on the next line if it belongs to the table above it.
    pub(super) fn row(&mut self, cells: &[(Role, &str)], is_first: bool) {
        if cells.iter().all(|(_, text)| text.trim().is_empty()) {
            return;
        }
        let mut gap = if is_first { "\n\n" } else { "\n" };
        for (role, text) in cells {
            // An empty cell keeps its place.
            let start = self.begin(gap);
            self.text.push_str(text.trim());
            self.mark(start, *role);
            gap = "\t";
        }
    }

    fn put(&mut self, gap: &'static str, role: Option<Role>, text: &str) -> Option<Span> {
        let text = text.trim_matches(|c: char| c.is_ascii_whitespace());
        if text.is_empty() {
            return None;
        }
        let start = self.begin(gap);
        self.text.push_str(text);
        let span = Span::from_range(start..self.text.len());
        if let Some(role) = role {
            self.parts.push(Part { span, role });
        }
        Some(span)
    }

    fn begin(&mut self, gap: &'static str) -> usize {
        let gap = if self.gap.len() > gap.len() { self.gap } else { gap };
        if !self.text.is_empty() {
            self.text.push_str(gap);
        }
        self.gap = "";
        self.text.len()
    }

    /// What comes next is apart by an empty line, also if it is a line or a row.
    pub(super) fn apart(&mut self) {
        self.gap = "\n\n";
    }

    /// Where a part may begin that holds the blocks to come.
    pub(super) fn here(&self) -> Mark {
        Mark(self.text.len())
    }

    /// The blocks since then are a part.
    pub(super) fn part_since(&mut self, Mark(start): Mark, role: Role) {
        // The gap before the first block does not belong to it.
        let rest = &self.text[start..];
        let start = start + rest.len() - rest.trim_start_matches(['\n', '\t']).len();
        self.mark(start, role);
    }

    fn mark(&mut self, start: usize, role: Role) {
        if start < self.text.len() {
            self.parts.push(Part { span: Span::from_range(start..self.text.len()), role });
        }
    }

    /// Adds a part.
    pub(super) fn part(&mut self, span: Span, role: Role) {
        self.parts.push(Part { span, role });
    }

    /// The number of the next table: one more than that of the last.
    pub(super) fn next_table(&self) -> u32 {
        let last = self.parts.iter().rev().find_map(|part| match part.role {
            Role::Cell { table, .. } => Some(table),
            _ => None,
        });
        last.map_or(1, |last| last.saturating_add(1))
    }

    /// Notes what the file says about the article; the first value counts, a blank one does not.
    pub(super) fn about(&mut self, field: &'static str, value: &str) {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if !value.is_empty() && self.about.iter().all(|(known, _)| *known != field) {
            self.about.push((field, value));
        }
    }

    /// Notes what a reader should know.
    pub(super) fn remark(&mut self, remark: Remark) {
        self.remarks.push(remark);
    }

    /// Whether the text is longer than is read; `kind` is for the message.
    pub(super) fn check(&self, kind: &'static str) -> Result<(), DocumentError> {
        if self.text.len() <= TEXT_BYTES {
            return Ok(());
        }
        Err(DocumentError::TooMuch { kind, what: "bytes", limit: TEXT_BYTES as u64 })
    }

    /// The contents.
    pub(super) fn finish(mut self, decoding: Option<Decoding>) -> Contents {
        self.parts.sort_by_key(|part| part.span.text_order());
        Contents {
            text: self.text.into(),
            decoding,
            structure: Some(self.parts),
            about: self.about,
            remarks: self.remarks,
        }
    }
}
