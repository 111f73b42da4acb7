//! The program's state, and the two phases of a frame.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui;

use super::clock::Clock;
use super::desktop::{self, Asking};
use super::jobs::Jobs;
use super::panes::Parts;
use super::spare::Spare;
use super::task::Task;
use crate::annotation::LabelId;
use crate::document::Encoding;
use crate::exchange::Format;
use crate::exchange::formats::refi_qda;
use crate::gui::atlas::Atlas;
use crate::gui::command::{KeyMap, UiCommand};
use crate::gui::i18n::{I18n, Lang};
use crate::gui::keyboard::{self, KeyQueue, Keycaps};
use crate::gui::model::{
    AppAction, ExportPage, Find, FolderTab, ImportPage, JointStep, Journaling, Leaving, Notice, Pace, Pair, Pictures,
    Seeing, SideTab, Tab, TabId, Timeline, Tour, UserLexicons, Watched, interface_size, theme_of,
};
use crate::gui::panels::{
    Appearance, Chooser, ChosenFrom, Dialog, DifferencesView, ExportView, FolderView, ImportView, LabelsView,
    PicturesView, SeeingView, SideLists, TabList,
};
use crate::gui::theme::ThemeName;
use crate::gui::widgets::text_field::is_typing;
use crate::gui::widgets::{FieldState, WidgetStyle};
use crate::layout::FontFamily;
use crate::lexicon::Lexicon;
use crate::store::{Settings, Versions};
use crate::text::Message;

/// What had the keyboard focus, if anything.
pub(super) struct FocusBefore(pub(super) Option<egui::Id>);

