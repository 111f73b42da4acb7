//! The map of a folder: places chosen and read, placed by hand, one faction alone, and the dates below it.

use std::path::Path;

use eframe::egui::{Key, vec2};
use hawashi::gui::i18n::Lang;
use hawashi::lexicon::UserEntry;

use crate::seen::{self, folder};
use crate::support::folder::Folder;
use crate::support::window::{BARE, Opening, Window};

fn map_of(opening: Opening, folder: &Folder) -> Window {
    seen::view(opening, folder, "seen-view-map")
}

/// What is said of the map.
fn said(window: &Window) -> Vec<String> {
    seen::said(window, "picture-map")
}

/// A map on which a place without coordinates waits to be placed, with the names of the button and of what is asked.
fn placing(lang: Lang, folder: &Folder, names: &Path) -> (Window, String, String) {
    let opening = Window::speaking(lang).keeping_names(names.to_owned()).with_lexicon(names);
    let mut window = map_of(opening, folder);
    let place = window.text_with("map-place-name", "name", "تل المرجانة");
    window.wait_for(&place);
    window.settle();
    window.click(&place);
    let sentence = window.text_with("map-placing", "name", "تل المرجانة");
    window.wait_for(&sentence);
    (window, place, sentence)
}

#[test]
fn the_chosen_place_has_a_card_that_leads_to_its_passages() {
    for lang in Lang::ALL {
        let folder = folder();
        let mut window = map_of(Window::speaking(lang), &folder);
        let name = if lang == Lang::Ar { "حلب" } else { "Aleppo" };
        let begins = |window: &Window| said(window).iter().any(|said| said.contains(name));
        assert!(window.wait_until(begins), "{lang:?}: {:?}", window.pictures());
        // It is moved and zoomed, and what it shows is still said.
        window.press(BARE, Key::Minus);
        window.press(BARE, Key::ArrowLeft);
        assert!(window.wait_until(begins), "{lang:?}: {:?}", window.pictures());
        window.settle();
        window.press(BARE, Key::Enter);
        // The card has the mentions one after the other, each with its words.
        let of = |window: &Window, at: &str| {
            window
                .text_with_texts("map-mention-of", &[("number", at), ("all", if lang == Lang::Ar { "٣" } else { "3" })])
        };
        let numbers = if lang == Lang::Ar { ["١", "٢"] } else { ["1", "2"] };
        let first = of(&window, numbers[0]);
        window.wait_for(&first);
        let text = "قال سكان حلب إن دمشق هادئة.";
        window.wait_for(text);
        window.click_text("map-mention-on");
        let second = of(&window, numbers[1]);
        window.wait_for(&second);
        window.wait_until_gone(text);
        // Its rows, and back; then the passage in its article.
        window.click_text("map-to-table");
        assert!(window.wait_until(|window| window.rows().len() == 3), "{lang:?}: {:?}", window.rows());
        assert!(window.rows().iter().all(|row| row.starts_with("حلب")), "{lang:?}: {:?}", window.rows());
        window.click_text("seen-view-map");
        window.wait_for(&second);
        window.click_text("seen-open");
        window.wait_for_article("2026-12-01 b.txt");
    }
}

#[test]
fn a_digit_or_the_key_shows_one_faction_only() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        folder.write("a.txt", "قصف حزب الله دمشق.\nقصف تنظيم الدولة حلب.");
        let mut window = map_of(Window::speaking(lang), &folder);
        let name = if lang == Lang::Ar { "حزب الله" } else { "Hezbollah" };
        let row = window.text_with_values("map-series", &[("name", name.into()), ("count", 1_u32.into())]);
        window.wait_for(&row);
        window.settle();
        let is_on = |window: &Window| window.is_on(&row);
        assert!(!is_on(&window));
        window.click(&row);
        assert!(window.wait_until(is_on), "{lang:?}");
        window.click(&row);
        assert!(window.wait_until(|window| !is_on(window)), "{lang:?}");
        let map = window.text("picture-map");
        window.settle();
        window.focus_picture(&map);
        window.press(BARE, Key::Num1);
        window.press(BARE, Key::Num2);
        // The second digit means the other one; Escape shows all again.
        let others = window.switches_on();
        assert_eq!(others.len(), 1, "{lang:?}: {others:?}");
        window.press(BARE, Key::Escape);
        assert!(window.wait_until(|window| window.switches_on().is_empty()), "{lang:?}");
    }
}

