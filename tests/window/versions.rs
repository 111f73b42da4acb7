//! Earlier states of the annotations in the window: listed, compared, read and restored.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::support::folder::{Folder, LIBYA, annotations_of};
use crate::support::window::{BARE, CTRL, Window};
use eframe::egui::Key;
use hawashi::gui::i18n::Lang;
use hawashi::store::{Disk, RealDisk, Version, Versions, Why};

fn open(folder: &Folder, lang: Lang, article: &Path) -> Window {
    let mut window = Window::speaking(lang).keeping_versions(folder.path("data/versions")).open(&[article]);
    window.settle();
    window
}

fn versions(folder: &Folder) -> (Versions, Vec<Version>) {
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    let versions = Versions::new(disk, folder.path("data/versions"));
    let list = versions.list(&folder.path("libya.hawashi.ron"));
    (versions, list)
}

fn save(window: &mut Window) {
    window.press(CTRL, Key::S);
    window.wait_for(&window.text("status-saved"));
    window.settle();
}

/// Two words tagged and saved, then a third.
fn saved_twice(lang: Lang) -> (Folder, PathBuf, Window) {
    let (folder, article) = Folder::with_libya();
    let mut window = open(&folder, lang, &article);
    window.drag_over_words(1);
    window.press(BARE, Key::Num1);
    save(&mut window);
    window.press(BARE, Key::Escape);
    window.press(CTRL, Key::ArrowDown);
    window.drag_over_words(3);
    window.press(BARE, Key::Num2);
    save(&mut window);
    (folder, article, window)
}

fn rows_of_versions(window: &Window) -> Vec<String> {
    window.rows().into_iter().filter(|row| row.contains("test")).collect()
}

#[test]
fn saved_states_are_listed_and_one_is_restored_as_a_step_that_can_be_undone() {
    for lang in Lang::ALL {
        let (folder, article, mut window) = saved_twice(lang);
        assert_eq!(versions(&folder).1.iter().map(Version::why).collect::<Vec<_>>(), [Why::Saved, Why::Saved]);
        assert!(!window.sees(&window.text("versions-restore")), "the list is asked for first");
        window.press(CTRL, Key::H);
        window.settle();
        let rows = rows_of_versions(&window);
        assert_eq!(rows.len(), 2, "{:?}", window.rows());
        let added = window.text_with("differences-added", "count", 1_usize);
        assert!(rows.iter().all(|row| row.contains(&added)), "{rows:?}");
        // The first one again.
        window.press(BARE, Key::ArrowDown);
        window.settle();
        window.click_text("versions-restore");
        window.settle();
        assert!(window.any_status(|status| status.contains("libya.txt")), "it says so: {:?}", window.statuses());
        assert_eq!(window.rows().len(), 3, "what is not saved stands above the versions: {:?}", window.rows());
        assert!(window.rows()[0].contains(&window.text("versions-unsaved")), "{:?}", window.rows());
        assert_eq!(annotations_of(&article).len(), 2, "the file is as it was");
        window.press(CTRL, Key::Z);
        window.settle();
        assert_eq!(rows_of_versions(&window).len(), 2, "nothing is unsaved: {:?}", window.rows());
        window.click_text("versions-restore");
        window.settle();
        save(&mut window);
        assert_eq!(annotations_of(&article).len(), 1);
        let (versions, list) = versions(&folder);
        let states: Vec<usize> = list.iter().map(|version| versions.read(version).unwrap().len()).collect();
        assert!(states[0] < states[1], "the one before is a version: {states:?}");
    }
}

#[test]
fn what_a_state_changed_is_shown_and_it_can_be_read_beside_the_present_one() {
    for lang in Lang::ALL {
        let (_folder, article, mut window) = saved_twice(lang);
        window.press(CTRL, Key::H);
        window.settle();
        // The card names what was added last.
        let words: Vec<&str> = LIBYA.split_whitespace().take(3).collect();
        let label = window.label_name("faction");
        assert!(window.any_label(|text| text.starts_with('+') && text.ends_with(&label)), "{:?}", window.labels());
        window.click_text("versions-look");
        let added = window.text("differences-row-added");
        let rows: Vec<String> = window.rows().into_iter().filter(|row| row.starts_with(&added)).collect();
        assert_eq!(rows.len(), 1, "{:?}", window.rows());
        window.press(BARE, Key::Enter);
        assert!(window.copied().is_some(), "{words:?}");
        // All that has changed since the first state.
        window.press(CTRL, Key::H);
        window.settle();
        window.press(BARE, Key::ArrowDown);
        window.settle();
        window.click_text("versions-since");
        window.settle();
        assert_eq!(window.rows().into_iter().filter(|row| row.starts_with(&added)).count(), 1, "{:?}", window.rows());
        window.press(BARE, Key::Escape);
        // The first state in a tab of its own.
        let tabs = window.tabs().len();
        window.click_text("versions-read");
        window.settle();
        assert_eq!(window.tabs().len(), tabs + 1);
        assert!(window.tabs().iter().any(|tab| tab.contains("libya.txt (")), "{:?}", window.tabs());
        assert_eq!(annotations_of(&article).len(), 2, "the file is as it was");
    }
}

#[test]
fn what_is_not_saved_stands_hollow_above_the_versions() {
    for lang in Lang::ALL {
        let (_folder, _article, mut window) = saved_twice(lang);
        window.press(CTRL, Key::H);
        window.settle();
        window.press(CTRL, Key::Z);
        window.settle();
        let now = window.text("versions-now");
        let rows = window.rows();
        assert!(
            rows.iter().any(|row| row.starts_with(&now) && row.contains(&window.text("versions-unsaved"))),
            "{rows:?}"
        );
    }
}

