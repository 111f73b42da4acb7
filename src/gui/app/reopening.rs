//! What was open comes back after an end that nobody asked for.
//!
//! What was being opened at that moment may be what has ended the program: it is only offered. That something is being
//! opened is on the disk before it is.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui;

use super::App;
use super::jobs::done;
use super::journal::PATIENCE;
use super::task::Task;
use crate::gui::model::{AppAction, Detection, FolderTab, Notice, Offered, Resumed, Tab, TabId};
use crate::gui::samples::SAMPLES;
use crate::store::journal::{self, Found, OpenTab, OpenTabs, Order, PathRecord, Recovered};
use crate::store::{Disk, Opened, RealDisk, StoreError, file_name};

/// Seconds from one look at what the window shows to the next.
const WINDOW_SECS: f64 = 0.5;
/// The number of the window's own journal; those of articles have the numbers of their tabs.
const WINDOW: u64 = 0;
/// How often something is opened by itself that has not come to the end of it. Unsaved work comes back also if the machine
/// ends while it is being restored.
const ATTEMPTS: u8 = 0;
const ATTEMPTS_WITH_WORK: u8 = 1;

/// What other processes have left.
#[derive(Default)]
struct Left {
    /// What is opened, and what of it was in front.
    opened: OpenTabs,
    offered: Vec<Offered>,
    /// Journals of articles without a file, each with what it leads to.
    samples: Vec<(Opened, Recovered)>,
    unreadable: Vec<PathBuf>,
    /// What the window's journal says from now on.
    shown: OpenTabs,
}

impl App {
    /// Opens what other processes have left.
    pub(super) fn recover(&mut self) {
        let (Some(keeper), shown) = (self.keeper(), self.shown()) else { return };
        let folders = self.journal_folders();
        self.jobs.start(Task::Recover, move |_| {
            let disk: Arc<dyn Disk> = Arc::new(RealDisk);
            let left = journal::look_through(&disk, &folders, |journals| {
                let (mut left, windows) = Left::of(journals);
                left.shown = shown;
                let before = left.shown.tabs.len();
                left.shown.tabs.extend(left.opened.tabs.iter().cloned());
                let both = left.opened.side_by_side.map(|(first, second)| (before + first, before + second));
                left.shown.side_by_side = left.shown.side_by_side.or(both);
                left.shown.tabs.extend(left.offered.iter().map(|offered| offered.open.clone()));
                if !left.shown.tabs.is_empty() {
                    keeper.order(Order::Show(WINDOW, left.shown.clone()));
                    keeper.flush(PATIENCE);
                }
                for window in windows {
                    // It has served its turn; where it stays, the articles are opened once more.
                    drop(window.set_aside());
                }
                left
            });
            done(move |app: &mut Self| app.take_left(left))
        });
    }

    /// Opens what other processes have left, behind what was asked for.
    fn take_left(&mut self, left: Left) {
        let asked = self.front;
        let mut in_front = None;
        let side_by_side = left.opened.side_by_side;
        let mut opened: HashMap<usize, TabId> = HashMap::new();
        for (number, open) in left.opened.tabs.into_iter().enumerate() {
            match open.article.as_ref().map(PathRecord::path) {
                Some(path) if open.is_folder => self.open_folder(path),
                Some(path) => self.open_paths(vec![path]),
                None if left.samples.iter().any(|(opened, _)| is_sample(opened, &open.name)) => continue,
                None => match SAMPLES.iter().position(|sample| sample.file == open.name) {
                    Some(sample) => self.open_sample(sample),
                    None => continue,
                },
            }
            if left.opened.front == Some(number) {
                in_front = self.front;
            }
            opened.extend(self.front.map(|id| (number, id)));
            let is_new = self.front != asked;
            if let Some(tab) = self.tab_mut().filter(|_| is_new) {
                tab.journal.openings = open.opening;
                tab.resumed = Some(Resumed { reading_at: open.reading_at, selection: open.selection });
                tab.resume();
            }
        }
        for (opened, recovered) in left.samples {
            self.open_recovered(opened, recovered);
        }
        let tab = |number| opened.get(&number).copied();
        let both = side_by_side.and_then(|(first, second)| tab(first).zip(tab(second)));
        // What was asked for now does not come in the place of one of them.
        if let Some((first, second)) = both.filter(|both| asked.is_none_or(|id| id == both.0 || id == both.1)) {
            self.pair.put([first, second]);
        }
        self.front = asked.or(in_front).or(self.front);
        for path in left.unreadable {
            self.notify(Notice::warning("notice-journal-unreadable").with("path", path.display().to_string()));
        }
        if let Some(journaling) = &mut self.journaling {
            journaling.shown = left.shown;
            journaling.offered.clone_from(&left.offered);
        }
        for Offered { open, has_work } in left.offered {
            let Some(path) = open.article.as_ref().map(PathRecord::path) else { continue };
            let key = if has_work { "notice-opening-ended-work" } else { "notice-opening-ended" };
            let notice = Notice::warning(key).with("name", file_name(&path));
            self.notify(notice.offering("notice-open-again", AppAction::Open(vec![path])));
        }
    }

