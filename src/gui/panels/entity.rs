//! Which place, or faction, a name stands for: all of this name, and a search for any other.

use eframe::egui::{Id, Ui};

use super::card::country_name;
use crate::detect::{Candidate, Evidence, Form, Source, Standing, which_place};
use crate::gui::app::{Act, App, target_of};
use crate::gui::i18n::Value;
use crate::gui::reader::MarkRef;
use crate::gui::theme::size;
use crate::gui::widgets::{FieldState, Icon, List, Row, TextField, small};
use crate::lexicon::EntityId;
use crate::session::Session;
use crate::text::Span;

/// Rows that are seen at once.
const ROWS: usize = 7;
/// Entities that a search gives.
pub(crate) const MOST_HITS: usize = 8;

/// What the dialog keeps between frames.
pub(crate) struct ChooseEntity {
    /// The mark that was selected.
    pub(crate) mark: MarkRef,
    search: FieldState,
    /// What was searched last, and what was found.
    pub(crate) hits: Option<(String, Vec<EntityId>)>,
}

impl ChooseEntity {
    pub(crate) fn new(mark: MarkRef) -> Self {
        let mut search = FieldState::line("");
        search.focus();
        Self { mark, search, hits: None }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, app: &App, acts: &mut Vec<Act>) {
        let session = app.tab().and_then(|tab| tab.session.as_ref());
        let Some((session, name)) = session.and_then(|session| Some((session, name_of(session, &self.mark)?))) else {
            acts.push(Act::CloseDialog);
            return;
        };
        let placeholder = app.i18n.text("entity-search");
        let list = Id::unique("entities");
        let field = TextField::new(&mut self.search, &placeholder).placeholder(&placeholder).icon(Icon::Find);
        let field = field.above(list).show(ui);
        let query = self.search.text().trim().to_owned();
        if field.changed && !query.is_empty() {
            acts.push(Act::SearchEntity(query.clone()));
        }
        let of_name = if query.is_empty() { meanings(app, session, &self.mark, name) } else { Vec::new() };
        let found = self.hits.as_ref().filter(|(searched, _)| *searched == query).map(|(_, hits)| hits);
        let rows = if query.is_empty() { Some(&of_name) } else { found };
        let Some(rows) = rows else {
            // The last answer stands until the next one comes.
            small(ui, &app.i18n.text("find-searching"));
            return;
        };
        if rows.is_empty() {
            small(ui, &app.i18n.text(if query.is_empty() { "entity-search-hint" } else { "entity-none" }));
        }
        if field.submitted
            && let Some(first) = rows.first()
        {
            choose(app, &self.mark, *first, acts);
        }
        let now = current(app, session, &self.mark);
        let title = app.i18n.text("entity-title");
        let chosen = rows.iter().position(|id| Some(*id) == now);
        let room = (ui.ctx().content_rect().height() - 180.0).max(2.0 * size::ROW);
        let height = (rows.len().min(ROWS) as f32 * size::ROW).min(room);
        ui.spacing_mut().item_spacing.y = 0.0;
        let list = List::new(list, &title, height).chosen(chosen).below(field.response.id);
        list.show(ui, rows.len(), |ui, place| {
            let id = *rows.get(place.number())?;
            let (name, second) = describe(app, id);
            let spoken = format!("{name}, {second}");
            let row = Row::new(&name).second(&second).selected(Some(id) == now).name(&spoken).at(place);
            let response = ui.add(row);
            if response.clicked() {
                choose(app, &self.mark, id, acts);
            }
            Some(response)
        });
    }
}

fn choose(app: &App, mark: &MarkRef, id: EntityId, acts: &mut Vec<Act>) {
    acts.push(Act::ChooseEntity(mark.clone(), app.lexicon.entity(id).id.to_owned()));
    acts.push(Act::CloseDialog);
}

/// Its name, and what tells it from others of the name.
fn describe(app: &App, id: EntityId) -> (String, String) {
    let entity = app.lexicon.entity(id);
    let kind = app.i18n.text(&format!("kind-{}", entity.kind)).into_owned();
    let kind = match entity.country {
        Some(code) if entity.kind != "country" => {
            let values = [("kind", Value::from(kind)), ("country", Value::from(country_name(app, code)))];
            app.i18n.text_with("card-kind-country", &values).into_owned()
        }
        _ => kind,
    };
    let mut parts = vec![kind];
    if !entity.english.is_empty() {
        parts.insert(0, format!("\u{2068}{}\u{2069}", entity.english));
    }
    if entity.population > 0 {
        let values = [("count", Value::from(entity.population))];
        parts.push(app.i18n.text_with("entity-inhabitants", &values).into_owned());
    } else if let Some((latitude, longitude)) = entity.position {
        parts.push(app.i18n.coordinates(f64::from(latitude), f64::from(longitude)));
    }
    (entity.canonical.to_owned(), parts.join(" · "))
}

/// The entity that a mark stands for now.
fn current(app: &App, session: &Session, mark: &MarkRef) -> Option<EntityId> {
    entity_id(session, mark).and_then(|id| app.lexicon.by_id(&id))
}

pub(super) fn entity_id(session: &Session, mark: &MarkRef) -> Option<String> {
    match mark {
        MarkRef::Suggestion { span, kind } => {
            session.candidates().get(session.candidate_on(*span, *kind)?).and_then(|c| session.entity_of(c))
        }
        MarkRef::Annotation(id) => session.annotations().get(id)?.entity.clone(),
    }
}

fn name_of(session: &Session, mark: &MarkRef) -> Option<Span> {
    session.name_of(&target_of(mark))
}

/// All that the name of a mark can stand for, what it stands for now first.
pub(super) fn alternatives(app: &App, session: &Session, mark: &MarkRef) -> Vec<EntityId> {
    name_of(session, mark).map_or_else(Vec::new, |name| meanings(app, session, mark, name))
}

fn meanings(app: &App, session: &Session, mark: &MarkRef, name: Span) -> Vec<EntityId> {
    let label = mark.label(session);
    let Some(kind) = label.and_then(|label| session.kind_of_label(&label)) else { return Vec::new() };
    let named = Candidate {
        span: name,
        kind,
        form: Form::Name,
        entity: current(app, session, mark),
        confidence: 1.0,
        source: Source::Lexicon,
        evidence: Evidence::Entry,
        nested: false,
        standing: Standing::Found,
    };
    which_place::alternatives(&app.lexicon, &named, session.document().text())
}
