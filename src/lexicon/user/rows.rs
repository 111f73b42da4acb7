//! The formats that a user writes by hand: RON in the form of the program's own sources, and CSV.

use serde::{Deserialize, Serialize};

use super::super::entity::EntityId;
use super::super::format::{FACTION_KINDS, KINDS, kind_number};
use super::super::tables::Lexicon;
use super::builder::{Builder, Entry};
use super::error_kind::{Figure, LexiconErrorKind, UserError, at};
use crate::text::Message;
use crate::text::fold::fold_words;

/// The columns that a table may have; the first two are required.
const COLUMNS: [&str; 10] =
    ["name", "kind", "entity", "lat", "lon", "country", "english", "population", "weak", "region"];

/// The longest name, in bytes: none of a place or a group is nearly as long.
const LONGEST_NAME: usize = 1000;

/// The most commas in a line of a table, of which no name has as many: each field takes many times its length in memory.
const MOST_COMMAS: usize = 4096;

/// How many bytes are searched for an entry, to give its position.
const LONGEST_ENTRY: usize = 64 << 10;

/// An entry of a RON file: a place or a faction, by its id or its kind. See `docs/lexicons.md`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UserEntry {
    /// Its stable id: `place:` or `faction:` and a name; made of the first name if empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// Its Arabic names, the one that is shown first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ar: Vec<String>,
    /// Names that usually mean something else.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weak: Vec<String>,
    /// Its English name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub en: String,
    /// One of the kinds of the lexicon.
    pub kind: String,
    /// The code of its country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Latitude, in degrees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lat: Option<f32>,
    /// Longitude, in degrees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lon: Option<f32>,
    /// Its inhabitants.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub population: u32,
    /// The faction that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Its number in GeoNames.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geonames: Option<u32>,
    /// The name of its region.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub region: String,
    /// Whether it is shown in the place of the built-in entity with its id, whose names keep their meaning.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub replaces: bool,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

fn form() -> ron::Options {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
}

impl UserEntry {
    /// What a lexicon says of a built-in entity, to be changed and shown in its place.
    pub fn in_place_of(lexicon: &Lexicon, built_in: EntityId) -> Self {
        let known = lexicon.entity(built_in);
        let region = lexicon.region(built_in);
        let parent = lexicon.parent(built_in).map(|parent| lexicon.entity(parent).id.to_owned());
        let (lat, lon) = known.position.unzip();
        Self {
            id: known.id.to_owned(),
            ar: vec![known.canonical.to_owned()],
            weak: Vec::new(),
            en: known.english.to_owned(),
            kind: known.kind.to_owned(),
            country: known.country.map(str::to_owned),
            lat,
            lon,
            population: known.population,
            parent,
            geonames: known.geonames,
            region: region.map(|region| region.english.to_owned()).unwrap_or_default(),
            replaces: true,
        }
    }

    /// The entries of a RON file; `file` is its name in errors.
    pub fn read(file: &str, text: &str) -> Result<Vec<Self>, UserError> {
        form().from_str(text).map_err(|error| {
            let wrong = LexiconErrorKind::Syntax(Message::of_ron(text, &error));
            at(file, error.span.start.line, error.span.start.col, wrong)
        })
    }

    /// A RON file with these entries, one on each line.
    pub fn write(entries: &[Self]) -> String {
        let lines = entries.iter().filter_map(|entry| form().to_string(entry).ok());
        let lines: Vec<String> = lines.map(|line| format!("    {line},\n")).collect();
        format!("[\n{}]\n", lines.concat())
    }

    /// This entry with an id that none of `others` has, if it has none.
    #[must_use]
    pub fn named_apart(mut self, others: &[Self]) -> Self {
        if !self.id.is_empty() {
            return self;
        }
        let is_faction = kind(&self.kind).is_ok_and(|kind| kind < FACTION_KINDS);
        let first = self.ar.iter().chain(&self.weak).next().map_or("", String::as_str);
        let base = own_id(is_faction, first, self.country.as_deref());
        let mut numbered = std::iter::once(base.clone()).chain((2..).map(|number| format!("{base}-{number}")));
        self.id = numbered.find(|id| others.iter().all(|other| other.id != *id)).unwrap_or(base);
        self
    }

    /// This entry with the further names of another one.
    #[must_use]
    pub fn with_names_of(mut self, other: &Self) -> Self {
        let new = other.ar.iter().filter(|name| !self.ar.contains(name)).cloned().collect::<Vec<_>>();
        self.ar.extend(new);
        let new = other.weak.iter().filter(|name| !self.weak.contains(name)).cloned().collect::<Vec<_>>();
        self.weak.extend(new);
        self
    }

