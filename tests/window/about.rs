//! What is known about the whole article: typed, or taken from its first lines.

use crate::support::folder::{Folder, open_again};
use crate::support::window::{BARE, CTRL, Window};
use eframe::egui::Key;
use hawashi::annotation::LabelSet;
use hawashi::gui::i18n::Lang;

const TEXT: &str =
    "هدوء حذر في الزاوية\n\nبوابة المتوسط | الخميس ٢٦ تشرين الثاني ٢٠٢٦\n\nاندلعت اشتباكات ليل الأربعاء في المدينة.\n";

fn saved(folder: &Folder, window: &mut Window, name: &str) -> Option<String> {
    window.press(CTRL, Key::S);
    window.wait_for(&window.text("status-saved"));
    let loaded = open_again(&folder.path("text.txt")).loaded.unwrap().unwrap();
    loaded.annotation_state.attributes.get(name).map(|value| value.plain())
}

fn name_of(lang: Lang, id: &str) -> String {
    let labels = LabelSet::default();
    labels.document_attributes.iter().find(|kind| kind.id == id).unwrap().name_in(lang.code()).to_owned()
}

#[test]
fn suggestions_are_taken_one_by_one_typed_over_or_all_at_once() {
    for lang in Lang::ALL {
        let (folder, mut window) = Window::speaking(lang).open_text(TEXT);
        window.press(CTRL, Key::I);
        window.wait_for(&window.text("about-title"));
        // The title has the focus: Enter takes what is suggested.
        window.press(BARE, Key::Enter);
        assert_eq!(saved(&folder, &mut window, "title").as_deref(), Some("هدوء حذر في الزاوية"), "{lang:?}");
        assert_eq!(saved(&folder, &mut window, "source"), None, "{lang:?}: not kept until it is taken");
        let author = window.field_of(&name_of(lang, "author"));
        window.click_at(author.center(), 1);
        window.write("هالة");
        window.press(BARE, Key::Tab);
        assert_eq!(saved(&folder, &mut window, "author").as_deref(), Some("هالة"), "{lang:?}");
        window.click_text("about-take-all");
        assert_eq!(saved(&folder, &mut window, "published").as_deref(), Some("2026-11-26"), "{lang:?}");
        assert_eq!(saved(&folder, &mut window, "source").as_deref(), Some("بوابة المتوسط"), "{lang:?}");
        window.press(CTRL, Key::I);
        assert!(!window.sees(&window.text("about-title")), "{lang:?}: the same key closes it");
        window.press(CTRL, Key::Z);
        assert_eq!(saved(&folder, &mut window, "published"), None, "{lang:?}: all of it is one step");
    }
}

#[test]
fn a_date_is_typed_as_people_write_it() {
    for lang in Lang::ALL {
        let (folder, mut window) = Window::speaking(lang).open_text("نص بلا تاريخ.");
        window.press(CTRL, Key::I);
        let date = window.field_of(&name_of(lang, "published"));
        window.click_at(date.center(), 1);
        window.write("١ رمضان ١٤٤٤");
        window.press(BARE, Key::Enter);
        assert_eq!(saved(&folder, &mut window, "published").as_deref(), Some("2023-03-23"), "{lang:?}");
    }
}

#[test]
fn all_suggestions_and_what_is_typed_are_taken_by_keys_in_one_step() {
    for lang in Lang::ALL {
        let (folder, mut window) = Window::speaking(lang).open_text(TEXT);
        window.press(CTRL, Key::I);
        window.wait_for(&window.text("about-title"));
        // From the title, whose own suggestion Enter would take.
        window.press(CTRL, Key::Enter);
        assert_eq!(saved(&folder, &mut window, "title").as_deref(), Some("هدوء حذر في الزاوية"), "{lang:?}");
        assert_eq!(saved(&folder, &mut window, "published").as_deref(), Some("2026-11-26"), "{lang:?}");
        window.press(BARE, Key::Escape);
        window.press(CTRL, Key::Z);
        assert_eq!(saved(&folder, &mut window, "title"), None, "{lang:?}: one step");
        assert_eq!(saved(&folder, &mut window, "published"), None, "{lang:?}: one step");
        // What is typed wins.
        let title = window.field_of(&name_of(lang, "title"));
        window.click_at(title.center(), 1);
        window.write("هدوء");
        window.press(CTRL, Key::Enter);
        assert_eq!(saved(&folder, &mut window, "title").as_deref(), Some("هدوء"), "{lang:?}");
        assert_eq!(saved(&folder, &mut window, "source").as_deref(), Some("بوابة المتوسط"), "{lang:?}");
        window.press(BARE, Key::Escape);
        window.press(CTRL, Key::Z);
        assert_eq!(saved(&folder, &mut window, "title"), None, "{lang:?}: one step");
    }
}

#[test]
fn what_is_typed_and_the_suggestions_taken_by_mouse_are_one_step() {
    for lang in Lang::ALL {
        let (folder, mut window) = Window::speaking(lang).open_text(TEXT);
        window.press(CTRL, Key::I);
        window.wait_for(&window.text("about-title"));
        let title = window.field_of(&name_of(lang, "title"));
        window.click_at(title.center(), 1);
        window.write("هدوء");
        window.click_text("about-take-all");
        assert_eq!(saved(&folder, &mut window, "title").as_deref(), Some("هدوء"), "{lang:?}");
        assert_eq!(saved(&folder, &mut window, "published").as_deref(), Some("2026-11-26"), "{lang:?}");
        window.press(BARE, Key::Escape);
        window.press(CTRL, Key::Z);
        assert_eq!(saved(&folder, &mut window, "title"), None, "{lang:?}: one step");
        assert_eq!(saved(&folder, &mut window, "published"), None, "{lang:?}: one step");
        // A press that is not let go there takes nothing, and what was typed is kept when its field is left.
        let title = window.field_of(&name_of(lang, "title"));
        window.click_at(title.center(), 1);
        window.write("حذر");
        let take = window.rect_of(&window.text("about-take-all")).center();
        window.drag(&[take, take + eframe::egui::vec2(0.0, 200.0)]);
        window.frames(4);
        window.press(BARE, Key::Tab);
        assert_eq!(saved(&folder, &mut window, "title").as_deref(), Some("حذر"), "{lang:?}");
        assert_eq!(saved(&folder, &mut window, "published"), None, "{lang:?}");
    }
}
