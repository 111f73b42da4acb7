//! Windows so small that nothing has room: nothing fails, and everything is there again when they grow.

use eframe::egui::{Key, Modifiers, pos2};
use hawashi::gui::i18n::Lang;

use crate::support::folder::{Folder, SUDAN};
use crate::support::window::{BARE, CTRL, CTRL_SHIFT, SHIFT, Window};

/// Widths and heights, in points.
const SIZES: [(f32, f32); 9] = [
    (1.0, 1.0),
    (40.0, 30.0),
    (1366.0, 20.0),
    (60.0, 768.0),
    (280.0, 180.0),
    (1366.0, 180.0),
    (280.0, 768.0),
    (480.0, 360.0),
    (700.0, 220.0),
];

/// What is opened over the page or in its place, by keys from the page.
const OPENED: [&[(Modifiers, Key)]; 14] = [
    &[(CTRL, Key::K)],
    &[(BARE, Key::F1)],
    &[(CTRL, Key::F)],
    &[(CTRL_SHIFT, Key::E)],
    &[(CTRL, Key::L)],
    &[(CTRL, Key::I)],
    &[(CTRL, Key::Comma)],
    &[(CTRL, Key::O)],
    &[(CTRL, Key::H)],
    &[(Modifiers::ALT, Key::Z)],
    &[(BARE, Key::F7)],
    &[(BARE, Key::F8), (BARE, Key::E)],
    &[(BARE, Key::F8), (BARE, Key::N)],
    &[(BARE, Key::F8), (SHIFT, Key::M)],
];

#[test]
fn windows_without_room_fail_nowhere() {
    let (folder, article) = Folder::with_libya();
    let other = folder.write("sudan.txt", SUDAN);
    for lang in Lang::ALL {
        let mut window = Window::speaking(lang).open(&[&other, &folder.path(""), &article]);
        window.wait_for_article("libya.txt");
        window.settle();
        for keys in OPENED {
            for (modifiers, key) in keys {
                window.press(*modifiers, *key);
            }
            for (width, height) in SIZES {
                window.resize(width, height);
                let (from, to) = (pos2(width / 2.0, height / 2.0), pos2(width / 4.0, height * 0.9));
                window.drag(&[from, to]);
            }
            window.write("اب");
            window.resize(1366.0, 768.0);
            (0..3).for_each(|_| window.press(BARE, Key::Escape));
            window.press(CTRL, Key::Z);
        }
        window.resize(1366.0, 768.0);
        window.wait_for(&window.text("menu-file"));
    }
}
