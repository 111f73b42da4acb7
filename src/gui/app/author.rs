//! The author name written into annotations: asked for once, when there is something to sign.

use super::App;
use crate::gui::model::Tab;
use crate::gui::widgets::FieldState;

impl App {
    /// Asks for the name as soon as something is to be signed, unless the question was answered before.
    pub(super) fn ask_for_author(&mut self) {
        let is_known = self.settings.author.is_some();
        if is_known {
            self.author_field = None;
        } else if self.author_field.is_none() && self.tabs.iter().any(Tab::is_dirty) {
            self.author_field = Some(FieldState::line(&self.settings.author()));
        }
    }

    /// Stores the name and applies it to everything signed since the question was due.
    pub(super) fn keep_author(&mut self, name: &str) {
        let name = name.trim();
        // The question is not repeated: for an empty name the system's is used.
        let name = if name.is_empty() { crate::store::settings::system_name() } else { name.to_owned() };
        let is_first = self.settings.author.is_none();
        let former = self.settings.author();
        self.settings.author = Some(name.clone());
        self.author_field = None;
        for session in self.tabs.iter_mut().filter_map(|tab| tab.session.as_mut()) {
            session.sign(&name, is_first);
        }
        self.take_own_files(&former);
    }
}
