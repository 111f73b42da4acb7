//! Channels, groups and chats that Telegram Desktop exports as JSON (`result.json`): every message is an article.

use serde_json::Value;

use super::json_mend::parse;
use super::json_scan::Scan;
use super::post::{finish, utc};
use super::telegram_list::list;
use crate::document::builder::Builder;
use crate::document::collection::{CollectionKind, Entry, InPieces, ListOptions, ReadEntry};
use crate::document::error::DocumentError;
use crate::document::kind::{Remark, Role, about};
use crate::document::plain_text::POST;
use crate::document::source::Source;
use crate::text::Span;

/// An export of one chat, or of all.
pub(crate) static KIND: CollectionKind = CollectionKind {
    name: "telegram",
    extensions: &["json"],
    begins,
    columns: None,
    list: |bytes, _: &ListOptions, emit| {
        list(&bytes, emit);
        Ok(())
    },
    read: |bytes, entry, _, _| read(&bytes, entry),
    in_pieces: Some(InPieces { list, read }),
};

/// What one of the two beginnings has: a chat its kind, the export of all what it is about.
fn begins(head: &[u8]) -> bool {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let has = |part: &[u8]| memchr::memmem::find(text, part).is_some();
    let is_chat = || {
        let kinds = ["_chat\"", "_channel\"", "_group\"", "_supergroup\"", "\"saved_messages\"", "\"replies\""];
        has(b"\"type\"") && has(b"\"messages\"") && kinds.iter().any(|kind| has(kind.as_bytes()))
    };
    let is_all = || {
        has(b"\"about\"")
            && [&b"\"personal_information\""[..], b"\"chats\"", b"\"left_chats\""].iter().any(|key| has(key))
    };
    text.starts_with(b"{") && (is_chat() || is_all())
}

/// How far what a chat says of itself may reach, in bytes: it is read with each of its messages.
const MOST_BEFORE_MESSAGES: u64 = 8 << 10;

const DAMAGED: DocumentError = DocumentError::Damaged { kind: "Telegram", what: "message" };

fn read(source: &dyn Source, entry: &Entry) -> ReadEntry {
    let mut buffer = Vec::new();
    let bytes = source.piece(entry.range.clone(), &mut buffer);
    let mut scan = Scan::new(bytes, 0);
    let mut messages = Vec::new();
    while scan.element() {
        let range = scan.skip().ok_or(DAMAGED)?;
        messages.push(parse(&bytes[range]).ok_or(DAMAGED)?);
    }
    // The message of an album that has its text.
    let told =
        messages.iter().find(|message| !text_of(message).0.trim().is_empty()).or(messages.first()).ok_or(DAMAGED)?;
    let mut b = Builder::default();
    let (text, marks) = text_of(told);
    let skipped = text.len() - text.trim_ascii_start().len();
    if let Some(whole) = b.block(None, &text) {
        let base = whole.range().start;
        for (range, role) in marks {
            let place = |at: usize| base + at.saturating_sub(skipped).min(whole.range().len());
            let span = place(range.start)..place(range.end);
            if !span.is_empty() {
                b.part(Span::from_range(span), role);
            }
        }
    }
    poll(&mut b, &told["poll"]);
    tell(&mut b, told, &Chat::at(source, entry.within), entry.date);
    let attached =
        messages.iter().filter(|message| message["photo"].is_string() || message["file"].is_string()).count();
    if attached > 0 {
        b.remark(Remark::Attachments(attached as u32));
    }
    Ok((&POST, finish(b)))
}

/// The chat of a message.
#[derive(Default)]
struct Chat {
    name: Option<String>,
    kind: Vec<u8>,
    id: Vec<u8>,
}

impl Chat {
    /// What an object says before its messages.
    fn at(source: &dyn Source, at: u64) -> Self {
        let mut buffer = Vec::new();
        let bytes = source.piece(at..at.saturating_add(MOST_BEFORE_MESSAGES), &mut buffer);
        let mut chat = Self::default();
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut scan = Scan::new(bytes, 0);
        if !scan.eat(b'{') {
            return chat;
        }
        while let Some(name) = scan.member().filter(|name| *name != b"messages") {
            match name {
                b"name" => chat.name = scan.skip().and_then(|range| parse(&bytes[range])?.as_str().map(str::to_owned)),
                b"type" => chat.kind = scan.scalar().unwrap_or_default().to_vec(),
                b"id" => chat.id = scan.scalar().unwrap_or_default().to_vec(),
                _ if scan.skip().is_none() => break,
                _ => {}
            }
        }
        chat
    }

