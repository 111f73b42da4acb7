//! The popover for the article's appearance: theme, font, sizes, what is shown.

use eframe::egui::{Context, Id, Popup, Ui, vec2};

use super::below::Below;
use super::context::AppearanceView;
use super::keys::keys_text;
use crate::gui::command::{INTERFACE_PERCENTS, UiCommand};
use crate::gui::i18n::Value;
use crate::gui::model::{AppAction, AppearanceAction};
use crate::gui::theme::{Theme, ThemeName, size, text_key};
use crate::gui::widgets::{
    Button, FieldState, FontRow, Icon, IconButton, Label, List, Slider, Switch, TextField, ThemeSwatch, WidgetStyle,
    menu_separator, scroll_column, small,
};
use crate::layout::{Family, FontFamily};
use crate::store::settings::{COLUMN_WIDTHS, LINE_HEIGHTS, PARAGRAPH_SPACINGS, TEXT_SIZES};

/// Width of the popover's contents, in points.
const WIDTH: f32 = 336.0;
/// Height of the list of fonts, in points.
const LIST: f32 = 6.0 * size::ROW;
/// Number of families from which on they can be searched.
const MANY: usize = 12;
/// Arabic letters that show the look of a font.
const SAMPLE: &str = "أبجد هوّز";

/// The action for a slider's new value.
type Make = fn(f32) -> AppearanceAction;

/// The popover's state between frames.
pub(crate) struct Appearance {
    shows_fonts: bool,
    search: FieldState,
    /// Height of its contents when last shown, in points.
    height: f32,
}

impl Default for Appearance {
    fn default() -> Self {
        Self { shows_fonts: false, search: FieldState::line(""), height: 0.0 }
    }
}

impl Appearance {
    /// Opens or closes the popover.
    pub(crate) fn toggle(ctx: &Context) {
        Popup::toggle_id(ctx, Self::id());
    }

    fn id() -> Id {
        Id::unique("appearance")
    }

    /// The button in the top bar, and the popover below it.
    pub(super) fn button(&mut self, ui: &mut Ui, view: &AppearanceView<'_>, acts: &mut Vec<AppAction>) {
        let look = WidgetStyle::of(ui.ctx());
        let name = view.commands.text(view.i18n, UiCommand::Appearance);
        let keys = keys_text(ui.ctx(), view.i18n, UiCommand::Appearance);
        let is_open = Popup::is_id_open(ui.ctx(), Self::id());
        let letters = if look.is_rtl() { "أب" } else { "Aa" };
        let button = ui.add(IconButton::letters(letters, &name).keys(keys.as_deref()).on(is_open));
        if button.clicked() {
            acts.push(AppAction::Command(UiCommand::Appearance));
        }
        let below = Below::new(Self::id(), &name).spaced(size::INSIDE, size::GROUP);
        let is_shown = below.show(&button, |ui| {
            ui.set_width(WIDTH);
            ui.spacing_mut().item_spacing = vec2(0.0, size::STEP);
            let room = ui.ctx().content_rect().bottom() - button.rect.bottom() - 4.0 * size::GROUP;
            if self.height > room {
                // In a low window the contents scroll.
                scroll_column(ui, ("appearance", &name), room, |ui| self.content(ui, view, acts));
            } else {
                look.column(ui, |ui| self.content(ui, view, acts));
            }
            false
        });
        if !is_shown {
            *self = Self { height: self.height, ..Self::default() };
        }
    }

    fn content(&mut self, ui: &mut Ui, view: &AppearanceView<'_>, acts: &mut Vec<AppAction>) {
        themes(ui, view, acts);
        menu_separator(ui);
        self.font(ui, view, acts);
        sliders(ui, view, acts);
        menu_separator(ui);
        for (command, is_on) in
            [(UiCommand::ToggleDiacritics, view.hide_diacritics), (UiCommand::ToggleInvisibles, view.show_invisibles)]
        {
            if ui.add(Switch::new(&view.commands.text(view.i18n, command), is_on)).clicked() {
                acts.push(AppAction::Command(command));
            }
        }
        menu_separator(ui);
        interface_size(ui, view, acts);
        menu_separator(ui);
        if ui.add(Button::new(&view.i18n.text("appearance-reset"))).clicked() {
            acts.push(AppAction::Appearance(AppearanceAction::Reset));
        }
        self.height = ui.min_rect().height();
    }

    /// The current font, and below it the list of all fonts when it is opened.
    fn font(&mut self, ui: &mut Ui, view: &AppearanceView<'_>, acts: &mut Vec<AppAction>) {
        let look = WidgetStyle::of(ui.ctx());
        let current = view.family.clone();
        look.line(ui, size::ROW, |ui| {
            ui.add(Label::new(&view.i18n.text("appearance-font")));
            let rest = ui.available_rect_before_wrap();
            let mut far = ui.new_child(eframe::egui::UiBuilder::new().max_rect(rest).layout(look.against()));
            let icon = if self.shows_fonts { Icon::Up } else { Icon::Down };
            if far.add(Button::new(current.name()).quiet().icon(icon)).clicked() {
                self.shows_fonts = !self.shows_fonts;
                acts.push(AppAction::Appearance(AppearanceAction::ReadFonts));
            }
        });
        if self.shows_fonts {
            self.fonts(ui, view, &current, acts);
        }
    }

