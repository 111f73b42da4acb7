//! Archives (`.zip`) of articles of any kind, and of files that hold many.

use std::ops::ControlFlow;

use foldhash::HashMap;

use super::archive_file::{DAMAGED, Packed, files, unpacked};
use super::post::{hash, title_of};
use super::{feed, mbox, table, telegram, warc, whatsapp};
use crate::document::collection::{CollectionKind, Entry, InnerEntry, ListOptions};
use crate::document::error::DocumentError;
use crate::document::kind::{ArticleKind, Contents, ReadOptions, Remark};
use crate::document::kinds::{kind_of_bytes, kind_of_extension};
use crate::document::limits::{ARCHIVES, ARTICLES, most_listed};

/// An archive. Documents of many programs are archives, too.
pub(crate) static KIND: CollectionKind =
    CollectionKind { name: "archive", extensions: &["zip"], begins, columns: None, list, read, in_pieces: None };

/// The other kinds of file that hold many articles, which may stand in an archive. A new one needs a line here, too.
static OTHERS: &[&CollectionKind] =
    &[&telegram::KIND, &whatsapp::KIND, &mbox::KIND, &feed::KIND, &warc::KIND, &table::KIND];

/// What the first files of archives are called that are documents of a program.
const PROGRAMS: &[&[u8]] = &[
    b"[Content_Types].xml",
    b"_rels/",
    b"docProps/",
    b"word/",
    b"xl/",
    b"ppt/",
    b"mimetype",
    b"META-INF/",
    b"datapackage.json",
    b"project.qde",
];

/// By the names of the files that it begins with: documents may stand in it, as they are.
fn begins(head: &[u8]) -> bool {
    let mut rest = head;
    let mut is_archive = false;
    while let Some((header, behind)) = rest.split_first_chunk::<30>().filter(|_| rest.starts_with(b"PK\x03\x04")) {
        let short = |at: usize| usize::from(u16::from_le_bytes([header[at], header[at + 1]]));
        let packed = u32::from_le_bytes([header[18], header[19], header[20], header[21]]) as usize;
        let name = behind.get(..short(26)).unwrap_or(behind);
        if PROGRAMS.iter().any(|program| name.starts_with(program)) {
            return false;
        }
        is_archive = true;
        rest = behind.get((short(26) + short(28)).saturating_add(packed)..).unwrap_or_default();
    }
    is_archive
}

/// How an archive is told, with those inside it.
struct Listing<'o> {
    options: &'o ListOptions,
    /// How many bytes of files may still be looked through, and how many might at the beginning.
    left: u64,
    limit: u64,
    /// How deep the archive is in others, from 1.
    depth: u64,
}

type Emit<'e> = &'e mut dyn FnMut(Entry) -> ControlFlow<()>;

fn list(bytes: &[u8], options: &ListOptions, emit: Emit<'_>) -> Result<(), DocumentError> {
    let limit = most_listed(bytes.len() as u64);
    let mut listing = Listing { options, left: limit, limit, depth: 1 };
    let mut count = 0;
    let listed = listing.tell(bytes, &mut |entry| {
        count += 1;
        if count > ARTICLES { ControlFlow::Break(()) } else { emit(entry) }
    });
    if count > ARTICLES {
        return Err(DocumentError::TooMuch { kind: "ZIP", what: "articles", limit: ARTICLES });
    }
    listed
}

