//! What comes back after somebody else has written the annotation file: the three-way merge of both, as it would have been in
//! an open window.

use std::path::PathBuf;
use std::sync::Arc;

use hawashi::annotation::{AnnotationId, AnnotationState, Carried, Decision, Transaction, merge};
use hawashi::document::Document;
use hawashi::exchange::ron::{annotations_to_ron, parse_annotations, to_line};
use hawashi::session::{Applied, Command, Session};
use hawashi::store::journal::{Journals, Record, Subject, find_about, recover};
use hawashi::store::{Disk, Opened, Seen, Stamp, StoreError};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::fault_disk::FaultDisk;
use super::{JOURNAL, Step, TEXT, annotations, article};

/// A window that has opened the file in this state.
fn window(document: &Arc<Document>, by: &str, state: &AnnotationState) -> Session {
    let mut session = Session::open(Arc::clone(document), by, state.clone(), Carried::default());
    session.keep_applied();
    session
}

/// What a person does; what does not fit does nothing.
fn work(session: &mut Session, by: &str, steps: &[Step]) {
    for (number, step) in steps.iter().enumerate() {
        let ids: Vec<AnnotationId> = session.annotations().iter().map(|annotation| annotation.id.clone()).collect();
        let id = |of: u8| ids.get(usize::from(of) % ids.len().max(1)).cloned();
        let command = match *step {
            Step::Note(of) => id(of).map(|id| Command::SetNote { id, note: format!("{by} {number}") }),
            ref other => other.command(id, number as u64),
        };
        if let Some(command) = command {
            drop(session.execute(command));
        }
    }
}

/// What the journal of these changes brings back when the file has come to be `theirs`.
fn restored(document: &Arc<Document>, ours: &mut Session, theirs: &AnnotationState) -> AnnotationState {
    restored_in(document, ours, (document, theirs), false).0
}

/// The same where the article's text has come to be another one, too, or the file was written by the window of the journal;
/// and whether it counts as written by others.
fn restored_in(
    document: &Arc<Document>,
    ours: &mut Session,
    now: (&Arc<Document>, &AnnotationState),
    is_written_here: bool,
) -> (AnnotationState, bool) {
    let (opened, shared, folders) = opened_after(document, ours, now, is_written_here);
    let recovered = recover(&opened, find_about(&shared, &folders, &article()));
    let mut state = opened.loaded.unwrap().unwrap().annotation_state;
    recovered.edits.replay(&mut state);
    (state, recovered.is_file_changed)
}

/// The article as it is opened after the end of the program, and where its journal is.
fn opened_after(
    document: &Arc<Document>,
    ours: &mut Session,
    (now, theirs): (&Arc<Document>, &AnnotationState),
    is_written_here: bool,
) -> (Opened, Arc<dyn Disk>, Vec<PathBuf>) {
    let (disk, folders) = (FaultDisk::new(1), vec![PathBuf::from("/data/journal")]);
    let shared: Arc<dyn Disk> = Arc::new(disk);
    let mut journals = Journals::new(Arc::clone(&shared), folders.clone());
    let subject = Subject {
        article: Some(article()),
        name: "a.txt".to_owned(),
        annotations: None,
        base: Stamp::ABSENT,
        document: Arc::clone(document),
    };
    journals.begin(JOURNAL, 0, subject);
    for (number, done) in ours.take_applied().into_iter().enumerate() {
        let Applied { at, by, edits, back } = done;
        journals.push(JOURNAL, number as u64 + 1, &Record::change(at, by, edits, back));
    }
    let ron = annotations_to_ron("a.txt", now, theirs, &Carried::default());
    if is_written_here {
        journals.push(JOURNAL, u64::MAX, &Record::Wrote(Stamp::of(ron.as_bytes())));
    }
    journals.commit().unwrap();
    drop(journals);
    let opened = Opened {
        article: article(),
        annotations: annotations(),
        is_blind: false,
        document: Arc::clone(now),
        seen: Seen::nothing(),
        stamp: Stamp::of(ron.as_bytes()),
        loaded: Some(Ok(parse_annotations(ron, now).unwrap())),
        suspected: None,
        shared: None,
    };
    (opened, shared, folders)
}

