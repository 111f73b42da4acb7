//! Dialogs over the page.

use std::path::PathBuf;

use eframe::egui::{Id, Modal, Response, Sense, Stroke, StrokeKind, Ui, Vec2, vec2};

use super::answers::{announce_modal, buttons};
use super::aside::aside;
use super::author::author_dialog;
use super::card::popup_frame;
use super::context::DialogView;
use super::lexicons::lexicons;
use super::people::people;
use super::{ChooseEncoding, LinkEntity, NewEntity, NoticeList, Palette, Shortcuts};
use crate::annotation::label::COLOR_ROLES;
use crate::annotation::{Label as TagLabel, LabelSet};
use crate::gui::command::UiCommand;
use crate::gui::i18n::{I18n, Value, without_isolates};
use crate::gui::model::{AfterSave, AppAction, FileRequest, TabId};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Button, FieldState, Label, Switch, TextField, WidgetStyle, small, strong, title, tooltip};
use crate::layout::{free_line, free_look, next_label_color};
use crate::store::file_name;
use crate::store::journal::Aside;

/// Size of a colour swatch, in points.
const SWATCH: Vec2 = vec2(44.0, 36.0);

/// A dialog that waits for an answer.
pub(crate) enum Dialog {
    /// Tabs to be closed have unsaved changes.
    Unsaved {
        /// The unsaved ones.
        tabs: Vec<TabId>,
        /// All tabs to be closed.
        all: Vec<TabId>,
        /// What to do next.
        then: AfterSave,
    },
    /// The file already exists.
    Overwrite {
        /// The purpose of the file.
        request: FileRequest,
        /// The file.
        path: PathBuf,
    },
    /// A label's name and colour.
    NewLabel {
        /// The name.
        name: Box<FieldState>,
        /// Index of the colour in [`COLOR_ROLES`].
        color: usize,
    },
    /// The place or faction of a mark's name.
    Entity(Box<LinkEntity>),
    /// A name that no lexicon has, or one of the person's own.
    NewEntity(Box<NewEntity>),
    /// The encoding of an article.
    Encoding(ChooseEncoding),
    /// The user's lexicons, and those of a folder.
    Lexicons(Option<TabId>),
    /// Who works on a folder.
    People(TabId, Box<FieldState>),
    /// The journals that were put aside; `None` while they are being read.
    Aside(Option<Vec<Aside>>),
    /// All notices.
    Notices(NoticeList),
    /// The name that is written into annotations.
    Author(Box<FieldState>),
    /// All keyboard shortcuts.
    Shortcuts(Box<Shortcuts>),
    /// The command palette.
    Palette(Box<Palette>),
    /// Version and licence.
    About,
}

impl Dialog {
    /// The dialog for a new label, given the existing ones.
    pub(crate) fn new_label(labels: &LabelSet) -> Self {
        let mut name = FieldState::line("");
        name.focus();
        Self::NewLabel { name: Box::new(name), color: free_color(labels) }
    }

    /// Its title.
    fn name(&self, i18n: &I18n) -> String {
        let key = match self {
            Self::Unsaved { .. } => "unsaved-title",
            Self::Overwrite { path, .. } => {
                let name = file_name(path);
                return i18n.text_with("overwrite-title", &[("file", Value::from(name.as_str()))]).into_owned();
            }
            Self::NewLabel { .. } => "label-new-title",
            Self::Entity(_) => "entity-title",
            Self::NewEntity(entity) => entity.title_key(),
            Self::Encoding(_) => "encoding-title",
            Self::Lexicons(_) => "lexicons-title",
            Self::People(..) => "people-title",
            Self::Aside(_) => "aside-title",
            Self::Notices(_) => "notices-title",
            Self::Author(_) => "author-title",
            Self::Shortcuts(_) => "shortcuts-title",
            Self::Palette(_) => "command-palette",
            Self::About => "app-name-native",
        };
        i18n.text(key).into_owned()
    }

