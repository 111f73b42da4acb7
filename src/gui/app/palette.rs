//! The command palette: collects what can be found by name, searches it on a thread, and does what was chosen.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui;

use super::App;
use super::jobs::done;
use super::task::Task;
use crate::gui::command::UiCommand;
use crate::gui::i18n::{I18n, Value};
use crate::gui::model::{
    AppAction, MarkIndex, PaletteAction, PaletteEntry, PaletteGroup, PaletteIndex, PaletteTarget, TabId,
};
use crate::gui::panels::{Dialog, keys_text};
use crate::store::file_name;
use crate::text::Message;

/// The most commands that are remembered as used last.
const MOST_RECENT: usize = 10;
/// What is offered before anything is typed, as far as it can be done.
const USEFUL: [UiCommand; 8] = [
    UiCommand::Review,
    UiCommand::DecideSeveral,
    UiCommand::AllLikeThis,
    UiCommand::Find,
    UiCommand::EditLabels,
    UiCommand::Open,
    UiCommand::ToggleTheme,
    UiCommand::Shortcuts,
];

/// What the index is made of, before anything is folded.
struct Sources {
    /// Each command with its text in the interface's language, what it says, its keys, and whether it can be done.
    commands: Vec<(UiCommand, String, Message, Option<String>, bool)>,
    names: Option<Arc<MarkIndex>>,
    /// Labels: rows that are ready.
    labels: Vec<PaletteEntry>,
    tabs: Vec<(TabId, String, Option<PathBuf>)>,
    files: Vec<PathBuf>,
    recent: Vec<UiCommand>,
    i18n: I18n,
}

impl App {
    /// Opens the palette.
    pub(super) fn open_palette(&mut self, ctx: &egui::Context) {
        self.finish_note();
        self.dialog = Some(Dialog::Palette(Box::default()));
        let sources = self.palette_sources(ctx);
        self.jobs.start(Task::Palette, move |_| {
            let index = Arc::new(sources.index());
            let hits = index.find("", || true);
            done(move |app: &mut App| {
                if let Some(Dialog::Palette(palette)) = &mut app.dialog {
                    let query = palette.query().to_owned();
                    palette.take(Arc::clone(&index), String::new(), hits);
                    if !query.is_empty() {
                        app.search_palette(query);
                    }
                }
            })
        });
    }

    fn search_palette(&mut self, query: String) {
        let Some(Dialog::Palette(palette)) = &mut self.dialog else { return };
        // Until the index is there, its job searches for what was typed.
        let Some(index) = palette.index() else { return };
        self.jobs.start(Task::Palette, move |job| {
            let hits = index.find(&query, || !job.is_cancelled());
            done(move |app: &mut App| {
                if let Some(Dialog::Palette(palette)) = &mut app.dialog {
                    palette.take(index, query, hits);
                }
            })
        });
    }

    /// Carries out what the palette asks for.
    pub(super) fn palette_act(&mut self, ctx: &egui::Context, act: PaletteAction) {
        match act {
            PaletteAction::Search(query) => self.search_palette(query),
            PaletteAction::Run { target, stays } => {
                let palette = self.dialog.take().filter(|_| stays);
                self.run_from_palette(ctx, target);
                // A command may have opened a dialog of its own.
                if self.dialog.is_none() {
                    self.dialog = palette;
                }
            }
        }
    }

    fn run_from_palette(&mut self, ctx: &egui::Context, target: PaletteTarget) {
        let act = match target {
            PaletteTarget::Command(command) => {
                self.recent_commands.retain(|recent| *recent != command);
                self.recent_commands.insert(0, command);
                self.recent_commands.truncate(MOST_RECENT);
                AppAction::Command(command)
            }
            PaletteTarget::Name(span, label) => AppAction::SelectMark(span, label),
            PaletteTarget::Label(label) if self.situation().has_passage() => AppAction::Tag(label),
            // Nothing is selected that could be tagged.
            PaletteTarget::Label(label) => {
                let marks = self.tab().map(|tab| Arc::clone(&tab.mark_index));
                let first = marks.and_then(|marks| marks.groups.iter().find(|group| group.label == label).cloned());
                let Some(span) = first.and_then(|group| group.mentions.first().copied()) else { return };
                AppAction::SelectMark(span, label)
            }
            PaletteTarget::Tab(id) => AppAction::SelectTab(id),
            PaletteTarget::File(path) => AppAction::Open(vec![path]),
        };
        self.perform(ctx, act);
    }

