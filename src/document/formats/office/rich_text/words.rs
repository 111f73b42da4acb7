//! The control words in a text: its characters, the ends of paragraphs and cells, the properties of both.

use super::super::blocks::{Kind, Paragraph};
use super::reader::Reader;
use super::state::Format;

impl Reader {
    /// Takes a word in the text.
    pub(super) fn body_word(&mut self, word: &[u8], number: Option<i32>) {
        let is_on = number != Some(0);
        let state = &mut self.state;
        match word {
            b"par" | b"sect" => self.end_paragraph(),
            b"cell" | b"nestcell" => {
                let depth = if word == b"cell" { 1 } else { state.paragraph.table_depth().max(2) };
                self.end_paragraph_at(depth);
                if let Some(text) = self.texts.last_mut() {
                    text.tables.end_cell(depth);
                }
            }
            b"row" | b"nestrow" => {
                let depth = if word == b"row" { 1 } else { state.paragraph.table_depth().max(2) };
                if let Some(text) = self.texts.last_mut() {
                    text.tables.end_row(depth, self.is_head, &self.edges);
                }
            }
            b"trowd" => {
                self.edges.clear();
                self.is_head = false;
            }
            b"cellx" if self.edges.len() < 1000 => self.edges.push(number.unwrap_or(0)),
            b"trhdr" => self.is_head = true,
            b"pard" => {
                state.paragraph = Format::default();
                self.lists.end_old();
            }
            b"s" => state.paragraph.style = number.unwrap_or(0),
            b"outlinelevel" => state.paragraph.outline = number.and_then(|level| u8::try_from(level).ok()),
            b"ls" => state.paragraph.list = number.filter(|list| *list > 0),
            b"ilvl" => state.paragraph.level = number.and_then(|level| u8::try_from(level).ok()).unwrap_or(0),
            b"intbl" => state.paragraph.is_in_table = true,
            b"itap" => state.paragraph.depth = number.and_then(|depth| usize::try_from(depth).ok()).unwrap_or(0),
            b"fi" => state.paragraph.first_indent = number.unwrap_or(0),
            b"li" | b"lin" => state.paragraph.left_indent = number.unwrap_or(0),
            b"plain" => {
                (state.font, state.rtl_font) = (None, None);
                (state.is_rtl, state.is_deleted, state.is_hidden) = (false, false, false);
            }
            b"f" => state.font = number,
            b"af" => state.rtl_font = number,
            b"rtlch" => state.is_rtl = true,
            b"ltrch" => state.is_rtl = false,
            b"deleted" => state.is_deleted = is_on,
            // Text that was moved stands where it is now, too.
            b"v" | b"mvf" => state.is_hidden = is_on,
            b"uc" => state.fallback = number.and_then(|count| usize::try_from(count).ok()).unwrap_or(1).min(16),
            b"chftn" => {
                // Some programs write a space before the number of a note, in its group.
                if let Some(text) = self.texts.last_mut().map(|text| &mut text.paragraph.text)
                    && text.get(state.text_start..).is_some_and(|own| own.chars().all(|c| c == ' '))
                {
                    text.truncate(state.text_start);
                }
            }
            b"line" | b"page" | b"column" | b"softline" => self.push('\n'),
            b"tab" => self.push('\t'),
            word => {
                if let Some(letter) = letter_of(word) {
                    self.push(letter);
                } else {
                    self.code_pages.of_document(word, number);
                }
            }
        }
    }

    /// Ends a paragraph.
    pub(super) fn end_paragraph(&mut self) {
        self.end_paragraph_at(self.state.paragraph.table_depth());
    }

    /// Ends a paragraph that is so deep in tables.
    fn end_paragraph_at(&mut self, depth: usize) {
        let format = self.state.paragraph;
        let is_end_deleted = self.state.is_deleted;
        let Some(text) = self.texts.last_mut() else { return };
        let mut paragraph = std::mem::take(&mut text.paragraph);
        let boxes = std::mem::take(&mut text.boxes);
        paragraph.kind = self.styles.kind(format.style, format.outline);
        if !is_end_deleted && (!paragraph.text.trim().is_empty() || !paragraph.notes.is_empty()) {
            let item = self.lists.item(format.list, format.level);
            if let (Kind::Plain, Some(item)) = (paragraph.kind, item) {
                paragraph.kind = item;
            } else if paragraph.kind == Kind::Plain && format.first_indent < 0 {
                written_item(&mut paragraph, format.left_indent);
            }
        }
        text.tables.paragraph(paragraph, is_end_deleted, depth);
        if !boxes.is_empty() {
            text.tables.append(boxes, depth);
        }
    }
}

/// Some programs write the bullet or the number of an item as text that hangs out of the paragraph.
fn written_item(paragraph: &mut Paragraph, left_indent: i32) {
    let Some((mark, rest)) = paragraph.text.split_once('\t') else { return };
    let number = match mark {
        "\u{2022}" | "\u{b7}" | "\u{2013}" => None,
        mark => match mark.strip_suffix(['.', ')']).map(str::parse) {
            Some(Ok(number)) => Some(number),
            _ => return,
        },
    };
    // The indentation of one level, in twips.
    let level = (left_indent / 360).clamp(1, 9) as u8;
    paragraph.kind = Kind::Item { level, number };
    paragraph.text = rest.to_owned();
}

/// The character that a control word stands for.
fn letter_of(word: &[u8]) -> Option<char> {
    Some(match word {
        b"emdash" => '—',
        b"endash" => '–',
        b"lquote" => '‘',
        b"rquote" => '’',
        b"ldblquote" => '“',
        b"rdblquote" => '”',
        b"bullet" => '•',
        b"emspace" => '\u{2003}',
        b"enspace" => '\u{2002}',
        b"qmspace" => '\u{2005}',
        b"zwj" => '\u{200d}',
        b"zwnj" => '\u{200c}',
        b"zwbo" => '\u{200b}',
        b"zwnbo" => '\u{2060}',
        b"ltrmark" => '\u{200e}',
        b"rtlmark" => '\u{200f}',
        _ => return None,
    })
}
