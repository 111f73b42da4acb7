//! The head of the page, and the choices that a format has.

use eframe::egui::{Sense, Ui, UiBuilder, vec2};

use super::formats::{FormatList, in_direction, name_of};
use crate::exchange::columns::{CONLL_2002, CONLL_2003};
use crate::exchange::{Column, Format, StatusCounts, Statuses, Units};
use crate::gui::i18n::I18n;
use crate::gui::model::{AppAction, ExportAction, ExportPage, Scope, can_export};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Icon, IconButton, Label, Segments, Shaped, Strip, Tick, WidgetStyle, small};
use crate::text::excerpt::beginning;
use crate::text::units::Unit;

/// Height of the head and of a row of choices, in points.
const HEAD: f32 = 46.0;
pub(in crate::gui::panels) const OPTION: f32 = 38.0;
/// Space between what a row of choices is about and the choices, in points.
const GAP: f32 = 16.0;
/// The longest name of an article that is shown, in characters.
const LONGEST: usize = 24;
/// The least room in which a format is described, in points.
const LEAST_ABOUT: f32 = 120.0;

/// The units that can be chosen, with the keys of their names.
const UNITS: [(Unit, &str); 3] =
    [(Unit::Char, "export-unit-char"), (Unit::Byte, "export-unit-byte"), (Unit::Utf16, "export-unit-utf16")];

/// The columns that can be chosen, with the keys of their names.
const COLUMNS: [(&[Column], &str); 2] = [(CONLL_2002, "export-columns-2002"), (CONLL_2003, "export-columns-2003")];

/// The format with what it is for; returns another one that was chosen, and whether the page is to be closed.
pub(super) fn head(ui: &mut Ui, i18n: &I18n, page: &mut ExportPage, chooses: bool) -> (Option<&'static Format>, bool) {
    let look = WidgetStyle::of(ui.ctx());
    let format = page.choices.format;
    let language = i18n.lang().code();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEAD), Sense::hover());
    let mut strip = Strip::new(rect, look);
    let far = strip.trailing(size::TARGET + size::INSIDE);
    let mut near = ui.new_child(UiBuilder::new().max_rect(strip.rest()).layout(look.along()));
    near.spacing_mut().item_spacing.x = size::INSIDE;
    let (mut wanted, mut gives_up) = (None, false);
    if chooses {
        let shown = FormatList { i18n, name: "export-title", holds: can_export, chosen: Some(format) };
        (wanted, gives_up) = shown.choice(&mut near, &mut page.search);
    } else {
        near.add(Label::new(&name_of(i18n, format)).role(TextRole::Title).heading());
    }
    if near.available_width() > LEAST_ABOUT {
        small(&mut near, &in_direction(i18n, format.about_in(language)));
    }
    let mut far = ui.new_child(UiBuilder::new().max_rect(far).layout(look.against()));
    let closes = far.add(IconButton::new(Icon::Close, &i18n.text("export-close"))).clicked();
    (wanted, closes || gives_up)
}

/// The height of the choices that the format has, in points.
pub(super) fn height(page: &ExportPage) -> f32 {
    let format = page.choices.format;
    let own = [format.units == Units::Any, format.has_line_ends(), format.has_mark, format.has_columns()];
    (2 + own.into_iter().filter(|has| *has).count()) as f32 * OPTION
}

/// A row of choices behind what they are about.
pub(in crate::gui::panels) fn option<R>(ui: &mut Ui, label: &str, width: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let look = WidgetStyle::of(ui.ctx());
    let line = look.line(ui, OPTION, |ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        let text = Shaped::line(ui.ctx(), label, TextRole::Body);
        let (rect, _) = ui.allocate_exact_size(vec2(width, size::ROW), Sense::hover());
        text.paint(ui.painter(), rect, look.start(), look.theme.dim);
        add(ui)
    });
    line.inner
}

