//! What is promised to be kept is kept, whatever the disk does: edits, saves, crashes and recoveries by chance.
//!
//! `HAWASHI_SCHEDULES=1000000 cargo test --test reliability` runs so many of them.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "support/fault_disk.rs"]
mod fault_disk;
#[path = "reliability/merged.rs"]
mod merged;

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use fault_disk::{Chance, FaultDisk};

use hawashi::annotation::{AnnotationId, AnnotationState, Carried, Conflict, Label, Transaction};
use hawashi::document::Document;
use hawashi::exchange::ron::{annotations_to_ron, parse_annotations, to_line};
use hawashi::session::{Applied, Command, Session, Target};
use hawashi::store::journal::{Draft, DraftOn, Journals, Keeper, Order, Record, Subject, find_about, recover};
use hawashi::store::{Disk, NewFile, Opened, Seen, Stamp, StoreError, WriteMode};
use hawashi::text::Span;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

const TEXT: &str = "سقطت سرت أمس، وقال السكان إنها هادئة بعد ليلة من القصف على مصراتة.";
/// Schedules where nobody asks for more.
const SCHEDULES: u32 = 3_000;
/// The journal of the article.
const JOURNAL: u64 = 1;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Tag(u8, u8),
    Note(u8),
    Delete(u8),
    Reject(u8),
    Undo,
    Redo,
    NewLabel(u8),
    /// A note is being written, up to here.
    Write(u8),
    /// It is not being written any more.
    EndWriting,
    Commit,
    Save,
    /// A passage is tagged while the file is being written.
    SaveWhileTagging(u8, u8),
    Crash,
    /// The power goes after so many calls of the disk.
    CutPower(u8),
    /// Another window starts and looks for what it can restore.
    Look,
    /// From here on one call in so many fails.
    Fail(u8),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (any::<u8>(), any::<u8>()).prop_map(|(at, len)| Step::Tag(at, len)),
        3 => any::<u8>().prop_map(Step::Note),
        2 => any::<u8>().prop_map(Step::Delete),
        2 => any::<u8>().prop_map(Step::Reject),
        3 => Just(Step::Undo),
        1 => Just(Step::Redo),
        1 => any::<u8>().prop_map(Step::NewLabel),
        2 => any::<u8>().prop_map(Step::Write),
        1 => Just(Step::EndWriting),
        6 => Just(Step::Commit),
        3 => Just(Step::Save),
        1 => (any::<u8>(), any::<u8>()).prop_map(|(at, len)| Step::SaveWhileTagging(at, len)),
        2 => Just(Step::Crash),
        3 => (0..40_u8).prop_map(Step::CutPower),
        1 => Just(Step::Look),
        1 => (0..20_u8).prop_map(Step::Fail),
    ]
}

impl Step {
    /// What it does in a session; `None` if it is none of its changes.
    fn command(self, id: impl Fn(u8) -> Option<AnnotationId>, done: u64) -> Option<Command> {
        match self {
            Self::Tag(at, len) => Some(tag(at, len)),
            Self::Note(number) => id(number).map(|id| Command::SetNote { id, note: format!("ملاحظة {done}") }),
            Self::Delete(number) => id(number).map(|id| Command::Delete { id }),
            Self::Reject(number) => id(number).map(|id| Command::Reject(Target::Annotation(id))),
            Self::Undo => Some(Command::Undo),
            Self::Redo => Some(Command::Redo),
            Self::NewLabel(number) => {
                let id = format!("label-{}", number % 5);
                Some(Command::AddLabel(Label::new(&id, &id, &id, "#123456", None)))
            }
            _ => None,
        }
    }
}

/// What must come back: the annotations and the note that is being written.
type State = (Arc<AnnotationState>, Option<Draft>);

