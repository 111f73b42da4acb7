//! The window's own file chooser, by keyboard and by mouse.

use std::path::Path;

use crate::support::folder::{Folder, LIBYA, SUDAN};
use crate::support::window::{BARE, CTRL, SHIFT, Window};
use eframe::egui::Key;
use hawashi::gui::i18n::Lang;

/// A folder with an article, others beside it and a subfolder; the article is open.
fn opened(lang: Lang) -> (Folder, Window) {
    let (folder, article) = Folder::with_libya();
    for name in ["sudan.txt", "sudan-2.txt", "أخبار ليبيا.txt", "notes 10.md", "notes 9.md"] {
        folder.write(name, SUDAN);
    }
    folder.write("picture.png", "no article");
    folder.write(".hidden.txt", SUDAN);
    std::fs::create_dir(folder.path("inside")).unwrap();
    folder.write("inside/deep.txt", LIBYA);
    let mut window = Window::speaking(lang).open(&[&article]);
    window.wait_for_article("libya.txt");
    (folder, window)
}

fn ask(window: &mut Window) {
    window.press(CTRL, Key::O);
    let title = window.text("chooser-open-title");
    window.wait_for(&title);
    assert!(window.wait_until(|window| files(window).contains(&"libya.txt".to_owned())), "{:?}", files(window));
}

/// The files listed in the chooser.
fn files(window: &Window) -> Vec<String> {
    window.rows().into_iter().filter(|row| row.contains('.') || row.contains("inside")).collect()
}

fn is_open(window: &mut Window, name: &str) -> bool {
    window.wait_until(|window| window.is_front(name))
}

#[test]
fn what_is_typed_filters_whatever_its_spelling_and_names_need_no_ending() {
    for lang in Lang::ALL {
        let (_folder, mut window) = opened(lang);
        ask(&mut window);
        let all = files(&window);
        let inside = window.text_with("chooser-folder", "name", "inside");
        assert_eq!(all[0], inside, "folders first: {all:?}");
        assert!(!all.iter().any(|name| name.contains("picture") || name.contains("hidden")), "{all:?}");
        let at = |name: &str| all.iter().position(|row| row == name).unwrap();
        assert!(at("notes 9.md") < at("notes 10.md"), "numbers by their value: {all:?}");
        window.write("اخبار");
        assert_eq!(files(&window), ["أخبار ليبيا.txt"]);
        window.press(CTRL, Key::A);
        window.write("SUD");
        assert_eq!(
            files(&window),
            ["sudan.txt", "sudan-2.txt"].map(str::to_owned).into_iter().rev().collect::<Vec<_>>()
        );
        // The file that only lacks its extension is meant, not the first one.
        window.write("an");
        window.press(BARE, Key::Enter);
        assert!(is_open(&mut window, "sudan.txt"), "{:?}", window.tabs());
        assert_eq!(window.tabs(), ["libya.txt", "sudan.txt"]);
    }
}

#[test]
fn tab_completes_a_name_and_down_goes_into_the_list() {
    let (_folder, mut window) = opened(Lang::En);
    ask(&mut window);
    window.write("notes");
    window.press(BARE, Key::Tab);
    assert_eq!(window.focused().unwrap().1, window.text("chooser-file-name"), "the keyboard stays");
    assert_eq!(files(&window), ["notes 9.md"], "the name is whole");
    window.press(CTRL, Key::A);
    window.write("no");
    window.press(BARE, Key::ArrowDown);
    window.press(BARE, Key::ArrowDown);
    assert_eq!(window.focused().unwrap().1, "notes 10.md");
    window.press(BARE, Key::Enter);
    assert!(is_open(&mut window, "notes 10.md"));
}

