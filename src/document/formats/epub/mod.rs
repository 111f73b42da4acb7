//! E-books (EPUB): the chapters in reading order as one text.

mod package;

use self::package::{Package, encrypted_paths, package_path};
use super::archive::Archive;
use super::html;
use crate::document::builder::Builder;
use crate::document::error::DocumentError;
use crate::document::kind::{ArticleKind, Contents, ReadOptions, Remark, about};

/// The name for messages.
const NAME: &str = "EPUB";

/// E-books.
pub(crate) static KIND: ArticleKind = ArticleKind {
    name: "epub",
    extensions: &["epub"],
    has_encodings: false,
    has_whole_page: false,
    begins,
    read,
    read_by_pages: None,
};

/// The first file of the archive says what it is; some packers compress it, or put it elsewhere.
fn begins(head: &[u8]) -> bool {
    let has = |what: &[u8]| memchr::memmem::find(head, what).is_some();
    head.starts_with(b"PK\x03\x04") && (has(b"application/epub+zip") || has(b"META-INF/container.xml"))
}

#[allow(clippy::needless_pass_by_value, reason = "all kinds are read in one way")]
fn read(bytes: Vec<u8>, _: &ReadOptions) -> Result<Contents, DocumentError> {
    let mut archive = Archive::open(&bytes, NAME)?;
    let package = read_package(&mut archive)?;
    let encrypted = encrypted_paths(&archive.xml("META-INF/encryption.xml")?.unwrap_or_default());
    if package.chapters.iter().any(|chapter| encrypted.contains(chapter)) {
        return Err(DocumentError::Locked { kind: NAME });
    }
    let mut to = Builder::default();
    note(&package, &mut to);
    let mut is_damaged = false;
    for chapter in &package.chapters {
        match archive.file(chapter) {
            Ok(Some(chapter)) => is_damaged |= html::append_chapter(chapter, &mut to).is_err(),
            Err(locked @ DocumentError::Locked { .. }) => return Err(locked),
            // Others can be read.
            Ok(None) | Err(_) => is_damaged = true,
        }
        to.check(NAME)?;
    }
    is_damaged |= archive.is_damaged;
    if is_damaged {
        to.remark(Remark::Damaged);
    }
    if to.len() == 0 && is_damaged {
        return Err(DocumentError::Damaged { kind: NAME, what: "its chapters cannot be read" });
    }
    Ok(to.finish(None))
}

fn read_package(archive: &mut Archive<'_>) -> Result<Package, DocumentError> {
    let damaged = DocumentError::Damaged { kind: NAME, what: "its list of chapters (OPF) is not there" };
    let said = archive.xml("META-INF/container.xml")?.and_then(|xml| package_path(&xml));
    let path = said.filter(|path| archive.has(path)).or_else(|| archive.ending_in(".opf")).ok_or(damaged)?;
    let xml = archive.xml(&path)?.ok_or(damaged)?;
    let folder = path.rfind('/').and_then(|slash| path.get(..=slash)).unwrap_or_default();
    Ok(Package::of(&xml, folder))
}

fn note(package: &Package, to: &mut Builder) {
    for (field, name) in [
        (about::TITLE, "title"),
        (about::LANGUAGE, "language"),
        (about::SOURCE, "publisher"),
        (about::ID, "identifier"),
    ] {
        to.about(field, package.field(name));
    }
    let authors = package.fields.iter().filter(|(name, _)| name == "creator").map(|(_, value)| value.trim());
    to.about(about::AUTHOR, &authors.collect::<Vec<_>>().join("، "));
    let date = package.field("date").trim();
    // Often only a year is known.
    to.about(about::PUBLISHED, html::iso_date(date).as_deref().unwrap_or(date));
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    const CONTAINER: (&str, &str) = (
        "META-INF/container.xml",
        "<container><rootfiles><rootfile full-path='OPS/book.opf'/></rootfiles></container>",
    );
    const PACKAGE: (&str, &str) = (
        "OPS/book.opf",
        "<package xmlns:dc='x'><metadata><dc:title>مجلّة &amp; كتاب</dc:title><dc:creator>ليلى</dc:creator><dc:creator>هدى\
         </dc:creator><dc:language>ar</dc:language><dc:date>2031</dc:date></metadata><manifest>\
         <item id='n' href='nav.xhtml' properties='nav'/><item id='b' href='text/b%20b.xhtml'/><item id='a' href='text/../a.xhtml'/>\
         <item id='p' href='p.png' media-type='image/png'/></manifest>\
         <spine><itemref idref='n'/><itemref idref='b'/><itemref idref='p'/><itemref idref='a'/></spine></package>",
    );
    const CHAPTERS: [(&str, &str); 3] = [
        (
            "OPS/a.xhtml",
            "<?xml version='1.0'?><html><head><title/><script src='x'/></head><body><p>الثاني<a id='x'/> آخر</p></body></html>",
        ),
        ("OPS/text/b b.xhtml", "<html><head><title>t</title></head><body><h1>الأوّل</h1><p>نصّ</p></body></html>"),
        ("OPS/nav.xhtml", "<html><body><nav>فهرس</nav></body></html>"),
    ];

    fn book(files: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn read_files(files: &[(&str, &str)]) -> Result<Contents, DocumentError> {
        let bytes = book(files);
        assert!(begins(&bytes));
        read(bytes, &ReadOptions::default())
    }

    #[test]
    fn chapters_follow_each_other_as_the_package_says() {
        let contents = read_files(&[&[CONTAINER, PACKAGE][..], &CHAPTERS].concat()).unwrap();
        assert_eq!(contents.text.as_str(), "الأوّل\n\nنصّ\n\nالثاني آخر");
        let said = |field| contents.about.iter().find(|(known, _)| *known == field).map(|(_, value)| value.as_str());
        assert_eq!(said(about::TITLE), Some("مجلّة & كتاب"));
        assert_eq!(said(about::AUTHOR), Some("ليلى، هدى"));
        assert_eq!(said(about::PUBLISHED), Some("2031"));
        assert_eq!(contents.remarks, []);
    }

    #[test]
    fn locked_and_damaged_books_say_so() {
        let encryption = |method: &str| {
            format!(
                "<encryption><EncryptedData><EncryptionMethod Algorithm='{method}'/><CipherData><CipherReference \
                     URI='OPS/a.xhtml'/></CipherData></EncryptedData></encryption>"
            )
        };
        let all = [&[CONTAINER, PACKAGE][..], &CHAPTERS].concat();
        let drm = encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc");
        let locked = read_files(&[&all[..], &[("META-INF/encryption.xml", &drm)]].concat());
        assert_eq!(locked.err(), Some(DocumentError::Locked { kind: NAME }));
        let font = encryption("http://www.idpf.org/2008/embedding");
        assert!(read_files(&[&all[..], &[("META-INF/encryption.xml", &font)]].concat()).is_ok());
        let part = read_files(&[CONTAINER, PACKAGE, CHAPTERS[0]]).unwrap();
        assert_eq!((part.text.as_str(), &part.remarks[..]), ("الثاني آخر", &[Remark::Damaged][..]));
        assert!(matches!(read_files(&[CONTAINER]), Err(DocumentError::Damaged { .. })));
        // 200 MB of one letter.
        let bomb = "a".repeat(200 << 20);
        let bombs = read_files(&[CONTAINER, PACKAGE, ("OPS/a.xhtml", &bomb), CHAPTERS[1]]);
        assert_eq!(bombs.unwrap().text.as_str(), "الأوّل\n\nنصّ");
    }
}
