//! Actions requested by panels and by the page.

use std::path::PathBuf;

use super::about::AboutAction;
use super::adjudicating::AdjudicatingAction;
use super::alike::AlikeAction;
use super::appearance::AppearanceAction;
use super::details::DetailsAction;
use super::differences::DifferencesAction;
use super::exporting::ExportAction;
use super::file_request::{AfterSave, FileRequest};
use super::find::FindAction;
use super::folder::SharedChoice;
use super::history::HistoryAction;
use super::importing::ImportAction;
use super::journal::RestoredAction;
use super::labels::LabelsAction;
use super::lexicons::LexiconAction;
use super::merging::MergingAction;
use super::moved::PlacingAction;
use super::palette::PaletteAction;
use super::pictures::PictureAction;
use super::relating::RelatingAction;
use super::seeing::SeeingAction;
use super::several::SeveralAction;
use super::sharing::SharedUse;
use super::tab::Begins;
use super::tab_id::TabId;
use super::tour::TourAction;
use super::versions::VersionsAction;
use crate::annotation::{AnnotationId, Label, LabelId};
use crate::document::Encoding;
use crate::gui::command::UiCommand;
use crate::gui::reader::{Call, MarkRef, ReaderAction};
use crate::lexicon::UserEntry;
use crate::session::Target;
use crate::store::journal::Aside;
use crate::store::left_open::LeftOpen;
use crate::store::settings::{ListOrder, Listed};
use crate::text::Span;

/// The lists of the side panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SideTab {
    /// Mentions by entity.
    #[default]
    Mentions,
    /// Annotations: what the person has decided.
    Annotations,
    /// Relations between annotations.
    Relations,
}

impl SideTab {
    /// The key of its name.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Mentions => "panel-mentions",
            Self::Annotations => "panel-annotations",
            Self::Relations => "panel-relations",
        }
    }
}

/// What the side panel shows instead of a list of the front article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Timeline {
    /// Earlier states of its annotation file.
    Versions,
    /// What was done since it was opened.
    History,
}

