//! Two windows of the program on one file, in which people work at random: nothing is lost by bringing their work together.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic and touch files")]

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use eframe::egui::{self, RawInput, Rect, pos2, vec2};
use proptest::prelude::*;

use super::super::App;
use crate::annotation::{AnnotationId, AnnotationState, Decision, Key};
use crate::gui::model::{MergingAction, Tab, TabId};
use crate::session::{Command, Session};
use crate::store::{self, Settings, WriteMode};
use crate::text::Span;

/// Words of which none is a name.
const TEXT: &str = "كان هذا يوم طويل ثم جاء بعده صباح هادئ قرب البيت";
/// The longest time that a busy machine may need for anything.
const PATIENCE: Duration = Duration::from_mins(5);

/// What somebody does in a window; the numbers choose among what is there.
#[derive(Clone, Debug)]
enum Deed {
    Tag(usize, bool),
    Note(usize),
    Relabel(usize, bool),
    Delete(usize),
    Undo,
    Redo,
    Save,
    /// Rests until the window saves by itself.
    Rest,
    /// Looks at the file.
    Look,
    Decide(usize, Decision),
    Answer(bool),
}

fn deeds() -> impl Strategy<Value = Deed> {
    let decision = prop::sample::select(vec![Decision::Ours, Decision::Theirs, Decision::Both, Decision::Neither]);
    prop_oneof![
        4 => (0..10_usize, any::<bool>()).prop_map(|(word, label)| Deed::Tag(word, label)),
        4 => (0..10_usize).prop_map(Deed::Note),
        2 => (0..10_usize, any::<bool>()).prop_map(|(at, label)| Deed::Relabel(at, label)),
        1 => (0..10_usize).prop_map(Deed::Delete),
        2 => Just(Deed::Undo),
        1 => Just(Deed::Redo),
        2 => Just(Deed::Save),
        2 => Just(Deed::Rest),
        3 => Just(Deed::Look),
        2 => (0..4_usize, decision).prop_map(|(at, decision)| Deed::Decide(at, decision)),
        1 => any::<bool>().prop_map(Deed::Answer),
    ]
}

/// The program without a screen.
struct Window {
    ctx: egui::Context,
    app: App,
    id: TabId,
    secs: f64,
    /// Notes that were written here and are not in the file.
    fresh: BTreeMap<AnnotationId, String>,
}

impl Window {
    fn open(article: &Path, author: &str) -> Self {
        let ctx = egui::Context::default();
        let settings = Settings { author: Some(author.to_owned()), ..Settings::default() };
        let app = App::with_settings(&ctx, vec![article.to_owned()], settings);
        let mut window = Self { ctx, app, id: TabId(0), secs: 0.0, fresh: BTreeMap::new() };
        window.settle();
        window.id = window.app.front.unwrap();
        window
    }

