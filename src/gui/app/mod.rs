//! The program's state and its two phases: `logic` processes the results of threads and commands, `ui` only draws from
//! shared borrows and queues [`AppAction`]s.

mod appearance;
mod asking;
mod author;
mod changes;
mod detection;
mod dispatch;
mod explaining;
mod failures;
mod files;
mod find;
mod folder;
mod full_screen;
mod jobs;
mod learning;
mod lexicons;
mod logic;
pub(crate) mod mark_index;
mod navigation;
mod notes;
mod notices;
mod panes;
mod pool;
mod suggestions;
pub(crate) mod tab;
mod tagging;
mod task;
mod ui;
mod watch;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui;

pub(crate) use appearance::AppearanceAct;
use asking::Asking;
pub(crate) use files::{AfterSave, FileRequest};
pub(crate) use find::{Find, FindAct, FindSwitch};
pub(crate) use folder::{Content, Digest, FolderRow, FolderTab, Stage};
pub(crate) use lexicons::{LexiconAct, UserLexicons};
pub(crate) use logic::name_of;
pub(crate) use notices::{Notice, NoticeKind};
pub(crate) use suggestions::target_of;
pub(crate) use tab::Tab;
pub(crate) use task::TabId;
pub(crate) use watch::FileState;

use super::atlas::Atlas;
use super::command::UiCommand;
use super::i18n::{I18n, Lang};
use super::keyboard::{self, Keycaps};
use super::panels::{Appearance, Chooser, Dialog, FolderView, SideLists, SideTab, TabList};
use super::reader::{MarkRef, ReaderAction};
use super::theme::ThemeName;
use super::widgets::{FieldState, WidgetStyle};
use crate::annotation::{AnnotationId, Label, LabelId};
use crate::document::Encoding;
use crate::exchange::Statuses;
use crate::layout::FontFamily;
use crate::lexicon::Lexicon;
use crate::session::Target;
use crate::store::Settings;
use crate::store::settings::{ListOrder, Listed};
use crate::text::Span;
use full_screen::Spare;
use jobs::Jobs;
use panes::{Pane, Parts};

/// A request from a panel; carried out after the frame is drawn.
#[derive(Clone, Debug)]
pub(crate) enum AppAction {
    /// A command of the menus.
    Command(UiCommand),
    /// Open these files.
    Open(Vec<PathBuf>),
    /// Open the sample with this index.
    OpenSample(usize),
    /// Bring a tab to the front.
    SelectTab(TabId),
    /// Close a tab, asking first if it is unsaved.
    CloseTab(TabId),
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
    /// Undo the step that led a tab to this state of its annotations, unless something was done since.
    TakeBack(TabId, u64),
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
    /// Switch the side panel's list.
    SideTab(SideTab),
    /// Remove the suggestions in a tab that come from the person's tags.
    EndSuggestions(TabId),
    /// Make suggestions of a tab that learning has left out undecided again.
    Reopen(TabId, Vec<Target>),
    /// Show the suggestions of a tab that learning has left out, starting with this one.
    ShowLeftOut(TabId, Target),
    /// Choose the encoding of a tab's article.
    ChooseEncoding(TabId),
    /// Read a tab's article again in this encoding.
    SetEncoding(TabId, Encoding),
    /// Add a label.
    AddLabel(Label),
    /// Close the list for searching labels.
    EndFindingLabel,
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
    Appearance(AppearanceAct),
    /// Change the user's lexicons.
    Lexicons(LexiconAct),
    /// An action of the find field.
    Find(FindAct),
    /// A request of the page.
    Reader(ReaderAction),
    /// Set the author name.
    KeepAuthor(String),
    /// Close the dialog.
    CloseDialog,
    /// Save these tabs, then continue.
    SaveThen(Vec<TabId>, AfterSave),
    /// Continue without saving.
    Discard(Vec<TabId>, AfterSave),
    /// Overwrite an existing file.
    Overwrite(FileRequest, PathBuf),
}

/// What had the keyboard focus, if anything.
struct FocusBefore(Option<egui::Id>);

