//! The map as a display list.

use super::super::canvas::{Align, Canvas, Run, Type};
use super::super::display::{DisplayList, Pen, Rect, Spot};
use super::super::{Colors, Language};
use super::atlas::{Atlas, NameKind};
use super::discs::{Disc, discs};
use super::labels::{Placement, Request, place};
use super::places::{MOST_SERIES, Places};
use super::projection::View;
use super::{base, furniture};
use crate::layout::{TextEngine, ThemeName, Weight};

/// The languages of the names on a map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NamesIn {
    /// Arabic.
    Arabic,
    /// English.
    English,
    /// Arabic over English.
    #[default]
    Both,
}

/// How a map looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapLook {
    /// Width and height of the picture in logical pixels, legend included.
    pub size: [f32; 2],
    /// Language of the legend and of numbers.
    pub language: Language,
    /// Languages of names.
    pub names: NamesIn,
    /// The colours.
    pub colors: Colors,
    /// Which part of the world; all places where there is none.
    pub view: Option<View>,
    /// Whether title and legend are drawn beside the map.
    pub has_legend: bool,
    /// The chosen place.
    pub chosen: Option<usize>,
    /// The only series whose share is filled; the last one is all others.
    pub only: Option<usize>,
}

impl MapLook {
    /// A map for a file.
    pub fn new(width: f32, language: Language, theme: ThemeName) -> Self {
        let width = width.clamp(320.0, 8000.0);
        Self {
            size: [width, (width * 0.62).round()],
            language,
            names: NamesIn::Both,
            colors: Colors::of(theme),
            view: None,
            has_legend: true,
            chosen: None,
            only: None,
        }
    }
}

impl MapLook {
    /// Where the map itself lies in the picture: left, top, right, bottom, in pixels.
    pub fn frame(&self) -> Rect {
        let [width, height] = map_size(self);
        let left = if self.language.is_rtl() { self.size[0] - width } else { 0.0 };
        [left, 0.0, left + width, height]
    }
}

/// Width of the legend beside the map, and the least picture that has room for it there, in pixels.
const LEGEND: f32 = 280.0;
const WIDE: f32 = 760.0;
/// Distance of discs to the map's edge where the map shows all places, in pixels.
const MARGIN: f32 = 70.0;

/// Names of places in Arabic and in Latin letters, of countries, and of waters.
const ARABIC: Type = Type { latin: 13.0, arabic: 16.0, line: 19.0, weight: Weight::Regular };
const LATIN: Type = Type { latin: 12.0, arabic: 13.0, line: 15.0, weight: Weight::Regular };
const COUNTRY: Type = Type { latin: 14.0, arabic: 17.0, line: 22.0, weight: Weight::Bold };

/// A name in its two forms: lines one under the other, and side by side.
struct Name {
    lines: Vec<Run>,
}

impl Name {
    fn sizes(&self) -> [Option<[f32; 2]>; 2] {
        let widest = self.lines.iter().map(Run::width).fold(0.0, f32::max);
        let height: f32 = self.lines.iter().map(Run::height).sum();
        let beside = (self.lines.len() > 1).then(|| {
            let width: f32 = self.lines.iter().map(|line| line.width() + 6.0).sum();
            [width - 6.0, self.lines.iter().map(Run::height).fold(0.0, f32::max)]
        });
        [Some([widest, height]), beside]
    }

    fn draw(
        &self,
        canvas: &mut Canvas<'_>,
        placement: &Placement,
        center: [f32; 2],
        colors: &Colors,
        ink: crate::layout::Rgb,
    ) {
        let halo = Some(Pen::new(colors.land, 3.0));
        let [left, top, right, bottom] = placement.rect;
        if placement.form == 1 {
            let mut x = left;
            for line in &self.lines {
                canvas.draw(line, [x, f32::midpoint(top, bottom)], Align::Start, ink, halo);
                x += line.width() + 6.0;
            }
            return;
        }
        // Towards its disc both lines begin at one edge.
        let middle = f32::midpoint(left, right);
        let (x, align) = if left > center[0] + 2.0 {
            (left, Align::Start)
        } else if right < center[0] - 2.0 {
            (right, Align::End)
        } else {
            (middle, Align::Center)
        };
        let mut y = top;
        for line in &self.lines {
            canvas.draw(line, [x, y + line.height() / 2.0], align, ink, halo);
            y += line.height();
        }
    }
}

