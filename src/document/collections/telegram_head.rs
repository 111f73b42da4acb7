//! What is needed of a message of Telegram to list it.

use std::ops::Range;

use jiff::civil::DateTime;

use super::json_scan::{Scan, push_words};
use super::post::TITLE_CHARS;
use super::telegram_lines::Lines;
use crate::text::excerpt::beginning;

/// What is needed of a message to tell it.
pub(super) struct Head {
    /// In bytes of the file.
    pub(super) range: Range<u64>,
    pub(super) id: i64,
    pub(super) is_message: bool,
    pub(super) date: Option<i64>,
    pub(super) has_media: bool,
    /// Its first words on one line; empty if it has none.
    pub(super) title: Box<str>,
}

impl Head {
    /// Reads a message of a piece that begins at this byte of the file; `None` if it is damaged. With `lines` its members
    /// are on lines of their own.
    pub(super) fn read(scan: &mut Scan<'_>, piece: u64, lines: Option<&Lines>) -> Option<Self> {
        scan.peek()?;
        let start = piece + scan.at() as u64;
        if !scan.eat(b'{') {
            return None;
        }
        let mut head =
            Self { range: start..start, id: 0, is_message: false, date: None, has_media: false, title: Box::default() };
        let (mut local, mut words) = (None, String::new());
        while let Some(name) = scan.member() {
            match name {
                b"id" => head.id = number(scan.scalar()).unwrap_or(0),
                b"type" => head.is_message = scan.scalar() == Some(b"message"),
                b"date_unixtime" => head.date = number(scan.scalar()),
                b"date" => local = scan.scalar(),
                b"text" => read_text(scan, &mut words)?,
                b"photo" | b"file" | b"media_type" => {
                    head.has_media = true;
                    scan.skip()?;
                }
                b"poll" => read_poll(scan, &mut words)?,
                _ => match lines {
                    Some(lines) => lines.skip(scan)?,
                    None => {
                        scan.skip()?;
                    }
                },
            }
        }
        if !scan.eat(b'}') {
            return None;
        }
        head.date = head.date.or_else(|| seconds_of(local?));
        head.title = beginning(words.trim_ascii(), TITLE_CHARS - 1).into();
        head.range.end = piece + scan.at() as u64;
        Some(head)
    }

    pub(super) fn is_blank(&self) -> bool {
        self.title.is_empty()
    }
}

/// A text is a string, or an array of strings and of objects that have one.
fn read_text(scan: &mut Scan<'_>, words: &mut String) -> Option<()> {
    // One more than is shown tells whether there is more.
    let mut room = TITLE_CHARS + 1;
    words.clear();
    words.reserve(TITLE_CHARS * 2);
    if scan.peek()? != b'[' {
        push_words(scan.scalar().unwrap_or_default(), words, &mut room);
        return Some(());
    }
    scan.eat(b'[');
    while scan.element() {
        if scan.peek()? == b'{' {
            scan.eat(b'{');
            while let Some(name) = scan.member() {
                match name {
                    b"text" => {
                        push_words(scan.scalar().unwrap_or_default(), words, &mut room);
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
            push_words(scan.scalar().unwrap_or_default(), words, &mut room);
            if scan.at() == from {
                return None;
            }
        }
    }
    scan.eat(b']').then_some(())
}

/// A poll has a question where others have a text.
fn read_poll(scan: &mut Scan<'_>, words: &mut String) -> Option<()> {
    if scan.peek()? != b'{' {
        scan.skip()?;
        return Some(());
    }
    scan.eat(b'{');
    while let Some(name) = scan.member() {
        if name == b"question" && words.is_empty() {
            push_words(scan.scalar().unwrap_or_default(), words, &mut (TITLE_CHARS + 1));
        } else {
            scan.skip()?;
        }
    }
    scan.eat(b'}').then_some(())
}

fn number(raw: Option<&[u8]>) -> Option<i64> {
    std::str::from_utf8(raw?).ok()?.parse().ok()
}

/// A local time is taken for one in UTC where there is nothing better.
fn seconds_of(local: &[u8]) -> Option<i64> {
    let time: DateTime = std::str::from_utf8(local).ok()?.parse().ok()?;
    Some(time.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_second())
}
