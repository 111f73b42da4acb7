//! The details of a mark: the card at the foot of the side panel, and the hover card.

use eframe::egui::{self, Area, AreaState, Frame, Id, Order, Rect, Stroke, Ui, vec2};

use super::beside::beside;
use super::context::Names;
use super::entity::{alternatives, full_name, kind_and_land};
use crate::annotation::{Origin, Status};
use crate::detect::{Evidence, Explanation, Reason, Source};
use crate::gui::i18n::{I18n, Value};
use crate::gui::model::{AppAction, Tab};
use crate::gui::reader::MarkRef;
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{CopyText, Label, Passage, WidgetStyle, title};
use crate::lexicon::{Entity, EntityId};
use crate::session::Session;
use crate::text::excerpt::beginning;

/// Seconds for which the pointer must rest on a mark before its card appears.
const REST_SECS: f32 = 0.35;
/// Width of the hover card, in points.
const WIDTH: f32 = 280.0;

/// Height below which a card has narrow margins, in points.
const LOW_CARD: f32 = 100.0;
/// Lines of a note on the hover card.
const NOTE_LINES: usize = 6;

/// What is known about a mark.
pub(super) struct Facts<'a> {
    pub(super) name: String,
    entity: Option<(EntityId, Entity<'a>)>,
    pub(super) kind: String,
    pub(super) found: String,
    pub(super) status: &'static str,
    /// Confidence of a suggestion, 0 to 1.
    pub(super) confidence: Option<f32>,
}

/// The text of a mark's card, with this many lines of its note. Without `acts` it is read-only.
pub(crate) fn mark_card(
    ui: &mut Ui,
    names: Names<'_>,
    tab: &Tab,
    mark: &MarkRef,
    note_lines: usize,
    acts: Option<&mut Vec<AppAction>>,
) {
    let Some(session) = &tab.session else { return };
    let Some(facts) = facts(names, tab, session, mark) else { return };
    let look = WidgetStyle::of(ui.ctx());
    let dim = look.theme.dim;
    ui.spacing_mut().item_spacing.y = 0.0;
    look.column(ui, |ui| {
        title(ui, &facts.name);
        let kind = match &facts.entity {
            Some((id, _)) => kind_and_land(names, *id, &facts.kind),
            None => facts.kind.clone(),
        };
        let english = facts.entity.as_ref().map_or("", |(_, entity)| entity.english);
        let line = if english.is_empty() { kind } else { format!("\u{2068}{english}\u{2069} · {kind}") };
        ui.add(Label::new(&line).wrapped());
        if let Some((_, entity)) = &facts.entity {
            identity(ui, names, entity, acts);
        }
        if let Some(others) = other_places(names, session, mark) {
            let line = names.i18n.text_with("card-others", &[("places", Value::from(others))]);
            ui.add(Label::new(&line).role(TextRole::Small).color(dim).wrapped());
        }
        ui.add(Label::new(&facts.found).role(TextRole::Small).color(dim).wrapped());
        let index = &tab.mark_index;
        let named = mark.first_span(session).zip(mark.label(session));
        let group = named.and_then(|(span, label)| index.groups_at(span, &label).next());
        let count = group.map_or(1, |group| index.groups[group].mentions.len());
        let often = names.i18n.text_with("card-occurrences", &[("count", Value::from(count))]);
        let mut status = names.i18n.text(facts.status).into_owned();
        if let Some(confidence) = facts.confidence {
            let percent = [("percent", Value::from((confidence * 100.0).round() as usize))];
            status = format!("{status} · {}", names.i18n.text_with("card-sure", &percent));
        }
        ui.add(Label::new(&format!("{status} · {often}")).role(TextRole::Small).color(dim).wrapped());
        if let MarkRef::Annotation(id) = mark
            && let Some(annotation) = session.annotations().get(id).filter(|a| !a.note.trim().is_empty())
        {
            ui.add_space(size::INSIDE);
            let note = Passage::new(ui.ctx(), &annotation.note, TextRole::Small, ui.available_width());
            if note.line_count() > note_lines {
                // The last line says how many more there are.
                let hidden = note.line_count() - (note_lines - 1);
                note.show(ui, note_lines - 1, &annotation.note);
                let more = names.i18n.text_with("card-note-more", &[("count", Value::from(hidden))]);
                ui.add(Label::new(&more).role(TextRole::Small).color(dim));
            } else {
                note.show(ui, note_lines, &annotation.note);
            }
        }
    });
}

