//! The bars: the top bar with the menus, and the status bar.

use eframe::egui::{self, Frame, Panel, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use super::appearance::Appearance;
use super::context::{Articles, TopBarView};
use super::dates;
use super::encodings::encoding_label;
use super::find::{find_field, find_in_use, find_least, find_width};
use super::folder::folder_status;
use super::keys::keys_text;
use super::menus::entries;
use crate::gui::command::{Menu, UiCommand};
use crate::gui::i18n::{I18n, Lang, Value, on_one_line, without_isolates};
use crate::gui::model::{AppAction, FileState, Find, Missing, Pace, SaveState, SaveView, Seeing, Tab};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Button, Icon, IconButton, Label, Shaped, Strip, WidgetStyle, menu_button, small, tooltip};

/// The tools of the top bar: side panel, appearance, theme, language.
const TOOLS: u8 = 4;

/// A bar with a height and a hairline on one side; role and name are for screen readers.
pub(super) fn bar(
    ui: &mut Ui,
    panel: Panel,
    height: f32,
    fill: egui::Color32,
    (role, name): (Role, &str),
    add: impl FnOnce(&mut Ui, WidgetStyle),
) {
    let look = WidgetStyle::of(ui.ctx());
    let frame = Frame::new().fill(fill);
    panel.exact_size(height).resizable(false).show_separator_line(false).frame(frame).show(ui, |ui| {
        let rect = ui.max_rect().shrink2(vec2(12.0, 0.0));
        let builder = egui::UiBuilder::new().max_rect(rect).layout(look.along());
        let mut line = ui.new_child(builder.accessibility_role(role).accessibility_label(name));
        line.spacing_mut().item_spacing = vec2(size::STEP, 0.0);
        add(&mut line, look);
    });
}

/// The contents at the far side of a bar. Their ids do not depend on what comes before: a click that began on one of
/// them also ends on it.
fn far(ui: &mut Ui, look: WidgetStyle, add: impl FnOnce(&mut Ui)) {
    let rect = ui.available_rect_before_wrap();
    let builder = egui::UiBuilder::new().scope_id(ui.scope_id().with("far"));
    let mut line = ui.new_child(builder.max_rect(rect).layout(look.against()));
    line.spacing_mut().item_spacing = vec2(size::STEP, 0.0);
    add(&mut line);
}

/// Width of a number of icons side by side, in points.
fn icons_width(count: u8) -> f32 {
    f32::from(count) * (size::TARGET + size::STEP) - size::STEP
}

/// A group in a bar, at its position.
fn group(ui: &mut Ui, rect: egui::Rect, look: WidgetStyle, add: impl FnOnce(&mut Ui)) {
    let mut line = ui.new_child(egui::UiBuilder::new().max_rect(rect).layout(look.along()));
    line.spacing_mut().item_spacing = vec2(size::STEP, 0.0);
    add(&mut line);
}