    fn frame(&mut self) {
        self.secs += 0.05;
        let screen_rect = Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1000.0, 700.0)));
        // A window in the background is not watched: the test looks at the file.
        let input = RawInput { screen_rect, time: Some(self.secs), focused: false, ..RawInput::default() };
        let app = &mut self.app;
        let mut output = self.ctx.run_ui(input, |ui| app.frame(ui));
        output.textures_delta.clear();
    }

    fn settle(&mut self) {
        let began = Instant::now();
        self.frame();
        while self.app.is_busy() || self.app.tabs.iter().any(|tab| tab.session.is_none() || tab.merging.is_due) {
            assert!(began.elapsed() < PATIENCE, "it goes on and on");
            std::thread::sleep(Duration::from_millis(1));
            self.frame();
        }
        self.frame();
    }

    fn tab(&self) -> &Tab {
        self.app.tabs.iter().find(|tab| tab.id == self.id).unwrap()
    }

    fn session(&self) -> &Session {
        self.tab().session.as_ref().unwrap()
    }

    fn ids(&self) -> HashSet<AnnotationId> {
        ids(self.session().annotation_state())
    }

    fn look(&mut self) {
        let tab = self.tab();
        if let (Some(path), WriteMode::Unchanged(held)) = (tab.annotations.clone(), tab.mode) {
            let now = store::look_at_file(&path, &tab.merging.seen, held);
            self.app.take_file_now(self.id, held, now);
        }
        self.settle();
    }

    /// A command as in the window; what does not fit is not done.
    fn execute(&mut self, command: Command) {
        let tab = self.app.tab_of(self.id).unwrap();
        drop(tab.session.as_mut().unwrap().execute(command));
        self.settle();
    }

    fn nth(&self, at: usize) -> Option<AnnotationId> {
        let annotations = self.session().annotations();
        annotations.iter().nth(at % annotations.len().max(1)).map(|annotation| annotation.id.clone())
    }

    fn open_conflict(&self, at: usize) -> Option<Key> {
        let open: Vec<Key> =
            self.session().annotation_state().open_conflicts().map(|conflict| conflict.of.clone()).collect();
        open.get(at % open.len().max(1)).cloned()
    }

    fn note(&self, id: &AnnotationId) -> Option<&str> {
        self.session().annotations().get(id).map(|annotation| annotation.note.as_str())
    }
}

fn ids(state: &AnnotationState) -> HashSet<AnnotationId> {
    state.annotations.iter().map(|annotation| annotation.id.clone()).collect()
}

fn word(number: usize) -> Span {
    let word = TEXT.split(' ').nth(number).unwrap();
    let at = word.as_ptr() as usize - TEXT.as_ptr() as usize;
    Span::from_range(at..at + word.len())
}

fn in_file(article: &Path) -> AnnotationState {
    let opened = store::open(article, None).unwrap();
    opened.loaded.map(|loaded| loaded.unwrap().annotation_state).unwrap_or_default()
}

/// Both windows, and what was taken out by somebody on purpose.
struct Both {
    folder: tempfile::TempDir,
    windows: [Window; 2],
    removed: HashSet<AnnotationId>,
    notes: usize,
}

