//! What two people have changed in different ways, kept beside the annotations until somebody decides.

use serde::{Deserialize, Serialize};

use super::record::{Key, Record};
use super::relation::Relation;

/// A record that two sides have changed in different ways. Ours is the one among the annotations, as it is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// Which record.
    pub of: Key,
    /// As it was before; `None` if it did not exist, or nobody knows.
    pub base: Option<Record>,
    /// As the other side has it; `None` if that has removed it.
    pub theirs: Option<Record>,
    /// The relations that the other side has to an annotation which is removed here; they come back with it.
    #[serde(default)]
    pub relations: Vec<Relation>,
}
