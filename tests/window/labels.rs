//! The label editor: everything by name and by keyboard, in both languages; each change is one step.

use std::path::Path;

use crate::support::folder::{Folder, annotations_of, open_again};
use crate::support::window::{BARE, CTRL, CTRL_SHIFT, Window};
use eframe::egui::{Key, Modifiers};
use hawashi::annotation::{Label, LabelSet};
use hawashi::gui::i18n::Lang;

const ARTICLE: &str = "قال متحدث إن اشتباكات اندلعت قرب سرت.\nوأضاف أن القصف توقف.\n";

/// A window with an article whose labels are being edited.
fn editing(lang: Lang) -> (Folder, std::path::PathBuf, Window) {
    let folder = Folder::new();
    let article = folder.write("text.txt", ARTICLE);
    let mut window = Window::speaking(lang).open(&[&article]);
    window.wait_for_article("text.txt");
    window.press(CTRL_SHIFT, Key::E);
    window.wait_for(&window.text("labels-search"));
    (folder, article, window)
}

/// Labels as they are saved.
fn saved(window: &mut Window, article: &Path) -> LabelSet {
    window.press(CTRL, Key::S);
    window.wait_for(&window.text("status-saved"));
    open_again(article).loaded.unwrap().unwrap().annotation_state.labels
}

fn label<'l>(labels: &'l LabelSet, id: &str) -> &'l Label {
    labels
        .get(&id.into())
        .unwrap_or_else(|| panic!("no {id} among {:?}", labels.iter().map(|l| &l.id).collect::<Vec<_>>()))
}

fn new_label(window: &mut Window, name: &str) {
    window.press(CTRL, Key::L);
    window.wait_for(&window.text("labels-new-name"));
    window.write(name);
    window.press(BARE, Key::Enter);
    window.frames(4);
}

/// Replaces the text of a field, and leaves it with Enter.
fn fill(window: &mut Window, field: &str, text: &str) {
    let place = window.field_of(field);
    window.click_at(place.center(), 1);
    window.press(CTRL, Key::A);
    window.write(text);
    window.press(BARE, Key::Enter);
    window.frames(4);
}

#[test]
fn a_label_is_made_named_moved_hidden_and_removed_by_keyboard() {
    for lang in Lang::ALL {
        let (_folder, article, mut window) = editing(lang);
        assert_eq!(window.row_names().len(), 3, "two labels and the article: {:?}", window.rows());
        new_label(&mut window, "حدث");
        assert_eq!(window.row_names()[2], "حدث");
        // Enter edits the name in the interface's language.
        window.press(BARE, Key::Enter);
        window.write(if lang == Lang::Ar { "واقعة" } else { "Event" });
        window.press(BARE, Key::Enter);
        window.press(Modifiers::ALT, Key::ArrowUp);
        window.press(BARE, Key::Space);
        let labels = saved(&mut window, &article);
        let order: Vec<&str> = labels.iter().map(|label| label.id.as_str()).collect();
        assert_eq!(order, ["location", "حدث", "faction"], "{lang:?}");
        let event = label(&labels, "حدث");
        let (other, expected) = if lang == Lang::Ar { ("en", "واقعة") } else { ("ar", "Event") };
        assert_eq!((event.name_in(lang.code()), event.name_in(other)), (expected, "حدث"));
        assert!(event.hidden);
        assert!(!labels.iter().any(|known| known.id != event.id && known.look() == event.look()));
        // Each was one step.
        window.press(CTRL, Key::Z);
        window.press(CTRL, Key::Z);
        window.press(CTRL, Key::Z);
        let labels = saved(&mut window, &article);
        assert_eq!((label(&labels, "حدث").hidden, label(&labels, "حدث").name_in(lang.code())), (false, "حدث"));
        assert_eq!(labels.iter().last().map(|label| label.id.as_str()), Some("حدث"));
        // Unused, it goes after one question.
        window.click_row("حدث");
        window.press(BARE, Key::Delete);
        window.wait_for(&window.text_with("labels-ask-remove-unused", "label", "حدث"));
        window.click_text("labels-remove-now");
        assert!(saved(&mut window, &article).get(&"حدث".into()).is_none());
        // Escape returns to the page.
        window.press(BARE, Key::Escape);
        window.press(BARE, Key::Escape);
        assert!(window.is_front("text.txt"), "{lang:?}");
    }
}

