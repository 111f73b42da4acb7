//! Mail (`.eml`): its subject as the headline, then its text.

use foldhash::HashSet;
use mail_parser::{Header, HeaderName, Message, MessageParser, MimeHeaders, PartType};

use super::html::append_fragment;
use super::mail_body::plain_text;
use super::mail_header::{decoded, has_lost_characters};
use super::mail_limits::{parser, within_limits};
use crate::document::builder::Builder;
use crate::document::decode::decode;
use crate::document::error::DocumentError;
use crate::document::kind::{ArticleKind, Contents, Remark, Role, about};

/// A mail with its headers, as mail programs save it.
pub(crate) static KIND: ArticleKind = ArticleKind {
    name: "mail",
    extensions: &["eml"],
    has_encodings: false,
    has_whole_page: false,
    begins,
    read: |bytes, _| read_mail(&bytes),
    read_by_pages: None,
};

/// Headers of which a mail has several, and other texts hardly one.
const HEADERS: &[&str] = &[
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "received",
    "return-path",
    "mime-version",
    "content-type",
    "delivered-to",
    "reply-to",
    "content-transfer-encoding",
];
/// What shows that it is a saved web page.
const PAGES: &[&[u8]] = &[b"Snapshot-Content-Location:", b"<Saved by", b"X-MAF-Information:"];

fn begins(head: &[u8]) -> bool {
    if PAGES.iter().any(|sign| memchr::memmem::find(head, sign).is_some()) {
        return false;
    }
    let mut known = 0;
    for line in head.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end).take_while(|line| !line.is_empty()) {
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let Some(colon) = memchr::memchr(b':', line) else { break };
        let name = String::from_utf8_lossy(&line[..colon]).to_ascii_lowercase();
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
            break;
        }
        known += usize::from(HEADERS.contains(&name.as_str()));
    }
    known >= 3
}

/// Reads a mail.
pub(in crate::document) fn read_mail(bytes: &[u8]) -> Result<Contents, DocumentError> {
    const DAMAGED: DocumentError = DocumentError::Damaged { kind: "mail", what: "headers" };
    let bytes = within_limits(bytes);
    let message = parser().parse(&bytes).ok_or(DAMAGED)?;
    let mut b = Builder::default();
    let subject = subject_of(&message).unwrap_or_default();
    b.block(Some(Role::Heading(1)), &subject);
    b.about(about::TITLE, &subject);
    b.about(about::AUTHOR, &people(&message, &HeaderName::From));
    b.about(about::TO, &people(&message, &HeaderName::To));
    // A year that no clock shows is a damaged header.
    if let Some(date) = message.date().filter(|date| date.is_valid()) {
        b.about(about::PUBLISHED, &date.to_rfc3339());
    }
    b.about(about::ID, message.message_id().unwrap_or_default());
    bodies(&message, &mut b)?;
    if message.attachment_count() > 0 {
        b.remark(Remark::Attachments(message.attachment_count() as u32));
    }
    Ok(b.finish(None))
}

/// The subject of a mail, in one line.
pub(in crate::document) fn subject_of(message: &Message<'_>) -> Option<String> {
    let subject = message.subject()?;
    // What the bytes around say may help where single words of it do not.
    let is_broken = has_lost_characters(subject);
    raw_header(message, &HeaderName::Subject).filter(|_| is_broken).or_else(|| Some(subject.to_owned()))
}

fn raw_header(message: &Message<'_>, name: &HeaderName<'_>) -> Option<String> {
    let header = header(message, name)?;
    message.raw_message.get(header.offset_start as usize..header.offset_end as usize).map(decoded)
}

/// A header of a mail: the last of that name counts, as for the parser.
fn header<'m, 'b>(message: &'m Message<'b>, name: &HeaderName<'_>) -> Option<&'m Header<'b>> {
    message.parts.first()?.headers.iter().rev().find(|header| header.name == *name)
}

/// How much of a list of people is read, in bytes.
const PEOPLE_BYTES: usize = 64 << 10;

