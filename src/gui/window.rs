//! Opens the window.

use std::path::PathBuf;

use eframe::egui;

use super::App;
use super::app::refuse_distant_buses;
use crate::document::Encoding;

/// The page with a note in its margin, drawn in `assets/icon/hawashi.svg`.
const ICON: &[u8] = include_bytes!("../../assets/icon/hawashi.png");

/// What to do if no window can be opened.
const WITHOUT_WINDOW: &str = "use `hawashi render ARTICLE --out page.png` for a picture, or `hawashi detect ARTICLE` for its places and factions";

/// The window's icon; empty if it cannot be read.
fn icon() -> egui::IconData {
    let read = || {
        let mut reader = png::Decoder::new(std::io::Cursor::new(ICON)).read_info().ok()?;
        let mut rgba = vec![0; reader.output_buffer_size()?];
        let info = reader.next_frame(&mut rgba).ok()?;
        rgba.truncate(info.buffer_size());
        (info.color_type == png::ColorType::Rgba).then_some((rgba, info.width, info.height))
    };
    let (rgba, width, height) = read().unwrap_or_default();
    egui::IconData { rgba, width, height }
}

/// The program of a process of its own, with journals and versions in their usual places.
pub(crate) fn program(
    ctx: &egui::Context,
    paths: Vec<PathBuf>,
    encoding: Option<Encoding>,
    article: Option<PathBuf>,
) -> App {
    let app = App::new(ctx, paths, encoding, article).keeping_journals(crate::store::journal::folders());
    let app = match crate::store::versions_folder() {
        Some(folder) => app.keeping_versions(folder),
        None => app,
    };
    app.owning_process()
}

/// Opens the window with these files, read in the chosen encoding or in their own, and returns when it is closed.
/// `article` is that of annotation files that do not have theirs in their folder.
///
/// Fails with a sentence that says why no window can be opened and what to do instead.
pub fn run(paths: Vec<PathBuf>, encoding: Option<Encoding>, article: Option<PathBuf>) -> Result<(), String> {
    refuse_distant_buses();
    let has_display = |name| std::env::var_os(name).is_some_and(|display| !display.is_empty());
    if cfg!(target_os = "linux") && !has_display("DISPLAY") && !has_display("WAYLAND_DISPLAY") {
        return Err(format!(
            "there is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set); {WITHOUT_WINDOW}"
        ));
    }
    let (width, height) = crate::store::Settings::last_window_size().unwrap_or((1360.0, 860.0));
    let viewport = egui::ViewportBuilder::default()
        .with_title("Hawashi")
        .with_app_id("hawashi")
        .with_inner_size([width.max(480.0), height.max(360.0)])
        .with_min_inner_size([480.0, 360.0])
        .with_icon(icon())
        .with_drag_and_drop(true);
    let options = eframe::NativeOptions { viewport, ..eframe::NativeOptions::default() };
    let create: eframe::AppCreator<'_> =
        Box::new(move |creation| Ok(Box::new(program(&creation.egui_ctx, paths, encoding, article))));
    eframe::run_native("hawashi", options, create)
        .map_err(|error| format!("no window can be opened ({error}); {WITHOUT_WINDOW}"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_windows_icon_can_be_read() {
        let icon = super::icon();
        assert_eq!((icon.width, icon.height, icon.rgba.len()), (256, 256, 256 * 256 * 4));
        // The background is transparent at the corners, the paper is light, the margin note is orange.
        let pixel = |x: usize, y: usize| &icon.rgba[(y * 256 + x) * 4..][..4];
        assert_eq!(pixel(1, 1)[3], 0);
        assert_eq!(pixel(150, 60), [0xfc, 0xfa, 0xf5, 0xff]);
        assert_eq!(pixel(80, 144), [0xb4, 0x53, 0x1a, 0xff]);
    }
}