#[test]
fn an_error_is_shown_in_the_chooser_which_stays() {
    for lang in Lang::ALL {
        let (folder, mut window) = opened(lang);
        ask(&mut window);
        window.write("nowhere");
        window.press(BARE, Key::Enter);
        let title = window.text("chooser-open-title");
        assert!(window.sees(&title));
        window.wait_for_notice(&["nowhere"]);
        // A file that was deleted after it was listed.
        window.press(CTRL, Key::A);
        window.write("sudan.txt");
        std::fs::remove_file(folder.path("sudan.txt")).unwrap();
        window.press(BARE, Key::Enter);
        window.wait_for_notice(&["sudan.txt"]);
        assert!(window.sees(&title));
        assert_eq!(window.tabs(), ["libya.txt"]);
        // A path to a folder goes there; a path that leads nowhere is reported.
        window.press(CTRL, Key::A);
        window.write(folder.path("inside").to_str().unwrap());
        window.press(BARE, Key::Enter);
        assert!(window.wait_until(|window| files(window) == ["deep.txt"]), "{:?}", files(&window));
        window.write("/no/such/place.txt");
        window.press(BARE, Key::Enter);
        window.wait_for_notice(&["/no/such/place.txt"]);
        window.press(CTRL, Key::A);
        window.write("../libya");
        window.press(BARE, Key::Enter);
        window.wait_until_gone(&title);
        assert_eq!(window.tabs(), ["libya.txt"], "a path without an ending is completed, too");
    }
}

#[test]
fn what_cannot_be_read_is_told_in_the_chooser_which_stays() {
    for lang in Lang::ALL {
        let (folder, mut window) = opened(lang);
        folder.write("scan.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x06\0\0\0\x1f\xf3".repeat(8));
        folder.write("notes 9.hawashi.ron", "(version: 99, article: (file: \"notes 9.md\"), annotations: [])\n");
        folder.write("notes 10.hawashi.ron", "(version: 2, article: 7)\n");
        folder.write("empty.txt", "");
        ask(&mut window);
        let title = window.text("chooser-open-title");
        for (name, parts) in [
            ("scan.txt", vec!["scan.txt", "PNG"]),
            ("notes 9.hawashi.ron", vec!["notes 9.hawashi.ron"]),
            ("notes 10.hawashi.ron", vec!["notes 10.hawashi.ron"]),
            ("empty.txt", vec!["empty.txt"]),
            ("/dev/null", vec!["/dev/null"]),
        ] {
            window.press(CTRL, Key::A);
            window.write(name);
            window.press(BARE, Key::Enter);
            window.wait_for_notice(&parts);
            assert!(window.sees(&title), "{lang:?}: {name}");
            assert_eq!(window.written_in(&window.text("chooser-file-name")), name, "{lang:?}: what was typed stays");
            assert_eq!(window.tabs(), ["libya.txt"], "{lang:?}: {name}");
        }
        // Of several files those that can be read are open.
        window.press(CTRL, Key::A);
        window.press(BARE, Key::Delete);
        window.click_option("scan.txt");
        window.click_with(CTRL, "sudan.txt");
        let both = window.text_with("chooser-open-several", "count", 2_u32);
        window.click(&both);
        window.wait_for_notice(&["scan.txt"]);
        assert!(window.sees(&title), "{lang:?}");
        assert!(window.wait_until(|window| window.tabs() == ["libya.txt", "sudan.txt"]), "{:?}", window.tabs());
        // With one that can be, the chooser is done.
        window.press(CTRL, Key::A);
        window.write("sudan-2");
        window.press(BARE, Key::Enter);
        assert!(is_open(&mut window, "sudan-2.txt"), "{lang:?}");
        assert!(!window.sees(&title), "{lang:?}");
    }
}

#[test]
fn several_files_are_opened_by_keyboard_and_by_mouse() {
    let (_folder, mut window) = opened(Lang::En);
    ask(&mut window);
    window.click_option("notes 9.md");
    window.click_with(CTRL, "sudan.txt");
    window.click("Open 2 files");
    assert!(is_open(&mut window, "sudan.txt"));
    assert_eq!(window.tabs(), ["libya.txt", "notes 9.md", "sudan.txt"]);

    // Shift selects everything in between; Space adds single files.
    ask(&mut window);
    window.click_option("notes 9.md");
    window.click_with(SHIFT, "sudan-2.txt");
    window.wait_for("Open 3 files");
    window.press(BARE, Key::Escape);
    ask(&mut window);
    window.write("notes");
    window.press(BARE, Key::ArrowDown);
    window.press(BARE, Key::Space);
    window.press(BARE, Key::ArrowDown);
    window.press(BARE, Key::Space);
    window.wait_for("Open 2 files");
    window.press(BARE, Key::Enter);
    assert!(is_open(&mut window, "notes 10.md"), "{:?}", window.tabs());
    assert_eq!(window.tabs(), ["libya.txt", "notes 9.md", "sudan.txt", "notes 10.md"]);
}

