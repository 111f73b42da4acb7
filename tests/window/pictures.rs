//! The pictures of a folder: drawn from the rows of its table, walked through by keys, sorted, chosen, and led from to
//! passages.

use eframe::egui::Key;
use hawashi::gui::i18n::Lang;

use crate::seen::{folder, said, view};
use crate::support::folder::Folder;
use crate::support::window::{BARE, CTRL, Window};

/// The name of the button with what can be done with a picture.
fn more(window: &Window, picture: &str) -> String {
    let name = window.text(picture);
    window.text_with("picture-more", "name", name.as_str())
}

#[test]
fn arrows_walk_through_a_picture_and_enter_shows_the_passages() {
    for lang in Lang::ALL {
        let folder = folder();
        let mut window = view(Window::speaking(lang), &folder, "seen-view-pictures");
        // The first picture has the keyboard: the mentions of Aleppo come first, for there are three.
        let [aleppo, damascus] = if lang == Lang::Ar { ["حلب", "دمشق"] } else { ["Aleppo", "Damascus"] };
        let begins = |window: &Window| said(window, "picture-dispersion").iter().any(|said| said.contains(aleppo));
        assert!(window.wait_until(begins), "{lang:?}: {:?}", window.pictures());
        window.press(BARE, Key::End);
        let ends = |window: &Window| said(window, "picture-dispersion").iter().any(|said| said.contains(damascus));
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
        let mut window = view(Window::speaking(lang), &folder, "seen-view-pictures");
        assert!(window.wait_until(|window| !said(window, "picture-dispersion").is_empty()), "{:?}", window.pictures());
        // Of those in view the last is that of time: a head, and a row for each of the six weeks.
        let table = window.text("picture-as-table");
        window.click(&table);
        let names = if lang == Lang::Ar { ["حلب", "دمشق"] } else { ["Aleppo", "Damascus"] };
        let has_rows = |window: &Window| {
            let rows = window.rows();
            rows.len() == 7 && names.iter().all(|name| rows.iter().all(|row| row.contains(name)))
        };
        assert!(window.wait_until(has_rows), "{lang:?}: {:?}", window.rows());
        // One can fill the window, and the others come back.
        let (whole, all) = (window.text("picture-whole"), window.text("picture-all"));
        let more = more(&window, "picture-timeline");
        window.click(&more);
        window.click(&whole);
        window.wait_for(&all);
        let others = window.text("picture-dispersion");
        assert!(!window.sees(&others), "{lang:?}");
        window.click(&all);
        window.wait_for(&others);
    }
}

#[test]
fn a_head_sorts_the_matrix_and_again_returns() {
    for lang in Lang::ALL {
        let folder = Folder::new();
        // Of Aleppo and Damascus the first is named more often with all, the other with Hezbollah.
        folder.write("a.txt", "قصف حزب الله دمشق.\nوقصف حزب الله دمشق.\nقصف تنظيم الدولة حلب.\nوقصف تنظيم الدولة حلب.\nوقصف تنظيم الدولة حلب.");
        let mut window = view(Window::speaking(lang), &folder, "seen-view-pictures");
        let more = more(&window, "picture-matrix");
        window.click(&more);
        window.click_text("picture-whole");
        let (by_count, hezbollah) =
            (window.text("picture-by-count"), if lang == Lang::Ar { "حزب الله" } else { "Hezbollah" });
        window.wait_for(&by_count);
        let name = window.text("picture-matrix");
        let at = |window: &Window, part: &str| said(window, "picture-matrix").iter().any(|said| said.contains(part));
        let all = window.text("picture-all");
        window.wait_for(&all);
        assert!(window.wait_until(|window| window.pictures().iter().any(|said| said.starts_with(&name))));
        window.focus_picture(&name);
        // Through the heads and cells to the head of the row.
        let sorts = |window: &Window| {
            said(window, "picture-matrix").iter().any(|said| {
                said.contains(hezbollah) && !said.contains('1') && !said.contains('2') && !said.contains('٢')
            })
        };
        for _ in 0..12 {
            if sorts(&window) {
                break;
            }
            window.press(BARE, Key::ArrowDown);
        }
        assert!(sorts(&window), "{lang:?}: {:?}", window.pictures());
        window.press(BARE, Key::Enter);
        window.wait_until_gone(&by_count);
        let sorted = window.text_with("picture-by", "name", hezbollah);
        window.wait_for(&sorted);
        assert!(at(&window, hezbollah), "{lang:?}");
        window.settle();
        window.press(BARE, Key::Enter);
        window.wait_for(&by_count);
    }
}

#[test]
fn pictures_are_added_moved_and_taken_away() {
    for lang in Lang::ALL {
        let folder = folder();
        let mut window = view(Window::speaking(lang), &folder, "seen-view-pictures");
        let (labels, add) = (window.text("picture-labels"), window.text("picture-add"));
        window.wait_for(&add);
        assert!(!window.sees(&labels), "{lang:?}");
        window.click(&add);
        window.click(&labels);
        window.settle();
        let settings = |window: &Window| window.settings_now().pictures.unwrap_or_default();
        assert_eq!(settings(&window).last().map(String::as_str), Some("labels"), "{lang:?}");
        // Ctrl and an arrow move the one that has the keyboard.
        let first = window.text("picture-dispersion");
        window.focus_picture(&first);
        window.press(CTRL, if lang == Lang::Ar { Key::ArrowLeft } else { Key::ArrowRight });
        assert_eq!(settings(&window)[..2], ["frequency", "dispersion"], "{lang:?}");
        // What is taken away can be added again.
        let more = more(&window, "picture-frequency");
        window.click(&more);
        window.click_text("picture-remove");
        assert_eq!(settings(&window)[0], "dispersion", "{lang:?}");
        let gone = window.text("picture-frequency");
        window.wait_until_gone(&gone);
        window.click(&add);
        window.wait_for(&gone);
    }
}

#[test]
fn a_count_leads_to_its_rows() {
    for lang in Lang::ALL {
        let folder = folder();
        let mut window = view(Window::speaking(lang), &folder, "seen-view-pictures");
        let (labels, add) = (window.text("picture-labels"), window.text("picture-add"));
        window.click(&add);
        window.click(&labels);
        let more = more(&window, "picture-dispersion");
        window.click(&more);
        window.click_text("picture-remove");
        window.settle();
        // The last one is below; it comes where the keyboard is.
        for other in ["picture-frequency", "picture-matrix", "picture-timeline", "picture-network"] {
            let more = self::more(&window, other);
            window.click(&more);
            window.click_text("picture-remove");
        }
        let label = window.label_name("location");
        assert!(window.wait_until(|window| window.pictures().iter().any(|said| said.starts_with(&labels))));
        window.focus_picture(&labels);
        assert!(window.wait_until(|window| said(window, "picture-labels").iter().any(|said| said.contains(&label))));
        window.press(BARE, Key::Enter);
        assert!(window.wait_until(|window| window.rows().len() == 5), "{lang:?}: {:?}", window.rows());
    }
}
