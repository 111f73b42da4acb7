//! What becomes of files that are written over, and who may read those that are new.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic and touch files")]

use crate::support::needs;

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use hawashi::annotation::{AnnotationState, Carried};
use hawashi::document::Document;
use hawashi::store::journal::{Journals, OpenTabs, Record, Subject};
use hawashi::store::{Disk, RealDisk, Settings, Stamp, StoreError, WriteMode, interrupted_save, save_annotations};
use rustix::fs::{XattrFlags, getxattr, setxattr};

const TEXT: &str = "سقطت سرت أمس، وقال السكان إنها هادئة.";

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().mode() & 0o7777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// A folder with an article and an annotation file beside it.
fn saved() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let (article, annotations) = (folder.path().join("a.txt"), folder.path().join("a.hawashi.ron"));
    fs::write(&article, TEXT).unwrap();
    save(&annotations, &article, WriteMode::New).unwrap();
    (folder, article, annotations)
}

fn save(annotations: &Path, article: &Path, mode: WriteMode) -> Result<(), StoreError> {
    let document = Document::from_text(TEXT).unwrap();
    let (state, carried) = (AnnotationState::default(), Carried::default());
    save_annotations(annotations, article, &document, &state, &carried, mode).map(drop)
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[test]
fn all_names_of_a_file_lead_to_what_was_saved() {
    let (folder, article, annotations) = saved();
    let other = folder.path().join("backup.ron");
    fs::hard_link(&annotations, &other).unwrap();
    fs::write(&annotations, "(old and longer than what comes)".repeat(100)).unwrap();
    let node = fs::metadata(&annotations).unwrap().ino();
    save(&annotations, &article, WriteMode::Force).unwrap();
    assert_eq!(fs::read(&annotations).unwrap(), fs::read(&other).unwrap());
    assert!(fs::read_to_string(&other).unwrap().starts_with("(\n    version: 2"));
    let metadata = fs::metadata(&annotations).unwrap();
    assert_eq!((metadata.ino(), metadata.nlink()), (node, 2));
    assert_eq!(names(folder.path()), ["a.hawashi.ron", "a.txt", "backup.ron"]);
    assert_eq!(interrupted_save(&annotations), None);
    // A conflict is noticed before anything is written.
    let before = fs::read(&other).unwrap();
    let error = save(&annotations, &article, WriteMode::Unchanged(Stamp::of(b"other"))).unwrap_err();
    assert!(matches!(error, StoreError::ChangedOnDisk { .. }), "{error}");
    assert_eq!((fs::read(&other).unwrap(), names(folder.path()).len()), (before, 3));
}

#[test]
fn what_a_crash_has_left_of_a_file_that_was_written_over_is_found() {
    let (folder, _, annotations) = saved();
    let copy = folder.path().join("a.hawashi.saving.ron");
    fs::write(&copy, "whole").unwrap();
    assert_eq!(interrupted_save(&annotations), Some(copy.clone()));
    let link = folder.path().join("link.ron");
    symlink(&annotations, &link).unwrap();
    assert_eq!(interrupted_save(&link), Some(fs::canonicalize(copy).unwrap()));
}

#[test]
fn owners_permissions_and_attributes_stay() {
    let (_folder, article, annotations) = saved();
    let is_root = rustix::process::geteuid().is_root();
    for bits in [0o600, 0o640, 0o664, 0o666, 0o755] {
        set_mode(&annotations, bits);
        if is_root {
            std::os::unix::fs::chown(&annotations, Some(1234), Some(2345)).unwrap();
        }
        save(&annotations, &article, WriteMode::Force).unwrap();
        let metadata = fs::metadata(&annotations).unwrap();
        assert_eq!(mode(&annotations), bits);
        assert!(!is_root || (metadata.uid(), metadata.gid()) == (1234, 2345));
    }
    if is_root {
        std::os::unix::fs::chown(&annotations, Some(0), Some(0)).unwrap();
    }
    // A desktop's tags, and a list that lets another user read.
    let mut acl = 2_u32.to_le_bytes().to_vec();
    for (tag, may, who) in
        [(1_u16, 6_u16, u32::MAX), (2, 4, 1234), (4, 4, u32::MAX), (16, 4, u32::MAX), (32, 0, u32::MAX)]
    {
        acl.extend(tag.to_le_bytes().into_iter().chain(may.to_le_bytes()).chain(who.to_le_bytes()));
    }
    let attributes: [(&str, &[u8]); 3] =
        [("user.xdg.tags", "مهم".as_bytes()), ("user.empty", b""), ("system.posix_acl_access", &acl)];
    for (name, value) in attributes {
        if setxattr(&annotations, name, value, XattrFlags::empty()).is_err() {
            return needs::skip_without(&format!("a drive for temporary files with the attribute {name}"));
        }
    }
    let bits = mode(&annotations);
    save(&annotations, &article, WriteMode::Force).unwrap();
    for (name, value) in attributes {
        let mut kept = vec![0; 100];
        let len = getxattr(&annotations, name, kept.as_mut_slice()).unwrap();
        assert_eq!(&kept[..len], value, "{name}");
    }
    assert_eq!(mode(&annotations), bits);
}

#[test]
fn links_are_kept_wherever_they_lead() {
    let (folder, article, _) = saved();
    let far = folder.path().join("far");
    fs::create_dir(&far).unwrap();
    for target in ["far/there.ron", "far/gone.ron"] {
        let (target, link) = (folder.path().join(target), folder.path().join("link.hawashi.ron"));
        if target.ends_with("there.ron") {
            fs::write(&target, "former").unwrap();
        }
        drop(fs::remove_file(&link));
        symlink(&target, &link).unwrap();
        save(&link, &article, WriteMode::Force).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert!(fs::read_to_string(&target).unwrap().starts_with("(\n"));
    }
    assert_eq!(names(&far), ["gone.ron", "there.ron"]);
}

#[test]
fn annotations_of_a_private_article_are_private() {
    for (of_article, of_annotations) in [(0o600, 0o600), (0o640, 0o640), (0o644, 0o644), (0o400, 0o600), (0o666, 0o644)]
    {
        let (_folder, article, annotations) = saved();
        fs::remove_file(&annotations).unwrap();
        set_mode(&article, of_article);
        save(&annotations, &article, WriteMode::New).unwrap();
        // The mask of this process takes what most do.
        assert_eq!(mode(&annotations) & !0o022, of_annotations & !0o022, "{of_article:o}");
        assert_eq!(mode(&annotations) & 0o007 & !mode(&article), 0);
    }
}

/// Everything below a folder that somebody else may read.
fn open_to_others(folder: &Path) -> Vec<(PathBuf, u32)> {
    let mut open = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        if mode(&folder) & 0o077 != 0 {
            open.push((folder.clone(), mode(&folder)));
        }
        for entry in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if mode(&entry) & 0o077 != 0 {
                open.push((entry.clone(), mode(&entry)));
            }
        }
    }
    open
}