#[test]
fn what_is_typed_is_kept_however_the_field_is_left() {
    for lang in Lang::ALL {
        let (_folder, article, mut window) = editing(lang);
        let (arabic, english) = (window.text("labels-name-ar"), window.text("labels-name-en"));
        let place = window.field_of(&english);
        window.click_at(place.center(), 1);
        window.press(CTRL, Key::A);
        window.write("Spot");
        // Another row is clicked.
        let faction = window.label_name("faction");
        window.click_row(&faction);
        window.frames(4);
        let place = window.field_of(&arabic);
        window.click_at(place.center(), 1);
        window.press(CTRL, Key::A);
        window.write("جماعة");
        window.press(BARE, Key::Escape);
        assert_eq!(window.written_in(&arabic), "فصيل", "Escape takes it back");
        let place = window.field_of(&arabic);
        window.click_at(place.center(), 1);
        window.press(CTRL, Key::A);
        window.write("جماعة");
        // The editor is closed.
        window.click_text("labels-close");
        assert!(window.is_front("text.txt"));
        let labels = saved(&mut window, &article);
        assert_eq!(label(&labels, "location").name_in("en"), "Spot");
        assert_eq!(label(&labels, "faction").name_in("ar"), "جماعة");
    }
}

#[test]
fn colour_line_key_and_place_are_chosen_and_none_is_taken_twice() {
    for lang in Lang::ALL {
        let (_folder, article, mut window) = editing(lang);
        let faction = window.label_name("faction");
        window.click_row(&faction);
        window.frames(4);
        // The colour of the other label, with a line that it does not have.
        let teal = window.text("color-teal");
        let choice = window.named_like(&teal);
        window.click(&choice);
        window.frames(4);
        let labels = saved(&mut window, &article);
        assert_eq!(label(&labels, "faction").color, "teal");
        assert_ne!(label(&labels, "faction").line, label(&labels, "location").line);
        let double = window.text("labels-line-double");
        window.click(&double);
        // The keys are swapped.
        window.click(&window.text_with("labels-key-is", "key", if lang == Lang::Ar { "٢" } else { "2" }));
        let swap = window.named_like(if lang == Lang::Ar { "١، تبادل" } else { "1, swap" });
        window.click(&swap);
        window.click_text("labels-parent-none");
        let location = window.label_name("location");
        window.click(&location);
        let labels = saved(&mut window, &article);
        let faction = label(&labels, "faction");
        assert_eq!((faction.key, label(&labels, "location").key), (Some('1'), Some('2')));
        assert_eq!(faction.line, hawashi::annotation::LineStyle::Double);
        assert_eq!(faction.parent, Some("location".into()));
        (0..4).for_each(|_| window.press(CTRL, Key::Z));
        assert_eq!(saved(&mut window, &article), LabelSet::default(), "{lang:?}: four steps");
    }
}

#[test]
fn removing_counts_first_and_asks_what_becomes_of_the_tags() {
    for lang in Lang::ALL {
        for gives in [true, false] {
            let folder = Folder::new();
            let article = folder.write("text.txt", ARTICLE);
            let mut window = Window::speaking(lang).open(&[&article]);
            window.wait_for_article("text.txt");
            window.settle();
            window.drag_over_words(1);
            window.press(BARE, Key::Num2);
            window.press(CTRL_SHIFT, Key::E);
            window.wait_for(&window.text("labels-search"));
            let faction = window.label_name("faction");
            window.click_row(&faction);
            window.frames(4);
            window.click_text("labels-remove");
            let asked = if lang == Lang::Ar { "وسم واحد" } else { "one tag" };
            assert!(window.any_label(|label| label.contains(asked)), "{:?}", window.labels());
            if gives {
                window.click_text("labels-give-to");
                let location = window.label_name("location");
                window.click(&location);
            } else {
                let remove = window.text_with("labels-remove-all", "count", 1);
                window.click(&remove);
            }
            window.frames(4);
            assert!(saved(&mut window, &article).get(&"faction".into()).is_none());
            let left: Vec<String> = annotations_of(&article).into_iter().map(|(_, a)| a.label.to_string()).collect();
            assert_eq!(left, if gives { vec!["location"] } else { Vec::new() }, "{lang:?}");
            window.press(CTRL, Key::Z);
            assert!(saved(&mut window, &article).get(&"faction".into()).is_some());
            assert_eq!(annotations_of(&article)[0].1.label.as_str(), "faction", "one step brings both back");
        }
    }
}

