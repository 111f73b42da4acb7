//! The table of commands, one row each.

use std::sync::LazyLock;

use eframe::egui::{Key, KeyboardShortcut, Modifiers};

use super::situation::Situation;
use crate::exchange::{FORMATS, Format};
use crate::gui::i18n::I18n;
use crate::gui::reader::MarkRef;
use crate::gui::theme::ThemeName;
use crate::session::Session;
use crate::store::Settings;
use crate::text::{Arg, Direction, Message};

/// The most labels with a key, and the most recent articles in the menu.
pub(crate) const NUMBERED: u8 = 9;

/// The sizes of the interface, in percent.
pub(crate) const INTERFACE_PERCENTS: [u16; 5] = [100, 125, 150, 175, 200];

/// The text of a command, and the message key of its tooltip.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Wording {
    pub(crate) text: Message,
    pub(crate) tip: &'static str,
}

impl Wording {
    fn with(self, name: &'static str, value: impl Into<Arg>) -> Self {
        Self { text: self.text.with(name, value), ..self }
    }
}

/// The message keys of a text and, if it is not derived from that, of its tooltip.
macro_rules! words {
    ($key:literal) => {
        words!($key, concat!($key, "-tip"))
    };
    ($key:literal, $tip:expr) => {
        Wording { text: Message::new($key), tip: $tip }
    };
}

/// The keys of a command; the first one is shown. Letters are those printed on the keys, whatever the keyboard layout
/// produces: see `keyboard`.
macro_rules! keys {
    ($($shortcut:expr),*) => {{
        const KEYS: &[KeyboardShortcut] = &[$($shortcut),*];
        KEYS
    }};
}

/// What a command's keys do while somebody types in a text field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WhileTyping {
    /// They run the command, except those that write or move a caret themselves.
    Works,
    /// They belong to the field: it copies, undoes, selects its own text.
    Yields,
}

/// What a command does while the arrow keys move an end of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WhileMovingEnd {
    /// Ends that: the arrow keys move the caret again.
    Leaves,
    /// Lets it go on: the command does not change what is selected on the page.
    Keeps,
}

/// A movement of the end of a mark, as it is seen: where lines run from right to left, to the left is forward.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Stretch {
    /// By a word.
    WordLeft,
    /// By a word.
    WordRight,
    /// By a letter.
    LetterLeft,
    /// By a letter.
    LetterRight,
}

impl Stretch {
    const ALL: [Self; 4] = [Self::WordLeft, Self::WordRight, Self::LetterLeft, Self::LetterRight];

    /// Whether it moves to the left.
    pub(crate) fn is_left(self) -> bool {
        matches!(self, Self::WordLeft | Self::LetterLeft)
    }

    /// Whether it moves by a letter.
    pub(crate) fn is_by_letter(self) -> bool {
        matches!(self, Self::LetterLeft | Self::LetterRight)
    }
}

