//! The text of a file, from its beginning to its end.

use super::super::super::super::error::DocumentError;
use super::super::super::super::limits::DEPTH;
use super::super::about::About;
use super::super::blocks::{Block, Note, flat};
use super::super::symbols::symbol;
use super::code_pages::{CodePages, Reading};
use super::destinations::{Destination, Opening, opening};
use super::lists::Lists;
use super::state::{Format, State, Text};
use super::styles::Styles;
use super::tokens::{Token, Tokens};

/// What it is called in messages.
pub(super) const KIND_NAME: &str = "RTF";

/// How deep groups may be inside each other; programs open one for every change of fonts, too.
const GROUPS: usize = 16 * DEPTH;

pub(super) struct Reader {
    pub(super) state: State,
    groups: Vec<State>,
    pub(super) texts: Vec<Text>,
    pub(super) code_pages: CodePages,
    pub(super) styles: Styles,
    pub(super) lists: Lists,
    about: About,
    /// Bytes that are not yet decoded, and how to.
    bytes: Vec<u8>,
    reading: Reading,
    /// The first half of a character.
    surrogate: Option<u16>,
    /// How many characters are still to be skipped.
    skipped: usize,
    deletions: u32,
    is_in_deletion: bool,
    notes: u32,
    /// The row that is described: where its cells end, in twips, and whether it is a heading.
    pub(super) edges: Vec<i32>,
    pub(super) is_head: bool,
}

impl Default for Reader {
    fn default() -> Self {
        let code_pages = CodePages::default();
        Self {
            state: State::default(),
            groups: Vec::new(),
            texts: vec![Text::default()],
            reading: code_pages.of_properties(),
            code_pages,
            styles: Styles::default(),
            lists: Lists::default(),
            about: About::default(),
            bytes: Vec::new(),
            surrogate: None,
            skipped: 0,
            deletions: 0,
            is_in_deletion: false,
            notes: 0,
            edges: Vec::new(),
            is_head: false,
        }
    }
}

