//! The label editor, in the place of the page: the tree of labels, the form of the chosen one, and how it looks and
//! where it is used. There is nothing to save: each field is one step when it is left.

mod attributes;
mod form;
mod relations;
mod tree;
mod uses;

use std::collections::{BTreeMap, BTreeSet};

use eframe::egui::{CornerRadius, Id, Key, Modifiers, Rect, Role, Stroke as Pen, Ui, UiBuilder, vec2};

use crate::annotation::{Label as TagLabel, LabelId, LabelSet};
use crate::gui::i18n::I18n;
use crate::gui::model::{AppAction, LabelsAction, Owner, Slot, Tab};
use crate::gui::theme::{Highlight, Theme, size};
use crate::gui::widgets::text_field::is_typing;
use crate::gui::widgets::{FieldState, List, TextField, WidgetStyle};
use crate::layout::Stroke;
use crate::session::{Command, Session};

use uses::Used;

/// Width of the tree, in a wide window and in a narrower one, and of the column at the far side, in points.
const TREE: f32 = 316.0;
const NARROW_TREE: f32 = 260.0;
const USES: f32 = 332.0;
/// Widths of the editor from which there is room for three columns, for the wide tree, and for two, in points.
const THREE_COLUMNS: f32 = 1240.0;
const WIDE: f32 = 1000.0;
const TWO_COLUMNS: f32 = 800.0;
/// Space beside the contents of a column, in points.
const BESIDE: f32 = 16.0;

/// What the form shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Chosen {
    /// Nothing.
    #[default]
    None,
    /// A label.
    Label(LabelId),
    /// The attributes of the whole article.
    Article,
}

/// What is asked in the form before it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Ask {
    /// With which label the chosen one is merged.
    Merge,
    /// What becomes of its annotations.
    Remove,
    /// Whether a kind of relations goes with its relations.
    RemoveRelation(String),
}

/// What gets a name before it is added.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Adding {
    Label(Option<LabelId>),
    Attribute(Owner),
    Relation(LabelId),
}

/// The row of the form that is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Opened {
    Attribute(Owner, String),
    Relation(String),
}

/// The editor's state between frames.
#[derive(Default)]
pub(crate) struct LabelsView {
    chosen: Chosen,
    search: Option<FieldState>,
    folded: BTreeSet<LabelId>,
    fields: BTreeMap<Slot, FieldState>,
    /// The field with the keyboard focus: what is typed there is written once it is left.
    editing: Option<Slot>,
    asks: Option<Ask>,
    adding: Option<(Adding, FieldState)>,
    opened: Option<Opened>,
    used: Option<Used>,
    /// The field that had the keyboard focus in the last frame.
    left: Option<Slot>,
    /// Whether the form is in front where there is room for one column only.
    shows_form: bool,
    /// Whether the tree had the keyboard focus in the last frame, and where the chosen row stood.
    had_tree: bool,
    place: Option<(Chosen, usize)>,
    /// Whether the list is about to get the keyboard focus.
    wants_focus: bool,
    /// Whether a menu was open in the last frame: its Escape is not for the editor.
    was_covered: bool,
}

/// The data for drawing.
#[derive(Clone, Copy)]
pub(crate) struct Editor<'a> {
    /// Messages.
    pub(crate) i18n: &'a I18n,
    /// All open articles.
    pub(crate) tabs: &'a [Tab],
    /// The article whose labels are edited.
    pub(crate) tab: &'a Tab,
    /// Its session.
    pub(crate) session: &'a Session,
}

