//! Earlier states of annotation files: which are kept, whose they are, and that a disk that fails costs none of them.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic and touch files")]

#[allow(dead_code, reason = "each test binary uses its part")]
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::fault_disk::FaultDisk;
use hawashi::annotation::{Annotation, AnnotationSet, AnnotationState, Carried, Counts};
use hawashi::document::Document;
use hawashi::exchange::ron::annotations_to_ron;
use hawashi::store::versions::SAVED;
use hawashi::store::{Disk, Occasion, RealDisk, StoreError, Version, Versions, Why};
use hawashi::text::Span;
use proptest::prelude::*;
use tempfile::TempDir;

const TEXT: &str = "سقطت سرت أمس، وقال السكان إنها هادئة بعد ليلة من القصف على مصراتة.";

fn document() -> Document {
    Document::from_text(TEXT).unwrap()
}

/// An annotation file of an article with annotations on the first letters of its words; `ids` says which.
fn ron(article: &str, ids: &[usize]) -> Vec<u8> {
    let starts: Vec<usize> = TEXT.match_indices(' ').map(|(at, _)| at + 1).collect();
    let annotation = |id: &usize| Annotation {
        id: format!("01HZY3V5T4QK8M2N6P7R9S{id:04}").into(),
        ..Annotation::new(Span::from_range(starts[id % starts.len()]..starts[id % starts.len()] + 2), "location")
    };
    let annotations = AnnotationSet::from_annotations(ids.iter().map(annotation));
    let state = AnnotationState { annotations, ..AnnotationState::default() };
    annotations_to_ron(article, &document(), &state, &Carried::default()).into_bytes()
}

struct Kept {
    folder: TempDir,
    versions: Versions,
}

impl Kept {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let disk: Arc<dyn Disk> = Arc::new(RealDisk);
        let versions = Versions::new(disk, folder.path().join("data/versions"));
        Self { folder, versions }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file and keeps that as a version.
    fn save(&self, name: &str, bytes: &[u8], why: Why) -> Version {
        fs::write(self.path(name), bytes).unwrap();
        let document = document();
        let occasion = Occasion { why, by: "Salma", document: Some(&document) };
        self.versions.keep_file(&self.path(name), occasion).unwrap().unwrap()
    }

    fn list(&self, name: &str) -> Vec<Version> {
        self.versions.list(&self.path(name))
    }

    /// The states in the list, the newest first.
    fn states(&self, name: &str) -> Vec<Vec<u8>> {
        self.list(name).iter().map(|version| self.versions.read(version).unwrap()).collect()
    }

    fn files(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.path("data/versions")).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).collect()
    }
}

#[test]
fn the_last_ten_saved_states_are_kept_each_once_and_counted() {
    let kept = Kept::new();
    for many in 1..=12 {
        let ids: Vec<usize> = (0..many).collect();
        let version = kept.save("a.hawashi.ron", &ron("a.txt", &ids), Why::Saved);
        assert_eq!((version.by(), version.why()), ("Salma", Why::Saved));
        // The same again is no state of its own.
        assert_eq!(kept.save("a.hawashi.ron", &ron("a.txt", &ids), Why::Autosaved).id(), version.id());
    }
    let list = kept.list("a.hawashi.ron");
    assert_eq!(list.len(), SAVED);
    assert!(list.iter().all(|version| version.counts() == Some(Counts { added: 1, ..Counts::default() })));
    assert!(list.is_sorted_by(|newer, older| newer.at >= older.at && newer.id() > older.id()));
    let expected: Vec<Vec<u8>> = (3..=12).rev().map(|many| ron("a.txt", &(0..many).collect::<Vec<_>>())).collect();
    assert_eq!(kept.states("a.hawashi.ron"), expected);
    // A state that comes back is the newest, and not there twice.
    kept.save("a.hawashi.ron", &expected[4], Why::Saved);
    let states = kept.states("a.hawashi.ron");
    assert_eq!(states[0], expected[4]);
    assert_eq!(states.iter().filter(|state| **state == expected[4]).count(), 1);
    assert_eq!(kept.files().len(), states.len());
    // Those of another file are its own.
    assert!(kept.list("b.hawashi.ron").is_empty());
}

#[test]
fn what_is_saved_by_itself_does_not_push_out_what_a_person_saved() {
    let kept = Kept::new();
    let of = |ids: &[usize]| ron("a.txt", ids);
    kept.save("a.ron", &of(&[1]), Why::Saved);
    for id in 2..40 {
        kept.save("a.ron", &of(&[1, id]), Why::Autosaved);
    }
    // Of one stretch the last one stays.
    assert_eq!(kept.states("a.ron"), [of(&[1, 39]), of(&[1])]);
    // Saving it by hand makes it the person's.
    kept.save("a.ron", &of(&[1, 39]), Why::Saved);
    kept.save("a.ron", &of(&[1, 40]), Why::Autosaved);
    kept.save("a.ron", &of(&[1, 41]), Why::Autosaved);
    let whys: Vec<Why> = kept.list("a.ron").iter().map(Version::why).collect();
    assert_eq!(whys, [Why::Autosaved, Why::Saved, Why::Saved]);
    let counts = kept.list("a.ron")[0].counts();
    assert_eq!(counts, Some(Counts { added: 1, removed: 1, changed: 0 }), "against the one that is left before it");
}

