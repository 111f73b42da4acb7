//! What records of annotations are called, what their fields say, and how they are marked, in the language and the theme
//! of the interface.

use std::collections::BTreeMap;

use super::context::Names;
use super::dates;
use super::side_lists::beginning;
use crate::annotation::diff::{Field, Record};
use crate::annotation::{
    Adjudicated, AnnotationId, Confidence, Counts, Deed, Difference, Extras, Happened, LabelId, Origin, Provenance,
    Status, Value as Given, Work,
};
use crate::gui::i18n::{I18n, Value, without_isolates};
use crate::gui::model::ComparedState;
use crate::gui::theme::{Highlight, Theme};
use crate::gui::widgets::ChangeSign;
use crate::layout::Stroke;

/// The most letters of somebody's text in a row.
const MOST_LETTERS: usize = 120;

/// The words for the records of a state.
#[derive(Clone, Copy)]
pub(super) struct RecordWords<'a> {
    pub(super) names: Names<'a>,
    pub(super) side: &'a ComparedState,
}

impl RecordWords<'_> {
    /// What a record is about: the words that an annotation marks, the ends of a relation, a name. Key and record belong
    /// together.
    pub(super) fn about(self, difference: &Difference, record: &Record) -> String {
        use crate::annotation::diff::Key;
        let i18n = self.names.i18n;
        let text = match (record, &difference.key) {
            (Record::Annotation(annotation), _) => annotation.spans.quote(self.side.document.text()).into_owned(),
            (Record::Orphan(orphan), _) => orphan.quote.clone().unwrap_or_else(|| orphan.ron.clone()),
            (Record::Relation(relation), _) => {
                let values = [("from", self.quote(&relation.from).into()), ("to", self.quote(&relation.to).into())];
                i18n.text_with("differences-relation", &values).into_owned()
            }
            (Record::Link(_), Key::Link(_, name)) => name.clone(),
            (Record::Attribute(_), Key::Attribute(name)) => self.attribute_name(name),
            (Record::Label(label), _) => label.name_in(i18n.lang().code()).to_owned(),
            (Record::RelationKind(kind), _) => self.named(&kind.name, &kind.id),
            (Record::DocumentAttribute(kind), _) => self.named(&kind.name, &kind.id),
            _ => String::new(),
        };
        beginning(&text, MOST_LETTERS)
    }

    /// What there is to say about a difference in few words: the label of an annotation that is new or gone, what has
    /// become of the field that was changed, or which fields were.
    pub(super) fn what(self, difference: &Difference, was: &ComparedState) -> String {
        let i18n = self.names.i18n;
        let Some(record) = difference.record() else { return String::new() };
        let kind = self.kind(record);
        if difference.happened() != Happened::Changed {
            let said = match record {
                Record::Attribute(value) => Some(value.plain()),
                Record::Link(choice) => Some(self.entity(&choice.entity)),
                Record::Annotation(annotation) => Some(annotation.note.clone()),
                Record::Relation(relation) => Some(relation.note.clone()),
                _ => None,
            };
            let said = said.map(|said| beginning(&said, MOST_LETTERS)).filter(|said| !said.is_empty());
            return said.map_or(kind.clone(), |said| format!("\u{2068}{kind}\u{2069} · \u{2068}{said}\u{2069}"));
        }
        let (Some(former), Some(present)) = (&difference.was, &difference.now) else { return kind };
        if let (Record::Attribute(was), Record::Attribute(now)) = (former, present) {
            return self.became(&kind, &was.plain(), &now.plain());
        }
        let fields = difference.fields();
        match fields.as_slice() {
            // A passage shows itself what has become of it, and a note is too long.
            [field] if !matches!(field, Field::Passage | Field::Note | Field::Definition | Field::Provenance) => {
                let before = RecordWords { side: was, ..self };
                let (was, now) = (before.value(field, former), self.value(field, present));
                self.became(&self.field(field, present), &was, &now)
            }
            fields => {
                let names: Vec<String> = fields.iter().map(|field| self.field(field, present)).collect();
                names.join(&i18n.text("list-separator"))
            }
        }
    }

    /// What there is to say about a difference in one or two words.
    pub(super) fn short(self, difference: &Difference) -> String {
        let Some(record) = difference.record() else { return String::new() };
        if difference.happened() != Happened::Changed {
            return self.kind(record);
        }
        let names: Vec<String> = difference.fields().iter().map(|field| self.field(field, record)).collect();
        if names.is_empty() { self.kind(record) } else { names.join(&self.names.i18n.text("list-separator")) }
    }

    fn became(self, name: &str, was: &str, now: &str) -> String {
        let none = self.names.i18n.text("differences-none");
        let or_none =
            |text: &str| if text.is_empty() { none.clone().into_owned() } else { beginning(text, MOST_LETTERS) };
        let values = [("field", Value::from(name)), ("was", or_none(was).into()), ("now", or_none(now).into())];
        self.names.i18n.text_with("differences-became", &values).into_owned()
    }

    /// What kind of record it is: the label of an annotation, or what else it is.
    pub(super) fn kind(self, record: &Record) -> String {
        let i18n = self.names.i18n;
        match record {
            Record::Annotation(annotation) => self.label(&annotation.label),
            Record::Orphan(_) => i18n.text("status-orphan").into_owned(),
            Record::Relation(relation) => {
                let kind = self.side.state.labels.relation_kind(&relation.kind);
                kind.map_or_else(|| relation.kind.clone(), |kind| self.named(&kind.name, &kind.id))
            }
            Record::Link(_) => i18n.text("differences-kind-link").into_owned(),
            Record::Attribute(_) => i18n.text("differences-kind-attribute").into_owned(),
            Record::Label(_) => i18n.text("differences-kind-label").into_owned(),
            Record::RelationKind(_) => i18n.text("differences-kind-relation").into_owned(),
            Record::DocumentAttribute(_) => i18n.text("differences-kind-article-attribute").into_owned(),
        }
    }

    /// The name of a field of a record.
    pub(super) fn field(self, field: &Field, record: &Record) -> String {
        let key = match field {
            Field::Attribute(id) => {
                let labels = &self.side.state.labels;
                let kinds = match record {
                    Record::Annotation(annotation) => labels.get(&annotation.label).map(|label| &label.attributes),
                    Record::Relation(relation) => labels.relation_kind(&relation.kind).map(|kind| &kind.attributes),
                    _ => None,
                };
                let kind = kinds.and_then(|kinds| kinds.iter().find(|kind| kind.id == *id));
                return kind.map_or_else(|| id.clone(), |kind| self.named(&kind.name, id));
            }
            Field::Passage => "differences-field-passage",
            Field::Label => "differences-field-label",
            Field::Entity => "differences-field-entity",
            Field::Note => "differences-field-note",
            Field::Status => "differences-field-status",
            Field::Kind => "differences-field-kind",
            Field::From => "differences-field-from",
            Field::To => "differences-field-to",
            Field::Origin => "differences-field-origin",
            Field::Confidence => "differences-field-confidence",
            Field::Provenance => "differences-field-provenance",
            Field::Name => "differences-field-name",
            Field::Definition => "differences-field-definition",
            Field::Extras => "differences-field-extras",
        };
        self.names.i18n.text(key).into_owned()
    }

    /// What a field of a record says; empty if nothing.
    pub(super) fn value(self, field: &Field, record: &Record) -> String {
        let code = self.names.i18n.lang().code();
        match (record, field) {
            (Record::Annotation(annotation), field) => match field {
                Field::Passage => annotation.spans.quote(self.side.document.text()).into_owned(),
                Field::Label => self.label(&annotation.label),
                Field::Entity => annotation.entity.as_deref().map_or_else(String::new, |id| self.entity(id)),
                Field::Note => annotation.note.clone(),
                Field::Status => self.status(annotation.status),
                Field::Attribute(name) => annotation.attributes.get(name).map_or_else(String::new, Given::plain),
                Field::Origin => self.origin(&annotation.origin),
                Field::Confidence => self.confidence(annotation.confidence),
                Field::Provenance => self.provenance(&annotation.provenance),
                Field::Extras => extras(&annotation.extras),
                _ => String::new(),
            },
            (Record::Relation(relation), field) => match field {
                Field::Kind => self.kind(record),
                Field::From => self.quote(&relation.from),
                Field::To => self.quote(&relation.to),
                Field::Note => relation.note.clone(),
                Field::Status => self.status(relation.status),
                Field::Attribute(name) => relation.attributes.get(name).map_or_else(String::new, Given::plain),
                Field::Origin => self.origin(&relation.origin),
                Field::Confidence => self.confidence(relation.confidence),
                Field::Provenance => self.provenance(&relation.provenance),
                Field::Extras => extras(&relation.extras),
                _ => String::new(),
            },
            (Record::Orphan(orphan), field) => match field {
                Field::Passage => orphan.quote.clone().unwrap_or_default(),
                Field::Label => orphan.label.as_ref().map_or_else(String::new, |label| self.label(label)),
                Field::Note => orphan.note.clone(),
                Field::Status => self.status(orphan.status),
                _ => orphan.ron.clone(),
            },
            (Record::Link(choice), Field::Entity) => self.entity(&choice.entity),
            (Record::Link(choice), _) => extras(&choice.extras),
            (Record::Label(label), Field::Name) => label.name_in(code).to_owned(),
            (Record::Label(label), Field::Definition) => {
                let i18n = self.names.i18n;
                let known = format!("color-{}", label.color);
                let color = if i18n.has(&known) { i18n.text(&known).into_owned() } else { label.color.clone() };
                let key = label.key.map(|key| i18n.digits(&key.to_string()));
                let parent = label.parent.as_ref().map(|parent| self.label(parent));
                let attributes = label.attributes.iter().map(|kind| self.named(&kind.name, &kind.id));
                self.list([Some(color), key, parent].into_iter().flatten().chain(attributes))
            }
            (Record::Label(label), _) => extras(&label.extras),
            (Record::RelationKind(kind), Field::Name) => self.named(&kind.name, &kind.id),
            (Record::RelationKind(kind), Field::Definition) => {
                let ends = kind.from.iter().chain(&kind.to).map(|label| self.label(label));
                self.list(ends.chain(kind.attributes.iter().map(|kind| self.named(&kind.name, &kind.id))))
            }
            (Record::RelationKind(kind), _) => extras(&kind.extras),
            (Record::DocumentAttribute(kind), Field::Name) => self.named(&kind.name, &kind.id),
            (Record::DocumentAttribute(kind), Field::Definition) => {
                self.list(kind.choices.iter().map(|choice| self.named(&choice.name, &choice.id)))
            }
            (Record::DocumentAttribute(kind), _) => extras(&kind.extras),
            (Record::Attribute(value), _) => value.plain(),
        }
    }

    fn quote(self, id: &AnnotationId) -> String {
        let annotation = self.side.state.annotations.get(id);
        annotation.map_or_else(|| id.to_string(), |found| found.spans.quote(self.side.document.text()).into_owned())
    }

    fn label(self, id: &LabelId) -> String {
        let label = self.side.state.labels.get(id);
        label.map_or(id.as_str(), |label| label.name_in(self.names.i18n.lang().code())).to_owned()
    }

    fn entity(self, id: &str) -> String {
        let known = self.names.lexicon.by_id(id).map(|known| self.names.lexicon.entity(known));
        match known {
            Some(entity) if self.names.i18n.is_rtl() || entity.english.is_empty() => entity.canonical.to_owned(),
            Some(entity) => entity.english.to_owned(),
            None => id.to_owned(),
        }
    }

    fn status(self, status: Status) -> String {
        self.names.i18n.text(&format!("status-{}", status.name())).into_owned()
    }

    fn origin(self, origin: &Origin) -> String {
        let i18n = self.names.i18n;
        match origin {
            Origin::Manual => i18n.text("card-by-hand").into_owned(),
            Origin::Detected(source) => {
                let key = format!("source-{source}");
                if i18n.has(&key) { i18n.text(&key).into_owned() } else { source.clone() }
            }
            Origin::Imported(format) => {
                i18n.text_with("card-imported", &[("format", Value::from(format.as_str()))]).into_owned()
            }
        }
    }

    fn confidence(self, confidence: Option<Confidence>) -> String {
        confidence.map_or_else(String::new, |confidence| self.names.i18n.decimal(confidence.share(), 2))
    }

    fn provenance(self, provenance: &Provenance) -> String {
        let i18n = self.names.i18n;
        let acts = provenance.iter().map(|act| {
            let deed = i18n.text(match act.deed {
                Deed::Made => "differences-deed-made",
                Deed::Accepted => "status-accepted",
                Deed::Rejected => "status-rejected",
                Deed::Reopened => "status-suggested",
                Deed::Changed => "differences-deed-changed",
                Deed::Noted => "differences-deed-noted",
            });
            let at = act.at.parse::<jiff::Timestamp>().ok().map(Into::into);
            let parts = [deed.into_owned(), act.by.clone(), dates::whole(i18n, at)];
            let parts: Vec<String> = parts.iter().filter(|part| !part.is_empty()).map(|part| isolated(part)).collect();
            parts.join(" · ")
        });
        acts.collect::<Vec<_>>().join("\n")
    }

    fn attribute_name(self, id: &str) -> String {
        if let Some(key) = Work::message_key(id).or_else(|| Adjudicated::message_key(id)) {
            return self.names.i18n.text(key).into_owned();
        }
        let kind = self.side.state.labels.document_attributes.iter().find(|kind| kind.id == id);
        kind.map_or_else(|| id.to_owned(), |kind| self.named(&kind.name, id))
    }

    fn named(self, names: &BTreeMap<String, String>, id: &str) -> String {
        let name =
            names.get(self.names.i18n.lang().code()).or_else(|| names.get("en")).or_else(|| names.values().next());
        name.map_or(id, String::as_str).to_owned()
    }

    fn list(self, parts: impl Iterator<Item = String>) -> String {
        parts.map(|part| isolated(&part)).collect::<Vec<_>>().join(&self.names.i18n.text("list-separator"))
    }
}

