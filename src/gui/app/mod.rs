//! The program's state and its two phases: `logic` takes in what threads and commands bring,
//! `ui` only draws from shared borrows and queues [`AppAction`]s.

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
use asking::{Asking, ChosenFrom};
pub(crate) use files::{AfterSave, FileRequest};
pub(crate) use find::{Find, FindAct, FindSwitch};
pub(crate) use folder::{Content, Digest, FolderRow, FolderTab, Stage};
pub(crate) use lexicons::{LexiconAct, UserLexicons};
pub(crate) use logic::name_of;
pub(crate) use notices::{Notice, NoticeKind};
pub(crate) use suggestions::target_of;
pub(crate) use tab::Tab;
pub(crate) use task::TabId;
use task::Task;
pub(crate) use watch::FileState;

use super::atlas::Atlas;
use super::command::UiCommand;
use super::i18n::{I18n, Lang};
use super::keyboard::{self, KeyQueue, Keycaps};
use super::panels::{Appearance, Chooser, Dialog, FolderView, SideLists, SideTab, TabList};
use super::reader::{MarkRef, ReaderAction};
use super::theme::ThemeName;
use super::widgets::text_field::is_typing;
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

/// Something that a panel asks for; done after the frame is drawn.
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
    /// Close a tab, after a question when it is unsaved.
    CloseTab(TabId),
    /// Select the mark on a passage that has a label, and scroll to it.
    SelectMark(Span, LabelId),
    /// Selects an annotation and scrolls to it.
    SelectAnnotation(AnnotationId),
    /// Show or hide a label's marks.
    ToggleLabel(LabelId),
    /// Show suggestions from this confidence on, 0 to 1.
    Threshold(f32),
    /// Look for entities of this name, for the dialog that chooses one.
    SearchEntity(String),
    /// The name of a mark stands for the entity with this id.
    LinkEntity {
        /// The mark.
        mark: MarkRef,
        /// The entity's stable id.
        entity: String,
        /// Whether that is said of this mention alone.
        only_this: bool,
    },
    /// Take back the step that led a tab to this state of its notes, unless something was done since.
    TakeBack(TabId, u64),
    /// Show the characters of a tab that are not seen, and go to one of them.
    ShowInvisible(TabId, Span),
    /// Put a text on the clipboard, and say so.
    CopyText(String),
    /// Read a tab's article again: it has changed on disk.
    ReadAgain(TabId),
    /// Leave the text as it was read.
    KeepText,
    /// Go to a passage of a tab.
    ShowPassage(TabId, Span),
    /// Take a notice away.
    DismissNotice(u64),
    /// Take all of them away.
    DismissAllNotices,
    /// List all of them.
    ListNotices,
    /// List in the side panel what has been decided, what has not, or all.
    Listed(Listed),
    /// Sort a list of the side panel.
    ListOrder(SideTab, ListOrder),
    /// Deletes the annotation with this number of those whose place was not found.
    DeleteOrphan(usize),
    /// Switch the side panel's list.
    SideTab(SideTab),
    /// Take away what was suggested in a tab because of the person's tags.
    EndSuggestions(TabId),
    /// Leave open in a tab what learning has left out.
    Reopen(TabId, Vec<Target>),
    /// Show what learning has left out in a tab, from this one on.
    ShowLeftOut(TabId, Target),
    /// Choose the encoding of a tab's article.
    ChooseEncoding(TabId),
    /// Read a tab's article again in this encoding.
    SetEncoding(TabId, Encoding),
    /// Add a label.
    AddLabel(Label),
    /// Close the list in which a label is looked for.
    EndFindingLabel,
    /// End writing; keep what was written, or give it up.
    EndNote {
        /// Whether the note is kept.
        keep: bool,
    },
    /// Tag the selection, or give the selected mark this label.
    Tag(LabelId),
    /// Files were chosen in the window's own chooser, or none was.
    Chosen(Vec<PathBuf>),
    /// The window's own chooser wants to show what a folder holds.
    Browse(PathBuf),
    /// The article is to be set otherwise.
    Appearance(AppearanceAct),
    /// The person's lexicons are to be others.
    Lexicons(LexiconAct),
    /// The find field asks for something.
    Find(FindAct),
    /// The page asks for something.
    Reader(ReaderAction),
    /// This is the person's name.
    KeepAuthor(String),
    /// Close the dialog.
    CloseDialog,
    /// Save these, then go on.
    SaveThen(Vec<TabId>, AfterSave),
    /// Go on without saving.
    Discard(Vec<TabId>, AfterSave),
    /// Write over a file that is there.
    Overwrite(FileRequest, PathBuf),
}

/// What had the keyboard, if anything.
struct FocusBefore(Option<egui::Id>);