/// The choices that the format has.
pub(super) fn options(ui: &mut Ui, i18n: &I18n, page: &ExportPage, acts: &mut Vec<AppAction>) {
    let choices = page.choices;
    let format = choices.format;
    let mut act = |act: ExportAction| acts.push(AppAction::Export(act));
    let labels = ["export-what", "export-status", "export-unit", "export-line-ends", "export-table", "export-columns"];
    let labels = labels.map(|key| i18n.text(key));
    // All choices begin at the same place, whichever there are.
    let width = labels.iter().map(|text| Shaped::line(ui.ctx(), text, TextRole::Body).size().x).fold(0.0, f32::max);
    ui.spacing_mut().item_spacing.y = 0.0;
    option(ui, &labels[0], width, |ui| {
        let scopes: Vec<(Scope, String, String)> = page
            .counts
            .iter()
            // One that is open is the one in front.
            .filter(|(scope, count)| *count > usize::from(*scope == Scope::Open && page.counts[0].1 > 0))
            .map(|(scope, count)| match scope {
                Scope::Article => (*scope, isolated(&page.names[0], LONGEST), String::new()),
                Scope::Open => (*scope, i18n.text("export-scope-open").into_owned(), i18n.number(*count)),
                Scope::Folder => (*scope, i18n.text("export-scope-folder").into_owned(), i18n.number(*count)),
                Scope::Shown => (*scope, i18n.text("export-scope-shown").into_owned(), String::new()),
            })
            .collect();
        let parts: Vec<(&str, &str)> = scopes.iter().map(|(_, text, count)| (&**text, &**count)).collect();
        let chosen = scopes.iter().position(|(scope, ..)| *scope == choices.scope).unwrap_or(usize::MAX);
        if let Some(clicked) = Segments::new(&parts, chosen).show(ui) {
            act(ExportAction::Scope(scopes[clicked].0));
        }
    });
    option(ui, &labels[1], width, |ui| {
        let counts = page.foreseen.as_ref().map(|foreseen| foreseen.statuses);
        let knows_suggestions = page.foreseen.as_ref().is_some_and(|foreseen| foreseen.knows_suggestions);
        for (key, status, count, turned) in statuses(choices.statuses, counts) {
            let is_known = key != "export-suggested" || knows_suggestions;
            let count = count.filter(|_| is_known).map_or_else(String::new, |count| i18n.number(count));
            if ui.add(Tick::new(&i18n.text(key), status).count(&count)).clicked() {
                act(ExportAction::Statuses(turned));
            }
        }
    });
    if format.units == Units::Any {
        option(ui, &labels[2], width, |ui| {
            let texts = UNITS.map(|(_, key)| i18n.text(key));
            let parts: Vec<(&str, &str)> = texts.iter().map(|text| (&**text, "")).collect();
            let unit = choices.unit.unwrap_or_default();
            let chosen = UNITS.iter().position(|(known, _)| *known == unit).unwrap_or(0);
            if let Some(clicked) = Segments::new(&parts, chosen).show(ui) {
                act(ExportAction::Unit(UNITS[clicked].0));
            }
        });
    }
    if format.has_line_ends() {
        option(ui, &labels[3], width, |ui| {
            let texts = ["export-lf", "export-crlf"].map(|key| i18n.text(key));
            let parts: Vec<(&str, &str)> = texts.iter().map(|text| (&**text, "")).collect();
            if let Some(clicked) = Segments::new(&parts, usize::from(choices.crlf)).show(ui) {
                act(ExportAction::Crlf(clicked == 1));
            }
        });
    }
    if format.has_columns() {
        option(ui, &labels[5], width, |ui| {
            let texts = COLUMNS.map(|(_, key)| i18n.text(key));
            let parts: Vec<(&str, &str)> = texts.iter().map(|text| (&**text, "")).collect();
            let chosen = COLUMNS.iter().position(|(known, _)| *known == choices.columns).unwrap_or(0);
            if let Some(clicked) = Segments::new(&parts, chosen).show(ui) {
                act(ExportAction::Columns(COLUMNS[clicked].0));
            }
        });
    }
    if format.has_mark {
        option(ui, &labels[4], width, |ui| {
            if ui.add(Tick::new(&i18n.text("export-mark"), choices.mark)).clicked() {
                act(ExportAction::Mark(!choices.mark));
            }
        });
    }
}

/// The statuses that can go along: the key of each, whether it does, how many there are, and what turning it leads to.
fn statuses(now: Statuses, counts: Option<StatusCounts>) -> [(&'static str, bool, Option<usize>, Statuses); 3] {
    [
        (
            "export-accepted",
            now.accepted,
            counts.map(|counts| counts.accepted),
            Statuses { accepted: !now.accepted, ..now },
        ),
        (
            "export-suggested",
            now.suggested,
            counts.map(|counts| counts.suggested),
            Statuses { suggested: !now.suggested, ..now },
        ),
        (
            "export-rejected",
            now.rejected,
            counts.map(|counts| counts.rejected),
            Statuses { rejected: !now.rejected, ..now },
        ),
    ]
}

/// A name of at most so many characters; it stays a piece of its own.
pub(in crate::gui::panels) fn isolated(name: &str, longest: usize) -> String {
    format!("\u{2068}{}\u{2069}", beginning(name, longest))
}
