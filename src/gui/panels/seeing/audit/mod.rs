//! The audit: a list of what asks for a look, and beside it the passage of the chosen finding with its cures.

mod card;
mod words;

use eframe::egui::{Id, Key, Modifiers, PointerButton, Rect, Ui, UiBuilder, vec2};

use super::chips::set_filters;
use super::look::SeeingLook;
use crate::gui::i18n::Value;
use crate::gui::model::{AppAction, AuditAction, Auditing, Fineness, FoundLine, Seeing, SeeingAction, TabId};
use crate::gui::theme::size;
use crate::gui::widgets::{
    Cell, ColumnHead, Label, List, Side, Strip, TableRow, Tick, Tone, WidgetStyle, choice_of, table_head, text_field,
};
use words::{kind_key, kinds, sentence};

/// Width of the pane beside the list, and the width from which there is one, in points.
const PANE: f32 = 396.0;
const WIDE: f32 = 980.0;
/// Widths of the columns, in points: the kind, and the paragraph.
const KIND: f32 = 150.0;
const PARAGRAPH: f32 = 84.0;
/// How much of the list's width the article takes in a folder.
const ARTICLE: f32 = 0.24;
/// The list has at least so many rows.
const LEAST_ROWS: f32 = 3.0;
/// Space beside everything, in points.
const BESIDE: f32 = 14.0;

/// The audit's state between frames.
#[derive(Default)]
pub(crate) struct AuditView {
    /// Whether the list takes the keyboard focus as soon as it is shown.
    pub(crate) wants_focus: bool,
}

fn list_id(id: TabId) -> Id {
    Id::unique(("audit-list", id.0))
}

impl AuditView {
    /// Draws the audit in the available space under the bar of views.
    pub(crate) fn show(
        &mut self,
        ui: &mut Ui,
        look: SeeingLook<'_>,
        id: TabId,
        seeing: &Seeing,
        acts: &mut Vec<AppAction>,
    ) {
        let style = WidgetStyle::of(ui.ctx());
        let (audit, fine) = (&seeing.audit, look.fine);
        let shown = audit.shown(&fine);
        self.keys(ui, id, audit, (&shown, fine.folder.is_some()), acts);
        let whole = ui.available_rect_before_wrap();
        let mut strip = Strip::new(whole, style);
        let is_wide = whole.width() >= WIDE;
        let beside = if is_wide { strip.trailing(PANE) } else { Rect::NOTHING };
        let mut rest = strip.rest();
        let below = if is_wide {
            Rect::NOTHING
        } else {
            let top = (rest.bottom() - (rest.height() * 0.46).round()).max(rest.top());
            let below = rest.with_min_y(top);
            rest.max.y = top;
            below
        };
        let inner = rest.shrink2(vec2(BESIDE, 0.0));
        let mut column = ui.new_child(UiBuilder::new().max_rect(inner).layout(*ui.layout()));
        column.spacing_mut().item_spacing = vec2(size::INSIDE, 0.0);
        column.add_space(size::STEP);
        filters(&mut column, look, id, audit, &fine, acts);
        set_filters(&mut column, look, id, seeing, acts);
        self.list(&mut column, look, id, seeing, &shown, acts);
        let pane = if is_wide { beside } else { below };
        card::card(ui, look, pane, (id, seeing), (shown.len(), fine), acts);
    }