/// A state as files tell it: a conflict whose sides agree by now is none any more.
fn told(state: &Arc<AnnotationState>) -> Arc<AnnotationState> {
    let conflicts: Vec<Conflict> = state.open_conflicts().cloned().collect();
    let is_told = conflicts.len() == state.conflicts.len();
    if is_told { Arc::clone(state) } else { Arc::new(AnnotationState { conflicts, ..AnnotationState::clone(state) }) }
}

/// The program with one article, as far as files are concerned.
struct Program {
    disk: FaultDisk,
    folders: Vec<PathBuf>,
    document: Arc<Document>,
    session: Session,
    journals: Journals,
    stamp: Stamp,
    /// How often something was done.
    done: u64,
    draft: Option<Draft>,
    /// The states since the last crash, and the first of them that may come back.
    states: Vec<State>,
    kept: usize,
    /// Whether the journal could not be written before a save: then what was undone since may come back beside it.
    is_doubtful: bool,
    chance: Chance,
    crashes: usize,
}

fn article() -> PathBuf {
    PathBuf::from("/articles/a.txt")
}

fn annotations() -> PathBuf {
    PathBuf::from("/articles/a.hawashi.ron")
}

/// A passage that these numbers stand for.
fn passage(at: u8, len: u8) -> Span {
    let starts: Vec<usize> = TEXT.char_indices().map(|(at, _)| at).collect();
    let start = usize::from(at) % (starts.len() - 1);
    let end = (start + 1 + usize::from(len) % 12).min(starts.len() - 1);
    Span::from_range(starts[start]..starts[end])
}

fn tag(at: u8, len: u8) -> Command {
    let label = if at.is_multiple_of(2) { "location" } else { "faction" };
    Command::Tag { span: passage(at, len), label: label.into() }
}

impl Program {
    fn start(seed: u64) -> Self {
        let disk = FaultDisk::new(seed);
        let folders = vec![PathBuf::from("/data/journal"), PathBuf::from("/tmp/journal")];
        let document = Arc::new(Document::from_text(TEXT).unwrap());
        let session = Session::new(Arc::clone(&document), "سارة");
        let journals = Journals::new(Arc::new(disk.clone()), folders.clone());
        let mut program = Self {
            disk,
            folders,
            document,
            session,
            journals,
            stamp: Stamp::ABSENT,
            done: 0,
            draft: None,
            states: Vec::new(),
            kept: 0,
            is_doubtful: false,
            chance: Chance::new(!seed),
            crashes: 0,
        };
        program.open();
        program
    }

    /// Carries out a schedule, ends with a crash, and starts again.
    fn after(seed: u64, steps: &[Step]) -> Self {
        let mut program = Self::start(seed);
        for step in steps {
            program.run(*step);
        }
        program.run(Step::Fail(0));
        program.crash();
        program
    }

    fn subject(&self) -> Subject {
        Subject {
            article: Some(article()),
            name: "a.txt".to_owned(),
            annotations: None,
            base: self.stamp,
            document: Arc::clone(&self.document),
        }
    }

    /// What the program does when it opens an article.
    fn open(&mut self) {
        let disk: Arc<dyn Disk> = Arc::new(self.disk.clone());
        let (loaded, stamp) = match self.disk.read(&annotations()) {
            Ok(bytes) => {
                let text = String::from_utf8(bytes.clone()).expect("the file is text");
                (Some(Ok(parse_annotations(text, &self.document).expect("the file opens"))), Stamp::of(&bytes))
            }
            Err(StoreError::Missing { .. }) => (None, Stamp::ABSENT),
            Err(error) => panic!("{error}"),
        };
        let opened = Opened {
            article: article(),
            annotations: annotations(),
            is_blind: false,
            document: Arc::clone(&self.document),
            seen: Seen::nothing(),
            loaded,
            stamp,
            suspected: None,
            shared: None,
        };
        let recovered = recover(&opened, find_about(&disk, &self.folders, Path::new(&article())));
        let state = opened.loaded.map(|loaded| loaded.unwrap().annotation_state).unwrap_or_default();
        self.session = Session::open(Arc::clone(&self.document), "سارة", state, Carried::default());
        self.session.keep_applied();
        self.stamp = stamp;
        self.journals = Journals::new(disk, self.folders.clone());
        self.journals.begin(JOURNAL, self.done, self.subject());
        assert!(!recovered.is_damaged, "the disk has damaged nothing that was kept");
        self.session.execute(Command::Replay(recovered.edits, None)).unwrap();
        self.draft = None;
        self.check(recovered.draft.as_ref());
        self.states = vec![(told(self.session.annotation_state()), recovered.draft.clone())];
        self.kept = 0;
        if recovered.draft.is_some() {
            self.write(recovered.draft);
        }
        self.hand_over();
        self.journals.take_over(JOURNAL, self.done, recovered.former);
        // Where the new journal fails, the former one is still there.
        self.is_doubtful = false;
        self.commit();
    }

