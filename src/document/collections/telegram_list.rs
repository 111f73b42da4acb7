//! The posts of an export of Telegram Desktop, found without reading them, a piece of the file at a time: exports have
//! gigabytes.
//!
//! The program writes every message on lines of its own, indented alike, and no newline inside a string. So a file can
//! be cut before any such line, and the pieces are looked through at the same time. Files that were written anew by
//! another program, without indentation, are looked through in one piece.

use std::ops::ControlFlow;

use rayon::prelude::*;

use super::json_scan::Scan;
use super::telegram_album::Albums;
use super::telegram_head::Head;
use super::telegram_lines::Lines;
use crate::document::collection::Entry;
use crate::document::source::Source;

/// Length of the pieces that are looked through at the same time, in bytes.
const PIECE_BYTES: u64 = 2 << 20;
/// How many pieces are looked through before their posts are told, and how many of them by one thread at least.
const PIECES: u64 = 64;
const PIECES_EACH: usize = 8;
/// Length of the first piece: most chats are short.
const FIRST_BYTES: u64 = 32 << 10;
/// How much is read beyond a piece for the message that begins in it, in bytes; more if it is longer.
const BEYOND: u64 = 16 << 10;
/// How much is looked at between messages, in bytes; more if that is not enough.
const STEP_BYTES: u64 = 4 << 10;
/// How many times more.
const MORE: u64 = 8;
/// How deep lists of chats may be in each other; the program writes two levels.
const DEPTH: usize = 4;

/// Tells the posts of all chats of an export.
pub(super) fn list(source: &dyn Source, emit: &mut dyn FnMut(Entry) -> ControlFlow<()>) {
    let mut buffer = Vec::new();
    let at = if source.piece(0..3, &mut buffer) == b"\xef\xbb\xbf" { 3 } else { 0 };
    // A file that is cut off tells what it has.
    let _: Option<ControlFlow<()>> = Walk { source, at, buffer }.chats(0, emit);
}

/// A place in an export.
struct Walk<'s> {
    source: &'s dyn Source,
    at: u64,
    buffer: Vec<u8>,
}

/// What comes next in an object that is a chat, or holds chats.
enum Member {
    Id(Vec<u8>),
    /// The place is behind the bracket of an array of messages.
    Messages,
    /// The place is before an object with chats.
    Chats,
    /// The place is behind the bracket of an array of chats.
    List,
    Other,
    End,
    Broken,
}

impl Member {
    /// `None` if the text ends.
    fn next(scan: &mut Scan<'_>) -> Option<Self> {
        scan.eat(b',');
        if scan.peek()? != b'"' {
            return Some(if scan.eat(b'}') { Self::End } else { Self::Broken });
        }
        let name = scan.string()?;
        scan.peek()?;
        if !scan.eat(b':') {
            return Some(Self::Broken);
        }
        Some(match (name, scan.peek()?) {
            (b"id", b'0'..=b'9' | b'-' | b'"') => Self::Id(scan.scalar()?.to_vec()),
            (b"messages", b'[') => {
                scan.eat(b'[');
                Self::Messages
            }
            (b"chats" | b"left_chats", b'{') => Self::Chats,
            (b"list", b'[') => {
                scan.eat(b'[');
                Self::List
            }
            (_, b'}' | b']' | b',' | b':') => Self::Broken,
            _ => {
                scan.skip()?;
                Self::Other
            }
        })
    }
}

