//! Formats the keys of a command.

use eframe::egui;

use crate::gui::command::{KeyMap, UiCommand, in_digits_of};
use crate::gui::i18n::{I18n, without_isolates};

/// The keys of a command: a digit in those of the interface, letters and F1 to F12 as printed on the keys.
pub(crate) fn keys_text(ctx: &egui::Context, i18n: &I18n, command: UiCommand) -> Option<String> {
    Some(in_digits_of(i18n, KeyMap::of(ctx).text(command)?))
}

/// The first key that a command has only in review, as printed on the key.
pub(super) fn key_in_review(ctx: &egui::Context, command: UiCommand) -> String {
    KeyMap::of(ctx).text(command).map(|keys| without_isolates(&keys).into_owned()).unwrap_or_default()
}

/// The key of a command that has one without a modifier: a letter or a digit.
pub(super) fn letter_text(ctx: &egui::Context, i18n: &I18n, command: UiCommand) -> Option<String> {
    let keys = without_isolates(&keys_text(ctx, i18n, command)?).into_owned();
    (keys.chars().count() == 1).then_some(keys)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gui::i18n::Lang;

    #[test]
    fn digits_follow_the_interface_and_what_is_printed_on_keys_does_not() {
        let ctx = egui::Context::default();
        let (en, ar) = (I18n::new(Lang::En), I18n::new(Lang::Ar));
        for (command, in_english, in_arabic) in [
            (UiCommand::Tag(2), "2", "٢"),
            (UiCommand::ZoomReset, "Ctrl+0", "Ctrl+٠"),
            (UiCommand::FullScreen, "F11", "F11"),
            (UiCommand::Undo, "Ctrl+Z", "Ctrl+Z"),
        ] {
            for (i18n, expected) in [(&en, in_english), (&ar, in_arabic)] {
                assert_eq!(without_isolates(&keys_text(&ctx, i18n, command).unwrap()), expected);
            }
        }
        for (command, letter) in [(UiCommand::Accept, Some("A")), (UiCommand::Copy, None), (UiCommand::Delete, None)] {
            assert_eq!(letter_text(&ctx, &en, command).as_deref(), letter);
        }
        assert_eq!(keys_text(&ctx, &ar, UiCommand::ZoomIn), KeyMap::default().text(UiCommand::ZoomIn));
    }
}
