//! What fonts say their codes mean, where the reader of the format gives up.
//!
//! It refuses a whole table for one code that means nothing, `<01b1> <>`, which programs write for the second half of a
//! ligature.

use std::collections::BTreeMap;
use std::hash::BuildHasher as _;

use foldhash::fast::FixedState;
use hayro_interpret::hayro_cmap::{BfString, CMap};
use hayro_interpret::hayro_syntax::object::{Array, Dict, Stream};

/// Tables that had to be mended, by the hash of the file of their font.
#[derive(Default)]
pub(super) struct Mended(BTreeMap<u64, CMap>);

impl Mended {
    /// Looks whether the table of a font must be mended.
    pub(super) fn look(&mut self, font: &Dict<'_>) {
        let Some(table) = font.get::<Stream<'_>>(b"ToUnicode").and_then(|stream| stream.decoded_data().ok()) else {
            return;
        };
        if CMap::parse(&table, |_| None).is_some() {
            return;
        }
        let mut mended = Vec::with_capacity(table.len() + 64);
        let mut rest = &*table;
        while let Some(at) = memchr::memmem::find(rest, b"<>") {
            mended.extend_from_slice(&rest[..at]);
            // No character; it is left out when it is looked up.
            mended.extend_from_slice(b"<FEFF>");
            rest = &rest[at + 2..];
        }
        mended.extend_from_slice(rest);
        let Some(map) = CMap::parse(&mended, |_| None) else { return };
        let inner = font.get::<Array<'_>>(b"DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        let descriptor = inner.as_ref().unwrap_or(font).get::<Dict<'_>>(b"FontDescriptor");
        let file = descriptor.and_then(|descriptor| {
            [b"FontFile2".as_slice(), b"FontFile3", b"FontFile"]
                .iter()
                .find_map(|key| descriptor.get::<Stream<'_>>(key))
        });
        if let Some(file) = file.and_then(|file| file.decoded_data().ok()) {
            self.0.insert(hash(&file), map);
        }
    }
}

/// The tables of the fonts that a page shows.
pub(super) struct Meeting<'m> {
    mended: &'m Mended,
    of_fonts: Vec<(u128, Option<&'m CMap>)>,
}

impl<'m> Meeting<'m> {
    pub(super) fn new(mended: &'m Mended) -> Self {
        Self { mended, of_fonts: Vec::new() }
    }

    /// A font is used, with this key; its file is looked at once.
    pub(super) fn meet<'d>(&mut self, key: u128, file: impl FnOnce() -> &'d [u8]) {
        if !self.mended.0.is_empty() && self.of_fonts.iter().all(|(known, _)| *known != key) {
            self.of_fonts.push((key, self.mended.0.get(&hash(file()))));
        }
    }

    /// What a code of a font means.
    pub(super) fn lookup(&self, key: u128, code: u32) -> Option<BfString> {
        let (_, map) = self.of_fonts.iter().find(|(known, _)| *known == key)?;
        map.as_ref()?.lookup_bf_string(code)
    }
}

fn hash(bytes: &[u8]) -> u64 {
    FixedState::default().hash_one(bytes)
}
