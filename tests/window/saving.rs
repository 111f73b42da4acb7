//! Annotations save themselves once they have a file, how far they are saved is said in words, and nothing that somebody
//! else has written is overwritten.

use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, Instant};

use crate::support::folder::{Folder, SUDAN, annotations_of};
use crate::support::window::{BARE, CTRL, REST, Window};
use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key};
use hawashi::gui::i18n::Lang;

/// An annotation file that somebody is still writing.
const NO_MERGE: &str = "(version: 2, article: (file: \"libya.txt\"), labels: [";

fn open(folder: &Folder, lang: Lang, paths: &[&Path]) -> Window {
    let mut window = Window::speaking(lang).keeping_journals(folder.path("data/journal")).open(paths);
    window.settle();
    window
}

/// Two words are tagged, and saved by hand for the first time.
fn saved_once(window: &mut Window) {
    window.tag_words(2, Key::Num1);
    window.press(CTRL, Key::S);
    window.wait_for(&window.text("status-saved"));
    window.settle();
}

fn count(article: &Path) -> usize {
    annotations_of(article).len()
}

/// The sentence in the status bar that begins like a message does before its value.
fn says_why(window: &Window, reason: &str) -> bool {
    window.sees(&window.text_with("status-failed", "reason", window.text(reason)))
}

fn lose_focus(window: &mut Window) {
    window.harness().event(Event::WindowFocused(false));
    window.settle();
}

#[test]
fn annotations_save_themselves_after_the_first_save() {
    for lang in Lang::ALL {
        let (folder, article) = Folder::with_libya();
        let mut window = open(&folder, lang, &[&article]);
        assert!(window.sees(&window.text("status-no-changes")));
        window.tag_words(2, Key::Num1);
        // Until the person saves, the journal keeps all of it.
        window.let_pass(10.0 * REST);
        window.settle();
        lose_focus(&mut window);
        assert!(window.sees(&window.text("status-kept")), "{:?}", window.labels());
        assert!(!window.sees(&window.text("status-saves-itself")));
        assert_eq!(folder.read("libya.hawashi.ron"), None);
        window.press(CTRL, Key::S);
        window.wait_for(&window.text("status-saved"));
        assert!(window.sees(&window.text("status-saves-itself")), "{:?}", window.labels());
        assert!(
            window.any_label(|label| label.contains(':') && label.chars().count() < 9),
            "when: {:?}",
            window.labels()
        );
        // Then it follows after a rest.
        window.tag_words(4, Key::Num2);
        assert!(window.sees(&window.text("status-kept")), "{:?}", window.labels());
        assert_eq!(count(&article), 1, "not at once");
        window.let_pass(REST);
        window.wait_for(&window.text("status-saved"));
        assert_eq!(count(&article), 2);
        // Undoing is a change, too.
        window.press(CTRL, Key::Z);
        window.let_pass(REST);
        window.wait_for(&window.text("status-saved"));
        assert_eq!(count(&article), 1);
        // It can be switched off.
        window.choose("menu-file", "command-toggle-autosave");
        window.press(CTRL, Key::Y);
        window.let_pass(10.0 * REST);
        window.settle();
        assert!(!window.sees(&window.text("status-saves-itself")) && window.sees(&window.text("status-kept")));
        assert_eq!(count(&article), 1);
        window.press(CTRL, Key::W);
        assert!(window.sees(&window.text("unsaved-title")), "then leaving asks");
    }
}

#[test]
fn a_covered_window_saves_by_itself() {
    let (folder, article) = Folder::with_libya();
    let mut window = open(&folder, Lang::En, &[&article]);
    saved_once(&mut window);
    window.tag_words(4, Key::Num2);
    let began = Instant::now();
    while count(&article) < 2 {
        assert!(began.elapsed() < Duration::from_mins(5), "it is never saved");
        std::thread::sleep(Duration::from_millis(20));
        window.tick_covered();
    }
}

