//! GeoNames' dump: 19 columns separated by tabs, one place per line.

use std::collections::HashSet;
use std::io::BufRead;

use super::super::format::{KIND_OTHER, kind_number};
use super::builder::{Builder, Entry};
use super::error_kind::{Figure, LexiconErrorKind, UserError, at};
use crate::text::fold::fold_words;
use crate::text::system_message;

/// Columns that are read: id, name, alternate names, latitude, longitude, class, code, country, population.
const COLUMNS: [usize; 9] = [0, 1, 3, 4, 5, 6, 7, 8, 14];
/// The most names kept for one place.
const MOST_NAMES: usize = 6;
/// The longest line allowed, in bytes; GeoNames' longest lines have about ten thousand.
const LONGEST_LINE: usize = 1 << 20;
/// Fewest inhabitants of a place whose one-word name needs no other evidence.
const SURE_POPULATION: u32 = 100_000;

/// Reads all rows that have an Arabic name.
pub(super) fn read(builder: &mut Builder<'_>, file: &str, lines: &mut dyn BufRead) -> Result<(), UserError> {
    let (mut line, mut number) = (Vec::new(), 0);
    loop {
        line.clear();
        number += 1;
        let mut limited = std::io::Read::take(&mut *lines, LONGEST_LINE as u64);
        let read = limited
            .read_until(b'\n', &mut line)
            .map_err(|error| at(file, number, 1, LexiconErrorKind::System { message: system_message(&error) }))?;
        if read == 0 {
            return Ok(());
        }
        if read >= LONGEST_LINE {
            return Err(at(file, number, 1, LexiconErrorKind::LongLine));
        }
        let text = match std::str::from_utf8(&line) {
            Ok(text) => text.trim_end_matches(['\n', '\r']),
            Err(error) => {
                let column = String::from_utf8_lossy(line.get(..error.valid_up_to()).unwrap_or(&[])).chars().count();
                return Err(at(file, number, column + 1, LexiconErrorKind::NotUtf8));
            }
        };
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        if !text.is_empty() && !text.starts_with('#') {
            row(builder, file, number, text)?;
        }
    }
}

fn row(builder: &mut Builder<'_>, file: &str, line: usize, text: &str) -> Result<(), UserError> {
    let mut columns = [""; COLUMNS.len()];
    let (mut count, mut next) = (0, 0);
    for (i, column) in text.split('\t').enumerate() {
        count = i + 1;
        if COLUMNS.get(next) == Some(&i) {
            columns[next] = column;
            next += 1;
        }
    }
    let [id, name, alternates, lat, lon, class, code, country, population] = columns;
    if count < 15 {
        return Err(at(file, line, text.chars().count() + 1, LexiconErrorKind::Tabs { found: count }));
    }
    let wrong = |column: usize, what: Figure, value: &str| {
        let before: usize = text.split('\t').take(column).map(|c| c.chars().count() + 1).sum();
        let value: String = value.chars().take(40).collect();
        at(file, line, before + 1, LexiconErrorKind::Number { value, what })
    };
    let degrees = |value: &str, limit: f32| value.parse::<f32>().ok().filter(|v| v.abs() <= limit);
    let geonames: u32 = id.parse().ok().ok_or_else(|| wrong(0, Figure::GeonamesId, id))?;
    let lat = degrees(lat, 90.0).ok_or_else(|| wrong(4, Figure::Latitude, lat))?;
    let lon = degrees(lon, 180.0).ok_or_else(|| wrong(5, Figure::Longitude, lon))?;
    let population = if population.is_empty() {
        0
    } else {
        let number: u64 = population.parse().ok().ok_or_else(|| wrong(14, Figure::Population, population))?;
        u32::try_from(number).unwrap_or(u32::MAX)
    };
    let names = arabic_names(name, alternates);
    if names.is_empty() {
        return Ok(());
    }
    if let Some(known) = builder.known(geonames) {
        builder.add_names(known, &names);
        return Ok(());
    }
    let (sure, weak) = names.into_iter().partition(|name| is_sure(builder, name, population));
    let entry = Entry {
        id: format!("place:geonames-{geonames}"),
        names: sure,
        weak,
        english: name.to_owned(),
        kind: kind_number(kind(class, code, population)).unwrap_or(KIND_OTHER),
        country: Some(country.to_owned()),
        position: Some((lat, lon)),
        population,
        parent: None,
        geonames,
        region: String::new(),
        replaces: false,
    };
    builder.add(&entry, line)
}

/// Names in Arabic or Persian letters, each spelling once.
fn arabic_names(name: &str, alternates: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    if name.is_ascii() && alternates.is_ascii() {
        return names;
    }
    let mut known = HashSet::new();
    for name in std::iter::once(name).chain(alternates.split(',')).map(str::trim) {
        let is_arabic = name.chars().all(|c| matches!(c, '\u{621}'..='\u{652}' | 'ک' | 'ی' | 'گ' | 'پ' | ' ' | '-'));
        if !is_arabic || name.chars().count() < 2 || names.len() >= MOST_NAMES {
            continue;
        }
        let short =
            ["مدينة ", "بلدة ", "قرية ", "بلدية ", "محافظة ", "ولاية "].iter().find_map(|n| name.strip_prefix(n));
        let name = short.unwrap_or(name);
        if known.insert(fold_words(name)) {
            names.push(name.to_owned());
        }
    }
    names
}

/// Whether a name may mean the place without other evidence: only for large places, and for long names without another
/// meaning.
fn is_sure(builder: &Builder<'_>, name: &str, population: u32) -> bool {
    let words = fold_words(name);
    let letters: usize = words.iter().map(|word| word.chars().count()).sum();
    if builder.is_taken(&words) || words.iter().all(|word| builder.is_common(word)) {
        return false;
    }
    if words.len() > 1 { letters >= 8 && population >= 5_000 } else { letters >= 5 && population >= SURE_POPULATION }
}

fn kind(class: &str, code: &str, population: u32) -> &'static str {
    match (class, code) {
        ("P", "PPLC") => "capital",
        ("P", "PPLX") => "quarter",
        ("P", "PPLA") => "city",
        ("P", _) => match population {
            50_000.. => "city",
            5_000.. => "town",
            _ => "village",
        },
        ("A", "ADM1") => "governorate",
        ("A", code) if code.starts_with("PCL") => "country",
        ("A", _) | ("L", "RGN" | "AREA") => "region",
        ("H", "SEA" | "OCN" | "GULF" | "BAY") => "sea",
        ("H", "STRT") => "strait",
        ("H", code) if code.starts_with("STM") => "river",
        ("H", code) if code.starts_with("LK") => "lake",
        ("H", "WAD") | ("T", "VAL") => "valley",
        ("T", code) if code.starts_with("ISL") => "island",
        ("T", "DSRT") => "desert",
        ("T", code) if code.starts_with("MT") || code.starts_with("HLL") => "mountain",
        ("S", code) if code.starts_with("AIR") => "airport",
        ("S", code) if code.starts_with("DAM") => "dam",
        ("S", "CMP" | "CMPRF") => "camp",
        ("S", "BDG" | "PSTB") => "crossing",
        ("S", "SQR") => "square",
        ("S" | "L", "INSM" | "MILB" | "AIRB") => "base",
        ("L", "OILF" | "GASF") => "oilfield",
        ("R", _) => "road",
        _ => "other",
    }
}