/// Name, menus, undo and redo, theme and language.
pub(crate) fn top_bar(
    ui: &mut Ui,
    view: &TopBarView<'_>,
    find: &mut Find,
    appearance: &mut Appearance,
    acts: &mut Vec<AppAction>,
) {
    let theme = WidgetStyle::of(ui.ctx()).theme;
    let name = view.menus.i18n.text("bar-top");
    bar(ui, Panel::top("top-bar"), size::TOP_BAR, theme.paper, (Role::Toolbar, &name), |ui, look| {
        let app_name = view.menus.i18n.text("app-name-native");
        let menus = Menu::ALL.map(|menu| (menu, view.menus.i18n.text(menu.text_key())));
        let room = ui.available_width();
        let name_width = Shaped::line(ui.ctx(), &app_name, TextRole::Title).size().x + size::STEP + size::INSIDE;
        let menus_width: f32 =
            menus.iter().map(|(_, name)| Button::new(name).quiet().width(ui.ctx()) + size::STEP).sum();
        // Where all have no room, the program's name goes first, then tools that the menus offer as well. A search that
        // has no room beside the menus takes their place while it is in use.
        let shows_name = name_width + menus_width + icons_width(TOOLS) <= room;
        let beside = if shows_name { name_width + menus_width } else { menus_width };
        let around_field = icons_width(TOOLS) + 2.0 * (size::STEP + size::INSIDE);
        let is_searching = view.has_article && find_in_use(ui, find);
        let shows_menus = !is_searching || find_width(room - beside - around_field).is_some();
        let beside = if shows_menus { menus_width } else { find_least() };
        let tools_count = (1..=TOOLS).rev().find(|count| beside + icons_width(*count) <= room).unwrap_or(1);
        if shows_name && shows_menus {
            ui.add(Label::new(&app_name).role(TextRole::Title));
            ui.add_space(size::INSIDE);
        }
        for (menu, name) in menus.iter().filter(|_| shows_menus) {
            menu_button(ui, name, |ui| entries(ui, view.menus, menu.entries(), acts));
        }
        // Positioned from the far side but drawn in reading order, which is the order of the Tab key and of screen
        // readers.
        let mut strip = Strip::new(ui.available_rect_before_wrap(), look);
        let tools = strip.trailing(icons_width(tools_count));
        strip.trailing(size::STEP + size::INSIDE);
        let field =
            view.has_article.then(|| find_width(strip.rest().width())).flatten().map(|width| strip.trailing(width));
        if field.is_some() {
            strip.trailing(size::STEP + size::INSIDE);
        }
        if strip.rest().width() >= icons_width(2) {
            group(ui, strip.trailing(icons_width(2)), look, |ui| {
                icon(ui, view, acts, Icon::Undo, UiCommand::Undo);
                icon(ui, view, acts, Icon::Redo, UiCommand::Redo);
            });
        }
        if let Some(rect) = field {
            group(ui, rect, look, |ui| find_field(ui, view.menus.i18n, find, acts));
        }
        group(ui, tools, look, |ui| {
            if tools_count == TOOLS {
                icon(ui, view, acts, Icon::Panel, UiCommand::ToggleSidePanel);
            }
            if tools_count > 1 {
                appearance.button(ui, &view.appearance, acts);
            }
            if tools_count > 2 {
                icon(ui, view, acts, Icon::Theme, UiCommand::ToggleTheme);
            }
            let other = view.menus.i18n.lang().other();
            let letter = if other == Lang::Ar { "ع" } else { "EN" };
            let tip = view.menus.commands.tip(view.menus.i18n, UiCommand::ToggleLanguage);
            if ui
                .add(
                    IconButton::letters(letter, &tip)
                        .keys(keys_text(ui.ctx(), view.menus.i18n, UiCommand::ToggleLanguage).as_deref()),
                )
                .clicked()
            {
                acts.push(AppAction::Command(UiCommand::ToggleLanguage));
            }
        });
        let rect = ui.max_rect().expand2(vec2(12.0, 0.0));
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(size::HAIRLINE, look.theme.line));
    });
}

fn icon(ui: &mut Ui, view: &TopBarView<'_>, acts: &mut Vec<AppAction>, icon: Icon, command: UiCommand) {
    let name = view.menus.commands.text(view.menus.i18n, command);
    let enabled = view.menus.commands.is_enabled(command);
    let keys = keys_text(ui.ctx(), view.menus.i18n, command);
    let response = ui.add_enabled(enabled, IconButton::new(icon, &name).keys(keys.as_deref()));
    if response.clicked() {
        acts.push(AppAction::Command(command));
    }
}

/// What stands at the far side of the status bar, in points.
const FAR_SIDE: f32 = 260.0;

