//! Relations between marks: made, selected, changed and deleted, by mouse and keyboard.

use crate::support::folder::{Folder, open_again};
use crate::support::window::{BARE, CTRL, SHIFT, Window};
use eframe::egui::{Key, Rect, vec2};
use hawashi::annotation::{AttributeKind, Carried, ReadySet, Relation, Value};
use hawashi::exchange::ron::annotations_to_ron;
use hawashi::gui::i18n::Lang;

const TEXT: &str =
    "اندلع اشتباك ليل الأربعاء بين الكتيبة والمهاجمين.\nوقال شهود إن القصف استمر حتى الفجر قرب المصفاة.\n";

/// An article in which an event and two actors are tagged.
fn with_marks(lang: Lang) -> (Folder, Window) {
    let (folder, article) = Folder::with_events(TEXT);
    (folder, tagged(Window::speaking(lang).open(&[&article])))
}

/// Tags the events and the actor of the text.
fn tagged(mut window: Window) -> Window {
    window.wait_for_article("text.txt");
    for (word, key) in [("اشتباك", Key::Num3), ("الكتيبة", Key::Num4), ("القصف", Key::Num3)] {
        let place = window.places_of(word)[0];
        window.press(BARE, Key::Escape);
        window.click_at(place.center(), 2);
        window.press(BARE, key);
        window.press(BARE, Key::Escape);
    }
    window
}

fn kind_name(lang: Lang, id: &str) -> String {
    ReadySet::Events.read().relation_kind(id).unwrap().name_in(lang.code()).to_owned()
}

/// What a relation is called on the page and in the list.
fn named(lang: Lang, from: &str, kind: &str, to: &str) -> String {
    let kind = kind_name(lang, kind);
    let arrow = if lang == Lang::Ar { "←" } else { "→" };
    format!("{from} {arrow} {kind} {arrow} {to}")
}

fn saved(folder: &Folder, window: &mut Window) -> Vec<Relation> {
    window.press(CTRL, Key::S);
    window.wait_for(&window.text("status-saved"));
    let loaded = open_again(&folder.path("text.txt")).loaded.unwrap().unwrap();
    loaded.annotation_state.relations.iter().cloned().collect()
}

fn place(window: &mut Window, word: &str) -> Rect {
    let place = window.places_of(word)[0];
    window.press(BARE, Key::Escape);
    window.press(BARE, Key::Escape);
    place
}

#[test]
fn a_relation_is_made_turned_changed_and_undone_by_keyboard() {
    for lang in Lang::ALL {
        let (folder, mut window) = with_marks(lang);
        let at = place(&mut window, "اشتباك");
        window.click_at(at.center(), 1);
        window.press_at_once(&[(BARE, Key::L, "l")]);
        window.wait_for(&window.text("relation-new"));
        // To the next mark that can be its end: the actor.
        window.press(BARE, Key::ArrowLeft);
        window.press_at_once(&[(BARE, Key::Num2, "2")]);
        let second = named(lang, "اشتباك", "actor2", "الكتيبة");
        assert!(window.sees(&second), "{lang:?}: {:?}", window.buttons());
        assert!(!window.sees(&window.text("relation-new")), "{lang:?}: the card is closed");
        let made = saved(&folder, &mut window);
        assert_eq!(made.len(), 1, "{lang:?}");
        assert_eq!(made[0].kind, "actor2", "{lang:?}");

        // It is selected: E asks for another kind. The one that is used most comes first.
        window.press_at_once(&[(BARE, Key::E, "e")]);
        window.press_at_once(&[(BARE, Key::Num2, "2")]);
        assert!(!window.sees(&second), "{lang:?}: {:?}", window.buttons());
        window.press(CTRL, Key::Z);
        assert!(window.sees(&second), "{lang:?}: one step back: {:?}", window.buttons());
        window.press(CTRL, Key::Z);
        assert!(!window.sees(&second), "{lang:?}: two steps back");
        window.press(CTRL, Key::Y);
        assert!(window.sees(&second), "{lang:?}: again");
    }
}