#[test]
fn leaving_an_article_saves_it() {
    for lang in Lang::ALL {
        let (folder, article) = Folder::with_libya();
        let sudan = folder.write("sudan.txt", SUDAN);
        let mut window = open(&folder, lang, &[&sudan, &article]);
        window.wait_for_article("libya.txt");
        saved_once(&mut window);
        // For another article.
        window.tag_words(4, Key::Num2);
        assert_eq!(count(&article), 1);
        window.press(CTRL, Key::PageUp);
        window.settle();
        assert_eq!(count(&article), 2);
        // For another window.
        window.press(CTRL, Key::PageDown);
        window.press(CTRL, Key::Z);
        assert_eq!(count(&article), 2);
        lose_focus(&mut window);
        assert_eq!(count(&article), 1);
        // For good.
        window.tag_words(4, Key::Num2);
        window.press(CTRL, Key::W);
        assert!(!window.sees(&window.text("unsaved-title")));
        assert!(window.wait_until(|window| window.tabs().len() == 1), "{:?}", window.tabs());
        assert_eq!(count(&article), 2);
    }
}

#[test]
fn quitting_saves_what_has_a_file_and_asks_about_the_rest() {
    for saves in [true, false] {
        let (folder, article) = Folder::with_libya();
        let sudan = folder.write("sudan.txt", SUDAN);
        let mut window = open(&folder, Lang::En, &[&sudan, &article]);
        window.wait_for_article("libya.txt");
        saved_once(&mut window);
        window.press(CTRL, Key::PageUp);
        window.tag_words(2, Key::Num1);
        window.press(CTRL, Key::PageDown);
        window.tag_words(4, Key::Num2);
        window.press(CTRL, Key::Q);
        window.wait_for("The annotations of sudan.txt are not saved.");
        window.click_text(if saves { "dialog-save" } else { "dialog-discard" });
        window.settle();
        assert_eq!(count(&article), 2);
        assert_eq!(folder.read("sudan.hawashi.ron").is_some(), saves);
    }
}

#[test]
fn the_question_is_asked_once_and_can_be_answered_for_good() {
    for lang in Lang::ALL {
        let (folder, article) = Folder::with_libya();
        let sudan = folder.write("sudan.txt", SUDAN);
        let mut window = open(&folder, lang, &[&sudan, &article]);
        window.wait_for_article("libya.txt");
        window.tag_words(2, Key::Num1);
        window.press(CTRL, Key::W);
        let always = window.text("command-toggle-save-beside");
        assert!(!window.is_on(&always));
        window.click(&always);
        assert!(window.is_on(&always));
        window.click_text("dialog-save");
        assert!(window.wait_until(|window| window.tabs().len() == 1));
        assert_eq!(count(&article), 1);
        // The next article is not asked about, and does not wait for its end.
        window.wait_for_article("sudan.txt");
        window.tag_words(2, Key::Num1);
        window.let_pass(REST);
        window.wait_for(&window.text("status-saved"));
        assert_eq!(count(&sudan), 1);
        window.press(CTRL, Key::Z);
        window.press(CTRL, Key::W);
        assert!(window.wait_until(|window| window.tabs().is_empty()), "{:?}", window.labels());
        assert_eq!(count(&sudan), 0);
    }
}

#[test]
fn what_somebody_else_has_written_and_cannot_be_merged_is_not_overwritten() {
    for lang in Lang::ALL {
        for (theirs, reason, mine) in [
            (Some(NO_MERGE), "save-trouble-changed", "conflict-keep-mine"),
            (None, "save-trouble-removed", "conflict-save-again"),
        ] {
            let (folder, article) = Folder::with_libya();
            let mut window = open(&folder, lang, &[&article]);
            saved_once(&mut window);
            match theirs {
                Some(theirs) => drop(folder.write("libya.hawashi.ron", theirs)),
                None => fs::remove_file(folder.path("libya.hawashi.ron")).unwrap(),
            }
            window.tag_words(4, Key::Num2);
            window.let_pass(REST);
            window.wait_for(&window.text(mine));
            assert!(says_why(&window, reason), "{:?}", window.labels());
            assert_eq!(folder.read("libya.hawashi.ron").as_deref(), theirs);
            let notices = window.notices();
            assert!(notices.len() == 1 && notices[0].contains("libya.hawashi.ron"), "{notices:?}");
            for wrong in ["exists", "موجود من قبل"] {
                assert!(!notices[0].contains(wrong), "{notices:?}");
            }
            assert!(window.sees(&window.text("command-save-as")));
            // Neither a rest nor another window changes that, and leaving asks.
            window.let_pass(20.0 * REST);
            window.settle();
            lose_focus(&mut window);
            assert_eq!(folder.read("libya.hawashi.ron").as_deref(), theirs);
            window.press(CTRL, Key::W);
            assert!(window.sees(&window.text("unsaved-title")));
            window.click_text("dialog-cancel");
            window.click_text(mine);
            window.wait_for(&window.text("status-saved"));
            assert!(window.notices().is_empty(), "{:?}", window.notices());
            assert_eq!(count(&article), 2);
            // And it goes on by itself.
            window.press(CTRL, Key::Z);
            window.let_pass(REST);
            window.wait_for(&window.text("status-saved"));
            assert_eq!(count(&article), 1);
        }
    }
}

