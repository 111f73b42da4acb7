//! How far annotators agree, what they differ in, and what becomes of it.

use std::collections::BTreeMap;

use eframe::egui::{Frame, Margin, Stroke as Pen, Ui};

use super::context::View;
use super::words::kind;
use crate::agreement::{Coefficients, Shared};
use crate::annotation::LabelId;
use crate::gui::i18n::{I18n, Value};
use crate::gui::model::Group;
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{AgreementRow, BarRow, Label, Switch, WidgetStyle, agreement_head, small};

/// Height of a line with one number, in points.
const LINE: f32 = 27.0;

/// A number between 0 and 1 with two digits; a dash where it is not defined.
fn figure(i18n: &I18n, value: Option<f64>) -> String {
    // Minus zero is zero.
    value.map_or_else(|| "–".to_owned(), |value| i18n.decimal((value * 100.0).round() / 100.0 + 0.0, 2))
}

/// The name of a label, and its colour.
fn label(view: View<'_>, ui: &Ui, id: &LabelId) -> (String, eframe::egui::Color32) {
    let theme = WidgetStyle::of(ui.ctx()).theme;
    let labels = &view.adjudicating.compared.adjudication.common.labels;
    let label = labels.get(id);
    let name = label.map_or(id.as_str(), |label| label.name_in(view.i18n().lang().code())).to_owned();
    (name, theme.label(id.as_str(), label.map_or("", |label| label.color.as_str())).line)
}

/// What was counted for the numbers of a label.
fn counted(view: View<'_>, of: &Coefficients) -> String {
    let i18n = view.i18n();
    let counts = of.counts.iter().enumerate().map(|(number, count)| {
        format!("\u{2068}{}\u{2069}: {}", view.adjudicating.name(i18n, number), i18n.number(*count))
    });
    let counts: Vec<String> = counts.collect();
    let values = [
        ("kappa", Value::from(figure(i18n, of.cohen_kappa))),
        ("alpha", Value::from(figure(i18n, of.nominal_alpha))),
        ("unitized", Value::from(figure(i18n, of.unitized_alpha))),
        ("exact", Value::from(figure(i18n, of.exact_f1))),
        ("overlapping", Value::from(figure(i18n, of.overlapping_f1))),
        ("words", Value::from(view.adjudicating.compared.adjudication.agreement.words)),
        ("counts", Value::from(counts.join(&i18n.text("list-separator")))),
    ];
    i18n.text_with("adjudication-counted", &values).into_owned()
}

/// The column beside the rows.
pub(super) fn panel(ui: &mut Ui, view: View<'_>, only: &mut Option<Group>, hides_names: &mut bool) {
    let i18n = view.i18n();
    let agreement = &view.adjudicating.compared.adjudication.agreement;
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.add_space(size::INSIDE);
    heading(ui, &i18n.text("adjudication-agreement"), "");
    let counts: Vec<String> = agreement
        .all
        .counts
        .iter()
        .enumerate()
        .map(|(number, count)| {
            let values = [("name", Value::from(view.adjudicating.name(i18n, number))), ("count", Value::from(*count))];
            i18n.text_with("adjudication-has", &values).into_owned()
        })
        .collect();
    dim(ui, &counts.join(&i18n.text("list-separator")));
    let names = ["adjudication-label", "adjudication-kappa", "adjudication-f1", "adjudication-f1-overlapping"];
    let names = names.map(|key| i18n.text(key).into_owned());
    let ends = [i18n.number(0_u64), i18n.number(1_u64)];
    agreement_head(ui, [&names[0], &names[1], &names[2], &names[3]], [&ends[0], &ends[1]]);
    let all = (i18n.text("adjudication-all-labels").into_owned(), None, &agreement.all);
    let labels = agreement.labels.iter().map(|(id, of)| {
        let (name, color) = label(view, ui, id);
        (name, Some(color), of)
    });
    let rows: Vec<_> = labels.chain((agreement.labels.len() != 1).then_some(all)).collect();
    for (name, color, of) in rows {
        let numbers = [of.cohen_kappa, of.exact_f1, of.overlapping_f1].map(|value| figure(i18n, value));
        let numbers = [numbers[0].as_str(), &numbers[1], &numbers[2]];
        let tip = counted(view, of);
        ui.add(AgreementRow { name: &name, color, value: of.cohen_kappa, numbers, tip: &tip });
    }
    number(ui, &i18n.text("adjudication-alpha"), &figure(i18n, agreement.all.nominal_alpha));
    number(ui, &i18n.text("adjudication-alpha-unitizing"), &figure(i18n, agreement.all.unitized_alpha));
    let share = |of: &Shared| {
        let values = [("equal", Value::from(of.equal)), ("compared", Value::from(of.compared))];
        i18n.text_with("adjudication-share", &values).into_owned()
    };
    if agreement.entities.compared > 0 {
        number(ui, &i18n.text("adjudication-same-entity"), &share(&agreement.entities));
    }
    for (name, of) in &agreement.attributes {
        let text = i18n.text_with("adjudication-same-attribute", &[("name", Value::from(attribute(view, name)))]);
        number(ui, &text, &share(of));
    }
    ui.add_space(size::STEP);
    small(ui, &i18n.text("adjudication-dashed"));
    groups(ui, view, only);
    result(ui, view, hides_names);
    ui.add_space(size::GROUP);
}

