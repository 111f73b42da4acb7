//! Web archives (`.warc`, `.warc.gz`, `.wacz`): every page that was saved is an article.

use std::io::Read as _;
use std::ops::ControlFlow;

use foldhash::HashSet;

use super::archive_file::{Packed, files};
use super::dates::moment;
use super::http::{Response, charset, media_type};
use super::post::{hash, piece, title_of};
use super::warc_record::{Place, Record, is_packed, record, records};
use crate::document::collection::{CollectionKind, Entry, ListOptions};
use crate::document::error::DocumentError;
use crate::document::formats::html::{self, Origin};
use crate::document::kind::{ArticleKind, Contents, ReadOptions, Remark, about};
use crate::document::limits::UNPACKED_BYTES;
use crate::document::plain_text;

/// A web archive.
pub(crate) static KIND: CollectionKind = CollectionKind {
    name: "warc",
    extensions: &["warc", "wacz", "gz"],
    begins,
    columns: None,
    list,
    read,
    in_pieces: None,
};

const DAMAGED: DocumentError = DocumentError::Damaged { kind: "WARC", what: "record" };

fn begins(head: &[u8]) -> bool {
    if is_packed(head) {
        let mut first = [0; 5];
        return flate2::read::GzDecoder::new(head).read_exact(&mut first).is_ok() && &first == b"WARC/";
    }
    let has = |part: &[u8]| memchr::memmem::find(head, part).is_some();
    head.starts_with(b"WARC/")
        || (is_zip(head)
            && (has(b"archive/") || has(b"pages/pages.jsonl"))
            && (has(b".warc") || has(b"datapackage.json")))
}

fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// What of a record is a page.
struct Page<'a> {
    record: &'a Record,
    response: Option<Response<'a>>,
    is_html: bool,
}

impl<'a> Page<'a> {
    /// `None` if it is no text, or no answer: a picture, a script, a page that is not there, one that was not saved
    /// again because it is as it was.
    fn of(record: &'a Record) -> Option<Self> {
        let response = match record.header("warc-type") {
            "response" => Some(Response::read(&record.block)?),
            "resource" | "conversion" => None,
            _ => return None,
        };
        let media = response.as_ref().map_or_else(|| media_type(record.header("content-type")), Response::media_type);
        let is_html = matches!(media.as_str(), "text/html" | "application/xhtml+xml");
        let is_there = response.as_ref().is_none_or(|response| response.status == 200);
        let is_web = record.url().starts_with("http");
        (is_there && is_web && (is_html || media == "text/plain")).then_some(Self { record, response, is_html })
    }

    fn charset(&self) -> Option<&'static encoding_rs::Encoding> {
        self.response.as_ref().map_or_else(|| charset(self.record.header("content-type")), Response::charset)
    }

    fn body(&self) -> Result<(Vec<u8>, bool), DocumentError> {
        let whole = || (self.record.block.clone(), true);
        self.response.as_ref().map_or_else(|| Ok(whole()), Response::body)
    }

    /// What its title element says, if that is near its beginning; else the end of its address.
    fn title(&self) -> String {
        let body = self.body().map(|(body, _)| body).unwrap_or_default();
        let said = if self.is_html { html_title(&body, self.charset()) } else { None };
        let of_url = || {
            let path = self.record.url().split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
            path.rsplit('/').next().unwrap_or_default().to_owned()
        };
        said.filter(|title| !title.trim().is_empty()).unwrap_or_else(of_url)
    }
}

/// The text of the title element.
fn html_title(html: &[u8], charset: Option<&'static encoding_rs::Encoding>) -> Option<String> {
    /// The longest title that is looked at, in bytes.
    const MOST: usize = 2000;
    let start = memchr::memmem::find(html, b"<title").or_else(|| memchr::memmem::find(html, b"<TITLE"))?;
    let start = start + memchr::memchr(b'>', &html[start..])? + 1;
    let rest = &html[start..html.len().min(start + MOST)];
    let raw = &rest[..memchr::memchr(b'<', rest)?];
    let text = match (std::str::from_utf8(raw), charset) {
        (Ok(text), _) => text.to_owned(),
        (Err(_), Some(charset)) => charset.decode_without_bom_handling(raw).0.into_owned(),
        (Err(_), None) => crate::document::decode::decode(html.to_vec(), None).ok().and_then(|decoded| {
            let text = decoded.text.as_str();
            let start = text.to_ascii_lowercase().find("<title")?;
            let (_, rest) = text[start..].split_once('>')?;
            Some(rest.split('<').next()?.to_owned())
        })?,
    };
    Some(super::feed_text::without_references(&text).into_owned())
}

