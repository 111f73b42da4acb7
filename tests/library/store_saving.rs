//! Files that several processes write: nothing of one another is lost.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic and touch files")]

use std::cell::RefCell;
use std::fmt;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use hawashi::store::settings::LexiconFile;
use hawashi::store::{
    Access, Change, Disk, DiskFile, NewFile, RealDisk, Settings, SettingsError, Stamp, StoreError, WriteMode,
};

/// What another process does.
type Deed = Box<dyn Fn() + Send>;

/// The disk of the machine, on which another process does something before this one gives its new file its name.
struct Meanwhile {
    deeds: Mutex<Vec<Deed>>,
    /// The system's answer to syncing a folder.
    folder: fn() -> io::Result<()>,
}

impl fmt::Debug for Meanwhile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Meanwhile")
    }
}

impl Meanwhile {
    /// The deeds are done one by one, each before the next change of names.
    fn new(deeds: Vec<Deed>) -> Self {
        Self { deeds: Mutex::new(deeds), folder: || Ok(()) }
    }

    fn delay(&self) {
        let mut deeds = self.deeds.lock().unwrap();
        if !deeds.is_empty() {
            deeds.remove(0)();
        }
    }
}

impl Disk for Meanwhile {
    fn create(&self, path: &Path, access: Access) -> io::Result<Box<dyn DiskFile>> {
        RealDisk.create(path, access)
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        RealDisk.open(path)
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, StoreError> {
        RealDisk.read(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.delay();
        RealDisk.rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.delay();
        RealDisk.rename_new(from, to)
    }

    fn exchange(&self, a: &Path, b: &Path) -> io::Result<()> {
        self.delay();
        RealDisk.exchange(a, b)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        RealDisk.list(folder)
    }

    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        RealDisk.create_folder(folder)
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        (self.folder)()
    }
}

fn save(disk: &Meanwhile, path: &Path, mode: WriteMode) -> Result<Stamp, StoreError> {
    let mut file = NewFile::create_on(disk, path, mode)?;
    file.write_all(b"ours").unwrap();
    file.keep()
}

/// What another process leaves under a name; it writes as programs do, with a new file that takes the name.
fn leaves(path: &Path, text: Option<&'static str>) -> Deed {
    let path = path.to_owned();
    Box::new(move || match text {
        Some(text) => {
            let new = path.with_extension("new");
            fs::write(&new, text).unwrap();
            fs::rename(&new, &path).unwrap();
        }
        None => fs::remove_file(&path).unwrap(),
    })
}

#[cfg(target_os = "linux")]
#[test]
fn a_save_of_another_process_between_the_check_and_the_name_is_not_lost() {
    use Change::{Created, Removed, Written};
    for (before, meanwhile, change, left) in [
        (Some("old"), vec![Some("theirs")], Written, Some("theirs")),
        (Some("old"), vec![None], Removed, None),
        (Some("old"), vec![Some("")], Removed, Some("")),
        (None, vec![Some("theirs")], Created, Some("theirs")),
        // While theirs gets its name back, somebody writes once more: that is the last word.
        (Some("old"), vec![Some("theirs"), Some("later")], Written, Some("later")),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.hawashi.ron");
        if let Some(before) = before {
            fs::write(&path, before).unwrap();
        }
        let stamp = before.map_or(Stamp::ABSENT, |text| Stamp::of(text.as_bytes()));
        let disk = Meanwhile::new(meanwhile.iter().map(|text| leaves(&path, *text)).collect());
        let error = save(&disk, &path, WriteMode::Unchanged(stamp)).unwrap_err();
        assert_eq!(error, StoreError::ChangedOnDisk { path: path.clone(), change }, "{before:?}, {meanwhile:?}");
        assert_eq!(fs::read_to_string(&path).ok().as_deref(), left, "{before:?}, {meanwhile:?}");
        let files = fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(files, usize::from(left.is_some()), "nothing else is left: {before:?}, {meanwhile:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_comes_while_a_new_one_is_written_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    let error = save(&Meanwhile::new(vec![leaves(&path, Some("theirs"))]), &path, WriteMode::New).unwrap_err();
    assert_eq!(error, StoreError::Exists { path: path.clone() });
    assert_eq!(fs::read_to_string(&path).unwrap(), "theirs");
}

#[test]
fn without_others_a_file_is_replaced_made_or_filled() {
    for before in [Some("old"), Some(""), None] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.hawashi.ron");
        if let Some(before) = before {
            fs::write(&path, before).unwrap();
        }
        let stamp = before.map_or(Stamp::ABSENT, |text| Stamp::of(text.as_bytes()));
        assert_eq!(save(&Meanwhile::new(Vec::new()), &path, WriteMode::Unchanged(stamp)), Ok(Stamp::of(b"ours")));
        assert_eq!(fs::read_to_string(&path).unwrap(), "ours");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "{before:?}");
    }
}

#[cfg(unix)]
#[test]
fn what_only_the_person_may_read_is_read_by_nobody_while_it_is_written() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("secret.ron");
    fs::write(&path, "old").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for permissions in [0o600, 0o640] {
        fs::set_permissions(&path, fs::Permissions::from_mode(permissions)).unwrap();
        let mut file = NewFile::create(&path, WriteMode::Force).unwrap();
        file.write_all(b"new").unwrap();
        file.flush().unwrap();
        let temporary =
            fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).find(|other| *other != path);
        assert_eq!(mode(&temporary.unwrap()), 0o600);
        file.keep().unwrap();
        assert_eq!(mode(&path), permissions);
    }
}

