//! Three versions of one record, field by field.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::lists::{merge_entries, merge_list};
use crate::annotation::annotation::Annotation;
use crate::annotation::attributes::{AttributeKind, Attributes, Choice};
use crate::annotation::entity_links::EntityLink;
use crate::annotation::fields::Extras;
use crate::annotation::label::{Label, LabelId, RelationKind};
use crate::annotation::origin::Status;
use crate::annotation::provenance::{Act, Provenance};
use crate::annotation::record::{Field, Record};
use crate::annotation::relation::Relation;

/// Whose value counts where two sides differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Prefer {
    Ours,
    Theirs,
    Base,
}

/// Where two sides have changed a record in different ways: the fields, none if it is about the whole record.
pub(super) type Undecided = Option<Vec<Field>>;

/// One of three versions of a record, or parts of them; and what is undecided.
pub(super) fn merge_records(
    prefer: Prefer,
    base: Option<&Record>,
    ours: Option<&Record>,
    theirs: Option<&Record>,
) -> (Option<Record>, Undecided) {
    if ours == theirs || theirs == base {
        return (ours.cloned(), None);
    }
    if ours == base {
        return (theirs.cloned(), None);
    }
    let mut fields = Fields { prefer, differing: Vec::new() };
    macro_rules! of_kind {
        ($kind:ident, $merge:expr) => {
            if let (Some(Record::$kind(ours)), Some(Record::$kind(theirs))) = (ours, theirs) {
                let base = if let Some(Record::$kind(base)) = base { Some(&**base) } else { None };
                let merged = $merge(&mut fields, base, &**ours, &**theirs);
                return (Some(Record::$kind(Arc::new(merged))), fields.undecided());
            }
        };
    }
    of_kind!(Annotation, Fields::annotation);
    of_kind!(Relation, Fields::relation);
    of_kind!(Label, Fields::label);
    of_kind!(RelationKind, Fields::relation_kind);
    of_kind!(DocumentAttribute, Fields::attribute_kind);
    if let (Some(Record::Link(ours)), Some(Record::Link(theirs))) = (ours, theirs) {
        let base = if let Some(Record::Link(base)) = base { Some(base) } else { None };
        let merged = EntityLink {
            entity: fields.pick(Field::Entity, base.map(|base| &base.entity), &ours.entity, &theirs.entity),
            extras: fields.extras(base.map(|base| &base.extras), &ours.extras, &theirs.extras),
        };
        return (Some(Record::Link(merged)), fields.undecided());
    }
    let preferred = match prefer {
        Prefer::Ours => ours,
        Prefer::Theirs => theirs,
        Prefer::Base => base,
    };
    (preferred.cloned(), Some(Vec::new()))
}

/// What of a record two sides have changed in different ways.
struct Fields {
    prefer: Prefer,
    differing: Vec<Field>,
}

impl Fields {
    fn undecided(self) -> Undecided {
        if self.differing.is_empty() { None } else { Some(self.differing) }
    }

    fn differ(&mut self, field: Field) {
        if !self.differing.contains(&field) {
            self.differing.push(field);
        }
    }