#[test]
fn the_state_before_a_merge_outlives_the_last_ten() {
    let kept = Kept::new();
    kept.save("a.ron", &ron("a.txt", &[1]), Why::Saved);
    kept.save("a.ron", &ron("a.txt", &[1]), Why::BeforeMerge);
    for id in 2..30 {
        kept.save("a.ron", &ron("a.txt", &[1, id]), Why::Saved);
    }
    let list = kept.list("a.ron");
    assert_eq!(list.len(), SAVED + 1);
    assert_eq!((list[SAVED].why(), list[SAVED].by()), (Why::BeforeMerge, "Salma"));
    assert_eq!(kept.states("a.ron")[SAVED], ron("a.txt", &[1]));
}

#[test]
fn what_another_program_wrote_is_kept_before_it_is_saved_over() {
    let kept = Kept::new();
    let path = kept.path("a.ron");
    assert_eq!(kept.versions.keep_found(&path).unwrap(), None, "there is nothing yet");
    fs::write(&path, "").unwrap();
    assert_eq!(kept.versions.keep_found(&path).unwrap(), None, "nor in an empty file");
    kept.save("a.ron", &ron("a.txt", &[1]), Why::Saved);
    assert_eq!(kept.versions.keep_found(&path).unwrap().unwrap().why(), Why::Saved, "it is known");
    fs::write(&path, ron("a.txt", &[1, 2])).unwrap();
    assert_eq!(kept.versions.keep_found(&path).unwrap().unwrap().why(), Why::Found);
    let earlier = String::from_utf8(ron("a.txt", &[1, 3])).unwrap().replacen("version: 2", "version: 1", 1);
    fs::write(&path, earlier).unwrap();
    assert_eq!(kept.versions.keep_found(&path).unwrap().unwrap().why(), Why::BeforeMigration);
    // What is no annotation file at all is kept, too: somebody is about to write over it.
    fs::write(&path, "my notes").unwrap();
    kept.versions.keep_found(&path).unwrap();
    assert_eq!(kept.states("a.ron")[0], b"my notes");
    assert_eq!(kept.list("a.ron").len(), 4);
}

#[test]
fn a_file_that_was_moved_has_not_the_versions_of_another() {
    let kept = Kept::new();
    let cases: [(&str, Vec<u8>, bool); 4] = [
        ("of another article", ron("other.txt", &[7, 8]), false),
        (
            "of an article of the same name with other annotations and another text",
            {
                let other = String::from_utf8(ron("a.txt", &[7, 8])).unwrap();
                let sha = document().sha256().to_owned();
                other.replace(&sha, &sha.chars().rev().collect::<String>()).into_bytes()
            },
            false,
        ),
        (
            "the same one after the article was edited",
            {
                let edited = String::from_utf8(ron("a.txt", &[1, 8])).unwrap();
                let sha = document().sha256().to_owned();
                edited.replace(&sha, &sha.chars().rev().collect::<String>()).into_bytes()
            },
            true,
        ),
        ("damaged", b"(version: 2, article: (".to_vec(), true),
    ];
    for (what, bytes, is_its) in cases {
        kept.save("a.ron", &ron("a.txt", &[1, 2]), Why::Saved);
        fs::write(kept.path("a.ron"), &bytes).unwrap();
        assert_eq!(!kept.list("a.ron").is_empty(), is_its, "{what}");
        // The other one's own versions begin here, and the former come back with their file.
        kept.versions.keep_file(&kept.path("a.ron"), Occasion::of(Why::Saved)).unwrap();
        assert_eq!(kept.list("a.ron").len() > 1, is_its, "{what}");
        fs::write(kept.path("a.ron"), ron("a.txt", &[1, 2])).unwrap();
        assert!(!kept.list("a.ron").is_empty(), "{what}");
        kept.files().iter().for_each(|file| fs::remove_file(file).unwrap());
    }
    // A file that is gone leaves its versions.
    kept.save("a.ron", &ron("a.txt", &[1, 2]), Why::Saved);
    fs::remove_file(kept.path("a.ron")).unwrap();
    assert_eq!(kept.list("a.ron").len(), 1);
}

