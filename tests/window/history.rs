//! The history of an article: what was done, in words, and going back to any point of it by keys and by the mouse.

use eframe::egui::{Key, Modifiers};
use hawashi::gui::i18n::Lang;

use crate::support::folder::Folder;
use crate::support::window::{BARE, CTRL, CTRL_SHIFT, Window};

const ALT: Modifiers = Modifiers::ALT;
const ARTICLE: &str = "وصل الوفد إلى طرابلس\nالتقى الوفد في بنغازي قادة الجيش الوطني الليبي.\n\
    ثم سافر إلى القاهرة وتونس.\n";

/// Accepts one suggestion, rejects the next, and tags two words.
fn work(window: &mut Window) {
    window.focus_page();
    for key in [Key::F8, Key::A, Key::F8, Key::R] {
        window.press(BARE, key);
        window.settle();
    }
    window.tag_words(2, Key::Num2);
    window.settle();
}

#[test]
fn what_was_done_is_listed_in_words_and_gone_back_to() {
    for lang in Lang::ALL {
        let (_folder, mut window): (Folder, Window) = Window::speaking(lang).open_text(ARTICLE);
        window.wait_for_mentions();
        window.press(ALT, Key::Z);
        window.settle();
        assert!(window.sees(&window.text("history-empty")), "{lang:?}");
        work(&mut window);
        window.press(ALT, Key::Z);
        window.settle();
        let faction = window.label_name("faction");
        let tagged = window.text_with("history-tagged", "label", faction.as_str());
        let expected = [
            window.text("history-here"),
            tagged,
            window.text("history-rejected"),
            window.text("history-accepted"),
            window.text("history-opened"),
        ];
        let rows = window.row_names();
        assert_eq!(rows, expected, "{lang:?}");
        // To before the rejection, by keys alone: the last step has the keyboard.
        window.press(BARE, Key::ArrowDown);
        window.settle();
        window.press(BARE, Key::Enter);
        window.settle();
        let rows = window.row_names();
        assert_eq!(rows[2], window.text("history-here"), "{lang:?}: {rows:?}");
        assert_eq!(rows[..2], expected[1..3], "{lang:?}: what was undone stays");
        // And forward to the end again.
        let rows = window.rows();
        window.click_row(&rows[0]);
        window.settle();
        let go = window.text("history-go");
        window.click(&go);
        window.settle();
        assert_eq!(window.row_names(), expected, "{lang:?}");
    }
}

#[test]
fn what_the_person_did_not_make_here_is_told_apart() {
    for lang in Lang::ALL {
        let (folder, mut window) = Window::speaking(lang).open_text(ARTICLE);
        window.wait_for_mentions();
        window.tag_words(2, Key::Num2);
        window.press(CTRL, Key::S);
        window.wait_for(&window.text("status-saved"));
        window.settle();
        // Somebody else gives it another label.
        let file = folder.read("text.hawashi.ron").unwrap();
        folder.write("text.hawashi.ron", file.replace("label: \"faction\"", "label: \"location\""));
        let taken_in = window.text("history-taken-in");
        window.press(ALT, Key::Z);
        let is_listed = |window: &Window| window.row_names().contains(&taken_in);
        assert!(window.wait_until(is_listed), "{lang:?}: {:?} {file}", window.row_names());
        let (here, opened) = (window.text("history-here"), window.text("history-opened"));
        let tagged = window.text_with("history-tagged", "label", window.label_name("faction").as_str());
        assert_eq!(window.row_names(), [here, taken_in.clone(), tagged, opened], "{lang:?}");
        // It is gone back to like all others.
        window.press(CTRL, Key::Z);
        window.settle();
        assert_eq!(window.row_names()[0], taken_in, "{lang:?}: {:?}", window.row_names());
    }
}

#[test]
fn a_step_is_shown_on_the_page_and_what_is_saved_is_said() {
    let (_folder, mut window) = Window::speaking(Lang::En).open_text(ARTICLE);
    window.wait_for_mentions();
    work(&mut window);
    window.press(CTRL, Key::S);
    window.settle();
    window.press(ALT, Key::Z);
    window.settle();
    let saved = window.text("history-saved");
    let rows = window.rows();
    assert!(rows[1].contains(&saved) && !rows[2].contains(&saved), "{rows:?}");
    window.press(BARE, Key::Space);
    window.settle();
    let show = window.text("history-show");
    assert!(window.sees(&show), "the card is about the step: {:?}", window.buttons());
}

#[test]
fn what_was_done_to_labels_and_to_the_article_is_said_in_words() {
    for lang in Lang::ALL {
        let (_folder, mut window): (Folder, Window) = Window::speaking(lang).open_text(ARTICLE);
        window.wait_for_mentions();
        window.press(CTRL_SHIFT, Key::E);
        window.settle();
        window.press(CTRL, Key::L);
        window.settle();
        window.write("واقعة");
        window.press(BARE, Key::Enter);
        window.settle();
        window.press(BARE, Key::Space);
        window.settle();
        window.press(BARE, Key::Delete);
        window.settle();
        window.click_text("labels-remove-now");
        window.settle();
        window.press(CTRL_SHIFT, Key::E);
        window.settle();
        window.press(CTRL, Key::D);
        window.settle();
        window.press(ALT, Key::Z);
        window.settle();
        let label = |key: &str| window.text_with(key, "label", "واقعة");
        let expected = [
            window.text("history-done"),
            label("history-label-removed"),
            label("history-label-changed"),
            label("history-label-added"),
        ];
        let rows = window.row_names();
        assert_eq!(rows[1..5], expected, "{lang:?}: {rows:?}");
    }
}
