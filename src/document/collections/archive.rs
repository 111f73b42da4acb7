//! Archives (`.zip`) of articles of any kind.

use std::io::Cursor;
use std::ops::ControlFlow;

use flate2::read::DeflateDecoder;
use foldhash::HashSet;
use zip::ZipArchive;

use super::post::{hash, piece, title_of};
use super::unpack::{Unpacked, unpack};
use crate::document::collection::{CollectionKind, Entry, ListOptions};
use crate::document::decode::decode_as;
use crate::document::error::DocumentError;
use crate::document::guess::guess;
use crate::document::kind::{ArticleKind, Contents, HEAD_BYTES, ReadOptions, Remark};
use crate::document::kinds::{ARTICLE_KINDS, kind_of_extension};
use crate::document::limits::FILES;
use crate::document::magic::looks_like;

/// An archive. Documents of many programs are archives, too.
pub(crate) static KIND: CollectionKind =
    CollectionKind { name: "archive", extensions: &["zip"], begins, columns: None, list, read };

/// What archives have in them that are documents of a program.
const PROGRAMS: &[&[u8]] = &[b"[Content_Types].xml", b"mimetypeapplication/", b"META-INF/", b"datapackage.json"];

fn begins(head: &[u8]) -> bool {
    looks_like(head) == Some("ZIP") && !PROGRAMS.iter().any(|part| memchr::memmem::find(head, part).is_some())
}

const DAMAGED: DocumentError = DocumentError::Damaged { kind: "ZIP", what: "directory" };

fn list(bytes: &[u8], _: &ListOptions, emit: &mut dyn FnMut(Entry) -> ControlFlow<()>) -> Result<(), DocumentError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_unreadable| DAMAGED)?;
    if archive.len() > FILES {
        return Err(DocumentError::TooMuch { kind: "ZIP", what: "files", limit: FILES as u64 });
    }
    let mut files = Vec::new();
    for index in 0..archive.len() {
        // One that cannot be read does not hide the others.
        let Ok(file) = archive.by_index_raw(index) else { continue };
        let Some(start) = file.data_start().filter(|_| file.is_file() && file.size() > 0) else { continue };
        // In bytes of an unknown encoding, or in UTF-8 if another field says so.
        let raw = file.name_raw().to_vec();
        let unicode = file.extra_data().and_then(|extra| unicode_name(extra, &raw));
        files.push((unicode.ok_or(raw), file.header_start()..start.saturating_add(file.compressed_size())));
    }
    let mut known: HashSet<u64> = HashSet::default();
    for (mut name, range) in named(files) {
        if !is_article(&name) {
            continue;
        }
        let path = name.clone();
        let mut count = 1;
        while !known.insert(hash(&name)) {
            count += 1;
            name = format!("{path} #{count}");
        }
        let file = path.rsplit('/').next().unwrap_or_default();
        let title = title_of(file.rsplit_once('.').map_or(file, |(stem, _)| stem));
        if emit(Entry { name: name.into(), title, date: None, range, within: 0 }).is_break() {
            break;
        }
    }
    Ok(())
}

type Range = std::ops::Range<u64>;

/// The names of files, those in no told encoding in the one that they look like together.
fn named(files: Vec<(Result<String, Vec<u8>>, Range)>) -> impl Iterator<Item = (String, Range)> {
    let unknown =
        files.iter().filter_map(|(name, _)| name.as_ref().err()).filter(|raw| std::str::from_utf8(raw).is_err());
    let sample = unknown.flat_map(|raw| [raw.as_slice(), b"\n"]).collect::<Vec<_>>().concat();
    let encoding = guess(&sample);
    files.into_iter().map(move |(name, range)| {
        let name = name.unwrap_or_else(|raw| {
            String::from_utf8(raw).unwrap_or_else(|error| decode_as(encoding, error.as_bytes(), 0).0)
        });
        (name.replace('\\', "/"), range)
    })
}

/// The name in the field that packers of Unix add, if it belongs to the name that is there.
fn unicode_name(mut extra: &[u8], raw: &[u8]) -> Option<String> {
    while let [a, b, c, d, rest @ ..] = extra {
        let (id, len) = (u16::from_le_bytes([*a, *b]), usize::from(u16::from_le_bytes([*c, *d])));
        let field = rest.get(..len)?;
        if let (0x7075, [1, e, f, g, h, name @ ..]) = (id, field) {
            let is_of_name = u32::from_le_bytes([*e, *f, *g, *h]) == crc(raw);
            return String::from_utf8(name.to_vec()).ok().filter(|_| is_of_name);
        }
        extra = &rest[len..];
    }
    None
}

fn crc(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}

/// Whether a path is that of an article: what the system keeps beside files is none.
fn is_article(path: &str) -> bool {
    let is_hidden = path.split('/').any(|part| part.starts_with('.') || part == "__MACOSX");
    let extension =
        path.rsplit('/').next().and_then(|file| file.rsplit_once('.')).map_or("", |(_, extension)| extension);
    !is_hidden && kind_of_extension(extension).is_some()
}

