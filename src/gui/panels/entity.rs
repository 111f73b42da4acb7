//! Chooses the place or group of a name: lists all entities with the name, and searches for others.

use eframe::egui::{Event, Id, Key, Ui};

use super::context::Names;
use crate::detect::{Candidate, Evidence, Form, Kind, Source, Standing, which_place};
use crate::gui::i18n::Value;
use crate::gui::keyboard::digits_choose;
use crate::gui::model::{AlikeAction, AppAction};
use crate::gui::reader::MarkRef;
use crate::gui::theme::size;
use crate::gui::widgets::{Button, ChoiceRow, FieldState, Icon, Label, List, Switch, TextField, WidgetStyle, small};
use crate::lexicon::EntityId;
use crate::lexicon::nearby::{Bearing, Nearby};
use crate::session::Session;
use crate::text::Span;

/// Rows that are visible at once.
const ROWS: usize = 6;
/// The most results of a search.
pub(crate) const MOST_HITS: usize = 12;
/// Population from which a place is not described by a larger one.
const LARGE: u32 = 100_000;
/// Rows that can be chosen by a digit.
const NUMBERED: usize = 9;

/// The dialog's state between frames.
pub(crate) struct LinkEntity {
    /// The mark that was selected.
    pub(crate) mark: MarkRef,
    search: FieldState,
    /// The last query and its results; an empty query stands for the mark's own name.
    pub(crate) hits: Option<(String, Vec<EntityId>)>,
    /// The number of mentions of the name, if it could be counted, and the session's generation of that.
    pub(crate) mentions: Option<(u64, Option<usize>)>,
    /// Whether only this mark is linked.
    only_this: bool,
    /// The present entity, if there is one.
    now: Option<String>,
    /// Whether everything that means the present entity is given to the one that is chosen.
    merges: bool,
    /// Whether it is chosen for all places like the mark.
    for_all: bool,
}

impl LinkEntity {
    pub(crate) fn new(mark: MarkRef) -> Self {
        let mut search = FieldState::line("");
        search.focus();
        Self { mark, search, hits: None, mentions: None, only_this: false, now: None, merges: false, for_all: false }
    }

    /// For the question about all places like a mark.
    pub(crate) fn for_all(mark: MarkRef) -> Self {
        Self { for_all: true, ..Self::new(mark) }
    }

    /// Chooses what takes over everything that means the present entity.
    pub(crate) fn merging(mark: MarkRef) -> Self {
        Self { merges: true, ..Self::new(mark) }
    }

    /// The current query.
    pub(crate) fn query(&self) -> String {
        self.search.text().trim().to_owned()
    }

