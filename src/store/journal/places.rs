//! Where journals are.

use std::path::PathBuf;

use etcetera::{BaseStrategy as _, choose_base_strategy};

/// Names a folder for the data, for tests and for portable installations.
const FOLDER_VARIABLE: &str = "HAWASHI_DATA_DIR";

/// Where journals can be, the best place first: the data folder; if that cannot be written, the folder for files of the
/// user's session, or for temporary files.
pub fn folders() -> Vec<PathBuf> {
    // The former is the user's alone, but in memory: it survives a crash of the program, not of the machine.
    let temporary = named("XDG_RUNTIME_DIR").unwrap_or_else(std::env::temp_dir).join("hawashi");
    data_folder().into_iter().chain([temporary]).map(|folder| folder.join("journal")).collect()
}

/// The folder for the data of the person: journals and versions. If only the folder of the settings was overridden, the
/// data are inside it.
pub fn data_folder() -> Option<PathBuf> {
    let data = named(FOLDER_VARIABLE).or_else(|| Some(named("HAWASHI_CONFIG_DIR")?.join("data")));
    data.or_else(|| Some(choose_base_strategy().ok()?.data_dir().join("hawashi")))
}

fn named(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).filter(|folder| !folder.is_empty()).map(PathBuf::from)
}