impl Both {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let article = folder.path().join("a.txt");
        fs::write(&article, TEXT).unwrap();
        let mut first = Window::open(&article, "أ");
        first.execute(Command::Tag { span: word(0), label: "location".into() });
        first.app.save(first.id, false);
        // The first save asks for a name.
        first.app.chosen(crate::gui::model::FileRequest::SaveAs(first.id), folder.path().join("a.hawashi.ron"), false);
        first.app.chooser = None;
        first.settle();
        assert_eq!(in_file(&article).annotations.len(), 1);
        let second = Window::open(&article, "ب");
        Self { folder, windows: [first, second], removed: HashSet::new(), notes: 0 }
    }

    fn file(&self) -> AnnotationState {
        in_file(&self.folder.path().join("a.txt"))
    }

    fn run(&mut self, who: usize, deed: &Deed) {
        let (before, in_file_before) = (self.windows[who].ids(), ids(&self.file()));
        let was: HashMap<AnnotationId, String> =
            self.windows[who].session().annotations().iter().map(|a| (a.id.clone(), a.note.clone())).collect();
        let window = &mut self.windows[who];
        let label = |is_first: bool| if is_first { "location".into() } else { "faction".into() };
        let mut wrote = None;
        let is_merging = match deed {
            Deed::Tag(number, first) => {
                window.execute(Command::Tag { span: word(*number), label: label(*first) });
                false
            }
            Deed::Note(at) => {
                if let Some(id) = window.nth(*at) {
                    self.notes += 1;
                    let note = format!("{}", self.notes);
                    wrote = Some((id.clone(), note.clone()));
                    window.execute(Command::SetNote { id, note });
                }
                false
            }
            Deed::Relabel(at, first) => {
                if let Some(id) = window.nth(*at) {
                    window.execute(Command::SetLabel { id, label: label(*first) });
                }
                false
            }
            Deed::Delete(at) => {
                if let Some(id) = window.nth(*at) {
                    window.execute(Command::Delete { id });
                }
                false
            }
            Deed::Undo | Deed::Redo => {
                window.execute(if matches!(deed, Deed::Undo) { Command::Undo } else { Command::Redo });
                false
            }
            Deed::Decide(at, decision) => {
                if let Some(of) = window.open_conflict(*at) {
                    window.execute(Command::Decide(vec![(of, *decision)]));
                }
                false
            }
            Deed::Answer(takes) => {
                if window.tab().merging.is_undone() {
                    let act = if *takes { MergingAction::TakeAgain } else { MergingAction::LeaveOut };
                    if !takes {
                        // That is a choice about all that is undone.
                        let gone = ids(&window.tab().merging.file);
                        let left = window.ids();
                        self.removed.extend(gone.difference(&left).cloned());
                    }
                    window.app.merging_act(window.id, act);
                    window.settle();
                }
                true
            }
            Deed::Save => {
                window.app.save(window.id, false);
                window.settle();
                true
            }
            Deed::Rest => {
                window.secs += 10.0;
                window.settle();
                window.secs += 10.0;
                window.settle();
                true
            }
            Deed::Look => {
                window.look();
                true
            }
        };
        let after = window.ids();
        if is_merging {
            for id in before.difference(&after) {
                assert!(self.removed.contains(id), "{deed:?} took {id} out");
            }
            for (id, note) in &window.fresh {
                assert_eq!(window.note(id), Some(note.as_str()), "{deed:?}: a note of one's own");
            }
        } else {
            self.removed.extend(before.difference(&after).cloned());
            let changed: Vec<AnnotationId> =
                was.iter().filter(|(id, note)| window.note(id) != Some(note)).map(|(id, _)| id.clone()).collect();
            window.fresh.retain(|id, _| !changed.contains(id));
            window.fresh.extend(wrote.filter(|(id, note)| window.note(id) == Some(note)));
        }
        if !window.tab().is_dirty() {
            window.fresh.clear();
        }
        let in_file_now = ids(&self.file());
        for id in in_file_before.difference(&in_file_now) {
            assert!(self.removed.contains(id), "{deed:?} took {id} out of the file");
        }
    }

    /// Both answer everything, save, and look at what the other has saved.
    fn end(&mut self) {
        for round in 0..12 {
            let who = round % 2;
            self.run(who, &Deed::Answer(true));
            self.run(who, &Deed::Look);
            while self.windows[who].open_conflict(0).is_some() {
                self.run(who, &Deed::Decide(0, Decision::Ours));
            }
            self.run(who, &Deed::Save);
        }
        let file = self.file();
        for window in &self.windows {
            let tab = window.tab();
            assert!(!tab.is_dirty() && !tab.merging.is_undone(), "{:?}", tab.saving);
            let state = window.session().annotation_state();
            assert_eq!(state.annotations, file.annotations);
            assert!(state.open_conflicts().next().is_none());
        }
    }
}

#[test]
fn fifty_steps_in_turn_end_alike_and_complete_without_a_question() {
    let mut both = Both::new();
    for step in 0..50 {
        let (who, other) = (step % 2, 1 - step % 2);
        let deed = if step < 18 { Deed::Tag(1 + step / 2, who == 0) } else { Deed::Note(step) };
        both.run(who, &deed);
        both.run(who, if step % 3 == 0 { &Deed::Rest } else { &Deed::Save });
        both.run(other, &Deed::Look);
        let [first, second] = &both.windows;
        assert_eq!(first.session().annotations(), second.session().annotations(), "{step}");
    }
    assert!(both.removed.is_empty());
    assert_eq!(both.file().annotations.len(), 19);
    assert_eq!(both.file().conflicts.len(), 0);
    both.end();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn whatever_two_windows_do_nothing_is_lost_unasked(all in prop::collection::vec((0..2_usize, deeds()), 1..40)) {
        let mut both = Both::new();
        for (who, deed) in &all {
            both.run(*who, deed);
        }
        both.end();
    }
}