/// Save state and progress on one side, position and encoding on the other. In review the progress stands at the head of the
/// side panel, if that is beside the page.
pub(crate) fn status_bar(
    ui: &mut Ui,
    i18n: &I18n,
    articles: Articles<'_>,
    saving: SaveView,
    pace: Option<&Pace>,
    has_panel: bool,
    acts: &mut Vec<AppAction>,
) {
    let theme = WidgetStyle::of(ui.ctx()).theme;
    let name = i18n.text("bar-status");
    bar(ui, Panel::bottom("status-bar"), size::STATUS_BAR, theme.ground, (Role::Group, &name), |ui, look| {
        let rect = ui.max_rect().expand2(vec2(12.0, 0.0));
        ui.painter().hline(rect.x_range(), rect.top() + 0.5, Stroke::new(size::HAIRLINE, look.theme.line));
        ui.spacing_mut().item_spacing.x = size::GROUP;
        if let Some(folder) = articles.folder() {
            small(ui, &folder_status(i18n, folder));
            match articles.seeing {
                None => folder_hints(ui, i18n, pace_width(ui, i18n, pace)),
                Some(seeing) if !seeing.ticked.is_empty() => {
                    small(ui, &i18n.text_with("seen-ticked", &[("count", Value::from(seeing.ticked.len()))]));
                }
                Some(seeing) => pictured(ui, seeing),
            }
            far(ui, look, |ui| pace_label(ui, i18n, pace));
            return;
        }
        let Some(tab) = articles.tab() else {
            small(ui, &i18n.text("about-offline"));
            return;
        };
        if let (None, Some(arriving)) = (&tab.session, &tab.arriving) {
            let percent = arriving.progress.percent();
            let key = match arriving.missing {
                Missing::Pages => "status-arriving-pages",
                Missing::Annotations => "status-arriving",
            };
            small(ui, &i18n.text_with(key, &[("percent", Value::from(percent))]));
            let cancel = i18n.text("status-arriving-cancel");
            if ui.add(IconButton::new(Icon::Close, &cancel)).clicked() {
                acts.push(AppAction::CloseTab(tab.id));
            }
            return;
        }
        let Some(session) = &tab.session else {
            let text = match tab.unreadable {
                Some(_) => i18n.text("stage-unreadable"),
                None => i18n.text_with("status-opening", &[("file", Value::from(on_one_line(&tab.name)))]),
            };
            small(ui, &text);
            return;
        };
        if let Some(seeing) = articles.seeing.filter(|seeing| seeing.pictured.is_some()) {
            pictured(ui, seeing);
            return;
        }
        if tab.review.is_some() {
            review_mode(ui, i18n);
        }
        save_state(ui, i18n, &tab.file_state, saving);
        if tab.review.is_some() {
            if !has_panel {
                progress(ui, i18n, tab);
            }
            review_hints(ui, i18n, pace_width(ui, i18n, pace));
        } else if tab.shows_adjudication() {
            small(ui, &i18n.text("adjudication-step"));
        } else if let Some(percent) = tab.detection_percent() {
            let told = |percent: u8| i18n.text_with("status-detecting-percent", &[("percent", Value::from(percent))]);
            let shown = small(ui, &told(percent)).rect.width();
            // The button stays where it is while the number grows.
            let widest = Shaped::line(ui.ctx(), &told(100), TextRole::Small).size().x;
            ui.add_space((widest - shown).max(0.0));
            let stop = i18n.text("command-stop-detecting");
            if ui.add(IconButton::new(Icon::Close, &stop)).clicked() {
                acts.push(AppAction::Command(UiCommand::StopDetecting));
            }
        } else {
            progress(ui, i18n, tab);
        }
        far(ui, look, |ui| {
            ui.spacing_mut().item_spacing.x = size::GROUP;
            if let Some(decoding) = session.document().decoding() {
                let encoding = encoding_label(i18n, decoding.encoding);
                let response =
                    ui.add(Label::new(&encoding).role(TextRole::Small).color(look.theme.dim).sense(Sense::click()));
                let tip = i18n.text_with("status-encoding-tip", &[("encoding", Value::from(encoding.as_str()))]);
                response.widget_info(|| WidgetInfo::labeled(Role::Button, true, without_isolates(&encoding)));
                if tooltip(response, &tip).clicked() && tab.article.is_some() {
                    acts.push(AppAction::Command(UiCommand::ChooseEncoding));
                }
            }
            let document = session.document();
            let current = tab.reader.in_view().map_or(1, |view| document.written_paragraph_number(view.start));
            let values = [("current", Value::from(current)), ("total", document.written_paragraph_count().into())];
            small(ui, &i18n.text_with("status-paragraph", &values));
            let page = tab.reader.in_view().and_then(|view| document.page_at(view.start));
            if let Some(page) = page {
                small(ui, &i18n.text_with("status-page", &[("page", Value::from(page as usize))]));
            }
            pace_label(ui, i18n, pace);
            if let Some(selection) = tab.reader.selection() {
                let letters = selection.of(session.document().text()).chars().count();
                small(ui, &i18n.text_with("status-selected", &[("count", Value::from(letters))]));
            }
        });
    });
}

