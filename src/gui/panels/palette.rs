//! The command palette: a field over the page, and what it finds.

use std::sync::Arc;

use eframe::egui::{Align2, Area, Id, Key, Modal, Modifiers, Order, Role, ScrollArea, Sense, Ui, UiBuilder, vec2};

use super::answers::announce_modal;
use super::card::popup_frame;
use crate::gui::i18n::{I18n, Value, without_isolates};
use crate::gui::model::{
    AppAction, PaletteAction, PaletteEntry, PaletteGroup, PaletteHit, PaletteIndex, PaletteTarget,
};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{FieldState, Icon, Keycap, Label, PaletteRow, Shaped, TextField, WidgetStyle, small};

/// Its width, and the distance of its top from the window's, in points.
const WIDTH: f32 = 672.0;
const TOP: f32 = 112.0;
/// Height of a row, and of a group's title, in points.
const ROW: f32 = PaletteRow::HEIGHT;
const TITLE: f32 = 28.0;
/// Height of all rows at most, in points.
const MOST: f32 = 480.0;
/// How dark the page behind it is, 0 to 255.
const SHADE: u8 = 115;

/// The palette's state between frames.
pub(crate) struct Palette {
    field: FieldState,
    index: Option<Arc<PaletteIndex>>,
    /// What was found for a query.
    hits: Option<(String, Vec<PaletteHit>)>,
    chosen: usize,
    /// Whether the chosen row has moved since it was scrolled into view.
    is_moved: bool,
}

impl Default for Palette {
    fn default() -> Self {
        let mut field = FieldState::line("");
        field.focus();
        Self { field, index: None, hits: None, chosen: 0, is_moved: false }
    }
}

impl Palette {
    /// What is typed.
    pub(crate) fn query(&self) -> &str {
        self.field.text()
    }

    /// What can be found, once it was collected.
    pub(crate) fn index(&self) -> Option<Arc<PaletteIndex>> {
        self.index.clone()
    }

    /// Takes in what was found.
    pub(crate) fn take(&mut self, index: Arc<PaletteIndex>, query: String, hits: Vec<PaletteHit>) {
        (self.index, self.hits, self.chosen, self.is_moved) = (Some(index), Some((query, hits)), 0, true);
    }

    /// Draws it over the page; Escape and a click outside close it.
    pub(super) fn show(&mut self, ui: &Ui, i18n: &I18n, acts: &mut Vec<AppAction>) {
        let look = WidgetStyle::of(ui.ctx());
        let room = ui.ctx().content_rect();
        let id = Id::unique("palette");
        // In a low window it begins higher.
        let top = TOP.min(room.height() * 0.12);
        let area = Area::new(id).order(Order::Foreground).anchor(Align2::CENTER_TOP, vec2(0.0, top));
        let area = area.accessible_name(without_isolates(&i18n.text("command-palette")).into_owned());
        let shade = eframe::egui::Color32::from_black_alpha(SHADE);
        let modal = Modal::new(id).area(area).backdrop_color(shade).frame(popup_frame(look).inner_margin(8));
        let modal = modal.show(ui.ctx(), |ui| {
            announce_modal(ui);
            ui.set_width(WIDTH.min(room.width() - 64.0));
            ui.spacing_mut().item_spacing.y = size::INSIDE;
            look.column(ui, |ui| self.content(ui, i18n, room.bottom() - top - 130.0, acts));
        });
        if modal.should_close() {
            acts.push(AppAction::CloseDialog);
        }
    }

