//! What contradicts a label set, or itself: said where it stands, and kept as it is.
//!
//! A window keeps such things from being made ([`super::AttributeKind::check`] and its like); a file that somebody wrote by
//! hand, or a label set that was changed since, brings them.

use std::collections::HashSet;

use thiserror::Error;

use super::adjudicated::Adjudicated;
use super::annotation::Annotation;
use super::attributes::{AttributeError, AttributeKind, Attributes, Value};
use super::label::{Label, LabelError, LabelId, LabelSet, RelationKind};
use super::provenance::Provenance;
use super::relation::Relation;
use super::work::Work;
use crate::text::{Arg, Localize, Message};

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// A value that is not allowed there.
    #[error(transparent)]
    Attribute(#[from] AttributeError),
    /// A value that this version cannot read.
    #[error("the attribute {name:?} cannot be read: {message}")]
    Unreadable {
        /// The attribute.
        name: String,
        /// Why.
        message: Message,
    },
    /// Two attributes or choices of the same id.
    #[error("there are two of the id {id:?} here; the first one counts")]
    Twice {
        /// The id.
        id: String,
    },
    /// Something about the labels themselves.
    #[error(transparent)]
    Label(#[from] LabelError),
    /// A kind of relation names a label that there is not.
    #[error("there is no label {id}; add it first")]
    NoLabel {
        /// The label.
        id: LabelId,
    },
    /// A relation is of a kind that there is not.
    #[error("there are no relations of the kind {kind:?}; add it to the label set first")]
    NoRelationKind {
        /// The kind.
        kind: String,
    },
    /// A relation joins labels that its kind does not allow.
    #[error("a relation {kind:?} cannot lead from {from} to {to}")]
    Ends {
        /// The kind.
        kind: String,
        /// The label that it begins at.
        from: LabelId,
        /// The label that it ends at.
        to: LabelId,
    },
    /// Fragments touch or overlap.
    #[error("these fragments touch or overlap; they are read as one")]
    Fragments,
    /// A relation begins where it ends.
    #[error("the relation leads from an annotation to itself")]
    Loop,
    /// Something was done at a time that is none.
    #[error("{time:?} is no time; write it as 2026-11-22T09:33:00Z")]
    Time {
        /// What stands there.
        time: String,
    },
    /// A label stands for a kind of mention that nothing finds.
    #[error("nothing of the kind {kind:?} is detected; possible are {}", known.join(", "))]
    Detects {
        /// The kind.
        kind: String,
        /// The kinds that there are.
        known: Vec<String>,
    },
}

impl Localize for Fault {
    fn key(&self) -> &'static str {
        match self {
            Self::Attribute(error) => error.key(),
            Self::Unreadable { .. } => "fault-unreadable",
            Self::Twice { .. } => "fault-twice",
            Self::Label(error) => error.key(),
            Self::NoLabel { .. } => "error-label-missing",
            Self::NoRelationKind { .. } => "error-relation-kind-missing",
            Self::Ends { .. } => "error-relation-ends",
            Self::Fragments => "fault-fragments",
            Self::Loop => "fault-loop",
            Self::Time { .. } => "fault-time",
            Self::Detects { .. } => "fault-detects",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::Attribute(error) => error.args(),
            Self::Unreadable { name, message } => {
                vec![("name", name.clone().into()), ("message", message.clone().into())]
            }
            Self::Twice { id } => vec![("id", id.clone().into())],
            Self::Label(error) => error.args(),
            Self::NoLabel { id } => vec![("id", id.to_string().into())],
            Self::NoRelationKind { kind } => vec![("kind", kind.clone().into())],
            Self::Ends { kind, from, to } => {
                vec![("kind", kind.clone().into()), ("from", from.to_string().into()), ("to", to.to_string().into())]
            }
            Self::Fragments | Self::Loop => Vec::new(),
            Self::Time { time } => vec![("time", time.clone().into())],
            Self::Detects { kind, known } => {
                let known = known.iter().map(|kind| kind.clone().into()).collect();
                vec![("kind", kind.clone().into()), ("choices", Arg::List(known))]
            }
        }
    }
}

/// A fault, and where in its record it is: names of fields, keys, ids of records in lists, numbers of values in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// From the record inwards.
    pub path: Vec<String>,
    /// What is wrong there.
    pub fault: Fault,
}

impl Finding {
    fn at(path: &[&str], fault: impl Into<Fault>) -> Self {
        Self { path: path.iter().map(|step| (*step).to_owned()).collect(), fault: fault.into() }
    }
}

/// What of an annotation contradicts the label set.
pub fn audit_annotation(labels: &LabelSet, annotation: &Annotation) -> Vec<Finding> {
    let mut findings = times(&annotation.provenance);
    if let Some(label) = labels.get(&annotation.label) {
        findings.extend(values(&label.attributes, annotation.attributes.iter()));
    }
    findings
}

/// The attributes that an annotation's label requires and that it lacks. No fault while somebody is at work: it is for those
/// who hand the work on.
pub fn missing_attributes<'l>(
    labels: &'l LabelSet,
    annotation: &'l Annotation,
) -> impl Iterator<Item = &'l AttributeKind> + use<'l> {
    let allowed = labels.get(&annotation.label).map_or(&[][..], |label| &label.attributes);
    allowed.iter().filter(|kind| kind.required && annotation.attributes.get(&kind.id).is_none())
}