fn list(bytes: &[u8], _: &ListOptions, emit: &mut dyn FnMut(Entry) -> ControlFlow<()>) -> Result<(), DocumentError> {
    let mut seen = Seen::default();
    if !is_zip(bytes) {
        let _told: ControlFlow<()> = tell(bytes, 0, &mut seen, emit);
        return Ok(());
    }
    for (path, range) in files(bytes)? {
        let is_archive = path.starts_with("archive/") && [".warc.gz", ".warc"].iter().any(|end| path.ends_with(end));
        // The format has them as they are, so that single pages can be read.
        let Ok(Packed::Stored(part)) = Packed::at(bytes, &range) else { continue };
        let start = range.end - part.len() as u64;
        if is_archive && tell(part, start, &mut seen, emit).is_break() {
            break;
        }
    }
    Ok(())
}

/// What was told already.
#[derive(Default)]
struct Seen {
    /// Pages with what they hold: saved again, they are the same article.
    pages: HashSet<u64>,
    names: HashSet<u64>,
}

/// Tells the pages of an archive that begins at a place of the file.
fn tell(bytes: &[u8], base: u64, seen: &mut Seen, emit: &mut dyn FnMut(Entry) -> ControlFlow<()>) -> ControlFlow<()> {
    let mut flow = ControlFlow::Continue(());
    records(bytes, |record, Place { range, offset }| {
        let Some(page) = Page::of(&record) else { return ControlFlow::Continue(()) };
        let (url, digest, date) = (record.url(), record.header("warc-payload-digest"), record.header("warc-date"));
        if !digest.is_empty() && !seen.pages.insert(hash(&format!("{url} {digest}"))) {
            return ControlFlow::Continue(());
        }
        let mut name = url.to_owned();
        let mut count = 1;
        while !seen.names.insert(hash(&name)) {
            // Another state of the page.
            count += 1;
            name = if count == 2 { format!("{url} {date}") } else { format!("{url} {date} #{count}") };
        }
        flow = emit(Entry {
            name: name.into(),
            title: title_of(&page.title()),
            date: moment(date).map(|moment| moment.seconds),
            range: base + range.start as u64..base + range.end as u64,
            within: offset,
            inner: None,
        });
        flow
    });
    flow
}