#[test]
fn what_the_program_keeps_for_itself_is_for_the_person_alone() {
    let folder = tempfile::tempdir().unwrap();
    let own = |name: &str| folder.path().join("own").join(name);
    Settings { author: Some("سارة".to_owned()), ..Settings::default() }
        .save_to(&own("config/hawashi/settings.ron"), &Settings::default())
        .unwrap();
    // A second time over the first file.
    Settings::default().save_to(&own("config/hawashi/settings.ron"), &Settings::default()).unwrap();
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    let mut journals = Journals::new(disk, vec![own("data/hawashi/journal")]);
    let document = Arc::new(Document::from_text(TEXT).unwrap());
    let subject = || Subject {
        article: None,
        annotations: None,
        name: "a".to_owned(),
        base: Stamp::ABSENT,
        document: document.clone(),
    };
    for id in 1..3 {
        journals.begin(id, 0, subject());
        journals.push(id, 1, &Record::Draft(None));
    }
    journals.show(0, OpenTabs::default());
    journals.commit().unwrap();
    journals.set_aside(1).unwrap();
    assert_eq!(names(&own("data/hawashi/journal/set-aside")).len(), 1);
    // A lexicon large enough for its compiled form to be kept.
    let rows = (0..140_000).map(|row| format!("قرية {row} البعيدة,location\n")).collect::<Vec<_>>().concat();
    fs::write(folder.path().join("names.csv"), format!("name,kind\n{rows}")).unwrap();
    fs::write(folder.path().join("a.txt"), TEXT).unwrap();
    let ran = Command::new(env!("CARGO_BIN_EXE_hawashi"))
        .args(["detect", "--lexicon", "names.csv", "a.txt"])
        .current_dir(folder.path())
        .env("HAWASHI_CACHE_DIR", own("cache/hawashi"))
        .stdout(Stdio::null())
        .status();
    assert!(ran.unwrap().success());
    assert!(names(&own("cache/hawashi"))[0].starts_with("lexicon-"));
    // That folder was made by the test's own hand, as the system's usually is.
    set_mode(&own(""), 0o700);
    assert_eq!(open_to_others(&own("")), []);
}