/// Sets a name in the wanted languages; `more` is how many places the disc has besides.
fn name(canvas: &mut Canvas<'_>, names: NamesIn, [arabic, english]: [&str; 2], kinds: [Type; 2], more: usize) -> Name {
    let language = canvas.language;
    let plus = if more == 0 { String::new() } else { format!(" +{}", language.count(more as u64)) };
    let has = |text: &str| !text.is_empty();
    let texts = match names {
        NamesIn::Arabic if has(arabic) => vec![(arabic, kinds[0])],
        NamesIn::English if has(english) => vec![(english, kinds[0])],
        NamesIn::Both if has(arabic) && has(english) && arabic != english => {
            vec![(arabic, kinds[0]), (english, kinds[1])]
        }
        _ if has(arabic) => vec![(arabic, kinds[0])],
        _ => vec![(english, kinds[0])],
    };
    let last = texts.len() - 1;
    let lines = texts.into_iter().enumerate();
    Name {
        lines: lines
            .map(|(number, (text, kind))| {
                let words = if number == last && more > 0 { format!("{text}{plus}") } else { text.to_owned() };
                canvas.set(&words, kind)
            })
            .collect(),
    }
}

impl Places {
    /// The map's view in a picture of this look: that of the look, or one with all places.
    pub fn view(&self, look: &MapLook) -> View {
        let size = map_size(look);
        match look.view {
            Some(view) => View { size, ..view },
            None => {
                let is_known = |place: &&super::MapPlace| place.lon.is_finite() && place.lat.is_finite();
                let known = || self.places.iter().filter(is_known);
                let has_narrow = known().any(|place| !place.is_wide);
                let fitted = known().filter(|place| !(has_narrow && place.is_wide));
                let points = fitted.map(|place| [place.lon, place.lat]);
                View::fitting(points, size, MARGIN.min(size[0] / 6.0).min(size[1] / 6.0))
            }
        }
    }

    /// The discs in a part of the world, the largest first.
    pub fn discs(&self, view: &View) -> Vec<Disc> {
        discs(self, view).0
    }

    /// Draws the map. A mark's row is its largest place; with a legend, series come after the places.
    pub fn draw(&self, engine: &mut TextEngine, look: &MapLook) -> DisplayList {
        let colors = &look.colors;
        let view = self.view(look);
        let title = Self::title(look.language).to_owned();
        let mut canvas = Canvas::new(engine, look.size[0], colors.paper, look.language).not_mirrored();
        // In Arabic the legend is at the left, where lines end.
        let is_beside = look.has_legend && look.size[0] >= WIDE;
        canvas.moved(look.frame()[0], |canvas| self.draw_map(canvas, look, &view));
        if !look.has_legend {
            return canvas.finish(view.size[1], title);
        }
        let mut canvas = canvas.mirrored();
        let column =
            if is_beside { [look.size[0] - LEGEND + 16.0, look.size[0] - 16.0] } else { [16.0, look.size[0] - 16.0] };
        let top = if is_beside { 12.0 } else { view.size[1] + 12.0 };
        let bottom = furniture::legend(&mut canvas, (self, &view, look.view.is_some()), colors, column, top);
        canvas.finish(bottom.max(view.size[1]), title)
    }

    fn draw_map(&self, canvas: &mut Canvas<'_>, look: &MapLook, view: &View) {
        let colors = &look.colors;
        canvas.clipped(view.frame(), |canvas| {
            base::draw(canvas, Atlas::bundled(), view, colors);
            let (found, sizes) = discs(self, view);
            let most = found.first().map_or(0, |disc| disc.mentions);
            let mut covered = vec![furniture::attribution(canvas, view, colors)];
            covered.extend(furniture::measures(canvas, view, sizes, most, colors));
            for disc in &found {
                self.disc(canvas, look, disc);
            }
            self.names(canvas, look, view, &found, &covered);
        });
    }

    fn disc(&self, canvas: &mut Canvas<'_>, look: &MapLook, disc: &Disc) {
        let (colors, language) = (&look.colors, look.language);
        let spot = Spot { row: disc.places[0] as u32, part: None };
        let edge = Pen::new(colors.land, 1.0);
        canvas.mark(spot, self.sentence(disc, language), |canvas| {
            let (center, radius) = (disc.center, disc.radius);
            if disc.places.iter().any(|place| look.chosen == Some(*place)) {
                canvas.circle(center, radius + 4.0, None, Some(Pen::new(colors.accent, 2.5)));
            }
            let color_of = |series: usize| if series >= self.series.len() { MOST_SERIES } else { series };
            if let Some(only) = look.only {
                self.share(canvas, look, disc, (only, color_of(only)));
                return;
            }
            if let Some(series) = disc.filled_by() {
                let number = color_of(series);
                let (color, on) = colors.series(number);
                let edge = if number == MOST_SERIES { Pen::new(colors.others_edge, 1.0) } else { edge };
                canvas.circle(center, radius, Some(color), Some(edge));
                if radius >= 11.0 {
                    let digit = language.count(number as u64 + 1);
                    canvas.text(&digit, Type::SMALL, center, Align::Center, on);
                }
                return;
            }
            let pieces = disc.pieces();
            if pieces.is_empty() {
                canvas.circle(center, radius, Some(colors.others), Some(Pen::new(colors.others_edge, 1.0)));
                return;
            }
            for (series, turn) in pieces {
                let (color, _) = colors.series(color_of(series));
                canvas.sector(center, radius, turn, color, Some(Pen::new(colors.land, 0.8)));
            }
            canvas.circle(center, radius, None, Some(edge));
        });
    }

