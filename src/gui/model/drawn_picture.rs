//! A picture as it was drawn, and where its marks lead.

use std::borrow::Cow;
use std::sync::Arc;

use eframe::egui::ColorImage;

use super::picture_kinds::{MatrixOrder, PictureChoices, PictureFormat, PictureKind, PictureRoom, PictureTarget};
use crate::annotation::{Day, Status};
use crate::exchange::csv::{spreadsheet, tamed};
use crate::gui::i18n::Lang;
use crate::layout::{TextEngine, ThemeName};
use crate::lexicon::Lexicon;
use crate::picture::charts::matrix::{HEAD, Order};
use crate::picture::charts::timeline::Period;
use crate::picture::from_survey::{Counted, Dates, Keyed, Subject};
use crate::picture::map::{Disc, InView, MapLook, Places, View, geojson};
use crate::picture::{DisplayList, Language, Look, Mark, Table, paint, svg};
use crate::survey::{Column, Filter, Name, Plain, RowRef, Survey};

/// The least height of a chart's row of 24 points, and what stands around the rows, in points.
const CHART_ROW: f32 = 24.0;
const AROUND: f32 = 96.0;
/// Room of a node of the network, in square points.
const NODE: f32 = 9_000.0;
/// Width of the legend beside a map in a file, in points.
const LEGEND: f32 = 280.0;

/// All that a picture is drawn from, but for the rows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PictureOf {
    pub(crate) room: PictureRoom,
    pub(crate) choices: PictureChoices,
    /// Which part of the world, on a map that was moved.
    pub(crate) view: Option<View>,
    /// The only series that is filled on a map.
    pub(crate) only: Option<usize>,
    /// What was asked for, of which revision of the rows.
    pub(crate) filter: Filter,
    pub(crate) revision: u64,
    /// Which lexicon, by where it lies.
    pub(crate) lexicon: usize,
    pub(crate) lang: Lang,
    pub(crate) theme: ThemeName,
}

impl PictureOf {
    /// Whether both count the same.
    fn counts_like(&self, other: &Self) -> bool {
        let of = |of: &Self| (of.choices.within, of.revision, of.lexicon, of.lang, of.theme);
        of(self) == of(other) && self.filter == other.filter
    }

    fn language(&self) -> Language {
        match self.lang {
            Lang::En => Language::English,
            Lang::Ar => Language::Arabic,
        }
    }
}

/// A picture as it was drawn.
pub(crate) struct DrawnPicture {
    pub(crate) of: PictureOf,
    pub(crate) list: DisplayList,
    pub(crate) image: Arc<ColorImage>,
    pub(crate) table: Table,
    pub(crate) map: Option<DrawnMap>,
    rows: Vec<Name>,
    columns: Vec<Name>,
    mentions: Vec<Vec<RowRef>>,
    /// The first days of the slots of a timeline, or the values of rows that are no names.
    codes: Vec<String>,
}

/// What a map shows, however it is moved.
pub(crate) struct MapData {
    pub(crate) counted: Keyed<Places>,
    /// The dates of the articles.
    pub(crate) dates: Option<Dates>,
}

/// What is known of a map as it was drawn.
pub(crate) struct DrawnMap {
    pub(crate) data: Arc<MapData>,
    /// The part of the world.
    pub(crate) view: View,
    pub(crate) discs: Vec<Disc>,
    pub(crate) in_view: InView,
    look: MapLook,
}

impl DrawnMap {
    /// The places, and those without coordinates.
    pub(crate) fn places(&self) -> &Places {
        &self.data.counted.picture
    }

    /// The number of a place by its entity's id or its spelling: of those with coordinates, then of those without.
    pub(crate) fn number_of(&self, id: &str) -> Option<usize> {
        let places = self.places();
        let ids = places.places.iter().map(|place| &place.id).chain(places.unplaced.iter().map(|place| &place.id));
        ids.into_iter().position(|other| other == id)
    }

    /// The mentions of the place with this number.
    pub(crate) fn mentions(&self, number: usize) -> &[RowRef] {
        self.data.counted.mentions.get(number).map_or(&[], Vec::as_slice)
    }
}

/// Whether a picture leaves out what was rejected: all of what is named where do, unless somebody asks for a status.
fn is_without_rejected(kind: PictureKind, filter: &Filter) -> bool {
    let counts_decisions = matches!(kind, PictureKind::Labels | PictureKind::Statuses | PictureKind::Authors);
    !counts_decisions && !filter.values.contains_key(&Column::Status)
}