#[test]
fn the_other_end_is_found_by_typing() {
    for lang in Lang::ALL {
        let (folder, mut window) = with_marks(lang);
        let at = place(&mut window, "القصف");
        window.click_at(at.center(), 1);
        window.press_at_once(&[(BARE, Key::L, "l")]);
        window.write("كتيبه");
        window.press(BARE, Key::Enter);
        window.press(BARE, Key::Enter);
        let first = named(lang, "القصف", "actor1", "الكتيبة");
        assert!(window.sees(&first), "{lang:?}: {:?}", window.buttons());
        assert_eq!(saved(&folder, &mut window).len(), 1, "{lang:?}");
    }
}

#[test]
fn a_relation_is_drawn_selected_and_deleted_by_mouse() {
    for lang in Lang::ALL {
        let (folder, mut window) = with_marks(lang);
        let (from, to) = (place(&mut window, "القصف"), place(&mut window, "الكتيبة"));
        window.click_at(from.center(), 1);
        // The handle is at the top of the mark.
        let handle = from.center_top() + vec2(0.0, 3.0);
        window.drag(&[handle, to.center() + vec2(0.0, 6.0), to.center()]);
        window.wait_for(&window.text("relation-new"));
        window.click_option(&kind_name(lang, "target"));
        let target = named(lang, "القصف", "target", "الكتيبة");
        assert!(window.sees(&target), "{lang:?}: {:?}", window.buttons());

        // In the list beside the page, too.
        window.press(BARE, Key::Escape);
        window.click_text("panel-relations");
        assert!(window.rows().contains(&target), "{lang:?}: {:?}", window.rows());
        let page = window.page();
        let arc = window.rects_of(&target).into_iter().find(|place| page.contains_rect(*place)).unwrap();
        assert!(arc.left() > to.right(), "{lang:?}: in the margin, not over the text");
        window.click_at(arc.center(), 1);
        window.press(BARE, Key::Delete);
        assert!(!window.sees(&target), "{lang:?}: {:?}", window.buttons());
        assert_eq!(saved(&folder, &mut window), [], "{lang:?}");
        window.press(CTRL, Key::Z);
        assert!(window.sees(&target), "{lang:?}: {:?}", window.buttons());
    }
}

#[test]
fn between_labels_without_a_relation_the_card_says_so() {
    for lang in Lang::ALL {
        let (_folder, mut window) = with_marks(lang);
        let (from, to) = (place(&mut window, "اشتباك"), place(&mut window, "القصف"));
        window.click_at(from.center(), 1);
        window.press_at_once(&[(BARE, Key::L, "l")]);
        // A click on a mark chooses it.
        window.click_at(to.center(), 1);
        let event = if lang == Lang::Ar { "حدث" } else { "Event" };
        let why = window.text_with_texts("relation-none-allowed", &[("from", event), ("to", event)]);
        assert!(window.sees(&why), "{lang:?}: {:?}", window.labels());
        window.press(BARE, Key::Escape);
        assert!(!window.sees(&why), "{lang:?}");
    }
}

