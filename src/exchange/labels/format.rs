//! The description of a format of label sets.

use super::error::LabelFileError;
use crate::annotation::LabelSet;

/// A format of label sets.
#[derive(Debug)]
pub struct LabelFormat {
    /// Its name on the command line.
    pub name: &'static str,
    /// Its name by language.
    pub names: [(&'static str, &'static str); 2],
    /// What is added to the name of a new file.
    pub suffix: &'static str,
    /// How the names of its files end.
    pub extension: &'static str,
    /// Reads a file's text.
    pub read: fn(&str) -> Result<LabelSet, LabelFileError>,
    /// Writes a file's text.
    pub write: fn(&LabelSet) -> String,
}

impl PartialEq for LabelFormat {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for LabelFormat {}