/// The names of the people in a header, or their addresses where they have none.
fn people(message: &Message<'_>, name: &HeaderName<'static>) -> String {
    let names = || {
        let header = header(message, name)?;
        let line = message.raw_message.get(header.offset_field as usize..header.offset_end as usize)?;
        let line = &line[..line.len().min(PEOPLE_BYTES)];
        let people = MessageParser::new().header_address(name.clone()).parse_headers(line)?;
        let one = |person: &mail_parser::Addr<'_>| {
            let name = person.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
            name.or(person.address.as_deref()).unwrap_or_default().to_owned()
        };
        let all = people.header(name.clone())?.as_address()?.iter().map(one).filter(|name| !name.is_empty());
        Some(all.collect::<Vec<_>>().join(", "))
    };
    let names = names().unwrap_or_default();
    let is_broken = has_lost_characters(&names);
    raw_header(message, name).filter(|_| is_broken).unwrap_or(names)
}

/// Appends the texts of a mail: of each that is there in several forms, the plain one, unless that only says that
/// there is another.
fn bodies(message: &Message<'_>, b: &mut Builder) -> Result<(), DocumentError> {
    let mut plain = Builder::default();
    for id in &message.text_body {
        body(message, *id, &mut plain)?;
    }
    let is_plain: HashSet<u32> = message.text_body.iter().copied().collect();
    if message.html_body.iter().any(|id| !is_plain.contains(id)) {
        let mut html = Builder::default();
        for id in &message.html_body {
            body(message, *id, &mut html)?;
        }
        if letters(plain.text()) * PLAIN_SHARE < letters(html.text()) {
            plain = html;
        }
    }
    b.append(plain);
    Ok(())
}

/// A plain form with fewer than one letter for so many of the other form is a word on that form.
const PLAIN_SHARE: usize = 3;

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}

fn body(message: &Message<'_>, id: u32, b: &mut Builder) -> Result<(), DocumentError> {
    let Some(part) = message.part(id) else { return Ok(()) };
    let (PartType::Text(text) | PartType::Html(text)) = &part.body else { return Ok(()) };
    let guessed = if has_lost_characters(text) { guessed_text(message, part) } else { None };
    let text = guessed.as_deref().unwrap_or(text);
    if matches!(part.body, PartType::Html(_)) {
        append_fragment(text, b);
    } else {
        let content_type = part.content_type();
        let has = |name: &str, value: &str| {
            content_type.and_then(|kind| kind.attribute(name)).is_some_and(|found| found.eq_ignore_ascii_case(value))
        };
        plain_text(text, has("format", "flowed").then(|| has("delsp", "yes")), b);
    }
    b.check("mail")
}

