//! What a colleague, git or another window writes into the annotation file of an open article is merged: shown where it
//! agrees, decided by the person where it does not, and never lost.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::folder::{Folder, LIBYA, annotations_of};
use crate::support::window::{BARE, CTRL, REST, Window};
use eframe::egui::{Key, vec2};
use hawashi::annotation::{Annotation, AnnotationId};
use hawashi::gui::i18n::Lang;
use hawashi::session::{Command, Session};
use hawashi::store::{self, WriteMode};
use hawashi::text::Span;

fn open(folder: &Folder, lang: Lang, article: &Path) -> Window {
    let window = Window::speaking(lang).keeping_journals(folder.path("data/journal"));
    let mut window = window.keeping_versions(folder.path("data/versions")).open(&[article]);
    window.settle();
    window
}

/// The first two words are tagged and saved, for both to begin with.
fn shared(lang: Lang) -> (Folder, PathBuf, Window) {
    let (folder, article) = Folder::with_libya();
    let mut window = open(&folder, lang, &article);
    window.tag_words(2, Key::Num1);
    window.press(CTRL, Key::S);
    window.wait_for(&window.text("status-saved"));
    window.settle();
    (folder, article, window)
}

/// A colleague opens the article, does something and saves.
fn colleague(article: &Path, name: &str, work: impl FnOnce(&mut Session)) {
    let opened = store::open(article, None).unwrap();
    let loaded = opened.loaded.unwrap().unwrap();
    let mut session = Session::open(opened.document.clone(), name, loaded.annotation_state, loaded.carried);
    work(&mut session);
    let (state, carried) = (session.annotation_state(), session.carried());
    let mode = WriteMode::Unchanged(opened.stamp);
    store::save_annotations(&opened.annotations, article, &opened.document, state, carried, mode).unwrap();
}

/// The bytes of a word of the article, by its number.
fn word(number: usize) -> Span {
    let word = LIBYA.split_whitespace().nth(number).unwrap();
    let at = word.as_ptr() as usize - LIBYA.as_ptr() as usize;
    Span::from_range(at..at + word.len())
}

fn tags_word(number: usize, label: &'static str) -> impl FnOnce(&mut Session) {
    move |session| drop(session.execute(Command::Tag { span: word(number), label: label.into() }).unwrap())
}

/// The only annotation that both began with.
fn first_of(session: &Session) -> AnnotationId {
    session.annotations().iter().next().unwrap().id.clone()
}

fn notes(note: &'static str) -> impl FnOnce(&mut Session) {
    move |session| {
        let id = first_of(session);
        drop(session.execute(Command::SetNote { id, note: note.to_owned() }).unwrap());
    }
}

/// The person writes a note on the first annotation.
fn note_in(window: &mut Window, note: &str) {
    window.drag_over_words(2);
    window.press(BARE, Key::N);
    window.write(note);
    window.press(CTRL, Key::Enter);
    window.press(BARE, Key::Escape);
}

fn in_file(article: &Path) -> Vec<Annotation> {
    annotations_of(article).into_iter().map(|(_, annotation)| annotation).collect()
}

fn says(window: &Window, parts: &[&str]) -> bool {
    window.any_status(|said| parts.iter().all(|part| said.contains(part)))
}

fn wait_for_bar(window: &mut Window, parts: &[&str]) {
    assert!(window.wait_until(|window| says(window, parts)), "no {parts:?} in {:?}", window.statuses());
    window.settle();
}

fn wait_for_decisions(window: &mut Window) {
    let open = window.text_with("merging-open", "count", 1_usize);
    wait_for_bar(window, &[&open]);
}

#[test]
fn what_a_colleague_adds_while_there_is_unsaved_work_is_taken_in_and_both_are_saved() {
    for lang in Lang::ALL {
        let (_folder, article, mut window) = shared(lang);
        window.tag_words(4, Key::Num2);
        colleague(&article, "منى", tags_word(12, "location"));
        let added = window.text_with("differences-added", "count", 1_usize);
        wait_for_bar(&mut window, &["منى", &added]);
        // What it was is shown, and the page goes on.
        window.click_text("merging-look");
        window.settle();
        let row = window.text("differences-row-added");
        let rows: Vec<String> = window.rows().into_iter().filter(|found| found.starts_with(&row)).collect();
        assert!(rows.len() == 1 && rows[0].contains(word(12).of(LIBYA)), "{rows:?}");
        window.press(BARE, Key::Escape);
        window.let_pass(REST);
        window.wait_for(&window.text("status-saved"));
        assert_eq!(in_file(&article).len(), 3);
        assert!(says(&window, &["منى"]), "it stays until it is answered");
        window.click_text("merging-keep");
        assert!(!says(&window, &["منى"]), "{:?}", window.statuses());
        assert!(window.notices().is_empty(), "{:?}", window.notices());
    }
}

