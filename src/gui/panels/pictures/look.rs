//! What the parts of the pictures' view share: what they are shown with, and how they ask for something.

use eframe::egui::{Context, Id, Rect};

use crate::gui::i18n::I18n;
use crate::gui::model::{AppAction, PictureAction, PictureKind, PictureRoom, Pictures, Seeing, SeenWords, TabId};
use crate::gui::panels::Names;

/// Space beside everything, in points.
pub(super) const BESIDE: f32 = 14.0;

/// What pictures are shown with.
#[derive(Clone, Copy)]
pub(crate) struct PicturesLook<'a> {
    pub(crate) i18n: &'a I18n,
    pub(crate) names: Names<'a>,
    pub(crate) words: &'a SeenWords,
    /// The tab, and whether it is a folder's.
    pub(crate) id: TabId,
    pub(crate) is_folder: bool,
    /// The rows that are drawn, and what was asked for: the same as in the table.
    pub(crate) seeing: &'a Seeing,
    /// The pictures that stand side by side.
    pub(crate) kinds: &'a [PictureKind],
    /// Whether something is still being read or drawn.
    pub(crate) is_busy: bool,
}

pub(super) fn picture_id(id: TabId, kind: PictureKind) -> Id {
    Id::unique(("picture", id.0, kind))
}

pub(super) fn push(acts: &mut Vec<AppAction>, id: TabId, act: PictureAction) {
    acts.push(AppAction::Picture(id, act));
}

/// Asks for a drawing of this room, if the last one is of another.
pub(super) fn ask_room(
    ctx: &Context,
    id: TabId,
    (kind, body): (PictureKind, Rect),
    pictures: &Pictures,
    acts: &mut Vec<AppAction>,
) {
    let room = PictureRoom { size: [body.width().floor(), body.height().floor()], scale: ctx.pixels_per_point() };
    if pictures.rooms.get(&kind) != Some(&room) {
        push(acts, id, PictureAction::Room(kind, room));
    }
}
