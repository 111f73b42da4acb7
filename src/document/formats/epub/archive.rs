//! The archive of a book. Its files are found by name, and what they unpack to is limited.

use std::collections::HashMap;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use crate::document::error::DocumentError;
use crate::document::limits::{FILES, TEXT_BYTES, most_unpacked};

/// The name for messages.
pub(super) const NAME: &str = "EPUB";

pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Numbers of the files by their names in lower case.
    numbers: HashMap<String, usize>,
    /// How much may still be unpacked, in bytes.
    left: u64,
}

/// Why a file of the archive is not read.
pub(super) enum Failure {
    /// It is not there.
    Missing,
    /// It is damaged, or unpacks to too much.
    Damaged,
    /// It needs a password.
    Locked,
}

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, DocumentError> {
        let zip = ZipArchive::new(Cursor::new(bytes));
        // What the library says is in its own words.
        let zip = zip.map_err(|_error| DocumentError::Damaged { kind: NAME, what: "the archive cannot be read" })?;
        if zip.len() > FILES {
            return Err(DocumentError::TooMuch { kind: NAME, what: "files", limit: FILES as u64 });
        }
        let numbers = zip.file_names().enumerate().map(|(number, name)| (name.to_lowercase(), number)).collect();
        Ok(Self { zip, numbers, left: TEXT_BYTES as u64 * 2 })
    }

    /// Whether there is such a file.
    pub(super) fn has(&self, name: &str) -> bool {
        self.numbers.contains_key(&name.to_lowercase())
    }

    /// The first file whose name ends like this.
    pub(super) fn ending_in(&self, end: &str) -> Option<String> {
        self.zip.file_names().find(|name| name.to_lowercase().ends_with(end)).map(str::to_owned)
    }

    /// What a file holds.
    pub(super) fn file(&mut self, name: &str) -> Result<Vec<u8>, Failure> {
        let number = *self.numbers.get(&name.to_lowercase()).ok_or(Failure::Missing)?;
        let file = self.zip.by_index(number).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED) => Failure::Locked,
            _ => Failure::Damaged,
        })?;
        let packed = file.compressed_size();
        let most = most_unpacked(packed).min(self.left);
        // What an entry says of its size may be anything.
        let mut bytes =
            Vec::with_capacity(usize::try_from(file.size().min(packed.saturating_mul(8)).min(most)).unwrap_or(0));
        file.take(most + 1).read_to_end(&mut bytes).map_err(|_error| Failure::Damaged)?;
        let len = bytes.len() as u64;
        self.left = self.left.saturating_sub(len);
        if len > most { Err(Failure::Damaged) } else { Ok(bytes) }
    }
}
