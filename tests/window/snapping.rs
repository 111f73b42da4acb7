//! What is selected with the pointer keeps to words, and ends of marks move from word to word.

use crate::support::folder::Folder;
use crate::support::window::{BARE, CTRL_SHIFT, SHIFT, Window};
use eframe::egui::{Key, Modifiers, Rect, vec2};
use hawashi::gui::i18n::Lang;

/// Each of the joined particles before a name, and words that begin with their letters.
const JOINED: &str = "عاد فدمشق آمنة وبحلب سوق كبيروت ولحمص طريق، ثم كتب فلاح كتابا.";
const TOWNS: &str = "سافر الوفد إلى «الكتيبة السابعة» وطرابلس، ثم عاد (وبالموصل) أمس. وادي الدوم هادئ.";

fn reading(lang: Lang, text: &str) -> (Folder, Window) {
    Window::speaking(lang).open_text(text)
}

/// Drags from one letter of a passage to another, of those that are seen from right to left.
fn drag_within(window: &mut Window, from: Rect, to: Rect) {
    window.drag(&[from.right_center() - vec2(4.0, 0.0), from.center(), to.left_center() + vec2(3.0, 0.0)]);
}

/// What is tagged by the key 2, and everything else on the page that is a faction.
fn tagged(window: &mut Window) -> Vec<String> {
    window.press(BARE, Key::Num2);
    let faction = window.label_name("faction");
    let marks = window.published_marks().into_iter();
    marks.filter_map(|mark| mark.name.strip_prefix(&format!("{faction}: ")).map(str::to_owned)).collect()
}

#[test]
fn a_double_click_leaves_joined_particles_and_punctuation_outside() {
    for lang in Lang::ALL {
        for (word, kept) in [("وطرابلس", "طرابلس"), ("وبالموصل", "الموصل"), ("وادي", "وادي"), ("الوفد", "الوفد")]
        {
            let (_folder, mut window) = reading(lang, TOWNS);
            let place = window.places_of(word)[0];
            window.click_at(place.center(), 2);
            assert!(tagged(&mut window).contains(&kept.to_owned()), "{lang:?} {word}: {:?}", window.published_marks());
        }
    }
}

#[test]
fn each_joined_particle_stays_outside_by_double_click_and_by_dragging() {
    for lang in Lang::ALL {
        for (word, kept) in [
            ("فدمشق", "دمشق"),
            ("وبحلب", "حلب"),
            ("كبيروت", "بيروت"),
            ("ولحمص", "حمص"),
            ("فلاح", "فلاح"),
            ("كتابا", "كتابا"),
        ] {
            for by_dragging in [false, true] {
                let (_folder, mut window) = reading(lang, JOINED);
                let place = window.places_of(word)[0];
                if by_dragging {
                    drag_within(&mut window, place, place);
                } else {
                    window.click_at(place.center(), 2);
                }
                let tagged = tagged(&mut window);
                assert!(tagged.contains(&kept.to_owned()), "{lang:?} {word} {by_dragging}: {tagged:?}");
            }
        }
    }
}

#[test]
fn dragging_takes_whole_words_and_with_alt_letters() {
    for lang in Lang::ALL {
        let (_folder, mut window) = reading(lang, TOWNS);
        let (from, to) = (window.places_of("الكتيبة")[0], window.places_of("وطرابلس")[0]);
        // From within one word into another: the brackets between them stay.
        drag_within(&mut window, from.shrink2(vec2(12.0, 0.0)), to.shrink2(vec2(12.0, 0.0)));
        assert!(tagged(&mut window).contains(&"الكتيبة السابعة» وطرابلس".to_owned()), "{:?}", window.published_marks());

        let (_folder, mut window) = reading(lang, TOWNS);
        let quoted = window.places_of("«الكتيبة السابعة»")[0];
        window.drag(&[quoted.right_center() - vec2(1.0, 0.0), quoted.center(), quoted.left_center() + vec2(0.5, 0.0)]);
        assert!(tagged(&mut window).contains(&"الكتيبة السابعة".to_owned()), "{:?}", window.published_marks());

        let (_folder, mut window) = reading(lang, TOWNS);
        let word = window.places_of("الوفد")[0];
        let letters = window.places_of("وفد")[0];
        window.hold_modifiers(Modifiers::ALT);
        window.drag(&[letters.right_center(), word.center(), word.left_center() + vec2(0.5, 0.0)]);
        window.hold_modifiers(BARE);
        assert!(tagged(&mut window).contains(&"وفد".to_owned()), "{:?}", window.published_marks());
    }
}

#[test]
fn a_setting_takes_letters_exactly() {
    for lang in Lang::ALL {
        let (_folder, mut window) = reading(lang, TOWNS);
        window.choose("menu-edit", "menu-mark");
        window.click_text("command-whole-words");
        let (word, letters) = (window.places_of("الوفد")[0], window.places_of("وفد")[0]);
        window.drag(&[letters.right_center(), word.center(), word.left_center() + vec2(0.5, 0.0)]);
        assert!(tagged(&mut window).contains(&"وفد".to_owned()), "{lang:?}: {:?}", window.published_marks());
    }
}

#[test]
fn both_ends_of_a_mark_move_in_review() {
    for lang in Lang::ALL {
        let (_folder, mut window) = reading(lang, "وصل وفد كبير إلى بيروت الغربية أمس.");
        window.press(BARE, Key::F7);
        let place = window.label_name("location");
        let is_now = |window: &Window, words: &str| window.published_mark(&format!("{place}: {words}")).is_some();
        assert!(is_now(&window, "بيروت"), "{:?}", window.published_marks());
        window.press(SHIFT, Key::ArrowLeft);
        assert!(is_now(&window, "بيروت الغربية"), "{:?}", window.published_marks());
        window.press(CTRL_SHIFT, Key::ArrowRight);
        assert!(is_now(&window, "إلى بيروت الغربية"), "{:?}", window.published_marks());
        window.press(CTRL_SHIFT, Key::ArrowLeft);
        window.press(SHIFT, Key::ArrowRight);
        assert!(is_now(&window, "بيروت"), "{:?}", window.published_marks());
        // With F2 the arrows alone move an end, and Tab goes to the other one.
        window.press(SHIFT, Key::F2);
        window.press(BARE, Key::ArrowRight);
        assert!(is_now(&window, "إلى بيروت"), "{:?}", window.published_marks());
        window.press(BARE, Key::Tab);
        window.press(BARE, Key::ArrowLeft);
        assert!(is_now(&window, "إلى بيروت الغربية"), "{:?}", window.published_marks());
    }
}
