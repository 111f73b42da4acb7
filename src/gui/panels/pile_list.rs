//! The list of annotations that lie on the same letters and are drawn once.

use eframe::egui::{Area, Id, Key, Order, Role, Ui, vec2};

use super::beside::{beside, is_pressed_outside};
use super::card::popup_frame;
use crate::annotation::{Annotation, LabelId, Status};
use crate::detect::Candidate;
use crate::gui::i18n::{I18n, Value, without_isolates};
use crate::gui::model::{AppAction, Tab};
use crate::gui::reader::{MarkRef, Pile};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Icon, Label, List, Row, WidgetStyle};
use crate::session::{MarkKind, Session};

/// Width of the list, in points, and its most rows in view.
const WIDTH: f32 = 340.0;
const ROWS: usize = 8;
/// The most letters of a passage or a note in a row.
const MOST_LETTERS: usize = 80;

/// The id of the list.
fn pile_list_id() -> Id {
    Id::unique("pile-list")
}

/// Lists a pile beside its number; the annotation that is chosen is selected.
pub(crate) fn pile_list(
    ui: &Ui,
    i18n: &I18n,
    tab: &Tab,
    pile: &Pile,
    page: eframe::egui::Rect,
    acts: &mut Vec<AppAction>,
) {
    let Some(session) = &tab.session else { return };
    let look = WidgetStyle::of(ui.ctx());
    let all = all_here(session, pile);
    let language = i18n.lang().code();
    let title = match &pile.label {
        Some(id) => {
            let name = session.label(id).map_or(id.as_str(), |label| label.name_in(language));
            i18n.text_with("page-pile", &[("count", Value::from(all.len())), ("label", name.into())])
        }
        None => i18n.text_with("page-here", &[("count", Value::from(all.len()))]),
    };
    let title = title.into_owned();
    let height = all.len().clamp(1, ROWS) as f32 * size::ROW;
    let wanted = vec2(WIDTH + 2.0 * size::INSIDE, height + size::ROW + 2.0 * size::INSIDE + 4.0);
    let place = beside(pile.number, wanted, page, None);
    let place = place.unwrap_or_else(|| eframe::egui::Rect::from_center_size(page.center(), wanted));
    let selected = all.iter().position(|mark| mark.is(tab.reader.selected.as_ref()));
    if List::stop(ui.ctx(), pile_list_id()).is_none() {
        List::focus(ui, pile_list_id(), selected.unwrap_or(0));
    }
    let area = Area::new(pile_list_id().with("area")).order(Order::Foreground).fixed_pos(place.min).constrain_to(page);
    let shown = area.role(Role::Dialog).accessible_name(without_isolates(&title).into_owned()).show(ui.ctx(), |ui| {
        popup_frame(look).inner_margin(size::INSIDE).show(ui, |ui| {
            ui.set_width(WIDTH);
            ui.spacing_mut().item_spacing.y = 0.0;
            look.line(ui, size::ROW, |ui| ui.add(Label::new(&title).role(TextRole::Small).color(look.theme.dim)));
            let list = List::new(pile_list_id(), &title, height).chosen(selected);
            list.show(ui, all.len(), |ui, place| {
                let mark = all.get(place.number())?;
                let text = session.document().text();
                let (quote, more) = match mark {
                    Here::Annotation(own) => {
                        (shortened(&own.spans.quote(text)), [own.note.trim(), own.by(), own.at()].map(shortened))
                    }
                    Here::Suggestion(own, _) => (shortened(own.span.of(text)), Default::default()),
                };
                let label = session.label(mark.label());
                let name = label.filter(|_| pile.label.is_none()).map_or("", |label| label.name_in(language));
                let more = std::iter::once(name.to_owned()).chain(more).filter(|part| !part.is_empty());
                let second = more.collect::<Vec<String>>().join(" · ");
                let spoken = [quote.as_str(), &second].join(&i18n.text("list-separator"));
                let color = look.theme.label(mark.label().as_str(), label.map_or("", |label| &label.color)).line;
                let row = Row::new(&quote).second(&second).swatch(color).name(&spoken);
                let row = row.selected(selected == Some(place.number()));
                let row = match mark.status() {
                    Status::Suggested => row.state(Icon::Dot, look.theme.accent),
                    Status::Accepted => row.state(Icon::Check, look.theme.dim),
                    Status::Rejected => row.state(Icon::Cross, look.theme.dim).faint(true),
                };
                let response = ui.add(row.at(place));
                if response.clicked() {
                    acts.push(match mark {
                        Here::Annotation(own) => AppAction::SelectAnnotation(own.id.clone()),
                        Here::Suggestion(own, label) => AppAction::SelectMark(own.span, (*label).clone()),
                    });
                    acts.push(AppAction::EndPileList);
                }
                Some(response)
            });
        });
    });
    if ui.input(|input| input.key_pressed(Key::Escape)) || is_pressed_outside(ui, shown.response.rect) {
        acts.push(AppAction::EndPileList);
    }
}

/// A mark in the list.
enum Here<'s> {
    Annotation(&'s Annotation),
    Suggestion(&'s Candidate, &'s LabelId),
}

impl Here<'_> {
    fn label(&self) -> &LabelId {
        match self {
            Self::Annotation(own) => &own.label,
            Self::Suggestion(_, label) => label,
        }
    }

    fn status(&self) -> Status {
        match self {
            Self::Annotation(own) => own.status,
            Self::Suggestion(..) => Status::Suggested,
        }
    }

    fn is(&self, mark: Option<&MarkRef>) -> bool {
        match (self, mark) {
            (Self::Annotation(own), Some(MarkRef::Annotation(id))) => own.id == *id,
            (Self::Suggestion(own, _), Some(MarkRef::Suggestion { span, kind })) => {
                own.span == *span && own.kind == *kind
            }
            _ => false,
        }
    }
}

/// The annotations of a label on a letter, or all marks there.
fn all_here<'s>(session: &'s Session, pile: &Pile) -> Vec<Here<'s>> {
    if let Some(label) = &pile.label {
        let is_shown = |own: &&Annotation| own.status != Status::Rejected || session.shows_rejected();
        let here = session.annotations().overlapping(pile.letter).filter(|own| own.label == *label);
        return here.filter(is_shown).map(Here::Annotation).collect();
    }
    let here = session.each_mark(pile.letter).filter_map(|mark| match mark.kind {
        MarkKind::Annotation(id) => session.annotations().get(id).map(Here::Annotation),
        MarkKind::Suggestion(at) => session.candidates().get(at).map(|own| Here::Suggestion(own, mark.label)),
    });
    here.collect()
}

fn shortened(text: &str) -> String {
    text.chars().take(MOST_LETTERS).map(|c| if c.is_control() { ' ' } else { c }).collect()
}