/// The program.
pub struct App {
    pub(crate) tabs: Vec<Tab>,
    /// Open folders; their tabs stand before those of articles.
    pub(crate) folders: Vec<FolderTab>,
    /// What their lists keep between frames.
    pub(super) folder_views: BTreeMap<TabId, FolderView>,
    /// The tab in front: an article's or a folder's.
    pub(crate) front: Option<TabId>,
    next_tab: u64,
    pub(crate) settings: Settings,
    pub(crate) i18n: I18n,
    pub(crate) theme: ThemeName,
    pub(crate) lexicon: Arc<Lexicon>,
    /// The person's own ones, which stand behind the built-in one.
    pub(crate) own: UserLexicons,
    pub(super) jobs: Jobs<Self>,
    /// What is printed on the keys, as far as it is known.
    keycaps: Keycaps,
    /// Those that wait for their turn.
    keys: egui::plugin::TypedPluginHandle<KeyQueue>,
    queue: Vec<AppAction>,
    pub(crate) notices: Vec<Notice>,
    next_notice: u64,
    watch: watch::Watch,
    /// What goes along in an export besides the usual.
    pub(crate) exports_also: Statuses,
    pub(crate) dialog: Option<Dialog>,
    pub(crate) chooser: Option<Chooser>,
    pub(crate) find: Find,
    pub(crate) hidden: Vec<LabelId>,
    pub(crate) side_tab: SideTab,
    pub(crate) side_open: bool,
    /// What its lists keep between frames.
    pub(crate) side_lists: SideLists,
    /// What the popover of the appearance keeps between frames.
    pub(crate) appearance: Appearance,
    /// What the list of open articles keeps between frames.
    pub(crate) tab_list: TabList,
    /// The families that there are; `None` until the installed fonts were read.
    pub(crate) families: Option<Vec<FontFamily>>,
    is_full_screen: bool,
    /// Share of a step that a zoom gesture has come, as a factor.
    zoom_gesture: f32,
    /// Whether settings are written while the program runs, and when next, in seconds of its clock.
    keeps_settings: bool,
    keep_at_secs: Option<f64>,
    /// The encoding that was asked for when the program was started, and the paths it is for.
    asked_encoding: Option<(Encoding, Vec<PathBuf>)>,
    /// Whether the desktop can be asked for a file.
    native_dialogs: bool,
    /// What the desktop is being asked for, and how often it was asked.
    asking: Option<Asking>,
    asked: u64,
    /// Where the files were chosen that are being opened.
    chosen_from: Option<ChosenFrom>,
    /// How often something was exported.
    exports: u64,
    /// What to do when the saves under way have ended well.
    after_saving: Option<(Vec<TabId>, AfterSave)>,
    quitting: bool,
    /// Whether the process is this window's alone.
    owns_process: bool,
    /// What is written over the question for the person's name, while it stands there.
    pub(crate) author_field: Option<FieldState>,
    /// What had the keyboard when the dialog that is open was opened.
    focus_before: Option<FocusBefore>,
    parts: Parts,
    spare: Spare,
    title: String,
    atlas: Atlas,
}

impl App {
    /// The program with these files to open, in the encoding or in their own. `ctx` gets the fonts'
    /// replacement and the theme.
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

    /// As [`App::new`], with these settings whatever the settings file says, and with the window's
    /// own file chooser where the desktop may have one: nothing outside the window is asked.
    pub fn with_settings(ctx: &egui::Context, paths: Vec<PathBuf>, settings: Settings) -> Self {
        let lang = match settings.language.as_deref() {
            Some(code) => Lang::from_locale(code),
            None => Lang::from_system(),
        };
        let theme = appearance::theme_of(&settings, ctx);
        ctx.options_mut(|options| {
            // The zoom keys are for the article's text.
            options.zoom_with_keyboard = false;
            // Quitting is a command, which asks; the toolkit's own keys would not.
            options.quit_shortcuts.clear();
        });
        ctx.add_plugin(KeyQueue::new(is_typing));
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
            chosen_from: None,
            exports: 0,
            settings,
            i18n: I18n::new(lang),
            theme,
            lexicon: Lexicon::builtin(),
            own: UserLexicons::default(),
            jobs: Jobs::new(ctx.clone()),
            keycaps: Keycaps::default(),
            keys: ctx.plugin::<KeyQueue>(),
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

    /// The process ends with the window, without waiting for threads and for memory to be given back.
    #[must_use]
    pub(super) fn owning_process(mut self) -> Self {
        self.owns_process = true;
        self
    }

    /// Writes what is kept and ends. The system takes back the rest at once: articles of 100 MB, threads that look
    /// for names, and what draws them, which to take down by itself took a second and more.
    fn end_process(&mut self) -> ! {
        self.jobs.finish_writing();
        self.write_settings();
        std::process::exit(0)
    }

    fn write_settings(&mut self) {
        self.remember_places();
        // Nobody is left to tell; the next start begins with the settings of the last one.
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

    /// Whether anything is under way that will change what the window shows. For tests, which wait for it to be over.
    pub fn is_busy(&self) -> bool {
        self.jobs.is_busy() || self.tab().is_some_and(Tab::is_about_to_learn)
    }

    /// Holds back looking for names, and other long work, until it is let go again. For tests of what a person sees
    /// before it has come to an end.
    pub fn hold_long_work(&self, is_held: bool) {
        self.jobs.hold_long_work(is_held);
    }

    /// Both phases of a frame.
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
        if self.is_carrying_out(ui.ctx()) {
            keyboard::wait(ui.ctx());
        }
    }

    /// Whether something that was asked for is not done yet, and decides what the next key means: what is listed for
    /// a text that was typed, a field that is about to have the keyboard.
    fn is_carrying_out(&self, ctx: &egui::Context) -> bool {
        let is_field_to_come = self.tab().is_some_and(|tab| {
            let note = tab.note.as_ref().map(|note| &note.field);
            note.into_iter().chain(tab.finding_label.as_deref()).any(FieldState::wants_focus)
        });
        let is_list_to_come = match &self.dialog {
            Some(Dialog::Entity(_)) => self.jobs.is_pending(Task::FindEntities),
            Some(Dialog::Encoding(_)) => self.front.is_some_and(|tab| self.jobs.is_pending(Task::Previews(tab))),
            _ => self.chooser.is_some() && self.jobs.is_pending(Task::Browse),
        };
        let is_match_to_come = is_typing(ctx) && self.jobs.is_pending(Task::Find);
        !self.queue.is_empty() || is_field_to_come || is_list_to_come || is_match_to_come
    }

    /// Whether keys that were pressed have not had their turn yet. For tests, which wait for it.
    pub fn has_keys_waiting(&self) -> bool {
        !self.keys.lock().is_empty()
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
