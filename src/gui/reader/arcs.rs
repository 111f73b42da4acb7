//! Relations as arcs in the margin, never over the text: out at the line of one end, and back with an arrow at the line
//! of the other. Where no arc fits, a small sign with the kind stands at the line.
//!
//! They are at the right of the column: where Arabic lines begin, and where no notes stand.

use eframe::egui::{
    Align, Color32, CornerRadius, CursorIcon, Pos2, Rangef, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};

use super::arc_cache::{ArcCache, ArcKey, InView};
use super::frame::Frame;
use super::model::{Reader, ReaderAction, ReaderLook, ReaderOutput};
use crate::annotation::{AnnotationId, RelationId, Status};
use crate::gui::i18n::{Value, without_isolates};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Shaped, open_context_menu, tooltip};
use crate::session::{MarkKind, Session};
use crate::text::Span;

/// Room for arcs beside the column, in points.
pub(super) const ROOM: f32 = 104.0;
/// Distance of the lanes, and of the first one from the text, in points.
const LANE: f32 = 24.0;
const FROM_TEXT: f32 = 10.0;
/// The most lanes; more arcs are signs.
const MOST_LANES: usize = 4;
/// Radius of an arc's corners, and size of its arrow, in points.
const CORNER: f32 = 5.0;
const ARROW: f32 = 4.0;
/// Width of an arc, and of a selected one, in points.
const LINE: f32 = 1.25;
const SELECTED_LINE: f32 = 2.0;
const DASH: f32 = 4.0;
/// Height of a sign, side of a point's place, and the widest text, in points.
const SIGN: f32 = 20.0;
const POINT: f32 = 14.0;
const WIDEST: f32 = 120.0;
/// Radius of the handle, and distance at which it is grabbed, in points.
const HANDLE: f32 = 4.0;
const HANDLE_REACH: f32 = 7.0;
/// The least room for an arc's name, in points; in a narrower margin it is seen at the pointer. And its height.
const LEAST_NAME: f32 = 56.0;
const NAME: f32 = 18.0;
/// The most relations beside a page.
const MOST: usize = 60;

/// An arc with its place, in points.
struct Placed {
    of: InView,
    /// Heights of its ends; `None` for one that is out of view.
    from: Option<f32>,
    to: Option<f32>,
    lane: Option<usize>,
}

impl Placed {
    /// The upright part of its arc in a lane at `x`.
    fn line(&self, x: f32) -> Option<Rect> {
        let (from, to) = self.from.zip(self.to)?;
        Some(Rect::from_x_y_ranges(x..=x, from.min(to)..=from.max(to)))
    }
}

