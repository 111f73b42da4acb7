//! The pictures and the map of a folder: drawn from the rows of its table, walked through by keys, and led from to passages.

use eframe::egui::Key;
use hawashi::gui::i18n::Lang;

use crate::support::folder::Folder;
use crate::support::window::{BARE, Window};

const FIRST: &str = "عاد الهدوء إلى دمشق\nقال سكان حلب إن دمشق هادئة.";
const SECOND: &str = "حلب\nفي حلب.";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("2026-11-01 a.txt", FIRST);
    folder.write("2026-12-01 b.txt", SECOND);
    folder
}

/// A folder with a view of it in front.
fn view(lang: Lang, folder: &Folder, view: &str) -> Window {
    let mut window = Window::speaking(lang).size(1366.0, 768.0).open(&[&folder.path("")]);
    let view = window.text(view);
    window.wait_for(&view);
    window.click(&view);
    window
}

/// What is said of a picture: its name, and where the keyboard is in it.
fn said(window: &Window, picture: &str) -> Vec<String> {
    let name = window.text(picture);
    window.pictures().into_iter().filter(|said| said.starts_with(&format!("{name}. "))).collect()
}

#[test]
fn arrows_walk_through_a_picture_and_enter_shows_the_passages() {
    for lang in Lang::ALL {
        let folder = folder();
        let mut window = view(lang, &folder, "seen-view-pictures");
        // The first picture has the keyboard: the mentions of Aleppo come first, for there are three.
        let begins = |window: &Window| said(window, "picture-dispersion").iter().any(|said| said.contains("حلب"));
        assert!(window.wait_until(begins), "{lang:?}: {:?}", window.pictures());
        window.press(BARE, Key::End);
        let ends = |window: &Window| said(window, "picture-dispersion").iter().any(|said| said.contains("دمشق"));
        assert!(window.wait_until(ends), "{lang:?}: {:?}", window.pictures());
        window.press(BARE, Key::Enter);
        // The table has the mentions of what was opened, and the passage of this one beside it.
        assert!(window.wait_until(|window| window.rows().len() == 2), "{lang:?}: {:?}", window.rows());
        assert!(window.rows().iter().all(|row| row.starts_with("دمشق")), "{lang:?}: {:?}", window.rows());
        let text = "قال سكان حلب إن دمشق هادئة.";
        assert!(window.wait_until(|window| window.sees(text)), "{lang:?}: {:?}", window.labels());
    }
}

#[test]
fn each_picture_is_also_a_table() {
    for lang in Lang::ALL {
        let folder = folder();
        let mut window = view(lang, &folder, "seen-view-pictures");
        assert!(window.wait_until(|window| !said(window, "picture-dispersion").is_empty()), "{:?}", window.pictures());
        // Of those in view the last is that of time: a head, and a row for each of the six weeks.
        let table = window.text("picture-as-table");
        window.click(&table);
        let has_rows = |window: &Window| {
            let rows = window.rows();
            rows.len() == 7 && ["حلب", "دمشق"].iter().all(|name| rows.iter().all(|row| row.contains(name)))
        };
        assert!(window.wait_until(has_rows), "{lang:?}: {:?}", window.rows());
        // One can fill the window, and the others come back.
        let (whole, all) = (window.text("picture-whole"), window.text("picture-all"));
        window.click(&whole);
        window.wait_for(&all);
        let others = window.text("picture-dispersion");
        assert!(!window.sees(&others), "{lang:?}");
        window.click(&all);
        window.wait_for(&others);
    }
}

#[test]
fn the_map_names_its_places_and_leads_to_them() {
    for lang in Lang::ALL {
        let folder = folder();
        let mut window = view(lang, &folder, "seen-view-map");
        let name = if lang == Lang::Ar { "حلب" } else { "Aleppo" };
        let begins = |window: &Window| said(window, "picture-map").iter().any(|said| said.contains(name));
        assert!(window.wait_until(begins), "{lang:?}: {:?}", window.pictures());
        // It is zoomed, and what it shows is still said.
        window.press(BARE, Key::Minus);
        assert!(window.wait_until(begins), "{lang:?}: {:?}", window.pictures());
        window.press(BARE, Key::Enter);
        assert!(window.wait_until(|window| window.rows().len() == 3), "{lang:?}: {:?}", window.rows());
        assert!(window.rows().iter().all(|row| row.starts_with("حلب")), "{lang:?}: {:?}", window.rows());
    }
}

#[test]
fn the_dates_below_the_map_are_the_filter_of_the_table() {
    for lang in Lang::ALL {
        let folder = folder();
        let mut window = view(lang, &folder, "seen-view-map");
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