    /// What must have come back.
    fn check(&self, draft: Option<&Draft>) {
        let Some(kept) = self.states.get(self.kept..).filter(|kept| !kept.is_empty()) else { return };
        let state = &told(self.session.annotation_state());
        if !self.is_doubtful {
            let lines = |from, to| to_line(&Transaction::between(from, to));
            let ((first, _), (last, _)) = (&kept[0], &kept[kept.len() - 1]);
            assert!(
                kept.contains(&(state.clone(), draft.cloned())),
                "lost or made up; what is there leads to what must be by {}, to what may be by {}; notes {draft:?}, {:?}",
                lines(state, first),
                lines(state, last),
                kept.iter().map(|(_, draft)| draft).collect::<Vec<_>>()
            );
            return;
        }
        let ids = |state: &AnnotationState| -> BTreeSet<AnnotationId> {
            state.annotations.iter().map(|annotation| annotation.id.clone()).collect()
        };
        let must = kept.iter().map(|(state, _)| ids(state)).reduce(|all, next| &all & &next).unwrap();
        assert!(must.is_subset(&ids(state)), "lost: {:?}", must.difference(&ids(state)));
    }

    /// What the window does in each frame.
    fn hand_over(&mut self) {
        for Applied { at, by, edits, back } in self.session.take_applied() {
            self.done += 1;
            self.journals.push(JOURNAL, self.done, &Record::change(at, by, edits, back));
            self.states.push((told(self.session.annotation_state()), self.draft.clone()));
        }
        if !self.session.is_dirty() && self.draft.is_none() {
            self.journals.clear(JOURNAL);
        }
    }

    /// A note is written as far as this, or not any more.
    fn write(&mut self, draft: Option<Draft>) {
        self.draft.clone_from(&draft);
        self.done += 1;
        self.journals.push(JOURNAL, self.done, &Record::Draft(draft));
        self.states.push((told(self.session.annotation_state()), self.draft.clone()));
    }

    fn commit(&mut self) {
        self.journals.try_best();
        let is_kept = self.journals.commit().is_ok();
        if is_kept {
            self.kept = self.states.len() - 1;
            self.is_doubtful = false;
        }
    }

    fn save(&mut self, meanwhile: Option<Command>) {
        // Saving ends the note.
        if self.draft.is_some() {
            self.write(None);
        }
        // The journal first: should the new file be there and not be known to be, it is not older than that.
        self.commit();
        self.is_doubtful = self.kept + 1 < self.states.len();
        let (state, upto) = (self.session.state(), self.done);
        let ron = annotations_to_ron("a.txt", &self.document, self.session.annotation_state(), &Carried::default());
        if let Some(command) = meanwhile {
            self.execute(command);
        }
        let write = |mode| -> Result<(), StoreError> {
            let mut file = NewFile::create_on(&self.disk, &annotations(), mode)?;
            file.write_all(ron.as_bytes())
                .map_err(|error| StoreError::Io { path: annotations(), message: error.to_string() })?;
            file.keep().map(drop)
        };
        let saved = match write(WriteMode::Unchanged(self.stamp)) {
            // An earlier save has got as far as that before it failed; the person says to go on.
            Err(StoreError::ChangedOnDisk { .. }) => write(WriteMode::Force),
            saved => saved,
        };
        if saved.is_err() {
            // The file may be the old or the new one.
            self.session.mark_unsaved();
            return;
        }
        self.stamp = Stamp::of(ron.as_bytes());
        self.session.mark_saved_at(state);
        if self.journals.saved(JOURNAL, upto, self.subject()).is_ok() {
            self.commit();
        }
    }

