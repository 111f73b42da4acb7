//! Chats that WhatsApp exports as text (`_chat.txt`, `WhatsApp Chat with ….txt`): every message is an article.

use std::ops::{ControlFlow, Range};

use foldhash::HashMap;
use memchr::memchr;

use super::post::{finish, piece, title_of};
use super::whatsapp_stamp::{Order, Stamp, visible};
use crate::document::builder::Builder;
use crate::document::collection::{CollectionKind, Entry, ListOptions};
use crate::document::error::DocumentError;
use crate::document::kind::{ArticleKind, Contents, ReadOptions, about};
use crate::document::plain_text::POST;

/// A chat as text. Other texts have the same extension.
pub(crate) static KIND: CollectionKind =
    CollectionKind { name: "whatsapp", extensions: &["txt"], begins, columns: None, list, read, in_pieces: None };

/// How much of a line is looked at for its stamp, in bytes.
const STAMP_BYTES: usize = 160;

/// A chat begins with a stamp; one that is no message of a person's needs another.
fn begins(head: &[u8]) -> bool {
    let mut lines = lines(head).map(|line| Stamp::read(beginning(&head[line]))).skip_while(Option::is_none);
    // Nothing but a byte order mark or blank lines stands before the first stamp.
    let first = head.iter().position(|byte| *byte == b'\n').unwrap_or(head.len());
    let blank = |text: &str| visible(text).trim().is_empty();
    if Stamp::read(beginning(head)).is_none() && !blank(beginning(&head[..first])) {
        return false;
    }
    let Some(Some(stamp)) = lines.next() else { return false };
    stamp.sender.is_some() || lines.flatten().next().is_some()
}

/// The valid UTF-8 at the beginning of a line.
fn beginning(line: &[u8]) -> &str {
    let line = &line[..line.len().min(STAMP_BYTES)];
    match std::str::from_utf8(line) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&line[..error.valid_up_to()]).unwrap_or_default(),
    }
}

/// The lines of a file with their newlines, in bytes.
fn lines(bytes: &[u8]) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
        let start = at;
        at += memchr(b'\n', rest).map_or(rest.len(), |newline| newline + 1);
        Some(start..at)
    })
}

#[expect(clippy::unnecessary_wraps, reason = "other kinds fail")]
fn list(bytes: &[u8], _: &ListOptions, emit: &mut dyn FnMut(Entry) -> ControlFlow<()>) -> Result<(), DocumentError> {
    let stamps = || lines(bytes).filter_map(|line| Some((line.start, Stamp::read(beginning(&bytes[line]))?)));
    let order = Order::of(stamps().map(|(_, stamp)| stamp));
    let mut ends = stamps().map(|(start, _)| start).skip(1);
    let mut names = Names::default();
    for (start, stamp) in stamps() {
        let end = ends.next().unwrap_or(bytes.len());
        let message = String::from_utf8_lossy(&bytes[start..end]);
        let Some((sender, text)) = message_of(&message) else { continue };
        let time = stamp.time(order);
        let name = names.name(time.map_or_else(String::new, |time| time.to_string()), &sender);
        let date =
            time.and_then(|time| time.to_zoned(jiff::tz::TimeZone::UTC).ok()).map(|time| time.timestamp().as_second());
        let range = start as u64..end as u64;
        if emit(Entry { name: name.into(), title: title_of(&text), date, range, within: 0, inner: None }).is_break() {
            break;
        }
    }
    Ok(())
}

/// Names that are the same in a longer export: the time, the sender, and which of the sender's messages at that time.
#[derive(Default)]
struct Names {
    time: String,
    /// How many messages of each sender there were at that time.
    counts: HashMap<String, u32>,
}

impl Names {
    fn name(&mut self, time: String, sender: &str) -> String {
        if self.time != time {
            self.counts.clear();
            self.time = time;
        }
        match self.counts.get_mut(sender) {
            Some(count) => {
                *count += 1;
                format!("{} {sender} #{count}", self.time)
            }
            None => {
                self.counts.insert(sender.to_owned(), 1);
                format!("{} {sender}", self.time)
            }
        }
    }
}