impl Reader {
    /// Draws the relations of the marks in view; a click selects one.
    pub(super) fn relations(
        &mut self,
        ui: &mut Ui,
        frame: Frame,
        column_right: f32,
        session: &Session,
        look: &ReaderLook<'_>,
        out: &mut ReaderOutput,
    ) {
        if session.relations().is_empty() {
            return;
        }
        let Some(view) = self.in_view() else { return };
        let key = ArcKey {
            generation: session.generation(),
            state: std::sync::Arc::as_ptr(session.annotation_state()).addr(),
            view,
            lang: look.i18n.lang(),
            hidden: look.hidden.to_vec(),
        };
        if self.arcs.key.as_ref() != Some(&key) {
            self.arcs = ArcCache { key: Some(key), arcs: in_view(session, look, view) };
        }
        let width = frame.rect.right() - column_right;
        let lanes = (((width - FROM_TEXT) / LANE).floor().max(0.0) as usize).min(MOST_LANES);
        let height = |span: Span| {
            let rect = self.span_rect(frame, span)?;
            (rect.bottom() > frame.rect.top() && rect.top() < frame.rect.bottom()).then(|| rect.center().y)
        };
        let placed = self.arcs.arcs.iter().map(|of| {
            let (from, to) = (height(of.from), height(of.to));
            Placed { of: of.clone(), from, to, lane: None }
        });
        let mut placed: Vec<Placed> = placed.filter(|arc| arc.from.is_some() || arc.to.is_some()).collect();
        set_lanes(&mut placed, lanes);
        let has_lanes = placed.iter().any(|arc| arc.lane.is_some());
        let x_of = |lane: usize| column_right + FROM_TEXT + LANE * (lane as f32 + 0.5);
        for arc in &placed {
            let is_selected = self.relation() == Some(&arc.of.id);
            if let (Some(lane), Some(from), Some(to)) = (arc.lane, arc.from, arc.to) {
                draw_arc(ui, look, arc, (column_right + 4.0, x_of(lane)), (from, to), is_selected);
            }
        }
        let lines: Vec<Rect> = placed.iter().filter_map(|arc| arc.line(x_of(arc.lane?))).collect();
        let beside = Rangef::new(column_right + 4.0, frame.rect.right() - 2.0);
        // Names stand on the arcs; that of the selected one is always seen.
        placed.sort_by_key(|arc| self.relation() != Some(&arc.of.id));
        let mut signs: Vec<Rect> = Vec::new();
        for arc in placed {
            let is_selected = self.relation() == Some(&arc.of.id);
            let place = match (arc.lane, arc.from, arc.to) {
                (Some(lane), Some(from), Some(to)) => {
                    let line = Rect::from_x_y_ranges(x_of(lane)..=x_of(lane), from.min(to)..=from.max(to));
                    let name = name_of_arc(ui, look, &arc.of, line, &lines, (beside, is_selected), &mut signs);
                    line.expand2(vec2(5.0, 0.0)).union(name.unwrap_or(line))
                }
                (_, from, to) => {
                    let y = from.or(to).unwrap_or(frame.rect.top());
                    // An arrow says where the other end is.
                    let away = match (from, to) {
                        (Some(_), None) => (arc.of.to > arc.of.from).then_some("↓").or(Some("↑")),
                        (None, Some(_)) => (arc.of.from > arc.of.to).then_some("↓").or(Some("↑")),
                        _ => None,
                    };
                    sign(
                        ui,
                        look,
                        &arc.of,
                        (column_right + 4.0, y),
                        (width - 8.0, away, is_selected, is_selected || !has_lanes),
                        &mut signs,
                    )
                }
            };
            let id = ui.scope_id().with(("relation", arc.of.id.as_str()));
            let response = ui.interact(place, id, Sense::click());
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &arc.of.spoken));
            self.arc_places.push(place);
            if response.has_focus() {
                let ring = Stroke::new(size::RING, look.theme.accent);
                ui.painter().rect_stroke(place.expand(2.0), CornerRadius::same(4), ring, StrokeKind::Outside);
            }
            let is_pressed =
                response.clicked() || response.hovered() && ui.input(|input| input.pointer.primary_pressed());
            if is_pressed || response.secondary_clicked() {
                out.actions.push(ReaderAction::SelectRelation(arc.of.id.clone()));
            }
            if is_selected {
                out.relation = Some(place);
            }
            if response.secondary_clicked() {
                open_context_menu(ui.ctx(), Self::id());
            }
            tooltip(response, &arc.of.spoken);
        }
    }

    /// The ends of the selected relation, each of which has a ring.
    pub(super) fn relation_ends(&self, session: &Session) -> Vec<AnnotationId> {
        let relation = self.relation().and_then(|id| session.relations().get(id));
        relation.map(|relation| vec![relation.from.clone(), relation.to.clone()]).unwrap_or_default()
    }

    /// The selected relation; what else is selected comes before it.
    pub(crate) fn relation(&self) -> Option<&RelationId> {
        self.selected_relation.as_ref().filter(|_| self.selected.is_none() && self.selection().is_none())
    }

    /// Selects a relation, and nothing else.
    pub(crate) fn select_relation(&mut self, id: RelationId) {
        self.deselect();
        self.leave_ends();
        self.selected = None;
        self.selected_relation = Some(id);
    }

    /// The handle of the selected mark from which a relation is drawn, in points.
    fn handle(&self) -> Option<Pos2> {
        let ring = self.ring.filter(|_| self.selected.is_some() && self.moves_end().is_none())?;
        Some(pos2(ring.center().x, ring.top()))
    }

    /// The first line of the selected mark with its ring, in points.
    pub(crate) fn ring(&self) -> Option<Rect> {
        self.ring
    }

    /// Whether a point of the window is on the handle.
    pub(super) fn is_on_handle(&self, at: Pos2) -> bool {
        self.handle().is_some_and(|handle| handle.distance(at) <= HANDLE_REACH)
    }

    /// Paints the handle, and the relation that is being drawn from it.
    pub(super) fn paint_handle(&self, ui: &Ui, look: &ReaderLook<'_>) {
        let Some(handle) = self.handle().filter(|_| look.can_relate && !look.is_reviewed) else { return };
        let pen = Stroke::new(SELECTED_LINE, look.theme.accent);
        if let Some(to) = self.drawn_to {
            ui.painter().line_segment([handle, to], pen);
            ui.painter().circle_filled(to, HANDLE, look.theme.accent);
        }
        ui.painter().circle(handle, HANDLE, look.theme.paper, pen);
        if ui.input(|input| input.pointer.hover_pos()).is_some_and(|at| self.is_on_handle(at)) {
            ui.ctx().set_cursor_icon(CursorIcon::Crosshair);
        }
    }
}

