//! Keys of commands are changed, by the keyboard alone, and conflicts are named.

use std::path::PathBuf;

use eframe::egui::Key;
use hawashi::gui::i18n::Lang;

use crate::support::folder::Folder;
use crate::support::window::{BARE, CTRL, CTRL_SHIFT, Window};

/// Opens the list, searches a command, and asks for its keys.
fn change(window: &mut Window, command: &str) {
    window.press(BARE, Key::F1);
    window.settle();
    let name = window.text(command);
    window.write(&name);
    window.settle();
    window.click_row(&name);
    window.settle();
}

#[test]
fn a_command_gets_other_keys_which_are_shown_work_and_last() {
    for lang in Lang::ALL {
        let (_folder, article) = Folder::with_libya();
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        change(&mut window, "command-toggle-side-panel");
        // Keys that nobody has.
        window.press(CTRL_SHIFT, Key::F5);
        window.settle();
        window.press(BARE, Key::Escape);
        window.settle();
        assert!(window.sees(&window.text("panel-mentions")), "{lang:?}");
        window.press(BARE, Key::F9);
        window.settle();
        assert!(window.sees(&window.text("panel-mentions")), "{lang:?}: the former key does nothing");
        window.press(CTRL_SHIFT, Key::F5);
        window.settle();
        assert!(!window.sees(&window.text("panel-mentions")), "{lang:?}: the new one does");
        // As usual again.
        window.press(BARE, Key::F1);
        window.settle();
        window.write("Ctrl+Shift+F5");
        window.settle();
        assert!(window.rows().iter().any(|row| row.contains("Ctrl+Shift+F5")), "{lang:?}: {:?}", window.rows());
        let reset = window.text("shortcuts-reset");
        window.click(&reset);
        window.settle();
        window.press(BARE, Key::Escape);
        window.press(BARE, Key::F9);
        window.settle();
        assert!(window.sees(&window.text("panel-mentions")), "{lang:?}: the usual key works again");
    }
}

#[test]
fn keys_of_another_command_are_named_and_swapped_and_keys_that_move_are_refused() {
    for lang in Lang::ALL {
        let (folder, article) = Folder::with_libya();
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        change(&mut window, "command-toggle-side-panel");
        window.press(BARE, Key::ArrowDown);
        window.settle();
        let swap = window.text("shortcuts-swap");
        assert!(!window.sees(&swap), "{lang:?}: nobody's");
        window.press(CTRL, Key::S);
        window.settle();
        let save = window.text("command-save");
        assert!(window.any_label(|label| label.contains(&save)), "{lang:?}: {:?}", window.labels());
        window.click(&swap);
        window.settle();
        window.press(BARE, Key::Escape);
        window.settle();
        window.tag_words(2, Key::Num1);
        window.press(CTRL, Key::S);
        window.settle();
        assert!(folder.read("libya.hawashi.ron").is_none(), "{lang:?}: it is the panel's key now");
        assert!(!window.sees(&window.text("panel-mentions")), "{lang:?}");
        window.press(BARE, Key::F9);
        window.settle();
        assert!(folder.read("libya.hawashi.ron").is_some(), "{lang:?}: and the panel's key saves");
    }
}

/// Asks for the page in a file; returns its path.
fn print_keys(window: &mut Window, folder: &Folder) -> PathBuf {
    let path = folder.path("keys.html");
    window.click_text("shortcuts-print");
    window.settle();
    window.press(CTRL, Key::A);
    window.write(&path.display().to_string());
    window.press(BARE, Key::Enter);
    path
}

