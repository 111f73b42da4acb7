//! Names of the person's own: made in the window, found by the next detection, renamed and merged.

use crate::support::folder::{Folder, annotations_of};
use crate::support::window::{BARE, CTRL, SHIFT, Window};
use eframe::egui::{Key, Role};
use hawashi::gui::i18n::Lang;

const TEXT: &str = "وصل الوفد إلى تل الزعفران الشرقي ليلا. وقال سكان إن تل الزعفران الشرقي هادئة.";

fn entities(folder: &Folder, window: &mut Window) -> Vec<Option<String>> {
    window.press(CTRL, Key::S);
    window.wait_for(&window.text("status-saved"));
    annotations_of(&folder.path("text.txt")).into_iter().map(|(_, annotation)| annotation.entity).collect()
}

#[test]
fn a_name_that_no_lexicon_has_is_made_and_found_by_the_next_detection() {
    for lang in Lang::ALL {
        let own = Folder::new();
        let file = own.path("own-names.ron");
        let (folder, mut window) = Window::speaking(lang).keeping_names(file.clone()).open_text(TEXT);
        let place = window.places_of("تل الزعفران الشرقي")[0];
        window.press(BARE, Key::Escape);
        window.press(BARE, Key::Escape);
        window.drag(&[place.right_center(), place.center(), place.left_center() + eframe::egui::vec2(2.0, 0.0)]);
        window.press(BARE, Key::Num1);
        window.press_at_once(&[(BARE, Key::E, "e")]);
        window.wait_for(&window.text("entity-title"));
        window.click_text("entity-new");
        window.wait_for(&window.text("entity-new-title"));
        // The Arabic name is that of the mark; the rest is typed.
        window.press(BARE, Key::Tab);
        window.write("Eastern Zaafaran");
        window.press(BARE, Key::Tab);
        window.write("سوريا");
        window.press(BARE, Key::Tab);
        window.write("36.5، 40.25");
        window.click_text("entity-new-keep");
        assert!(window.wait_until(|_| own.read("own-names.ron").is_some()), "{lang:?}");
        let kept = own.read("own-names.ron").unwrap();
        assert!(kept.contains("تل الزعفران الشرقي") && kept.contains("\"SY\"") && kept.contains("40.25"), "{kept}");
        let known = "place:own-تل-الزعفران-الشرقي-sy".to_owned();
        assert_eq!(entities(&folder, &mut window), [Some(known)], "{lang:?}");
        // The other mention is suggested now.
        let label = window.label_name("location");
        let named = format!("{label}: تل الزعفران الشرقي");
        let both = |window: &Window| window.published_marks().iter().filter(|mark| mark.name == named).count() == 2;
        assert!(window.wait_until(both), "{lang:?}: {:?}", window.published_marks());

        // It is renamed, and keeps its id.
        window.settle();
        window.press_at_once(&[(BARE, Key::E, "e")]);
        window.wait_for(&window.text("entity-title"));
        window.click_text("entity-edit");
        window.wait_for(&window.text("entity-change-title"));
        window.press(CTRL, Key::A);
        window.write("تل الزعفران");
        window.click_text("entity-new-keep");
        let is_renamed = |_: &Window| own.read("own-names.ron").is_some_and(|text| !text.contains("الشرقي\""));
        assert!(window.wait_until(is_renamed), "{lang:?}: {:?}", own.read("own-names.ron"));
        assert!(own.read("own-names.ron").unwrap().contains("place:own-تل-الزعفران-الشرقي-sy"), "{lang:?}");
    }
}

/// An article whose only mark nobody knows: its first name is tagged and selected.
fn with_unknown(lang: Lang, own: &Folder) -> (Folder, Window) {
    let (folder, mut window) = Window::speaking(lang).keeping_names(own.path("own-names.ron")).open_text(TEXT);
    let place = window.places_of("تل الزعفران الشرقي")[0];
    window.press(BARE, Key::Escape);
    window.press(BARE, Key::Escape);
    window.drag(&[place.right_center(), place.center(), place.left_center() + eframe::egui::vec2(2.0, 0.0)]);
    window.press(BARE, Key::Num1);
    (folder, window)
}

