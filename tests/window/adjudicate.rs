//! Several annotators' files are put side by side, and what they differ in is decided by key; the result is a file of its own
//! that says who has decided what.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::folder::{Folder, LIBYA};
use crate::support::window::{BARE, CTRL, CTRL_SHIFT, Window};
use eframe::egui::Key;
use hawashi::annotation::{Adjudicated, AnnotationState, Carried, Deed, Status};
use hawashi::gui::i18n::{Lang, Value};
use hawashi::session::{Command, Session, Target};
use hawashi::store::{self, WriteMode};
use hawashi::text::Span;

/// Some words of the article, by their numbers.
fn words(first: usize, count: usize) -> Span {
    let at = |number: usize| {
        let word = LIBYA.split_whitespace().nth(number).unwrap();
        let start = word.as_ptr() as usize - LIBYA.as_ptr() as usize;
        (start, start + word.len())
    };
    Span::from_range(at(first).0..at(first + count - 1).1)
}

/// What somebody has tagged: the first word, how many, the label, and the entity.
type Tags<'t> = &'t [(usize, usize, &'t str, Option<&'t str>)];

/// An annotator's file beside the article.
fn annotate(folder: &Folder, by: &str, tags: Tags<'_>) -> PathBuf {
    let article = folder.path("libya.txt");
    let document = std::sync::Arc::new(store::read_article(&article, None).unwrap());
    let mut session = Session::new(document.clone(), by);
    for (first, count, label, entity) in tags {
        let made = session.execute(Command::Tag { span: words(*first, *count), label: (*label).into() }).unwrap();
        if let Some(entity) = entity {
            let target = Target::Annotation(made.selected.unwrap());
            session.execute(Command::SetEntity { target, entity: (*entity).to_owned() }).unwrap();
        }
    }
    let path = folder.path(&format!("libya.{by}.hawashi.ron"));
    let (state, carried) = (session.annotation_state(), session.carried());
    store::save_annotations(&path, &article, &document, state, carried, WriteMode::New).unwrap();
    path
}

const SALMA: Tags<'static> = &[
    (4, 1, "location", None),
    (10, 1, "location", None),
    (15, 1, "faction", None),
    (20, 2, "location", None),
    (30, 1, "location", Some("place:sirte-ly")),
];
const KARIM: Tags<'static> = &[
    (4, 1, "location", None),
    (10, 1, "faction", None),
    (20, 1, "location", None),
    (30, 1, "location", Some("place:iraq")),
    (40, 1, "location", None),
];

fn both() -> (Folder, [PathBuf; 2]) {
    let (folder, _) = Folder::with_libya();
    let files = [annotate(&folder, "سلمى", SALMA), annotate(&folder, "كريم", KARIM)];
    (folder, files)
}

fn open(folder: &Folder, lang: Lang, files: &[&Path]) -> Window {
    let window = Window::speaking(lang).keeping_journals(folder.path("data/journal"));
    let mut window = window.keeping_versions(folder.path("data/versions")).open(files);
    window.settle();
    window
}

fn compared(lang: Lang) -> (Folder, [PathBuf; 2], Window) {
    let (folder, files) = both();
    let window = open(&folder, lang, &[&files[0], &files[1]]);
    (folder, files, window)
}

fn progress(window: &Window, done: usize, total: usize) -> bool {
    let values = [("done", Value::from(done)), ("total", Value::from(total))];
    window.sees(&window.text_with_values("decisions-progress", &values))
}

/// The keys that take what the first and the second have: where they stand on the screen.
fn sides(lang: Lang) -> [Key; 2] {
    if lang.is_rtl() { [Key::ArrowRight, Key::ArrowLeft] } else { [Key::ArrowLeft, Key::ArrowRight] }
}

fn row_with(window: &Window, parts: &[&str]) -> bool {
    window.rows().iter().any(|row| parts.iter().all(|part| row.contains(part)))
}

/// Saves the result under the name that is proposed.
fn save(window: &mut Window) {
    window.press(CTRL, Key::S);
    window.settle();
    window.press(BARE, Key::Enter);
    window.settle();
}

fn read(path: &Path) -> AnnotationState {
    store::open(path, None).unwrap().loaded.unwrap().unwrap().annotation_state
}

fn accepted(state: &AnnotationState) -> Vec<(Span, String)> {
    let accepted = state.annotations.iter().filter(|annotation| annotation.status == Status::Accepted);
    accepted.map(|annotation| (annotation.spans.first(), annotation.label.to_string())).collect()
}

