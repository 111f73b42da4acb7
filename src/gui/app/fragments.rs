//! Marks of several fragments, and marks that lie over each other.

use eframe::egui::Rect;

use super::App;
use crate::annotation::Spans;
use crate::gui::model::Tab;
use crate::gui::reader::{MarkRef, Pile};
use crate::session::{Command, Session};
use crate::text::Span;

impl App {
    /// Adds the selected words to the mark that was selected last.
    pub(super) fn add_selection(&mut self) {
        let Some(span) = self.selected_text() else { return };
        let mark = self.tab().and_then(|tab| tab.reader.last_mark(tab.session.as_ref()?).cloned());
        if let Some(mark) = mark {
            self.add_fragment(&mark, span);
        }
    }

    /// Adds a fragment to a mark, or takes it away if it has exactly this one. A suggestion is accepted by that.
    pub(super) fn add_fragment(&mut self, mark: &MarkRef, span: Span) {
        let Some((reader, session)) = self.page() else { return };
        reader.deselect();
        let gesture = session.new_gesture();
        let Some(id) = self.accepted_in(gesture, mark) else { return };
        let Some(own) =
            self.page().and_then(|(_, session)| session.annotations().get(&id).map(|own| own.spans.clone()))
        else {
            return;
        };
        let has_it = own.len() > 1 && own.iter().any(|fragment| fragment == span);
        let kept = own.iter().filter(|fragment| *fragment != span).chain((!has_it).then_some(span));
        let spans = Spans::new(kept);
        self.execute_in(gesture, Command::SetSpans { id: id.clone(), spans });
        self.select(&id);
    }

    /// Lists all marks where the selected one begins.
    pub(super) fn list_marks_here(&mut self) {
        let Some(Tab { reader, session: Some(session), pile, .. }) = self.tab_mut() else { return };
        let Some(start) =
            reader.selected.as_ref().and_then(|mark| mark.first_span(session)).map(|span| span.start.index())
        else {
            return;
        };
        let text = session.document().text();
        let end = text.ceil_char_boundary((start + 1).min(text.len()));
        let number = reader.ring().unwrap_or(Rect::NOTHING);
        *pile = Some(Pile { letter: Span::from_range(start..end), label: None, number });
    }
}

/// The command that gives a fragment of a mark another span.
pub(super) fn resizing(session: &Session, mark: &MarkRef, fragment: usize, span: Span) -> Command {
    let several = match mark {
        MarkRef::Annotation(id) => session.annotations().get(id).filter(|own| own.spans.len() > 1),
        MarkRef::Suggestion { .. } => None,
    };
    let Some(own) = several else { return Command::Resize { target: mark.target(), span } };
    let moved = own.spans.iter().enumerate().map(|(at, former)| if at == fragment { span } else { former });
    Command::SetSpans { id: own.id.clone(), spans: Spans::new(moved) }
}