    pub(super) fn show(&mut self, ui: &mut Ui, names: Names<'_>, session: Option<&Session>, acts: &mut Vec<AppAction>) {
        let Some((session, name)) = session.and_then(|session| Some((session, name_of(session, &self.mark)?))) else {
            acts.push(AppAction::CloseDialog);
            return;
        };
        if !self.for_all {
            self.reach(ui, names, session, name);
        }
        self.now = self.mark.entity(session);
        let list = Id::unique("entities");
        let field_id = Id::unique("entity-search");
        let digit = if self.search.text().is_empty() {
            digits_choose(ui.ctx());
            typed_digit(ui)
        } else {
            None
        };
        let placeholder = names.i18n.text("entity-search");
        let field = TextField::new(&mut self.search, &placeholder).placeholder(&placeholder).icon(Icon::Find);
        let field = field.id(field_id).above(list).show(ui);
        let query = self.query();
        if field.changed {
            acts.push(AppAction::SearchEntity(query.clone()));
            List::begin_again(ui, list);
        }
        let found = self.hits.as_ref().filter(|(searched, _)| *searched == query).map(|(_, hits)| hits);
        let of_name: Vec<EntityId>;
        let rows = match found {
            Some(found) => found,
            // The entities of the name itself are available before any search.
            None if query.is_empty() => {
                of_name = meanings(names, session, &self.mark, name);
                &of_name
            }
            None => {
                small(ui, &names.i18n.text("find-searching"));
                return;
            }
        };
        if rows.is_empty() {
            small(ui, &names.i18n.text(if query.is_empty() { "entity-search-hint" } else { "entity-none" }));
        }
        if rows.is_empty() && field.submitted && !query.is_empty() && !self.for_all && !self.merges {
            let mark = self.mark.clone();
            acts.push(AppAction::NewEntity { mark, name: query.clone(), only_this: self.only_this });
        }
        let by_key = digit.and_then(|digit| rows.get(digit - 1)).or(rows.first().filter(|_| field.submitted));
        if let Some(id) = by_key {
            self.choose(names, *id, acts);
        }
        let now = current(names, session, &self.mark);
        let title = names.i18n.text("entity-title");
        let chosen = rows.iter().position(|id| Some(*id) == now);
        let room = (ui.ctx().content_rect().height() - 180.0).max(2.0 * ChoiceRow::HEIGHT);
        let height = (rows.len().min(ROWS) as f32 * ChoiceRow::HEIGHT).min(room);
        ui.spacing_mut().item_spacing.y = 0.0;
        let shown = List::new(list, &title, height).rows_of(ChoiceRow::HEIGHT).chosen(chosen).below(field_id);
        shown.show(ui, rows.len(), |ui, place| {
            let id = *rows.get(place.number())?;
            let entity = names.lexicon.entity(id);
            let below = told(names, id);
            let key = (query.is_empty() && place.number() < NUMBERED).then(|| names.i18n.number(place.number() + 1));
            let english = isolated(entity.english);
            let spoken = [entity.canonical, &english, &below].join(&names.i18n.text("list-separator"));
            let row = ChoiceRow {
                text: entity.canonical,
                second: if entity.english.is_empty() { "" } else { &english },
                below: &below,
                key: key.as_deref(),
                is_current: Some(id) == now,
                name: &spoken,
            };
            let response = row.show(ui, place);
            if response.clicked() {
                self.choose(names, id, acts);
            }
            Some(response)
        });
        if !self.for_all {
            self.own(ui, names, now, &query, acts);
        }
    }

    /// What can be done besides choosing: a name of one's own, a change of one, and merging two.
    fn own(&mut self, ui: &mut Ui, names: Names<'_>, now: Option<EntityId>, query: &str, acts: &mut Vec<AppAction>) {
        let i18n = names.i18n;
        WidgetStyle::of(ui.ctx()).line(ui, size::ROW, |ui| {
            ui.spacing_mut().item_spacing.x = size::INSIDE;
            let text = match query {
                "" => i18n.text("entity-new"),
                name => i18n.text_with("entity-new-named", &[("name", Value::from(name))]),
            };
            if ui.add(Button::new(&text).quiet().icon(Icon::Plus)).clicked() {
                let (mark, name) = (self.mark.clone(), query.to_owned());
                acts.push(AppAction::NewEntity { mark, name, only_this: self.only_this });
            }
            if let Some(id) = now
                && ui.add(Button::new(&i18n.text("entity-edit")).quiet()).clicked()
            {
                acts.push(AppAction::EditEntity(names.lexicon.entity(id).id.to_owned()));
            }
        });
        if let Some(id) = now {
            let values = [("name", Value::from(local_name(names, id)))];
            if ui.add(Switch::new(&i18n.text_with("entity-merge", &values), self.merges)).clicked() {
                self.merges = !self.merges;
            }
        }
    }

    /// Shows how many mentions are affected, with a switch for this mention only.
    fn reach(&mut self, ui: &mut Ui, names: Names<'_>, session: &Session, name: Span) {
        let dim = WidgetStyle::of(ui.ctx()).theme.dim;
        // The last count, until there is a new one.
        let Some((_, Some(count))) = self.mentions else { return };
        let words = shown_name(session, name);
        let values = [("count", Value::from(count)), ("name", Value::from(words.as_str()))];
        let key = if self.only_this { "entity-reach-one" } else { "entity-reach" };
        ui.add(Label::new(&names.i18n.text_with(key, &values)).color(dim).wrapped());
        if count > 1 && ui.add(Switch::new(&names.i18n.text("entity-only-this"), self.only_this)).clicked() {
            self.only_this = !self.only_this;
        }
    }

