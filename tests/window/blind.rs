//! A folder that is annotated blind: switched on in the window, each person's work goes into a file of their own, nobody sees
//! what the others have done, and both are compared once one has said that the article is done.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::Key;
use hawashi::annotation::{Status, WorkState};
use hawashi::gui::i18n::Lang;
use hawashi::session::{Command, Session};
use hawashi::store::{self, WriteMode};
use hawashi::text::Span;

use crate::support::folder::Folder;
use crate::support::window::{BARE, CTRL, CTRL_SHIFT, Opening, Window};

/// A short article with two names.
const SHORT: &str = "عاد الهدوء إلى دمشق\nقال سكان حلب إن الوضع هادئ.";

/// A folder with an article.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("a.txt", SHORT);
    folder
}

/// The same, annotated blind.
fn blind() -> Folder {
    let folder = folder();
    folder.write("hawashi-folder.ron", "(\n    version: 1,\n    blind: true,\n)\n");
    folder
}

/// Writes an annotation file of the article in which words are tagged, and that says that the work is done.
fn annotate(folder: &Folder, file: &str, by: &str, words: &[&str]) -> PathBuf {
    let article = folder.path("a.txt");
    let document = Arc::new(store::read_article(&article, None).unwrap());
    let mut session = Session::new(document.clone(), by);
    for word in words {
        let at = SHORT.find(word).unwrap();
        let span = Span::from_range(at..at + word.len());
        session.execute(Command::Tag { span, label: "location".into() }).unwrap();
    }
    session.execute(Command::SetWork(Some(WorkState::Done))).unwrap();
    let path = folder.path(file);
    let (state, carried) = (session.annotation_state(), session.carried());
    store::save_annotations(&path, &article, &document, state, carried, WriteMode::New).unwrap();
    path
}

fn window(lang: Lang) -> Opening {
    Window::speaking(lang).size(1366.0, 768.0)
}

fn open(opening: Opening, folder: &Folder) -> Window {
    let mut window = opening.open(&[&folder.path("")]);
    let waiting = window.text("stage-waiting");
    let is_counted = |window: &Window| {
        let rows = window.rows();
        !rows.is_empty() && !rows.iter().any(|row| row.contains(&waiting))
    };
    assert!(window.wait_until(is_counted), "{:?}", window.rows());
    window.settle();
    window
}

/// Opens the article that is chosen in the list.
fn open_article(window: &mut Window) {
    window.press(BARE, Key::Enter);
    window.wait_for_article("a.txt");
    window.settle();
}

/// The words that somebody has tagged in a file.
fn tagged(folder: &Folder, file: &str) -> Vec<String> {
    let Ok(opened) = store::open(&folder.path(file), None) else { return Vec::new() };
    let state = opened.loaded.unwrap().unwrap().annotation_state;
    let accepted = state.annotations.iter().filter(|annotation| annotation.status == Status::Accepted);
    accepted.map(|annotation| annotation.spans.quote(SHORT).into_owned()).collect()
}

/// The names of the annotation files in the folder.
fn files(folder: &Folder) -> Vec<String> {
    let entries = fs::read_dir(folder.path("")).unwrap().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".hawashi.ron")).collect();
    names.sort();
    names
}

fn switch(window: &mut Window) {
    window.choose("menu-edit", "command-people");
    window.wait_for(&window.text("people-blind"));
    window.click_text("people-blind");
}

fn refusal(window: &Window) -> String {
    window.text_with("error-annotations-blind", "article", "a.txt")
}

#[test]
fn switched_on_what_is_saved_goes_into_a_file_of_ones_own_and_back_when_switched_off() {
    for lang in Lang::ALL {
        let folder = folder();
        let shared = annotate(&folder, "a.hawashi.ron", "سلمى", &["دمشق"]);
        let before = fs::read(&shared).unwrap();
        let mut window = open(window(lang), &folder);
        open_article(&mut window);
        // What is unsaved at that moment is of one's own, too.
        window.drag_over_words(1);
        window.press(BARE, Key::Num2);
        switch(&mut window);
        let is_blind = |window: &Window| {
            window.is_on(&window.text("people-blind"))
                && folder.read("hawashi-folder.ron").is_some_and(|file| file.contains("\n    blind: true,\n"))
        };
        assert!(window.wait_until(is_blind), "{lang:?}: {:?}", folder.read("hawashi-folder.ron"));
        assert!(window.sees(&window.text("people-blind-text")), "{lang:?}: what it means is said");
        window.all_is_named("people");
        window.press(BARE, Key::Escape);
        window.settle();
        window.press(CTRL, Key::S);
        window.wait_for(&window.text("status-saved"));
        assert_eq!(fs::read(&shared).unwrap(), before, "{lang:?}: the shared file stays as it is");
        assert_eq!(files(&folder), ["a.hawashi.ron", "a.test.hawashi.ron"], "{lang:?}");
        let own = tagged(&folder, "a.test.hawashi.ron");
        assert!(own.len() == 2 && own.iter().any(|word| word == "دمشق"), "{lang:?}: it begins with it: {own:?}");
        // Off again: everything goes on with the shared file, and the person's stays.
        switch(&mut window);
        assert!(window.wait_until(|window| !window.is_on(&window.text("people-blind"))), "{lang:?}");
        window.press(BARE, Key::Escape);
        window.settle();
        window.wait_for_article("a.txt");
        let own_before = folder.read("a.test.hawashi.ron");
        window.drag_over_words(2);
        window.press(BARE, Key::Num1);
        window.press(CTRL, Key::S);
        assert!(window.wait_until(|_| fs::read(&shared).unwrap() != before), "{lang:?}: {:?}", window.labels());
        window.settle();
        assert_eq!(folder.read("a.test.hawashi.ron"), own_before, "{lang:?}");
    }
}

