//! An annotation file that is deleted, emptied, moved or spoilt while its article is open takes no annotation with it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::folder::{Folder, LIBYA, annotations_of};
use crate::support::window::{BARE, CTRL, Window};
use eframe::egui::Key;
use hawashi::annotation::{Annotation, AnnotationSet, AnnotationState, Carried};
use hawashi::document::Document;
use hawashi::exchange::ron::annotations_to_ron;
use hawashi::gui::i18n::Lang;
use hawashi::text::Span;

/// How many annotations a colleague has made.
const THEIRS: usize = 20;

fn journals(folder: &Folder) -> PathBuf {
    folder.path("data/journal")
}

/// An article with annotations that another program has written: nothing else holds them.
fn annotated() -> (Folder, PathBuf) {
    let (folder, article) = Folder::with_libya();
    let text = LIBYA;
    let words = text.split_whitespace().skip(10).take(THEIRS).map(|word| {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        Annotation::new(Span::from_range(at..at + word.len()), "location")
    });
    let annotations = AnnotationSet::from_annotations(words);
    let state = AnnotationState { annotations, ..AnnotationState::default() };
    let document = Document::from_text(LIBYA).unwrap();
    folder.write("libya.hawashi.ron", annotations_to_ron("libya.txt", &document, &state, &Carried::default()));
    (folder, article)
}

fn open(folder: &Folder, lang: Lang, paths: &[&Path]) -> Window {
    let window = Window::speaking(lang).keeping_journals(journals(folder));
    let mut window = window.keeping_versions(folder.path("data/versions")).open(paths);
    window.settle();
    window
}

/// What may happen to the file.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Loss {
    Deleted,
    Emptied,
    Moved,
    Spoilt,
}

impl Loss {
    const ALL: [Self; 4] = [Self::Deleted, Self::Emptied, Self::Moved, Self::Spoilt];

    fn befalls(self, folder: &Folder) {
        let file = folder.path("libya.hawashi.ron");
        match self {
            Self::Deleted => fs::remove_file(file).unwrap(),
            Self::Emptied => fs::write(file, "").unwrap(),
            Self::Moved => fs::rename(file, folder.path("elsewhere.hawashi.ron")).unwrap(),
            Self::Spoilt => fs::write(file, "(version: 2, article: (file: \"libya.txt\"), annota").unwrap(),
        }
    }

    /// What the button says that writes the file anew.
    fn cure(self) -> &'static str {
        if self == Self::Spoilt { "conflict-keep-mine" } else { "conflict-save-again" }
    }
}

#[test]
fn what_a_lost_file_held_comes_back_with_the_unsaved_work() {
    for (loss, lang) in Loss::ALL.into_iter().zip([Lang::En, Lang::Ar].into_iter().cycle()) {
        let (folder, article) = annotated();
        let mut window = open(&folder, lang, &[&article]);
        window.tag_words(2, Key::Num1);
        window.settle();
        // The program ends before it can have noticed.
        loss.befalls(&folder);
        window.crash(&journals(&folder));
        // Nobody answers before the next crash.
        let window = open(&folder, lang, &[]);
        assert!(window.sees(&window.text("restored-keep")), "{loss:?} {:?}", window.labels());
        window.crash(&journals(&folder));
        let mut window = open(&folder, lang, &[]);
        let notices = window.notices();
        let merged = window.text_with("notice-restored-file", "file", "libya.txt");
        assert!(notices.iter().all(|notice| *notice != merged), "nobody has saved anything: {notices:?}");
        assert!(window.sees(&window.text(loss.cure())), "{loss:?} {notices:?}");
        window.click_text("restored-keep");
        window.click_text(loss.cure());
        window.wait_for(&window.text("status-saved"));
        assert_eq!(annotations_of(&article).len(), THEIRS + 1, "{loss:?}");
        assert!(window.notices().iter().all(|notice| !notice.contains("libya.hawashi.ron")), "{:?}", window.notices());
    }
}

#[test]
fn a_file_that_is_lost_while_nothing_is_unsaved_is_told_of_and_what_it_held_is_unsaved_work() {
    for lang in Lang::ALL {
        for loss in [Loss::Deleted, Loss::Emptied] {
            let (folder, article) = annotated();
            let mut window = open(&folder, lang, &[&article]);
            assert!(window.sees(&window.text("status-saved")), "{:?}", window.labels());
            loss.befalls(&folder);
            window.wait_for(&window.text("conflict-save-again"));
            assert!(!window.sees(&window.text("status-saved")), "{:?}", window.labels());
            // Quitting asks.
            window.press(CTRL, Key::Q);
            assert!(window.sees(&window.text("unsaved-title")), "{:?}", window.labels());
            window.click_text("dialog-cancel");
            window.settle();
            window.crash(&journals(&folder));
            for _ in 0..2 {
                open(&folder, lang, &[]).crash(&journals(&folder));
            }
            let mut window = open(&folder, lang, &[]);
            window.click_text("conflict-save-again");
            window.wait_for(&window.text("status-saved"));
            assert_eq!(annotations_of(&article).len(), THEIRS);
            assert!(window.notices().is_empty(), "{:?}", window.notices());
        }
    }
}