fn read(
    bytes: &[u8],
    entry: &Entry,
    _: &ListOptions,
    options: &ReadOptions,
) -> Result<(&'static ArticleKind, Contents), DocumentError> {
    let Unpacked { bytes, is_whole } = unpacked(piece(bytes, &entry.range).ok_or(DAMAGED)?)?;
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    let of_extension = |path: &str| path.rsplit_once('.').and_then(|(_, extension)| kind_of_extension(extension));
    // A number stands behind a path that occurs twice.
    let of_path = || of_extension(&entry.name).or_else(|| of_extension(entry.name.rsplit_once(" #")?.0));
    let kind = ARTICLE_KINDS.iter().copied().find(|kind| (kind.begins)(head)).or_else(of_path).ok_or(DAMAGED)?;
    let mut contents = (kind.read)(bytes, options)?;
    if !is_whole {
        contents.remarks.push(Remark::Damaged);
    }
    Ok((kind, contents))
}

/// A file from its own header to the end of its bytes.
pub(super) fn unpacked(file: &[u8]) -> Result<Unpacked, DocumentError> {
    let (header, rest) = file.split_first_chunk::<30>().ok_or(DAMAGED)?;
    let number = |at: usize| usize::from(u16::from_le_bytes([header[at], header[at + 1]]));
    if !header.starts_with(b"PK\x03\x04") {
        return Err(DAMAGED);
    }
    if number(6) & 1 == 1 {
        return Err(DocumentError::Locked { kind: "ZIP" });
    }
    let packed = rest.get(number(26) + number(28)..).ok_or(DAMAGED)?;
    match number(8) {
        0 => unpack(packed, packed.len(), "ZIP"),
        8 => unpack(DeflateDecoder::new(packed), packed.len(), "ZIP"),
        _ => Err(DocumentError::Damaged { kind: "ZIP", what: "packed in a way that is not read" }),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn entries(bytes: &[u8]) -> Vec<Entry> {
        let mut entries = Vec::new();
        list(bytes, &ListOptions::default(), &mut |entry| {
            entries.push(entry);
            ControlFlow::Continue(())
        })
        .unwrap();
        entries
    }

    fn names(bytes: &[u8]) -> Vec<String> {
        entries(bytes).into_iter().map(|entry| entry.name.into()).collect()
    }

    fn contents(bytes: &[u8], entry: &Entry) -> Result<(&'static ArticleKind, Contents), DocumentError> {
        read(bytes, entry, &ListOptions::default(), &ReadOptions::default())
    }

    #[test]
    fn articles_are_told_by_their_paths() {
        let mail = "From: a@example.org\nTo: b@example.org\nSubject: خبر\n\nسقطت سرت".as_bytes();
        let zip = archive(&[
            ("أخبار/سرت.txt", "سقطت سرت".as_bytes()),
            ("__MACOSX/أخبار/._سرت.txt", b"x"),
            (".hidden/a.txt", b"x"),
            ("صورة.jpg", b"x"),
            ("inner.zip", b"PK"),
            ("empty.txt", b""),
            ("mail.txt", mail),
        ]);
        assert!(begins(&zip));
        let entries = entries(&zip);
        let told: Vec<_> = entries.iter().map(|entry| (&*entry.name, &*entry.title)).collect();
        assert_eq!(told, [("أخبار/سرت.txt", "سرت"), ("mail.txt", "mail")]);
        let (kind, text) = contents(&zip, &entries[0]).unwrap();
        assert_eq!((kind.name, text.text.as_str()), ("text", "سقطت سرت"));
        let (kind, text) = contents(&zip, &entries[1]).unwrap();
        assert_eq!((kind.name, text.text.as_str()), ("mail", "خبر\n\nسقطت سرت"));
    }

    #[test]
    fn names_are_read_in_the_encoding_of_the_packer() {
        // The names of a packer on Arabic Windows, and of one on Arabic DOS.
        for charset in [crate::document::encoding::Charset::WINDOWS_1256, crate::document::encoding::Charset::DOS_720] {
            let table = charset.bytes().unwrap();
            let byte = |c: char| table.iter().position(|known| *known == Some(c)).unwrap() as u8;
            let name: Vec<u8> = "سقوط سرت في يد القوات.txt".chars().map(byte).collect();
            let placeholder = "x".repeat(name.len() - 4) + ".txt";
            let mut zip = archive(&[(&placeholder, "نص".as_bytes())]);
            while let Some(at) = memchr::memmem::find(&zip, placeholder.as_bytes()) {
                zip[at..at + name.len()].copy_from_slice(&name);
            }
            assert_eq!(names(&zip), ["سقوط سرت في يد القوات.txt"], "{}", charset.name());
        }
    }

    #[test]
    fn bombs_and_damage_are_refused() {
        let bomb = archive(&[("a.txt", &vec![b'x'; 3 << 20])]);
        assert!(matches!(contents(&bomb, &entries(&bomb)[0]), Err(DocumentError::TooMuch { .. })));
        assert_eq!(list(b"PK\x03\x04", &ListOptions::default(), &mut |_| ControlFlow::Continue(())), Err(DAMAGED));
        let text = "سقطت سرت في يد القوات أمس. ".repeat(40) + "نعم";
        let mut cut = archive(&[("a.txt", text.as_bytes())]);
        let entry = entries(&cut).remove(0);
        let at = entry.range.end as usize - 10;
        cut[at..at + 10].fill(0xff);
        let damaged = contents(&cut, &entry).unwrap().1;
        assert_eq!(damaged.remarks, [Remark::Damaged]);
        assert!(damaged.text.as_str().starts_with("سقطت سرت"));
        assert!(!begins(&archive(&[("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>")])));
    }
}
