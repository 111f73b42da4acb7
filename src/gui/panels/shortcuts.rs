//! All keyboard shortcuts, and changing them.

use eframe::egui::{Context, Event, Id, Key, KeyboardShortcut, Modifiers, Ui};

use super::answers::buttons;
use super::context::DialogView;
use super::keys::keys_text;
use crate::gui::command::{KeyMap, Menu, UiCommand, name_of_shortcut, shortcut_text};
use crate::gui::i18n::{I18n, Value};
use crate::gui::model::AppAction;
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Button, FieldState, Icon, Label, List, Row, TextField, WidgetStyle, small};
use crate::store::settings::CommandKeys;
use crate::text::fold::fold_phrase;

/// Keys that move in the window and in lists: no command can have them alone.
const MOVING: [Key; 12] = [
    Key::Escape,
    Key::Tab,
    Key::Enter,
    Key::Space,
    Key::Backspace,
    Key::ArrowUp,
    Key::ArrowDown,
    Key::ArrowLeft,
    Key::ArrowRight,
    Key::Home,
    Key::End,
    Key::F10,
];

/// What is asked while keys are changed.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Asking {
    /// Which keys the command shall have.
    Keys,
    /// The key moves in the window.
    Moving(KeyboardShortcut),
    /// Another command has it.
    Taken(KeyboardShortcut, UiCommand),
}

/// The dialog's state between frames.
pub(crate) struct Shortcuts {
    search: FieldState,
    changing: Option<(UiCommand, Asking)>,
    /// The command whose row gets the keyboard again.
    returns_to: Option<UiCommand>,
    /// Whether the first answer to a question gets the keyboard.
    wants_answer: bool,
}

/// A row of the list.
struct ListedKeys {
    command: UiCommand,
    name: String,
    keys: String,
    menu: String,
}

impl Default for Shortcuts {
    fn default() -> Self {
        let mut search = FieldState::line("");
        search.focus();
        Self { search, changing: None, returns_to: None, wants_answer: false }
    }
}

impl Shortcuts {
    pub(super) fn show(&mut self, ui: &mut Ui, view: &DialogView<'_>, acts: &mut Vec<AppAction>) {
        let i18n = view.i18n;
        let map = KeyMap::of(ui.ctx());
        if let Some((command, asking)) = self.changing {
            self.question(ui, view, &map, command, asking, acts);
            return;
        }
        let list = Id::unique("shortcuts-list");
        let field_id = Id::unique("shortcuts-search");
        let placeholder = i18n.text("shortcuts-search");
        let field = TextField::new(&mut self.search, &placeholder).placeholder(&placeholder).icon(Icon::Find);
        let field = field.id(field_id).above(list).show(ui);
        if field.cancelled {
            acts.push(AppAction::CloseDialog);
        }
        if field.changed {
            List::begin_again(ui, list);
        }
        let rows = self.rows(ui.ctx(), view);
        small(ui, &i18n.text("shortcuts-about"));
        if let Some(first) = rows.first().filter(|_| field.submitted) {
            self.changing = Some((first.command, Asking::Keys));
        }
        if rows.is_empty() {
            let values = [("query", Value::from(self.search.text()))];
            small(ui, &i18n.text_with("palette-none", &values));
        }
        let room = f32::min(440.0, ui.ctx().content_rect().height() - 240.0);
        // No row is cut.
        let height = (room / size::ROW).floor().max(3.0) * size::ROW;
        let title = i18n.text("shortcuts-title");
        let changed = &view.settings.keys;
        if let Some(command) = self.returns_to.take() {
            List::focus(ui.ctx(), list, rows.iter().position(|row| row.command == command).unwrap_or(0));
        }
        let theme = WidgetStyle::of(ui.ctx()).theme;
        ui.spacing_mut().item_spacing.y = 0.0;
        List::new(list, &title, height).below(field_id).show(ui, rows.len(), |ui, place| {
            let ListedKeys { command, name, keys, menu } = rows.get(place.number())?;
            let id = command.id();
            let is_changed = changed.iter().any(|change| change.command == id);
            let row = Row::new(name).second(menu).count(keys).point(is_changed.then_some(theme.accent));
            let spoken = [name.as_str(), keys].join(&i18n.text("list-separator"));
            let response = ui.add(row.name(&spoken).at(place));
            if response.clicked() {
                self.changing = Some((*command, Asking::Keys));
            }
            Some(response)
        });
        ui.spacing_mut().item_spacing.y = size::INSIDE;
        let reset: Vec<_> = changed.iter().map(|change| (change.command.clone(), None)).collect();
        let mut answers = vec![("dialog-close", AppAction::CloseDialog), ("shortcuts-print", AppAction::PrintKeys)];
        if !reset.is_empty() {
            answers.push(("shortcuts-reset", AppAction::ChangeKeys(reset)));
        }
        // The field keeps the keyboard.
        buttons(ui, i18n, &answers, acts);
    }

