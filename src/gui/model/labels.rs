//! The label set being edited: what the editor asks for, and its fields as values.

use crate::annotation::attributes::listed;
use crate::annotation::label::free_word;
use crate::annotation::{
    AnnotationId, AttributeKind, AttributeType, Choice, Label, LabelId, LabelSet, ReadySet, RelationKind, Value,
};
use crate::exchange::labels::LabelFormat;
use crate::session::Command;

use super::tab_id::TabId;

/// A request of the label editor.
#[derive(Clone, Debug)]
pub(crate) enum LabelsAction {
    /// Change the set: all of it is one step.
    Do(Vec<Command>),
    /// Show an annotation on the page of its article.
    Show(TabId, AnnotationId),
    /// Add a ready set.
    AddReady(ReadySet),
    /// Choose a file with labels to be added.
    Import,
    /// Use them in the whole folder.
    Share,
    /// Choose a file for the labels.
    Export(&'static LabelFormat),
    /// Return to the page.
    Close,
}

/// Whose attributes are meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Owner {
    /// Those of a label's annotations.
    Label(LabelId),
    /// Those of the whole article.
    Article,
}

/// A field of an attribute.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum AttributePart {
    /// The name in a language.
    Name(&'static str),
    /// The choices by their names in a language, with commas between them.
    Choices(&'static str),
    /// The default, if it is typed; choices by their names in a language.
    Default(&'static str),
}

/// A field of the editor in which something is typed; it is one step when it is left.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Slot {
    /// A label's name in a language.
    Name(LabelId, &'static str),
    /// What it is for, in a language.
    Description(LabelId, &'static str),
    /// A part of the attribute with this id.
    Attribute(Owner, String, AttributePart),
    /// The name of a kind of relations in a language.
    Relation(String, &'static str),
}

impl Owner {
    /// The attributes.
    pub(crate) fn attributes<'l>(&self, labels: &'l LabelSet) -> &'l [AttributeKind] {
        match self {
            Self::Label(id) => labels.get(id).map_or(&[], |label| &label.attributes),
            Self::Article => &labels.document_attributes,
        }
    }

    /// The command that replaces the attributes.
    pub(crate) fn with(&self, labels: &LabelSet, attributes: Vec<AttributeKind>) -> Option<Command> {
        Some(match self {
            Self::Label(id) => Command::EditLabel(Label { attributes, ..labels.get(id)?.clone() }),
            Self::Article => Command::SetDocumentAttributes(attributes),
        })
    }

    /// The command that changes one attribute.
    pub(crate) fn changing(
        &self,
        labels: &LabelSet,
        id: &str,
        change: impl FnOnce(&mut AttributeKind),
    ) -> Option<Command> {
        let mut all = self.attributes(labels).to_vec();
        change(all.iter_mut().find(|kind| kind.id == id)?);
        self.with(labels, all)
    }

    /// The command that adds an attribute with this name, and its id.
    pub(crate) fn adding(&self, labels: &LabelSet, name: &str) -> Option<(String, Command)> {
        let mut all = self.attributes(labels).to_vec();
        let id = free_word(name, |word| all.iter().any(|kind| kind.id == word));
        let name = [("ar", name), ("en", name)].map(|(language, name)| (language.to_owned(), name.to_owned()));
        all.push(AttributeKind { id: id.clone(), name: name.into(), ..AttributeKind::default() });
        Some((id, self.with(labels, all)?))
    }

    /// The command that moves an attribute up or down, or removes it (`None`).
    pub(crate) fn moving(&self, labels: &LabelSet, id: &str, up: Option<bool>) -> Option<Command> {
        let mut all = self.attributes(labels).to_vec();
        let at = all.iter().position(|kind| kind.id == id)?;
        match up {
            None => drop(all.remove(at)),
            Some(true) => all.swap(at, at.checked_sub(1)?),
            Some(false) if at + 1 < all.len() => all.swap(at, at + 1),
            Some(false) => return None,
        }
        self.with(labels, all)
    }
}

/// The command that adds a kind of relations with this name, between a label and any other, and its id.
pub(crate) fn adding_relation(labels: &LabelSet, name: &str, from: &LabelId) -> (String, Command) {
    let mut all = labels.relation_kinds.to_vec();
    let id = free_word(name, |word| all.iter().any(|kind| kind.id == word));
    let names = [("ar", name), ("en", name)].map(|(language, name)| (language.to_owned(), name.to_owned()));
    all.push(RelationKind { id: id.clone(), name: names.into(), from: vec![from.clone()], ..RelationKind::default() });
    (id, Command::SetRelationKinds(all))
}

/// The command that changes a kind of relations.
pub(crate) fn changing_relation(
    labels: &LabelSet,
    id: &str,
    change: impl FnOnce(&mut RelationKind),
) -> Option<Command> {
    let mut all = labels.relation_kinds.to_vec();
    change(all.iter_mut().find(|kind| kind.id == id)?);
    Some(Command::SetRelationKinds(all))
}

/// Names with one of them set, or removed if it is empty.
fn named(
    names: &std::collections::BTreeMap<String, String>,
    language: &str,
    name: &str,
) -> std::collections::BTreeMap<String, String> {
    let mut names = names.clone();
    match name.trim() {
        "" => drop(names.remove(language)),
        name => drop(names.insert(language.to_owned(), name.to_owned())),
    }
    names
}

impl Slot {
    /// What stands in the field.
    pub(crate) fn value(&self, labels: &LabelSet) -> Option<String> {
        let text = |names: &std::collections::BTreeMap<String, String>, language: &str| {
            names.get(language).cloned().unwrap_or_default()
        };
        Some(match self {
            Self::Name(id, language) => text(&labels.get(id)?.name, language),
            Self::Description(id, language) => text(&labels.get(id)?.description, language),
            Self::Relation(id, language) => text(&labels.relation_kind(id)?.name, language),
            Self::Attribute(owner, id, part) => {
                let kind = owner.attributes(labels).iter().find(|kind| kind.id == *id)?;
                match part {
                    AttributePart::Name(language) => text(&kind.name, language),
                    AttributePart::Choices(language) => joined(kind.choices.iter(), language),
                    AttributePart::Default(language) => match &kind.default {
                        Some(Value::Choices(ids)) => {
                            let named = |id: &String| kind.choices.iter().find(|choice| choice.id == *id);
                            let names =
                                ids.iter().map(|id| named(id).map_or(id.as_str(), |choice| choice.name_in(language)));
                            names.collect::<Vec<_>>().join(", ")
                        }
                        Some(value) => value.plain(),
                        None => String::new(),
                    },
                }
            }
        })
    }

    /// Whether this can be written into it.
    pub(crate) fn takes(&self, labels: &LabelSet, text: &str) -> bool {
        match self {
            Self::Attribute(owner, id, AttributePart::Default(_)) if !text.trim().is_empty() => {
                let kind = owner.attributes(labels).iter().find(|kind| kind.id == *id);
                kind.is_some_and(|kind| default_of(kind, text).is_some())
            }
            _ => true,
        }
    }

    /// The command that writes this into the field; `None` if it cannot be written.
    pub(crate) fn writing(&self, labels: &LabelSet, text: &str) -> Option<Command> {
        let text = text.trim();
        match self {
            Self::Name(id, language) => {
                let label = labels.get(id)?;
                Some(Command::EditLabel(Label { name: named(&label.name, language, text), ..label.clone() }))
            }
            Self::Description(id, language) => {
                let label = labels.get(id)?;
                let description = named(&label.description, language, text);
                Some(Command::EditLabel(Label { description, ..label.clone() }))
            }
            Self::Relation(id, language) => {
                changing_relation(labels, id, |kind| kind.name = named(&kind.name, language, text))
            }
            Self::Attribute(owner, id, part) => {
                if !self.takes(labels, text) {
                    return None;
                }
                owner.changing(labels, id, |kind| match part {
                    AttributePart::Name(language) => kind.name = named(&kind.name, language, text),
                    AttributePart::Choices(language) => kind.choices = choices(&kind.choices, language, text),
                    AttributePart::Default(_) => kind.default = default_of(kind, text),
                })
            }
        }
    }
}

/// The default that a person wrote.
fn default_of(kind: &AttributeKind, text: &str) -> Option<Value> {
    if text.trim().is_empty() {
        return None;
    }
    match Value::parse(kind.of_type, text)? {
        // By their names, as they are shown.
        Value::Choices(names) => {
            let id = |name: &String| {
                let is_named = |choice: &&Choice| choice.id == *name || choice.name.values().any(|known| known == name);
                kind.choices.iter().find(is_named).map(|choice| choice.id.clone())
            };
            let ids: Option<Vec<String>> =
                names.iter().map(|name| id(name).or_else(|| kind.choices.is_empty().then(|| name.clone()))).collect();
            ids.map(Value::Choices)
        }
        value => kind.check(&value).is_ok().then_some(value),
    }
}

fn joined<'c>(choices: impl Iterator<Item = &'c Choice>, language: &str) -> String {
    let comma = if language == "ar" { "، " } else { ", " };
    choices.map(|choice| choice.name_in(language)).collect::<Vec<_>>().join(comma)
}

/// The choices with these names: those that are there keep their ids, so that values keep their meaning.
fn choices(former: &[Choice], language: &str, text: &str) -> Vec<Choice> {
    let mut all: Vec<Choice> = Vec::new();
    for name in listed(text) {
        let known = former.iter().find(|choice| choice.name_in(language) == name);
        let choice = known.cloned().unwrap_or_else(|| {
            let is_taken = |word: &str| former.iter().chain(&all).any(|choice| choice.id == word);
            let names = [("ar", name), ("en", name)].map(|(language, name)| (language.to_owned(), name.to_owned()));
            Choice { id: free_word(name, is_taken), name: names.into(), ..Choice::default() }
        });
        if !all.iter().any(|other| other.id == choice.id || other.name_in(language) == name) {
            all.push(choice);
        }
    }
    all
}

/// The types of attributes, in the order in which they are offered, with the message keys of their names.
pub(crate) const TYPES: [(AttributeType, &str); 6] = [
    (AttributeType::Choice, "labels-type-choice"),
    (AttributeType::Choices, "labels-type-choices"),
    (AttributeType::Text, "labels-type-text"),
    (AttributeType::YesNo, "labels-type-yes-no"),
    (AttributeType::Number, "labels-type-number"),
    (AttributeType::Date, "labels-type-date"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn labels() -> LabelSet {
        let name = |name: &str| [("ar".to_owned(), name.to_owned()), ("en".to_owned(), name.to_owned())].into();
        let choice = |id: &str| Choice { id: id.into(), name: name(id), ..Choice::default() };
        let size = AttributeKind {
            id: "size".into(),
            name: name("size"),
            of_type: AttributeType::Choices,
            choices: vec![choice("small"), choice("large")],
            ..AttributeKind::default()
        };
        let killed = AttributeKind { id: "killed".into(), of_type: AttributeType::Number, ..AttributeKind::default() };
        let label =
            Label { attributes: vec![size, killed], ..Label::new("clash", "اشتباك", "Clash", "rose", None) };
        LabelSet::from_labels([label])
    }

    fn written(slot: &Slot, text: &str) -> Option<LabelSet> {
        let mut labels = labels();
        match slot.writing(&labels, text)? {
            Command::EditLabel(label) => labels = LabelSet::from_labels([label]),
            Command::SetDocumentAttributes(all) => labels.document_attributes = all.into(),
            other => panic!("{other:?}"),
        }
        Some(labels)
    }

    #[test]
    fn what_is_written_stands_in_the_field() {
        let clash = || LabelId::from("clash");
        let of = |id: &str, part| Slot::Attribute(Owner::Label(clash()), id.into(), part);
        let table: [(Slot, &str, Option<&str>); 12] = [
            (Slot::Name(clash(), "ar"), " معركة ", Some("معركة")),
            (Slot::Name(clash(), "en"), "", Some("")),
            (Slot::Description(clash(), "en"), "Armed, both sides", Some("Armed, both sides")),
            (of("size", AttributePart::Name("en")), "Size", Some("Size")),
            (of("size", AttributePart::Choices("en")), "large; small, huge", Some("large, small, huge")),
            (of("size", AttributePart::Choices("ar")), "large، ضخم، ضخم", Some("large، ضخم")),
            (of("size", AttributePart::Default("en")), "large", Some("large")),
            (of("size", AttributePart::Default("en")), "huge", None),
            (of("killed", AttributePart::Default("en")), "١٬٢٠٠", Some("1200")),
            (of("killed", AttributePart::Default("en")), "many", None),
            (of("killed", AttributePart::Default("en")), "", Some("")),
            (Slot::Attribute(Owner::Article, "source".into(), AttributePart::Name("en")), "Paper", Some("Paper")),
        ];
        for (slot, text, expected) in table {
            let found = written(&slot, text).map(|labels| slot.value(&labels).unwrap());
            assert_eq!(found.as_deref(), expected, "{slot:?} {text:?}");
            assert_eq!(slot.takes(&labels(), text), expected.is_some(), "{slot:?} {text:?}");
        }
    }

    #[test]
    fn choices_keep_their_ids_under_another_order() {
        let slot = Slot::Attribute(Owner::Label("clash".into()), "size".into(), AttributePart::Choices("en"));
        let labels = written(&slot, "huge, large").unwrap();
        let ids: Vec<&str> =
            labels.iter().next().unwrap().attributes[0].choices.iter().map(|choice| choice.id.as_str()).collect();
        assert_eq!(ids, ["huge", "large"]);
    }

    #[test]
    fn attributes_are_added_moved_and_removed() {
        let (labels, owner) = (labels(), Owner::Label("clash".into()));
        let ids = |command: Option<Command>| match command {
            Some(Command::EditLabel(label)) => label.attributes.into_iter().map(|kind| kind.id).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        };
        let (id, command) = owner.adding(&labels, "Size").unwrap();
        assert_eq!(
            (id.as_str(), ids(Some(command))),
            ("size-2", ["size", "killed", "size-2"].map(str::to_owned).into())
        );
        assert_eq!(ids(owner.moving(&labels, "killed", Some(true))), ["killed", "size"]);
        assert_eq!(ids(owner.moving(&labels, "killed", None)), ["size"]);
        assert!(owner.moving(&labels, "killed", Some(false)).is_none());
        assert!(owner.moving(&labels, "size", Some(true)).is_none());
    }
}
