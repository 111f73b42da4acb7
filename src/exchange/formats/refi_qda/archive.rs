//! A zip archive of anybody: its size is limited before anything is unpacked, and its files are found by name in it alone.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::names::NAME;
use crate::exchange::ExchangeError;
use crate::text::Message;

/// The most files of an archive.
const MOST_FILES: usize = 20_000;
/// How much may be unpacked, whatever the size of the archive, and for each of its bytes.
const LEAST_SIZE: u64 = 1 << 20;
const TIMES: u64 = 100;

pub(super) struct Archive<'f> {
    zip: ZipArchive<Cursor<&'f [u8]>>,
    /// How much may still be unpacked.
    left: u64,
}

impl<'f> Archive<'f> {
    /// Opens an archive.
    pub(super) fn open(bytes: &'f [u8]) -> Result<Self, ExchangeError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| wrong(&error.to_string()))?;
        if zip.len() > MOST_FILES {
            return Err(too_large());
        }
        Ok(Self { zip, left: LEAST_SIZE + bytes.len() as u64 * TIMES })
    }

    /// The contents of the file of this name, in whatever case it is written; `None` if there is none.
    pub(super) fn file(&mut self, name: &str) -> Result<Option<Vec<u8>>, ExchangeError> {
        let name = name.to_lowercase();
        let is_named = |path: &str| path.replace('\\', "/").to_lowercase() == name;
        let found = self.zip.file_names().position(is_named);
        let Some(number) = found else { return Ok(None) };
        let file = self.zip.by_index(number).map_err(|error| wrong(&error.to_string()))?;
        // What an entry says of its size may be anything: so much is asked for as may be there.
        let size = file.size().min(self.left).min(TIMES * file.compressed_size());
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
        file.take(self.left + 1).read_to_end(&mut bytes).map_err(|error| wrong(&error.to_string()))?;
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or_else(too_large)?;
        Ok(Some(bytes))
    }
}

fn wrong(error: &str) -> ExchangeError {
    let message = Message::new("refi-archive")
        .with("error", error)
        .in_english(format!("the archive is damaged, or none: {error}; export the project again"));
    ExchangeError::not_readable(NAME, message)
}

fn too_large() -> ExchangeError {
    let message = Message::new("refi-archive-large").in_english(
        "the archive has too many files, or unpacks to far more than its size; export fewer sources at once",
    );
    ExchangeError::not_readable(NAME, message)
}