/// An entity of the person's own, whose position is not known.
const OWN: &str = "[\n    (id: \"place:tall\", ar: [\"تل المرجانة\"], kind: \"village\"),\n]\n";

/// A folder with an article in which it is named.
fn unplaced() -> Folder {
    let folder = folder();
    folder.write("c.txt", "وصلت القافلة إلى تل المرجانة أمس. ثم عادت إلى تل المرجانة.");
    folder.write("own-names.ron", OWN);
    folder
}

fn kept(names: &Path) -> Vec<UserEntry> {
    UserEntry::read("own-names.ron", &std::fs::read_to_string(names).unwrap()).unwrap()
}

#[test]
fn a_place_is_placed_by_typing_and_taken_back() {
    for lang in Lang::ALL {
        let folder = unplaced();
        let names = folder.path("own-names.ron");
        let (mut window, place, sentence) = placing(lang, &folder, &names);
        // What is no place is said, with what would be one.
        window.write("33.51");
        window.press(BARE, Key::Enter);
        let wrong = window.text("map-coordinates-wrong");
        window.wait_for(&wrong);
        // Escape ends it, and nothing was kept.
        window.press(BARE, Key::Escape);
        window.wait_until_gone(&sentence);
        window.click(&place);
        window.wait_for(&sentence);
        window.write(if lang == Lang::Ar { "٣٥٫٥، ٣٨٫٢٥" } else { "35.5° N, 38.25 E" });
        window.press(BARE, Key::Enter);
        let placed = window.text_with("map-placed", "name", "تل المرجانة");
        window.wait_for(&placed);
        window.wait_until_gone(&place);
        window.settle();
        let entries = kept(&names);
        assert_eq!((entries.len(), entries[0].lat, entries[0].lon), (1, Some(35.5), Some(38.25)), "{lang:?}");
        // The map has it, its card says where.
        let at = if lang == Lang::Ar { "٣٥٫٥٠٠٠° شمالا" } else { "35.5000° N" };
        assert!(
            window.wait_until(|window| window.any_label(|label| label.contains(at))),
            "{lang:?}: {:?}",
            window.labels()
        );
        window.click_text("map-take-back");
        window.wait_for(&place);
        window.settle();
        assert_eq!(kept(&names)[0].lat, None, "{lang:?}");
    }
}

#[test]
fn the_map_waits_for_a_click_where_a_place_lies() {
    let folder = unplaced();
    let names = folder.path("own-names.ron");
    let (mut window, ..) = placing(Lang::En, &folder, &names);
    let map = window.text("picture-map");
    let at = window.rect_of_picture(&map).center() + vec2(40.0, 80.0);
    window.click_at(at, 1);
    let placed = window.text_with("map-placed", "name", "تل المرجانة");
    window.wait_for(&placed);
    window.settle();
    let kept = kept(&names);
    // Between Damascus and Aleppo, or near there.
    let (lat, lon) = (kept[0].lat.unwrap(), kept[0].lon.unwrap());
    assert!((30.0..38.0).contains(&lat) && (34.0..42.0).contains(&lon), "{lat} {lon}");
}

#[test]
fn the_dates_below_the_map_are_the_filter_of_the_table() {
    for lang in Lang::ALL {
        let folder = folder();
        let mut window = map_of(Window::speaking(lang), &folder);
        let all = window.text("picture-dates-all");
        window.wait_for(&all);
        let first = window.text("picture-dates-from");
        let handle = |window: &Window| window.sliders().into_iter().find(|name| name.starts_with(&first));
        assert!(window.wait_until(|window| handle(window).is_some()), "{lang:?}: {:?}", window.sliders());
        // From the first day to the last one, in the direction of the interface.
        let from = window.rect_of(&handle(&window).unwrap()).center();
        let last = window.text("picture-dates-to");
        let to = window.sliders().into_iter().find(|name| name.starts_with(&last)).unwrap();
        let to = window.rect_of(&to).center();
        assert_eq!(from.x < to.x, lang == Lang::En, "{lang:?}");
        window.drag(&[from, from + (to - from) * 0.5]);
        window.wait_until_gone(&all);
        let table = window.text("seen-view-table");
        window.click(&table);
        // Of the second article only.
        assert!(window.wait_until(|window| window.rows().len() == 2), "{lang:?}: {:?}", window.rows());
        assert!(window.rows().iter().all(|row| row.starts_with("حلب")), "{lang:?}: {:?}", window.rows());
    }
}