#[test]
fn what_others_have_done_is_seen_neither_in_the_list_nor_on_the_page() {
    for lang in Lang::ALL {
        let folder = blind();
        let other = annotate(&folder, "a.سلمى.hawashi.ron", "سلمى", &["دمشق", "حلب"]);
        let mut window = open(window(lang), &folder);
        let (new, done) = (window.text("stage-new"), window.text("stage-done"));
        let rows = window.rows();
        assert!(rows.len() == 1 && rows[0].contains(&new) && !rows[0].contains(&done), "{lang:?}: {rows:?}");
        assert!(!rows[0].contains("سلمى"), "{lang:?}: {rows:?}");
        assert!(!window.any_label(|line| line.contains("سلمى")), "{lang:?}: {:?}", window.labels());
        assert!(window.any_label(|line| line.contains(&window.text("folder-blind"))), "{lang:?}");
        open_article(&mut window);
        window.click_text("panel-annotations");
        window.frames(4);
        let rows = window.rows();
        assert!(!rows.iter().any(|row| row.contains("دمشق") || row.contains("حلب")), "{lang:?}: {rows:?}");
        // Their file is not opened, either.
        window.drop_file(&other);
        window.wait_for_notice(&["a.txt"]);
        assert!(window.notices().iter().any(|notice| notice.contains(&refusal(&window))), "{:?}", window.notices());
        assert_eq!(window.tabs().len(), 2, "{lang:?}: {:?}", window.tabs());
        assert!(window.is_front("a.txt"), "{lang:?}");
    }
}

#[test]
fn annotators_are_compared_once_one_has_said_that_the_article_is_done() {
    for lang in Lang::ALL {
        let folder = blind();
        annotate(&folder, "a.hawashi.ron", "رامي", &[]);
        let other = annotate(&folder, "a.سلمى.hawashi.ron", "سلمى", &["دمشق", "حلب"]);
        let others = fs::read(&other).unwrap();
        let mut window = open(window(lang), &folder);
        // From the list, and from the page, before anything is done there.
        window.press(CTRL_SHIFT, Key::K);
        window.wait_for_notice(&["a.txt"]);
        open_article(&mut window);
        window.drag_over_words(2);
        window.press(BARE, Key::Num1);
        window.press(CTRL, Key::S);
        window.wait_for(&window.text("status-saved"));
        window.press(CTRL_SHIFT, Key::K);
        window.settle();
        assert!(window.notices().iter().any(|notice| notice.contains(&refusal(&window))), "{:?}", window.notices());
        assert!(!window.sees(&window.text("adjudication-title")), "{lang:?}");
        let refused = |window: &Window| window.notices().iter().filter(|said| said.contains(&refusal(window))).count();
        assert_eq!(refused(&window), 1, "{lang:?}: {:?}", window.notices());
        // Done: both are there, without the file with which everybody began.
        window.press(CTRL, Key::D);
        let is_said = |_: &Window| {
            folder.read("a.test.hawashi.ron").is_some_and(|file| file.contains("\"work_state\": Choice(\"done\")"))
        };
        assert!(window.wait_until(is_said), "{lang:?}: {:?}", files(&folder));
        window.settle();
        assert_eq!(refused(&window), 0, "{lang:?}: {:?}", window.notices());
        window.press(CTRL_SHIFT, Key::K);
        window.settle();
        let title = |tab: &String| tab.contains("سلمى") && tab.contains("test") && !tab.contains("رامي");
        assert!(window.tabs().iter().any(title), "{lang:?}: {:?} {:?}", window.tabs(), window.notices());
        assert!(!window.rows().is_empty(), "{lang:?}: they differ");
        // What comes of it is no file with which everybody begins.
        window.press(BARE, Key::N);
        window.press(CTRL, Key::S);
        window.settle();
        window.press(CTRL, Key::A);
        window.write("a.hawashi.ron");
        window.press(BARE, Key::Enter);
        window.settle();
        let kept = window.text_with("warning-save-over-begun", "begun", "a.hawashi.ron");
        assert!(window.notices().iter().any(|notice| notice.contains(&kept)), "{lang:?}: {:?}", window.notices());
        assert_eq!(fs::read(&other).unwrap(), others, "{lang:?}");
    }
}

