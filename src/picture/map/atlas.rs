//! The table of the map, `assets/map/map.bin`, read in place. `assets/map/build.py` writes it and describes it.

use std::sync::LazyLock;

static BYTES: &[u8] = include_bytes!("../../../assets/map/map.bin");
static BUNDLED: LazyLock<Atlas> = LazyLock::new(|| Atlas::read(BYTES).unwrap_or_else(Atlas::empty));

const MAGIC: &[u8; 8] = b"HWMAP\0\0\x01";
const HEAD: usize = 32;
/// Bytes of a line's entry.
const ENTRY: usize = 20;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineKind {
    /// Where land ends.
    Coast,
    /// Between countries.
    Border,
    /// Between countries, contested by one of them or by others, or a claim.
    Contested,
    /// Between regions of a country.
    Province,
    /// A river.
    River,
    /// A lake's shore.
    Lake,
}

impl LineKind {
    /// All kinds, in the order of the table.
    const ALL: [Self; 6] = [Self::Coast, Self::Border, Self::Contested, Self::Province, Self::River, Self::Lake];
}

/// A line's entry.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    offset: usize,
    count: usize,
    /// What it is.
    pub kind: LineKind,
    /// The zoom from which it is larger than a pixel.
    pub zoom: u8,
    /// West, south, east, north, in degrees.
    pub bounds: [f32; 4],
}

impl Line {
    /// Whether any of it can lie within these degrees.
    pub fn touches(&self, [west, south, east, north]: [f64; 4]) -> bool {
        let [left, low, right, high] = self.bounds.map(f64::from);
        left <= east && right >= west && low <= north && high >= south
    }
}

/// What a name on the map names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    /// A country.
    Country,
    /// A sea or gulf.
    Sea,
    /// A river.
    River,
}

/// A name on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapName {
    /// What it names.
    pub kind: NameKind,
    /// The zoom from which it is written.
    pub zoom: u8,
    /// Longitude and latitude of its middle.
    pub at: [f32; 2],
    /// In Arabic.
    pub arabic: &'static str,
    /// In English.
    pub english: &'static str,
}

/// A ring: numbers of lines, `!number` for one that runs backwards.
type Ring = Vec<i32>;

/// The table of the map.
#[derive(Debug)]
pub struct Atlas {
    bytes: &'static [u8],
    lines: usize,
    points_at: usize,
    land: Vec<Ring>,
    lakes: Vec<Ring>,
    areas: Vec<(String, Vec<Ring>)>,
    names: Vec<MapName>,
}

/// Reads numbers one after another.
struct Reader {
    bytes: &'static [u8],
    at: usize,
}

impl Reader {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let found = self.bytes.get(self.at..self.at.checked_add(N)?)?.try_into().ok();
        self.at += N;
        found
    }

    fn u32(&mut self) -> Option<usize> {
        self.take().map(|bytes| u32::from_le_bytes(bytes) as usize)
    }

    fn i16(&mut self) -> Option<i16> {
        self.take().map(i16::from_le_bytes)
    }

    fn u8(&mut self) -> Option<u8> {
        self.take::<1>().map(|[byte]| byte)
    }

    fn text(&mut self) -> Option<&'static str> {
        let len = usize::from(self.u8()?);
        let text = self.bytes.get(self.at..self.at + len)?;
        self.at += len;
        std::str::from_utf8(text).ok()
    }

    fn ring(&mut self) -> Option<Ring> {
        let count = self.u32()?;
        (0..count).map(|_| self.take().map(i32::from_le_bytes)).collect()
    }

    fn varint(&mut self) -> Option<i32> {
        let (mut value, mut shift) = (0_u32, 0);
        loop {
            let byte = self.u8()?;
            value |= u32::from(byte & 127).checked_shl(shift)?;
            if byte < 128 {
                break;
            }
            shift += 7;
        }
        Some((value >> 1) as i32 ^ -((value & 1) as i32))
    }
}

impl Atlas {
    /// The map that is part of the program.
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    fn empty() -> Self {
        let (land, lakes, areas, names) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { bytes: &[], lines: 0, points_at: 0, land, lakes, areas, names }
    }

    fn read(bytes: &'static [u8]) -> Option<Self> {
        let mut reader = Reader { bytes, at: 0 };
        if reader.take::<8>()? != *MAGIC {
            return None;
        }
        let [lines, land, lakes, areas, names, points] = {
            let mut counts = [0; 6];
            for count in &mut counts {
                *count = reader.u32()?;
            }
            counts
        };
        let points_at = HEAD + ENTRY * lines;
        reader.at = points_at + points;
        let land = (0..land).map(|_| reader.ring()).collect::<Option<_>>()?;
        let lakes = (0..lakes).map(|_| reader.ring()).collect::<Option<_>>()?;
        let mut found_areas = Vec::new();
        for _ in 0..areas {
            let code = String::from_utf8(reader.take::<2>()?.to_vec()).ok()?;
            let count = u16::from_le_bytes(reader.take()?);
            let rings = (0..count).map(|_| reader.ring()).collect::<Option<_>>()?;
            found_areas.push((code, rings));
        }
        let mut found_names = Vec::new();
        for _ in 0..names {
            let kind = match reader.u8()? {
                0 => NameKind::Country,
                1 => NameKind::Sea,
                _ => NameKind::River,
            };
            let (zoom, lon, lat) = (reader.u8()?, reader.i16()?, reader.i16()?);
            let at = [f32::from(lon) / 100.0, f32::from(lat) / 100.0];
            found_names.push(MapName { kind, zoom, at, arabic: reader.text()?, english: reader.text()? });
        }
        Some(Self { bytes, lines, points_at, land, lakes, areas: found_areas, names: found_names })
    }

