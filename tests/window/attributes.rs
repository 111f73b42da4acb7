//! What a label asks for, and labels that are found by typing.

use crate::support::folder::{Folder, annotations_of};
use crate::support::window::{BARE, CTRL, CTRL_SHIFT, SHIFT, Window};
use eframe::egui::Key;
use hawashi::annotation::{ReadySet, Value};
use hawashi::gui::i18n::Lang;

const TEXT: &str = "وقع اشتباك عنيف قرب المدينة مساء الأربعاء.";

/// An article with the ready set of events among its labels, and the word for the event selected.
fn with_events(lang: Lang) -> (Folder, Window) {
    let (folder, article) = Folder::with_events(TEXT);
    let mut window = Window::speaking(lang).open(&[&article]);
    window.wait_for_article("text.txt");
    let word = window.places_of("اشتباك")[0];
    window.click_at(word.center(), 2);
    (folder, window)
}

fn value(folder: &Folder, window: &mut Window, name: &str) -> Option<Value> {
    window.press(CTRL, Key::S);
    assert!(window.wait_until(|_| folder.read("text.hawashi.ron").is_some()));
    window.frames(5);
    let all = annotations_of(&folder.path("text.txt"));
    let event = all.iter().find(|(_, annotation)| annotation.label.as_str() == "event");
    event.and_then(|(_, annotation)| annotation.attributes.get(name).cloned())
}

fn name_of(lang: Lang, id: &str) -> String {
    let labels = ReadySet::Events.read();
    let event = labels.get(&"event".into()).unwrap();
    event.attributes.iter().find(|kind| kind.id == id).unwrap().name_in(lang.code()).to_owned()
}

#[test]
fn attributes_are_set_by_mouse() {
    for lang in Lang::ALL {
        let (folder, mut window) = with_events(lang);
        window.press(BARE, Key::Num3);
        // The type is required, and missing.
        let missing = window.text_with("popover-attributes-missing", "count", 1);
        window.click(&missing);
        let none = window.text("attribute-none");
        window.click(&format!("{}: {none}", name_of(lang, "type")));
        window.click(if lang == Lang::Ar { "اشتباك" } else { "Battle" });
        window.click_text("labels-yes");
        window.click_text("details-done");
        assert!(window.sees(&window.text("popover-attributes")), "{lang:?}: {:?}", window.tag_bar());
        assert_eq!(value(&folder, &mut window, "type"), Some(Value::Choice("battle".to_owned())), "{lang:?}");
        assert_eq!(value(&folder, &mut window, "confirmed"), Some(Value::YesNo(true)), "{lang:?}");
    }
}

#[test]
fn attributes_are_set_by_keys_and_undone() {
    for lang in Lang::ALL {
        let (folder, mut window) = with_events(lang);
        window.press(BARE, Key::Num3);
        window.press_at_once(&[(BARE, Key::D, "d")]);
        // The first has the focus: Down goes from choice to choice.
        window.press(BARE, Key::ArrowDown);
        window.press(BARE, Key::ArrowDown);
        window.press(BARE, Key::Tab);
        window.write("2026-11-26");
        window.press(BARE, Key::Tab);
        window.write("٤");
        window.press(BARE, Key::Enter);
        window.press(BARE, Key::Escape);
        assert!(!window.sees(&window.text("details-done")), "{lang:?}: closed");
        assert_eq!(value(&folder, &mut window, "type"), Some(Value::Choice("bombardment".to_owned())), "{lang:?}");
        let date = value(&folder, &mut window, "date").map(|value| value.plain());
        assert_eq!(date.as_deref(), Some("2026-11-26"), "{lang:?}");
        let killed = value(&folder, &mut window, "killed").map(|value| value.plain());
        assert_eq!(killed.as_deref(), Some("4"), "{lang:?}");
        window.press(CTRL, Key::Z);
        assert_eq!(value(&folder, &mut window, "killed"), None, "{lang:?}: a step of its own");
    }
}

#[test]
fn words_become_a_label_by_one_key() {
    for lang in Lang::ALL {
        let (_folder, mut window) = Window::speaking(lang).open_text(TEXT);
        let word = window.places_of("عنيف")[0];
        window.click_at(word.center(), 2);
        window.press_at_once(&[(SHIFT, Key::T, "T")]);
        assert!(window.published_mark("عنيف: عنيف").is_some(), "{lang:?}: {:?}", window.published_marks());
        window.press(CTRL, Key::Z);
        assert!(window.published_mark("عنيف: عنيف").is_none(), "{lang:?}: one step");
    }
}

#[test]
fn the_list_of_labels_begins_with_what_was_used_last_and_says_what_it_is_for() {
    for lang in Lang::ALL {
        let (_folder, mut window) = with_events(lang);
        window.press(BARE, Key::Num3);
        window.press(BARE, Key::Escape);
        let word = window.places_of("المدينة")[0];
        window.click_at(word.center(), 2);
        window.press_at_once(&[(BARE, Key::T, "t")]);
        let name = if lang == Lang::Ar { "حدث" } else { "Event" };
        let at = |name: &str| window.rows().iter().position(|row| row == name).unwrap();
        assert!(at(name) < at(&window.label_name("location")), "{lang:?}: {:?}", window.rows());
        let says = if lang == Lang::Ar { "الكلمة التي تسمي ما حدث" } else { "names what happened" };
        assert!(window.any_label(|text| text.contains(says)), "{lang:?}: {:?}", window.labels());
        // In the other language.
        window.write(if lang == Lang::Ar { "actor" } else { "طرف" });
        window.press(BARE, Key::Enter);
        let actor = if lang == Lang::Ar { "طرف" } else { "Actor" };
        assert!(window.published_mark(&format!("{actor}: المدينة")).is_some(), "{:?}", window.published_marks());
    }
}

