//! What stands on and beside a map to read it: size key, scale bar, where the data come from, and the legend.

use super::super::canvas::{Align, Canvas, Type};
use super::super::charts::matrix::Within;
use super::super::display::{Pen, Rect, Spot};
use super::super::{Colors, Language};
use super::discs::Sizes;
use super::places::{MapPlace, Places};
use super::projection::View;

/// Between the map's edge and what stands on it, in pixels.
const EDGE: f32 = 16.0;

/// A position on the map, mirrored where lines begin at the right: what stands on the map, but not the map itself.
fn side(language: Language, view: &View, x: f32) -> f32 {
    if language.is_rtl() { view.size[0] - x } else { x }
}

fn start(language: Language) -> Align {
    // The canvas of a map is not mirrored.
    if language.is_rtl() { Align::End } else { Align::Start }
}

/// Draws size key and scale bar at the start of the lower edge; returns what they cover.
pub(super) fn measures(canvas: &mut Canvas<'_>, view: &View, sizes: Sizes, most: u64, colors: &Colors) -> Vec<Rect> {
    let language = canvas.language;
    let x = |x: f32| side(language, view, x);
    let bottom = view.size[1] - EDGE;
    let mut covered = Vec::new();
    // The longest round distance that is not too long.
    let per_px = view.metres_per_px();
    let longest = 130.0_f32.min(view.size[0] / 4.0);
    let lengths = (0..8).flat_map(|power| [1, 2, 5].map(|digit| f64::from(digit) * 10_f64.powi(power)));
    let metres = lengths.rev().find(|metres| (metres / per_px) as f32 <= longest);
    if let Some(metres) = metres {
        let width = (metres / per_px) as f32;
        let words = if metres >= 1000.0 {
            format!("{} {}", language.count((metres / 1000.0) as u64), language.say("km", "كم"))
        } else {
            format!("{} {}", language.count(metres as u64), language.say("m", "م"))
        };
        let (a, b) = (x(EDGE), x(EDGE + width));
        let bar = vec![vec![[a, bottom - 5.0], [a, bottom], [b, bottom], [b, bottom - 5.0]]];
        canvas.lines(bar, Pen::new(colors.dim, 1.0));
        let run = canvas.set(&words, Type::SMALL);
        let halo = Some(Pen::new(colors.land, 3.0));
        let rect = canvas.draw(&run, [a, bottom - 14.0], start(language), colors.dim, halo);
        covered.push([a.min(b).min(rect[0]), rect[1], a.max(b).max(rect[2]), bottom + 2.0]);
    }
    let counts = size_steps(most);
    let Some(&largest) = counts.first() else { return covered };
    let ground = bottom - 32.0;
    let radius = sizes.radius(largest);
    let middle = x(EDGE + radius);
    let halo = Some(Pen::new(colors.land, 3.0));
    let mut rect = [middle - radius, ground - 2.0 * radius, middle + radius, ground];
    let mut lowest = f32::MAX;
    for (number, count) in counts.iter().enumerate() {
        let r = sizes.radius(*count);
        canvas.circle([middle, ground - r], r, None, Some(Pen::new(colors.dim, 1.0)));
        let y = (ground - 2.0 * r).min(lowest - 16.0).max(ground - 2.0 * radius - 32.0);
        // From the largest at the top downward.
        let y = if number == 0 { y.min(ground - 16.0 * (counts.len() as f32 - 1.0) - 6.0) } else { lowest + 16.0 };
        lowest = y;
        let words = if number == 0 { language.mentions(*count) } else { language.count(*count) };
        let run = canvas.set(&words, Type::SMALL);
        let at = x(EDGE + 2.0 * radius + 10.0);
        let found = canvas.draw(&run, [at, y], start(language), colors.dim, halo);
        rect = [rect[0].min(found[0]), rect[1].min(found[1]), rect[2].max(found[2]), rect[3].max(found[3])];
    }
    covered.push(rect);
    covered
}

/// Three round counts for the size key, the largest first.
fn size_steps(most: u64) -> Vec<u64> {
    let largest = match most {
        0 => return Vec::new(),
        1..=5 => most,
        _ => {
            let unit = 10_u64.pow(most.ilog10());
            [5, 2, 1].into_iter().map(|digit| digit * unit).find(|count| *count <= most).unwrap_or(unit)
        }
    };
    let mut steps = vec![largest, largest / 4, largest / 20];
    steps.dedup();
    steps.retain(|count| *count > 0);
    steps
}

/// Draws what dashes mean and where the data come from; returns what it covers.
pub(super) fn attribution(canvas: &mut Canvas<'_>, view: &View, colors: &Colors) -> Rect {
    let language = canvas.language;
    let words = language.say(
        "dashed: contested border · Made with Natural Earth (4.1)",
        "المتقطع: حدود متنازع عليها · البيانات: Natural Earth 4.1",
    );
    let run = canvas.set_within(words, Type { line: 18.0, ..Type::SMALL }, (view.size[0] * 0.7).max(120.0));
    let (width, bottom) = (run.width(), view.size[1] - 8.0);
    let edges = [side(language, view, view.size[0] - width - 20.0), side(language, view, view.size[0] - 8.0)];
    let rect = [edges[0].min(edges[1]), bottom - 20.0, edges[0].max(edges[1]), bottom];
    canvas.rect(rect, 4.0, Some(colors.paper), None);
    let middle = [f32::midpoint(rect[0], rect[2]), bottom - 10.0];
    canvas.draw(&run, middle, Align::Center, colors.dim, None);
    rect
}

