//! Foreign formats, one file each: annotations in, text out.
//!
//! Owns the shapes and units of other programs' files. Must not know windows, the command line or
//! the file system. Offsets leave in the unit that the format names; inside they are UTF-8 bytes.
//! Fails with [`ExchangeError`] when a format or a unit is not to be had.

pub mod anchor;
pub mod conll;
pub mod csv;
pub mod error;
pub mod ron;
pub mod statuses;
pub mod w3c;

use std::str::FromStr;

pub use error::ExchangeError;
pub use statuses::{StatusCounts, Statuses};

use crate::annotation::{Annotation, AnnotationSet, AnnotationState, Carried, Confidence, Origin, Status};
use crate::detect::Candidate;
use crate::document::Document;
use crate::text::units::Unit;

/// A format to export to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// The program's own annotation file.
    Ron,
    /// A table: one annotation a row.
    Csv,
    /// Web Annotations as JSON-LD.
    W3c,
}

/// Formats of the contract that later versions bring.
const LATER: [&str; 11] = [
    "brat",
    "conll",
    "webanno-tsv",
    "doccano",
    "label-studio",
    "prodigy",
    "uima-json",
    "uima-xmi",
    "tei",
    "geojson",
    "html",
];

impl Format {
    /// The formats of this version.
    pub const ALL: [Self; 3] = [Self::Ron, Self::Csv, Self::W3c];

    /// The name used on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ron => "ron",
            Self::Csv => "csv",
            Self::W3c => "w3c",
        }
    }

    /// How the name of a file in this format ends, behind the article's name without its extension.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Ron => ".hawashi.ron",
            Self::Csv => ".csv",
            Self::W3c => ".jsonld",
        }
    }

    /// The unit of offsets: the wished one where the format leaves the choice.
    pub fn unit(self, wish: Option<Unit>) -> Result<Unit, ExchangeError> {
        let fixed = match self {
            Self::Ron => Unit::Byte,
            Self::W3c => Unit::Char,
            Self::Csv => return Ok(wish.unwrap_or_default()),
        };
        match wish {
            Some(wish) if wish != fixed => {
                Err(ExchangeError::Unit { format: self.name(), fixed: fixed.name(), wish: wish.name() })
            }
            _ => Ok(fixed),
        }
    }
}

impl FromStr for Format {
    type Err = ExchangeError;

    fn from_str(name: &str) -> Result<Self, ExchangeError> {
        let found = Self::ALL.into_iter().find(|format| format.name() == name);
        let name = name.to_owned();
        found.ok_or_else(|| {
            if LATER.contains(&name.as_str()) { ExchangeError::Later { name } } else { ExchangeError::Unknown { name } }
        })
    }
}

/// One annotated article to be exported.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    /// How the article is called in the export: its file name.
    pub name: &'a str,
    /// Its text.
    pub document: &'a Document,
    /// Its annotations and labels.
    pub annotation_state: &'a AnnotationState,
    /// What its annotation file carries besides.
    pub carried: &'a Carried,
    /// Which of its annotations are exported.
    pub statuses: Statuses,
}

impl<'a> Article<'a> {
    /// The annotations that are exported.
    pub fn annotations(&self) -> impl Iterator<Item = &'a Annotation> {
        let statuses = self.statuses;
        self.annotation_state.annotations.iter().filter(move |annotation| statuses.holds(annotation.status))
    }
}

/// What an export says of an entity besides its id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EntityFacts {
    /// The Arabic name that it goes by.
    pub canonical: String,
    /// The English name.
    pub english: String,
    /// Latitude and longitude, WGS84 degrees.
    pub position: Option<(f32, f32)>,
}

impl EntityFacts {
    /// What a lexicon says.
    pub fn new(canonical: &str, english: &str, position: Option<(f32, f32)>) -> Self {
        Self { canonical: canonical.to_owned(), english: english.to_owned(), position }
    }
}

/// What is known of an entity, by its id.
pub type Entities<'a> = &'a dyn Fn(&str) -> Option<EntityFacts>;

/// The text of one file with all articles in it; RON holds one article only.
pub fn export(
    format: Format,
    articles: &[Article<'_>],
    unit: Option<Unit>,
    entities: Entities<'_>,
) -> Result<String, ExchangeError> {
    let unit = format.unit(unit)?;
    match (format, articles) {
        (Format::Ron, [article]) => Ok(ron::to_ron(article)),
        (Format::Ron, _) => Err(ExchangeError::OneArticle { format: format.name(), articles: articles.len() }),
        (Format::Csv, _) => csv::to_csv(articles, unit, entities),
        (Format::W3c, _) => w3c::to_json(articles),
    }
}

/// Detected mentions as undecided annotations with the labels to begin with. `entity_id` gives an
/// entity's stable id.
pub fn suggestions(candidates: &[Candidate], entity_id: impl Fn(&Candidate) -> Option<String>) -> AnnotationState {
    let state = AnnotationState::default();
    let annotations: Vec<Annotation> = candidates
        .iter()
        .filter_map(|candidate| {
            let label = state.labels.detecting(candidate.kind.name())?.id.clone();
            Some(Annotation {
                entity: entity_id(candidate),
                status: Status::Suggested,
                origin: Origin::Detected(candidate.source.name().to_owned()),
                confidence: Confidence::new(candidate.confidence.into()),
                ..Annotation::new(candidate.span, label)
            })
        })
        .collect();
    AnnotationState { annotations: AnnotationSet::from_annotations(annotations), ..state }
}
