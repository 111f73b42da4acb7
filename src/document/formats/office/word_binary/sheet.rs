//! The sheet of styles.

use super::super::blocks::Kind;
use super::super::styles::kind_of_style;
use super::bytes::{short, slice, utf16};
use super::formats::Format;

/// How many styles are looked at that are based on each other; they may stand in a circle.
const BASES: usize = 32;

/// The styles by their numbers.
#[derive(Debug, Default)]
pub(super) struct Sheet(Vec<Option<Style>>);

#[derive(Debug)]
struct Style {
    /// The number that it has in all documents, if Word brings it along.
    built_in: u16,
    name: String,
    based_on: u16,
    format: Format,
}

impl Sheet {
    pub(super) fn read(table: &[u8]) -> Self {
        let head_len = usize::from(short(table, 0).unwrap_or(0));
        let (count, base_len) = (short(table, 2).unwrap_or(0), usize::from(short(table, 4).unwrap_or(10)));
        let mut rest = table.get(2 + head_len..).unwrap_or_default();
        let mut sheet = Self::default();
        for _ in 0..count {
            let Some(len) = short(rest, 0).map(usize::from) else { break };
            sheet.0.push(slice(rest, 2, len).and_then(|style| Style::read(style, base_len)));
            rest = rest.get(2 + len + len % 2..).unwrap_or_default();
        }
        sheet
    }

    fn chain(&self, style: u16) -> impl Iterator<Item = &Style> {
        let found = |number: u16| self.0.get(usize::from(number)).and_then(Option::as_ref);
        std::iter::successors(found(style), move |style| found(style.based_on)).take(BASES)
    }

    /// What a paragraph is with this format.
    pub(super) fn kind(&self, format: &Format) -> Kind {
        let heading = |outline: u8| if outline < 9 { Kind::Heading(outline + 1) } else { Kind::Plain };
        let built_in = |number: u16| {
            Some(match number {
                1..=9 => Kind::Heading(number as u8),
                34 => Kind::Caption,
                62 => Kind::Heading(1),
                74 => Kind::Heading(2),
                84 | 180 | 181 => Kind::Quote,
                101 => Kind::Preformatted,
                _ => return None,
            })
        };
        let named =
            self.chain(format.style).find_map(|style| built_in(style.built_in).or_else(|| kind_of_style(&style.name)));
        let outline = || format.outline.or_else(|| self.chain(format.style).find_map(|style| style.format.outline));
        named.or_else(|| outline().map(heading)).unwrap_or_default()
    }

    /// The list of a paragraph with this format, from 1, and its level from 0.
    pub(super) fn list(&self, format: &Format) -> Option<(u16, u8)> {
        let of_style = || self.chain(format.style).find_map(|style| style.format.list);
        let level = || self.chain(format.style).find_map(|style| style.format.level);
        let list = format.list.or_else(of_style).filter(|list| *list > 0)?;
        Some((list, format.level.or_else(level).unwrap_or(0)))
    }
}

impl Style {
    fn read(style: &[u8], base_len: usize) -> Option<Self> {
        let built_in = short(style, 0)? & 0x0fff;
        let (kind, based_on) = (short(style, 2)? & 0xf, short(style, 2)? >> 4);
        let name_len = usize::from(short(style, base_len)?) * 2;
        let name = utf16(slice(style, base_len + 2, name_len)?);
        let mut format = Format::default();
        // Of a style of paragraphs, the properties of paragraphs come first, behind the number of the style.
        let properties = base_len + 2 + name_len + 2;
        if kind == 1
            && let Some(len) = short(style, properties)
        {
            let properties = slice(style, properties + 2, usize::from(len)).unwrap_or_default();
            format.take(properties.get(2..).unwrap_or_default(), None);
        }
        Some(Self { built_in, name, based_on, format })
    }
}
