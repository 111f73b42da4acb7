//! Web archives of browsers (MHTML): a page and its pictures as the parts of a mail.

use mail_parser::{Message, MessagePart, MimeHeaders as _};

use super::html::{self, Origin};
use super::mail_limits::{parser, within_limits};
use crate::document::error::DocumentError;
use crate::document::kind::{ArticleKind, Contents, ReadOptions};

/// Web archives.
pub(crate) static KIND: ArticleKind = ArticleKind {
    name: "mhtml",
    extensions: &["mhtml", "mht"],
    has_encodings: true,
    has_whole_page: true,
    begins,
    read,
    read_by_pages: None,
};

/// How the kind is called in messages.
const NAME: &str = "MHTML";

/// Whether the head is that of a page and not of a mail, which may have parts of the same kind.
fn begins(head: &[u8]) -> bool {
    let head = head.to_ascii_lowercase();
    let has = |what: &[u8]| memchr::memmem::find(&head, what).is_some();
    head.starts_with(b"from: <saved by")
        || has(b"\nsnapshot-content-location:")
        || has(b"multipart/related")
            && has(b"mime-version:")
            && (has(b"<saved by") || !has(b"\nto:") && has(b"\ncontent-location:"))
}

fn read(bytes: Vec<u8>, options: &ReadOptions) -> Result<Contents, DocumentError> {
    let damaged = DocumentError::Damaged { kind: NAME, what: "it holds no page" };
    let pages = within_limits(&bytes);
    let message = parser().parse(&pages).ok_or(damaged)?;
    let snapshot = message.header_raw("Snapshot-Content-Location").map(str::trim).map(str::to_owned);
    let part = page_of(&message, snapshot.as_deref()).ok_or(damaged)?;
    let charset = part.content_type().and_then(|kind| kind.attribute("charset")).map(str::to_owned);
    let url = snapshot.or_else(|| part.content_location().or_else(|| message.content_location()).map(str::to_owned));
    let page = decoded(part, &pages).ok_or(damaged)?;
    drop(message);
    drop(pages);
    drop(bytes);
    html::read_page(page, &Origin { charset: charset.as_deref(), url: url.as_deref() }, options)
}

/// The page that was saved; others are frames in it.
fn page_of<'a>(message: &'a Message<'a>, location: Option<&str>) -> Option<&'a MessagePart<'a>> {
    let is_page = |part: &&MessagePart<'_>| {
        part.content_type().is_some_and(|kind| {
            let subtype = kind.subtype().unwrap_or_default();
            kind.ctype().eq_ignore_ascii_case("text") && subtype.eq_ignore_ascii_case("html")
                || subtype.contains("xhtml")
        })
    };
    let mut pages = message.parts.iter().filter(is_page);
    let first = pages.next()?;
    let is_there = |part: &&MessagePart<'_>| location.is_some() && part.content_location() == location;
    Some(if is_there(&first) { first } else { pages.find(is_there).unwrap_or(first) })
}

/// The bytes of a part as they were before the mail; damaged ones are read as far as they go.
fn decoded(part: &MessagePart<'_>, bytes: &[u8]) -> Option<Vec<u8>> {
    let raw = bytes.get(part.offset_body as usize..(part.offset_end as usize).min(bytes.len()))?;
    let encoding = part.content_transfer_encoding().unwrap_or_default().trim().to_ascii_lowercase();
    Some(match encoding.as_str() {
        "quoted-printable" => quoted_printable(raw),
        "base64" => base64(raw),
        _ => raw.to_vec(),
    })
}

fn quoted_printable(raw: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = memchr::memchr(b'=', rest) {
        bytes.extend_from_slice(&rest[..at]);
        let digit = |place: usize| rest.get(at + place).and_then(|byte| char::from(*byte).to_digit(16));
        let taken = match (rest.get(at + 1), digit(1), digit(2)) {
            (_, Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                3
            }
            (Some(b'\n'), ..) => 2,
            (Some(b'\r'), ..) if rest.get(at + 2) == Some(&b'\n') => 3,
            // A line that ends in blanks, or damage.
            (Some(b' ' | b'\t' | b'\r'), ..) => 1,
            (None, ..) => 1,
            _ => {
                bytes.push(b'=');
                1
            }
        };
        rest = rest.get(at + taken..).unwrap_or_default();
    }
    bytes.extend_from_slice(rest);
    bytes
}

/// The bytes that letters and digits stand for; what is none of these is left out.
pub(super) fn base64(raw: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(raw.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in raw {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => continue,
        };
        bits = bits << 6 | u32::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::kind::about;

    #[test]
    fn the_page_of_an_archive_is_read() {
        let (html, _, _) =
            encoding_rs::WINDOWS_1256.encode("<h1>سقوط سرت</h1><p>أعلنت القوات أمس، سيطرتها على المدينة كلها.</p>");
        let quoted: String = html.iter().map(|byte| format!("={byte:02X}")).collect::<Vec<_>>().join("=\r\n");
        let archive = format!(
            "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/1\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n--b\r\n\
             Content-Type: text/html; charset=windows-1256\r\nContent-Transfer-Encoding: quoted-printable\r\n\
             Content-Location: https://example.org/1\r\n\r\n{quoted}\r\n--b\r\nContent-Type: image/png\r\n\
             Content-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--\r\n"
        );
        assert!(begins(archive.as_bytes()));
        let contents = read(archive.into_bytes(), &ReadOptions::default()).unwrap();
        assert_eq!(contents.text.as_str(), "سقوط سرت\n\nأعلنت القوات أمس، سيطرتها على المدينة كلها.");
        assert!(contents.about.contains(&(about::URL, "https://example.org/1".to_owned())));
        assert_eq!(base64(b"2LPYsdiq"), "سرت".as_bytes());
        assert!(read(b"From: x\n\nno page".to_vec(), &ReadOptions::default()).is_err());
        assert!(!begins(
            b"From: a@example.org\nTo: b@example.org\nMIME-Version: 1.0\nContent-Type: multipart/related\n"
        ));
    }
}