#[test]
fn all_keys_are_written_as_a_page_for_printing() {
    for lang in Lang::ALL {
        let (folder, article) = Folder::with_libya();
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        change(&mut window, "command-toggle-side-panel");
        window.press(CTRL_SHIFT, Key::F5);
        window.settle();
        let path = print_keys(&mut window, &folder);
        let said = window.text_with("notice-keys-printed", "file", path.display().to_string());
        window.wait_for(&said);
        let page = folder.read("keys.html").unwrap_or_default();
        let dir = if lang == Lang::Ar { "dir=\"rtl\"" } else { "dir=\"ltr\"" };
        assert!(page.contains(dir), "{lang:?}: {page}");
        assert!(page.contains("<kbd>Ctrl+Shift+F5</kbd>"), "{lang:?}: the person's own keys: {page}");
        assert!(page.contains(&window.text("menu-review")), "{lang:?}: grouped by menu");
    }
}

#[cfg(unix)]
#[test]
fn the_page_for_printing_is_opened_where_the_desktop_can() {
    let opens: &[&str] = &["sh", "-c", "cp \"$0\" \"$0.opened\""];
    let fails: &[&str] = &["sh", "-c", "exit 3"];
    let is_missing: &[&str] = &["/no/such/program"];
    for lang in Lang::ALL {
        for (opener, told) in
            [(opens, "notice-keys-opened"), (fails, "notice-keys-printed"), (is_missing, "notice-keys-printed")]
        {
            let (folder, article) = Folder::with_libya();
            let mut window = Window::speaking(lang).opening_with(opener).open(&[&article]);
            window.wait_for_mentions();
            window.press(BARE, Key::F1);
            window.settle();
            let path = print_keys(&mut window, &folder);
            window.wait_for(&window.text_with(told, "file", path.display().to_string()));
            let opened = folder.read("keys.html.opened");
            assert_eq!(opened.is_some(), opener == opens, "{lang:?}: {opener:?}");
            assert_eq!(opened.or(folder.read("keys.html")), folder.read("keys.html"), "{lang:?}");
        }
    }
}

#[test]
fn the_list_and_its_questions_are_used_by_keyboard_alone() {
    for lang in Lang::ALL {
        let (_folder, article) = Folder::with_libya();
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        window.press(BARE, Key::F1);
        window.settle();
        let name = window.text("command-toggle-side-panel");
        window.write(&name);
        window.settle();
        // Down leads from the field to the rows, Enter asks for keys, Escape leaves it as it is, on the same row.
        window.press(BARE, Key::ArrowDown);
        window.press(BARE, Key::Enter);
        window.settle();
        assert!(window.sees(&window.text("shortcuts-how")), "{lang:?}: {:?}", window.labels());
        window.press(BARE, Key::Escape);
        window.settle();
        assert!(window.sees(&window.text("shortcuts-about")), "{lang:?}: {:?}", window.labels());
        let focused = window.focused().map(|(_, name)| name).unwrap_or_default();
        assert!(focused.contains(&name), "{lang:?}: {focused}");
        // The keys of another command: the first answer has the keyboard, and Enter swaps.
        window.press(BARE, Key::Enter);
        window.settle();
        window.press(CTRL, Key::S);
        window.settle();
        assert!(window.sees(&window.text("shortcuts-swap")), "{lang:?}");
        window.press(BARE, Key::Enter);
        window.settle();
        let row = window.rows().into_iter().find(|row| row.contains(&name)).unwrap_or_default();
        assert!(row.contains("Ctrl+S"), "{lang:?}: {row}");
        // Tab leads to what else can be done.
        window.press(BARE, Key::Enter);
        window.settle();
        window.press(BARE, Key::Tab);
        window.settle();
        let focused = window.focused().map(|(_, name)| name).unwrap_or_default();
        assert_eq!(focused, window.text("shortcuts-none"), "{lang:?}");
        window.press(BARE, Key::Enter);
        window.settle();
        let row = window.rows().into_iter().find(|row| row.contains(&name)).unwrap_or_default();
        assert!(!row.contains("Ctrl+S"), "{lang:?}: {row}");
        // Enter in the field takes the first row.
        window.press(BARE, Key::ArrowUp);
        window.press(BARE, Key::Enter);
        window.settle();
        assert!(window.sees(&window.text("shortcuts-how")), "{lang:?}: {:?}", window.labels());
    }
}