    /// The line with a number.
    fn line(&self, number: usize) -> Option<Line> {
        if number >= self.lines {
            return None;
        }
        let mut reader = Reader { bytes: self.bytes, at: HEAD + ENTRY * number };
        let (offset, count) = (reader.u32()?, reader.u32()?);
        let kind = *LineKind::ALL.get(usize::from(reader.u8()?))?;
        let zoom = reader.u8()?;
        let mut bounds = [0.0; 4];
        for edge in &mut bounds {
            *edge = f32::from(reader.i16()?) / 100.0;
        }
        Some(Line { offset, count, kind, zoom, bounds })
    }

    /// All lines.
    pub fn lines(&self) -> impl Iterator<Item = Line> + '_ {
        (0..self.lines).filter_map(|number| self.line(number))
    }

    /// Adds a line's points that are seen at a zoom: longitude and latitude.
    pub fn points(&self, line: &Line, zoom: f64, into: &mut Vec<[f64; 2]>) {
        let highest = zoom.ceil().clamp(0.0, 15.0) as u8;
        let mut reader = Reader { bytes: self.bytes, at: self.points_at + line.offset };
        let first = into.len();
        let (mut lon, mut lat) = (0_i32, 0_i32);
        for _ in 0..line.count {
            let (Some(east), Some(north)) = (reader.varint(), reader.varint()) else { return };
            (lon, lat) = (lon.wrapping_add(east), lat.wrapping_add(north));
            into.push([f64::from(lon) / 1000.0, f64::from(lat) / 1000.0]);
        }
        let ranks = self.bytes.get(reader.at..reader.at + line.count.div_ceil(2)).unwrap_or_default();
        let is_seen = |number: usize| ranks.get(number / 2).is_none_or(|two| two >> (4 * (number % 2)) & 15 <= highest);
        let mut kept = first;
        for number in 0..line.count {
            if is_seen(number) {
                into[kept] = into[first + number];
                kept += 1;
            }
        }
        into.truncate(kept);
    }

    /// A ring's points at a zoom, if any of it can lie within these degrees and it is larger than a pixel.
    fn ring(&self, ring: &Ring, zoom: f64, degrees: [f64; 4]) -> Option<Vec<[f64; 2]>> {
        let of = |number: i32| self.line(if number < 0 { !number } else { number } as usize);
        let lines: Vec<(Line, bool)> =
            ring.iter().map(|number| of(*number).map(|line| (line, *number < 0))).collect::<Option<_>>()?;
        let around = lines.iter().fold([f32::MAX, f32::MAX, f32::MIN, f32::MIN], |[w, s, e, n], (line, _)| {
            let [west, south, east, north] = line.bounds;
            [w.min(west), s.min(south), e.max(east), n.max(north)]
        });
        let [west, south, east, north] = around.map(f64::from);
        let [left, low, right, high] = degrees;
        let is_near = west <= right && east >= left && south <= high && north >= low;
        let px = (east - west).max(north - south) / 360.0 * 256.0 * zoom.exp2();
        if !is_near || px < 1.0 {
            return None;
        }
        let mut points = Vec::new();
        for (line, is_backwards) in lines {
            // Each line begins where the one before it ends.
            let end = points.pop().map(|[lon, _]: [f64; 2]| lon);
            let first = points.len();
            self.points(&line, zoom, &mut points);
            if is_backwards {
                points[first..].reverse();
            }
            // Beyond the antimeridian a ring goes on in one direction.
            if let (Some(end), Some(&[start, _])) = (end, points.get(first)) {
                let turns = ((end - start) / 360.0).round() * 360.0;
                for point in &mut points[first..] {
                    point[0] += turns;
                }
            }
        }
        (points.len() > 2).then_some(points)
    }

    /// The rings of land at a zoom, within some degrees; longitude and latitude.
    pub fn land(&self, zoom: f64, degrees: [f64; 4]) -> impl Iterator<Item = Vec<[f64; 2]>> + '_ {
        self.land.iter().filter_map(move |ring| self.ring(ring, zoom, degrees))
    }

    /// The rings of lakes at a zoom, within some degrees.
    pub fn lakes(&self, zoom: f64, degrees: [f64; 4]) -> impl Iterator<Item = Vec<[f64; 2]>> + '_ {
        self.lakes.iter().filter_map(move |ring| self.ring(ring, zoom, degrees))
    }

    /// Names of countries, seas and rivers, those that are seen first before the others.
    pub fn names(&self) -> &[MapName] {
        &self.names
    }

    /// The code of the country in which a point lies, as Natural Earth draws it (who holds it, not who claims it).
    pub fn country_at(&self, lon: f64, lat: f64) -> Option<&str> {
        let degrees = [lon, lat, lon, lat];
        self.areas.iter().find_map(|(code, rings)| {
            let rings = rings.iter().filter_map(|ring| self.ring(ring, 20.0, degrees));
            let crossings: usize = rings.map(|ring| crossings(&ring, [lon, lat])).sum();
            (crossings % 2 == 1).then_some(code.as_str())
        })
    }
}