    /// Keeps an entry among others: in the place of the one with its id, or after them.
    pub fn keep(self, among: &mut Vec<Self>) {
        match among.iter_mut().find(|other| other.id == self.id) {
            Some(former) => *former = self,
            None => among.push(self),
        }
    }

    /// Gives the names of an entry to the entity `to`, and removes it.
    pub fn merge(&self, to: &Self, among: &mut Vec<Self>) {
        among.retain(|other| other.id != self.id);
        let names: Vec<String> = self.ar.iter().chain(&self.weak).cloned().collect();
        match among.iter_mut().find(|other| other.id == to.id) {
            Some(there) => {
                let new = names.into_iter().filter(|name| !there.ar.contains(name)).collect::<Vec<_>>();
                there.ar.extend(new);
            }
            None => among.push(Self { ar: names, ..to.clone() }),
        }
    }
}

pub(super) fn read_ron(builder: &mut Builder<'_>, file: &str, text: &str) -> Result<(), UserError> {
    let rows = UserEntry::read(file, text)?;
    let mut places = Places { text, from: 0, line: 1, column: 1 };
    for row in rows {
        // Entries are parsed all at once: an error is reported at the entry's id or first name.
        let mark = if row.id.is_empty() { row.ar.iter().chain(&row.weak).next() } else { Some(&row.id) };
        let (line, column) = places.find(mark.map_or("", String::as_str));
        let entry = Entry {
            id: row.id,
            names: row.ar,
            weak: row.weak,
            english: row.en,
            kind: kind(&row.kind).map_err(|wrong| at(file, line, column, wrong))?,
            country: row.country,
            position: row.lat.zip(row.lon),
            population: row.population,
            parent: row.parent,
            geonames: row.geonames.unwrap_or(0),
            region: row.region,
            replaces: row.replaces,
        };
        let entry = checked(entry).map_err(|wrong| at(file, line, column, wrong))?;
        builder.add(&entry, line)?;
    }
    Ok(())
}

/// Walks through a source in step with its entries, so that each search starts where the last one ended.
struct Places<'t> {
    text: &'t str,
    from: usize,
    line: usize,
    column: usize,
}

impl Places<'_> {
    /// Line and column of a quoted string; the last position found if the string is spelled differently in the source.
    fn find(&mut self, mark: &str) -> (usize, usize) {
        let end = self.text.floor_char_boundary(self.from.saturating_add(LONGEST_ENTRY));
        let ahead = self.text.get(self.from..end).unwrap_or("");
        let found = ahead.find(&format!("\"{mark}\"")).unwrap_or(0);
        let passed = ahead.get(..found).unwrap_or("");
        self.line += passed.matches('\n').count();
        self.column = match passed.rsplit_once('\n') {
            Some((_, line)) => line.chars().count() + 1,
            None => self.column + passed.chars().count(),
        };
        self.from += found;
        (self.line, self.column)
    }
}

pub(super) fn read_csv(builder: &mut Builder<'_>, file: &str, text: &str) -> Result<(), UserError> {
    let commas = |line: &str| memchr::memchr_iter(b',', line.as_bytes()).count();
    if let Some((line, found)) = text.lines().map(commas).enumerate().find(|(_, commas)| *commas > MOST_COMMAS) {
        return Err(at(file, line + 1, 1, LexiconErrorKind::Fields { found: found + 1, expected: COLUMNS.len() }));
    }
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| csv_error(file, &error))?.clone();
    let mut places = [None; COLUMNS.len()];
    for (i, column) in header.iter().enumerate() {
        let Some(known) = COLUMNS.iter().position(|name| column.eq_ignore_ascii_case(name)) else {
            let wrong = LexiconErrorKind::Column { value: column.to_owned(), columns: COLUMNS.join(", ") };
            return Err(at(file, 1, column_of(text, 0, i), wrong));
        };
        places[known] = Some(i);
    }
    for (known, name) in COLUMNS.iter().enumerate().take(2) {
        if places[known].is_none() {
            return Err(at(file, 1, 1, LexiconErrorKind::Header { column: name }));
        }
    }
    for record in reader.records() {
        let record = record.map_err(|error| csv_error(file, &error))?;
        let (line, byte) = record.position().map_or((0, 0), |p| (p.line() as usize, p.byte() as usize));
        let field = |known: usize| places.get(known).copied().flatten().and_then(|i| record.get(i)).unwrap_or("");
        let wrong = |known: usize, wrong: LexiconErrorKind| {
            let column = places.get(known).copied().flatten().unwrap_or(0);
            at(file, line, column_of(text, byte, column), wrong)
        };
        if record.len() != header.len() {
            let wrong = LexiconErrorKind::Fields { found: record.len(), expected: header.len() };
            return Err(at(file, line, column_of(text, byte, record.len().min(header.len())), wrong));
        }
        let degrees = |known: usize, what: Figure, limit: f32| match field(known) {
            "" => Ok(None),
            value => match value.parse::<f32>().ok().filter(|v| v.abs() <= limit) {
                Some(degrees) => Ok(Some(degrees)),
                None => Err(wrong(known, LexiconErrorKind::Number { value: value.to_owned(), what })),
            },
        };
        let (lat, lon) = (degrees(3, Figure::Latitude, 90.0)?, degrees(4, Figure::Longitude, 180.0)?);
        let population = match field(7) {
            "" => 0,
            value => value.parse().ok().ok_or_else(|| {
                wrong(7, LexiconErrorKind::Number { value: value.to_owned(), what: Figure::Population })
            })?,
        };
        let names: Vec<String> =
            field(0).split('|').map(str::trim).filter(|n| !n.is_empty()).map(str::to_owned).collect();
        let is_weak = match field(8).to_ascii_lowercase().as_str() {
            "" | "0" | "no" | "false" => false,
            "1" | "yes" | "true" => true,
            other => return Err(wrong(8, LexiconErrorKind::YesNo { value: other.to_owned() })),
        };
        let entry = Entry {
            id: field(2).to_owned(),
            names: if is_weak { Vec::new() } else { names.clone() },
            weak: if is_weak { names } else { Vec::new() },
            english: field(6).to_owned(),
            kind: kind(field(1)).map_err(|what| wrong(1, what))?,
            country: Some(field(5).to_owned()).filter(|c| !c.is_empty()),
            position: lat.zip(lon),
            population,
            parent: None,
            geonames: 0,
            region: field(9).to_owned(),
            replaces: false,
        };
        let entry = checked(entry).map_err(|what| wrong(0, what))?;
        builder.add(&entry, line)?;
    }
    Ok(())
}

