//! Web Mercator, and the part of the world that a map shows.

use super::super::display::Rect;

/// Mercator ends here, in degrees.
pub const LAST_LATITUDE: f64 = 85.051_128_78;
/// Side of the whole world at zoom 0, in pixels.
const WORLD_PX: f64 = 256.0;
/// Length of the equator (WGS84), in metres.
const EQUATOR_M: f64 = 40_075_016.685_578_5;
/// Zooms that a map can have.
pub const ZOOMS: [f64; 2] = [0.0, 12.0];

/// Position in the world's square, 0 to 1 from the west and from the north.
pub fn project(lon: f64, lat: f64) -> [f64; 2] {
    let lat = lat.clamp(-LAST_LATITUDE, LAST_LATITUDE).to_radians();
    [(lon + 180.0) / 360.0, f64::midpoint(1.0, -lat.tan().asinh() / std::f64::consts::PI)]
}

/// Longitude and latitude of a position in the world's square.
pub fn unproject([x, y]: [f64; 2]) -> [f64; 2] {
    [x * 360.0 - 180.0, ((1.0 - 2.0 * y) * std::f64::consts::PI).sinh().atan().to_degrees()]
}

/// The part of the world that is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// The middle, in the world's square.
    pub center: [f64; 2],
    /// The world's side is 256 · 2^zoom pixels.
    pub zoom: f64,
    /// Width and height of the map in pixels.
    pub size: [f32; 2],
}

impl View {
    /// The view in which all points (longitude, latitude) are seen, `margin` pixels from the edges.
    pub fn fitting(points: impl IntoIterator<Item = [f64; 2]>, size: [f32; 2], margin: f32) -> Self {
        let around = |[left, top, right, bottom]: [f64; 4], [lon, lat]: [f64; 2]| {
            let [x, y] = project(lon, lat);
            [left.min(x), top.min(y), right.max(x), bottom.max(y)]
        };
        let [left, top, right, bottom] = points.into_iter().fold([f64::MAX, f64::MAX, f64::MIN, f64::MIN], around);
        if left > right {
            // The region for which the program is made.
            let corners = [[-10.0, 12.0], [60.0, 38.0]];
            return Self::fitting(corners, size, margin);
        }
        let room = size.map(|side| f64::from((side - 2.0 * margin).max(20.0)));
        let zoom_of = |room: f64, span: f64| (room / (WORLD_PX * span.max(1e-9))).log2();
        let zoom = zoom_of(room[0], right - left).min(zoom_of(room[1], bottom - top));
        // A single town is shown with what is around it.
        let zoom = zoom.clamp(ZOOMS[0], 8.0);
        Self { center: [f64::midpoint(left, right), f64::midpoint(top, bottom)], zoom, size }
    }

    /// Side of the whole world, in pixels.
    fn world_px(&self) -> f64 {
        WORLD_PX * self.zoom.exp2()
    }

    /// The pixel of a position in the world's square.
    pub fn pixel(&self, [x, y]: [f64; 2]) -> [f32; 2] {
        let world = self.world_px();
        let at = |value: f64, center: f64, side: f32| ((value - center) * world) as f32 + side / 2.0;
        [at(x, self.center[0], self.size[0]), at(y, self.center[1], self.size[1])]
    }

    /// The pixel of a place.
    pub fn pixel_of(&self, lon: f64, lat: f64) -> [f32; 2] {
        self.pixel(project(lon, lat))
    }

    /// Longitude and latitude at a pixel.
    pub fn degrees_at(&self, [x, y]: [f32; 2]) -> [f64; 2] {
        let world = self.world_px();
        let at = |value: f32, center: f64, side: f32| center + f64::from(value - side / 2.0) / world;
        unproject([at(x, self.center[0], self.size[0]), at(y, self.center[1], self.size[1])])
    }

    /// West, south, east and north edge, in degrees.
    pub fn degrees(&self) -> [f64; 4] {
        let ([west, north], [east, south]) = (self.degrees_at([0.0; 2]), self.degrees_at(self.size));
        [west, south, east, north]
    }

    /// The whole map in pixels.
    pub fn frame(&self) -> Rect {
        [0.0, 0.0, self.size[0], self.size[1]]
    }

    /// Metres in a pixel, in the middle of the map.
    pub fn metres_per_px(&self) -> f64 {
        let [_, lat] = unproject(self.center);
        EQUATOR_M * lat.to_radians().cos() / self.world_px()
    }

    /// Zoomed by a factor of 2^`by`, while what is at a pixel stays there.
    #[must_use]
    pub fn zoomed_at(&self, [x, y]: [f32; 2], by: f64) -> Self {
        let zoom = (self.zoom + by).clamp(ZOOMS[0], ZOOMS[1]);
        let (before, after) = (self.world_px(), WORLD_PX * zoom.exp2());
        let kept = |center: f64, at: f32, side: f32| center + f64::from(at - side / 2.0) * (1.0 / before - 1.0 / after);
        let center = [kept(self.center[0], x, self.size[0]), kept(self.center[1], y, self.size[1])];
        Self { center, zoom, ..*self }.inside()
    }

    /// Moved by pixels: what was at the pointer follows it.
    #[must_use]
    pub fn panned(&self, [dx, dy]: [f32; 2]) -> Self {
        let world = self.world_px();
        let center = [self.center[0] - f64::from(dx) / world, self.center[1] - f64::from(dy) / world];
        Self { center, ..*self }.inside()
    }

