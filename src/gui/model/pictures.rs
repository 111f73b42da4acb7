//! The pictures of an article or a folder: which are shown, how, and what was drawn last.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::annotation::Day;
use crate::exchange::csv::{spreadsheet, tamed};
use crate::gui::i18n::Lang;
use crate::layout::picture::Picture;
use crate::layout::{TextEngine, ThemeName};
use crate::lexicon::Lexicon;
use crate::picture::charts::matrix::{Order, Within};
use crate::picture::charts::timeline::Period;
use crate::picture::from_survey::{Counted, Dates, Keyed, Subject};
use crate::picture::map::{MapLook, NamesIn, View, geojson};
use crate::picture::{DisplayList, Language, Look, Mark, Table, paint, svg};
use crate::survey::{Filter, Name, Plain, RowRef, Survey};

/// The least height of a chart's row of 24 points, and what stands around the rows, in points.
const CHART_ROW: f32 = 24.0;
const AROUND: f32 = 96.0;

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
    /// The places.
    Map,
}

impl PictureKind {
    /// Those that stand side by side, in their order.
    pub(crate) const CHARTS: [Self; 5] =
        [Self::Dispersion, Self::Frequency, Self::Matrix, Self::Timeline, Self::Network];

    /// The key of its name, which is also that of its file.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Dispersion => "picture-dispersion",
            Self::Frequency => "picture-frequency",
            Self::Matrix => "picture-matrix",
            Self::Timeline => "picture-timeline",
            Self::Network => "picture-network",
            Self::Map => "picture-map",
        }
    }
}

/// What can be chosen for pictures.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct PictureChoices {
    pub(crate) within: Within,
    pub(crate) order: Order,
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

/// All that a picture is drawn from, but for the rows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PictureOf {
    pub(crate) room: PictureRoom,
    pub(crate) choices: PictureChoices,
    /// Which part of the world, on a map that was moved.
    pub(crate) view: Option<View>,
    /// What was asked for, of which revision of the rows.
    pub(crate) filter: Filter,
    pub(crate) revision: u64,
    pub(crate) lang: Lang,
    pub(crate) theme: ThemeName,
}

/// A picture as it was drawn.
pub(crate) struct DrawnPicture {
    pub(crate) of: PictureOf,
    pub(crate) list: DisplayList,
    pub(crate) pixels: Picture,
    pub(crate) table: Table,
    /// The part of the world, and where the map lies in the picture, in points.
    pub(crate) view: Option<(View, [f32; 4])>,
    /// The dates of the articles, on a map.
    pub(crate) dates: Option<Dates>,
    rows: Vec<Name>,
    columns: Vec<Name>,
    mentions: Vec<Vec<RowRef>>,
    /// The first days of the slots of a timeline.
    starts: Vec<String>,
    /// The places as data.
    geojson: Option<String>,
}

/// How many rows there would be over time without the filter's dates; `None` if there is nothing to choose from.
fn dates_of(counted: &Counted<'_>, filter: &Filter) -> Option<Dates> {
    let undated = Filter { from: None, to: None, ..filter.clone() };
    let dates = if undated == *filter {
        counted.dates()
    } else {
        let rows = undated.rows(counted.survey, &Plain);
        Counted { rows: &rows, ..*counted }.dates()
    };
    (dates.slots.len() > 1).then_some(dates)
}

/// Where a mark leads.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PictureTarget {
    /// Entities, or spellings.
    pub(crate) names: Vec<Name>,
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

/// The pictures of a tab.
#[derive(Default)]
pub(crate) struct Pictures {
    pub(crate) choices: PictureChoices,
    /// Where the map was moved.
    pub(crate) view: Option<View>,
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
    /// Let one fill the window, or none.
    Whole(Option<PictureKind>),
    /// Show it as a table, or as a picture.
    AsTable(PictureKind, bool),
    /// Show this part of the world; `None` shows all places.
    View(Option<View>),
    /// Go to what a mark stands for.
    Open(PictureTarget),
    /// Write it into a file.
    Export(PictureKind, PictureFormat),
}

impl Pictures {
    /// Those whose drawing is not of what is asked for now, with what it would be of.
    pub(crate) fn outdated(&self, of: impl Fn(PictureRoom) -> PictureOf) -> Vec<(PictureKind, PictureOf)> {
        let wanted = |(kind, room): (&PictureKind, &PictureRoom)| {
            let view = self.view.filter(|_| *kind == PictureKind::Map);
            let of = PictureOf { choices: self.choices, view, ..of(*room) };
            self.drawn.get(kind).is_none_or(|drawn| drawn.of != of).then_some((*kind, of))
        };
        self.rooms.iter().filter_map(wanted).collect()
    }
}