/// What a picture says of what is under the pointer, or where the keyboard is.
fn pictured(ui: &mut Ui, seeing: &Seeing) {
    let Some(said) = &seeing.pictured else { return };
    let room = (ui.available_width() - FAR_SIDE).max(0.0);
    let shown = Shaped::elided(ui.ctx(), said, TextRole::Small, room);
    let (place, response) = ui.allocate_exact_size(shown.size(), Sense::hover());
    let style = WidgetStyle::of(ui.ctx());
    shown.paint(ui.painter(), place, style.start(), style.theme.ink);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, without_isolates(said)));
}

/// How much of the article is decided.
fn progress(ui: &mut Ui, i18n: &I18n, tab: &Tab) {
    let counts = &tab.mark_index.counts;
    let suggested: usize = counts.iter().map(|count| count.suggested).sum();
    let done = counts.iter().map(|count| count.accepted).sum::<usize>() + tab.mark_index.count_rejected();
    let values = [("done", Value::from(done)), ("total", Value::from(done + suggested))];
    small(ui, &i18n.text_with("status-reviewed", &values));
}

/// The mode, filled, where the bar begins.
fn review_mode(ui: &mut Ui, i18n: &I18n) {
    let look = WidgetStyle::of(ui.ctx());
    let text = i18n.text("review-mode");
    let shaped = Shaped::line(ui.ctx(), &text, TextRole::Small);
    let (rect, response) = ui.allocate_exact_size(vec2(shaped.size().x + size::GROUP, 20.0), Sense::hover());
    ui.painter().rect_filled(rect, size::STEP, look.theme.accent);
    shaped.paint(ui.painter(), rect, eframe::egui::Align::Center, look.theme.accent_ink);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, without_isolates(&text)));
}

/// The keys of a folder's list.
fn folder_hints(ui: &mut Ui, i18n: &I18n, far: f32) {
    let keys = [
        ("\u{2066}↓ ↑\u{2069}", "folder-hint-choose"),
        ("\u{2066}F4\u{2069}", "folder-hint-next"),
        ("\u{2066}Ctrl+D\u{2069}", "folder-hint-done"),
        ("\u{2066}P\u{2069}", "folder-hint-aside"),
    ];
    hints(ui, i18n, &keys, far);
}

/// The keys of review.
fn review_hints(ui: &mut Ui, i18n: &I18n, pace: f32) {
    let keys = [
        ("\u{2066}↓ ↑\u{2069}", "review-hint-next"),
        ("\u{2066}Esc\u{2069}", "review-hint-stop"),
        ("\u{2066}Ctrl+Z\u{2069}", "review-hint-back"),
        ("\u{2066}Shift+← →\u{2069}", "review-hint-widen"),
        ("\u{2066}F6\u{2069}", "review-hint-names"),
    ];
    hints(ui, i18n, &keys, FAR_SIDE + pace);
}

/// Keys with what they do: as many as there is room for beside what stands at the other end, in points.
fn hints(ui: &mut Ui, i18n: &I18n, keys: &[(&str, &str)], far: f32) {
    let mut room = ui.available_width() - far;
    for (keys, words) in keys {
        let text = format!("{keys}  {}", i18n.text(words));
        room -= Shaped::line(ui.ctx(), &text, TextRole::Small).size().x + size::GROUP;
        if room < 0.0 {
            return;
        }
        small(ui, &text);
    }
}

