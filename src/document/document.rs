//! A decoded text with its paragraphs and what is known about it.

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::sync::OnceLock;

use sha2::{Digest as _, Sha256};

use super::decoded_text::DecodedText;
use super::decoding::Decoding;
use super::encoding::Encoding;
use super::error::{DocumentError, LIMIT_BYTES};
use super::kind::{ArticleKind, Contents, EXTRACTION, Follow, Original, Part, ReadOptions, ReadSoFar, Remark, Role};
use super::paragraphs::Paragraphs;
use super::undecodable::Undecodable;
use super::{misreading, plain_text};
use crate::text::{BytePos, Direction, Span};

/// A decoded text with its paragraphs. Immutable; share it in an `Arc`, it is never copied.
#[derive(Debug)]
pub struct Document {
    kind: &'static ArticleKind,
    text: DecodedText,
    decoding: Option<Decoding>,
    structure: Option<Vec<Part>>,
    /// Where the pages of the original begin, and their numbers: asked for in each frame and for each annotation.
    pages: Vec<(BytePos, u32)>,
    /// The lines whose order is not proven, sorted: asked for in each frame.
    unproven: Vec<Span>,
    about: Vec<(&'static str, String)>,
    remarks: Vec<Remark>,
    original: Option<Original>,
    paragraphs: OnceLock<Paragraphs>,
    zeros: usize,
    sha256: OnceLock<String>,
    direction: OnceLock<Option<Direction>>,
}

impl Document {
    /// Reads the bytes of a kind of article.
    pub fn read(kind: &'static ArticleKind, bytes: Vec<u8>, options: &ReadOptions) -> Result<Self, DocumentError> {
        Self::read_followed(kind, bytes, options, &mut |_| ControlFlow::Continue(()))
    }

    /// Like [`Self::read`]; tells how far it has come, with the beginning as a document of its own, if that takes a while.
    /// After [`ControlFlow::Break`] the document lacks the rest of its pages, and is of no use.
    pub fn read_followed(
        kind: &'static ArticleKind,
        bytes: Vec<u8>,
        options: &ReadOptions,
        follow: Follow<'_, Self>,
    ) -> Result<Self, DocumentError> {
        if bytes.is_empty() {
            return Err(DocumentError::Empty);
        }
        let original = (!kind.is_plain()).then(|| Original::of(&bytes, options));
        let contents = match kind.read_by_pages {
            Some(read) => read(bytes, options, &mut |ReadSoFar { pages, of, beginning }| {
                follow(ReadSoFar { pages, of, beginning: beginning.map(|contents| Self::of(kind, contents, None)) })
            }),
            None => (kind.read)(bytes, options),
        }?;
        match contents.text.as_str().len() as u64 {
            0 => Err(DocumentError::Empty),
            bytes if bytes > LIMIT_BYTES => Err(DocumentError::TooLarge { bytes, limit: LIMIT_BYTES }),
            _ => Ok(Self::of(kind, contents, original)),
        }
    }

    /// An article that is one of many in a file; `bytes` are its own there.
    pub fn in_collection(
        kind: &'static ArticleKind,
        contents: Contents,
        bytes: &[u8],
        options: &ReadOptions,
    ) -> Result<Self, DocumentError> {
        let original = Original::of(bytes, options);
        if contents.text.as_str().is_empty() {
            Err(DocumentError::Empty)
        } else {
            Ok(Self::of(kind, contents, Some(original)))
        }
    }

    /// A document whose text was taken out of its file before, as it was then.
    pub fn taken_before(kind: &'static ArticleKind, contents: Contents, original: Original) -> Self {
        Self::of(kind, contents, Some(original))
    }

    /// Reads the bytes of a plain text, in the chosen encoding or in a detected one. Only a byte order mark is removed;
    /// bytes that cannot be decoded become U+FFFD and are reported by [`Self::undecodable`].
    pub fn decode(bytes: Vec<u8>, choice: Option<Encoding>) -> Result<Self, DocumentError> {
        Self::read(&plain_text::KIND, bytes, &ReadOptions { encoding: choice, ..ReadOptions::default() })
    }