/// Both begin with one file; ours is not saved, theirs is.
fn both(common: &[Step], ours: &[Step], theirs: &[Step]) -> (AnnotationState, AnnotationState) {
    let document = Arc::new(Document::from_text(TEXT).unwrap());
    let mut first = window(&document, "سارة", &AnnotationState::default());
    work(&mut first, "سارة", common);
    let base = first.annotation_state().as_ref().clone();
    let [mut mine, mut other] = ["سارة", "منى"].map(|by| window(&document, by, &base));
    work(&mut mine, "سارة", ours);
    work(&mut other, "منى", theirs);
    let theirs = other.annotation_state().as_ref().clone();
    let merged = merge(&base, mine.annotation_state(), &theirs);
    (restored(&document, &mut mine, &theirs), merged)
}

/// What is read in the file, in order.
fn notes(state: &AnnotationState) -> Vec<&str> {
    state.annotations.iter().map(|annotation| annotation.note.as_str()).collect()
}

#[test]
fn what_was_not_saved_is_merged_with_what_a_colleague_has_saved_since() {
    type Case<'c> = (&'c str, &'c [Step], &'c [Step], &'c [&'c str], usize);
    let common = [Step::Tag(0, 3), Step::Tag(20, 3)];
    let cases: [Case<'_>; 8] = [
        ("both have added", &[Step::Tag(40, 3)], &[Step::Tag(50, 3)], &["", "", "", ""], 0),
        ("each another one", &[Step::Note(0)], &[Step::Note(1)], &["سارة 0", "منى 0"], 0),
        ("the same field", &[Step::Note(0)], &[Step::Note(0)], &["سارة 0", ""], 1),
        ("theirs is gone, mine unchanged", &[Step::Note(0)], &[Step::Delete(1)], &["سارة 0"], 0),
        ("mine is changed, theirs gone", &[Step::Note(0)], &[Step::Delete(0)], &["سارة 0", ""], 1),
        ("mine is gone, theirs unchanged", &[Step::Delete(0)], &[Step::Note(1)], &["منى 0"], 0),
        ("mine is gone, theirs changed", &[Step::Delete(0)], &[Step::Note(0)], &[""], 1),
        ("mine was gone and is back, theirs gone", &[Step::Delete(0), Step::Undo], &[Step::Delete(0)], &["", ""], 0),
    ];
    for (case, ours, theirs, expected, conflicts) in cases {
        let (restored, merged) = both(&common, ours, theirs);
        assert_eq!((notes(&restored), restored.open_conflicts().count()), (expected.to_vec(), conflicts), "{case}");
        if !ours.contains(&Step::Undo) {
            assert_eq!(restored, merged, "{case}");
        }
    }
}

#[test]
fn the_other_side_of_what_contradicts_itself_is_still_there_to_be_chosen() {
    let (mut restored, _) = both(&[Step::Tag(0, 3)], &[Step::Note(0)], &[Step::Note(0)]);
    let of = restored.open_conflicts().next().unwrap().of.clone();
    restored.decide(&of, Decision::Theirs).apply(&mut restored).unwrap();
    assert_eq!((notes(&restored), restored.open_conflicts().count()), (vec!["منى 0"], 0));
}

#[test]
fn what_the_journal_itself_has_brought_into_the_file_contradicts_nothing() {
    // The file was saved, and the journal did not begin anew before the end.
    let document = Arc::new(Document::from_text(TEXT).unwrap());
    let steps = [Step::Tag(0, 3), Step::Note(0), Step::Tag(20, 3), Step::Note(0), Step::Delete(1), Step::Note(0)];
    for saved in 0..=steps.len() {
        let mut ours = window(&document, "سارة", &AnnotationState::default());
        work(&mut ours, "سارة", &steps[..saved]);
        let mut theirs = window(&document, "منى", ours.annotation_state());
        work(&mut theirs, "منى", &[Step::Tag(50, 3)]);
        work(&mut ours, "سارة بعد", &steps[saved..]);
        let restored = restored(&document, &mut ours, theirs.annotation_state());
        assert_eq!(restored.open_conflicts().count(), 0, "saved after {saved}");
        let added = theirs.annotation_state().annotations.iter().last().unwrap();
        assert!(restored.annotations.get(&added.id).is_some(), "saved after {saved}");
        for annotation in ours.annotation_state().annotations.iter() {
            assert_eq!(restored.annotations.get(&annotation.id), Some(annotation), "saved after {saved}");
        }
    }
}

