//! What findings and cures are called.

use super::super::look::SeeingLook;
use crate::agreement::Kind;
use crate::annotation::{LabelId, Value as AttributeValue};
use crate::gui::i18n::Value;
use crate::gui::model::{FoundLine, Seeing};
use crate::survey::audit::{Cure, Problem};
use crate::text::Span;
use crate::text::excerpt::{beginning, one_line};

/// The most letters of a passage that are quoted.
const LONGEST: usize = 40;

/// The names of all kinds of findings, each with the key of what it is called.
const KINDS: [(&str, &str); 13] = [
    ("label", "audit-label"),
    ("entity", "audit-entity"),
    ("unmarked", "audit-unmarked"),
    ("border-blank", "audit-border-blank"),
    ("border-punctuation", "audit-border-punctuation"),
    ("border-quotation", "audit-border-quotation"),
    ("border-particle", "audit-border-particle"),
    ("border-half-word", "audit-border-half-word"),
    ("overlap", "audit-overlap"),
    ("missing", "audit-missing"),
    ("ends", "audit-ends"),
    ("orphan", "audit-orphan"),
    ("differing", "audit-differing"),
];

/// All kinds of findings, in the order in which they are offered.
pub(super) fn kinds() -> impl Iterator<Item = &'static str> {
    KINDS.into_iter().map(|(kind, _)| kind)
}

/// The message key of a kind's name.
pub(super) fn kind_key(kind: &str) -> &'static str {
    KINDS.iter().find(|(known, _)| *known == kind).map_or("audit-kind", |(_, key)| key)
}

/// Words of the text, as one piece.
pub(super) fn quoted(text: &str) -> String {
    format!("\u{2068}{}\u{2069}", beginning(&one_line(text), LONGEST))
}

fn label_name(look: SeeingLook<'_>, seeing: &Seeing, id: &LabelId) -> String {
    let label = seeing.survey.label(id.as_str());
    label.map_or_else(|| id.to_string(), |label| label.name_in(look.i18n.lang().code()).to_owned())
}

/// What is wrong, in one sentence.
pub(super) fn sentence(look: SeeingLook<'_>, seeing: &Seeing, line: &FoundLine) -> String {
    let i18n = look.i18n;
    let label = |id: &LabelId| Value::from(label_name(look, seeing, id));
    let entity = |id: &str| Value::from(quoted(&look.words.entity(id)));
    let words = || ("words", Value::from(quoted(line.words())));
    let (key, values) = match &line.finding.problem {
        Problem::Label { here, usual, count } => (
            "audit-label-said",
            vec![words(), ("here", label(here)), ("usual", label(usual)), ("count", Value::from(*count))],
        ),
        Problem::Entity { here, usual, count } if here.is_empty() => {
            ("audit-entity-none-said", vec![words(), ("usual", entity(usual)), ("count", Value::from(*count))])
        }
        Problem::Entity { here, usual, count } => (
            "audit-entity-said",
            vec![words(), ("here", entity(here)), ("usual", entity(usual)), ("count", Value::from(*count))],
        ),
        Problem::Unmarked { label: of, count } => {
            ("audit-unmarked-said", vec![words(), ("label", label(of)), ("count", Value::from(*count))])
        }
        Problem::Border(_) => {
            let wrong = line.finding.wrong.map_or("", |span| line.part(span));
            let wrong = if wrong.trim().is_empty() { "␣".to_owned() } else { quoted(wrong) };
            let outside = line.finding.wrong.zip(line.finding.span).is_some_and(|(wrong, span)| !span.overlaps(wrong));
            let key = if outside { "audit-border-lacks-said" } else { "audit-border-has-said" };
            (key, vec![words(), ("letters", Value::from(wrong))])
        }
        Problem::Overlap { label: of, other } => (
            "audit-overlap-said",
            vec![words(), ("label", label(of)), ("other", Value::from(other_words(line, *other)))],
        ),
        Problem::Missing { attribute } => {
            let name = attribute_name(look, seeing, attribute);
            ("audit-missing-said", vec![words(), ("attribute", Value::from(name))])
        }
        Problem::Ends { kind, from, to, .. } => (
            "audit-ends-said",
            vec![("kind", Value::from(quoted(kind))), ("from", label(from)), ("to", label(to)), words()],
        ),
        Problem::Differing { kind, by, label: theirs } => {
            let key = match (kind, theirs) {
                (Kind::Only, None) => "audit-differing-none-said",
                (Kind::Only, Some(_)) => "audit-differing-only-said",
                (Kind::Label | Kind::LabelAndEnds, _) => "audit-differing-label-said",
                (Kind::Ends, _) => "audit-differing-ends-said",
                (Kind::Entity, _) => "audit-differing-entity-said",
                (Kind::Attributes, _) => "audit-differing-attributes-said",
            };
            let theirs = theirs.as_ref().map_or(Value::from(""), &label);
            (key, vec![words(), ("by", Value::from(quoted(by))), ("label", theirs)])
        }
        Problem::Orphan { quote } => ("audit-orphan-said", vec![("words", Value::from(quoted(quote)))]),
    };
    i18n.text_with(key, &values).into_owned()
}

/// What a cure does.
pub(super) fn cure_name(look: SeeingLook<'_>, seeing: &Seeing, line: &FoundLine, cure: &Cure) -> String {
    let value = match cure {
        Cure::Relabel(_, label) | Cure::Mark(_, label, _) => label_name(look, seeing, label),
        Cure::Link(_, entity) => quoted(&look.words.entity(entity)),
        Cure::Move(_, span) => quoted(line.part(*span)),
        Cure::Delete(id) => {
            // The other one stays.
            let is_own = line.finding.annotation.as_ref() == Some(id);
            match &line.finding.problem {
                Problem::Overlap { other, .. } if is_own => other_words(line, *other),
                _ => quoted(line.words()),
            }
        }
        Cure::Value(_, _, value) => said_value(look, seeing, line, value),
        Cure::Turn(_) | Cure::Unrelate(_) | Cure::Discard(_) => String::new(),
    };
    look.i18n.text_with(cure.key(), &[("value", Value::from(value))]).into_owned()
}

fn other_words(line: &FoundLine, other: Span) -> String {
    quoted(line.part(other))
}

/// The kind of attribute that lacks a value.
fn lacking<'s>(seeing: &'s Seeing, attribute: &str) -> Option<&'s crate::annotation::AttributeKind> {
    let mut labels = seeing.survey.labels();
    labels.find_map(|label| label.attributes.iter().find(|kind| kind.id == attribute && kind.required))
}

fn attribute_name(look: SeeingLook<'_>, seeing: &Seeing, attribute: &str) -> String {
    let kind = lacking(seeing, attribute);
    let name = kind.and_then(|kind| kind.name.get(look.i18n.lang().code()));
    name.map_or(attribute, String::as_str).to_owned()
}

fn said_value(look: SeeingLook<'_>, seeing: &Seeing, line: &FoundLine, value: &AttributeValue) -> String {
    let plain = value.plain();
    let Problem::Missing { attribute } = &line.finding.problem else { return plain };
    let choice = lacking(seeing, attribute).and_then(|kind| kind.choices.iter().find(|one| one.id == plain));
    let name = choice.and_then(|choice| choice.name.get(look.i18n.lang().code()));
    name.cloned().unwrap_or(plain)
}