#[test]
fn a_relation_has_a_note_and_the_attributes_of_its_kind() {
    for lang in Lang::ALL {
        let (folder, article) = Folder::with_events(TEXT);
        let opened = open_again(&article);
        let loaded = opened.loaded.unwrap().unwrap();
        let mut state = loaded.annotation_state;
        let weapon = AttributeKind {
            id: "weapon".to_owned(),
            name: [("ar", "السلاح"), ("en", "Weapon")].map(|(lang, name)| (lang.to_owned(), name.to_owned())).into(),
            ..AttributeKind::default()
        };
        for kind in state.labels.relation_kinds.iter_mut() {
            kind.attributes = vec![weapon.clone()];
        }
        folder.write("text.hawashi.ron", annotations_to_ron("text.txt", &opened.document, &state, &Carried::default()));
        let mut window = tagged(Window::speaking(lang).open(&[&article]));
        let at = place(&mut window, "اشتباك");
        window.click_at(at.center(), 1);
        window.press_at_once(&[(BARE, Key::L, "l")]);
        window.press(BARE, Key::ArrowLeft);
        window.press_at_once(&[(BARE, Key::Num1, "1")]);

        // The relation that was made is selected.
        window.press_at_once(&[(BARE, Key::D, "d")]);
        window.write("مدفعية");
        window.press(BARE, Key::Enter);
        window.press(BARE, Key::Escape);
        window.press_at_once(&[(BARE, Key::N, "n")]);
        window.write("بحسب شهود");
        window.press(BARE, Key::Enter);
        window.press(BARE, Key::Escape);
        let made = saved(&folder, &mut window);
        assert_eq!(made[0].note, "بحسب شهود", "{lang:?}");
        assert_eq!(made[0].attributes.get("weapon"), Some(&Value::Text("مدفعية".to_owned())), "{lang:?}");
        // One step each.
        window.press(CTRL, Key::Z);
        let made = saved(&folder, &mut window);
        assert_eq!((made[0].note.as_str(), made[0].attributes.is_empty()), ("", false), "{lang:?}");
        window.press(CTRL, Key::Z);
        assert!(saved(&folder, &mut window)[0].attributes.is_empty(), "{lang:?}");
    }
}

#[test]
fn a_relation_that_cannot_be_turned_round_says_so_with_the_names_of_its_labels() {
    for lang in Lang::ALL {
        let (folder, mut window) = with_marks(lang);
        let at = place(&mut window, "اشتباك");
        window.click_at(at.center(), 1);
        window.press_at_once(&[(BARE, Key::L, "l")]);
        window.press(BARE, Key::ArrowLeft);
        window.press_at_once(&[(BARE, Key::Num2, "2")]);
        window.press_at_once(&[(BARE, Key::X, "x")]);
        let (event, actor) = (window_label(lang, "event"), window_label(lang, "actor"));
        let values = [("kind", kind_name(lang, "actor2")), ("from", actor), ("to", event)];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let told = window.text_with_texts("error-relation-ends", &values);
        assert!(window.notices().contains(&told), "{lang:?}: {:?} {told}", window.notices());
        assert_eq!(saved(&folder, &mut window).len(), 1, "{lang:?}");
    }
}

fn window_label(lang: Lang, id: &str) -> String {
    ReadySet::Events.read().get(&id.into()).unwrap().name_in(lang.code()).to_owned()
}

#[test]
fn the_menu_of_a_relation_speaks_of_it() {
    for lang in Lang::ALL {
        let (_folder, mut window) = with_marks(lang);
        let at = place(&mut window, "اشتباك");
        window.click_at(at.center(), 1);
        window.press_at_once(&[(BARE, Key::L, "l")]);
        window.wait_for(&window.text("relation-new"));
        window.press(BARE, Key::ArrowLeft);
        window.press_at_once(&[(BARE, Key::Num2, "2")]);
        window.settle();
        window.press(SHIFT, Key::F10);
        window.settle();
        for key in ["command-accept-relation", "command-change-relation", "command-add-note"] {
            assert!(window.sees(&window.text(key)), "{lang:?}: {key}");
        }
        window.choose_row("command-delete-relation");
        window.settle();
        let second = named(lang, "اشتباك", "actor2", "الكتيبة");
        assert!(!window.sees(&second), "{lang:?}: {:?}", window.buttons());
    }
}

#[test]
fn where_no_mark_can_be_the_other_end_the_card_says_so() {
    for lang in Lang::ALL {
        let (_folder, article) = Folder::with_events(TEXT);
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_article("text.txt");
        let at = place(&mut window, "اشتباك");
        window.click_at(at.center(), 2);
        window.press(BARE, Key::Num3);
        window.press_at_once(&[(BARE, Key::L, "l")]);
        window.wait_for(&window.text("relation-new"));
        assert!(!window.sees(&window.text("relation-no-end")), "{lang:?}");
        window.press(BARE, Key::ArrowLeft);
        assert!(window.sees(&window.text("relation-no-end")), "{lang:?}: {:?}", window.labels());
    }
}