#[test]
fn each_key_decides_and_the_result_says_who_has_decided_what() {
    for lang in Lang::ALL {
        let (folder, files, mut window) = compared(lang);
        let before = files.clone().map(|file| fs::read(file).unwrap());
        let [first, second] = sides(lang);
        assert!(progress(&window, 0, 5), "{:?}", window.labels());
        assert_eq!(window.rows().len(), 5, "only what differs: {:?}", window.rows());
        let lacks = |name: &str| window.text_with("adjudication-kind-lacks", "name", name);
        assert!(row_with(&window, &[&lacks("كريم")]) && row_with(&window, &[&lacks("سلمى")]));
        // The label of the second one; then nothing of one that only the first has.
        window.press(BARE, second);
        assert!(progress(&window, 1, 5));
        assert!(row_with(&window, &[&window.text("adjudication-kind-label"), "✓ كريم"]), "{:?}", window.rows());
        window.press(BARE, Key::N);
        // Later: the next open one is the entity.
        window.press(BARE, Key::L);
        window.press(BARE, first);
        assert!(row_with(&window, &[&window.text("adjudication-kind-entity"), "✓ سلمى"]), "{:?}", window.rows());
        window.press(BARE, second);
        assert!(progress(&window, 4, 5));
        // Round to the one that was left for later.
        window.press(BARE, Key::B);
        assert!(progress(&window, 5, 5), "{:?}", window.rows());
        assert!(row_with(&window, &[&window.text("adjudication-kind-ends"), &window.text("decisions-both")]));
        save(&mut window);
        let result = read(&folder.path("libya.adjudicated.hawashi.ron"));
        let expected = [
            (words(4, 1), "location"),
            (words(10, 1), "faction"),
            (words(20, 2), "location"),
            (words(20, 1), "location"),
            (words(30, 1), "location"),
            (words(40, 1), "location"),
        ];
        assert_eq!(accepted(&result), expected.map(|(span, label)| (span, label.to_owned())));
        let of = |span: Span, label: &str| {
            let mut there = result.annotations.exactly(&span.into());
            there.find(|annotation| annotation.label.as_str() == label).unwrap()
        };
        let taken = of(words(10, 1), "faction");
        let acts: Vec<_> =
            taken.provenance.iter().map(|act| (act.deed, act.by.as_str(), act.adjudicated.as_str())).collect();
        assert_eq!(acts, [(Deed::Made, "كريم", ""), (Deed::Accepted, "test", "كريم")]);
        assert!(taken.provenance.last().unwrap().at.starts_with("20"));
        let left = of(words(10, 1), "location");
        let last = left.provenance.last().unwrap();
        assert_eq!((left.status, last.by.as_str(), last.adjudicated.as_str()), (Status::Rejected, "test", "سلمى"));
        assert_eq!(of(words(15, 1), "faction").status, Status::Rejected);
        assert_eq!(of(words(30, 1), "location").entity.as_deref(), Some("place:sirte-ly"));
        let both: Vec<&str> = of(words(4, 1), "location").provenance.iter().map(|act| act.by.as_str()).collect();
        assert_eq!(both, ["سلمى", "كريم"], "what all have is everybody's");
        let Adjudicated(names) = Adjudicated::of(&result.attributes).unwrap();
        assert_eq!(names, ["libya.سلمى.hawashi.ron", "libya.كريم.hawashi.ron"]);
        assert_eq!(files.map(|file| fs::read(file).unwrap()), before, "what was compared stays as it is");
        assert!(window.notices().iter().all(|notice| !notice.contains("libya.سلمى")), "{:?}", window.notices());
    }
}

#[test]
fn undo_opens_the_question_again_and_nothing_is_lost_with_a_view_in_which_nothing_was_decided() {
    for lang in Lang::ALL {
        let (folder, _, mut window) = compared(lang);
        let [first, second] = sides(lang);
        window.press(BARE, first);
        window.press(BARE, second);
        assert!(progress(&window, 2, 5));
        window.press(CTRL, Key::Z);
        assert!(progress(&window, 1, 5));
        // It is the one that is decided next.
        window.press(BARE, first);
        assert!(row_with(&window, &[&window.text_with("adjudication-kind-lacks", "name", "كريم"), "✓ سلمى"]));
        window.press(CTRL, Key::Z);
        window.press(CTRL, Key::Z);
        assert!(progress(&window, 0, 5));
        window.press(CTRL_SHIFT, Key::Z);
        assert!(progress(&window, 1, 5));
        window.press(CTRL, Key::Z);
        window.press(CTRL, Key::W);
        window.settle();
        assert!(window.tabs().is_empty(), "nobody is asked: {:?}", window.tabs());
        assert!(!folder.path("libya.adjudicated.hawashi.ron").exists());
    }
}