/// Coordinates and id, which can be copied; read-only on the hover card, which cannot be reached.
fn identity(ui: &mut Ui, names: Names<'_>, entity: &Entity<'_>, acts: Option<&mut Vec<AppAction>>) {
    let look = WidgetStyle::of(ui.ctx());
    let place = entity.position.map(|(latitude, longitude)| {
        // Numbers in the form that maps and tables accept.
        let (latitude, longitude) = (f64::from(latitude), f64::from(longitude));
        (names.i18n.coordinates(latitude, longitude), format!("{latitude:.4}, {longitude:.4}"), "card-copy-coordinates")
    });
    let id = (format!("\u{2066}{}\u{2069}", entity.id), entity.id.to_owned(), "card-copy-id");
    let Some(acts) = acts else {
        if let Some((shown, _, _)) = place {
            ui.add(Label::new(&shown).role(TextRole::Small).color(look.theme.dim));
        }
        return;
    };
    look.line(ui, size::TARGET, |ui| {
        ui.spacing_mut().item_spacing.x = size::INSIDE;
        for (shown, copied, key) in place.into_iter().chain([id]) {
            let name = names.i18n.text_with(key, &[("text", Value::from(copied.as_str()))]);
            if ui.add(CopyText::new(&shown, &name)).clicked() {
                acts.push(AppAction::CopyText(copied));
            }
        }
    });
}

/// A passage as the title of its card: it can be as long as the article.
fn shortened(passage: &str) -> String {
    const MOST_LETTERS: usize = 120;
    beginning(passage, MOST_LETTERS).into_owned()
}

pub(super) fn facts<'a>(names: Names<'a>, tab: &Tab, session: &Session, mark: &MarkRef) -> Option<Facts<'a>> {
    let text = session.document().text();
    match mark {
        MarkRef::Suggestion { span, kind } => {
            let candidate = session.candidates().get(session.candidate_on(*span, *kind)?)?;
            let id = session.entity_of(candidate).and_then(|id| names.lexicon.by_id(&id));
            let entity = id.map(|id| (id, names.lexicon.entity(id)));
            let name =
                entity.as_ref().map_or_else(|| shortened(span.of(text)), |(_, known)| known.canonical.to_owned());
            let known = entity.as_ref().map(|(_, entity)| entity.kind).filter(|kind| !kind.is_empty());
            let label = session.label_of_kind(*kind).and_then(|id| session.label(id));
            let kind_text = match (known, label) {
                (Some(known), _) => names.i18n.text(&format!("kind-{known}")).into_owned(),
                (None, Some(label)) => label.name_in(names.i18n.lang().code()).to_owned(),
                (None, None) => kind.name().to_owned(),
            };
            let source =
                names.i18n.text(if candidate.is_taught() { "source-own" } else { source_key(candidate.source) });
            let reason = match candidate.source {
                Source::Model if !candidate.is_taught() => model_reasons(names.i18n, text, tab.explanation(mark)),
                _ => {
                    let (key, words) = evidence(candidate.evidence);
                    let paragraph = words.map_or(0, |span| session.document().written_paragraph_number(span.start));
                    let words = words.map(|span| shortened(span.of(text))).unwrap_or_default();
                    let values = [("words", Value::from(words)), ("paragraph", Value::from(paragraph))];
                    names.i18n.text_with(key, &values).into_owned()
                }
            };
            let values = [("source", Value::from(source.as_ref())), ("evidence", Value::from(reason))];
            // What a person has decided about the name is not the program's guess any more.
            let is_chosen = session.chosen_entity(candidate).is_some();
            let found = if is_chosen {
                names.i18n.text("card-chosen").into_owned()
            } else {
                names.i18n.text_with("card-found-evidence", &values).into_owned()
            };
            Some(Facts {
                name,
                entity,
                kind: kind_text,
                found,
                status: if session.is_left_out(candidate) { "status-left-out" } else { "status-suggested" },
                confidence: (!is_chosen).then_some(candidate.whole_confidence()),
            })
        }
        MarkRef::Annotation(id) => {
            let annotation = session.annotations().get(id)?;
            let id = annotation.entity.as_deref().and_then(|id| names.lexicon.by_id(id));
            let entity = id.map(|id| (id, names.lexicon.entity(id)));
            let name = entity
                .as_ref()
                .map_or_else(|| shortened(&annotation.spans.quote(text)), |(_, known)| known.canonical.to_owned());
            let label = session
                .label(&annotation.label)
                .map_or(annotation.label.as_str(), |l| l.name_in(names.i18n.lang().code()));
            let kind = entity.as_ref().map_or_else(
                || label.to_owned(),
                |(_, entity)| names.i18n.text(&format!("kind-{}", entity.kind)).into_owned(),
            );
            let found = match &annotation.origin {
                Origin::Manual => names.i18n.text("card-by-hand").into_owned(),
                Origin::Detected(source) => {
                    let source = names.i18n.text(&format!("source-{source}")).into_owned();
                    names.i18n.text_with("card-found", &[("source", Value::from(source))]).into_owned()
                }
                Origin::Imported(format) => {
                    names.i18n.text_with("card-imported", &[("format", Value::from(format.as_str()))]).into_owned()
                }
            };
            let status = match annotation.status {
                Status::Suggested => "status-suggested",
                Status::Accepted => "status-accepted",
                Status::Rejected => "status-rejected",
            };
            Some(Facts { name, entity, kind, found, status, confidence: None })
        }
    }
}

