//! The first lines of an export as it will be.

use std::io::{self, Cursor, Read as _, Write};
use std::path::Path;

use zip::ZipArchive;

use super::{Article, ExchangeError, Export, Format, Options};
use crate::text::excerpt::beginning;

/// The most lines and bytes that are written for a preview.
const MOST_LINES: usize = 600;
const MOST_BYTES: usize = 1 << 18;
/// The most bytes of an archive, which is seen only when it is whole.
const MOST_ARCHIVE: usize = 64 << 20;
/// The longest line, in characters.
const LONGEST: usize = 400;
/// Lines that are shown before the first annotation.
const BEFORE: usize = 2;
/// How an archive begins.
const ARCHIVE: &[u8] = b"PK\x03\x04";

/// Lines of an exported file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// The file that they are from, if the export is an archive of several.
    pub part: Option<String>,
    /// The lines, from the first one; long ones are cut.
    pub lines: Vec<String>,
    /// The line to begin with, from 0: that of the first annotation, or one shortly before it.
    pub first: usize,
}

impl Preview {
    /// Exports an article as far as needed; `go_on` says whether the result is still wanted.
    pub fn of(
        format: &'static Format,
        article: &Article<'_>,
        options: Options<'_>,
        go_on: &dyn Fn() -> bool,
    ) -> Result<Self, ExchangeError> {
        let mut cut = Cut { bytes: Vec::new(), lines: 0, is_full: false, go_on };
        let mut write = || {
            let mut export = Export::begin(format, &mut cut, options)?;
            export.article(article)?;
            export.end().map(drop)
        };
        if let Err(error) = write()
            && !cut.is_full
        {
            return Err(error);
        }
        let (part, text) = match first_part(&cut.bytes) {
            Some((name, text)) => (Some(name), text),
            None => (None, String::from_utf8_lossy(&cut.bytes).into_owned()),
        };
        let lines: Vec<String> =
            text.lines().take(MOST_LINES).map(|line| beginning(line, LONGEST).into_owned()).collect();
        let first_word = article.annotations().next().and_then(|annotation| {
            let words = annotation.spans.first().of(article.document.text()).split_whitespace();
            words.max_by_key(|word| word.len())
        });
        let line = first_word.and_then(|word| text.lines().take(MOST_LINES).position(|line| line.contains(word)));
        Ok(Self { part, first: line.unwrap_or(0).saturating_sub(BEFORE), lines })
    }
}

/// The file of an archive that has the annotations: the first one that is not the text of an article.
fn first_part(bytes: &[u8]) -> Option<(String, String)> {
    let mut archive = ZipArchive::new(Cursor::new(Some(bytes).filter(|bytes| bytes.starts_with(ARCHIVE))?)).ok()?;
    let is_text = |name: &str| Path::new(name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("txt"));
    let number = archive.file_names().position(|name| !is_text(name)).unwrap_or(0);
    let mut file = archive.by_index(number).ok()?;
    let (name, mut text) = (file.name().to_owned(), Vec::new());
    // What is cut in the middle of a character ends with a mark for that.
    file.by_ref().take(MOST_BYTES as u64).read_to_end(&mut text).ok()?;
    Some((name, String::from_utf8_lossy(&text).into_owned()))
}

/// Takes no more than is shown.
struct Cut<'g> {
    bytes: Vec<u8>,
    lines: usize,
    is_full: bool,
    go_on: &'g dyn Fn() -> bool,
}

impl Write for Cut<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let is_archive = self.bytes.starts_with(ARCHIVE);
        self.is_full = if is_archive {
            self.bytes.len() >= MOST_ARCHIVE
        } else {
            self.lines >= MOST_LINES || self.bytes.len() >= MOST_BYTES
        };
        self.is_full |= !(self.go_on)();
        if self.is_full {
            return Err(io::Error::other("the preview is complete"));
        }
        self.lines += memchr::memchr_iter(b'\n', bytes).count();
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
