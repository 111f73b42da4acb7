//! What an export can contain and a format may be unable to represent.

use std::collections::HashSet;

use super::anchor::is_mark;
use super::{Article, EntityLookup};
use crate::annotation::{Annotation, Label, LabelId, LabelSet, Origin, RelationKind, Status, Value};
use crate::detect::Source;
use crate::text::Span;

/// Defines the kinds of losses, each with the message key of its name in the window and its name on the command line.
macro_rules! losses {
    ($($(#[$doc:meta])* $loss:ident: $key:literal, $name:literal;)*) => {
        /// What a format may be unable to represent.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Loss {
            $($(#[$doc])* $loss,)*
        }

        impl Loss {
            /// All of them, in the order in which they are reported.
            pub const ALL: &'static [Self] = &[$(Self::$loss),*];

            /// Its name in messages of the command line.
            pub fn name(self) -> &'static str {
                match self { $(Self::$loss => $name,)* }
            }

            /// Its name in reports.
            pub fn id(self) -> &'static str {
                self.key().strip_prefix("loss-").unwrap_or(self.key())
            }

            /// The message key of its name, which takes the argument `count`.
            pub fn key(self) -> &'static str {
                match self { $(Self::$loss => $key,)* }
            }
        }
    };
}

losses! {
    /// Nested annotations.
    Nested: "loss-nested", "annotations inside others";
    /// Annotations that mean no place with known coordinates.
    Unlocated: "loss-unlocated", "annotations without coordinates";
    /// Annotations that are no events.
    NoEvents: "loss-no-events", "annotations that are no events";
    /// References to a name.
    References: "loss-references", "references";
    /// What a person has decided about annotations.
    Statuses: "loss-statuses", "statuses";
    /// The entities of annotations.
    Entities: "loss-entities", "entities";
    /// Notes.
    Notes: "loss-notes", "notes";
    /// That an annotation has several fragments.
    Fragments: "loss-fragments", "fragments";
    /// Annotations that begin or end inside a word.
    Widened: "loss-widened", "annotations inside words";
    /// Attributes of annotations.
    Attributes: "loss-attributes", "attributes";
    /// The origin of annotations and its confidence.
    Origins: "loss-origins", "origins and confidences";
    /// Who made an annotation, and when.
    Provenance: "loss-provenance", "who made them";
    /// What was done to annotations after they were made, by whom and when.
    History: "loss-history", "later changes";
    /// Relations.
    Relations: "loss-relations", "relations";
    /// Notes of relations.
    RelationNotes: "loss-relation-notes", "notes of relations";
    /// Attributes of relations.
    RelationAttributes: "loss-relation-attributes", "attributes of relations";
    /// Attributes of the whole article.
    DocumentAttributes: "loss-document-attributes", "attributes of the article";
    /// The entities chosen for names.
    Links: "loss-links", "links of names to entities";
    /// Annotations that were not found in the text.
    Unplaced: "loss-unplaced", "annotations that were not found in the text";
    /// Ids of annotations that this program has not made: other files may name them.
    Ids: "loss-ids", "ids from other programs";
    /// Names of one's own labels in a second language.
    LabelNames: "loss-label-names", "names of labels in another language";
    /// Colours of one's own labels.
    LabelColors: "loss-label-colors", "colours of labels";
    /// At which labels one's own kinds of relations may begin and end.
    RelationEnds: "loss-relation-ends", "which labels a relation may join";
    /// That values of one's own attributes are numbers, lists, or yes or no.
    NumberTypes: "loss-number-types", "numbers and yes or no that become text";
    /// That values of one's own attributes are dates or choices.
    ChoiceTypes: "loss-choice-types", "dates and choices that become text";
}

impl Loss {
    /// Whether what is lost stands in the file nevertheless, in another form: as one passage, as any other annotation.
    pub fn is_change(self) -> bool {
        matches!(self, Self::Fragments | Self::References | Self::Widened | Self::NumberTypes | Self::ChoiceTypes)
    }

    /// Whether a format that loses this leaves out those annotations altogether.
    pub fn is_of_whole(self) -> bool {
        matches!(self, Self::Nested | Self::Unlocated | Self::NoEvents)
    }