    fn choose(&self, names: Names<'_>, id: EntityId, acts: &mut Vec<AppAction>) {
        let entity = names.lexicon.entity(id).id.to_owned();
        if let Some(from) = self.now.clone().filter(|from| self.merges && *from != entity) {
            acts.push(AppAction::MergeEntities { from, to: entity });
            return;
        }
        acts.push(if self.for_all {
            AppAction::Alike(AlikeAction::Entity(entity))
        } else {
            AppAction::LinkEntity { mark: self.mark.clone(), entity, only_this: self.only_this }
        });
        acts.push(AppAction::CloseDialog);
    }
}

/// The digit from 1 to 9 that was typed, in any script; removed from the input.
fn typed_digit(ui: &Ui) -> Option<usize> {
    const KEYS: [Key; NUMBERED] =
        [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
    let digit_in = |text: &str| {
        let mut letters = text.chars();
        let (letter, rest) = (letters.next()?, letters.next());
        let value = match letter {
            '1'..='9' => letter as usize - '0' as usize,
            '١'..='٩' => letter as usize - '٠' as usize,
            '۱'..='۹' => letter as usize - '۰' as usize,
            _ => return None,
        };
        rest.is_none().then_some(value)
    };
    ui.input_mut(|input| {
        let mut found = None;
        input.events.retain(|event| {
            let digit = match event {
                Event::Text(text) => digit_in(text),
                Event::Key { key, pressed: true, modifiers, .. } if modifiers.is_none() => {
                    KEYS.iter().position(|known| known == key).map(|at| at + 1)
                }
                _ => None,
            };
            found = found.or(digit);
            digit.is_none()
        });
        found
    })
}

/// What distinguishes an entity from others with its name: kind and country, position, population.
fn told(names: Names<'_>, id: EntityId) -> String {
    let entity = names.lexicon.entity(id);
    let mut parts = vec![kind_and_land(names, id, &names.i18n.text(&format!("kind-{}", entity.kind)))];
    // The position of a large place within its region is generally known.
    let is_told = entity.population >= LARGE && names.lexicon.region(id).is_some();
    if let Some(near) = names.nearby(id).filter(|_| !is_told) {
        parts.push(near_text(names, near));
    }
    if entity.population > 0 {
        let values = [("count", Value::from(entity.population))];
        parts.push(names.i18n.text_with("entity-inhabitants", &values).into_owned());
    } else if let Some((latitude, longitude)) = entity.position {
        parts.push(names.i18n.coordinates(f64::from(latitude), f64::from(longitude)));
    }
    parts.join(" · ")
}

/// An entity's kind, as given by `kind`, with its region and its country: "town, Utah, United States".
pub(super) fn kind_and_land(names: Names<'_>, id: EntityId, kind: &str) -> String {
    let land = land(names, id);
    if land.is_empty() {
        return kind.to_owned();
    }
    let values = [("kind", Value::from(kind)), ("country", Value::from(land.join(&names.i18n.text("list-separator"))))];
    names.i18n.text_with("card-kind-country", &values).into_owned()
}

/// The region and the country of an entity, if known and not implied by its name.
fn land(names: Names<'_>, id: EntityId) -> Vec<String> {
    let entity = names.lexicon.entity(id);
    let Some(code) = entity.country.filter(|_| entity.kind != "country") else { return Vec::new() };
    let name = local_name(names, id);
    let region = names.lexicon.region(id).map(|region| {
        let shown = if names.i18n.is_rtl() && !region.arabic.is_empty() { region.arabic } else { region.english };
        shown.to_owned()
    });
    let region = region.filter(|region| !region.is_empty() && *region != name);
    region.into_iter().chain([country_name(names, code)]).map(|part| isolated(&part)).collect()
}

/// A country's name in the language of the interface; its code if the lexicon does not have the country.
fn country_name(names: Names<'_>, code: &str) -> String {
    names.country(code).map_or_else(|| code.to_owned(), |id| local_name(names, id))
}

/// An entity's name in the other language.
pub(super) fn other_name(names: Names<'_>, id: EntityId) -> String {
    let entity = names.lexicon.entity(id);
    if names.i18n.is_rtl() { entity.english } else { entity.canonical }.to_owned()
}

/// A name isolated so that it keeps its own direction in a sentence.
fn isolated(name: &str) -> String {
    format!("\u{2068}{name}\u{2069}")
}

/// 71 km north of Beirut.
fn near_text(names: Names<'_>, near: Nearby) -> String {
    let name = local_name(names, near.place);
    if near.km < 2.0 {
        return names.i18n.text_with("near-beside", &[("place", Value::from(name))]).into_owned();
    }
    let key = match near.bearing {
        Bearing::N => "near-north",
        Bearing::Ne => "near-north-east",
        Bearing::E => "near-east",
        Bearing::Se => "near-south-east",
        Bearing::S => "near-south",
        Bearing::Sw => "near-south-west",
        Bearing::W => "near-west",
        Bearing::Nw => "near-north-west",
    };
    let values = [("km", Value::from(near.km.round() as u32)), ("place", Value::from(name))];
    names.i18n.text_with(key, &values).into_owned()
}

/// An entity's name in the language of the interface.
pub(super) fn local_name(names: Names<'_>, id: EntityId) -> String {
    let entity = names.lexicon.entity(id);
    let is_english = !names.i18n.is_rtl() && !entity.english.is_empty();
    if is_english { entity.english } else { entity.canonical }.to_owned()
}

/// An entity's name in a sentence: "Washington, Pennsylvania, United States", with its position if another one would
/// read the same.
pub(crate) fn full_name(names: Names<'_>, id: EntityId, others: &[EntityId]) -> String {
    let parts = |id: EntityId| {
        let name = local_name(names, id);
        let land = land(names, id);
        // Some names already contain it: «عمان (الأردن)».
        let is_told = land.last().is_some_and(|country| name.ends_with(&format!("({country})")));
        let land = if is_told { Vec::new() } else { land };
        std::iter::once(isolated(&name)).chain(land).collect::<Vec<_>>()
    };
    let mut told = parts(id);
    if others.iter().any(|other| *other != id && parts(*other) == told)
        && let Some(near) = names.nearby(id)
    {
        told.push(near_text(names, near));
    }
    told.join(&names.i18n.text("list-separator"))
}

/// The words of a name, shortened for a sentence.
pub(crate) fn shown_name(session: &Session, name: Span) -> String {
    let words: Vec<&str> = name.of(session.document().text()).split_whitespace().take(8).collect();
    words.join(" ")
}

/// The current entity of a mark.
fn current(names: Names<'_>, session: &Session, mark: &MarkRef) -> Option<EntityId> {
    mark.entity(session).and_then(|id| names.lexicon.by_id(&id))
}

pub(crate) fn name_of(session: &Session, mark: &MarkRef) -> Option<Span> {
    session.name_of(&mark.target())
}

/// All entities that the name of a mark can mean, the current one first.
pub(super) fn alternatives(names: Names<'_>, session: &Session, mark: &MarkRef) -> Vec<EntityId> {
    name_of(session, mark).map_or_else(Vec::new, |name| meanings(names, session, mark, name))
}

/// Like [`alternatives`], for a name in a passage.
pub(crate) fn meanings(names: Names<'_>, session: &Session, mark: &MarkRef, name: Span) -> Vec<EntityId> {
    let label = mark.label(session);
    let kinds = match label.and_then(|label| session.kind_of_label(&label)) {
        Some(kind) if kind.is_detected() => vec![kind],
        // A user's label may be for either.
        Some(_) | None => Kind::DETECTED.to_vec(),
    };
    let now = current(names, session, mark);
    let of_kind = |kind: &Kind| {
        let named = Candidate {
            span: name,
            kind: *kind,
            form: Form::Name,
            entity: now,
            confidence: 1.0,
            entity_confidence: 1.0,
            source: Source::Lexicon,
            evidence: Evidence::Entry,
            nested: false,
            standing: Standing::Found,
        };
        which_place::alternatives(names.lexicon, &named, session.document().text())
    };
    let mut all: Vec<EntityId> = kinds.iter().flat_map(of_kind).collect();
    // The current entity may have another name.
    if let Some(now) = now {
        all.retain(|id| *id != now);
        all.insert(0, now);
    }
    all
}
