//! The data from which panels are drawn: each takes only what it needs, read-only.

use std::collections::HashMap;
use std::sync::Arc;

use crate::annotation::LabelId;
use crate::gui::atlas::Atlas;
use crate::gui::command::{UiCommand, Wording};
use crate::gui::i18n::I18n;
use crate::gui::model::{FolderTab, Said, Seeing, SideTab, Tab, TabId, Timeline, UserLexicons};
use crate::gui::theme::ThemeName;
use crate::layout::{Family, FontFamily};
use crate::lexicon::nearby::Nearby;
use crate::lexicon::{EntityId, Lexicon};
use crate::session::Session;
use crate::store::Settings;
use crate::store::settings::{ListOrder, Listed};

/// The current state of a command.
#[derive(Clone, Debug, Default)]
pub(crate) struct CommandState {
    pub(crate) is_enabled: bool,
    /// Whether a choice or a switch is on; `None` for other commands.
    pub(crate) is_on: Option<bool>,
    /// Its current text.
    pub(crate) wording: Option<Wording>,
}

/// The current state of each command, computed before anything is drawn.
#[derive(Default)]
pub(crate) struct CommandStates(HashMap<UiCommand, CommandState>);

impl CommandStates {
    /// Collects the states of all commands.
    pub(crate) fn of(state: impl Fn(UiCommand) -> CommandState) -> Self {
        Self(UiCommand::all().iter().map(|command| (*command, state(*command))).collect())
    }

    pub(super) fn is_enabled(&self, command: UiCommand) -> bool {
        self.0.get(&command).is_some_and(|state| state.is_enabled)
    }

    pub(super) fn is_on(&self, command: UiCommand) -> Option<bool> {
        self.0.get(&command)?.is_on
    }

    pub(super) fn text(&self, i18n: &I18n, command: UiCommand) -> String {
        i18n.words(&self.wording(i18n, command).text)
    }

    /// A short description of the command.
    pub(super) fn tip(&self, i18n: &I18n, command: UiCommand) -> String {
        i18n.text(self.wording(i18n, command).tip).into_owned()
    }

    fn wording(&self, i18n: &I18n, command: UiCommand) -> Wording {
        let known = self.0.get(&command).and_then(|state| state.wording.clone());
        known.unwrap_or_else(|| command.wording_anywhere(i18n))
    }
}

/// The open tabs, and the front one.
#[derive(Clone, Copy)]
pub(crate) struct Articles<'a> {
    pub(crate) tabs: &'a [Tab],
    pub(crate) folders: &'a [FolderTab],
    pub(crate) front: Option<TabId>,
    /// The table that is shown in front.
    pub(crate) seeing: Option<&'a Seeing>,
}

impl<'a> Articles<'a> {
    /// The front article.
    pub(super) fn tab(self) -> Option<&'a Tab> {
        self.tab_of(self.front?)
    }

    /// The front folder.
    pub(super) fn folder(self) -> Option<&'a FolderTab> {
        self.folders.iter().find(|folder| Some(folder.id) == self.front)
    }

    pub(super) fn tab_of(self, id: TabId) -> Option<&'a Tab> {
        self.tabs.iter().find(|tab| tab.id == id)
    }
}

/// Names of places and factions.
#[derive(Clone, Copy)]
pub(crate) struct Names<'a> {
    pub(crate) i18n: &'a I18n,
    pub(crate) lexicon: &'a Arc<Lexicon>,
    pub(crate) atlas: &'a Atlas,
}

impl<'a> Names<'a> {
    /// The well-known places with latitude and longitude in degrees, the largest first.
    pub(super) fn large_places(self) -> &'a [(EntityId, (f32, f32))] {
        self.atlas.places_by_size(self.lexicon)
    }

    /// The country with an ISO 3166-1 code.
    pub(super) fn country(self, code: &str) -> Option<EntityId> {
        self.atlas.country(self.lexicon, code)
    }

    /// A larger place by which a place's position can be described.
    pub(super) fn nearby(self, place: EntityId) -> Option<Nearby> {
        self.atlas.nearby(self.lexicon, place)
    }
}