#[test]
fn a_file_that_came_meanwhile_is_not_replaced() {
    let (folder, article) = Folder::with_libya();
    let mut window = open(&folder, Lang::En, &[&article]);
    let theirs = NO_MERGE;
    folder.write("libya.hawashi.ron", theirs);
    window.tag_words(2, Key::Num1);
    window.press(CTRL, Key::S);
    window.wait_for_notice(&["libya.hawashi.ron", "since the article was opened"]);
    assert!(says_why(&window, "save-trouble-created"));
    assert_eq!(folder.read("libya.hawashi.ron").as_deref(), Some(theirs));
    window.click("Save as…");
    window.wait_for("Save as");
    window.press(CTRL, Key::A);
    window.write(folder.path("mine.hawashi.ron").to_str().unwrap());
    window.click("Save");
    window.wait_for("Saved to mine.hawashi.ron.");
    assert!(window.notices().is_empty(), "{:?}", window.notices());
    assert_eq!(folder.read("libya.hawashi.ron").as_deref(), Some(theirs));
}

#[test]
fn what_cannot_be_saved_is_said_once_and_tried_again() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        fs::create_dir_all(folder.path("articles")).unwrap();
        let article = folder.write("articles/libya.txt", crate::support::folder::LIBYA);
        let mut window = open(&folder, lang, &[&article]);
        saved_once(&mut window);
        fs::rename(folder.path("articles"), folder.path("elsewhere")).unwrap();
        window.tag_words(4, Key::Num2);
        window.let_pass(REST);
        let why = |window: &Window| says_why(window, "save-trouble-folder");
        assert!(window.wait_until(why), "{:?}", window.labels());
        let about = |window: &Window| window.notices().iter().filter(|notice| notice.contains("articles")).count();
        assert_eq!(about(&window), 1, "{:?}", window.notices());
        while !window.notices().is_empty() {
            window.click_text("notice-dismiss");
        }
        window.let_pass(70.0);
        window.settle();
        assert!(why(&window) && about(&window) == 0, "{:?}", window.notices());
        fs::rename(folder.path("elsewhere"), folder.path("articles")).unwrap();
        window.let_pass(70.0);
        window.wait_for(&window.text("status-saved"));
        assert_eq!(count(&article), 2);
    }
}

#[test]
fn saving_by_itself_leaves_the_note_that_is_being_written_in_peace() {
    let (folder, article) = Folder::with_libya();
    let mut window = open(&folder, Lang::En, &[&article]);
    saved_once(&mut window);
    window.drag_over_words(4);
    window.press(BARE, Key::Num2);
    window.press(BARE, Key::N);
    window.write("لم تنته بعد");
    window.let_pass(REST);
    window.wait_for(&window.text("status-saved"));
    assert_eq!(window.text_in(Role::MultilineTextInput), "لم تنته بعد");
    assert_eq!(count(&article), 2);
    assert!(annotations_of(&article).iter().all(|(_, annotation)| annotation.note.is_empty()), "it is not done yet");
    window.crash(&folder.path("data/journal"));
    let window = open(&folder, Lang::En, &[]);
    assert_eq!(window.text_in(Role::MultilineTextInput), "لم تنته بعد", "it comes back after a crash");
}