#[test]
fn what_this_window_wrote_is_not_said_to_be_of_others() {
    let document = Arc::new(Document::from_text(TEXT).unwrap());
    for is_written_here in [true, false] {
        let mut ours = window(&document, "سارة", &AnnotationState::default());
        work(&mut ours, "سارة", &[Step::Tag(0, 3), Step::Note(0), Step::Tag(20, 3)]);
        let written = ours.annotation_state().as_ref().clone();
        work(&mut ours, "سارة", &[Step::Note(1)]);
        let (restored, is_file_changed) = restored_in(&document, &mut ours, (&document, &written), is_written_here);
        assert_eq!(is_file_changed, !is_written_here);
        assert_eq!(&restored, ours.annotation_state().as_ref());
    }
}

#[test]
fn what_was_not_saved_waits_while_the_file_cannot_be_read() {
    let document = Arc::new(Document::from_text(TEXT).unwrap());
    let mut ours = window(&document, "سارة", &AnnotationState::default());
    work(&mut ours, "سارة", &[Step::Tag(0, 3), Step::Tag(20, 3)]);
    let file = ours.annotation_state().as_ref().clone();
    ours.take_applied();
    work(&mut ours, "سارة", &[Step::Delete(0)]);
    let (mut opened, shared, folders) = opened_after(&document, &mut ours, (&document, &file), false);
    let error = StoreError::Io { path: annotations(), message: "Input/output error".to_owned() };
    let read = opened.loaded.replace(Err(error));
    let recovered = recover(&opened, find_about(&shared, &folders, &article()));
    assert!(recovered.is_waiting && recovered.is_empty() && recovered.former.journals.is_empty());
    // Once it can be read, what was removed is removed.
    opened.loaded = read;
    let recovered = recover(&opened, find_about(&shared, &folders, &article()));
    let mut state = file;
    recovered.edits.replay(&mut state);
    assert_eq!(&state, ours.annotation_state().as_ref());
}

#[test]
fn a_new_text_and_a_colleagues_save_since_lose_nothing() {
    let document = Arc::new(Document::from_text(TEXT).unwrap());
    let now = Arc::new(Document::from_text(format!("سطر جديد في أول المقال.\n{TEXT}")).unwrap());
    let mut ours = window(&document, "سارة", &AnnotationState::default());
    work(&mut ours, "سارة", &[Step::Tag(6, 3), Step::Note(0)]);
    // The colleague works on the new text.
    let mut theirs = window(&now, "منى", &AnnotationState::default());
    work(&mut theirs, "منى", &[Step::Tag(60, 3), Step::Note(0)]);
    let (restored, is_file_changed) = restored_in(&document, &mut ours, (&now, theirs.annotation_state()), false);
    assert!(is_file_changed);
    let mut all = notes(&restored);
    all.sort_unstable();
    assert_eq!(all, ["سارة 1", "منى 1"]);
    let words = |state: &AnnotationState, text: &str, note: &str| {
        let own = state.annotations.iter().find(|annotation| annotation.note == note).unwrap();
        own.spans.quote(text).into_owned()
    };
    let before = words(ours.annotation_state(), document.text(), "سارة 1");
    assert_eq!(words(&restored, now.text(), "سارة 1"), before, "on the same words of the new text");
}

#[test]
fn it_is_the_merge_that_an_open_window_would_have_made() {
    let steps = || proptest::collection::vec(super::step(), 0..12);
    // What is removed and taken back here, and gone there, may be gone there because this window has saved in between.
    let ours = steps().prop_map(|all| all.into_iter().filter(|step| !matches!(step, Step::Undo)).collect::<Vec<_>>());
    let config = Config { cases: 1_000, failure_persistence: None, ..Config::default() };
    let ran = TestRunner::new(config).run(&(steps(), ours, steps()), |(common, ours, theirs)| {
        let (restored, merged) = both(&common, &ours, &theirs);
        let between = to_line(&Transaction::between(&restored, &merged));
        prop_assert!(restored == merged, "what is restored lacks {between}");
        Ok(())
    });
    if let Err(error) = ran {
        panic!("{error}");
    }
}
