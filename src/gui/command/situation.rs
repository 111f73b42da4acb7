//! The state that decides which commands are enabled, and which are on.

use crate::annotation::{RelationId, Status, WorkState};
use crate::gui::i18n::I18n;
use crate::gui::reader::MarkRef;
use crate::gui::theme::ThemeName;
use crate::session::Session;
use crate::store::{Settings, file_name};
use crate::text::Direction;

/// The front tab, its selection, and the settings.
#[derive(Clone, Copy)]
pub(crate) struct Situation<'a> {
    pub(crate) i18n: &'a I18n,
    pub(crate) settings: &'a Settings,
    /// The theme that was chosen; `None` follows the system.
    pub(crate) theme: Option<ThemeName>,
    /// Size of the interface, in percent.
    pub(crate) interface_percent: u16,
    pub(crate) is_full_screen: bool,
    pub(crate) is_panel_shown: bool,
    /// The number of open tabs, and of articles among them.
    pub(crate) tabs: usize,
    pub(crate) articles: usize,
    /// Whether an article stands beside the front one.
    pub(crate) is_beside: bool,
    /// Whether any tab is in front, and whether it is a folder's.
    pub(crate) has_tab: bool,
    pub(crate) is_folder: bool,
    /// Whether an article is chosen in the front folder, and whether the front article or that one is in an open folder.
    pub(crate) has_row: bool,
    pub(crate) in_folder: bool,
    /// What a person has said about the work on it.
    pub(crate) work: Option<WorkState>,
    /// Whether the search has matches.
    pub(crate) has_matches: bool,
    /// Whether a step over several articles can be undone, and one be redone, though it is not in the history of the front
    /// one.
    pub(crate) joint: [bool; 2],
    /// The front article, once it was read.
    pub(crate) session: Option<&'a Session>,
    pub(crate) has_selection: bool,
    /// Its selected mark.
    pub(crate) mark: Option<&'a MarkRef>,
    /// Its selected relation, and whether one is being made.
    pub(crate) relation: Option<&'a RelationId>,
    pub(crate) is_relating: bool,
    /// Whether there is a mark to which selected words can be added.
    pub(crate) can_add: bool,
    /// Whether its labels are edited in the place of the page.
    pub(crate) edits_labels: bool,
    /// Whether an export or an import stands there.
    pub(crate) is_covered: bool,
    /// Whether annotators' files stand side by side there.
    pub(crate) is_adjudicating: bool,
    /// Whether the form about the article is shown.
    pub(crate) shows_about: bool,
    /// The direction set for all its paragraphs.
    pub(crate) direction: Option<Direction>,
    /// Whether it has a file, and whether that can be read in another encoding.
    pub(crate) has_file: bool,
    pub(crate) has_encodings: bool,
    /// Of a web page, whether all of it is read instead of its article.
    pub(crate) whole_page: Option<bool>,
    pub(crate) is_saving: bool,
    /// Whether it is being reviewed.
    pub(crate) is_reviewing: bool,
    pub(crate) is_detecting: bool,
    /// Whether other articles in its folder have tags to learn from.
    pub(crate) folder_teaches: bool,
}

impl<'a> Situation<'a> {
    /// The situation when nothing is open.
    pub(crate) fn without_article(i18n: &'a I18n, settings: &'a Settings) -> Self {
        Self {
            i18n,
            settings,
            theme: None,
            interface_percent: 100,
            is_full_screen: false,
            is_panel_shown: true,
            tabs: 0,
            articles: 0,
            is_beside: false,
            has_tab: false,
            is_folder: false,
            has_row: false,
            in_folder: false,
            work: None,
            has_matches: false,
            joint: [false; 2],
            session: None,
            has_selection: false,
            mark: None,
            relation: None,
            is_relating: false,
            can_add: false,
            edits_labels: false,
            is_covered: false,
            is_adjudicating: false,
            shows_about: false,
            direction: None,
            has_file: false,
            has_encodings: false,
            whole_page: None,
            is_saving: false,
            is_reviewing: false,
            is_detecting: false,
            folder_teaches: false,
        }
    }

    /// Whether an article is in front and was read.
    pub(super) fn has_article(&self) -> bool {
        self.session.is_some()
    }

    /// Whether the page of an article is shown, and not its labels or an export.
    pub(super) fn has_page(&self) -> bool {
        self.has_article() && !self.edits_labels && !self.is_covered && !self.is_adjudicating
    }

    /// Whether there is an article to work on: in front, or chosen in a folder.
    pub(super) fn has_work(&self) -> bool {
        self.has_article() || self.has_row
    }

    /// Whether text or a mark is selected.
    pub(crate) fn has_passage(&self) -> bool {
        self.has_selection || self.mark.is_some()
    }

    /// Whether a mark is selected, and no text.
    pub(super) fn has_mark(&self) -> bool {
        !self.has_selection && self.mark.is_some()
    }

    /// Whether a mark is selected whose label has attributes, or a relation whose kind has some.
    pub(super) fn has_attributes(&self) -> bool {
        let relation = self.relation.zip(self.session).and_then(|(id, session)| {
            let relation = session.relations().get(id)?;
            session.labels().relation_kind(&relation.kind)
        });
        if relation.is_some_and(|kind| !kind.attributes.is_empty()) {
            return true;
        }
        let label = self.mark.filter(|_| !self.has_selection).zip(self.session);
        let label = label.and_then(|(mark, session)| session.labels().get(&mark.label(session)?));
        label.is_some_and(|label| !label.attributes.is_empty())
    }

    /// Whether it is known what the selected mark means.
    pub(super) fn has_entity(&self) -> bool {
        let mark = self.mark.filter(|_| !self.has_selection).zip(self.session);
        mark.is_some_and(|(mark, session)| mark.entity(session).is_some())
    }

    fn status(&self) -> Option<Status> {
        self.mark?.status(self.session?)
    }

    /// Whether the selected mark is a suggestion, or a rejected one; or a relation is selected.
    pub(super) fn can_decide(&self) -> bool {
        self.relation.is_some() || self.status().is_some_and(|status| status != Status::Accepted)
    }

    /// Whether the selected mark is rejected or left out.
    pub(super) fn is_rejected(&self) -> bool {
        self.status() == Some(Status::Rejected)
    }

    /// Whether there are tags to suggest from, here or in the other articles of the folder.
    pub(super) fn can_suggest(&self) -> bool {
        self.session.is_some_and(|session| self.folder_teaches || session.has_user_tags())
    }

    /// The name of the label whose key is this number, in the language of the interface.
    pub(super) fn label_name(&self, number: u8) -> Option<&str> {
        let label = self.session?.labels().by_key(char::from_digit(number.into(), 10)?)?;
        Some(label.name_in(self.i18n.lang().code()))
    }

    /// The name of the recent article with this index.
    pub(super) fn recent_name(&self, index: u8) -> Option<String> {
        let path = self.settings.recent.get(usize::from(index))?;
        Some(file_name(path))
    }
}