/// How often a line from a point to the east crosses a ring.
fn crossings(ring: &[[f64; 2]], [x, y]: [f64; 2]) -> usize {
    let next = ring.iter().cycle().skip(1);
    let crosses = |(a, b): &(&[f64; 2], &[f64; 2])| {
        (a[1] > y) != (b[1] > y) && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]
    };
    ring.iter().zip(next).filter(crosses).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORLD: [f64; 4] = [-180.0, -85.0, 180.0, 85.0];

    #[test]
    fn the_table_is_whole() {
        let atlas = Atlas::bundled();
        assert!(BYTES.len() < 1_572_864, "{} bytes", BYTES.len());
        for kind in LineKind::ALL {
            let count = atlas.lines().filter(|line| line.kind == kind).count();
            assert!(count > 50, "{count} lines of {kind:?}");
        }
        for line in atlas.lines() {
            let mut points = Vec::new();
            atlas.points(&line, 15.0, &mut points);
            assert_eq!(points.len(), line.count);
            let [west, south, east, north] = line.bounds.map(f64::from);
            for [lon, lat] in points {
                assert!((west - 0.001..=east + 0.001).contains(&lon), "{lon} is not in {line:?}");
                assert!((south - 0.001..=north + 0.001).contains(&lat), "{lat} is not in {line:?}");
            }
        }
        assert!(atlas.names().iter().all(|name| !name.arabic.is_empty() && !name.english.is_empty()));
    }

    #[test]
    fn far_away_fewer_points_are_seen_and_the_ends_stay() {
        let atlas = Atlas::bundled();
        let points_at = |zoom: f64| atlas.land(zoom, WORLD).map(|ring| ring.len()).sum::<usize>();
        let (far, near) = (points_at(1.0), points_at(8.0));
        assert!(far > 300 && far * 8 < near, "{far} and {near} points");
        for line in atlas.lines() {
            let (mut all, mut few) = (Vec::new(), Vec::new());
            atlas.points(&line, 15.0, &mut all);
            atlas.points(&line, 0.0, &mut few);
            assert_eq!((few.first(), few.last()), (all.first(), all.last()));
        }
    }

    #[test]
    fn capitals_lie_in_their_countries() {
        let capitals = [
            ("LY", 13.19, 32.88),
            ("EG", 31.24, 30.04),
            ("SD", 32.53, 15.59),
            ("SY", 36.29, 33.51),
            ("IQ", 44.36, 33.31),
            ("YE", 44.21, 15.36),
            ("TN", 10.17, 36.81),
            ("DZ", 3.05, 36.73),
            ("MA", -6.83, 34.02),
            ("SA", 46.71, 24.68),
            ("IR", 51.39, 35.69),
            ("TR", 32.85, 39.92),
            ("LB", 35.52, 33.87),
            ("JO", 35.93, 31.95),
            ("TD", 15.05, 12.11),
            ("FR", 2.35, 48.86),
            ("BR", -47.92, -15.78),
            ("JP", 139.65, 35.68),
            ("SS", 31.58, 4.85),
            ("NE", 2.12, 13.51),
        ];
        for (code, lon, lat) in capitals {
            assert_eq!(Atlas::bundled().country_at(lon, lat), Some(code), "{lon} {lat}");
        }
        assert_eq!(Atlas::bundled().country_at(18.0, 34.5), None, "the Mediterranean is no country");
    }

    #[test]
    fn contested_borders_are_marked_as_such() {
        let atlas = Atlas::bundled();
        // The Golan, Western Sahara, Hala'ib, northern Somalia, Kashmir, the West Bank.
        for (lon, lat) in [(35.8, 33.0), (-8.7, 27.66), (34.5, 22.0), (49.0, 9.5), (74.5, 34.7), (35.1, 31.4)] {
            let near = [lon - 0.7, lat - 0.7, lon + 0.7, lat + 0.7];
            let found = atlas.lines().filter(|line| line.kind == LineKind::Contested).any(|line| {
                let mut points = Vec::new();
                atlas.points(&line, 15.0, &mut points);
                points.iter().any(|[x, y]| near[0] <= *x && *x <= near[2] && near[1] <= *y && *y <= near[3])
            });
            assert!(found, "nothing is contested near {lon} {lat}");
        }
    }
}