/// The article's appearance with the available choices; lengths in points.
pub(crate) struct AppearanceView<'a> {
    pub(crate) i18n: &'a I18n,
    pub(crate) commands: &'a CommandStates,
    /// The theme that was chosen; `None` follows the system.
    pub(crate) theme: Option<ThemeName>,
    pub(crate) family: Family,
    /// The available font families; `None` until the installed fonts were read.
    pub(crate) families: Option<&'a [FontFamily]>,
    pub(crate) text_size: f32,
    pub(crate) line_height: f32,
    pub(crate) column_width: f32,
    pub(crate) paragraph_spacing: f32,
    pub(crate) hide_diacritics: bool,
    pub(crate) show_invisibles: bool,
}

/// The data of menus.
#[derive(Clone, Copy)]
pub(crate) struct MenuView<'a> {
    pub(crate) i18n: &'a I18n,
    pub(crate) commands: &'a CommandStates,
    /// The number of recent articles.
    pub(crate) recent: usize,
    /// The front article, whose labels are offered.
    pub(crate) tab: Option<&'a Tab>,
    /// The labels that were used last, the latest first.
    pub(crate) recent_labels: &'a [LabelId],
}

/// The data of the top bar.
pub(crate) struct TopBarView<'a> {
    pub(crate) menus: MenuView<'a>,
    /// Whether an article is in front.
    pub(crate) has_article: bool,
    pub(crate) appearance: AppearanceView<'a>,
}

/// The data of the side panel.
pub(crate) struct SideView<'a> {
    pub(crate) menus: MenuView<'a>,
    pub(crate) i18n: &'a I18n,
    pub(crate) lexicon: &'a Arc<Lexicon>,
    pub(crate) atlas: &'a Atlas,
    pub(crate) commands: &'a CommandStates,
    /// The front article.
    pub(crate) tab: &'a Tab,
    /// Whether it stands at the other side than usual, and its width in points.
    pub(crate) is_moved: bool,
    pub(crate) width: f32,
    /// Whether it lies over the page, in a place of its own.
    pub(crate) is_over: bool,
    pub(crate) which: SideTab,
    /// What is shown instead of that list.
    pub(crate) timeline: Option<Timeline>,
    /// Labels that are switched off.
    pub(crate) hidden: &'a [LabelId],
    /// Confidence from which suggestions are shown, 0 to 1.
    pub(crate) threshold: f32,
    pub(crate) listed: Listed,
    pub(crate) order: ListOrder,
}

impl<'a> SideView<'a> {
    pub(super) fn names(&self) -> Names<'a> {
        Names { i18n: self.i18n, lexicon: self.lexicon, atlas: self.atlas }
    }
}

/// The data of dialogs.
pub(crate) struct DialogView<'a> {
    pub(crate) i18n: &'a I18n,
    pub(crate) lexicon: &'a Arc<Lexicon>,
    pub(crate) atlas: &'a Atlas,
    pub(crate) commands: &'a CommandStates,
    pub(crate) articles: Articles<'a>,
    pub(crate) settings: &'a Settings,
    /// The state of the user's lexicons.
    pub(crate) lexicons: &'a UserLexicons,
    /// The notices for the front page.
    pub(crate) banners: &'a [Said<'a>],
}