#[test]
fn attributes_and_relations_are_defined_in_the_form() {
    for lang in Lang::ALL {
        let (_folder, article, mut window) = editing(lang);
        window.click_text("labels-attribute-add");
        window.write("الشدة");
        window.press(BARE, Key::Enter);
        window.frames(4);
        window.click_text("labels-type-text");
        window.click_text("labels-type-choice");
        window.frames(2);
        let values = window.text("labels-choices");
        fill(&mut window, &values, "متقطع، عنيف");
        window.click_text("labels-required");
        window.click_text("labels-default-none");
        window.click("عنيف");
        // The form is longer than the window.
        let form = window.field_of(&window.text("labels-description"));
        window.wheel(form.center(), 600.0);
        window.frames(10);
        window.click_text("labels-relation-add");
        window.write("وقع في");
        window.press(BARE, Key::Enter);
        window.frames(4);
        let any = window.text("labels-relation-any");
        window.click(&any);
        let faction = window.label_name("faction");
        window.click(&faction);
        let labels = saved(&mut window, &article);
        let location = label(&labels, "location");
        let [attribute] = &location.attributes[..] else { panic!("{:?}", location.attributes) };
        assert_eq!((attribute.id.as_str(), attribute.required), ("الشدة", true));
        let choices: Vec<&str> = attribute.choices.iter().map(|choice| choice.id.as_str()).collect();
        assert_eq!(choices, ["متقطع", "عنيف"]);
        assert_eq!(attribute.default, Some(hawashi::annotation::Value::Choice("عنيف".into())));
        let [kind] = &labels.relation_kinds[..] else { panic!("{:?}", labels.relation_kinds) };
        assert_eq!((kind.id.as_str(), kind.from[0].as_str(), kind.to[0].as_str()), ("وقع-في", "location", "faction"));
    }
}

#[test]
fn labels_are_found_folded_in_either_language_and_an_empty_search_says_so() {
    for lang in Lang::ALL {
        let (_folder, _, mut window) = editing(lang);
        window.press(BARE, Key::Slash);
        for (typed, found) in [("فَصيل", "faction"), ("FACT", "faction"), ("موق", "location")] {
            window.press(CTRL, Key::A);
            window.write(typed);
            let name = window.label_name(found);
            let rows = window.row_names();
            assert_eq!(rows.first(), Some(&name), "{typed}: {rows:?}");
        }
        window.press(CTRL, Key::A);
        window.write("zzz");
        let none = window.text_with("labels-search-empty", "text", "zzz");
        assert!(window.sees(&none), "{:?}", window.labels());
    }
}

#[test]
fn the_editor_fits_into_small_windows() {
    for lang in Lang::ALL {
        for (width, height) in [(1366.0, 768.0), (1024.0, 700.0), (900.0, 573.0), (683.0, 467.0)] {
            let folder = Folder::new();
            let article = folder.write("text.txt", ARTICLE);
            let mut window = Window::speaking(lang).size(width, height).open(&[&article]);
            window.wait_for_article("text.txt");
            window.press(CTRL_SHIFT, Key::E);
            window.wait_for(&window.text("labels-search"));
            if width < 800.0 {
                // One after the other: the form once a label is chosen.
                assert!(!window.sees(&window.text("labels-name-en")));
                let location = window.label_name("location");
                window.click_row(&location);
                window.frames(4);
            }
            let field = window.field_of(&window.text("labels-name-en"));
            assert!(window.screen().contains_rect(field), "{lang:?} {width}: {field:?}");
            let tree = window.places_of_rows();
            let is_beside = tree.iter().all(|(row, _)| !row.intersects(field));
            assert!(is_beside, "{lang:?} {width}: the form lies beside the tree");
            if let Some((row, _)) = tree.first() {
                assert_eq!(row.center().x > field.center().x, lang == Lang::Ar, "mirrored");
            }
        }
    }
}

