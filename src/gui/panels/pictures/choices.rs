//! The choices beside a picture's title.

use eframe::egui::{Role, Ui, WidgetInfo};

use super::look::{PicturesLook, push};
use crate::gui::i18n::{Value, without_isolates};
use crate::gui::model::{AppAction, MatrixOrder, PictureAction, PictureChoices, PictureFormat, PictureKind, Pictures};
use crate::gui::widgets::choice_of;
use crate::picture::Language;
use crate::picture::charts::matrix::Within;
use crate::picture::charts::timeline::Period;

/// A choice of formats to write the picture in.
pub(super) fn export(ui: &mut Ui, look: PicturesLook<'_>, kind: PictureKind, acts: &mut Vec<AppAction>) {
    let i18n = look.i18n;
    let formats = PictureFormat::of(kind).iter().map(|format| (*format, i18n.text(format.key()), false));
    if let Some(format) = choice_of(ui, &i18n.text("picture-export"), formats).inner {
        push(acts, look.id, PictureAction::Export(kind, format));
    }
}

/// A choice of a picture to be shown, too.
pub(super) fn add(ui: &mut Ui, look: PicturesLook<'_>, acts: &mut Vec<AppAction>) {
    let is_new = |kind: &PictureKind| !look.kinds.contains(kind) && (look.is_folder || *kind != PictureKind::Timeline);
    let new: Vec<PictureKind> = PictureKind::CHARTS.into_iter().filter(is_new).collect();
    if new.is_empty() {
        return;
    }
    let choices = new.into_iter().map(|kind| (kind, look.i18n.text(kind.key()), false));
    if let Some(kind) = choice_of(ui, &look.i18n.text("picture-add"), choices).inner {
        let kinds = look.kinds.iter().copied().chain([kind]).collect();
        push(acts, look.id, PictureAction::Show(kinds));
    }
}

/// What can be done with a picture: let it fill the window, move it, take it away.
pub(super) fn more(ui: &mut Ui, look: PicturesLook<'_>, kind: PictureKind, acts: &mut Vec<AppAction>) {
    let without = look.kinds.iter().copied().filter(|other| *other != kind).collect();
    let choices = [
        ("picture-whole", PictureAction::Whole(Some(kind))),
        ("picture-earlier", PictureAction::Show(moved(look.kinds, kind, false))),
        ("picture-later", PictureAction::Show(moved(look.kinds, kind, true))),
        ("picture-remove", PictureAction::Show(without)),
    ];
    let rows = choices.map(|(key, act)| (act, look.i18n.text(key), false));
    let shown = choice_of(ui, "…", rows);
    let name = look.i18n.text_with("picture-more", &[("name", Value::from(look.i18n.text(kind.key())))]);
    shown.response.widget_info(|| WidgetInfo::labeled(Role::Button, true, without_isolates(&name)));
    if let Some(act) = shown.inner {
        push(acts, look.id, act);
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
    let keys = [
        (MatrixOrder::Count, "picture-by-count"),
        (MatrixOrder::Clustered, "picture-clustered"),
        (MatrixOrder::Name, "picture-by-name"),
    ];
    let now = pictures.choices;
    let with = |order| PictureChoices { order, ..now };
    let (MatrixOrder::Column(name) | MatrixOrder::Row(name)) = now.order else {
        return choose(ui, look, (now.order, keys), acts, with);
    };
    // A head was chosen.
    let first = look.seeing.survey.rows().find(|(_, row)| row.named() == name);
    let id = look.seeing.names().text(name);
    let known = look.words.entity(id);
    let spelling = first.map_or("", |(_, row)| look.seeing.names().text(row.text));
    let named = if known == id && !spelling.is_empty() { spelling } else { &known };
    let text = look.i18n.text_with("picture-by", &[("name", Value::from(Language::isolated(named)))]);
    let choices = keys.map(|(value, key)| (value, look.i18n.text(key), false));
    if let Some(order) = choice_of(ui, &text, choices).inner {
        push(acts, look.id, PictureAction::Choose(with(order)));
    }
}

/// How long a bar is.
pub(super) fn period(ui: &mut Ui, look: PicturesLook<'_>, pictures: &Pictures, acts: &mut Vec<AppAction>) {
    let keys = [(Period::Day, "picture-day"), (Period::Week, "picture-week"), (Period::Month, "picture-month")];
    let now = pictures.choices;
    choose(ui, look, (now.period, keys), acts, |period| PictureChoices { period, ..now });
}

/// The pictures with one of them a place earlier or later.
pub(super) fn moved(kinds: &[PictureKind], kind: PictureKind, is_later: bool) -> Vec<PictureKind> {
    let at = kinds.iter().position(|other| *other == kind).unwrap_or(0);
    moved_to(kinds, kind, if is_later { at + 1 } else { at.saturating_sub(1) })
}

/// The pictures with one of them at another place.
pub(super) fn moved_to(kinds: &[PictureKind], kind: PictureKind, to: usize) -> Vec<PictureKind> {
    let mut kinds: Vec<PictureKind> = kinds.iter().copied().filter(|other| *other != kind).collect();
    kinds.insert(to.min(kinds.len()), kind);
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_move_by_one_place_and_no_further_than_the_ends() {
        let kinds = [PictureKind::Dispersion, PictureKind::Matrix, PictureKind::Network];
        assert_eq!(moved(&kinds, PictureKind::Dispersion, true), [kinds[1], kinds[0], kinds[2]]);
        assert_eq!(moved(&kinds, PictureKind::Dispersion, false), kinds);
        assert_eq!(moved(&kinds, PictureKind::Network, true), kinds);
        assert_eq!(moved_to(&kinds, PictureKind::Network, 0), [kinds[2], kinds[0], kinds[1]]);
    }
}
