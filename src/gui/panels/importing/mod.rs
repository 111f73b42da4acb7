//! The import page: the file and its format, where it goes, how it counts, what its labels become, what could not be placed,
//! and the button that does it.

mod foot;
mod labels;
mod outcome;

use eframe::egui::{Role, Sense, Ui, UiBuilder, vec2};

use super::exporting::{FormatList, OPTION, columns, isolated, option, takes_escape};
use crate::exchange::import::Chosen;
use crate::exchange::{Format, foreign::Counting};
use crate::gui::i18n::{I18n, Value};
use crate::gui::model::{AppAction, ImportAction, ImportPage, ImportTarget, can_import};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Icon, IconButton, Label, Segments, Shaped, Strip, WidgetStyle, scroll_if, small};
use crate::store::file_name;

/// Height of the head, in points.
const HEAD: f32 = 46.0;
/// The longest name of an article or a file that is shown, in characters.
const LONGEST: usize = 32;

/// The page's state between frames.
#[derive(Default)]
pub(crate) struct ImportView {
    /// Whether a menu or a dialog was open in the last frame: its Escape is not for the page.
    was_covered: bool,
}

impl ImportView {
    /// Draws the page in the whole available space.
    pub(crate) fn show(&mut self, ui: &mut Ui, i18n: &I18n, page: &mut ImportPage, acts: &mut Vec<AppAction>) {
        let look = WidgetStyle::of(ui.ctx());
        let whole = ui.available_rect_before_wrap();
        ui.painter().rect_filled(whole, 0, look.theme.paper);
        let mut area = ui.new_child(UiBuilder::new().max_rect(whole).accessibility_role(Role::Pane));
        let title = i18n.text("import-title").into_owned();
        area.ctx().accesskit_node_builder(area.unique_id(), |node| node.set_label(title));
        let mut escaped = takes_escape(&area, &mut self.was_covered);
        let (list, rest) = columns(&area, whole);
        let mut chosen = None;
        if let Some(list) = list {
            let mut column = area.new_child(UiBuilder::new().max_rect(list));
            let shown = FormatList { i18n, name: "import-title", holds: can_import, chosen: page.choices.format };
            let (wanted, gives_up) = shown.show(&mut column, &mut page.search);
            (chosen, escaped) = (wanted, escaped || gives_up);
        }
        let foot = foot::height(&area, i18n, page, rest.width());
        let mut column = area.new_child(UiBuilder::new().max_rect(rest.with_max_y(rest.bottom() - foot)));
        let (in_head, closes) = head(&mut column, i18n, page, list.is_none());
        chosen = chosen.or(in_head);
        page.foot = foot;
        // Where not even the least of all of it has room, all of it scrolls.
        column.spacing_mut().item_spacing.y = 0.0;
        let room = column.available_height();
        let [least, whole] = heights(&column, i18n, page);
        let (is_long, name) = (least > room, i18n.text("import-title"));
        scroll_if(&mut column, is_long, ("import-page", &name), room.max(0.0), |ui| {
            let bottom = ui.cursor().top() + if is_long { whole } else { room };
            options(ui, i18n, page, acts);
            labels::labels(ui, i18n, page, bottom - ui.cursor().top(), is_long, acts);
            outcome::outcome(ui, i18n, page, bottom - ui.cursor().top());
        });
        let mut below = area.new_child(UiBuilder::new().max_rect(rest.with_min_y(rest.bottom() - foot)));
        foot::foot(&mut below, i18n, page, acts);
        if let Some(format) = chosen.filter(|format| Some(*format) != page.choices.format) {
            acts.push(AppAction::Import(ImportAction::Format(format)));
        }
        if escaped || closes {
            acts.push(AppAction::Import(ImportAction::Close));
        }
    }
}

/// The least height of what stands between head and foot, and the one in which only long lists scroll, in points.
fn heights(ui: &Ui, i18n: &I18n, page: &ImportPage) -> [f32; 2] {
    let has_convention = page.understood.as_ref().is_some_and(|understood| understood.convention.is_some());
    let options =
        if page.choices.format.is_none() { 0.0 } else { OPTION * (1.0 + f32::from(u8::from(has_convention))) };
    let labels = labels::heights(page);
    let outcome = outcome::heights(ui, i18n, page);
    [options + labels[0] + outcome[0], options + labels[1] + outcome[1]]
}

