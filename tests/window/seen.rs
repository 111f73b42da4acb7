//! What the tests of tables, pictures and maps begin with: a folder of two dated articles.

use eframe::egui::Key;
use hawashi::gui::i18n::Lang;

use crate::support::folder::Folder;
use crate::support::window::{CTRL_SHIFT, Opening, Window};

pub(crate) const FIRST: &str = "عاد الهدوء إلى دمشق\nقال سكان حلب إن دمشق هادئة.";
pub(crate) const SECOND: &str = "حلب\nفي حلب.";

pub(crate) fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("2026-11-01 a.txt", FIRST);
    folder.write("2026-12-01 b.txt", SECOND);
    folder
}

/// A folder with its table, once all rows are there.
pub(crate) fn table(lang: Lang, folder: &Folder) -> Window {
    let mut window = Window::speaking(lang).size(1366.0, 768.0).open(&[&folder.path("")]);
    let articles = window.text("seen-view-articles");
    window.wait_for(&articles);
    window.press(CTRL_SHIFT, Key::T);
    wait_for_rows(&mut window, 5);
    window
}

pub(crate) fn wait_for_rows(window: &mut Window, count: usize) {
    let has = |window: &Window| window.rows().len() == count;
    assert!(window.wait_until(has), "{:?}", window.rows());
    window.settle();
}

/// A folder with a view of it in front.
pub(crate) fn view(opening: Opening, folder: &Folder, view: &str) -> Window {
    let mut window = opening.size(1366.0, 768.0).open(&[&folder.path("")]);
    let view = window.text(view);
    window.wait_for(&view);
    window.click(&view);
    // Until all is read and drawn, things still move.
    window.settle();
    window
}

/// What is said of a picture: its name, and where the keyboard is in it.
pub(crate) fn said(window: &Window, picture: &str) -> Vec<String> {
    let name = window.text(picture);
    window.pictures().into_iter().filter(|said| said.starts_with(&format!("{name}. "))).collect()
}