#[test]
fn a_result_that_is_opened_again_goes_on_where_it_stopped() {
    for lang in Lang::ALL {
        let (folder, _, mut window) = compared(lang);
        let [first, _] = sides(lang);
        window.press(BARE, first);
        window.press(BARE, first);
        save(&mut window);
        drop(window);
        let result = folder.path("libya.adjudicated.hawashi.ron");
        let mut window = open(&folder, lang, &[&result]);
        assert!(window.wait_until(|window| progress(window, 2, 5)), "{:?}", window.labels());
        window.press(BARE, first);
        assert!(row_with(&window, &[&window.text("adjudication-kind-ends"), "✓ سلمى"]), "{:?}", window.rows());
        window.press(CTRL, Key::S);
        window.settle();
        assert_eq!(read(&result).annotations.iter().filter(|one| one.provenance.is_adjudicated()).count(), 5);
    }
}

#[test]
fn what_was_decided_comes_back_after_a_crash() {
    let (folder, _, mut window) = compared(Lang::En);
    window.press(BARE, Key::ArrowLeft);
    // The settings are kept meanwhile.
    let settings = window.settings_now();
    window.crash(&folder.path("data/journal"));
    let window = Window::speaking(Lang::En).with_settings(settings).keeping_journals(folder.path("data/journal"));
    let mut window = window.open(&[]);
    assert!(window.wait_until(|window| window.any_label(|label| label.contains("1 of 5"))), "{:?}", window.labels());
}

#[test]
fn three_annotators_are_told_apart_by_digits() {
    for lang in Lang::ALL {
        let (folder, files) = both();
        let third = annotate(&folder, "نور", &[(4, 1, "location", None), (10, 1, "location", None)]);
        let mut window = open(&folder, lang, &[&files[0], &files[1], &third]);
        let total = 5;
        assert!(progress(&window, 0, total), "{:?}", window.labels());
        window.press(BARE, sides(lang)[0]);
        assert!(progress(&window, 0, total), "arrows stand for two");
        window.press(BARE, Key::Num2);
        assert!(row_with(&window, &["✓ كريم"]), "{:?}", window.rows());
        window.press(BARE, Key::Num3);
        assert!(progress(&window, 2, total));
        window.press(BARE, Key::Num1);
        window.press(BARE, Key::N);
        save(&mut window);
        let result = read(&folder.path("libya.adjudicated.hawashi.ron"));
        assert!(accepted(&result).contains(&(words(10, 1), "faction".to_owned())));
        assert!(accepted(&result).contains(&(words(20, 2), "location".to_owned())));
        assert!(!accepted(&result).contains(&(words(15, 1), "faction".to_owned())));
    }
}

#[test]
fn a_note_stays_with_the_decision_and_a_decision_is_edited_on_the_page() {
    for lang in Lang::ALL {
        let (folder, _, mut window) = compared(lang);
        let [first, _] = sides(lang);
        window.press(BARE, Key::M);
        window.write("انظر الدليل");
        window.press(BARE, Key::Enter);
        assert!(progress(&window, 0, 5), "a note decides nothing");
        assert!(window.any_label(|label| label.contains("انظر الدليل")), "{:?}", window.labels());
        window.press(BARE, first);
        assert!(progress(&window, 1, 5));
        // The next one is changed on the page: there it gets the other label.
        window.press(BARE, Key::E);
        window.settle();
        assert!(window.sees(&window.text("adjudication-back")), "{:?}", window.labels());
        window.press(BARE, Key::Num1);
        window.click_text("adjudication-back");
        assert!(progress(&window, 2, 5), "{:?}", window.labels());
        assert!(row_with(&window, &[&window.text("adjudication-own")]), "{:?}", window.rows());
        save(&mut window);
        let result = read(&folder.path("libya.adjudicated.hawashi.ron"));
        assert!(accepted(&result).contains(&(words(15, 1), "location".to_owned())));
        let noted = result.annotations.iter().find(|annotation| annotation.note == "انظر الدليل").unwrap();
        assert_eq!((noted.spans.first(), noted.status), (words(10, 1), Status::Accepted));
    }
}

