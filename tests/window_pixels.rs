//! Small pictures of the window; few on purpose, because whatever can be found by name is tested in `tests/window/`.
//!
//! They need a Vulkan or GL driver; the software ones of Mesa give the same pixels everywhere.
//! `UPDATE_SNAPSHOTS=1` writes new ones.

mod support;

use eframe::egui::Key;
use egui_kittest::wgpu::WgpuTestRenderer;
use egui_kittest::{Harness, HarnessBuilder, SnapshotOptions};
use hawashi::gui::App;
use hawashi::gui::i18n::Lang;
use support::folder::Folder;
use support::window::{BARE, Window};

/// A harness that paints; `None`, with a message, if the machine has no driver.
fn painter() -> Option<HarnessBuilder<App>> {
    // The renderer panics without an adapter, and there is no other way to find out.
    let renderer = std::panic::catch_unwind(WgpuTestRenderer::new);
    let Ok(renderer) = renderer else {
        support::needs::skip_without("a Vulkan or GL driver (apt-get install mesa-vulkan-drivers)");
        return None;
    };
    Some(Harness::builder().renderer(renderer).with_render_cursor(false))
}

fn compare(window: &mut Window, name: &str) {
    // Anything that flashes or scrolls has finished after a second.
    window.frames(24);
    let options = SnapshotOptions::new().output_path("tests/snapshots/window");
    window.harness().snapshot_options(name, &options);
}

#[test]
fn english_and_light() {
    let Some(painter) = painter() else { return };
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::speaking(Lang::En).size(900.0, 560.0).build(painter, &[&article]);
    window.wait_for_mentions();
    compare(&mut window, "english_light");
}

#[test]
fn arabic_and_dark() {
    let Some(painter) = painter() else { return };
    let (_folder, article) = Folder::with_libya();
    let mut window = Window::speaking(Lang::Ar).dark().size(900.0, 560.0).build(painter, &[&article]);
    window.wait_for_mentions();
    window.click_row("طرابلس");
    compare(&mut window, "arabic_dark");
}

#[test]
fn a_selection_and_its_popover() {
    let Some(painter) = painter() else { return };
    let (_folder, article) = Folder::with_libya();
    let opening = Window::speaking(Lang::En).without_panel().size(640.0, 320.0);
    let mut window = opening.build(painter, &[&article]);
    window.wait_for(&window.text_with("page-name", "file", "libya.txt"));
    // The list of names is not shown; the highlights are.
    let theme = hawashi::gui::theme::Theme::named(hawashi::gui::theme::ThemeName::Light);
    assert!(window.wait_until(|window| window.page_shows(theme.labels[0].fill)), "no highlight came");
    window.drag_over_words(2);
    window.press(BARE, Key::Num2);
    compare(&mut window, "popover");
}

#[test]
fn the_start_page() {
    let Some(painter) = painter() else { return };
    let mut window = Window::speaking(Lang::Ar).size(640.0, 480.0).build(painter, &[]);
    compare(&mut window, "start_arabic");
}