fn in_view(session: &Session, look: &ReaderLook<'_>, view: Span) -> Vec<InView> {
    let language = look.i18n.lang().code();
    let text = session.document().text();
    let mut seen: Vec<RelationId> = Vec::new();
    let mut arcs = Vec::new();
    for mark in session.each_mark(view).filter(|mark| mark.is_first && !look.hidden.contains(mark.label)) {
        let MarkKind::Annotation(id) = mark.kind else { continue };
        for relation in session.relations_of(id) {
            if arcs.len() >= MOST {
                return arcs;
            }
            if relation.status == Status::Rejected || seen.contains(&relation.id) {
                continue;
            }
            let ends = session.annotations().get(&relation.from).zip(session.annotations().get(&relation.to));
            let Some((from, to)) = ends else { continue };
            seen.push(relation.id.clone());
            let kind = session.labels().relation_kind(&relation.kind);
            let name = kind.map_or(relation.kind.as_str(), |kind| kind.name_in(language)).to_owned();
            let short = |words: &str| -> String { words.chars().take(40).collect() };
            let values = [
                ("from", Value::from(short(&from.spans.quote(text)))),
                ("kind", Value::from(name.as_str())),
                ("to", Value::from(short(&to.spans.quote(text)))),
            ];
            let spoken = without_isolates(&look.i18n.text_with("relation-name", &values)).into_owned();
            let is_decided = relation.status == Status::Accepted;
            let (from, to) = (from.spans.first(), to.spans.first());
            arcs.push(InView { id: relation.id.clone(), from, to, name, spoken, is_decided });
        }
    }
    arcs
}

/// Gives each arc a lane, short ones inside; those on one line, and those for which there is no lane, get none.
fn set_lanes(arcs: &mut [Placed], lanes: usize) {
    arcs.sort_by(|one, other| length(one).total_cmp(&length(other)));
    let mut taken: Vec<Vec<(f32, f32)>> = vec![Vec::new(); lanes];
    for arc in arcs {
        let (Some(from), Some(to)) = (arc.from, arc.to) else { continue };
        let (top, bottom) = (from.min(to), from.max(to));
        if bottom - top < 4.0 {
            continue;
        }
        let is_free = |used: &Vec<(f32, f32)>| used.iter().all(|(from, to)| bottom + 6.0 < *from || top > *to + 6.0);
        if let Some(lane) = taken.iter().position(is_free) {
            taken[lane].push((top, bottom));
            arc.lane = Some(lane);
        }
    }
}

fn length(arc: &Placed) -> f32 {
    arc.from.zip(arc.to).map_or(f32::MAX, |(from, to)| (from - to).abs())
}

fn color_of(look: &ReaderLook<'_>, is_selected: bool) -> Color32 {
    if is_selected { look.theme.accent } else { look.theme.dim }
}

fn draw_arc(
    ui: &Ui,
    look: &ReaderLook<'_>,
    arc: &Placed,
    (text, x): (f32, f32),
    (from, to): (f32, f32),
    is_selected: bool,
) {
    let color = color_of(look, is_selected);
    let pen = Stroke::new(if is_selected { SELECTED_LINE } else { LINE }, color);
    let down = (to - from).signum();
    let corner = CORNER.min((to - from).abs() / 2.0);
    let points = [
        pos2(text, from),
        pos2(x - corner, from),
        pos2(x - corner * 0.3, from + down * corner * 0.3),
        pos2(x, from + down * corner),
        pos2(x, to - down * corner),
        pos2(x - corner * 0.3, to - down * corner * 0.3),
        pos2(x - corner, to),
        pos2(text + 1.0, to),
    ];
    let painter = ui.painter();
    if arc.of.is_decided || is_selected {
        painter.add(Shape::line(points.to_vec(), pen));
    } else {
        painter.extend(Shape::dashed_line(&points, pen, DASH, DASH - 1.0));
    }
    for side in [-1.0, 1.0] {
        painter.line_segment([pos2(text, to), pos2(text + ARROW * 1.4, to + side * ARROW)], pen);
    }
}

