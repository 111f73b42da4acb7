//! What is known about the whole article, in a small form above its page: with suggestions from its first lines.

use eframe::egui::{Frame, Id, Key, Layout, Margin, Modifiers, Panel, Role, Stroke, Ui, UiBuilder, vec2};

use super::attribute_rows::{AttributeRows, typed_value, value_text};
use crate::annotation::{AttributeKind, Attributes};
use crate::gui::i18n::{I18n, without_isolates};
use crate::gui::model::{About, AboutAction, AppAction};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Button, Icon, IconButton, Shaped, Strip, WidgetStyle, scroll_if, small, strong};
use crate::session::Session;

/// Width of the form from which its fields are in two columns, and their distance, in points.
const TWO_COLUMNS: f32 = 620.0;
const BETWEEN: f32 = 20.0;
/// The widest form, in points.
const WIDEST: f32 = 900.0;

/// Height of the form's title with the space around it, and of what always stays of the page, in points.
const AROUND: f32 = 48.0 + 100.0;

/// Draws the form.
pub(crate) fn about_form(ui: &mut Ui, i18n: &I18n, session: &Session, about: &mut About, acts: &mut Vec<AppAction>) {
    let look = WidgetStyle::of(ui.ctx());
    let room = ui.available_height();
    let kinds = &session.labels().document_attributes;
    let values = &session.annotation_state().attributes;
    let open: Vec<&AttributeKind> =
        kinds.iter().filter(|kind| values.get(&kind.id).is_none() && about.suggested.get(&kind.id).is_some()).collect();
    let command = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };
    // Before its field sees the key, and keeps its own value as a step of its own.
    let is_inside = about.rows.typing.is_some();
    let mut is_held = false;
    let mut takes_all = is_inside && ui.input_mut(|input| input.consume_key(command, Key::Enter));
    let before = acts.len();
    let frame = Frame::new().fill(look.theme.card).inner_margin(Margin::symmetric(16, 8));
    let panel = Panel::top(Id::unique("about")).resizable(false).show_separator_line(false).frame(frame);
    panel.show(ui, |ui| {
        let name = i18n.text("about-title").into_owned();
        let spoken = without_isolates(&name).into_owned();
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(Role::Group);
            node.set_label(spoken);
        });
        ui.spacing_mut().item_spacing = vec2(size::INSIDE, size::STEP);
        look.line(ui, size::TARGET, |ui| {
            strong(ui, &name);
            let take = i18n.text("about-take-all");
            let take = Button::new(&take).quiet().key("\u{2066}Ctrl+Enter\u{2069}");
            let has_take = !about.is_folded && !open.is_empty();
            let buttons = 2.0 * (size::TARGET + size::INSIDE) + if has_take { take.width(ui.ctx()) } else { 0.0 };
            let told =
                if about.is_folded { summary(i18n, kinds, values) } else { i18n.text("about-suggested").into_owned() };
            // What the buttons leave; a sentence is said whole, or not.
            let room = ui.available_width() - buttons - size::GROUP;
            let fits = Shaped::line(ui.ctx(), &told, TextRole::Small).size().x <= room;
            if about.is_folded {
                let place = ui.available_rect_before_wrap();
                let place = Strip::new(place, look).leading(room.max(0.0));
                let mut near = ui.new_child(UiBuilder::new().max_rect(place).layout(look.along()));
                small(&mut near, &told);
            } else if has_take && fits {
                small(ui, &told);
            }
            let rest = ui.available_rect_before_wrap();
            let mut far = ui.new_child(UiBuilder::new().max_rect(rest).layout(look.against()));
            let close = i18n.text("about-close");
            if far.add(IconButton::new(Icon::Cross, &close)).clicked() {
                acts.push(AppAction::About(AboutAction::Close));
            }
            let key = if about.is_folded { "about-unfold" } else { "about-fold" };
            let icon = if about.is_folded { Icon::Down } else { Icon::Up };
            let fold = far.add(IconButton::new(icon, &i18n.text(key)));
            if fold.clicked() {
                acts.push(AppAction::About(AboutAction::Fold));
            }
            if about.is_folded && std::mem::take(&mut about.rows.wants_focus) {
                fold.request_focus();
            }
            if has_take {
                let take = far.add(take);
                is_held = take.is_pointer_button_down_on();
                takes_all |= take.clicked();
            }
        });
        if !about.is_folded {
            // Part of the page stays in view; what has the focus is scrolled to.
            let columns = if ui.available_width() >= TWO_COLUMNS { 2 } else { 1 };
            let wanted = kinds.len().div_ceil(columns) as f32 * (size::ROW + size::STEP);
            let most = (room - AROUND).max(2.0 * (size::ROW + size::STEP));
            let fields = |ui: &mut Ui| fields(ui, i18n, kinds, values, about, acts);
            scroll_if(ui, wanted > most, ("about-fields", &name), most, fields);
        }
        let edge = ui.min_rect().expand2(vec2(16.0, 8.0));
        ui.painter().hline(edge.x_range(), edge.bottom() - 0.5, Stroke::new(size::HAIRLINE, look.theme.line));
    });
    if takes_all || is_held {
        let set = acts.extract_if(before.., |act| matches!(act, AppAction::About(AboutAction::Set(..))));
        about.held.extend(set.filter_map(|act| match act {
            AppAction::About(AboutAction::Set(name, value)) => Some((name, value)),
            _ => None,
        }));
    }
    let held = if is_held { Vec::new() } else { std::mem::take(&mut about.held) };
    if takes_all {
        let mut typed: Vec<_> = kinds.iter().filter_map(|kind| typed_value(i18n, kind, values, &about.rows)).collect();
        typed.retain(|(name, _)| held.iter().all(|(given, _)| given != name));
        typed.extend(held);
        acts.push(AppAction::About(AboutAction::TakeAll(typed)));
    } else {
        acts.extend(held.into_iter().map(|(name, value)| AppAction::About(AboutAction::Set(name, value))));
    }
    if std::mem::take(&mut about.rows.is_cancelled) {
        acts.push(AppAction::About(AboutAction::Leave));
    }
}