#[test]
fn a_ready_set_is_added_beside_what_is_there() {
    for lang in Lang::ALL {
        let (_folder, article, mut window) = editing(lang);
        window.click_text("labels-sets");
        window.click_text("labels-ready-events");
        window.frames(4);
        let labels = saved(&mut window, &article);
        let ids: Vec<&str> = labels.iter().map(|label| label.id.as_str()).collect();
        assert_eq!(ids, ["location", "faction", "event", "actor", "place", "time", "news-source"], "{lang:?}");
        assert!(labels.relation_kind("actor1").is_some());
        let looks: Vec<_> = labels.iter().map(Label::look).collect();
        assert!(looks.iter().enumerate().all(|(at, look)| !looks[..at].contains(look)), "no two look alike");
        window.press(CTRL, Key::Z);
        assert_eq!(saved(&mut window, &article), LabelSet::default(), "one step");
    }
}

#[test]
fn a_change_is_one_step_in_all_open_articles() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        let paths = ["one.txt", "two.txt"].map(|name| folder.write(name, ARTICLE));
        let mut window = Window::speaking(lang).open(&paths.each_ref().map(|path| path.as_path()));
        window.wait_for_article("two.txt");
        window.settle();
        // Each uses the second label once.
        for name in ["one.txt", "two.txt"] {
            let tab = window.named_like(name);
            window.click(&tab);
            window.settle();
            window.tag_words(1, Key::Num2);
        }
        let both = |window: &mut Window| {
            ["one.txt", "two.txt"].map(|name| {
                let tab = window.named_like(name);
                window.click(&tab);
                window.settle();
                let article = folder.path(name);
                let names: Vec<String> =
                    saved(window, &article).iter().map(|label| label.name_in(lang.code()).to_owned()).collect();
                let uses: Vec<String> =
                    annotations_of(&article).into_iter().map(|(_, own)| own.label.to_string()).collect();
                (names, uses)
            })
        };
        let before = both(&mut window);
        assert_eq!(before[0].1, ["faction"], "{lang:?}");
        window.press(CTRL_SHIFT, Key::E);
        window.wait_for(&window.text("labels-search"));
        let faction = window.label_name("faction");
        window.click_row(&faction);
        window.frames(4);
        let field = window.text(if lang == Lang::Ar { "labels-name-ar" } else { "labels-name-en" });
        fill(&mut window, &field, "Group");
        window.click_text("labels-close");
        for (names, _) in both(&mut window) {
            assert!(names.contains(&"Group".to_owned()), "{lang:?}: {names:?}");
        }
        // It is taken back in the other one.
        let tab = window.named_like("one.txt");
        window.click(&tab);
        window.settle();
        window.press(CTRL, Key::Z);
        window.settle();
        assert_eq!(both(&mut window), before, "{lang:?}");
        // Removing it counts the uses in both.
        window.press(CTRL_SHIFT, Key::E);
        window.wait_for(&window.text("labels-search"));
        window.click_row(&faction);
        window.press(BARE, Key::Delete);
        let remove = window.text_with("labels-remove-all", "count", 2_u32);
        window.click(&remove);
        window.click_text("labels-close");
        for (names, uses) in both(&mut window) {
            assert!(!names.contains(&faction) && uses.is_empty(), "{lang:?}: {names:?} {uses:?}");
        }
        window.press(CTRL, Key::Z);
        window.settle();
        assert_eq!(both(&mut window), before, "{lang:?}");
    }
}

#[test]
fn the_name_of_something_new_is_kept_however_its_field_is_left() {
    for lang in Lang::ALL {
        let (_folder, article, mut window) = editing(lang);
        window.click_text("labels-attribute-add");
        window.frames(3);
        window.write("سبب");
        window.press(BARE, Key::Tab);
        window.frames(3);
        // One that was left empty is not made.
        window.click_text("labels-attribute-add");
        window.frames(3);
        window.press(BARE, Key::Tab);
        window.frames(3);
        window.click_text("labels-attribute-add");
        window.frames(3);
        window.write("نتيجة");
        let faction = window.label_name("faction");
        window.click_row(&faction);
        window.frames(4);
        let labels = saved(&mut window, &article);
        let names: Vec<_> = label(&labels, "location").attributes.iter().map(|kind| kind.name_in("ar")).collect();
        assert_eq!(names, ["سبب", "نتيجة"], "{lang:?}");
    }
}