/// Working time and decisions an hour, for those who want to see them.
fn pace_label(ui: &mut Ui, i18n: &I18n, pace: Option<&Pace>) {
    if let Some(pace) = pace {
        tooltip(small(ui, &pace_words(i18n, pace)), &i18n.text("command-toggle-pace-tip"));
    }
}

/// The width of that, in points; 0 if it is not shown.
fn pace_width(ui: &Ui, i18n: &I18n, pace: Option<&Pace>) -> f32 {
    let width = |pace| Shaped::line(ui.ctx(), &pace_words(i18n, pace), TextRole::Small).size().x + size::GROUP;
    pace.map_or(0.0, width)
}

fn pace_words(i18n: &I18n, pace: &Pace) -> String {
    let time = i18n.digits(&format!("{}:{:02}", pace.minutes() / 60, pace.minutes() % 60));
    let (key, count) = match pace.an_hour() {
        Some(count) => ("status-pace", count),
        None => ("status-pace-begun", pace.decisions()),
    };
    let values = [("time", Value::from(time)), ("count", Value::from(count as usize))];
    i18n.text_with(key, &values).into_owned()
}

/// How far the annotations are saved, in words and with a dot.
fn save_state(ui: &mut Ui, i18n: &I18n, file: &FileState, view: SaveView) {
    let SaveView { state, saves_itself, is_read_only } = view;
    let theme = WidgetStyle::of(ui.ctx()).theme;
    let (dim, attention) = (theme.dim, theme.warning.line);
    // The annotations were saved for the text shown, which the article's file may no longer contain.
    let (key, dot) = match (state, file) {
        (SaveState::Saving, _) => ("status-saving", dim),
        (SaveState::Failed(_), _) => ("status-failed", theme.error.line),
        (SaveState::Waits(_), _) => ("status-waits", attention),
        (SaveState::Saved(_), FileState::Same) => ("status-saved", theme.ok),
        (SaveState::Saved(_), FileState::Changed(_)) => ("status-saved-changed", attention),
        (SaveState::Saved(_), FileState::Gone) => ("status-saved-gone", attention),
        (SaveState::Kept, FileState::Same) => ("status-kept", attention),
        (SaveState::Kept, FileState::Changed(_)) => ("status-kept-changed", attention),
        (SaveState::Kept, FileState::Gone) => ("status-kept-gone", attention),
        (SaveState::KeptForNow, _) => ("status-kept-for-now", theme.error.line),
        (SaveState::NotKept, FileState::Same) => ("status-unsaved", attention),
        (SaveState::NotKept, FileState::Changed(_)) => ("status-unsaved-changed", attention),
        (SaveState::NotKept, FileState::Gone) => ("status-unsaved-gone", attention),
        (SaveState::NoChanges, FileState::Same) => ("status-no-changes", dim),
        (SaveState::NoChanges, FileState::Changed(_)) => ("status-changed", attention),
        (SaveState::NoChanges, FileState::Gone) => ("status-gone", attention),
    };
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let (rect, _) = ui.allocate_exact_size(vec2(8.0, 20.0), Sense::hover());
        ui.painter().circle_filled(rect.center(), 4.0, dot);
        match state {
            SaveState::Failed(why) | SaveState::Waits(why) => {
                small(ui, &i18n.text_with(key, &[("reason", Value::from(i18n.text(why)))]))
            }
            _ => small(ui, &i18n.text(key)),
        };
        if let SaveState::Saved(Some(at)) = state {
            small(ui, &dates::short(i18n, Some(at)));
        }
    });
    if is_read_only {
        small(ui, &i18n.text("status-read-only"));
    } else if saves_itself
        && !matches!(state, SaveState::NoChanges | SaveState::Saving | SaveState::Failed(_) | SaveState::Waits(_))
    {
        small(ui, &i18n.text("status-saves-itself"));
    }
}