    /// Digits cure, F calls fine, J and K go on and back; what is typed into a field is no key.
    fn keys(
        &mut self,
        ui: &Ui,
        id: TabId,
        audit: &Auditing,
        (shown, has_folder): (&[usize], bool),
        acts: &mut Vec<AppAction>,
    ) {
        let is_covered =
            ui.memory(|memory| memory.top_modal_layer().is_some()) || eframe::egui::Popup::is_any_open(ui.ctx());
        if is_covered || text_field::is_typing(ui.ctx()) {
            return;
        }
        let mut act = |act: AuditAction| acts.push(AppAction::Seeing(id, SeeingAction::Audit(act)));
        let pressed = |modifiers: Modifiers, key: Key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if audit.asks_all {
            if pressed(Modifiers::NONE, Key::Enter) {
                act(AuditAction::CureAll);
            } else if pressed(Modifiers::NONE, Key::Escape) {
                act(AuditAction::AskAll(false));
                self.wants_focus = true;
            }
            return;
        }
        let Some(chosen) = audit.chosen_line() else { return };
        // What is printed above the digit differs between keyboards.
        let all = [Key::Num1, Key::Exclamationmark].into_iter().any(|key| pressed(Modifiers::SHIFT, key));
        if all && !chosen.finding.cures.is_empty() {
            act(AuditAction::AskAll(true));
            return;
        }
        let digits = [Key::Num1, Key::Num2, Key::Num3, Key::Num4];
        for (number, key) in digits.into_iter().enumerate().take(chosen.finding.cures.len()) {
            if pressed(Modifiers::NONE, key) {
                act(AuditAction::Cure(number));
            }
        }
        if has_folder && pressed(Modifiers::NONE, Key::F) {
            act(AuditAction::Fine(!audit.shows_fine));
        }
        let at = shown.iter().position(|at| audit.found.get(*at).is_some_and(|line| std::ptr::eq(line, chosen)));
        for (key, step) in [(Key::J, 1_isize), (Key::K, -1)] {
            let next = at.and_then(|at| at.checked_add_signed(step)).and_then(|at| shown.get(at));
            if pressed(Modifiers::NONE, key)
                && let Some(line) = next.and_then(|at| audit.found.get(*at))
            {
                act(AuditAction::Choose(line.article.clone(), line.finding.key.clone()));
                self.wants_focus = true;
            }
        }
    }

    fn list(
        &mut self,
        ui: &mut Ui,
        look: SeeingLook<'_>,
        id: TabId,
        seeing: &Seeing,
        shown: &[usize],
        acts: &mut Vec<AppAction>,
    ) {
        let (i18n, audit) = (look.i18n, &seeing.audit);
        let theme = WidgetStyle::of(ui.ctx()).theme;
        if shown.is_empty() {
            ui.add_space(size::GROUP);
            let is_done = audit.of.is_some() && audit.progress.is_none();
            let key = match (is_done, audit.shows_fine) {
                (false, _) => return,
                (true, true) => "audit-none-fine",
                (true, false) if audit.kind.is_some() => "audit-none-of-kind",
                (true, false) => "audit-none",
            };
            let text = i18n.text_with(key, &[("count", Value::from(look.articles))]);
            ui.add(Label::new(&text).color(theme.dim).wrapped());
            return;
        }
        let article = if look.is_folder { (ui.available_width() * ARTICLE).round() } else { 0.0 };
        let rest = (ui.available_width() - KIND - article - PARAGRAPH).max(120.0);
        let mut widths = vec![KIND, rest];
        let head = |key: &str, side| ColumnHead::new(i18n, key, side, None);
        let mut heads = vec![head("audit-kind", Side::Start), head("audit-what", Side::Start)];
        if look.is_folder {
            widths.push(article);
            heads.push(head("seen-article", Side::Start));
        }
        widths.push(PARAGRAPH);
        heads.push(head("seen-paragraph", Side::End));
        table_head(ui, &heads, &widths, None);
        let is_chosen = |line: &FoundLine| {
            audit.chosen.as_ref().is_some_and(|(of, key)| line.article == *of && line.finding.key == *key)
        };
        let chosen = shown.iter().position(|at| audit.found.get(*at).is_some_and(is_chosen));
        let list = list_id(id);
        if std::mem::take(&mut self.wants_focus) {
            match chosen {
                Some(row) => List::focus(ui.ctx(), list, row),
                None => List::enter(ui, list),
            }
        }
        let name = i18n.text("seen-view-audit");
        let height = (ui.available_height() / size::ROW).floor().max(LEAST_ROWS) * size::ROW;
        List::new(list, &name, height).chosen(chosen).show(ui, shown.len(), |ui, place| {
            let line = audit.found.get(*shown.get(place.number())?)?;
            let kind = i18n.text(kind_key(line.finding.problem.name())).into_owned();
            let what = sentence(look, seeing, line);
            let paragraph = if line.paragraph > 0 { i18n.number(line.paragraph) } else { String::new() };
            let mut spoken = vec![kind.clone(), what.clone()];
            let mut cells =
                vec![Cell { text: kind, tone: Tone::Dim, ..Cell::default() }, Cell { text: what, ..Cell::default() }];
            if look.is_folder {
                spoken.push(line.title.clone());
                cells.push(Cell { text: line.title.clone(), side: Side::Own, tone: Tone::Dim, ..Cell::default() });
            }
            cells.push(Cell { text: paragraph, side: Side::End, tone: Tone::Dim, ..Cell::default() });
            let spoken = spoken.join(&i18n.text("list-separator"));
            let is_selected = is_chosen(line);
            let row = TableRow { cells: &cells, widths: &widths, is_selected, name: &spoken, tip: "" };
            let response = row.show(ui, place, size::ROW);
            let mut act = |act: AuditAction| acts.push(AppAction::Seeing(id, SeeingAction::Audit(act)));
            let is_told = response.clicked() && !response.clicked_by(PointerButton::Primary);
            if response.clicked() {
                response.request_focus();
            }
            if (response.clicked() || response.has_focus()) && !is_selected && !audit.asks_all {
                act(AuditAction::Choose(line.article.clone(), line.finding.key.clone()));
            }
            if is_told && is_selected || response.double_clicked() {
                act(AuditAction::Open);
            }
            Some(response)
        });
    }
}

