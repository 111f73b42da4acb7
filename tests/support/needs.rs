//! Requirements of some tests that are not part of the project.

#![allow(dead_code, reason = "each test binary uses its part")]

use std::path::{Path, PathBuf};

/// Reports that a test is skipped because something is missing. Fails if `HAWASHI_REQUIRE_ALL=1` is set, as in
/// `.ci/run`, so that no test passes there by being skipped.
pub(crate) fn skip_without(what: &str) {
    let is_required = std::env::var("HAWASHI_REQUIRE_ALL").is_ok_and(|value| value == "1");
    assert!(!is_required, "{what} is not here, and HAWASHI_REQUIRE_ALL lets no test be skipped");
    eprintln!("skipped: {what} is not here");
}

/// A file from an installed package; `None` if it is not installed.
pub(crate) fn installed(path: &str, package: &str) -> Option<PathBuf> {
    let file = PathBuf::from(path);
    if file.is_file() {
        return Some(file);
    }
    skip_without(&format!("{path} (apt-get install {package})"));
    None
}

/// A file of the folder beside the project; `None` if there is no such folder.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let file = folder.join(path);
    if file.is_file() {
        return Some(file);
    }
    if folder.is_dir() {
        skip_without(&file.display().to_string());
    } else {
        eprintln!("skipped: there is no folder {}", folder.display());
    }
    None
}