/// What of a relation contradicts the label set; `label_of` gives the labels of its two ends.
pub fn audit_relation(labels: &LabelSet, relation: &Relation, ends: Option<(&LabelId, &LabelId)>) -> Vec<Finding> {
    let mut findings = times(&relation.provenance);
    if relation.from == relation.to {
        findings.push(Finding::at(&["to"], Fault::Loop));
        return findings;
    }
    let Some(kind) = labels.relation_kind(&relation.kind) else {
        findings.push(Finding::at(&["kind"], Fault::NoRelationKind { kind: relation.kind.clone() }));
        return findings;
    };
    if let Some((from, to)) = ends.filter(|(from, to)| !can_join(labels, kind, from, to)) {
        let fault = Fault::Ends { kind: kind.id.clone(), from: from.clone(), to: to.clone() };
        findings.push(Finding::at(&["from"], fault));
    }
    findings.extend(values(&kind.attributes, relation.attributes.iter()));
    findings
}

/// Whether relations of a kind may lead from one label to another. What a label may do, the labels below it may do, too.
pub fn can_join(labels: &LabelSet, kind: &RelationKind, from: &LabelId, to: &LabelId) -> bool {
    let fits = |label: &LabelId, allowed: &[LabelId]| {
        allowed.is_empty() || labels.line_of(label).any(|above| allowed.contains(&above.id))
    };
    fits(from, &kind.from) && fits(to, &kind.to) || kind.symmetric && fits(to, &kind.from) && fits(from, &kind.to)
}

/// What of what is said of the whole article contradicts the label set.
pub fn audit_article(labels: &LabelSet, attributes: &Attributes) -> Vec<Finding> {
    let own = attributes.iter().filter(|(name, value)| !Work::is_said(name, value));
    let own = own.filter(|(name, value)| !Adjudicated::is_said(name, value));
    values(&labels.document_attributes, own)
}

/// What of a label contradicts the others, or itself. `detected` are the kinds of mentions that are found.
pub fn audit_label(labels: &LabelSet, label: &Label, detected: &[&str]) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Err(error) = labels.check_parent(label) {
        findings.push(Finding::at(&["parent"], error));
    }
    let before = labels.iter().take_while(|other| other.id != label.id);
    if let Some(key) = label.key
        && let Some(other) = before.into_iter().find(|other| other.key == Some(key))
    {
        findings.push(Finding::at(&["key"], LabelError::KeyTaken { key, other: other.id.clone() }));
    }
    // What somebody's tags teach is detected under the label's own id.
    let is_known = |kind: &str| detected.contains(&kind) || kind == label.id.as_str();
    if let Some(kind) = label.detects.as_deref().filter(|kind| !is_known(kind)) {
        let known = detected.iter().map(|kind| (*kind).to_owned()).collect();
        findings.push(Finding::at(&["detects"], Fault::Detects { kind: kind.to_owned(), known }));
    }
    findings.extend(attribute_kinds(&label.attributes, &["attributes"]));
    findings
}

/// What of a kind of relations contradicts the labels, or itself.
pub fn audit_relation_kind(labels: &LabelSet, kind: &RelationKind) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (field, ends) in [("from", &kind.from), ("to", &kind.to)] {
        for (number, id) in ends.iter().enumerate().filter(|(_, id)| labels.get(id).is_none()) {
            findings.push(Finding::at(&[field, &number.to_string()], Fault::NoLabel { id: id.clone() }));
        }
    }
    findings.extend(attribute_kinds(&kind.attributes, &["attributes"]));
    findings
}

/// What of attributes that are allowed contradicts itself; each is looked for below the path, by its id.
pub fn attribute_kinds(kinds: &[AttributeKind], path: &[&str]) -> Vec<Finding> {
    let below = |steps: &[&str], fault: Fault| Finding::at(&[path, steps].concat(), fault);
    let (mut findings, mut ids) = (Vec::new(), HashSet::new());
    for (number, kind) in kinds.iter().enumerate() {
        if !ids.insert(&kind.id) {
            findings.push(below(&[&number.to_string(), "id"], Fault::Twice { id: kind.id.clone() }));
        }
        let mut choices = HashSet::new();
        for (at, choice) in kind.choices.iter().enumerate().filter(|(_, choice)| !choices.insert(&choice.id)) {
            let steps = [kind.id.as_str(), "choices", &at.to_string(), "id"];
            findings.push(below(&steps, Fault::Twice { id: choice.id.clone() }));
        }
        if let Some(fault) = kind.default.as_ref().and_then(|value| fault_of(kind, value)) {
            findings.push(below(&[&kind.id, "default"], fault));
        }
    }
    findings
}

fn values<'a>(allowed: &[AttributeKind], attributes: impl IntoIterator<Item = (&'a str, &'a Value)>) -> Vec<Finding> {
    let fault = |(name, value)| {
        let kind = allowed.iter().find(|kind| kind.id == name);
        let unknown = || Fault::from(AttributeError::Unknown { name: String::from(name) });
        let fault = match kind {
            Some(kind) => fault_of(kind, value)?,
            None => unknown(),
        };
        Some(Finding::at(&["attributes", name], fault))
    };
    attributes.into_iter().filter_map(fault).collect()
}

fn fault_of(kind: &AttributeKind, value: &Value) -> Option<Fault> {
    match value.unreadable() {
        Some(message) => Some(Fault::Unreadable { name: kind.id.clone(), message }),
        None => kind.check(value).err().map(Fault::from),
    }
}

fn times(provenance: &Provenance) -> Vec<Finding> {
    let is_wrong = |time: &str| !time.is_empty() && time.parse::<jiff::Timestamp>().is_err();
    let acts = provenance.iter().enumerate().filter(|(_, act)| is_wrong(&act.at));
    acts.map(|(number, act)| {
        Finding::at(&["provenance", &number.to_string(), "at"], Fault::Time { time: act.at.clone() })
    })
    .collect()
}