#[test]
fn a_damaged_version_is_told_and_hides_no_other() {
    let kept = Kept::new();
    kept.save("a.ron", &ron("a.txt", &[1]), Why::Saved);
    kept.save("a.ron", &ron("a.txt", &[1, 2]), Why::Saved);
    let newest = kept.list("a.ron")[0].clone();
    let file = kept.files().into_iter().find(|file| file.to_string_lossy().contains(&newest.id())).unwrap();
    let mut bytes = fs::read(&file).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(&file, &bytes).unwrap();
    assert!(matches!(kept.versions.read(&newest), Err(StoreError::DamagedVersion { path }) if path == file));
    let mut list = kept.list("a.ron");
    kept.versions.count(&mut list, &[], &document());
    assert_eq!(kept.versions.read(&list[1]).unwrap(), ron("a.txt", &[1]));
    for rubbish in ["", "\n", "(form: 1", "no line at all", "(form: 9)\n"] {
        fs::write(&file, rubbish).unwrap();
        assert_eq!(kept.list("a.ron").len(), 1, "{rubbish:?}");
    }
}

#[test]
fn names_of_any_length_and_letters_make_versions_that_can_be_read() {
    let kept = Kept::new();
    let long = "\u{10ffff}\u{202e}\n\"".repeat(40_000);
    for article in ["a.txt", &long, ".."] {
        fs::write(kept.path("a.ron"), ron(article, &[1])).unwrap();
        let occasion = Occasion { by: &long, ..Occasion::of(Why::Saved) };
        let version = kept.versions.keep_file(&kept.path("a.ron"), occasion).unwrap().unwrap();
        assert!(long.starts_with(version.by()) && version.by().chars().count() < 1_000);
        assert_eq!(kept.states("a.ron")[0], ron(article, &[1]));
    }
}

#[cfg(unix)]
#[test]
fn versions_are_readable_by_the_person_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let kept = Kept::new();
    kept.save("a.ron", &ron("a.txt", &[1]), Why::Saved);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&kept.path("data/versions")), 0o700);
    assert_eq!(kept.files().iter().map(|file| mode(file)).collect::<Vec<_>>(), [0o600]);
    // A file that a link leads to is the same file.
    std::os::unix::fs::symlink(kept.path("a.ron"), kept.path("link.ron")).unwrap();
    assert_eq!(kept.list("link.ron").len(), 1);
}

#[test]
fn all_versions_together_have_a_limit_and_the_oldest_go_first() {
    let disk = FaultDisk::new(1);
    let shared: Arc<dyn Disk> = Arc::new(disk.clone());
    let versions = Versions::new(shared, PathBuf::from("/v")).limited_to(4_000);
    let large = |number: usize| vec![number as u8; 1_001];
    for number in 0..5 {
        let path = PathBuf::from(format!("/{number}.ron"));
        versions.keep(&path, &large(number), Occasion::of(Why::BeforeMerge)).unwrap();
    }
    let left: Vec<usize> =
        (0..5).filter(|number| !versions.list(Path::new(&format!("/{number}.ron"))).is_empty()).collect();
    assert_eq!(left, [2, 3, 4]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Whatever fails, and however often the power does: a state of which keeping was confirmed can be read, and what is
    /// listed is whole.
    #[test]
    fn what_was_confirmed_as_kept_survives(seed in any::<u64>(), fails in 0..12_u32, steps in proptest::collection::vec(0..5_u8, 1..14)) {
        let disk = FaultDisk::new(seed);
        let shared: Arc<dyn Disk> = Arc::new(disk.clone());
        let versions = Versions::new(shared, PathBuf::from("/v"));
        let path = Path::new("/a.ron");
        let mut confirmed = None;
        for (number, step) in steps.iter().enumerate() {
            let bytes = ron("a.txt", &[1, number + 2]);
            if *step == 0 {
                disk.crash();
            } else {
                disk.fail_one_in(if *step == 1 { 0 } else { fails });
                if versions.keep(path, &bytes, Occasion::of(Why::Saved)).is_ok() {
                    confirmed = Some(bytes);
                }
            }
            disk.fail_one_in(0);
            let list = versions.list(path);
            for version in &list {
                prop_assert!(versions.read(version).is_ok(), "what is listed is whole");
            }
            if let Some(confirmed) = &confirmed {
                let has = |version: &Version| versions.read(version).unwrap() == *confirmed;
                prop_assert!(list.iter().any(has), "step {number} of {steps:?}");
            }
        }
    }

    /// Nothing in the folder makes listing or keeping fail.
    #[test]
    fn any_file_among_the_versions_is_borne(name in "[A-Z0-9]{0,30}-?[A-Z0-9]{20,30}-?[0-9]{0,6}(\\.version)?", bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let kept = Kept::new();
        kept.save("a.ron", &ron("a.txt", &[1]), Why::Saved);
        fs::write(kept.path("data/versions").join(name), bytes).unwrap();
        prop_assert_eq!(kept.list("a.ron").len(), 1);
        kept.save("a.ron", &ron("a.txt", &[1, 2]), Why::Saved);
        prop_assert_eq!(kept.list("a.ron").len(), 2);
    }
}