#[test]
fn a_save_that_the_drive_does_not_confirm_is_not_taken_for_somebody_elses() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.hawashi.ron");
    fs::write(&path, "old").unwrap();
    let mut disk = Meanwhile::new(Vec::new());
    disk.folder = || Err(io::Error::from_raw_os_error(5));
    let error = save(&disk, &path, WriteMode::Unchanged(Stamp::of(b"old"))).unwrap_err();
    let StoreError::Unsynced { stamp, .. } = error else { panic!("{error}") };
    // It is written anew, and not taken for a change of others.
    disk.folder = || Ok(());
    assert_eq!(save(&disk, &path, WriteMode::Unchanged(stamp)), Ok(stamp));
}

// Settings.

fn paths(names: &str) -> Vec<PathBuf> {
    names.split_whitespace().map(PathBuf::from).collect()
}

#[test]
fn two_windows_do_not_undo_each_others_settings() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.ron");
    let lexicon = |name: &str, is_off| LexiconFile { path: name.into(), is_off, entries: None };
    let base = Settings {
        recent: paths("a b"),
        theme: Some("dark".into()),
        lexicons: vec![lexicon("x", false), lexicon("y", false)],
        ..Settings::default()
    };
    base.save_to(&path, &Settings::default()).unwrap();
    let (mut first, mut second) = (base.clone(), base.clone());
    first.theme = Some("light".into());
    first.recent = paths("c a b");
    first.lexicons[0].is_off = true;
    first.remember_place(Path::new("c"), 7_u32.into(), None);
    second.text_size = Some(24.0);
    second.recent = paths("b a");
    second.lexicons.remove(1);
    second.lexicons.push(lexicon("z", false));
    second.remember_place(Path::new("b"), 9_u32.into(), None);
    first.save_to(&path, &base).unwrap();
    second.save_to(&path, &base).unwrap();
    let merged = Settings::load_from(&path).unwrap();
    assert_eq!((merged.theme.as_deref(), merged.text_size), (Some("light"), Some(24.0)));
    assert_eq!(merged.recent, paths("b c a"));
    assert_eq!(merged.lexicons, [lexicon("x", true), lexicon("z", false)]);
    assert_eq!(merged.places.iter().map(|place| place.at).collect::<Vec<_>>(), [9, 7]);
    // Nothing was changed since: what the other one has changed is not taken back.
    first.save_to(&path, &first).unwrap();
    assert_eq!(Settings::load_from(&path).unwrap(), merged);
    // What is forgotten is forgotten also if another window has added to it.
    let known = second.clone();
    second.forget_recent();
    second.save_to(&path, &known).unwrap();
    let merged = Settings::load_from(&path).unwrap();
    assert!(merged.recent.is_empty() && merged.places.is_empty(), "{merged:?}");
}

#[test]
fn windows_that_write_settings_at_the_same_time_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.ron");
    let remember = |window: usize| {
        let kept = RefCell::new(Settings::default());
        for number in 0..5 {
            let mut settings = kept.borrow().clone();
            settings.recent.insert(0, format!("{window}-{number}").into());
            settings.save_to(&path, &kept.borrow()).unwrap();
            kept.replace(settings);
        }
    };
    std::thread::scope(|scope| {
        for window in 0..4 {
            scope.spawn(move || remember(window));
        }
    });
    let mut recent = Settings::load_from(&path).unwrap().recent;
    recent.sort();
    assert_eq!(recent.len(), 20, "{recent:?}");
}

#[test]
fn every_settings_file_that_cannot_be_read_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.ron");
    let mut copies = Vec::new();
    for broken in ["(theme: 1", "(theme: 2", "(theme: 3"] {
        fs::write(&path, broken).unwrap();
        if copies.len() == 2 {
            // Broken while a window is open.
            let changed = Settings { theme: Some("dark".into()), ..Settings::default() };
            changed.save_to(&path, &Settings::default()).unwrap();
            assert_eq!(Settings::load_from(&path).unwrap(), changed);
        } else {
            let error = Settings::load_from(&path).unwrap_err();
            assert!(matches!(error, SettingsError::Broken { .. }), "{error}");
        }
        copies.push(broken.to_owned());
        let files = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
        let mut kept: Vec<String> =
            files.filter(|file| *file != path).map(|file| fs::read_to_string(file).unwrap()).collect();
        kept.sort();
        assert_eq!(kept, copies);
    }
}
