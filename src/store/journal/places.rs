//! Where journals are.

use std::path::{Path, PathBuf};

use etcetera::{BaseStrategy as _, choose_base_strategy};

/// Names a folder for the data, for tests and for portable installations.
pub(in crate::store) const FOLDER_VARIABLE: &str = "HAWASHI_DATA_DIR";

/// Where journals can be, the best place first: the data folder; if that cannot be written, the folder for files of the
/// user's session, or for temporary files.
pub fn folders() -> Vec<PathBuf> {
    // The former is the user's alone, but in memory: it survives a crash of the program, not of the machine.
    let temporary = named("XDG_RUNTIME_DIR").unwrap_or_else(|| std::env::temp_dir().join(own_name()));
    let temporary = Some(temporary.join("hawashi")).filter(|folder| is_own(folder));
    data_folder().into_iter().chain(temporary).map(|folder| folder.join("journal")).collect()
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

/// A name for a folder of the user among those of others.
fn own_name() -> String {
    #[cfg(unix)]
    return format!("hawashi-{}", rustix::process::geteuid().as_raw());
    #[cfg(not(unix))]
    return "hawashi-data".to_owned();
}

/// Whether a folder is not there yet, or the user's: in a folder for all, somebody else may have made it.
fn is_own(folder: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let user = rustix::process::geteuid().as_raw();
        let owners = folder.ancestors().take(2).filter_map(|folder| folder.symlink_metadata().ok());
        owners.map(|metadata| metadata.uid()).all(|owner| owner == user)
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        true
    }
}