    pub(super) fn of(kind: &'static ArticleKind, contents: Contents, original: Option<Original>) -> Self {
        let Contents { text, decoding, structure, about, remarks } = contents;
        let page = |part: &Part| match part.role {
            Role::Page(number) => Some((part.span.start, number)),
            _ => None,
        };
        let mut unproven: Vec<Span> = remarks.iter().filter_map(Remark::span).collect();
        unproven.sort_by_key(|span| span.start);
        Self {
            kind,
            zeros: memchr::memchr_iter(0, text.as_str().as_bytes()).count(),
            text,
            decoding,
            unproven,
            pages: structure.iter().flatten().filter_map(page).collect(),
            structure,
            about,
            remarks,
            original,
            paragraphs: OnceLock::new(),
            sha256: OnceLock::new(),
            direction: OnceLock::new(),
        }
    }

    /// Computed on first use (100 MB take a fraction of a second).
    fn paragraph_starts(&self) -> &Paragraphs {
        self.paragraphs.get_or_init(|| Paragraphs::of(self.text()))
    }

    /// A document from a text in memory, as if read from a UTF-8 file.
    pub fn from_text(text: impl Into<String>) -> Result<Self, DocumentError> {
        Self::decode(text.into().into_bytes(), Some(Encoding::UTF_8))
    }

    /// The decoded text.
    pub fn text(&self) -> &str {
        self.text.as_str()
    }

    /// Length of the text, in UTF-8 bytes.
    pub fn len(&self) -> u32 {
        self.text().len() as u32
    }

    /// Whether the text is empty; never, for a decoded document.
    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// Number of paragraphs, at least 1.
    pub(crate) fn paragraph_count(&self) -> usize {
        self.paragraph_starts().count()
    }

    /// The paragraph without the newline that ends it; empty if there is no such paragraph.
    pub fn paragraph(&self, index: usize) -> Span {
        self.paragraph_starts().span(self.text(), index)
    }

    /// Number of the paragraph that holds the byte; a newline belongs to the paragraph before it.
    pub(crate) fn paragraph_at(&self, at: BytePos) -> usize {
        self.paragraph_starts().at(at)
    }

    /// How many paragraphs a reader counts: those that are not blank.
    pub fn written_paragraph_count(&self) -> usize {
        self.paragraph_starts().written(self.paragraph_count())
    }

    /// The number, from 1, that a reader gives to the paragraph at a byte: blank ones are not counted, and count as
    /// the paragraph before them.
    pub fn written_paragraph_number(&self, at: BytePos) -> usize {
        self.paragraph_starts().written(self.paragraph_at(at) + 1).max(1)
    }

    /// Whether nothing is seen of a paragraph.
    pub fn is_blank_paragraph(&self, index: usize) -> bool {
        self.paragraph_starts().is_blank(index)
    }

    /// The nearest paragraph behind this one, or before it, that is not blank.
    pub fn next_written_paragraph(&self, index: usize, forward: bool) -> Option<usize> {
        let is_written = |index: &usize| !self.is_blank_paragraph(*index);
        if forward { (index + 1..self.paragraph_count()).find(is_written) } else { (0..index).rev().find(is_written) }
    }

    /// Every paragraph in order, without newlines.
    pub fn paragraphs(&self) -> impl Iterator<Item = Span> + '_ {
        (0..self.paragraph_count()).map(|i| self.paragraph(i))
    }