impl Walk<'_> {
    /// What is found from here on, in as many bytes as it takes; `None` if the text ends.
    fn step<T>(&mut self, find: impl Fn(&mut Scan<'_>) -> Option<T>) -> Option<T> {
        let mut len = STEP_BYTES;
        loop {
            let piece = self.source.piece(self.at..self.at.saturating_add(len), &mut self.buffer);
            let mut scan = Scan::new(piece, 0);
            let found = find(&mut scan);
            // What ends with the piece may go on behind it.
            let is_whole = found.is_some() && scan.at() < piece.len();
            if is_whole || (piece.len() as u64) < len {
                self.at += scan.at() as u64;
                return found;
            }
            len = len.saturating_mul(MORE);
        }
    }

    /// What an object that is a chat, or holds chats, has in it. `None` if the text ends.
    fn chats(&mut self, depth: usize, emit: &mut dyn FnMut(Entry) -> ControlFlow<()>) -> Option<ControlFlow<()>> {
        let before = self.at;
        let opened = self.step(|scan| {
            let is_object = scan.peek()? == b'{' && depth <= DEPTH;
            let blank = scan.at() as u64;
            if is_object {
                scan.eat(b'{');
            } else {
                scan.skip()?;
            }
            Some(is_object.then_some(blank))
        })?;
        let Some(blank) = opened else { return Some(ControlFlow::Continue(())) };
        let mut chat_id = Vec::new();
        loop {
            let flow = match self.step(Member::next)? {
                Member::Id(id) => {
                    chat_id = id;
                    continue;
                }
                Member::Messages => {
                    // The posts of the only chat are called by their numbers alone.
                    let chat = (depth > 0).then_some(chat_id.as_slice());
                    let mut albums = Albums::new(chat, before + blank, emit);
                    let flow = self.messages(&mut albums);
                    let flow = if flow.is_break() { flow } else { albums.flush() };
                    self.step(|scan| Some(scan.eat(b']')));
                    flow
                }
                Member::Chats => self.chats(depth + 1, emit)?,
                Member::List => {
                    let mut flow = ControlFlow::Continue(());
                    while flow.is_continue() && self.step(|scan| scan.peek().map(|_| scan.element()))? {
                        flow = self.chats(depth + 1, emit)?;
                    }
                    self.step(|scan| Some(scan.eat(b']')));
                    flow
                }
                Member::Other => continue,
                Member::End => return Some(ControlFlow::Continue(())),
                Member::Broken => return None,
            };
            if flow.is_break() {
                return Some(flow);
            }
        }
    }

    /// Tells the messages of an array from behind its `[`, and moves to its end.
    fn messages(&mut self, albums: &mut Albums<'_, '_>) -> ControlFlow<()> {
        let Some(lines) = Lines::of(self.source, self.at, &mut self.buffer) else { return self.one_piece(albums) };
        let (source, whole) = (self.source, self.source.byte_count());
        let (mut len, mut count) = (FIRST_BYTES, 1);
        while self.at < whole {
            let starts: Vec<u64> = (0..count).map(|number| self.at + number * len).filter(|at| *at < whole).collect();
            let look_at = |buffer: &mut Vec<u8>, at: u64| look(&lines, source, at, len, buffer);
            let found: Vec<Found> = if let [at] = starts[..] {
                vec![look_at(&mut self.buffer, at)]
            } else {
                starts.into_par_iter().with_min_len(PIECES_EACH).map_init(Vec::new, look_at).collect()
            };
            for Found { heads, end } in found {
                heads.into_iter().try_for_each(|head| albums.take(head))?;
                if let Some(end) = end {
                    self.at = end;
                    return ControlFlow::Continue(());
                }
            }
            self.at += count * len;
            if len < PIECE_BYTES {
                len *= 2;
            } else if count < PIECES {
                count *= 2;
            }
        }
        ControlFlow::Continue(())
    }

    fn one_piece(&mut self, albums: &mut Albums<'_, '_>) -> ControlFlow<()> {
        let bytes = self.source.piece(self.at..u64::MAX, &mut self.buffer);
        let mut scan = Scan::new(bytes, 0);
        let mut flow = ControlFlow::Continue(());
        while flow.is_continue() && scan.element() {
            let Some(head) = Head::read(&mut scan, self.at, None) else {
                scan = Scan::new(bytes, bytes.len());
                break;
            };
            flow = albums.take(head);
        }
        self.at += scan.at() as u64;
        flow
    }
}

/// What was found in a piece.
struct Found {
    heads: Vec<Head>,
    /// Where the array ends, if it does.
    end: Option<u64>,
}

