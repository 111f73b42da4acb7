//! The footnotes of Markdown.

use std::collections::HashMap;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

/// The footnotes of a text.
#[derive(Default)]
pub(super) struct Notes<'t> {
    /// The places of the notes in [`Self::texts`], by their names.
    pub(super) by_label: HashMap<CowStr<'t>, usize>,
    /// What each says; taken when it is written.
    pub(super) texts: Vec<Vec<NotePart<'t>>>,
    /// The names of those that were referred to, in this order: their numbers.
    pub(super) referred: Vec<CowStr<'t>>,
    numbers: HashMap<CowStr<'t>, usize>,
    /// How many of these are written.
    pub(super) written: usize,
}

/// A piece of a footnote.
pub(super) enum NotePart<'t> {
    Text(String),
    Reference(CowStr<'t>),
}

impl<'t> Notes<'t> {
    pub(super) fn of(events: impl Iterator<Item = Event<'t>>) -> Self {
        let mut notes = Self::default();
        let mut open = Vec::new();
        for event in events {
            match event {
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    open.push(notes.texts.len());
                    notes.by_label.entry(label).or_insert(notes.texts.len());
                    notes.texts.push(Vec::new());
                }
                Event::End(TagEnd::FootnoteDefinition) => {
                    open.pop();
                }
                event => {
                    if let Some(note) = open.last().and_then(|note| notes.texts.get_mut(*note)) {
                        add(&event, note);
                    }
                }
            }
        }
        notes
    }

    /// The number of a note.
    pub(super) fn refer(&mut self, label: &CowStr<'t>) -> usize {
        if let Some(number) = self.numbers.get(label) {
            return *number;
        }
        self.referred.push(label.clone());
        self.numbers.insert(label.clone(), self.referred.len());
        self.referred.len()
    }

    /// Notes that nothing refers to, in the order of the text.
    pub(super) fn left(&self) -> Vec<CowStr<'t>> {
        let mut left: Vec<_> = self.by_label.iter().filter(|(label, _)| !self.numbers.contains_key(*label)).collect();
        left.sort_unstable_by_key(|(_, place)| **place);
        left.into_iter().map(|(label, _)| label.clone()).collect()
    }
}

/// Adds what an event in a footnote says.
fn add<'t>(event: &Event<'t>, note: &mut Vec<NotePart<'t>>) {
    let text = match event {
        Event::Text(text) | Event::Code(text) => text,
        Event::Start(Tag::Paragraph | Tag::Item) | Event::SoftBreak | Event::HardBreak => " ",
        Event::FootnoteReference(label) => return note.push(NotePart::Reference(label.clone())),
        _ => return,
    };
    match note.last_mut() {
        Some(NotePart::Text(so_far)) => so_far.push_str(text),
        _ => note.push(NotePart::Text(text.to_owned())),
    }
}