    /// The address of a message, which the members of the chat can open. Those of public channels have the name of the
    /// channel, which the export does not tell.
    fn url(&self, message: &Value) -> Option<String> {
        let id = std::str::from_utf8(&self.id).ok()?;
        let id = id.strip_prefix("-100").unwrap_or(id);
        let is_number = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
        let has_address = matches!(&*self.kind, b"private_channel" | b"private_supergroup");
        (is_number && has_address).then(|| Some(format!("https://t.me/c/{id}/{}", message["id"].as_i64()?))).flatten()
    }
}

fn tell(b: &mut Builder, message: &Value, chat: &Chat, date: Option<i64>) {
    let said = |name: &str| message[name].as_str().unwrap_or_default();
    b.about(about::SOURCE, chat.name.as_deref().unwrap_or_default());
    // A post of a channel may be signed by the one who wrote it.
    b.about(about::AUTHOR, said("author"));
    b.about(about::AUTHOR, said("from"));
    let is_exact = !message["date_unixtime"].is_null();
    // Without it there is only the time of the computer that exported it, in a zone that is not told.
    let published = if is_exact { date.and_then(utc) } else { None };
    b.about(about::PUBLISHED, published.as_deref().unwrap_or_else(|| said("date")));
    b.about(about::URL, &chat.url(message).unwrap_or_default());
    let id = &message["id"];
    b.about(about::ID, &id.as_str().map_or_else(|| id.to_string(), str::to_owned));
    b.about(about::FORWARDED_FROM, said("forwarded_from"));
    b.about(about::FORWARDED_FROM, said("saved_from"));
}

fn poll(b: &mut Builder, poll: &Value) {
    let Some(question) = poll["question"].as_str() else { return };
    b.block(None, question);
    b.apart();
    for answer in poll["answers"].as_array().into_iter().flatten() {
        b.line(Some(Role::ListItem { level: 1, number: None }), answer["text"].as_str().unwrap_or_default());
    }
}

type Marks = Vec<(std::ops::Range<usize>, Role)>;