/// Which kind is shown, how many there are, and whether it is those that are fine as they are.
fn filters(
    ui: &mut Ui,
    look: SeeingLook<'_>,
    id: TabId,
    audit: &Auditing,
    fine: &Fineness<'_>,
    acts: &mut Vec<AppAction>,
) {
    let (i18n, style) = (look.i18n, WidgetStyle::of(ui.ctx()));
    let (counts, fines) = audit.counts(fine);
    let all: usize = counts.values().sum();
    let mut act = |act: AuditAction| acts.push(AppAction::Seeing(id, SeeingAction::Audit(act)));
    let named = |kind: Option<&str>, count: usize| {
        let name = i18n.text(kind.map_or("audit-all-kinds", kind_key)).into_owned();
        let values = [("name", Value::from(name)), ("count", Value::from(count))];
        i18n.text_with("audit-kind-count", &values).into_owned()
    };
    style.line(ui, size::ROW, |ui| {
        ui.spacing_mut().item_spacing.x = size::INSIDE;
        let count_of = |kind: Option<&'static str>| kind.map_or(all, |kind| counts.get(kind).copied().unwrap_or(0));
        let there = kinds().filter(|kind| counts.contains_key(kind));
        let choices = std::iter::once(None).chain(there.map(Some));
        let choices = choices.map(|kind| (kind, named(kind, count_of(kind)), audit.kind == kind));
        if let Some(kind) = choice_of(ui, &named(audit.kind, count_of(audit.kind)), choices).inner {
            act(AuditAction::Kind(kind));
        }
        if fines > 0 || audit.shows_fine {
            let text = i18n.text("audit-show-fine");
            if ui.add(Tick::new(&text, audit.shows_fine).count(&i18n.number(fines))).clicked() {
                act(AuditAction::ShowFine(!audit.shows_fine));
            }
        }
        let mut said = String::new();
        if let Some((done, of)) = audit.progress {
            let values = [("done", Value::from(done)), ("all", Value::from(of))];
            said = i18n.text_with("audit-progress", &values).into_owned();
        } else if audit.unlisted > 0 {
            said = i18n.text_with("audit-unlisted", &[("count", Value::from(audit.unlisted))]).into_owned();
        }
        if !said.is_empty() {
            ui.add(Label::new(&said).color(style.theme.dim));
        }
    });
    ui.add_space(size::STEP);
}
