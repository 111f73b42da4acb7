//! The columns of the editor, and its keys.

use eframe::egui::{CornerRadius, Key, Modifiers, Rect, Role, Stroke as Pen, Ui, UiBuilder, vec2};

use super::editor::{Chosen, Editor};
use super::state::{BESIDE, LabelsView};
use super::tree;
use super::used::Used;
use crate::gui::model::{AppAction, LabelsAction};
use crate::gui::theme::size;
use crate::gui::widgets::text_field::is_typing;
use crate::gui::widgets::{List, WidgetStyle};

/// Width of the tree, in a wide window and in a narrower one, and of the column at the far side, in points.
const TREE: f32 = 316.0;
const NARROW_TREE: f32 = 260.0;
const USES: f32 = 332.0;
/// Widths of the editor from which there is room for three columns, for the wide tree, and for two, in points.
const THREE_COLUMNS: f32 = 1240.0;
const WIDE: f32 = 1000.0;
const TWO_COLUMNS: f32 = 800.0;

impl LabelsView {
    /// Draws the editor in the whole available space.
    pub(crate) fn show(&mut self, ui: &mut Ui, editor: Editor<'_>, acts: &mut Vec<AppAction>) {
        let look = WidgetStyle::of(ui.ctx());
        let whole = ui.available_rect_before_wrap();
        ui.painter().rect_filled(whole, CornerRadius::ZERO, look.theme.ground);
        let is_gone = match &self.chosen {
            Chosen::Label(id) => editor.labels().get(id).is_none(),
            Chosen::None | Chosen::Article => false,
        };
        if is_gone {
            self.chosen = Chosen::None;
            self.asks = None;
        }
        self.used = Some(Used::of(self.used.take(), editor, &self.chosen));
        let mut area = ui.new_child(UiBuilder::new().max_rect(whole).accessibility_role(Role::Pane));
        let title = editor.i18n.text("labels-title").into_owned();
        area.ctx().accesskit_node_builder(area.unique_id(), |node| node.set_label(title));
        self.keys(&area, editor, acts);
        let was_editing = self.editing.take();
        self.left.clone_from(&was_editing);
        self.columns(&mut area, editor, whole, acts);
        let stop = List::stop(area.ctx(), tree::id());
        self.had_tree = stop.is_some_and(|stop| area.memory(|memory| memory.has_focus(stop)));
        // Whatever took the focus away, what was typed is kept.
        if let Some(slot) = was_editing.filter(|slot| self.editing.as_ref() != Some(slot)) {
            let now = self.editing.replace(slot);
            acts.extend(self.finish(editor.labels()).map(|command| editor.change([command])));
            self.editing = now;
        }
    }

    fn columns(&mut self, ui: &mut Ui, editor: Editor<'_>, whole: Rect, acts: &mut Vec<AppAction>) {
        let look = WidgetStyle::of(ui.ctx());
        let width = whole.width();
        let mut strip = crate::gui::widgets::Strip::new(whole, look);
        if width < TWO_COLUMNS {
            if self.shows_form && self.chosen != Chosen::None {
                self.form_column(ui, editor, whole, true, acts);
            } else {
                self.tree(&mut column(ui, whole), editor, acts);
            }
            return;
        }
        let tree = strip.leading(if width < WIDE { NARROW_TREE } else { TREE });
        let uses = (width >= THREE_COLUMNS).then(|| strip.trailing(USES));
        let form = strip.rest();
        let line = Pen::new(size::HAIRLINE, look.theme.line);
        ui.painter().rect_filled(form, CornerRadius::ZERO, look.theme.paper);
        for edge in [form.left(), form.right()] {
            ui.painter().vline(edge, form.y_range(), line);
        }
        self.tree(&mut column(ui, tree), editor, acts);
        self.form_column(ui, editor, form, uses.is_none(), acts);
        if let Some(uses) = uses {
            self.uses(&mut column(ui, uses), editor, acts);
        }
    }

    fn form_column(&mut self, ui: &mut Ui, editor: Editor<'_>, place: Rect, has_uses: bool, acts: &mut Vec<AppAction>) {
        let mut form = column(ui, place);
        let name = editor.i18n.text("labels-form").into_owned();
        let height = form.available_height();
        crate::gui::widgets::scroll_column(&mut form, ("labels-form", &name), height, |ui| {
            ui.spacing_mut().item_spacing = vec2(size::INSIDE, size::STEP);
            ui.add_space(size::GROUP);
            self.form(ui, editor, acts);
            if has_uses {
                ui.add_space(size::GROUP);
                self.uses(ui, editor, acts);
            }
            ui.add_space(size::GROUP);
        });
    }

    /// Escape closes what is open, returns to the tree, and then to the page.
    fn keys(&mut self, ui: &Ui, editor: Editor<'_>, acts: &mut Vec<AppAction>) {
        let is_covered =
            ui.memory(|memory| memory.top_modal_layer().is_some()) || eframe::egui::Popup::is_any_open(ui.ctx());
        if std::mem::replace(&mut self.was_covered, is_covered) || is_covered || is_typing(ui.ctx()) {
            return;
        }
        self.tree_keys(ui, editor, acts);
        if !ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            return;
        }
        // The toolkit takes the focus away at Escape.
        let has_tree = self.had_tree;
        if self.asks.take().is_some() || self.opened.take().is_some() || !has_tree {
            self.back_to_tree();
        } else {
            acts.push(editor.request(LabelsAction::Close));
        }
    }
}

/// A column with space beside its contents.
fn column(ui: &mut Ui, place: Rect) -> Ui {
    let look = WidgetStyle::of(ui.ctx());
    let inner = place.shrink2(vec2(BESIDE, 0.0));
    let layout = eframe::egui::Layout::top_down(look.start());
    ui.new_child(UiBuilder::new().max_rect(inner).layout(layout))
}