/// The program.
pub struct App {
    pub(crate) tabs: Vec<Tab>,
    /// Open folders; their tabs come before those of articles.
    pub(crate) folders: Vec<FolderTab>,
    /// State of their lists between frames.
    pub(super) folder_views: BTreeMap<TabId, FolderView>,
    /// The tables of annotations, by the tabs in which they are shown, and their states between frames.
    pub(crate) seeing: BTreeMap<TabId, Seeing>,
    pub(super) seeing_views: BTreeMap<TabId, SeeingView>,
    /// At which place of an audit's list it goes on when the folder's file was written.
    pub(super) audit_goes_on: Option<(TabId, usize)>,
    /// The pictures of the rows of these tables, and their states between frames.
    pub(crate) pictures: BTreeMap<TabId, Pictures>,
    pub(super) pictures_views: BTreeMap<TabId, PicturesView>,
    /// The tab in front: an article's or a folder's.
    pub(crate) front: Option<TabId>,
    /// The article that stands beside the front one.
    pub(super) pair: Pair,
    pub(super) next_tab: u64,
    pub(crate) settings: Settings,
    /// The settings as they were read or written last.
    pub(super) kept_settings: Settings,
    pub(crate) i18n: I18n,
    pub(crate) theme: ThemeName,
    pub(crate) lexicon: Arc<Lexicon>,
    /// The user's lexicons, which are added to the built-in one.
    pub(crate) user_lexicons: UserLexicons,
    pub(super) jobs: Jobs<Self>,
    /// What is printed on the keys, as far as known.
    pub(super) keycaps: Keycaps,
    /// Keys that wait for their turn.
    pub(super) keys: egui::plugin::TypedPluginHandle<KeyQueue>,
    pub(crate) queue: Vec<AppAction>,
    pub(crate) notices: Vec<Notice>,
    pub(super) next_notice: u64,
    /// When the files of open articles are checked next, in seconds of the program's clock.
    pub(super) next_look_secs: f64,
    /// The articles whose files are watched.
    pub(super) watched: Vec<Watched>,
    /// The commands that were chosen in the palette, the last one first.
    pub(super) recent_commands: Vec<UiCommand>,
    /// The page of an export, and the format that was exported last.
    pub(crate) exporting: Option<Box<ExportPage>>,
    pub(super) export_format: &'static Format,
    /// State of that page between frames.
    pub(super) export_view: ExportView,
    /// The page of an import.
    pub(crate) importing: Option<Box<ImportPage>>,
    pub(super) import_view: ImportView,
    pub(crate) dialog: Option<Dialog>,
    pub(crate) chooser: Option<Chooser>,
    /// The journals of unsaved work; `None` in tests of other things.
    pub(super) journaling: Option<Journaling>,
    /// Earlier states of annotation files; `None` in tests of other things.
    pub(super) versions: Option<Versions>,
    /// The lexicon file with the person's own entities; `None` in tests of other things.
    pub(super) own_names: Option<PathBuf>,
    pub(crate) find: Find,
    pub(crate) hidden: Vec<LabelId>,
    /// The labels that were used last, the latest first.
    pub(crate) recent_labels: Vec<LabelId>,
    pub(crate) side_tab: SideTab,
    /// What the side panel shows instead of that list.
    pub(crate) side_timeline: Option<Timeline>,
    pub(crate) side_open: bool,
    /// State of the side panel's lists between frames.
    pub(crate) side_lists: SideLists,
    /// State of the view of differences between frames, and the number of comparisons so far.
    pub(crate) differences: DifferencesView,
    pub(super) comparisons: u64,
    /// State of the label editor between frames.
    pub(super) labels_view: LabelsView,
    /// State of the appearance popover between frames.
    pub(crate) appearance: Appearance,
    /// State of the list of open articles between frames.
    pub(crate) tab_list: TabList,
    /// The available font families; `None` until the installed fonts were read.
    pub(crate) families: Option<Vec<FontFamily>>,
    pub(super) is_full_screen: bool,
    /// The part of a zoom step made by the current gesture, as a factor.
    pub(super) zoom_gesture: f32,
    /// Whether settings are written while the program runs, and when next, in seconds of its clock.
    pub(super) keeps_settings: bool,
    pub(super) keep_at_secs: Option<f64>,
    /// Why they could not be written, as it was said last.
    pub(super) settings_trouble: Option<Message>,
    /// The encoding given when the program was started, and the paths for which it was given.
    pub(super) asked_encoding: Option<(Encoding, Vec<PathBuf>)>,
    /// An annotation file and its article, as named at the program's start.
    pub(super) named_article: Option<(PathBuf, PathBuf)>,
    /// Whether the desktop's file dialogs may be used.
    pub(super) native_dialogs: bool,
    /// The program that opens a file outside this window, and its first arguments; empty if there is none.
    pub(super) opener: Vec<OsString>,
    /// The current question to the desktop, and the number of questions so far.
    pub(super) asking: Option<Asking>,
    pub(super) asked: u64,
    /// The chooser whose files are being opened.
    pub(super) chosen_from: Option<ChosenFrom>,
    /// The number of exports so far, and of changes of articles that are not open.
    pub(super) exports: u64,
    pub(super) marked: u64,
    /// The steps over several articles, the latest last.
    pub(super) joint: Vec<JointStep>,
    /// The text of a new article, until it has a file.
    pub(super) new_text: Option<String>,
    /// Until when the clipboard is waited for, in seconds of the program's clock.
    pub(super) clipboard_until_secs: Option<f64>,
    /// What is left when the current saves have succeeded.
    pub(super) leaving: Option<Leaving>,
    pub(super) quitting: bool,
    /// Whether the process belongs to this window alone.
    pub(super) owns_process: bool,
    /// The text in the field of the author question, while it is shown.
    pub(crate) author_field: Option<FieldState>,
    /// Articles whose annotations go on in another file, because their folder was made blind, or is so no longer.
    pub(super) turning: Vec<TabId>,
    /// What had the keyboard focus before the current dialog was opened.
    pub(super) focus_before: Option<FocusBefore>,
    /// Working time and decisions, while they are shown.
    pub(super) pace: Pace,
    pub(super) clock: Clock,
    /// The tour that is being taken.
    pub(super) tour: Option<Tour>,
    pub(super) parts: Parts,
    pub(super) spare: Spare,
    pub(super) title: String,
    pub(super) atlas: Atlas,
}

/// The size of the window from which it is drawn, in points.
const LEAST_ROOM: egui::Vec2 = egui::vec2(280.0, 180.0);