fn read(
    bytes: &[u8],
    entry: &Entry,
    _: &ListOptions,
    _: &ReadOptions,
) -> Result<(&'static ArticleKind, Contents), DocumentError> {
    const DAMAGED: DocumentError = DocumentError::Damaged { kind: "WhatsApp", what: "message" };
    let raw = piece(bytes, &entry.range).ok_or(DAMAGED)?;
    let message = String::from_utf8_lossy(raw);
    let (sender, text) = message_of(&message).ok_or(DAMAGED)?;
    let mut b = Builder::default();
    b.block(None, &text);
    b.about(about::AUTHOR, &sender);
    // The time of the telephone, in a zone that is not told.
    let time = entry.date.and_then(|date| jiff::Timestamp::from_second(date).ok());
    let local = time.map(|time| time.to_zoned(jiff::tz::TimeZone::UTC).datetime().to_string());
    b.about(about::PUBLISHED, &local.unwrap_or_default());
    Ok((&POST, finish(b)))
}

/// The sender and the text of a message; `None` if the program wrote it, or if it has no text.
fn message_of(message: &str) -> Option<(String, String)> {
    let stamp = Stamp::read(message)?;
    let (sender, text) = (stamp.sender?, &message[stamp.text..]);
    // In chats of the iPhone the mark stands before what the program says itself.
    if stamp.is_bracketed && text.starts_with('\u{200e}') {
        return None;
    }
    let text = text.replace("\r\n", "\n");
    let lines: Vec<&str> = text.split('\n').filter(|line| !is_attachment(line)).map(without_remark).collect();
    let text = lines.join("\n");
    let text = text.trim_matches(|c: char| c.is_ascii_whitespace());
    (!visible(text).trim().is_empty() && !is_placeholder(text)).then(|| (sender, text.to_owned()))
}

/// A line that says which file was sent: `IMG-1.jpg (file attached)`, `<attached: 1.jpg>`.
fn is_attachment(line: &str) -> bool {
    let seen = visible(line);
    let seen = seen.trim();
    if line.starts_with('\u{200e}') && seen.starts_with('<') && seen.ends_with('>') {
        return true;
    }
    let Some((name, remark)) = seen.split_once(" (").filter(|(_, remark)| remark.ends_with(')')) else { return false };
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_file = (2..=4).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let known =
        ["file attached", "الملف مرفق", "ملف مرفق", "پرونده پیوست شده", "فایل پیوست شد", "הקובץ צורף", "קובץ מצורף"];
    is_file && known.iter().any(|known| remark.trim_end_matches(')') == *known)
}

/// The line without what the program adds behind it: ` <This message was edited>` behind a mark.
fn without_remark(line: &str) -> &str {
    match line.rfind("\u{200e}<") {
        Some(at) if line.trim_end().ends_with('>') => line[..at].trim_end(),
        _ => line,
    }
}

/// What stands for a message that is not in the export, without marks, vowels and the full stop.
const PLACEHOLDERS: &[&str] = &[
    "This message was deleted",
    "You deleted this message",
    "Waiting for this message. This may take a while",
    "Missed voice call",
    "Missed video call",
    "null",
    "حذفت هذه الرسالة",
    "تم حذف هذه الرسالة",
    "هذه الرسالة محذوفة",
    "لقد حذفت هذه الرسالة",
    "حذفت أنت هذه الرسالة",
    "أنت حذفت هذه الرسالة",
    "مكالمة صوتية فائتة",
    "مكالمة فيديو فائتة",
    "این پیام حذف شد",
    "این پیام حذف شده است",
    "این پیام پاک شد",
    "شما این پیام را حذف کردید",
    "הודעה זו נמחקה",
    "מחקת הודעה זו",
];