    fn palette_sources(&self, ctx: &egui::Context) -> Sources {
        let now = self.situation();
        let is_listed = |command: &&UiCommand| {
            // These are found as labels and as articles.
            !matches!(command, UiCommand::Tag(_) | UiCommand::OpenRecent(_) | UiCommand::Palette)
        };
        let commands = UiCommand::all().iter().filter(is_listed).map(|command| {
            let message = command.wording(&now).text;
            let (text, keys) = (self.i18n.words(&message), keys_text(ctx, &self.i18n, *command));
            (*command, text, message, keys, command.is_enabled(&now))
        });
        let article = self.tab().filter(|tab| tab.session.is_some());
        let names = article.map(|tab| Arc::clone(&tab.mark_index));
        let counts = names.as_ref();
        let (lang, other) = (self.i18n.lang().code(), self.i18n.lang().other().code());
        let labels = article.and_then(|tab| tab.session.as_ref()).into_iter();
        let labels = labels.flat_map(move |session| {
            session.labels().iter().map(move |label| {
                let count = counts.iter().flat_map(|marks| &marks.counts).find(|count| count.label == label.id);
                let count = count.map_or(0, |count| count.accepted + count.suggested);
                PaletteEntry {
                    target: PaletteTarget::Label(label.id.clone()),
                    group: PaletteGroup::Labels,
                    text: label.name_in(lang).to_owned(),
                    second: self.i18n.text_with("palette-uses", &[("count", Value::from(count))]).into_owned(),
                    also: label.name_in(other).to_owned(),
                    keys: label.key.map(|key| self.i18n.digits(&key.to_string())),
                    is_possible: true,
                }
            })
        });
        let tabs = self.tabs.iter().map(|tab| (tab.id, tab.name.clone(), tab.article.clone()));
        let folders = self.folders.iter().map(|folder| (folder.id, folder.name.clone(), Some(folder.path.clone())));
        let in_folders = self.folders.iter().flat_map(|folder| folder.rows.iter().map(|row| row.path().to_path_buf()));
        Sources {
            commands: commands.collect(),
            labels: labels.collect(),
            names: names.clone(),
            tabs: folders.chain(tabs).collect(),
            files: in_folders.chain(self.settings.recent.iter().cloned()).collect(),
            recent: self.recent_commands.clone(),
            i18n: I18n::new(self.i18n.lang()),
        }
    }
}

impl Sources {
    fn index(self) -> PaletteIndex {
        let Self { commands, names, labels, tabs, files, recent, i18n } = self;
        let other = I18n::new(i18n.lang().other());
        let mut entries: Vec<PaletteEntry> = Vec::new();
        entries.extend(commands.into_iter().map(|(command, text, message, keys, is_possible)| PaletteEntry {
            target: PaletteTarget::Command(command),
            group: PaletteGroup::Commands,
            also: other.words(&message),
            second: if is_possible { String::new() } else { i18n.text("palette-not-now").into_owned() },
            text,
            keys,
            is_possible,
        }));
        let groups = names.iter().flat_map(|marks| &marks.groups).filter(|group| !group.is_rejected);
        entries.extend(groups.filter_map(|group| {
            let left = match group.undecided {
                0 => i18n.text("palette-decided"),
                left => i18n.text_with("palette-left", &[("count", Value::from(left))]),
            };
            let english = Some(format!("\u{2066}{}\u{2069}", group.english)).filter(|_| !group.english.is_empty());
            Some(PaletteEntry {
                target: PaletteTarget::Name(*group.mentions.first()?, group.label.clone()),
                group: PaletteGroup::Names,
                text: group.name.clone(),
                second: english.into_iter().chain([left.into_owned()]).collect::<Vec<_>>().join(" · "),
                also: group.english.clone(),
                keys: None,
                is_possible: true,
            })
        }));
        entries.extend(labels);
        let mut seen = std::collections::HashSet::new();
        let folder_of = |path: &PathBuf| {
            let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
            if folder.is_empty() { folder } else { format!("\u{2066}{folder}\u{2069}") }
        };
        let article = |target, text: String, path: Option<&PathBuf>| PaletteEntry {
            target,
            group: PaletteGroup::Articles,
            text,
            second: path.map(folder_of).unwrap_or_default(),
            also: String::new(),
            keys: None,
            is_possible: true,
        };
        for (id, name, path) in tabs {
            entries.push(article(PaletteTarget::Tab(id), name, path.as_ref()));
            seen.extend(path);
        }
        for path in files {
            if !seen.contains(&path) {
                entries.push(article(PaletteTarget::File(path.clone()), file_name(&path), Some(&path)));
                seen.insert(path);
            }
        }
        PaletteIndex::new(entries, &recent, &USEFUL)
    }
}