impl<'a> Editor<'a> {
    fn labels(&self) -> &'a LabelSet {
        self.session.labels()
    }

    fn language(&self) -> &'static str {
        self.i18n.lang().code()
    }

    fn other_language(&self) -> &'static str {
        self.i18n.lang().other().code()
    }

    fn name(&self, label: &'a TagLabel) -> &'a str {
        label.name_in(self.language())
    }

    /// The name in the other language, if it is another one.
    fn second(&self, label: &'a TagLabel) -> &'a str {
        let (first, second) = (self.name(label), label.name_in(self.other_language()));
        if first == second { "" } else { second }
    }

    fn name_of(&self, id: &LabelId) -> String {
        self.labels().get(id).map_or_else(|| id.to_string(), |label| self.name(label).to_owned())
    }

    fn request(&self, action: LabelsAction) -> AppAction {
        AppAction::Labels(self.tab.id, action)
    }

    fn change(&self, commands: impl IntoIterator<Item = Command>) -> AppAction {
        self.request(LabelsAction::Do(commands.into_iter().collect()))
    }
}

/// How the marks of a label look in a theme.
fn look_of(theme: &Theme, label: &TagLabel) -> (Highlight, Stroke) {
    (theme.label(label.id.as_str(), &label.color), label.line.into())
}

impl LabelsView {
    /// Begins with the labels of an article.
    pub(crate) fn begin(&mut self, labels: &LabelSet) {
        let is_there = matches!(&self.chosen, Chosen::Label(id) if labels.get(id).is_some());
        let chosen = if is_there { std::mem::take(&mut self.chosen) } else { Chosen::None };
        *self = Self { chosen, wants_focus: true, ..Self::default() };
        if self.chosen == Chosen::None
            && let Some(first) = labels.iter().next()
        {
            self.chosen = Chosen::Label(first.id.clone());
        }
    }

    /// Begins to name a new label, on the level of the chosen one.
    pub(crate) fn begin_label(&mut self, labels: &LabelSet) {
        let parent = match &self.chosen {
            Chosen::Label(id) => labels.get(id).and_then(|label| label.parent.clone()),
            _ => None,
        };
        self.begin_adding(Adding::Label(parent));
    }

    /// What is typed in a field that was not left yet.
    pub(crate) fn finish(&mut self, labels: &LabelSet) -> Option<Command> {
        let slot = self.editing.take()?;
        let typed = self.fields.get(&slot)?.text().to_owned();
        let is_new = slot.value(labels).is_some_and(|value| value.trim() != typed.trim());
        is_new.then(|| slot.writing(labels, &typed)).flatten()
    }

    /// Whether a field is about to get the keyboard focus.
    pub(crate) fn wants_focus(&self) -> bool {
        let fields = self.fields.values().chain(self.adding.iter().map(|(_, field)| field)).chain(&self.search);
        self.wants_focus || fields.into_iter().any(FieldState::wants_focus)
    }

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

    fn back_to_tree(&mut self) {
        self.wants_focus = true;
        self.shows_form = false;
    }

    fn begin_adding(&mut self, adding: Adding) {
        let mut field = FieldState::line("");
        field.focus();
        self.adding = Some((adding, field));
    }

    fn choose(&mut self, chosen: Chosen) {
        if self.chosen != chosen {
            self.chosen = chosen;
            self.asks = None;
            self.opened = None;
            self.adding = None;
        }
    }

    /// A field of the form. What is typed is written when it is left; Escape takes it back.
    fn field(&mut self, ui: &mut Ui, editor: Editor<'_>, slot: Slot, (name, hint): (&str, &str), width: f32) {
        let Some(value) = slot.value(editor.labels()) else { return };
        let state = self.fields.entry(slot.clone()).or_insert_with(|| FieldState::line(&value));
        let id = Id::unique(("labels-field", format!("{slot:?}")));
        let is_wrong = !slot.takes(editor.labels(), state.text());
        let shown = TextField::new(state, name).placeholder(hint).width(width).id(id).wrong(is_wrong).show(ui);
        if shown.response.gained_focus() {
            shown.response.scroll_to_me(None);
        }
        if shown.cancelled {
            state.set_text(&value);
            self.wants_focus = true;
        } else if shown.submitted {
            // Left at once; the keyboard returns to the tree.
            self.editing = None;
            self.wants_focus = true;
        } else if shown.response.has_focus() {
            self.editing = Some(slot);
        } else if state.text() != value && self.left.as_ref() != Some(&slot) {
            // Something else has changed it: undo, another field.
            state.set_text(&value);
        }
    }

    /// The field in which the name of something new is typed, if that is what is added.
    fn naming(&mut self, ui: &mut Ui, editor: Editor<'_>, of: &Adding, key: &str, acts: &mut Vec<AppAction>) {
        let Some((adding, field)) = self.adding.as_mut().filter(|(adding, _)| adding == of) else { return };
        let name = editor.i18n.text(key);
        let id = Id::unique("labels-naming");
        let shown = TextField::new(field, &name).placeholder(&name).id(id).show(ui);
        if shown.response.gained_focus() {
            shown.response.scroll_to_me(None);
        }
        let typed = field.text().trim().to_owned();
        let is_left = shown.response.lost_focus() && !shown.submitted && typed.is_empty();
        if shown.cancelled || is_left || shown.submitted && typed.is_empty() {
            self.adding = None;
            self.wants_focus = shown.cancelled;
        } else if shown.submitted {
            let adding = adding.clone();
            self.adding = None;
            self.add(editor, adding, &typed, acts);
        }
    }

    fn add(&mut self, editor: Editor<'_>, adding: Adding, name: &str, acts: &mut Vec<AppAction>) {
        let labels = editor.labels();
        match adding {
            Adding::Label(parent) => {
                let parent = parent.and_then(|id| labels.get(&id));
                let label = super::dialogs::label_named(labels, name, None, parent);
                self.choose(Chosen::Label(label.id.clone()));
                self.wants_focus = true;
                acts.push(editor.change([Command::AddLabel(label)]));
            }
            Adding::Attribute(owner) => {
                if let Some((id, command)) = owner.adding(labels, name) {
                    self.opened = Some(Opened::Attribute(owner, id));
                    acts.push(editor.change([command]));
                }
            }
            Adding::Relation(from) => {
                let (id, command) = crate::gui::model::adding_relation(labels, name, &from);
                self.opened = Some(Opened::Relation(id));
                acts.push(editor.change([command]));
            }
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
