//! Cancelling leaves nothing behind; what is kept is one step.

use std::path::Path;

use crate::support::folder::{Folder, annotations_of, open_again};
use crate::support::window::{BARE, CTRL, Window};
use eframe::egui::{Event, Key, PointerButton, pos2, vec2};
use hawashi::annotation::Status;
use hawashi::gui::i18n::Lang;

const TOWN: &str = "غريان";
const TWO_WORDS: &str = "من أسوار";

fn status_of(window: &Window, name: &str) -> Option<String> {
    window.published_marks().into_iter().find(|mark| mark.name.contains(name)).map(|mark| mark.status)
}

/// Nothing has changed: there is nothing to save, and nothing to undo.
fn is_untouched(window: &mut Window, article: &Path) {
    let clean = window.text("status-no-changes");
    assert!(window.sees(&clean), "{:?}", window.labels());
    let before: Vec<String> = window.published_marks().into_iter().map(|mark| mark.name + &mark.status).collect();
    window.press(CTRL, Key::Z);
    window.press(CTRL, Key::Z);
    let after: Vec<String> = window.published_marks().into_iter().map(|mark| mark.name + &mark.status).collect();
    assert_eq!(before, after);
    assert!(window.sees(&clean));
    window.press(CTRL, Key::S);
    window.wait_for(&window.text("status-saved"));
    assert_eq!(annotations_of(article), []);
    let notes = open_again(article).loaded.unwrap().unwrap().annotation_state;
    assert_eq!(notes.labels.len(), 2, "no label was left behind");
    std::fs::remove_file(open_again(article).annotations).unwrap();
}

#[test]
fn a_note_that_is_given_up_leaves_nothing_behind() {
    for lang in Lang::ALL {
        for typed in ["", "not meant"] {
            for by_button in [false, true] {
                let (_folder, article) = Folder::with_libya();
                let mut window = Window::speaking(lang).open(&[&article]);
                window.wait_for_mentions();
                window.drag_over_words(2);
                window.press(BARE, Key::N);
                window.write(typed);
                if by_button {
                    window.click_text("note-cancel");
                } else {
                    window.press(BARE, Key::Escape);
                }
                assert_eq!(window.copied().as_deref().map(str::trim), Some(TWO_WORDS), "the words are still selected");
                is_untouched(&mut window, &article);
            }
        }
    }
}

#[test]
fn a_note_on_a_suggestion_decides_nothing() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    window.click_row(TOWN);
    window.press(BARE, Key::N);
    window.write("not meant");
    window.press(BARE, Key::Escape);
    assert_eq!(status_of(&window, TOWN).as_deref(), Some("Suggested"));
    // Nor does an empty note.
    for nothing in ["", "  \n "] {
        window.click_row(TOWN);
        window.press(BARE, Key::N);
        window.write(nothing);
        window.click_text("note-done");
        assert_eq!(status_of(&window, TOWN).as_deref(), Some("Suggested"));
    }
    is_untouched(&mut window, &article);

    let mut window = Window::reading(&article);
    window.click_row(TOWN);
    window.press(BARE, Key::N);
    window.write("seat of a brigade");
    window.click_text("note-done");
    assert!(window.sees("seat of a brigade"));
    assert!(window.published_marks().iter().any(|mark| mark.status == "Suggested" && mark.is_selected));
    assert_eq!(status_of(&window, TOWN).as_deref(), Some("Suggested"));
    window.press(CTRL, Key::Z);
    assert!(!window.sees("seat of a brigade"));
    assert_eq!(status_of(&window, TOWN).as_deref(), Some("Suggested"), "one step");
    window.press(CTRL, Key::Z);
    is_untouched(&mut window, &article);
}

#[test]
fn a_note_and_its_tag_are_one_step() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    window.drag_over_words(2);
    window.press(BARE, Key::N);
    window.write("an apt headline");
    window.click_text("note-done");
    assert!(window.sees("an apt headline"));
    window.press(CTRL, Key::Z);
    assert!(!window.sees("an apt headline"));
    is_untouched(&mut window, &article);
}

#[test]
fn a_note_whose_words_are_all_deleted_is_gone_in_one_step() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    let empty_note = |window: &mut Window| {
        window.press(BARE, Key::N);
        window.press(CTRL, Key::A);
        window.press(BARE, Key::Delete);
        window.click_text("note-done");
    };
    // An annotation made only for its note is deleted with it.
    window.click_text("panel-annotations");
    window.drag_over_words(2);
    window.press(BARE, Key::N);
    window.write("an apt headline");
    window.click_text("note-done");
    assert_eq!(window.rows().len(), 1);
    empty_note(&mut window);
    assert!(window.rows().is_empty(), "{:?}", window.rows());
    window.press(CTRL, Key::Z);
    assert!(window.sees("an apt headline"), "one step");
    window.press(CTRL, Key::Z);
    // A tag stays without its note.
    window.drag_over_words(2);
    window.press(BARE, Key::Num1);
    window.press(BARE, Key::N);
    window.write("a remark");
    window.click_text("note-done");
    empty_note(&mut window);
    assert!(!window.sees("a remark"));
    assert_eq!(window.row_names(), [TWO_WORDS]);
    window.press(CTRL, Key::S);
    window.wait_for("Saved to libya.hawashi.ron.");
    let saved = annotations_of(&article);
    assert_eq!((saved.len(), saved[0].1.status, saved[0].1.note.as_str()), (1, Status::Accepted, ""));
    window.press(CTRL, Key::Z);
    assert!(window.sees("a remark"), "one step");
}

#[test]
fn dialogs_that_are_given_up_change_nothing() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    window.drag_over_words(2);
    window.press(CTRL, Key::L);
    window.write("event");
    window.press(BARE, Key::Escape);
    assert_eq!(window.copied().as_deref().map(str::trim), Some(TWO_WORDS), "the words are still selected");
    window.press(BARE, Key::Escape);
    window.click_row(TOWN);
    window.press(BARE, Key::E);
    window.write("تونس");
    window.press(BARE, Key::Escape);
    assert_eq!(status_of(&window, TOWN).as_deref(), Some("Suggested"));
    is_untouched(&mut window, &article);
}

#[test]
fn closing_with_an_empty_note_asks_nothing() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    window.drag_over_words(2);
    window.press(BARE, Key::N);
    window.click_text("menu-file");
    window.click_text("command-close-tab");
    assert!(window.tabs().is_empty(), "{:?}", window.tabs());
}

#[test]
fn escape_puts_an_end_back_that_is_being_dragged() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::reading(&article);
    window.drag_over_words(2);
    window.press(BARE, Key::Num1);
    assert_eq!(window.copied().as_deref(), Some(TWO_WORDS));
    // The tag begins at the start of the first line, on the right.
    let line = window.published_runs()[0].bounds;
    let (from, to) = (pos2(line.x1 as f32, line.y0.midpoint(line.y1) as f32), vec2(-40.0, 0.0));
    let pointer = |window: &mut Window, pos, pressed| {
        let (button, modifiers) = (PointerButton::Primary, BARE);
        window.harness().event(Event::PointerButton { pos, button, pressed, modifiers });
        window.frames(2);
    };
    pointer(&mut window, from, true);
    window.hover(from + to);
    assert_ne!(window.copied().as_deref(), Some(TWO_WORDS), "the end follows the pointer");
    window.press(BARE, Key::Escape);
    pointer(&mut window, from + to, false);
    assert_eq!(window.copied().as_deref(), Some(TWO_WORDS), "as it was, and still selected");
    // The tag was the last step.
    window.press(CTRL, Key::Z);
    is_untouched(&mut window, &article);
}