impl DrawnPicture {
    /// Draws a picture of these rows.
    pub(crate) fn draw(kind: PictureKind, of: PictureOf, survey: &Survey, rows: &[RowRef], lexicon: &Lexicon) -> Self {
        let language = match of.lang {
            Lang::En => Language::English,
            Lang::Ar => Language::Arabic,
        };
        let counted = Counted { survey, rows, lexicon, language, names: Language::Arabic, theme: of.theme };
        let [width, height] = of.room.size;
        let look = Look { has_title: false, ..Look::new(width, language, of.theme) };
        let most = |row: f32, around: f32| (((height - around) / row).floor() as usize).clamp(3, 60);
        let engine = &mut TextEngine::new();
        let PictureChoices { within, order, period, names } = of.choices;
        let (mut view, mut starts, mut geo, mut dates) = (None, Vec::new(), None, None);
        let (list, table, keyed) = match kind {
            PictureKind::Dispersion => {
                let keyed = counted.dispersion(Subject::Entity, most(CHART_ROW, AROUND));
                (keyed.picture.draw(engine, &look), keyed.picture.table(language), keyed.without_picture())
            }
            PictureKind::Frequency => {
                let keyed = counted.bars(Subject::Entity, most(CHART_ROW, AROUND));
                (keyed.picture.draw(engine, &look), keyed.picture.table(language), keyed.without_picture())
            }
            PictureKind::Matrix => {
                let columns = (((width - 320.0) / 53.0).floor() as usize).clamp(3, 40);
                let keyed = counted.matrix(within, order, [most(27.0, 130.0), columns]);
                (keyed.picture.draw(engine, &look), keyed.picture.table(language), keyed.without_picture())
            }
            PictureKind::Timeline => {
                let keyed = counted.timeline(Subject::Entity, period, most(44.0, 76.0).min(6));
                starts = keyed.picture.slots.iter().map(|slot| slot.start.clone()).collect();
                (keyed.picture.draw(engine, &look), keyed.picture.table(language), keyed.without_picture())
            }
            PictureKind::Network => {
                let keyed = counted.network(within, 30);
                (keyed.picture.draw(engine, &look), keyed.picture.table(language), keyed.without_picture())
            }
            PictureKind::Map => {
                let keyed = Counted { names: language, ..counted }.places(within);
                let look =
                    MapLook { size: of.room.size, view: of.view, names, ..MapLook::new(width, language, of.theme) };
                view = Some((keyed.picture.view(&look), look.frame()));
                dates = dates_of(&counted, &of.filter);
                geo = Some(geojson::geojson(&keyed.picture));
                (keyed.picture.draw(engine, &look), keyed.picture.table(language), keyed.without_picture())
            }
        };
        let pixels = paint::paint(&list, of.room.scale);
        let Keyed { rows, columns, mentions, .. } = keyed;
        Self { of, list, pixels, table, view, dates, rows, columns, mentions, starts, geojson: geo }
    }

    /// Where a mark leads; what has no passages (a row of a legend) leads nowhere.
    pub(crate) fn target(&self, kind: PictureKind, mark: &Mark) -> Option<PictureTarget> {
        let (row, part) = (mark.spot.row as usize, mark.spot.part.map(|part| part as usize));
        let name = match self.rows.get(row) {
            Some(name) => *name,
            // The legend's series come after the places.
            None => *self.columns.get(row - self.rows.len())?,
        };
        let mut target = PictureTarget { names: vec![name], ..PictureTarget::default() };
        match (kind, part) {
            (PictureKind::Dispersion, Some(part)) => target.row = self.mentions.get(row)?.get(part).copied(),
            (PictureKind::Matrix, Some(part)) => target.names.push(*self.columns.get(part)?),
            (PictureKind::Network, Some(part)) => target.names.push(*self.rows.get(part)?),
            (PictureKind::Timeline, Some(part)) => {
                let first = Day::parse(self.starts.get(part)?)?;
                let last = match (self.starts.get(part + 1), self.of.choices.period) {
                    (Some(next), _) => Day::parse(next)?.date().yesterday().ok()?,
                    (None, Period::Day) => first.date(),
                    (None, Period::Week) => first.date().saturating_add(jiff::Span::new().days(6)),
                    (None, Period::Month) => first.date().last_of_month(),
                };
                target.days = Some((first, Day::parse(&last.to_string())?));
            }
            _ => {}
        }
        Some(target)
    }

    /// The picture as a file.
    pub(crate) fn file(&self, format: PictureFormat) -> Vec<u8> {
        match format {
            PictureFormat::Svg => svg::svg(&self.list).into_bytes(),
            // Twice the points, whatever the screen has: it is to be printed.
            PictureFormat::Png => paint::paint(&self.list, 2.0).png().unwrap_or_default(),
            PictureFormat::Csv => spreadsheet(&self.table.lines(|text| tamed(text).into_owned()), true),
            PictureFormat::Geojson => self.geojson.clone().unwrap_or_default().into_bytes(),
        }
    }
}
