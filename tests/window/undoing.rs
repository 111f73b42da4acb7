//! Undoing leads back to what was selected when something was done, and what is selected follows what becomes of it.

use eframe::egui::Key;
use hawashi::gui::i18n::Lang;

use crate::support::folder::Folder;
use crate::support::window::{BARE, CTRL, SHIFT, Window};

const TOWNS: &str = "سافر الوفد إلى بيروت ثم عاد إلى دمشق. وقال الوفد إن دمشق هادئة، وإن دمشق آمنة.";

/// A window with the town selected that is named first here.
fn at_town(lang: Lang) -> (Folder, Window) {
    let (folder, mut window) = Window::speaking(lang).open_text(TOWNS);
    window.settle();
    let town = window.places_of("دمشق")[0];
    window.click_at(town.center(), 1);
    (folder, window)
}

fn selected(window: &Window) -> Option<(String, String)> {
    let mark = window.published_marks().into_iter().find(|mark| mark.is_selected)?;
    Some((mark.name, mark.status))
}

/// Whether the tag bar offers to accept what is selected.
fn offers_accept(window: &Window) -> bool {
    let accept = window.text("popover-accept");
    window.tag_bar().iter().any(|(name, _)| *name == accept)
}

#[test]
fn what_was_rejected_or_deleted_is_selected_again_when_that_is_undone() {
    for lang in Lang::ALL {
        let (_folder, mut window) = at_town(lang);
        let before = selected(&window);
        assert!(before.is_some(), "{lang:?}");
        for key in [Key::R, Key::A, Key::Num2] {
            window.press(BARE, key);
            assert_ne!(selected(&window), before, "{lang:?} {key:?}");
            // Whatever was read since.
            window.press(BARE, Key::Escape);
            window.press(CTRL, Key::Z);
            assert_eq!(selected(&window), before, "{lang:?} {key:?}");
        }
        window.press(SHIFT, Key::R);
        window.press(BARE, Key::Escape);
        window.press(CTRL, Key::Z);
        assert_eq!(selected(&window), before, "{lang:?}: by name");
        window.press(BARE, Key::A);
        let accepted = selected(&window);
        window.press(BARE, Key::Delete);
        assert_ne!(selected(&window), accepted, "{lang:?}");
        window.press(BARE, Key::Escape);
        window.press(CTRL, Key::Z);
        assert_eq!(selected(&window), accepted, "{lang:?}: deleted");
        window.press(BARE, Key::N);
        window.write("راجع");
        window.press(CTRL, Key::Enter);
        window.press(BARE, Key::Escape);
        window.press(CTRL, Key::Z);
        assert_eq!(selected(&window), accepted, "{lang:?}: noted");
    }
}

#[test]
fn words_are_selected_again_when_their_tag_is_undone() {
    for lang in Lang::ALL {
        let (_folder, mut window) = Window::speaking(lang).open_text(TOWNS);
        window.settle();
        let before = window.published_marks().len();
        let word = window.places_of("الوفد")[1];
        window.click_at(word.center(), 2);
        window.press(BARE, Key::Num1);
        assert_eq!(window.published_marks().len(), before + 1, "{lang:?}");
        window.press(CTRL, Key::Z);
        assert_eq!(window.published_marks().len(), before, "{lang:?}");
        assert_eq!(window.copied().as_deref(), Some("الوفد"), "{lang:?}");
        // Another label is one key away, and doing it again selects what it made.
        window.press(BARE, Key::Num2);
        window.press(CTRL, Key::Z);
        window.press(CTRL, Key::Y);
        let faction = window.label_name("faction");
        assert!(
            selected(&window).is_some_and(|(name, _)| name.contains(&faction)),
            "{lang:?}: {:?}",
            selected(&window)
        );
    }
}

#[test]
fn what_was_decided_with_others_is_not_asked_about_again() {
    for lang in Lang::ALL {
        let (_folder, mut window) = at_town(lang);
        assert!(offers_accept(&window), "{lang:?}");
        window.press(SHIFT, Key::M);
        window.wait_for(&window.text_with("alike-do-tag", "count", 3_u32));
        window.press(BARE, Key::Enter);
        window.settle();
        assert!(selected(&window).is_some(), "{lang:?}: it stays selected");
        assert!(!offers_accept(&window), "{lang:?}: {:?}", window.tag_bar());
        window.press(CTRL, Key::Z);
        assert!(offers_accept(&window), "{lang:?}");
        window.press(SHIFT, Key::A);
        assert!(!offers_accept(&window), "{lang:?}: by name: {:?}", window.tag_bar());
    }
}
