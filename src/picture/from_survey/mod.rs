//! Pictures of a survey: its counts as the values that charts and the map draw, with names from the lexicon and colours
//! from the labels.

mod charts;
mod places;
mod time;

pub use time::Dates;

use std::collections::BTreeSet;

use foldhash::{HashMap, HashMapExt as _};

use super::charts::{KeyEntry, Row};
use super::{Colors, Language};
use crate::annotation::{LineStyle, Status};
use crate::detect::Kind;
use crate::layout::{Palette, Rgb, ThemeName};
use crate::lexicon::{Entity, Lexicon};
use crate::survey::{self, By, GroupKey, Name, RowRef, Survey, groups};

/// What a row of a chart stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Subject {
    /// An entity, or a spelling whose entity is not known.
    #[default]
    Entity,
    /// A label.
    Label,
    /// What a person has decided.
    Status,
    /// Who made or last changed it.
    Author,
}

impl Subject {
    fn by(self) -> By {
        match self {
            Self::Entity => By::Entity,
            Self::Label => By::Label,
            Self::Status => By::Status,
            Self::Author => By::Author,
        }
    }
}

/// A picture's values, and what its rows and columns stand for in the survey.
#[derive(Clone, Debug, PartialEq)]
pub struct Keyed<P> {
    /// The values.
    pub picture: P,
    /// What its rows are: entities (or spellings), or labels.
    pub rows: Vec<Name>,
    /// What its columns are, where it has columns.
    pub columns: Vec<Name>,
    /// For each row its mentions, where each has a mark of its own.
    pub mentions: Vec<Vec<RowRef>>,
}

impl<P> Keyed<P> {
    /// What rows and columns stand for, without the values.
    pub fn without_picture(self) -> Keyed<()> {
        Keyed { picture: (), rows: self.rows, columns: self.columns, mentions: self.mentions }
    }
}

/// The rows of a survey that are counted, and how they are shown.
#[derive(Clone, Copy)]
pub struct Counted<'s> {
    /// Where they are.
    pub survey: &'s Survey,
    /// The rows.
    pub rows: &'s [RowRef],
    /// What is known of their entities.
    pub lexicon: &'s Lexicon,
    /// The language of words and numbers.
    pub language: Language,
    /// The language of the names of entities.
    pub names: Language,
    /// The theme, for the colours of labels.
    pub theme: ThemeName,
}

