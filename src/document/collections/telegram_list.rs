//! The posts of an export of Telegram Desktop, found without reading them: exports have gigabytes.
//!
//! The program writes every message on lines of its own, indented alike, and no newline inside a string. So a file can
//! be cut before any such line, and the pieces are looked through at the same time. Files that were written anew by
//! another program, without indentation, are looked through in one piece.

use std::ops::{ControlFlow, Range};

use jiff::civil::DateTime;
use memchr::{memchr, memmem, memrchr};
use rayon::prelude::*;

use super::json_scan::{Scan, push_words};
use super::post::TITLE_CHARS;
use crate::document::collection::Entry;
use crate::text::excerpt::beginning;

/// Length of the pieces that are looked through at the same time, in bytes.
const PIECE_BYTES: usize = 2 << 20;
/// How many pieces are looked through before their posts are told.
const PIECES: usize = 16;
/// How deep lists of chats may be in each other; the program writes two levels.
const DEPTH: usize = 4;

/// Tells the posts of all chats of an export.
pub(super) fn list(bytes: &[u8], emit: &mut dyn FnMut(Entry) -> ControlFlow<()>) {
    let start = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let mut scan = Scan::new(bytes, start);
    // A file that is cut off tells what it has.
    let _: Option<ControlFlow<()>> = chats(bytes, &mut scan, 0, emit);
}

/// What an object that is a chat, or holds chats, has in it. `None` if the text ends.
fn chats<'a>(
    bytes: &'a [u8],
    scan: &mut Scan<'a>,
    depth: usize,
    emit: &mut dyn FnMut(Entry) -> ControlFlow<()>,
) -> Option<ControlFlow<()>> {
    scan.peek()?;
    let start = scan.at();
    if depth > DEPTH || !scan.eat(b'{') {
        scan.skip()?;
        return Some(ControlFlow::Continue(()));
    }
    let mut chat_id: &[u8] = b"";
    while let Some(name) = scan.member() {
        match (name, scan.peek()?) {
            (b"id", b'0'..=b'9' | b'-' | b'"') => chat_id = scan.scalar()?,
            (b"messages", b'[') => {
                scan.eat(b'[');
                // The posts of the only chat are called by their numbers alone.
                let chat = (depth > 0).then_some(chat_id);
                let mut group = Group { chat, within: start as u64, held: None, emit };
                let (flow, end) = messages(bytes, scan.at(), &mut group);
                if flow.is_break() || group.flush().is_break() {
                    return Some(ControlFlow::Break(()));
                }
                *scan = Scan::new(bytes, end);
                scan.eat(b']');
            }
            (b"chats" | b"left_chats", b'{') => {
                if chats(bytes, scan, depth + 1, emit)?.is_break() {
                    return Some(ControlFlow::Break(()));
                }
            }
            (b"list", b'[') => {
                scan.eat(b'[');
                while scan.element() {
                    if chats(bytes, scan, depth + 1, emit)?.is_break() {
                        return Some(ControlFlow::Break(()));
                    }
                }
                scan.eat(b']');
            }
            _ => {
                scan.skip()?;
            }
        }
    }
    scan.eat(b'}').then_some(ControlFlow::Continue(()))
}

/// Tells the messages of an array from behind its `[`; returns where it ends.
fn messages(bytes: &[u8], start: usize, group: &mut Group<'_, '_>) -> (ControlFlow<()>, usize) {
    let Some(Lines { first, last }) = Lines::of(bytes, start) else {
        return one_piece(bytes, start, group);
    };
    let rest = bytes.get(start..).unwrap_or_default();
    let end = memmem::find(rest, &last).map_or(bytes.len(), |at| start + at);
    let finder = memmem::Finder::new(&first);
    let mut at = start;
    while at < end {
        let mut pieces = Vec::with_capacity(PIECES);
        while at < end && pieces.len() < PIECES {
            let least = (at + PIECE_BYTES).min(end);
            let next = finder.find(&bytes[least..end]).map_or(end, |found| least + found);
            pieces.push(at..next);
            at = next;
        }
        let found: Vec<Vec<Head>> =
            pieces.into_par_iter().map(|piece| heads(&bytes[..piece.end], piece.start, &finder)).collect();
        for head in found.into_iter().flatten() {
            if group.take(head).is_break() {
                return (ControlFlow::Break(()), end);
            }
        }
    }
    (ControlFlow::Continue(()), end)
}