/// The other entities that a name can mean, the likeliest first.
fn other_places(names: Names<'_>, session: &Session, mark: &MarkRef) -> Option<String> {
    const SHOWN: usize = 3;
    let now = mark.entity(session).and_then(|id| names.lexicon.by_id(&id));
    let all = alternatives(names, session, mark);
    let others = all.iter().filter(|id| Some(**id) != now).take(SHOWN);
    let named = others.map(|id| full_name(names, *id, &all));
    let named: Vec<String> = named.collect();
    (!named.is_empty()).then(|| named.join(&names.i18n.text("names-separator")))
}

/// The reasons for a place that only the model finds, the strongest first; empty until they were computed.
fn model_reasons(i18n: &I18n, text: &str, explanation: Option<&Explanation>) -> String {
    let reasons = explanation.map_or(&[][..], |explanation| &explanation.reasons);
    let reason = |reason: &Reason| match reason {
        Reason::Before(span) | Reason::After(span) => {
            let key = if matches!(reason, Reason::Before(_)) { "reason-before" } else { "reason-after" };
            i18n.text_with(key, &[("words", Value::from(span.of(text)))]).into_owned()
        }
        Reason::Form => i18n.text("reason-form").into_owned(),
        Reason::Elsewhere => i18n.text("reason-elsewhere").into_owned(),
    };
    match reasons {
        [] => i18n.text("reason-sentence").into_owned(),
        reasons => reasons.iter().map(reason).collect::<Vec<_>>().join(&i18n.text("list-separator")),
    }
}

fn source_key(source: Source) -> &'static str {
    match source {
        Source::Lexicon => "source-lexicon",
        Source::Pattern => "source-pattern",
        Source::Model => "source-model",
        Source::Coreference => "source-coreference",
    }
}

