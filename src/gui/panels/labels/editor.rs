//! What the editor is about: the article whose labels are edited, and what of them is chosen.

use crate::annotation::{Label as TagLabel, LabelId, LabelSet};
use crate::gui::i18n::I18n;
use crate::gui::model::{AppAction, LabelsAction, Tab, TabId};
use crate::gui::theme::{Highlight, Theme};
use crate::layout::Stroke;
use crate::session::{Command, Session};

/// What the form shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Chosen {
    /// Nothing.
    #[default]
    None,
    /// A label.
    Label(LabelId),
    /// The attributes of the whole article.
    Article,
}

/// The data for drawing.
#[derive(Clone, Copy)]
pub(crate) struct Editor<'a> {
    /// Messages.
    pub(crate) i18n: &'a I18n,
    /// All open articles.
    pub(crate) tabs: &'a [Tab],
    /// Those whose labels are changed with them.
    pub(crate) together: &'a [TabId],
    /// The article whose labels are edited.
    pub(crate) tab: &'a Tab,
    /// The name of the open folder that it is in.
    pub(crate) folder: Option<&'a str>,
    /// Its session.
    pub(crate) session: &'a Session,
}

impl<'a> Editor<'a> {
    pub(super) fn labels(&self) -> &'a LabelSet {
        self.session.labels()
    }

    pub(super) fn language(&self) -> &'static str {
        self.i18n.lang().code()
    }

    pub(super) fn other_language(&self) -> &'static str {
        self.i18n.lang().other().code()
    }

    pub(super) fn name(&self, label: &'a TagLabel) -> &'a str {
        label.name_in(self.language())
    }

    /// The name in the other language, if it is another one.
    pub(super) fn second(&self, label: &'a TagLabel) -> &'a str {
        let (first, second) = (self.name(label), label.name_in(self.other_language()));
        if first == second { "" } else { second }
    }

    pub(super) fn name_of(&self, id: &LabelId) -> String {
        self.labels().get(id).map_or_else(|| id.to_string(), |label| self.name(label).to_owned())
    }

    pub(super) fn request(&self, action: LabelsAction) -> AppAction {
        AppAction::Labels(self.tab.id, action)
    }

    pub(super) fn change(&self, commands: impl IntoIterator<Item = Command>) -> AppAction {
        self.request(LabelsAction::Do(commands.into_iter().collect()))
    }
}

/// How the marks of a label look in a theme.
pub(super) fn look_of(theme: &Theme, label: &TagLabel) -> (Highlight, Stroke) {
    (theme.label(label.id.as_str(), &label.color), label.line.into())
}
