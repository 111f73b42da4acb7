//! What was done comes back after an end that nobody asked for, and is kept, looked at or discarded.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::folder::{Folder, LIBYA, SUDAN, annotations_of};
use crate::support::window::{BARE, CTRL, Window};
use eframe::egui::Key;
use eframe::egui::accesskit::Role;
use hawashi::gui::i18n::Lang;

fn journals(folder: &Folder) -> PathBuf {
    folder.path("data/journal")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().filter(|entry| entry.path().is_file());
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

fn open(folder: &Folder, lang: Lang, paths: &[&Path]) -> Window {
    let mut window = Window::speaking(lang).keeping_journals(journals(folder)).open(paths);
    window.settle();
    window
}

/// A window in which two words are tagged, after a crash.
fn crashed_after_tagging(lang: Lang) -> (Folder, PathBuf) {
    let (folder, article) = Folder::with_libya();
    let mut window = open(&folder, lang, &[&article]);
    window.drag_over_words(2);
    window.press(BARE, Key::Num1);
    window.crash(&journals(&folder));
    (folder, article)
}

fn restored(window: &Window) -> Option<String> {
    if !window.sees(&window.text("restored-keep")) {
        return None;
    }
    let words = ["restored", "استُعيد"];
    window.statuses().into_iter().find(|status| words.iter().any(|word| status.contains(word)))
}

#[test]
fn what_was_tagged_and_the_note_that_was_being_written_come_back() {
    for lang in Lang::ALL {
        let (folder, article) = Folder::with_libya();
        let mut window = open(&folder, lang, &[&article]);
        window.drag_over_words(2);
        window.press(BARE, Key::Num1);
        window.press(BARE, Key::N);
        window.write("لم تنته بعد");
        window.crash(&journals(&folder));
        assert_eq!(folder.read("libya.hawashi.ron"), None, "nothing is written beside the article");

        // Nobody answers before the next crash.
        let window = open(&folder, lang, &[]);
        window.crash(&journals(&folder));
        let mut window = open(&folder, lang, &[]);
        let says = restored(&window).unwrap_or_else(|| panic!("{:?}", window.labels()));
        assert!(says.contains(if lang == Lang::En { "30 days" } else { "ثلاثين يوما" }), "{says}");
        assert_eq!(window.text_in(Role::MultilineTextInput), "لم تنته بعد");
        window.click_text("restored-keep");
        assert_eq!(restored(&window), None);
        window.press(CTRL, Key::S);
        window.wait_for(&window.text("status-saved"));
        let saved = annotations_of(&article);
        assert_eq!(saved.len(), 1);
        assert_eq!((saved[0].1.note.as_str(), saved[0].1.by()), ("لم تنته بعد", "test"));
        window.crash(&journals(&folder));
        let window = open(&folder, lang, &[]);
        assert_eq!(restored(&window), None, "it is saved");
        assert!(window.sees(&window.text("status-saved")));
    }
}

#[test]
fn an_article_that_is_asked_for_at_once_is_restored_like_the_rest() {
    for _ in 0..5 {
        let (folder, article) = crashed_after_tagging(Lang::En);
        let window = open(&folder, Lang::En, &[&article]);
        assert!(restored(&window).is_some());
        assert_eq!(window.tabs().len(), 1);
    }
}

#[test]
fn what_was_restored_can_be_discarded_and_a_copy_stays() {
    let (folder, _) = crashed_after_tagging(Lang::En);
    let mut window = open(&folder, Lang::En, &[]);
    assert!(window.sees(&window.text("status-kept")));
    window.click_text("restored-discard");
    assert_eq!(restored(&window), None);
    assert!(window.sees(&window.text("status-no-changes")), "{:?}", window.labels());
    window.press(CTRL, Key::Q);
    window.frames(4);
    window.crash(&journals(&folder));
    let aside = journals(&folder).join("set-aside");
    assert!(!names(&aside).is_empty(), "a copy is kept");
    assert_eq!(names(&journals(&folder)), [""; 0], "and nothing comes back");
    // Put back, it is restored once more.
    for name in names(&aside) {
        fs::rename(aside.join(&name), journals(&folder).join(&name)).unwrap();
    }
    let window = open(&folder, Lang::En, &[]);
    assert!(restored(&window).is_some());
}

#[test]
fn work_after_a_restoration_stays_when_that_is_discarded() {
    let (folder, article) = crashed_after_tagging(Lang::En);
    let mut window = open(&folder, Lang::En, &[]);
    window.drag_over_words(4);
    window.press(BARE, Key::Num2);
    window.click_text("restored-discard");
    window.press(CTRL, Key::S);
    window.wait_for(&window.text("status-saved"));
    let labels: Vec<String> = annotations_of(&article).into_iter().map(|(_, a)| a.label.to_string()).collect();
    assert_eq!(labels, ["faction"]);
}

#[test]
fn a_crash_before_the_answer_asks_again_and_nothing_is_there_twice() {
    let (folder, article) = Folder::with_libya();
    let mut window = open(&folder, Lang::En, &[&article]);
    window.drag_over_words(2);
    window.press(BARE, Key::Num1);
    window.press(BARE, Key::Num2);
    window.crash(&journals(&folder));
    let mut says = None;
    for _ in 0..3 {
        let window = open(&folder, Lang::En, &[]);
        let now = restored(&window);
        assert!(now.as_ref().is_some_and(|now| now.starts_with("2 unsaved changes")), "{now:?}");
        assert!(says.is_none() || says == now, "it counts what was done, not restorations: {now:?}");
        says = now;
        window.crash(&journals(&folder));
    }
    let mut window = open(&folder, Lang::En, &[]);
    window.press(CTRL, Key::S);
    window.wait_for(&window.text("status-saved"));
    assert_eq!(annotations_of(&article).len(), 1);
}

/// The rows of the view of differences that say that something was added.
fn added(window: &Window) -> Vec<String> {
    let added = window.text("differences-row-added");
    window.rows().into_iter().filter(|row| row.starts_with(&added)).collect()
}

#[test]
fn what_was_restored_is_listed_and_shown_where_it_stands() {
    let words: Vec<&str> = LIBYA.split_whitespace().take(2).collect();
    let words = words.join(" ");
    for lang in Lang::ALL {
        let (folder, _) = crashed_after_tagging(lang);
        let mut window = open(&folder, lang, &[]);
        window.click_text("restored-look");
        window.settle();
        let rows = added(&window);
        assert_eq!(rows.len(), 1, "{:?}", window.rows());
        assert!(rows[0].contains(&words) && rows[0].ends_with("test"), "{rows:?}");
        let side = window.text("differences-side-restored");
        assert!(window.any_label(|label| label.starts_with(&side)), "{:?}", window.labels());
        assert!(window.copied().is_none(), "nothing that is not seen is selected");
        window.press(BARE, Key::Escape);
        assert!(added(&window).is_empty(), "the page is back");
        window.click_text("restored-look");
        window.settle();
        window.press(BARE, Key::Enter);
        assert_eq!(window.copied().as_deref(), Some(words.as_str()), "its passage is selected");
        assert!(restored(&window).is_some(), "the question is still there");
        // What is restored and then undone is not what is shown any more.
        window.click_text("restored-look");
        window.settle();
        window.click_text("restored-discard");
        assert!(added(&window).is_empty(), "{:?}", window.rows());
    }
}

#[test]
fn an_article_that_was_edited_or_deleted_since_loses_nothing() {
    for edit in [Some("سطر جديد في أول المقال.\n\n"), None] {
        let (folder, article) = crashed_after_tagging(Lang::En);
        match edit {
            Some(line) => fs::write(&article, format!("{line}{LIBYA}")).unwrap(),
            None => fs::remove_file(&article).unwrap(),
        }
        let mut window = open(&folder, Lang::En, &[]);
        assert!(restored(&window).is_some(), "{edit:?} {:?}", window.labels());
        assert_eq!(window.notices().len(), 1, "it says that the article is another one: {:?}", window.notices());
        window.click_text("restored-look");
        window.settle();
        window.press(BARE, Key::Enter);
        let words: Vec<&str> = LIBYA.split_whitespace().take(2).collect();
        assert_eq!(window.copied().as_deref(), Some(words.join(" ").as_str()));
    }
}

#[test]
fn the_articles_that_were_open_come_back_and_the_one_in_front_is_in_front() {
    let (folder, libya) = Folder::with_libya();
    let sudan = folder.write("sudan.txt", SUDAN);
    let window = open(&folder, Lang::En, &[&libya, &sudan]);
    let tabs = window.tabs();
    window.crash(&journals(&folder));
    let window = open(&folder, Lang::En, &[]);
    assert_eq!(window.tabs(), tabs);
    // What is asked for comes to the front, and is restored like the rest.
    window.crash(&journals(&folder));
    let window = open(&folder, Lang::En, &[&libya]);
    assert_eq!(window.tabs().len(), 2);
}

#[test]
fn an_end_that_the_person_wants_leaves_nothing_to_restore() {
    let (folder, article) = Folder::with_libya();
    let mut window = open(&folder, Lang::En, &[&article]);
    window.drag_over_words(2);
    window.press(BARE, Key::Num1);
    window.press(CTRL, Key::Z);
    window.frames(16);
    window.press(CTRL, Key::Q);
    window.frames(4);
    window.crash(&journals(&folder));
    let window = open(&folder, Lang::En, &[]);
    assert_eq!((window.tabs().len(), restored(&window)), (0, None));
}

#[test]
fn work_that_can_be_kept_nowhere_is_told_of() {
    let (folder, article) = Folder::with_libya();
    // No folder can be made in a file.
    let mut window = Window::speaking(Lang::En).keeping_journals(article.join("journal")).open(&[&article]);
    window.settle();
    window.drag_over_words(2);
    window.press(BARE, Key::Num1);
    window.wait_for_notice(&["would be lost"]);
    window.press(CTRL, Key::S);
    window.wait_for(&window.text("status-saved"));
    assert!(folder.read("libya.hawashi.ron").is_some(), "saving works all the same");
}

#[test]
fn a_copy_that_was_set_aside_is_brought_back_in_the_window() {
    for lang in Lang::ALL {
        let (folder, article) = crashed_after_tagging(lang);
        let mut window = open(&folder, lang, &[]);
        window.click_text("restored-discard");
        window.settle();
        window.choose("menu-file", "command-aside");
        window.settle();
        let changes = window.text_with("aside-changes", "count", 1_usize);
        assert!(window.any_label(|label| label.contains(&changes)), "{:?}", window.labels());
        window.click_text("aside-restore");
        window.settle();
        assert!(restored(&window).is_some(), "{:?}", window.labels());
        window.click_text("restored-keep");
        window.press(CTRL, Key::S);
        window.wait_for(&window.text("status-saved"));
        assert_eq!(annotations_of(&article).len(), 1);
        // Of an article that is not open, too.
        window.press(CTRL, Key::W);
        window.settle();
        fs::remove_file(folder.path("libya.hawashi.ron")).unwrap();
        window.choose("menu-file", "command-aside");
        window.settle();
        window.click_text("aside-restore");
        window.settle();
        assert!(restored(&window).is_some(), "{:?}", window.labels());
        assert!(window.is_front("libya.txt"));
    }
}

/// The sentences above the page that offer what was being opened.
fn offers(window: &Window) -> Vec<String> {
    let begins = window.text_with("notice-opening-ended", "name", "libya.txt");
    window.notices().into_iter().filter(|notice| notice.starts_with(begins.trim_end_matches('.'))).collect()
}

#[test]
fn what_was_being_opened_at_a_crash_is_offered_and_not_opened_again() {
    for lang in Lang::ALL {
        let (folder, article) = Folder::with_libya();
        held(&folder, lang, &[&article]).crash(&journals(&folder));
        let window = open(&folder, lang, &[]);
        assert_eq!((window.tabs().len(), offers(&window).len()), (0, 1), "{:?}", window.notices());
        // Nobody has answered: it is offered once more.
        window.crash(&journals(&folder));
        let mut window = open(&folder, lang, &[]);
        assert_eq!(offers(&window).len(), 1);
        window.click_text("notice-open-again");
        window.wait_for_article("libya.txt");
        assert_eq!((window.tabs().len(), offers(&window).len()), (1, 0));
        // It has come to its end this time.
        window.crash(&journals(&folder));
        let window = open(&folder, lang, &[]);
        assert_eq!((window.tabs().len(), offers(&window).len()), (1, 0));
        window.crash(&journals(&folder));
        // What is asked for by name is opened.
        let window = open(&folder, lang, &[&article]);
        assert_eq!((window.tabs().len(), offers(&window).len()), (1, 0));
    }
}

/// A window in which the opening of articles does not come to its end.
fn held(folder: &Folder, lang: Lang, paths: &[&Path]) -> Window {
    let opening = Window::speaking(lang).keeping_journals(journals(folder)).holding_long_work();
    let mut window = opening.open(paths);
    assert!(window.wait_until(|window| window.is_looking() || !window.notices().is_empty()));
    window
}

#[test]
fn unsaved_work_on_an_article_is_restored_once_more_and_then_offered() {
    let (folder, _) = crashed_after_tagging(Lang::En);
    for is_restored in [true, true, false] {
        // The program comes to its end while the work is being restored.
        let mut window = held(&folder, Lang::En, &[]);
        assert_eq!(window.tabs().is_empty(), !is_restored, "{:?}", window.notices());
        if !is_restored {
            assert!(offers(&window)[0].contains("Your unsaved work on it is kept"), "{:?}", window.notices());
            // Quitting does not give it up.
            window.press(CTRL, Key::Q);
            window.frames(4);
        }
        window.crash(&journals(&folder));
    }
    let mut window = open(&folder, Lang::En, &[]);
    assert_eq!((window.tabs().len(), offers(&window).len()), (0, 1));
    window.click_text("notice-open-again");
    window.wait_for_article("libya.txt");
    assert!(restored(&window).is_some());
}

#[test]
fn folders_that_were_open_come_back_as_lists() {
    let (folder, article) = Folder::with_libya();
    let articles = folder.path("articles");
    fs::create_dir(&articles).unwrap();
    fs::copy(&article, articles.join("one.txt")).unwrap();
    fs::copy(&article, articles.join("two.txt")).unwrap();
    for in_front in [true, false] {
        let mut window = open(&folder, Lang::En, &[&article, &articles]);
        if !in_front {
            window.click("libya.txt");
        }
        window.settle();
        let (tabs, is_front) = (window.tabs(), window.is_front("libya.txt"));
        assert_eq!((tabs.len(), is_front), (2, !in_front));
        window.crash(&journals(&folder));
        let mut window = open(&folder, Lang::En, &[]);
        // What stood in front may still have to be read.
        window.settle();
        let is_so = |window: &Window| window.tabs() == tabs && window.is_front("libya.txt") == is_front;
        assert!(window.wait_until(is_so), "{:?} {:?}", window.tabs(), window.notices());
        window.press(CTRL, Key::Q);
        window.frames(4);
        window.crash(&journals(&folder));
    }
}

#[test]
fn what_an_interrupted_save_has_left_is_told_of_and_kept() {
    for lang in Lang::ALL {
        let (folder, article) = crashed_after_tagging(lang);
        let mut window = open(&folder, lang, &[]);
        window.click_text("restored-keep");
        window.press(CTRL, Key::S);
        window.wait_for(&window.text("status-saved"));
        drop(window);
        fs::remove_dir_all(journals(&folder)).unwrap();
        let whole = folder.read("libya.hawashi.ron").unwrap();
        let keeping = || Window::speaking(lang).keeping_versions(folder.path("data/versions"));

        // It was whole already.
        folder.write("libya.hawashi.saving.ron", &whole);
        let mut window = keeping().open(&[&article]);
        window.settle();
        assert_eq!((window.notices(), folder.read("libya.hawashi.saving.ron")), (vec![], None));
        drop(window);

        // It is as it was before: what was to be saved is a version.
        folder.write("libya.hawashi.saving.ron", whole.replace("by: \"test\"", "by: \"test\", note: \"أكثر\""));
        let mut window = keeping().open(&[&article]);
        window.settle();
        assert_eq!(window.notices().len(), 1, "{:?}", window.notices());
        assert_eq!(folder.read("libya.hawashi.saving.ron"), None);
        window.click(&window.text("command-versions"));
        window.settle();
        assert!(
            window.any_label(|label| label.contains(&window.text("versions-interrupted")))
                || window.rows().iter().any(|row| row.contains(&window.text("versions-interrupted"))),
            "{:?} {:?}",
            window.labels(),
            window.rows()
        );
        assert!(window.notices().is_empty());
        drop(window);

        // It is half written.
        folder.write("libya.hawashi.ron", &whole[..whole.len() / 2]);
        folder.write("libya.hawashi.saving.ron", &whole);
        let mut window = keeping().open(&[&article]);
        window.settle();
        assert!(window.notices().len() == 1 && window.notices()[0].contains("libya.hawashi.saving.ron"));
        window.click_text("command-save");
        window.wait_for(&window.text("status-saved"));
        assert_eq!(annotations_of(&article).len(), 1);
        assert_eq!(folder.read("libya.hawashi.saving.ron"), None, "it is not needed any more");
    }
}
