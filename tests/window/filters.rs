//! Filters of a folder's table: one for each column, which hold in all views; a report and the lines of a concordance are written
//! from what they leave.

use std::fs;
use std::path::Path;

use eframe::egui::Key;
use hawashi::gui::i18n::Lang;

use crate::seen::{folder, table, wait_for_rows};
use crate::support::folder::Folder;
use crate::support::window::{BARE, CTRL, CTRL_SHIFT, Window};

/// Chooses a value of a column in the menu of filters, and closes it.
fn filter(window: &mut Window, column: &str, value: &str) {
    window.click_text("seen-filter");
    window.frames(2);
    let column = window.text(column);
    window.click(&column);
    window.frames(2);
    window.click(value);
    window.frames(2);
    for _ in 0..2 {
        if !window.menu_rows().is_empty() {
            window.press(BARE, Key::Escape);
            window.frames(2);
        }
    }
}

/// A folder's table with the rows of one month.
fn december(lang: Lang, folder: &Folder) -> Window {
    let mut window = table(lang, folder);
    filter(&mut window, "seen-date", if lang == Lang::Ar { "٢٠٢٦-١٢" } else { "2026-12" });
    wait_for_rows(&mut window, 2);
    window
}

/// Writes what the window asks a file for.
fn write_to(window: &mut Window, path: &Path) -> String {
    window.press(CTRL, Key::A);
    window.write(path.to_str().unwrap());
    window.press(BARE, Key::Enter);
    assert!(window.wait_until(|_| path.exists()), "{:?}", window.labels());
    fs::read_to_string(path).unwrap()
}

fn chip(window: &Window, column: &str, value: &str) -> String {
    window.text_with_texts("seen-chip", &[("name", &window.text(column)), ("value", value)])
}

#[test]
fn each_column_has_a_filter_and_a_chip_that_takes_it_back() {
    for lang in Lang::ALL {
        let folder = folder();
        let mut window = december(lang, &folder);
        window.click(&window.named_like(&window.text("seen-date")));
        wait_for_rows(&mut window, 5);
        let damascus = if lang == Lang::Ar { "دمشق" } else { "Damascus" };
        filter(&mut window, "seen-entity", damascus);
        wait_for_rows(&mut window, 2);
        let second = window.text_with("seen-quarter", "number", 1_u32);
        filter(&mut window, "seen-paragraph", &second);
        wait_for_rows(&mut window, 0);
        let clear = window.text("seen-clear");
        window.wait_for(&clear);
        window.click(&clear);
        wait_for_rows(&mut window, 5);
        // Rows with a note: none, until one is noted.
        let filled = window.text("seen-filled");
        filter(&mut window, "seen-note", &filled);
        wait_for_rows(&mut window, 0);
        let noted = chip(&window, "seen-note", &window.text("seen-filled"));
        window.click(&noted);
        wait_for_rows(&mut window, 5);
    }
}

#[test]
fn what_is_filtered_in_the_table_holds_in_the_concordance_and_the_audit() {
    for lang in Lang::ALL {
        let folder = folder();
        let mut window = december(lang, &folder);
        window.click(&window.text("seen-view-concordance"));
        window.wait_for(&window.text("concordance-empty"));
        window.frames(2);
        window.write("حلب");
        wait_for_rows(&mut window, 2);
        // Its lines are copied and written with what stands around them.
        window.click_text("concordance-copy");
        let copied = window.copied().unwrap_or_default();
        assert!(copied.lines().count() == 3 && copied.contains("في\tحلب\t.\tحلب\t2026-12-01\t"), "{lang:?}: {copied}");
        window.click_text("seen-export");
        window.wait_for(&window.text("chooser-lines-title"));
        let csv = write_to(&mut window, &folder.path("lines.csv"));
        assert!(csv.lines().any(|line| line.starts_with("في,حلب,.,حلب,2026-12-01,")), "{lang:?}: {csv}");
        // The chip stands here, too; without it all articles are meant.
        window.click(&window.named_like(&window.text("seen-date")));
        wait_for_rows(&mut window, 3);
    }
}

#[test]
fn a_report_has_the_chosen_parts_of_what_is_shown() {
    for lang in Lang::ALL {
        let folder = folder();
        let mut window = december(lang, &folder);
        let (frequent, map) = match lang {
            Lang::Ar => ("الأكثر ذكرا", "المواقع"),
            Lang::En => ("Most named", "Places"),
        };
        window.click_text("report");
        window.frames(2);
        window.click(frequent);
        window.frames(2);
        window.click_text("report-write");
        window.wait_for(&window.text("chooser-report-title"));
        let page = write_to(&mut window, &folder.path("report.html"));
        assert!(page.contains(map) && page.contains("<svg") && page.contains("في <"), "{lang:?}");
        assert!(!page.contains(frequent) && !page.contains("هادئة"), "{lang:?}");
    }
}

#[test]
fn columns_and_their_widths_are_kept() {
    let folder = folder();
    let mut window = table(Lang::En, &folder);
    window.click_text("seen-columns");
    window.frames(2);
    window.click_text("seen-entity");
    window.press(BARE, Key::Escape);
    window.frames(3);
    let head = window.text_with("folder-sort", "column", window.text("seen-label").as_str());
    let before = window.rect_of(&head);
    let edge = before.right_center();
    let to = |by: f32| edge + eframe::egui::vec2(by, 0.0);
    window.drag(&[edge, to(20.0), to(60.0)]);
    window.frames(3);
    let after = window.rect_of(&head);
    assert!((after.width() - before.width() - 60.0).abs() < 2.0, "{before} {after}");
    // The next table is as this one.
    window.click_row("حلب");
    window.press(BARE, Key::Enter);
    window.wait_for_article("2026-11-01 a.txt");
    window.press(CTRL_SHIFT, Key::T);
    wait_for_rows(&mut window, 3);
    let entity = window.text_with("folder-sort", "column", window.text("seen-entity").as_str());
    assert!(!window.buttons().contains(&entity), "{:?}", window.buttons());
    assert!((window.rect_of(&head).width() - after.width()).abs() < 2.0);
}
