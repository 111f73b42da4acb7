//! Who did what to an annotation or a relation, and when.

use serde::{Deserialize, Serialize};

use super::fields::{Extras, keep_unknown_fields};
use super::origin::Status;

/// The kinds of acts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Deed {
    /// Made it by hand.
    #[default]
    Made,
    /// Accepted it.
    Accepted,
    /// Rejected it.
    Rejected,
    /// Made it undecided again.
    Reopened,
    /// Moved its ends, or gave it another label, entity or value.
    Changed,
    /// Wrote or changed its note.
    Noted,
}

impl From<Status> for Deed {
    /// The deed that leads to a status.
    fn from(status: Status) -> Self {
        match status {
            Status::Accepted => Self::Accepted,
            Status::Rejected => Self::Rejected,
            Status::Suggested => Self::Reopened,
        }
    }
}

/// One act of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct Act {
    /// What was done.
    #[serde(rename = "did", skip_serializing_if = "is_made")]
    pub deed: Deed,
    /// Who did it; empty if the person gave no name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// When: RFC 3339, UTC, whole seconds; empty if unknown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub at: String,
    /// Whose annotation was decided about, where several annotators' work was made into one; empty for all other acts.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub adjudicated: String,
    /// Unknown fields, written by a later version.
    #[serde(rename(serialize = "$extras"), skip_deserializing, skip_serializing_if = "Extras::is_empty")]
    pub extras: Extras,
}

keep_unknown_fields!(Act);

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn is_made(deed: &Deed) -> bool {
    *deed == Deed::Made
}

/// All acts, the earliest first. A second person's act is added and does not replace the first person's name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Provenance(Vec<Act>);

impl Provenance {
    /// A provenance of one act.
    pub fn of(deed: Deed, by: impl Into<String>, at: impl Into<String>) -> Self {
        Self(vec![Act { deed, by: by.into(), at: at.into(), ..Act::default() }])
    }

    /// The acts, the earliest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Act> + ExactSizeIterator {
        self.0.iter()
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Who did the first act; empty if unknown.
    pub(crate) fn first_by(&self) -> &str {
        self.0.first().map_or("", |act| &act.by)
    }

    /// The last act.
    pub fn last(&self) -> Option<&Act> {
        self.0.last()
    }

    /// Whether such an act is recorded.
    pub fn has(&self, deed: Deed) -> bool {
        self.0.iter().any(|act| act.deed == deed)
    }

    /// This provenance with one more act. If the same person repeats the last act, only its time is updated.
    #[must_use]
    pub fn with(self, deed: Deed, by: &str, at: &str) -> Self {
        self.adjudicated(deed, by, at, "")
    }

    /// Like [`Self::with`]: a decision about the annotation of somebody, where several annotators' work is made into one.
    #[must_use]
    pub fn adjudicated(mut self, deed: Deed, by: &str, at: &str, whose: &str) -> Self {
        match self.0.last_mut() {
            Some(last) if last.deed == deed && last.by == by && last.adjudicated == whose => {
                at.clone_into(&mut last.at);
            }
            _ => {
                let act =
                    Act { deed, by: by.to_owned(), at: at.to_owned(), adjudicated: whose.to_owned(), ..Act::default() };
                self.0.push(act);
            }
        }
        self
    }

    /// Whether it was decided about where several annotators' work was made into one.
    pub fn is_adjudicated(&self) -> bool {
        self.0.iter().any(|act| !act.adjudicated.is_empty())
    }

    /// These acts in the order of their times; those without one stay behind what they followed.
    #[must_use]
    pub(crate) fn sorted(acts: Vec<Act>) -> Self {
        let mut time = String::new();
        let mut timed: Vec<(String, Act)> = Vec::with_capacity(acts.len());
        for act in acts {
            if !act.at.is_empty() {
                act.at.clone_into(&mut time);
            }
            timed.push((time.clone(), act));
        }
        timed.sort_by(|(a, _), (b, _)| a.cmp(b));
        Self(timed.into_iter().map(|(_, act)| act).collect())
    }

    /// This provenance with a person's name replaced.
    #[must_use]
    pub fn renamed(mut self, from: &str, to: &str) -> Self {
        for act in self.0.iter_mut().filter(|act| act.by == from) {
            to.clone_into(&mut act.by);
        }
        self
    }
}

impl From<Vec<Act>> for Provenance {
    fn from(acts: Vec<Act>) -> Self {
        Self(acts)
    }
}
