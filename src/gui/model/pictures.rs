//! The pictures of an article or a folder: which are shown, and how.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::drawn_picture::{DrawnPicture, PictureOf};
use crate::annotation::Day;
use crate::lexicon::UserEntry;
use crate::picture::charts::matrix::Within;
use crate::picture::charts::timeline::Period;
use crate::picture::map::{NamesIn, View};
use crate::store::NamesFile;
use crate::survey::{Column, Name, RowRef};

/// A picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum PictureKind {
    /// Where each is named.
    Dispersion,
    /// The most named.
    Frequency,
    /// Which is named with which.
    Matrix,
    /// When each is named.
    Timeline,
    /// What is named together.
    Network,
    /// How often each label is used.
    Labels,
    /// What was decided how often.
    Statuses,
    /// Who made how many.
    Authors,
    /// The places.
    Map,
}

impl PictureKind {
    /// Those that can stand side by side.
    pub(crate) const CHARTS: [Self; 8] = [
        Self::Dispersion,
        Self::Frequency,
        Self::Matrix,
        Self::Timeline,
        Self::Network,
        Self::Labels,
        Self::Statuses,
        Self::Authors,
    ];
    /// Those that stand there until somebody chooses.
    const USUAL: [Self; 5] = [Self::Dispersion, Self::Frequency, Self::Matrix, Self::Timeline, Self::Network];

    /// The key of its name, which is also that of its file.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Dispersion => "picture-dispersion",
            Self::Frequency => "picture-frequency",
            Self::Matrix => "picture-matrix",
            Self::Timeline => "picture-timeline",
            Self::Network => "picture-network",
            Self::Labels => "picture-labels",
            Self::Statuses => "picture-statuses",
            Self::Authors => "picture-authors",
            Self::Map => "picture-map",
        }
    }

    /// Its name in the settings.
    fn name(self) -> &'static str {
        self.key().trim_start_matches("picture-")
    }

    /// The chosen ones, in their order, as the settings have them; the usual ones if these say nothing.
    pub(crate) fn of_settings(names: Option<&Vec<String>>) -> Vec<Self> {
        let Some(names) = names else { return Self::USUAL.to_vec() };
        names.iter().filter_map(|name| Self::CHARTS.into_iter().find(|kind| kind.name() == name)).collect()
    }

    /// These as the settings have them.
    pub(crate) fn to_settings(kinds: &[Self]) -> Vec<String> {
        kinds.iter().map(|kind| kind.name().to_owned()).collect()
    }
}

/// The order of a matrix.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum MatrixOrder {
    /// By the sums.
    #[default]
    Count,
    /// What goes together side by side.
    Clustered,
    /// By name.
    Name,
    /// Its rows by their numbers in one column.
    Column(Name),
    /// Its columns by their numbers in one row.
    Row(Name),
}

/// What can be chosen for pictures.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct PictureChoices {
    pub(crate) within: Within,
    pub(crate) order: MatrixOrder,
    pub(crate) period: Period,
    pub(crate) names: NamesIn,
}

/// The room of a picture in the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PictureRoom {
    /// Width and height, in points.
    pub(crate) size: [f32; 2],
    /// Pixels in a point.
    pub(crate) scale: f32,
}

/// Where a mark leads.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PictureTarget {
    /// Entities, or spellings.
    pub(crate) names: Vec<Name>,
    /// A column that has a value.
    pub(crate) value: Option<(Column, String)>,
    /// The first and the last day.
    pub(crate) days: Option<(Day, Day)>,
    /// One mention.
    pub(crate) row: Option<RowRef>,
}

/// How a picture is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PictureFormat {
    /// As outlines.
    Svg,
    /// As pixels.
    Png,
    /// Its numbers.
    Csv,
    /// Its places.
    Geojson,
}

impl PictureFormat {
    /// The formats of a picture.
    pub(crate) fn of(kind: PictureKind) -> &'static [Self] {
        match kind {
            PictureKind::Map => &[Self::Svg, Self::Png, Self::Geojson, Self::Csv],
            _ => &[Self::Svg, Self::Png, Self::Csv],
        }
    }

    /// The ending of its files.
    pub(crate) fn suffix(self) -> &'static str {
        match self {
            Self::Svg => ".svg",
            Self::Png => ".png",
            Self::Csv => ".csv",
            Self::Geojson => ".geojson",
        }
    }

    /// The key of its name.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Svg => "picture-as-svg",
            Self::Png => "picture-as-png",
            Self::Csv => "picture-as-csv",
            Self::Geojson => "picture-as-geojson",
        }
    }
}

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