    fn content(&mut self, ui: &mut Ui, i18n: &I18n, most: f32, acts: &mut Vec<AppAction>) {
        let count = self.hits.as_ref().map_or(0, |(_, hits)| hits.len());
        // The field keeps the keyboard; these move in the list.
        let steps: [(Key, isize); 4] = [(Key::ArrowDown, 1), (Key::ArrowUp, -1), (Key::PageDown, 8), (Key::PageUp, -8)];
        for (key, step) in steps {
            if count > 0 && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                let to = self.chosen as isize + step;
                let around = step.abs() == 1 && !(0..count as isize).contains(&to);
                self.chosen =
                    if around { to.rem_euclid(count as isize) } else { to.clamp(0, count as isize - 1) } as usize;
                self.is_moved = true;
            }
        }
        let stays = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        let change_keys = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F2));
        let placeholder = i18n.text("palette-placeholder");
        let name = i18n.text("command-palette");
        let field = TextField::new(&mut self.field, &name).placeholder(&placeholder).icon(Icon::Find);
        let field = field.id(Id::unique("palette-field")).show(ui);
        if field.changed {
            acts.push(AppAction::Palette(PaletteAction::Search(self.field.text().to_owned())));
        }
        if field.cancelled {
            acts.push(AppAction::CloseDialog);
        }
        let Some(index) = self.index.clone() else { return };
        let Some((query, hits)) = &self.hits else { return };
        // The keys that run something are for what was found for all that is typed.
        let is_current = query == self.field.text();
        let (chosen, is_moved) = (self.chosen, std::mem::take(&mut self.is_moved));
        if hits.is_empty() {
            let typed = query.trim_start_matches(|c| PaletteGroup::SIGNS.iter().any(|(sign, _)| *sign == c)).trim();
            small(ui, &i18n.text_with("palette-none", &[("query", Value::from(typed))]));
        }
        let titles = hits.iter().enumerate().filter(|(at, hit)| *at == 0 || hits[*at - 1].group != hit.group).count();
        let height = (hits.len() as f32 * ROW + titles as f32 * TITLE).min(MOST).min(most.max(3.0 * ROW));
        let builder = UiBuilder::new().accessibility_role(Role::ListBox).accessibility_label(&*name);
        let mut run = None;
        ui.scope_builder(builder, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            // The area that it floats in knows the height of the last frame only: the rows have theirs at once.
            let area = ScrollArea::vertical().id_salt("palette-rows").max_height(height).min_scrolled_height(height);
            let area = area.auto_shrink([false, true]);
            area.show(ui, |ui| {
                for (at, hit) in hits.iter().enumerate() {
                    let Some(entry) = index.entry(hit.entry) else { continue };
                    if at == 0 || hits[at - 1].group != hit.group {
                        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), TITLE), Sense::hover());
                        let mut child = ui.new_child(UiBuilder::new().max_rect(rect.shrink2(vec2(size::INSIDE, 0.0))));
                        let look = WidgetStyle::of(ui.ctx());
                        let title = i18n.text(hit.group.key());
                        look.line(&mut child, TITLE, |ui| {
                            ui.add(Label::new(&title).role(TextRole::Small).color(look.theme.dim));
                        });
                    }
                    let known = [entry.text.as_str(), &entry.second];
                    let known: Vec<&str> = known.into_iter().filter(|text| !text.is_empty()).collect();
                    let row = PaletteRow {
                        icon: icon_of(entry),
                        text: &entry.text,
                        found: &hit.found,
                        second: &entry.second,
                        keys: entry.keys.as_deref(),
                        is_possible: entry.is_possible,
                        is_chosen: at == chosen,
                        name: &known.join(&i18n.text("list-separator")),
                        place: (at, hits.len()),
                    };
                    let response = ui.add(row);
                    if at == chosen && is_moved {
                        response.scroll_to_me(None);
                    }
                    if response.clicked() {
                        run = Some(hit.entry);
                    }
                }
            });
        });
        foot(ui, i18n);
        if is_current && (field.submitted || stays) {
            run = hits.get(chosen).map(|hit| hit.entry);
        }
        if let Some(entry) = run.and_then(|entry| index.entry(entry)).filter(|entry| entry.is_possible) {
            acts.push(AppAction::Palette(PaletteAction::Run { target: entry.target.clone(), stays }));
        }
        if change_keys {
            acts.push(AppAction::Command(crate::gui::command::UiCommand::Shortcuts));
        }
    }
}

fn icon_of(entry: &PaletteEntry) -> Icon {
    match entry.target {
        PaletteTarget::Command(_) => Icon::Forward,
        PaletteTarget::Name(..) => Icon::Find,
        PaletteTarget::Label(_) => Icon::Note,
        PaletteTarget::Tab(_) | PaletteTarget::File(_) => Icon::File,
    }
}

/// The signs that narrow, and the keys that work besides.
fn foot(ui: &mut Ui, i18n: &I18n) {
    let look = WidgetStyle::of(ui.ctx());
    look.line(ui, size::TARGET, |ui| {
        ui.spacing_mut().item_spacing.x = size::STEP;
        let keys = [("F2", "palette-change-keys"), ("Esc", "palette-close")];
        let signs = PaletteGroup::SIGNS.map(|(sign, group)| (sign.to_string(), group.key()));
        let all = signs.into_iter().chain(keys.map(|(key, words)| (key.to_owned(), words)));
        for (sign, key) in all {
            let keycap = Keycap::new(ui.ctx(), &format!("\u{2066}{sign}\u{2069}"));
            let words = i18n.text(key);
            let words_width = Shaped::line(ui.ctx(), &words, TextRole::Small).size().x;
            let needed = keycap.width() - size::INSIDE + words_width + 4.0 * size::GROUP;
            if ui.available_width() < needed {
                break;
            }
            let (rect, _) = ui.allocate_exact_size(vec2(keycap.width(), size::TARGET), Sense::hover());
            keycap.paint(ui.painter(), rect, look.theme.line, look.theme.dim);
            ui.add(Label::new(&words).role(TextRole::Small).color(look.theme.dim));
            ui.add_space(size::GROUP);
        }
    });
}