    /// The commands whose name or keys contain what is searched.
    fn rows(&self, ctx: &Context, view: &DialogView<'_>) -> Vec<ListedKeys> {
        let i18n = view.i18n;
        let sought = fold_phrase(self.search.text());
        let is_found = |text: &str| fold_phrase(text).contains(&sought);
        let all =
            Menu::ALL.into_iter().flat_map(|menu| menu.commands().into_iter().map(move |command| (menu, command)));
        let rows = all.map(|(menu, command)| ListedKeys {
            command,
            name: view.commands.text(i18n, command),
            keys: keys_text(ctx, i18n, command).unwrap_or_default(),
            menu: i18n.text(menu.text_key()).into_owned(),
        });
        rows.filter(|row| sought.is_empty() || is_found(&row.name) || is_found(&row.keys)).collect()
    }

    /// Returns to the list, at the row of the command.
    fn end_question(&mut self) {
        self.returns_to = self.changing.take().map(|(command, _)| command);
    }

    /// Asks for the keys of a command, and what becomes of another one that has them.
    fn question(
        &mut self,
        ui: &mut Ui,
        view: &DialogView<'_>,
        map: &KeyMap,
        command: UiCommand,
        asking: Asking,
        acts: &mut Vec<AppAction>,
    ) {
        let i18n = view.i18n;
        let look = WidgetStyle::of(ui.ctx());
        let name = view.commands.text(i18n, command);
        let now = keys_text(ui.ctx(), i18n, command).unwrap_or_else(|| i18n.text("shortcuts-no-keys").into_owned());
        let of = [("command", Value::from(name.as_str())), ("keys", Value::from(now))];
        ui.add(Label::new(&i18n.text_with("shortcuts-press", &of)).wrapped());
        // On an answer, the keys that move and choose there are its own; Tab leads to the answers.
        let is_on_answer = ui.memory(|memory| memory.focused().is_some());
        let is_left_alone = |key: Key, modifiers: Modifiers| {
            let moves = matches!(key, Key::Enter | Key::Space | Key::ArrowLeft | Key::ArrowRight);
            key == Key::Tab && !modifiers.command && !modifiers.alt || is_on_answer && moves && modifiers.is_none()
        };
        let pressed = ui.input_mut(|input| {
            let mut pressed = None;
            input.events.retain(|event| match event {
                Event::Key { key, modifiers, .. } if is_left_alone(*key, *modifiers) => true,
                Event::Key { key, pressed: true, modifiers, .. } => {
                    pressed = pressed.or(Some((*key, *modifiers)));
                    false
                }
                Event::Text(_) => false,
                _ => true,
            });
            pressed
        });
        match pressed {
            Some((Key::Escape, _)) => return self.end_question(),
            Some((Key::Delete, modifiers)) if modifiers.is_none() => {
                acts.push(AppAction::ChangeKeys(vec![(command.id(), Some(Vec::new()))]));
                return self.end_question();
            }
            Some((key, modifiers)) => {
                let wanted = Modifiers { ctrl: false, mac_cmd: false, ..modifiers };
                let keys = KeyboardShortcut::new(wanted, key);
                let is_bare = !wanted.command && !wanted.alt;
                if is_bare && MOVING.contains(&key) && !command.has_keys_only_in_review() {
                    self.changing = Some((command, Asking::Moving(keys)));
                } else if let Some(other) = map.owner(keys, command) {
                    self.changing = Some((command, Asking::Taken(keys, other)));
                    self.wants_answer = true;
                } else {
                    acts.push(AppAction::ChangeKeys(vec![(command.id(), Some(vec![name_of_shortcut(keys)]))]));
                    return self.end_question();
                }
            }
            None => {}
        }
        let (said, answers) = match self.changing.map_or(asking, |(_, asking)| asking) {
            Asking::Keys => (i18n.text("shortcuts-how").into_owned(), Vec::new()),
            Asking::Moving(keys) => (told(i18n, "shortcuts-moving", keys, ""), Vec::new()),
            Asking::Taken(keys, other) => {
                let others_name = view.commands.text(i18n, other);
                let own: Vec<String> = map.keys_of(command).map(name_of_shortcut).collect();
                let rest = map.keys_of(other).map(name_of_shortcut).filter(|key| *key != name_of_shortcut(keys));
                let rest: Vec<String> = rest.collect();
                let mine = (command.id(), Some(vec![name_of_shortcut(keys)]));
                let swap = vec![mine.clone(), (other.id(), Some(own))];
                let take = vec![mine, (other.id(), Some(rest))];
                let answers = vec![("shortcuts-swap", swap), ("shortcuts-take", take)];
                (told(i18n, "shortcuts-taken", keys, &others_name), answers)
            }
        };
        let color = if answers.is_empty() { look.theme.dim } else { look.theme.ink };
        ui.add(Label::new(&said).role(TextRole::Small).color(color).wrapped());
        ui.add_space(size::INSIDE);
        look.line(ui, size::ROW + 2.0, |ui| {
            ui.spacing_mut().item_spacing.x = size::INSIDE;
            for (key, changes) in answers {
                let response = ui.add(Button::new(&i18n.text(key)));
                if std::mem::take(&mut self.wants_answer) {
                    response.request_focus();
                }
                if response.clicked() {
                    acts.push(AppAction::ChangeKeys(changes));
                    self.end_question();
                }
            }
            if ui.add(Button::new(&i18n.text("shortcuts-none"))).clicked() {
                acts.push(AppAction::ChangeKeys(vec![(command.id(), Some(Vec::new()))]));
                self.end_question();
            }
            if view.settings.keys.iter().any(|change| change.command == command.id())
                && ui.add(Button::new(&i18n.text("shortcuts-usual"))).clicked()
            {
                acts.push(AppAction::ChangeKeys(vec![(command.id(), None)]));
                self.end_question();
            }
            if ui.add(Button::new(&i18n.text("dialog-cancel"))).clicked() {
                self.end_question();
            }
        });
    }
}

fn told(i18n: &I18n, key: &str, keys: KeyboardShortcut, command: &str) -> String {
    let values = [("keys", Value::from(shortcut_text(keys))), ("command", Value::from(command))];
    i18n.text_with(key, &values).into_owned()
}

/// Takes changes of keys into the settings; `None` gives a command the usual ones again.
pub(crate) fn change_keys(kept: &mut Vec<CommandKeys>, changes: Vec<(String, Option<Vec<String>>)>) {
    for (command, keys) in changes {
        kept.retain(|change| change.command != command);
        kept.extend(keys.map(|keys| CommandKeys { command, keys }));
    }
    kept.sort_by(|a, b| a.command.cmp(&b.command));
}