    fn fonts(&mut self, ui: &mut Ui, view: &AppearanceView<'_>, current: &Family, acts: &mut Vec<AppAction>) {
        let list = Id::unique("fonts");
        let mut search = None;
        let bundled = FontFamily::bundled();
        let all = view.families.unwrap_or(&bundled);
        if all.len() > MANY {
            let placeholder = view.i18n.text("appearance-font-search");
            let field = TextField::new(&mut self.search, &placeholder).placeholder(&placeholder).icon(Icon::Find);
            let shown = field.width(WIDTH).above(list).show(ui);
            if shown.cancelled {
                self.search.set_text("");
            }
            search = Some(shown.response.id);
        }
        let wanted = self.search.text().trim().to_lowercase();
        let found: Vec<&FontFamily> =
            all.iter().filter(|family| family.name.to_lowercase().contains(&wanted)).collect();
        let height = LIST.min(found.len() as f32 * size::ROW);
        ui.spacing_mut().item_spacing.y = 0.0;
        let name = view.i18n.text("appearance-font");
        let chosen = found.iter().position(|family| family.name == current.name());
        let mut list = List::new(list, &name, height).chosen(chosen);
        if let Some(search) = search {
            list = list.below(search);
        }
        list.show(ui, found.len(), |ui, place| {
            let family = found.get(place.number())?;
            let is_bundled = family.name == Family::Article.name();
            let set_in = if is_bundled { Family::Article } else { Family::Named(family.name.clone()) };
            let row = FontRow::new(&family.name, set_in, Some(place.number()) == chosen, place);
            let response = ui.add(row.sample(family.is_arabic.then_some(SAMPLE)));
            if response.clicked() {
                let font = (!is_bundled).then(|| family.name.clone());
                acts.push(AppAction::Appearance(AppearanceAction::Font(font)));
            }
            Some(response)
        });
        if view.families.is_none() {
            small(ui, &view.i18n.text("appearance-font-reading"));
        } else if found.is_empty() {
            small(ui, &view.i18n.text("appearance-font-none"));
        }
        ui.spacing_mut().item_spacing.y = size::STEP;
        ui.add_space(size::STEP);
    }
}

fn themes(ui: &mut Ui, view: &AppearanceView<'_>, acts: &mut Vec<AppAction>) {
    let look = WidgetStyle::of(ui.ctx());
    let system = [Theme::named(ThemeName::Light), Theme::named(ThemeName::Dark)];
    let choices: Vec<Option<ThemeName>> = std::iter::once(None).chain(ThemeName::ALL.map(Some)).collect();
    let width = WIDTH / choices.len() as f32;
    look.line(ui, 58.0, |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for choice in choices {
            let one = choice.map(|theme| [Theme::named(theme)]);
            let shown: &[&Theme] = one.as_ref().map_or(&system, |one| one);
            let name = view.i18n.text(choice.map_or("theme-system", text_key));
            if ui.add(ThemeSwatch::new(&name, shown, view.theme == choice, width)).clicked() {
                acts.push(AppAction::Appearance(AppearanceAction::Theme(choice)));
            }
        }
    });
}

/// Steps rather than a slider, whose handle would move away from under the pointer.
fn interface_size(ui: &mut Ui, view: &AppearanceView<'_>, acts: &mut Vec<AppAction>) {
    let look = WidgetStyle::of(ui.ctx());
    ui.add(Label::new(&view.i18n.text("menu-interface-size")));
    look.line(ui, size::ROW, |ui| {
        ui.spacing_mut().item_spacing.x = size::STEP;
        for percent in INTERFACE_PERCENTS {
            let command = UiCommand::InterfaceSize(percent);
            let text = view.commands.text(view.i18n, command);
            let button = Button::new(&text);
            let is_on = view.commands.is_on(command) == Some(true);
            let response = ui.add(if is_on { button.primary() } else { button.quiet() });
            if response.clicked() {
                acts.push(AppAction::Command(command));
            }
        }
    });
}

fn sliders(ui: &mut Ui, view: &AppearanceView<'_>, acts: &mut Vec<AppAction>) {
    let percent = |share: f32| {
        let percent = (share * 100.0).round() as usize;
        view.i18n.text_with("status-zoom", &[("percent", Value::from(percent))]).into_owned()
    };
    let points = |length: f32| view.i18n.number(length.round() as u64);
    let factor = |factor: f32| view.i18n.decimal(f64::from(factor), 2);
    let rows: [(&str, f32, String, _, f32, Make); 4] = [
        ("appearance-size", view.text_size, points(view.text_size), TEXT_SIZES, 1.0, AppearanceAction::TextSize),
        (
            "appearance-line",
            view.line_height,
            factor(view.line_height),
            LINE_HEIGHTS,
            0.05,
            AppearanceAction::LineHeight,
        ),
        (
            "appearance-column",
            view.column_width,
            points(view.column_width),
            COLUMN_WIDTHS,
            20.0,
            AppearanceAction::ColumnWidth,
        ),
        (
            "appearance-paragraphs",
            view.paragraph_spacing,
            percent(view.paragraph_spacing),
            PARAGRAPH_SPACINGS,
            0.1,
            AppearanceAction::ParagraphSpacing,
        ),
    ];
    for (key, value, text, range, step, act) in rows {
        if let Some(value) = Slider::new(&view.i18n.text(key), value, &text, range, step).show(ui) {
            acts.push(AppAction::Appearance(act(value)));
        }
    }
}
