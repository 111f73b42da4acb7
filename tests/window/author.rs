//! The author name: asked for once, saved, and changed.

use crate::support::folder::{Folder, annotations_of};
use crate::support::window::{BARE, CTRL, Window};
use eframe::egui::{Key, pos2};
use hawashi::gui::i18n::Lang;
use hawashi::store::settings::system_name;

#[test]
fn the_name_is_asked_for_once_when_there_is_something_to_sign() {
    for lang in Lang::ALL {
        let (_folder, article) = Folder::with_libya();
        let mut window = Window::speaking(lang).without_author().open(&[&article]);
        window.wait_for_mentions();
        let question = window.text("author-question");
        assert!(!window.sees(&question), "nothing is to be signed yet");
        window.drag_over_words(2);
        window.press(BARE, Key::Num1);
        window.wait_for(&question);
        let name = window.text("author-name");
        assert_eq!(window.value_of(&name), system_name(), "what the system knows is suggested");
        // The page stays usable: the question is not modal.
        assert!(!window.is_modal(&name));
        let field = window.field_of(&name);
        window.click_at(field.center(), 1);
        window.press(CTRL, Key::A);
        window.write("سارة حداد");
        window.press(BARE, Key::Enter);
        assert!(!window.sees(&question));
        window.press(CTRL, Key::S);
        window.wait_for(&window.text("status-saved"));
        assert_eq!(annotations_of(&article)[0].1.by(), "سارة حداد", "the first annotation has it, too");
        // The question is not repeated for another article.
        window.press(BARE, Key::Escape);
        window.drag_over_words(3);
        window.press(BARE, Key::Num2);
        window.frames(4);
        assert!(!window.sees(&question));
    }
}

#[test]
fn not_answering_keeps_the_systems_name_and_the_name_can_be_changed() {
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::speaking(Lang::En).without_author().open(&[&article]);
    window.wait_for_mentions();
    window.drag_over_words(2);
    window.press(BARE, Key::Num1);
    let question = window.text("author-question");
    window.wait_for(&question);
    window.click_text("author-later");
    assert!(!window.sees(&question));
    window.press(CTRL, Key::S);
    window.wait_for(&window.text("status-saved"));
    assert_eq!(annotations_of(&article)[0].1.by(), system_name());

    window.choose("menu-edit", "command-author");
    window.write("Omar");
    window.press(BARE, Key::Enter);
    window.frames(4);
    assert!(!window.sees(&window.text("author-text")), "Enter closes the dialog");
    window.press(BARE, Key::Escape);
    let page = window.page();
    window.click_at(pos2(page.center().x, page.bottom() - 20.0), 2);
    window.press(BARE, Key::Num2);
    window.press(CTRL, Key::S);
    let signed = |_: &Window| annotations_of(&article).iter().any(|(_, annotation)| annotation.by() == "Omar");
    assert!(window.wait_until(signed), "the new name is written");
    assert!(
        annotations_of(&article).iter().any(|(_, annotation)| annotation.by() == system_name()),
        "the old one stays"
    );
}

#[test]
fn tooltips_have_the_shortcut_on_the_same_line() {
    for lang in Lang::ALL {
        let (_folder, article) = Folder::with_libya();
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        window.drag_over_words(2);
        window.press(BARE, Key::Num1);
        for (command, keys) in [("command-undo", "Ctrl+Z"), ("command-toggle-side-panel", "F9")] {
            let name = window.text(command);
            window.hover(window.rect_of(&name).center());
            let tip = |window: &Window| {
                window.labels().into_iter().find(|text| text.starts_with(&name) && text.contains(keys))
            };
            assert!(window.wait_until(|window| tip(window).is_some()), "{command}: {:?}", window.labels());
            let height = window.rect_of(&tip(&window).unwrap()).height();
            assert!(height < 28.0, "{command}: one line, not {height}");
            window.hover(window.page().center());
        }
    }
}