/// The text of a message, with the places of its quotations and programs in bytes.
fn text_of(message: &Value) -> (String, Marks) {
    let mut text = String::new();
    let mut marks = Vec::new();
    match &message["text"] {
        Value::Array(pieces) => {
            for piece in pieces {
                let start = text.len();
                text.push_str(piece.as_str().or_else(|| piece["text"].as_str()).unwrap_or_default());
                let role = match piece["type"].as_str() {
                    Some("blockquote") => Role::Quote,
                    Some("pre") => Role::Preformatted,
                    _ => continue,
                };
                marks.push((start..text.len(), role));
            }
        }
        value => text.push_str(value.as_str().unwrap_or_default()),
    }
    (text, marks)
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::document::Contents;

    fn entries(json: &[u8]) -> Vec<Entry> {
        let mut entries = Vec::new();
        list(&json, &mut |entry| {
            entries.push(entry);
            ControlFlow::Continue(())
        });
        entries
    }

    fn contents(json: &[u8], entry: &Entry) -> Contents {
        read(&json, entry).unwrap().1
    }

    fn names_and_titles(json: &[u8]) -> Vec<(String, String)> {
        entries(json).into_iter().map(|entry| (entry.name.into(), entry.title.into())).collect()
    }

    const CHANNEL: &str = r#"{
 "name": "مرصد \"سرت\"",
 "type": "private_channel",
 "id": 1234567890,
 "messages": [
  {
   "id": 1,
   "type": "service",
   "date": "2031-03-14T08:00:00",
   "date_unixtime": "1931320200",
   "action": "create_channel",
   "title": "مرصد سرت",
   "text": ""
  },
  {
   "id": 2,
   "type": "message",
   "date": "2031-03-14T09:30:00",
   "date_unixtime": "1931325600",
   "from": "مرصد سرت",
   "author": "ليلى",
   "forwarded_from": "وكالة مثال",
   "text": [
    "  سقطت ",
    {
     "type": "bold",
     "text": "سرت"
    },
    "\n",
    {
     "type": "blockquote",
     "text": "قال: «نعم»\x0bو{["
    },
    " ",
    {
     "type": "text_link",
     "text": "هنا",
     "href": "https://example.org"
    }
   ],
   "text_entities": []
  },
  {
   "id": 3,
   "type": "message",
   "date_unixtime": "1931325700",
   "photo": "photos/1.jpg",
   "text": ""
  },
  {
   "id": 4,
   "type": "message",
   "date_unixtime": "1931325700",
   "photo": "photos/2.jpg",
   "text": "صورتان من الموصل"
  },
  {
   "id": 5,
   "type": "message",
   "date_unixtime": "1931325800",
   "photo": "photos/3.jpg",
   "text": ""
  },
  {
   "id": 6,
   "type": "message",
   "date": "2031-03-14T10:30:00",
   "text": "",
   "poll": {
    "question": "من ينتصر؟",
    "answers": [
     {
      "text": "هؤلاء"
     },
     {
      "text": "أولئك"
     }
    ]
   }
  }
 ]
}"#;

    #[test]
    fn a_channel_is_told_by_its_posts() {
        assert!((KIND.begins)(CHANNEL.as_bytes()));
        let wanted = [("2", "سقطت سرت قال: «نعم» و{[ هنا"), ("4", "صورتان من الموصل"), ("6", "من ينتصر؟")];
        let wanted = wanted.map(|(name, title)| (name.to_owned(), title.to_owned()));
        assert_eq!(names_and_titles(CHANNEL.as_bytes()), wanted);
        // Written anew by another program, on one line and with other indentation.
        let one_line: String = CHANNEL.lines().map(str::trim_start).collect();
        assert_eq!(names_and_titles(one_line.as_bytes()), wanted);
        let deeper = CHANNEL.replace('\n', "\r\n\t");
        assert_eq!(names_and_titles(deeper.as_bytes()), wanted);
    }

    #[test]
    fn a_post_is_read_with_its_marks_and_what_is_known_about_it() {
        let json = CHANNEL.as_bytes();
        let entries = entries(json);
        let post = contents(json, &entries[0]);
        let text = post.text.as_str();
        assert_eq!(text, "سقطت سرت\nقال: «نعم»\u{b}و{[ هنا");
        let parts = post.structure.unwrap();
        assert_eq!(parts.len(), 1);
        assert_eq!((parts[0].role, parts[0].span.of(text)), (Role::Quote, "قال: «نعم»\u{b}و{["));
        let about: Vec<_> = post.about.iter().map(|(field, value)| (*field, value.as_str())).collect();
        assert_eq!(
            about,
            [
                ("source", "مرصد \"سرت\""),
                ("author", "ليلى"),
                ("published", "2031-03-15T07:20:00Z"),
                ("url", "https://t.me/c/1234567890/2"),
                ("id", "2"),
                ("forwarded_from", "وكالة مثال"),
            ]
        );
        let album = contents(json, &entries[1]);
        assert_eq!((album.text.as_str(), album.remarks), ("صورتان من الموصل", vec![Remark::Attachments(2)]));
        assert_eq!(album.structure, None);
        let poll = contents(json, &entries[2]);
        assert_eq!(poll.text.as_str(), "من ينتصر؟\n\nهؤلاء\nأولئك");
    }

    #[test]
    fn posts_of_several_chats_have_the_chat_in_their_names() {
        let chat =
            |id: u32, kind: &str| CHANNEL.replace("1234567890", &id.to_string()).replace("private_channel", kind);
        let all = format!(
            r#"{{"about": "Here is the data", "contacts": {{"list": [{{"id": 1}}]}}, "chats": {{"about": "", "list": [{}, {}]}}, "left_chats": {{"list": [{}]}}}}"#,
            chat(7, "public_channel"),
            chat(8, "private_supergroup"),
            chat(9, "personal_chat"),
        );
        assert!((KIND.begins)(all.as_bytes()));
        let entries = entries(all.as_bytes());
        let names: Vec<_> = entries.iter().map(|entry| entry.name.as_ref()).collect();
        assert_eq!(names, ["7/2", "7/4", "7/6", "8/2", "8/4", "8/6", "9/2", "9/4", "9/6"]);
        let post = contents(all.as_bytes(), &entries[4]);
        assert!(post.about.contains(&(about::URL, "https://t.me/c/8/4".to_owned())));
        assert!(contents(all.as_bytes(), &entries[0]).about.iter().all(|(field, _)| *field != about::URL));
    }

    #[test]
    fn damaged_exports_tell_what_is_there() {
        let cut = &CHANNEL.as_bytes()[..CHANNEL.find("صورتان").unwrap()];
        assert_eq!(entries(cut).len(), 1);
        let broken = CHANNEL.replacen("\"id\": 2,", "\"id: 2,", 1);
        assert_eq!(entries(broken.as_bytes()).len(), 2);
        for other in ["{}", "[]", "", "{\"messages\": 1}", "{\"messages\": [1, 2]}"] {
            assert_eq!(entries(other.as_bytes()), []);
        }
        assert!(!(KIND.begins)(b"{\"type\": \"FeatureCollection\", \"features\": []}"));
        let entry = Entry { name: "".into(), title: "".into(), date: None, range: 5..900, within: 77, inner: None };
        assert!(read(&CHANNEL.as_bytes(), &entry).is_err());
    }
}