#[test]
fn a_place_is_made_with_the_map_renamed_and_merged_from_menu_and_palette() {
    for lang in Lang::ALL {
        let own = Folder::new();
        let (folder, mut window) = with_unknown(lang, &own);
        // From the mark's menu; Enter on the button keeps it.
        window.press(SHIFT, Key::F10);
        window.settle();
        window.choose_row("menu-entity");
        window.settle();
        window.choose_row("command-new-entity");
        window.wait_for(&window.text("entity-new-title"));
        window.click_text("entity-new-on-map");
        window.settle();
        let map = window.rect_of(&window.text("entity-new-map"));
        window.click_at(map.center() + eframe::egui::vec2(20.0, 0.0), 1);
        window.settle();
        let first = window.written_in(&window.text("entity-new-position"));
        let degrees: Vec<f32> = first.split(", ").filter_map(|part| part.parse().ok()).collect();
        assert!(degrees.len() == 2 && (20.0..36.0).contains(&degrees[0]) && degrees[1] > 34.0, "{lang:?}: {first}");
        window.press(BARE, Key::ArrowUp);
        window.settle();
        let further = window.written_in(&window.text("entity-new-position"));
        let north: Vec<f32> = further.split(", ").filter_map(|part| part.parse().ok()).collect();
        assert!(north[0] > degrees[0], "{lang:?}: {further} {first}");
        let keep = window.text("entity-new-keep");
        window.focus_on(Role::Button, &keep);
        window.press(BARE, Key::Enter);
        assert!(window.wait_until(|_| own.read("own-names.ron").is_some()), "{lang:?}");
        assert!(own.read("own-names.ron").unwrap().contains("lat"), "{lang:?}");
        window.settle();
        let named = entities(&folder, &mut window);
        assert!(named[0].as_deref().is_some_and(|id| id.starts_with("place:own-")), "{lang:?}: {named:?}");

        // Renamed from the palette.
        window.press(CTRL, Key::K);
        window.settle();
        window.write(&window.text("command-rename-entity"));
        window.settle();
        window.press(BARE, Key::Enter);
        window.wait_for(&window.text("entity-change-title"));
        window.press(CTRL, Key::A);
        window.write("تل الزعفران");
        window.press(BARE, Key::Enter);
        let is_renamed = |_: &Window| own.read("own-names.ron").is_some_and(|text| text.contains("[\"تل الزعفران\"]"));
        assert!(window.wait_until(is_renamed), "{lang:?}: {:?}", own.read("own-names.ron"));

        // And given to another one.
        window.settle();
        window.press(CTRL, Key::K);
        window.settle();
        window.write(&window.text("command-merge-entity"));
        window.settle();
        window.press(BARE, Key::Enter);
        window.wait_for(&window.text("entity-title"));
        window.write("مصراتة");
        window.settle();
        window.press(BARE, Key::Enter);
        window.settle();
        assert_eq!(entities(&folder, &mut window), [Some("place:misrata-ly".to_owned())], "{lang:?}");
    }
}

#[test]
fn enter_makes_the_name_that_nothing_is_found_for() {
    for lang in Lang::ALL {
        let own = Folder::new();
        let (_folder, mut window) = with_unknown(lang, &own);
        window.press_at_once(&[(BARE, Key::E, "e")]);
        window.wait_for(&window.text("entity-title"));
        window.write("ظظظظظظ");
        window.settle();
        window.press(BARE, Key::Enter);
        window.wait_for(&window.text("entity-new-title"));
        assert_eq!(window.written_in(&window.text("entity-new-arabic")), "ظظظظظظ", "{lang:?}");
    }
}

#[test]
fn what_the_built_in_lexicon_has_is_renamed_and_all_mentions_follow() {
    let text = "وصل الوفد إلى مدينة مصراتة ليلا. وقال سكان إن مصراتة هادئة. وعاد الوفد إلى مدينة ذات الرمال صباحا.";
    for lang in Lang::ALL {
        let own = Folder::new();
        let (folder, mut window) = Window::speaking(lang).keeping_names(own.path("own-names.ron")).open_text(text);
        let place = window.places_of("مصراتة")[0];
        window.press(BARE, Key::Escape);
        window.press(BARE, Key::Escape);
        window.click_at(place.center(), 1);
        window.press(SHIFT, Key::F10);
        window.settle();
        window.choose_row("menu-entity");
        window.settle();
        window.choose_row("command-rename-entity");
        window.wait_for(&window.text("entity-change-title"));
        assert!(window.sees(&window.text("entity-built-in")), "{lang:?}: {:?}", window.labels());
        assert_eq!(window.written_in(&window.text("entity-new-arabic")), "مصراتة", "{lang:?}");
        window.press(CTRL, Key::A);
        window.write("ذات الرمال");
        window.press(BARE, Key::Tab);
        window.press(CTRL, Key::A);
        window.write("City of Sand");
        // A click beside the form does not throw away what is typed.
        window.click_at(eframe::egui::pos2(4.0, 300.0), 1);
        assert_eq!(window.written_in(&window.text("entity-new-english")), "City of Sand", "{lang:?}");
        window.click_text("entity-new-keep");
        let is_kept = |_: &Window| own.read("own-names.ron").is_some_and(|text| text.contains("place:misrata-ly"));
        assert!(window.wait_until(is_kept), "{lang:?}: {:?}", window.notices());
        // Both mentions are called so in the list, and the new name is found, too.
        let label = window.label_name("location");
        let is_found = |window: &Window| window.published_mark(&format!("{label}: ذات الرمال")).is_some();
        assert!(window.wait_until(is_found), "{lang:?}: {:?}", window.published_marks());
        let is_one = |window: &Window| window.rows().len() == 1 && window.rows()[0].starts_with("ذات الرمال");
        assert!(window.wait_until(is_one), "{lang:?}: {:?}", window.rows());
        let is_shown = |window: &Window| window.any_label(|text| text.contains("City of Sand"));
        assert!(window.wait_until(is_shown), "{lang:?}: {:?}", window.labels());
        let place = window.places_of("ذات الرمال")[0];
        window.press(BARE, Key::Escape);
        window.press(BARE, Key::Escape);
        window.click_at(place.center(), 1);
        window.press_at_once(&[(BARE, Key::A, "a")]);
        window.settle();
        assert_eq!(entities(&folder, &mut window), [Some("place:misrata-ly".to_owned())], "{lang:?}");
        // It is renamed again, beginning with what it is called now.
        window.press(CTRL, Key::K);
        window.settle();
        window.write(&window.text("command-rename-entity"));
        window.settle();
        window.press(BARE, Key::Enter);
        window.wait_for(&window.text("entity-change-title"));
        assert_eq!(window.written_in(&window.text("entity-new-english")), "City of Sand", "{lang:?}");
    }
}
