//! Menus of what is under the pointer: words, marks, rows and tabs; by mouse and keyboard.

use eframe::egui::Key;
use hawashi::gui::i18n::Lang;

use crate::support::folder::{Folder, LIBYA, annotations_of};
use crate::support::window::{BARE, CTRL, SHIFT, Window};

/// A text without names that anything would be found in, and one with a name.
const TEXT: &str = "وصل الوفد صباح اليوم إلى طرابلس للقاء اللجنة.\n";

fn reading(lang: Lang) -> (Folder, Window) {
    let folder = Folder::new();
    let article = folder.write("text.txt", TEXT);
    let mut window = Window::speaking(lang).open(&[&article]);
    window.wait_for_article("text.txt");
    window.settle();
    (folder, window)
}

fn can_choose(window: &Window, key: &str) -> Option<bool> {
    let name = window.text(key);
    window.menu_rows().into_iter().find(|(row, _)| *row == name).map(|(_, can)| can)
}

#[test]
fn the_word_under_the_pointer_is_tagged_from_its_menu() {
    for lang in Lang::ALL {
        let (folder, mut window) = reading(lang);
        let place = window.places_of("الوفد")[0];
        window.click_other_at(place.center());
        assert_eq!(window.copied().as_deref(), Some("الوفد"), "{lang:?}: the word is selected");
        assert_eq!(can_choose(&window, "command-all-like-this"), Some(true), "{lang:?}: {:?}", window.menu_rows());
        assert_eq!(can_choose(&window, "command-copy"), Some(true), "{lang:?}");
        assert_eq!(can_choose(&window, "command-find-in-folder"), Some(false), "{lang:?}: no folder is open");
        let label = window.label_name("faction");
        let rows = window.menu_rows();
        assert!(rows.iter().any(|(row, can)| *row == label && *can), "{lang:?}: {rows:?}");
        // By keyboard from here: Down goes to the first row, which is a label.
        window.press(BARE, Key::ArrowDown);
        window.press(BARE, Key::Enter);
        assert!(window.menu_rows().is_empty(), "{lang:?}: the menu is closed");
        window.press(CTRL, Key::S);
        window.wait_for(&window.text("status-saved"));
        let tagged = annotations_of(&folder.path("text.txt"));
        assert!(tagged.iter().any(|(words, _)| words == "الوفد"), "{lang:?}: {tagged:?}");
    }
}

#[test]
fn the_menu_of_a_mark_decides_about_it_and_what_is_selected_stays() {
    for lang in Lang::ALL {
        let (folder, mut window) = reading(lang);
        let place = window.places_of("طرابلس")[0];
        window.click_other_at(place.center());
        assert_eq!(can_choose(&window, "command-accept"), Some(true), "{lang:?}: {:?}", window.menu_rows());
        window.press(BARE, Key::Escape);
        assert!(window.menu_rows().is_empty(), "{lang:?}");
        assert_eq!(window.copied().as_deref(), Some("طرابلس"), "{lang:?}: it is still selected");
        // The same by keyboard: the first row is in it.
        window.press(SHIFT, Key::F10);
        assert_eq!(can_choose(&window, "command-accept"), Some(true), "{lang:?}: {:?}", window.menu_rows());
        window.press(BARE, Key::Enter);
        assert!(window.menu_rows().is_empty(), "{lang:?}");
        window.press(BARE, Key::Menu);
        assert_eq!(can_choose(&window, "command-accept"), Some(false), "{lang:?}: it is accepted");
        window.press(BARE, Key::Escape);
        window.press(CTRL, Key::S);
        window.wait_for(&window.text("status-saved"));
        assert_eq!(annotations_of(&folder.path("text.txt")).len(), 1, "{lang:?}");
    }
}

