//! Tagging by a label's key or name, and deciding about suggestions. One gesture is one step for undo.

use super::App;
use crate::annotation::{AnnotationId, Gesture, Label, LabelId, Status};
use crate::gui::panels::label_named;
use crate::gui::reader::MarkRef;
use crate::session::{Command, Outcome, Target};
use crate::text::Span;
use crate::text::fold::fold_words;

/// The most labels remembered as used last.
const RECENT_LABELS: usize = 20;
/// The most letters of a label's name that is made of words of the text.
const LONGEST_NAME: usize = 60;

impl App {
    /// Whether what is selected keeps to whole words.
    pub(super) fn snaps(&self) -> bool {
        self.settings.whole_words.unwrap_or(true)
    }

    /// The selected text without surrounding spaces.
    pub(super) fn selected_text(&self) -> Option<Span> {
        let tab = self.tab()?;
        let (session, span) = (tab.session.as_ref()?, tab.reader.selection()?);
        Some(span.trimmed(session.document().text())).filter(|span| !span.is_empty())
    }

    /// Tags with the label whose key is this digit.
    pub(super) fn tag_with_key(&mut self, number: u8) {
        let key = char::from(b'0' + number);
        let Some(tab) = self.tab() else { return };
        let Some(session) = &tab.session else { return };
        if let Some(label) = session.labels().by_key(key).map(|label| label.id.clone()) {
            self.tag(label);
        }
    }

    /// Tags the selection, or gives this label to the selected mark; in review that decides about the mark.
    pub(super) fn tag(&mut self, label: LabelId) {
        let place = self.place_in_review();
        if let Some((_, session)) = self.page() {
            let gesture = session.new_gesture();
            self.tag_in(gesture, label);
        }
        if place.is_some() {
            self.go_on_reviewing(place);
        }
    }

    /// Adds a label, and tags the selection with it, in one step.
    pub(super) fn add_label(&mut self, label: Label) {
        let id = label.id.clone();
        let Some((_, session)) = self.page() else { return };
        let gesture = session.new_gesture();
        if self.execute_in(gesture, Command::AddLabel(label)).is_some() {
            self.tag_in(gesture, id);
        }
    }

    /// Tags the selected words with the label of the same name, which is made if there is none.
    pub(super) fn tag_with_words(&mut self) {
        let selected = self.selected_text().or_else(|| {
            let tab = self.tab()?;
            tab.reader.selected.as_ref()?.first_span(tab.session.as_ref()?)
        });
        let Some((span, session)) = selected.zip(self.tab().and_then(|tab| tab.session.as_ref())) else { return };
        let words: Vec<&str> = span.of(session.document().text()).split_whitespace().collect();
        let name: String = words.join(" ").chars().take(LONGEST_NAME).collect();
        let folded = fold_words(&name.to_lowercase());
        let is_it = |label: &&Label| label.name.values().any(|name| fold_words(&name.to_lowercase()) == folded);
        let known = session.labels().iter().find(is_it).map(|label| label.id.clone());
        match known {
            Some(label) => self.tag(label),
            None if name.is_empty() => {}
            None => {
                let label = label_named(session.labels(), &name, None, None);
                self.add_label(label);
            }
        }
    }

    /// Remembers which labels were used last.
    fn remember_label(&mut self, label: LabelId) {
        self.recent_labels.retain(|used| *used != label);
        self.recent_labels.insert(0, label);
        self.recent_labels.truncate(RECENT_LABELS);
    }

    fn tag_in(&mut self, gesture: Gesture, label: LabelId) {
        self.remember_label(label.clone());
        let made = match (self.selected_text(), self.selected()) {
            (Some(span), _) => self.execute_in(gesture, Command::Tag { span, label }),
            (None, Some(mark)) => self.relabel_in(gesture, &mark, label),
            (None, None) => return,
        };
        if let Some(id) = made.and_then(|outcome| outcome.selected) {
            self.select(&id);
        }
    }

    /// Gives a mark this label.
    fn relabel_in(&mut self, gesture: Gesture, mark: &MarkRef, label: LabelId) -> Option<Outcome> {
        let command = match mark.clone() {
            MarkRef::Annotation(id) => Command::SetLabel { id, label },
            MarkRef::Suggestion { span, kind } => {
                let session = self.tab().and_then(|tab| tab.session.as_ref());
                if session.is_some_and(|session| session.label_of_kind(kind) == Some(&label)) {
                    Command::Tag { span, label }
                } else {
                    // With another label than the suggested one only the span of the suggestion was right.
                    let accept = Command::Accept(Target::Candidate { span, kind });
                    let id = self.execute_in(gesture, accept)?.selected?;
                    Command::SetLabel { id, label }
                }
            }
        };
        self.execute_in(gesture, command)
    }

    pub(super) fn select(&mut self, id: &AnnotationId) {
        if let Some((reader, _)) = self.page() {
            reader.deselect();
            reader.selected = Some(MarkRef::Annotation(id.clone()));
        }
    }

    /// Decides about the selected mark.
    pub(super) fn decide(&mut self, command: fn(Target) -> Command) {
        let Some(target) = self.selected().map(|mark| mark.target()) else { return };
        let label = self.page().and_then(|(reader, session)| reader.selected.as_ref()?.label(session));
        let Some(Outcome { span: Some(span), .. }) = self.execute(command(target)) else { return };
        if let Some((reader, session)) = self.page() {
            // A rejected mark disappears, unless rejected marks are shown.
            reader.selected = label.and_then(|label| MarkRef::on(session, span, &label));
        }
    }

    /// Whether the selected mark is rejected or left out.
    pub(crate) fn is_rejected_selected(&self) -> bool {
        let selected = self.tab().and_then(|tab| tab.reader.selected.as_ref()?.status(tab.session.as_ref()?));
        selected == Some(Status::Rejected)
    }
}
