//! Latitude and longitude as people write them.

use super::fold::letters::ascii_digit;

/// Letters and words of the four directions, with the axis (0 for latitude) and the sign.
const DIRECTIONS: [(&str, usize, f64); 20] = [
    ("n", 0, 1.0),
    ("north", 0, 1.0),
    ("ش", 0, 1.0),
    ("شمال", 0, 1.0),
    ("شمالا", 0, 1.0),
    ("s", 0, -1.0),
    ("south", 0, -1.0),
    ("ج", 0, -1.0),
    ("جنوب", 0, -1.0),
    ("جنوبا", 0, -1.0),
    ("e", 1, 1.0),
    ("east", 1, 1.0),
    ("ق", 1, 1.0),
    ("شرق", 1, 1.0),
    ("شرقا", 1, 1.0),
    ("w", 1, -1.0),
    ("west", 1, -1.0),
    ("غ", 1, -1.0),
    ("غرب", 1, -1.0),
    ("غربا", 1, -1.0),
];

/// One of the two numbers.
#[derive(Clone, Copy, Default)]
struct Angle {
    degrees: f64,
    is_negative: bool,
    /// How many parts were read: degrees, minutes, seconds.
    parts: usize,
    /// The axis and the sign of its direction.
    direction: Option<(usize, f64)>,
}

impl Angle {
    fn value(self) -> f64 {
        if self.is_negative { -self.degrees } else { self.degrees }
    }
}

/// Latitude and longitude in degrees (WGS84), in this order: `33.51, 36.29`, `33°30′36″ N 36°17′24″ E`, `٣٣٫٥١، ٣٦٫٢٩`, the
/// longitude first if directions say so. `None` if it is no place on the earth.
pub fn coordinates(text: &str) -> Option<[f64; 2]> {
    let mut angles: Vec<Angle> = Vec::new();
    // What the next number is: another angle, or minutes or seconds of the last one.
    let mut is_part = false;
    let mut before: Option<(usize, f64)> = None;
    let plain: String = text.chars().map(plain).collect();
    let mut rest = plain.as_str();
    while let Some(c) = rest.chars().next() {
        let next = rest.get(c.len_utf8()..).unwrap_or("");
        if c.is_ascii_digit() || matches!(c, '-' | '+' | '.') {
            let end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '+' | '.'))).unwrap_or(rest.len());
            let (number, after) = rest.split_at(end);
            let value: f64 = number.parse().ok()?;
            match angles.last_mut().filter(|_| is_part) {
                Some(angle) => {
                    let unit = [1.0, 60.0, 3600.0].get(angle.parts).copied()?;
                    if !(0.0..60.0).contains(&value) || number.starts_with(['-', '+']) {
                        return None;
                    }
                    angle.degrees += value / unit;
                    angle.parts += 1;
                }
                None => angles.push(Angle {
                    degrees: value.abs(),
                    is_negative: number.starts_with('-'),
                    parts: 1,
                    direction: before.take(),
                }),
            }
            is_part = false;
            rest = after;
        } else if matches!(c, '°' | 'º' | '\'' | '"') {
            is_part = !angles.is_empty();
            rest = next;
        } else if c.is_whitespace() {
            rest = next;
        } else if matches!(c, ',' | ';') {
            is_part = false;
            rest = next;
        } else if c.is_alphabetic() {
            let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            let word = word.to_lowercase();
            let (_, axis, sign) = *DIRECTIONS.iter().find(|(name, ..)| *name == word)?;
            match angles.last_mut() {
                Some(last) if last.direction.is_none() => last.direction = Some((axis, sign)),
                _ if before.is_none() => before = Some((axis, sign)),
                _ => return None,
            }
            is_part = false;
            rest = after;
        } else {
            return None;
        }
    }
    let [first, second] = angles[..] else { return None };
    let place = match (first.direction, second.direction) {
        (None, None) => [first.value(), second.value()],
        (Some((a, first_sign)), Some((b, second_sign))) if a != b && !first.is_negative && !second.is_negative => {
            let mut place = [0.0; 2];
            place[a] = first.degrees * first_sign;
            place[b] = second.degrees * second_sign;
            place
        }
        _ => return None,
    };
    let is_place = before.is_none() && place[0].abs() <= 90.0 && place[1].abs() <= 180.0;
    is_place.then_some(place)
}

/// A character with western digits and signs.
fn plain(c: char) -> char {
    match c {
        '٫' => '.',
        '،' => ',',
        '؛' => ';',
        '−' | '–' => '-',
        '′' | '’' | 'ʹ' => '\'',
        '″' | '”' | 'ʺ' => '"',
        // Marks of direction, which come along when Arabic is copied.
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2066}'..='\u{2069}' | '\u{202a}'..='\u{202e}' => ' ',
        c => ascii_digit(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_as_people_write_them() {
        for (typed, place) in [
            ("33.51, 36.29", Some([33.51, 36.29])),
            ("33.51 36.29", Some([33.51, 36.29])),
            ("٣٣٫٥١، ٣٦٫٢٩", Some([33.51, 36.29])),
            ("۳۳٫۵۱؛ ۳۶٫۲۹", Some([33.51, 36.29])),
            ("34.5 -35", Some([34.5, -35.0])),
            ("33.51° N, 36.29° E", Some([33.51, 36.29])),
            ("33.51N 36.29E", Some([33.51, 36.29])),
            ("36.29 E, 33.51 N", Some([33.51, 36.29])),
            ("N 33.51 E 36.29", Some([33.51, 36.29])),
            ("33.51 S 36.29 W", Some([-33.51, -36.29])),
            ("٣٣٫٥١ شمالا، ٣٦٫٢٩ شرقا", Some([33.51, 36.29])),
            ("33°30′36″ N 36°17′24″ E", Some([33.51, 36.29])),
            ("33° 30' 36\" N, 36° 17' 24\" E", Some([33.51, 36.29])),
            ("-33°30′, 36°30′", Some([-33.5, 36.5])),
            ("", None),
            ("33.51", None),
            ("33.51 N, 36.29", None),
            ("33.51 N, 36.29 N", None),
            ("-33.51 N, 36.29 E", None),
            ("95, 10", None),
            ("10, 181", None),
            ("10, 20, 30", None),
            ("33°75′ N 36° E", None),
            ("a, b", None),
            ("Damascus", None),
            ("1e5, 3", None),
            ("--3, 4", None),
            ("°°°", None),
        ] {
            let found = coordinates(typed);
            let is_same = match (found, place) {
                (Some(found), Some(place)) => found.iter().zip(place).all(|(a, b)| (a - b).abs() < 1e-9),
                (found, place) => found == place,
            };
            assert!(is_same, "{typed}: {found:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_typed_is_a_place_or_none(typed in "[0-9NSEW°′″'\",.،٫٣ \\-a-zش]{0,24}") {
            if let Some([lat, lon]) = coordinates(&typed) {
                proptest::prop_assert!(lat.abs() <= 90.0 && lon.abs() <= 180.0);
            }
        }
    }
}