/// Declares the commands: each with its text, its keys, what these do while somebody types, what it does while an end is
/// being moved, when it is enabled, and, for a choice or a switch, whether it is on. A command with a value lists
/// the possible values. An incomplete row does not compile.
macro_rules! commands {
    (
        $now:ident:
        $(
            $(#[$doc:meta])*
            $name:ident $(($value:ident: $type:ty = $all:expr))?:
            $words:expr, $keys:expr, $typing:ident, $ends:ident, $is_enabled:expr, $is_on:expr;
        )*
    ) => {
        /// A command of the window.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum UiCommand {
            $($(#[$doc])* $name $(($type))?,)*
        }

        static ALL: LazyLock<Vec<UiCommand>> = LazyLock::new(|| {
            let mut all = Vec::new();
            $(commands!(@list all, $name $(, $all)?);)*
            all
        });

        #[allow(unused_variables, reason = "not every row needs the command's value, or the situation")]
        impl UiCommand {
            /// Its text.
            pub(crate) fn wording(self, $now: &Situation<'_>) -> Wording {
                match self {
                    $(Self::$name $(($value))? => $words,)*
                }
            }

            /// Its keys; the first one is shown.
            pub(crate) fn shortcuts(self) -> &'static [KeyboardShortcut] {
                match self {
                    $(Self::$name $(($value))? => $keys,)*
                }
            }

            /// What its keys do while somebody types in a text field.
            pub(super) fn while_typing(self) -> WhileTyping {
                match self {
                    $(Self::$name $(($value))? => WhileTyping::$typing,)*
                }
            }

            /// What it does while the arrow keys move an end of a mark.
            pub(crate) fn while_moving_end(self) -> WhileMovingEnd {
                match self {
                    $(Self::$name $(($value))? => WhileMovingEnd::$ends,)*
                }
            }

            /// Whether it is enabled; menus show disabled commands dimmed.
            pub(crate) fn is_enabled(self, $now: &Situation<'_>) -> bool {
                match self {
                    $(Self::$name $(($value))? => $is_enabled,)*
                }
            }

            /// Whether it is on; `None` if it is neither a choice nor a switch.
            pub(crate) fn is_on(self, $now: &Situation<'_>) -> Option<bool> {
                match self {
                    $(Self::$name $(($value))? => $is_on,)*
                }
            }
        }
    };
    (@list $list:ident, $name:ident) => {
        $list.push(UiCommand::$name)
    };
    (@list $list:ident, $name:ident, $all:expr) => {
        $list.extend($all.into_iter().map(UiCommand::$name))
    };
}

commands! {
    now:

    // Articles and their files.

    /// Choose a file and open it.
    Open: words!("command-open"), keys![ctrl(Key::O)], Works, Leaves, true, None;
    /// Make a new article of the text in the clipboard.
    NewFromClipboard: words!("command-new-from-clipboard"), keys![ctrl_shift(Key::N)], Works, Leaves, true, None;
    /// Open the recent article with this index, from 0.
    OpenRecent(index: u8 = 0..NUMBERED):
        words!("command-open-recent").with("file", now.recent_name(index).unwrap_or_default()),
        keys![], Works, Leaves, now.recent_name(index).is_some(), None;
    /// Forget the recent articles, and where they were read.
    ClearRecent: words!("command-clear-recent"), keys![], Works, Leaves, !now.settings.recent.is_empty(), None;
    /// Choose annotators' files and put them side by side.
    Compare: words!("command-compare"), keys![], Works, Leaves, true, None;
    /// Put the annotators' files beside the article side by side, or return to the page.
    CompareAnnotators:
        words!("command-compare-annotators"), keys![ctrl_shift(Key::K)], Works, Leaves, now.has_work(),
        Some(now.is_adjudicating);
    /// Save the annotations.
    Save: words!("command-save"), keys![ctrl(Key::S)], Works, Keeps, now.has_article() && !now.is_saving, None;
    /// Save the annotations under another name.
    SaveAs: words!("command-save-as"), keys![ctrl_shift(Key::S)], Works, Leaves, now.has_article(), None;
    /// Let annotations that have a file be saved by themselves.
    ToggleAutosave:
        words!("command-toggle-autosave"), keys![], Works, Keeps, true, Some(now.settings.autosave.unwrap_or(true));
    /// Let annotations get their file beside the article unasked.
    ToggleSaveBeside:
        words!("command-toggle-save-beside"), keys![], Works, Keeps, true, Some(now.settings.save_beside);
    /// List the earlier states of the annotation file.
    Versions: words!("command-versions"), keys![ctrl(Key::H)], Works, Leaves, now.has_article(), None;
    /// Show the table of annotations, or what was there before.
    Table: words!("command-table"), keys![ctrl_shift(Key::T)], Works, Leaves, now.has_article() || now.is_folder, None;
    /// Show words, a label or an entity with the words around them, or what was there before.
    Concordance: words!("command-concordance"), keys![], Works, Leaves, now.has_article() || now.is_folder, None;
    /// Show what asks for a look, or what was there before.
    Audit: words!("command-audit"), keys![], Works, Leaves, now.has_article() || now.is_folder, None;
    /// Show charts of what is there, or what was there before.
    Pictures: words!("command-pictures"), keys![], Works, Leaves, now.has_article() || now.is_folder, None;
    /// Show the places on a map, or what was there before.
    Map: words!("command-map"), keys![], Works, Leaves, now.has_article() || now.is_folder, None;
    /// Write a page for somebody who does not have the program.
    Report: words!("command-report"), keys![], Works, Leaves, now.has_article() || now.is_folder, None;
    /// List what was restored or discarded, to bring it back.
    SetAside: words!("command-aside"), keys![], Works, Leaves, true, None;
    /// Choose how to export annotations, and see what becomes of them.
    ExportPage: words!("command-export-page"), keys![ctrl(Key::E)], Works, Leaves, now.has_article() || now.is_folder, None;
    /// Choose a file of another program, and see what becomes of its annotations.
    Import: words!("command-import"), keys![], Works, Leaves, true, None;
    /// The same with a format.
    Export(format: &'static Format = FORMATS.iter().copied()):
        words!("command-export").with("format", Arg::localized(&format.names)), keys![], Works, Leaves,
        now.has_article() || now.is_folder, None;
    /// Read the file again: it may have changed.
    ReadAgain: words!("command-read-again"), keys![], Works, Leaves, now.has_article() && now.has_file, None;
    /// Decide where annotations belong that were not found in the text.
    ShowMoved: words!("command-show-moved"), keys![], Works, Leaves,
        now.session.is_some_and(|session| !session.annotation_state().orphans.is_empty()), None;
    /// Open the file with the program that the person uses for such files.
    OpenOriginal: words!("command-open-original"), keys![], Works, Keeps, now.has_file, None;
    /// Read all that a web page shows instead of its article, or the other way round.
    WholePage: words!("command-whole-page"), keys![], Works, Leaves, now.whole_page.is_some(), now.whole_page;
    /// Read the file in another encoding.
    ChooseEncoding: words!("command-choose-encoding"), keys![], Works, Leaves, now.has_encodings, None;
    /// Close the article in front.
    CloseTab: words!("command-close-tab"), keys![ctrl(Key::W)], Works, Leaves, now.has_tab, None;
    /// Close all other tabs.
    CloseOthers: words!("command-close-others"), keys![], Works, Leaves, now.tabs > 1, None;
    /// Close those that stand before the front tab.
    CloseBefore: words!("command-close-before"), keys![], Works, Leaves, now.tabs > 1, None;
    /// Close those that stand after it.
    CloseAfter: words!("command-close-after"), keys![], Works, Leaves, now.tabs > 1, None;
    /// Copy the path of the article or of the folder, or of the article chosen in a folder.
    CopyPath: words!("command-copy-path"), keys![], Works, Keeps, now.has_file || now.is_folder, None;
    /// Open the folder that the article is in.
    OpenItsFolder: words!("command-open-its-folder"), keys![], Works, Leaves, now.has_file, None;
    /// Close everything.
    Quit: words!("command-quit"), keys![ctrl(Key::Q)], Works, Leaves, true, None;

    // Selection and annotations.

    /// Undo the last change.
    Undo: words!("command-undo"), keys![ctrl(Key::Z)], Yields, Leaves, now.joint[0] || now.session.is_some_and(Session::can_undo), None;
    /// Redo the last undone change.
    Redo:
        words!("command-redo"), keys![ctrl_shift(Key::Z), ctrl(Key::Y)], Yields, Leaves,
        now.joint[1] || now.session.is_some_and(Session::can_redo), None;
    /// Copy the selected text.
    Copy: words!("command-copy"), keys![ctrl(Key::C)], Yields, Keeps, now.has_passage(), None;
    /// Copy the selected text with title, date, page and address.
    CopyWithSource: words!("command-copy-with-source"), keys![ctrl_shift(Key::C)], Works, Keeps, now.has_passage(), None;
    /// Select the whole article.
    SelectAll: words!("command-select-all"), keys![ctrl(Key::A)], Yields, Leaves, now.has_article(), None;
    /// Let what is selected with the pointer keep to whole words.
    ToggleWholeWords:
        words!("command-whole-words"), keys![], Works, Leaves, true, Some(now.settings.whole_words.unwrap_or(true));
    /// Tag the selection, or the selected annotation, with the label of this key, 1 to 9.
    Tag(number: u8 = 1..=NUMBERED):
        match now.label_name(number) {
            Some(name) => words!("command-tag").with("label", name.to_owned()),
            None => words!("command-tag-number", "command-tag-tip").with("number", usize::from(number)),
        },
        digit(number), Yields, Leaves, now.has_passage(), None;
    /// Choose a label for the selected text by typing its name.
    FindLabel: words!("command-find-label"), keys![bare(Key::T)], Yields, Leaves, now.has_passage(), None;
    /// Make a label of the selected words, and tag them with it.
    LabelFromWords: words!("command-label-from-words"), keys![shift(Key::T)], Yields, Leaves, now.has_passage(), None;
    /// Set the attributes of the selected mark.
    EditAttributes:
        words!("command-edit-attributes"), keys![bare(Key::D)], Yields, Leaves, now.has_attributes(), None;
    /// Add a label.
    NewLabel: words!("command-new-label"), keys![ctrl(Key::L)], Works, Leaves, now.has_article(), None;
    /// Edit the labels in the place of the page, or return to it.
    EditLabels:
        words!("command-edit-labels"), keys![ctrl_shift(Key::E)], Works, Leaves, now.has_work(),
        Some(now.edits_labels);
    /// Fill in what is known about the article: title, source, date.
    AboutArticle:
        words!("command-about-article"), keys![ctrl(Key::I)], Works, Leaves, now.has_page(), Some(now.shows_about);
    /// Write a note.
    AddNote:
        words!("command-add-note"), keys![bare(Key::N)], Yields, Leaves, now.has_passage() || now.relation.is_some(), None;
    /// Move the beginning of the selected mark with the arrow keys.
    MoveStart: words!("command-move-start"), keys![shift(Key::F2)], Works, Keeps, now.has_mark(), None;
    /// Move its end with the arrow keys.
    MoveEnd: words!("command-move-end"), keys![bare(Key::F2)], Works, Keeps, now.has_mark(), None;
    /// Delete the selected annotation.
    Delete:
        match now.relation {
            Some(_) => words!("command-delete-relation"),
            None => words!("command-delete"),
        },
        keys![bare(Key::Delete), bare(Key::Backspace)], Yields, Leaves,
        now.relation.is_some() || matches!(now.mark, Some(MarkRef::Annotation(_))), None;
    /// Add the selected words to the mark that was selected last, as a further fragment.
    AddFragment:
        words!("command-add-fragment"), keys![bare(Key::J)], Yields, Leaves, now.has_selection && now.can_add, None;
    /// List the marks that lie where the selected one begins.
    MarksHere: words!("command-marks-here"), keys![bare(Key::O)], Yields, Leaves, now.has_mark(), None;
    /// Begin a relation at the selected mark.
    Relate: words!("command-relate"), keys![bare(Key::L)], Yields, Leaves, now.has_mark(), None;
    /// Turn the selected relation round, or the one that is being made.
    TurnRelation:
        words!("command-turn-relation"), keys![bare(Key::X)], Yields, Leaves,
        now.relation.is_some() || now.is_relating, None;
    /// Accept the selected suggestion.
    Accept:
        match now.relation {
            Some(_) => words!("command-accept-relation"),
            None => words!("command-accept"),
        },
        keys![bare(Key::A)], Yields, Leaves,
        now.can_decide() || now.is_reviewing && now.has_mark(), None;
    /// Reject the selected suggestion, or undo that.
    Reject:
        match now.relation {
            Some(_) => words!("command-reject-relation"),
            None if now.is_rejected() => words!("command-reopen", "command-reject-tip"),
            None => words!("command-reject"),
        },
        keys![bare(Key::R)], Yields, Leaves, now.can_decide() || now.is_reviewing && now.has_mark(), None;
    /// Choose the place or faction of the selected mark, in review among the likely ones; or the kind of the relation.
    LinkEntity:
        match now.relation {
            Some(_) => words!("command-change-relation"),
            None => words!("command-choose-entity"),
        },
        keys![bare(Key::E)], Yields, Leaves,
        now.has_mark() || now.relation.is_some(), None;
    /// Choose the place or faction of all mentions of the selected mark's name.
    ChooseForName:
        words!("command-choose-for-name"), keys![shift(Key::E)], Yields, Leaves, now.is_reviewing && now.has_mark(), None;
    /// Make a place or faction that no lexicon has, for the selected mark.
    NewEntity: words!("command-new-entity"), keys![], Yields, Leaves, now.has_mark(), None;
    /// Give the place or faction of the selected mark another name.
    RenameEntity: words!("command-rename-entity"), keys![], Yields, Leaves, now.has_entity(), None;
    /// Give everything that means the place or faction of the selected mark to another one.
    MergeEntity: words!("command-merge-entity"), keys![], Yields, Leaves, now.has_entity(), None;
    /// Search for the place or faction of the selected mark.
    SearchEntity: words!("command-search-entity"), keys![], Yields, Leaves, now.has_mark(), None;
    /// Decide about one suggestion after the other, or stop doing so.
    Review:
        words!("command-review"), keys![bare(Key::F7)], Works, Leaves, now.has_work(), Some(now.is_reviewing);
    /// Stop reviewing.
    StopReview: words!("command-stop-review"), keys![], Yields, Leaves, now.is_reviewing, None;
    /// Go to the next suggestion that is not decided; after the last to the first.
    NextUndecided: words!("command-next-undecided"), keys![], Yields, Leaves, now.has_article(), None;
    /// Go to the one before; before the first to the last.
    PreviousUndecided: words!("command-previous-undecided"), keys![], Yields, Leaves, now.has_article(), None;
    /// Say that the article is done, and go on to the next one in the folder that is not.
    DoneAndNext: words!("command-done-and-next"), keys![ctrl(Key::D)], Works, Leaves, now.has_work(), None;
    /// Put the article aside and go on, or take it up again.
    PutAside:
        if now.work.is_some() { words!("command-take-up") } else { words!("command-put-aside") },
        keys![bare(Key::P)], Yields, Leaves, now.has_work(), None;
    /// Open the article chosen in the folder without going there.
    OpenBehind:
        words!("command-open-behind"), keys![ctrl_shift(Key::Enter)], Yields, Leaves, now.has_row, None;
    /// Open the article chosen in the folder beside the one that was read last, and go there.
    OpenBeside: words!("command-open-beside"), keys![ctrl(Key::Enter)], Yields, Leaves, now.has_row, None;
    /// Go to the next article in the folder in which something is undecided; after the last to the first.
    NextToDecide: words!("command-next-to-decide"), keys![bare(Key::F4)], Works, Leaves, now.in_folder, None;
    /// Go to the one before; before the first to the last.
    PreviousToDecide: words!("command-previous-to-decide"), keys![shift(Key::F4)], Works, Leaves, now.in_folder, None;
    /// Go to the next article in the folder.
    NextArticle: words!("command-next-article"), keys![alt(Key::PageDown)], Works, Leaves, now.in_folder, None;
    /// Go to the previous article in the folder.
    PreviousArticle: words!("command-previous-article"), keys![alt(Key::PageUp)], Works, Leaves, now.in_folder, None;
    /// Accept all suggestions with the name of the selected mark.
    AcceptName: words!("command-accept-name"), keys![shift(Key::A)], Yields, Leaves, now.has_mark(), None;
    /// Reject them.
    RejectName: words!("command-reject-name"), keys![shift(Key::R)], Yields, Leaves, now.has_mark(), None;
    /// Accept those of them that do not differ from most.
    AcceptAlike: words!("command-accept-alike"), keys![alt(Key::A)], Yields, Leaves, now.has_mark(), None;
    /// Reject those.
    RejectAlike: words!("command-reject-alike"), keys![alt(Key::R)], Yields, Leaves, now.has_mark(), None;
    /// Go to the next one that differs.
    NextDiffering:
        words!("command-next-differing"), keys![], Yields, Leaves, now.is_reviewing && now.has_mark(), None;
    /// Tag the same words everywhere, or change all their tags.
    AllLikeThis: words!("command-all-like-this"), keys![shift(Key::M)], Yields, Leaves, now.has_passage(), None;
    /// Tag all matches of the search.
    TagMatches: words!("command-tag-matches"), keys![], Works, Leaves, now.has_article() && now.has_matches, None;
    /// Ask which of several suggestions to accept or to reject.
    DecideSeveral: words!("command-decide-several"), keys![bare(Key::M)], Yields, Leaves, now.has_article(), None;
    /// Ask whether to accept the suggestions that are sure enough.
    DecideSure: words!("command-decide-sure"), keys![ctrl(Key::M)], Works, Leaves, now.has_article(), None;
    /// Move the end of the selected mark, so that it becomes longer or shorter.
    Stretch(by: Stretch = Stretch::ALL):
        match by {
            Stretch::WordLeft => words!("command-stretch-left"),
            Stretch::WordRight => words!("command-stretch-right"),
            Stretch::LetterLeft => words!("command-stretch-letter-left"),
            Stretch::LetterRight => words!("command-stretch-letter-right"),
        },
        keys![], Yields, Leaves, now.is_reviewing && now.has_mark(), None;
    /// Move its beginning.
    StretchStart(by: Stretch = Stretch::ALL):
        match by {
            Stretch::WordLeft => words!("command-stretch-start-left"),
            Stretch::WordRight => words!("command-stretch-start-right"),
            Stretch::LetterLeft => words!("command-stretch-start-letter-left"),
            Stretch::LetterRight => words!("command-stretch-start-letter-right"),
        },
        keys![], Yields, Leaves, now.is_reviewing && now.has_mark(), None;
    /// Suggest passages similar to the person's tags.
    SuggestFromTags: words!("command-suggest-from-tags"), keys![ctrl(Key::T)], Works, Leaves, now.can_suggest(), None;
    /// Run detection in the whole article again.
    Detect: words!("command-detect"), keys![], Works, Leaves, now.has_article() && !now.is_detecting, None;
    /// Stop detection.
    StopDetecting: words!("command-stop-detecting"), keys![], Works, Leaves, now.is_detecting, None;
    /// Add the user's own lexicons, and switch them on and off.
    Lexicons: words!("command-lexicons"), keys![], Works, Leaves, true, None;
    /// Show and change who works on the folder.
    People: words!("command-people"), keys![], Works, Leaves, now.is_folder || now.in_folder, None;
    /// Change the name that is written into annotations.
    Author: words!("command-author"), keys![], Works, Leaves, true, None;

    // Appearance of the window.

    /// Show the popover with fonts, sizes and themes.
    Appearance: words!("command-appearance"), keys![ctrl(Key::Comma)], Works, Leaves, true, None;
    /// Set the theme; `None` follows the system.
    SetTheme(theme: Option<ThemeName> = [None].into_iter().chain(ThemeName::ALL.map(Some))):
        match theme {
            None => words!("command-theme-system"),
            Some(ThemeName::Light) => words!("command-theme-light"),
            Some(ThemeName::Sepia) => words!("command-theme-sepia"),
            Some(ThemeName::Dark) => words!("command-theme-dark"),
            Some(ThemeName::Contrast) => words!("command-theme-contrast"),
        },
        keys![], Works, Leaves, true, Some(now.theme == theme);
    /// Switch between light and dark.
    ToggleTheme: words!("command-toggle-theme"), keys![ctrl_shift(Key::D)], Works, Keeps, true, None;
    /// Enlarge the article's text. `+` is Shift and `=` on many keyboards, its own key on others.
    ZoomIn:
        words!("command-zoom-in"),
        keys![ctrl(Key::Plus), ctrl(Key::Equals), ctrl_shift(Key::Plus), ctrl_shift(Key::Equals)], Works, Keeps,
        true, None;
    /// Shrink the article's text.
    ZoomOut: words!("command-zoom-out"), keys![ctrl(Key::Minus)], Works, Keeps, true, None;
    /// Reset the article's text to its normal size: with Shift on keyboards whose digits need it.
    ZoomReset: words!("command-zoom-reset"), keys![ctrl(Key::Num0), ctrl_shift(Key::Num0)], Works, Keeps, true, None;
    /// Set the size of the interface, in percent.
    InterfaceSize(percent: u16 = INTERFACE_PERCENTS):
        words!("command-interface-size").with("percent", usize::from(percent)),
        keys![], Works, Leaves, true, Some(now.interface_percent == percent);
    /// Set the direction of all paragraphs; `None` lets each follow its content.
    Direct(direction: Option<Direction> = [None, Some(Direction::Rtl), Some(Direction::Ltr)]):
        match direction {
            None => words!("command-direct-auto"),
            Some(Direction::Rtl) => words!("command-direct-rtl"),
            Some(Direction::Ltr) => words!("command-direct-ltr"),
        },
        keys![], Works, Leaves, now.has_article(), Some(now.has_article() && now.direction == direction);
    /// Hide or show vowel marks.
    ToggleDiacritics:
        words!("command-toggle-diacritics"), keys![ctrl_shift(Key::H)], Works, Leaves,
        true, Some(now.settings.hide_diacritics);
    /// Show or hide signs for spaces and invisible characters.
    ToggleInvisibles:
        words!("command-toggle-invisibles"), keys![ctrl_shift(Key::I)], Works, Leaves,
        true, Some(now.settings.show_invisibles);
    /// Show or hide what was rejected or left out.
    ToggleRejected:
        words!("command-toggle-rejected"), keys![ctrl_shift(Key::R)], Works, Leaves,
        true, Some(now.settings.show_rejected);
    /// Show or hide how long was worked, and how many decisions that makes an hour.
    TogglePace: words!("command-toggle-pace"), keys![], Works, Keeps, true, Some(now.settings.show_pace);
    /// Show or hide the side panel.
    ToggleSidePanel:
        words!("command-toggle-side-panel"), keys![bare(Key::F9)], Works, Keeps, true, Some(now.is_panel_shown);
    /// Move the side panel to the other side of the page, or back.
    MoveSidePanel: words!("command-move-side-panel"), keys![shift(Key::F9)], Works, Keeps, true, None;
    /// Show another open article beside the front one, or the front one alone.
    ToggleBeside:
        words!("command-toggle-beside"), keys![ctrl(Key::B)], Works, Leaves,
        now.is_beside || now.has_article() && now.articles > 1, Some(now.is_beside);
    /// Go to the article that stands beside the front one.
    SwitchBeside:
        words!("command-switch-beside"), keys![ctrl(Key::F6)], Works, Leaves, now.is_beside && !now.is_folder, None;
    /// Enter or leave full screen.
    FullScreen: words!("command-full-screen"), keys![bare(Key::F11)], Works, Keeps, true, Some(now.is_full_screen);
    /// Switch between English and Arabic.
    ToggleLanguage: words!("command-toggle-language"), keys![ctrl_shift(Key::L)], Works, Leaves, true, None;

    // Navigation.

    /// Find text in the article.
    Find: words!("command-find"), keys![ctrl(Key::F)], Works, Leaves, now.has_article() || now.is_folder, None;
    /// Find the headlines in the folder that contain the selected words.
    FindInFolder:
        words!("command-find-in-folder"), keys![], Works, Leaves, now.has_passage() && now.in_folder, None;
    /// Go to the next match.
    FindNext: words!("command-find-next"), keys![bare(Key::F3), ctrl(Key::G)], Works, Leaves, now.has_matches, None;
    /// Go to the previous match.
    FindPrevious:
        words!("command-find-previous"), keys![shift(Key::F3), ctrl_shift(Key::G)], Works, Leaves, now.has_matches, None;
    /// Go to the next highlight.
    NextMention:
        words!("command-next-mention"), keys![alt(Key::ArrowDown), bare(Key::F8)], Works, Leaves,
        now.has_page(), None;
    /// Go to the previous highlight.
    PreviousMention:
        words!("command-previous-mention"), keys![alt(Key::ArrowUp), shift(Key::F8)], Works, Leaves,
        now.has_page(), None;
    /// Go to the next paragraph.
    NextParagraph:
        words!("command-next-paragraph"), keys![ctrl(Key::ArrowDown)], Yields, Leaves, now.has_article(), None;
    /// Go to the previous paragraph.
    PreviousParagraph:
        words!("command-previous-paragraph"), keys![ctrl(Key::ArrowUp)], Yields, Leaves, now.has_article(), None;
    /// Bring the next article to the front.
    NextTab: words!("command-next-tab"), keys![ctrl(Key::PageDown), ctrl(Key::Tab)], Works, Leaves, now.tabs > 1, None;
    /// Bring the previous article to the front.
    PreviousTab:
        words!("command-previous-tab"), keys![ctrl(Key::PageUp), ctrl_shift(Key::Tab)], Works, Leaves,
        now.tabs > 1, None;
    /// Show the list of all open articles.
    ListTabs: words!("command-list-tabs"), keys![ctrl_shift(Key::A)], Yields, Leaves, now.tabs > 1, None;
    /// Move the keyboard focus to the menus.
    Menus: words!("command-menus"), keys![bare(Key::F10)], Works, Leaves, true, None;
    /// Open the menu of what has the keyboard: of the selected words or mark, of a row, of a tab.
    ContextMenu: words!("command-context-menu"), keys![shift(Key::F10), bare(Key::Menu)], Works, Keeps, true, None;
    /// Move the keyboard focus to the next part of the window.
    NextPart: words!("command-next-part"), keys![bare(Key::F6)], Works, Leaves, true, None;
    /// Move the keyboard focus to the previous part of the window.
    PreviousPart: words!("command-previous-part"), keys![shift(Key::F6)], Works, Leaves, true, None;

    // About the program.

    /// Show what was done since the article was opened.
    History: words!("command-history"), keys![alt(Key::Z)], Works, Leaves, now.has_article(), None;
    /// Find a command, a name, a label or an article by what it is called.
    Palette: words!("command-palette"), keys![ctrl(Key::K)], Works, Keeps, true, None;
    /// Learn the first steps on a sample.
    Tour: words!("command-tour"), keys![], Works, Leaves, true, None;
    /// Show all keyboard shortcuts.
    Shortcuts: words!("command-shortcuts"), keys![bare(Key::F1)], Works, Leaves, true, None;
    /// Show version and licence.
    About: words!("command-about"), keys![], Works, Leaves, true, None;
}

impl UiCommand {
    /// Every command with every value, in the order of the table.
    pub(crate) fn all() -> &'static [Self] {
        &ALL
    }

    /// Its further keys in review, while the page has the keyboard: elsewhere they move the caret or choose in a list.
    pub(crate) fn keys_in_review(self) -> &'static [KeyboardShortcut] {
        match self {
            Self::Accept => keys![bare(Key::Enter)],
            Self::SearchEntity => keys![bare(Key::Slash)],
            Self::StopReview => keys![bare(Key::Escape)],
            Self::NextDiffering => keys![bare(Key::ArrowRight), bare(Key::ArrowLeft)],
            Self::NextUndecided => keys![bare(Key::ArrowDown)],
            Self::PreviousUndecided => keys![bare(Key::ArrowUp)],
            Self::Stretch(Stretch::WordLeft) => keys![shift(Key::ArrowLeft)],
            Self::Stretch(Stretch::WordRight) => keys![shift(Key::ArrowRight)],
            Self::Stretch(Stretch::LetterLeft) => keys![alt_shift(Key::ArrowLeft)],
            Self::Stretch(Stretch::LetterRight) => keys![alt_shift(Key::ArrowRight)],
            Self::StretchStart(Stretch::WordLeft) => keys![ctrl_shift(Key::ArrowLeft)],
            Self::StretchStart(Stretch::WordRight) => keys![ctrl_shift(Key::ArrowRight)],
            Self::StretchStart(Stretch::LetterLeft) => keys![ctrl_alt_shift(Key::ArrowLeft)],
            Self::StretchStart(Stretch::LetterRight) => keys![ctrl_alt_shift(Key::ArrowRight)],
            _ => &[],
        }
    }

    /// Its text when nothing is open.
    pub(crate) fn wording_anywhere(self, i18n: &I18n) -> Wording {
        self.wording(&Situation::without_article(i18n, &Settings::default()))
    }
}

