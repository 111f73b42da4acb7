//! Where journals are.

use std::path::PathBuf;

use etcetera::{BaseStrategy as _, choose_base_strategy};

/// Names a folder for the data, for tests and for portable installations.
const FOLDER_VARIABLE: &str = "HAWASHI_DATA_DIR";

/// Where journals can be, the best place first: the data folder; where that cannot be written, the folder for temporary
/// files. Where the person has named a folder for the settings, all is in there.
pub fn folders() -> Vec<PathBuf> {
    let named = |variable| std::env::var_os(variable).filter(|folder| !folder.is_empty()).map(PathBuf::from);
    let data = named(FOLDER_VARIABLE).or_else(|| Some(named("HAWASHI_CONFIG_DIR")?.join("data")));
    let data = data.or_else(|| Some(choose_base_strategy().ok()?.data_dir().join("hawashi")));
    let user = ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(named).unwrap_or_default();
    let temporary = std::env::temp_dir().join(format!("hawashi-{}", user.to_string_lossy().replace(['/', '\\'], "_")));
    data.into_iter().chain([temporary]).map(|folder| folder.join("journal")).collect()
}