    /// Draws the dialog; Escape and a click outside close it.
    pub(crate) fn show(&mut self, ui: &Ui, view: &DialogView<'_>, acts: &mut Vec<AppAction>) {
        if let Self::Palette(palette) = self {
            return palette.show(ui, view.i18n, acts);
        }
        let look = WidgetStyle::of(ui.ctx());
        let width = match self {
            Self::Entity(_) => 600.0,
            Self::Encoding(_) => 640.0,
            // As wide as possible, up to the length of a usual sentence.
            Self::Notices(_) => (ui.ctx().content_rect().width() - 96.0).min(720.0),
            Self::Lexicons(_) | Self::Aside(_) => 460.0,
            Self::Shortcuts(_) | Self::NewEntity(_) => 560.0,
            _ => 400.0,
        };
        // In a small window, or with a large interface, it uses the available width.
        let width = f32::min(width, ui.ctx().content_rect().width() - 64.0);
        let id = Id::unique("dialog");
        let area = Modal::default_area(id).accessible_name(without_isolates(&self.name(view.i18n)).into_owned());
        let modal = Modal::new(id).area(area).frame(popup_frame(look).inner_margin(20)).show(ui.ctx(), |ui| {
            announce_modal(ui);
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = size::INSIDE;
            look.column(ui, |ui| title(ui, &self.name(view.i18n)));
            look.column(ui, |ui| match self {
                Self::Unsaved { tabs, all, then } => unsaved(ui, view, tabs, all, *then, acts),
                Self::Overwrite { request, path } => overwrite(ui, view.i18n, *request, path, acts),
                Self::NewLabel { name, color } => new_label(ui, view, name, color, acts),
                Self::Entity(entity) => entity.show(ui, view.names(), view.session(), acts),
                Self::NewEntity(entity) => entity.show(ui, view.names(), acts),
                Self::Encoding(encoding) => encoding.show(ui, view.i18n, view.articles.tabs, acts),
                Self::Lexicons(folder) => lexicons(ui, view, view.folder(*folder), acts),
                Self::People(folder, field) => people(ui, view, view.folder(Some(*folder)), field, acts),
                Self::Aside(list) => aside(ui, view.i18n, list.as_deref(), acts),
                Self::Notices(list) => list.show(ui, view.i18n, view.banners, acts),
                Self::Author(field) => author_dialog(ui, view.i18n, view.signed().as_deref(), field, acts),
                Self::Shortcuts(list) => list.show(ui, view, acts),
                Self::Palette(_) => {}
                Self::About => about(ui, view.i18n, acts),
            });
        });
        // What was typed into a form is not lost by a click beside it.
        let is_beside = matches!(self, Self::NewEntity(_)) && modal.backdrop_response.clicked();
        if modal.should_close() && !is_beside {
            acts.push(AppAction::CloseDialog);
        }
    }
}

fn text(ui: &mut Ui, text: &str) {
    ui.add(Label::new(text).wrapped());
}

fn unsaved(
    ui: &mut Ui,
    view: &DialogView<'_>,
    tabs: &[TabId],
    all: &[TabId],
    then: AfterSave,
    acts: &mut Vec<AppAction>,
) {
    let one = (tabs.len() == 1).then(|| view.articles.tab_of(tabs[0])).flatten();
    match one {
        Some(tab) => text(ui, &view.i18n.text_with("unsaved-text", &[("file", Value::from(&tab.name))])),
        None => text(ui, &view.i18n.text_with("unsaved-many", &[("count", Value::from(tabs.len()))])),
    }
    let mut asked = tabs.iter().filter_map(|id| view.articles.tab_of(*id));
    if asked.any(|tab| !tab.has_file && tab.article.is_some() && tab.annotations.is_some()) {
        let always = view.i18n.text("command-toggle-save-beside");
        if ui.add(Switch::new(&always, view.settings.save_beside)).clicked() {
            acts.push(AppAction::Command(UiCommand::ToggleSaveBeside));
        }
    }
    let save = if tabs.len() == 1 { "dialog-save" } else { "unsaved-save-all" };
    // Continue closing with all the tabs, saved or not.
    let answers = [
        (save, AppAction::SaveThen(all.to_vec(), then)),
        ("dialog-discard", AppAction::Discard { asked: tabs.to_vec(), all: all.to_vec(), then }),
        ("dialog-cancel", AppAction::CloseDialog),
    ];
    buttons(ui, view.i18n, &answers, acts);
}

fn overwrite(ui: &mut Ui, i18n: &I18n, request: FileRequest, path: &std::path::Path, acts: &mut Vec<AppAction>) {
    text(ui, &i18n.text("overwrite-text"));
    let answers = [
        ("dialog-cancel", AppAction::CloseDialog),
        ("overwrite-replace", AppAction::Overwrite(request, path.to_owned())),
    ];
    buttons(ui, i18n, &answers, acts);
}

/// A new label with a name, below another one or at the top: in the colour with this index, otherwise with a look that no
/// label has.
pub(crate) fn label_named(labels: &LabelSet, name: &str, color: Option<usize>, parent: Option<&TagLabel>) -> TagLabel {
    let (color, line) = match color.map(|color| COLOR_ROLES[color].0) {
        Some(color) => (color.to_owned(), free_line(labels, color).unwrap_or_default()),
        None => free_look(labels, parent),
    };
    // The person has given one name; it is used for both languages until the label is edited.
    let label = TagLabel::new(labels.free_id(name).as_str(), name, name, &color, labels.free_key());
    TagLabel { line, parent: parent.map(|parent| parent.id.clone()), ..label }
}