impl Reader {
    /// Reads a whole file; says whether it ended as it should.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Result<bool, DocumentError> {
        let mut tokens = Tokens::new(bytes);
        let mut is_whole = false;
        while let Some(token) = tokens.next() {
            match token {
                Token::Byte(byte) => {
                    self.byte(byte);
                    continue;
                }
                Token::Word(b"u", Some(code)) => {
                    self.flush();
                    if !self.is_skipped() {
                        self.unit(code as u16);
                        self.skipped = self.state.fallback;
                    }
                    continue;
                }
                Token::Word(b"bin", length) => {
                    tokens.go_over(length.and_then(|length| usize::try_from(length).ok()).unwrap_or(0));
                    self.is_skipped();
                    continue;
                }
                _ => self.flush(),
            }
            match token {
                Token::Open => {
                    self.skipped = 0;
                    if self.groups.len() >= GROUPS {
                        let (what, limit) = ("groups inside each other", GROUPS as u64);
                        return Err(DocumentError::TooMuch { kind: KIND_NAME, what, limit });
                    }
                    self.groups.push(self.state);
                    self.state.holds = None;
                    self.state.is_optional = false;
                    self.state.text_start = self.texts.last().map_or(0, |text| text.paragraph.text.len());
                    if self.state.destination == Destination::Styles {
                        self.styles.begin();
                    }
                }
                Token::Close => {
                    self.skipped = 0;
                    self.close();
                    let Some(outer) = self.groups.pop() else { break };
                    self.state = outer;
                    if self.groups.is_empty() {
                        is_whole = true;
                        break;
                    }
                }
                Token::Symbol(b'*') => self.state.is_optional = true,
                Token::Symbol(symbol) if !self.is_skipped() => self.symbol(symbol),
                Token::Word(word, number) if !self.is_skipped() => self.word(word, number),
                _ => {}
            }
        }
        self.flush();
        // What is open in a file that was cut.
        while self.texts.len() > 1 {
            self.close();
            match self.groups.pop() {
                Some(outer) => self.state = outer,
                None => break,
            }
        }
        self.end_paragraph();
        Ok(is_whole)
    }

    pub(super) fn about(&mut self) -> About {
        std::mem::take(&mut self.about)
    }

    /// How many tracked deletions were left out.
    pub(super) fn deletions(&self) -> u32 {
        self.deletions
    }

    pub(super) fn into_blocks(mut self) -> Vec<Block> {
        self.texts.drain(..).flat_map(|text| text.tables.into_blocks()).collect()
    }

    /// Whether this stands for a character that was there.
    fn is_skipped(&mut self) -> bool {
        let is_skipped = self.skipped > 0;
        self.skipped = self.skipped.saturating_sub(1);
        is_skipped
    }

    fn byte(&mut self, byte: u8) {
        if self.is_skipped() || self.state.destination.is_silent() {
            return;
        }
        let font = if self.state.is_rtl { self.state.rtl_font.or(self.state.font) } else { self.state.font };
        let reading = match self.state.destination {
            Destination::Body => self.code_pages.reading(font),
            _ => self.code_pages.of_properties(),
        };
        if reading == Reading::Symbols {
            self.flush();
            if let Some(letter) = symbol(self.code_pages.font_name(font), 0xf000 + u32::from(byte)) {
                self.push(if byte == b' ' { ' ' } else { letter });
            }
            return;
        }
        if reading != self.reading {
            self.flush();
            self.reading = reading;
        }
        self.bytes.push(byte);
    }

    /// Decodes the bytes that were collected.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        if let Reading::Text(charset) = self.reading {
            let mut text = String::new();
            charset.decode_to(&bytes, &mut text, |_| {});
            text.chars().for_each(|letter| self.push(letter));
        }
    }

    /// A unit of UTF-16.
    fn unit(&mut self, unit: u16) {
        match (self.surrogate.take(), unit) {
            (_, 0xd800..=0xdbff) => self.surrogate = Some(unit),
            (Some(first), 0xdc00..=0xdfff) => {
                if let Some(Ok(letter)) = char::decode_utf16([first, unit]).next() {
                    self.push(letter);
                }
            }
            (_, 0xf000..=0xf0ff) => {
                let name = self.code_pages.font_name(self.state.font);
                let letter = symbol(name, unit.into());
                if let Some(letter) = letter {
                    self.push(letter);
                }
            }
            _ => self.push(char::from_u32(unit.into()).unwrap_or('\u{fffd}')),
        }
    }

    /// Adds a character to what it belongs to.
    pub(super) fn push(&mut self, letter: char) {
        match self.state.destination {
            Destination::Body if self.state.is_hidden => {}
            Destination::Body if self.state.is_deleted => {
                self.deletions += u32::from(!self.is_in_deletion);
                self.is_in_deletion = true;
            }
            Destination::Body => {
                self.is_in_deletion = false;
                if let Some(text) = self.texts.last_mut() {
                    text.paragraph.text.push(letter);
                }
            }
            Destination::Fonts => self.code_pages.name(letter),
            Destination::Styles => self.styles.name(letter),
            Destination::Title => self.about.title.push(letter),
            Destination::Author => self.about.author.push(letter),
            _ => {}
        }
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'~' => self.push('\u{a0}'),
            b'-' => self.push('\u{ad}'),
            b'_' => self.push('\u{2011}'),
            b'{' | b'}' | b'\\' => self.push(symbol.into()),
            b'\r' | b'\n' => self.word(b"par", None),
            b'\t' => self.push('\t'),
            _ => {}
        }
    }

    fn word(&mut self, word: &[u8], number: Option<i32>) {
        let is_optional = std::mem::take(&mut self.state.is_optional);
        if self.state.destination == Destination::Nothing {
            return;
        }
        let is_style = self.state.destination == Destination::Styles;
        if let Some(opening) = opening(word, is_optional && !is_style) {
            self.open(opening);
        }
        match self.state.destination {
            Destination::Fonts => self.code_pages.of_font(word, number),
            Destination::Styles => self.styles.word(word, number),
            Destination::Lists => self.lists.word(word, number),
            Destination::ListOverrides => self.lists.override_word(word, number),
            Destination::OldList => self.lists.old_word(word, number),
            Destination::Body => self.body_word(word, number),
            _ => {}
        }
    }

    fn open(&mut self, opening: Opening) {
        match opening {
            Opening::UnicodeForm => self.state.destination = self.state.second_form,
            _ if self.state.destination == Destination::FirstForm => {}
            Opening::TwoForms => {
                self.state.second_form = self.state.destination;
                self.state.destination = Destination::FirstForm;
            }
            Opening::Group(Destination::Title | Destination::Author)
                if self.state.destination != Destination::Properties => {}
            Opening::Group(destination) => self.state.destination = destination,
            Opening::Footnote | Opening::TextBox => {
                // What is deleted has no notes.
                if self.state.is_deleted || self.state.is_hidden {
                    self.state.destination = Destination::Nothing;
                } else if self.state.holds.is_none() {
                    self.state.destination = Destination::Body;
                    self.state.holds = Some(opening);
                    self.state.paragraph = Format::default();
                    if opening == Opening::Footnote {
                        self.notes += 1;
                        if let Some(text) = self.texts.last_mut() {
                            text.paragraph.refer(self.notes);
                        }
                    }
                    self.texts.push(Text { number: self.notes, ..Text::default() });
                }
            }
        }
    }

    /// A group ends.
    fn close(&mut self) {
        let Some(holds) = self.state.holds else { return };
        self.end_paragraph();
        if self.texts.len() < 2 {
            return;
        }
        let Some(Text { number, tables, .. }) = self.texts.pop() else { return };
        let inside = tables.into_blocks();
        let Some(text) = self.texts.last_mut() else { return };
        if holds == Opening::Footnote {
            text.paragraph.notes.push(Note { number, text: flat(&inside).trim().to_owned() });
        } else {
            text.boxes.extend(inside);
        }
    }
}
