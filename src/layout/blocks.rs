//! How a document is cut into blocks: paragraphs, pieces of very long ones, headings, empty lines.
//!
//! Runs once over the whole document, so it looks at as little text as possible: the first byte of each paragraph, and
//! the letters of lines short enough to be headings.

use unicode_segmentation::GraphemeCursor;

use super::block::{Block, BlockKind};
use super::headings;
use crate::document::{Document, Part, Role};
use crate::text::Span;
use crate::text::words::is_blank;

/// A longer paragraph is laid out in pieces: shaping time is linear in its length, and this many bytes take about 5 ms.
const LONG_BYTES: u32 = 16 * 1024;

/// Length of a piece: a jump lays out up to three of them in one frame, about 3 ms each.
const PIECE_BYTES: usize = 8 * 1024;

/// How far before a piece's end to look for a space at which to end it.
const SPACE_WITHIN_BYTES: usize = 2048;

/// The blocks of a document; headings are found only if it is laid out as a book page.
pub(super) fn blocks(document: &Document, book: bool) -> Vec<Block> {
    let text = document.text();
    let mut blocks: Vec<Block> = Vec::with_capacity(document.paragraph_count());
    for span in document.paragraphs() {
        if span.len() <= LONG_BYTES {
            let kind = if is_blank(span.of(text)) { BlockKind::Empty } else { BlockKind::Body };
            blocks.push(Block { span, kind, continues: false });
            continue;
        }
        let (mut start, end) = (span.start.index(), span.end.index());
        while start < end {
            let cut = piece_end(text, start, end);
            blocks.push(Block {
                span: Span::from_range(start..cut),
                kind: BlockKind::Body,
                continues: start > span.start.index(),
            });
            start = cut;
        }
    }
    if book {
        match document.structure() {
            Some(parts) => mark_named(parts, &mut blocks),
            None => headings::mark(text, &mut blocks),
        }
    }
    blocks
}

/// Marks what the article's file names. What is inside something else counts: an item in a quotation is an item.
fn mark_named(parts: &[Part], blocks: &mut [Block]) {
    for Part { span, role } in parts {
        let Some(kind) = kind_of(*role) else { continue };
        let first = blocks.partition_point(|block| block.span.end <= span.start);
        let inside = blocks[first..].iter_mut().take_while(|block| block.span.start < span.end);
        inside.filter(|block| block.kind != BlockKind::Empty).for_each(|block| block.kind = kind);
    }
}

/// How a part looks on the page.
fn kind_of(role: Role) -> Option<BlockKind> {
    match role {
        Role::Heading(level) => Some(BlockKind::Heading(level)),
        Role::ListItem { level, number } => Some(BlockKind::Item(level, number)),
        Role::Quote => Some(BlockKind::Quote),
        Role::Byline | Role::Dateline | Role::Caption | Role::Footnote => Some(BlockKind::Small),
        Role::Cell { row, .. } => Some(BlockKind::Row(row == 1)),
        Role::Preformatted | Role::Page(_) | Role::Time { .. } => None,
    }
}

/// Where a piece of a long paragraph ends: after a space if there is one, otherwise between graphemes, so that no mark
/// is separated from its letter.
fn piece_end(text: &str, start: usize, end: usize) -> usize {
    let limit = start + PIECE_BYTES;
    if limit >= end {
        return end;
    }
    let limit = text.floor_char_boundary(limit);
    let window = text.floor_char_boundary(limit - SPACE_WITHIN_BYTES);
    let space = text[window..limit].rfind(' ').map(|space| window + space + 1);
    let paragraph = &text[start..end];
    for candidate in space.into_iter().chain([limit]) {
        let mut cursor = GraphemeCursor::new(candidate - start, paragraph.len(), true);
        if cursor.is_boundary(paragraph, 0) == Ok(true) {
            return candidate;
        }
        // In an endless run of marks, any position is as good as another.
        if let Ok(Some(boundary)) = cursor.prev_boundary(paragraph, 0)
            && boundary > 0
        {
            return start + boundary;
        }
    }
    limit
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{ArticleKind, Contents, ReadOptions};
    use crate::text::Span;

    /// A kind of article that names its headings.
    static MARKED: ArticleKind = ArticleKind {
        name: "marked",
        extensions: &["marked"],
        has_encodings: false,
        has_whole_page: false,
        begins: |_| false,
        read: |bytes, _| {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let heading = |(at, line): (usize, &str)| Part {
                span: Span::from_range(at..at + line.len()),
                role: Role::Heading(1),
            };
            let lines = text.split_inclusive('\n').scan(0, |at, line| {
                let start = *at;
                *at += line.len();
                Some((start, line.trim_end()))
            });
            let structure = lines.filter(|(_, line)| line.ends_with('#')).map(heading).collect();
            let (about, remarks) = (Vec::new(), Vec::new());
            Ok(Contents { text: text.into(), decoding: None, structure: Some(structure), about, remarks })
        },
        read_by_pages: None,
    };

    #[test]
    fn headings_are_those_that_the_file_names() {
        let text = "عنوان طويل ينتهي بنقطة، وهو عنوان مع ذلك. #\nخلفية\nنص قصير\n\nردود الفعل #\nنص";
        let document = Document::read(&MARKED, text.into(), &ReadOptions::default()).expect("read");
        let of_kind = |kind: BlockKind| -> Vec<String> {
            let blocks = blocks(&document, true).into_iter().filter(|block| block.kind == kind);
            blocks.map(|block| block.span.of(document.text()).to_owned()).collect()
        };
        assert_eq!(of_kind(BlockKind::Heading(1)), ["عنوان طويل ينتهي بنقطة، وهو عنوان مع ذلك. #", "ردود الفعل #"]);
        assert_eq!(of_kind(BlockKind::Body), ["خلفية", "نص قصير", "نص"]);
        assert_eq!((document.encoding_name().as_ref(), document.undecodable()), ("", None));
        assert_eq!(document.suspected_encoding(), None);
    }
}
