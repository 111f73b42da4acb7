//! The name that is written into annotations: asked for once, when there is something to sign.

use super::App;
use crate::gui::widgets::FieldState;

impl App {
    /// Asks for the person's name as soon as something is to be signed and nobody has ever said one.
    pub(super) fn ask_for_author(&mut self) {
        let is_known = self.settings.author.is_some();
        if is_known {
            self.author_field = None;
        } else if self.author_field.is_none() && self.tabs.iter().any(super::Tab::is_dirty) {
            self.author_field = Some(FieldState::line(&self.settings.author()));
        }
    }

    /// Keeps the person's name: from now on, and in what was signed since the question was due.
    pub(super) fn keep_author(&mut self, name: &str) {
        let name = name.trim();
        // Nobody is asked twice: an empty name is the system's.
        let name = if name.is_empty() { crate::store::settings::system_name() } else { name.to_owned() };
        let is_first = self.settings.author.is_none();
        self.settings.author = Some(name.clone());
        self.author_field = None;
        for session in self.tabs.iter_mut().filter_map(|tab| tab.session.as_mut()) {
            session.sign(&name, is_first);
        }
    }
}