/// The text in the encoding that it looks like: it is not in the one that it should be in, or none is told.
fn guessed_text(message: &Message<'_>, part: &mail_parser::MessagePart<'_>) -> Option<String> {
    let raw = message.raw_message.get(part.offset_body as usize..part.offset_end as usize)?;
    let bytes = match part.encoding {
        mail_parser::Encoding::None => raw.to_vec(),
        mail_parser::Encoding::QuotedPrintable => {
            mail_parser::decoders::quoted_printable::quoted_printable_decode(raw)?
        }
        mail_parser::Encoding::Base64 => mail_parser::decoders::base64::base64_decode(raw)?,
    };
    let decoded = decode(bytes, None).ok()?;
    decoded.decoding.undecodable.is_none().then(|| decoded.text.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(mail: &[u8]) -> (String, Vec<(&'static str, String)>, Vec<Remark>) {
        let contents = read_mail(mail).unwrap();
        (contents.text.as_str().to_owned(), contents.about, contents.remarks)
    }

    const MAIL: &str = "From: =?utf-8?b?2YTZitmE2Yk=?= <a@example.org>\r\nTo: b@example.org, \"Sami\" <c@example.org>\r\n\
        Subject: =?utf-8?Q?=D8=B3=D8?=\r\n =?utf-8?Q?=B1=D8=AA?=\r\nDate: Fri, 14 Mar 2031 09:30:00 +0300\r\nMessage-ID: <1@example.org>\r\n";

    #[test]
    fn the_plain_form_is_read_and_attachments_are_counted() {
        let mail = format!(
            "{MAIL}Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: multipart/alternative; boundary=y\r\n\r\n\
             --y\r\nContent-Type: text/plain; charset=windows-1256\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=D3=D1=\r\n=CA\r\n\
             --y\r\nContent-Type: text/html\r\n\r\n<p>xxxxxx</p>\r\n--y--\r\n\
             --x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename*=utf-8''%D9%85.pdf\r\n\r\nx\r\n--x--\r\n"
        );
        assert!(begins(mail.as_bytes()));
        let (text, about, remarks) = read(mail.as_bytes());
        assert_eq!((text.as_str(), remarks), ("سرت\n\nسرت", vec![Remark::Attachments(1)]));
        let about: Vec<_> = about.iter().map(|(field, value)| (*field, value.as_str())).collect();
        assert_eq!(
            about,
            [
                ("title", "سرت"),
                ("author", "ليلى"),
                ("to", "b@example.org, Sami"),
                ("published", "2031-03-14T09:30:00+03:00"),
                ("id", "1@example.org"),
            ]
        );
    }

    #[test]
    fn html_is_read_where_there_is_no_plain_text() {
        let html = format!("{MAIL}Content-Type: text/html; charset=utf-8\r\n\r\n<p>نعم</p><p>لا</p>");
        assert_eq!(read(html.as_bytes()).0, "سرت\n\nنعم\n\nلا");
        let blank = format!(
            "{MAIL}Content-Type: multipart/alternative; boundary=y\r\n\r\n--y\r\nContent-Type: text/plain\r\n\r\n \r\n\
             --y\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>نعم</p>\r\n--y--\r\n"
        );
        assert_eq!(read(blank.as_bytes()).0, "سرت\n\nنعم");
        let word_only = blank.replace("\r\n\r\n \r\n", "\r\n\r\nUse HTML\r\n").replace("نعم", &"نعم ".repeat(20));
        assert_eq!(read(word_only.as_bytes()).0, format!("سرت\n\n{}", "نعم ".repeat(20).trim_end()));
    }

    #[test]
    fn a_mail_with_very_many_groups_or_parts_is_read() {
        let mail = format!("{MAIL}Cc: {}\r\nReply-To: x\r\n\r\nنعم", "x:;".repeat(100_000));
        assert_eq!(read(mail.as_bytes()).0, "سرت\n\nنعم");
        let mail = format!("From: Leila <a@example.org>, {}\r\nTo: b\r\n\r\nنعم", "b:;".repeat(100_000));
        assert_eq!(read(mail.as_bytes()).1[0], ("author", "Leila".to_owned()));
        let part = "--x\r\n\r\nنعم\r\n";
        let mail = format!("{MAIL}Content-Type: multipart/mixed; boundary=x\r\n\r\n{}--x--\r\n", part.repeat(50_000));
        assert_eq!(read(mail.as_bytes()).0.matches("نعم").count(), 50_000);
    }

    #[test]
    fn text_in_an_encoding_that_is_not_told_is_guessed() {
        let mail = format!("{MAIL}\r\nسقطت سرت في يد القوات أمس وقال المتحدث نعم");
        let bytes = encoding_rs::WINDOWS_1256.encode(&mail).0;
        assert_eq!(read(&bytes).0, "سرت\n\nسقطت سرت في يد القوات أمس وقال المتحدث نعم");
    }

    #[test]
    fn other_texts_are_no_mails() {
        for text in [
            "From: <Saved by Blink>\r\nSubject: x\r\nDate: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n",
            "قال: نعم\nTo: be or not\n\nSubject: x",
            "",
        ] {
            assert!(!begins(text.as_bytes()), "{text}");
        }
        assert!(read_mail(b"").is_err());
    }
}