    fn preferred<'t, T: ?Sized>(&self, base: Option<&'t T>, ours: &'t T, theirs: &'t T) -> &'t T {
        match self.prefer {
            Prefer::Ours => ours,
            Prefer::Theirs => theirs,
            Prefer::Base => base.unwrap_or(ours),
        }
    }

    /// The value of a field: what one side has changed, or else what is preferred.
    fn pick<T: Clone + PartialEq>(&mut self, field: Field, base: Option<&T>, ours: &T, theirs: &T) -> T {
        if ours == theirs || base == Some(theirs) {
            return ours.clone();
        }
        if base == Some(ours) {
            return theirs.clone();
        }
        self.differ(field);
        self.preferred(base, ours, theirs).clone()
    }

    /// A field of a label or a kind.
    fn defined<T: Clone + PartialEq>(&mut self, base: Option<&T>, ours: &T, theirs: &T) -> T {
        self.pick(Field::Definition, base, ours, theirs)
    }

    /// Values by name, each by itself.
    fn values<V: Clone + PartialEq>(
        &mut self,
        field: impl Fn(&str) -> Field,
        base: &BTreeMap<&str, &V>,
        ours: &BTreeMap<&str, &V>,
        theirs: &BTreeMap<&str, &V>,
    ) -> Vec<(String, V)> {
        let mut names: Vec<&str> = ours.keys().chain(theirs.keys()).copied().collect();
        names.sort_unstable();
        names.dedup();
        let mut values = Vec::new();
        for name in names {
            let (base, ours, theirs) = (base.get(name), ours.get(name), theirs.get(name));
            // A value that nobody knows was there before was not there.
            if let Some(value) = self.pick(field(name), Some(&base), &ours, &theirs) {
                values.push((name.to_owned(), (*value).clone()));
            }
        }
        values
    }

    fn attributes(&mut self, base: Option<&Attributes>, ours: &Attributes, theirs: &Attributes) -> Attributes {
        let field = |name: &str| Field::Attribute(name.to_owned());
        let base = base.map(|base| base.iter().collect()).unwrap_or_default();
        self.values(field, &base, &ours.iter().collect(), &theirs.iter().collect()).into_iter().collect()
    }

    /// Names by language.
    fn names(
        &mut self,
        field: &Field,
        base: Option<&BTreeMap<String, String>>,
        ours: &BTreeMap<String, String>,
        theirs: &BTreeMap<String, String>,
    ) -> BTreeMap<String, String> {
        fn of(names: &BTreeMap<String, String>) -> BTreeMap<&str, &String> {
            names.iter().map(|(language, name)| (language.as_str(), name)).collect()
        }
        let base = base.map(of).unwrap_or_default();
        self.values(|_| field.clone(), &base, &of(ours), &of(theirs)).into_iter().collect()
    }

    /// Unknown fields, in our order.
    fn extras(&mut self, base: Option<&Extras>, ours: &Extras, theirs: &Extras) -> Extras {
        let nothing = Extras::default();
        let base = &base.unwrap_or(&nothing).0;
        Extras(merge_list(
            base,
            &ours.0,
            &theirs.0,
            |(name, _)| name,
            |base, ours, theirs| {
                let of = |field: Option<&(String, String)>| field.map(|(_, ron)| ron.clone());
                let name = &ours.or(theirs)?.0;
                let ron = self.pick(Field::Extras, Some(&of(base)), &of(ours), &of(theirs))?;
                Some((name.clone(), ron))
            },
        ))
    }

    fn annotation(&mut self, base: Option<&Annotation>, ours: &Annotation, theirs: &Annotation) -> Annotation {
        let nothing = Annotation::default();
        // What may be left empty is taken from whoever gives it.
        let given = base.unwrap_or(&nothing);
        let about = |side: &Annotation| (side.entity.clone(), side.attributes.clone());
        let is_about_same = |side: &Annotation| side.entity == given.entity && side.attributes == given.attributes;
        let (label, (entity, attributes)) = if ours.label == theirs.label {
            let entity = self.pick(Field::Entity, Some(&given.entity), &ours.entity, &theirs.entity);
            let attributes = self.attributes(Some(&given.attributes), &ours.attributes, &theirs.attributes);
            (ours.label.clone(), (entity, attributes))
        } else {
            // Entity and attributes belong to the label.
            let is_former =
                |side: &Annotation| base.is_some_and(|base| base.label == side.label) && is_about_same(side);
            let side = if is_former(theirs) {
                ours
            } else if is_former(ours) {
                theirs
            } else {
                self.differ(Field::Label);
                self.preferred(base, ours, theirs)
            };
            (side.label.clone(), about(side))
        };
        let has_more = |side: &Annotation| {
            side.spans != given.spans || side.label != given.label || side.note != given.note || !is_about_same(side)
        };
        // Who rejects it does not know what the other one has made of it.
        let hides = |side: &Annotation, other: &Annotation| {
            base.is_some_and(|base| {
                side.status == Status::Rejected
                    && base.status != Status::Rejected
                    && other.status != Status::Rejected
                    && has_more(other)
            })
        };
        let status = if hides(theirs, ours) || hides(ours, theirs) {
            self.differ(Field::Status);
            self.preferred(base, ours, theirs).status
        } else {
            self.pick(Field::Status, base.map(|base| &base.status), &ours.status, &theirs.status)
        };
        let origin = |side: &Annotation| (side.origin.clone(), side.confidence);
        let (origin, confidence) = self.pick(Field::Origin, base.map(origin).as_ref(), &origin(ours), &origin(theirs));
        Annotation {
            label,
            note: self.pick(Field::Note, Some(&given.note), &ours.note, &theirs.note),
            entity,
            attributes,
            status,
            spans: self.pick(Field::Passage, base.map(|base| &base.spans), &ours.spans, &theirs.spans),
            origin,
            confidence,
            id: ours.id.clone(),
            provenance: merge_provenance(&given.provenance, &ours.provenance, &theirs.provenance),
            extras: self.extras(Some(&given.extras), &ours.extras, &theirs.extras),
        }
    }

    fn relation(&mut self, base: Option<&Relation>, ours: &Relation, theirs: &Relation) -> Relation {
        let nothing = Relation::default();
        let given = base.unwrap_or(&nothing);
        let origin = |side: &Relation| (side.origin.clone(), side.confidence);
        let (origin, confidence) = self.pick(Field::Origin, base.map(origin).as_ref(), &origin(ours), &origin(theirs));
        Relation {
            kind: self.pick(Field::Kind, base.map(|base| &base.kind), &ours.kind, &theirs.kind),
            from: self.pick(Field::From, base.map(|base| &base.from), &ours.from, &theirs.from),
            to: self.pick(Field::To, base.map(|base| &base.to), &ours.to, &theirs.to),
            note: self.pick(Field::Note, Some(&given.note), &ours.note, &theirs.note),
            attributes: self.attributes(Some(&given.attributes), &ours.attributes, &theirs.attributes),
            status: self.pick(Field::Status, base.map(|base| &base.status), &ours.status, &theirs.status),
            origin,
            confidence,
            id: ours.id.clone(),
            provenance: merge_provenance(&given.provenance, &ours.provenance, &theirs.provenance),
            extras: self.extras(Some(&given.extras), &ours.extras, &theirs.extras),
        }
    }

    fn label(&mut self, base: Option<&Label>, ours: &Label, theirs: &Label) -> Label {
        let b = base;
        Label {
            id: ours.id.clone(),
            name: self.names(&Field::Name, b.map(|b| &b.name), &ours.name, &theirs.name),
            plural: self.names(&Field::Name, b.map(|b| &b.plural), &ours.plural, &theirs.plural),
            description: self.names(
                &Field::Definition,
                b.map(|b| &b.description),
                &ours.description,
                &theirs.description,
            ),
            color: self.defined(b.map(|b| &b.color), &ours.color, &theirs.color),
            line: self.defined(b.map(|b| &b.line), &ours.line, &theirs.line),
            key: self.defined(Some(&b.and_then(|b| b.key)), &ours.key, &theirs.key),
            parent: self.defined(Some(&b.and_then(|b| b.parent.clone())), &ours.parent, &theirs.parent),
            detects: self.defined(Some(&b.and_then(|b| b.detects.clone())), &ours.detects, &theirs.detects),
            hidden: self.defined(b.map(|b| &b.hidden), &ours.hidden, &theirs.hidden),
            attributes: self.allowed(b.map_or(&[], |b| &b.attributes), &ours.attributes, &theirs.attributes),
            extras: self.extras(b.map(|b| &b.extras), &ours.extras, &theirs.extras),
        }
    }

    fn relation_kind(
        &mut self,
        base: Option<&RelationKind>,
        ours: &RelationKind,
        theirs: &RelationKind,
    ) -> RelationKind {
        let b = base;
        RelationKind {
            id: ours.id.clone(),
            name: self.names(&Field::Name, b.map(|b| &b.name), &ours.name, &theirs.name),
            description: self.names(
                &Field::Definition,
                b.map(|b| &b.description),
                &ours.description,
                &theirs.description,
            ),
            from: self.ends(b.map(|b| &b.from), &ours.from, &theirs.from),
            to: self.ends(b.map(|b| &b.to), &ours.to, &theirs.to),
            symmetric: self.defined(b.map(|b| &b.symmetric), &ours.symmetric, &theirs.symmetric),
            attributes: self.allowed(b.map_or(&[], |b| &b.attributes), &ours.attributes, &theirs.attributes),
            extras: self.extras(b.map(|b| &b.extras), &ours.extras, &theirs.extras),
        }
    }

    /// The labels at which relations may begin or end. An empty list allows every label, so that it is no list to add to.
    fn ends(&mut self, base: Option<&Vec<LabelId>>, ours: &Vec<LabelId>, theirs: &Vec<LabelId>) -> Vec<LabelId> {
        match base {
            Some(base) if [base, ours, theirs].iter().all(|ends| !ends.is_empty()) => {
                merge_list(base, ours, theirs, |id| id, |_, ours, theirs| ours.or(theirs).cloned())
            }
            base => self.defined(base, ours, theirs),
        }
    }

    fn allowed(
        &mut self,
        base: &[AttributeKind],
        ours: &[AttributeKind],
        theirs: &[AttributeKind],
    ) -> Vec<AttributeKind> {
        merge_list(
            base,
            ours,
            theirs,
            |kind| &kind.id,
            |base, ours, theirs| match (ours, theirs) {
                (Some(ours), Some(theirs)) => Some(self.attribute_kind(base, ours, theirs)),
                (one, other) => one.or(other).cloned(),
            },
        )
    }

    fn attribute_kind(
        &mut self,
        base: Option<&AttributeKind>,
        ours: &AttributeKind,
        theirs: &AttributeKind,
    ) -> AttributeKind {
        let b = base;
        AttributeKind {
            id: ours.id.clone(),
            name: self.names(&Field::Definition, b.map(|b| &b.name), &ours.name, &theirs.name),
            of_type: self.defined(b.map(|b| &b.of_type), &ours.of_type, &theirs.of_type),
            choices: self.choices(b.map_or(&[], |b| &b.choices), ours, theirs),
            required: self.defined(b.map(|b| &b.required), &ours.required, &theirs.required),
            default: self.defined(Some(&b.and_then(|b| b.default.clone())), &ours.default, &theirs.default),
            extras: self.extras(b.map(|b| &b.extras), &ours.extras, &theirs.extras),
        }
    }

    fn choices(&mut self, base: &[Choice], ours: &AttributeKind, theirs: &AttributeKind) -> Vec<Choice> {
        merge_list(
            base,
            &ours.choices,
            &theirs.choices,
            |choice| &choice.id,
            |base, ours, theirs| {
                let (Some(ours), Some(theirs)) = (ours, theirs) else { return ours.or(theirs).cloned() };
                Some(Choice {
                    id: ours.id.clone(),
                    name: self.names(&Field::Definition, base.map(|base| &base.name), &ours.name, &theirs.name),
                    extras: self.extras(base.map(|base| &base.extras), &ours.extras, &theirs.extras),
                })
            },
        )
    }
}

/// What both sides have done, the earliest first, each act once. What one of them has taken out, because it was renamed or
/// repeated, is gone. One person can do the same twice within a second: each counts.
fn merge_provenance(base: &Provenance, ours: &Provenance, theirs: &Provenance) -> Provenance {
    let acts = |side: &Provenance| {
        let mut counts: HashMap<&Act, usize> = HashMap::new();
        let mut counted = |act| {
            let count = counts.entry(act).or_default();
            *count += 1;
            (act.clone(), *count)
        };
        side.iter().map(&mut counted).collect::<Vec<(Act, usize)>>()
    };
    let key = |act: &Act| (act.at.clone(), act.by.clone(), act.deed as u8);
    let is_turned = theirs.iter().map(key).lt(ours.iter().map(key));
    let (first, second) = if is_turned { (theirs, ours) } else { (ours, theirs) };
    let merged = merge_entries(&acts(base), &acts(first), &acts(second));
    Provenance::sorted(merged.into_iter().map(|(act, _)| act).collect())
}