fn read(
    bytes: &[u8],
    entry: &Entry,
    _: &ListOptions,
    options: &ReadOptions,
) -> Result<(&'static ArticleKind, Contents), DocumentError> {
    let record =
        piece(bytes, &entry.range).and_then(|piece| record(piece, entry.within, UNPACKED_BYTES)).ok_or(DAMAGED)?;
    let found = Page::of(&record).ok_or(DAMAGED)?;
    let (body, is_whole) = found.body()?;
    // What the server says has priority over what the page says.
    let charset = found.charset();
    let (kind, mut contents) = if found.is_html {
        let origin = Origin { charset: charset.map(|charset| charset.name()), url: Some(record.url()) };
        (&html::KIND, html::read_page(body, &origin, options)?)
    } else {
        let encoding = options.encoding.or_else(|| charset.map(Into::into));
        (&plain_text::KIND, (plain_text::KIND.read)(body, &ReadOptions { encoding, ..*options })?)
    };
    let date = moment(record.header("warc-date")).map(|moment| moment.text).unwrap_or_default();
    for (field, value) in [(about::URL, record.url()), (about::PUBLISHED, date.as_str())] {
        // The page knows better when it was published than the archive, which knows when it was saved.
        if !value.is_empty() && contents.about.iter().all(|(known, _)| *known != field) {
            contents.about.push((field, value.to_owned()));
        }
    }
    if !(is_whole && record.is_whole) {
        contents.remarks.push(Remark::Damaged);
    }
    Ok((kind, contents))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use zip::CompressionMethod;

    use super::*;

    fn entry(kind: &str, url: &str, digest: &str, block: &[u8]) -> Vec<u8> {
        let head = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <{url}>\r\nWARC-Date: 2031-03-14T09:30:00Z\r\nWARC-Payload-Digest: {digest}\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n",
            block.len()
        );
        [head.as_bytes(), block, b"\r\n\r\n"].concat()
    }

    fn response(status: &str, kind: &str, body: &[u8]) -> Vec<u8> {
        [format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n").as_bytes(), body].concat()
    }

    fn sample() -> Vec<Vec<u8>> {
        let html = "<html><head><title>سقوط &amp; سرت</title></head><body><p>سقطت سرت</p><p>نعم</p></body></html>";
        let cp1256 = encoding_rs::WINDOWS_1256.encode(html).0;
        let page = response("200 OK", "text/html; charset=windows-1256", &cp1256);
        vec![
            entry("warcinfo", "", "", b"software: x"),
            entry("request", "https://example.org/1", "", b"GET /1"),
            entry("response", "https://example.org/1", "a", &page),
            entry("response", "https://example.org/1.png", "b", &response("200 OK", "image/png", b"x")),
            entry("response", "https://example.org/2", "c", &response("404 Not Found", "text/html", b"x")),
            entry("revisit", "https://example.org/1", "a", b"HTTP/1.1 200 OK\r\n\r\n"),
            entry("response", "https://example.org/1", "a", &page),
            entry("response", "https://example.org/1", "d", &response("200 OK", "text/plain", "نص".as_bytes())),
        ]
    }

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn check(bytes: &[u8]) {
        assert!(begins(&bytes[..bytes.len().min(8192)]));
        let mut entries = Vec::new();
        list(bytes, &ListOptions::default(), &mut |entry| {
            entries.push(entry);
            ControlFlow::Continue(())
        })
        .unwrap();
        let told: Vec<_> = entries.iter().map(|entry| (&*entry.name, &*entry.title)).collect();
        assert_eq!(
            told,
            [("https://example.org/1", "سقوط & سرت"), ("https://example.org/1 2031-03-14T09:30:00Z", "1")]
        );
        let texts: Vec<_> = entries
            .iter()
            .map(|entry| read(bytes, entry, &ListOptions::default(), &ReadOptions::default()).unwrap().1)
            .map(|contents| (contents.text.as_str().to_owned(), contents.about))
            .collect();
        assert_eq!(texts[0].0, "سقطت سرت\n\nنعم");
        assert!(texts[0].1.contains(&(about::URL, "https://example.org/1".to_owned())));
        assert!(texts[0].1.contains(&(about::PUBLISHED, "2031-03-14T09:30:00Z".to_owned())));
        assert_eq!(texts[1].0, "نص");
    }

    #[test]
    fn pages_of_an_archive_are_articles() {
        let records = sample();
        check(&records.concat());
        let members: Vec<u8> = records.iter().flat_map(|record| packed(record)).collect();
        check(&members);
        // Packed as a whole.
        check(&packed(&records.concat()));
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let stored = zip::write::SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        writer.start_file("archive/data.warc.gz", stored).unwrap();
        writer.write_all(&members).unwrap();
        writer.start_file("datapackage.json", stored).unwrap();
        writer.write_all(b"{}").unwrap();
        check(&writer.finish().unwrap().into_inner());
    }

    #[test]
    fn damaged_archives_tell_what_is_there() {
        let whole = sample().concat();
        let mut count = 0;
        list(&whole[..whole.len() - 200], &ListOptions::default(), &mut |_| {
            count += 1;
            ControlFlow::Continue(())
        })
        .unwrap();
        assert_eq!(count, 1);
        assert!(!begins(&packed("نص".as_bytes())));
    }
}
