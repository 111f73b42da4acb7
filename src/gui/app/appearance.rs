//! The article's appearance and its reading position: applies and changes the settings.

use eframe::egui;

use super::App;
use super::jobs::done;
use super::task::Task;
use crate::gui::command::UiCommand;
use crate::gui::model::{AppAction, AppearanceAction, Notice, Tab, interface_size, theme_of};
use crate::gui::text::Texts;
use crate::gui::theme::{ThemeName, size};
use crate::gui::widgets::WidgetStyle;
use crate::layout::{Family, PageStyle};
use crate::store::{Settings, SettingsError, StoreError};
use crate::text::Direction;

/// Steps of the article's letter size, in points.
const SIZES: [f32; 11] = [12.0, 14.0, 16.0, 18.0, 20.0, 22.0, 24.0, 28.0, 32.0, 38.0, 46.0];
/// Line height relative to the letter size, by default.
const LINE_HEIGHT: f32 = 1.8;
/// Idle time before the settings are written, in seconds.
const QUIET_SECS: f64 = 2.0;
/// The zoom factor of a gesture that makes one step of the letter size.
const ZOOM_STEP: f32 = 1.15;

impl App {
    /// Size of the interface, in percent.
    pub(crate) fn interface_percent(&self) -> u16 {
        (interface_size(&self.settings) * 100.0).round() as u16
    }

    pub(super) fn set_interface_size(&mut self, ctx: &egui::Context, percent: u16) {
        self.settings.interface_size = Some(f32::from(percent) / 100.0);
        ctx.set_zoom_factor(interface_size(&self.settings));
    }

    /// Letter size, in points.
    pub(crate) fn text_size(&self) -> f32 {
        self.settings.text_size.unwrap_or(size::ARTICLE_TEXT)
    }

    /// Distance of lines, as a factor of the letter size.
    pub(crate) fn line_height(&self) -> f32 {
        self.settings.line_height.unwrap_or(LINE_HEIGHT)
    }

    /// Width of the column at the normal letter size, in points.
    pub(crate) fn column_width(&self) -> f32 {
        self.settings.column_width.unwrap_or(size::COLUMN)
    }

    /// Space between paragraphs, as a factor of the normal one.
    pub(crate) fn paragraph_spacing(&self) -> f32 {
        self.settings.paragraph_spacing.unwrap_or(1.0)
    }

    /// The article's font family: the chosen one once it has been read.
    pub(crate) fn family(&self) -> Family {
        let chosen = self.settings.font.as_deref();
        let known = chosen.filter(|name| self.families.iter().flatten().any(|family| family.name == *name));
        known.map_or(Family::Article, |name| Family::Named(name.to_owned()))
    }

    /// The page style of a tab's article; lengths in points.
    pub(super) fn page_style(&self, tab: &Tab) -> PageStyle {
        PageStyle {
            family: self.family(),
            line_height: self.line_height(),
            paragraph_spacing: self.paragraph_spacing(),
            direction: tab.direction,
            hide_diacritics: self.settings.hide_diacritics,
            ..PageStyle::book(self.text_size())
        }
    }

    /// The theme that the person has chosen; `None` follows the system.
    pub(crate) fn chosen_theme(&self) -> Option<ThemeName> {
        self.settings.theme.as_deref().and_then(ThemeName::of_name)
    }

    pub(super) fn change_appearance(&mut self, ctx: &egui::Context, act: AppearanceAction) {
        match act {
            AppearanceAction::Theme(theme) => self.set_theme(ctx, theme),
            AppearanceAction::Font(font) => self.settings.font = font,
            AppearanceAction::ReadFonts => self.read_fonts(ctx),
            AppearanceAction::TextSize(size) => self.settings.text_size = Some(size),
            AppearanceAction::LineHeight(factor) => self.settings.line_height = Some(factor),
            AppearanceAction::ColumnWidth(width) => self.settings.column_width = Some(width),
            AppearanceAction::ParagraphSpacing(factor) => self.settings.paragraph_spacing = Some(factor),
            AppearanceAction::Reset => {
                self.settings = Settings {
                    font: None,
                    text_size: None,
                    line_height: None,
                    column_width: None,
                    paragraph_spacing: None,
                    hide_diacritics: false,
                    show_invisibles: false,
                    ..std::mem::take(&mut self.settings)
                };
            }
        }
    }

    pub(super) fn set_theme(&mut self, ctx: &egui::Context, theme: Option<ThemeName>) {
        self.settings.theme = theme.map(|theme| theme.name().to_owned());
        self.take_theme(ctx);
    }

    /// Applies a change of the system's theme, unless the person has chosen one.
    pub(super) fn follow_system_theme(&mut self, ctx: &egui::Context) {
        if self.chosen_theme().is_none() {
            self.take_theme(ctx);
        }
    }

    fn take_theme(&mut self, ctx: &egui::Context) {
        let theme = theme_of(&self.settings, ctx);
        if self.theme != theme {
            self.theme = theme;
            WidgetStyle::install(ctx, theme, self.i18n.lang());
        }
    }

    /// Reads the installed fonts on a thread, unless they are known or being read.
    pub(super) fn read_fonts(&mut self, ctx: &egui::Context) {
        if self.families.is_some() || self.jobs.is_pending(Task::ReadFonts) {
            return;
        }
        let texts = Texts::of(ctx);
        // Into a copy of the fonts, so that the window's text engine can go on shaping.
        self.jobs.start(Task::ReadFonts, move |_| {
            let mut reader = texts.lock().engine.font_reader();
            let families = reader.read();
            texts.lock().engine.take_fonts(reader);
            done(move |app: &mut App| app.families = Some(families))
        });
    }