impl Counted<'_> {
    fn text(&self, name: Name) -> &str {
        self.survey.names().text(name)
    }

    fn code(&self) -> &'static str {
        self.language.say("en", "ar")
    }

    fn entity(&self, name: Name) -> Option<Entity<'_>> {
        self.lexicon.by_id(self.text(name)).map(|id| self.lexicon.entity(id))
    }

    /// The name of an entity: the lexicon's, or else the spelling of its first mention.
    pub fn entity_name(&self, name: Name, first: Option<RowRef>) -> String {
        let known = self.entity(name).map(|entity| {
            let (canonical, english) = (entity.canonical, entity.english);
            let wanted = if self.names == Language::English { english } else { canonical };
            if wanted.is_empty() { canonical.max(english) } else { wanted }.to_owned()
        });
        let spelling = || first.and_then(|at| self.survey.row(at)).map_or("", |(_, row)| self.text(row.text));
        known.filter(|name| !name.is_empty()).unwrap_or_else(|| spelling().to_owned())
    }

    /// The name of a label.
    pub fn label_name(&self, label: Name) -> String {
        let id = self.text(label);
        self.survey.label(id).map_or(id, |label| label.name_in(self.code())).to_owned()
    }

    /// Colour and line of a label.
    fn label_look(&self, label: Name) -> (Rgb, bool) {
        let id = self.text(label);
        let known = self.survey.label(id);
        let colors = Palette::of(self.theme).label(id, known.and_then(|label| label.rgb()));
        (colors.line, known.is_some_and(|label| label.line != LineStyle::Solid))
    }

    /// The label that most of these rows have.
    fn label_of(&self, rows: &[RowRef]) -> Name {
        let mut counts: HashMap<Name, usize> = HashMap::new();
        for (_, row) in rows.iter().filter_map(|at| self.survey.row(*at)) {
            *counts.entry(row.label).or_default() += 1;
        }
        let most = counts.iter().max_by_key(|(label, count)| (**count, std::cmp::Reverse(**label)));
        most.map_or(Name::EMPTY, |(label, _)| *label)
    }

    /// The id of the entity that a row has; empty if it has none.
    fn entity_id(&self, at: Option<RowRef>) -> String {
        let row = at.and_then(|at| self.survey.row(at));
        row.map_or("", |(_, row)| self.text(row.entity)).to_owned()
    }

    fn status_name(&self, status: Status) -> &'static str {
        match status {
            Status::Accepted => self.language.say("accepted", "مقبول"),
            Status::Suggested => self.language.say("suggested", "مقترح"),
            Status::Rejected => self.language.say("rejected", "مرفوض"),
        }
    }

    /// Name and look of a group.
    fn row(&self, group: &survey::Group, subject: Subject) -> Row {
        let (first, name) = (group.rows.first().copied(), name_of(group));
        let plain = |name: &str, id: &str| {
            let (name, id) = (name.to_owned(), id.to_owned());
            Row { name, id, color: Colors::of(self.theme).others_edge, is_broken: false }
        };
        match (subject, group.key) {
            (_, GroupKey::Status(status)) => return plain(self.status_name(status), status.name()),
            (Subject::Author, _) if name.is_empty() => {
                return plain(self.language.say("nobody yet", "لا أحد بعد"), "");
            }
            (Subject::Author, _) => return plain(self.text(name), self.text(name)),
            _ => {}
        }
        let label = if subject == Subject::Entity { self.label_of(&group.rows) } else { name };
        let (color, is_broken) = self.label_look(label);
        let (name, id) = match subject {
            Subject::Entity => (self.entity_name(name, first), self.entity_id(first)),
            _ => (self.label_name(name), self.text(name).to_owned()),
        };
        Row { name, id, color, is_broken }
    }

    /// The largest groups.
    fn groups(&self, subject: Subject, most: usize) -> Vec<survey::Group> {
        let mut found = groups(self.survey, self.rows, subject.by());
        found.truncate(most);
        found
    }

    /// The labels of these groups, for the key: where rows are labels, none is needed.
    fn key(&self, found: &[survey::Group], subject: Subject) -> Vec<KeyEntry> {
        if subject != Subject::Entity {
            return Vec::new();
        }
        let mut labels: Vec<Name> = Vec::new();
        for label in found.iter().map(|group| self.label_of(&group.rows)) {
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
        let entry = |label: &Name| KeyEntry { name: self.label_name(*label), color: self.label_look(*label).0 };
        labels.iter().map(entry).collect()
    }

    /// What was chosen, in words.
    fn about(&self, subject: Subject, shown: usize) -> String {
        let all = groups(self.survey, self.rows, subject.by()).len();
        if all <= shown {
            return String::new();
        }
        let (shown, all) = (self.language.count(shown as u64), self.language.count(all as u64));
        match self.language {
            Language::English => format!("the {shown} most named of {all}"),
            Language::Arabic => format!("الأكثر ذكرا، {shown} من {all}"),
        }
    }

    /// The labels of places: those that are suggested for places.
    fn place_labels(&self) -> BTreeSet<Name> {
        let is_place = |label: &Name| {
            let known = self.survey.label(self.text(*label));
            let detects = known.and_then(|label| label.detects.as_deref());
            detects.and_then(Kind::detected) == Some(Kind::LOCATION)
        };
        self.labels().into_iter().filter(is_place).collect()
    }

    /// All labels that rows have.
    fn labels(&self) -> BTreeSet<Name> {
        self.rows.iter().filter_map(|at| self.survey.row(*at)).map(|(_, row)| row.label).collect()
    }

    /// What is no place, the most named first: each keeps its colour by this rank in all pictures.
    fn ranked(&self) -> Vec<survey::Group> {
        let places = self.place_labels();
        let is_other = |at: &RowRef| self.survey.row(*at).is_some_and(|(_, row)| !places.contains(&row.label));
        let rows: Vec<RowRef> = self.rows.iter().copied().filter(is_other).collect();
        groups(self.survey, &rows, By::Entity)
    }
}

fn name_of(group: &survey::Group) -> Name {
    if let GroupKey::Name(name) = group.key { name } else { Name::EMPTY }
}
