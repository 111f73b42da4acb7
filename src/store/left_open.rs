//! What the person had open at the end, and where they were in a folder's list: parts of the settings.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// What was open when the person ended the program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LeftOpen {
    /// Folders and articles, in the order of their tabs.
    pub paths: Vec<PathBuf>,
    /// The one in front.
    pub front: Option<PathBuf>,
    /// The two articles that stood side by side, in their order.
    pub side_by_side: Option<(PathBuf, PathBuf)>,
}

/// Where the person was in the list of a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FolderPlace {
    /// The folder, by its canonical path.
    pub folder: PathBuf,
    /// The article that was chosen.
    pub article: Option<PathBuf>,
    /// The name of the column by which the list was sorted; empty for the usual one.
    pub sorted_by: String,
    /// Whether the largest came first.
    pub is_descending: bool,
}