#[test]
fn letters_and_digits_are_not_for_the_page_while_a_card_or_a_menu_is_used() {
    for lang in Lang::ALL {
        let (_folder, mut window) = with_events(lang);
        window.press(BARE, Key::Num3);
        let event = if lang == Lang::Ar { "حدث" } else { "Event" };
        let tagged = format!("{event}: اشتباك");
        // The button of the first attribute has the focus, then its list is open.
        window.press_at_once(&[(BARE, Key::D, "d")]);
        for key in [Key::Num1, Key::R, Key::Delete] {
            window.press(BARE, key);
            assert!(window.published_mark(&tagged).is_some(), "{lang:?}: {key:?}: {:?}", window.published_marks());
        }
        window.press(BARE, Key::Enter);
        window.settle();
        window.press_at_once(&[(BARE, Key::Num1, "1")]);
        assert!(window.published_mark(&tagged).is_some(), "{lang:?}: {:?}", window.published_marks());
        window.click_text("details-done");
        // In the mark's own menu.
        let word = window.places_of("اشتباك")[0];
        window.click_at(word.center(), 1);
        window.press(SHIFT, Key::F10);
        window.settle();
        window.press_at_once(&[(BARE, Key::Num1, "1")]);
        assert!(window.published_mark(&tagged).is_some(), "{lang:?}: {:?}", window.published_marks());
        window.press(BARE, Key::Escape);
        window.settle();
        window.click_at(word.center(), 1);
        window.press(BARE, Key::Num1);
        assert!(window.published_mark(&tagged).is_none(), "{lang:?}: on the page they work again");
    }
}

#[test]
fn each_kind_of_attribute_is_defined_with_a_default_that_new_tags_have() {
    for lang in Lang::ALL {
        // So high that the whole form is seen.
        let (folder, mut window) = Window::speaking(lang).size(1366.0, 2400.0).open_text(TEXT);
        window.press(CTRL_SHIFT, Key::E);
        window.wait_for(&window.text("labels-search"));
        let defaults = [
            ("الشدة", "labels-type-choice", "", None),
            ("الأسلحة", "labels-type-choices", "بنادق، مدافع", Some("بنادق; مدافع")),
            ("المصدر", "labels-type-text", "شهود", Some("شهود")),
            ("مؤكد", "labels-type-yes-no", "", None),
            ("القتلى", "labels-type-number", "٤", Some("4")),
            ("اليوم", "labels-type-date", "26 نوفمبر 2026", Some("2026-11-26")),
        ];
        for (name, of_type, default, _) in defaults {
            window.click_text("labels-attribute-add");
            window.write(name);
            window.press(BARE, Key::Enter);
            window.frames(4);
            if of_type != "labels-type-text" {
                window.click_text("labels-type-text");
                window.click_text(of_type);
                window.frames(2);
            }
            if of_type == "labels-type-choice" || of_type == "labels-type-choices" {
                fill(&mut window, "labels-choices", "بنادق، مدافع");
            }
            match of_type {
                "labels-type-choice" => {
                    window.click_text("labels-default-none");
                    window.click("مدافع");
                }
                "labels-type-yes-no" => {
                    window.click_text("labels-default-none");
                    window.click_text("labels-yes");
                }
                _ => fill(&mut window, "labels-default", default),
            }
            window.frames(2);
            // Folded, so that the next one has the only fields of its kind.
            window.click_row(name);
            window.frames(4);
        }
        window.click_text("labels-close");
        let word = window.places_of("اشتباك")[0];
        window.click_at(word.center(), 2);
        window.press(BARE, Key::Num1);
        window.press(CTRL, Key::S);
        window.wait_for(&window.text("status-saved"));
        let all = annotations_of(&folder.path("text.txt"));
        let values = &all[0].1.attributes;
        assert_eq!(values.get("الشدة"), Some(&Value::Choice("مدافع".to_owned())), "{lang:?}: {values:?}");
        assert_eq!(values.get("مؤكد"), Some(&Value::YesNo(true)), "{lang:?}: {values:?}");
        for (name, _, _, kept) in defaults {
            if let Some(kept) = kept {
                let value = values.get(name).map(Value::plain);
                assert_eq!(value.as_deref(), Some(kept), "{lang:?} {name}: {values:?}");
            }
        }
    }
}

/// Replaces the text of a field, and leaves it with Enter.
fn fill(window: &mut Window, key: &str, text: &str) {
    let place = window.field_of(&window.text(key));
    window.click_at(place.center(), 1);
    window.press(CTRL, Key::A);
    window.write(text);
    window.press(BARE, Key::Enter);
    window.frames(4);
}