#[test]
fn the_recent_articles_can_be_forgotten() {
    for lang in Lang::ALL {
        let (folder, article) = Folder::with_libya();
        let mut window = open(&folder, lang, &[&article]);
        window.press(CTRL, Key::W);
        window.settle();
        let path = fs::canonicalize(folder.path("")).unwrap().display().to_string();
        let lists = |window: &Window| window.sees("libya.txt") || window.any_label(|label| label.contains(&path));
        assert!(lists(&window), "{:?}", window.labels());
        window.click_text("start-clear-recent");
        assert!(!lists(&window), "{:?}", window.labels());
        assert!(window.sees(&window.text("start-recent-empty")));
        window.click_text("menu-file");
        window.click_text("menu-recent");
        assert!(window.sees(&window.text("menu-recent-empty")));
    }
}

// Two windows on one article.

/// The names of all files in a folder, hidden ones too.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn says_who(window: &Window, parts: &[&str]) -> bool {
    window.any_status(|said| parts.iter().all(|part| said.contains(part)))
}

#[test]
fn a_second_window_is_told_who_has_the_article_and_may_read_or_work() {
    for lang in Lang::ALL {
        let (folder, article) = Folder::with_libya();
        let mut first = open(&folder, lang, &[&article]);
        let mut second = open(&folder, lang, &[&article]);
        let other = if lang == Lang::En { "another window" } else { "نافذة أخرى" };
        assert!(second.wait_until(|window| says_who(window, &["libya.txt", "test", other])), "{:?}", second.statuses());
        first.let_pass(10.0);
        first.settle();
        assert!(!first.sees(&first.text("sharing-work")), "who was there first is not asked");
        second.click_text("sharing-read");
        assert!(second.sees(&second.text("status-read-only")), "{:?}", second.labels());
        second.tag_words(2, Key::Num1);
        second.wait_for_notice(&[if lang == Lang::En { "reading only" } else { "للقراءة فقط" }]);
        assert!(second.sees(&second.text("status-no-changes")));
        second.click_text("sharing-work");
        assert!(!second.sees(&second.text("sharing-work")) && !second.sees(&second.text("status-read-only")));
        second.tag_words(2, Key::Num1);
        assert!(second.sees(&second.text("status-kept")), "{:?}", second.labels());
        assert_eq!(names(&folder.path("")), ["data", "libya.txt"], "nothing lies beside the article");
        drop((first, second));
        assert_eq!(names(&folder.path("data/locks")), [""; 0]);
    }
}

#[test]
fn when_the_first_window_is_gone_the_reader_may_work() {
    for lang in Lang::ALL {
        let (folder, article) = Folder::with_libya();
        let first = open(&folder, lang, &[&article]);
        let mut second = open(&folder, lang, &[&article]);
        second.click_text("sharing-read");
        drop(first);
        second.let_pass(3.0);
        second.wait_for(&second.text_with("notice-sharing-free", "file", "libya.txt"));
        assert!(!second.sees(&second.text("sharing-work")));
        second.tag_words(2, Key::Num1);
        assert!(second.sees(&second.text("status-kept")), "{:?}", second.labels());
    }
}

#[test]
fn a_colleague_at_another_machine_is_named_with_the_last_sign_of_life() {
    for lang in Lang::ALL {
        let (folder, article) = Folder::with_libya();
        let lock = ".libya.hawashi.ron.lock";
        folder.write(lock, "(name:\"سارة\",machine:\"مكتبة\",process:7,since:\"2026-11-12T09:33:00Z\")");
        let mut window = open(&folder, lang, &[&article]);
        assert!(
            window.wait_until(|window| says_who(window, &["سارة", "مكتبة", "libya.txt"])),
            "{:?}",
            window.statuses()
        );
        let sign = if lang == Lang::En { "sign of life" } else { "آخر نشاط" };
        assert!(!says_who(&window, &[sign]));
        let file = File::options().append(true).open(folder.path(lock)).unwrap();
        file.set_modified(std::time::SystemTime::now() - Duration::from_hours(1)).unwrap();
        window.let_pass(3.0);
        assert!(window.wait_until(|window| says_who(window, &["سارة", sign])), "{:?}", window.statuses());
        // A day later it is left over.
        file.set_modified(std::time::SystemTime::now() - Duration::from_hours(30)).unwrap();
        window.let_pass(3.0);
        window.wait_until_gone(&window.text("sharing-work"));
        assert!(folder.read(lock).is_some(), "who reads takes nothing away");
    }
}
