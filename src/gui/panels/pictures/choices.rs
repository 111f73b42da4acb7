//! The choices beside a picture's title.

use eframe::egui::Ui;

use super::look::{PicturesLook, push};
use crate::gui::model::{AppAction, PictureAction, PictureChoices, PictureFormat, PictureKind, Pictures};
use crate::gui::widgets::choice_of;
use crate::picture::charts::matrix::{Order, Within};
use crate::picture::charts::timeline::Period;

/// A choice of formats to write the picture in.
pub(super) fn export(ui: &mut Ui, look: PicturesLook<'_>, kind: PictureKind, acts: &mut Vec<AppAction>) {
    let i18n = look.i18n;
    let formats = PictureFormat::of(kind).iter().map(|format| (*format, i18n.text(format.key()), false));
    if let Some(format) = choice_of(ui, &i18n.text("picture-export"), formats).inner {
        push(acts, look.id, PictureAction::Export(kind, format));
    }
}

/// A choice of one of several values of the pictures' choices.
pub(super) fn choose<T: Copy + PartialEq, const N: usize>(
    ui: &mut Ui,
    look: PicturesLook<'_>,
    (now, keys): (T, [(T, &str); N]),
    acts: &mut Vec<AppAction>,
    with: impl Fn(T) -> PictureChoices,
) {
    let text = |key: &str| look.i18n.text(key).into_owned();
    let shown = keys.iter().find(|(value, _)| *value == now).map_or(String::new(), |(_, key)| text(key));
    let choices = keys.map(|(value, key)| (value, text(key), value == now));
    if let Some(value) = choice_of(ui, &shown, choices).inner {
        push(acts, look.id, PictureAction::Choose(with(value)));
    }
}

/// How near two names have to be.
pub(super) fn within(ui: &mut Ui, look: PicturesLook<'_>, pictures: &Pictures, acts: &mut Vec<AppAction>) {
    let keys = [
        (Within::Sentence, "picture-sentence"),
        (Within::Paragraph, "picture-paragraph"),
        (Within::Article, "picture-article"),
    ];
    let now = pictures.choices;
    choose(ui, look, (now.within, keys), acts, |within| PictureChoices { within, ..now });
}

/// The order of a matrix.
pub(super) fn order(ui: &mut Ui, look: PicturesLook<'_>, pictures: &Pictures, acts: &mut Vec<AppAction>) {
    let keys =
        [(Order::Count, "picture-by-count"), (Order::Clustered, "picture-clustered"), (Order::Name, "picture-by-name")];
    let now = pictures.choices;
    choose(ui, look, (now.order, keys), acts, |order| PictureChoices { order, ..now });
}

/// How long a bar is.
pub(super) fn period(ui: &mut Ui, look: PicturesLook<'_>, pictures: &Pictures, acts: &mut Vec<AppAction>) {
    let keys = [(Period::Day, "picture-day"), (Period::Week, "picture-week"), (Period::Month, "picture-month")];
    let now = pictures.choices;
    choose(ui, look, (now.period, keys), acts, |period| PictureChoices { period, ..now });
}