#[test]
fn a_folder_is_opened_as_one() {
    for lang in Lang::ALL {
        let (_folder, mut window) = opened(lang);
        ask(&mut window);
        let inside = window.text_with("chooser-folder", "name", "inside");
        window.click_option(&inside);
        assert!(window.wait_until(|window| files(window) == ["deep.txt"]));
        window.click_text("chooser-open-folder");
        assert!(window.wait_until(|window| window.tabs().len() == 2), "{:?}", window.tabs());
        assert!(window.tabs().iter().any(|tab| tab.contains("inside")), "{:?}", window.tabs());
    }
}

#[test]
fn a_name_to_save_under_keeps_its_ending_and_one_that_is_there_is_told() {
    let (folder, mut window) = opened(Lang::En);
    folder.write("there.hawashi.ron", "mine");
    window.choose("menu-file", "command-save-as");
    window.wait_for("Save as");
    window.press(CTRL, Key::A);
    window.write("there");
    let told = window.text("chooser-exists");
    window.wait_for(&told);
    window.press(CTRL, Key::A);
    window.write("other");
    assert!(!window.sees(&told));
    // A missing folder is reported in the chooser, which stays open.
    window.press(CTRL, Key::A);
    window.write("none/other");
    window.press(BARE, Key::Enter);
    window.wait_for_notice(&["none"]);
    assert!(window.sees("Save as"));
    window.press(CTRL, Key::A);
    window.write("other");
    window.press(BARE, Key::Enter);
    assert!(window.wait_until(|_| folder.read("other.hawashi.ron").is_some()));
    assert_eq!(folder.read("there.hawashi.ron").as_deref(), Some("mine"));
}

#[test]
fn sizes_and_dates_are_shown_and_sort() {
    let folder = Folder::new();
    let article = folder.write("a.txt", "سرت ".repeat(1_000));
    folder.write("b.txt", "سرت");
    let last = std::fs::File::options().write(true).open(folder.path("b.txt")).unwrap();
    last.set_modified(std::time::UNIX_EPOCH + std::time::Duration::from_hours(24 * 365 * 20)).unwrap();
    let mut window = Window::speaking(Lang::En).open(&[&article]);
    window.wait_for_article("a.txt");
    let list = |window: &Window| -> Vec<String> {
        window.rows().into_iter().filter(|row| Path::new(row).extension().is_some_and(|e| e == "txt")).collect()
    };
    window.press(CTRL, Key::O);
    assert!(window.wait_until(|window| list(window) == ["a.txt", "b.txt"]));
    for (column, order) in
        [("Size", ["a.txt", "b.txt"]), ("Modified", ["a.txt", "b.txt"]), ("Name", ["a.txt", "b.txt"])]
    {
        let sort = window.text_with("folder-sort", "column", column);
        window.click(&sort);
        assert_eq!(list(&window), order, "{column}");
        let (up, down) = ("folder-sorted-up", "folder-sorted-down");
        let sorted = [up, down].map(|key| window.text_with(key, "column", column));
        let now = sorted.iter().find(|name| window.sees(name)).unwrap().clone();
        window.click(&now);
        assert_eq!(list(&window), [order[1], order[0]], "{column}, turned round");
    }
}

#[test]
fn the_list_follows_a_path_while_it_is_typed() {
    for lang in Lang::ALL {
        let (folder, mut window) = opened(lang);
        let inside = window.text_with("chooser-folder", "name", "inside");
        std::fs::create_dir(folder.path("inside/رسائل")).unwrap();
        folder.write("inside/رسائل/رسالة.txt", LIBYA);
        ask(&mut window);
        // Relative, from here.
        window.write("inside/");
        let letters = window.text_with("chooser-folder", "name", "رسائل");
        let shows = |window: &mut Window, names: &[&str]| {
            let is_listed = |row: &String| row.contains('.') || [&letters, &inside].contains(&row);
            let listed = |window: &Window| window.rows().into_iter().filter(is_listed).collect::<Vec<_>>();
            assert!(window.wait_until(|window| listed(window) == names), "{:?}, not {names:?}", listed(window));
        };
        assert!(window.wait_until(|window| window.sees("deep.txt")), "{:?}", window.rows());
        window.write("رسا");
        shows(&mut window, &[&letters]);
        // The Tab key goes on into the folder.
        window.press(BARE, Key::Tab);
        shows(&mut window, &["رسالة.txt"]);
        // Back again, with the beginning of a name that exists here.
        window.press(CTRL, Key::A);
        window.write("sud");
        shows(&mut window, &["sudan-2.txt", "sudan.txt"]);
        // An absolute path, to the parent of this folder, and on.
        window.press(CTRL, Key::A);
        window.write(&format!("{}/in", folder.path("").display()));
        shows(&mut window, &[&inside]);
        window.write("side/dee");
        shows(&mut window, &["deep.txt"]);
        window.press(CTRL, Key::A);
        let nowhere = window.text("chooser-no-folder");
        window.write("none/such");
        window.wait_for(&nowhere);
        assert!(window.notices().is_empty(), "nobody complains of what is half typed: {:?}", window.notices());
        window.press(CTRL, Key::A);
        window.write("inside/dee");
        shows(&mut window, &["deep.txt"]);
        window.press(BARE, Key::Enter);
        assert!(is_open(&mut window, "deep.txt"));
    }
}