/// Fields that this version does not know, as the file has them.
fn extras(extras: &Extras) -> String {
    extras.0.iter().map(|(name, ron)| format!("\u{2066}{name}: {ron}\u{2069}")).collect::<Vec<_>>().join(" ")
}

fn isolated(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

/// The counts that are not zero, with their signs.
pub(super) fn signed(counts: Counts) -> impl Iterator<Item = (ChangeSign, usize)> {
    let all = [
        (ChangeSign::Added, counts.added),
        (ChangeSign::Removed, counts.removed),
        (ChangeSign::Changed, counts.changed),
    ];
    all.into_iter().filter(|(_, count)| *count > 0)
}

/// The counts in words, for screen readers.
pub(super) fn spoken_counts(i18n: &I18n, counts: Counts) -> String {
    let said = signed(counts).map(|(sign, count)| {
        let key = match sign {
            ChangeSign::Added => "differences-added",
            ChangeSign::Removed => "differences-removed",
            ChangeSign::Changed => "differences-changed",
        };
        without_isolates(&i18n.text_with(key, &[("count", Value::from(count))])).into_owned()
    });
    said.collect::<Vec<_>>().join(&i18n.text("list-separator"))
}

pub(super) fn sign_of(happened: Happened) -> ChangeSign {
    match happened {
        Happened::Added => ChangeSign::Added,
        Happened::Removed => ChangeSign::Removed,
        Happened::Changed => ChangeSign::Changed,
    }
}

/// How the page marks a record's passage.
pub(super) fn mark_of(theme: &Theme, side: &ComparedState, record: &Record) -> Option<(Highlight, Stroke)> {
    let (label, status) = match record {
        Record::Annotation(annotation) => (&annotation.label, annotation.status),
        Record::Orphan(orphan) => (orphan.label.as_ref()?, orphan.status),
        _ => return None,
    };
    let known = side.state.labels.get(label);
    let colors = theme.label(label.as_str(), known.map_or("", |label| label.color.as_str()));
    let stroke = known.map_or(Stroke::Solid, |label| label.line.into());
    Some((colors, if status == Status::Rejected { Stroke::Dotted } else { stroke }))
}
