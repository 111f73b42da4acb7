//! The list of all formats of label sets.

use std::path::Path;

use super::format::LabelFormat;
use super::{brat, label_studio, own, refi_qda};

/// All formats of label sets, in the order of the menu.
pub static LABEL_FORMATS: [&LabelFormat; 4] = [&own::FORMAT, &brat::FORMAT, &label_studio::FORMAT, &refi_qda::FORMAT];

/// The format of a file, by how its name ends.
pub fn label_format_of(path: &Path) -> Option<&'static LabelFormat> {
    let extension = path.extension()?.to_str()?.to_lowercase();
    LABEL_FORMATS.iter().copied().find(|format| format.extension == extension)
}
