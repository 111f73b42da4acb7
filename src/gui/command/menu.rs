//! The contents of the menus.

use super::situation::Situation;
use super::table::{Stretch, UiCommand};
use crate::gui::theme::ThemeName;
use crate::text::Direction;

/// A menu of the menu bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Menu {
    /// Articles and their files.
    File,
    /// Selection and annotations.
    Edit,
    /// Deciding about suggestions.
    Review,
    /// Appearance of the window.
    View,
    /// Navigation.
    Go,
    /// About the program.
    Help,
}

/// A row of a menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MenuEntry {
    /// A command.
    Command(UiCommand),
    /// A hairline.
    Separator,
    /// A menu inside the menu: the key of its text and its rows.
    Submenu(&'static str, &'static [MenuEntry]),
    /// The recent articles, as a menu inside the menu (`menu-recent`), then [`UiCommand::ClearRecent`].
    Recent,
    /// The labels that are used most.
    UsualLabels,
    /// The labels, as a menu inside the menu (`menu-label`), then [`UiCommand::NewLabel`].
    Labels,
}

/// What can be done with what a mark means, besides choosing it.
const ENTITY: MenuEntry = MenuEntry::Submenu(
    "menu-entity",
    &[
        MenuEntry::Command(UiCommand::NewEntity),
        MenuEntry::Command(UiCommand::RenameEntity),
        MenuEntry::Command(UiCommand::MergeEntity),
    ],
);

impl Menu {
    /// All menus, in the order of the menu bar.
    pub(crate) const ALL: [Self; 6] = [Self::File, Self::Edit, Self::Review, Self::View, Self::Go, Self::Help];

