//! The formats of characters and paragraphs, which stand in pages of 512 bytes, by the places of what they format.

use super::bytes::{byte, int, positions, short, slice};

const PAGE: usize = 512;

/// What a run of characters is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Characters {
    pub(super) is_deleted: bool,
    pub(super) is_hidden: bool,
    /// Whether its characters stand for something else: a note, a drawing.
    pub(super) is_special: bool,
    /// A character of a font of symbols: the number of the font, and the character.
    pub(super) symbol: Option<(u16, u16)>,
    /// The number of its font, if it is not that of its style.
    pub(super) font: Option<u16>,
}

/// What a paragraph is.
#[derive(Clone, Debug, Default)]
pub(super) struct Format {
    pub(super) style: u16,
    pub(super) outline: Option<u8>,
    /// The list, from 1; 0 for none.
    pub(super) list: Option<u16>,
    pub(super) level: Option<u8>,
    pub(super) is_in_table: bool,
    depth: Option<u32>,
    /// Whether its end is that of a cell of a table in another.
    pub(super) ends_inner_cell: bool,
    pub(super) ends_row: bool,
    pub(super) ends_inner_row: bool,
    pub(super) is_head: bool,
    /// Where the cells of the row end, in twips.
    pub(super) edges: Vec<i32>,
}

impl Format {
    /// How deep it is in tables.
    pub(super) fn depth(&self) -> usize {
        let depth = self.depth.map_or(usize::from(self.is_in_table), |depth| depth as usize);
        if self.is_in_table { depth.max(1) } else { 0 }
    }

    /// Takes the changes that properties make.
    pub(super) fn take(&mut self, properties: &[u8], mut long: Option<&mut Long<'_>>) {
        each(properties, |code, operand| {
            let is_on = byte(operand, 0).is_some_and(|value| value != 0);
            match code {
                0x2640 => self.outline = byte(operand, 0),
                0x260a => self.level = byte(operand, 0),
                0x460b => self.list = short(operand, 0),
                0x2416 => self.is_in_table = is_on,
                0x2417 => self.ends_row = is_on,
                0x6649 => self.depth = int(operand, 0),
                0x244b => self.ends_inner_cell = is_on,
                0x244c => self.ends_inner_row = is_on,
                0x3404 => self.is_head = is_on,
                0xd608 => {
                    // Behind the number of cells, the left edge of the first.
                    let count = usize::from(byte(operand, 0).unwrap_or(0));
                    let edges = (0..count).filter_map(|cell| short(operand, 3 + cell * 2));
                    self.edges = edges.map(|edge| i32::from(edge.cast_signed())).collect();
                }
                0x6645 | 0x6646 => {
                    let found = int(operand, 0).zip(long.as_deref_mut());
                    if let Some(properties) = found.and_then(|(at, long)| long.at(at as usize)) {
                        // They have no longer ones inside.
                        self.take(properties, None);
                    }
                }
                _ => {}
            }
        });
    }
}

/// Properties that are too long for a page: they stand in a stream of their own.
pub(super) struct Long<'d> {
    data: &'d [u8],
    /// How many bytes may still be read: paragraphs do not share them.
    left: usize,
}

impl<'d> Long<'d> {
    pub(super) fn new(data: &'d [u8]) -> Self {
        Self { data, left: data.len() }
    }

    fn at(&mut self, at: usize) -> Option<&'d [u8]> {
        let found = slice(self.data, at.checked_add(2)?, usize::from(short(self.data, at)?))?;
        self.left = self.left.checked_sub(found.len())?;
        Some(found)
    }
}

impl Characters {
    fn take(&mut self, properties: &[u8]) {
        each(properties, |code, operand| {
            let is_on = byte(operand, 0).is_some_and(|value| value & 1 != 0);
            match code {
                0x0800 => self.is_deleted = is_on,
                0x083c => self.is_hidden = is_on,
                0x0855 => self.is_special = is_on,
                0x4a4f => self.font = short(operand, 0),
                0x6a09 => self.symbol = short(operand, 0).zip(short(operand, 2)),
                _ => {}
            }
        });
    }
}