#[test]
fn a_row_of_the_side_list_has_the_menu_of_its_mark() {
    for lang in Lang::ALL {
        let (_folder, article) = Folder::with_libya();
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        let row = window.rows()[0].clone();
        window.click_other_on_row(&row);
        assert_eq!(can_choose(&window, "command-accept-name"), Some(true), "{lang:?}: {:?}", window.menu_rows());
        window.choose_row("command-accept-name");
        window.settle();
        let accepted = window.text("status-accepted");
        assert!(window.rows()[0].contains(&accepted), "{lang:?}: {:?}", window.rows()[0]);
    }
}

#[test]
fn a_tab_is_closed_saved_and_found_from_its_menu_wherever_it_stands() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        let paths: Vec<_> = ["a.txt", "b.txt", "c.txt"].iter().map(|name| folder.write(name, LIBYA)).collect();
        let paths: Vec<_> = paths.iter().map(std::path::PathBuf::as_path).collect();
        let mut window = Window::speaking(lang).open(&paths);
        window.wait_for_article("c.txt");
        assert!(window.is_front("c.txt"));
        let first = window.rect_of("a.txt").center();
        window.click_other_at(first);
        assert_eq!(can_choose(&window, "command-close-before"), Some(false), "{lang:?}: it is the first");
        assert_eq!(can_choose(&window, "command-close-after"), Some(true), "{lang:?}");
        assert!(window.is_front("c.txt"), "{lang:?}: its menu does not bring it to the front");
        window.choose_row("command-copy-path");
        let told = window.text_with("notice-text-copied", "text", folder.path("a.txt").display().to_string());
        window.wait_for(&told);
        // The tab with the keyboard; Menu opens its menu.
        window.focus_tab("c.txt");
        window.press(BARE, if lang == Lang::Ar { Key::ArrowRight } else { Key::ArrowLeft });
        window.press(BARE, Key::Menu);
        assert_eq!(can_choose(&window, "command-close-before"), Some(true), "{lang:?}: {:?}", window.menu_rows());
        window.choose_row("command-close-others");
        assert!(window.wait_until(|window| window.tabs() == ["b.txt"]), "{lang:?}: {:?}", window.tabs());
        // Its folder opens as a list.
        let tab = window.rect_of("b.txt").center();
        window.click_other_at(tab);
        window.choose_row("command-open-its-folder");
        assert!(window.wait_until(|window| window.rows().len() == 3), "{lang:?}: {:?}", window.rows());
    }
}

#[test]
fn a_row_of_the_folder_is_opened_behind_and_put_aside_from_its_menu() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        for name in ["a.txt", "b.txt", "c.txt"] {
            folder.write(name, TEXT);
        }
        let mut window = Window::speaking(lang).size(1366.0, 768.0).open(&[&folder.path("")]);
        let waiting = window.text("stage-waiting");
        let is_counted =
            |window: &Window| window.rows().len() == 3 && !window.rows().iter().any(|row| row.contains(&waiting));
        assert!(window.wait_until(is_counted), "{lang:?}: {:?}", window.rows());
        let second = window.rows()[1].clone();
        window.click_other_on_row(&second);
        window.choose_row("command-open-behind");
        assert!(window.wait_until(|window| window.tabs().len() == 2), "{lang:?}: {:?}", window.tabs());
        assert!(!window.is_front("b.txt"), "{lang:?}: the list stays");
        let second = window.rows()[1].clone();
        window.click_other_on_row(&second);
        window.choose_row("command-put-aside");
        let aside = window.text("stage-put-aside");
        assert!(window.wait_until(|window| window.rows()[1].contains(&aside)), "{lang:?}: {:?}", window.rows());
        // From the words of an article to those headlines of the folder that have them.
        let third = window.rows()[2].clone();
        window.click_other_on_row(&third);
        window.choose_row("folder-open");
        window.wait_for_article("c.txt");
        let place = window.places_of("الوفد")[0];
        window.click_other_at(place.center());
        window.choose_row("command-find-in-folder");
        let field = window.text("folder-search");
        assert!(window.wait_until(|window| window.sees(&field)), "{lang:?}");
        assert_eq!(window.value_of(&field), "الوفد", "{lang:?}");
        assert_eq!(window.rows().len(), 3, "{lang:?}: all of them begin so");
    }
}