#[test]
fn a_file_that_comes_back_is_as_before() {
    let (folder, article) = annotated();
    let mut window = open(&folder, Lang::En, &[&article]);
    Loss::Moved.befalls(&folder);
    window.wait_for(&window.text("conflict-save-again"));
    fs::rename(folder.path("elsewhere.hawashi.ron"), folder.path("libya.hawashi.ron")).unwrap();
    window.wait_until_gone(&window.text("conflict-save-again"));
    window.wait_for(&window.text("status-saved"));
    // What has come back is merged with what was done meanwhile.
    Loss::Moved.befalls(&folder);
    window.wait_for(&window.text("conflict-save-again"));
    window.tag_words(2, Key::Num1);
    fs::rename(folder.path("elsewhere.hawashi.ron"), folder.path("libya.hawashi.ron")).unwrap();
    window.wait_until_gone(&window.text("conflict-save-again"));
    window.press(BARE, Key::Escape);
    window.press(CTRL, Key::S);
    window.wait_for(&window.text("status-saved"));
    assert_eq!(annotations_of(&article).len(), THEIRS + 1);
}

#[test]
fn a_folder_that_is_gone_is_told_of_too() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        fs::create_dir(folder.path("articles")).unwrap();
        let (from, _) = annotated();
        for name in ["libya.txt", "libya.hawashi.ron"] {
            fs::copy(from.path(name), folder.path("articles").join(name)).unwrap();
        }
        let article = folder.path("articles/libya.txt");
        let mut window = open(&folder, lang, &[&article]);
        fs::rename(folder.path("articles"), folder.path("elsewhere")).unwrap();
        window.wait_for(&window.text_with("status-failed", "reason", window.text("save-trouble-folder")));
        fs::rename(folder.path("elsewhere"), folder.path("articles")).unwrap();
        window.wait_for(&window.text("status-saved"));
        assert!(window.notices().is_empty(), "{:?}", window.notices());
    }
}

#[test]
fn an_empty_file_is_told_of_and_not_written_over_and_its_earlier_states_are_listed() {
    for lang in Lang::ALL {
        let (folder, article) = Folder::with_libya();
        let mut window = open(&folder, lang, &[&article]);
        window.tag_words(2, Key::Num1);
        window.press(CTRL, Key::S);
        window.wait_for(&window.text("status-saved"));
        window.settle();
        window.press(CTRL, Key::W);
        window.settle();
        drop(window);
        Loss::Emptied.befalls(&folder);
        let mut window = open(&folder, lang, &[&article]);
        let kept = window.text_with("kept-versions", "count", 1_usize);
        let notices = window.notices();
        assert!(notices.len() == 1 && notices[0].contains(&kept), "{kept} in {notices:?}");
        window.tag_words(4, Key::Num2);
        window.press(CTRL, Key::S);
        window.settle();
        assert_eq!(folder.read("libya.hawashi.ron").as_deref(), Some(""), "another name is asked for");
        assert!(window.sees(&window.text("chooser-save-title")), "{:?}", window.labels());
        window.press(BARE, Key::Escape);
        window.press(CTRL, Key::H);
        window.settle();
        assert!(window.rows().iter().any(|row| row.contains("test")), "{:?}", window.rows());
    }
}

/// The articles in a folder of their own, which is like the one that a drive leaves behind when it goes.
#[test]
fn unsaved_work_waits_for_the_drive_that_its_article_is_on() {
    for (lang, has_place) in [(Lang::En, true), (Lang::Ar, false)] {
        let (folder, _) = annotated();
        let (drive, away) = (folder.path("drive"), folder.path("away"));
        fs::create_dir(&drive).unwrap();
        for name in ["libya.txt", "libya.hawashi.ron"] {
            fs::rename(folder.path(name), drive.join(name)).unwrap();
        }
        let article = drive.join("libya.txt");
        let mut window = open(&folder, lang, &[&article]);
        window.tag_words(2, Key::Num1);
        window.settle();
        fs::rename(&drive, &away).unwrap();
        if has_place {
            fs::create_dir(&drive).unwrap();
        }
        window.crash(&journals(&folder));
        let mut window = open(&folder, lang, &[]);
        assert_eq!((window.tabs().len(), window.notices().len()), (0, 1), "{:?}", window.notices());
        // The drive is back.
        if has_place {
            fs::remove_dir(&drive).unwrap();
        }
        fs::rename(&away, &drive).unwrap();
        window.click_text("notice-open-again");
        window.wait_for_article("libya.txt");
        assert!(window.notices().is_empty(), "{:?}", window.notices());
        window.click_text("restored-keep");
        window.press(CTRL, Key::S);
        window.wait_for(&window.text("status-saved"));
        assert_eq!(annotations_of(&article).len(), THEIRS + 1);
    }
}

#[test]
fn an_article_that_is_deleted_with_its_annotations_comes_back_with_all_of_them() {
    for with_annotations in [true, false] {
        let (folder, article) = annotated();
        let mut window = open(&folder, Lang::En, &[&article]);
        window.tag_words(2, Key::Num1);
        window.settle();
        fs::remove_file(&article).unwrap();
        if with_annotations {
            Loss::Deleted.befalls(&folder);
        }
        window.crash(&journals(&folder));
        open(&folder, Lang::En, &[]).crash(&journals(&folder));
        let mut window = open(&folder, Lang::En, &[]);
        assert!(window.sees(&window.text("restored-keep")), "{:?}", window.labels());
        let merged = window.text_with("notice-restored-file", "file", "libya.txt");
        assert!(window.notices().iter().all(|notice| *notice != merged), "{:?}", window.notices());
        // Saved elsewhere, the text is there, too.
        fs::create_dir(folder.path("again")).unwrap();
        window.press(CTRL, Key::S);
        window.wait_for(&window.text("chooser-save-title"));
        window.press(CTRL, Key::A);
        window.write(folder.path("again/libya.hawashi.ron").to_str().unwrap());
        window.press(BARE, Key::Enter);
        window.wait_for(&window.text("status-saved"));
        assert_eq!(annotations_of(&folder.path("again/libya.txt")).len(), THEIRS + 1);
    }
}