/// Those of the rows that fit a filter that a picture shows.
fn shown_rows<'r>(kind: PictureKind, filter: &Filter, survey: &Survey, rows: &'r [RowRef]) -> Cow<'r, [RowRef]> {
    let stands = |at: &RowRef| survey.row(*at).is_some_and(|(_, row)| row.status != Status::Rejected);
    if is_without_rejected(kind, filter) { rows.iter().copied().filter(stands).collect() } else { rows.into() }
}

/// How many rows there would be over time without the filter's dates; `None` if there is nothing to choose from.
fn dates_of(counted: &Counted<'_>, filter: &Filter) -> Option<Dates> {
    let undated = Filter { from: None, to: None, ..filter.clone() };
    let dates = if undated == *filter {
        counted.dates()
    } else {
        let rows = undated.rows(counted.survey, &Plain);
        Counted { rows: &shown_rows(PictureKind::Map, filter, counted.survey, &rows), ..*counted }.dates()
    };
    (dates.slots.len() > 1).then_some(dates)
}

/// What a chart has besides its rows and columns.
type Chart = (DisplayList, Table, Keyed<()>);

impl DrawnPicture {
    /// Draws a picture of these rows; what was `former`ly counted for it is used if it is still right.
    pub(crate) fn draw(
        kind: PictureKind,
        of: PictureOf,
        former: Option<&Self>,
        (survey, rows): (&Survey, &[RowRef]),
        lexicon: &Lexicon,
    ) -> Self {
        let mut codes = Vec::new();
        let former = former.filter(|former| former.of.counts_like(&of)).and_then(|former| former.map.as_ref());
        let (map, (list, table, keyed)) = if let Some(former) = former {
            let (map, chart) = draw_map(former.data.clone(), &of);
            (Some(map), chart)
        } else {
            let language = of.language();
            let rows = &*shown_rows(kind, &of.filter, survey, rows);
            let counted = Counted { survey, rows, lexicon, language, names: language, theme: of.theme };
            if kind == PictureKind::Map {
                let places = counted.places(of.choices.within);
                let data = Arc::new(MapData { counted: places, dates: dates_of(&counted, &of.filter) });
                let (map, chart) = draw_map(data, &of);
                (Some(map), chart)
            } else {
                (None, draw_chart(kind, &of, &counted, &mut codes))
            }
        };
        let pixels = paint::paint(&list, of.room.scale);
        // Nothing in it is seen through.
        let image =
            ColorImage::from_rgba_premultiplied([pixels.width as usize, pixels.height as usize], &pixels.rgba).into();
        let Keyed { rows, columns, mentions, .. } = keyed;
        Self { of, list, image, table, map, rows, columns, mentions, codes }
    }

