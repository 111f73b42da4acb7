//! The command palette: commands, names, labels and articles by what they are called, with the keyboard alone.

use eframe::egui::Key;
use hawashi::gui::i18n::Lang;

use crate::support::folder::{Folder, SUDAN};
use crate::support::window::{BARE, CTRL, Window};

/// Opens the palette and types a query; returns how many rows there are beside it.
fn ask(window: &mut Window, query: &str) -> usize {
    let beside = window.rows().len();
    window.press(CTRL, Key::K);
    let name = window.text("command-palette");
    window.wait_for(&name);
    window.settle();
    if !query.is_empty() {
        window.write(query);
        window.settle();
    }
    beside
}

/// The rows of the palette, which come after those beside it.
fn rows(window: &Window, beside: usize) -> Vec<String> {
    window.rows().into_iter().skip(beside).collect()
}

#[test]
fn a_command_is_found_in_either_language_with_a_wrong_letter_and_run() {
    let (_folder, article) = Folder::with_libya();
    for lang in Lang::ALL {
        for query in ["side panel", "sied panel", "اللوحة الجانبية"] {
            let mut window = Window::speaking(lang).open(&[&article]);
            window.wait_for_mentions();
            let panel = window.text("command-toggle-side-panel");
            assert!(window.sees(&window.text("panel-mentions")), "the panel is shown");
            let beside = ask(&mut window, query);
            assert!(
                rows(&window, beside).iter().any(|row| row.contains(&panel)),
                "{lang:?} {query}: {:?}",
                rows(&window, beside)
            );
            window.press(BARE, Key::Enter);
            window.settle();
            assert!(!window.sees(&window.text("command-palette")), "it is closed");
            assert!(!window.sees(&window.text("panel-mentions")), "{lang:?} {query}: the panel is hidden");
            // What was used last comes first.
            let beside = ask(&mut window, "");
            assert!(rows(&window, beside)[0].contains(&panel), "{:?}", rows(&window, beside));
        }
    }
}

#[test]
fn a_name_is_found_in_both_languages_and_shown() {
    let (_folder, article) = Folder::with_libya();
    for lang in Lang::ALL {
        for query in ["@سرت", "@sirt"] {
            let mut window = Window::speaking(lang).open(&[&article]);
            window.wait_for_mentions();
            let beside = ask(&mut window, query);
            assert!(rows(&window, beside)[0].starts_with("سرت"), "{lang:?}: {:?}", rows(&window, beside));
            window.press(BARE, Key::Enter);
            window.settle();
            assert_eq!(window.copied().as_deref(), Some("سرت"), "{lang:?}");
        }
    }
}

#[test]
fn a_label_tags_what_is_selected() {
    let (folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    window.wait_for_mentions();
    window.drag_over_words(2);
    window.settle();
    ask(&mut window, "#faction");
    window.press(BARE, Key::Enter);
    window.press(CTRL, Key::S);
    window.settle();
    let saved = folder.read("libya.hawashi.ron").unwrap_or_default();
    assert!(saved.contains("faction") && saved.contains("من أسوار"), "{saved}");
}

#[test]
fn articles_are_found_that_are_open_or_in_an_open_folder() {
    let (folder, article) = Folder::with_libya();
    let other = folder.write("sudan.txt", SUDAN);
    let mut window = Window::speaking(Lang::En).open(&[&article]);
    window.wait_for_mentions();
    drop(window);
    let mut window = Window::speaking(Lang::Ar).open(&[&folder.path(""), &article]);
    window.wait_for_article("libya.txt");
    window.settle();
    ask(&mut window, "/suda");
    window.press(BARE, Key::Enter);
    window.wait_for_article("sudan.txt");
    assert!(window.is_front("sudan.txt"), "{:?}", window.tabs());
    ask(&mut window, "/libya");
    window.press(BARE, Key::Enter);
    window.settle();
    assert!(window.is_front("libya.txt"), "{:?} {}", window.tabs(), other.display());
}

#[test]
fn escape_leaves_everything_as_it_was_and_what_is_impossible_is_said() {
    let (_folder, article) = Folder::with_libya();
    for lang in Lang::ALL {
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        let redo = window.text("command-redo");
        let beside = ask(&mut window, "");
        assert!(!rows(&window, beside).iter().any(|row| row.starts_with(&redo)), "nothing was undone");
        window.write(&redo);
        window.settle();
        let impossible = window.text("palette-not-now");
        assert!(rows(&window, beside).iter().any(|row| row.contains(&impossible)), "{:?}", rows(&window, beside));
        window.press(BARE, Key::Enter);
        window.settle();
        assert!(window.sees(&window.text("command-palette")), "it says so and stays");
        window.press(BARE, Key::Escape);
        window.settle();
        assert!(!window.sees(&window.text("command-palette")));
        ask(&mut window, "qqqqq");
        let none = window.text_with("palette-none", "query", "qqqqq");
        assert!(window.sees(&none), "{:?}", window.labels());
    }
}
