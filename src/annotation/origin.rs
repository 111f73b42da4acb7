//! Where an annotation or a relation comes from, and what a person has decided about it.

use serde::{Deserialize, Serialize};

use crate::text::ron_error::NO_CONFIDENCE;

/// What a person has decided about an annotation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Status {
    /// Proposed, not decided.
    Suggested,
    /// Made or accepted by a person.
    #[default]
    Accepted,
    /// Rejected by a person; kept, so that it is not proposed again, and hidden.
    Rejected,
}

impl Status {
    /// The name used in tables: `suggested`, `accepted`, `rejected`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Suggested => "suggested",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
        }
    }

    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
    pub(super) fn is_accepted(&self) -> bool {
        *self == Self::Accepted
    }
}

/// Where an annotation comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// Made by hand.
    #[default]
    Manual,
    /// Proposed by a part of the detector: `lexicon`, `pattern`, `model`, `coreference`.
    Detected(String),
    /// Read from a file of another format, by the format's name: `conll`.
    Imported(String),
}

impl Origin {
    /// Whether a person made it.
    pub(crate) fn is_manual(&self) -> bool {
        *self == Self::Manual
    }
}

/// The confidence of an origin, in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Confidence(u16);

impl Confidence {
    /// A confidence from 0 to 1, rounded to thousandths; `None` outside this range.
    pub fn new(share: f64) -> Option<Self> {
        (0.0..=1.0).contains(&share).then_some(Self((share * 1000.0).round() as u16))
    }

    /// The confidence, 0 to 1.
    pub fn share(self) -> f64 {
        f64::from(self.0) / 1000.0
    }
}

impl TryFrom<f64> for Confidence {
    type Error = &'static str;

    fn try_from(share: f64) -> Result<Self, &'static str> {
        Self::new(share).ok_or(NO_CONFIDENCE)
    }
}

impl From<Confidence> for f64 {
    fn from(confidence: Confidence) -> Self {
        confidence.share()
    }
}