    /// The key of the menu's name.
    pub(crate) fn text_key(self) -> &'static str {
        match self {
            Self::File => "menu-file",
            Self::Edit => "menu-edit",
            Self::Review => "menu-review",
            Self::View => "menu-view",
            Self::Go => "menu-go",
            Self::Help => "menu-help",
        }
    }

    /// The commands of the menu and its submenus that can have keys; of the labels' commands only those that every
    /// article has.
    pub(crate) fn commands(self) -> Vec<UiCommand> {
        fn of(entries: &[MenuEntry]) -> Vec<UiCommand> {
            let commands = entries.iter().flat_map(|entry| match entry {
                MenuEntry::Command(command) => vec![*command],
                MenuEntry::Submenu(_, inner) => of(inner),
                MenuEntry::Labels => {
                    vec![UiCommand::Tag(1), UiCommand::Tag(2), UiCommand::FindLabel, UiCommand::NewLabel]
                }
                MenuEntry::Separator | MenuEntry::Recent | MenuEntry::UsualLabels => Vec::new(),
            });
            commands.collect()
        }
        of(self.entries())
    }

    /// The menu's rows.
    pub(crate) fn entries(self) -> &'static [MenuEntry] {
        use MenuEntry::{Command, Labels, Recent, Separator, Submenu};
        use UiCommand as C;
        match self {
            Self::File => &[
                Command(C::Open),
                Command(C::NewFromClipboard),
                Recent,
                Command(C::Compare),
                Separator,
                Command(C::Save),
                Command(C::SaveAs),
                Command(C::ToggleAutosave),
                Command(C::ToggleSaveBeside),
                Command(C::Versions),
                Command(C::SetAside),
                Command(C::ExportPage),
                Command(C::Report),
                Command(C::Import),
                Separator,
                Command(C::ReadAgain),
                Command(C::ShowMoved),
                Command(C::ChooseEncoding),
                Command(C::WholePage),
                Command(C::OpenOriginal),
                Separator,
                Command(C::CloseTab),
                Submenu(
                    "menu-tabs",
                    &[
                        Command(C::CloseOthers),
                        Command(C::CloseBefore),
                        Command(C::CloseAfter),
                        Separator,
                        Command(C::CopyPath),
                        Command(C::OpenItsFolder),
                    ],
                ),
                Command(C::Quit),
            ],
            Self::Edit => &[
                Command(C::Undo),
                Command(C::Redo),
                Command(C::History),
                Separator,
                Command(C::Copy),
                Command(C::CopyWithSource),
                Command(C::SelectAll),
                Separator,
                Labels,
                Command(C::EditLabels),
                Command(C::AboutArticle),
                Command(C::AddNote),
                Submenu(
                    "menu-mark",
                    &[
                        Command(C::EditAttributes),
                        Command(C::LabelFromWords),
                        Separator,
                        Command(C::AddFragment),
                        Command(C::MarksHere),
                        Command(C::Relate),
                        Command(C::TurnRelation),
                        Separator,
                        Command(C::MoveStart),
                        Command(C::MoveEnd),
                        Command(C::ToggleWholeWords),
                    ],
                ),
                Command(C::Delete),
                Separator,
                Command(C::SuggestFromTags),
                Command(C::Detect),
                Command(C::StopDetecting),
                Command(C::Lexicons),
                Separator,
                Command(C::Author),
                Command(C::People),
            ],
            Self::Review => &[
                Command(C::Review),
                Command(C::StopReview),
                Command(C::CompareAnnotators),
                Separator,
                Command(C::Accept),
                Command(C::Reject),
                Command(C::LinkEntity),
                Command(C::ChooseForName),
                Command(C::SearchEntity),
                ENTITY,
                Separator,
                Submenu(
                    "menu-several",
                    &[
                        Command(C::AcceptName),
                        Command(C::AcceptAlike),
                        Command(C::RejectName),
                        Command(C::RejectAlike),
                        Separator,
                        Command(C::DecideSure),
                        Command(C::DecideSeveral),
                        Command(C::AllLikeThis),
                    ],
                ),
                Separator,
                Command(C::NextUndecided),
                Command(C::PreviousUndecided),
                Command(C::NextDiffering),
                Submenu(
                    "menu-ends",
                    &[
                        Command(C::Stretch(Stretch::WordLeft)),
                        Command(C::Stretch(Stretch::WordRight)),
                        Command(C::Stretch(Stretch::LetterLeft)),
                        Command(C::Stretch(Stretch::LetterRight)),
                        Separator,
                        Command(C::StretchStart(Stretch::WordLeft)),
                        Command(C::StretchStart(Stretch::WordRight)),
                        Command(C::StretchStart(Stretch::LetterLeft)),
                        Command(C::StretchStart(Stretch::LetterRight)),
                    ],
                ),
            ],
            Self::View => &[
                Command(C::Table),
                Command(C::Concordance),
                Command(C::Audit),
                Command(C::Pictures),
                Command(C::Map),
                Separator,
                Command(C::Appearance),
                Submenu(
                    "menu-theme",
                    &[
                        Command(C::SetTheme(None)),
                        Command(C::SetTheme(Some(ThemeName::Light))),
                        Command(C::SetTheme(Some(ThemeName::Sepia))),
                        Command(C::SetTheme(Some(ThemeName::Dark))),
                        Command(C::SetTheme(Some(ThemeName::Contrast))),
                        Separator,
                        Command(C::ToggleTheme),
                    ],
                ),
                Separator,
                Command(C::ZoomIn),
                Command(C::ZoomOut),
                Command(C::ZoomReset),
                Submenu(
                    "menu-interface-size",
                    &[
                        Command(C::InterfaceSize(100)),
                        Command(C::InterfaceSize(125)),
                        Command(C::InterfaceSize(150)),
                        Command(C::InterfaceSize(175)),
                        Command(C::InterfaceSize(200)),
                    ],
                ),
                Separator,
                Submenu(
                    "menu-direction",
                    &[
                        Command(C::Direct(None)),
                        Command(C::Direct(Some(Direction::Rtl))),
                        Command(C::Direct(Some(Direction::Ltr))),
                    ],
                ),
                Command(C::ToggleDiacritics),
                Command(C::ToggleInvisibles),
                Command(C::ToggleRejected),
                Separator,
                Command(C::ToggleSidePanel),
                Command(C::MoveSidePanel),
                Command(C::ToggleBeside),
                Command(C::SwitchBeside),
                Command(C::TogglePace),
                Command(C::FullScreen),
                Command(C::ToggleLanguage),
            ],
            Self::Go => &[
                Command(C::Find),
                Command(C::FindNext),
                Command(C::FindPrevious),
                Command(C::TagMatches),
                Command(C::FindInFolder),
                Separator,
                Command(C::NextMention),
                Command(C::PreviousMention),
                Separator,
                Command(C::NextParagraph),
                Command(C::PreviousParagraph),
                Separator,
                Submenu(
                    "menu-folder",
                    &[
                        Command(C::DoneAndNext),
                        Command(C::PutAside),
                        Command(C::OpenBeside),
                        Command(C::OpenBehind),
                        Separator,
                        Command(C::NextToDecide),
                        Command(C::PreviousToDecide),
                        Command(C::NextArticle),
                        Command(C::PreviousArticle),
                    ],
                ),
                Separator,
                Command(C::NextTab),
                Command(C::PreviousTab),
                Command(C::ListTabs),
                Separator,
                Command(C::Menus),
                Command(C::ContextMenu),
                Command(C::NextPart),
                Command(C::PreviousPart),
            ],
            Self::Help => &[Command(C::Palette), Command(C::Shortcuts), Command(C::Tour), Separator, Command(C::About)],
        }
    }
}

