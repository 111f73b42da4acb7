//! What the parts of the pictures' view share: what they are shown with, and how they ask for something.

use std::collections::BTreeSet;

use eframe::egui::{Context, Id, Rect};

use crate::gui::i18n::I18n;
use crate::gui::model::{AppAction, Asked, PictureAction, PictureKind, PictureRoom, Pictures, TabId};
use crate::report::Part;

/// Space beside everything, in points.
pub(super) const BESIDE: f32 = 14.0;

/// What pictures are shown with.
#[derive(Clone, Copy)]
pub(crate) struct PicturesLook<'a> {
    pub(crate) i18n: &'a I18n,
    /// The tab, and whether it is a folder's.
    pub(crate) id: TabId,
    pub(crate) is_folder: bool,
    /// What a report has.
    pub(crate) report: &'a BTreeSet<Part>,
    /// What was asked for in the table: pictures follow it.
    pub(crate) asked: &'a Asked,
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
