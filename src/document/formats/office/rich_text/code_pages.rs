//! In which charset the bytes of a text are: its font says it, or the document.

use std::cell::Cell;
use std::collections::HashMap;

use super::super::super::super::encoding::Charset;
use super::super::charset::of_code_page;

/// The charset of Western Windows.
const WESTERN: i32 = 1252;

/// What the table of fonts says of one.
#[derive(Clone, Debug, Default)]
pub(super) struct Font {
    pub(super) name: String,
    /// As `\fcharset` has it.
    charset: Option<i32>,
    /// As `\cpg` has it, instead of that.
    page: Option<i32>,
}

/// How the bytes of a text are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    Text(Charset),
    /// Pictures instead of letters.
    Symbols,
}

#[derive(Debug, Default)]
pub(super) struct CodePages {
    fonts: HashMap<i32, Font, foldhash::fast::RandomState>,
    /// The code page of the document.
    page: Option<i32>,
    /// The font of text that names none.
    usual: i32,
    /// The font that is being described.
    current: i32,
    /// The font that was asked for last, and how its bytes are read.
    last: Cell<Option<(Option<i32>, Reading)>>,
    /// How bytes outside the text are, if that was asked for.
    of_properties: Cell<Option<Reading>>,
}

impl CodePages {
    /// Takes a word that may say something of the document.
    pub(super) fn of_document(&mut self, word: &[u8], number: Option<i32>) {
        match word {
            b"ansicpg" => self.page = number.filter(|page| *page > 0).or(self.page),
            b"mac" => self.page = Some(10000),
            b"pc" => self.page = Some(437),
            b"pca" => self.page = Some(850),
            b"deff" => self.usual = number.unwrap_or(0),
            _ => return,
        }
        self.last.set(None);
        self.of_properties.set(None);
    }

    /// Takes a word in the table of fonts.
    pub(super) fn of_font(&mut self, word: &[u8], number: Option<i32>) {
        self.last.set(None);
        match word {
            b"f" => self.current = number.unwrap_or(0),
            b"fcharset" => self.fonts.entry(self.current).or_default().charset = number,
            b"cpg" => self.fonts.entry(self.current).or_default().page = number,
            _ => {}
        }
    }

    /// Takes a character of the name of a font.
    pub(super) fn name(&mut self, letter: char) {
        if letter != ';' {
            self.fonts.entry(self.current).or_default().name.push(letter);
        }
    }

    /// The name of a font.
    pub(super) fn font_name(&self, font: Option<i32>) -> &str {
        self.fonts.get(&font.unwrap_or(self.usual)).map_or("", |font| font.name.as_str())
    }

    /// How bytes in this font are to be read; without one, in the usual one.
    pub(super) fn reading(&self, font: Option<i32>) -> Reading {
        if let Some((last, reading)) = self.last.get()
            && last == font
        {
            return reading;
        }
        let reading = self.find(font);
        self.last.set(Some((font, reading)));
        reading
    }

    fn find(&self, font: Option<i32>) -> Reading {
        let font = self.fonts.get(&font.unwrap_or(self.usual));
        let of_document = self.page.unwrap_or(WESTERN);
        if let Some(page) = font.and_then(|font| font.page).filter(|page| *page > 0) {
            return Reading::Text(of_code_page(page));
        }
        let page = match font.and_then(|font| font.charset) {
            Some(2) => return Reading::Symbols,
            // Western, unless the document has another code page that none of its fonts claims: then its program has
            // written this for all.
            Some(0)
                if self.fonts.values().filter_map(|font| page_of(font.charset?)).any(|page| page == of_document) =>
            {
                WESTERN
            }
            Some(charset) => page_of(charset).unwrap_or(of_document),
            None => of_document,
        };
        Reading::Text(of_code_page(page))
    }

    /// How bytes outside the text are to be read.
    pub(super) fn of_properties(&self) -> Reading {
        let reading = self.of_properties.get();
        let reading = reading.unwrap_or_else(|| Reading::Text(of_code_page(self.page.unwrap_or(WESTERN))));
        self.of_properties.set(Some(reading));
        reading
    }
}

/// The code page of a charset of Windows, if it has one.
fn page_of(charset: i32) -> Option<i32> {
    Some(match charset {
        77 => 10000,
        128 => 932,
        129 | 130 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 | 181 => 1255,
        178..=180 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        254 => 437,
        255 => 850,
        _ => return None,
    })
}