/// A menu of what is under the pointer, or has the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ContextMenu {
    /// Selected words.
    Words,
    /// The selected mark.
    Mark,
    /// The selected relation.
    Relation,
    /// The page where nothing is selected.
    Page,
    /// The article that is chosen in a folder.
    Article,
}

impl ContextMenu {
    /// The menu of the page: what it is about is selected.
    pub(crate) fn of_page(now: &Situation<'_>) -> Self {
        if now.relation.is_some() {
            Self::Relation
        } else if now.has_selection {
            Self::Words
        } else if now.mark.is_some() {
            Self::Mark
        } else {
            Self::Page
        }
    }

    /// The key of its name.
    pub(crate) fn text_key(self) -> &'static str {
        match self {
            Self::Words => "context-words",
            Self::Mark => "context-mark",
            Self::Relation => "context-relation",
            Self::Page => "context-page",
            Self::Article => "context-article",
        }
    }

    /// The menu's rows.
    pub(crate) fn entries(self) -> &'static [MenuEntry] {
        use MenuEntry::{Command, Labels, Separator, UsualLabels};
        use UiCommand as C;
        match self {
            Self::Words => &[
                UsualLabels,
                Labels,
                Command(C::LabelFromWords),
                Command(C::AddFragment),
                Command(C::AddNote),
                Separator,
                Command(C::AllLikeThis),
                Command(C::Find),
                Command(C::FindInFolder),
                Separator,
                Command(C::Copy),
                Command(C::CopyWithSource),
            ],
            Self::Mark => &[
                Command(C::Accept),
                Command(C::Reject),
                Command(C::LinkEntity),
                ENTITY,
                Separator,
                Command(C::AcceptName),
                Command(C::RejectName),
                Command(C::AllLikeThis),
                Separator,
                Labels,
                Command(C::EditAttributes),
                Command(C::AddNote),
                Command(C::Relate),
                Command(C::MarksHere),
                Separator,
                Command(C::Find),
                Command(C::FindInFolder),
                Command(C::Copy),
                Command(C::CopyWithSource),
                Separator,
                Command(C::Delete),
            ],
            Self::Relation => &[
                Command(C::Accept),
                Command(C::Reject),
                Command(C::LinkEntity),
                Command(C::TurnRelation),
                Command(C::EditAttributes),
                Command(C::AddNote),
                Separator,
                Command(C::Delete),
            ],
            Self::Page => &[
                Command(C::Review),
                Command(C::DecideSure),
                Command(C::DecideSeveral),
                Command(C::NextMention),
                Separator,
                Command(C::Find),
                Command(C::SelectAll),
                Separator,
                Command(C::AboutArticle),
                Command(C::DoneAndNext),
                Command(C::PutAside),
            ],
            Self::Article => &[
                Command(C::OpenBeside),
                Command(C::OpenBehind),
                Command(C::Review),
                Command(C::CompareAnnotators),
                Separator,
                Command(C::DoneAndNext),
                Command(C::PutAside),
                Separator,
                Command(C::CopyPath),
                Command(C::People),
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gui::command::NUMBERED;

    fn walk(entries: &[MenuEntry], found: &mut Vec<UiCommand>) {
        for entry in entries {
            match entry {
                MenuEntry::Command(command) => found.push(*command),
                MenuEntry::Separator => {}
                MenuEntry::Submenu(_, inner) => walk(inner, found),
                MenuEntry::Recent => {
                    found.extend((0..NUMBERED).map(UiCommand::OpenRecent));
                    found.push(UiCommand::ClearRecent);
                }
                // Of context menus alone, whose rows stand in the other menus, too.
                MenuEntry::UsualLabels => {}
                MenuEntry::Labels => {
                    found.extend((1..=NUMBERED).map(UiCommand::Tag));
                    found.extend([UiCommand::FindLabel, UiCommand::NewLabel]);
                }
            }
        }
    }

    #[test]
    fn every_command_stands_in_one_menu() {
        let mut found = Vec::new();
        for menu in Menu::ALL {
            walk(menu.entries(), &mut found);
        }
        // A format is chosen on the page of the export, or found in the palette.
        let is_listed = |command: &UiCommand| !matches!(command, UiCommand::Export(_));
        let mut all: Vec<UiCommand> = UiCommand::all().iter().copied().filter(is_listed).collect();
        all.sort();
        found.sort();
        assert_eq!(found, all);
    }
}