/// How the lines begin where an indented array's first element and its end are.
struct Lines {
    first: Vec<u8>,
    last: Vec<u8>,
}

impl Lines {
    /// `None` for an array that is not indented.
    fn of(bytes: &[u8], start: usize) -> Option<Self> {
        let blanks = |from: usize| -> Option<&[u8]> {
            let line = bytes.get(from..)?;
            let len = line.iter().position(|byte| !matches!(byte, b' ' | b'\t'))?;
            line.get(..len)
        };
        let newline = start + memchr(b'\n', bytes.get(start..start + 2).unwrap_or_default())?;
        let inner = blanks(newline + 1)?;
        let line = memrchr(b'\n', bytes.get(..start)?)? + 1;
        let outer = blanks(line)?;
        let is_indented = bytes.get(newline + 1 + inner.len()) == Some(&b'{') && inner.len() > outer.len();
        let has_line = bytes.get(line + outer.len()) == Some(&b'"');
        (is_indented && has_line)
            .then(|| Self { first: [b"\n", inner, b"{"].concat(), last: [b"\n", outer, b"]"].concat() })
    }
}

fn one_piece(bytes: &[u8], start: usize, group: &mut Group<'_, '_>) -> (ControlFlow<()>, usize) {
    let mut scan = Scan::new(bytes, start);
    while scan.element() {
        let Some(head) = Head::read(&mut scan) else { return (ControlFlow::Continue(()), bytes.len()) };
        if group.take(head).is_break() {
            return (ControlFlow::Break(()), scan.at());
        }
    }
    (ControlFlow::Continue(()), scan.at())
}

/// The messages of a piece; a damaged one is left out.
fn heads(bytes: &[u8], start: usize, finder: &memmem::Finder<'_>) -> Vec<Head> {
    let mut heads = Vec::new();
    let mut scan = Scan::new(bytes, start);
    while scan.element() {
        let from = scan.at();
        if let Some(head) = Head::read(&mut scan) {
            heads.push(head);
        } else {
            let Some(next) = bytes.get(from..).and_then(|rest| finder.find(rest)) else { break };
            scan = Scan::new(bytes, from + next);
        }
    }
    heads
}

/// What is needed of a message to tell it.
struct Head {
    range: Range<usize>,
    id: i64,
    is_message: bool,
    date: Option<i64>,
    has_media: bool,
    words: String,
}

impl Head {
    fn read(scan: &mut Scan<'_>) -> Option<Self> {
        scan.peek()?;
        let start = scan.at();
        if !scan.eat(b'{') {
            return None;
        }
        let mut head =
            Self { range: start..start, id: 0, is_message: false, date: None, has_media: false, words: String::new() };
        let mut local = None;
        while let Some(name) = scan.member() {
            match name {
                b"id" => head.id = number(scan.scalar()).unwrap_or(0),
                b"type" => head.is_message = scan.scalar() == Some(b"message"),
                b"date_unixtime" => head.date = number(scan.scalar()),
                b"date" => local = scan.scalar(),
                b"text" => head.read_text(scan)?,
                b"photo" | b"file" | b"media_type" => {
                    head.has_media = true;
                    scan.skip()?;
                }
                b"poll" => head.read_poll(scan)?,
                _ => {
                    scan.skip()?;
                }
            }
        }
        if !scan.eat(b'}') {
            return None;
        }
        head.date = head.date.or_else(|| seconds_of(local?));
        head.words = words_title(&head.words);
        head.range.end = scan.at();
        Some(head)
    }