    fn execute(&mut self, command: Command) {
        // One that does not fit does nothing.
        drop(self.session.execute(command));
        self.hand_over();
    }

    /// What happened last is not known to the program, whose locks are gone with it.
    fn crash(&mut self) {
        self.journals = Journals::new(Arc::new(self.disk.clone()), Vec::new());
        self.disk.crash();
        self.crashes += 1;
        // A start reads what is there; the disk may fail again from then on.
        self.open();
    }

    fn run(&mut self, step: Step) {
        self.carry_out(step);
        while self.disk.has_no_power() {
            self.crash();
        }
    }

    fn carry_out(&mut self, step: Step) {
        let ids: Vec<AnnotationId> =
            self.session.annotations().iter().map(|annotation| annotation.id.clone()).collect();
        let id = |number: u8| ids.get(usize::from(number) % ids.len().max(1)).cloned();
        let command = match step {
            Step::Write(at) => {
                let text = format!("أكتب {}", self.done);
                return self.write(Some(Draft { on: DraftOn::Passage(passage(at, 0), None), text }));
            }
            Step::EndWriting if self.draft.is_none() => return,
            Step::EndWriting => {
                self.write(None);
                return self.hand_over();
            }
            Step::Commit => return self.commit(),
            Step::Save => return self.save(None),
            Step::SaveWhileTagging(at, len) => return self.save(Some(tag(at, len))),
            Step::CutPower(calls) => return self.disk.cut_power_after(calls.into()),
            Step::Look => {
                let disk: Arc<dyn Disk> = Arc::new(self.disk.clone());
                let found = find_about(&disk, &self.folders, &article());
                assert!(found.is_empty(), "another window takes the work of one that is open: {found:?}");
                return;
            }
            Step::Crash => return self.crash(),
            Step::Fail(one_in) => return self.disk.fail_one_in(one_in.into()),
            edit => edit.command(id, self.done),
        };
        if let Some(command) = command {
            self.execute(command);
            if self.chance.below(3) == 0 {
                self.commit();
            }
        }
    }
}

#[test]
fn what_is_kept_comes_back_whatever_the_disk_does() {
    let asked = std::env::var("HAWASHI_SCHEDULES").ok().and_then(|count| count.parse().ok());
    let config = Config { cases: asked.unwrap_or(SCHEDULES), failure_persistence: None, ..Config::default() };
    let (mut crashes, mut failures) = (0, 0);
    let counts = std::cell::RefCell::new((&mut crashes, &mut failures));
    let schedule = (any::<u64>(), proptest::collection::vec(step(), 1..40));
    let ran = TestRunner::new(config).run(&schedule, |(seed, steps)| {
        let program = Program::after(seed, &steps);
        let mut counts = counts.borrow_mut();
        *counts.0 += program.crashes;
        *counts.1 += program.disk.failures();
        Ok(())
    });
    if let Err(error) = ran {
        panic!("{error}");
    }
    println!("{crashes} crashes, {failures} failures of the disk");
    assert!(crashes > 1_000 && failures > 1_000, "{crashes} crashes, {failures} failures");
}

