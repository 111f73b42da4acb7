//! What a name stands for in this document, where a person has said so.

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
    /// The choice of an entity.
    pub fn of(entity: impl Into<String>) -> Self {
        Self { entity: entity.into(), extras: Extras::default() }
    }
}

/// The entities chosen for names, by label and folded name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntityLinks(BTreeMap<(LabelId, String), EntityLink>);

impl EntityLinks {
    /// The choice for a folded name with a label.
    pub fn get(&self, label: &LabelId, name: &str) -> Option<&EntityLink> {
        self.0.get(&(label.clone(), name.to_owned()))
    }

    /// Puts a choice in the place of the former one, which it gives back; `None` for no choice.
    pub fn set(&mut self, label: &LabelId, name: &str, choice: Option<EntityLink>) -> Option<EntityLink> {
        let key = (label.clone(), name.to_owned());
        match choice {
            Some(choice) => self.0.insert(key, choice),
            None => self.0.remove(&key),
        }
    }

    /// Whether nothing was chosen.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Label, folded name and choice, sorted.
    pub fn iter(&self) -> impl Iterator<Item = (&LabelId, &str, &EntityLink)> {
        self.0.iter().map(|((label, name), choice)| (label, name.as_str(), choice))
    }
}