fn free_color(labels: &LabelSet) -> usize {
    let in_use: Vec<_> = labels.iter().filter_map(TagLabel::rgb).collect();
    next_label_color(&in_use)
}

fn new_label(ui: &mut Ui, view: &DialogView<'_>, name: &mut FieldState, color: &mut usize, acts: &mut Vec<AppAction>) {
    let look = WidgetStyle::of(ui.ctx());
    let Some(session) = view.session() else {
        acts.push(AppAction::CloseDialog);
        return;
    };
    let label_name = view.i18n.text("label-name");
    strong(ui, &label_name);
    let typed = name.text().trim().to_owned();
    let is_taken = session.labels().iter().any(|label| label.name.values().any(|n| n.trim() == typed));
    let placeholder = view.i18n.text("label-name-placeholder");
    let field = TextField::new(name, &label_name).placeholder(&placeholder).wrong(is_taken && !typed.is_empty());
    let response = field.show(ui);
    if is_taken && !typed.is_empty() {
        ui.add(
            Label::new(&view.i18n.text("label-name-taken"))
                .role(TextRole::Small)
                .color(look.theme.error.line)
                .wrapped(),
        );
    }
    strong(ui, &view.i18n.text("label-color"));
    let in_use: Vec<&str> = session.labels().iter().map(|label| label.color.as_str()).collect();
    for row in 0..2 {
        look.line(ui, SWATCH.y, |ui| {
            ui.spacing_mut().item_spacing.x = size::INSIDE;
            for (index, (role, _)) in COLOR_ROLES.iter().enumerate().skip(6 * row).take(6) {
                if color_choice(ui, view.i18n, role, *color == index, in_use.contains(role)).clicked() {
                    *color = index;
                }
            }
        });
    }
    if session.labels().free_key().is_none() {
        small(ui, &view.i18n.text("label-too-many"));
    }
    let is_fine = !typed.is_empty() && !is_taken;
    look.line(ui, size::ROW + 2.0, |ui| {
        ui.spacing_mut().item_spacing.x = size::INSIDE;
        let add = ui.add_enabled(is_fine, Button::new(&view.i18n.text("dialog-add")).primary());
        if is_fine && (add.clicked() || response.submitted) {
            acts.push(AppAction::AddLabel(label_named(session.labels(), &typed, Some(*color), None)));
        }
        if ui.add(Button::new(&view.i18n.text("dialog-cancel"))).clicked() {
            acts.push(AppAction::CloseDialog);
        }
    });
}

/// A colour as on the page: fill and line. A dot means that another label uses it.
fn color_choice(ui: &mut Ui, i18n: &I18n, role: &str, is_chosen: bool, is_taken: bool) -> Response {
    let theme = WidgetStyle::of(ui.ctx()).theme;
    let highlight = theme.label("", role);
    let (rect, response) = ui.allocate_exact_size(SWATCH, Sense::click());
    let inner = rect.shrink(4.0);
    ui.painter().rect_filled(inner, size::HIGHLIGHT_RADIUS, highlight.fill);
    ui.painter().rect_filled(inner.with_min_y(inner.bottom() - 4.0), 0, highlight.line);
    if is_taken {
        ui.painter().circle_filled(inner.center() - vec2(0.0, 2.0), 3.0, highlight.line);
    }
    if is_chosen || response.has_focus() {
        let width = if is_chosen { size::RING } else { size::HAIRLINE };
        ui.painter().rect_stroke(rect, size::RADIUS, Stroke::new(width, theme.accent), StrokeKind::Inside);
    }
    let name = i18n.text(&format!("color-{role}"));
    let spoken = if is_taken { i18n.text_with("label-color-taken", &[("color", Value::from(name))]) } else { name };
    response.widget_info(|| {
        eframe::egui::WidgetInfo::selected(eframe::egui::Role::RadioButton, true, is_chosen, without_isolates(&spoken))
    });
    tooltip(response, &spoken)
}

fn about(ui: &mut Ui, i18n: &I18n, acts: &mut Vec<AppAction>) {
    text(ui, &i18n.text("app-description"));
    text(ui, &i18n.text_with("about-version", &[("version", Value::from(env!("CARGO_PKG_VERSION")))]));
    for key in ["about-licence", "about-sources", "about-offline"] {
        text(ui, &i18n.text(key));
    }
    buttons(ui, i18n, &[("dialog-close", AppAction::CloseDialog)], acts);
}