#[test]
fn the_name_is_asked_for_before_anything_is_saved() {
    for lang in Lang::ALL {
        let folder = blind();
        let mut window = open(window(lang).without_author(), &folder);
        // Nothing is said in the list without a name.
        window.press(CTRL, Key::D);
        let asks = window.text("warning-blind-name");
        assert!(window.notices().iter().any(|notice| notice.contains(&asks)), "{lang:?}: {:?}", window.notices());
        window.settle();
        assert_eq!(files(&folder), Vec::<String>::new(), "{lang:?}");
        window.press(BARE, Key::Escape);
        let mut window = open(self::window(lang).without_author(), &folder);
        open_article(&mut window);
        window.drag_over_words(2);
        window.press(BARE, Key::Num1);
        window.press(CTRL, Key::S);
        window.settle();
        let name = window.text("author-name");
        assert!(window.sees(&window.text("author-question")) && !window.is_modal(&name), "{lang:?}");
        assert_eq!(files(&folder), Vec::<String>::new(), "{lang:?}");
        // The field has the keyboard; then it is saved.
        window.press(CTRL, Key::A);
        window.write("هالة منصور");
        window.press(BARE, Key::Enter);
        window.wait_for(&window.text("status-saved"));
        assert_eq!(files(&folder), ["a.هالة منصور.hawashi.ron"], "{lang:?}");
        assert_eq!(tagged(&folder, "a.هالة منصور.hawashi.ron").len(), 1, "{lang:?}");
        assert!(!window.notices().iter().any(|notice| notice.contains(&asks)), "{lang:?}");
    }
}

#[test]
fn unsaved_work_comes_back_into_the_file_it_was_done_in() {
    for lang in Lang::ALL {
        let folder = blind();
        annotate(&folder, "a.hawashi.ron", "رامي", &["دمشق"]);
        let journals = folder.path("data/journal");
        let kept =
            |lang| window(lang).keeping_journals(journals.clone()).keeping_versions(folder.path("data/versions"));
        let mut window = kept(lang).open(&[&folder.path("a.txt")]);
        window.wait_for_article("a.txt");
        // Before there is a file of one's own, and after.
        window.drag_over_words(1);
        window.press(BARE, Key::Num1);
        window.crash(&journals);
        let mut window = kept(lang).open(&[]);
        window.settle();
        window.click_text("restored-keep");
        window.press(CTRL, Key::S);
        window.wait_for(&window.text("status-saved"));
        assert_eq!(tagged(&folder, "a.test.hawashi.ron").len(), 2, "{lang:?}");
        window.press(BARE, Key::Escape);
        window.drag_over_words(2);
        window.press(BARE, Key::Num2);
        window.crash(&journals);
        // Meanwhile somebody says that it is not blind any more.
        folder.write("hawashi-folder.ron", "(\n    version: 1,\n)\n");
        let shared = folder.read("a.hawashi.ron");
        let mut window = kept(lang).open(&[]);
        window.settle();
        window.click_text("restored-keep");
        window.press(CTRL, Key::S);
        window.wait_for(&window.text("status-saved"));
        assert_eq!(tagged(&folder, "a.test.hawashi.ron").len(), 3, "{lang:?}");
        assert_eq!(folder.read("a.hawashi.ron"), shared, "{lang:?}");
    }
}

#[test]
fn a_file_of_ones_own_that_is_lost_comes_back_and_the_shared_one_does_not_take_its_place() {
    for lang in Lang::ALL {
        let folder = blind();
        annotate(&folder, "a.hawashi.ron", "رامي", &["دمشق"]);
        let own = annotate(&folder, "a.test.hawashi.ron", "test", &["حلب", "سكان"]);
        let journals = folder.path("data/journal");
        let kept = || window(lang).keeping_journals(journals.clone()).keeping_versions(folder.path("data/versions"));
        let mut window = kept().open(&[&folder.path("a.txt")]);
        window.wait_for_article("a.txt");
        window.drag_over_words(1);
        window.press(BARE, Key::Num2);
        window.settle();
        fs::remove_file(&own).unwrap();
        window.crash(&journals);
        let mut window = kept().open(&[]);
        window.settle();
        window.click_text("restored-keep");
        window.click_text("conflict-save-again");
        window.wait_for(&window.text("status-saved"));
        let words = tagged(&folder, "a.test.hawashi.ron");
        assert!(
            words.len() == 3 && words.contains(&"حلب".to_owned()) && words.contains(&"سكان".to_owned()),
            "{words:?}"
        );
        assert!(!words.contains(&"دمشق".to_owned()), "{lang:?}: {words:?}");
    }
}
