//! Learning from a person's tags in the window.

use crate::support::folder::{Folder, annotations_of};
use crate::support::window::{BARE, CTRL, Window};
use eframe::egui::Key;
use hawashi::annotation::Status;
use hawashi::gui::i18n::Lang;

/// A name that no lexicon has, three times, and a town.
const ARTICLE: &str = "زغاليط تتبنى الهجوم على بنغازي في ليبيا.\n\
    وقال شاهد إن مسلحي زغاليط انسحبوا ليلا.\n\
    ثم عادت وزغاليط تنكر ما جرى في بنغازي.\n";

#[test]
fn one_button_suggests_the_rest_and_takes_it_away_again() {
    let folder = Folder::new();
    let article = folder.write("militia.txt", ARTICLE);
    for lang in Lang::ALL {
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        let suggest = window.text("command-suggest-from-tags");
        window.click_text("panel-annotations");
        assert!(!window.sees(&suggest), "there is nothing to learn from");
        window.press(CTRL, Key::T);
        window.drag_over_words(1);
        window.press(BARE, Key::Num2);
        window.frames(3);
        let marks = |window: &Window| window.published_marks().iter().filter(|m| m.name.contains("زغاليط")).count();
        assert_eq!(marks(&window), 1, "{lang:?}: nothing is suggested unasked");
        window.click(&suggest);
        let number = if lang == Lang::En {
            "2 new suggestions from one tag."
        } else {
            "اقتراحان جديدان من وسم واحد."
        };
        window.wait_for(number);
        window.frames(2);
        assert_eq!(marks(&window), 3, "{lang:?}");
        window.click_text("notice-take-away");
        assert!(window.wait_until(|window| marks(window) == 1), "{lang:?}");
    }
}

#[test]
fn the_card_of_a_suggestion_says_which_tag_it_is_like() {
    let folder = Folder::new();
    let article = folder.write("militia.txt", ARTICLE);
    let mut window = Window::reading(&article);
    window.drag_over_words(1);
    window.press(BARE, Key::Num2);
    window.press(CTRL, Key::T);
    window.wait_for("2 new suggestions from one tag.");
    window.frames(2);
    window.press(BARE, Key::Escape);
    window.click_row("زغاليط");
    let says =
        |line: &str| line.contains("your tags") && line.contains("the same name") && line.contains("paragraph 1");
    // The list continues from the tagged mention to the first suggestion.
    assert!(window.any_label(says), "{:?}", window.labels());
    // It is accepted like any other, and saved.
    window.press(BARE, Key::A);
    window.press(CTRL, Key::S);
    window.wait_for("Saved to militia.hawashi.ron.");
    let saved = annotations_of(&article);
    let names: Vec<_> = saved.iter().map(|(quote, a)| (quote.as_str(), a.status, a.label.as_str())).collect();
    assert_eq!(names, [("زغاليط", Status::Accepted, "faction"); 2], "undecided ones are not saved");
}

#[test]
fn a_decision_is_learned_from_after_a_moment() {
    let text = "وصل الوفد إلى بنغازي.\nثم غادر بنغازي.\nوقصفت بنغازي.\nوعاد إلى بنغازي.\nوبقي في ليبيا.\n";
    let folder = Folder::new();
    let article = folder.write("town.txt", text);
    let mut window = Window::reading(&article);
    let marks = |window: &Window| window.published_marks().iter().filter(|m| m.name.contains("بنغازي")).count();
    assert_eq!(marks(&window), 4);
    for _ in 0..3 {
        window.click_row("بنغازي");
        window.press(BARE, Key::R);
    }
    assert!(window.wait_until(|window| marks(window) == 0), "refused three times, refused everywhere");
    // Undoing one rejection restores both.
    window.press(CTRL, Key::Z);
    assert!(window.wait_until(|window| marks(window) == 2));
}

#[test]
fn the_other_articles_of_the_folder_learn_too() {
    let folder = Folder::new();
    let article = folder.write("militia.txt", ARTICLE);
    let mut window = Window::reading(&article);
    window.drag_over_words(1);
    window.press(BARE, Key::Num2);
    window.press(CTRL, Key::T);
    window.wait_for("2 new suggestions from one tag.");
    assert!(folder.read("militia.hawashi.model").is_none(), "not before it is saved");
    window.press(CTRL, Key::S);
    assert!(window.wait_until(|_| folder.read("militia.hawashi.model").is_some()));

    let other = folder.write("other.txt", "اجتمع قادة زغاليط في ليبيا.\n");
    let mut window = Window::reading(&other);
    window.press(CTRL, Key::T);
    window.wait_for("One new suggestion from one tag.");
    assert!(folder.read("other.hawashi.model").is_none_or(|text| !text.contains("زغاليط")), "each keeps its own");

    // A broken file is reported, and not changed.
    folder.write("militia.hawashi.model", "(version: 1, lessons: [");
    let mut window = Window::reading(&other);
    window.wait_for_notice(&["militia.hawashi.model"]);
    assert_eq!(folder.read("militia.hawashi.model").as_deref(), Some("(version: 1, lessons: ["));
}

#[test]
fn a_weapon_of_one_article_is_no_person_in_the_next() {
    let add_label = |window: &mut Window, name: &str| {
        window.press(CTRL, Key::L);
        window.write(name);
        window.press(BARE, Key::Enter);
    };
    let marks = |window: &Window| window.published_marks().iter().filter(|m| m.name.contains("زغاليط")).count();
    let folder = Folder::new();
    let article = folder.write("militia.txt", ARTICLE);
    let mut window = Window::reading(&article);
    add_label(&mut window, "سلاح");
    window.drag_over_words(1);
    window.press(BARE, Key::Num3);
    window.press(CTRL, Key::T);
    window.wait_for("2 new suggestions from one tag.");
    window.press(CTRL, Key::S);
    assert!(window.wait_until(|_| folder.read("militia.hawashi.model").is_some()));
    assert_eq!(annotations_of(&article)[0].1.label.as_str(), "سلاح", "the id says the name");

    // Also the first label added here.
    let other = folder.write("other.txt", "اجتمع قادة زغاليط في ليبيا.\n");
    let mut window = Window::reading(&other);
    let is_weapon = |window: &Window| {
        let mut marks = window.published_marks().into_iter().filter(|mark| mark.name.contains("زغاليط"));
        marks.all(|mark| mark.name.contains("سلاح") && !mark.name.contains("شخص"))
    };
    add_label(&mut window, "شخص");
    window.settle();
    window.press(CTRL, Key::T);
    window.settle();
    assert_eq!(marks(&window), 1);
    assert!(is_weapon(&window), "nobody said that it is a person");
    // The label is adopted with the first suggestion that is accepted.
    window.click_row("زغاليط");
    window.press(BARE, Key::A);
    window.press(CTRL, Key::S);
    window.wait_for("Saved to other.hawashi.ron.");
    assert_eq!(annotations_of(&other)[0].1.label.as_str(), "سلاح");
    // Both had the first free colour where they were created.
    let labels = crate::support::folder::open_again(&other).loaded.unwrap().unwrap().annotation_state.labels;
    let colors: std::collections::BTreeSet<&str> = labels.iter().map(|label| label.color.as_str()).collect();
    assert_eq!((labels.len(), colors.len()), (4, 4), "{colors:?}");
}