    /// Selects the next larger or smaller letter size.
    pub(super) fn zoom(&mut self, steps: i32) {
        let size = self.text_size();
        let next = if steps > 0 {
            SIZES.into_iter().find(|step| *step > size + 0.1)
        } else {
            SIZES.into_iter().rev().find(|step| *step < size - 0.1)
        };
        self.settings.text_size = Some(next.unwrap_or(size));
    }

    /// Ctrl with the wheel, or a pinch: one step of the letter size for each notch.
    pub(super) fn take_zoom_gesture(&mut self, ctx: &egui::Context) {
        let factor = ctx.input(egui::InputState::zoom_delta);
        if factor == 1.0 || !factor.is_finite() || factor <= 0.0 {
            self.zoom_gesture = 1.0;
            return;
        }
        self.zoom_gesture *= factor;
        while self.zoom_gesture >= ZOOM_STEP {
            self.zoom_gesture /= ZOOM_STEP;
            self.queue.push(AppAction::Command(UiCommand::ZoomIn));
        }
        while self.zoom_gesture <= 1.0 / ZOOM_STEP {
            self.zoom_gesture *= ZOOM_STEP;
            self.queue.push(AppAction::Command(UiCommand::ZoomOut));
        }
    }

    pub(super) fn set_direction(&mut self, direction: Option<Direction>) {
        if let Some(tab) = self.tab_mut() {
            tab.direction = direction;
        }
    }

    /// Schedules writing the settings after a change. They are written once nothing more happens for a while, so that
    /// little is lost if the program is killed.
    pub(super) fn keep_settings_soon(&mut self, now_secs: f64) {
        if self.keeps_settings {
            self.keep_at_secs = Some(now_secs + QUIET_SECS);
        }
    }

    /// Writes the settings if it is time.
    pub(super) fn keep_settings(&mut self, ctx: &egui::Context, now_secs: f64) {
        if self.keep_at_secs.take_if(|at| *at <= now_secs).is_some() {
            self.remember_places();
            let (settings, base) = (self.settings.clone(), self.kept_settings.clone());
            self.jobs.start(Task::KeepSettings, move |_| {
                let result = settings.save(&base).map(|()| settings);
                done(move |app: &mut App| app.take_kept_settings(result))
            });
        } else if let Some(at) = self.keep_at_secs {
            // Must be repeated in each frame, because an earlier repaint cancels the request.
            ctx.request_repaint_after_secs((at - now_secs) as f32 + 0.02);
        }
    }

    /// Says once why settings cannot be written; they are tried again at the next change and at the end.
    pub(super) fn take_kept_settings(&mut self, result: Result<Settings, SettingsError>) {
        let trouble = match result {
            Ok(settings) => {
                self.kept_settings = settings;
                None
            }
            // Other windows are writing theirs.
            Err(SettingsError::Store(StoreError::ChangedOnDisk { .. })) => return,
            Err(error) => Some(Notice::warning_of(&error)),
        };
        let message = trouble.as_ref().map(|notice| notice.message.clone());
        if self.settings_trouble == message {
            return;
        }
        let former = std::mem::replace(&mut self.settings_trouble, message);
        self.notices.retain(|notice| former.as_ref() != Some(&notice.message));
        if let Some(notice) = trouble {
            self.notify(notice);
        }
    }

    /// Records the reading position of a tab's file; samples have none.
    pub(super) fn remember_place(&mut self, index: usize) {
        let Some(tab) = self.tabs.get(index) else { return };
        if let (Some(file), Some(at)) = (&tab.article, tab.reader.reading_at()) {
            self.settings.remember_place(file, at, tab.direction);
        }
    }

    /// Records the reading positions of all open files.
    pub(super) fn remember_places(&mut self) {
        for index in 0..self.tabs.len() {
            self.remember_place(index);
        }
        for id in self.folders.iter().map(|folder| folder.id).collect::<Vec<_>>() {
            self.remember_folder(id);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use std::path::PathBuf;

    use super::*;
    use crate::gui::model::NoticeKind;

    #[test]
    fn settings_that_cannot_be_written_are_mentioned_once_until_they_can() {
        let mut app = App::with_settings(&egui::Context::default(), Vec::new(), Settings::default());
        let refused = || {
            let path = PathBuf::from("/config/hawashi/settings.ron");
            Err(SettingsError::Store(StoreError::WriteDenied { path }))
        };
        let said = |app: &App| app.notices.iter().filter(|notice| notice.kind == NoticeKind::Warning).count();
        app.take_kept_settings(refused());
        assert_eq!(said(&app), 1);
        let shown = app.notices[0].words(&app.tabs, &app.i18n);
        assert!(shown.contains("settings.ron"), "{shown}");
        // A person has read it and closes it: it does not come again with each change.
        app.notices.clear();
        app.take_kept_settings(refused());
        assert_eq!(said(&app), 0);
        app.take_kept_settings(Ok(Settings::default()));
        app.take_kept_settings(refused());
        assert_eq!(said(&app), 1);
        app.take_kept_settings(Ok(Settings::default()));
        assert_eq!(said(&app), 0, "what is past is not shown any more");
    }
}