    /// A text is a string, or an array of strings and of objects that have one.
    fn read_text(&mut self, scan: &mut Scan<'_>) -> Option<()> {
        // One more than is shown tells whether there is more.
        let mut room = TITLE_CHARS + 1;
        self.words.clear();
        self.words.reserve(TITLE_CHARS * 2);
        if scan.peek()? != b'[' {
            push_words(scan.scalar().unwrap_or_default(), &mut self.words, &mut room);
            return Some(());
        }
        scan.eat(b'[');
        while scan.element() {
            if scan.peek()? == b'{' {
                scan.eat(b'{');
                while let Some(name) = scan.member() {
                    match name {
                        b"text" => {
                            push_words(scan.scalar().unwrap_or_default(), &mut self.words, &mut room);
                        }
                        _ => {
                            scan.skip()?;
                        }
                    }
                }
                if !scan.eat(b'}') {
                    return None;
                }
            } else {
                let from = scan.at();
                push_words(scan.scalar().unwrap_or_default(), &mut self.words, &mut room);
                if scan.at() == from {
                    return None;
                }
            }
        }
        scan.eat(b']').then_some(())
    }

    /// A poll has a question where others have a text.
    fn read_poll(&mut self, scan: &mut Scan<'_>) -> Option<()> {
        if scan.peek()? != b'{' {
            scan.skip()?;
            return Some(());
        }
        scan.eat(b'{');
        while let Some(name) = scan.member() {
            if name == b"question" && self.words.is_empty() {
                push_words(scan.scalar().unwrap_or_default(), &mut self.words, &mut (TITLE_CHARS + 1));
            } else {
                scan.skip()?;
            }
        }
        scan.eat(b'}').then_some(())
    }
}

/// The title of words that are on one line already.
fn words_title(words: &str) -> String {
    beginning(words.trim_ascii(), TITLE_CHARS - 1).into_owned()
}

fn number(raw: Option<&[u8]>) -> Option<i64> {
    std::str::from_utf8(raw?).ok()?.parse().ok()
}

/// A local time is taken for one in UTC where there is nothing better.
fn seconds_of(local: &[u8]) -> Option<i64> {
    let time: DateTime = std::str::from_utf8(local).ok()?.parse().ok()?;
    Some(time.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_second())
}

/// Puts the messages of an album together: each of its pictures is a message, and one of them has the text.
struct Group<'a, 'e> {
    chat: Option<&'a [u8]>,
    within: u64,
    held: Option<Held>,
    emit: &'e mut dyn FnMut(Entry) -> ControlFlow<()>,
}

struct Held {
    /// The message with the text; reaches over the whole album.
    head: Head,
    last_id: i64,
}

impl Group<'_, '_> {
    fn take(&mut self, head: Head) -> ControlFlow<()> {
        let Some(held) = &mut self.held else {
            self.hold(head);
            return ControlFlow::Continue(());
        };
        let is_album = held.head.has_media
            && head.has_media
            && held.head.is_message
            && head.is_message
            && held.head.date == head.date
            && held.last_id.checked_add(1) == Some(head.id)
            && (held.head.is_blank() || head.is_blank());
        if !is_album {
            self.flush()?;
            self.hold(head);
            return ControlFlow::Continue(());
        }
        let range = held.head.range.start..head.range.end;
        held.last_id = head.id;
        if held.head.is_blank() {
            held.head = head;
        }
        held.head.range = range;
        ControlFlow::Continue(())
    }

    fn hold(&mut self, head: Head) {
        let last_id = head.id;
        self.held = Some(Held { head, last_id });
    }

    /// Tells what is held, if it has a text.
    fn flush(&mut self) -> ControlFlow<()> {
        match self.held.take() {
            Some(Held { head, .. }) if head.is_message && !head.is_blank() => {
                let entry = self.entry(&head);
                (self.emit)(entry)
            }
            _ => ControlFlow::Continue(()),
        }
    }

    fn entry(&self, head: &Head) -> Entry {
        let id = head.id;
        let name = self.chat.map_or_else(|| id.to_string(), |chat| format!("{}/{id}", String::from_utf8_lossy(chat)));
        Entry {
            name: name.into(),
            title: head.words.as_str().into(),
            date: head.date,
            range: head.range.start as u64..head.range.end as u64,
            within: self.within,
            inner: None,
        }
    }
}

impl Head {
    fn is_blank(&self) -> bool {
        self.words.is_empty()
    }
}