/// The id of an entity of the person's own that has none.
fn own_id(is_faction: bool, name: &str, country: Option<&str>) -> String {
    let prefix = if is_faction { "faction" } else { "place" };
    let country = country.map(|code| format!("-{}", code.to_ascii_lowercase())).unwrap_or_default();
    format!("{prefix}:own-{}{country}", fold_words(name).join("-"))
}

/// Checks an entry, and assigns an id if it has none.
fn checked(mut entry: Entry) -> Result<Entry, LexiconErrorKind> {
    if entry.names.iter().chain(&entry.weak).any(|name| name.len() > LONGEST_NAME) {
        return Err(LexiconErrorKind::LongName { most: LONGEST_NAME });
    }
    let Some(first) = entry.names.iter().chain(&entry.weak).find(|name| !fold_words(name).is_empty()) else {
        return Err(LexiconErrorKind::NoName);
    };
    if let Some(country) = entry
        .country
        .as_deref()
        .filter(|code| code.len() != 2 || !code.bytes().all(|letter| letter.is_ascii_uppercase()))
    {
        return Err(LexiconErrorKind::Country { value: country.to_owned() });
    }
    if let Some((lat, lon)) = entry.position.filter(|(lat, lon)| !(lat.abs() <= 90.0 && lon.abs() <= 180.0)) {
        return Err(LexiconErrorKind::Number { value: format!("{lat}, {lon}"), what: Figure::Position });
    }
    if entry.id.is_empty() {
        entry.id = own_id(entry.kind < FACTION_KINDS, first, entry.country.as_deref());
    } else if !entry.id.starts_with("place:") && !entry.id.starts_with("faction:") {
        return Err(LexiconErrorKind::Id { value: entry.id });
    }
    Ok(entry)
}

fn kind(name: &str) -> Result<u8, LexiconErrorKind> {
    let known = match name.to_ascii_lowercase().as_str() {
        "faction" => kind_number("armed-group"),
        "location" | "place" => kind_number("other"),
        name => kind_number(name),
    };
    known.ok_or_else(|| LexiconErrorKind::Kind {
        value: name.to_owned(),
        kinds: format!("location, faction, {}", KINDS.join(", ")),
    })
}

fn csv_error(file: &str, error: &csv::Error) -> UserError {
    let line = error.position().map_or(1, |p| p.line() as usize);
    // Rows may have any number of fields, and all are read as text, so only the encoding can be wrong.
    at(file, line, 1, LexiconErrorKind::NotUtf8)
}

/// Column, in characters from 1, where a field of the record at `byte` begins.
fn column_of(text: &str, byte: usize, field: usize) -> usize {
    let record = text.get(byte..).unwrap_or("").trim_start_matches(['\n', '\r']);
    let (mut quoted, mut fields) = (false, 0);
    for (at, c) in record.chars().take_while(|c| *c != '\n').enumerate() {
        if fields == field {
            return at + 1;
        }
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => fields += 1,
            _ => {}
        }
    }
    record.lines().next().unwrap_or("").chars().count() + 1
}
