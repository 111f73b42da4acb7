//! The pictures of an article or a folder: which are shown, and how.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::drawn_picture::{DrawnPicture, PictureOf};
use super::picture_kinds::{PictureChoices, PictureFormat, PictureKind, PictureRoom, PictureTarget};
use crate::lexicon::UserEntry;
use crate::picture::map::View;
use crate::store::NamesFile;

/// A place that is to be placed by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ToPlace {
    /// The entity's id, or the spelling of one that is not known.
    pub(crate) id: String,
    pub(crate) name: String,
}

/// A place that was placed by hand.
#[derive(Clone, Debug)]
pub(crate) struct PlacedByHand {
    /// The entity's id.
    pub(crate) id: String,
    pub(crate) name: String,
    /// Where its entry is kept, and what stood there before.
    pub(crate) file: NamesFile,
    pub(crate) former: Option<UserEntry>,
}

/// The pictures of a tab.
#[derive(Default)]
pub(crate) struct Pictures {
    pub(crate) choices: PictureChoices,
    /// Where the map was moved.
    pub(crate) view: Option<View>,
    /// The only series whose discs are shown on the map; the one after the last is all others.
    pub(crate) only: Option<usize>,
    /// The chosen place, by its entity's id or its spelling.
    pub(crate) selected: Option<String>,
    /// The place for which the map waits.
    pub(crate) placing: Option<ToPlace>,
    /// The place that was placed last, while that can be taken back.
    pub(crate) placed: Option<PlacedByHand>,
    /// The room of those that are shown.
    pub(crate) rooms: BTreeMap<PictureKind, PictureRoom>,
    pub(crate) drawn: BTreeMap<PictureKind, Arc<DrawnPicture>>,
    /// The one that fills the window.
    pub(crate) whole: Option<PictureKind>,
    /// Those that are shown as tables.
    pub(crate) as_table: BTreeSet<PictureKind>,
}

/// A request of a picture.
#[derive(Clone, Debug)]
pub(crate) enum PictureAction {
    /// It has this room.
    Room(PictureKind, PictureRoom),
    /// It is no longer shown.
    NotShown(Vec<PictureKind>),
    /// Draw them so.
    Choose(PictureChoices),
    /// Show these side by side.
    Show(Vec<PictureKind>),
    /// Let one fill the window, or none.
    Whole(Option<PictureKind>),
    /// Show it as a table, or as a picture.
    AsTable(PictureKind, bool),
    /// Show this part of the world; `None` shows all places.
    View(Option<View>),
    /// Show the discs of one series only, or of all.
    Only(Option<usize>),
    /// Choose a place, or none.
    Select(Option<String>),
    /// Wait for the position of a place, or for none.
    Placing(Option<ToPlace>),
    /// Keep where a place lies: latitude and longitude in degrees.
    Place(ToPlace, [f64; 2]),
    /// Take back what was placed last.
    TakeBack,
    /// Go to what a mark stands for.
    Open(PictureTarget),
    /// Write it into a file.
    Export(PictureKind, PictureFormat),
}

impl Pictures {
    /// Those whose drawing is not of what is asked for now, with what it would be of.
    pub(crate) fn outdated(&self, of: impl Fn(PictureRoom) -> PictureOf) -> Vec<(PictureKind, PictureOf)> {
        let wanted = |(kind, room): (&PictureKind, &PictureRoom)| {
            let is_map = *kind == PictureKind::Map;
            let (view, only) = (self.view.filter(|_| is_map), self.only.filter(|_| is_map));
            let of = PictureOf { choices: self.choices, view, only, ..of(*room) };
            self.drawn.get(kind).is_none_or(|drawn| drawn.of != of).then_some((*kind, of))
        };
        self.rooms.iter().filter_map(wanted).collect()
    }

    /// The map as it was drawn last.
    pub(crate) fn map(&self) -> Option<&Arc<DrawnPicture>> {
        self.drawn.get(&PictureKind::Map)
    }
}