impl Listing<'_> {
    /// Tells the articles of an archive.
    fn tell(&mut self, bytes: &[u8], emit: Emit<'_>) -> Result<(), DocumentError> {
        let mut names = Names::default();
        let mut is_locked = false;
        for (path, range) in files(bytes)?.filter(|(path, _)| !is_hidden(path)) {
            let packed = Packed::at(bytes, &range);
            is_locked |= matches!(packed, Err(DocumentError::Locked { .. }));
            let of_many = packed.ok().and_then(|packed| Some((kind_of_many(&path, packed)?, packed)));
            if of_many.is_none() && kind_of_path(&path).is_none() {
                continue;
            }
            let path = names.unique(&path);
            if let Some((kind, packed)) = of_many {
                let (mut flow, mut is_told) = (ControlFlow::Continue(()), false);
                let listed = self.tell_inner(kind, packed, &mut |entry| {
                    is_told = true;
                    let name = names.unique(&format!("{path}/{}", entry.name)).into();
                    let (title, date, range) = (entry.title.clone(), entry.date, range.clone());
                    let inner = Some(Box::new(InnerEntry { kind, entry }));
                    flow = emit(Entry { name, title, date, range, within: 0, inner });
                    flow
                });
                if flow.is_break() {
                    return Ok(());
                }
                if self.left == 0 {
                    return Err(DocumentError::TooMuch { kind: "ZIP", what: "bytes", limit: self.limit });
                }
                // One whose articles cannot be told is told as one article: to read it says why.
                if is_told || listed.is_ok() {
                    continue;
                }
            }
            let file = path.rsplit('/').next().unwrap_or_default();
            let title = title_of(file.rsplit_once('.').map_or(file, |(stem, _)| stem));
            if emit(Entry { name: path.into(), title, date: None, range, within: 0, inner: None }).is_break() {
                return Ok(());
            }
        }
        if is_locked && names.next.is_empty() { Err(DocumentError::Locked { kind: "ZIP" }) } else { Ok(()) }
    }

    /// Tells the articles of a file in an archive.
    fn tell_inner(
        &mut self,
        kind: &'static CollectionKind,
        packed: Packed<'_>,
        emit: Emit<'_>,
    ) -> Result<(), DocumentError> {
        let is_archive = kind == &KIND;
        if is_archive && self.depth == ARCHIVES {
            return Err(TOO_DEEP);
        }
        let file = packed.unpack();
        let looked_through = match &file {
            Ok(file) => file.bytes.len() as u64,
            Err(DocumentError::TooMuch { limit, .. }) => *limit,
            Err(_) => 0,
        };
        self.left = self.left.saturating_sub(looked_through);
        let file = file?;
        if self.left == 0 || !is_archive {
            return (kind.list)(&file.bytes, self.options, emit);
        }
        self.depth += 1;
        let listed = self.tell(&file.bytes, emit);
        self.depth -= 1;
        listed
    }
}

const TOO_DEEP: DocumentError =
    DocumentError::TooMuch { kind: "ZIP", what: "archives inside each other", limit: ARCHIVES };

/// The names in an archive.
#[derive(Default)]
struct Names {
    /// For each that was told, the number that it has when it is told again.
    next: HashMap<u64, usize>,
}

impl Names {
    /// A name, with a number behind it if it was told before.
    fn unique(&mut self, told: &str) -> String {
        let mut name = told.to_owned();
        while self.next.contains_key(&hash(&name)) {
            let number = self.next.entry(hash(told)).or_insert(2);
            name = format!("{told} #{number}");
            *number += 1;
        }
        self.next.insert(hash(&name), 2);
        name
    }
}

/// What the system keeps beside files is no article.
fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.') || part == "__MACOSX")
}

fn extension_of(path: &str) -> &str {
    path.rsplit('/').next().and_then(|file| file.rsplit_once('.')).map_or("", |(_, extension)| extension)
}

/// The kind of article that a path says.
fn kind_of_path(path: &str) -> Option<&'static ArticleKind> {
    kind_of_extension(extension_of(path))
}

fn kinds() -> impl Iterator<Item = &'static CollectionKind> {
    OTHERS.iter().copied().chain([&KIND])
}