#[test]
fn a_window_without_unsaved_work_shows_the_file_as_it_is() {
    for lang in Lang::ALL {
        let (_folder, article, mut window) = shared(lang);
        colleague(&article, "منى", tags_word(12, "faction"));
        let before = fs::read(article.with_extension("hawashi.ron")).unwrap();
        wait_for_bar(&mut window, &["منى"]);
        assert!(window.sees(&window.text("status-saved")), "{:?}", window.labels());
        // Nothing is written for that.
        window.let_pass(10.0 * REST);
        window.settle();
        assert_eq!(fs::read(article.with_extension("hawashi.ron")).unwrap(), before);
    }
}

#[test]
fn a_save_that_finds_another_file_merges_it_first() {
    for lang in Lang::ALL {
        let (_folder, article, mut window) = shared(lang);
        window.tag_words(4, Key::Num2);
        colleague(&article, "منى", tags_word(12, "location"));
        window.press(CTRL, Key::S);
        wait_for_bar(&mut window, &["منى"]);
        window.wait_for(&window.text("status-saved"));
        assert_eq!(in_file(&article).len(), 3);
        assert!(window.notices().is_empty(), "{:?}", window.notices());
    }
}

#[test]
fn a_file_that_a_colleague_has_made_meanwhile_is_merged() {
    let (folder, article) = Folder::with_libya();
    let mut window = open(&folder, Lang::En, &article);
    window.tag_words(2, Key::Num1);
    let opened = store::open(&article, None).unwrap();
    let mut session = Session::new(opened.document.clone(), "Mona");
    tags_word(12, "location")(&mut session);
    let (state, carried) = (session.annotation_state(), session.carried());
    store::save_annotations(&opened.annotations, &article, &opened.document, state, carried, WriteMode::New).unwrap();
    wait_for_bar(&mut window, &["Mona", "1 added"]);
    window.let_pass(REST);
    window.wait_for("Saved");
    assert_eq!(in_file(&article).len(), 2);
}

#[test]
fn where_both_changed_the_same_annotation_the_person_decides() {
    for lang in Lang::ALL {
        for takes_mine in [true, false] {
            let (_folder, article, mut window) = shared(lang);
            note_in(&mut window, "لي");
            colleague(&article, "منى", notes("لها"));
            wait_for_decisions(&mut window);
            // Until then nothing is saved, neither by itself nor over hers.
            assert!(window.sees(&window.text_with("status-waits", "reason", window.text("save-waits-open"))));
            window.let_pass(10.0 * REST);
            window.settle();
            assert_eq!(in_file(&article)[0].note, "لها");
            window.click_text("merging-decide");
            window.settle();
            for side in ["لي", "لها"] {
                assert!(window.any_label(|label| label.contains(side)), "{side}: {:?}", window.labels());
            }
            // The arrows stand for the sides as they stand there: mine where lines begin.
            let is_right = takes_mine == (lang == Lang::Ar);
            window.press(BARE, if is_right { Key::ArrowRight } else { Key::ArrowLeft });
            window.settle();
            assert!(!window.sees(&window.text("merging-decide")), "{:?}", window.statuses());
            assert!(says(&window, &[&window.text_with("notice-decided", "count", 1_usize)]), "{:?}", window.statuses());
            window.let_pass(REST);
            window.wait_for(&window.text("status-saved"));
            assert_eq!(in_file(&article)[0].note, if takes_mine { "لي" } else { "لها" });
        }
    }
}

#[test]
fn both_notes_can_be_kept_and_a_decision_undone() {
    let (_folder, article, mut window) = shared(Lang::En);
    note_in(&mut window, "لي");
    colleague(&article, "Mona", notes("لها"));
    wait_for_bar(&mut window, &["One thing"]);
    window.click("Decide");
    window.settle();
    window.press(BARE, Key::V);
    assert!(window.sees("Hide what was before"), "{:?}", window.buttons());
    window.press(BARE, Key::B);
    window.settle();
    window.press(CTRL, Key::Z);
    wait_for_bar(&mut window, &["One thing"]);
    window.click("Decide");
    window.settle();
    window.press(BARE, Key::B);
    window.let_pass(REST);
    window.wait_for("Saved");
    assert_eq!(in_file(&article)[0].note, "لي\nلها");
}

