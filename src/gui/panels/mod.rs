//! The panels around the page. Each draws from shared borrows and queues actions.

mod answers;
mod appearance;
mod author;
mod bars;
mod below;
mod beside;
mod card;
mod chooser;
mod context;
mod dates;
mod dialogs;
mod differences;
mod encodings;
mod entity;
mod find;
mod folder;
mod hint;
mod keys;
mod lexicons;
mod notices;
mod popover;
mod record_words;
mod recovery;
mod side;
mod side_lists;
mod start;
mod tab_item;
mod tab_list;
mod tabs;
mod tag_bar;
mod versions;

pub(crate) use appearance::Appearance;
pub(crate) use author::author_bar;
pub(crate) use bars::{status_bar, top_bar};
pub(crate) use card::hover_card;
pub(crate) use chooser::{Chooser, ChosenFrom};
pub(crate) use context::{
    AppearanceView, Articles, CommandState, CommandStates, DialogView, Names, SideView, TopBarView,
};
pub(crate) use dates::moment;
pub(crate) use dialogs::Dialog;
pub(crate) use differences::DifferencesView;
pub(crate) use encodings::{ChooseEncoding, unreadable};
pub(crate) use entity::{LinkEntity, MOST_HITS, full_name, meanings, name_of, shown_name};
pub(crate) use folder::FolderView;
pub(crate) use hint::hint;
pub(crate) use notices::{NoticeList, banners, toasts};
pub(crate) use popover::{note_editor, note_field_id};
pub(crate) use recovery::recovery_bar;
pub(crate) use side::{side_list_stop, side_panel};
pub(crate) use side_lists::SideLists;
pub(crate) use start::{drop_hint, start_page};
pub(crate) use tab_list::TabList;
pub(crate) use tabs::tab_bar;
pub(crate) use tag_bar::{TagBar, label_field_id, label_list, tag_bar};
pub(crate) use versions::focus_versions;