impl<'a> DialogView<'a> {
    pub(super) fn names(&self) -> Names<'a> {
        Names { i18n: self.i18n, lexicon: self.lexicon, atlas: self.atlas }
    }

    /// The session of the front article.
    pub(super) fn session(&self) -> Option<&'a Session> {
        self.articles.tab()?.session.as_ref()
    }

    /// An open folder.
    pub(super) fn folder(&self, id: Option<TabId>) -> Option<&'a FolderTab> {
        self.articles.folders.iter().find(|folder| Some(folder.id) == id)
    }

    /// The author name already used in open annotation files.
    pub(super) fn signed(&self) -> Option<String> {
        self.articles.tabs.iter().any(|tab| tab.has_file).then(|| self.settings.author())
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use eframe::egui::accesskit::Role;
    use eframe::egui::vec2;
    use egui_kittest::Harness;
    use egui_kittest::kittest::{NodeT as _, Queryable as _};

    use super::*;
    use crate::document::Document;
    use crate::gui::i18n::Lang;
    use crate::gui::model::{AppAction, Find, SaveView};
    use crate::gui::panels::{Appearance, SideLists, side_panel, status_bar, top_bar};
    use crate::gui::widgets::WidgetStyle;

    /// Draws a panel in a language, and returns its actions.
    fn shown<'p>(
        lang: Lang,
        mut panel: impl FnMut(&mut eframe::egui::Ui, &I18n, &mut Vec<AppAction>) + 'p,
    ) -> (Harness<'p>, Rc<RefCell<Vec<AppAction>>>) {
        let acts = Rc::new(RefCell::new(Vec::new()));
        let (asked, i18n) = (acts.clone(), I18n::new(lang));
        let harness = Harness::builder().with_size(vec2(1200.0, 700.0)).build_ui(move |ui| {
            if WidgetStyle::of(ui.ctx()).lang != lang {
                WidgetStyle::install(ui.ctx(), ThemeName::Light, lang);
            }
            panel(ui, &i18n, &mut asked.borrow_mut());
        });
        (harness, acts)
    }

    #[test]
    fn the_top_bar_is_drawn_from_what_commands_can_do() {
        for (lang, undo, redo) in [(Lang::En, "Undo", "Redo"), (Lang::Ar, "تراجع", "إعادة")] {
            let commands = CommandStates::of(|command| CommandState {
                is_enabled: command == UiCommand::Redo,
                ..CommandState::default()
            });
            let (mut find, mut appearance) = (Find::new(), Appearance::default());
            let (mut harness, acts) = shown(lang, move |ui, i18n, acts| {
                let appearance_view = AppearanceView {
                    i18n,
                    commands: &commands,
                    theme: None,
                    family: Family::Article,
                    families: None,
                    text_size: 20.0,
                    line_height: 1.8,
                    column_width: 680.0,
                    paragraph_spacing: 0.5,
                    hide_diacritics: false,
                    show_invisibles: false,
                };
                let menus = MenuView { i18n, commands: &commands, recent: 0, tab: None, recent_labels: &[] };
                let view = TopBarView { menus, has_article: true, appearance: appearance_view };
                top_bar(ui, &view, &mut find, &mut appearance, acts);
            });
            harness.run();
            assert!(harness.get_by_role_and_label(Role::Button, undo).accesskit_node().is_disabled(), "{lang:?}");
            harness.get_by_role_and_label(Role::Button, redo).click();
            harness.run();
            assert!(matches!(acts.borrow().as_slice(), [AppAction::Command(UiCommand::Redo)]), "{lang:?}: {acts:?}");
        }
    }

    #[test]
    fn the_side_panel_and_the_status_bar_are_drawn_from_an_article() {
        for lang in Lang::ALL {
            let mut tab = Tab::new(TabId(1), "a.txt".to_owned());
            tab.session = Some(Session::new(Arc::new(Document::from_text("قال في سرت").unwrap()), "test"));
            let (lexicon, atlas, commands) = (Lexicon::builtin(), Atlas::default(), CommandStates::default());
            let (mut lists, tabs) = (SideLists::default(), [tab]);
            let (mut harness, acts) = shown(lang, move |ui, i18n, acts| {
                let articles = Articles { tabs: &tabs, folders: &[], front: Some(TabId(1)), seeing: None };
                status_bar(ui, i18n, articles, SaveView::default(), None, true, acts);
                let view = SideView {
                    menus: MenuView { i18n, commands: &commands, recent: 0, tab: Some(&tabs[0]), recent_labels: &[] },
                    i18n,
                    lexicon: &lexicon,
                    atlas: &atlas,
                    commands: &commands,
                    tab: &tabs[0],
                    is_moved: false,
                    width: 332.0,
                    is_over: false,
                    which: SideTab::Mentions,
                    timeline: None,
                    hidden: &[],
                    threshold: 0.0,
                    listed: Listed::All,
                    order: ListOrder::Count,
                };
                side_panel(ui, &view, &mut lists, acts);
            });
            harness.run();
            let i18n = I18n::new(lang);
            harness.get_by_label(&i18n.text("mentions-empty"));
            harness.get_by_label(&i18n.text("status-no-changes"));
            harness.get_by_role_and_label(Role::Tab, &i18n.text("panel-annotations")).click();
            harness.run();
            assert!(
                matches!(acts.borrow().as_slice(), [AppAction::SideTab(SideTab::Annotations)]),
                "{lang:?}: {acts:?}"
            );
        }
    }
}