    /// The middle stays in the world.
    fn inside(self) -> Self {
        Self { center: self.center.map(|value| value.clamp(0.0, 1.0)), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_projection_goes_back() {
        for (lon, lat) in [(0.0, 0.0), (13.19, 32.88), (-180.0, -85.0), (179.9, 85.0), (44.36, 33.31)] {
            let [x, y] = unproject(project(lon, lat));
            assert!((x - lon).abs() < 1e-9 && (y - lat).abs() < 1e-9, "{lon} {lat}: {x} {y}");
        }
    }

    /// Coordinates from GeoNames; metres of EPSG:3857 by PROJ 9.5.
    const PLACES: [(&str, f64, f64, f64, f64); 20] = [
        ("Tripoli", 13.1875, 32.8752, 1_468_025.8, 3_878_750.5),
        ("Benghazi", 20.0686, 32.1167, 2_234_026.3, 3_778_639.1),
        ("Sirte", 16.5887, 31.2089, 1_846_645.6, 3_659_908.6),
        ("Kufra", 23.3111, 24.1833, 2_594_979.8, 2_775_760.0),
        ("Sabha", 14.4283, 27.0377, 1_606_151.0, 3_128_182.7),
        ("Cairo", 31.2497, 30.0626, 3_478_700.7, 3_511_599.0),
        ("Khartoum", 32.5324, 15.5518, 3_621_490.2, 1_752_876.3),
        ("El Fasher", 25.3494, 13.6279, 2_821_882.3, 1_531_560.7),
        ("Port Sudan", 37.2164, 19.6175, 4_142_910.7, 2_227_773.2),
        ("Damascus", 36.291_28, 33.5102, 4_039_926.8, 3_963_221.9),
        ("Aleppo", 37.1611, 36.2028, 4_136_754.7, 4_328_562.3),
        ("Raqqa", 39.01, 35.9528, 4_342_573.3, 4_294_128.7),
        ("Deir ez-Zor", 40.1469, 35.3359, 4_469_132.5, 4_209_622.8),
        ("Mosul", 43.1189, 36.335, 4_799_974.0, 4_346_815.3),
        ("Baghdad", 44.4009, 33.3406, 4_942_685.6, 3_940_600.7),
        ("Basra", 47.7804, 30.5085, 5_318_889.8, 3_569_081.7),
        ("Sanaa", 44.2067, 15.3547, 4_921_067.3, 1_730_112.2),
        ("Mecca", 39.8261, 21.4266, 4_433_421.2, 2_442_819.4),
        ("Rabat", -6.8326, 34.0133, -760_601.6, 4_030_588.0),
        ("Nouakchott", -15.9785, 18.0858, -1_778_718.5, 2_047_593.7),
    ];

    #[test]
    fn twenty_places_lie_where_another_program_puts_them() {
        for (name, lon, lat, east, north) in PLACES {
            let [x, y] = project(lon, lat);
            let found = [(x - 0.5) * EQUATOR_M, (0.5 - y) * EQUATOR_M];
            assert!((found[0] - east).abs() < 0.1 && (found[1] - north).abs() < 0.1, "{name}: {found:?}");
        }
    }

    #[test]
    fn all_points_lie_within_the_margin() {
        let points = [[13.19, 32.88], [44.36, 33.31], [32.53, 15.55]];
        let view = View::fitting(points, [900.0, 600.0], 60.0);
        for [lon, lat] in points {
            let [x, y] = view.pixel_of(lon, lat);
            assert!((59.9..=840.1).contains(&x) && (59.9..=540.1).contains(&y), "{lon} {lat}: {x} {y}");
        }
        assert!(View::fitting([], [10.0, 10.0], 60.0).zoom.is_finite());
        assert!(View::fitting([[f64::NAN, 1.0]], [10.0, 10.0], 60.0).zoom.is_finite());
    }

    #[test]
    fn zooming_keeps_what_is_under_the_pointer() {
        let view = View::fitting([[10.0, 20.0], [50.0, 40.0]], [800.0, 500.0], 20.0);
        let pointer = [120.0, 333.0];
        let [lon, lat] = view.degrees_at(pointer);
        let zoomed = view.zoomed_at(pointer, 1.5);
        let [x, y] = zoomed.pixel_of(lon, lat);
        assert!((x - pointer[0]).abs() < 0.01 && (y - pointer[1]).abs() < 0.01, "{x} {y}");
        assert_eq!(zoomed.zoom, view.zoom + 1.5);
        let panned = view.panned([30.0, -20.0]);
        let [x, y] = panned.pixel_of(lon, lat);
        assert!((x - 150.0).abs() < 0.01 && (y - 313.0).abs() < 0.01);
    }

    #[test]
    fn a_pixel_is_as_long_as_on_the_ground() {
        // Tripoli to Benghazi is 652 km, the great circle of their coordinates.
        let (tripoli, benghazi) = ((13.1875, 32.8752), (20.0686, 32.1167));
        let view = View::fitting([[tripoli.0, tripoli.1], [benghazi.0, benghazi.1]], [800.0, 500.0], 20.0);
        let ([ax, ay], [bx, by]) = (view.pixel_of(tripoli.0, tripoli.1), view.pixel_of(benghazi.0, benghazi.1));
        let km = f64::from((ax - bx).hypot(ay - by)) * view.metres_per_px() / 1000.0;
        assert!((km - 651.0).abs() < 5.0, "{km}");
    }
}