impl App {
    /// The program with these files to open, in the given encoding or in their own. Installs the fonts and the theme in
    /// `ctx`.
    pub fn new(ctx: &egui::Context, paths: Vec<PathBuf>, encoding: Option<Encoding>, article: Option<PathBuf>) -> Self {
        let (settings, problem) = Settings::load();
        let asked_encoding = encoding.map(|encoding| (encoding, paths.clone()));
        let named_article = paths.first().cloned().zip(article);
        let mut app = Self::with_settings(ctx, paths, settings);
        app.asked_encoding = asked_encoding;
        app.named_article = named_article;
        app.native_dialogs = desktop::has_native_dialog();
        app.opener = desktop::opener();
        app.keeps_settings = true;
        app.own_names = crate::store::own_names_file();
        let outbox = app.jobs.outbox();
        keyboard::watch(move |keycaps| outbox.report(move |app: &mut Self| app.keycaps = keycaps));
        if let Some(problem) = problem {
            app.settings_trouble = Some(Message::of(&problem));
            app.report(&problem);
        }
        app
    }

    /// Keeps the person's own entities in this lexicon file. For tests.
    #[must_use]
    pub fn keeping_names(mut self, file: PathBuf) -> Self {
        self.own_names = Some(file);
        self
    }

    /// Opens files outside the window with this program and these first arguments. For tests.
    #[must_use]
    pub fn opening_with(mut self, opener: &[&str]) -> Self {
        self.opener = opener.iter().map(OsString::from).collect();
        self
    }

