//! Which pictures there are, and what can be chosen for them.

use crate::annotation::Day;
use crate::picture::charts::matrix::Within;
use crate::picture::charts::timeline::Period;
use crate::picture::map::NamesIn;
use crate::survey::{self, Column, Name, RowRef};

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
    /// Two in the passages that name both; the names do not count then.
    pub(crate) together: Option<([Name; 2], survey::Within)>,
    /// A column that has a value.
    pub(crate) value: Option<(Column, String)>,
    /// The first and the last day.
    pub(crate) days: Option<(Day, Day)>,
    /// One mention.
    pub(crate) row: Option<RowRef>,
    /// Whether the picture has nothing that was rejected.
    pub(crate) is_without_rejected: bool,
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