    /// Opens an article whose folder is not there as its journal has it.
    pub(super) fn open_without_file(&mut self, path: &Path) {
        let is_it = |offered: &Offered| offered.open.article.as_ref().is_some_and(|article| article.path() == path);
        if let Some(journaling) = &mut self.journaling {
            journaling.offered.retain(|offered| !is_it(offered));
        }
        let offers = |action: &AppAction| matches!(action, AppAction::OpenWithoutFile(offered) if offered == path);
        self.notices.retain(|notice| !notice.actions.iter().any(|(_, action)| offers(action)));
        let id = self.add_tab(file_name(path));
        self.read_or_recover(id, path.to_owned(), None, false);
    }

    /// Offers an article with unsaved work again whose folder is not there now.
    pub(super) fn offer_again(&mut self, error: &StoreError) {
        let path = error.path().to_owned();
        let open = OpenTab { article: Some(PathRecord::new(&path)), name: file_name(&path), ..OpenTab::default() };
        let Some(journaling) = &mut self.journaling else { return };
        journaling.offered.retain(|offered| offered.open.article != open.article);
        journaling.offered.push(Offered { open, has_work: true });
        let notice = Notice::error(error).offering("notice-open-again", AppAction::Open(vec![path.clone()]));
        self.notify(notice.offering("notice-open-without-file", AppAction::OpenWithoutFile(path)));
    }

    /// Keeps which articles are open, and where they are read.
    pub(super) fn keep_window(&mut self, ctx: &egui::Context, now_secs: f64) {
        let has_events = ctx.input(|input| !input.events.is_empty());
        let is_recovering = self.jobs.is_pending(Task::Recover);
        self.forget_offered();
        let now = (self.strip().count(), self.count_opening());
        let Some(journaling) = &mut self.journaling else { return };
        let count_offered = journaling.offered.len();
        let was = &journaling.shown.tabs;
        let was = (was.len(), was.iter().filter(|open| open.opening > 0).count());
        if has_events || was != (now.0 + count_offered, now.1 + count_offered) {
            journaling.look_at_secs.get_or_insert(now_secs + WINDOW_SECS);
        }
        // What another window has left comes first.
        let Some(at) = journaling.look_at_secs.filter(|_| !is_recovering && !self.quitting) else { return };
        if now_secs < at {
            return ctx.request_repaint_after_secs((at - now_secs) as f32 + 0.01);
        }
        journaling.look_at_secs = None;
        let shown = self.shown();
        let Some(journaling) = &mut self.journaling else { return };
        if shown != journaling.shown {
            journaling.shown.clone_from(&shown);
            self.order(Order::Show(WINDOW, shown));
        }
        for tab in self.tabs.iter_mut().filter(|tab| !is_opening(tab)) {
            tab.journal.openings = 0;
        }
    }

    /// Keeps what the window shows at its end in good order, so that it comes back: nothing that is being opened is to
    /// blame for it.
    pub(super) fn show_window(&self) {
        let mut shown = self.shown();
        shown.tabs.iter_mut().take(self.strip().count()).for_each(|open| open.opening = 0);
        self.order(Order::Show(WINDOW, shown));
    }

    /// The window is closed by the person: nothing is to come back. Unsaved work that was only offered is offered again.
    pub(super) fn end_window_journal(&self) {
        let offered = self.journaling.iter().flat_map(|journaling| &journaling.offered);
        let tabs: Vec<OpenTab> =
            offered.filter(|offered| offered.has_work).map(|offered| offered.open.clone()).collect();
        self.order(if tabs.is_empty() {
            Order::Clear(WINDOW)
        } else {
            Order::Show(WINDOW, OpenTabs { tabs, ..OpenTabs::default() })
        });
    }

    /// What was offered and is open now is not offered any more.
    fn forget_offered(&mut self) {
        let Some(journaling) = self.journaling.as_mut().filter(|journaling| !journaling.offered.is_empty()) else {
            return;
        };
        let articles = self.tabs.iter().filter_map(|tab| tab.article.as_deref());
        let open = articles.chain(self.folders.iter().map(|folder| folder.path.as_path()));
        let open: Vec<PathRecord> = open.map(PathRecord::new).collect();
        let mut gone = Vec::new();
        journaling.offered.retain(|offered| {
            let is_open = offered.open.article.as_ref().is_some_and(|path| open.contains(path));
            gone.extend(offered.open.article.as_ref().filter(|_| is_open).map(PathRecord::path));
            !is_open
        });
        let offers = |action: &AppAction| matches!(action, AppAction::Open(paths) if gone.iter().any(|path| paths.contains(path)));
        self.notices.retain(|notice| !notice.actions.iter().any(|(_, action)| offers(action)));
    }

