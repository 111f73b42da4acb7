//! The list of formats: what is typed above it chooses one.

use std::borrow::Cow;

use eframe::egui::{Id, Ui};

use crate::exchange::Format;
use crate::gui::i18n::I18n;
use crate::gui::model::{FormatUse, finds_format, format_meant, formats_like};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{
    FieldState, Icon, Label, List, MenuRow, Row, TextField, WidgetStyle, choice_button, menu_separator, small,
};

/// Width of the field beside a button with the formats, in points.
const FIELD: f32 = 180.0;
/// Height of the title above the list, in points.
const TITLE: f32 = 44.0;

/// A row of the list.
enum Line {
    Use(FormatUse),
    Format(&'static Format),
}

/// The formats by what they are for.
fn lines(formats: &[&'static Format]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut last = None;
    for format in formats.iter().copied() {
        let of = FormatUse::of(format);
        if last.replace(of) != Some(of) {
            lines.push(Line::Use(of));
        }
        lines.push(Line::Format(format));
    }
    lines
}

/// The last ending of a format's files, as it stands beside its name.
fn ending(format: &Format) -> &'static str {
    format.suffix.rfind('.').map_or(format.suffix, |dot| &format.suffix[dot..])
}

/// The name of a format; where it is mixed with names from left to right, it runs from right to left in Arabic.
pub(crate) fn name_of(i18n: &I18n, format: &Format) -> Cow<'static, str> {
    in_direction(i18n, format.name_in(i18n.lang().code()))
}

/// Text of a format in the direction of the interface.
pub(crate) fn in_direction(i18n: &I18n, text: &'static str) -> Cow<'static, str> {
    if i18n.is_rtl() && !text.is_ascii() { format!("\u{200f}{text}").into() } else { text.into() }
}

/// The field in which a format is sought. What is typed chooses; returns the one that is meant, and whether the page is given
/// up.
fn find_field(
    ui: &mut Ui,
    i18n: &I18n,
    (id, holds): (Id, fn(&Format) -> bool),
    search: &mut FieldState,
    place: impl FnOnce(TextField<'_>) -> TextField<'_>,
) -> (Option<&'static Format>, bool) {
    let find = i18n.text("exchange-find-format");
    let field = TextField::new(search, &find).placeholder(&find).icon(Icon::Find).id(id);
    let shown = place(field).show(ui);
    let wanted = shown.changed.then(|| format_meant(&formats_like(search.text(), holds), search.text())).flatten();
    // Escape first takes back what was typed.
    let gives_up = shown.cancelled && search.text().is_empty();
    if shown.cancelled && !gives_up {
        *search = FieldState::line("");
        search.focus();
    }
    (wanted, gives_up)
}

/// The formats at the side of a page.
pub(crate) struct FormatList<'a> {
    pub(crate) i18n: &'a I18n,
    /// The key of the title.
    pub(crate) name: &'static str,
    /// Which are listed.
    pub(crate) holds: fn(&Format) -> bool,
    /// The one that is marked.
    pub(crate) chosen: Option<&'static Format>,
}

impl FormatList<'_> {
    /// Draws them below a field; returns the one that was chosen, and whether the page is given up.
    pub(crate) fn show(self, ui: &mut Ui, search: &mut FieldState) -> (Option<&'static Format>, bool) {
        let Self { i18n, name, holds, chosen } = self;
        let look = WidgetStyle::of(ui.ctx());
        let (list, field) = (Id::unique((name, "formats")), Id::unique((name, "find-format")));
        ui.spacing_mut().item_spacing.y = 0.0;
        look.line(ui, TITLE, |ui| {
            ui.add_space(size::INSIDE);
            ui.add(Label::new(&i18n.text(name)).role(TextRole::Strong).heading());
        });
        let (mut wanted, gives_up) = find_field(ui, i18n, (field, holds), search, |field| field.above(list));
        let formats = formats_like(search.text(), holds);
        ui.add_space(size::INSIDE);
        let lines = lines(&formats);
        if lines.is_empty() {
            ui.add(Label::new(&i18n.text("exchange-no-format")).color(look.theme.dim).wrapped());
            return (None, gives_up);
        }
        let at = lines.iter().position(|line| matches!(line, Line::Format(format) if Some(*format) == chosen));
        let rows = (ui.available_height() / size::ROW).floor().max(2.0) * size::ROW;
        let title = i18n.text("exchange-formats");
        List::new(list, &title, rows).chosen(at).below(field).show(ui, lines.len(), |ui, place| {
            match lines.get(place.number())? {
                Line::Use(of) => {
                    look.line(ui, size::ROW, |ui| {
                        ui.add_space(size::INSIDE);
                        small(ui, &i18n.text(of.key()));
                    });
                    None
                }
                Line::Format(format) => {
                    let name = name_of(i18n, format);
                    let row = Row::new(&name).count(ending(format));
                    let response = ui.add(row.selected(Some(*format) == chosen).at(place));
                    // The arrows choose.
                    if response.clicked() || response.gained_focus() {
                        wanted = Some(*format);
                    }
                    Some(response)
                }
            }
        });
        // Headings are passed by.
        let (stop, focused) = (List::stop(ui.ctx(), list), ui.memory(|memory| memory.focused()));
        let is_row = |row: Option<eframe::egui::Id>, number: usize| row == Some(List::row(list, number));
        let heading = (0..lines.len()).find(|number| matches!(lines[*number], Line::Use(_)) && is_row(stop, *number));
        let from = (0..lines.len()).find(|number| is_row(focused, *number));
        if let (Some(heading), Some(from)) = (heading, from) {
            let next = if from > heading && heading > 0 { heading - 1 } else { heading + 1 };
            List::focus(ui.ctx(), list, next);
        }
        (wanted, gives_up)
    }
}

impl FormatList<'_> {
    /// Draws them behind a button, with the field beside it, where there is no room for the list; the result is that of
    /// [`Self::show`].
    pub(crate) fn choice(self, ui: &mut Ui, search: &mut FieldState) -> (Option<&'static Format>, bool) {
        let Self { i18n, name, holds, chosen } = self;
        let shown = chosen.map_or_else(|| i18n.text("exchange-choose-format"), |format| name_of(i18n, format));
        let mut wanted = None;
        choice_button(ui, &shown, |ui| {
            for line in lines(&formats_like("", holds)) {
                match line {
                    Line::Use(_) => menu_separator(ui),
                    Line::Format(format) => {
                        if ui.add(MenuRow::new(&name_of(i18n, format)).on(Some(format) == chosen)).clicked() {
                            wanted = Some(format);
                            ui.close();
                        }
                    }
                }
            }
        });
        if wanted.is_some() || ui.available_width() < FIELD {
            *search = FieldState::line("");
            return (wanted, false);
        }
        let field = Id::unique((name, "find-format"));
        let (wanted, gives_up) = find_field(ui, i18n, (field, holds), search, |field| field.width(FIELD));
        if !finds_format(search.text(), holds) {
            small(ui, &i18n.text("exchange-no-format"));
        }
        (wanted, gives_up)
    }
}