fn is_placeholder(text: &str) -> bool {
    if text.contains('\n') {
        return false;
    }
    let text: String = visible(text).chars().filter(|c| !matches!(c, '\u{64b}'..='\u{652}')).collect();
    let text = text.trim().trim_end_matches('.');
    // In any language: `<Media omitted>`, and nothing else.
    let is_omission = text.len() > 2
        && text.starts_with('<')
        && text.ends_with('>')
        && !text[1..text.len() - 1].contains(['<', '>', '/']);
    is_omission || PLACEHOLDERS.contains(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(chat: &str) -> Vec<(String, String)> {
        let mut entries = Vec::new();
        list(chat.as_bytes(), &ListOptions::default(), &mut |entry| {
            entries.push(entry);
            ControlFlow::Continue(())
        })
        .unwrap();
        let text = |entry: &Entry| {
            let contents = read(chat.as_bytes(), entry, &ListOptions::default(), &ReadOptions::default()).unwrap().1;
            contents.text.as_str().to_owned()
        };
        entries.iter().map(|entry| (entry.name.to_string(), text(entry))).collect()
    }

    fn check(chat: &str, wanted: &[(&str, &str)]) {
        assert!(begins(chat.as_bytes()), "{chat}");
        let wanted: Vec<_> = wanted.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        assert_eq!(told(chat), wanted, "{chat}");
    }

    #[test]
    fn a_chat_of_an_iphone_is_told_by_its_messages() {
        check(
            "\u{feff}[\u{200f}14/03/2031، 9:30:12\u{202f}ص] سرت اليوم: \u{200e}الرسائل والمكالمات مشفرة.\r\n\
             [\u{200f}14/03/2031، 9:31:05\u{202f}م] ليلى: سقطت سرت\nوقال: «نعم»\n\n12/1/2031 يوم\r\n\
             \u{200e}[\u{200f}14/03/2031، 9:32:02\u{202f}م] ليلى: \u{200e}تم استبعاد الصورة\r\n\
             [\u{200f}14/03/2031، 9:32:02\u{202f}م] ~\u{202f}سامي: نعم \u{200e}<تم تعديل هذه الرسالة>\r\n\
             [\u{200f}14/03/2031، 9:32:02\u{202f}م] \u{202a}+964 770 000\u{202c}: لا\r\n",
            &[
                ("2031-03-14T21:31:05 ليلى", "سقطت سرت\nوقال: «نعم»\n\n12/1/2031 يوم"),
                ("2031-03-14T21:32:02 سامي", "نعم"),
                ("2031-03-14T21:32:02 +964 770 000", "لا"),
            ],
        );
    }

    #[test]
    fn a_chat_of_android_is_told_in_any_digits() {
        check(
            "١٤‏/٣‏/٢٠٣١، ٩:٣٠ ص - الرسائل مشفرة تماما بين الطرفين.\n\
             ١٤‏/٣‏/٢٠٣١، ١٢:٠٥ ص - ليلى: سقطت سرت\n\
             ١٤‏/٣‏/٢٠٣١، ١٢:٠٥ ص - ليلى: نعم\n\
             ١٤‏/٣‏/٢٠٣١، ١٢:٠٥ م - ليلى: <تم استبعاد الوسائط>\n\
             ١٤‏/٣‏/٢٠٣١، ١٢:٠٥ م - ليلى: تم حذف هذه الرسالة\n\
             ١٤‏/٣‏/٢٠٣١، ١٢:٠٥ م - ليلى: IMG-1.jpg (file attached)\nصورة\n",
            &[
                ("2031-03-14T00:05:00 ليلى", "سقطت سرت"),
                ("2031-03-14T00:05:00 ليلى #2", "نعم"),
                ("2031-03-14T12:05:00 ليلى", "صورة"),
            ],
        );
        check("۲۰۳۱/۳/۱۴،\u{200f} ۱۵:۰۷ - مینا: می‌روم", &[("2031-03-14T15:07:00 مینا", "می‌روم")]);
        check("3/14/31, 9:30\u{202f}PM - A:\u{a0}\nx", &[("2031-03-14T21:30:00 A", "\u{a0}\nx")]);
        check("14.3.2031, 9:30 - דנה: שלום", &[("2031-03-14T09:30:00 דנה", "שלום")]);
    }

    #[test]
    fn the_order_of_day_and_month_is_found_in_the_whole_chat() {
        let first = |chat: &str| told(chat)[0].0[..10].to_owned();
        assert_eq!(first("3/4/31, 9:30 AM - A: x\n3/14/31, 9:30 AM - A: x\n"), "2031-03-04");
        assert_eq!(first("3/4/31, 9:30 - A: x\n14/4/31, 9:30 - A: x\n"), "2031-04-03");
        // Nothing is above 12: dates go on and not back.
        assert_eq!(first("3/9/31, 9:30 - A: x\n3/10/31, 9:30 - A: x\n4/1/31, 9:30 - A: x\n"), "2031-03-09");
        assert_eq!(first("9/3/31, 9:30 - A: x\n10/3/31, 9:30 - A: x\n1/4/31, 9:30 - A: x\n"), "2031-03-09");
        assert_eq!(first("3/4/31, 9:30 - A: x\n"), "2031-04-03");
    }

    #[test]
    fn other_texts_are_no_chats() {
        for text in [
            "سقطت سرت\n[14/03/2031، 9:31:05 م] ليلى: نعم",
            "2031-03-14 09:30:12 - INFO: started\n2031-03-14 09:30:13 - INFO: stopped",
            "14/03/2031",
            "[1] قال: نعم\n[2] قال: لا",
            "",
        ] {
            assert!(!begins(text.as_bytes()), "{text}");
        }
    }
}