fn evidence(evidence: Evidence) -> (&'static str, Option<crate::text::Span>) {
    match evidence {
        Evidence::Entry => ("evidence-entry", None),
        Evidence::Noun(span) => ("evidence-noun", Some(span)),
        Evidence::Preposition(span) => ("evidence-preposition", Some(span)),
        Evidence::Neighbour(span) => ("evidence-neighbour", Some(span)),
        Evidence::Elsewhere(span) => ("evidence-elsewhere", Some(span)),
        Evidence::Quotes => ("evidence-quotes", None),
        Evidence::Nationality(span) => ("evidence-nationality", Some(span)),
        Evidence::Leader(span) => ("evidence-leader", Some(span)),
        Evidence::Antecedent(span) => ("evidence-antecedent", Some(span)),
        Evidence::TaggedName(Some(span)) => ("evidence-tagged-name", Some(span)),
        Evidence::TaggedName(None) => ("evidence-tagged-name-elsewhere", None),
        Evidence::TaggedContext(Some(span)) => ("evidence-tagged-context", Some(span)),
        Evidence::TaggedContext(None) => ("evidence-tagged-context-elsewhere", None),
    }
}

/// The card of a mark on which the pointer has rested: beside the word (points), and never over the tag bar, `taken`.
pub(crate) fn hover_card(
    ui: &Ui,
    names: Names<'_>,
    tab: &Tab,
    mark: &MarkRef,
    rect: Rect,
    page: Rect,
    taken: Option<Rect>,
) {
    let still = ui.input(|i| i.pointer.time_since_last_movement());
    if still < REST_SECS {
        ui.ctx().request_repaint_after_secs(REST_SECS - still);
        return;
    }
    let Some(span) = tab.session.as_ref().and_then(|session| mark.span(session)) else { return };
    let look = WidgetStyle::of(ui.ctx());
    let id = Id::unique(("hover-card", span.start.0, span.end.0));
    // Its height is known only after it was measured, before it is visible.
    let measured = AreaState::load(ui.ctx(), id).and_then(|state| state.size);
    let wanted = measured.unwrap_or(vec2(WIDTH + 24.0, 0.0));
    let foot =
        Rect::from_min_max(page.right_bottom() - wanted - vec2(16.0, 8.0), page.right_bottom() - vec2(16.0, 8.0));
    let place = beside(rect, wanted, page, taken).or_else(|| {
        // On a small page it may cover the line, but not anything that can be clicked.
        let is_free = taken.is_none_or(|taken| !taken.intersects(foot));
        is_free.then_some(foot)
    });
    let Some(place) = place else { return };
    Area::new(id)
        .order(Order::Tooltip)
        .role(egui::Role::Tooltip)
        .interactable(false)
        .fixed_pos(place.min)
        .constrain_to(page)
        .show(ui.ctx(), |ui| {
            popup_frame(look).show(ui, |ui| {
                ui.set_width(WIDTH);
                mark_card(ui, names, tab, mark, NOTE_LINES, None);
            });
        });
}

/// The frame of floating cards.
pub(super) fn popup_frame(look: WidgetStyle) -> Frame {
    Frame::new()
        .fill(look.theme.card)
        .stroke(Stroke::new(size::HAIRLINE, look.theme.line))
        .corner_radius(size::CARD_RADIUS)
        .inner_margin(12)
        .shadow(egui::Shadow { offset: [0, 4], blur: 16, spread: 0, color: look.theme.shadow })
}

/// The frame of cards that ask for a decision, in the margin.
pub(super) fn decision_frame(look: WidgetStyle) -> Frame {
    Frame::new()
        .fill(look.theme.card)
        .stroke(Stroke::new(1.0, look.theme.accent))
        .corner_radius(size::CARD_RADIUS)
        .shadow(egui::Shadow { offset: [0, 2], blur: 8, spread: 0, color: look.theme.shadow })
}

/// The frame of a card in the side panel.
pub(super) fn card_frame(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let look = WidgetStyle::of(ui.ctx());
    // A low card is for its first lines.
    let above = if ui.available_height() < LOW_CARD { 6 } else { 14 };
    let frame = Frame::new()
        .fill(look.theme.card)
        .stroke(Stroke::new(size::HAIRLINE, look.theme.line))
        .corner_radius(size::CARD_RADIUS)
        .inner_margin(egui::Margin::symmetric(14, above));
    frame.show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        add(ui);
    });
}