    /// Where a mark leads; what has no passages leads nowhere.
    pub(crate) fn target(&self, kind: PictureKind, mark: &Mark) -> Option<PictureTarget> {
        let (row, part) = (mark.spot.row as usize, mark.spot.part.map(|part| part as usize));
        let mut target = PictureTarget {
            is_without_rejected: is_without_rejected(kind, &self.of.filter),
            ..PictureTarget::default()
        };
        let value = |column| Some((column, self.codes.get(row)?.clone()));
        match kind {
            PictureKind::Labels => target.value = value(Column::Label),
            PictureKind::Authors => target.value = value(Column::Author),
            PictureKind::Statuses => target.value = value(Column::Status),
            _ => target.names.push(*self.rows.get(row)?),
        }
        let within = self.of.choices.within.of_survey();
        match (kind, part) {
            (PictureKind::Dispersion, Some(part)) => target.row = self.mentions.get(row)?.get(part).copied(),
            (PictureKind::Matrix, Some(part)) => {
                target.together = Some(([*self.rows.get(row)?, *self.columns.get(part)?], within));
            }
            (PictureKind::Network, Some(part)) => {
                target.together = Some(([*self.rows.get(row)?, *self.rows.get(part)?], within));
            }
            (PictureKind::Timeline, Some(part)) => {
                let first = Day::parse(self.codes.get(part)?)?;
                let last = match (self.codes.get(part + 1), self.of.choices.period) {
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

    /// What a matrix is sorted by when one of its heads is chosen; `None` for any other mark.
    pub(crate) fn head(&self, mark: &Mark) -> Option<MatrixOrder> {
        match (mark.spot.row, mark.spot.part) {
            (HEAD, Some(column)) => self.columns.get(column as usize).copied().map(MatrixOrder::Column),
            (row, None) => self.rows.get(row as usize).copied().map(MatrixOrder::Row),
            _ => None,
        }
    }

    /// The picture as a file.
    pub(crate) fn file(&self, format: PictureFormat) -> Vec<u8> {
        // Twice the points, whatever the screen has: it is to be printed.
        let png = |list: &DisplayList| paint::paint(list, 2.0).png().unwrap_or_default();
        match (format, &self.map) {
            (PictureFormat::Csv, _) => spreadsheet(&self.table.lines(|text| tamed(text).into_owned()), true),
            (PictureFormat::Svg, None) => svg::svg(&self.list).into_bytes(),
            (PictureFormat::Png, None) => png(&self.list),
            (PictureFormat::Svg, Some(map)) => svg::svg(&map.with_legend()).into_bytes(),
            (PictureFormat::Png, Some(map)) => png(&map.with_legend()),
            (PictureFormat::Geojson, map) => {
                map.as_ref().map_or_else(Vec::new, |map| geojson::geojson(map.places()).into_bytes())
            }
        }
    }
}

impl DrawnMap {
    /// The map with title and legend beside it, as it stands in a file.
    fn with_legend(&self) -> DisplayList {
        let [width, height] = self.look.size;
        let look = MapLook { size: [width + LEGEND, height], has_legend: true, ..self.look };
        self.places().draw(&mut TextEngine::new(), &look)
    }
}

fn draw_map(data: Arc<MapData>, of: &PictureOf) -> (DrawnMap, Chart) {
    let language = of.language();
    let places = &data.counted.picture;
    let look = MapLook {
        size: of.room.size,
        view: of.view,
        names: of.choices.names,
        only: of.only,
        has_legend: false,
        ..MapLook::new(of.room.size[0], language, of.theme)
    };
    let view = places.view(&look);
    let list = places.draw(&mut TextEngine::new(), &look);
    let (discs, in_view, table) = (places.discs(&view), places.in_view(&view), places.table(language));
    let Keyed { rows, columns, .. } = &data.counted;
    let keyed = Keyed { picture: (), rows: rows.clone(), columns: columns.clone(), mentions: Vec::new() };
    (DrawnMap { data, view, discs, in_view, look }, (list, table, keyed))
}

fn draw_chart(kind: PictureKind, of: &PictureOf, counted: &Counted<'_>, codes: &mut Vec<String>) -> Chart {
    let language = of.language();
    let [width, height] = of.room.size;
    let look = Look { has_title: false, height: Some(height), ..Look::new(width, language, of.theme) };
    let most = |row: f32, around: f32| (((height - around) / row).floor() as usize).clamp(3, 60);
    let engine = &mut TextEngine::new();
    let PictureChoices { within, order, period, .. } = of.choices;
    let bars = |subject, engine: &mut TextEngine, codes: &mut Vec<String>| {
        let keyed = counted.bars(subject, most(CHART_ROW, AROUND));
        *codes = keyed.picture.bars.iter().map(|bar| bar.row.id.clone()).collect();
        (keyed.picture.draw(engine, &look), keyed.picture.table(language), keyed.without_picture())
    };
    match kind {
        PictureKind::Dispersion => {
            let keyed = counted.dispersion(Subject::Entity, most(CHART_ROW, AROUND));
            (keyed.picture.draw(engine, &look), keyed.picture.table(language), keyed.without_picture())
        }
        PictureKind::Labels => bars(Subject::Label, engine, codes),
        PictureKind::Statuses => bars(Subject::Status, engine, codes),
        PictureKind::Authors => bars(Subject::Author, engine, codes),
        PictureKind::Matrix => {
            let columns = (((width - 320.0) / 53.0).floor() as usize).clamp(3, 40);
            let mut keyed = counted.matrix(within, Order::Count, [most(27.0, 172.0), columns]);
            let at = |names: &[Name], name| names.iter().position(|other| *other == name);
            keyed.picture.order = match order {
                MatrixOrder::Count => Order::Count,
                MatrixOrder::Clustered => Order::Clustered,
                MatrixOrder::Name => Order::Name,
                MatrixOrder::Column(name) => at(&keyed.columns, name).map_or(Order::Count, Order::By),
                MatrixOrder::Row(name) => at(&keyed.rows, name).map_or(Order::Count, Order::ByRow),
            };
            (keyed.picture.draw(engine, &look), keyed.picture.table(language), keyed.without_picture())
        }
        PictureKind::Timeline => {
            let keyed = counted.timeline(Subject::Entity, period, most(44.0, 96.0).min(6));
            *codes = keyed.picture.slots.iter().map(|slot| slot.first.clone()).collect();
            (keyed.picture.draw(engine, &look), keyed.picture.table(language), keyed.without_picture())
        }
        PictureKind::Network => {
            let keyed = counted.network(within, ((width * height / NODE) as usize).clamp(8, 60));
            (keyed.picture.draw(engine, &look), keyed.picture.table(language), keyed.without_picture())
        }
        PictureKind::Frequency | PictureKind::Map => bars(Subject::Entity, engine, codes),
    }
}
