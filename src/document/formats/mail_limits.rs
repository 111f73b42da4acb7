//! What of a mail is given to the parser, which knows no limits.

use std::borrow::Cow;

use mail_parser::{HeaderName, MessageParser};
use memchr::{memchr_iter, memmem, memrchr};

/// A parser of the headers that are read, and of no others: a list of people may have a million groups without anybody.
pub(in crate::document) fn parser() -> MessageParser {
    MessageParser::new()
        .with_mime_headers()
        .header_text(HeaderName::Subject)
        .header_date(HeaderName::Date)
        .header_id(HeaderName::MessageId)
        .default_header_ignore()
}

/// A mail without what nobody writes and the parser takes apart without an end: very many headers, and mails inside each
/// other.
pub(super) fn within_limits(mail: &[u8]) -> Cow<'_, [u8]> {
    match without_inner_mails(mail) {
        Cow::Borrowed(mail) => without_more_headers(mail),
        Cow::Owned(mail) => match without_more_headers(&mail) {
            Cow::Owned(shorter) => Cow::Owned(shorter),
            Cow::Borrowed(_) => Cow::Owned(mail),
        },
    }
}

/// How many lines of headers there may be.
const HEADER_LINES: usize = 4096;

fn without_more_headers(mail: &[u8]) -> Cow<'_, [u8]> {
    let (mut lines, mut most, mut at) = (0, None, 0);
    for newline in memchr_iter(b'\n', mail) {
        if mail[at..newline].trim_ascii().is_empty() {
            break;
        }
        lines += 1;
        at = newline + 1;
        if lines == HEADER_LINES {
            most = Some(at);
        }
    }
    match most {
        Some(most) if most < at => Cow::Owned([&mail[..most], &mail[at..]].concat()),
        _ => Cow::Borrowed(mail),
    }
}

/// How many attached mails there may be: the parser builds them inside each other without an end, and takes them apart by
/// calling itself.
const MOST: usize = 8;
/// The types that make one.
const TYPES: [&[u8]; 3] = [b"message/rfc822", b"message/global", b"multipart/digest"];

/// A mail in which attached mails are files like others, if there are very many, or if they are written in an encoding, in
/// which nobody sees how many there are.
fn without_inner_mails(mail: &[u8]) -> Cow<'_, [u8]> {
    let places: Vec<usize> = memchr_iter(b'/', mail).filter_map(|slash| inner_type(mail, slash)).collect();
    if places.len() <= MOST && !places.iter().any(|at| is_encoded(mail, *at)) {
        return Cow::Borrowed(mail);
    }
    let mut mail = mail.to_vec();
    for at in places {
        // Of a type that nobody knows.
        mail[at] = b'x';
    }
    Cow::Owned(mail)
}

/// Where a type begins whose slash is at this byte, if it is that of a mail.
fn inner_type(mail: &[u8], slash: usize) -> Option<usize> {
    TYPES.into_iter().find_map(|name| {
        let at = slash.checked_sub(name.iter().position(|byte| *byte == b'/')?)?;
        mail.get(at..at + name.len())?.eq_ignore_ascii_case(name).then_some(at)
    })
}

/// Whether the headers around a place name an encoding.
fn is_encoded(mail: &[u8], at: usize) -> bool {
    let is_blank = |line: &[u8]| line.trim_ascii().is_empty();
    let (mut start, mut end) = (at, at);
    while let Some(newline) = memrchr(b'\n', &mail[..start]) {
        let line = memrchr(b'\n', &mail[..newline]).map_or(0, |before| before + 1);
        if is_blank(&mail[line..newline]) || at - line > HEADERS {
            break;
        }
        start = newline;
    }
    while let Some(newline) = memchr::memchr(b'\n', &mail[end..]).map(|found| end + found) {
        let next = memchr::memchr(b'\n', &mail[newline + 1..]).map_or(mail.len(), |found| newline + 1 + found);
        end = newline + 1;
        if is_blank(&mail[end..next]) || end - at > HEADERS {
            break;
        }
    }
    let headers = mail[start..end].to_ascii_lowercase();
    [&b"base64"[..], b"quoted-printable"].iter().any(|encoding| memmem::find(&headers, encoding).is_some())
}

/// How far around it the headers are looked at, in bytes.
const HEADERS: usize = 16 << 10;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attached_mails_stay_unless_there_are_very_many_or_nobody_sees_how_many() {
        let attached = "--b\r\nContent-Type: Message/RFC822\r\n\r\nSubject: x\r\n\r\nنص message/rfc822\r\n";
        assert!(matches!(without_inner_mails(attached.as_bytes()), Cow::Borrowed(_)));
        let many = "Content-Type: message/rfc822\n\n".repeat(200_000);
        let tamed = without_inner_mails(many.as_bytes());
        assert_eq!(tamed.len(), many.len());
        assert!(memmem::find(&tamed, b" message/").is_none());
        let encoded = "--b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: BASE64\n\nU3ViamVjdDogeA==\n";
        assert!(memmem::find(&without_inner_mails(encoded.as_bytes()), b"xessage/rfc822").is_some());
        let other = "Content-Transfer-Encoding: base64\n\nYQ==\n--b\nContent-Type: message/rfc822\n\nx\n";
        assert!(matches!(without_inner_mails(other.as_bytes()), Cow::Borrowed(_)));
    }

    #[test]
    fn a_mail_keeps_its_text_behind_very_many_headers() {
        let head = "Subject: س\nContent-Type: text/plain; charset=utf-8\n";
        for newline in ["\n", "\r\n"] {
            let many = format!("{head}{}\nسقطت سرت\n", "a:\n".repeat(100_000)).replace('\n', newline);
            let short = within_limits(many.as_bytes());
            assert!(short.len() < 20_000, "{}", short.len());
            let contents = super::super::mail::read_mail(many.as_bytes()).unwrap();
            assert_eq!(contents.text.as_str(), "س\n\nسقطت سرت");
            // Lines of another kind in the text end no headers.
            let long = format!("{head}\n{}", "نص\n".repeat(100_000)).replace('\n', newline) + "\n\n\r\n\r\n";
            assert!(matches!(within_limits(long.as_bytes()), Cow::Borrowed(_)));
        }
    }

    #[test]
    fn mails_inside_each_other_come_to_an_end() {
        for inner in ["Content-Type: message/rfc822\n\n", "Content-Type: multipart/digest; boundary=a\n\n--a\n\n"] {
            let mail = format!("Subject: س\nFrom: a@example.org\nTo: b@example.org\n{}", inner.repeat(100_000));
            let _ = super::super::mail::read_mail(mail.as_bytes());
        }
    }
}
