//! The form for a name that no lexicon has, and for one of the person's own: names, kind, country and coordinates.

use eframe::egui::{Id, Ui};

use super::answers::buttons;
use super::context::Names;
use super::fields::beside;
use super::place_picker::PlacePicker;
use crate::gui::i18n::I18n;
use crate::gui::model::AppAction;
use crate::gui::reader::MarkRef;
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{FieldState, Label, Switch, TextField, WidgetStyle, choice_of, scroll_if, small};
use crate::lexicon::format::{FACTION_KINDS, KINDS};
use crate::lexicon::{Lexicon, UserEntry};
use crate::text::coordinates::coordinates;
use crate::text::fold::fold_words;

/// Height of the form without its map, and of the title, the buttons and the space around them, in points.
const HEIGHT: f32 = 216.0;
const AROUND: f32 = 170.0;
/// The width of the form below which its fields stand below each other, and its height then, in points.
const STACKED: (f32, f32) = (480.0, 348.0);

/// The form's state between frames.
pub(crate) struct NewEntity {
    /// The mark that is to mean it, and whether only that one; `None` where an entry is changed.
    on: Option<(MarkRef, bool)>,
    /// The entry as it was, with what the form does not show.
    entry: UserEntry,
    is_faction: bool,
    kind: usize,
    arabic: FieldState,
    english: FieldState,
    country: FieldState,
    position: FieldState,
    map: PlacePicker,
    shows_map: bool,
}

impl NewEntity {
    /// A new name for a mark.
    pub(crate) fn of(mark: MarkRef, name: &str, is_faction: bool, only_this: bool) -> Self {
        let is_arabic = name.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c));
        let entry = UserEntry {
            ar: if is_arabic { vec![name.to_owned()] } else { Vec::new() },
            en: if is_arabic { String::new() } else { name.to_owned() },
            kind: if is_faction { "armed-group" } else { "town" }.to_owned(),
            ..UserEntry::default()
        };
        Self { on: Some((mark, only_this)), ..Self::changing(entry, is_faction) }
    }

    /// An entry that is changed.
    pub(crate) fn changing(entry: UserEntry, is_faction: bool) -> Self {
        let position = entry.lat.zip(entry.lon).map_or_else(String::new, |(lat, lon)| format!("{lat}, {lon}"));
        let mut arabic = FieldState::line(entry.ar.first().map_or("", String::as_str));
        arabic.focus();
        Self {
            on: None,
            is_faction,
            kind: KINDS.iter().position(|kind| *kind == entry.kind).unwrap_or(KINDS.len() - 1),
            arabic,
            english: FieldState::line(&entry.en),
            country: FieldState::line(entry.country.as_deref().unwrap_or("")),
            position: FieldState::line(&position),
            map: PlacePicker::default(),
            shows_map: false,
            entry,
        }
    }

    /// The key of what the form is called.
    pub(super) fn title_key(&self) -> &'static str {
        if self.on.is_some() { "entity-new-title" } else { "entity-change-title" }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, names: Names<'_>, acts: &mut Vec<AppAction>) {
        let i18n = names.i18n;
        let country = country_of(names.lexicon, self.country.text());
        let position = position_of(self.position.text());
        let room = ui.ctx().content_rect().height() - AROUND;
        let height = if ui.available_width() < STACKED.0 { STACKED.1 } else { HEIGHT };
        let height = if self.entry.replaces { height + size::ROW } else { height };
        let wanted = if self.shows_map { height + PlacePicker::HEIGHT + 2.0 * size::ROW } else { height };
        let mut is_submitted = false;
        scroll_if(ui, wanted > room, ("new-entity", &i18n.text(self.title_key())), room, |ui| {
            is_submitted = self.fields(ui, names, country.as_ref(), position.as_ref());
        });
        let missing = match (&country, &position) {
            (None, _) => "entity-new-no-country",
            (_, None) => "entity-new-no-position",
            _ => "entity-new-no-name",
        };
        let entry = country.zip(position).and_then(|(country, position)| self.made(country, position));
        let keep = entry.map(|entry| {
            let on = self.on.clone();
            AppAction::KeepEntity { entry: Box::new(entry), on }
        });
        match keep {
            Some(keep) => {
                if is_submitted {
                    acts.push(keep.clone());
                }
                buttons(ui, i18n, &[("entity-new-keep", keep), ("dialog-cancel", AppAction::CloseDialog)], acts);
            }
            None => {
                said(ui, &i18n.text(missing));
                buttons(ui, i18n, &[("dialog-cancel", AppAction::CloseDialog)], acts);
            }
        }
    }

    /// Names, country, coordinates and kind; returns whether Enter was pressed in a field.
    fn fields(
        &mut self,
        ui: &mut Ui,
        names: Names<'_>,
        country: Option<&Country>,
        position: Option<&Position>,
    ) -> bool {
        let i18n = names.i18n;
        let mut is_submitted = false;
        if self.entry.replaces {
            said(ui, &i18n.text("entity-built-in"));
        }
        let pairs = [
            [("entity-new-arabic", "", &mut self.arabic, false), ("entity-new-english", "", &mut self.english, false)],
            [
                ("entity-new-country", "entity-new-country-hint", &mut self.country, country.is_none()),
                ("entity-new-position", "entity-new-position-hint", &mut self.position, position.is_none()),
            ],
        ];
        for pair in pairs {
            let mut pair = pair.map(Some);
            beside(ui, 2, |ui, at| {
                let Some((key, hint, field, is_wrong)) = pair[at].take() else { return };
                let name = i18n.text(key);
                small(ui, &name);
                let hint = if hint.is_empty() { String::new() } else { i18n.text(hint).into_owned() };
                let id = Id::unique(("new-entity", key));
                let shown = TextField::new(field, &name).placeholder(&hint).id(id).wrong(is_wrong).show(ui);
                is_submitted |= shown.submitted;
            });
        }
        self.kinds(ui, i18n);
        if !self.is_faction {
            let home = country.and_then(|code| names.lexicon.entity(names.country(code.as_ref()?)?).position);
            if ui.add(Switch::new(&i18n.text("entity-new-on-map"), self.shows_map)).clicked() {
                self.shows_map = !self.shows_map;
            }
            if self.shows_map {
                if let Some((lat, lon)) = self.map.show(ui, names, position.copied().flatten(), home) {
                    self.position.set_text(&format!("{lat:.3}, {lon:.3}"));
                }
                said(ui, &i18n.text("entity-new-map-how"));
            }
        }
        is_submitted
    }

    fn kinds(&mut self, ui: &mut Ui, i18n: &I18n) {
        let factions = usize::from(FACTION_KINDS);
        let range = if self.is_faction { 0..factions } else { factions..KINDS.len() };
        let text = |kind: usize| i18n.text(&format!("kind-{}", KINDS.get(kind).unwrap_or(&"other"))).into_owned();
        WidgetStyle::of(ui.ctx()).line(ui, size::ROW, |ui| {
            small(ui, &i18n.text("entity-new-kind"));
            let choices = range.map(|kind| (kind, text(kind), kind == self.kind));
            if let Some(kind) = choice_of(ui, &text(self.kind), choices).inner {
                self.kind = kind;
            }
        });
    }

    /// The entry; `None` if it has no name. A name in one language stands for both.
    fn made(&self, country: Option<String>, position: Option<(f32, f32)>) -> Option<UserEntry> {
        let (arabic, english) = (self.arabic.text().trim().to_owned(), self.english.text().trim().to_owned());
        let first = if arabic.is_empty() { english.clone() } else { arabic };
        if fold_words(&first).is_empty() {
            return None;
        }
        let mut ar = self.entry.ar.clone();
        ar.retain(|name| *name != first);
        match ar.first_mut() {
            Some(former) if self.on.is_none() => *former = first,
            _ => ar.insert(0, first),
        }
        let kind = KINDS.get(self.kind).copied().unwrap_or("other").to_owned();
        let (lat, lon) = position.unzip();
        Some(UserEntry { ar, en: english, kind, country, lat, lon, ..self.entry.clone() })
    }
}