/// The name of an attribute, by its id.
fn attribute(view: View<'_>, id: &str) -> String {
    let labels = &view.adjudicating.compared.adjudication.common.labels;
    let mut kinds = labels.iter().flat_map(|label| &label.attributes);
    let kind = kinds.find(|kind| kind.id == id);
    let name = kind.and_then(|kind| kind.name.get(view.i18n().lang().code()).or_else(|| kind.name.values().next()));
    name.map_or(id, String::as_str).to_owned()
}

fn heading(ui: &mut Ui, text: &str, count: &str) {
    let look = WidgetStyle::of(ui.ctx());
    look.line(ui, size::ROW, |ui| {
        ui.spacing_mut().item_spacing.x = size::INSIDE;
        ui.add(Label::new(text).role(TextRole::Strong).heading());
        ui.add(Label::new(count).color(look.theme.dim));
    });
}

/// Small dim text on as many lines as it needs.
fn dim(ui: &mut Ui, text: &str) {
    let color = WidgetStyle::of(ui.ctx()).theme.dim;
    ui.add(Label::new(text).role(TextRole::Small).color(color).wrapped());
}

/// A line with one number at its end.
fn number(ui: &mut Ui, text: &str, value: &str) {
    let look = WidgetStyle::of(ui.ctx());
    let top = ui.cursor().top();
    let width = ui.available_rect_before_wrap().x_range();
    ui.painter().hline(width, top, Pen::new(size::HAIRLINE, look.theme.line));
    look.line(ui, LINE, |ui| {
        let place = ui.available_rect_before_wrap();
        let value_width = crate::gui::widgets::Shaped::line(ui.ctx(), value, TextRole::Strong).size().x;
        let mut strip = crate::gui::widgets::Strip::new(place, look);
        let end = strip.trailing(value_width + size::STEP);
        let builder = |place| eframe::egui::UiBuilder::new().max_rect(place).layout(look.along());
        ui.new_child(builder(strip.rest())).add(Label::new(text));
        ui.new_child(builder(end)).add(Label::new(value).role(TextRole::Strong));
        ui.allocate_rect(place, eframe::egui::Sense::hover());
    });
}

/// What they differ in; a click keeps that kind.
fn groups(ui: &mut Ui, view: View<'_>, only: &mut Option<Group>) {
    let i18n = view.i18n();
    let mut groups: BTreeMap<Group, usize> = BTreeMap::new();
    for question in view.adjudicating.questions() {
        *groups.entry(Group::of(question)).or_default() += 1;
    }
    if groups.is_empty() {
        return;
    }
    ui.add_space(size::INSIDE);
    let all = view.adjudicating.questions().len();
    heading(ui, &i18n.text("adjudication-differ-in"), &i18n.number(all));
    let most = groups.values().copied().max().unwrap_or(1);
    let mut sorted: Vec<(Group, usize)> = groups.into_iter().collect();
    sorted.sort_by_key(|(group, count)| (std::cmp::Reverse(*count), *group));
    for (group, count) in sorted {
        let row = BarRow {
            text: &kind(view, group),
            count: &i18n.number(count),
            share: count as f32 / most as f32,
            is_on: *only == Some(group),
        };
        if ui.add(row).clicked() {
            *only = if *only == Some(group) { None } else { Some(group) };
        }
    }
}

/// What the result holds so far.
fn result(ui: &mut Ui, view: View<'_>, hides_names: &mut bool) {
    let look = WidgetStyle::of(ui.ctx());
    let i18n = view.i18n();
    let adjudication = &view.adjudicating.compared.adjudication;
    ui.add_space(size::GROUP);
    let frame = Frame::new()
        .fill(look.theme.card)
        .stroke(Pen::new(size::HAIRLINE, look.theme.line))
        .corner_radius(size::CARD_RADIUS)
        .inner_margin(Margin::symmetric(12, 8));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        look.column(ui, |ui| {
            heading(ui, &i18n.text("adjudication-result"), "");
            let done = view.adjudicating.done();
            let values = [
                ("agreed", Value::from(adjudication.agreed())),
                ("decided", Value::from(done)),
                ("open", Value::from(view.adjudicating.decided.len() - done)),
            ];
            ui.add(Label::new(&i18n.text_with("adjudication-counts", &values)).wrapped());
            dim(ui, &i18n.text("adjudication-kept"));
            if adjudication.relations_apart > 0 {
                let values = [("count", Value::from(adjudication.relations_apart))];
                dim(ui, &i18n.text_with("adjudication-relations-apart", &values));
            }
            if ui.add(Switch::new(&i18n.text("adjudication-hide-names"), *hides_names)).clicked() {
                *hides_names = !*hides_names;
            }
        });
    });
}

/// The agreement on one line, where there is no room for the column.
pub(super) fn folded(ui: &mut Ui, view: View<'_>) {
    let i18n = view.i18n();
    let look = WidgetStyle::of(ui.ctx());
    let agreement = &view.adjudicating.compared.adjudication.agreement;
    let labels = agreement.labels.iter().map(|(id, of)| {
        let (name, _) = label(view, ui, id);
        format!("\u{2068}{name}\u{2069} \u{2068}{}\u{2069}", figure(i18n, of.cohen_kappa))
    });
    let labels: Vec<String> = labels.collect();
    let text = format!("\u{2068}κ\u{2069} {}", labels.join(" / "));
    let tip = counted(view, &agreement.all);
    look.line(ui, size::ROW, |ui| {
        let response = ui.add(Label::new(&text).color(look.theme.dim));
        crate::gui::widgets::tooltip(response, &tip);
    });
}