    /// Draws the share of one series in a disc that is hollow otherwise.
    #[allow(clippy::unused_self, reason = "a part of the map")]
    fn share(&self, canvas: &mut Canvas<'_>, look: &MapLook, disc: &Disc, (series, number): (usize, usize)) {
        let (colors, center, radius) = (&look.colors, disc.center, disc.radius);
        let (color, on) = colors.series(number);
        let edge = Pen::new(colors.others_edge, 1.0);
        let all: u64 = disc.shares.iter().sum();
        let share = disc.shares.get(series).map_or(0.0, |share| *share as f32 / all.max(1) as f32);
        if disc.filled_by() == Some(series) {
            canvas.circle(center, radius, Some(color), Some(edge));
            if radius >= 11.0 {
                canvas.text(&look.language.count(number as u64 + 1), Type::SMALL, center, Align::Center, on);
            }
            return;
        }
        // What is below it is seen through a hollow disc.
        canvas.circle(center, radius, None, Some(edge));
        if share > 0.0 {
            canvas.sector(center, radius, [0.0, share], color, Some(Pen::new(colors.land, 0.8)));
            canvas.circle(center, radius, None, Some(edge));
        }
    }

    fn sentence(&self, disc: &Disc, language: Language) -> String {
        let comma = language.say(", ", "، ");
        let names: Vec<String> =
            disc.places.iter().map(|place| Language::isolated(self.places[*place].name(language))).collect();
        let with: Vec<String> = disc
            .pieces()
            .into_iter()
            .map(|(series, _)| {
                let name = self.series.get(series).map_or(language.say("others", "آخرون"), |series| &series.name);
                format!("{} {}", Language::isolated(name), language.count(disc.shares[series]))
            })
            .collect();
        let said = format!("{}: {}", names.join(comma), language.mentions(disc.mentions));
        if with.is_empty() {
            said
        } else {
            format!("{said}{comma}{} {}", language.say("with", "مع"), with.join(comma))
        }
    }

    /// Draws the names of places, then of countries and waters where there is room left.
    fn names(&self, canvas: &mut Canvas<'_>, look: &MapLook, view: &View, found: &[Disc], covered: &[Rect]) {
        let colors = &look.colors;
        let mut all: Vec<(Name, Request, crate::layout::Rgb)> = Vec::new();
        for disc in found {
            let place = &self.places[disc.places[0]];
            let texts = [place.arabic.as_str(), place.english.as_str()];
            let name = name(canvas, look.names, texts, [ARABIC, LATIN], disc.places.len() - 1);
            let request = Request {
                center: disc.center,
                radius: disc.radius,
                forms: name.sizes(),
                may_lead: true,
                is_centered: false,
                weight: 100.0 + disc.mentions as f32,
            };
            all.push((name, request, colors.ink));
        }
        let [west, south, east, north] = view.degrees();
        for named in Atlas::bundled().names() {
            let [lon, lat] = named.at.map(f64::from);
            let is_seen = (west..=east).contains(&lon) && (south..=north).contains(&lat);
            let is_disc = found.iter().any(|disc| self.places[disc.places[0]].english == named.english);
            if !is_seen || is_disc || f64::from(named.zoom) > view.zoom + 0.7 {
                continue;
            }
            let (kinds, ink) = match named.kind {
                NameKind::Country => ([COUNTRY, LATIN], colors.country_name),
                NameKind::Sea | NameKind::River => ([ARABIC, LATIN], colors.sea_name),
            };
            let name = name(canvas, look.names, [named.arabic, named.english], kinds, 0);
            let request = Request {
                center: view.pixel_of(lon, lat),
                radius: 0.0,
                forms: [name.sizes()[0], None],
                may_lead: false,
                is_centered: true,
                weight: 1.0 / (1.0 + f32::from(named.zoom)),
            };
            all.push((name, request, ink));
        }
        let requests: Vec<Request> = all.iter().map(|(_, request, _)| *request).collect();
        let round: Vec<([f32; 2], f32)> = found.iter().map(|disc| (disc.center, disc.radius)).collect();
        let placed = place(&requests, &round, covered, view.frame());
        for ((name, request, ink), placement) in all.iter().zip(placed) {
            let Some(placement) = placement else { continue };
            if let Some([from, to]) = placement.leader {
                canvas.line(from, to, Pen::new(colors.dim, 1.0));
            }
            name.draw(canvas, &placement, request.center, colors, *ink);
        }
    }
}

/// Width and height of the map itself.
fn map_size(look: &MapLook) -> [f32; 2] {
    let [width, height] = look.size;
    if look.has_legend && width >= WIDE { [width - LEGEND, height] } else { [width, height] }
}