    /// The kind of article as which it was read.
    pub fn kind(&self) -> &'static ArticleKind {
        self.kind
    }

    /// The parts that the file marks; `None` if it marks none.
    pub fn structure(&self) -> Option<&[Part]> {
        self.structure.as_deref()
    }

    /// What the file says about the article: the id of an attribute of the article, and its value.
    pub fn about(&self) -> &[(&'static str, String)] {
        &self.about
    }

    /// The same, one after the other.
    pub fn told(&self) -> impl Iterator<Item = (&str, &str)> {
        self.about.iter().map(|(field, value)| (*field, value.as_str()))
    }

    /// The page of the original on which a byte stands, from 1; `None` if the original has none.
    pub fn page_at(&self, at: BytePos) -> Option<u32> {
        let begun = self.pages.partition_point(|(start, _)| *start <= at);
        self.pages[..begun].last().map(|(_, number)| *number)
    }

    /// Where it says who has written it.
    pub fn bylines(&self) -> impl Iterator<Item = Span> + '_ {
        let parts = self.structure().unwrap_or_default().iter();
        parts.filter(|part| part.role == Role::Byline).map(|part| part.span)
    }

    /// The lines in a passage whose order could not be proven.
    pub fn unproven_in(&self, passage: Span) -> impl Iterator<Item = Span> + '_ {
        let before = self.unproven.partition_point(|line| line.end <= passage.start);
        self.unproven[before..].iter().copied().take_while(move |line| line.start < passage.end)
    }

    /// What a reader should know about how it was read.
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// The file that its text was taken out of; `None` of plain text, which is what its file says.
    pub fn original(&self) -> Option<&Original> {
        self.original.as_ref()
    }

    /// How the characters were decoded; `None` for a kind of article that defines its own encoding.
    pub(crate) fn decoding(&self) -> Option<Decoding> {
        self.decoding
    }

    /// The name of the encoding in which the bytes were read: `UTF-8`, `windows-1256`, …; empty if there is no
    /// [`Self::decoding`].
    pub fn encoding_name(&self) -> Cow<'static, str> {
        self.decoding.map_or(Cow::Borrowed(""), |decoding| decoding.encoding.name())
    }

    /// An encoding that undoes a wrong reading, if the text looks as if it was saved after one.
    pub fn suspected_encoding(&self) -> Option<Encoding> {
        misreading::suspect(self.text(), self.decoding?.encoding)
    }

    /// The lines with a character that could not be read, from 1.
    pub fn damaged_lines(&self) -> Vec<usize> {
        self.lines_with('\u{fffd}')
    }

    /// Number of zero characters in the text: they occur where the file is damaged or padded. A warning, not an error.
    pub fn zeros(&self) -> usize {
        self.zeros
    }

    /// The lines with a zero character, from 1.
    pub fn lines_with_zeros(&self) -> Vec<usize> {
        if self.zeros == 0 { Vec::new() } else { self.lines_with('\0') }
    }

    fn lines_with(&self, sign: char) -> Vec<usize> {
        let lines = self.text().lines().zip(1..);
        lines.filter(|(line, _)| line.contains(sign)).map(|(_, number)| number).collect()
    }

    /// Bytes that could not be decoded: a warning, not an error.
    pub fn undecodable(&self) -> Option<Undecodable> {
        self.decoding?.undecodable
    }

    /// SHA-256 of the decoded text in UTF-8, 64 lower-case hexadecimal digits. Computed on first use (100 MB take a
    /// fraction of a second).
    pub fn sha256(&self) -> &str {
        self.sha256.get_or_init(|| hex(&Sha256::digest(self.text().as_bytes())))
    }

    /// Direction of the text's beginning, by the majority of its letters; `None` without letters.
    pub fn direction(&self) -> Option<Direction> {
        *self.direction.get_or_init(|| Direction::of(self.text()))
    }
}

impl Original {
    fn of(bytes: &[u8], options: &ReadOptions) -> Self {
        Self {
            sha256: sha256_of(bytes),
            bytes: bytes.len() as u64,
            extraction: EXTRACTION,
            whole_page: options.whole_page,
        }
    }
}

/// SHA-256 of bytes, 64 lower-case hexadecimal digits.
pub(crate) fn sha256_of(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

pub(super) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|b| [b >> 4, b & 15]).map(|d| char::from(DIGITS[usize::from(d)])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_of_the_decoded_text() {
        let utf8 = Document::from_text("abc").unwrap();
        assert_eq!(utf8.sha256(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        let utf16 = Document::decode(vec![0xff, 0xfe, b'a', 0, b'b', 0, b'c', 0], None).unwrap();
        assert_eq!(utf16.sha256(), utf8.sha256());
    }
}
