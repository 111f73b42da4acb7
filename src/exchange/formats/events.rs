//! A table of events for conflict monitors: one event a row, with ACLED's names for columns of the same meaning. What is not
//! known stays empty; nothing is concluded.
//!
//! An event is an annotation with the label `event`, or one below it, of the set of labels for events: its attributes give type, date
//! and fatalities, its relations the actors and the place.

use std::io::{self, Write};

use ::csv::{Terminator, WriterBuilder};

use super::csv::tamed;
use crate::annotation::Annotation;
use crate::exchange::{Article, EntityFacts, EntityLookup, Format, Loss, Units, Writer};
use crate::text::units::{Unit, UnitIndex};

const HEADER: &str = "event_date,time_precision,event_type,sub_event_type,actor1,assoc_actor_1,actor2,assoc_actor_2,country,admin1,admin2,location,\
    latitude,longitude,geo_precision,source,source_date,source_url,notes,fatalities,quote,start,end,unit,sha256,annotator,status";
/// How many columns there are.
const COLUMNS: usize = 27;

/// The format.
pub static FORMAT: Format = Format {
    name: "events",
    names: [("en", "Events table"), ("ar", "جدول الأحداث")],
    about: [
        ("en", "a table with one event a row, named as in ACLED"),
        ("ar", "جدول في كل سطر منه حدث، وأسماء أعمدته كما في ACLED"),
    ],
    suffix: ".events.csv",
    extensions: &[],
    units: Units::Any,
    holds_many: true,
    has_mark: true,
    text_file: None,
    definitions: None,
    loses: |loss| match loss {
        Loss::Nested
        | Loss::Widened
        | Loss::Unlocated
        | Loss::Ids
        | Loss::LabelNames
        | Loss::LabelColors
        | Loss::RelationEnds
        | Loss::NumberTypes
        | Loss::ChoiceTypes => false,
        // Only events are written, and of the others what they have a column for.
        Loss::Statuses
        | Loss::Notes
        | Loss::References
        | Loss::Entities
        | Loss::Fragments
        | Loss::Attributes
        | Loss::Origins
        | Loss::Provenance
        | Loss::History
        | Loss::Relations
        | Loss::DocumentAttributes
        | Loss::Links
        | Loss::RelationNotes
        | Loss::RelationAttributes
        | Loss::NoEvents
        | Loss::Unplaced => true,
    },
    write: Some(|out, unit, options| {
        let mut rows = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
        rows.write_record(HEADER.split(','))?;
        Ok(Box::new(Table { rows, unit, entities: options.entities }))
    }),
    read: None,
};

struct Table<'w> {
    rows: ::csv::Writer<Box<dyn Write + 'w>>,
    unit: Unit,
    entities: &'w dyn EntityLookup,
}

impl Writer for Table<'_> {
    fn article(&mut self, article: &Article<'_>) -> io::Result<()> {
        let index = UnitIndex::new(article.document.text(), self.unit);
        for event in article.annotations().filter(|annotation| article.is_event(annotation)) {
            let row = self.row(article, event, &index);
            self.rows.write_record(row.map(|cell| tamed(&cell.unwrap_or_default()).into_owned()))?;
        }
        Ok(())
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.rows.flush()
    }
}

impl Table<'_> {
    /// The cells of an event, in the order of the header.
    fn row(&self, article: &Article<'_>, event: &Annotation, index: &UnitIndex<'_>) -> [Option<String>; COLUMNS] {
        let attribute = |name: &str| event.attributes.get(name).map(crate::annotation::Value::plain);
        let of_article =
            |name: &str| article.annotation_state.attributes.get(name).map(crate::annotation::Value::plain);
        let names = |kind: &str| -> Option<String> {
            let names: Vec<String> = self.ends(article, event, kind).into_iter().map(|(name, _)| name).collect();
            (!names.is_empty()).then(|| names.join("; "))
        };
        let position = || self.ends(article, event, "at").into_iter().find_map(|(_, facts)| facts.position);
        let (start, end) = index.span(event.spans.hull());
        [
            attribute("date"),
            attribute("date").map(|_| "1".to_owned()),
            attribute("type"),
            attribute("sub_type"),
            names("actor1"),
            None,
            names("actor2").or_else(|| names("target")),
            None,
            None,
            None,
            None,
            names("at"),
            position().map(|(lat, _)| lat.to_string()),
            position().map(|(_, lon)| lon.to_string()),
            None,
            names("says").or_else(|| of_article("source")),
            of_article("published"),
            of_article("url"),
            Some(event.note.clone()),
            attribute("killed").or_else(|| attribute("fatalities")),
            Some(event.spans.quote(article.document.text()).into_owned()),
            Some(start.to_string()),
            Some(end.to_string()),
            Some(self.unit.name().to_owned()),
            Some(article.document.sha256().to_owned()),
            event.provenance.iter().next().map(|act| act.by.clone()),
            Some(event.status.name().to_owned()),
        ]
    }

    /// What the relations of a kind lead to: the English name of an entity, otherwise its words.
    fn ends(&self, article: &Article<'_>, event: &Annotation, kind: &str) -> Vec<(String, EntityFacts)> {
        let relations = article.annotation_state.relations.of(&event.id);
        let ends = relations
            .filter(|relation| relation.kind == kind && relation.from == event.id)
            .filter(|relation| article.statuses.holds(relation.status))
            .filter_map(|relation| article.annotation_state.annotations.get(&relation.to))
            .filter(|end| article.statuses.holds(end.status));
        ends.map(|end| {
            let facts = end.entity.as_deref().and_then(|id| self.entities.facts(id)).unwrap_or_default();
            let words = || end.spans.quote(article.document.text()).into_owned();
            let name = [&facts.english, &facts.canonical].into_iter().find(|name| !name.is_empty()).cloned();
            (name.unwrap_or_else(words), facts)
        })
        .collect()
    }
}