#[test]
fn what_one_has_removed_and_the_other_changed_is_decided() {
    for (removes_here, takes_mine) in [(true, true), (true, false), (false, true), (false, false)] {
        let (_folder, article, mut window) = shared(Lang::En);
        if removes_here {
            let at = window.drag_over_words(2) - vec2(10.0, 0.0);
            window.press(BARE, Key::Escape);
            window.click_at(at, 1);
            window.press(BARE, Key::Delete);
            assert!(!window.sees(&window.text("status-saved")), "{:?}", window.labels());
            colleague(&article, "Mona", notes("لها"));
        } else {
            note_in(&mut window, "لي");
            colleague(&article, "Mona", |session| {
                let id = first_of(session);
                drop(session.execute(Command::Delete { id }).unwrap());
            });
        }
        wait_for_bar(&mut window, &["One thing"]);
        window.click("Decide");
        window.settle();
        let said = if removes_here { "Removed here, changed there" } else { "Changed here, removed there" };
        assert!(window.rows().iter().any(|row| row.contains(said)), "{:?}", window.rows());
        window.press(BARE, if takes_mine { Key::ArrowLeft } else { Key::ArrowRight });
        window.let_pass(REST);
        window.settle();
        window.let_pass(REST);
        window.wait_for("Saved");
        let notes: Vec<String> = in_file(&article).into_iter().map(|annotation| annotation.note).collect();
        let expected: &[&str] = match (removes_here, takes_mine) {
            (true, true) | (false, false) => &[],
            (true, false) => &["لها"],
            (false, true) => &["لي"],
        };
        assert_eq!(notes, expected, "{removes_here} {takes_mine}");
    }
}

#[test]
fn undoing_a_merge_takes_nothing_of_the_colleague_out_of_the_file_unasked() {
    for lang in Lang::ALL {
        for leaves_out in [false, true] {
            let (_folder, article, mut window) = shared(lang);
            window.tag_words(4, Key::Num2);
            colleague(&article, "منى", tags_word(12, "location"));
            wait_for_bar(&mut window, &["منى"]);
            // Also when it was saved together meanwhile.
            window.let_pass(REST);
            window.wait_for(&window.text("status-saved"));
            assert_eq!(in_file(&article).len(), 3);
            window.press(CTRL, Key::Z);
            assert!(window.sees(&window.text("merging-take-again")), "{:?}", window.labels());
            window.press(CTRL, Key::Z);
            // Nothing is saved before the answer.
            window.let_pass(10.0 * REST);
            window.settle();
            assert_eq!(in_file(&article).len(), 3);
            window.click_text(if leaves_out { "merging-leave-out" } else { "merging-take-again" });
            window.settle();
            window.let_pass(REST);
            window.settle();
            window.wait_for(&window.text("status-saved"));
            let left = in_file(&article).iter().filter(|annotation| annotation.by() == "منى").count();
            assert_eq!((in_file(&article).len(), left), if leaves_out { (1, 0) } else { (2, 1) });
        }
    }
}

#[test]
fn saving_what_is_undone_takes_it_in_again() {
    let (_folder, article, mut window) = shared(Lang::En);
    colleague(&article, "Mona", tags_word(12, "location"));
    wait_for_bar(&mut window, &["Mona"]);
    window.press(CTRL, Key::Z);
    assert!(window.sees("Take it in again"), "{:?}", window.labels());
    window.tag_words(4, Key::Num2);
    window.press(CTRL, Key::S);
    window.wait_for("Saved");
    assert_eq!(in_file(&article).len(), 3);
}

#[test]
fn a_file_with_conflict_marks_opens_as_both_sides_with_what_is_to_be_decided() {
    for lang in Lang::ALL {
        let (folder, article) = Folder::with_libya();
        let opened = store::open(&article, None).unwrap();
        let mut session = Session::new(opened.document.clone(), "");
        tags_word(3, "location")(&mut session);
        let mut line = |note: &'static str| {
            notes(note)(&mut session);
            let (state, carried) = (session.annotation_state(), session.carried());
            let bytes = store::annotations_bytes(&opened.annotations, &article, &opened.document, state, carried);
            String::from_utf8(bytes).unwrap()
        };
        let (before, ours, theirs) = (line("قبل"), line("لي"), line("لها"));
        let row = |ron: &str| ron.lines().find(|line| line.contains("span:")).unwrap().to_owned();
        let marked = format!(
            "<<<<<<< HEAD\n{}\n||||||| base\n{}\n=======\n{}\n>>>>>>> other",
            row(&ours),
            row(&before),
            row(&theirs)
        );
        folder.write("libya.hawashi.ron", before.replace(&row(&before), &marked));
        let mut window = open(&folder, lang, &article);
        wait_for_decisions(&mut window);
        assert!(window.notices().is_empty(), "{:?}", window.notices());
        window.click_text("merging-decide");
        window.settle();
        window.press(BARE, if lang == Lang::Ar { Key::ArrowLeft } else { Key::ArrowRight });
        window.settle();
        window.press(CTRL, Key::S);
        window.wait_for(&window.text("status-saved"));
        assert_eq!(in_file(&article)[0].note, "لها");
        assert!(!folder.read("libya.hawashi.ron").unwrap().contains("<<<<"));
    }
}