fn fields(
    ui: &mut Ui,
    i18n: &I18n,
    kinds: &[AttributeKind],
    values: &Attributes,
    about: &mut About,
    acts: &mut Vec<AppAction>,
) {
    let look = WidgetStyle::of(ui.ctx());
    let whole = ui.available_rect_before_wrap();
    let width = whole.width().min(WIDEST);
    let columns = if width >= TWO_COLUMNS { 2 } else { 1 };
    let each = (width - BETWEEN * (columns as f32 - 1.0)) / columns as f32;
    let per_column = kinds.len().div_ceil(columns).max(1);
    let mut strip = Strip::new(whole, look);
    let mut bottom = whole.top();
    let was_typing = about.rows.typing.take();
    let mut typing = None;
    for (number, part) in kinds.chunks(per_column).enumerate() {
        let place = strip.leading(each);
        strip.leading(BETWEEN);
        let layout = Layout::top_down(look.start());
        let mut column = ui.new_child(UiBuilder::new().max_rect(place).layout(layout).id_salt(("about", number)));
        column.spacing_mut().item_spacing = vec2(size::INSIDE, size::STEP);
        about.rows.typing.clone_from(&was_typing);
        let rows = AttributeRows { i18n, kinds: part, values, suggested: Some(&about.suggested), salt: "about" };
        let changed = rows.show(&mut column, &mut about.rows);
        typing = typing.or(about.rows.typing.take());
        acts.extend(changed.into_iter().map(|(id, value)| AppAction::About(AboutAction::Set(id, value))));
        bottom = bottom.max(column.min_rect().bottom());
    }
    about.rows.typing = typing;
    ui.allocate_rect(whole.with_max_y(bottom), eframe::egui::Sense::hover());
}

/// The values on one line.
fn summary(i18n: &I18n, kinds: &[AttributeKind], values: &Attributes) -> String {
    let known = kinds.iter().filter_map(|kind| Some(value_text(i18n, kind, values.get(&kind.id)?)));
    let known: Vec<String> = known.map(|text| format!("\u{2068}{text}\u{2069}")).collect();
    if known.is_empty() { i18n.text("about-empty").into_owned() } else { known.join(" · ") }
}