#[test]
fn a_path_to_save_under_is_followed_too() {
    let (folder, mut window) = opened(Lang::En);
    folder.write("inside/there.hawashi.ron", "mine");
    window.choose("menu-file", "command-save-as");
    window.wait_for("Save as");
    window.press(CTRL, Key::A);
    window.write("inside/");
    window.wait_for("there.hawashi.ron");
    window.write("there");
    let told = window.text("chooser-exists");
    window.wait_for(&told);
    window.press(CTRL, Key::A);
    window.write("inside/new");
    window.press(BARE, Key::Enter);
    assert!(window.wait_until(|_| folder.read("inside/new.hawashi.ron").is_some()));
}

#[test]
fn shift_and_the_arrows_choose_several_files() {
    let (_folder, mut window) = opened(Lang::En);
    ask(&mut window);
    window.write("n");
    window.press(CTRL, Key::A);
    window.press(BARE, Key::Delete);
    window.press(BARE, Key::ArrowDown);
    // The folder comes first; it is not a file.
    window.press(BARE, Key::ArrowDown);
    assert_eq!(window.focused().unwrap().1, "libya.txt");
    window.press(SHIFT, Key::ArrowDown);
    window.press(SHIFT, Key::ArrowDown);
    window.wait_for("Open 3 files");
    window.press(SHIFT, Key::ArrowUp);
    window.wait_for("Open 2 files");
    window.press(SHIFT, Key::End);
    window.wait_for("Open 6 files");
    window.press(SHIFT, Key::Home);
    window.wait_for("Open");
    window.press(CTRL, Key::A);
    window.wait_for("Open 6 files");
    window.press(BARE, Key::Home);
    window.press(BARE, Key::ArrowDown);
    window.press(SHIFT, Key::ArrowDown);
    window.press(BARE, Key::Enter);
    assert!(is_open(&mut window, "notes 9.md"), "{:?}", window.tabs());
    assert_eq!(window.tabs(), ["libya.txt", "notes 9.md"]);
}

#[test]
fn an_export_says_in_its_title_what_it_becomes() {
    for (lang, titles) in [
        (Lang::En, ["Export as RON", "Export as CSV table", "Export as W3C Web Annotation"]),
        (Lang::Ar, ["تصدير بصيغة RON", "تصدير بصيغة جدول CSV", "تصدير بصيغة W3C Web Annotation"]),
    ] {
        let (_folder, mut window) = opened(lang);
        let save = window.text("chooser-save-title");
        for (format, title) in ["RON", "CSV", "W3C"].into_iter().zip(titles) {
            window.begin_export(format);
            window.click_text("export-other-place");
            window.wait_for(title);
            assert!(!window.sees(&save));
            window.press(BARE, Key::Escape);
            window.wait_until_gone(title);
            window.click_text("export-close");
        }
    }
}

#[test]
fn nothing_of_the_page_lies_over_it() {
    for lang in Lang::ALL {
        let (_folder, mut window) = opened(lang);
        let word = window.places_of("العاصمة")[0];
        window.click_at(word.center(), 2);
        let note = window.text("command-add-note");
        assert!(!window.tag_bar().is_empty(), "{lang:?}: {note}");
        ask(&mut window);
        assert!(window.tag_bar().is_empty(), "{lang:?}: {:?}", window.tag_bar());
    }
}
