//! The entities that a person has chosen for names in this document.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::fields::{Extras, keep_unknown_fields};
use super::label::LabelId;

/// The entity that a person has chosen for a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct EntityLink {
    /// Its stable id: `place:tripoli-lb`.
    pub entity: String,
    /// Fields of the file that this version does not know.
    #[serde(rename(serialize = "$extras"), skip_deserializing, skip_serializing_if = "Extras::is_empty")]
    pub extras: Extras,
}

keep_unknown_fields!(EntityLink);

impl EntityLink {
    /// A choice of this entity.
    pub fn of(entity: impl Into<String>) -> Self {
        Self { entity: entity.into(), extras: Extras::default() }
    }
}

/// The entities chosen for names, by label and folded name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntityLinks(BTreeMap<(LabelId, String), EntityLink>);

impl EntityLinks {
    /// The choice for a folded name with this label.
    pub fn get(&self, label: &LabelId, name: &str) -> Option<&EntityLink> {
        self.0.get(&(label.clone(), name.to_owned()))
    }

    /// Sets or (with `None`) removes a choice, and returns the previous one.
    pub fn set(&mut self, label: &LabelId, name: &str, choice: Option<EntityLink>) -> Option<EntityLink> {
        let key = (label.clone(), name.to_owned());
        match choice {
            Some(choice) => self.0.insert(key, choice),
            None => self.0.remove(&key),
        }
    }

    /// Whether there are no choices.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Label, folded name and choice, sorted.
    pub fn iter(&self) -> impl Iterator<Item = (&LabelId, &str, &EntityLink)> {
        self.0.iter().map(|((label, name), choice)| (label, name.as_str(), choice))
    }
}
