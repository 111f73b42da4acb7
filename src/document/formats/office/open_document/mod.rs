//! ODT and flat ODT: the documents of LibreOffice, after ODF 1.2 and 1.3.

mod body;
mod lists;
mod styles;
#[cfg(test)]
mod tests;

use super::super::super::builder::Builder;
use super::super::super::error::DocumentError;
use super::super::super::kind::{Contents, HEAD_BYTES};
use super::super::archive::Archive;
use super::super::html::xml_text;
use super::about::About;
use super::blocks::Writer;
use super::xml::Xml;
use body::Body;

const KIND_NAME: &str = "ODT";
const MEDIA_TYPE: &[u8] = b"application/vnd.oasis.opendocument.text";

pub(super) fn begins(bytes: &[u8]) -> bool {
    let head = head_of(bytes);
    head.starts_with(b"PK\x03\x04") && memchr::memmem::find(head, MEDIA_TYPE).is_some()
}

/// Whether it is a document in one XML file.
pub(super) fn is_flat(bytes: &[u8]) -> bool {
    let head = head_of(bytes);
    let start = head.trim_ascii_start();
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    start.starts_with(b"<")
        && memchr::memmem::find(head, b"<office:document").is_some()
        && memchr::memmem::find(head, MEDIA_TYPE).is_some()
}

fn head_of(bytes: &[u8]) -> &[u8] {
    bytes.get(..HEAD_BYTES).unwrap_or(bytes)
}

/// Reads an ODT.
pub(super) fn read(archive: &mut Archive<'_>) -> Result<Contents, DocumentError> {
    let manifest = archive.xml("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(DocumentError::Locked { kind: KIND_NAME });
    }
    let Some(content) = archive.xml("content.xml")? else {
        return Err(DocumentError::Damaged { kind: KIND_NAME, what: "content.xml" });
    };
    let mut document = Reading::default();
    for file in ["styles.xml", "meta.xml"] {
        document.read(&archive.xml(file)?.unwrap_or_default(), file == "styles.xml")?;
    }
    // The text counts, not what is said about it.
    document.is_damaged = archive.is_damaged;
    document.read(&content, false)?;
    document.finish()
}

/// Reads a flat ODT.
pub(super) fn read_flat(bytes: &[u8]) -> Result<Contents, DocumentError> {
    let mut document = Reading::default();
    document.read(&xml_text(bytes), false)?;
    document.finish()
}

#[derive(Default)]
struct Reading {
    about: About,
    body: Body,
    blocks: Vec<super::blocks::Block>,
    is_damaged: bool,
}

impl Reading {
    /// Reads one of the files, or the only one. The automatic styles of `styles.xml` are those of headers.
    fn read(&mut self, text: &str, is_styles: bool) -> Result<(), DocumentError> {
        let mut xml = Xml::new(text, KIND_NAME);
        xml.element()?;
        while let Some(tag) = xml.element()? {
            match tag.name() {
                b"meta" => self.meta(&mut xml)?,
                b"styles" => self.body.styles.read(&mut xml)?,
                b"automatic-styles" if !is_styles => self.body.styles.read(&mut xml)?,
                b"body" => self.blocks = self.body.document(&mut xml)?,
                _ => xml.skip()?,
            }
        }
        self.is_damaged |= xml.is_damaged;
        Ok(())
    }

    fn meta(&mut self, xml: &mut Xml<'_>) -> Result<(), DocumentError> {
        let mut last_author = String::new();
        while let Some(tag) = xml.element()? {
            match tag.name() {
                b"title" => self.about.title = xml.text()?,
                b"initial-creator" => self.about.author = xml.text()?,
                b"creator" => last_author = xml.text()?,
                b"language" => self.about.language = xml.text()?,
                _ => xml.skip()?,
            }
        }
        if self.about.author.is_empty() {
            self.about.author = last_author;
        }
        Ok(())
    }

    fn finish(self) -> Result<Contents, DocumentError> {
        let mut builder = Builder::default();
        Writer::new(&mut builder, KIND_NAME).document(self.blocks, self.body.deletions, self.is_damaged)?;
        self.about.tell(&mut builder);
        Ok(builder.finish(None))
    }
}