/// Draws the legend inside a column (start, end) from `top` on; the canvas is mirrored where lines begin at the right.
/// Returns where it ends.
pub(super) fn legend(
    canvas: &mut Canvas<'_>,
    (places, view, is_moved): (&Places, &View, bool),
    colors: &Colors,
    [start, end]: [f32; 2],
    top: f32,
) -> f32 {
    let language = canvas.language;
    let mut y = top;
    let heading = |canvas: &mut Canvas<'_>, y: f32, words: &str, aside: &str| {
        canvas.text(words, Type::TITLE, [start, y + 14.0], Align::Start, colors.ink);
        canvas.text(aside, Type::SMALL, [end, y + 14.0], Align::End, colors.dim);
    };
    let in_view = places.in_view(view);
    if !places.series.is_empty() {
        let within = match places.within {
            Within::Sentence => language.say("in one sentence", "في جملة واحدة"),
            Within::Paragraph => language.say("in one paragraph", "في فقرة واحدة"),
            Within::Article => language.say("in one article", "في مقال واحد"),
        };
        heading(canvas, y, language.say("Named with", "ذُكرت مع"), within);
        y += 32.0;
        if in_view.places < places.places.len() {
            let words = places.counted(&in_view, language);
            let run = canvas.set_within(&words, Type::SMALL, end - start);
            canvas.draw(&run, [start, y + 4.0], Align::Start, colors.dim, None);
            y += 22.0;
        }
        let others = (places.others.1 > 0).then(|| {
            let name = format!("{} {}", language.say("Others,", "آخرون،"), language.count(places.others.0));
            (name, String::new(), in_view.series.last().copied().unwrap_or(0))
        });
        let counts = in_view.series.iter().copied();
        let rows = places.series.iter().zip(counts).map(|(s, count)| (s.name.clone(), s.other_name.clone(), count));
        for (number, (name, other_name, count)) in rows.chain(others).enumerate() {
            let number = if number >= places.series.len() { super::places::MOST_SERIES } else { number };
            let middle = y + 15.0;
            let title = format!("{}: {}", Language::isolated(&name), language.mentions(count));
            // Rows of the legend come after those of the places.
            let spot = Spot { row: (places.places.len() + number) as u32, part: None };
            canvas.mark(spot, title, |canvas| {
                let (color, on) = colors.series(number);
                let edge = (number >= colors.data.len()).then(|| Pen::new(colors.others_edge, 1.0));
                canvas.circle([start + 10.0, middle], 10.0, Some(color), edge);
                let digit = language.count(number as u64 + 1);
                canvas.text(&digit, Type::SMALL, [start + 10.0, middle], Align::Center, on);
                let figure = canvas.text(&language.count(count), Type::BODY, [end, middle], Align::End, colors.dim);
                let room = end - figure - 12.0 - (start + 30.0);
                let run = canvas.set_within(&name, Type::BODY, room);
                canvas.draw(&run, [start + 30.0, middle], Align::Start, colors.ink, None);
                let left = room - run.width() - 8.0;
                let other = canvas.set(&other_name, Type::SMALL);
                // Half a name helps nobody.
                if other.width() <= left {
                    let at = [start + 30.0 + run.width() + 8.0, middle];
                    canvas.draw(&other, at, Align::Start, colors.dim, None);
                }
            });
            y += 30.0;
        }
        y += 12.0;
    }
    // Who has moved the map knows that there is more.
    let [west, south, east, north] = if is_moved { [f64::MIN, f64::MIN, f64::MAX, f64::MAX] } else { view.degrees() };
    let is_seen = |place: &&MapPlace| (west..=east).contains(&place.lon) && (south..=north).contains(&place.lat);
    let outside: Vec<Listed> = places
        .places
        .iter()
        .filter(|place| !is_seen(place))
        .map(|place| Listed { name: place.name(language), why: String::new(), mentions: place.mentions })
        .collect();
    let unplaced: Vec<Listed> = places
        .unplaced
        .iter()
        .map(|place| Listed { name: &place.name, why: place.why.words(language), mentions: place.mentions })
        .collect();
    let lists = [
        (language.say("Outside of this map", "خارج هذه الخريطة"), outside, 4),
        (language.say("Without coordinates", "بلا إحداثيات"), unplaced, MOST_UNPLACED),
    ];
    for (title, list, most) in lists {
        if list.is_empty() {
            continue;
        }
        heading(canvas, y, title, &language.count(list.len() as u64));
        y += 32.0;
        for place in list.iter().take(most) {
            let middle = y + 13.0;
            let figure =
                canvas.text(&language.count(place.mentions), Type::BODY, [end, middle], Align::End, colors.dim);
            let room = end - figure - 12.0 - start;
            let run = canvas.set_within(place.name, Type::BODY, room);
            canvas.draw(&run, [start, middle], Align::Start, colors.ink, None);
            if room - run.width() > 60.0 && !place.why.is_empty() {
                let why = canvas.set_within(&place.why, Type::SMALL, room - run.width() - 8.0);
                canvas.draw(&why, [start + run.width() + 8.0, middle], Align::Start, colors.dim, None);
            }
            y += 26.0;
        }
        let more = list.len().saturating_sub(most);
        if more > 0 {
            let words = format!("{} {}", language.say("and more:", "وغيرها:"), language.count(more as u64));
            canvas.text(&words, Type::SMALL, [start, y + 12.0], Align::Start, colors.dim);
            y += 26.0;
        }
        y += 12.0;
    }
    y
}

/// A place in a list of the legend.
struct Listed<'p> {
    name: &'p str,
    why: String,
    mentions: u64,
}

/// The most places without coordinates that the legend names.
const MOST_UNPLACED: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_key_has_round_counts() {
        assert_eq!(size_steps(223), [200, 50, 10]);
        assert_eq!(size_steps(96), [50, 12, 2]);
        assert_eq!(size_steps(3), [3]);
        assert!(size_steps(0).is_empty());
    }
}