#[test]
fn a_kind_of_difference_can_be_kept_and_names_hidden() {
    for lang in Lang::ALL {
        let (_folder, _, mut window) = compared(lang);
        let kind = window.text("adjudication-kind-ends");
        window.click(&kind);
        assert_eq!(window.rows().len(), 1, "{:?}", window.rows());
        window.click(&kind);
        assert_eq!(window.rows().len(), 5);
        assert!(row_with(&window, &["سلمى"]));
        window.click_text("adjudication-hide-names");
        assert!(
            !row_with(&window, &["سلمى"]) && !window.any_label(|label| label.contains("كريم")),
            "{:?}",
            window.labels()
        );
        let letters = window.text("adjudication-letters");
        assert!(row_with(&window, &[&format!("{}:", letters.split_whitespace().next().unwrap())]));
    }
}

#[test]
fn files_of_different_texts_are_not_compared() {
    for lang in Lang::ALL {
        let (folder, files) = both();
        let other = folder.write("other.txt", "نص آخر");
        let document = store::read_article(&other, None).unwrap();
        let path = folder.path("other.hawashi.ron");
        let (state, carried) = (AnnotationState::default(), Carried::default());
        store::save_annotations(&path, &other, &document, &state, &carried, WriteMode::New).unwrap();
        let mut window = open(&folder, lang, &[]);
        window.choose("menu-file", "command-compare");
        window.settle();
        window.write(&files[0].display().to_string());
        window.press(BARE, Key::Enter);
        window.settle();
        window.wait_for_notice(&[&window.text("warning-compare-too-few")]);
        assert!(window.tabs().is_empty());
        // Several of one article stand side by side; of two, each is opened.
        window.drop_file(&files[0]);
        window.settle();
        window.choose("menu-file", "command-compare");
        window.settle();
        window.write(&path.display().to_string());
        window.press(BARE, Key::Enter);
        window.settle();
        window.wait_for_notice(&["other.hawashi.ron", "libya.سلمى.hawashi.ron"]);
        assert_eq!(window.tabs().len(), 1, "{:?}", window.tabs());
    }
}

#[test]
fn what_lies_beside_an_article_is_compared_from_the_folder_and_from_the_article() {
    for lang in Lang::ALL {
        let (folder, files) = both();
        fs::copy(&files[0], folder.path("libya.hawashi.ron")).unwrap();
        let mut window = open(&folder, lang, &[&folder.path(".")]);
        window.press(BARE, Key::ArrowDown);
        window.press(CTRL_SHIFT, Key::K);
        window.settle();
        assert!(window.sees(&window.text("adjudication-title")), "{:?}", window.labels());
        assert!(window.any_label(|label| label.contains("كريم")), "{:?}", window.labels());
        // Again: to the page and back.
        window.press(CTRL_SHIFT, Key::K);
        assert!(window.sees(&window.text("adjudication-back")));
        window.press(CTRL_SHIFT, Key::K);
        assert!(!window.sees(&window.text("adjudication-back")));
    }
}

#[test]
fn a_compared_file_is_not_saved_over() {
    let (folder, files, mut window) = compared(Lang::En);
    let before = fs::read(&files[1]).unwrap();
    window.press(BARE, Key::ArrowLeft);
    window.press(CTRL_SHIFT, Key::S);
    window.settle();
    window.press(CTRL, Key::A);
    window.write(files[1].to_str().unwrap());
    window.click("Save");
    window.settle();
    window.wait_for_notice(&["libya.كريم.hawashi.ron"]);
    assert_eq!(fs::read(&files[1]).unwrap(), before);
    assert!(!folder.path("libya.adjudicated.hawashi.ron").exists());
}

#[test]
fn where_no_annotation_file_is_that_is_said() {
    for lang in Lang::ALL {
        let (_folder, article) = Folder::with_libya();
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        window.press(CTRL_SHIFT, Key::K);
        window.wait_for(&window.text("chooser-empty-annotations"));
        window.press(BARE, Key::Escape);
        window.settle();
        let none = window.text_with("warning-compare-nothing", "file", "libya.txt");
        assert!(window.notices().iter().any(|notice| notice.contains(&none)), "{lang:?}: {:?}", window.notices());
    }
}
