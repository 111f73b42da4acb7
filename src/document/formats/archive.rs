//! A document that is a zip archive: its size is limited before anything is unpacked, and of a cut one is read what is there.

use std::io::{Cursor, Read};

use foldhash::HashMap;
use zip::ZipArchive;
use zip::read::{ZipFile, read_zipfile_from_stream};
use zip::result::ZipError;

use super::html::xml_text;
use crate::document::error::DocumentError;
use crate::document::limits::{FILES, UNPACKED_BYTES, UNPACKED_TIMES, most_unpacked};

/// Archives of this length may be unpacked to [`UNPACKED_TIMES`] as much, shorter ones as if they were that long.
const LEAST_BYTES: u64 = 64 << 10;

pub(super) struct Archive<'f> {
    kind: &'static str,
    files: Files<'f>,
    /// Numbers of the files by their names: programs do not agree on capitals and slashes.
    numbers: HashMap<String, usize>,
    /// How much may still be unpacked, in bytes.
    left: u64,
    /// Whether a part of it could not be read.
    pub(super) is_damaged: bool,
}

enum Files<'f> {
    Listed(ZipArchive<Cursor<&'f [u8]>>),
    /// Of an archive without its list, which stands at the end.
    Found(Vec<Vec<u8>>),
}

impl<'f> Archive<'f> {
    /// Opens an archive; `kind` is for messages.
    pub(super) fn open(bytes: &'f [u8], kind: &'static str) -> Result<Self, DocumentError> {
        let left = (bytes.len() as u64).max(LEAST_BYTES).saturating_mul(UNPACKED_TIMES).min(UNPACKED_BYTES);
        let files = Files::Found(Vec::new());
        let mut archive = Self { kind, files, numbers: HashMap::default(), left, is_damaged: false };
        match ZipArchive::new(Cursor::new(bytes)) {
            Ok(zip) if zip.len() > FILES => return Err(archive.too_many_files()),
            Ok(zip) => {
                for (number, name) in zip.file_names().enumerate() {
                    archive.numbers.entry(form_of(name)).or_insert(number);
                }
                archive.files = Files::Listed(zip);
            }
            Err(_) => archive.files = Files::Found(archive.find(bytes)?),
        }
        Ok(archive)
    }

    /// The files from the beginning on, as far as they can be read.
    fn find(&mut self, bytes: &[u8]) -> Result<Vec<Vec<u8>>, DocumentError> {
        self.is_damaged = true;
        let mut stream = Cursor::new(bytes);
        let mut found = Vec::new();
        while let Ok(Some(file)) = read_zipfile_from_stream(&mut stream) {
            if found.len() >= FILES {
                return Err(self.too_many_files());
            }
            let name = form_of(file.name());
            // Pictures are not looked at, and need not fill the memory.
            let is_wanted = ["xml", "rels", "xhtml", "html", "htm", "opf"].iter().any(|end| name.ends_with(end));
            let (content, is_whole) = if is_wanted { unpack(file, &mut self.left, self.kind)? } else { skip(file) };
            self.numbers.entry(name).or_insert(found.len());
            found.push(content);
            if !is_whole {
                break;
            }
        }
        if found.is_empty() {
            return Err(DocumentError::Damaged { kind: self.kind, what: "the list of the files in it" });
        }
        Ok(found)
    }

    /// Whether there is a file of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.numbers.contains_key(&form_of(name))
    }

    /// The name of the first file that ends like this.
    pub(super) fn ending_in(&self, end: &str) -> Option<String> {
        let names = self.numbers.iter().filter(|(name, _)| name.ends_with(end));
        names.min_by_key(|(_, number)| **number).map(|(name, _)| name.clone())
    }

    /// What the file of this name holds, as far as it can be read; `None` if there is none.
    ///
    /// Fails with [`DocumentError::Locked`] if it needs a password, and with [`DocumentError::TooMuch`].
    pub(super) fn file(&mut self, name: &str) -> Result<Option<Vec<u8>>, DocumentError> {
        let Some(number) = self.numbers.get(&form_of(name)).copied() else { return Ok(None) };
        let zip = match &mut self.files {
            Files::Found(files) => return Ok(files.get_mut(number).map(std::mem::take)),
            Files::Listed(zip) => zip,
        };
        match zip.by_index(number) {
            Ok(file) => {
                let (content, is_whole) = unpack(file, &mut self.left, self.kind)?;
                self.is_damaged |= !is_whole;
                Ok(Some(content))
            }
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                Err(DocumentError::Locked { kind: self.kind })
            }
            Err(_) => {
                self.is_damaged = true;
                Ok(None)
            }
        }
    }

    /// The XML in the file of this name; `None` if there is none.
    pub(super) fn xml(&mut self, name: &str) -> Result<Option<String>, DocumentError> {
        Ok(self.file(name)?.map(|content| xml_text(&content).into_owned()))
    }

    /// What it is called in messages.
    pub(super) fn kind(&self) -> &'static str {
        self.kind
    }

    fn too_many_files(&self) -> DocumentError {
        DocumentError::TooMuch { kind: self.kind, what: "files", limit: FILES as u64 }
    }
}

/// What is in a file, and whether that is all of it. `left` is how much may still be unpacked, in bytes.
fn unpack(file: ZipFile<'_, impl Read>, left: &mut u64, kind: &'static str) -> Result<(Vec<u8>, bool), DocumentError> {
    let limit = most_unpacked(file.compressed_size()).min(*left);
    let mut content = Vec::new();
    let is_whole = file.take(limit + 1).read_to_end(&mut content).is_ok();
    *left = left.saturating_sub(content.len() as u64);
    if content.len() as u64 > limit {
        return Err(DocumentError::TooMuch { kind, what: "bytes", limit });
    }
    Ok((content, is_whole))
}

fn skip(mut file: impl Read) -> (Vec<u8>, bool) {
    let is_whole = std::io::copy(&mut file, &mut std::io::sink()).is_ok();
    (Vec::new(), is_whole)
}

fn form_of(name: &str) -> String {
    name.trim_start_matches('/').replace('\\', "/").to_lowercase()
}