    /// How much of an article a format loses that cannot represent this; `entities` knows where places are.
    pub fn count(self, article: &Article<'_>, entities: &dyn EntityLookup) -> usize {
        let having = |has: fn(&Annotation) -> bool| article.annotations().filter(|annotation| has(annotation)).count();
        match self {
            Self::Nested => nested(article),
            Self::Unlocated => {
                let place = |annotation: &Annotation| entities.facts(annotation.entity.as_deref()?)?.position;
                article.annotations().filter(|annotation| place(annotation).is_none()).count()
            }
            Self::NoEvents => article.annotations().filter(|annotation| !article.is_event(annotation)).count(),
            Self::References => having(is_reference),
            Self::Statuses => having(|annotation| annotation.status != Status::Accepted),
            Self::Entities => having(|annotation| annotation.entity.is_some()),
            Self::Notes => having(|annotation| !annotation.note.is_empty()),
            Self::Fragments => having(|annotation| annotation.spans.single().is_none()),
            Self::Widened => {
                let text = article.document.text();
                let is_cut =
                    |span: Span| is_inside_word(text, span.start.index()) || is_inside_word(text, span.end.index());
                article.annotations().filter(|annotation| annotation.spans.iter().any(is_cut)).count()
            }
            Self::Attributes => having(|annotation| !annotation.attributes.is_empty()),
            Self::Origins => having(|annotation| !annotation.origin.is_manual() || annotation.confidence.is_some()),
            Self::Provenance => having(|annotation| !annotation.provenance.is_empty()),
            Self::History => having(|annotation| annotation.provenance.iter().len() > 1),
            Self::Relations => article.relations().count(),
            Self::RelationNotes => article.relations().filter(|relation| !relation.note.is_empty()).count(),
            Self::RelationAttributes => article.relations().filter(|relation| !relation.attributes.is_empty()).count(),
            Self::DocumentAttributes => article.annotation_state.attributes.iter().len(),
            Self::Links => article.annotation_state.links.iter().count(),
            Self::Unplaced => article.orphans().count(),
            Self::Ids => having(|annotation| !annotation.id.is_of_chance()),
            Self::LabelNames => own_labels(article).filter(|label| label.name.len() > 1).count(),
            Self::LabelColors => own_labels(article).filter(|label| !label.color.is_empty()).count(),
            Self::RelationEnds => {
                let used: HashSet<&str> = article.relations().map(|relation| relation.kind.as_str()).collect();
                let is_bound = |kind: &&RelationKind| !(kind.from.is_empty() && kind.to.is_empty());
                let own = article.annotation_state.labels.relation_kinds.iter().filter(is_bound);
                let ready = &LabelSet::standard().relation_kinds;
                own.filter(|kind| used.contains(kind.id.as_str()) && !ready.contains(kind)).count()
            }
            Self::NumberTypes => {
                with_values(article, |value| matches!(value, Value::Number(_) | Value::YesNo(_) | Value::Choices(_)))
            }
            Self::ChoiceTypes => with_values(article, |value| matches!(value, Value::Choice(_) | Value::Date(_))),
        }
    }
}

/// The labels of the exported annotations that are not as the ready ones: an import knows those without the file.
fn own_labels<'a>(article: &Article<'a>) -> impl Iterator<Item = &'a Label> {
    let used: HashSet<&LabelId> = article.annotations().map(|annotation| &annotation.label).collect();
    let is_own = |label: &&Label| LabelSet::standard().get(&label.id) != Some(*label);
    article.annotation_state.labels.iter().filter(is_own).filter(move |label| used.contains(&label.id))
}

/// How many annotations have such a value for which the ready labels know no type.
fn with_values(article: &Article<'_>, is_one: fn(&Value) -> bool) -> usize {
    let has_one = |annotation: &&Annotation| {
        let known = LabelSet::standard().get(&annotation.label).map_or(&[][..], |label| &label.attributes);
        annotation.attributes.iter().any(|(name, value)| is_one(value) && known.iter().all(|kind| kind.id != name))
    };
    article.annotations().filter(has_one).count()
}

/// Whether letters or digits stand on both sides of a byte.
fn is_inside_word(text: &str, at: usize) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || is_mark(c);
    text[..at].ends_with(is_letter) && text[at..].starts_with(is_letter)
}

/// Whether a detected annotation is a reference to a name.
pub(super) fn is_reference(annotation: &Annotation) -> bool {
    matches!(&annotation.origin, Origin::Detected(source) if source == Source::Coreference.name())
}

/// How many annotations have a fragment that begins inside one of another annotation before it. What stands between the
/// fragments of one is inside of none.
fn nested(article: &Article<'_>) -> usize {
    let fragments = |(number, annotation): (usize, &'_ Annotation)| {
        annotation.spans.iter().map(move |span| (span, number)).collect::<Vec<_>>()
    };
    let mut fragments: Vec<(Span, usize)> = article.annotations().enumerate().flat_map(fragments).collect();
    fragments.sort_by_key(|(span, _)| span.text_order());
    let (mut end, mut nested) = (0, HashSet::new());
    for (span, number) in fragments {
        if span.start.0 < end {
            nested.insert(number);
        }
        end = end.max(span.end.0);
    }
    nested.len()
}
