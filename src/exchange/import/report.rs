//! What became of a file that was imported: as JSON, and in sentences.

use serde::{Serialize, Serializer};

use super::convention::Chosen;
use super::label_map::MappedLabel;
use crate::annotation::{AnnotationId, LabelId};
use crate::exchange::foreign::{Broken, Where};
use crate::text::units::Unit;

/// What became of an article of an imported file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ImportReport {
    /// The format.
    pub format: &'static str,
    /// The name of the article.
    pub article: String,
    /// The unit of the offsets in this report, which count in the text of the article.
    #[serde(serialize_with = "unit_name")]
    pub unit: Unit,
    /// How the file counts; `None` if it marks nothing.
    pub convention: Option<Chosen>,
    /// Whether the text of the file differs from that of the article, to which its passages were carried over.
    pub other_text: bool,
    /// How many annotations are where the file says.
    pub placed: usize,
    /// Those that were certainly found elsewhere.
    pub moved: Vec<Placed>,
    /// Those that were not found, or only approximately. They are kept without a place.
    pub unplaced: Vec<Unplaced>,
    /// How many relations were read.
    pub relations: usize,
    /// What became of the file's labels.
    pub labels: Vec<MappedLabel>,
    /// What could not be read.
    pub broken: Vec<Broken>,
}

impl ImportReport {
    /// Whether the file has a label of this name or id.
    pub fn has_label(&self, name: &str) -> bool {
        self.labels.iter().any(|label| label.name == name || label.id == name)
    }

    /// Whether all of the file is placed where it says.
    pub fn is_whole(&self) -> bool {
        self.moved.is_empty() && self.unplaced.is_empty() && self.broken.is_empty()
    }
}

/// An annotation and its place in the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Placed {
    /// The annotation.
    pub id: AnnotationId,
    /// Its label.
    pub label: LabelId,
    /// Its quotation in the file; empty if it has none.
    pub quote: String,
    /// Where it begins.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
}

/// An annotation that has no certain place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unplaced {
    /// The annotation.
    pub id: AnnotationId,
    /// Its label.
    pub label: LabelId,
    /// Its quotation in the file; empty if it has none.
    pub quote: String,
    /// Where it may be, and how much it resembles that, in percent.
    pub near: Option<(u32, u32, u8)>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn unit_name<S: Serializer>(unit: &Unit, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(unit.name())
}

impl Serialize for Broken {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Record<'r> {
            #[serde(flatten)]
            at: &'r Where,
            message: String,
        }

        Record { at: &self.at, message: self.message.to_string() }.serialize(serializer)
    }
}