    /// Like [`App::new`], but with these settings instead of the settings file, and with the window's own file chooser:
    /// nothing outside the window is used.
    pub fn with_settings(ctx: &egui::Context, paths: Vec<PathBuf>, settings: Settings) -> Self {
        let lang = match settings.language.as_deref() {
            Some(code) => Lang::from_locale(code),
            None => Lang::from_system(),
        };
        let theme = theme_of(&settings, ctx);
        ctx.options_mut(|options| {
            // The zoom keys change the size of the article's text.
            options.zoom_with_keyboard = false;
            // Quitting is a command that asks first; the toolkit's own keys would not.
            options.quit_shortcuts.clear();
        });
        ctx.add_plugin(KeyQueue::new(is_typing));
        WidgetStyle::install(ctx, theme, lang);
        KeyMap::with(&settings.keys).install(ctx);
        ctx.set_zoom_factor(interface_size(&settings));
        let mut app = Self {
            tabs: Vec::new(),
            folders: Vec::new(),
            folder_views: BTreeMap::new(),
            seeing: BTreeMap::new(),
            seeing_views: BTreeMap::new(),
            audit_goes_on: None,
            pictures: BTreeMap::new(),
            pictures_views: BTreeMap::new(),
            front: None,
            pair: Pair::default(),
            next_tab: 0,
            appearance: Appearance::default(),
            tab_list: TabList::default(),
            families: None,
            is_full_screen: false,
            zoom_gesture: 1.0,
            keeps_settings: false,
            settings_trouble: None,
            keep_at_secs: None,
            asked_encoding: None,
            named_article: None,
            side_open: settings.side_panel.unwrap_or(true),
            native_dialogs: false,
            opener: Vec::new(),
            asking: None,
            asked: 0,
            chosen_from: None,
            exports: 0,
            marked: 0,
            joint: Vec::new(),
            new_text: None,
            clipboard_until_secs: None,
            kept_settings: settings.clone(),
            settings,
            i18n: I18n::new(lang),
            theme,
            lexicon: Lexicon::builtin(),
            user_lexicons: UserLexicons::default(),
            jobs: Jobs::new(ctx.clone()),
            keycaps: Keycaps::default(),
            keys: ctx.plugin::<KeyQueue>(),
            queue: Vec::new(),
            notices: Vec::new(),
            next_notice: 0,
            next_look_secs: 0.0,
            watched: Vec::new(),
            recent_commands: Vec::new(),
            exporting: None,
            export_format: &refi_qda::FORMAT,
            export_view: ExportView::default(),
            importing: None,
            import_view: ImportView::default(),
            dialog: None,
            chooser: None,
            journaling: None,
            versions: None,
            own_names: None,
            find: Find::new(),
            hidden: Vec::new(),
            recent_labels: Vec::new(),
            side_tab: SideTab::Mentions,
            side_timeline: None,
            side_lists: SideLists::default(),
            differences: DifferencesView::default(),
            comparisons: 0,
            labels_view: LabelsView::default(),
            leaving: None,
            quitting: false,
            owns_process: false,
            author_field: None,
            turning: Vec::new(),
            focus_before: None,
            pace: Pace::default(),
            clock: Clock::default(),
            tour: None,
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
        let left = std::mem::take(&mut app.settings.left_open);
        if !left.paths.is_empty() {
            app.queue.push(AppAction::ComeBack(left));
        }
        // What is named comes to the front, and has all of the room.
        if !paths.is_empty() {
            app.queue.push(AppAction::Open(paths));
        }
        app
    }

    /// With nothing but what is named: what was left open stays so for the next start.
    #[must_use]
    pub(crate) fn alone(mut self) -> Self {
        for act in std::mem::take(&mut self.queue) {
            match act {
                AppAction::ComeBack(left) => self.settings.left_open = left,
                act => self.queue.push(act),
            }
        }
        self
    }

    /// Ends the process with the window, without waiting for threads or freeing memory.
    #[must_use]
    pub(crate) fn owning_process(mut self) -> Self {
        self.owns_process = true;
        self.watch_signals();
        self.watch_panics();
        self
    }

    pub(super) fn write_settings(&mut self) {
        self.remember_places();
        // An error can no longer be shown; the next start uses the previous settings.
        drop(self.settings.save(&self.kept_settings));
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

    /// What the program remembers. For tests.
    pub fn settings(&self) -> &Settings {
        &self.settings
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

    /// Whether the window is large enough to be drawn.
    pub(super) fn has_room(ctx: &egui::Context) -> bool {
        (ctx.content_rect().size() - LEAST_ROOM).min_elem() >= 0.0
    }

    fn draw_and_queue(&mut self, ui: &mut egui::Ui) {
        // Only a window manager that heeds no least size makes it so small: there is no room for anything, and controls
        // of negative widths are an error in egui.
        if (ui.max_rect().size() - LEAST_ROOM).min_elem() < 0.0 {
            return;
        }
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

    /// Whether something is still under way that decides what the next key means: a list for a text that was typed, or
    /// a field that is about to get the keyboard focus.
    fn is_carrying_out(&self, ctx: &egui::Context) -> bool {
        let is_field_to_come = self.tab().is_some_and(|tab| {
            let note = tab.note.as_ref().map(|note| &note.field);
            let fields = note.into_iter().chain(tab.finding_label.as_deref());
            fields.into_iter().any(FieldState::wants_focus)
                || tab.about.as_ref().is_some_and(|about| about.rows.wants_focus)
                || tab.relating.as_ref().is_some_and(|relating| relating.field.wants_focus() || relating.wants_kinds)
                || tab.details.as_ref().is_some_and(|details| details.wants_focus())
        });
        let has_article = self.tab().is_some_and(|tab| tab.session.is_some());
        let is_field_to_come = is_field_to_come
            || self.edits_labels() && self.labels_view.wants_focus()
            || self.exporting.as_ref().is_some_and(|page| self.shows_export() && page.search.wants_focus())
            || self.importing.as_ref().is_some_and(|page| self.shows_import() && page.search.wants_focus())
            || has_article && self.find.field.wants_focus();
        let is_list_to_come = match &self.dialog {
            Some(Dialog::Entity(_)) => self.jobs.is_pending(Task::FindEntities),
            Some(Dialog::Palette(_)) => self.jobs.is_pending(Task::Palette),
            Some(Dialog::Encoding(_)) => self.front.is_some_and(|tab| self.jobs.is_pending(Task::Previews(tab))),
            _ => self.chooser.is_some() && self.jobs.is_pending(Task::Browse),
        };
        let is_list_to_come = is_list_to_come || self.front.is_some_and(|tab| self.jobs.is_pending(Task::Compare(tab)));
        let is_match_to_come = is_typing(ctx) && self.jobs.is_pending(Task::Find);
        // What is pressed while an article is opened to be worked on is meant for it.
        let is_page_to_come = self.tab().is_some_and(|tab| {
            tab.begins.is_some() && tab.session.is_none() && tab.arriving.is_none() && tab.unreadable.is_none()
        });
        !self.queue.is_empty()
            || self.parts.is_going()
            || is_page_to_come
            || is_field_to_come
            || is_list_to_come
            || is_match_to_come
    }

    /// Whether keys that were pressed have not had their turn yet. For tests, which wait for it.
    pub fn has_keys_waiting(&self) -> bool {
        !self.keys.lock().is_empty()
    }

    pub(super) fn tab_of(&mut self, id: TabId) -> Option<&mut Tab> {
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
        self.flush_journals();
        self.write_settings();
    }
}