#[test]
fn what_is_saved_before_it_is_decided_has_both_sides() {
    let (folder, article, mut window) = shared(Lang::En);
    note_in(&mut window, "لي");
    colleague(&article, "Mona", notes("لها"));
    wait_for_bar(&mut window, &["One thing"]);
    window.press(CTRL, Key::S);
    window.wait_for("Saved");
    let ron = folder.read("libya.hawashi.ron").unwrap();
    assert!(ron.contains("لي") && ron.contains("لها"), "{ron}");
    drop(window);
    let mut window = open(&folder, Lang::En, &article);
    wait_for_bar(&mut window, &["One thing"]);
}

#[test]
fn what_is_restored_is_merged_with_what_a_colleague_has_saved_meanwhile() {
    for lang in Lang::ALL {
        for takes_mine in [true, false] {
            let (folder, article, mut window) = shared(lang);
            window.choose("menu-file", "command-toggle-autosave");
            note_in(&mut window, "لي");
            window.tag_words(4, Key::Num2);
            window.crash(&folder.path("data/journal"));
            colleague(&article, "منى", |session| {
                notes("لها")(session);
                tags_word(12, "location")(session);
            });
            let mut window = open(&folder, lang, &article);
            wait_for_decisions(&mut window);
            window.click_text("restored-keep");
            window.click_text("merging-decide");
            window.settle();
            let is_right = takes_mine == (lang == Lang::Ar);
            window.press(BARE, if is_right { Key::ArrowRight } else { Key::ArrowLeft });
            window.settle();
            window.let_pass(REST);
            window.wait_for(&window.text("status-saved"));
            let saved = in_file(&article);
            let noted: Vec<&str> =
                saved.iter().map(|annotation| annotation.note.as_str()).filter(|note| !note.is_empty()).collect();
            assert_eq!((saved.len(), noted), (3, vec![if takes_mine { "لي" } else { "لها" }]));
        }
    }
}

#[test]
fn a_file_that_cannot_be_merged_is_left_alone() {
    let (folder, _article, mut window) = shared(Lang::En);
    folder.write("libya.hawashi.ron", "(version: 2, annota");
    window.tag_words(4, Key::Num2);
    window.let_pass(REST);
    window.wait_for("Keep mine");
    assert_eq!(folder.read("libya.hawashi.ron").as_deref(), Some("(version: 2, annota"));
}

/// Takes in what the other window has saved.
fn look(window: &mut Window) {
    window.come_back();
    assert!(window.wait_until(|window| window.sees("OK")), "{:?}", window.statuses());
    window.click("OK");
}

#[test]
fn two_windows_that_both_work_end_alike_and_complete() {
    let (folder, article, mut first) = shared(Lang::En);
    let mut second = open(&folder, Lang::En, &article);
    second.click("Work too");
    // Each tags two passages, and then both write notes on them in turn.
    for step in 0..12 {
        let (own, other, label) = match step % 2 {
            0 => (&mut first, &mut second, Key::Num1),
            _ => (&mut second, &mut first, Key::Num2),
        };
        let words = 3 + step / 2 % 2;
        if step < 4 {
            own.tag_words(words, label);
        } else {
            own.drag_over_words(words);
            own.press(BARE, Key::N);
            own.press(CTRL, Key::A);
            own.write(&format!("{step}"));
            own.press(CTRL, Key::Enter);
            own.press(BARE, Key::Escape);
        }
        own.let_pass(REST);
        own.wait_for("Saved");
        own.settle();
        look(other);
        assert!(other.sees("Saved") && other.notices().is_empty(), "{step}: {:?}", other.labels());
    }
    let saved = in_file(&article);
    assert_eq!(saved.len(), 5);
    let mut notes: Vec<&str> = saved.iter().map(|annotation| annotation.note.as_str()).collect();
    notes.retain(|note| !note.is_empty());
    notes.sort_unstable();
    // Of two annotations on one passage both write on the first, the second window last.
    assert_eq!(notes, ["11", "9"]);
    for window in [&mut first, &mut second] {
        window.click("Annotations");
    }
    assert_eq!(first.row_names(), second.row_names());
}