/// The file with its format; returns another format that was chosen, and whether the page is to be closed.
fn head(ui: &mut Ui, i18n: &I18n, page: &mut ImportPage, chooses: bool) -> (Option<&'static Format>, bool) {
    let look = WidgetStyle::of(ui.ctx());
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEAD), Sense::hover());
    let mut strip = Strip::new(rect, look);
    let far = strip.trailing(size::TARGET + size::INSIDE);
    let mut near = ui.new_child(UiBuilder::new().max_rect(strip.rest()).layout(look.along()));
    near.spacing_mut().item_spacing.x = size::INSIDE;
    near.add(Label::new(&isolated(&file_name(&page.path), LONGEST)).role(TextRole::Title).heading());
    let (mut wanted, mut gives_up) = (None, false);
    if chooses {
        let shown = FormatList { i18n, name: "import-title", holds: can_import, chosen: page.choices.format };
        (wanted, gives_up) = shown.choice(&mut near, &mut page.search);
    } else if let Some(format) = page.choices.format {
        let key = if page.recognised == Some(format) { "import-recognised" } else { "import-read-as" };
        small(&mut near, &i18n.text_with(key, &[("format", Value::from(format.name_in(i18n.lang().code())))]));
    }
    let mut far = ui.new_child(UiBuilder::new().max_rect(far).layout(look.against()));
    let closes = far.add(IconButton::new(Icon::Close, &i18n.text("import-close"))).clicked();
    (wanted, closes || gives_up)
}

/// Where it goes, and how the file counts.
fn options(ui: &mut Ui, i18n: &I18n, page: &ImportPage, acts: &mut Vec<AppAction>) {
    let labels = ["import-where", "import-offsets"].map(|key| i18n.text(key));
    let width = labels.iter().map(|text| Shaped::line(ui.ctx(), text, TextRole::Body).size().x).fold(0.0, f32::max);
    ui.spacing_mut().item_spacing.y = 0.0;
    if page.choices.format.is_none() {
        return;
    }
    option(ui, &labels[0], width, |ui| {
        let article = page.article.as_deref().map(|name| isolated(name, LONGEST));
        let new = i18n.text("import-new");
        let parts = article.iter().map(|name| (ImportTarget::Article, &**name));
        let parts: Vec<(ImportTarget, &str)> = parts.chain([(ImportTarget::New, &*new)]).collect();
        let texts: Vec<(&str, &str)> = parts.iter().map(|(_, text)| (*text, "")).collect();
        let chosen = parts.iter().position(|(target, _)| Some(*target) == page.target()).unwrap_or(usize::MAX);
        if let Some(clicked) = Segments::new(&texts, chosen).show(ui) {
            acts.push(AppAction::Import(ImportAction::Target(parts[clicked].0)));
        }
    });
    if let Some(chosen) = page.understood.as_ref().and_then(|understood| understood.convention) {
        let said = convention(i18n, &chosen);
        option(ui, &labels[1], width, |ui| ui.add(Label::new(&said)));
    }
}

/// How a file counts, and why that is believed.
fn convention(i18n: &I18n, chosen: &Chosen) -> String {
    let unit = match chosen.convention.unit {
        Counting::Char => "import-unit-char",
        Counting::Byte => "import-unit-byte",
        Counting::Utf16 => "import-unit-utf16",
        Counting::Grapheme => "import-unit-grapheme",
    };
    let mut said = vec![i18n.text(unit).into_owned()];
    if chosen.convention.newline_is_one {
        said.push(i18n.text("import-newline-is-one").into_owned());
    }
    if chosen.convention.newline_is_two {
        said.push(i18n.text("import-newline-is-two").into_owned());
    }
    if chosen.convention.mark_counts {
        said.push(i18n.text("import-mark-counts").into_owned());
    }
    let mut said = said.join(&i18n.text("list-separator"));
    let why = match (chosen.quoted, chosen.guessed) {
        (0, true) => Some(i18n.text("import-guessed").into_owned()),
        (0, false) => None,
        (quoted, _) => {
            let values = [("fitting", Value::from(chosen.fitting)), ("quoted", Value::from(quoted))];
            Some(i18n.text_with("import-quotations", &values).into_owned())
        }
    };
    if let Some(why) = why {
        said.push_str(&i18n.text_with("import-why", &[("why", Value::from(why))]));
    }
    said
}