/// A request from a panel; carried out after the frame is drawn.
#[derive(Clone, Debug)]
pub(crate) enum AppAction {
    /// A command of the menus.
    Command(UiCommand),
    /// Open these files.
    Open(Vec<PathBuf>),
    /// Open an article whose folder is not there as its journal has it.
    OpenWithoutFile(PathBuf),
    /// Open an article of the front folder, and begin to work on it.
    OpenArticle(PathBuf, Begins),
    /// Open what was left open at the last end.
    ComeBack(LeftOpen),
    /// Use a choice of what a name means in the whole folder.
    ShareChoice(SharedChoice),
    /// Opens an annotation file with an article outside its folder.
    OpenElsewhere { annotations: PathBuf, article: PathBuf },
    /// Open the sample with this index.
    OpenSample(usize),
    /// Bring a tab to the front.
    SelectTab(TabId),
    /// Bring the article beside the front one to the front; it gets the keyboard, and its menu if that was asked for.
    CallPage(TabId, Call),
    /// Take one of two articles that stand side by side away; it stays open.
    TakeAway(TabId),
    /// Give the first of them this share of the width, 0 to 1; `None` for the half.
    FirstShare(Option<f32>),
    /// Close a tab, asking first if it is unsaved.
    CloseTab(TabId),
    /// Run one of the commands of a tab's menu for that tab, wherever it stands.
    OnTab(TabId, UiCommand),
    /// Select the mark with a label on a passage, and scroll to it.
    SelectMark(Span, LabelId),
    /// Select an annotation and scroll to it.
    SelectAnnotation(AnnotationId),
    /// Show or hide a label's marks.
    ToggleLabel(LabelId),
    /// Show suggestions with at least this confidence, 0 to 1.
    Threshold(f32),
    /// Search for entities with this name, for the dialog that chooses one.
    SearchEntity(String),
    /// Link a mark's name to an entity.
    LinkEntity {
        /// The mark.
        mark: MarkRef,
        /// The entity's stable id.
        entity: String,
        /// Whether only this mention is linked.
        only_this: bool,
    },
    /// Make an entity of one's own for a mark.
    NewEntity {
        /// The mark.
        mark: MarkRef,
        /// Its name, as far as it was typed.
        name: String,
        /// Whether only this mention is meant.
        only_this: bool,
    },
    /// Change an entity of one's own.
    EditEntity(String),
    /// Keep an entity of one's own, and let a mark mean it: only this mention, or all of its name.
    KeepEntity {
        /// The entry.
        entry: Box<UserEntry>,
        /// The mark.
        on: Option<(MarkRef, bool)>,
    },
    /// Give everything that means one entity to another.
    MergeEntities {
        /// The entity that is given up.
        from: String,
        /// The other one.
        to: String,
    },
    /// Undo the step that led a tab to this state of its annotations, unless something was done since.
    TakeBack(TabId, u64),
    /// Take the step of this number back in all of its articles.
    UndoJoint(u64),
    /// Show a tab's invisible characters, and scroll to one of them.
    ShowInvisible(TabId, Span),
    /// Copy a text to the clipboard, and report it.
    CopyText(String),
    /// Read a tab's article again, because it has changed on disk.
    ReadAgain(TabId),
    /// Keep the text as it was read.
    KeepText,
    /// Scroll to a passage of a tab.
    ShowPassage(TabId, Span),
    /// Dismiss a notice.
    DismissNotice(u64),
    /// Dismiss all notices.
    DismissAllNotices,
    /// List all notices.
    ListNotices,
    /// List decided, undecided or all entries in the side panel.
    Listed(Listed),
    /// Sort a list of the side panel.
    ListOrder(SideTab, ListOrder),
    /// Delete the annotation with this index among those that were not found.
    DeleteOrphan(usize),
    /// Show these columns in the lists of folders.
    FolderColumns(Vec<String>),
    /// Switch the side panel's list.
    SideTab(SideTab),
    /// Show earlier states, or what was done, in the side panel.
    ShowTimeline(Timeline),
    /// A request of the history of a tab.
    History(TabId, HistoryAction),
    /// Remove the suggestions in a tab that come from the person's tags.
    EndSuggestions(TabId),
    /// Make suggestions of a tab that learning has left out undecided again.
    Reopen(TabId, Vec<Target>),
    /// Show the suggestions of a tab that learning has left out, starting with this one.
    ShowLeftOut(TabId, Target),
    /// Choose the encoding of a tab's article.
    ChooseEncoding(TabId),
    /// Take the articles of a table from the column with this number, from 1.
    TakeColumn(PathBuf, String),
    /// Read a tab's article again in this encoding.
    SetEncoding(TabId, Encoding),
    /// Add a label.
    AddLabel(Label),
    /// Close the list for searching labels.
    EndFindingLabel,
    /// Close the list of annotations that lie over each other.
    EndPileList,
    /// Finish or cancel writing a note.
    EndNote {
        /// Whether the note is kept.
        keep: bool,
    },
    /// Tag the selection, or give this label to the selected mark.
    Tag(LabelId),
    /// Files were chosen in the window's own chooser; empty if it was cancelled.
    Chosen(Vec<PathBuf>),
    /// Read a folder for the window's own chooser.
    Browse(PathBuf),
    /// Change the article's appearance.
    Appearance(AppearanceAction),
    /// Change the user's lexicons.
    Lexicons(LexiconAction),
    /// Give commands, by their names in the settings, these keys; `None` for the usual ones.
    ChangeKeys(Vec<(String, Option<Vec<String>>)>),
    /// Write the keys as a page for printing.
    PrintKeys,
    /// A request of the command palette.
    Palette(PaletteAction),
    /// An action of the find field.
    Find(FindAction),
    /// A request of the page.
    Reader(ReaderAction),
    /// Say that somebody works on a folder, or no longer.
    ChangePeople {
        /// The folder.
        folder: TabId,
        /// Their name.
        name: String,
        /// Whether they work on it.
        works: bool,
    },
    /// Say whether everybody annotates for themselves in a folder, without seeing what the others do.
    SetBlind(TabId, bool),
    /// Set the author name.
    KeepAuthor(String),
    /// Show which annotations of a tab have no certain place, beginning with the orphan of this index.
    ShowMoved(TabId, Option<usize>),
    /// An annotation without a place, by its number among the orphans, is dragged onto the page.
    DragOrphan(TabId, usize),
    /// The place of an annotation was selected on the page, or is not to be.
    Placing(TabId, PlacingAction),
    /// Answer the question about what was restored in a tab.
    Restored(TabId, RestoredAction),
    /// Answer the bar about what others have written into a tab's annotation file.
    Merging(TabId, MergingAction),
    /// An action of a tab's view of differences.
    Differences(TabId, DifferencesAction),
    /// Something in the view of several annotators' files, about the question that is opened.
    Adjudicating(TabId, AdjudicatingAction),
    /// An action of a tab's list of earlier states.
    Versions(TabId, VersionsAction),
    /// A request of a tab's label editor.
    Labels(TabId, LabelsAction),
    /// An action of the question about several suggestions.
    Several(SeveralAction),
    /// An action of the question about all places like one.
    Alike(AlikeAction),
    /// A request of the table of a folder or an article.
    Seeing(TabId, SeeingAction),
    /// A request of the pictures of a folder or an article.
    Picture(TabId, PictureAction),
    /// A request of the form about the whole article.
    About(AboutAction),
    /// A request concerning relations.
    Relating(RelatingAction),
    /// A request of the card with the attributes of a mark.
    Details(DetailsAction),
    /// Make the side panel this wide, in points; `None` for its usual width.
    SidePanelWidth(Option<f32>),
    /// A request of the tour's card.
    Tour(TourAction),
    /// Put back a journal that was put aside.
    PutBack(Box<Aside>),
    /// A request of the export page.
    Export(ExportAction),
    /// A request of the import page.
    Import(ImportAction),
    /// Close the dialog.
    CloseDialog,
    /// Save these tabs, then continue.
    SaveThen(Vec<TabId>, AfterSave),
    /// Continue without saving those tabs about which the person was asked.
    Discard {
        /// Those.
        asked: Vec<TabId>,
        /// All tabs to be closed.
        all: Vec<TabId>,
        /// What to do next.
        then: AfterSave,
    },
    /// Read or work in an article that somebody else has open.
    Share(TabId, SharedUse),
    /// Save a tab's annotations over what somebody else has written.
    KeepMine(TabId),
    /// Overwrite an existing file.
    Overwrite(FileRequest, PathBuf),
}