/// The program.
pub struct App {
    pub(crate) tabs: Vec<Tab>,
    /// Open folders; their tabs come before those of articles.
    pub(crate) folders: Vec<FolderTab>,
    /// State of their lists between frames.
    pub(super) folder_views: BTreeMap<TabId, FolderView>,
    /// The tab in front: an article's or a folder's.
    pub(crate) front: Option<TabId>,
    next_tab: u64,
    pub(crate) settings: Settings,
    pub(crate) i18n: I18n,
    pub(crate) theme: ThemeName,
    pub(crate) lexicon: Arc<Lexicon>,
    /// The user's lexicons, which are added to the built-in one.
    pub(crate) own: UserLexicons,
    pub(super) jobs: Jobs<Self>,
    /// What is printed on the keys, as far as known.
    keycaps: Keycaps,
    queue: Vec<AppAction>,
    pub(crate) notices: Vec<Notice>,
    next_notice: u64,
    watch: watch::Watch,
    /// Which further statuses an export includes.
    pub(crate) exports_also: Statuses,
    pub(crate) dialog: Option<Dialog>,
    pub(crate) chooser: Option<Chooser>,
    pub(crate) find: Find,
    pub(crate) hidden: Vec<LabelId>,
    pub(crate) side_tab: SideTab,
    pub(crate) side_open: bool,
    /// State of the side panel's lists between frames.
    pub(crate) side_lists: SideLists,
    /// State of the appearance popover between frames.
    pub(crate) appearance: Appearance,
    /// State of the list of open articles between frames.
    pub(crate) tab_list: TabList,
    /// The available font families; `None` until the installed fonts were read.
    pub(crate) families: Option<Vec<FontFamily>>,
    is_full_screen: bool,
    /// The part of a zoom step made by the current gesture, as a factor.
    zoom_gesture: f32,
    /// Whether settings are written while the program runs, and when next, in seconds of its clock.
    keeps_settings: bool,
    keep_at_secs: Option<f64>,
    /// The encoding given when the program was started, and the paths for which it was given.
    asked_encoding: Option<(Encoding, Vec<PathBuf>)>,
    /// Whether the desktop's file dialogs may be used.
    native_dialogs: bool,
    /// The current question to the desktop, and the number of questions so far.
    asking: Option<Asking>,
    asked: u64,
    /// The number of exports so far.
    exports: u64,
    /// What to do when the current saves have succeeded.
    after_saving: Option<(Vec<TabId>, AfterSave)>,
    quitting: bool,
    /// Whether the process belongs to this window alone.
    owns_process: bool,
    /// The text in the field of the author question, while it is shown.
    pub(crate) author_field: Option<FieldState>,
    /// What had the keyboard focus before the current dialog was opened.
    focus_before: Option<FocusBefore>,
    parts: Parts,
    spare: Spare,
    title: String,
    atlas: Atlas,
}

impl App {
    /// The program with these files to open, in the given encoding or in their own. Installs the fonts and the theme in
    /// `ctx`.
    pub fn new(ctx: &egui::Context, paths: Vec<PathBuf>, encoding: Option<Encoding>) -> Self {
        let (settings, problem) = Settings::load();
        let asked_encoding = encoding.map(|encoding| (encoding, paths.clone()));
        let mut app = Self::with_settings(ctx, paths, settings);
        app.asked_encoding = asked_encoding;
        app.native_dialogs = asking::has_native_dialog();
        app.keeps_settings = true;
        let outbox = app.jobs.outbox();
        keyboard::watch(move |keycaps| outbox.tell(move |app: &mut Self| app.keycaps = keycaps));
        if let Some(problem) = problem {
            app.report(&problem);
        }
        app
    }

