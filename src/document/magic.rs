//! What a file that is no text looks like, by its first bytes.

/// Files that begin with bytes of their own, by the names that people know them by.
const BEGINNINGS: &[(&[u8], &str)] = &[
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"%PDF-", "PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC/XLS"),
    (b"PK\x05\x06", "ZIP"),
    (b"\x1f\x8b\x08", "GZIP"),
    (b"BZh", "BZIP2"),
    (b"\xfd7zXZ\0", "XZ"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"SQLite format 3\0", "SQLite"),
    (b"\x7fELF", "ELF"),
    (b"ID3\x03", "MP3"),
    (b"ID3\x04", "MP3"),
    (b"OggS\0", "OGG"),
];

/// What files of an archive show that it is more than one.
const ARCHIVES: &[(&[u8], &str)] = &[
    (b"word/", "DOCX"),
    (b"xl/", "XLSX"),
    (b"ppt/", "PPTX"),
    (b"application/epub", "EPUB"),
    (b"application/vnd.oasis.opendocument.text", "ODT"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "ODS"),
    (b"project.qde", "QDPX"),
];

/// How much of an archive is searched for that, in bytes.
const SEARCHED: usize = 8192;

/// What a file looks like that begins with these bytes and is no text; `None` if it may be one.
pub(crate) fn looks_like(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"PK\x03\x04") {
        let head = &bytes[..bytes.len().min(SEARCHED)];
        let known = ARCHIVES.iter().find(|(part, _)| memchr::memmem::find(head, part).is_some());
        return Some(known.map_or("ZIP", |(_, name)| name));
    }
    if let [_, _, _, _, kind @ ..] = bytes {
        match kind {
            [b'f', b't', b'y', b'p', ..] => return Some("MP4"),
            [_, _, _, _, b'W', b'E', b'B', b'P', ..] if bytes.starts_with(b"RIFF") => return Some("WebP"),
            [_, _, _, _, b'W', b'A', b'V', b'E', ..] if bytes.starts_with(b"RIFF") => return Some("WAV"),
            _ => {}
        }
    }
    BEGINNINGS.iter().find(|(beginning, _)| bytes.starts_with(beginning)).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_take_for_texts_is_known_by_its_name() {
        for (bytes, name) in [
            (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], Some("PNG")),
            (b"%PDF-1.7\n1 0 obj", Some("PDF")),
            (b"PK\x03\x04\x14\0\0\0\x08\0a.txt", Some("ZIP")),
            (b"PK\x03\x04\x14\0\0\0\x08\0word/document.xml", Some("DOCX")),
            (b"\0\0\0\x18ftypmp42", Some("MP4")),
            (b"RIFF\x24\0\0\0WEBPVP8 ", Some("WebP")),
            ("سقوط سرت".as_bytes(), None),
            (b"PK is a name", None),
            (b"", None),
        ] {
            assert_eq!(looks_like(bytes), name, "{bytes:?}");
        }
    }
}
