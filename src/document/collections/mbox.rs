//! Mailboxes of Unix, Thunderbird and Google Takeout (`.mbox`): every mail is an article.

use std::ops::{ControlFlow, Range};

use foldhash::HashMap;
use memchr::{memchr, memmem};

use super::post::title_of;
use crate::document::collection::{CollectionKind, Entry, ListOptions};
use crate::document::error::DocumentError;
use crate::document::formats::{mail, mail_limits};
use crate::document::kind::{ArticleKind, Contents, ReadOptions};

/// A mailbox.
pub(crate) static KIND: CollectionKind = CollectionKind {
    name: "mbox",
    extensions: &["mbox"],
    begins: |head| is_start(head, 0),
    columns: None,
    list,
    read,
    in_pieces: None,
};

/// The longest line that begins a mail, in bytes.
const LINE_BYTES: usize = 256;
/// The most headers that are looked at for the list, in bytes.
const HEADER_BYTES: usize = 64 << 10;

/// Whether a mail begins at a line: `From someone@example.org Fri Mar 14 09:30:00 2031`, and a header on the next.
fn is_start(bytes: &[u8], at: usize) -> bool {
    let Some(rest) = bytes.get(at..).and_then(|rest| rest.strip_prefix(b"From ")) else { return false };
    let line_end = memchr(b'\n', &rest[..rest.len().min(LINE_BYTES)]).unwrap_or(0);
    let (line, behind) = rest.split_at(line_end);
    let has_clock = line
        .windows(5)
        .any(|part| matches!(part, [a, b, b':', c, d] if [a, b, c, d].iter().all(|byte| byte.is_ascii_digit())));
    let is_header = || {
        let next = behind.get(1..).unwrap_or_default();
        let name = memchr(b':', &next[..next.len().min(100)]).map_or(&b""[..], |colon| &next[..colon]);
        // Some programs mark a header that is not for mails with `>`.
        !name.is_empty() && name.iter().all(|byte| byte.is_ascii_graphic() || name.starts_with(b">From "))
    };
    has_clock && is_header()
}

/// Where mails are, without the lines that begin them.
fn mails(bytes: &[u8]) -> impl Iterator<Item = Range<usize>> + '_ {
    let first = is_start(bytes, 0).then_some(0);
    let others = memmem::find_iter(bytes, b"\nFrom ").map(|newline| newline + 1).filter(|at| is_start(bytes, *at));
    let mut starts = first.into_iter().chain(others).peekable();
    std::iter::from_fn(move || {
        let start = starts.next()?;
        let end = starts.peek().copied().unwrap_or(bytes.len());
        let line = memchr(b'\n', &bytes[start..end]).map_or(end, |newline| start + newline + 1);
        Some(line..end)
    })
}

#[expect(clippy::unnecessary_wraps, reason = "other kinds fail")]
fn list(bytes: &[u8], _: &ListOptions, emit: &mut dyn FnMut(Entry) -> ControlFlow<()>) -> Result<(), DocumentError> {
    let parser = mail_limits::parser();
    // How often an id occurs: a mail that was copied, or one of many without.
    let mut ids: HashMap<u64, u32> = HashMap::default();
    for range in mails(bytes) {
        let head = &bytes[range.start..range.end.min(range.start + HEADER_BYTES)];
        let head = &head[..end_of_headers(head)];
        let message = parser.parse_headers(head);
        let message = message.as_ref();
        let id = message.and_then(|message| message.message_id()).unwrap_or_default();
        let count = ids.entry(super::post::hash(id)).or_default();
        *count += 1;
        let name = match (id, *count) {
            ("", count) => format!("#{count}"),
            (id, 1) => id.to_owned(),
            (id, count) => format!("{id} #{count}"),
        };
        let title = message.and_then(mail::subject_of).unwrap_or_default();
        let date = message.and_then(|message| message.date()).filter(|date| date.is_valid());
        let entry = Entry {
            name: name.into(),
            title: title_of(&title),
            date: date.map(|date| date.to_timestamp()),
            range: range.start as u64..range.end as u64,
            within: 0,
            inner: None,
        };
        if emit(entry).is_break() {
            break;
        }
    }
    Ok(())
}

/// Behind the blank line under the headers.
fn end_of_headers(mail: &[u8]) -> usize {
    let unix = memmem::find(mail, b"\n\n").map(|at| at + 2);
    let dos = memmem::find(&mail[..unix.unwrap_or(mail.len())], b"\r\n\r\n").map(|at| at + 4);
    dos.or(unix).unwrap_or(mail.len())
}

fn read(
    bytes: &[u8],
    entry: &Entry,
    _: &ListOptions,
    _: &ReadOptions,
) -> Result<(&'static ArticleKind, Contents), DocumentError> {
    let raw = super::post::piece(bytes, &entry.range).ok_or(DocumentError::Damaged { kind: "mbox", what: "mail" })?;
    Ok((&mail::KIND, mail::read_mail(&unescaped(raw))?))
}

/// A line of a mail that begins like the first of one has a `>` before it, and one more for each that it had.
fn unescaped(mail: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(mail.len());
    for line in mail.split_inclusive(|byte| *byte == b'\n') {
        let quotes = line.iter().take_while(|byte| **byte == b'>').count();
        let is_escaped = quotes > 0 && line[quotes..].starts_with(b"From ");
        text.extend_from_slice(&line[usize::from(is_escaped)..]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAILBOX: &str = "From a@example.org Fri Mar 14 09:30:00 2031\nSubject: =?utf-8?b?2LPYsdiq?=\nFrom: ليلى <a@example.org>\nDate: Fri, 14 Mar 2031 09:30:00 +0300\nMessage-ID: <1@example.org>\n\nسقطت سرت\n>From here\nFrom there to here 09:30\n\n\
        From 123@xxx Fri Mar 14 09:31:00 +0000 2031\r\nSubject: نعم\r\nMessage-ID: <1@example.org>\r\n\r\nنص\r\n\nFrom b Fri Mar 14 09:32:00 2031\nX-No: subject\n\nبلا موضوع\n";

    #[test]
    fn a_mailbox_is_told_by_its_mails() {
        assert!((KIND.begins)(MAILBOX.as_bytes()));
        let mut entries = Vec::new();
        list(MAILBOX.as_bytes(), &ListOptions::default(), &mut |entry| {
            entries.push(entry);
            ControlFlow::Continue(())
        })
        .unwrap();
        let told: Vec<_> = entries.iter().map(|entry| (&*entry.name, &*entry.title, entry.date)).collect();
        assert_eq!(
            told,
            [("1@example.org", "سرت", Some(1_931_236_200)), ("1@example.org #2", "نعم", None), ("#1", "", None)]
        );
        let texts: Vec<_> = entries
            .iter()
            .map(|entry| read(MAILBOX.as_bytes(), entry, &ListOptions::default(), &ReadOptions::default()).unwrap().1)
            .map(|contents| contents.text.as_str().to_owned())
            .collect();
        assert_eq!(texts, ["سرت\n\nسقطت سرت\nFrom here\nFrom there to here 09:30", "نعم\n\nنص", "بلا موضوع"]);
    }

    #[test]
    fn a_letter_is_no_mailbox() {
        for text in ["From Cairo with love\nYours", "From a Fri Mar 14 09:30:00 2031\n\nx", "From ", ""] {
            assert!(!(KIND.begins)(text.as_bytes()), "{text}");
        }
    }
}