/// Tells each property: its code and its operand.
fn each(properties: &[u8], mut tell: impl FnMut(u16, &[u8])) {
    let mut rest = properties;
    while let Some(code) = short(rest, 0) {
        rest = rest.get(2..).unwrap_or_default();
        let (head, len) = match code >> 13 {
            0 | 1 => (0, 1),
            2 | 4 | 5 => (0, 2),
            3 => (0, 4),
            7 => (0, 3),
            // Its length stands before it; that of the definition of a row is longer, and counts itself.
            _ if code == 0xd608 => (2, usize::from(short(rest, 0).unwrap_or(0)).saturating_sub(1)),
            _ => (1, usize::from(byte(rest, 0).unwrap_or(0))),
        };
        let Some(operand) = slice(rest, head, len) else { return };
        tell(code, operand);
        rest = rest.get(head + len..).unwrap_or_default();
    }
}

/// The pages that a table tells, with the number of entries of each.
fn pages<'d>(document: &'d [u8], table: &'d [u8]) -> impl Iterator<Item = (&'d [u8], usize)> {
    // A page is there once.
    positions(table, 4).take(document.len() / PAGE).filter_map(|(_, _, entry)| {
        let number = (int(entry, 0)? & 0x003f_ffff) as usize;
        let page = slice(document, number.checked_mul(PAGE)?, PAGE)?;
        Some((page, usize::from(byte(page, PAGE - 1)?)))
    })
}

/// Formats with the places of the characters that have them, in bytes of the stream with the text.
pub(super) struct Formats<F> {
    runs: Vec<(u32, u32, F)>,
}

impl<F: Clone + Default> Formats<F> {
    fn of(mut runs: Vec<(u32, u32, F)>) -> Self {
        runs.sort_by_key(|(start, ..)| *start);
        Self { runs }
    }

    /// The format at a place.
    pub(super) fn at(&self, place: usize) -> Option<&F> {
        let place = u32::try_from(place).ok()?;
        let after = self.runs.partition_point(|(start, ..)| *start <= place);
        let (_, end, format) = self.runs.get(after.checked_sub(1)?)?;
        (place < *end).then_some(format)
    }
}

/// The formats of characters that differ from the usual one.
pub(super) fn characters(document: &[u8], table: &[u8]) -> Formats<Characters> {
    let mut runs = Vec::new();
    for (page, count) in pages(document, table) {
        for index in 0..count {
            let run = || {
                let at = usize::from(byte(page, (count + 1) * 4 + index)?) * 2;
                let properties = slice(page, at + 1, usize::from(byte(page, at)?)).filter(|_| at > 0)?;
                let mut format = Characters::default();
                format.take(properties);
                (format != Characters::default()).then_some((int(page, index * 4)?, int(page, index * 4 + 4)?, format))
            };
            runs.extend(run());
        }
    }
    Formats::of(runs)
}

/// The formats of paragraphs.
pub(super) fn paragraphs(document: &[u8], table: &[u8], data: &[u8]) -> Formats<Format> {
    const ENTRY: usize = 13;
    let mut long = Long::new(data);
    // Of the edges of cells, no more can be there than bytes.
    let mut edges_left = document.len() + data.len();
    let mut runs = Vec::new();
    for (page, count) in pages(document, table) {
        for index in 0..count {
            let mut run = || {
                let at = usize::from(byte(page, (count + 1) * 4 + index * ENTRY)?) * 2;
                let mut format = Format::default();
                if at > 0 {
                    let halves = usize::from(byte(page, at)?);
                    let (from, len) = match halves {
                        0 => (at + 2, usize::from(byte(page, at + 1)?) * 2),
                        halves => (at + 1, halves * 2 - 1),
                    };
                    let properties = slice(page, from, len)?;
                    format.style = short(properties, 0)?;
                    format.take(properties.get(2..)?, Some(&mut long));
                    match edges_left.checked_sub(format.edges.len() * 2) {
                        Some(left) => edges_left = left,
                        None => format.edges = Vec::new(),
                    }
                }
                Some((int(page, index * 4)?, int(page, index * 4 + 4)?, format))
            };
            runs.extend(run());
        }
    }
    Formats::of(runs)
}