    /// Like [`App::new`], but with these settings instead of the settings file, and with the window's own file chooser:
    /// nothing outside the window is used.
    pub fn with_settings(ctx: &egui::Context, paths: Vec<PathBuf>, settings: Settings) -> Self {
        let lang = match settings.language.as_deref() {
            Some(code) => Lang::from_locale(code),
            None => Lang::from_system(),
        };
        let theme = appearance::theme_of(&settings, ctx);
        ctx.options_mut(|options| {
            // The zoom keys change the size of the article's text.
            options.zoom_with_keyboard = false;
            // Quitting is a command that asks first; the toolkit's own keys would not.
            options.quit_shortcuts.clear();
        });
        WidgetStyle::install(ctx, theme, lang);
        ctx.set_zoom_factor(appearance::interface_size(&settings));
        let mut app = Self {
            tabs: Vec::new(),
            folders: Vec::new(),
            folder_views: BTreeMap::new(),
            front: None,
            next_tab: 0,
            appearance: Appearance::default(),
            tab_list: TabList::default(),
            families: None,
            is_full_screen: false,
            zoom_gesture: 1.0,
            keeps_settings: false,
            keep_at_secs: None,
            asked_encoding: None,
            side_open: settings.side_panel.unwrap_or(true),
            native_dialogs: false,
            asking: None,
            asked: 0,
            exports: 0,
            settings,
            i18n: I18n::new(lang),
            theme,
            lexicon: Lexicon::builtin(),
            own: UserLexicons::default(),
            jobs: Jobs::new(ctx.clone()),
            keycaps: Keycaps::default(),
            queue: Vec::new(),
            notices: Vec::new(),
            next_notice: 0,
            watch: watch::Watch::default(),
            exports_also: Statuses::default(),
            dialog: None,
            chooser: None,
            find: Find::new(),
            hidden: Vec::new(),
            side_tab: SideTab::Mentions,
            side_lists: SideLists::default(),
            after_saving: None,
            quitting: false,
            owns_process: false,
            author_field: None,
            focus_before: None,
            parts: Parts::default(),
            spare: Spare::default(),
            title: String::new(),
            atlas: Atlas::default(),
        };
        if app.settings.font.is_some() {
            app.read_fonts(ctx);
        }
        if !app.settings.lexicons.is_empty() {
            app.read_lexicons();
        }
        if !paths.is_empty() {
            app.queue.push(AppAction::Open(paths));
        }
        app
    }

    /// Ends the process with the window, without waiting for threads or freeing memory.
    #[must_use]
    pub(super) fn owning_process(mut self) -> Self {
        self.owns_process = true;
        self
    }

    /// Saves what must be kept and exits. The system reclaims everything else at once: freeing articles of 100 MB and
    /// stopping detection and graphics one by one took a second and more.
    fn end_process(&mut self) -> ! {
        self.jobs.finish_writing();
        self.write_settings();
        std::process::exit(0)
    }

    fn write_settings(&mut self) {
        self.remember_places();
        // An error can no longer be shown; the next start uses the previous settings.
        drop(self.settings.save());
    }

    /// The tab in front.
    pub(crate) fn tab(&self) -> Option<&Tab> {
        let front = self.front?;
        self.tabs.iter().find(|tab| tab.id == front)
    }

    pub(crate) fn tab_mut(&mut self) -> Option<&mut Tab> {
        let front = self.front?;
        self.tab_of(front)
    }

    /// Whether anything is pending that will change what the window shows. For tests, which wait until it is done.
    pub fn is_busy(&self) -> bool {
        self.jobs.is_busy() || self.tab().is_some_and(Tab::is_about_to_learn)
    }

    /// Holds back detection and other long work until it is released. For tests of what is shown before it is done.
    pub fn hold_long_work(&self, is_held: bool) {
        self.jobs.hold_long_work(is_held);
    }

    /// Runs both phases of a frame.
    pub(crate) fn frame(&mut self, ui: &mut egui::Ui) {
        self.take_in(&ui.ctx().clone());
        self.draw_and_queue(ui);
    }

    fn draw_and_queue(&mut self, ui: &mut egui::Ui) {
        let mut acts = Vec::new();
        self.draw(ui, &mut acts);
        if !acts.is_empty() {
            self.queue.append(&mut acts);
            ui.ctx().request_repaint();
        }
    }

    fn tab_of(&mut self, id: TabId) -> Option<&mut Tab> {
        self.tabs.iter_mut().find(|tab| tab.id == id)
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.take_in(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.draw_and_queue(ui);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.write_settings();
    }
}