/// The kind of a file that holds many articles, by its path and its beginning.
fn kind_of_many(path: &str, file: Packed<'_>) -> Option<&'static CollectionKind> {
    let mut kinds = kinds().filter(|kind| kind.may_have(extension_of(path))).peekable();
    kinds.peek()?;
    let head = file.head();
    kinds.find(|kind| (kind.begins)(&head))
}

fn read(
    bytes: &[u8],
    entry: &Entry,
    options: &ListOptions,
    read_options: &ReadOptions,
) -> Result<(&'static ArticleKind, Contents), DocumentError> {
    let ((kind, mut contents), is_whole) = if let Some(InnerEntry { kind, entry: inner }) = entry.inner.as_deref() {
        let file = unpacked(bytes, &entry.range)?;
        ((kind.read)(&file.bytes, inner, options, read_options)?, file.is_whole)
    } else {
        let packed = Packed::at(bytes, &entry.range)?;
        // A number stands behind a path that occurs twice.
        let of_first = || kind_of_path(entry.name.rsplit_once(" #")?.0);
        let Some(by_name) = kind_of_path(&entry.name).or_else(of_first) else { return Err(untold(packed, options)) };
        let file = packed.unpack()?;
        let kind = kind_of_bytes(by_name, &file.bytes);
        ((kind, (kind.read)(file.bytes.into_owned(), read_options)?), file.is_whole)
    };
    if !is_whole {
        contents.remarks.push(Remark::Damaged);
    }
    Ok((kind, contents))
}

/// Why the articles of a file that holds many were not told.
fn untold(packed: Packed<'_>, options: &ListOptions) -> DocumentError {
    let head = packed.head();
    match kinds().find(|kind| (kind.begins)(&head)) {
        Some(kind) if kind == &KIND => TOO_DEEP,
        Some(kind) => {
            let listed =
                packed.unpack().and_then(|file| (kind.list)(&file.bytes, options, &mut |_| ControlFlow::Break(())));
            listed.err().unwrap_or(DAMAGED)
        }
        None => DAMAGED,
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use zip::CompressionMethod;
    use zip::write::SimpleFileOptions;

    use super::*;
    use crate::document::{COLLECTION_KINDS, bytes_of};

    #[test]
    fn files_of_all_kinds_may_stand_in_archives() {
        assert!(COLLECTION_KINDS.iter().all(|kind| kinds().any(|known| known == *kind)));
    }

    fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
        packed(files, CompressionMethod::Deflated)
    }

    fn packed(files: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn listed(bytes: &[u8]) -> (Vec<Entry>, Result<(), DocumentError>) {
        let mut entries = Vec::new();
        let listed = list(bytes, &ListOptions::default(), &mut |entry| {
            entries.push(entry);
            ControlFlow::Continue(())
        });
        (entries, listed)
    }

    fn entries(bytes: &[u8]) -> Vec<Entry> {
        let (entries, listed) = listed(bytes);
        listed.unwrap();
        entries
    }

    fn names(bytes: &[u8]) -> Vec<String> {
        entries(bytes).into_iter().map(|entry| entry.name.into()).collect()
    }

    fn contents(bytes: &[u8], entry: &Entry) -> Result<(&'static ArticleKind, Contents), DocumentError> {
        read(bytes, entry, &ListOptions::default(), &ReadOptions::default())
    }

    /// Names and texts of all articles.
    fn told(bytes: &[u8]) -> Vec<(String, String)> {
        let text = |entry: &Entry| {
            contents(bytes, entry).map_or_else(|error| error.to_string(), |(_, read)| read.text.as_str().to_owned())
        };
        entries(bytes).iter().map(|entry| (entry.name.to_string(), text(entry))).collect()
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
            ("package.json", b"{\"a\": 1}"),
            ("page.xml", b"<html/>"),
            ("a.csv", b"a"),
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

    const MAILBOX: &str = "From a@example.org Fri Mar 14 09:30:00 2031\nSubject: أول\nMessage-ID: <1@example.org>\n\nنص\n\n\
        From b@example.org Fri Mar 14 09:31:00 2031\nSubject: ثان\nMessage-ID: <2@example.org>\n\nنص آخر\n";
    const TABLE: &str = "id;text\n7;سقطت سرت في يد القوات أمس\n8;قال الرجل نعم ثم لا\n";
    const FEED: &str = "<rss><channel><item><guid>g/1</guid><title>خبر</title></item></channel></rss>";
    const CHAT: &str = "14/03/2031, 09:30 - ليلى: سقطت سرت\n14/03/2031, 09:31 - هدى: نعم\n";
    const CHANNEL: &str =
        r#"{"name":"x","type":"public_channel","id":1,"messages":[{"id":2,"type":"message","text":"خبر"}]}"#;
    const PAGE: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nنص";

    fn record() -> Vec<u8> {
        let len = PAGE.len();
        format!("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.org/1\r\nContent-Length: {len}\r\n\r\n{PAGE}\r\n\r\n")
            .into_bytes()
    }

    #[test]
    fn articles_of_files_of_many_are_told() {
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        gz.write_all(&record()).unwrap();
        let gz = gz.finish().unwrap();
        let inner = archive(&[("a.txt", "داخل".as_bytes()), ("m.mbox", MAILBOX.as_bytes())]);
        let wacz = packed(&[("archive/a.warc.gz", &gz), ("datapackage.json", b"{}")], CompressionMethod::Stored);
        let files: &[(&str, &[u8])] = &[
            ("بريد/in.mbox", MAILBOX.as_bytes()),
            ("t.csv", TABLE.as_bytes()),
            ("in.zip", &inner),
            ("f.xml", FEED.as_bytes()),
            ("chat.txt", CHAT.as_bytes()),
            ("result.json", CHANNEL.as_bytes()),
            ("a.warc", &record()),
            ("a.warc.gz", &gz),
            ("a.wacz", &wacz),
            ("z.txt", "نص".as_bytes()),
        ];
        let wanted = [
            ("بريد/in.mbox/1@example.org", "أول\n\nنص"),
            ("بريد/in.mbox/2@example.org", "ثان\n\nنص آخر"),
            ("t.csv/7", "سقطت سرت في يد القوات أمس"),
            ("t.csv/8", "قال الرجل نعم ثم لا"),
            ("in.zip/a.txt", "داخل"),
            ("in.zip/m.mbox/1@example.org", "أول\n\nنص"),
            ("in.zip/m.mbox/2@example.org", "ثان\n\nنص آخر"),
            ("f.xml/g/1", "خبر"),
            ("chat.txt/2031-03-14T09:30:00 ليلى", "سقطت سرت"),
            ("chat.txt/2031-03-14T09:31:00 هدى", "نعم"),
            ("result.json/2", "خبر"),
            ("a.warc/http://a.org/1", "نص"),
            ("a.warc.gz/http://a.org/1", "نص"),
            ("a.wacz/http://a.org/1", "نص"),
            ("z.txt", "نص"),
        ];
        let wanted = wanted.map(|(name, text)| (name.to_owned(), text.to_owned()));
        for method in [CompressionMethod::Deflated, CompressionMethod::Stored] {
            let zip = packed(files, method);
            assert!(begins(&zip[..zip.len().min(8192)]));
            assert_eq!(told(&zip), wanted);
            let entries = entries(&zip);
            assert_eq!(*bytes_of(&entries[0], &zip), MAILBOX.as_bytes()[44..MAILBOX.find("From b").unwrap()]);
            assert_eq!((&*entries[5].title, entries[5].byte_count()), ("أول", entries[0].byte_count()));
            assert!(bytes_of(&entries[0], b"other").is_empty());
        }
    }

    #[test]
    fn names_are_told_once() {
        let zip = archive(&[("a/1.txt", b"x"), ("t.csv", TABLE.as_bytes()), ("t.csv/7.txt", b"y")]);
        let mut twice = zip.clone();
        // The directory and the headers alike.
        while let Some(at) = memchr::memmem::find(&twice, b"t.csv/7.txt") {
            twice[at..at + 11].copy_from_slice(b"a///../1.rt");
        }
        assert_eq!(names(&zip), ["a/1.txt", "t.csv/7", "t.csv/8", "t.csv/7.txt"]);
        assert_eq!(names(&twice), ["a/1.txt", "t.csv/7", "t.csv/8"]);
        let mut names = Names::default();
        let unique = ["a.txt", "a.txt", "a.txt #2", "a.txt"].map(|name| names.unique(name));
        assert_eq!(unique, ["a.txt", "a.txt #2", "a.txt #2 #2", "a.txt #3"]);
    }

    #[test]
    fn archives_deep_inside_each_other_and_bombs_are_refused() {
        let deep = archive(&[("b.zip", &archive(&[("c.zip", &archive(&[("a.txt", "نص".as_bytes())]))]))]);
        assert_eq!(told(&deep), [("b.zip/c.zip".to_owned(), TOO_DEEP.to_string())]);
        // A mailbox that unpacks to much more than it is long says so, and the others are told.
        let bomb = MAILBOX.to_owned() + &"x".repeat(3 << 20);
        let zip = archive(&[("a.mbox", bomb.as_bytes()), ("b.mbox", MAILBOX.as_bytes())]);
        let told = told(&zip);
        assert_eq!(
            told.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
            ["a.mbox", "b.mbox/1@example.org", "b.mbox/2@example.org"]
        );
        assert!(told[0].1.contains("has more than"), "{}", told[0].1);
        // Many that are each short enough: the first are told.
        let long = MAILBOX.to_owned() + &"نص ".repeat(150_000);
        let names: Vec<String> = (0..100).map(|number| format!("{number}.mbox")).collect();
        let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), long.as_bytes())).collect();
        let (entries, listed) = listed(&archive(&files));
        assert!(matches!(listed, Err(DocumentError::TooMuch { what: "bytes", .. })), "{listed:?}");
        assert!((2..2 * names.len()).contains(&entries.len()), "{}", entries.len());
    }

    #[test]
    fn locked_archives_say_so() {
        let mut zip = archive(&[("a.mbox", MAILBOX.as_bytes())]);
        let central = memchr::memmem::find(&zip, b"PK\x01\x02").unwrap();
        zip[6] |= 1;
        zip[central + 8] |= 1;
        assert_eq!(listed(&zip), (Vec::new(), Err(DocumentError::Locked { kind: "ZIP" })));
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
    fn damage_is_told() {
        let bomb = archive(&[("a.txt", &vec![b'x'; 3 << 20])]);
        assert!(matches!(contents(&bomb, &entries(&bomb)[0]), Err(DocumentError::TooMuch { .. })));
        assert_eq!(listed(b"PK\x03\x04"), (Vec::new(), Err(DAMAGED)));
        let text = "سقطت سرت في يد القوات أمس. ".repeat(40) + "نعم";
        let mut cut = archive(&[("a.txt", text.as_bytes())]);
        let entry = entries(&cut).remove(0);
        let at = entry.range.end as usize - 10;
        cut[at..at + 10].fill(0xff);
        let damaged = contents(&cut, &entry).unwrap().1;
        assert_eq!(damaged.remarks, [Remark::Damaged]);
        assert!(damaged.text.as_str().starts_with("سقطت سرت"));
    }

    #[test]
    fn documents_of_programs_are_no_archives_of_articles() {
        let document = archive(&[("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>")]);
        assert!(!begins(&document));
        // As it is, in an archive.
        assert!(begins(&packed(&[("a.docx", &document), ("b.txt", b"x")], CompressionMethod::Stored)));
    }
}