#[test]
fn an_article_without_a_file_of_annotations_says_what_will_be_kept() {
    for lang in Lang::ALL {
        let (folder, article) = Folder::with_libya();
        let mut window = open(&folder, lang, &article);
        window.choose("menu-file", "command-versions");
        window.settle();
        assert!(window.sees(&window.text("versions-empty")), "{:?}", window.labels());
    }
}

#[test]
fn a_save_that_another_program_preceded_keeps_what_that_wrote() {
    let (folder, article, window) = saved_twice(Lang::En);
    drop(window);
    let path = folder.path("libya.hawashi.ron");
    let theirs = fs::read_to_string(&path).unwrap().replace("faction", "location");
    fs::write(&path, &theirs).unwrap();
    let mut window = open(&folder, Lang::En, &article);
    window.drag_over_words(5);
    window.press(BARE, Key::N);
    window.write("note");
    window.press(CTRL, Key::Enter);
    save(&mut window);
    let (versions, list) = versions(&folder);
    assert_eq!(list[1].why(), Why::Found);
    assert_eq!(versions.read(&list[1]).unwrap(), theirs.as_bytes());
}

#[test]
fn a_data_folder_that_cannot_be_written_is_told_and_the_file_is_saved() {
    let (folder, article) = Folder::with_libya();
    folder.write("data", "a file where the folder should be");
    let mut window = open(&folder, Lang::En, &article);
    window.drag_over_words(2);
    window.press(BARE, Key::Num1);
    save(&mut window);
    assert_eq!(annotations_of(&article).len(), 1);
    assert!(window.notices().iter().any(|notice| notice.contains("version")), "{:?}", window.notices());
}

#[test]
fn a_low_window_has_the_list_and_what_can_be_done() {
    for lang in Lang::ALL {
        let (folder, article, window) = saved_twice(lang);
        drop(window);
        for size in [(480.0, 360.0), (640.0, 480.0), (1024.0, 700.0)] {
            let opening = Window::speaking(lang).keeping_versions(folder.path("data/versions")).size(size.0, size.1);
            let mut window = opening.open(&[&article]);
            window.settle();
            window.press(CTRL, Key::H);
            window.settle();
            assert_eq!(rows_of_versions(&window).len(), 2, "{size:?} {:?}", window.rows());
            let restore = window.rect_of(&window.text("versions-restore"));
            assert!(window.screen().contains_rect(restore), "{size:?}: {restore:?}");
        }
    }
}

#[test]
fn the_differences_are_walked_by_letters_and_arrows() {
    let (_folder, _article, mut window) = saved_twice(Lang::En);
    window.press(BARE, Key::Escape);
    window.drag_over_words(4);
    window.press(BARE, Key::Num1);
    save(&mut window);
    window.press(CTRL, Key::H);
    window.settle();
    window.press(BARE, Key::End);
    window.settle();
    window.click_text("versions-since");
    window.settle();
    let chosen = |window: &Window| {
        let added = window.text("differences-row-added");
        let rows = window.rows().into_iter().zip(window.places_of_rows());
        let rows: Vec<bool> =
            rows.filter(|(row, _)| row.starts_with(&added)).map(|(_, (_, is_chosen))| is_chosen).collect();
        rows.iter().position(|is_chosen| *is_chosen)
    };
    assert_eq!(chosen(&window), Some(0), "{:?}", window.rows());
    for (key, expected) in [(Key::J, 1), (Key::J, 1), (Key::K, 0), (Key::ArrowDown, 1), (Key::Home, 0), (Key::End, 1)] {
        window.press(BARE, key);
        window.frames(2);
        assert_eq!(chosen(&window), Some(expected), "{key:?}: {:?}", window.rows());
    }
    // Letters of the page's commands do nothing to what is not seen.
    let before = window.rows();
    window.press(BARE, Key::Delete);
    window.press(BARE, Key::Num2);
    assert_eq!(window.rows(), before);
}

#[test]
fn a_file_that_is_named_and_cannot_be_read_is_refused_with_what_is_kept_of_it() {
    for lang in Lang::ALL {
        let (folder, article, mut window) = saved_twice(lang);
        window.press(CTRL, Key::W);
        window.settle();
        let ron = folder.path("libya.hawashi.ron");
        let whole = fs::read(&ron).unwrap();
        fs::write(&ron, &whole[..whole.len() / 2]).unwrap();
        let window = open(&folder, lang, &ron);
        let notices = window.notices();
        let count = window.text_with("kept-versions", "count", 2_usize);
        assert!(window.tabs().is_empty() && notices.len() == 1, "{notices:?}");
        assert!(notices[0].contains("libya.hawashi.ron") && notices[0].contains(&count), "{count} in {notices:?}");
        // In the article, they are listed, and one is restored.
        let mut window = open(&folder, lang, &article);
        let notices = window.notices();
        assert!(notices.len() == 1 && notices[0].contains(&count), "{count} in {notices:?}");
        window.press(CTRL, Key::H);
        window.settle();
        assert_eq!(rows_of_versions(&window).len(), 2, "{:?}", window.rows());
        window.click_text("versions-restore");
        window.settle();
        window.press(CTRL, Key::S);
        let title = window.text("chooser-save-title");
        window.wait_for(&title);
        window.press(CTRL, Key::A);
        window.write(folder.path("again.hawashi.ron").to_str().unwrap());
        window.press(BARE, Key::Enter);
        window.wait_for(&window.text("status-saved"));
        assert_eq!(fs::read(folder.path("again.hawashi.ron")).unwrap().len(), whole.len());
        assert_eq!(fs::read(&ron).unwrap().len(), whole.len() / 2, "what is broken is not written over unasked");
    }
}