/// A sentence in small letters, on as many lines as it needs.
fn said(ui: &mut Ui, text: &str) {
    let dim = WidgetStyle::of(ui.ctx()).theme.dim;
    ui.add(Label::new(text).role(TextRole::Small).color(dim).wrapped());
}

/// A country's code, if one is given.
type Country = Option<String>;
/// Degrees of latitude and longitude, if they are given.
type Position = Option<(f32, f32)>;

/// The code of a country by its code or its name; `None` if there is no such country, `Some(None)` for none.
fn country_of(lexicon: &Lexicon, typed: &str) -> Option<Country> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Some(None);
    }
    if typed.len() == 2 && typed.bytes().all(|letter| letter.is_ascii_alphabetic()) {
        return Some(Some(typed.to_ascii_uppercase()));
    }
    let is_country = |id| lexicon.entity(id).kind == "country";
    let found = lexicon.search(typed, 1, is_country, || true);
    let code = found.first().and_then(|id| lexicon.entity(*id).country)?;
    Some(Some(code.to_owned()))
}

/// Latitude and longitude in degrees; `None` if it is no place, `Some(None)` for none.
fn position_of(typed: &str) -> Option<Position> {
    if typed.trim().is_empty() {
        return Some(None);
    }
    coordinates(typed).map(|[lat, lon]| Some((lat as f32, lon as f32)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_and_coordinates_are_read_as_people_write_them() {
        let lexicon = Lexicon::builtin();
        for (typed, code) in [("SY", Some("SY")), ("ly", Some("LY")), ("سوريا", Some("SY")), ("Libya", Some("LY"))]
        {
            assert_eq!(country_of(&lexicon, typed), Some(code.map(str::to_owned)), "{typed}");
        }
        assert_eq!(country_of(&lexicon, ""), Some(None));
        assert_eq!(country_of(&lexicon, "ظظظظ"), None);
        for (typed, place) in [
            ("34.5, 35.75", Some(Some((34.5, 35.75)))),
            ("٣٤٫٥، ٣٥٫٧٥", Some(Some((34.5, 35.75)))),
            ("", Some(None)),
            ("34.5", None),
        ] {
            assert_eq!(position_of(typed), place, "{typed}");
        }
    }
}