/// The messages that begin in a piece of so many bytes; one that is damaged is left out.
fn look(lines: &Lines, source: &dyn Source, start: u64, len: u64, buffer: &mut Vec<u8>) -> Found {
    let (mut heads, mut from, mut beyond) = (Vec::new(), 0, BEYOND);
    'more: loop {
        let wanted = len.saturating_add(beyond);
        let bytes = source.piece(start..start.saturating_add(wanted), buffer);
        let is_all = (bytes.len() as u64) < wanted;
        let first_from = |from: usize| Some(from + lines.first.find(bytes.get(from..)?)?);
        let mut next = first_from(from);
        while let Some(at) = next.filter(|at| (*at as u64) < len) {
            next = first_from(at + 1);
            let end = next.unwrap_or(bytes.len());
            let message = &bytes[..end];
            // The array may end between two that look as if they followed each other.
            let last = if next.is_some() && message.trim_ascii_end().ends_with(b",") {
                None
            } else {
                lines.last.find(&message[at + 1..]).map(|last| at + 1 + last)
            };
            if next.or(last).is_none() && !is_all {
                (from, beyond) = (at, beyond.saturating_mul(MORE));
                continue 'more;
            }
            let message = &bytes[..last.unwrap_or(end)];
            heads.extend(Head::read(&mut Scan::new(message, at + 1), start, Some(lines)));
            if let Some(last) = last {
                return Found { heads, end: Some(start + last as u64) };
            }
        }
        return Found { heads, end: None };
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    /// Posts of these lengths, as the program writes them, indented by so many spaces.
    fn chat(id: u32, lengths: &[usize], depth: usize) -> String {
        let mut json = format!("{{\n \"id\": {id},\n \"messages\": [");
        for (number, length) in lengths.iter().enumerate() {
            let comma = if number == 0 { "" } else { "," };
            let text = "س".repeat(*length);
            write!(
                json,
                "{comma}\n  {{\n   \"id\": {number},\n   \"type\": \"message\",\n   \"text\": \"م{number} {text}\",\n   \
                 \"text_entities\": [\n    {{\n     \"type\": \"plain\",\n     \"text\": \"{text}}}]\"\n    }}\n   ]\n  }}"
            )
            .unwrap();
        }
        json += "\n ]\n}";
        json.replace('\n', &format!("\n{}", " ".repeat(depth)))
    }

    fn listed(json: &str) -> Vec<(String, String)> {
        let mut found = Vec::new();
        list(&json.as_bytes(), &mut |entry| {
            let range = entry.range.start as usize..entry.range.end as usize;
            assert!(json[range.clone()].starts_with('{') && json[range].ends_with('}'));
            found.push((entry.name.into(), entry.title.split(' ').next().unwrap_or_default().to_owned()));
            ControlFlow::Continue(())
        });
        found
    }

    #[test]
    fn posts_are_found_wherever_the_pieces_of_a_file_end() {
        // Posts longer than what is read beyond a piece, and longer than a piece.
        let long = 3 * PIECE_BYTES as usize / 2;
        let mut lengths: Vec<usize> = (0..3000).map(|number| number * 7919 % 1500).collect();
        for (at, length) in [(11, BEYOND as usize), (12, 40_000), (700, long), (701, long), (2999, 90_000)] {
            lengths[at] = length;
        }
        let wanted = |chat: Option<u32>| {
            (0..lengths.len()).map(move |number| {
                let name = chat.map_or_else(|| number.to_string(), |chat| format!("{chat}/{number}"));
                (name, format!("م{number}"))
            })
        };
        assert!(listed(&chat(5, &lengths, 0)).into_iter().eq(wanted(None)));
        let list = [7, 8].map(|id| chat(id, &lengths, 3)).join(",\n   ");
        let all = format!("{{\n \"about\": \"\",\n \"chats\": {{\n  \"list\": [\n   {list}\n  ]\n }}\n}}");
        assert!(listed(&all).into_iter().eq(wanted(Some(7)).chain(wanted(Some(8)))));
    }

    #[test]
    fn a_file_that_is_cut_off_tells_the_posts_before_the_cut() {
        let json = chat(5, &[3, 0, 40, 7], 0);
        let ends: Vec<usize> = json.match_indices("\n  }").map(|(at, end)| at + end.len()).collect();
        for cut in (0..=json.len()).filter(|cut| json.is_char_boundary(*cut)) {
            let whole = ends.iter().filter(|end| **end <= cut).count();
            assert_eq!(listed(&json[..cut]).len(), whole, "{cut}");
        }
    }
}
