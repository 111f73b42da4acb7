//! Binary property lists, of which only what is asked for is read: an object may stand in many others, and in itself.

use super::page::{CHARSET, DATA, FRAMES, MAIN, MEDIA, PAGES, Page, URL};

/// The pages of an archive: its own, and those of its frames.
pub(super) fn pages(bytes: &[u8]) -> Vec<Page<'_>> {
    let mut pages = Vec::new();
    if let Some(list) = List::open(bytes) {
        list.push_pages(list.top, &mut Vec::new(), &mut pages);
    }
    pages
}

/// A property list: objects with numbers, of which a table tells the places.
struct List<'b> {
    bytes: &'b [u8],
    table: &'b [u8],
    /// Lengths of a place in the table, and of the number of an object, in bytes.
    place_len: usize,
    number_len: usize,
    top: usize,
}

/// An object: its kind, how much it holds, and the bytes behind that.
struct Object<'b> {
    kind: u8,
    len: usize,
    rest: &'b [u8],
}

/// How many fields of a dictionary are looked at; these have at most six.
const FIELDS: usize = 100;

const DATA_KIND: u8 = 4;
const ASCII_KIND: u8 = 5;
const WIDE_KIND: u8 = 6;
const ARRAY_KIND: u8 = 10;
const DICT_KIND: u8 = 13;

/// A number whose first byte is the highest; `None` if it is not there or too large.
fn number(bytes: &[u8]) -> Option<usize> {
    bytes.iter().try_fold(0_usize, |number, byte| Some(number.checked_mul(256)? | usize::from(*byte)))
}

impl<'b> List<'b> {
    fn open(bytes: &'b [u8]) -> Option<Self> {
        let (rest, end) = bytes.split_last_chunk::<32>()?;
        let table = rest.get(number(&end[24..])?..)?;
        let (place_len, number_len) = (usize::from(end[6]), usize::from(end[7]));
        let is_sound = (1..=8).contains(&place_len) && (1..=8).contains(&number_len);
        is_sound.then_some(Self { bytes: rest, table, place_len, number_len, top: number(&end[16..24])? })
    }

    fn object(&self, index: usize) -> Option<Object<'b>> {
        let start = index.checked_mul(self.place_len)?;
        let place = number(self.table.get(start..)?.get(..self.place_len)?)?;
        let (mark, rest) = self.bytes.get(place..)?.split_first()?;
        let (kind, len) = (mark >> 4, usize::from(mark & 15));
        if len < 15 {
            return Some(Object { kind, len, rest });
        }
        // Its length stands behind it, as a number.
        let (mark, rest) = rest.split_first()?;
        let width = (mark >> 4 == 1).then(|| 1_usize << (mark & 15).min(4))?;
        Some(Object { kind, len: number(rest.get(..width)?)?, rest: rest.get(width..)? })
    }

    /// The numbers of the objects that one holds, from one of them on.
    fn numbers(&self, object: &Object<'b>, from: usize) -> Option<impl Iterator<Item = usize> + use<'b>> {
        let len = object.len.checked_mul(self.number_len)?;
        let bytes = object.rest.get(from.checked_mul(self.number_len)?..)?.get(..len)?;
        Some(bytes.chunks_exact(self.number_len).map(|bytes| number(bytes).unwrap_or(usize::MAX)))
    }

    /// The number of what a dictionary has under a name.
    fn get(&self, dict: usize, name: &str) -> Option<usize> {
        let dict = self.object(dict).filter(|object| object.kind == DICT_KIND)?;
        let mut fields = self.numbers(&dict, 0)?.zip(self.numbers(&dict, dict.len)?).take(FIELDS);
        let is_named = |key: usize| {
            let key = self.object(key).filter(|object| object.kind == ASCII_KIND)?;
            Some(key.len == name.len() && key.rest.starts_with(name.as_bytes()))
        };
        fields.find(|(key, _)| is_named(*key) == Some(true)).map(|(_, value)| value)
    }

    fn text(&self, index: usize) -> Option<String> {
        let Object { kind, len, rest } = self.object(index)?;
        match kind {
            ASCII_KIND => Some(String::from_utf8_lossy(rest.get(..len)?).into_owned()),
            WIDE_KIND => Some(encoding_rs::UTF_16BE.decode(rest.get(..len.checked_mul(2)?)?).0.into_owned()),
            _ => None,
        }
    }

    fn data(&self, index: usize) -> Option<&'b [u8]> {
        let Object { kind, len, rest } = self.object(index)?;
        if kind == DATA_KIND { rest.get(..len) } else { None }
    }

    fn push_pages(&self, archive: usize, seen: &mut Vec<usize>, pages: &mut Vec<Page<'b>>) {
        if seen.len() == PAGES || seen.contains(&archive) {
            return;
        }
        seen.push(archive);
        if let Some(main) = self.get(archive, MAIN)
            && let Some(data) = self.get(main, DATA).and_then(|data| self.data(data))
        {
            let text = |name: &str| self.text(self.get(main, name)?);
            pages.push(Page {
                data: data.into(),
                media: text(MEDIA).unwrap_or_default(),
                charset: text(CHARSET),
                url: text(URL),
            });
        }
        let frames = self.get(archive, FRAMES).and_then(|frames| self.object(frames));
        let frames = frames.filter(|object| object.kind == ARRAY_KIND);
        let frames = frames.and_then(|object| self.numbers(&object, 0)).into_iter().flatten();
        for frame in frames.take(PAGES) {
            self.push_pages(frame, seen, pages);
        }
    }
}
