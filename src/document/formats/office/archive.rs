//! A document that is a zip archive: its size is limited before anything is unpacked, and of a cut one is read what is there.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::read::read_zipfile_from_stream;

use super::super::super::error::DocumentError;
use super::super::super::limits::{FILES, UNPACKED_BYTES, UNPACKED_TIMES};

/// Archives of this length may be unpacked to [`UNPACKED_TIMES`] as much, shorter ones as if they were that long.
const LEAST_BYTES: u64 = 64 << 10;

pub(super) struct Archive<'f> {
    kind: &'static str,
    files: Files<'f>,
    /// How much may still be unpacked, in bytes.
    left: u64,
    /// Whether a part of it could not be read.
    pub(super) is_damaged: bool,
}

enum Files<'f> {
    Listed(ZipArchive<Cursor<&'f [u8]>>),
    /// Of an archive without its list, which stands at the end.
    Found(Vec<(String, Vec<u8>)>),
}

impl<'f> Archive<'f> {
    /// Opens an archive; `kind` is for messages.
    pub(super) fn open(bytes: &'f [u8], kind: &'static str) -> Result<Self, DocumentError> {
        let left = (bytes.len() as u64).max(LEAST_BYTES).saturating_mul(UNPACKED_TIMES).min(UNPACKED_BYTES);
        let mut archive = Self { kind, files: Files::Found(Vec::new()), left, is_damaged: false };
        match ZipArchive::new(Cursor::new(bytes)) {
            Ok(zip) if zip.len() > FILES => {
                return Err(DocumentError::TooMuch { kind, what: "files", limit: FILES as u64 });
            }
            Ok(zip) => archive.files = Files::Listed(zip),
            Err(_) => archive.files = Files::Found(archive.find(bytes)?),
        }
        Ok(archive)
    }

    /// The files from the beginning on, as far as they can be read.
    fn find(&mut self, bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, DocumentError> {
        self.is_damaged = true;
        let mut stream = Cursor::new(bytes);
        let mut found = Vec::new();
        while let Ok(Some(file)) = read_zipfile_from_stream(&mut stream) {
            if found.len() >= FILES {
                return Err(DocumentError::TooMuch { kind: self.kind, what: "files", limit: FILES as u64 });
            }
            let name = file.name().to_owned();
            // Pictures are not looked at, and need not fill the memory.
            let is_wanted = has_ending(&name, "xml") || has_ending(&name, "rels");
            let unpacked = if is_wanted { unpack(file, &mut self.left, self.kind)? } else { skip(file) };
            let (content, is_whole) = unpacked;
            found.push((name, content));
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
        match &self.files {
            Files::Listed(zip) => zip.file_names().any(|known| is_same(known, name)),
            Files::Found(files) => files.iter().any(|(known, _)| is_same(known, name)),
        }
    }

    /// The XML in the file of this name, in whatever case it is written; `None` if there is none.
    pub(super) fn xml(&mut self, name: &str) -> Result<Option<String>, DocumentError> {
        let content = match &mut self.files {
            Files::Found(files) => {
                let found = files.iter_mut().find(|(known, _)| is_same(known, name));
                found.map(|(_, content)| std::mem::take(content))
            }
            Files::Listed(zip) => {
                let index = zip.file_names().position(|known| is_same(known, name));
                let Some(index) = index else { return Ok(None) };
                if let Ok(file) = zip.by_index(index) {
                    let (content, is_whole) = unpack(file, &mut self.left, self.kind)?;
                    self.is_damaged |= !is_whole;
                    Some(content)
                } else {
                    self.is_damaged = true;
                    None
                }
            }
        };
        Ok(content.map(super::xml::decoded))
    }

    /// What it is called in messages.
    pub(super) fn kind(&self) -> &'static str {
        self.kind
    }
}

/// What is in a file, and whether that is all of it. `left` is how much may still be unpacked, in bytes.
fn unpack(file: impl Read, left: &mut u64, kind: &'static str) -> Result<(Vec<u8>, bool), DocumentError> {
    let mut content = Vec::new();
    let is_whole = file.take(*left + 1).read_to_end(&mut content).is_ok();
    let too_much = DocumentError::TooMuch { kind, what: "bytes", limit: UNPACKED_BYTES };
    *left = left.checked_sub(content.len() as u64).ok_or(too_much)?;
    Ok((content, is_whole))
}

fn skip(mut file: impl Read) -> (Vec<u8>, bool) {
    let is_whole = std::io::copy(&mut file, &mut std::io::sink()).is_ok();
    (Vec::new(), is_whole)
}

fn is_same(known: &str, name: &str) -> bool {
    known.trim_start_matches('/').replace('\\', "/").eq_ignore_ascii_case(name)
}

fn has_ending(name: &str, ending: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, known)| known.eq_ignore_ascii_case(ending))
}