/// The name of an arc's kind, once on its line: in its middle, or where it lies on no other arc. Without room it is seen at
/// the pointer, unless the arc is selected.
fn name_of_arc(
    ui: &Ui,
    look: &ReaderLook<'_>,
    of: &InView,
    line: Rect,
    all: &[Rect],
    (beside, is_selected): (Rangef, bool),
    taken: &mut Vec<Rect>,
) -> Option<Rect> {
    if beside.span() < LEAST_NAME {
        return None;
    }
    let shaped = Shaped::elided(ui.ctx(), &of.name, TextRole::Small, WIDEST.min(beside.span()) - 6.0);
    let size = vec2(shaped.size().x + 6.0, NAME);
    let left = (line.left() - 3.0).min(beside.max - size.x).max(beside.min);
    let at = |y: f32| Rect::from_min_size(pos2(left, y - NAME / 2.0), size);
    let middle = line.center().y;
    let steps = ((line.height() / 2.0 - NAME) / NAME).max(0.0) as u32;
    let heights = (1..=steps).flat_map(|step| [1.0, -1.0].map(|side| middle + side * step as f32 * NAME));
    let places: Vec<Rect> = std::iter::once(middle).chain(heights).map(at).collect();
    let is_free = |place: &&Rect| !taken.iter().any(|other| other.intersects(**place));
    let is_clear = |place: &&Rect| !all.iter().any(|other| *other != line && other.intersects(**place));
    let clear = places.iter().filter(is_free).find(is_clear);
    let rect = *clear.or_else(|| places.iter().find(is_free)).or(places.first().filter(|_| is_selected))?;
    taken.push(rect);
    ui.painter().rect_filled(rect, CornerRadius::ZERO, look.theme.paper);
    let ink = if is_selected { look.theme.accent } else { look.theme.dim };
    shaped.paint(ui.painter(), rect.shrink2(vec2(3.0, 0.0)), Align::Min, ink);
    Some(rect)
}

/// A relation without an arc, at its line: its kind in a small frame, or a point where arcs need the room.
fn sign(
    ui: &Ui,
    look: &ReaderLook<'_>,
    of: &InView,
    (left, y): (f32, f32),
    (room, away, is_selected, is_named): (f32, Option<&str>, bool, bool),
    taken: &mut Vec<Rect>,
) -> Rect {
    let color = color_of(look, is_selected);
    if !is_named {
        // Beside each other above the arcs that begin at the line.
        let mut rect = Rect::from_min_size(pos2(left, y - 2.0 * POINT), vec2(POINT, POINT));
        while taken.iter().any(|other| other.intersects(rect.shrink(1.0))) {
            rect = rect.translate(vec2(POINT, 0.0));
        }
        taken.push(rect);
        let fill = if of.is_decided { color } else { look.theme.paper };
        ui.painter().circle(rect.center(), POINT / 4.0, fill, Stroke::new(LINE, color));
        return rect;
    }
    let text = away.map_or_else(|| of.name.clone(), |arrow| format!("{arrow} {}", of.name));
    let shaped = Shaped::elided(ui.ctx(), &text, TextRole::Small, WIDEST.min((room - 10.0).max(12.0)));
    let mut rect = Rect::from_min_size(pos2(left, y - SIGN / 2.0), vec2(shaped.size().x + 10.0, SIGN));
    // Several at a line stand below each other.
    while taken.iter().any(|other| other.intersects(rect.shrink(0.5))) {
        rect = rect.translate(vec2(0.0, SIGN + 2.0));
    }
    taken.push(rect);
    let width = if is_selected { SELECTED_LINE } else { 1.0 };
    ui.painter().rect(rect, 4, look.theme.paper, Stroke::new(width, color), StrokeKind::Inside);
    shaped.paint(ui.painter(), rect.shrink2(vec2(5.0, 0.0)), Align::Center, color);
    rect
}