/// Schedules that once failed.
#[test]
fn what_once_was_lost_comes_back() {
    use Step::{Commit, Crash, CutPower, Delete, Fail, Note, Redo, Reject, Save, SaveWhileTagging, Tag, Undo};

    let schedules: [(u64, &[Step]); 4] = [
        (
            4_180_540_618_966_842_947,
            &[
                Tag(145, 0),
                Redo,
                Note(0),
                Reject(0),
                Tag(16, 0),
                Reject(0),
                Note(0),
                Fail(7),
                Note(8),
                Save,
                Crash,
                SaveWhileTagging(195, 0),
                Redo,
                Fail(0),
                Note(232),
                Save,
            ],
        ),
        (
            11_428_048_340_518_430_772,
            &[Tag(0, 0), Tag(0, 0), Fail(9), Save, Reject(0), Redo, Save, Crash, Delete(0), Save],
        ),
        (
            2_665_276_933_616_996_060,
            &[
                Tag(65, 0),
                Fail(6),
                Tag(1, 0),
                Tag(0, 0),
                Commit,
                Undo,
                Tag(1, 13),
                Fail(5),
                Reject(15),
                Save,
                Crash,
                Reject(93),
                Save,
            ],
        ),
        (
            10_184_071_095_154_262_440,
            &[
                Fail(6),
                Tag(0, 0),
                CutPower(6),
                Tag(0, 0),
                Tag(0, 0),
                Tag(0, 0),
                Undo,
                Undo,
                Tag(0, 0),
                Crash,
                Tag(0, 0),
                Tag(0, 1),
                Save,
                Tag(0, 2),
                Tag(1, 0),
                Commit,
                Tag(0, 12),
                Reject(0),
                Note(21),
                SaveWhileTagging(0, 2),
                Undo,
            ],
        ),
    ];
    for (seed, steps) in schedules {
        Program::after(seed, steps);
    }
}

/// The state of an article to which its journals on a disk lead.
fn restored(disk: &FaultDisk, folders: &[PathBuf], article: &Path, document: &Arc<Document>) -> Arc<AnnotationState> {
    let disk: Arc<dyn Disk> = Arc::new(disk.clone());
    let opened = Opened {
        article: article.to_owned(),
        annotations: article.with_extension("hawashi.ron"),
        is_blind: false,
        document: Arc::clone(document),
        seen: Seen::nothing(),
        loaded: None,
        stamp: Stamp::ABSENT,
        suspected: None,
        shared: None,
    };
    let recovered = recover(&opened, find_about(&disk, folders, article));
    let mut session = Session::new(Arc::clone(document), "سارة");
    session.execute(Command::Replay(recovered.edits, None)).unwrap();
    session.annotation_state().clone()
}

#[test]
fn what_was_flushed_is_on_the_disk_whatever_other_threads_hand_over() {
    let disk = FaultDisk::new(7);
    let folders = vec![PathBuf::from("/data/journal")];
    let keeper = Keeper::start(Arc::new(disk.clone()), folders.clone(), |told| panic!("{told:?}")).unwrap();
    std::thread::scope(|scope| {
        for id in 1..=3_u64 {
            let (keeper, disk, folders) = (keeper.clone(), disk.clone(), folders.clone());
            scope.spawn(move || {
                let document = Arc::new(Document::from_text(TEXT).unwrap());
                let article = PathBuf::from(format!("/articles/{id}.txt"));
                let subject = Subject {
                    article: Some(article.clone()),
                    name: format!("{id}.txt"),
                    annotations: None,
                    base: Stamp::ABSENT,
                    document: Arc::clone(&document),
                };
                keeper.order(Order::Begin(id, 0, subject));
                let mut session = Session::new(Arc::clone(&document), "سارة");
                session.keep_applied();
                for done in 1..=60_u8 {
                    drop(session.execute(tag(done.wrapping_mul(37), done)));
                    for Applied { at, by, edits, back } in session.take_applied() {
                        keeper.order(Order::Push(id, done.into(), Record::change(at, by, edits, back)));
                    }
                    if u64::from(done) % (id + 2) == 0 {
                        keeper.flush(Duration::from_mins(5));
                        let found = restored(&disk.after_power_failure(), &folders, &article, &document);
                        assert_eq!(&found, session.annotation_state(), "{article:?} after {done}");
                    }
                }
            });
        }
    });
}