    fn count_opening(&self) -> usize {
        let folders = self.folders.iter().filter(|folder| self.is_listing(folder)).count();
        folders + self.tabs.iter().filter(|tab| is_opening(tab)).count()
    }

    /// Whether a folder, or one of its articles, is being read.
    fn is_listing(&self, folder: &FolderTab) -> bool {
        !folder.is_listed || self.jobs.is_pending(Task::Count(folder.id))
    }

    /// What the window shows and offers.
    fn shown(&self) -> OpenTabs {
        let folders = self.folders.iter().map(|folder| OpenTab {
            article: Some(PathRecord::new(&folder.path)),
            name: file_name(&folder.path),
            is_folder: true,
            opening: u8::from(self.is_listing(folder)),
            ..OpenTab::default()
        });
        let offered = self.journaling.iter().flat_map(|journaling| &journaling.offered);
        let offered = offered.map(|offered| offered.open.clone());
        let tabs = folders.chain(self.tabs.iter().map(open_tab)).chain(offered).collect();
        let place = |of: TabId| self.strip().position(|id| id == of);
        let side_by_side = self.pair.both().and_then(|[first, second]| place(first).zip(place(second)));
        OpenTabs { tabs, front: self.front.and_then(place), side_by_side }
    }
}

fn open_tab(tab: &Tab) -> OpenTab {
    let caret = tab.reader.caret().pos;
    let selection = tab.reader.selection().map_or((caret, caret), |span| (span.start, span.end));
    OpenTab {
        article: tab.article.as_deref().map(PathRecord::new),
        name: tab.name.clone(),
        is_folder: false,
        opening: if is_opening(tab) { tab.journal.openings.max(1) } else { 0 },
        reading_at: tab.reader.reading_at().map_or(0, |at| at.0),
        selection: (selection.0.0, selection.1.0),
    }
}

/// Whether an article is being read for the first time, by the program or by its detector.
fn is_opening(tab: &Tab) -> bool {
    tab.session.is_none() && tab.unreadable.is_none() || matches!(tab.detection, Detection::Running(_))
}

fn is_sample(opened: &Opened, name: &str) -> bool {
    SAMPLES.iter().any(|sample| sample.file == name && sample.text == opened.document.text())
}

impl Left {
    /// Sorts what was found; also returns the journals of windows, which are in it.
    fn of(journals: Vec<Found>) -> (Self, Vec<Found>) {
        let mut left = Self::default();
        let (mut windows, mut works) = (Vec::new(), Vec::new());
        for found in journals {
            if found.window().is_some() {
                windows.push(found);
            } else if let Some(path) = found.unreadable() {
                left.unreadable.push(path.to_owned());
            } else if let Some(article) = found.header.as_ref().and_then(|header| header.article.clone()) {
                works.push(article);
            } else if let Some(opened) = journal::opened_without_file(&found) {
                let recovered = journal::recover(&opened, vec![found]);
                left.samples.push((opened, recovered));
            }
        }
        for window in windows.iter().filter_map(Found::window) {
            let taken = window.tabs.iter().enumerate().map(|(number, open)| {
                let has_work = open.article.as_ref().is_some_and(|article| works.contains(article));
                let is_front = window.front == Some(number);
                left.take(open.clone(), has_work, is_front)
            });
            let taken: Vec<Option<usize>> = taken.collect();
            let place = |number: usize| taken.get(number).copied().flatten();
            if let Some((first, second)) = window.side_by_side
                && let Some(both) = place(first).zip(place(second))
            {
                left.opened.side_by_side = Some(both);
            }
        }
        for article in works {
            let name = file_name(&article.path());
            left.take(OpenTab { article: Some(article), name, ..OpenTab::default() }, true, false);
        }
        (left, windows)
    }

    /// Adds what was open, once; returns its place among what is opened.
    fn take(&mut self, open: OpenTab, has_work: bool, is_front: bool) -> Option<usize> {
        let is_it = |known: &OpenTab| open.article.is_some() && known.article == open.article;
        if let Some(known) = self.opened.tabs.iter().position(is_it) {
            return Some(known);
        }
        if self.offered.iter().any(|offered| is_it(&offered.open)) {
            return None;
        }
        let attempts = if has_work { ATTEMPTS_WITH_WORK } else { ATTEMPTS };
        if open.opening > attempts && open.article.is_some() {
            self.offered.push(Offered { open, has_work });
            return None;
        }
        if is_front {
            self.opened.front = Some(self.opened.tabs.len());
        }
        self.opened.tabs.push(OpenTab { opening: open.opening.saturating_add(1), ..open });
        Some(self.opened.tabs.len() - 1)
    }
}
