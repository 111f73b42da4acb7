//! The columns of a row, and how their values are shown.

use std::borrow::Cow;

use super::article::Article;
use super::names::Name;
use super::row::Row;
use super::survey::Survey;

/// What a row says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// The words.
    Text,
    /// The label.
    Label,
    /// The entity.
    Entity,
    /// The attributes.
    Attributes,
    /// What a person has decided.
    Status,
    /// What proposed it.
    Origin,
    /// How confident that was.
    Confidence,
    /// Who made or last changed it.
    Author,
    /// The note.
    Note,
    /// The article.
    Article,
    /// The article's day.
    Date,
    /// Where it stands in the article.
    Place,
}

impl Column {
    /// All of them, in the order in which a table has them.
    pub const ALL: [Self; 12] = [
        Self::Text,
        Self::Label,
        Self::Entity,
        Self::Attributes,
        Self::Status,
        Self::Confidence,
        Self::Origin,
        Self::Author,
        Self::Note,
        Self::Article,
        Self::Date,
        Self::Place,
    ];

    /// Its name in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Label => "label",
            Self::Entity => "entity",
            Self::Attributes => "attributes",
            Self::Status => "status",
            Self::Origin => "origin",
            Self::Confidence => "confidence",
            Self::Author => "author",
            Self::Note => "note",
            Self::Article => "article",
            Self::Date => "date",
            Self::Place => "place",
        }
    }

    /// The shared text of a row in this column; `None` for a column whose values are not texts of rows.
    pub fn of_row(self, row: &Row) -> Option<Name> {
        Some(match self {
            Self::Text => row.text,
            Self::Label => row.label,
            Self::Entity => row.entity,
            Self::Attributes => row.attributes,
            Self::Origin => row.origin,
            Self::Author => row.author,
            Self::Note => row.note,
            Self::Status | Self::Confidence | Self::Article | Self::Date | Self::Place => return None,
        })
    }
}

/// The words in which values are shown to a person: names of labels and entities in the interface's language.
pub trait Wording: Sync {
    /// How a value of a column is shown.
    fn shown<'v>(&'v self, column: Column, value: &'v str) -> Cow<'v, str>;
}

/// Values as they are in files.
#[derive(Clone, Copy, Debug, Default)]
pub struct Plain;

impl Wording for Plain {
    fn shown<'v>(&'v self, _: Column, value: &'v str) -> Cow<'v, str> {
        Cow::Borrowed(value)
    }
}

impl Survey {
    /// The value of a row in a column, as files have it: confidences as 0.98, days as 2026-11-26, and as the place the
    /// number of the paragraph.
    pub fn value<'s>(&'s self, article: &'s Article, row: &Row, column: Column) -> Cow<'s, str> {
        if let Some(name) = column.of_row(row) {
            return self.names().text(name).into();
        }
        match column {
            Column::Status => row.status.name().into(),
            Column::Confidence => row.confidence.map_or_else(String::new, |c| c.share().to_string()).into(),
            Column::Article => article.name.as_str().into(),
            Column::Date => article.day.map_or_else(String::new, |found| found.day.to_string()).into(),
            _ => row.paragraph.to_string().into(),
        }
    }
}
