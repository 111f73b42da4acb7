//! Discs of places: how large, where, and which of them become one.

use super::places::Places;
use super::projection::View;

/// Pixels of radius for the root of a mention.
const GROWTH: f32 = 2.1;
/// The least and the largest radius, in pixels.
const RADII: [f32; 2] = [3.5, 40.0];
/// A series with this share fills the disc.
const ALMOST_ALL: f64 = 0.85;

/// A disc on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Disc {
    /// Its middle, in pixels.
    pub center: [f32; 2],
    /// In pixels.
    pub radius: f32,
    /// Numbers of its places, the most named first.
    pub places: Vec<usize>,
    /// Mentions of all of them.
    pub mentions: u64,
    /// Sums of their shares.
    pub shares: Vec<u64>,
}

/// How the area of discs follows from mentions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sizes {
    shrink: f32,
}

impl Sizes {
    /// All discs shrink together where the largest would be too large.
    fn of(most: u64) -> Self {
        let largest = GROWTH * (most as f32).sqrt();
        Self { shrink: if largest > RADII[1] { RADII[1] / largest } else { 1.0 } }
    }

    /// The radius of a count, in pixels.
    pub(super) fn radius(self, mentions: u64) -> f32 {
        (GROWTH * (mentions as f32).sqrt() * self.shrink).clamp(RADII[0], RADII[1])
    }
}

/// The discs that are seen, largest first. A place whose middle lies on a larger disc joins it.
pub(super) fn discs(places: &Places, view: &View) -> (Vec<Disc>, Sizes) {
    let mut order: Vec<usize> = (0..places.places.len()).collect();
    order.retain(|number| {
        let place = &places.places[*number];
        place.lon.is_finite() && place.lat.is_finite() && place.mentions > 0
    });
    order.sort_by_key(|number| std::cmp::Reverse(places.places[*number].mentions));
    let single = Sizes::of(order.first().map_or(0, |number| places.places[*number].mentions));
    let mut discs: Vec<Disc> = Vec::new();
    for number in order {
        let place = &places.places[number];
        let center = view.pixel_of(place.lon, place.lat);
        let covers = |disc: &&mut Disc| {
            let [x, y] = disc.center;
            (x - center[0]).hypot(y - center[1]) < disc.radius
        };
        if let Some(disc) = discs.iter_mut().find(covers) {
            disc.places.push(number);
            disc.mentions += place.mentions;
            for (sum, share) in disc.shares.iter_mut().zip(&place.shares) {
                *sum += share;
            }
            continue;
        }
        let mut shares = place.shares.clone();
        shares.resize(places.series.len() + 1, 0);
        let radius = single.radius(place.mentions);
        discs.push(Disc { center, radius, places: vec![number], mentions: place.mentions, shares });
    }
    // With what joined them the largest may be too large.
    let sizes = Sizes::of(discs.iter().map(|disc| disc.mentions).max().unwrap_or(0));
    for disc in &mut discs {
        disc.radius = sizes.radius(disc.mentions);
    }
    let [width, height] = view.size;
    discs.retain(|disc| {
        let ([x, y], r) = (disc.center, disc.radius);
        x + r > 0.0 && y + r > 0.0 && x - r < width && y - r < height
    });
    discs.sort_by_key(|disc| std::cmp::Reverse(disc.mentions));
    (discs, sizes)
}

impl Disc {
    /// The series that fills the disc.
    pub(super) fn filled_by(&self) -> Option<usize> {
        let all: u64 = self.shares.iter().sum();
        let (number, most) = self.shares.iter().enumerate().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(&a.0)))?;
        (all > 0 && *most as f64 >= ALMOST_ALL * all as f64).then_some(number)
    }

    /// Pieces from the top, clockwise: series and where it begins and ends; the largest first, the others last.
    pub(super) fn pieces(&self) -> Vec<(usize, [f32; 2])> {
        let all: u64 = self.shares.iter().sum();
        let others = self.shares.len().saturating_sub(1);
        let mut order: Vec<usize> = (0..self.shares.len()).filter(|number| self.shares[*number] > 0).collect();
        order.sort_by_key(|number| (*number == others, std::cmp::Reverse(self.shares[*number])));
        let mut turn = 0.0;
        let piece = |number: usize| {
            let from = turn;
            turn += self.shares[number] as f32 / all as f32;
            (number, [from, turn])
        };
        order.into_iter().map(piece).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::places::{MapPlace, Series};
    use super::*;

    fn place(lon: f64, lat: f64, mentions: u64, shares: &[u64]) -> MapPlace {
        let (id, arabic, english) = (String::new(), String::new(), String::new());
        MapPlace { id, arabic, english, lon, lat, is_wide: false, mentions, articles: 1, shares: shares.to_vec() }
    }

    fn places(places: Vec<MapPlace>) -> Places {
        let series = |name: &str| Series { name: name.to_owned(), other_name: String::new(), count: 1 };
        Places { places, series: vec![series("a"), series("b")], ..Places::default() }
    }

    #[test]
    fn the_area_follows_the_mentions() {
        let sizes = Sizes::of(100);
        assert!((sizes.radius(100) - 21.0).abs() < 0.01 && (sizes.radius(25) - 10.5).abs() < 0.01);
        assert_eq!(sizes.radius(1), 3.5);
        let many = Sizes::of(10_000);
        assert_eq!(many.radius(10_000), 40.0);
        assert!((many.radius(2_500) - 20.0).abs() < 0.01, "all shrink together");
    }

    #[test]
    fn near_discs_become_one_and_zoom_parts_them() {
        let places = places(vec![place(13.19, 32.88, 80, &[40, 0, 0]), place(13.3, 32.9, 4, &[0, 3, 1])]);
        let far = View::fitting([[0.0, 20.0], [40.0, 40.0]], [800.0, 600.0], 20.0);
        let (found, _) = discs(&places, &far);
        assert_eq!((found.len(), found[0].places.as_slice(), found[0].mentions), (1, [0, 1].as_slice(), 84));
        assert_eq!(found[0].shares, [40, 3, 1]);
        let near = View { zoom: 10.0, ..View::fitting([[13.2, 32.9]], [800.0, 600.0], 20.0) };
        assert_eq!(discs(&places, &near).0.len(), 2);
    }

    #[test]
    fn a_disc_is_divided_from_the_top_and_the_others_come_last() {
        let view = View::fitting([[13.0, 32.0]], [800.0, 600.0], 20.0);
        let (found, _) = discs(&places(vec![place(13.0, 32.0, 9, &[1, 3, 6])]), &view);
        let pieces = found[0].pieces();
        assert_eq!(pieces.iter().map(|piece| piece.0).collect::<Vec<_>>(), [1, 0, 2]);
        assert_eq!((pieces[0].1, pieces[2].1[1]), ([0.0, 0.3], 1.0));
        assert_eq!(found[0].filled_by(), None);
        let (filled, _) = discs(&places(vec![place(13.0, 32.0, 9, &[17, 3, 0])]), &view);
        assert_eq!(filled[0].filled_by(), Some(0));
        let (nothing, _) = discs(&places(vec![place(13.0, 32.0, 9, &[])]), &view);
        assert_eq!((nothing[0].filled_by(), nothing[0].pieces()), (None, Vec::new()));
    }
}
