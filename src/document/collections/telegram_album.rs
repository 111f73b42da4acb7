//! Messages of Telegram that are one article.

use std::ops::ControlFlow;

use super::telegram_head::Head;
use crate::document::collection::Entry;

/// Puts the messages of an album together: each of its pictures is a message, and one of them has the text.
pub(super) struct Albums<'a, 'e> {
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

impl<'a, 'e> Albums<'a, 'e> {
    /// Of a chat with this id, or of the only one, which begins at this byte of the file.
    pub(super) fn new(chat: Option<&'a [u8]>, within: u64, emit: &'e mut dyn FnMut(Entry) -> ControlFlow<()>) -> Self {
        Self { chat, within, held: None, emit }
    }

    /// Takes the next message of the chat.
    pub(super) fn take(&mut self, head: Head) -> ControlFlow<()> {
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
    pub(super) fn flush(&mut self) -> ControlFlow<()> {
        match self.held.take() {
            Some(Held { head, .. }) if head.is_message && !head.is_blank() => {
                let entry = self.entry(head);
                (self.emit)(entry)
            }
            _ => ControlFlow::Continue(()),
        }
    }

    fn entry(&self, head: Head) -> Entry {
        let id = head.id;
        let name = self.chat.map_or_else(|| id.to_string(), |chat| format!("{}/{id}", String::from_utf8_lossy(chat)));
        Entry {
            name: name.into(),
            title: head.title,
            date: head.date,
            range: head.range,
            within: self.within,
            inner: None,
        }
    }
}
