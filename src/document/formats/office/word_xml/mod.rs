//! DOCX: the documents of Word since 2007, in the namespaces of ECMA-376 and of ISO 29500 Strict.

mod body;
mod notes;
mod numbering;
mod styles;
#[cfg(test)]
mod tests;

use super::super::super::builder::Builder;
use super::super::super::error::DocumentError;
use super::super::super::kind::Contents;
use super::super::archive::Archive;
use super::about::About;
use super::blocks::Writer;
use super::xml::Xml;
use body::Body;
use numbering::Numbering;
use styles::Styles;

/// Where parts are, by the ends of the types of their relations.
#[derive(Debug, Default)]
struct Relations(Vec<(String, String)>);

impl Relations {
    /// The relations of a part, or of the whole package for an empty path.
    fn of(archive: &mut Archive<'_>, part: &str) -> Result<Self, DocumentError> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let path = format!("{folder}{}_rels/{name}.rels", if folder.is_empty() { "" } else { "/" });
        let mut relations = Self::default();
        let Some(text) = archive.xml(&path)? else { return Ok(relations) };
        let mut xml = Xml::new(&text, archive.kind());
        // The root element, then its children.
        xml.element()?;
        while let Some(tag) = xml.element()? {
            let is_inside = tag.get("TargetMode").is_none_or(|mode| mode != "External");
            if let (true, Some(kind), Some(target)) = (is_inside, tag.get("Type"), tag.get("Target")) {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                relations.0.push((kind, path_from(folder, &target)));
            }
            xml.skip()?;
        }
        Ok(relations)
    }

    /// The part of this kind; `usual` if no relation names one.
    fn part(&self, kind: &str, usual: &str) -> String {
        let found = self.0.iter().find(|(known, _)| known == kind);
        found.map_or_else(|| usual.to_owned(), |(_, path)| path.clone())
    }
}

/// The path of a target of a relation of a part in a folder.
fn path_from(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// Reads a DOCX.
pub(super) fn read(archive: &mut Archive<'_>) -> Result<Contents, DocumentError> {
    let kind = archive.kind();
    let package = Relations::of(archive, "")?;
    let main = package.part("officeDocument", "word/document.xml");
    let parts = Relations::of(archive, &main)?;
    let Some(document) = archive.xml(&main)? else {
        return Err(not_a_document(archive));
    };
    let part = |archive: &mut Archive<'_>, kind: &str, usual: &str| {
        archive.xml(&parts.part(kind, usual)).map(Option::unwrap_or_default)
    };
    let styles = Styles::read(&part(archive, "styles", "word/styles.xml")?, kind)?;
    let numbering = Numbering::read(&part(archive, "numbering", "word/numbering.xml")?, kind)?;
    let mut body = Body::new(kind, styles, numbering);
    body.read_notes(&part(archive, "footnotes", "word/footnotes.xml")?, notes::Class::Footnote)?;
    body.read_notes(&part(archive, "endnotes", "word/endnotes.xml")?, notes::Class::Endnote)?;
    let mut xml = Xml::new(&document, kind);
    let blocks = body.document(&mut xml)?;
    let properties = archive.xml(&package.part("core-properties", "docProps/core.xml"))?.unwrap_or_default();
    let about = about(&properties, kind)?;

    let mut builder = Builder::default();
    Writer::new(&mut builder, kind).document(blocks, body.deletions(), xml.is_damaged || archive.is_damaged)?;
    about.tell(&mut builder);
    Ok(builder.finish(None))
}

/// What an archive is that has no text of Word in it.
fn not_a_document(archive: &Archive<'_>) -> DocumentError {
    let others = [("xl/workbook.xml", "XLSX"), ("ppt/presentation.xml", "PPTX"), ("xl/workbook.bin", "XLSB")];
    let known = others.into_iter().find(|(part, _)| archive.has(part));
    match known {
        Some((_, other)) => DocumentError::Binary { at: 0, looks_like: Some(other) },
        None => DocumentError::Damaged { kind: archive.kind(), what: "word/document.xml" },
    }
}

fn about(properties: &str, kind: &'static str) -> Result<About, DocumentError> {
    let mut xml = Xml::new(properties, kind);
    let mut about = About::default();
    xml.element()?;
    while let Some(tag) = xml.element()? {
        match tag.name() {
            b"title" => about.title = xml.text()?,
            b"creator" => about.author = xml.text()?,
            b"language" => about.language = xml.text()?,
            _ => xml.skip()?,
        }
    }
    Ok(about)
}