const fn bare(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::SHIFT, key)
}

const fn alt(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT, key)
}

const fn alt_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT.plus(Modifiers::SHIFT), key)
}

const fn ctrl_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

const fn ctrl_alt_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::ALT).plus(Modifiers::SHIFT), key)
}

/// The key of a digit from 1 to [`NUMBERED`].
fn digit(number: u8) -> &'static [KeyboardShortcut] {
    const DIGITS: [KeyboardShortcut; NUMBERED as usize] = [
        bare(Key::Num1),
        bare(Key::Num2),
        bare(Key::Num3),
        bare(Key::Num4),
        bare(Key::Num5),
        bare(Key::Num6),
        bare(Key::Num7),
        bare(Key::Num8),
        bare(Key::Num9),
    ];
    const KEYS: &[KeyboardShortcut] = &DIGITS;
    let index = usize::from(number).checked_sub(1);
    index.and_then(|index| KEYS.get(index)).map_or(&[], std::slice::from_ref)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gui::command::Menu;
    use crate::gui::command::MenuEntry;
    use crate::gui::i18n::Lang;

    #[test]
    fn every_command_has_its_texts_in_both_languages() {
        for lang in Lang::ALL {
            let (i18n, settings) = (I18n::new(lang), Settings::default());
            let now = Situation::without_article(&i18n, &settings);
            for command in UiCommand::all() {
                let Wording { text, tip } = command.wording(&now);
                assert!(i18n.has(tip), "{command:?}");
                // A missing message shows as its key.
                assert!(!i18n.words(&text).starts_with("command-"), "{command:?}");
            }
            for menu in Menu::ALL {
                assert!(i18n.has(menu.text_key()), "{menu:?}");
                for entry in menu.entries() {
                    if let MenuEntry::Submenu(key, _) = entry {
                        assert!(i18n.has(key), "{key}");
                    }
                }
            }
        }
    }

    #[test]
    fn without_an_article_only_what_needs_none_is_enabled() {
        let (i18n, settings) = (I18n::new(Lang::En), Settings::default());
        let now = Situation::without_article(&i18n, &settings);
        let is_enabled = |command: &&UiCommand| command.is_enabled(&now);
        let enabled: Vec<String> = UiCommand::all().iter().filter(is_enabled).map(|c| format!("{c:?}")).collect();
        let enabled = enabled.join(" ");
        for (name, is_there) in [
            ("Open ", true),
            ("Quit", true),
            ("FullScreen", true),
            ("OpenRecent", false),
            ("Save ", false),
            ("Export(", false),
            ("Undo", false),
            ("Tag(", false),
            ("Direct(", false),
            ("Find ", false),
            ("NextTab", false),
            ("StopDetecting", false),
        ] {
            assert_eq!(enabled.contains(name), is_there, "{name} in {enabled}");
        }
        let switches = UiCommand::all().iter().filter_map(|command| command.is_on(&now));
        assert_eq!(switches.clone().count(), 27, "choices and switches");
        assert_eq!(
            switches.filter(|is_on| *is_on).count(),
            5,
            "the system's theme, the panel, the normal size, autosave, whole words"
        );
    }
}
