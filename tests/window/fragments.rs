//! Marks that lie over each other, and marks of several fragments.

use crate::support::folder::{Folder, annotations_of};
use crate::support::window::{BARE, CTRL, CTRL_SHIFT, Window};
use eframe::egui::{Key, Rect, vec2};
use hawashi::gui::i18n::Lang;

const TEXT: &str = "قال الناطق أمس باسم اللواء العاشر شرق النهر إن الهدوء عاد.";

fn reading(lang: Lang) -> (Folder, Window) {
    Window::speaking(lang).open_text(TEXT)
}

fn place(window: &mut Window, words: &str) -> Rect {
    let place = window.places_of(words)[0];
    window.press(BARE, Key::Escape);
    window.press(BARE, Key::Escape);
    place
}

fn tag(window: &mut Window, words: &str, key: Key) {
    let at = place(window, words);
    window.drag(&[at.right_center() - vec2(2.0, 0.0), at.center(), at.left_center() + vec2(2.0, 0.0)]);
    window.press(BARE, key);
}

fn quotes(folder: &Folder, window: &mut Window) -> Vec<String> {
    window.press(CTRL, Key::S);
    window.wait_for(&window.text("status-saved"));
    annotations_of(&folder.path("text.txt")).into_iter().map(|(quote, _)| quote).collect()
}

#[test]
fn a_second_fragment_is_added_by_dragging_with_ctrl_and_taken_back() {
    for lang in Lang::ALL {
        let (folder, mut window) = reading(lang);
        tag(&mut window, "الناطق", Key::Num2);
        let more = window.places_of("اللواء العاشر")[0];
        let first = window.places_of("الناطق")[0];
        window.press(BARE, Key::Escape);
        window.press(BARE, Key::Escape);
        window.click_at(first.center(), 1);
        window.hold_modifiers(CTRL);
        window.drag(&[more.right_center() - vec2(2.0, 0.0), more.center(), more.left_center() + vec2(2.0, 0.0)]);
        window.hold_modifiers(BARE);
        assert_eq!(quotes(&folder, &mut window), ["الناطق … اللواء العاشر"], "{lang:?}");
        window.press(CTRL, Key::Z);
        assert_eq!(quotes(&folder, &mut window), ["الناطق"], "{lang:?}");
    }
}

#[test]
fn a_second_fragment_is_added_and_resized_by_keyboard() {
    for lang in Lang::ALL {
        let (folder, mut window) = reading(lang);
        tag(&mut window, "الناطق", Key::Num2);
        let label = window.label_name("faction");
        assert!(window.published_mark(&format!("{label}: الناطق")).is_some());
        // On from the mark: two words further, and the next word selected.
        window.press(BARE, Key::Escape);
        window.press(CTRL, Key::Home);
        window.press(BARE, Key::F8);
        window.press(BARE, Key::ArrowLeft);
        for _ in 0..3 {
            window.press(CTRL, Key::ArrowLeft);
        }
        window.press(CTRL_SHIFT, Key::ArrowLeft);
        window.press_at_once(&[(BARE, Key::J, "j")]);
        let made = quotes(&folder, &mut window);
        assert_eq!(made.len(), 1, "{lang:?}: {made:?}");
        assert!(made[0].starts_with("الناطق … "), "{lang:?}: {made:?}");
        // Its last end by a word, then the first end of the first fragment.
        window.press(BARE, Key::F2);
        window.press(BARE, Key::ArrowLeft);
        window.press(BARE, Key::Tab);
        window.press(BARE, Key::ArrowRight);
        window.press(BARE, Key::Enter);
        let longer = quotes(&folder, &mut window);
        assert!(longer[0].starts_with("قال الناطق … "), "{lang:?}: {longer:?}");
        let end = |quote: &str| quote.split(" … ").nth(1).unwrap().split_whitespace().count();
        assert_eq!(end(&longer[0]), end(&made[0]) + 1, "{lang:?}: {longer:?}");
    }
}

#[test]
fn clicks_go_from_the_inner_mark_to_the_outer_one_and_a_list_shows_both() {
    for lang in Lang::ALL {
        let (_folder, mut window) = reading(lang);
        tag(&mut window, "اللواء العاشر", Key::Num2);
        tag(&mut window, "اللواء", Key::Num1);
        let at = place(&mut window, "اللواء");
        let selected =
            |window: &Window| window.published_marks().into_iter().find(|mark| mark.is_selected).map(|mark| mark.name);
        let (inner, outer) = (
            format!("{}: اللواء", window.label_name("location")),
            format!("{}: اللواء العاشر", window.label_name("faction")),
        );
        for name in [&inner, &outer, &inner] {
            window.click_at(at.center(), 1);
            window.frames(30);
            assert_eq!(selected(&window).as_ref(), Some(name), "{lang:?}");
        }
        let here = window.text_with("popover-here", "count", 2);
        window.click(&here);
        let rows = window.rows();
        assert!(rows.iter().any(|row| row.starts_with("اللواء العاشر")), "{lang:?}: {rows:?}");
        window.press(BARE, Key::Escape);
        // By key, and with the arrows to the other one.
        window.press_at_once(&[(BARE, Key::O, "o")]);
        window.press(BARE, Key::ArrowUp);
        window.press(BARE, Key::Enter);
        assert_eq!(selected(&window).as_ref(), Some(&outer), "{lang:?}");
    }
}
